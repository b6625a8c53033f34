"""Reading generations and stopping them. What makes something is in projects, which knows scenes and tiers."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from accounts.access import WorkspaceView
from accounts.pagination import MAX_PAGE, NewestFirst, page_of
from generation import queries
from generation.deciding import plain, tiers
from generation.history import grams, telling
from generation.history.filters import HistoryFilter, filtered, narrows, wanted
from generation.history.pages import FoundPages
from generation.history.serializers import HistoryEntrySerializer
from generation.output_serializers import OutputSerializer
from generation.quote_serializers import TierSerializer
from generation.serializers import (
    GenerationSerializer,
    HeroFrameSerializer,
    TakeSerializer,
)
from generation.services import consenting, ending

Row = TypeVar("Row", bound=Model)


class MediaContextMixin:
    """Serializers of this room need the workspace's slug for addresses."""

    membership: Any
    user_id: Any

    def told(self, serializer: type[Serializer[Any]], value: Any, *, many: bool = False) -> Any:
        """The value as JSON."""
        context = {"slug": self.membership.workspace.slug, "user": self.user_id}
        return serializer(value, many=many, context=context).data


class GenerationListView(MediaContextMixin, WorkspaceView):
    """GET /generations: the history, newest first."""

    @extend_schema(
        operation_id="generations_list",
        responses=page_of(HistoryEntrySerializer, "HistoryEntry"),
        parameters=[HistoryFilter],
    )
    def get(self, request: Request) -> Response:
        """A page of history, as far back as the plan shows it; searched and filtered."""
        asked = wanted(request.query_params)
        rows, terms = filtered(queries.shown(), asked, self.user_id), grams.terms(asked.get("search", ""))
        pages = FoundPages(rows, terms, narrowed=narrows(asked)) if terms else NewestFirst()
        page = pages.paginate_queryset(rows.values("id"), request, view=self) or []
        told = telling.entries([one["id"] for one in page], self.membership.workspace.slug, self.user_id)
        return pages.get_paginated_response(told)


class CancelView(MediaContextMixin, WorkspaceView):
    """POST /generations/{id}/cancel."""

    @extend_schema(request=None, responses={202: GenerationSerializer})
    def post(self, request: Request, generation_id: UUID) -> Response:
        """Stop it within one step; what is already made stays."""
        ending.stop(queries.generation(generation_id), self.user_id)
        told = self.told(GenerationSerializer, queries.generation(generation_id))
        return Response(told, status=status.HTTP_202_ACCEPTED)


class ContinueView(MediaContextMixin, WorkspaceView):
    """POST /generations/{id}/continue."""

    @extend_schema(request=None, responses={202: GenerationSerializer})
    def post(self, request: Request, generation_id: UUID) -> Response:
        """Answer a question about a lesser quality with yes: it is made as `fallback` says."""
        consenting.go_on(generation_id, self.user_id)
        told = self.told(GenerationSerializer, queries.generation(generation_id))
        return Response(told, status=status.HTTP_202_ACCEPTED)


class HoldQuestionView(MediaContextMixin, WorkspaceView):
    """POST /generations/{id}/hold-question."""

    @extend_schema(request=None, responses=GenerationSerializer)
    def post(self, request: Request, generation_id: UUID) -> Response:
        """Stop a question's countdown: it waits until somebody answers."""
        consenting.wait(generation_id)
        return Response(self.told(GenerationSerializer, queries.generation(generation_id)))


def newest(rows: QuerySet[Row]) -> list[Row]:
    """The newest MAX_PAGE rows, oldest first."""
    return list(reversed(rows.order_by("-id")[:MAX_PAGE]))


class AttemptsView(MediaContextMixin, WorkspaceView):
    """GET /generations/{id}/attempts."""

    @extend_schema(responses=TakeSerializer(many=True))
    def get(self, request: Request, generation_id: UUID) -> Response:
        """The takes of the whole tree that this generation is in, oldest first."""
        nodes = queries.tree(queries.generation(generation_id))
        return Response(self.told(TakeSerializer, newest(queries.takes().filter(generation__in=nodes)), many=True))


class HeroFramesView(MediaContextMixin, WorkspaceView):
    """GET /generations/{id}/hero-frames."""

    @extend_schema(responses=HeroFrameSerializer(many=True))
    def get(self, request: Request, generation_id: UUID) -> Response:
        """The frames of the whole tree that this generation is in, oldest first."""
        nodes = queries.tree(queries.generation(generation_id))
        frames = newest(queries.hero_frames().filter(generation__in=nodes))
        return Response(self.told(HeroFrameSerializer, frames, many=True))


class OutputView(MediaContextMixin, WorkspaceView):
    """GET /outputs/{id}."""

    @extend_schema(responses=OutputSerializer)
    def get(self, request: Request, output_id: UUID) -> Response:
        """One file, with addresses that serve for the next minutes."""
        return Response(self.told(OutputSerializer, queries.output(output_id)))


class TiersView(MediaContextMixin, WorkspaceView):
    """GET /tiers."""

    @extend_schema(responses=TierSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Low, Standard and High as this studio offers them now."""
        return Response([plain(card) for card in tiers()])
