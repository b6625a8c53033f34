"""The provider and its adapter (settings.SOCIALACCOUNT_PROVIDERS names the first).

allauth trusts what the token endpoint hands out and sends no nonce. Here a token's signature is checked every time,
it must answer the nonce of this very request, and the user's data must be about the token's subject.
"""

import secrets
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse

from accounts.oidc.tokens import claims_of


class StrictAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """What is asked of the provider's server, and how its answers are checked."""

    nonce = ""

    def complete_login(self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Who signed in, by the ID token and the user's data together. OAuth2Error unless both hold."""
        response: dict[str, Any] = kwargs["response"]
        if not isinstance(id_token := response.get("id_token"), str):
            raise OAuth2Error("The provider gave no ID token.")
        claims = claims_of(
            id_token,
            keys=self._keys(),
            issuer=self.openid_config["issuer"],
            client_id=app.client_id,
            nonce=self.nonce,
        )
        told = self._fetch_user_info(token.token) if "userinfo_endpoint" in self.openid_config else claims
        if told.get("sub") != claims["sub"]:
            raise OAuth2Error("The user's data are about somebody else.")
        login: SocialLogin = self.get_provider().sociallogin_from_response(
            request, {"userinfo": told, "id_token": claims}
        )
        return login

    def _keys(self) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys: dict[str, Any] = answer.json()
        return keys


class StrictOpenIDConnect(OpenIDConnectProvider):  # type: ignore[misc]
    """allauth's provider, with a nonce in every request. An address counts as confirmed only for a real `true`."""

    package = "accounts.oidc"
    oauth2_adapter_class = StrictAdapter

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """On to the provider; the nonce is kept with the state, in the session."""
        nonce = secrets.token_urlsafe(32)
        asked = {**(kwargs.pop("auth_params", None) or self.get_auth_params()), "nonce": nonce}
        answer: HttpResponse = super().redirect(
            request, process, next_url, data, auth_params=asked, nonce=nonce, **kwargs
        )
        return answer

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """The address, confirmed or not."""
        found: list[Any] = super().extract_email_addresses(data)
        for address in found:
            address.verified = address.verified is True
        return found


provider_classes = [StrictOpenIDConnect]
