"""Ratings, and the tallies that recommendations learn from: both change in one transaction."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.problems import Conflict
from generation.models import Generation, Rating
from quality import remembering
from quality.recommending.values import Parameter, RatedValue
from quality.recommending.wording import seconds_value
from quality.values import Function, Tier


def rate(generation: Generation, user_id: UUID, stars: int, notes: str) -> Rating:
    """A person's rating, in place of the one they gave before. Raises Conflict where there is nothing to rate."""
    held = _held(generation)
    _check(held)
    rating = Rating.objects.filter(generation=held, user_id=user_id).first()
    if rating is None:
        rating = Rating(generation=held, user_id=user_id)
    else:
        _count(held, rating, -1)
    rating.stars, rating.notes, rating.counted = stars, notes, True
    rating.updated_at = timezone.now()
    rating.save()
    _count(held, rating, 1)
    return rating


def take_back(generation: Generation, user_id: UUID) -> None:
    """Remove a person's rating; nothing where there is none."""
    held = _held(generation)
    rating = Rating.objects.filter(generation=held, user_id=user_id).first()
    if rating is not None:
        _count(held, rating, -1)
        rating.delete()


def forget(generation: Generation) -> None:
    """It is opened again and may become something else: its ratings teach nothing more until they are given anew.

    Its row is held by the caller.
    """
    counted = Rating.objects.filter(generation=generation, counted=True)
    for rating in counted:
        _count(generation, rating, -1)
    counted.update(counted=False)


def _held(generation: Generation) -> Generation:
    """The row, held until the transaction ends: two ratings of one person follow each other."""
    held: Generation = Generation.objects.held().get(pk=generation.pk)
    return held


def _check(generation: Generation) -> None:
    if not generation.ended:
        raise Conflict("This is still being made.", "Rate it when it is finished.")
    if not generation.outputs.exists():
        raise Conflict("This made nothing that could be rated.", "Rate frames, takes or a film.")


def _count(generation: Generation, rating: Rating, sign: int) -> None:
    if rating.counted:
        remembering.remember(tallies(generation, sign, sign * rating.stars))


def tallies(generation: Generation, count: int, stars: int) -> Iterator[RatedValue]:
    """What a rating of this generation says of each parameter that it was made with; a film has none, and what was
    drawn in a simulated card's place says nothing of a real one's."""
    function, tier = _known(generation.decision)
    if function is None or tier is None or generation.decision.get("simulated"):
        return
    for parameter, value in _values(generation, tier):
        yield RatedValue(function, tier, parameter, value, count, stars)


def _known(decision: dict[str, Any]) -> tuple[Function | None, Tier | None]:
    """What was made, and the tier that was reached; None for what this studio does not know (any more)."""
    try:
        return Function(decision["function"]), Tier(decision["achieved_tier"])
    except (KeyError, ValueError):
        return None, None


def _values(generation: Generation, tier: Tier) -> Iterator[tuple[Parameter, str]]:
    made = generation.decision
    yield Parameter.TIER, tier.value
    yield Parameter.RESOLUTION, f"{made['width']}x{made['height']}"
    yield Parameter.COUNT, str(generation.count)
    if not made["preview"]:
        yield Parameter.STEPS, str(made["steps"])
    if made["fps"]:
        yield Parameter.LENGTH, seconds_value(made["frames"], made["fps"])
