"""A worker's writes: begin, complete, fail, give back. Each checks the fence first; without it nothing is written."""

import random
from typing import Any

from accounts.tenancy import current_scope, scope
from generation import charging, events, metrics, queue, retrying, rows, values
from generation.errors import JobError, MemoryShort, WorkerLost, keeps_stopping, memory_short, worker_lost
from generation.handlers import store
from generation.handlers.base import Made, Work
from generation.models import Generation, Job, QueueTicket
from generation.queue import Claim
from generation.services import ending, entering, rating, resolving, stepping
from generation.workers.values import Place

draw = random.random
"""0..1: where between nothing and its limit a wait lies."""


def begin(held: Claim, place: Place | None = None) -> Work | None:
    """Mark a claimed job as running at `place` and hand out what it needs; None when there is nothing to run there."""
    with scope(held.workspace_id):
        job = rows.held_job(held)
        if job is None or job.state in values.JOB_ENDS:
            queue.leave(held)
            return None
        generation = job.generation
        if generation.ended:
            queue.leave(held)
            _end_job(job, values.CANCELLED)
            return None
        if generation.held_at is not None:
            queue.put_aside(held)
            return None
        if job.state == values.RUNNING and not _goes_on_after_a_stop(held, job, generation):
            return None
        if not stepping.at_start(held, job, generation, place):
            return None
        job.tries += 1
        _run(job, generation, place)
        part = (job.kind, job.number, job.engine, job.params)
        return Work(job.pk, held.workspace_id, generation.pk, *part, generation.decision)


def _goes_on_after_a_stop(held: Claim, job: Job, generation: Generation) -> bool:
    """A job that was left as running: its worker stopped without a word. Keeps that; False when it is given up."""
    lost = worker_lost()
    if _wait_before_next(job, lost) is None:
        _give_up(held, job, generation, keeps_stopping())
        return False
    _note(held, job, lost, 0.0)
    resolving.failed(job, generation, lost, gave_up=False)
    job.save(update_fields=["failures"])
    return True


def _run(job: Job, generation: Generation, place: Place | None) -> None:
    if job.state == values.RUNNING:
        values.check_job_step(job.state, values.QUEUED)
        job.state = values.QUEUED
    for step in (values.LEASED, values.RUNNING):
        values.check_job_step(job.state, step)
        job.state = step
    job.started_at, job.fraction, job.stage = current_scope().began, 0.0, ""
    job.device, job.device_name = (place.device, place.name) if place else ("", "")
    rows.save_fields(job, "state", "tries", "started_at", "fraction", "stage", "device", "device_name")
    ending.start_running(generation)


def _held(held: Claim) -> Job | None:
    """The job, locked; None when it is no longer ours, or was deleted meanwhile, and then its ticket goes too."""
    job = rows.held_job(held)
    if job is None:
        queue.leave(held)
    return job


def complete(held: Claim, made: Made) -> bool:
    """Store what a job made and move its generation on; False when the job is no longer ours: all is discarded."""
    with scope(held.workspace_id):
        job = rows.left_job(held)
        queue.make_room(held)
        if job is None:
            return False
        generation = job.generation
        if generation.ended:
            _end_job(job, values.CANCELLED)
            return False
        job.measured = made.measured.as_json() if made.measured else {}
        _end_job(job, values.SUCCEEDED)
        store(job, generation, made)
        charging.capture(generation, job)
        metrics.finished(job, generation)
        resolving.succeeded(job, generation)
        ending.advance(generation)
        return True


def _end_job(job: Job, state: str) -> None:
    values.check_job_step(job.state, state)
    job.state, job.finished_at = state, current_scope().began
    job.fraction = 1.0 if state == values.SUCCEEDED else job.fraction
    rows.save_fields(job, "state", "finished_at", "fraction", "failures", "tries", "measured")


def fail(held: Claim, error: JobError, *, mended: bool = False) -> None:
    """Note why a job failed; a passing fault is tried again later, as generation/retrying.py says.

    `mended`: a step of its resolution put right what stood in the way, so it is tried again at once.
    """
    with scope(held.workspace_id):
        job = _held(held)
        if job is None:
            return
        generation = job.generation
        short = isinstance(error, MemoryShort) and not generation.ended
        if short and stepping.out_of_memory(held, job, generation, error):
            return
        wait = _wait_before_next(job, error, mended=mended)
        if wait is None:
            _give_up(held, job, generation, error)
        else:
            _try_again(held, job, generation, error, wait)


def step_down(held: Claim) -> dict[str, Any] | None:
    """Queue a part that ran out of memory again in a way that needs less; its new params, None where there is none."""
    with scope(held.workspace_id):
        job = _held(held)
        if job is None:
            return None
        generation = job.generation
        if generation.ended or not stepping.out_of_memory(held, job, generation, memory_short()):
            return None
        params: dict[str, Any] = job.params
        return params


def _wait_before_next(job: Job, error: JobError, *, mended: bool = False) -> float | None:
    earlier = retrying.earlier_tries(job.failures, job.tries)
    return retrying.wait_before(error, earlier, draw(), mended=mended)


def _note(held: Claim, job: Job, error: JobError, wait: float | None) -> None:
    """Keep the reason of a try; a try that nobody told the end of names no worker, for the ticket is another's now."""
    ticket = QueueTicket.objects.filter(job_id=job.pk, fence=held.fence).values_list("worker", flat=True)
    worker = "" if isinstance(error, WorkerLost) else ticket.first() or ""
    at = current_scope().began.isoformat()
    kept = retrying.reason(error, at=at, worker=worker, number=job.tries, wait_seconds=wait)
    job.failures = [*job.failures, kept]


def _try_again(held: Claim, job: Job, generation: Generation, error: JobError, wait: float) -> None:
    values.check_job_step(job.state, values.QUEUED)
    job.state = values.QUEUED
    _note(held, job, error, round(wait, 2))
    job.save(update_fields=["state", "failures"])
    queue.give_back(held, after_seconds=wait)
    resolving.failed(job, generation, error, gave_up=False)


def _give_up(held: Claim, job: Job, generation: Generation, error: JobError) -> None:
    _note(held, job, error, None)
    queue.leave(held)
    _end_job(job, values.FAILED)
    resolving.failed(job, generation, error, gave_up=True)
    ending.advance(generation)


def give_back(held: Claim) -> None:
    """Return an unfinished job to the queue, for a worker that is asked to stop; it is no failed try."""
    with scope(held.workspace_id):
        job = _held(held)
        if job is None:
            return
        queue.give_back(held)
        values.check_job_step(job.state, values.QUEUED)
        job.state, job.tries = values.QUEUED, max(0, job.tries - 1)
        job.save(update_fields=["state", "tries"])


def note_progress(held: Claim, stage: str, fraction: float) -> None:
    """Keep how far a job is, so that a page that is opened now can show it."""
    with scope(held.workspace_id):
        if queue.is_ours(held):
            Job.objects.filter(pk=held.job_id, state=values.RUNNING).update(stage=stage, fraction=fraction)


def requeue(job: Job) -> None:
    """An operator's way out: free a stuck job's ticket, or queue a failed job again."""
    with scope(job.tenant_id):
        list(QueueTicket.objects.select_for_update().filter(job_id=job.pk))  # ticket first, as workers lock
        job = Job.objects.held().get(pk=job.pk)
        if job.state == values.HELD:  # before its generation is locked, as an answer holds that and waits for the job
            raise values.IllegalTransition("job", "held until somebody has answered", values.QUEUED)
        generation = Generation.objects.held().get(pk=job.generation_id)
        if job.state == values.FAILED:
            _reopen(job, generation)
        elif job.state in values.JOB_ENDS:
            raise values.IllegalTransition("job", job.state, values.QUEUED)
        else:
            _free(job, generation)


def _reopen(job: Job, generation: Generation) -> None:
    if generation.ended:
        values.check_generation_step(generation.state, values.QUEUED)
        charging.reserve_again(generation, job)
        rating.forget(generation)
        generation.state, generation.error, generation.finished_at = values.QUEUED, None, None
        generation.save(update_fields=["state", "error", "finished_at", "credits_reserved"])
        events.record("generation.queued", generation=generation, kind=generation.kind)
    values.check_job_step(job.state, values.QUEUED)
    job.state, job.tries, job.finished_at = values.QUEUED, 0, None
    job.save(update_fields=["state", "tries", "finished_at"])
    entering.enter(generation, [job])


def _free(job: Job, generation: Generation) -> None:
    queue.remove([job.pk])
    if job.state != values.QUEUED:
        values.check_job_step(job.state, values.QUEUED)
    job.state, job.tries = values.QUEUED, 0
    job.save(update_fields=["state", "tries"])
    entering.enter(generation, [job])
