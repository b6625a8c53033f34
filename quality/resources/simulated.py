"""SIMULATED_GPUS: cards that are only settings, for development, tests and demonstrations. Pure.

cards = card {"," card}              2x24GB,1x12GB
card  = [count "x"] size [held] [fault]
held  = "@" size                     1x24GB@18GB: others hold 18 GB of it
fault = "!oom"                       work that needs more than half of it runs out of memory
      | "!lost"                      it no longer answers
      | "!nonsense"                  its driver tells numbers that can't be true
size  = number "GB"
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quality.resources.errors import BadSetting
from quality.resources.sizes import SIZE, whole_bytes
from quality.resources.values import GB, Raw, Trouble
from quality.values import DeviceKind

SETTING = "SIMULATED_GPUS"
MOST_CARDS = 64
OOM_SHARE = 0.5
"""Of a card with the fault "oom": work that needs more than this part of it fails."""
ADVICE = "Write cards like 2x24GB,1x12GB; 1x24GB@18GB is one in use, 1x24GB!oom one that runs out of memory."


class Fault(StrEnum):
    """What a simulated card does wrong."""

    OOM = "oom"
    LOST = "lost"
    NONSENSE = "nonsense"


CARD = re.compile(
    rf"(?:(?P<count>\d{{1,3}})\s*x\s*)?{SIZE.format(name='total')}(?:\s*@\s*{SIZE.format(name='held')})?"
    rf"(?:\s*!\s*(?P<fault>[a-z]+))?",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class SimulatedCard:
    """One card of the setting; `id` is its place in it: simulated-1."""

    id: str
    total_bytes: int
    held_bytes: int = 0
    fault: Fault | None = None

    @property
    def name(self) -> str:
        """As people see it."""
        return f"Simulated card {self.id.removeprefix('simulated-')} ({self.total_bytes / GB:g} GB)"

    def runs_out(self, needed_gb: float) -> bool:
        """Whether work with this peak memory runs out of it here."""
        return self.fault is Fault.OOM and needed_gb > OOM_SHARE * self.total_bytes / GB


def parse(text: str) -> tuple[SimulatedCard, ...]:
    """The cards of the setting; none for an empty one. Raises BadSetting."""
    if not text.strip():
        return ()
    cards = tuple(_numbered(kind for part in text.split(",") for kind in _several(part)))
    if len(cards) > MOST_CARDS:
        raise BadSetting(SETTING, f"{len(cards)} cards are too many.", f"Write at most {MOST_CARDS}.")
    return cards


Kind = tuple[int, int, Fault | None]


def _several(part: str) -> list[Kind]:
    found = CARD.fullmatch(part.strip())
    if found is None:
        raise BadSetting(SETTING, f'"{part.strip()}" is not a card.', ADVICE)
    count = int(found["count"] or 1)
    if not 1 <= count <= MOST_CARDS:
        raise BadSetting(SETTING, f"{count} cards of one kind can't be.", f"Write 1 to {MOST_CARDS}.")
    total = whole_bytes(found["total"], SETTING)
    held = whole_bytes(found["held"], SETTING) if found["held"] else 0
    if held > total:
        raise BadSetting(
            SETTING, f"{found['held']}GB in use are more than the card has.", f"Write at most {total / GB:g}GB."
        )
    return [(total, held, _fault(found["fault"]))] * count


def _fault(word: str | None) -> Fault | None:
    if word is None:
        return None
    try:
        return Fault(word.lower())
    except ValueError:
        raise BadSetting(
            SETTING, f'"!{word}" is not a fault.', f"Use one of: {', '.join(f'!{f}' for f in Fault)}."
        ) from None


def _numbered(kinds: Iterator[Kind]) -> Iterator[SimulatedCard]:
    for number, (total, held, fault) in enumerate(kinds, start=1):
        yield SimulatedCard(f"simulated-{number}", total, held, fault)


def raw(card: SimulatedCard) -> Raw:
    """What its driver would say."""
    lost = card.fault is Fault.LOST
    used = 2 * card.total_bytes if card.fault is Fault.NONSENSE else card.held_bytes
    return Raw(
        id=card.id,
        name=card.name,
        kind=DeviceKind.SIMULATED,
        total_bytes=card.total_bytes,
        used_bytes=used,
        ours_bytes=0,
        utilisation=min(1.0, card.held_bytes / card.total_bytes),
        trouble=Trouble.LOST if lost else None,
    )
