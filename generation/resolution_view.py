"""GET /resolutions, GET /resolutions/{id}, POST .../steps/{step}/run, POST .../feedback."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from accounts.pagination import NewestFirst, page_of
from accounts.problems import InvalidField
from generation.models import ResolutionSession, ResolutionStep
from generation.resolution.values import SESSION_STATES
from generation.resolution_serializers import ResolutionFeedbackSerializer, ResolutionSerializer
from generation.services import resolving

STATES = [word for word, _ in SESSION_STATES]


def sessions() -> QuerySet[ResolutionSession]:
    """Sessions with what their answers tell."""
    rows = Prefetch("steps", ResolutionStep.objects.select_related("session"))
    return ResolutionSession.objects.select_related("generation", "job").prefetch_related(rows)


class Telling(WorkspaceView):
    """Answers with resolutions."""

    def told(self, found: list[ResolutionSession]) -> Any:
        """As JSON, with how often each step has helped."""
        categories = {session.category for session in found}
        context = {"tallies": {category: resolving.tallies(category) for category in categories}}
        return ResolutionSerializer(found, many=True, context=context).data

    def one(self, resolution_id: UUID) -> Response:
        """The answer for one; Http404."""
        found = sessions().filter(pk=resolution_id).first()
        if found is None:
            raise Http404
        return Response(self.told([found])[0])


class ResolutionsView(Telling):
    """GET /resolutions."""

    @extend_schema(
        operation_id="resolutions_list",
        responses=page_of(ResolutionSerializer, "Resolution"),
        parameters=[
            OpenApiParameter("generation", str, description="Only those of this generation."),
            OpenApiParameter("state", str, enum=STATES),
        ],
    )
    def get(self, request: Request) -> Response:
        """What failed and what was done about it, newest first."""
        rows = sessions()
        if wanted := request.query_params.get("generation"):
            rows = rows.filter(generation_id=_id(wanted))
        if state := request.query_params.get("state"):
            if state not in STATES:
                raise InvalidField("state", "There is no such state.", f"Use one of: {', '.join(STATES)}.")
            rows = rows.filter(state=state)
        pages = NewestFirst()
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(self.told(list(page or [])))


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidField("generation", "This is not an id.", "Use the id that the API gave you.") from None


class ResolutionView(Telling):
    """GET /resolutions/{id}."""

    @extend_schema(responses=ResolutionSerializer)
    def get(self, request: Request, resolution_id: UUID) -> Response:
        """One failure with its steps."""
        return self.one(resolution_id)


class RunStepView(Telling):
    """POST /resolutions/{id}/steps/{step}/run."""

    @extend_schema(request=None, responses=ResolutionSerializer)
    def post(self, request: Request, resolution_id: UUID, step_id: UUID) -> Response:
        """Do what a person can do; asked for twice, it is done once."""
        resolving.run_by_hand(resolution_id, step_id, self.user_id)
        return self.one(resolution_id)


class FeedbackView(Telling):
    """POST /resolutions/{id}/feedback."""

    @extend_schema(request=ResolutionFeedbackSerializer, responses=ResolutionSerializer)
    def post(self, request: Request, resolution_id: UUID) -> Response:
        """Say whether it helped; said again, it takes the place of what was said before."""
        resolving.found(resolution_id)
        asked = ResolutionFeedbackSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        resolving.give_feedback(resolution_id, user_id=self.user_id, **asked.validated_data)
        return self.one(resolution_id)
