"""/metrics: what Prometheus scrapes. Numbers of the installation by fixed words; nothing of a workspace."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from accounts.access import bearer
from accounts.auth import comes_from_this_machine
from generation import metrics
from keys.secret import Secret


def metrics_view(request: HttpRequest) -> HttpResponse:
    """All names and values; 401 without the token where one is set, else 404 to everybody but this machine."""
    if settings.METRICS_TOKEN.reveal():
        if not _shows_the_token(request):
            return HttpResponse("", status=401, headers={"WWW-Authenticate": "Bearer"}, content_type="text/plain")
    elif not comes_from_this_machine(request):
        return HttpResponse("", status=404, content_type="text/plain")
    told = generate_latest(metrics.everything())
    return HttpResponse(told, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _shows_the_token(request: HttpRequest) -> bool:
    """Compared in constant time."""
    sent = bearer(request)
    return sent is not None and Secret(sent) == settings.METRICS_TOKEN
