"""Which pages may open a socket: our own. A browser always sends Origin; a program that sends none has no cookie."""

from typing import Any
from urllib.parse import urlsplit

from channels.security.websocket import WebsocketDenier
from django.conf import settings


class OwnOriginUnlessToken:
    """Refuses a socket whose Origin is not this site; without an Origin the session cookie is not looked at."""

    def __init__(self, application: Any) -> None:
        self.application = application

    async def __call__(self, scope: Any, receive: Any, send: Any) -> Any:
        """Let through, strip the cookie, or deny."""
        headers = dict(scope["headers"])
        origin = headers.get(b"origin", b"").decode("latin-1")
        if not origin:
            kept = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
            return await self.application({**scope, "headers": kept}, receive, send)
        if not is_own(origin, headers.get(b"host", b"").decode("latin-1")):
            return await WebsocketDenier()(scope, receive, send)
        return await self.application(scope, receive, send)


def is_own(origin: str, host: str) -> bool:
    """Whether an Origin is the site asked, or one of CSRF_TRUSTED_ORIGINS."""
    return (bool(host) and urlsplit(origin).netloc == host) or origin in settings.CSRF_TRUSTED_ORIGINS
