"""Into the lanes: jobs get their tickets, with what was decided of them, and the bell rings after commit."""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.plans.here import plan_here
from accounts.plans.values import Plan
from generation import bells, queue, values
from generation.models import Generation, Job
from generation.scheduling.values import Priority, Share


def enter(generation: Generation, jobs: Sequence[Job], decided: Mapping[str, Any] | None = None) -> None:
    """Put jobs of one generation and one kind at the end of their lanes, when the transaction that made them ends.

    Those of a generation that is held get their places too, and wait there. `decided`: where these go, where that is
    not where their generation goes.
    """
    if not jobs:
        return
    priority, held = Priority(generation.priority), generation.held_at is not None
    known = (decided or generation.decision) if jobs[0].kind in values.MAKING else {}
    queue.enter(jobs, share=share(plan_here()), needs=needs(known), priority=priority, held=held)
    for lane in {job.lane for job in jobs}:
        bells.ring_after_commit(lane)


def share(plan: Plan) -> Share:
    """What a plan gives of the machines."""
    return Share(plan.queue_weight, plan.concurrent_jobs, plan.jobs_a_tier)


def needs(decided: Mapping[str, Any]) -> queue.Needs:
    """What the queue knows of a job that was decided so, perhaps by an earlier release that said less."""
    if not decided:
        return queue.Needs()
    return queue.Needs(
        expected_seconds=sum(decided["seconds"]) / 2,
        device=decided.get("device") or "",
        model=decided.get("model", "") if decided.get("device") else "",
        needs_gb=decided.get("memory_gb") or 0.0,
        tier=decided.get("achieved_tier", ""),
    )
