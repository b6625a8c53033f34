"""Addresses below /accounts/ that are ours; they come before allauth's."""

from django.urls import path

from frontend.account.views import ClosePage, EndSession, LettersPage, ProfilePage, SessionsPage

urlpatterns = [
    path("profile/", ProfilePage.as_view(), name="account_profile"),
    path("notifications/", LettersPage.as_view(), name="account_notifications"),
    path("sessions/", SessionsPage.as_view(), name="usersessions_list"),
    path("sessions/<int:pk>/end/", EndSession.as_view(), name="account_end_session"),
    path("close/", ClosePage.as_view(), name="account_close"),
]
