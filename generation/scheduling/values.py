"""What the policy is told and says (pure)."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Priority(IntEnum):
    """Classes: a higher one goes first, whatever the shares inside of each."""

    LOW = 0
    NORMAL = 1
    HIGH = 2
    URGENT = 3

    @property
    def word(self) -> str:
        """As people and the API say it."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> "Priority":
        """Raises KeyError for a word that is none."""
        return cls[word.upper()]


@dataclass(frozen=True, slots=True)
class Share:
    """What a workspace's plan gives it. `weight` above 0: twice the weight, twice the work done while others wait;
    `most_at_once`: jobs that run at the same time, None for any number; `most_a_tier`: the same by tier."""

    weight: float = 1.0
    most_at_once: int | None = None
    most_a_tier: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        if self.weight <= 0:
            raise ValueError("a weight is above 0")


@dataclass(frozen=True, slots=True)
class Tags:
    """A job's place in virtual time, in seconds of a share of weight 1."""

    start: float
    finish: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A job that may be claimed now. `passed_seconds`: since it was first passed over; None: never.

    `model`: what must be loaded for it, empty for nothing; `needs_gb`: memory it was planned with; `seconds`: how long
    it is expected to take.
    """

    job_id: Any
    priority: int
    start: float
    model: str = ""
    needs_gb: float = 0.0
    passed_seconds: float | None = None
    fence: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Holder:
    """A worker that looks for a job: the models that its device holds, its memory in GB, and how long a job may take;
    None for any amount."""

    models: frozenset[str] = frozenset()
    memory_gb: float | None = None
    most_seconds: float | None = None
