"""Loads what quality's pure deciders need, and asks them."""

from dataclasses import asdict
from typing import Any

from generation.engines import registry
from generation.models import QueueTicket
from generation.values import FRAMES, LANES, PICTURE, PLAN, TAKES, GenerationRequest
from quality.catalogue.loader import current
from quality.quoting import quote
from quality.routing import route
from quality.tiers import describe_tiers
from quality.values import Decision, Function, Quote, RouteRequest, Tier, TierCard

FUNCTIONS = {FRAMES: Function.CREATE_IMAGE, PICTURE: Function.CREATE_IMAGE, TAKES: Function.CREATE_VIDEO}
PLAIN_SECONDS = (0.5, 3.0)
"""A plan or a cut: work without a model, measured on two cores (docs/benchmarks.md)."""


def decide(kind: str, tier: str) -> Decision | None:
    """Where a generation of this kind goes; None for work that needs no model (plan, film)."""
    function = FUNCTIONS.get(kind)
    if function is None:
        return None
    return route(RouteRequest(function=function, tier=Tier(tier)), (), current(), registry.available())


def tiers() -> tuple[TierCard, ...]:
    """The three choices as this machine offers them now."""
    return describe_tiers(current(), (), registry.available())


def quote_for(request: GenerationRequest, decision: Decision | None) -> Quote:
    """The price of asking."""
    if decision is None:
        tier = Tier(request.tier)
        return Quote(tier, tier, None, PLAIN_SECONDS, 0, "Starts at once", 0, 0, 0, "")
    return quote(decision, request.count, _seconds_ahead(decision))


def _seconds_ahead(decision: Decision) -> float:
    """How long the lane will be busy: waiting jobs at this decision's middle time (a lane has one worker here)."""
    lane = LANES["picture"]
    return QueueTicket.objects.filter(lane=lane).count() * sum(decision.seconds) / 2


def plain(value: Any) -> dict[str, Any]:
    """A frozen value as JSON values."""
    return asdict(value)


def notice_of(kind: str, decision: Decision | None) -> str:
    """What stands with everything this generation makes."""
    return decision.notice if decision is not None and kind != PLAN else ""
