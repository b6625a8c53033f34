"""Nobody fills the disk by sending: not even who has no login, for a body is read before anybody is asked for."""

import asyncio
import json
from typing import Any

import pytest

from config import bodies
from config.asgi import application

MOST = 1000


def asked(chunks: list[bytes], headers: list[tuple[bytes, bytes]]) -> tuple[int, Any, int]:
    """The status, the problem and how many parts of the body were read, of a POST to the login page."""
    messages = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    messages.append({"type": "http.request", "body": b"", "more_body": False})
    sent: list[Any] = []

    async def receive() -> Any:
        return messages.pop(0) if messages else await asyncio.sleep(60)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/accounts/login/",
        "raw_path": b"/accounts/login/",
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"localhost"), *headers],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 1),
    }
    asyncio.run(application(scope, receive, send))  # type: ignore[arg-type]  # Channels' types ask for all of ASGI
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], json.loads(body), len(chunks) + 1 - len(messages)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MOST_BYTES", MOST)


def test_a_body_that_says_it_is_too_large_is_not_read() -> None:
    status, problem, read = asked([b"x" * 100] * 100, [(b"content-length", b"10000")])
    assert (status, read) == (413, 0)
    assert problem["detail"] == "This request is too large."
    assert problem["advice"]


def test_a_body_of_unknown_length_is_read_no_further_than_it_may_go() -> None:
    status, problem, read = asked([b"x" * 100] * 100, [(b"transfer-encoding", b"chunked")])
    assert (status, read) == (413, MOST // 100 + 1)
    assert problem["status"] == 413
