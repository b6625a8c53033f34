"""What follows when a job has ended: the next jobs, or the end of the generation."""

from collections.abc import Iterable

from django.dispatch import Signal
from django.utils import timezone

from generation import charging, events, queue, signals, values
from generation.errors import JobError, nothing_made
from generation.models import Generation, Job, Take
from generation.ranking import needs_a_person, rank_takes

FINISHED: dict[str, Signal] = {
    values.PLAN: signals.plan_finished,
    values.FRAMES: signals.frames_finished,
    values.TAKES: signals.takes_finished,
}


def advance(generation: Generation) -> None:
    """After one of its jobs ended: keep what was charged, and move on. Its row is locked by the caller."""
    if generation.ended:
        return
    jobs = list(generation.jobs.only("kind", "state", "failures", "generation_id"))
    if all(job.state in values.JOB_ENDS for job in jobs):
        _finish(generation, jobs)
        return
    generation.save(update_fields=["credits_captured"])
    if generation.kind == values.TAKES and _only_scoring_left(jobs):
        _move(generation, values.SCORING)


def _only_scoring_left(jobs: Iterable[Job]) -> bool:
    return all(job.state in values.JOB_ENDS for job in jobs if job.kind != values.JOB_SCORE)


def _finish(generation: Generation, jobs: list[Job]) -> None:
    if not any(job.state == values.SUCCEEDED and job.kind != values.JOB_SCORE for job in jobs):
        fail(generation, _reason(jobs))
        return
    state = values.SUCCEEDED
    if generation.kind == values.TAKES:
        takes = list(Take.objects.filter(generation=generation).prefetch_related("scores"))
        rank_takes(takes)
        state = values.REVIEW if needs_a_person(takes) else values.SUCCEEDED
    _end(generation, state)
    if generation.kind in FINISHED:
        FINISHED[generation.kind].send(sender=Generation, generation=generation)


def _reason(jobs: Iterable[Job]) -> dict[str, str]:
    told = [job.failures[-1] for job in jobs if job.failures]
    return told[-1] if told else nothing_made().as_dict()


def fail(generation: Generation, reason: dict[str, str]) -> None:
    """End a generation that made nothing, with the reason in plain words."""
    generation.error = reason
    _end(generation, values.FAILED)
    signals.generation_stopped.send(sender=Generation, generation=generation)


def _end(generation: Generation, state: str) -> None:
    generation.finished_at = timezone.now()
    charging.release(generation)
    _move(generation, state, "error", "finished_at", "credits_reserved", "credits_captured")


def _move(generation: Generation, state: str, *changed: str) -> None:
    """To another state, saving what else was `changed`."""
    values.check_generation_step(generation.state, state)
    if generation.state == state:
        return
    generation.state = state
    generation.save(update_fields=["state", *changed])
    events.record(f"generation.{state}", generation=generation, kind=generation.kind, error=generation.error)


def start_running(generation: Generation) -> None:
    """The first job of a generation has begun."""
    if generation.state == values.QUEUED:
        generation.started_at = timezone.now()
        _move(generation, values.RUNNING, "started_at")


def cancel(generation: Generation) -> None:
    """Stop a generation, and of a film what it asked for; what is already made stays. Ended ones stay as they are.

    Children first, without telling anybody, as a finishing child locks itself before its film; then the film, then
    the children that were born in between.
    """
    _cancel_children(generation)
    if _stop(generation):
        _cancel_children(generation)
        signals.generation_stopped.send(sender=Generation, generation=Generation.objects.get(pk=generation.pk))


def _cancel_children(generation: Generation) -> None:
    """A film's only: what was made from other generations was asked for by a person, one by one."""
    if generation.kind != values.FILM:
        return
    children = Generation.objects.filter(parent=generation).exclude(kind=values.FILM)
    for child in children.exclude(state__in=values.GENERATION_ENDS):
        _stop(child)


def _stop(generation: Generation) -> bool:
    """Cancel one generation and its jobs; False when it had ended."""
    _cancel_jobs(generation)
    locked = Generation.objects.held().get(pk=generation.pk)
    if locked.ended:
        return False
    _cancel_jobs(locked, waiting=False)
    _end(locked, values.CANCELLED)
    return True


def _cancel_jobs(generation: Generation, *, waiting: bool = True) -> None:
    """Tickets first, then jobs: the order in which a worker's writes lock them.

    Who holds the generation must not wait for a worker, which then waits for the generation: a job that is being
    written to is left to its worker, which finds its generation ended.
    """
    ids = list(generation.jobs.exclude(state__in=values.JOB_ENDS).values_list("pk", flat=True))
    dropped = queue.drop(ids, waiting=waiting)
    still_open = Job.objects.filter(pk__in=dropped).exclude(state__in=values.JOB_ENDS)
    still_open.update(state=values.CANCELLED, finished_at=timezone.now())


def film_failed(generation: Generation, error: JobError) -> None:
    """A film whose scenes could not be made."""
    fail(generation, error.as_dict())
