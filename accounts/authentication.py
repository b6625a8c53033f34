"""How the API knows who asks: a session of the studio, or a token."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.request import Request

from accounts.limits import WINDOW_SECONDS, is_guessing_tokens
from accounts.models import ApiToken, User
from accounts.models.token import bearer_in

KEYWORD = "Bearer"


class StudioSessionAuthentication(SessionAuthentication):
    """Django's session with CSRF protection; without one the answer is 401, not 403."""

    def authenticate_header(self, request: Request) -> str:
        """Named so that DRF answers 401 to a stranger."""
        return KEYWORD


class Service:
    """Who asks by a service token: nobody, and yet known."""

    pk = None
    is_authenticated = is_active = True
    is_anonymous = is_staff = is_superuser = False


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer dly_...`; `request.auth` is the token, which implies its workspace."""

    def authenticate(self, request: Request) -> tuple[User | Service, ApiToken] | None:
        """The token's user, or the service, and the token; None without the header; 401 for one that is not live."""
        secret = bearer_in(get_authorization_header(request).decode("latin-1"))
        if secret is None:
            return None
        token = ApiToken.objects.live(secret)
        if token is None:
            if is_guessing_tokens(request._request):
                raise exceptions.Throttled(wait=WINDOW_SECONDS)
            raise exceptions.AuthenticationFailed("This token is unknown, expired or revoked.")
        return token.user or Service(), token

    def authenticate_header(self, request: Request) -> str:
        """The scheme named in a 401."""
        return KEYWORD


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describes the token in the OpenAPI schema."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """An HTTP bearer scheme."""
        return {"type": "http", "scheme": "bearer"}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describes the session cookie in the OpenAPI schema."""

    target_class = StudioSessionAuthentication
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """An API key in a cookie."""
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
