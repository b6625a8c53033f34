"""The workspaces of the person who asks, and the settings of one."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import preconditions
from accounts.access import WorkspaceView, token_membership
from accounts.audit import actor_of
from accounts.letters import one_line
from accounts.models import ApiToken, Membership, User, Workspace
from accounts.models.workspace import NAME_CHARACTERS
from accounts.pagination import NewestFirst, page_of
from accounts.people import hand_over
from accounts.preconditions import IF_MATCH, EtagField, tag_of_held
from accounts.roles import OWN, READ, SETTINGS, Role, refusal_of_token
from accounts.services import rename_workspace, start_another


class WorkspaceSerializer(serializers.ModelSerializer[Membership]):
    """A workspace, and what the person is in it."""

    id = serializers.UUIDField(source="workspace.id", read_only=True)
    slug = serializers.CharField(source="workspace.slug", read_only=True)
    name = serializers.CharField(source="workspace.name", read_only=True)
    created_at = serializers.DateTimeField(source="workspace.created_at", read_only=True)
    role = serializers.ChoiceField(Role.choices, read_only=True)
    etag = EtagField("name", source="workspace")

    class Meta:
        model = Membership
        fields = ("id", "slug", "name", "created_at", "role", "etag")


class WorkspaceNameSerializer(serializers.Serializer[Any]):
    """What a workspace is called."""

    name = serializers.CharField(
        max_length=NAME_CHARACTERS,
        error_messages={"max_length": "This is longer than {max_length} characters.\nShorten it."},
    )

    def validate_name(self, name: str) -> str:
        """On one line: it stands in headings and letters."""
        return one_line(name)


class HandOverSerializer(serializers.Serializer[Any]):
    """Who is to own the workspace."""

    member = serializers.UUIDField(
        help_text="The id of a member.", error_messages={"invalid": "This is not an id.\nUse an id of GET /members."}
    )


def asked(serializer: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    """The body of a request, read. Raises DRF's ValidationError."""
    body = serializer(data=request.data)
    body.is_valid(raise_exception=True)
    return dict(body.validated_data)


class WorkspacesView(APIView):
    """GET and POST /workspaces."""

    @extend_schema(operation_id="workspaces_list", responses=page_of(WorkspaceSerializer, "Workspace"))
    def get(self, request: Request) -> Response:
        """The workspaces the person may enter (a token: its own only), the newest membership first."""
        if isinstance(request.auth, ApiToken):
            rows = [token_membership(request.auth)]
            return Response({"next": None, "previous": None, "results": WorkspaceSerializer(rows, many=True).data})
        assert isinstance(request.user, User)
        mine = Membership.objects.filter(user=request.user).select_related("workspace")
        pages = NewestFirst()
        page = pages.paginate_queryset(mine, request, view=self)
        return pages.get_paginated_response(WorkspaceSerializer(page, many=True).data)

    @extend_schema(request=WorkspaceNameSerializer, responses={201: WorkspaceSerializer})
    def post(self, request: Request) -> Response:
        """Start a workspace and own it. A token belongs to one workspace, so it starts none."""
        refuse_tokens(request)
        assert isinstance(request.user, User)
        name = asked(WorkspaceNameSerializer, request)["name"]
        made = start_another(actor_of(request), request.user, name)
        here = Membership.objects.select_related("workspace").get(workspace=made, user=request.user)
        return Response(WorkspaceSerializer(here).data, status=status.HTTP_201_CREATED)


class WorkspaceHereView(WorkspaceView):
    """GET and PATCH /workspace: the one that the request names."""

    needs = {"GET": READ, "PATCH": SETTINGS}

    @extend_schema(responses=WorkspaceSerializer)
    def get(self, request: Request) -> Response:
        """Its name and address, and what the person is in it."""
        return preconditions.answer(WorkspaceSerializer(self.membership).data)

    @extend_schema(request=WorkspaceNameSerializer, responses=WorkspaceSerializer, parameters=[IF_MATCH])
    def patch(self, request: Request) -> Response:
        """Another name; the address stays."""
        name = asked(WorkspaceNameSerializer, request)["name"]
        held = Workspace.objects.select_for_update(no_key=True).filter(pk=self.membership.workspace_id)
        preconditions.insist(request, "workspace", lambda: tag_of_held(held, ("name",)))
        self.membership.workspace.refresh_from_db(fields=["name"])
        rename_workspace(actor_of(request), self.membership.workspace, name)
        return preconditions.answer(WorkspaceSerializer(self.membership).data)


class TransferView(WorkspaceView):
    """POST /workspace/transfer."""

    needs = {"POST": OWN}

    @extend_schema(request=HandOverSerializer, responses=WorkspaceSerializer)
    def post(self, request: Request) -> Response:
        """Make a member owner in one's own place; one stays as admin. A person's alone: no token does it."""
        hand_over(actor_of(request), self.membership, asked(HandOverSerializer, request)["member"])
        self.membership.refresh_from_db(fields=["role"])
        return Response(WorkspaceSerializer(self.membership).data)


def refuse_tokens(request: Request) -> None:
    """The 403 problem for a program: this is for a person in a browser."""
    if isinstance(request.auth, ApiToken):
        raise exceptions.PermissionDenied(refusal_of_token(OWN))
