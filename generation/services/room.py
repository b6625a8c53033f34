"""Refusals of a queue that is full: why, and when to come back."""

import math

from accounts.plans.here import PlanLimit
from accounts.plans.values import Plan, counted, more_than
from accounts.problems import Problem
from accounts.tenancy import current_workspace_id
from generation import queue

MINUTE, HOUR = 60, 3600


def about(seconds: float) -> str:
    """A wait as a person would say it: "about 20 seconds", "about 4 minutes"."""
    if seconds < 90:
        return f"about {max(5, 5 * math.ceil(seconds / 5))} seconds"
    if seconds < 90 * MINUTE:
        return f"about {math.ceil(seconds / MINUTE)} minutes"
    return f"about {math.ceil(seconds / HOUR)} hours"


def plan_is_full(plan: Plan, most: int, waiting: int, parts: int) -> PlanLimit:
    """The plan's own bound on what a workspace may queue."""
    up = plan.next_up(
        lambda other: more_than(other.queued_jobs, most), lambda other: f"queues {counted(other.queued_jobs)}"
    )
    seconds = queue.until_free(current_workspace_id(), waiting + parts - most)
    wait = f": there is room again in {about(seconds)}" if seconds is not None else ", or wait until some are done"
    return PlanLimit(
        f"{plan.name} plans queue {most} jobs at once, and {waiting} are in the queue now.",
        f"{up} Or ask for fewer{wait}.".strip(),
        status=429,
        retry_after=seconds,
    )


def workspace_is_full(waiting: int, wanted: int) -> Problem:
    """What one workspace may queue whatever its plan."""
    seconds = queue.until_free(current_workspace_id(), wanted)
    when = f" There is room again in {about(seconds)}." if seconds is not None else ""
    return Problem(
        "Not possible right now",
        f"In this workspace {waiting} parts wait to be made already.",
        f"Wait until some of them are done, or cancel what is not needed.{when}",
        status=429,
        retry_after=seconds,
    )


def check_lane(lane: str) -> None:
    """Refuse where the studio as a whole has as much to do as it takes on (QUEUE_LIMIT)."""
    if queue.is_full(lane):
        seconds = queue.until_less(lane)
        raise Problem(
            "Not possible right now",
            "The studio has as much to do as it can take on.",
            f"Come back in {about(seconds)}. What you asked for before stays in its place.",
            status=503,
            retry_after=seconds,
        )
