"""Asking a person before something lesser is made, and what follows from the answer.

Any of three may answer: a person by the API or a socket, or the clock by a worker's sweep. Each locks the jobs that are
held, then the generation, and the first answer counts; everything is in PostgreSQL, so no process that dies takes a
question with it.
"""

import logging
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.db.models.functions import Now
from django.http import Http404
from django.utils import timezone

from accounts.problems import Conflict, Problem
from accounts.tenancy import current_workspace_id, scope
from generation import agreement, events, metrics, signals, values
from generation.models import ConsentTicket, Generation, Job
from generation.services import entering

log = logging.getLogger("dailies.consent")

MOST_AT_ONCE = 100
"""Due questions that one look answers; the next look is a second later."""


def ask(generation: Generation, *, again: bool = False) -> None:
    """Ask whether it may go on as it is decided now. Its row is locked, or not yet anybody's; nothing of it waits in
    a lane. Who was reading in peace is not hurried by a new question. Tells `generation.awaiting_consent`, the notice.
    """
    now, is_read = timezone.now(), _is_read(generation)
    until = now + timedelta(seconds=settings.CONSENT_SECONDS)
    generation.state = values.AWAITING_CONSENT
    generation.consent = agreement.question(now.isoformat(), until.isoformat(), again=again)
    generation.consent_by = None
    if is_read:
        generation.consent = agreement.without_end(generation.consent)
    else:
        ticket = {"workspace_id": current_workspace_id(), "until": until}
        ConsentTicket.objects.update_or_create(pk=generation.pk, defaults=ticket)
    events.record("generation.awaiting_consent", generation=generation, kind=generation.kind)
    signals.consent_asked.send(sender=Generation, generation=generation)
    tell(generation)


def _is_read(generation: Generation) -> bool:
    """Whether a question waits whose countdown somebody stopped."""
    asked = generation.consent if generation.state == values.AWAITING_CONSENT else None
    return asked is not None and asked["until"] is None


def tell(generation: Generation) -> None:
    """The notice of a fallback, with what is asked about it, if anything is."""
    if not generation.fallback:
        return
    asked = generation.consent if generation.state == values.AWAITING_CONSENT else None
    events.record(
        "quality.fallback",
        generation=generation,
        **generation.fallback,
        requested_tier=generation.requested_tier,
        achieved_tier=generation.achieved_tier,
        asks=asked is not None,
        until=asked["until"] if asked else None,
        again=bool(asked and asked["again"]),
    )


def go_on(generation_id: UUID, user_id: UUID | None, *, answer: str = agreement.CONTINUE) -> Generation:
    """Let it be made as it was decided. Whoever says so again changes nothing.

    Raises Http404, and Conflict where nothing is asked or the answer was no.
    """
    held, generation = _locked(generation_id)
    is_open = _is_open(generation)
    for job in held:
        values.check_job_step(job.state, values.QUEUED)
        job.state = values.QUEUED
    Job.objects.bulk_update(held, ["state"])
    if not is_open:
        entering.enter(generation, held)  # another answer left us what we held meanwhile
        return generation
    close(generation, answer, user_id)
    values.check_generation_step(generation.state, values.QUEUED)
    generation.state = values.QUEUED
    generation.save(update_fields=["state", "consent", "consent_by"])
    entering.enter(generation, held)
    events.record("generation.queued", generation=generation, kind=generation.kind)
    return generation


def wait(generation_id: UUID) -> Generation:
    """Stop the countdown: it waits for a person from now on. Raises Http404, and Conflict where nothing is asked."""
    _, generation = _locked(generation_id)
    if not _is_open(generation):
        raise Conflict("This goes on already.", "Cancel it if it should not be made.")
    assert generation.consent is not None
    ConsentTicket.objects.filter(pk=generation.pk).delete()
    if generation.consent["until"] is not None:
        generation.consent = agreement.without_end(generation.consent)
        generation.save(update_fields=["consent"])
        tell(generation)
    return generation


def _locked(generation_id: UUID) -> tuple[list[Job], Generation]:
    """The jobs that are held, then their generation: the order in which a worker's writes and a cancel lock them.

    A worker may have held one more while we waited for the generation; one that is locked is another answer's.
    """
    asked_about = Job.objects.filter(generation_id=generation_id, state=values.HELD).order_by("id")
    held = list(asked_about.select_for_update(no_key=True))
    generation = Generation.objects.held().filter(pk=generation_id).first()
    if generation is None:
        raise Http404
    late = asked_about.exclude(pk__in=[job.pk for job in held])
    return [*held, *late.select_for_update(skip_locked=True, no_key=True)], generation


def _is_open(generation: Generation) -> bool:
    """Whether the question waits; False when the answer was yes. Raises Conflict where it was no, or none is asked."""
    if generation.state == values.AWAITING_CONSENT:
        return True
    if generation.consent is None:
        raise Conflict("Nothing is asked about this.", "Ask only for what waits for you.")
    if generation.state == values.CANCELLED:
        raise Conflict("This was cancelled.", "Make it again if you want it after all.")
    return False


def close(generation: Generation, answer: str, user_id: UUID | None) -> None:
    """Note the answer on a generation that waits for one; the caller saves `consent` and `consent_by`."""
    assert generation.consent is not None
    generation.consent = agreement.answered(generation.consent, answer, timezone.now().isoformat())
    generation.consent_by_id = user_id
    metrics.answered(answer)
    ConsentTicket.objects.filter(pk=generation.pk).delete()


def sweep() -> int:
    """Let every question go on by itself whose time is over, in whatever workspace; how many."""
    due = list(ConsentTicket.objects.filter(until__lte=Now())[:MOST_AT_ONCE])
    answered = 0
    for ticket in due:
        try:
            answered += _time_out(ticket)
        except (Problem, values.IllegalTransition, DatabaseError) as error:  # the others go on all the same
            log.error("the question of generation %s stays open: %s", ticket.pk, type(error).__name__)
    return answered


def _time_out(ticket: ConsentTicket) -> bool:
    """Answer one question, unless somebody else did, or stopped its countdown, since the ticket was read."""
    with scope(ticket.workspace_id):
        try:
            _locked(ticket.pk)
            if not ConsentTicket.objects.filter(pk=ticket.pk, until__lte=Now()).exists():
                return False
            go_on(ticket.pk, None, answer=agreement.TIMEOUT)
        except (Http404, Conflict):  # deleted or ended without a word: nobody is asked any more
            ConsentTicket.objects.filter(pk=ticket.pk).delete()
            return False
    log.info("generation %s goes on: nobody answered in time", ticket.pk)
    return True
