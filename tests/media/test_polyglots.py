"""Files that are two things at once: what is kept is a new picture of the pixels, and nothing of the other thing."""

import gzip
import io
import zipfile
from collections.abc import Callable

import pytest
from media_material import corners, encoded, heic, quarters
from PIL import Image, PngImagePlugin

from generation.media.errors import MediaError
from generation.media.headers import kind_of
from generation.media.pictures import encode_png, open_upload

SCRIPT = b"<script>alert(document.domain)</script>"
PAGE = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>"
SERVER_PAGE = b"<?php system($_GET['c']); ?>"
UPRIGHT = ["red", "green", "blue", "white"]
KINDS = ("JPEG", "PNG", "WEBP")


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("index.html", PAGE)
    return file.getvalue()


PASSENGERS = {
    "page": PAGE,
    "drawing": DRAWING,
    "server page": SERVER_PAGE,
    "archive": archive(),
    "pdf": b"%PDF-1.7\n" + SCRIPT,
}
CARRIERS: dict[str, Callable[[bytes], bytes]] = {
    **{f"behind a {kind}": lambda more, kind=kind: encoded(quarters(), kind) + more for kind in KINDS},
    "behind a HEIC": lambda more: heic(quarters()) + more,
    "in a JPEG's comment": lambda more: encoded(quarters(), "JPEG", comment=more),
    "in a JPEG's EXIF": lambda more: encoded(quarters(), "JPEG", exif=described(more)),
    "in a WebP's EXIF": lambda more: encoded(quarters(), "WEBP", exif=described(more)),
    "in a PNG's text": lambda more: encoded(quarters(), "PNG", pnginfo=noted(more)),
    "in a PNG's profile": lambda more: encoded(quarters(), "PNG", icc_profile=more),
}


def described(more: bytes) -> bytes:
    tags = Image.Exif()
    tags[0x010E] = more.decode("latin-1")
    return tags.tobytes()


def noted(more: bytes) -> PngImagePlugin.PngInfo:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", more.decode("latin-1"))
    return notes


@pytest.mark.parametrize("passenger", PASSENGERS)
@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_picture_that_carries_something_else_is_kept_as_a_picture_alone(carrier: str, passenger: str) -> None:
    more = PASSENGERS[passenger]
    sent = CARRIERS[carrier](more)
    try:
        opened = open_upload(sent)
    except MediaError:
        return  # refused outright is as good
    assert corners(opened.rgb) == UPRIGHT
    kept = encode_png(opened.rgb, {"origin": "upload"})
    assert kind_of(kept) == "png"
    assert Image.open(io.BytesIO(kept)).format == "PNG"
    for trace in (more, SCRIPT, b"<svg", b"<?php", b"PK\x03\x04", b"%PDF", b"index.html"):
        assert trace not in kept


@pytest.mark.parametrize(
    "data",
    [
        PAGE,
        b"\xef\xbb\xbf" + PAGE,
        b"   \n\t" + PAGE,
        PAGE.decode().encode("utf-16"),
        DRAWING,
        b"\xef\xbb\xbf\n<?xml version='1.0'?><!-- " + b"x" * 9_000 + b" -->" + DRAWING,
        DRAWING.decode().encode("utf-16"),
        gzip.compress(DRAWING),
        SERVER_PAGE,
        archive(),
        b"GIF89a/*" + PAGE + b"*/=1;",
        b"BM" + PAGE,
        b"II*\0" + PAGE,
        b"\xff\xd8\xff" + PAGE,
        b"\x89PNG\r\n\x1a\n" + PAGE,
        b"RIFF\x24\0\0\0WEBP" + PAGE,
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + PAGE,
        PAGE + encoded(quarters(), "PNG"),
        DRAWING + encoded(quarters(), "JPEG"),
    ],
)
def test_a_page_or_a_drawing_is_refused_whatever_it_begins_or_ends_with(data: bytes) -> None:
    with pytest.raises(MediaError) as raised:
        open_upload(data)
    assert raised.value.field == "image"
    assert raised.value.advice
