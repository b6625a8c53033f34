"""The recipe: how a picture or film was made, carried inside the file itself.

PNG: an iTXt chunk with the keyword `dailies`. MP4: the container's `comment`. Both hold one JSON object with
sorted keys, so that the same recipe gives the same bytes.
"""

import io
import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import av

from generation.media.errors import MediaError

Recipe: TypeAlias = dict[str, Any]
"""JSON values only; no id, date or machine, so that the same pixels stay the same file."""

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEYWORD = b"dailies"


def to_json(recipe: Recipe) -> str:
    """Sorted, compact JSON. Lone surrogates, which no file can hold, become "?"."""
    text = json.dumps(recipe, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "replace").decode("utf-8")


def png_chunk(kind: bytes, body: bytes) -> bytes:
    """One whole chunk: length, type, body, checksum (PNG specification 5.3)."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(body, zlib.crc32(kind)))


def recipe_chunk(recipe: Recipe) -> bytes:
    """The recipe as an iTXt chunk, uncompressed (PNG specification 11.3.4.5)."""
    return png_chunk(b"iTXt", _KEYWORD + b"\0\0\0\0\0" + to_json(recipe).encode("utf-8"))


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(type, body) of each chunk, as long as they are whole."""
    at = len(PNG_SIGNATURE)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if at + 12 + length > len(data):
            return
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


def read_recipe(source: Path | str | bytes) -> Recipe:
    """The recipe inside a PNG or MP4, given as a path or as its bytes.

    Raises `MediaError` for another kind of file, or one that holds no recipe; OSError if it cannot be read.
    """
    data = source if isinstance(source, bytes) else _head_or_whole(Path(source))
    text = _from_png(data) if data.startswith(PNG_SIGNATURE) else _from_mp4(source)
    recipe = _parsed(text)
    if recipe is None:
        raise MediaError("file", "This file holds no recipe.", "Choose a picture or film that Dailies made.")
    return recipe


def _head_or_whole(path: Path) -> bytes:
    """A PNG is read whole, of anything else the signature is enough: a film may be large."""
    with path.open("rb") as file:
        head = file.read(len(PNG_SIGNATURE))
        return head + file.read() if head == PNG_SIGNATURE else head


def _from_png(data: bytes) -> str | None:
    for kind, body in png_chunks(data):
        if kind == b"iTXt" and body.startswith(_KEYWORD + b"\0\0"):
            return body.split(b"\0", 5)[-1].decode("utf-8", "replace")
    return None


def _from_mp4(source: Path | str | bytes) -> str | None:
    opened = io.BytesIO(source) if isinstance(source, bytes) else str(source)
    try:
        with av.open(opened, "r", metadata_errors="replace") as container:
            return container.metadata.get("comment")
    except av.FFmpegError:
        return None


def _parsed(text: str | None) -> Recipe | None:
    try:
        recipe = json.loads(text or "")
    except (ValueError, RecursionError):
        return None
    return recipe if isinstance(recipe, dict) else None
