"""A worker's writes: begin, complete, fail, give back. Each checks the fence first; without it nothing is written."""

import random

from django.utils import timezone

from accounts.plans.here import plan_here
from accounts.tenancy import scope
from generation import bells, charging, events, queue, values
from generation.errors import JobError, keeps_stopping
from generation.handlers import store
from generation.handlers.base import Made, Work
from generation.models import Generation, Job, QueueTicket
from generation.queue import Claim
from generation.services import ending

MAX_TRIES = 3
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 1.0, 60.0


def begin(held: Claim) -> Work | None:
    """Mark a claimed job as running and hand out what it needs; None when there is nothing to run."""
    with scope(held.workspace_id):
        if not queue.is_ours(held):
            return None
        job = Job.objects.held().select_related("generation").filter(pk=held.job_id).first()
        if job is None or job.state in values.JOB_ENDS:
            queue.leave(held)
            return None
        generation = job.generation
        if generation.ended:
            queue.leave(held)
            _end_job(job, values.CANCELLED)
            return None
        job.tries += 1
        if job.tries > MAX_TRIES:
            _give_up(held, job, generation, keeps_stopping())
            return None
        _run(job, generation)
        return Work(job.pk, held.workspace_id, generation.pk, job.kind, job.number, job.engine, job.params)


def _run(job: Job, generation: Generation) -> None:
    if job.state == values.RUNNING:
        values.check_job_step(job.state, values.QUEUED)
        job.state = values.QUEUED
    for step in (values.LEASED, values.RUNNING):
        values.check_job_step(job.state, step)
        job.state = step
    job.started_at, job.fraction, job.stage = timezone.now(), 0.0, ""
    job.save(update_fields=["state", "tries", "started_at", "fraction", "stage"])
    ending.start_running(generation)


def _locked(held: Claim) -> tuple[Job, Generation] | None:
    """The job and its generation; None when they were deleted meanwhile, and then the ticket goes too."""
    job = Job.objects.held().select_related("generation").filter(pk=held.job_id).first()
    if job is None:
        queue.leave(held)
        return None
    return job, job.generation


def complete(held: Claim, made: Made) -> bool:
    """Store what a job made and move its generation on; False when the job is no longer ours: all is discarded."""
    with scope(held.workspace_id):
        if not queue.leave(held) or (locked := _locked(held)) is None:
            return False
        job, generation = locked
        if generation.ended:
            _end_job(job, values.CANCELLED)
            return False
        _end_job(job, values.SUCCEEDED)
        store(job, generation, made)
        charging.capture(generation, job)
        ending.advance(generation)
        return True


def _end_job(job: Job, state: str) -> None:
    values.check_job_step(job.state, state)
    job.state, job.finished_at = state, timezone.now()
    job.fraction = 1.0 if state == values.SUCCEEDED else job.fraction
    job.save(update_fields=["state", "finished_at", "fraction", "failures", "tries"])


def fail(held: Claim, error: JobError) -> None:
    """Note why a job failed; a transient fault is tried again later, with growing, jittered waits."""
    with scope(held.workspace_id):
        if not queue.is_ours(held) or (locked := _locked(held)) is None:
            return
        job, generation = locked
        if error.transient and job.tries < MAX_TRIES:
            _try_again(held, job, error)
        else:
            _give_up(held, job, generation, error)


def _try_again(held: Claim, job: Job, error: JobError) -> None:
    values.check_job_step(job.state, values.QUEUED)
    job.state = values.QUEUED
    job.failures = [*job.failures, error.as_dict()]
    job.save(update_fields=["state", "failures"])
    wait = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2**job.tries)
    queue.give_back(held, after_seconds=wait * random.uniform(0.5, 1.0))


def _give_up(held: Claim, job: Job, generation: Generation, error: JobError) -> None:
    queue.leave(held)
    job.failures = [*job.failures, error.as_dict()]
    _end_job(job, values.FAILED)
    ending.advance(generation)


def give_back(held: Claim) -> None:
    """Return an unfinished job to the queue, for a worker that is asked to stop; it is no failed try."""
    with scope(held.workspace_id):
        if not queue.give_back(held) or (locked := _locked(held)) is None:
            return
        job, _ = locked
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
        generation = Generation.objects.held().get(pk=job.generation_id)
        if job.state == values.FAILED:
            _reopen(job, generation)
        elif job.state in values.JOB_ENDS:
            raise values.IllegalTransition("job", job.state, values.QUEUED)
        else:
            _free(job)


def _reopen(job: Job, generation: Generation) -> None:
    if generation.ended:
        values.check_generation_step(generation.state, values.QUEUED)
        charging.reserve_again(generation, job)
        generation.state, generation.error, generation.finished_at = values.QUEUED, None, None
        generation.save(update_fields=["state", "error", "finished_at", "credits_reserved"])
        events.record("generation.queued", generation=generation, kind=generation.kind)
    values.check_job_step(job.state, values.QUEUED)
    job.state, job.tries, job.finished_at = values.QUEUED, 0, None
    job.save(update_fields=["state", "tries", "finished_at"])
    queue.enter([job], most_at_once=plan_here().concurrent_jobs)
    bells.ring_after_commit(job.lane)


def _free(job: Job) -> None:
    QueueTicket.objects.filter(job_id=job.pk).delete()
    if job.state != values.QUEUED:
        values.check_job_step(job.state, values.QUEUED)
    job.state, job.tries = values.QUEUED, 0
    job.save(update_fields=["state", "tries"])
    queue.enter([job], most_at_once=plan_here().concurrent_jobs)
    bells.ring_after_commit(job.lane)
