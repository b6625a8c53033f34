"""The API's view of the person who asks."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import token_membership
from accounts.models import ApiToken, Membership, User


class MyWorkspaceSerializer(serializers.Serializer[Membership]):
    """A workspace the person may enter, and as what."""

    slug = serializers.CharField(source="workspace.slug")
    name = serializers.CharField(source="workspace.name")
    role = serializers.CharField()


class MeSerializer(serializers.Serializer[Any]):
    """The person who asks; of a service token only the name and the workspace."""

    id = serializers.UUIDField(allow_null=True)
    email = serializers.EmailField(allow_blank=True)
    name = serializers.CharField()
    workspaces = MyWorkspaceSerializer(many=True)


class MeView(APIView):
    """GET /me."""

    @extend_schema(responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """Who is asking, and which workspaces they may enter (a token: its own only)."""
        user = request.user
        token = request.auth if isinstance(request.auth, ApiToken) else None
        if isinstance(user, User):
            mine = Membership.objects.filter(user=user).select_related("workspace").order_by("workspace__name")
            workspaces = list(mine if token is None else mine.filter(workspace=token.workspace))
            said: dict[str, Any] = {"id": user.pk, "email": user.email, "name": user.get_full_name()}
        else:
            assert token is not None
            workspaces = [token_membership(token)]
            said = {"id": None, "email": "", "name": token.name}
        return Response(MeSerializer({**said, "workspaces": workspaces}).data)
