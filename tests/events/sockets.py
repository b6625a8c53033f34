"""Open sockets of the real application, over the real Redis."""

import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from asgiref.sync import async_to_sync, sync_to_async
from asgiref.testing import ApplicationCommunicator

from config.asgi import application
from tests.cast import Speaker

SITE = "testserver"
WAIT_SECONDS = 5.0
QUIET_SECONDS = 0.4


class Socket:
    """One socket, spoken to as an ASGI server does; `next` passes progress ticks by.

    (`channels.testing` has such a thing, and needs the Daphne server to be installed.)
    """

    def __init__(self, query: str, headers: dict[str, str]) -> None:
        named = [(name.replace("_", "-").lower().encode(), value.encode()) for name, value in headers.items()]
        self.wire: Any = ApplicationCommunicator(  # type: ignore[no-untyped-call]
            application,
            {
                "type": "websocket",
                "path": "/ws/v1/events/",
                "query_string": query.encode(),
                "headers": [(b"host", SITE.encode()), *named],
                "client": ("127.0.0.1", 50_000),
                "subprotocols": [],
            },
        )

    async def handshake(self) -> bool:
        """Whether the socket was accepted."""
        await self.wire.send_input({"type": "websocket.connect"})
        answer: Any = await self.wire.receive_output(WAIT_SECONDS)
        return bool(answer["type"] == "websocket.accept")

    async def hear(self) -> Any:
        """The next message, a tick or not."""
        output: Any = await self.wire.receive_output(WAIT_SECONDS)
        assert output["type"] == "websocket.send", output
        return json.loads(output["text"])

    async def next(self) -> Any:
        """The next message that is no tick."""
        while True:
            message = await self.hear()
            if message["type"] != "job.progress":
                return message

    async def several(self, count: int) -> list[Any]:
        """So many messages."""
        return [await self.next() for _ in range(count)]

    async def is_quiet(self) -> bool:
        """Nothing more comes."""
        return bool(await self.wire.receive_nothing(QUIET_SECONDS))

    async def closed(self) -> int:
        """The code with which the server closes; messages before it are passed by."""
        while True:
            output: Any = await self.wire.receive_output(WAIT_SECONDS)
            if output["type"] == "websocket.close":
                return int(output["code"])

    async def say(self, message: Any) -> None:
        """Send JSON."""
        await self.send(text=json.dumps(message))

    async def send(self, **content: str | bytes) -> None:
        """Send `text` or `bytes` as they are."""
        await self.wire.send_input({"type": "websocket.receive", **content})

    async def hang_up(self) -> None:
        """The client goes away."""
        await self.wire.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wire.wait(WAIT_SECONDS)


@asynccontextmanager
async def opened(query: str, **headers: str) -> AsyncIterator[Socket]:
    """A socket that was accepted; header names with _ for -."""
    socket = Socket(query, headers)
    assert await socket.handshake(), "the socket was refused"
    try:
        yield socket
    finally:
        await socket.hang_up()


async def refused(query: str, **headers: str) -> bool:
    """Whether the handshake itself is refused."""
    return not await Socket(query, headers).handshake()


def page_of(speaker: Speaker) -> dict[str, str]:
    """The headers a browser sends from a page of ours."""
    return {"Cookie": f"sessionid={speaker.cookies['sessionid'].value}", "Origin": f"http://{SITE}"}


def live(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run an async story; what it does with the database happens in this thread."""
    async_to_sync(story)()


async def do(action: Callable[[], Any]) -> Any:
    """Do something with the database inside a story."""
    return await sync_to_async(action)()
