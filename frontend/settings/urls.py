"""Addresses below /w/SLUG/settings/."""

from django.urls import include, path

from frontend.settings.audit import AuditPage
from frontend.settings.credits import CreditsPage
from frontend.settings.general import DeletionPage, GeneralPage
from frontend.settings.people import (
    HandOverPage,
    LeavePage,
    PeoplePage,
    RemovePage,
    ResendPage,
    RolePage,
    TakeBackPage,
)
from frontend.settings.security import SecurityPage
from frontend.settings.tokens import TokensPage

people = [
    path("", PeoplePage.as_view(), name="settings_people"),
    path("leave/", LeavePage.as_view(), name="people_leave"),
    path("members/<uuid:member_id>/role/", RolePage.as_view(), name="people_role"),
    path("members/<uuid:member_id>/remove/", RemovePage.as_view(), name="people_remove"),
    path("members/<uuid:member_id>/owner/", HandOverPage.as_view(), name="people_hand_over"),
    path("invitations/<uuid:invitation_id>/resend/", ResendPage.as_view(), name="people_resend"),
    path("invitations/<uuid:invitation_id>/take-back/", TakeBackPage.as_view(), name="people_take_back"),
]

urlpatterns = [
    path("", GeneralPage.as_view(), name="settings_general"),
    path("people/", include(people)),
    path("delete/", DeletionPage.as_view(), name="settings_delete"),
    path("security/", SecurityPage.as_view(), name="settings_security"),
    path("tokens/", TokensPage.as_view(), name="settings_tokens"),
    path("credits/", CreditsPage.as_view(), name="settings_credits"),
    path("audit/", AuditPage.as_view(), name="settings_audit"),
]
