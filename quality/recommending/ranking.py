"""Which of several values comes first: quality as known and rated, against time, as the profile weighs them."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log2

from quality.recommending.rating import Ratings
from quality.recommending.values import Parameter, Profile
from quality.values import Function, Tier

WEIGHTS: dict[Profile, tuple[float, float]] = {
    Profile.SPEED: (0.05, 1.0),
    Profile.BALANCED: (1.0, 1.0),
    Profile.QUALITY: (1.0, 0.05),
}
"""(quality, time). The smaller one is not 0: it decides between values that are equal in the larger."""

WORTH_DOUBLINGS: dict[Parameter, float] = {
    Parameter.TIER: 5.0,
    Parameter.RESOLUTION: 5.0,
    Parameter.STEPS: 5.0,
    Parameter.LENGTH: 5.0,
    Parameter.COUNT: 3.3,
}
"""How many doublings of the time weigh as much as the way from the plainest value to the finest. A judgement: with it
Balanced takes the middle of three, and as many at once as the studio makes by itself. Ratings correct it."""

CREDIT_WEIGHT = 1e-6
"""Decides between values that are equal in all else."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value that runs here; `quality` 0..1 as known before any rating. Time and credits are of a whole request."""

    function: Function
    tier: Tier
    parameter: Parameter
    value: str
    words: str
    quality: float
    seconds: float
    credits: int
    memory_gb: float


def ranked(candidates: Iterable[Candidate], profile: Profile, ratings: Ratings) -> tuple[Candidate, ...]:
    """Best first; what is equal stays in the order it came in."""
    found = tuple(candidates)
    fastest = min((one.seconds for one in found), default=1.0)
    return tuple(sorted(found, key=lambda one: -utility(one, fastest, profile, ratings)))


def utility(one: Candidate, fastest_seconds: float, profile: Profile, ratings: Ratings) -> float:
    """Larger is better. Of two values of the same quality, time and credits the better rated has more."""
    quality_weight, time_weight = WEIGHTS[profile]
    quality = one.quality + ratings.lift(one.function, one.tier, one.parameter, one.value)
    slowness = log2(one.seconds / fastest_seconds) / WORTH_DOUBLINGS[one.parameter]
    return quality_weight * quality - time_weight * slowness - CREDIT_WEIGHT * one.credits
