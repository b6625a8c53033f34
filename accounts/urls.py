"""Addresses under /api/v1/ of the room of people."""

from django.urls import path

from accounts.api.audit import AuditCsvView, AuditView
from accounts.api.credits import CreditsView, ExportView, PlansView, StatementView
from accounts.api.me import MeView
from accounts.api.tokens import TokensView, TokenView

urlpatterns = [
    path("me", MeView.as_view(), name="me"),
    path("tokens", TokensView.as_view(), name="tokens"),
    path("tokens/<uuid:token_id>", TokenView.as_view(), name="token"),
    path("audit", AuditView.as_view(), name="audit"),
    path("audit/export", AuditCsvView.as_view(), name="audit-export"),
    path("plans", PlansView.as_view(), name="plans"),
    path("credits", CreditsView.as_view(), name="credits"),
    path("credits/statement", StatementView.as_view(), name="credits-statement"),
    path("credits/export", ExportView.as_view(), name="credits-export"),
]
