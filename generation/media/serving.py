"""Answers with a stored file: ranges, validators, streaming that holds neither a thread nor the whole file.

Who may see the file is the caller's question; ask it before.
"""

import asyncio
from typing import Self
from urllib.parse import quote

from django.conf import settings
from django.core.files.base import File
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags, quote_etag

from generation.media.downloads import disposition, may_be_shown
from generation.media.errors import MissingFile
from generation.media.ranges import ByteRange, Unsatisfiable, requested_range
from generation.media.storage import open_stored

_CHUNK_BYTES = 256 * 1024
# A file opened in its own tab runs nothing and loads nothing but itself: Chromium counts a film there as media.
_POLICY = "sandbox; default-src 'none'; media-src 'self'"


class StoredBytes:
    """An async iterator over part of a stored file, read in a thread; Django calls `close` in every case.

    Raises `MissingFile` midway if the file turns out shorter than its row says, which breaks the connection:
    the browser then sees a failed download and not a whole one.
    """

    def __init__(self, file: "File[bytes]", wanted: ByteRange) -> None:
        self._file = file
        self._left = wanted.length

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        if not self._left:
            raise StopAsyncIteration
        chunk: bytes = await asyncio.to_thread(self._file.read, min(_CHUNK_BYTES, self._left))
        if not chunk:
            raise MissingFile
        self._left -= len(chunk)
        return chunk

    def close(self) -> None:
        self._file.close()


async def media_response(
    request: HttpRequest,
    *,
    stored_name: str,
    media_type: str,
    etag: str,
    size: int,
    fresh_seconds: int,
    download_name: str | None = None,
) -> HttpResponseBase:
    """The answer to a GET or HEAD for the file `stored_name` of `size` bytes: 200, 206, 304 or 416.

    `etag` is strong, quoted or not (the SHA-256 will do). The browser that asked may keep it for `fresh_seconds`.
    With `download_name` it saves it under that name; what is no picture or film is always saved. Raises `MissingFile`
    if the store does not hold it whole.
    """
    validator = quote_etag(etag)
    if _is_known(request, validator):
        response: HttpResponseBase = HttpResponse(status=304)
    elif settings.MEDIA_ACCEL_REDIRECT:
        response = _handed_to_proxy(stored_name)
    else:
        response = await _answer(request, stored_name, validator, size)
    response.setdefault("Cache-Control", f"private, max-age={fresh_seconds}, immutable")
    return _labelled(response, media_type, validator, download_name)


def _is_known(request: HttpRequest, validator: str) -> bool:
    """If-None-Match, compared weakly (RFC 9110 section 13.1.2)."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or validator in {tag.removeprefix("W/") for tag in known}


def _handed_to_proxy(stored_name: str) -> HttpResponse:
    """The web server in front sends the file itself, ranges included (docs/media.md shows its part)."""
    response = HttpResponse()
    response["X-Accel-Redirect"] = f"{settings.MEDIA_ACCEL_REDIRECT.rstrip('/')}/{quote(stored_name)}"
    return response


async def _answer(request: HttpRequest, stored_name: str, validator: str, size: int) -> HttpResponseBase:
    try:
        part = _wanted_part(request, validator, size)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Cache-Control": "no-store"})
    wanted = part or ByteRange(0, size)
    response = await _body(request, stored_name, wanted, size)
    response["Content-Length"] = str(wanted.length)
    if part is not None:
        response.status_code = 206
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    return response


def _wanted_part(request: HttpRequest, validator: str, size: int) -> ByteRange | None:
    """A range counts for GET only, and only if the file is still the one that If-Range names."""
    if request.method != "GET" or request.headers.get("If-Range", validator).strip() != validator:
        return None
    return requested_range(request.headers.get("Range"), size)


async def _body(request: HttpRequest, stored_name: str, wanted: ByteRange, size: int) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse()
    file = await asyncio.to_thread(_opened_at, stored_name, wanted.start, size)
    return StreamingHttpResponse(StoredBytes(file, wanted))


def _opened_at(stored_name: str, start: int, size: int) -> "File[bytes]":
    file = open_stored(stored_name)
    if file.size != size:
        file.close()
        raise MissingFile
    file.seek(start)
    return file


def _labelled(
    response: HttpResponseBase, media_type: str, validator: str, download_name: str | None
) -> HttpResponseBase:
    response["Content-Type"] = media_type if may_be_shown(media_type) else "application/octet-stream"
    response["ETag"] = validator
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = disposition(download_name, media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
