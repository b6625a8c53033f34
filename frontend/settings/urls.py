"""Addresses below /w/SLUG/settings/."""

from django.urls import path

from frontend.settings.audit import AuditPage
from frontend.settings.credits import CreditsPage
from frontend.settings.general import DeletionPage, GeneralPage
from frontend.settings.security import SecurityPage
from frontend.settings.tokens import TokensPage

urlpatterns = [
    path("", GeneralPage.as_view(), name="settings_general"),
    path("delete/", DeletionPage.as_view(), name="settings_delete"),
    path("security/", SecurityPage.as_view(), name="settings_security"),
    path("tokens/", TokensPage.as_view(), name="settings_tokens"),
    path("credits/", CreditsPage.as_view(), name="settings_credits"),
    path("audit/", AuditPage.as_view(), name="settings_audit"),
]
