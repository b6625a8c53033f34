"""POST /generations/{id}/prompt-suggestions/{suggestion}/accept: the next version, with the suggestion in it."""

from typing import Any, cast
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from generation import queries as made
from generation.models import Generation, PromptSuggestion
from generation.serializers import GenerationSerializer
from generation.services import suggesting
from generation.suggesting.values import change_from, wish_of
from generation.suggesting_serializers import AcceptSuggestionSerializer
from generation.variations.kept import VARIATIONS
from projects.api.generating import Answers, frames_like, size_of
from projects.api.projects import validated
from projects.services import making


class AcceptView(Answers):
    """Uses a suggestion."""

    @extend_schema(request=AcceptSuggestionSerializer, responses={202: GenerationSerializer})
    def post(self, request: Request, generation_id: UUID, suggestion_id: UUID) -> Response:
        """Make it once more with exactly this change, or with words of one's own in its place, as a child of what the
        suggestion is about. Used once more, it answers with what was made the first time."""
        node = made.generation(generation_id)
        row, words = suggesting.found(node, suggestion_id), validated(AcceptSuggestionSerializer, request)
        before = suggesting.made_of(row)
        return self.accepted(before or self._make(node, row, words))

    def _make(self, node: Generation, row: PromptSuggestion, words: dict[str, Any]) -> Generation:
        suggested = wish_of(change_from(row.change), node.negative_prompt)
        change = cast(making.Change, {**suggested, **words})
        if VARIATIONS in node.settings and row.frame is not None:  # one of many words: that one alone
            asked = {**change, "seed": row.frame.seed}
            child = frames_like(node, row.frame.prompt, asked, self.user_id, count=1, size=size_of(row.frame))
        else:
            child = making.make_again(node, self.user_id, change)
        suggesting.accept(row, child, self.user_id, edited=dict(change) != suggested)
        return child
