"""Who sees what on which side, and what the votes say (pure).

The interval is Wilson's for a share (E. B. Wilson, Journal of the American Statistical Association 22, 1927): it stays
between 0 and 1 and is fair to few votes. It takes votes for independent of each other, which those of one person are
not quite: few people with many pairs prove less than the figures say.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import sqrt

A, B, SAME = "a", "b", "same"
LEFT, RIGHT = "left", "right"
SIDES = (LEFT, RIGHT)
Z_95 = 1.959963984540054
"""Of a normal distribution, 95 % lie within so many deviations of the middle."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One pair as a person sees it: `number` is the pair's own, 1.., `left` whose picture is on the left, A or B."""

    number: int
    left: str

    def picture(self, side: str) -> str:
        """Whose picture is on a side."""
        return self.left if side == LEFT else other(self.left)

    def meant(self, choice: str) -> str:
        """What a vote for a side says: A, B or no difference."""
        return choice if choice == SAME else self.picture(choice)

    def shown(self, vote: str) -> str:
        """The side that a kept vote was for."""
        return vote if vote == SAME else LEFT if vote == self.left else RIGHT


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the votes say. `share`: of those who saw a difference, how many preferred A; None where nobody did; with
    95 % certainty it lies in `low`..`high`. `winner` A, B, or empty where chance alone would do as well."""

    a: int
    b: int
    same: int
    share: float | None
    low: float
    high: float
    winner: str
    sentence: str


def other(side: str) -> str:
    """B for A and A for B."""
    return B if side == A else A


def seating(pairs: int, chance: Callable[[str], int]) -> tuple[Seat, ...]:
    """The pairs as one person sees them, in their order. `chance` gives for the same words always the same number, as
    large as one likes and not to be guessed."""
    order = sorted(range(1, pairs + 1), key=lambda number: (chance(f"order {number}"), number))
    return tuple(Seat(number, A if chance(f"side {number}") % 2 else B) for number in order)


def wilson(hits: int, count: int, z: float = Z_95) -> tuple[float, float]:
    """Where a share lies of which `hits` of `count` were seen, 0..1; everywhere where nothing was seen."""
    if count == 0:
        return 0.0, 1.0
    middle, square = hits / count, z * z / count
    centre = (middle + square / 2) / (1 + square)
    half = z / (1 + square) * sqrt(middle * (1 - middle) / count + square / (4 * count))
    return max(0.0, min(middle, centre - half)), min(1.0, max(middle, centre + half))


def verdict(votes: Iterable[str]) -> Verdict:
    """What votes for A, B and no difference say."""
    counted = list(votes)
    a, b, same = (counted.count(choice) for choice in (A, B, SAME))
    decided = a + b
    low, high = wilson(a, decided)
    # Wilson's interval leaves one half out exactly then; in whole numbers, so that A and B are treated alike.
    clear = (a - b) ** 2 > Z_95**2 * decided
    winner = "" if not clear else A if a > b else B
    share = a / decided if decided else None
    return Verdict(a, b, same, share, low, high, winner, _sentence(a, b, same, winner))


def _sentence(a: int, b: int, same: int, winner: str) -> str:
    decided, leads = a + b, "A" if a > b else "B"
    alike = f"{same} vote{'' if same == 1 else 's'} saw no difference."
    if not decided:
        return f"Too close to call: {alike}" if same else "Nobody has voted yet."
    rest = f" {alike}" if same else ""
    if a == b:
        return f"Too close to call: A and B have {a} each.{rest}"
    if not winner:
        return f"Too close to call: {max(a, b)} of {decided} preferred {leads}.{rest}"
    return f"{leads} is preferred: {max(a, b)} of {decided}, which chance alone hardly brings.{rest}"
