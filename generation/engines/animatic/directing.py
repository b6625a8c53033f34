"""What a prompt asks of the camera: the move, which way, how fast, and from where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

BEFORE_WORDS, AFTER_WORDS = 3, 7  # how far from a move its own words may stand, within one clause
DRIFT_WORDS = 3  # "a slight drift to the left": this far, a side is the drift's and not the move's
WAYS = {"left": -1, "right": 1, "up": 1, "down": -1}
SIDEWAYS, UPRIGHT = ("pan", "truck", "orbit", "handheld", "roll"), ("crane", "tilt")
WHOLE = {"crane up": ("crane", 1), "crane down": ("crane", -1), "dolly": ("dolly", 1), "dolly out": ("dolly", -1)}
"""Moves that say their direction themselves."""
WHOLE_PACES = ("measured", "usual", "brisk")
"""Paces that are said of the camera by themselves: "fast camera movement"."""
SEEN_FROM = {"overhead": "high", "dutch": ""}
"""Angles of a picture, as the camera's move hears them."""


class Heard(Protocol):
    """A phrase found in a prompt: words `start` to `end` of clause `clause`."""

    @property
    def category(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def clause(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Ask:
    """A camera move as far as it was named: `direction` 1 right or up, -1 left or down, 0 open; likewise `drift`."""

    kind: str | None = None
    direction: int = 0
    pace: str = ""
    drift: int = 0
    angle: str = ""


def asked(found: Sequence[Heard]) -> Ask:
    """What was said of the camera. What was said first holds; a tilted frame gives way to a move."""
    paced = next((f.value for f in found if f.category == "pace" and f.value in WHOLE_PACES), "")
    moves = sorted((f for f in found if f.category == "move"), key=lambda move: move.value == "roll")
    angle = _first(found, "angle")
    angle = SEEN_FROM.get(angle, angle)
    if not moves:
        return Ask(pace=paced, angle=angle)
    kind = WHOLE.get(moves[0].value, (moves[0].value, 0))[0]
    same = [m for m in moves if WHOLE.get(m.value, (m.value, 0))[0] == kind]
    beside = [f for f in found if any(_beside(f, move) for move in same)]
    return Ask(
        kind=kind,
        direction=next((d for d in (_direction(m, kind, found) for m in same) if d), 0),
        pace=paced or _first(beside, "pace"),
        drift=next((WAYS[w.value] for w in beside if w.value in ("left", "right") and _drifts(w, beside)), 0),
        angle=angle,
    )


def _first(found: Sequence[Heard], category: str) -> str:
    return next((f.value for f in found if f.category == category), "")


def _beside(phrase: Heard, move: Heard) -> bool:
    near = move.start - BEFORE_WORDS <= phrase.start <= move.end + AFTER_WORDS
    return phrase.clause == move.clause and near


def _direction(move: Heard, kind: str, found: Sequence[Heard]) -> int:
    if move.value in WHOLE:
        return WHOLE[move.value][1]
    fitting = ("left", "right") if kind in SIDEWAYS else ("up", "down") if kind in UPRIGHT else ()
    ways = (f for f in found if f.category == "way" and _beside(f, move) and f.value in fitting)
    return next((WAYS[way.value] for way in ways if not _drifts(way, found)), 0)


def _drifts(way: Heard, found: Sequence[Heard]) -> bool:
    drifts = (f for f in found if f.category == "drift" and f.clause == way.clause)
    return any(0 <= way.start - drift.end <= DRIFT_WORDS for drift in drifts)
