"""All addresses: the API, media, sign-in, the admin; pages are the frontend's."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from config.health import healthz, readyz
from config.metrics import metrics_view
from generation.enhancement.pictures import picture_view
from generation.media_view import media_view
from generation.notices.stopping import StopLettersPage
from projects.transfer.view import export_view

api: list[URLPattern | URLResolver] = [
    path("", include("accounts.urls")),
    path("", include("projects.urls")),
    path("", include("generation.urls")),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api-docs"),
]

handler404 = "config.failures.page_not_found"
handler500 = "config.failures.server_error"

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics_view),
    path("api/v1/", include(api)),
    path("w/<slug:slug>/export.zip", export_view, name="workspace_export"),
    path("media/<slug:slug>/<uuid:output_id>", media_view, name="media"),
    path("static/chips/<str:name>", picture_view, name="chip_picture"),
    path("r/", include("projects.review.urls")),
    path("letters/stop/<str:token>/", StopLettersPage.as_view(), name="stop_letters"),
    path("accounts/", include("frontend.account.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("frontend.urls")),
]
