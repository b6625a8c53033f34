"""What a person asks for once more after a failure: the same, or one quality lower."""

from typing import Any
from uuid import UUID

from django.http import Http404

from accounts.problems import Conflict
from generation import signals, values
from generation.models import Generation, Job
from generation.services import running
from quality.values import Tier


def lower(tier: str) -> str | None:
    """The next lower quality; None below the lowest, and for what is no quality (pure)."""
    ranked = sorted(Tier, key=lambda each: each.rank)
    names = [each.value for each in ranked]
    place = names.index(tier) if tier in names else 0
    return names[place - 1] if place > 0 else None


def same(generation_id: UUID, job_id: UUID | None, user_id: UUID | None) -> UUID:
    """Put what failed back into the queue, at its price; asked for twice, it is queued once.

    What made something keeps it: its missing part `job_id` is asked for as a new generation. So is a film that stopped
    between its parts. Answers with the id of what is being made. Raises Problem, where credits or the plan lack.
    """
    generation = _found(generation_id)
    if not generation.ended:
        return generation.pk
    if generation.state == values.CANCELLED:
        raise Conflict("This was cancelled meanwhile.", "Make it anew from its scene.")
    failed = list(Job.objects.filter(generation=generation, state=values.FAILED).order_by("number"))
    if generation.made_nothing and failed:
        for job in failed:
            running.requeue(job)
        return generation.pk
    return _asked(generation, job_id, "", user_id)


def in_tier(generation_id: UUID, job_id: UUID | None, tier: str, user_id: UUID | None) -> UUID:
    """The same in another quality, as a new generation. Raises Problem."""
    generation = _found(generation_id)
    if not generation.ended:
        raise Conflict("This is still being made.", "Wait for it, or cancel it first.")
    return _asked(generation, job_id, tier, user_id)


def _found(generation_id: UUID) -> Generation:
    found = Generation.objects.held().filter(pk=generation_id).first()
    if found is None:
        raise Http404
    return found


def _asked(generation: Generation, job_id: UUID | None, tier: str, user_id: UUID | None) -> UUID:
    """All of it, or where something was made, the one part that is missing."""
    part = Job.objects.filter(pk=job_id).first() if job_id and not generation.made_nothing else None
    facts: dict[str, Any] = {"generation": generation, "user_id": user_id, "tier": tier, "part": part}
    answers: list[tuple[Any, Any]] = signals.again_wanted.send(sender=Generation, **facts)
    made_anew: UUID = next(answer for _, answer in answers if answer is not None)
    return made_anew
