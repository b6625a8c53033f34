"""Letters for paper: one font that comes with the build, and what the machine has for the scripts that it lacks."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTCollection, TTFont, TTLibError

from accounts.problems import Problem

OWN = Path(settings.BASE_DIR) / "frontend/dist/fonts/DejaVuSans.ttf"
"""Latin, Greek, Cyrillic, Arabic, Hebrew and more. It comes from a package with the interface's build
(frontend/studio/paper-font.mjs)."""
ASCII = frozenset(range(0x20, 0x7F))
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
LIKELY = ("noto", "cjk", "wqy", "droidsansfallback", "hiragino", "pingfang", "msyh", "yugoth", "malgun", "unifont")
"""Parts of the names of fonts that hold many scripts."""
MOST_LOOKED_AT = 400
ENDINGS = (".ttf", ".otf", ".ttc")


@dataclass(frozen=True, slots=True)
class Font:
    """A font's file, its place in a collection, and the characters it can write."""

    path: Path
    number: int
    letters: frozenset[int]


@cache
def own() -> Font:
    """The font that the interface's build brings, else the nearest of the machine. Raises Problem without any."""
    if OWN.is_file():
        return Font(OWN, 0, _letters(OWN, 0))
    found = _named(OWN.name) or for_these(ASCII)
    if found is None or not found.letters >= ASCII:
        advice = "Build the interface: ./dailies up does that."
        raise Problem("Not possible right now", "There are no letters to print with.", advice, status=503)
    return found


def _named(name: str) -> Font | None:
    """The same font where the machine has it."""
    paths = (path for folder in FOLDERS for path in _files(Path(folder).expanduser()) if path.name == name)
    path = next(paths, None)
    return Font(path, 0, _letters(path, 0)) if path else None


def _letters(path: Path, number: int) -> frozenset[int]:
    if path.suffix.lower() == ".ttc":
        with TTCollection(path, lazy=True) as collection:
            return frozenset(collection.fonts[number].getBestCmap() or ())
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def lacking(text: str) -> frozenset[int]:
    """Characters of a text that the own font can't write; spaces and invisible marks are written by all."""
    return frozenset(ord(letter) for letter in text if letter.isprintable() and not letter.isspace()) - own().letters


@cache
def for_these(wanted: frozenset[int]) -> Font | None:
    """A font of the machine that can write all of these; the nearest to that where none can, None where none helps."""
    best: tuple[int, Font] | None = None
    for path in _candidates():
        try:
            letters = _letters(path, 0)
        except (OSError, TTLibError, KeyError, AssertionError):
            continue
        writes = len(wanted & letters)
        if writes == len(wanted):
            return Font(path, 0, letters)
        if writes and (best is None or writes > best[0]):
            best = writes, Font(path, 0, letters)
    return best[1] if best else None


def _candidates() -> Iterator[Path]:
    """Fonts of the machine, those that hold many scripts first."""
    found = sorted(path for folder in FOLDERS for path in _files(Path(folder).expanduser()))
    found.sort(key=lambda path: not any(part in path.name.lower() for part in LIKELY))
    return iter([path for path in found if path.name != OWN.name][:MOST_LOOKED_AT])


def _files(folder: Path) -> Iterator[Path]:
    for where, _, names in os.walk(folder):
        yield from (Path(where) / name for name in names if name.lower().endswith(ENDINGS))
