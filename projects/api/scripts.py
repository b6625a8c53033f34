"""Scripts and their cards, and what depends on them."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import preconditions
from accounts.access import WorkspaceView
from accounts.preconditions import IF_MATCH
from generation import queries as made
from generation.serializers import GenerationSerializer
from generation.views import MediaContextMixin
from projects import queries
from projects.api.projects import validated
from projects.models import Scene
from projects.planning_serializers import (
    FrameworkSerializer,
    PlaceSerializer,
    PreviewSerializer,
    RedoSerializer,
    ScriptSerializer,
    ScriptWriteSerializer,
    SplitSerializer,
    StandingSerializer,
    all_frameworks,
)
from projects.serializers import SceneSerializer
from projects.services import arranging, cards, depending, redoing, scripting


class FrameworksView(WorkspaceView):
    """GET /frameworks."""

    @extend_schema(operation_id="frameworks_list", responses=FrameworkSerializer(many=True))
    def get(self, request: Request) -> Response:
        """The ways to tell a film."""
        return Response(all_frameworks())


class ScriptView(WorkspaceView):
    """GET, PUT /episodes/{id}/script."""

    @extend_schema(responses=ScriptSerializer)
    def get(self, request: Request, episode_id: UUID) -> Response:
        """The whole script as text; each heading bears its scene's number."""
        return preconditions.answer(scripting.told(queries.plain_episode(episode_id)))

    @extend_schema(request=ScriptWriteSerializer, responses=ScriptSerializer, parameters=[IF_MATCH])
    def put(self, request: Request, episode_id: UUID) -> Response:
        """Make the scenes what the text says; those that it still tells keep their frames and takes."""
        episode, data = queries.plain_episode(episode_id), validated(ScriptWriteSerializer, request)
        preconditions.insist(request, "script", lambda: scripting.tag_of_held(episode))
        return preconditions.answer(scripting.apply(episode, data["text"], loses=data["remove"]))


class ScriptPreviewView(WorkspaceView):
    """POST /episodes/{id}/script/preview."""

    @extend_schema(request=ScriptWriteSerializer, responses=PreviewSerializer)
    def post(self, request: Request, episode_id: UUID) -> Response:
        """What an edited text would do to the scenes; nothing is changed."""
        episode, data = queries.plain_episode(episode_id), validated(ScriptWriteSerializer, request)
        return Response(PreviewSerializer(scripting.preview(episode, data["text"])).data)


class DependenciesView(WorkspaceView):
    """GET /episodes/{id}/dependencies."""

    @extend_schema(responses=StandingSerializer)
    def get(self, request: Request, episode_id: UUID) -> Response:
        """What is out of date, why, and what making it anew costs."""
        return Response(StandingSerializer(depending.standing(queries.plain_episode(episode_id))).data)


class RedoView(MediaContextMixin, WorkspaceView):
    """POST /episodes/{id}/redo."""

    @extend_schema(request=RedoSerializer, responses={202: GenerationSerializer(many=True)})
    def post(self, request: Request, episode_id: UUID) -> Response:
        """Make anew what is out of date, in order; the film too where all of it is asked for."""
        episode, data = queries.plain_episode(episode_id), validated(RedoSerializer, request)
        only = set(data["scenes"]) if "scenes" in data else None
        asked = [generation.pk for generation in redoing.redo(episode, self.user_id, only)]
        self.settle()
        told = self.told(GenerationSerializer, [made.generation(pk) for pk in asked], many=True)
        return Response(told, status=status.HTTP_202_ACCEPTED)


class _CardView(MediaContextMixin, WorkspaceView):
    """Answers with a scene."""

    def scene(self, scene_id: UUID) -> Scene:
        """The scene that an address names, or Http404."""
        return queries.plain_scene(scene_id)

    def answered(self, scene: Scene, code: int = status.HTTP_200_OK) -> Response:
        """A scene as it is now."""
        return Response(self.told(SceneSerializer, queries.scene(scene.pk)), status=code)


class MoveView(_CardView):
    """POST /scenes/{id}/move."""

    @extend_schema(request=PlaceSerializer, responses=SceneSerializer)
    def post(self, request: Request, scene_id: UUID) -> Response:
        """Give a scene another place in its episode."""
        scene = self.scene(scene_id)
        cards.move(scene, validated(PlaceSerializer, request)["to"])
        return self.answered(scene)


class SplitView(_CardView):
    """POST /scenes/{id}/split."""

    @extend_schema(request=SplitSerializer, responses={201: SceneSerializer})
    def post(self, request: Request, scene_id: UUID) -> Response:
        """Cut a scene after a sentence; what was made of it stays with the first part. Answers with the second."""
        scene = self.scene(scene_id)
        return self.answered(cards.split(scene, validated(SplitSerializer, request)["at"]), status.HTTP_201_CREATED)


class MergeView(_CardView):
    """POST /scenes/{id}/merge."""

    @extend_schema(request=None, responses=SceneSerializer)
    def post(self, request: Request, scene_id: UUID) -> Response:
        """Put the next scene's words behind this one's; the next goes into the bin."""
        scene = self.scene(scene_id)
        cards.merge(scene)
        return self.answered(scene)


class DuplicateView(_CardView):
    """POST /scenes/{id}/duplicate."""

    @extend_schema(request=None, responses={201: SceneSerializer})
    def post(self, request: Request, scene_id: UUID) -> Response:
        """The same words once more, right behind."""
        return self.answered(cards.duplicate(self.scene(scene_id)), status.HTTP_201_CREATED)


class RestoreView(_CardView):
    """POST /scenes/{id}/restore."""

    @extend_schema(request=None, responses=SceneSerializer)
    def post(self, request: Request, scene_id: UUID) -> Response:
        """Bring a deleted scene back to its place, within 30 days."""
        return self.answered(arranging.restore_scene(scene_id))
