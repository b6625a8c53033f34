"""The API's view of the person who asks."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import ApiToken, Membership, User


class MyWorkspaceSerializer(serializers.Serializer[Membership]):
    """A workspace the person may enter, and as what."""

    slug = serializers.CharField(source="workspace.slug")
    name = serializers.CharField(source="workspace.name")
    role = serializers.CharField()


class MeSerializer(serializers.Serializer[Any]):
    """The person who asks."""

    id = serializers.UUIDField()
    email = serializers.EmailField()
    name = serializers.CharField()
    workspaces = MyWorkspaceSerializer(many=True)


class MeView(APIView):
    """GET /me."""

    @extend_schema(responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """Who is asking, and which workspaces they may enter (a token: its own only)."""
        assert isinstance(request.user, User)
        mine = Membership.objects.filter(user=request.user).select_related("workspace").order_by("workspace__name")
        if isinstance(request.auth, ApiToken):
            mine = mine.filter(workspace=request.auth.workspace)
        user = request.user
        return Response(
            MeSerializer({"id": user.id, "email": user.email, "name": user.get_full_name(), "workspaces": mine}).data
        )
