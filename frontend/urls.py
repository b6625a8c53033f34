"""Addresses of the pages; config.urls includes them at the root."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView

from frontend import views
from frontend.invitations import InvitationPage

urlpatterns = [
    path("", views.landing, name="landing"),
    path("studio/", views.enter, name="enter"),
    path("workspaces/new/", views.start, name="start_workspace"),
    path("invitations/<str:token>/", InvitationPage.as_view(), name="invitation"),
    path("w/<slug:slug>/settings/", include("frontend.settings.urls")),
    path("w/<slug:slug>/notices", views.studio, {"path": "notices"}, name="settings_notices"),
    path("w/<slug:slug>/webhooks", views.studio, {"path": "webhooks"}, name="settings_webhooks"),
    path("w/<slug:slug>/", views.studio, name="studio"),
    path("w/<slug:slug>/<path:path>", views.studio, name="studio_page"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}frontend/favicon.svg")),
]
