"""Serving: what browsers and players ask for, byte for byte, and the file closed whoever hangs up."""

import asyncio
import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from asgiref.sync import async_to_sync
from django.core.files.base import File
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import AsyncRequestFactory
from pytest_django import Settings

from generation.media import serving, storage
from generation.media.errors import MissingFile

WORKSPACE = UUID("0198c0de-0000-7000-8000-000000000001")
CONTENT = bytes(number * 7 % 251 for number in range(700_001))
DIGEST = hashlib.sha256(CONTENT).hexdigest()
ETAG = f'"{DIGEST}"'


@pytest.fixture(autouse=True)
def stored(tmp_path: Path, settings: Settings) -> Path:
    options = {"location": str(tmp_path)}
    disk = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {**settings.STORAGES, "media": {"BACKEND": disk, "OPTIONS": options}}
    settings.MEDIA_ACCEL_REDIRECT = ""
    storage.put(WORKSPACE, CONTENT, "video/mp4")
    return tmp_path / str(WORKSPACE) / DIGEST


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list["File[bytes]"]:
    """Every file that serving opened."""
    files: list[File[bytes]] = []

    def remember(name: str) -> "File[bytes]":
        files.append(storage.open_stored(name))
        return files[-1]

    monkeypatch.setattr(serving, "open_stored", remember)
    return files


def respond(request: HttpRequest, **changes: Any) -> Any:
    facts = {
        "stored_name": f"{WORKSPACE}/{DIGEST}",
        "media_type": "video/mp4",
        "etag": DIGEST,
        "size": len(CONTENT),
        "fresh_seconds": 600,
    }
    return serving.media_response(request, **{**facts, **changes})


def ask(method: str = "get", download: str | None = None, **headers: str) -> tuple[HttpResponseBase, bytes]:
    async def asked() -> tuple[HttpResponseBase, bytes]:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        request = getattr(AsyncRequestFactory(), method)("/media/studio/1", headers=sent)
        response = await respond(request, download_name=download)
        body = b"".join([part async for part in response]) if response.streaming else response.content
        response.close()
        return response, body

    return async_to_sync(asked)()


def test_the_whole_file_comes_with_all_its_labels() -> None:
    response, body = ask()
    assert (response.status_code, body) == (200, CONTENT)
    assert dict(response.items()) == {
        "Content-Type": "video/mp4",
        "Content-Length": str(len(CONTENT)),
        "Content-Disposition": "inline",
        "ETag": ETAG,
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=600, immutable",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'; media-src 'self'",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=100-299", 100, 300),
        ("bytes=262143-262144", 262143, 262145),
        ("bytes=5-", 5, len(CONTENT)),
        ("bytes=-300000", len(CONTENT) - 300_000, len(CONTENT)),
        ("bytes=1-99999999", 1, len(CONTENT)),
    ],
)
def test_a_range_is_answered_exactly(asked: str, start: int, stop: int) -> None:
    response, body = ask(Range=asked)
    assert (response.status_code, body) == (206, CONTENT[start:stop])
    assert response["Content-Range"] == f"bytes {start}-{stop - 1}/{len(CONTENT)}"
    assert response["Content-Length"] == str(stop - start)


@pytest.mark.parametrize("asked", ["bytes=1-2,5-9", "nonsense", "items=1-2", "bytes=9-3"])
def test_several_ranges_or_nonsense_get_the_whole_file(asked: str) -> None:
    response, body = ask(Range=asked)
    assert (response.status_code, body) == (200, CONTENT)
    assert "Content-Range" not in response


def test_a_range_behind_the_end_is_416_and_not_remembered() -> None:
    response, body = ask(Range="bytes=700001-")
    assert (response.status_code, body) == (416, b"")
    assert (response["Content-Range"], response["Cache-Control"]) == ("bytes */700001", "no-store")


def test_if_range_keeps_the_range_only_for_the_same_file() -> None:
    assert ask(Range="bytes=0-9", If_Range=ETAG)[0].status_code == 206
    for other in ('"another"', f"W/{ETAG}", "Wed, 21 Oct 2026 07:28:00 GMT"):
        response, body = ask(Range="bytes=0-9", If_Range=other)
        assert (response.status_code, body) == (200, CONTENT)


@pytest.mark.parametrize("known", [ETAG, f"W/{ETAG}", f'"old", {ETAG}', "*"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_known_file_is_304_without_a_body(known: str, method: str, opened: list[Any]) -> None:
    response, body = ask(method, If_None_Match=known, Range="bytes=0-9")
    assert (response.status_code, body, opened) == (304, b"", [])
    assert response["ETag"] == ETAG


def test_an_old_version_is_sent_anew() -> None:
    assert ask(If_None_Match='"old"')[0].status_code == 200


def test_head_has_the_labels_of_get_and_opens_nothing(opened: list[Any]) -> None:
    response, body = ask("head", Range="bytes=0-9")
    assert (response.status_code, body, opened) == (200, b"", [])
    assert response["Content-Length"] == str(len(CONTENT))


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/pdf", "text/xml", ""])
@pytest.mark.parametrize("download", [None, "page.html"])
def test_what_a_browser_might_run_is_never_opened_in_place(media_type: str, download: str | None) -> None:
    async def asked() -> HttpResponseBase:
        response = await respond(AsyncRequestFactory().get("/"), media_type=media_type, download_name=download)
        response.close()
        return response

    response = async_to_sync(asked)()
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment; ")
    assert ".bin" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_download_has_its_name() -> None:
    response, _ = ask(download="灯台 🎬\r\nX-Evil: 1")
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert "%F0%9F%8E%AC" in response["Content-Disposition"]
    assert "X-Evil" not in response


def test_a_proxy_is_told_where_the_file_lies(settings: Settings, opened: list[Any]) -> None:
    settings.MEDIA_ACCEL_REDIRECT = "/protected/"
    response, body = ask(Range="bytes=0-9", download="film")
    assert (response.status_code, body, opened) == (200, b"", [])
    assert response["X-Accel-Redirect"] == f"/protected/{WORKSPACE}/{DIGEST}"
    assert response["Content-Disposition"].startswith("attachment")
    assert ask(If_None_Match=ETAG)[0].status_code == 304


def test_a_file_that_is_gone_or_cut_short_is_missing(stored: Path) -> None:
    stored.write_bytes(CONTENT[:1000])
    with pytest.raises(MissingFile):
        ask()
    stored.unlink()
    with pytest.raises(MissingFile):
        ask(Range="bytes=0-9")


def test_a_file_cut_short_while_it_is_sent_breaks_off(stored: Path) -> None:
    async def cut() -> None:
        response = await respond(AsyncRequestFactory().get("/"))
        stored.write_bytes(b"")
        with pytest.raises(MissingFile):
            [part async for part in response]
        response.close()

    async_to_sync(cut)()


def test_the_file_is_closed_at_the_end_and_when_nobody_reads_it(opened: list["File[bytes]"]) -> None:
    async def unread() -> None:
        (await respond(AsyncRequestFactory().get("/"))).close()

    ask()
    async_to_sync(unread)()
    assert [file.closed for file in opened] == [True, True]


def test_no_more_than_a_chunk_is_read_ahead(opened: list["File[bytes]"]) -> None:
    async def first_part() -> int:
        response = await respond(AsyncRequestFactory().get("/"))
        await anext(aiter(response))
        at: int = opened[0].tell()
        response.close()
        return at

    assert async_to_sync(first_part)() == 256 * 1024


def test_a_client_that_goes_away_midway_closes_the_file(opened: list["File[bytes]"]) -> None:
    """The real ASGI handler, a client that takes one part of the answer and hangs up."""
    async_to_sync(hang_up)(2)
    end = time.monotonic() + 5
    while not opened[0].closed and time.monotonic() < end:
        time.sleep(0.01)  # a read that was under way in its thread ends first
    assert [file.closed for file in opened] == [True]


async def hang_up(after_parts: int) -> None:
    taken, gone = 0, asyncio.Event()
    asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> dict[str, Any]:
        for message in asked:
            return message
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        nonlocal taken
        taken += 1
        if taken > after_parts:
            gone.set()
            await asyncio.sleep(30)  # a client that no longer reads

    scope = {"type": "http", "method": "GET", "path": "/film", "headers": [], "query_string": b""}
    await asyncio.wait_for(handler(respond)(scope, receive, send), timeout=20)


def handler(view: Callable[..., Any]) -> Any:
    """Django's ASGI handler with this one view and no middleware."""
    from django.core.handlers.asgi import ASGIHandler

    class OneView(ASGIHandler):
        def load_middleware(self, is_async: bool = False) -> None:
            self._middleware_chain = None

        async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
            response: StreamingHttpResponse = await view(request)
            return response

    return OneView()
