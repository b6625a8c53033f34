"""/scenes"""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import preconditions
from accounts.access import WorkspaceView
from accounts.parsers import FOR_FILES
from accounts.preconditions import IF_MATCH, tag_of_held
from accounts.problems import InvalidField
from generation import values
from generation.serializers import HeroFrameSerializer
from generation.services.uploading import add_upload
from generation.views import MediaContextMixin
from projects import queries
from projects.api.projects import validated
from projects.models import MAX_SCENES, Scene
from projects.serializers import SCENE_EDITABLE, SceneChangeSerializer, SceneSerializer, SceneWriteSerializer
from projects.services import arranging, cards, making

UPLOAD_SCHEMA = {
    "multipart/form-data": {
        "type": "object",
        "properties": {"image": {"type": "string", "format": "binary"}},
        "required": ["image"],
    }
}
NO_IMAGE = ("image", "No picture came with this.", "Choose a JPEG, PNG, WebP or HEIC file.")


class SceneListView(MediaContextMixin, WorkspaceView):
    """GET, POST /scenes."""

    @extend_schema(responses=SceneSerializer(many=True), parameters=[OpenApiParameter("episode", str, required=True)])
    def get(self, request: Request) -> Response:
        """The scenes of an episode, in order (at most 24)."""
        episode = queries.plain_episode(_episode_id(request.query_params.get("episode", "")))
        rows = queries.with_running(list(queries.scenes().filter(episode=episode)[:MAX_SCENES]))
        return Response(self.told(SceneSerializer, rows, many=True))

    @extend_schema(request=SceneWriteSerializer, responses={201: SceneSerializer})
    def post(self, request: Request) -> Response:
        """Add a scene at the end."""
        data = validated(SceneWriteSerializer, request)
        episode = queries.plain_episode(data.pop("episode"))
        scene = arranging.add_scene(episode, **data)
        return Response(self.told(SceneSerializer, queries.scene(scene.pk)), status=status.HTTP_201_CREATED)


def _episode_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidField(
            "episode", "This episode is not an id.", "Add ?episode= with the id that the API gave you."
        ) from None


class SceneView(MediaContextMixin, WorkspaceView):
    """GET, PATCH, DELETE /scenes/{id}."""

    @extend_schema(responses=SceneSerializer)
    def get(self, request: Request, scene_id: UUID) -> Response:
        """One scene with its frames, takes and running work."""
        return self._answer(scene_id)

    @extend_schema(request=SceneChangeSerializer, responses=SceneSerializer, parameters=[IF_MATCH])
    def patch(self, request: Request, scene_id: UUID) -> Response:
        """Change its words or its quality (null: as the project)."""
        scene, data = queries.plain_scene(scene_id), validated(SceneChangeSerializer, request)
        preconditions.insist(request, "scene", lambda: self._tag_now(scene))
        cards.change(scene, data)
        return self._answer(scene_id)

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def delete(self, request: Request, scene_id: UUID) -> Response:
        """Put it into the bin with its frames and takes; POST /scenes/{id}/restore brings it back."""
        scene = queries.plain_scene(scene_id)
        preconditions.insist(request, "scene", lambda: self._tag_now(scene, leaving=True))
        arranging.delete_scene(scene)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _tag_now(self, scene: Scene, *, leaving: bool = False) -> str:
        """With the scene locked; to delete it, after its episode."""
        if leaving:
            arranging.hold_episode(scene.episode_id)
        return tag_of_held(Scene.objects.held().filter(pk=scene.pk), SCENE_EDITABLE)

    def _answer(self, scene_id: UUID) -> Response:
        return preconditions.answer(self.told(SceneSerializer, queries.scene(scene_id)))


class UploadView(MediaContextMixin, WorkspaceView):
    """POST /scenes/{id}/uploads."""

    parser_classes = FOR_FILES

    @extend_schema(request=UPLOAD_SCHEMA, responses={201: HeroFrameSerializer})
    def post(self, request: Request, scene_id: UUID) -> Response:
        """Use a picture of one's own as a hero frame."""
        scene = queries.plain_scene(scene_id)
        making.check_room(scene, values.FRAMES)
        image: Any = request.FILES.get("image")
        if image is None:
            raise InvalidField(*NO_IMAGE)
        frame = add_upload(image.file, image.size, scene_id=scene.pk, prompt=scene.prompt)
        arranging.tell(scene, "frame.made", frame=str(frame.pk), number=frame.number)
        return Response(self.told(HeroFrameSerializer, frame), status=status.HTTP_201_CREATED)
