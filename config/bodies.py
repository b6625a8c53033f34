"""How large a request may be. Django's ASGI handler would write any body to the disk before it looks at anything."""

import json
from typing import Any

from accounts.problems import CONTENT_TYPE, too_large

MOST_BYTES = 64 * 1024**2
"""More than any picture that may be sent, so that a picture a little too large hears of it at its field."""


class LimitedBodies:
    """Refuses larger bodies of HTTP with 413: announced ones at once, others as soon as they have grown too large."""

    def __init__(self, application: Any) -> None:
        self.application = application

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Let through, refuse, or count."""
        if _announced(scope) > MOST_BYTES:
            await refuse(send)
            return
        counted = Counted(receive, send)
        await self.application(scope, counted.receive, counted.send)
        if counted.is_too_large and not counted.has_begun:
            await refuse(send)


class Counted:
    """One request's two ends. A body that has grown too large looks to the application like a client that left."""

    def __init__(self, receive: Any, send: Any) -> None:
        self._receive, self._send = receive, send
        self._bytes = 0
        self.has_begun = False

    @property
    def is_too_large(self) -> bool:
        """Whether more came than may."""
        return self._bytes > MOST_BYTES

    async def receive(self) -> Any:
        """The next part of the body."""
        message = await self._receive()
        self._bytes += len(message.get("body", b""))
        return {"type": "http.disconnect"} if self.is_too_large else message

    async def send(self, message: Any) -> None:
        """A part of the answer."""
        self.has_begun = True
        await self._send(message)


def _announced(scope: Any) -> int:
    """Bytes by Content-Length; 0 where it says nothing that can be read, for such a body is counted."""
    text: bytes = dict(scope["headers"]).get(b"content-length", b"")
    return int(text) if text.isdigit() and len(text) < 19 else 0


async def refuse(send: Any) -> None:
    """Answer 413 and hang up: the rest of the body is not read."""
    problem = too_large(f"Send at most {MOST_BYTES // 1024**2} MB.")
    headers = [(b"content-type", CONTENT_TYPE.encode()), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(problem.body()).encode()})
