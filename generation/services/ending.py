"""What follows when a job has ended: the next jobs, or the end of the generation."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.dispatch import Signal

from accounts.problems import Conflict
from accounts.tenancy import current_scope
from generation import agreement, charging, events, metrics, queue, retrying, rows, signals, values
from generation.errors import JobError, nothing_made
from generation.models import Generation, Job, Take
from generation.ranking import needs_a_person, rank_takes
from generation.rows import Part
from generation.services import attempting, consenting, resolving

FINISHED: dict[str, Signal] = {
    values.PLAN: signals.plan_finished,
    values.FRAMES: signals.frames_finished,
    values.TAKES: signals.takes_finished,
}


def advance(generation: Generation) -> None:
    """After one of its jobs ended: move on. Its row is locked by the caller."""
    if generation.ended:
        return
    if generation.kind == values.TAKES and attempting.go_on(generation) and generation.state == values.SCORING:
        _move(generation, values.RUNNING)
    jobs = rows.parts_of(generation)
    if all(job.state in values.JOB_ENDS for job in jobs):
        _finish(generation, jobs)
        return
    if generation.kind in (values.TAKES, values.POLISH) and _only_scoring_left(jobs):
        _move(generation, values.SCORING)


def _only_scoring_left(jobs: Iterable[Part]) -> bool:
    return all(job.state in values.JOB_ENDS for job in jobs if job.kind != values.JOB_SCORE)


def _finish(generation: Generation, jobs: list[Part]) -> None:
    if not any(job.state == values.SUCCEEDED and job.kind != values.JOB_SCORE for job in jobs):
        state = values.REVIEW if _kept_failing(jobs) else values.FAILED
        fail(generation, _reason(jobs), state)
        return
    state = values.SUCCEEDED
    if generation.kind == values.TAKES:
        takes = list(Take.objects.filter(generation=generation).prefetch_related("scores"))
        rank_takes(takes)
        state = values.REVIEW if needs_a_person(takes) else values.SUCCEEDED
        metrics.judged(state)
    _end(generation, state)
    if generation.kind in FINISHED:
        FINISHED[generation.kind].send(sender=Generation, generation=generation)


def _last_failures(jobs: Iterable[Part]) -> list[dict[str, Any]]:
    return [job.failures[-1] for job in jobs if job.state == values.FAILED and job.failures]


def _kept_failing(jobs: Iterable[Part]) -> bool:
    """Whether a part was given up that might have passed: then a person is asked, for a retry is no use by itself."""
    return any(retrying.keeps_failing(failure) for failure in _last_failures(jobs))


def _reason(jobs: Iterable[Part]) -> dict[str, str]:
    told = _last_failures(jobs)
    return retrying.shown(told[-1]) if told else nothing_made().as_dict()


def fail(generation: Generation, reason: dict[str, str], state: str = values.FAILED) -> None:
    """End a generation that made nothing, with the reason in plain words; `state`: failed, or review."""
    generation.error = reason
    _end(generation, state)
    signals.generation_stopped.send(sender=Generation, generation=generation)


def _end(generation: Generation, state: str) -> None:
    generation.finished_at = current_scope().began
    charging.release(generation)
    told = ("error", "finished_at", "credits_reserved", "consent", "consent_by")
    _move(generation, state, *told)
    resolving.ended(generation)
    signals.generation_ended.send(sender=Generation, generation=generation)


def _move(generation: Generation, state: str, *changed: str) -> None:
    """To another state, saving what else was `changed`."""
    values.check_generation_step(generation.state, state)
    if generation.state == state:
        return
    generation.state = state
    rows.save_fields(generation, "state", *changed)
    events.record(f"generation.{state}", generation=generation, kind=generation.kind, error=generation.error)


def start_running(generation: Generation) -> None:
    """The first job of a generation has begun."""
    if generation.state == values.QUEUED:
        generation.started_at = generation.started_at or current_scope().began
        _move(generation, values.RUNNING, "started_at")


def stop(generation: Generation, user_id: UUID | None) -> None:
    """Cancel as a person asks for it: once more changes nothing. Raises Conflict where it had ended otherwise."""
    if generation.state == values.CANCELLED:
        return
    if generation.ended:
        raise Conflict("This is already finished.", "Delete what you don't want, or make it again.")
    cancel(generation, user_id)


def cancel(generation: Generation, user_id: UUID | None = None) -> None:
    """Stop a generation, and of a film what it asked for; what is already made stays. Ended ones stay as they are.

    Where a question waits, this is its answer, by `user_id`.

    Children first, without telling anybody, as a finishing child locks itself before its film; then the film, then
    the children that were born in between.
    """
    _cancel_children(generation, user_id)
    if _stop(generation, user_id):
        _cancel_children(generation, user_id)
        signals.generation_stopped.send(sender=Generation, generation=Generation.objects.get(pk=generation.pk))


def _cancel_children(generation: Generation, user_id: UUID | None) -> None:
    """A film's only: what was made from other generations was asked for by a person, one by one."""
    if generation.kind != values.FILM:
        return
    children = Generation.objects.filter(parent=generation).exclude(kind=values.FILM)
    for child in children.exclude(state__in=values.GENERATION_ENDS):
        _stop(child, user_id)


def _stop(generation: Generation, user_id: UUID | None = None) -> bool:
    """Cancel one generation and its jobs; False when it had ended."""
    _cancel_jobs(generation)
    locked = Generation.objects.held().get(pk=generation.pk)
    if locked.ended:
        return False
    _cancel_jobs(locked, waiting=False)
    if locked.state == values.AWAITING_CONSENT:
        consenting.close(locked, agreement.CANCEL, user_id)
    _end(locked, values.CANCELLED)
    return True


def _cancel_jobs(generation: Generation, *, waiting: bool = True) -> None:
    """Tickets first, then jobs: the order in which a worker's writes lock them.

    Who holds the generation must not wait for a worker, which then waits for the generation: a job that is being
    written to is left to its worker, which finds its generation ended.
    """
    unmade = generation.jobs.exclude(state__in=(values.SUCCEEDED, values.FAILED))
    ids = list(unmade.values_list("pk", flat=True))  # cancelled ones too: an answer may have queued them meanwhile
    dropped = queue.drop(ids, waiting=waiting)
    still_open = Job.objects.held().filter(pk__in=dropped).exclude(state__in=values.JOB_ENDS)
    stopped = list(still_open.order_by("id").values_list("pk", flat=True))  # in the order in which an answer locks them
    Job.objects.filter(pk__in=stopped).update(state=values.CANCELLED, finished_at=current_scope().began)


def film_failed(generation: Generation, error: JobError) -> None:
    """A film whose scenes could not be made."""
    resolving.film_failed(generation, error)
    fail(generation, error.as_dict())
