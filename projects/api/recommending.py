"""GET /recommendations: what to choose on this machine, for a project or in general."""

from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from accounts.problems import InvalidField
from generation.deciding import plain
from generation.recommending import advise
from projects import queries
from projects.recommending_serializers import AdviceSerializer
from quality.recommending.values import Profile
from quality.values import Tier

PARAMETERS = [
    OpenApiParameter("profile", str, enum=list(Profile), default=Profile.BALANCED.value),
    OpenApiParameter("project", UUID, description="Gains are against this project's quality; else against Standard."),
]


class RecommendationsView(WorkspaceView):
    """What to choose on this machine."""

    @extend_schema(responses=AdviceSerializer, parameters=PARAMETERS)
    def get(self, request: Request) -> Response:
        """Values with their reasons, alternatives and gains; tips; and what a larger card would bring."""
        profile, tier = _profile(request), _tier(request)
        return Response(AdviceSerializer(plain(advise(profile, tier))).data)


def _profile(request: Request) -> Profile:
    text = request.query_params.get("profile") or Profile.BALANCED
    try:
        return Profile(text)
    except ValueError:
        words = ", ".join(Profile)
        raise InvalidField("profile", "There is no such profile.", f"Use one of: {words}.") from None


def _tier(request: Request) -> Tier:
    text = request.query_params.get("project")
    if not text:
        return Tier.STANDARD
    try:
        return Tier(queries.project(UUID(text)).quality)
    except ValueError:
        raise InvalidField("project", "This project is not an id.", "Use the id that the API gave you.") from None
