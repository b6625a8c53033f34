"""GET /devices: the same for every workspace, for it tells of machines and of nobody's work."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from generation.devices.serializers import DevicesSerializer
from generation.devices.telling import snapshot


class DevicesView(WorkspaceView):
    """GET /devices."""

    @extend_schema(responses=DevicesSerializer)
    def get(self, request: Request) -> Response:
        """Graphics cards, the machines' processor, memory and disk, and what runs out soon."""
        return Response(snapshot())
