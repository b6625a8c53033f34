"""What ratings teach: the posterior mean of a value's stars, drawn to the mean of all values.

A value with n ratings that add up to S, among N ratings of all values of its parameter that add up to T:

    mean = (NEUTRAL x OVERALL_WEIGHT + T) / (OVERALL_WEIGHT + N)
    posterior = (PRIOR_RATINGS x mean + S) / (PRIOR_RATINGS + n)
    lift = (posterior - mean) / 4

The second line is the Bayesian average, as IMDb computed the chart of its best films ("weighted rating"); shrinking
many means to their common one beats each alone (Efron and Morris, "Stein's Paradox in Statistics", Scientific
American 236:5, 1977). No ratings give a lift of 0; one more star always raises its own value and never another.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from quality.recommending.values import Parameter, RatedValue
from quality.values import Function, Tier

FEWEST_STARS, MOST_STARS = 1, 5
NEUTRAL = 3.0
OVERALL_WEIGHT = 1.0
"""Ratings' worth of NEUTRAL in the overall mean, so that there is one before anybody rated."""
PRIOR_RATINGS = 10.0
"""A value of fewer ratings than this is judged more by the mean of all than by its own."""


@dataclass(frozen=True, slots=True)
class Tally:
    """So many ratings with so many stars in all."""

    count: int = 0
    stars: int = 0


class Ratings:
    """Ratings by value. A tier is compared with the other tiers, everything else within its own tier."""

    def __init__(self, rated: Iterable[RatedValue]) -> None:
        self._tallies: dict[tuple[object, ...], dict[str, Tally]] = {}
        for each in rated:
            values = self._tallies.setdefault(_group(each.function, each.tier, each.parameter), {})
            before = values.get(each.value, Tally())
            values[each.value] = Tally(before.count + each.count, before.stars + each.stars)

    def lift(self, function: Function, tier: Tier, parameter: Parameter, value: str) -> float:
        """How far a value stands above (below: negative) its like, -1..1."""
        values = self._tallies.get(_group(function, tier, parameter), {})
        return lift(values.get(value, Tally()), values.values())

    def count(self, function: Function, tier: Tier, parameter: Parameter, value: str) -> int:
        """How many ratings a value has."""
        return self._tallies.get(_group(function, tier, parameter), {}).get(value, Tally()).count


def _group(function: Function, tier: Tier, parameter: Parameter) -> tuple[object, ...]:
    return (function, parameter) if parameter is Parameter.TIER else (function, parameter, tier)


def overall_mean(tallies: Iterable[Tally]) -> float:
    """The mean of all ratings, 1..5; NEUTRAL before there are any."""
    every = list(tallies)
    count, stars = sum(one.count for one in every), sum(one.stars for one in every)
    return (NEUTRAL * OVERALL_WEIGHT + stars) / (OVERALL_WEIGHT + count)


def posterior_mean(tally: Tally, mean: float) -> float:
    """What the next rating of this value will be, as far as known; between its own mean and that of all."""
    return (PRIOR_RATINGS * mean + tally.stars) / (PRIOR_RATINGS + tally.count)


def lift(tally: Tally, among: Iterable[Tally]) -> float:
    """The posterior's distance from the mean of all, as a share of the scale: exactly 0 without ratings, and written so
    that rounding keeps the order (the posterior less the mean is (S - n x mean) / (PRIOR_RATINGS + n))."""
    above = tally.stars - tally.count * overall_mean(among)
    return above / (PRIOR_RATINGS + tally.count) / (MOST_STARS - FEWEST_STARS)
