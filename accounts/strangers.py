"""Whom we do not know waits when they ask too often: the limit on every address that works without signing in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from accounts.access import bearer
from accounts.audit import address_of
from accounts.limits import WINDOW_SECONDS, is_too_many, network_of
from accounts.problems import as_json, too_many

NOT_COUNTED = {
    "/healthz": "asked by whatever keeps the studio alive, and answers without looking anything up",
    "/readyz": "asked by the same every few seconds; two small questions, the same for all",
}
"""Addresses that anybody may ask without end, with the reason. Style sheets and pictures are served before us."""
TAKES_TOKENS = ("/api/", "/media/")
"""Where an Authorization header means something; a wrong one is counted where it is looked up."""


def _is_known(request: HttpRequest) -> bool:
    if request.path_info.startswith(TAKES_TOKENS) and bearer(request) is not None:
        return True
    return bool(request.COOKIES.get(settings.SESSION_COOKIE_NAME)) and request.user.is_authenticated


class StrangersWait(MiddlewareMixin):
    """429 for a network that asks too often without being signed in; who is signed in is never counted."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        """None lets the request through."""
        if request.path_info in NOT_COUNTED or _is_known(request):
            return None
        if not is_too_many("stranger", network_of(address_of(request)), settings.STRANGER_REQUESTS_A_MINUTE):
            return None
        is_api = request.path_info.startswith("/api/")
        answer = as_json(too_many()) if is_api else render(request, "429.html", status=429)
        answer["Retry-After"] = str(WINDOW_SECONDS)
        return answer
