"""Finds the built studio in Vite's manifest."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

ENTRY, REVIEW_ENTRY = "src/main.ts", "src/review.ts"
"""The studio, and the player of a review link, which shares parts with it."""


@dataclass(frozen=True, slots=True)
class StudioBuild:
    """The studio's files, as paths under STATIC_URL."""

    script: str
    styles: tuple[str, ...]
    preloads: tuple[str, ...]


def find_studio_build(entry: str = ENTRY) -> StudioBuild | None:
    """The files of an entry in the latest build, or None where the interface has not been built yet."""
    manifest = Path(settings.BASE_DIR) / "frontend/dist/.vite/manifest.json"
    try:
        return _read(manifest, manifest.stat().st_mtime_ns, entry)
    except (FileNotFoundError, KeyError):
        return None


@lru_cache(maxsize=4)
def _read(manifest: Path, changed_at: int, entry: str) -> StudioBuild:
    """`changed_at` makes a new build another entry of the cache."""
    chunks: dict[str, Any] = json.loads(manifest.read_text())
    parts = list(_with_imports(chunks, entry, set()))
    styles = dict.fromkeys(style for part in parts for style in part.get("css", ()))
    return StudioBuild(chunks[entry]["file"], tuple(styles), tuple(part["file"] for part in parts[1:]))


def _with_imports(chunks: dict[str, Any], name: str, seen: set[str]) -> Iterator[dict[str, Any]]:
    """A chunk and all that it imports at once, each named once."""
    if name in seen:
        return
    seen.add(name)
    yield chunks[name]
    for imported in chunks[name].get("imports", ()):
        yield from _with_imports(chunks, imported, seen)
