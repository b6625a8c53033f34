"""The two addresses of the flow: out to the provider, and back from it."""

from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from requests import RequestException

from accounts.oidc.provider import StrictAdapter


class Callback(OAuth2CallbackView):  # type: ignore[misc]
    """Gives the adapter the nonce that was kept with the state."""

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[Any, Any]:
        state, refusal = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, refusal


@login_not_required  # type: ignore[untyped-decorator]
def login(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """POST leaves for the provider."""
    return _answer(OAuth2LoginView, request, provider_id)


@login_not_required  # type: ignore[untyped-decorator]
def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """The provider sends the browser back here."""
    return _answer(Callback, request, provider_id)


def _answer(view: Any, request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """404 for a provider that is not configured; a page that says so for one that does not answer."""
    adapter = StrictAdapter(request, provider_id)
    provider = adapter.get_provider()
    try:
        answer: HttpResponseBase = view.adapter_view(adapter)(request)
    except (RequestException, KeyError, ValueError) as error:  # away, or its description is not whole
        answer = render_authentication_error(request, provider, exception=error)
    return answer
