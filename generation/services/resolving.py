"""Writes of a resolution: it opens with a failure, keeps its steps and what came of them, and ends.

The caller holds the job's row, or the request's scope; events tell open pages of each step.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F
from django.http import Http404
from django.utils import timezone

from generation import events, files, metrics
from generation import values as made
from generation.errors import JobError, WorkerLost
from generation.models import Generation, Job, ResolutionSession, ResolutionStep, StepTally
from generation.resolution import plans, restarting, steps
from generation.resolution.steps.base import Context, Step
from generation.resolution.values import (
    CLOSED,
    DONE,
    NEEDS_YOU,
    RESOLVED,
    RUNNING,
    STILL_OPEN,
    WAITING,
    WORKING,
    Facts,
    Outcome,
    Tallies,
    Tally,
)


def facts_of(generation: Generation, job: Job | None, category: str, cause: str) -> Facts:
    """What is known of a failure."""
    params = job.params if job is not None else {}
    return Facts(
        category=category,
        cause=cause,
        kind=generation.kind,
        part=job.kind if job is not None else "",
        tier=str(params.get("tier") or generation.achieved_tier),
        tries=job.tries if job is not None else 0,
        pictures=len(files.pictures_read_by(params)),
        clips=len(params.get("clips", ())),
        on_card=bool(params.get("device")),
        in_scene=generation.scene_id is not None,
        remote_store=files.are_remote(),
        supervised=restarting.is_supervised(),
    )


def tallies(category: str) -> Tallies:
    """How often each step has helped with a category so far."""
    rows = StepTally.objects.filter(category=category)
    return {row.key: Tally(row.tried, row.helped) for row in rows}


def failed(job: Job, generation: Generation, error: JobError, *, gave_up: bool) -> ResolutionSession | None:
    """A try failed: its session opens, or goes on. Given up, a person is asked. None for what was cancelled."""
    if generation.ended:
        return None
    session = _open(job, generation, error)
    _settle(session, before_try=job.tries)
    if gave_up:
        session.state = NEEDS_YOU
        session.save(update_fields=["state"])
        metrics.resolution_became(session.category, NEEDS_YOU)
        session.steps.filter(automatic=False).update(state=WAITING)
        _add(session, _replan(session, generation, job))
    if gave_up or isinstance(error, WorkerLost):
        _tell(session, generation)
    return session


def begin(job: Job, generation: Generation, error: JobError) -> tuple[ResolutionSession, list[Step]] | None:
    """A worker is about to do what it can: the session, and the steps that it runs now, in their order."""
    if generation.ended:
        return None
    session = _open(job, generation, error)
    _settle(session, before_try=job.tries)
    runs = dict(session.steps.values_list("key", "runs"))
    chosen = plans.runnable(_replan(session, generation, job), runs)
    _add(session, chosen)
    _tell(session, generation)
    return session, chosen


def film_failed(generation: Generation, error: JobError) -> ResolutionSession:
    """A film that can't go on, and no part of it is at fault: a person is asked at once."""
    session = ResolutionSession.objects.create(generation=generation, state=NEEDS_YOU, **_words(error))
    metrics.resolution_became(session.category, NEEDS_YOU)
    _add(session, _replan(session, generation, None))
    _tell(session, generation)
    return session


def _words(error: JobError) -> dict[str, str]:
    return {
        "category": str(error.category),
        "cause": str(error.cause),
        "detail": error.detail,
        "advice": error.advice,
    }


def _open(job: Job, generation: Generation, error: JobError) -> ResolutionSession:
    session = ResolutionSession.objects.filter(job=job, state__in=STILL_OPEN).first()
    if session is None:
        session = ResolutionSession(generation=generation, job=job)
    for name, word in _words(error).items():
        setattr(session, name, word)
    session.state, session.tries = WORKING, job.tries
    session.save()
    return session


def _replan(session: ResolutionSession, generation: Generation, job: Job | None) -> list[Step]:
    facts = facts_of(generation, job, session.category, session.cause)
    return plans.plan(facts, steps.registered().values(), tallies(session.category))


def _add(session: ResolutionSession, planned: Sequence[Step]) -> None:
    """Rows for steps that have none yet, behind those that there are."""
    known = set(session.steps.values_list("key", flat=True))
    fresh = [step for step in planned if step.key not in known]
    ResolutionStep.objects.bulk_create(
        ResolutionStep(
            session=session,
            workspace_id=session.tenant_id,
            key=step.key,
            place=len(known) + place,
            automatic=step.automatic,
        )
        for place, step in enumerate(fresh)
        if not step.automatic or session.state == WORKING
    )


def mark_running(session: ResolutionSession, key: str) -> None:
    """A step begins."""
    steps_of = session.steps.filter(key=key)
    steps_of.update(state=RUNNING, begun_at=timezone.now(), ended_at=None, outcome="", runs=F("runs") + 1, helped=None)
    _tell(session, session.generation, key)


def mark_done(session: ResolutionSession, key: str, outcome: Outcome, number: int) -> None:
    """A step ended, after try `number`."""
    found = session.steps.filter(key=key)
    found.update(
        state=outcome.state, outcome=outcome.words[:300], ended_at=timezone.now(), number=number, made_id=outcome.made
    )
    metrics.step_ended(_word(key), outcome.state)
    _tell(session, session.generation, key)


def _word(key: str) -> str:
    """A step as counters know it: one of an earlier release has no name of its own."""
    return key if steps.step(key) is not None else "other"


def succeeded(job: Job, generation: Generation) -> None:
    """A job was done: what was tried last has helped."""
    if not job.failures:
        return
    session = ResolutionSession.objects.filter(job=job, state__in=STILL_OPEN).first()
    if session is None:
        return
    ran = session.steps.filter(state=DONE, helped=None, number__lt=job.tries)
    _count(session.category, list(ran), helped=True)
    _close(session, RESOLVED)
    _tell(session, generation)


def ended(generation: Generation) -> None:
    """A generation came to its end: a cancelled one needs nothing more, and a person's step that asked for it is
    settled."""
    if generation.state == made.CANCELLED:
        for session in ResolutionSession.objects.filter(generation=generation, state__in=STILL_OPEN):
            _close(session, CLOSED)
        return
    if generation.parent_id is None:
        return
    asked = ResolutionStep.objects.filter(made=generation, helped=None).exclude(session__generation=generation)
    for step in asked.select_related("session"):
        _count(step.session.category, [step], helped=not generation.made_nothing)
        if not generation.made_nothing and step.session.state == NEEDS_YOU:
            _close(step.session, RESOLVED)


def _settle(session: ResolutionSession, before_try: int) -> None:
    """The try after these failed again, so they did not help."""
    ran = session.steps.filter(state=DONE, helped=None, number__lt=before_try)
    _count(session.category, list(ran), helped=False)


def _count(category: str, ran: Sequence[ResolutionStep], *, helped: bool) -> None:
    """Once a run of a step, in the order of keys so that two who count at once never wait for each other's rows."""
    for step in sorted(ran, key=lambda each: each.key):
        ResolutionStep.objects.filter(pk=step.pk).update(helped=helped)
        metrics.step_helped(_word(step.key), helped)
        row, _ = StepTally.objects.get_or_create(category=category, key=step.key)
        StepTally.objects.filter(pk=row.pk).update(tried=F("tried") + 1, helped=F("helped") + int(helped))


def _close(session: ResolutionSession, state: str) -> None:
    session.state, session.closed_at = state, timezone.now()
    session.save(update_fields=["state", "closed_at"])
    metrics.resolution_became(session.category, state)


def _tell(session: ResolutionSession, generation: Generation, step: str = "") -> None:
    """`resolution.step`: something of this session changed; pages read it anew."""
    events.record("resolution.step", generation=generation, resolution=str(session.pk), step=step, state=session.state)


def found(resolution_id: UUID) -> ResolutionSession:
    """A session of this workspace, held until the transaction ends. Raises Http404."""
    session: ResolutionSession | None = ResolutionSession.objects.held().filter(pk=resolution_id).first()
    if session is None:
        raise Http404
    return session


def run_by_hand(resolution_id: UUID, step_id: UUID, user_id: UUID | None) -> ResolutionSession:
    """Do a person's step; done once more while its work goes on, it changes nothing. Raises Http404, Problem."""
    session = found(resolution_id)
    row = session.steps.filter(pk=step_id, automatic=False).first()
    step = steps.step(row.key) if row is not None else None
    if row is None or step is None:
        raise Http404
    if session.state != NEEDS_YOU or row.state == DONE:
        return session
    generation, job = session.generation, session.job
    facts = facts_of(generation, job, session.category, session.cause)
    params = job.params if job is not None else {}
    outcome = step.run(Context(session.tenant_id, generation.pk, session.job_id, facts, params, user_id=user_id))
    row.state, row.outcome, row.made_id = outcome.state, outcome.words, outcome.made
    row.begun_at = row.ended_at = timezone.now()
    row.runs, row.number, row.helped = row.runs + 1, 0, None
    row.save()
    metrics.step_ended(_word(row.key), outcome.state)
    if outcome.made == generation.pk:
        _work_again(generation)
    _tell(session, generation, row.key)
    return found(resolution_id)


def _work_again(generation: Generation) -> None:
    """Its parts are in the queue again: every session of it waits for what comes of that, and what ran before counts
    no more."""
    sessions = ResolutionSession.objects.filter(generation=generation, state=NEEDS_YOU)
    settled = ResolutionStep.objects.filter(session__in=sessions, automatic=True, helped=None)
    settled.update(helped=False)
    sessions.update(state=WORKING)


def give_feedback(resolution_id: UUID, helped: bool, note: str, user_id: UUID | None) -> ResolutionSession:
    """Keep what a person says of it; said again, it takes the place of what they said before. Raises Http404."""
    session = found(resolution_id)
    session.helped, session.note, session.feedback_by_id = helped, note, user_id
    session.feedback_at = timezone.now()
    session.save(update_fields=["helped", "note", "feedback_by", "feedback_at"])
    _tell(session, session.generation)
    return session
