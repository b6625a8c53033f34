"""What is learned, from what, and what is kept of it: frozen values. Times in seconds, GB = 2^30 bytes."""

import math
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

RING = 32
"""How many runs a correction remembers; with it the size of the state and the work of an observation are bounded."""

TARGET_MISS = 0.13
"""The share of runs that may fall outside of the range: under the 20% of requirement Q8, for load that drifts."""

FORMAT = 1


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What learns together. `technique` is the memory step's id ("" for embedded), `device_class` e.g. "cuda-24gb"."""

    engine: str
    model: str
    device_class: str
    technique: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """One run: what was thought before anything was learned, what was told, and what it took.

    `predicted_seconds` is the middle of the prior (`correct.middle_of`); `predicted_gb` the prior's peak without its
    safety factor and `measured_gb` the peak on the card, both None where memory is not measured; `shown` is the range
    that people saw. Raises ValueError for what is not a positive, finite number.
    """

    key: Key
    predicted_seconds: float
    measured_seconds: float
    shown: tuple[float, float]
    predicted_gb: float | None = None
    measured_gb: float | None = None
    shown_gb: float | None = None

    def __post_init__(self) -> None:
        numbers = {
            "predicted_seconds": self.predicted_seconds,
            "measured_seconds": self.measured_seconds,
            "shown[0]": self.shown[0],
            "shown[1]": self.shown[1],
            "predicted_gb": self.predicted_gb,
            "measured_gb": self.measured_gb,
            "shown_gb": self.shown_gb,
        }
        for name, number in numbers.items():
            if number is not None and not (math.isfinite(number) and number > 0):
                raise ValueError(f"{name} must be a positive number, not {number}")
        if self.shown[0] > self.shown[1]:
            raise ValueError("shown must be (low, high) with low <= high")

    @property
    def inside(self) -> bool:
        """Whether it took a time that was told."""
        return self.shown[0] <= self.measured_seconds <= self.shown[1]

    @property
    def error_percent(self) -> float:
        """How far the told range's middle was from what it took, in percent of what it took."""
        told = math.sqrt(self.shown[0]) * math.sqrt(self.shown[1])
        return abs(told - self.measured_seconds) / self.measured_seconds * 100


@dataclass(frozen=True, slots=True)
class Correction:
    """All that is remembered of a key; at most `RING` numbers each, the newest last.

    `times`: log(measured / prior); `misses`: |log(measured / corrected middle)|, each told before it was learned;
    `memories`: log(measured / prior) of peaks. `miss_rate` and `memory_margin` are what coverage steers: the share of
    `misses` that the range leaves out, and what is added to the log of the largest memory. `runs` and `memory_runs`
    count all there ever were, `inside` and `memory_under` of those that were told right and too little.
    `errors`: percent.
    """

    times: tuple[float, ...] = ()
    misses: tuple[float, ...] = ()
    memories: tuple[float, ...] = ()
    errors: tuple[float, ...] = ()
    miss_rate: float = TARGET_MISS
    memory_margin: float = 0.0
    runs: int = 0
    inside: int = 0
    memory_runs: int = 0
    memory_under: int = 0

    def as_json(self) -> dict[str, Any]:
        """JSON values, of a bounded size."""
        told = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}
        return {"format": FORMAT, **told}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Self:
        """What `as_json` gave; a state of another format starts anew, as if nothing had been learned."""
        if told.get("format") != FORMAT:
            return cls()
        known: dict[str, Any] = {one.name: told[one.name] for one in fields(cls) if one.name in told}
        rings = {name: tuple(value) for name, value in known.items() if isinstance(value, list)}
        return cls(**{**known, **rings})


ERROR_EDGES = (*range(1, 20), *range(20, 40, 2), *range(40, 100, 5), 100, 150, 200, 400)
"""Upper bounds, in percent, of the histogram that a day's errors are counted in: its median is exact to a bucket."""


def _no_errors() -> tuple[int, ...]:
    return (0,) * (len(ERROR_EDGES) + 1)


@dataclass(frozen=True, slots=True)
class Tally:
    """How right a number of runs were told; adds up over keys and days. `errors` counts runs by `ERROR_EDGES`."""

    runs: int = 0
    inside: int = 0
    memory_runs: int = 0
    memory_under: int = 0
    errors: tuple[int, ...] = field(default_factory=_no_errors)
