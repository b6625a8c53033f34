"""GET, POST /generations/{id}/prompt-suggestions, and saying no to one. Using one makes something: see projects."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from accounts.problems import Conflict
from generation import queries
from generation.models import Generation, PromptSuggestion
from generation.services import suggesting
from generation.suggesting.expecting import best_first
from generation.suggesting_serializers import SuggestionSerializer


def told(rows: list[PromptSuggestion]) -> Any:
    """Suggestions as JSON, the most useful first as things stand now."""
    tallies = suggesting.tallies(row.key for row in rows)
    return SuggestionSerializer(best_first(rows, tallies, most=None), many=True, context={"tallies": tallies}).data


def about(generation: Generation) -> list[PromptSuggestion]:
    """All that was ever suggested about what a generation made: a few at most."""
    return list(PromptSuggestion.objects.filter(generation=generation).select_related("generation"))


class SuggestionsView(WorkspaceView):
    """GET, POST /generations/{id}/prompt-suggestions."""

    @extend_schema(responses=SuggestionSerializer(many=True))
    def get(self, request: Request, generation_id: UUID) -> Response:
        """What would help the best of what this generation made, and what people did with each suggestion."""
        return Response(told(about(queries.generation(generation_id))))

    @extend_schema(request=None, responses=SuggestionSerializer(many=True))
    def post(self, request: Request, generation_id: UUID) -> Response:
        """Look again, for instance after a comment; what was answered stays."""
        generation = queries.generation(generation_id)
        if not generation.ended:
            raise Conflict("This is still being made.", "Suggestions come when it was looked over.")
        suggesting.look_again(generation.pk)
        return Response(told(about(generation)))


class IgnoreView(WorkspaceView):
    """POST, DELETE /generations/{id}/prompt-suggestions/{suggestion}/ignore."""

    @extend_schema(request=None, responses=SuggestionSerializer)
    def post(self, request: Request, generation_id: UUID, suggestion_id: UUID) -> Response:
        """It is of no use here; such ones come later from now on."""
        row = suggesting.found(queries.generation(generation_id), suggestion_id)
        suggesting.ignore(row, self.user_id)
        return Response(told([row])[0])

    @extend_schema(request=None, responses={200: SuggestionSerializer})
    def delete(self, request: Request, generation_id: UUID, suggestion_id: UUID) -> Response:
        """Take that back."""
        row = suggesting.found(queries.generation(generation_id), suggestion_id)
        suggesting.offer_again(row, self.user_id)
        return Response(told([row])[0])
