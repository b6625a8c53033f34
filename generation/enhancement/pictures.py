"""Which pictures of chips there are, as addresses; `drawing` makes them."""

import json
import mimetypes
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static

ADDRESSES = ("without", "beside")
KEPT = "public, max-age=3600"


def found(drawn: Path | None = None) -> dict[str, dict[str, Any]]:
    """By chip; empty where none were drawn yet."""
    drawn = drawn or settings.CHIP_PICTURES_LIST
    try:
        told = _read(drawn, drawn.stat().st_mtime_ns)
    except FileNotFoundError:
        return {}
    return {
        chip: {name: static(f"chips/{value}") if name in ADDRESSES else value for name, value in one.items()}
        for chip, one in told["chips"].items()
    }


def picture_view(request: HttpRequest, name: str) -> HttpResponse:
    """GET /static/chips/{name}: one that was drawn after this process had listed its static files."""
    drawn = settings.CHIP_PICTURES_LIST
    try:
        chips = _read(drawn, drawn.stat().st_mtime_ns)["chips"].values()
        if name not in {one.get(address) for one in chips for address in ADDRESSES}:
            raise Http404
        picture = (drawn.parent / name).read_bytes()
    except FileNotFoundError:
        raise Http404 from None
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return HttpResponse(picture, content_type=media_type, headers={"Cache-Control": KEPT})


@lru_cache(maxsize=2)
def _read(path: Path, changed_at: int) -> dict[str, Any]:
    """`changed_at` makes new pictures another entry of the cache."""
    read: dict[str, Any] = json.loads(path.read_text())
    return read
