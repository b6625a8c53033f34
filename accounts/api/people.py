"""Members of a workspace, and who is invited to it."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import invitations, people, preconditions
from accounts.access import WorkspaceView
from accounts.api.workspaces import asked, refuse_tokens
from accounts.audit import actor_of
from accounts.models import Invitation, Membership
from accounts.pagination import NewestFirst, page_of
from accounts.preconditions import IF_MATCH, EtagField, tag_of
from accounts.roles import PEOPLE, READ, Role, giving

ROLE: dict[str, Any] = {
    "choices": Role.choices,
    "error_messages": {"invalid_choice": f"There is no such role.\nUse one of: {', '.join(Role.values)}."},
}


class MemberSerializer(serializers.ModelSerializer[Membership]):
    """Somebody in the workspace."""

    name = serializers.CharField(source="user.name", read_only=True)
    email = serializers.EmailField(source="user.email", read_only=True)
    role = serializers.ChoiceField(Role.choices, read_only=True)
    joined_at = serializers.DateTimeField(source="created_at", read_only=True)
    etag = EtagField("role")

    class Meta:
        model = Membership
        fields = ("id", "name", "email", "role", "joined_at", "etag")


class RoleSerializer(serializers.Serializer[Any]):
    """Another role for a member."""

    role = serializers.ChoiceField(**ROLE)


class InvitationSerializer(serializers.ModelSerializer[Invitation]):
    """A place that is kept for an address. Its link is in the letter alone."""

    role = serializers.ChoiceField(Role.choices, read_only=True)
    invited_by = serializers.EmailField(source="invited_by.email", allow_null=True, read_only=True)

    class Meta:
        model = Invitation
        fields = ("id", "email", "role", "invited_by", "created_at", "expires_at")


class NewInvitationSerializer(serializers.Serializer[Any]):
    """Whom to invite, as what."""

    email = serializers.EmailField(
        max_length=254,
        error_messages={"invalid": "This is not a whole e-mail address.\nWrite one such as mara@northlight.film."},
    )
    role = serializers.ChoiceField(**ROLE, default=Role.EDITOR)


class ReachView(WorkspaceView):
    """What is done to somebody, which for an owner, or to make one, is an owner's alone and no token's."""

    def reach(self, before: str | None, after: str | None) -> None:
        """The 403 problem unless the sender may move somebody between these roles."""
        self.insist(giving(before, after))


class MembersView(WorkspaceView):
    """GET /members."""

    @extend_schema(operation_id="members_list", responses=page_of(MemberSerializer, "Member"))
    def get(self, request: Request) -> Response:
        """Who is in the workspace, who came last first."""
        pages = NewestFirst()
        page = pages.paginate_queryset(people.members(self.membership.workspace_id), request, view=self)
        return pages.get_paginated_response(MemberSerializer(page, many=True).data)


class MemberView(ReachView):
    """GET, PATCH and DELETE /members/{id}."""

    needs = {"PATCH": PEOPLE, "DELETE": PEOPLE}

    @extend_schema(responses=MemberSerializer)
    def get(self, request: Request, member_id: UUID) -> Response:
        """Somebody in the workspace."""
        found = people.member(self.membership.workspace_id, member_id)
        return preconditions.answer(MemberSerializer(found).data)

    @extend_schema(request=RoleSerializer, responses=MemberSerializer, parameters=[IF_MATCH])
    def patch(self, request: Request, member_id: UUID) -> Response:
        """Give a member another role. The last owner stays owner."""
        found = people.member(self.membership.workspace_id, member_id)
        role = asked(RoleSerializer, request)["role"]
        self.reach(found.role, role)
        self._insist_on_edition(member_id)
        changed = people.change_role(actor_of(request), self.membership, member_id, role)
        return preconditions.answer(MemberSerializer(changed).data)

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def delete(self, request: Request, member_id: UUID) -> Response:
        """Take a member out; their tokens for this workspace end. The last owner stays."""
        self.reach(people.member(self.membership.workspace_id, member_id).role, None)
        self._insist_on_edition(member_id)
        people.remove(actor_of(request), self.membership, member_id)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _insist_on_edition(self, member_id: UUID) -> None:
        preconditions.insist(self.request, "member", lambda: self._tag_now(member_id))

    def _tag_now(self, member_id: UUID) -> str:
        """With the workspace's people held still until the transaction ends."""
        with people.held(self.membership.workspace_id):
            return tag_of(people.member(self.membership.workspace_id, member_id), ("role",))


class LeaveView(WorkspaceView):
    """DELETE /members/me."""

    needs = {"DELETE": READ}

    @extend_schema(responses={204: None})
    def delete(self, request: Request) -> Response:
        """Leave the workspace. The last owner can't; a token can't for its person."""
        refuse_tokens(request)
        people.leave(actor_of(request), self.membership)
        return Response(status=status.HTTP_204_NO_CONTENT)


class InvitationsView(ReachView):
    """GET and POST /invitations."""

    needs = {"GET": PEOPLE, "POST": PEOPLE}

    @extend_schema(operation_id="invitations_list", responses=page_of(InvitationSerializer, "Invitation"))
    def get(self, request: Request) -> Response:
        """Who is invited and has not come yet; also those whose week is over."""
        pages = NewestFirst()
        page = pages.paginate_queryset(invitations.waiting(), request, view=self)
        return pages.get_paginated_response(InvitationSerializer(page, many=True).data)

    @extend_schema(request=NewInvitationSerializer, responses={201: InvitationSerializer})
    def post(self, request: Request) -> Response:
        """Send somebody a letter with a link, good for seven days and for this address alone."""
        body = asked(NewInvitationSerializer, request)
        self.reach(None, body["role"])
        made = invitations.invite(request, actor_of(request), self.membership, body["email"], body["role"])
        return Response(InvitationSerializer(made).data, status=status.HTTP_201_CREATED)


class InvitationView(ReachView):
    """DELETE /invitations/{id}."""

    needs = {"DELETE": PEOPLE}

    @extend_schema(responses={204: None})
    def delete(self, request: Request, invitation_id: UUID) -> Response:
        """Take it back: its link opens nothing from now on."""
        self.reach(None, invitations.invitation(invitation_id).role)
        invitations.take_back(actor_of(request), self.membership, invitation_id)
        return Response(status=status.HTTP_204_NO_CONTENT)


class ResendView(ReachView):
    """POST /invitations/{id}/resend."""

    needs = {"POST": PEOPLE}

    @extend_schema(request=None, responses=InvitationSerializer)
    def post(self, request: Request, invitation_id: UUID) -> Response:
        """Another letter with another link, good for seven days from now; the link before ends."""
        self.reach(None, invitations.invitation(invitation_id).role)
        sent = invitations.send_again(request, actor_of(request), self.membership, invitation_id)
        return Response(InvitationSerializer(sent).data)
