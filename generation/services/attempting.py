"""Automatic takes: how many begin together, what follows each, and when enough is enough (generation/attempts.py).

What follows a take is written in the transaction that scores it or gives it up, with its generation's row locked: a
worker that dies before the commit has made nothing, and one that comes again finds the next take there.
"""

import re

from accounts.plans.here import plan_here
from accounts.tenancy import current_scope
from generation import attempts, attempts_told, events, metrics, queue, repairs, rows, values
from generation.agreement import ALIKE
from generation.attempts import Attempt, Make, Next, Rules, Stop
from generation.fan_out import seed_of
from generation.models import Generation, Job, Take
from generation.ranking import judgement_of
from generation.services import entering
from generation.values import GenerationRequest, JobPlan

STANDING_STILL = re.compile(r"\b(?:static|still|locked|motionless|tripod)\b", re.IGNORECASE)
"""Whoever asks for that finds nothing wrong with little movement."""
DYNAMIC = "dynamic_degree"


def most() -> int:
    """How many takes of a scene the studio makes by itself: the usual number, and never more than the plan's."""
    return min(values.TAKES_A_SCENE, plan_here().automatic_attempts)


def begin(generation: Generation, request: GenerationRequest, plans: list[JobPlan], lane: str) -> list[JobPlan]:
    """Those of the parts that a new generation begins with: as many as devices are free, where it tries by itself."""
    if not request.attempts:
        return plans
    free = queue.free(lane)
    most_at_once = plan_here().concurrent_jobs
    at_once = attempts.at_first(len(plans), free if most_at_once is None else min(free, most_at_once))
    generation.attempts = {**request.attempts, "at_once": at_once}
    metrics.attempted("first", at_once)
    return plans[:at_once]


def go_on(generation: Generation) -> bool:
    """Do what follows the takes so far; whether one more is made. Its row is locked, and the job that just ended has
    written what it made."""
    told = generation.attempts
    if not told or "good" in told:
        return False
    jobs = list(generation.jobs.filter(kind__in=(values.JOB_TAKE, values.JOB_SCORE)).order_by("number"))
    rules = Rules(generation.count, told["at_once"], told["stop_early"])
    plan = attempts.next_attempt(_so_far(generation, jobs), rules)
    if isinstance(plan, Stop):
        _stop(generation, jobs, plan.good)
    elif isinstance(plan, Make):
        made = {job.number: job for job in jobs if job.kind == values.JOB_TAKE}
        entering.enter(generation, [_made(generation, made, take) for take in plan.takes])
    return isinstance(plan, Make)


def _so_far(generation: Generation, jobs: list[Job]) -> list[Attempt]:
    takes = {take.number: take for take in Take.objects.filter(generation=generation).prefetch_related("scores")}
    still_open = {job.number for job in jobs if job.state not in values.JOB_ENDS}
    return [
        _attempt(job, takes.get(job.number), is_open=job.number in still_open)
        for job in jobs
        if job.kind == values.JOB_TAKE
    ]


def _attempt(job: Job, take: Take | None, *, is_open: bool) -> Attempt:
    mends = (job.params.get(repairs.REPAIRS) or [{}])[-1].get("take")
    if take is None or take.total is None:
        return Attempt(job.number, is_open, mends=mends)
    found = judgement_of(take)
    weak = found.weak
    if STANDING_STILL.search(job.params["prompt"]):
        weak = tuple(name for name in weak if name != DYNAMIC)
    return Attempt(job.number, is_open, found.good, weak, mends)


def _made(generation: Generation, made: dict[int, Job], take: Next) -> Job:
    """One more take in the way of the one that it mends, else of the latest: as that was routed last."""
    model = made[take.mends] if take.mends else made[max(made)]
    dropped = (ALIKE,) if take.mends else (ALIKE, repairs.REPAIRS)
    params = {name: value for name, value in model.params.items() if name not in dropped}
    if take.mends:
        params = repairs.mend(params, take.mends, take.dimension)
    params |= {"seed": seed_of(generation.seed, take.number), "label": take.number}
    job = Job.objects.create(
        generation=generation, kind=model.kind, number=take.number, lane=model.lane, engine=model.engine, params=params
    )
    events.record(
        "take.tried_again", generation=generation, number=take.number, **repairs.told(params.get(repairs.REPAIRS, ()))
    )
    metrics.attempted("repair" if take.mends else "seed", 1)
    return job


def _stop(generation: Generation, jobs: list[Job], good: int) -> None:
    """A take is good enough: those that no worker has begun go, and what they would have cost comes back at the end."""
    waiting = [job.pk for job in jobs if job.kind == values.JOB_TAKE and job.state == values.QUEUED]
    dropped = queue.drop(waiting, waiting=False) if waiting else []
    Job.objects.filter(pk__in=dropped, state=values.QUEUED).update(
        state=values.CANCELLED, finished_at=current_scope().began
    )
    generation.attempts = {**generation.attempts, "good": good}
    rows.save_fields(generation, "attempts")
    metrics.stopped_early()
    events.record("takes.good_enough", generation=generation, number=good, credits=attempts_told.saved(generation))
