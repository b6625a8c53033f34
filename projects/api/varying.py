"""Variations: what they would make, and making them as one batch."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from accounts.plans.here import plan_here
from generation import charging
from generation.deciding import ADJUST, plain
from generation.models import Generation
from generation.serializers import GenerationSerializer
from generation.values import GenerationRequest
from generation.variations import kept
from generation.variations.values import Part
from projects import queries
from projects.api.generating import KEY_PARAMETER, Answers, Known, ask, wanted_of
from projects.api.projects import validated
from projects.services import varying
from projects.varying_serializers import VariationsQuoteSerializer, VariationsSerializer

SHOWN = 24
"""Texts that a quote tells; more than that nobody reads before a start."""


class VariationsView(Answers):
    """POST /generations/variations."""

    @extend_schema(request=VariationsSerializer, responses={202: GenerationSerializer}, parameters=[KEY_PARAMETER])
    def post(self, request: Request) -> Response:
        """Make every text, in every shape, with every seed, as one batch: all of it or nothing."""
        return self.once(
            request, lambda known: _begin(validated(VariationsSerializer, request), self.user_id, known), "variations"
        )


class VariationsQuoteView(WorkspaceView):
    """POST /generations/variations/quote: what they make and what it costs; writes no row."""

    @extend_schema(request=VariationsSerializer, responses=VariationsQuoteSerializer)
    def post(self, request: Request) -> Response:
        """How many pictures, the first texts, credits and time; refused as the request itself would be."""
        data = validated(VariationsSerializer, request)
        parts, wanted = _parts(data), wanted_of(data)
        settings: dict[str, Any] = {ADJUST: wanted.adjusted(data["kind"], {}), **kept.as_settings(parts)}
        if data.get("reference"):
            settings["reference_sha256"] = str(data["reference"])  # that there is one is all that a price rests on
        asked = GenerationRequest(data["kind"], data["prompt"], wanted.tier, count=len(parts), settings=settings)
        return Response(_told(parts, settings, plain(charging.price_of(asked))))


def _begin(data: dict[str, Any], user_id: UUID | None, known: Known) -> Generation:
    parts = _parts(data)
    return ask({**data, "count": len(parts), **kept.as_settings(parts)}, user_id, known)


def _parts(data: dict[str, Any]) -> list[Part]:
    scene = queries.plain_scene(data["scene"]) if data.get("scene") else None
    return varying.parts(varying.asked_of(data), scene)


def _told(parts: list[Part], settings: dict[str, Any], price: Any) -> dict[str, Any]:
    shown = [
        {"text": part.text, "tags": [{"name": tag.name, "value": tag.value} for tag in part.tags]}
        for part in parts[:SHOWN]
    ]
    return {
        "many": len(parts),
        "most": plan_here().variations,
        "texts": shown,
        "lists": kept.axes_of(settings),
        "quote": price,
    }
