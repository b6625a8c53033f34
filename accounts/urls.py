"""Addresses under /api/v1/ of the room of people."""

from django.urls import path

from accounts.views import MeView

urlpatterns = [path("me", MeView.as_view(), name="me")]
