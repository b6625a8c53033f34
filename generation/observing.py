"""What a finished job teaches, handed to the room that learns; and what the next estimate would be."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import DatabaseError

from generation.agreement import ALIKE
from generation.engines import registry
from generation.estimates import (
    Alternative,
    Estimate,
    Measured,
    estimate,
    far_off,
    key_of,
    next_seconds,
    observation_of,
    suggestion,
)
from generation.handlers.base import Work
from generation.models import Generation
from generation.values import GENERATION_ENDS, MAKING, POLISH, SUCCEEDED, TAKES
from generation.variations.kept import OWN
from quality import services
from quality.queries import corrections
from quality.resources import queries
from quality.values import TierCard

log = logging.getLogger("dailies.observing")


def measured(work: Work, seconds: float) -> Measured:
    """What a job took; its engine knows the peak, where it works on a card."""
    if work.kind not in MAKING:
        return Measured(seconds)
    try:
        return Measured(seconds, registry.peak_gb(work.engine))
    except RuntimeError as error:  # as torch raises; what is made is good all the same
        log.warning("the peak of job %s is not known: %s", work.job_id, error)
        return Measured(seconds)


WAY = ("row", "technique", "device", "simulated")


def as_decided(work: Work) -> bool:
    """Whether a part was made in the way that was decided last: another part may have changed that meanwhile. A card
    of the same class is the same way. Of a batch only what has the size that was decided is."""
    params = {**work.params, "device": work.params[ALIKE]} if ALIKE in work.params else work.params
    names = (*WAY, "width", "height") if OWN in params else WAY
    told = [name for name in names if name in params and name in work.decision]
    return all(params[name] == work.decision[name] for name in told)


def observe(work: Work, took: Measured) -> None:
    """Learn from a job that is stored. Outside of any scope; what fails here is logged and costs the job nothing."""
    if not as_decided(work):
        return
    try:
        if (seen := observation_of(work.kind, work.decision, took)) is not None:
            services.note(seen)
    except (DatabaseError, ValueError) as error:
        log.warning("nothing was learned from job %s: %s", work.job_id, type(error).__name__)


def learn_shortage(work: Work) -> None:
    """Learn from a job that ran out of memory on its card, by what the card has free now."""
    if work.decision.get("simulated") or not as_decided(work):
        return
    card = next((card for card in queries.devices() if card.id == work.params.get("device")), None)
    if card is not None:
        observe_shortage(work, card.available_gb)


def observe_shortage(work: Work, available_gb: float) -> None:
    """Learn from a job whose card, which had `available_gb`, was too small; as `observe`."""
    key, prior_gb = key_of(work.decision), work.decision.get("prior_gb")
    if key is None or not prior_gb:
        return
    try:
        services.note_shortage(key, prior_gb, available_gb)
    except (DatabaseError, ValueError) as error:
        log.warning("nothing was learned from job %s: %s", work.job_id, type(error).__name__)


@dataclass(frozen=True, slots=True)
class Past:
    """What is told of a generation's time: of each of its jobs the kind, the state and what it took. What is stored is
    read as it is: rows of older versions may lack anything."""

    kind: str
    state: str
    tier: str
    decision: Any
    parts: Sequence[tuple[str, str, Any]]


def past(generation: Generation) -> Past:
    """That of a generation; its jobs are loaded along."""
    parts = [(job.kind, job.state, job.measured) for job in generation.jobs.all()]
    return Past(generation.kind, generation.state, generation.achieved_tier, generation.decision, parts)


def look_back(past: Past, cards: Callable[[], Sequence[TierCard]]) -> dict[str, Any] | None:
    """The estimate of a generation that ended, with a word for next time; None where there was none.

    `cards` is asked only where the estimate was far off.
    """
    if past.state not in GENERATION_ENDS or not isinstance(past.decision, dict):
        return None
    done = [took for kind, state, took in past.parts if kind in MAKING and state == SUCCEEDED]
    made = [took for took in done if isinstance(took, dict)]
    found = estimate(past.decision, made)
    if found is None:
        return None
    word = _suggestion(past, found, sum("seconds" in one for one in made), cards) if far_off(found) else ""
    return {
        "seconds": list(found.seconds),
        "measured_seconds": found.measured_seconds,
        "inside": found.inside,
        "suggestion": word,
    }


def _suggestion(past: Past, found: Estimate, outputs: int, cards: Callable[[], Sequence[TierCard]]) -> str:
    key = key_of(past.decision)
    one = next_seconds(past.decision, corrections().get(key) if key is not None else None)
    others = [  # no quality makes a polish shorter
        replace(other, seconds=outputs * other.seconds)
        for other in (_alternative(card, past.kind) for card in cards() if card.available and past.kind != POLISH)
    ]
    return suggestion(found, None if one is None else outputs * one, past.tier, others)


def _alternative(card: TierCard, kind: str) -> Alternative:
    low, high = card.video.time_range_seconds if kind == TAKES else card.picture.time_range_seconds
    return Alternative(card.id, card.name, (low + high) / 2)
