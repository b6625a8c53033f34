"""Puts the browser's rules (frontend.policies) on every response."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.http.response import HttpResponseBase

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
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return super().process_response(request, response)
