"""Addresses under /api/v1/ that only read or stop; `projects.urls` has those that make something."""

from django.urls import path

from generation.views import AttemptsView, CancelView, GenerationView, OutputView, TiersView

urlpatterns = [
    path("tiers", TiersView.as_view(), name="tiers"),
    path("generations/<uuid:generation_id>", GenerationView.as_view(), name="generation"),
    path("generations/<uuid:generation_id>/cancel", CancelView.as_view(), name="generation-cancel"),
    path("generations/<uuid:generation_id>/attempts", AttemptsView.as_view(), name="attempts"),
    path("outputs/<uuid:output_id>", OutputView.as_view(), name="output"),
]
