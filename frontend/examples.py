"""The pictures and clips that show, before anything is asked for, what each quality gives (generation draws them)."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static

ADDRESSES = ("picture", "video")


def find_examples(drawn: Path | None = None) -> list[dict[str, Any]]:
    """One a quality, low first, with addresses in place of file names; empty where none were drawn yet."""
    drawn = drawn or settings.EXAMPLES_LIST
    try:
        told = _read(drawn, drawn.stat().st_mtime_ns)
    except FileNotFoundError:
        return []
    return [
        {name: static(f"examples/{value}") if name in ADDRESSES else value for name, value in one.items()}
        for one in told["examples"]
    ]


@lru_cache(maxsize=2)
def _read(path: Path, changed_at: int) -> dict[str, Any]:
    """`changed_at` makes new examples another entry of the cache."""
    found: dict[str, Any] = json.loads(path.read_text())
    return found
