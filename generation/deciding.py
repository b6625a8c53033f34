"""Loads what quality's pure deciders need, and asks them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from django.conf import settings
from django.db.models import Sum

from accounts.plans.here import plan_here
from accounts.plans.values import Plan
from accounts.tenancy import current_workspace_id
from generation import attempts_told, lanes, polishing, queue
from generation.engines import registry
from generation.models import Generation, QueueTicket
from generation.values import FRAMES, JOB_PICTURE, PICTURE, PLAN, POLISH, TAKES, GenerationRequest
from generation.variations import kept
from generation.variations.values import Size
from generation.workers.queries import served
from quality.catalogue.loader import shipped
from quality.catalogue.schema import Catalogue
from quality.expecting import Learned, Observations
from quality.fitting import ways_to_fit
from quality.polishing import route_polish
from quality.queries import corrections
from quality.quoting import quote
from quality.resources import queries as resources
from quality.routing import Situation, route
from quality.tiers import describe_tiers
from quality.values import (
    Adjustment,
    Aspect,
    Decision,
    Device,
    Engines,
    Fallback,
    Function,
    PlanLimits,
    Quote,
    RouteRequest,
    Tier,
    TierCard,
)
from quality.versions import serving
from quality.wording import Shortage, fallback, reason

FUNCTIONS = {FRAMES: Function.CREATE_IMAGE, PICTURE: Function.CREATE_IMAGE, TAKES: Function.ANIMATE_IMAGE}
PLAIN_SECONDS = (0.5, 3.0)
"""A plan or a cut: work without a model, measured on two cores (docs/benchmarks.md)."""
ADJUST = "adjust"
"""Where a request's settings keep what it changes of the tier's numbers."""


def function_of(request: GenerationRequest) -> Function | None:
    """What a request asks quality for; None for work that needs no model (plan, film)."""
    function = FUNCTIONS.get(request.kind)
    if function is Function.CREATE_IMAGE and request.settings.get("reference_sha256"):
        return Function.EDIT_IMAGE
    return function


def route_request(request: GenerationRequest) -> RouteRequest | None:
    """A request in the words of routing."""
    function = function_of(request)
    if function is None:
        return None
    return RouteRequest(
        function=function,
        tier=Tier(request.tier),
        aspect=Aspect(request.settings.get(kept.ASPECT) or Aspect.WIDE),
        accepted_licences=frozenset(settings.ACCEPTED_LICENCES),
        adjustment=Adjustment(**request.settings.get(ADJUST, {})),
    )


def decide(request: GenerationRequest, here: Situation | None = None) -> Decision | None:
    """Where a request goes now; None for work that needs no model (plan, film)."""
    if request.kind == POLISH:
        return _decide_polish(request, here or situation())
    if sizes := decide_sizes(request, here or situation()):
        return next((found for found in sizes.values() if found.fallback), next(iter(sizes.values())))
    asked = route_request(request)
    return None if asked is None else route(asked, here or situation())


def decide_sizes(request: GenerationRequest, here: Situation) -> dict[Size, Decision]:
    """Where each size of a batch goes; nothing for what is no batch. What stands for all of it is that of the first
    size, or of the first that can't be made as it is asked for."""
    asked = {part.size: route_request(kept.in_size(request, part.size)) for part in kept.parts_of(request.settings)}
    return {size: route(wanted, here) for size, wanted in asked.items() if wanted is not None}


def decide_again(
    generation: Generation,
    tier: Tier,
    here: Situation,
    tried: Collection[tuple[str, str]] = (),
    own: Mapping[str, Any] | None = None,
) -> Decision:
    """Where a part of a generation goes now that was planned in `tier`, but not in ways that were `tried` before.
    `own`: the settings of this part alone."""
    settings = {**generation.settings, **(own or {})}
    request = GenerationRequest(generation.kind, generation.prompt, tier, settings=settings)
    if request.kind == POLISH:
        return _decide_polish(request, here, tried)
    asked = route_request(request)
    assert asked is not None, f"a {generation.kind} is not routed"
    decision = route(replace(asked, tried=frozenset(tried)), here)
    return replace(decision, requested_tier=Tier(generation.requested_tier))


def _decide_polish(request: GenerationRequest, here: Situation, tried: Collection[tuple[str, str]] = ()) -> Decision:
    """A catalogue of before there were rows of a polish is served by those that came with the product."""
    known = here if here.catalogue.polish else replace(here, catalogue=shipped())
    asked = polishing.ask_of(request.settings, request.tier)
    licences = frozenset(settings.ACCEPTED_LICENCES)
    return route_polish(replace(asked, accepted_licences=licences, tried=frozenset(tried)), known)


def ran_short(decision: Decision, tier: Tier) -> Fallback:
    """The words for what is made instead of `tier` after memory ran short on the way."""
    asked = RouteRequest(decision.function, tier)
    lacked = Shortage("ran_short", 0.0, None)
    return fallback(asked, decision.achieved_tier, decision.preview, lacked, catalogue())


def situation() -> Situation:
    """What there is now, as the workspace we are in may use it."""
    return situation_of(catalogue(), plan_here())


def situation_of(served: Catalogue, plan: Plan) -> Situation:
    """What there is now, by this catalogue and for a workspace of this plan."""
    return Situation(
        catalogue=served,
        devices=devices(),
        plan=PlanLimits(Tier(plan.highest_tier), plan.own_keys),
        observations=observations(),
        engines=Engines(dict.fromkeys((*registry.available(), *registry.TEXT_ENGINES, *registry.polishers()))),
    )


def catalogue() -> Catalogue:
    """The catalogue that the workspace we are in is served by: an operator's version, else the product's own."""
    return serving(current_workspace_id()) or shipped()


def devices() -> Sequence[Device]:
    """The cards that work can be sent to, with how long the work that waits for each will take."""
    cards = resources.devices()
    cards = served(cards) if cards else cards
    if not cards:
        return ()
    waiting = QueueTicket.objects.filter(lane__in={card.device_class for card in cards}).values_list("lane")
    busy = lanes.shared(dict(waiting.annotate(Sum("expected_seconds")).order_by()), cards)
    return tuple(replace(card, busy_seconds=busy[card.id]) for card in cards)


def observations() -> Observations:
    """What was learned so far."""
    return Learned(corrections())


def tiers() -> tuple[TierCard, ...]:
    """The three choices as this machine offers them now."""
    return describe_tiers(situation())


def quote_for(request: GenerationRequest, decision: Decision | None, here: Situation | None = None) -> Quote:
    """The price of asking. With `here`, what would make the tier fit is told too."""
    if decision is None:
        return plain_quote(Tier(request.tier))
    asked = route_request(request)
    ways = ways_to_fit(asked, decision, here) if asked and here else ()
    ahead, seconds = queue_ahead(decision)
    found = quote(decision, request.count, seconds, ahead, ways)
    if sizes := decide_sizes(request, here or situation()):
        return _of_sizes(found, request, sizes, seconds)
    return _with_attempts(found, request, decision.credits) if request.attempts else found


def _of_sizes(found: Quote, request: GenerationRequest, sizes: Mapping[Size, Decision], wait: float) -> Quote:
    """The price of a batch: of as many of each size as there are."""
    many = Counter(part.size for part in kept.parts_of(request.settings))
    each = [quote(sizes[size], count, 0.0) for size, count in many.items()]
    low, high = (round(wait + sum(one.seconds[end] for one in each), 1) for end in (0, 1))
    return replace(found, credits=sum(one.credits for one in each), seconds=(low, high))


def _with_attempts(found: Quote, request: GenerationRequest, each: int) -> Quote:
    """The price of as many takes as it needs: the most, and what one good one costs."""
    likely = each if request.attempts["stop_early"] else found.credits
    said = attempts_told.beforehand(request.count, found.credits, likely, plan_here())
    return replace(found, likely_credits=likely, takes_said=said, most_takes=request.count)


def plain_quote(tier: Tier) -> Quote:
    """The price of work that needs no model."""
    return Quote(
        requested_tier=tier,
        achieved_tier=tier,
        fallback=None,
        seconds=PLAIN_SECONDS,
        work_seconds=PLAIN_SECONDS,
        credits=0,
        position="Starts at once",
        ahead=0,
        width=0,
        height=0,
        frames=0,
        fps=0,
        memory_gb=0.0,
        preview=False,
        simulated=False,
        reason=reason(0.0, None, embedded=True).words,
        suggestion="",
        notice="",
    )


def queue_ahead(decision: Decision) -> tuple[int, float]:
    """How many jobs wait or run before what the workspace we are in would ask for now (more than 1,000 are not counted
    on), and after how many seconds it begins, in the lane of what was decided."""
    return queue.ahead_of_new(
        current_workspace_id(), lanes.lane_of(JOB_PICTURE, decision.device, decision.device_class)
    )


def in_tier(request: GenerationRequest, tier: Tier) -> GenerationRequest:
    """The same request at another tier."""
    return replace(request, tier=tier.value)


def plain(value: Any) -> Mapping[str, Any]:
    """A frozen value as JSON values."""
    return asdict(value)


def notice_of(kind: str, decision: Decision | None) -> str:
    """What stands with everything this generation makes."""
    return decision.notice if decision is not None and kind != PLAN else ""
