"""Which takes of a scene the studio makes by itself, and which of them mend the one before (pure, design section 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Rules:
    """`most` takes that are paid for, 1 or more; `at_once` of them at a time, as many as devices were free; whether a
    clearly good one ends it."""

    most: int
    at_once: int = 1
    stop_early: bool = True


@dataclass(frozen=True, slots=True)
class Attempt:
    """A take as it stands. `open`: it is being made or looked over; `weak`: its weak dimensions, the weakest first
    (empty for one that failed); `good`: clearly good, nothing wrong with it; `mends`: the take that it mends, or None.
    """

    number: int
    open: bool
    good: bool = False
    weak: tuple[str, ...] = ()
    mends: int | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """A take to make. `mends` and `dimension`: what it does better than which take; None and "" for another seed."""

    number: int
    mends: int | None = None
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class Make:
    """Make these now."""

    takes: tuple[Next, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """Make no more, and begin none that waits: take `good` is good enough."""

    good: int


@dataclass(frozen=True, slots=True)
class Rest:
    """Nothing to do: something is being made, or all were."""


Plan: TypeAlias = Make | Stop | Rest


def at_first(most: int, free: int) -> int:
    """How many takes are begun together: as many as devices are free, one at least."""
    return max(1, min(most, free))


def next_attempt(so_far: Sequence[Attempt], rules: Rules) -> Plan:
    """What to do after the takes so far.

    Where all are begun at once they are other seeds of the same. Else each take that follows mends what the one that
    was looked over before it is weakest in; after one that failed it is another seed.
    """
    good = min((attempt.number for attempt in so_far if attempt.good), default=None)
    if rules.stop_early and good is not None:
        return Stop(good)
    under_way = sum(attempt.open for attempt in so_far)
    room = min(rules.at_once - under_way, rules.most - len(so_far))
    if room <= 0:
        return Rest()
    first = max((attempt.number for attempt in so_far), default=0) + 1
    mended = {attempt.mends for attempt in so_far}
    to_mend = [attempt for attempt in so_far if not attempt.open and attempt.weak and attempt.number not in mended]
    to_mend = sorted(to_mend, key=lambda attempt: -attempt.number)[:room]
    made = [Next(first + place, attempt.number, attempt.weak[0]) for place, attempt in enumerate(to_mend)]
    made += [Next(number) for number in range(first + len(made), first + room)]
    return Make(tuple(made))
