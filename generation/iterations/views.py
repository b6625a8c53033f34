"""GET /generations/{id}/iterations and /quality-trends: any node of a scene's tree tells of all of it."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from generation import queries
from generation.iterations import telling
from generation.iterations.reading import tree_of
from generation.iterations.serializers import IterationsSerializer, QualityTrendsSerializer


class IterationsView(WorkspaceView):
    """GET /generations/{id}/iterations."""

    @extend_schema(responses=IterationsSerializer)
    def get(self, request: Request, generation_id: UUID) -> Response:
        """How the scene of this generation got here: its versions, what changed, and how good each is."""
        tree = tree_of(queries.generation(generation_id))
        told = telling.versions(tree, self.membership.workspace.slug)
        return Response(IterationsSerializer(told).data)


class TrendsView(WorkspaceView):
    """GET /generations/{id}/quality-trends."""

    @extend_schema(responses=QualityTrendsSerializer)
    def get(self, request: Request, generation_id: UUID) -> Response:
        """How the scores of versions of this generation's kind went, dimension by dimension."""
        node = queries.generation(generation_id)
        return Response(QualityTrendsSerializer(telling.quality_trends(tree_of(node), node.kind)).data)
