"""Flames in a room: the fire of a hearth, torches and candles, all of which burn while the camera rolls."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from generation.engines.animatic.blazes import TONGUES, Shades, Tongue, burning
from generation.engines.animatic.canvas import Layer
from generation.engines.animatic.sets.rendering import Frame

GOLDEN = 0.618  # of a cycle lies between a flame and the next, so that no two keep step


class Flame(NamedTuple):
    """A flame with its foot at `x`, `y`, `z`, `tall` in world units; `kind` names what it feeds on."""

    x: float
    y: float
    z: float
    tall: float
    kind: str


class Burning(NamedTuple):
    """How something burns: its colours from outside in, how wild and how bright it is."""

    shades: Shades
    wild: float
    power: float


BURNING = {
    "wood": Burning(TONGUES, 1.0, 1.6),
    "torch": Burning((("#ff7a28", 1.0), ("#ffb048", 0.75), ("#ffe0a0", 0.5)), 0.8, 1.8),
    "wax": Burning((("#ffb048", 1.0), ("#ffd890", 0.7)), 0.3, 2.3),
}


def alight(frame: Frame, flames: Sequence[Flame]) -> Layer:
    """The flames at one depth, which are all of one kind, as a layer."""
    first = flames[0]
    how = BURNING[first.kind]
    tongues = [_tongue(frame, flame, number, how.wild) for number, flame in enumerate(flames)]
    return burning(frame.canvas, first.z / frame.eye, tongues, how.shades, how.power)


def _tongue(frame: Frame, flame: Flame, number: int, wild: float) -> Tongue:
    u, v = frame.centre + flame.x / flame.z, frame.canvas.plan.horizon + (frame.eye - flame.y) / flame.z
    lean = 0.12 * wild * float(np.sin(number * 2.4))
    return Tongue(u, v, flame.tall / flame.z, lean, number * GOLDEN % 1.0, wild)
