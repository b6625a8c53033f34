"""What a worker does about a failure before it gives the job back: the automatic steps, one after another."""

import logging
from dataclasses import dataclass

from django.db import DatabaseError

from accounts.tenancy import scope
from generation import queue
from generation.errors import JobError
from generation.handlers.base import Work
from generation.models import Job, ResolutionSession
from generation.queue import Claim
from generation.resolution.steps.base import Context, Step
from generation.resolution.values import FAILED, Outcome
from generation.services import resolving, running

log = logging.getLogger("dailies.resolution")


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of the steps together."""

    mended: bool = False
    handled: bool = False
    restart: bool = False


def resolve(held: Claim, work: Work, error: JobError) -> bool:
    """Run what may help, then note the failure; whether this process should end now.

    No transaction is open while a step runs; each of its writes checks the fence, and the lease is renewed between.
    """
    turn = _work_on(held, work, error)
    if not turn.handled:
        running.fail(held, error, mended=turn.mended)
    return turn.restart


def _work_on(held: Claim, work: Work, error: JobError) -> Turn:
    with scope(held.workspace_id):
        if not queue.is_ours(held):
            return Turn()
        job = Job.objects.held().select_related("generation").filter(pk=held.job_id).first()
        if job is None:
            return Turn()
        begun = resolving.begin(job, job.generation, error)
        if begun is None:
            return Turn()
        session, chosen = begun
        facts = resolving.facts_of(job.generation, job, session.category, session.cause)
    context = Context(held.workspace_id, work.generation_id, work.job_id, facts, work.params, held)
    return _one_after_another(session, chosen, context, job.tries)


def _one_after_another(session: ResolutionSession, chosen: list[Step], context: Context, number: int) -> Turn:
    assert context.held is not None
    turn = Turn()
    for step in chosen:
        with scope(context.workspace_id):
            resolving.mark_running(session, step.key)
        outcome = _run(step, context)
        with scope(context.workspace_id):
            resolving.mark_done(session, step.key, outcome, number - 1 if outcome.handled else number)
        turn = Turn(turn.mended or outcome.mended, outcome.handled, turn.restart or outcome.restart)
        if turn.handled or not queue.renew(context.held):
            break
    return turn


def _run(step: Step, context: Context) -> Outcome:
    try:
        return step.run(context)
    except DatabaseError:
        raise
    except Exception:
        # The boundary between a step and the queue: whatever goes wrong in it, the failure itself must be noted.
        log.exception("the step %s of job %s failed", step.key, context.job_id)
        return Outcome(FAILED, "This did not work here.")
