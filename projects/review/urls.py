"""Addresses under /r/, which work without signing in."""

from django.urls import path

from projects.review.guests import GuestCommentsView, ReviewPage, StateView
from projects.review.media import guest_media_view

urlpatterns = [
    path("media/<uuid:workspace_id>/<uuid:link_id>/<uuid:output_id>", guest_media_view, name="review_media"),
    path("<str:token>/", ReviewPage.as_view(), name="review"),
    path("<str:token>/state", StateView.as_view(), name="review_state"),
    path("<str:token>/comments", GuestCommentsView.as_view(), name="review_comments"),
]
