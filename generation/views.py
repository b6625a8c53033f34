"""Reading generations and stopping them. What makes something is in projects, which knows scenes and tiers."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from accounts.access import WorkspaceView
from accounts.pagination import MAX_PAGE, NewestFirst, page_of
from accounts.problems import Conflict, InvalidField
from generation import queries, values
from generation.deciding import plain, tiers
from generation.models import Generation
from generation.serializers import (
    GenerationSerializer,
    HeroFrameSerializer,
    OutputSerializer,
    TakeSerializer,
    TierSerializer,
)
from generation.services import ending

Row = TypeVar("Row", bound=Model)
FILTERS = ("project", "scene", "kind", "state")
WORDS = {
    "kind": [word for word, _ in values.KINDS],
    "state": [word for word, _ in values.GENERATION_STATES],
}


class MediaContextMixin:
    """Serializers of this room need the workspace's slug for addresses."""

    membership: Any

    def told(self, serializer: type[Serializer[Any]], value: Any, *, many: bool = False) -> Any:
        """The value as JSON."""
        return serializer(value, many=many, context={"slug": self.membership.workspace.slug}).data


class GenerationListView(MediaContextMixin, WorkspaceView):
    """GET /generations: the history, newest first."""

    @extend_schema(
        operation_id="generations_list",
        responses=page_of(GenerationSerializer, "Generation"),
        parameters=[OpenApiParameter(name, str) for name in FILTERS],
    )
    def get(self, request: Request) -> Response:
        """A page of history; filter by project, scene, kind, state."""
        rows = queries.history().filter(**self._filters(request))
        pages = NewestFirst()
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(self.told(GenerationSerializer, page, many=True))

    def _filters(self, request: Request) -> dict[str, str]:
        wanted = {name: request.query_params[name] for name in FILTERS if request.query_params.get(name)}
        for name in wanted.keys() & {"project", "scene"}:
            wanted[name] = str(_id(name, wanted[name]))
        for name in wanted.keys() & WORDS.keys():
            _check_word(name, wanted[name])
        return wanted


def _check_word(field: str, text: str) -> None:
    if text not in WORDS[field]:
        raise InvalidField(field, f"There is no such {field}.", f"Use one of: {', '.join(WORDS[field])}.")


def _id(field: str, text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidField(field, f"This {field} is not an id.", "Use the id that the API gave you.") from None


class GenerationView(MediaContextMixin, WorkspaceView):
    """GET /generations/{id}."""

    @extend_schema(responses=GenerationSerializer)
    def get(self, request: Request, generation_id: UUID) -> Response:
        """One generation with its jobs and outputs."""
        return Response(self.told(GenerationSerializer, queries.generation(generation_id)))


class CancelView(MediaContextMixin, WorkspaceView):
    """POST /generations/{id}/cancel."""

    @extend_schema(request=None, responses={202: GenerationSerializer})
    def post(self, request: Request, generation_id: UUID) -> Response:
        """Stop it within one step; what is already made stays."""
        generation = queries.generation(generation_id)
        if generation.state == values.CANCELLED:
            return self._answer(generation)
        if generation.ended:
            raise Conflict("This is already finished.", "Delete what you don't want, or make it again.")
        ending.cancel(generation)
        return self._answer(queries.generation(generation_id))

    def _answer(self, generation: Generation) -> Response:
        return Response(self.told(GenerationSerializer, generation), status=status.HTTP_202_ACCEPTED)


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
