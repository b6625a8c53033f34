"""What the studio does next where it improves a take by itself, and when enough is enough (pure).

Each round changes one thing of the best take so far, makes one take of it, and keeps the better of the two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

FRUITLESS = 2
"""So many rounds in a row that brought nothing end it."""

ROUNDS, CREDITS, NOTHING_WEAK, NO_GAIN, STOPPED, REFUSED = (
    *("rounds", "credits", "nothing_weak", "no_gain", "stopped", "refused"),
)
ENDINGS = [
    (ROUNDS, "All rounds were made"),
    (CREDITS, "The credits for it are spent"),
    (NOTHING_WEAK, "Nothing weak is left"),
    (NO_GAIN, "Two rounds in a row brought nothing"),
    (STOPPED, "Somebody stopped it"),
    (REFUSED, "The next round could not be asked for"),
]


@dataclass(frozen=True, slots=True)
class Rules:
    """At most so many `rounds`, 1 or more, for at most so many `credits`."""

    rounds: int
    credits: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How good a take is: defects that nobody shows, all of its defects, and its total 0..1; None: not known."""

    hard_flags: int
    flags: int
    total: float | None


@dataclass(frozen=True, slots=True)
class Round:
    """A round that is over: which option it tried, what it cost, and whether its take is the best one since."""

    key: str
    credits: int
    kept: bool


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may help the best take, and what one try of it costs at most; the strongest come first."""

    key: str
    credits: int


@dataclass(frozen=True, slots=True)
class Try:
    """Make this one next."""

    option: Option


@dataclass(frozen=True, slots=True)
class End:
    """Make no more."""

    why: str


Step: TypeAlias = Try | End


def next_step(so_far: Sequence[Round], rules: Rules, options: Sequence[Option]) -> Step:
    """What follows the rounds so far. `options` are those of the best take as it stands; what was tried since it became
    the best is not tried once more."""
    if len(so_far) >= rules.rounds:
        return End(ROUNDS)
    if len(so_far) >= FRUITLESS and not any(one.kept for one in so_far[-FRUITLESS:]):
        return End(NO_GAIN)
    tried = set(_since_the_best(so_far))
    left = [option for option in options if option.key not in tried]
    if not left:
        return End(NOTHING_WEAK)
    unspent = rules.credits - spent(so_far)
    affordable = next((option for option in left if option.credits <= unspent), None)
    return End(CREDITS) if affordable is None else Try(affordable)


def spent(so_far: Iterable[Round]) -> int:
    """What the rounds cost together."""
    return sum(one.credits for one in so_far)


def _since_the_best(so_far: Sequence[Round]) -> list[str]:
    found: list[str] = []
    for one in so_far:
        found = [] if one.kept else [*found, one.key]
    return found


def is_better(before: Standing, after: Standing) -> bool:
    """Whether a take takes the place of the best so far: fewer defects, else a higher total. Both were measured alike;
    what was not looked over is never better."""
    if after.total is None:
        return False
    mine, best = (after.hard_flags, after.flags), (before.hard_flags, before.flags)
    return mine < best or (mine == best and (before.total is None or after.total > before.total))
