"""Addresses below /w/SLUG/settings/."""

from django.urls import path

from frontend.settings.audit import AuditPage
from frontend.settings.general import GeneralPage

urlpatterns = [
    path("", GeneralPage.as_view(), name="settings_general"),
    path("audit/", AuditPage.as_view(), name="settings_audit"),
]
