"""Words of workers as frozen values (pure): the device that a process serves, and where it stands."""

import re
from dataclasses import dataclass

from generation.values import CPU_LANE, EXPORT_LANE, REMOTE_LANE
from quality.values import DeviceKind

PLAIN = (CPU_LANE, EXPORT_LANE, REMOTE_LANE)
"""Devices that are no card, and whose lane has their name."""
CARDS = {
    "cuda": DeviceKind.CUDA,
    "rocm": DeviceKind.ROCM,
    "mps": DeviceKind.MPS,
    "sim": DeviceKind.SIMULATED,
}
WORD = re.compile(r"(?P<kind>cuda|rocm|mps|sim):(?P<index>\d{1,3})", re.ASCII)
ADVICE = "Write cpu, remote, export, or a card by its number: cuda:0, rocm:0, mps:0, sim:0."


class BadDevice(ValueError):
    """A device that is none, or that this machine does not have; `advice` says what would work."""

    def __init__(self, detail: str, advice: str = ADVICE) -> None:
        super().__init__(f"{detail} {advice}")
        self.detail, self.advice = detail, advice


@dataclass(frozen=True, slots=True)
class DeviceWord:
    """What `--device` says: one of PLAIN, or the card of a kind with this number, from 0."""

    text: str
    kind: DeviceKind | None = None
    index: int = 0


def device_word(text: str) -> DeviceWord:
    """Raises BadDevice."""
    text = text.strip().lower()
    if text in PLAIN:
        return DeviceWord(text)
    found = WORD.fullmatch("mps:0" if text == "mps" else text)
    if found is None:
        raise BadDevice(f'"{text}" is no device.')
    return DeviceWord(found[0], CARDS[found["kind"]], int(found["index"]))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a worker stands: `device` is a card's id, or "host/cpu"; `name` what people read; `card` the card's id, or
    "" where it has none; `lane` the lane that it serves first."""

    device: str
    name: str
    lane: str
    card: str = ""
