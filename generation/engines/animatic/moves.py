"""Camera moves: how one is chosen and done, and where the camera stands at each moment."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from math import pi, sin
from typing import TypeAlias

import numpy as np

from generation.engines.animatic.directing import Ask
from generation.engines.animatic.plan import Camera, Style
from generation.engines.animatic.raster import Array

FREE_MOVES = ("push", "truck", "orbit", "crane", "pull")
"""What an unnamed move is chosen from; three attempts at one seed take three different ones."""
WAYS = (("even", 1.0, 0.0, 0.6), ("settle", 0.88, 1.0, 0.0), ("gather", 1.18, -1.0, -0.6))
"""Ease, amount, drift and lift of the first, second and third attempt: whoever compares them sees three shots."""
AMOUNT_CHANCE, DRIFT_CHANCE = 0.07, (0.55, 0.95)
PACE = {"slow": 0.92, "fast": 1.25, "measured": 0.5, "brisk": 1.55}
MOST_AMOUNT = 1.8  # of a usual move: beyond it the camera would leave what is painted
RISE = {"low": -1.0, "high": 1.0, "eye": 0.0}  # from below the camera sinks as it goes, from above it rises
LATERAL, UPRIGHT = ("pan", "truck", "orbit"), ("crane", "tilt")
NEAR_LIMIT = 3.4  # focus depths nearer than this shorten the travel, or the camera would run into the figure
FAR_REACH = 1.4  # farther ones lengthen it up to this, or a distant castle would hardly come closer
UNDER_WAY = 0.12  # of an even pace is left in every move: it eases in and out and never stands still
LONGEST_LENS, WIDEST_LENS = 1.8, 0.7  # a longer lens moves less against what it sees; beyond these it stays so
HAND = ((0.55, 1.0), (1.7, 0.32), (6.5, 0.045))
"""How often a second, and how far, a hand drifts, sways and trembles."""


@dataclass(frozen=True, slots=True)
class Pose:
    """The camera at one moment: offset right, up and forward in world units; `pan` right and `tilt` up, which turn
    it and move all planes alike, as shares of the frame height; and `roll` in radians."""

    x: float = 0.0
    y: float = 0.0
    z: float = 0.0
    pan: float = 0.0
    tilt: float = 0.0
    roll: float = 0.0


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a shot: `e` of the way done, 0..1; `swing` the same about the middle; `clock` seconds; `reach` how
    far the subject lets the camera travel."""

    e: float
    swing: float
    clock: float
    reach: float
    focus: float


def choose_style(ask: Ask, rng: np.random.Generator, number: int) -> Style:
    """The move of attempt `number`. What was named holds; the rest differs between attempts by rule and by chance."""
    order = [str(move) for move in rng.permutation(FREE_MOVES)]
    turn, side = number - 1, int(rng.choice((-1, 1)))
    ease, amount, aside, lift = WAYS[turn % len(WAYS)]
    amount *= PACE.get(ask.pace, 1.0) * (1 + float(rng.uniform(-AMOUNT_CHANCE, AMOUNT_CHANCE)))
    aside *= float(rng.uniform(*DRIFT_CHANCE))
    kind = ask.kind or order[turn % len(order)]
    return Style(
        kind=kind,
        direction=ask.direction or side * (-1) ** turn,
        amount=min(amount, MOST_AMOUNT),
        ease="even" if ask.pace == "steady" else ease,
        drift=float(ask.drift) or (0.0 if kind in LATERAL else aside),
        lift=0.0 if kind in UPRIGHT else RISE.get(ask.angle, lift),
    )


def eased(ease: str, t: float) -> float:
    """How much of the way is gone at `t`, both 0..1: slow at both ends, and never quite at rest."""
    if ease == "gather":
        return UNDER_WAY * t + (1 - UNDER_WAY) * _smooth(t**1.3)
    if ease == "settle":
        return 1 - eased("gather", 1 - t)
    return UNDER_WAY * t + (1 - UNDER_WAY) * _smooth(t)


def _smooth(t: float) -> float:
    return t * t * (3 - 2 * t)


def _static(s: Style, m: Moment) -> Pose:
    return Pose()


def _push(s: Style, m: Moment) -> Pose:
    return Pose(s.drift * 0.2 * m.swing, s.lift * 0.14 * m.swing + 0.04 * m.e, 0.62 * m.e * m.reach)


def _pull(s: Style, m: Moment) -> Pose:
    way = (0.34 - 0.6 * m.e) * min(1.0, m.reach)
    return Pose(s.drift * 0.2 * m.swing, s.lift * 0.14 * m.swing + 0.08 * m.e, way)


def _dolly(s: Style, m: Moment) -> Pose:
    """On rails: straight ahead or back, level, and farther than a push."""
    return Pose(0.0, 0.0, (-0.12 + 0.86 * (m.e if s.direction > 0 else 1 - m.e)) * m.reach)


def _pan(s: Style, m: Moment) -> Pose:
    return Pose(pan=m.swing * 0.32 * s.direction)


def _tilt(s: Style, m: Moment) -> Pose:
    return Pose(tilt=m.swing * 0.22 * s.direction)


def _truck(s: Style, m: Moment) -> Pose:
    return Pose(m.swing * 0.5 * s.direction, s.lift * 0.14 * m.swing, 0.06 * m.e)


def _orbit(s: Style, m: Moment) -> Pose:
    """Around the subject: the camera goes aside and turns back, so that what is behind sweeps the other way."""
    x = m.swing * 0.6 * s.direction
    y, z = s.lift * 0.14 * m.swing + 0.02 * sin(pi * m.e), 0.14 * sin(pi * m.e) * m.reach
    return Pose(x, y, z, pan=-0.8 * x / m.focus, roll=0.006 * s.direction * m.swing)


def _crane(s: Style, m: Moment) -> Pose:
    return Pose(s.drift * 0.1 * m.swing, s.direction * m.swing * 0.44, 0.22 * m.e * m.reach)


def _handheld(s: Style, m: Moment) -> Pose:
    x, y, pan, tilt, roll = (hand(m.clock, 5 * s.direction + channel) for channel in range(5))
    return Pose(
        0.035 * x + s.drift * 0.2 * m.swing, 0.025 * y + s.lift * 0.14 * m.swing, 0.2 * m.e * m.reach,
        0.009 * pan, 0.007 * tilt, 0.006 * roll,
    )  # fmt: skip


def _roll(s: Style, m: Moment) -> Pose:
    x, y = s.drift * 0.2 * m.swing, s.lift * 0.14 * m.swing
    return Pose(x, y + 0.03 * m.e, 0.3 * m.e * m.reach, roll=0.05 * s.direction * (0.4 + m.e))


Move: TypeAlias = Callable[[Style, Moment], Pose]
MOVES: dict[str, Move] = {
    "static": _static, "push": _push, "pull": _pull, "dolly": _dolly, "pan": _pan, "tilt": _tilt, "truck": _truck,
    "orbit": _orbit, "crane": _crane, "handheld": _handheld, "roll": _roll,
}  # fmt: skip


def pose(camera: Camera, t: float, seconds: float = 4.0) -> Pose:
    """The camera of a drawn shot of `seconds` at `t` 0..1. A long lens needs more room to move as much."""
    style = camera.style
    e = eased(style.ease, t)
    reach = min(FAR_REACH, camera.focus / NEAR_LIMIT)
    p = MOVES[style.kind](style, Moment(e, e - 0.5, t * seconds, reach, camera.focus))
    k = style.amount
    near = k / min(max(camera.lens, WIDEST_LENS), LONGEST_LENS)
    return Pose(p.x * near, p.y * near, p.z * near, p.pan * k, p.tilt * k, p.roll * k)


def leaned(camera: Camera, p: Pose) -> Pose:
    """The pose with the lean of a camera that stands askew all through the shot."""
    return replace(p, roll=p.roll + camera.roll)


@lru_cache(1)
def _steps() -> Array:
    return np.random.default_rng(20).uniform(-1, 1, 4096).astype(np.float32)


def hand(clock: float, channel: int) -> float:
    """Where a hand that holds a camera is at `clock` seconds, about -1..1: noise of three bands, each smooth."""
    return sum(far * _noise(clock * often, channel * 977 + band * 331) for band, (often, far) in enumerate(HAND)) / sum(
        far for _, far in HAND
    )


def _noise(x: float, start: int) -> float:
    """Smooth noise through one random step at each whole number (Catmull-Rom)."""
    steps, i = _steps(), int(np.floor(x))
    a, b, c, d = (float(steps[(start + i + n) % len(steps)]) for n in (-1, 0, 1, 2))
    t = x - i
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
