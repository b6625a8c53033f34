"""/episodes"""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import preconditions
from accounts.access import WorkspaceView
from accounts.preconditions import IF_MATCH, tag_of_held
from generation.models import Generation
from generation.serializers import GenerationSerializer
from generation.views import MediaContextMixin
from projects import queries
from projects.api.generating import KEY_PARAMETER, Answers, Known
from projects.api.projects import change, validated
from projects.models import Episode
from projects.planning_serializers import PlanSerializer
from projects.serializers import EPISODE_EDITABLE, EpisodeChangeSerializer, EpisodeSerializer, FilmSerializer
from projects.services import finishing, making


class EpisodeView(MediaContextMixin, WorkspaceView):
    """GET, PATCH /episodes/{id}."""

    @extend_schema(responses=EpisodeSerializer)
    def get(self, request: Request, episode_id: UUID) -> Response:
        """One episode with its scenes, their frames and takes, and its film."""
        return self._answer(episode_id)

    @extend_schema(request=EpisodeChangeSerializer, responses=EpisodeSerializer, parameters=[IF_MATCH])
    def patch(self, request: Request, episode_id: UUID) -> Response:
        """Change its title or idea."""
        episode, data = queries.plain_episode(episode_id), validated(EpisodeChangeSerializer, request)
        held = Episode.objects.held().filter(pk=episode_id)
        preconditions.insist(request, "episode", lambda: tag_of_held(held, EPISODE_EDITABLE))
        change(episode, data)
        return self._answer(episode_id)

    def _answer(self, episode_id: UUID) -> Response:
        return preconditions.answer(self.told(EpisodeSerializer, queries.episode(episode_id)))


class PlanView(Answers):
    """POST /episodes/{id}/plan."""

    @extend_schema(request=PlanSerializer, responses={202: GenerationSerializer}, parameters=[KEY_PARAMETER])
    def post(self, request: Request, episode_id: UUID) -> Response:
        """Plan scenes from an idea, a product or a script."""
        episode = queries.plain_episode(episode_id)

        def plan(known: Known) -> Generation:
            words = validated(PlanSerializer, request)
            return making.make_plan(episode, **words, user_id=self.user_id, known=known)

        return self.once(request, plan, about=str(episode_id))


class FilmView(Answers):
    """POST /episodes/{id}/film."""

    @extend_schema(request=FilmSerializer, responses={202: GenerationSerializer})
    def post(self, request: Request, episode_id: UUID) -> Response:
        """Cut the chosen takes, or let the studio make everything that is missing first."""
        episode = queries.plain_episode(episode_id)
        asked = finishing.start(episode, **validated(FilmSerializer, request) | {"user_id": self.user_id})
        return self.accepted(asked)
