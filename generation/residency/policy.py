"""What makes room for a model, and what is worth loading before it is asked for (pure). GB = 2^30 bytes."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Resident:
    """A model that is loaded. `tier`: of the work that used it last; `used_at`: when, by whatever clock."""

    model: str
    size_gb: float
    tier: str = ""
    used_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What is kept as long as anything else can make room: the models of `pinned` qualities, and of each quality the
    `least` number of models that were used last."""

    pinned: frozenset[str] = frozenset()
    least: Mapping[str, int] = field(default_factory=dict)


NO_RULES = Rules()


def to_evict(
    residents: Sequence[Resident], missing_gb: float, rules: Rules = NO_RULES, keep: Collection[str] = ()
) -> list[str] | None:
    """The models that go, first to last, so that `missing_gb` more are free; None where all of them would not do.

    Least recently used first. What the rules keep goes last, and goes all the same when nothing else is left: work
    that was accepted is made. `keep`: models that stay whatever happens.
    """
    left = [one for one in residents if one.model not in keep]
    gone: list[str] = []
    freed = 0.0
    while freed < missing_gb:
        if not left:
            return None
        counts = Counter(one.tier for one in left)
        one = min(left, key=lambda one: (_is_kept(one, counts, rules), one.used_at, one.model))
        left.remove(one)
        gone.append(one.model)
        freed += one.size_gb
    return gone


def _is_kept(one: Resident, counts: Counter[str], rules: Rules) -> bool:
    return one.tier in rules.pinned or counts[one.tier] <= rules.least.get(one.tier, 0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A model that may be asked for: `demand` in jobs an hour, what loading it takes, and its size."""

    model: str
    demand: float
    load_seconds: float
    size_gb: float
    tier: str = ""

    @property
    def saved_seconds(self) -> float:
        """What an hour of having it loaded spares those who wait."""
        return self.demand * self.load_seconds


LEAST_SAVED_SECONDS = 1.0
"""An hour's gain below which nothing is loaded ahead."""


def next_to_load(wanted: Sequence[Wanted], held: Collection[str], free_gb: float) -> Wanted | None:
    """The model that is worth most of those that are not held and fit into what is free; None for nothing.

    Nothing is evicted for a guess.
    """
    missing = (
        one
        for one in wanted
        if one.model not in held and one.size_gb <= free_gb and one.saved_seconds >= LEAST_SAVED_SECONDS
    )
    return max(missing, key=lambda one: (one.saved_seconds, one.model), default=None)
