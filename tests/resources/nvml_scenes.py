"""What a driver says in each scene: one table, told by calls of Python's own and by a compiled library alike."""

from dataclasses import dataclass, field, replace
from typing import Any

import pynvml

GB = 2**30
OK, NO_PERMISSION, UNKNOWN, LOST = 0, pynvml.NVML_ERROR_NO_PERMISSION, pynvml.NVML_ERROR_UNKNOWN, 15
NOT_SUPPORTED, NOT_LOADED = pynvml.NVML_ERROR_NOT_SUPPORTED, pynvml.NVML_ERROR_DRIVER_NOT_LOADED
OUR_PID, OTHER_PID = 111, 222


@dataclass(frozen=True, slots=True)
class Card:
    """One card; a function that is named in `fails` answers with that error, from the given reading on."""

    uuid: str
    name: str
    total: int
    used: int
    percent: int = 0
    celsius: int = 40
    milliwatts: int = 90_000
    processes: tuple[tuple[int, int | None], ...] = ()
    fails: dict[str, int] = field(default_factory=dict)
    from_reading: int = 1


@dataclass(frozen=True, slots=True)
class Scene:
    """A machine; `init` and `count` are the errors of those two calls."""

    cards: tuple[Card, ...] = ()
    init: int = OK
    count: int = OK


BIG = Card("GPU-aaaa", "Painter 4000", 24 * GB, 10 * GB, 40, 61, 212_500, ((OUR_PID, 6 * GB), (OTHER_PID, 3 * GB)))
SMALL = Card("GPU-bbbb", "Sketcher 12", 12 * GB, GB)
MEMORY, HANDLE = "nvmlDeviceGetMemoryInfo", "nvmlDeviceGetHandleByIndex"
EXTRAS = (
    "nvmlDeviceGetUtilizationRates",
    "nvmlDeviceGetTemperature",
    "nvmlDeviceGetPowerUsage",
    "nvmlDeviceGetComputeRunningProcesses",
)


def _but(card: Card, **changes: Any) -> Card:
    return replace(card, **changes)


SCENES = {
    "two cards": Scene((BIG, SMALL)),
    "no card": Scene(),
    "driver not loaded": Scene(init=NOT_LOADED),
    "no permission at all": Scene(init=NO_PERMISSION),
    "the count fails": Scene(count=UNKNOWN),
    "no permission for one": Scene((BIG, _but(SMALL, fails={MEMORY: NO_PERMISSION}))),
    "lost in the middle": Scene((_but(BIG, fails={HANDLE: LOST, MEMORY: LOST}, from_reading=2), SMALL)),
    "memory unknown to the driver": Scene((_but(BIG, fails={MEMORY: NOT_SUPPORTED}),)),
    "no memory": Scene((_but(BIG, total=0, used=0),)),
    "more used than there is": Scene((_but(BIG, used=25 * GB),)),
    "all bits set": Scene((_but(BIG, total=2**64 - 1, used=2**64 - 1),)),
    "knows nothing else": Scene((_but(BIG, fails=dict.fromkeys(EXTRAS, NOT_SUPPORTED)),)),
    "absurd heat": Scene((_but(BIG, celsius=2**32 - 1, milliwatts=2**32 - 1, percent=250),)),
    "process of unknown size": Scene((_but(BIG, processes=((OUR_PID, None), (OUR_PID, 2 * GB))),)),
    "processes hold more than is used": Scene((_but(BIG, processes=((OUR_PID, 900 * GB),)),)),
}
