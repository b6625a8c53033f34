"""Improving a take by itself: what it may cost, beginning it, looking at its path, stopping it."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from accounts.credits import ledger
from accounts.plans.here import plan_here
from generation.services import starting
from generation.views import MediaContextMixin
from projects import queries
from projects.api.generating import KEY_PARAMETER, digest_of, key_of, same_as
from projects.api.projects import validated
from projects.improving.deciding import Rules
from projects.improving_serializers import (
    ImprovementSerializer,
    ImproveQuoteAskSerializer,
    ImproveQuoteSerializer,
    ImproveSerializer,
    points,
)
from projects.models import Improvement
from projects.services import improving

MOST_TOLD = 10
"""The newest of a scene: older paths are in its tree."""


class ImprovementsView(MediaContextMixin, WorkspaceView):
    """GET, POST /scenes/{id}/improvements."""

    @extend_schema(responses=ImprovementSerializer(many=True))
    def get(self, request: Request, scene_id: UUID) -> Response:
        """The newest of a scene, with their paths."""
        scene = queries.plain_scene(scene_id)
        return Response(self.told(ImprovementSerializer, improving.rows().filter(scene=scene)[:MOST_TOLD], many=True))

    @extend_schema(request=ImproveSerializer, responses={201: ImprovementSerializer}, parameters=[KEY_PARAMETER])
    def post(self, request: Request, scene_id: UUID) -> Response:
        """Begin: round by round the strongest change, of which only what is better stays."""
        scene, key, digest = queries.plain_scene(scene_id), key_of(request), digest_of(request, f"improve {scene_id}")
        if key and (before := _asked_before(key)) is not None:
            return self._answer(same_as(before, digest))
        data = validated(ImproveSerializer, request)
        rules = Rules(data["rounds"], data["credits"])
        known = {"idempotency_key": key, "request_digest": digest}
        return self._answer(improving.begin(scene, data["take"], rules, self.user_id, **known))

    def _answer(self, made: Improvement) -> Response:
        self.settle()
        told = self.told(ImprovementSerializer, improving.found(made.pk))
        return Response(told, status=status.HTTP_201_CREATED)


def _asked_before(key: str) -> Improvement | None:
    starting.hold_key(key)
    return Improvement.objects.filter(idempotency_key=key).first()


class ImprovementQuoteView(WorkspaceView):
    """POST /scenes/{id}/improvements/quote: writes no row."""

    @extend_schema(request=ImproveQuoteAskSerializer, responses=ImproveQuoteSerializer)
    def post(self, request: Request, scene_id: UUID) -> Response:
        """What it may cost and what it would change first; refused as the beginning would be."""
        data = validated(ImproveQuoteAskSerializer, request)
        scene = queries.plain_scene(scene_id)
        take = improving.take_of(scene, data["take"])
        price, way = improving.check(take, Rules(data["rounds"], data.get("credits", improving.NO_LIMIT)))
        each, rounds = price.credits, data["rounds"]
        whole = min(each * rounds, data.get("credits", each * rounds))
        low, high = price.work_seconds
        told: dict[str, Any] = {
            "each": each,
            "most": whole,
            "rounds": rounds,
            "most_rounds": plan_here().improvement_rounds,
            "seconds": (low, high * rounds),
            "before": points(take.total),
            "first": way.reason,
            "available": ledger.balance().available,
        }
        return Response(told)


class ImprovementView(MediaContextMixin, WorkspaceView):
    """GET /improvements/{id}."""

    @extend_schema(responses=ImprovementSerializer)
    def get(self, request: Request, improvement_id: UUID) -> Response:
        """One improvement with its path."""
        return Response(self.told(ImprovementSerializer, improving.found(improvement_id)))


class StopView(MediaContextMixin, WorkspaceView):
    """POST /improvements/{id}/stop."""

    @extend_schema(request=None, responses=ImprovementSerializer)
    def post(self, request: Request, improvement_id: UUID) -> Response:
        """Begin no more rounds, and cancel the one that is being made; the best take stays."""
        improving.stop(improving.found(improvement_id), self.user_id)
        self.settle()
        return Response(self.told(ImprovementSerializer, improving.found(improvement_id)))
