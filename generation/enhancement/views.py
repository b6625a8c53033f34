"""/enhancements and /prompts/enhance: which chips there are, and what they make of a prompt. Neither writes a row."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from accounts.roles import READ
from generation.enhancement import choosing, pictures
from generation.enhancement.loader import shipped
from generation.enhancement.schema import Chip, Group
from generation.enhancement.serializers import ChipsSerializer, EnhancedSerializer, EnhanceSerializer


class EnhancementsView(WorkspaceView):
    """GET /enhancements."""

    @extend_schema(responses=ChipsSerializer)
    def get(self, request: Request) -> Response:
        """Every chip by group, with what it does and pictures of it."""
        chips, drawn = shipped(), pictures.found()
        groups = [told(group, drawn) for group in chips.groups]
        answer = {"version": chips.version, "usual_without": chips.usual_without, "groups": groups}
        return Response(ChipsSerializer(answer).data)


def told(group: Group, drawn: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A group as its serializer takes it."""
    return {**group.model_dump(), "chips": [_chip(chip, drawn) for chip in group.chips]}


def _chip(chip: Chip, drawn: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {**chip.model_dump(), "picture": drawn.get(chip.id)}


class EnhanceView(WorkspaceView):
    """POST /prompts/enhance."""

    needs = {"POST": READ}  # it writes no row

    @extend_schema(request=EnhanceSerializer, responses=EnhancedSerializer)
    def post(self, request: Request) -> Response:
        """What an engine would be given for a prompt and its chips."""
        asked = EnhanceSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        data = asked.validated_data
        chosen, seed = data.get("enhance"), data.get("seed") or 0
        made = choosing.enhanced(data["prompt"], seed, chosen, data["kind"])
        answer = {
            "original": made.original,
            "text": made.text,
            "spans": [asdict(span) for span in made.spans if span.text],
            "chips": made.chips,
            "left_out": [asdict(each) for each in made.left_out],
            "automatic": chosen is None,
        }
        return Response(EnhancedSerializer(answer).data)
