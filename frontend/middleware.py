"""Puts the browser's rules (frontend.policies) on every response."""

from urllib.parse import urlsplit

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from frontend.policies import ADMIN_DIRECTIVES, ADMIN_PREFIX, PERMISSIONS_POLICY


class BrowserRules(CSPMiddleware):
    """django-csp with the ops console's exception, and the permissions policy beside it."""

    async def __acall__(self, request: HttpRequest) -> HttpResponseBase:
        """Both hooks only compute, so an async request needs no thread for them."""
        self.process_request(request)
        return self.process_response(request, await self.get_response(request))  # type: ignore[misc]

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The policy of settings; under the ops console, with what its widgets need."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(ADMIN_PREFIX) and not report_only:
            parts.replace = {**ADMIN_DIRECTIVES, **(parts.replace or {})}
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add both headers, unless the view has set its own."""
        if request.method == "POST" and response.status_code == 302:
            response = _by_a_page(request, response)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return super().process_response(request, response)


def _by_a_page(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A form's redirect to somebody else's sign-in, as a page that goes on by itself.

    `form-action 'self'` binds the redirects that follow a form as well, in browsers of the Chromium kind.
    """
    address = response["Location"]
    place = urlsplit(address)
    if place.scheme not in ("http", "https") or place.netloc in ("", request.get_host()):
        return response
    page = render(request, "frontend/leaving.html", {"address": address, "host": place.hostname})
    page.cookies = response.cookies
    return page
