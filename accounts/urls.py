"""Addresses under /api/v1/ of the room of people."""

from django.urls import path

from accounts.api.audit import AuditCsvView, AuditView
from accounts.api.me import MeView

urlpatterns = [
    path("me", MeView.as_view(), name="me"),
    path("audit", AuditView.as_view(), name="audit"),
    path("audit/export", AuditCsvView.as_view(), name="audit-export"),
]
