"""From a validated request to rows: the generation, its jobs, their tickets, the reserved credits, one event."""

import secrets
from uuid import UUID

from django.db import connection
from django.utils import timezone

from accounts.plans.here import PlanLimit, plan_here
from accounts.tenancy import current_workspace_id
from generation import charging, events, files, metrics, values
from generation.deciding import decide, decide_sizes, notice_of, plain, quote_for, situation
from generation.fan_out import fan_out
from generation.history import searching
from generation.lanes import lane_of
from generation.media.errors import StorageFull
from generation.models import Generation, Job, QueueTicket
from generation.polishing import POLISH
from generation.prompts import using
from generation.services import attempting, classes, consenting, entering, room
from generation.services.lettering import next_frame_number, next_take_number
from generation.values import GenerationRequest, JobPlan
from quality.routing import Situation
from quality.values import Decision

MOST_WAITING = 300
"""Jobs of one workspace in the queue: about ten films at once."""


def hold_key(idempotency_key: str) -> None:
    """Let nobody else of the workspace act on this key until this transaction ends."""
    with connection.cursor() as cursor:
        lock = f"{current_workspace_id()}:{idempotency_key}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [lock])


def asked_before(idempotency_key: str) -> Generation | None:
    """The generation of this key; who sends the same key at the same time waits here until we have committed."""
    hold_key(idempotency_key)
    return Generation.objects.filter(idempotency_key=idempotency_key).first()


def start(request: GenerationRequest, *, idempotency_key: str = "", request_digest: str = "") -> Generation:
    """Accept a request: everything is written here, the bell rings after commit."""
    _check_room(request)
    charging.check_tier(request)
    _check_storage(request)
    here = situation()
    decision = decide(request, here)
    generation = _row(request, decision, here)
    generation.idempotency_key, generation.request_digest = idempotency_key, request_digest
    classes.place(generation, request)
    sizes = decide_sizes(request, here)
    plans = fan_out(request, generation.seed, decision, _first_number(request), sizes)
    plans = attempting.begin(generation, request, plans, _lane(values.JOB_TAKE, decision))
    generation.save(force_insert=True)
    searching.index_new(generation)
    using.note(generation)
    metrics.decided(decision)
    if request.asks and generation.fallback:
        for own, some in _by_decision(plans, decision):
            _make(generation, some, own, state=values.HELD)
        consenting.ask(generation)
        generation.save(update_fields=["state", "consent", "consent_by"])
        return generation
    for own, some in _by_decision(plans, decision):
        add_jobs(generation, some, decision=own)
    events.record("generation.queued", generation=generation, kind=generation.kind)
    consenting.tell(generation)
    return generation


def _check_room(request: GenerationRequest) -> None:
    """Refuse what would wait behind a great deal; a film that was begun may go on."""
    if request.parent_id and Generation.objects.filter(pk=request.parent_id, kind=values.FILM).exists():
        return
    plan, parts = plan_here(), _parts(request)
    queued = QueueTicket.objects.filter(workspace_id=current_workspace_id())[:MOST_WAITING].count()
    still_open = Generation.objects.exclude(state__in=values.GENERATION_ENDS)
    asked_about = still_open.filter(state=values.AWAITING_CONSENT)
    waiting = queued + Job.objects.filter(state=values.HELD, generation__in=asked_about)[:MOST_WAITING].count()
    if plan.queued_jobs is not None and waiting + parts > plan.queued_jobs:
        raise room.plan_is_full(plan, plan.queued_jobs, waiting, parts)
    if waiting >= MOST_WAITING:
        raise room.workspace_is_full(waiting, waiting + 1 - MOST_WAITING)
    if parts:
        room.check_lane(values.CPU_LANE)


def _parts(request: GenerationRequest) -> int:
    """How many jobs a request begins with; a plan counts its scenes, a film begins with none."""
    if request.kind == values.FILM:
        return 0
    return 1 if request.kind == values.PLAN else request.count


def _check_storage(request: GenerationRequest) -> None:
    """Refuse before the work what could not be kept after it; a plan makes no file."""
    if request.kind == values.PLAN:
        return
    try:
        files.check_room()
    except StorageFull as error:
        raise PlanLimit(error.detail, error.advice) from error


def _row(request: GenerationRequest, decision: Decision | None, here: Situation) -> Generation:
    quote = quote_for(request, decision, here)
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
        asks=request.asks,
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
    if request.scene_id is None or request.kind not in (values.FRAMES, values.POLISH):
        return 1
    if request.kind == values.POLISH and "roll" in request.settings[POLISH]:
        return next_take_number(request.scene_id, request.settings[POLISH]["roll"])
    return next_frame_number(request.scene_id)


def add_jobs(
    generation: Generation, plans: list[JobPlan], *, engine: str = "template", decision: Decision | None = None
) -> list[Job]:
    """Give a generation more to do, in the transaction we are in; by the engine that was decided, where one was."""
    jobs = _make(generation, plans, decision, engine=engine)
    entering.enter(generation, jobs, plain(decision) if decision else None)
    return jobs


def _by_decision(plans: list[JobPlan], decision: Decision | None) -> list[tuple[Decision | None, list[JobPlan]]]:
    """The parts that go where they all go, and those of a batch's other sizes."""
    found: dict[int, tuple[Decision | None, list[JobPlan]]] = {}
    for plan in plans:
        own = plan.decision or decision
        found.setdefault(id(own), (own, []))[1].append(plan)
    return list(found.values())


def _make(
    generation: Generation,
    plans: list[JobPlan],
    decision: Decision | None,
    *,
    engine: str = "template",
    state: str = values.QUEUED,
) -> list[Job]:
    """The rows of these jobs, without tickets."""
    jobs = [
        Job(
            generation=generation,
            state=state,
            workspace_id=current_workspace_id(),
            kind=plan.kind,
            number=plan.number,
            lane=_lane(plan.kind, decision),
            engine=decision.runs_on if decision else engine,
            params=plan.params,
        )
        for plan in plans
    ]
    return Job.objects.bulk_create(jobs)


def _lane(kind: str, decision: Decision | None) -> str:
    return lane_of(kind, decision.device, decision.device_class) if decision else values.LANES[kind]


def begin_film(generation: Generation) -> None:
    """A film is under way from the start: its scenes are made by generations of their own."""
    values.check_generation_step(generation.state, values.RUNNING)
    generation.state, generation.started_at = values.RUNNING, timezone.now()
    generation.save(update_fields=["state", "started_at"])
    events.record("generation.running", generation=generation)
