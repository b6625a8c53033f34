"""Addresses under /api/v1/ of the room of people."""

from django.urls import path

from accounts.api.audit import AuditCsvView, AuditView
from accounts.api.credits import CreditsView, ExportView, PlansView, StatementView
from accounts.api.me import MeView
from accounts.api.people import InvitationsView, InvitationView, LeaveView, MembersView, MemberView, ResendView
from accounts.api.tokens import TokensView, TokenView
from accounts.api.workspaces import TransferView, WorkspaceHereView, WorkspacesView

urlpatterns = [
    path("me", MeView.as_view(), name="me"),
    path("workspaces", WorkspacesView.as_view(), name="workspaces"),
    path("workspace", WorkspaceHereView.as_view(), name="workspace"),
    path("workspace/transfer", TransferView.as_view(), name="workspace-transfer"),
    path("members", MembersView.as_view(), name="members"),
    path("members/me", LeaveView.as_view(), name="member-me"),
    path("members/<uuid:member_id>", MemberView.as_view(), name="member"),
    path("invitations", InvitationsView.as_view(), name="invitations"),
    path("invitations/<uuid:invitation_id>", InvitationView.as_view(), name="invitation-one"),
    path("invitations/<uuid:invitation_id>/resend", ResendView.as_view(), name="invitation-resend"),
    path("tokens", TokensView.as_view(), name="tokens"),
    path("tokens/<uuid:token_id>", TokenView.as_view(), name="token"),
    path("audit", AuditView.as_view(), name="audit"),
    path("audit/export", AuditCsvView.as_view(), name="audit-export"),
    path("plans", PlansView.as_view(), name="plans"),
    path("credits", CreditsView.as_view(), name="credits"),
    path("credits/statement", StatementView.as_view(), name="credits-statement"),
    path("credits/export", ExportView.as_view(), name="credits-export"),
]
