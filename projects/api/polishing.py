"""Polishing a frame or a take: larger, cleaner, steadier, smoother, as a new one beside it."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from generation import queries as made
from generation.serializers import GenerationSerializer
from projects import queries
from projects.api.generating import KEY_PARAMETER, Answers
from projects.api.projects import validated
from projects.polish_serializers import PolishSerializer
from projects.services import polishing


class PolishView(Answers):
    """POST /generations/{id}/polish."""

    @extend_schema(request=PolishSerializer, responses={202: GenerationSerializer}, parameters=[KEY_PARAMETER])
    def post(self, request: Request, generation_id: UUID) -> Response:
        """Polish a frame or a take of the scene or tree that a generation is in; the original stays."""
        node, data = made.generation(generation_id), validated(PolishSerializer, request)
        return self.once(
            request,
            lambda known: polishing.begin(polishing.named(data, node=node), data["steps"], self.user_id, known),
            str(generation_id),
        )


class ScenePolishView(Answers):
    """POST /scenes/{id}/polish: also for a picture of one's own."""

    @extend_schema(request=PolishSerializer, responses={202: GenerationSerializer}, parameters=[KEY_PARAMETER])
    def post(self, request: Request, scene_id: UUID) -> Response:
        """Polish a frame or a take of this scene; the original stays."""
        scene, data = queries.plain_scene(scene_id), validated(PolishSerializer, request)
        return self.once(
            request,
            lambda known: polishing.begin(polishing.named(data, scene=scene), data["steps"], self.user_id, known),
            str(scene_id),
        )
