"""What to choose on this machine (requirement H2), with the reason, what else runs, and what it changes."""

from collections.abc import Callable, Iterable, Sequence

from quality.catalogue.schema import Catalogue
from quality.recommending import wording
from quality.recommending.options import FUNCTIONS, Option, options
from quality.recommending.ranking import Candidate, ranked
from quality.recommending.rating import Ratings
from quality.recommending.values import (
    Alternative,
    Gain,
    Hardware,
    Parameter,
    Past,
    Profile,
    RatedValue,
    Recommendation,
    Tip,
)
from quality.values import Function, Tier

TIER_QUALITY = {Tier.LOW: 0.0, Tier.STANDARD: 0.7, Tier.HIGH: 1.0}
"""Before any rating: most of what the eye sees comes with the first step up. A judgement that ratings correct."""

ROW_QUALITY_STEP = 0.1
"""Rows of one tier are listed best first: each is taken to be this much plainer than the one before."""

COUNTS = {Function.CREATE_IMAGE: (1, 2, 4, 6, 8), Function.ANIMATE_IMAGE: (1, 2, 3, 6)}
"""How many may be made at once; the API takes up to the last."""
USUAL_COUNT = {Function.CREATE_IMAGE: 4, Function.ANIMATE_IMAGE: 3}
"""What the studio makes when nothing is said."""

BEST_OF = {1: 0.0, 2: 0.5642, 3: 0.8463, 4: 1.0294, 6: 1.2672, 8: 1.4236}
"""How far the best of n stands above the average, in standard deviations: expected values of normal order statistics
(Harter, "Expected Values of Normal Order Statistics", Biometrika 48, 1961)."""

MOST_ALTERNATIVES = 3


def recommend(
    hardware: Hardware,
    catalogue: Catalogue,
    profile: Profile,
    ratings: Iterable[RatedValue] = (),
    history: Iterable[Past] = (),
    current: Tier = Tier.STANDARD,
) -> tuple[Recommendation, ...]:
    """For pictures, then for video: tier, size, steps, how many at once, length. `current`: what gains are against."""
    known, past = Ratings(ratings), tuple(history)
    every = (options(function, hardware, catalogue, past) for function in FUNCTIONS)
    return tuple(one for found in every for one in _for_function(found, profile, known, current))


def _for_function(
    found: Sequence[Option], profile: Profile, ratings: Ratings, current: Tier
) -> Iterable[Recommendation]:
    """Everything about one function; its tier first, the rest within that tier."""
    tiers = ranked(_tiers(found), profile, ratings)
    if not tiers:
        return
    now = _nearest(found, current)
    yield _told(tiers, _tier_candidate(now), profile, ratings)
    chosen = _nearest(found, tiers[0].tier)
    for parameter, value in VALUES.items():
        mine = _within(found, chosen.tier, parameter, value)
        others = _within([one for one in found if one.tier is not chosen.tier], None, parameter, value)
        if mine:
            before = _candidate(now, parameter, value(now) or mine[0].value, 1.0)
            yield _told((*ranked(mine, profile, ratings), *others), before, profile, ratings)
    counts = [_count_candidate(chosen, count) for count in COUNTS[chosen.function]]
    usual = _count_candidate(chosen, USUAL_COUNT[chosen.function])
    yield _told(ranked(counts, profile, ratings), usual, profile, ratings)


def _nearest(found: Sequence[Option], tier: Tier) -> Option:
    """The best option of a tier, or of the finest below it that runs, or of the plainest."""
    below = [one for one in found if one.tier.rank <= tier.rank]
    finest = max((one.tier.rank for one in below), default=found[0].tier.rank)
    return next(one for one in found if one.tier.rank == finest)


def _tiers(found: Sequence[Option]) -> list[Candidate]:
    """Each tier by its best option."""
    return [_tier_candidate(_nearest(found, tier)) for tier in dict.fromkeys(one.tier for one in found)]


def _tier_candidate(one: Option) -> Candidate:
    return _candidate(one, Parameter.TIER, one.tier.value, TIER_QUALITY[one.tier])


def _candidate(one: Option, parameter: Parameter, value: str, quality: float) -> Candidate:
    words = wording.value_words(one.function, parameter, value)
    return Candidate(one.function, one.tier, parameter, value, words, quality, one.seconds, one.credits, one.memory_gb)


def _count_candidate(one: Option, count: int) -> Candidate:
    value = str(count)
    words = wording.value_words(one.function, Parameter.COUNT, value)
    quality = BEST_OF[count] / max(BEST_OF.values())
    seconds, credits = count * one.seconds, count * one.credits
    return Candidate(one.function, one.tier, Parameter.COUNT, value, words, quality, seconds, credits, one.memory_gb)


def resolution_of(one: Option) -> str:
    """Width and height at 16:9."""
    return f"{one.width}x{one.height}"


def steps_of(one: Option) -> str:
    """Empty for a drawn preview, which has none."""
    return "" if one.preview else str(one.steps)


def length_of(one: Option) -> str:
    """Seconds that a take plays; empty for a picture."""
    return wording.seconds_value(one.frames, one.fps)


VALUES: dict[Parameter, Callable[[Option], str]] = {
    Parameter.RESOLUTION: resolution_of,
    Parameter.STEPS: steps_of,
    Parameter.LENGTH: length_of,
}
"""What follows from the row that is used, and how it is read; empty where a row has no such thing."""


def _within(
    found: Sequence[Option], tier: Tier | None, parameter: Parameter, value: Callable[[Option], str]
) -> list[Candidate]:
    """The different values of a tier's options (None: of all), best listed first."""
    first: dict[str, Option] = {}
    for one in found:
        if (tier is None or one.tier is tier) and value(one):
            first.setdefault(value(one), one)
    return [
        _candidate(one, parameter, each, 1.0 - ROW_QUALITY_STEP * place)
        for place, (each, one) in enumerate(first.items())
    ]


def _told(order: Sequence[Candidate], before: Candidate, profile: Profile, ratings: Ratings) -> Recommendation:
    best = order[0]
    rated = ratings.count(best.function, best.tier, best.parameter, best.value)
    liked = rated > 0 and ratings.lift(best.function, best.tier, best.parameter, best.value) > 0
    others = [one for one in order[1:] if one.value != best.value][:MOST_ALTERNATIVES]
    return Recommendation(
        function=best.function,
        parameter=best.parameter,
        value=best.value,
        words=best.words,
        reason=wording.reason_words(best, profile, rated if liked else 0),
        alternatives=tuple(Alternative(one.value, one.words, _against(one, best)) for one in others),
        gain=gain(best, before),
    )


def _against(one: Candidate, best: Candidate) -> str:
    told = gain(one, best)
    return wording.alternative_words(one, best, told.words, told.quality)


def gain(one: Candidate, before: Candidate) -> Gain:
    """What `one` changes against `before`."""
    factor = float(f"{before.seconds / one.seconds:.3g}")
    memory_gb = round(before.memory_gb - one.memory_gb, 1)
    quality = round(_quality(one) - _quality(before), 2)
    return Gain(factor, memory_gb, quality, wording.gain_words(factor, memory_gb))


def _quality(one: Candidate) -> float:
    """By tier for what follows from the tier, so that values of different tiers compare."""
    return one.quality if one.parameter is Parameter.COUNT else TIER_QUALITY[one.tier]


def headline(
    hardware: Hardware, catalogue: Catalogue, ratings: Iterable[RatedValue] = (), history: Iterable[Past] = ()
) -> str:
    """The one line for the studio: what to draft with and what to finish with, of pictures."""
    known = Ratings(ratings)
    tiers = _tiers(options(Function.CREATE_IMAGE, hardware, catalogue, tuple(history)))
    draft, final = (ranked(tiers, profile, known)[:1] for profile in (Profile.SPEED, Profile.BALANCED))
    return wording.headline_words(draft[0], final[0]) if draft and final else ""


def tips(hardware: Hardware, catalogue: Catalogue, profile: Profile, history: Iterable[Past] = ()) -> tuple[Tip, ...]:
    """A tip for speed, for quality and for memory as far as each holds here; the profile's own first."""
    every = {function: options(function, hardware, catalogue, tuple(history)) for function in FUNCTIONS}
    found = [tip for tip in (_speed(every), _quality_tip(), _memory(every)) if tip is not None]
    return tuple(sorted(found, key=lambda tip: tip.goal != profile.value))


def _ends(found: Sequence[Option], of: Callable[[Option], float]) -> tuple[Option, Option] | None:
    """The options with the least and the most; None where all are equal."""
    low, high = min(found, key=of, default=None), max(found, key=of, default=None)
    return (low, high) if low and high and of(low) < of(high) else None


def _speed(every: dict[Function, tuple[Option, ...]]) -> Tip | None:
    ends = _ends(every[Function.ANIMATE_IMAGE], lambda one: one.seconds)
    return Tip("speed", wording.speed_tip(*ends)) if ends else None


def _quality_tip() -> Tip:
    usual = USUAL_COUNT[Function.CREATE_IMAGE]
    return Tip("quality", f"Make {usual} frames and choose one: the best of {usual} beats a single one at any quality.")


def _memory(every: dict[Function, tuple[Option, ...]]) -> Tip | None:
    ends = _ends(every[Function.ANIMATE_IMAGE], lambda one: one.memory_gb)
    return Tip("memory", wording.memory_tip(*ends)) if ends else None
