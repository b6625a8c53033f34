"""From a validated request to rows: the generation, its jobs, their tickets, the reserved credits, one event."""

import secrets
from uuid import UUID

from django.db import connection
from django.utils import timezone

from accounts.plans.here import PlanLimit, plan_here
from accounts.plans.values import Plan, counted, more_than
from accounts.problems import Problem
from accounts.tenancy import current_workspace_id
from generation import bells, charging, events, files, queue, values
from generation.deciding import decide, notice_of, plain, quote_for
from generation.fan_out import fan_out
from generation.media.errors import StorageFull
from generation.models import Generation, Job, QueueTicket
from generation.services.lettering import next_frame_number
from generation.values import GenerationRequest, JobPlan
from quality.values import Decision

MOST_WAITING = 300
"""Jobs of one workspace in the queue: about ten films at once."""


def asked_before(idempotency_key: str) -> Generation | None:
    """The generation of this key; who sends the same key at the same time waits here until we have committed."""
    with connection.cursor() as cursor:
        lock = f"{current_workspace_id()}:{idempotency_key}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [lock])
    return Generation.objects.filter(idempotency_key=idempotency_key).first()


def start(request: GenerationRequest, *, idempotency_key: str = "", request_digest: str = "") -> Generation:
    """Accept a request: everything is written here, the bell rings after commit."""
    _check_room(request)
    charging.check_tier(request)
    _check_storage(request)
    decision = decide(request.kind, request.tier)
    generation = _row(request, decision)
    generation.idempotency_key, generation.request_digest = idempotency_key, request_digest
    generation.save(force_insert=True)
    plans = fan_out(request, generation.seed, decision, _first_number(request))
    add_jobs(generation, plans, engine=decision.engine if decision else "template")
    events.record("generation.queued", generation=generation, kind=generation.kind)
    if generation.fallback:
        events.record("quality.fallback", generation=generation, **generation.fallback)
    return generation


def _check_room(request: GenerationRequest) -> None:
    """Refuse what would wait behind a great deal of the same workspace; a film that was begun may go on."""
    if request.parent_id and Generation.objects.filter(pk=request.parent_id, kind=values.FILM).exists():
        return
    plan, parts = plan_here(), _parts(request)
    waiting = QueueTicket.objects.filter(workspace_id=current_workspace_id())[:MOST_WAITING].count()
    if plan.queued_jobs is not None and waiting + parts > plan.queued_jobs:
        raise _queue_is_full(plan, plan.queued_jobs, waiting)
    if waiting >= MOST_WAITING:
        raise Problem(
            "Not possible right now",
            f"In this workspace {waiting} parts wait to be made already.",
            "Wait until some of them are done, or cancel what is not needed.",
            status=429,
        )


def _parts(request: GenerationRequest) -> int:
    """How many jobs a request begins with; a plan counts its scenes, a film begins with none."""
    if request.kind == values.FILM:
        return 0
    return 1 if request.kind == values.PLAN else request.count


def _queue_is_full(plan: Plan, most: int, waiting: int) -> PlanLimit:
    up = plan.next_up(
        lambda other: more_than(other.queued_jobs, most), lambda other: f"queues {counted(other.queued_jobs)}"
    )
    return PlanLimit(
        f"{plan.name} plans queue {most} jobs at once, and {waiting} are in the queue now.",
        f"{up} Or ask for fewer, or wait until some are done.".strip(),
        status=429,
    )


def _check_storage(request: GenerationRequest) -> None:
    """Refuse before the work what could not be kept after it; a plan makes no file."""
    if request.kind == values.PLAN:
        return
    try:
        files.check_room()
    except StorageFull as error:
        raise PlanLimit(error.detail, error.advice) from error


def _row(request: GenerationRequest, decision: Decision | None) -> Generation:
    quote = quote_for(request, decision)
    generation = Generation(
        kind=request.kind,
        prompt=request.prompt,
        negative_prompt=request.negative_prompt,
        seed=request.seed if request.seed is not None else secrets.randbelow(values.MAX_SEED + 1),
        count=request.count,
        settings=request.settings,
        project_id=request.project_id,
        scene_id=request.scene_id,
        frame_id=request.frame_id,
        created_by_id=request.user_id,
        requested_tier=request.tier,
        achieved_tier=quote.achieved_tier,
        decision=plain(decision) if decision else {},
        quote=plain(quote),
        fallback=plain(quote.fallback) if quote.fallback else None,
        notice=notice_of(request.kind, decision),
        **_place_in_tree(request.parent_id),
    )
    charging.reserve(generation, quote.credits, request)
    return generation


def _place_in_tree(parent_id: UUID | None) -> dict[str, UUID | None]:
    if parent_id is None:
        return {"parent_id": None, "root_id": None}
    parent = Generation.objects.get(pk=parent_id)
    return {"parent_id": parent.pk, "root_id": parent.root_id or parent.pk}


def _first_number(request: GenerationRequest) -> int:
    if request.scene_id is None or request.kind != values.FRAMES:
        return 1
    return next_frame_number(request.scene_id)


def add_jobs(generation: Generation, plans: list[JobPlan], *, engine: str) -> list[Job]:
    """Give a generation more to do, in the transaction we are in."""
    jobs = [
        Job(
            generation=generation,
            workspace_id=current_workspace_id(),
            kind=plan.kind,
            number=plan.number,
            lane=values.LANES[plan.kind],
            engine=engine,
            params=plan.params,
        )
        for plan in plans
    ]
    Job.objects.bulk_create(jobs)
    if jobs:
        queue.enter(jobs, most_at_once=plan_here().concurrent_jobs)
        for lane in {job.lane for job in jobs}:
            bells.ring_after_commit(lane)
    return jobs


def begin_film(generation: Generation) -> None:
    """A film is under way from the start: its scenes are made by generations of their own."""
    values.check_generation_step(generation.state, values.RUNNING)
    generation.state, generation.started_at = values.RUNNING, timezone.now()
    generation.save(update_fields=["state", "started_at"])
    events.record("generation.running", generation=generation)
