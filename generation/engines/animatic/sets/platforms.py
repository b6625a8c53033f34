"""A railway station: an island platform under a canopy, its tracks, and the train at it."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.palette import linear
from generation.engines.animatic.raster import F
from generation.engines.animatic.sets import roadside as put
from generation.engines.animatic.sets.lighting import Lamp
from generation.engines.animatic.sets.solid import Solids, span
from generation.engines.animatic.sets.street import Street
from generation.engines.animatic.vocabulary import load

House: TypeAlias = Callable[[Street, int, float, float, int], float]
FAR = 46.0
SLEEPER, RAIL, BALLAST = "#54463a", "#c2c6cc", "#6c645c"
TRACK = 2.55
"""How far aside the middle of a station's tracks lies; a platform is one standing room wide."""
SUNK = -0.52
LIVERIES = ("#7a2430", "#24506a", "#2f5a44", "#c8862e")
ARRIVING, COMING = 0.4, ("driving", "moving", "running")
"""How often a train comes in of which nobody said whether it stands, and what one does that comes in."""
DOORS = (0.25, 0.75)
"""Where along a carriage its doors are."""
_CAB = np.array([(-1, -0.3), (1, -0.3), (1, 1.3), (0.84, 1.66), (0.4, 1.86), (-0.4, 1.86), (-0.84, 1.66), (-1, 1.3)])
_NOSE = np.array([(-1, -0.26), (1, -0.26), (1, 0.5), (0.8, 0.68), (-0.8, 0.68), (-1, 0.5)])
_PANE = np.array([(0.06, 0.8), (0.86, 0.8), (0.82, 1.28), (0.66, 1.38), (0.06, 1.38)])
_GLEAM = np.array([(0.2, 0.8), (0.34, 0.8), (0.56, 1.38), (0.4, 1.38)])
"""Parts of a cab, across in half widths of it."""


def station(street: Street, house: House) -> None:
    """An island platform under a canopy, with a track on both sides and a train at one of them."""
    s, rng, edge = street.solids, street.rng, street.kerb
    side = 1 if rng.random() < 0.5 else -1
    with s.walls():
        for way in (-1, 1):
            _track(s, way)
            s.side(way * edge, 0.5, FAR, SUNK, 0.0, "#8a8680", "bricks")
            s.side(way * (TRACK + 1.15), 0.5, FAR, SUNK, 0.9, "#7a6a5c", "bricks")
            s.side(way * (TRACK + 1.15), 0.5, FAR, 0.9, 0.98, "#b0a89a")
        deep = edge + 0.5
        s.level(-deep, deep, 1.2, 30, 2.62, "#4f5a5c", "planks")
        for way in (-1, 1):
            s.side(way * deep, 1.2, 30, 2.42, 2.62, "#7a2f2a" if way == side else "#33474f")
    for z in np.arange(4.4, 30, 3.2):
        with s.at(float(z)):
            s.box(-side * 0.72 - 0.05, -side * 0.72 + 0.05, 0, 2.62, float(z), float(z) + 0.1, "#2f4a44")
            s.box(-side * 0.72 - 0.6, -side * 0.72 + 0.6, 2.42, 2.5, float(z), float(z) + 0.06, "#2f4a44")
    _train(street, side)
    _bench(street, -side * 0.7, 6.0)
    _clock(street, side * 0.35, 4.6)
    for z in (3.2, 6.4, 9.6):
        s.box(-0.3, 0.3, 2.54, 2.6, z, z + 0.14, "#fff0cc", glow=1.6 if street.lit else 0.5)
        if street.lit:
            street.lamps.append(Lamp((0.0, 2.4, z), linear(put.WARM) * F(2.8), 1.8, 0.12))


def _track(s: Solids, way: int) -> None:
    a, b = span(way * 1.4, way * (TRACK + 1.15))
    s.level(a, b, 0.5, FAR, SUNK, BALLAST, "cobbles")
    for z in np.arange(0.9, 22, 0.42):
        s.level(way * TRACK - 0.62, way * TRACK + 0.62, float(z), float(z) + 0.17, SUNK + 0.01, SLEEPER)
    for x in (-0.42, 0.42):
        s.level(way * TRACK + x - 0.035, way * TRACK + x + 0.035, 0.5, FAR, SUNK + 0.06, RAIL)


def _train(street: Street, side: int) -> None:
    """A train at the platform, its doors and windows along it: one that stands there reaches past the eye, one that
    comes in is seen from its front."""
    rng, scene = street.rng, street.canvas.plan.scene
    said = scene.first("train")
    named = load().colours.get((said.colour or "") if said else "")
    colour = str(named or rng.choice(LIVERIES))
    arrives = rng.random() < ARRIVING or (said is not None and said.action in COMING)
    x, roof = side * (street.kerb + 0.2), side * (TRACK + 0.9)
    cars = [(z, z + 6.2) for z in np.arange(5.2, 30, 6.4).tolist()]
    for z0, z1 in cars if arrives else [(0.7, 5.0), *cars]:
        _carriage(street, x, (z0, z1), colour)
    if arrives:
        _front(street, x, roof, cars[0][0] - 0.02, colour)


def _carriage(street: Street, x: float, ends: tuple[float, float], colour: str) -> None:
    """One carriage between two depths, its flank at `x`."""
    s, side, (z0, z1) = street.solids, float(np.sign(x)), ends
    glass, glow = ("#ffd890", 1.1) if street.lit else ("#2a3a48", 0.0)
    with s.at((z0 + z1) / 2):
        s.side(x + side * 0.02, z0, z1, -0.5, -0.26, "#1d1f23")
        s.side(x, z0, z1, -0.3, 1.75, colour)
        s.side(x - side * 0.005, z0, z1, 0.62, 1.42, "#e8e2d2")
        s.side(x - side * 0.005, z0, z1, 0.5, 0.56, "#e8c02e")
        s.side(x + side * 0.03, z0, z1, 1.7, 1.8, "#5a5f62")
        s.side(x + side * 0.03, z1 - 0.02, z1 + 0.27, -0.5, 1.7, "#17181b")
        doors = [z0 + (z1 - z0) * share for share in DOORS]
        for z in np.arange(z0 + 0.25, z1 - 0.5, 0.78).tolist():
            if all(abs(z + 0.28 - door) > 0.62 for door in doors):
                s.side(x - side * 0.012, z, z + 0.56, 0.74, 1.32, glass, glow=glow)
        for door in doors:
            s.side(x - side * 0.014, door - 0.36, door + 0.36, -0.24, 1.5, "#c9ccc8")
            for leaf in (door - 0.32, door + 0.03):
                s.side(x - side * 0.018, leaf, leaf + 0.29, 0.6, 1.36, glass, glow=glow)
            s.side(x - side * 0.02, door - 0.012, door + 0.012, -0.24, 1.5, "#3a3d40")


def _front(street: Street, x: float, roof: float, z: float, colour: str) -> None:
    """The cab: two panes under a lit board, a yellow nose, head lamps and buffers."""
    s, lit = street.solids, street.lit
    middle, half = (x + roof) / 2, abs(roof - x) / 2
    with s.at(z):
        s.outline(_CAB * (half, 1.0), middle, 0.0, z, colour)
        s.panel(middle - half * 0.94, middle + half * 0.94, -0.52, -0.26, z - 0.004, "#1d1f23")
        s.outline(_NOSE * (half, 1.0), middle, 0.0, z - 0.006, "#e0a92a")
        for way in (-1, 1):
            s.outline(_PANE * (half * way, 1.0), middle, 0.0, z - 0.01, "#16202a", glow=0.0)
            s.outline(_GLEAM * (half * way, 1.0), middle, 0.0, z - 0.012, "#5d7488", glow=0.15)
            s.outline(ellipse(0, 0, 0.1, 0.1), middle + way * half * 0.66, 0.3, z - 0.012, "#2a2c30")
            s.outline(ellipse(0, 0, 0.075, 0.075), middle + way * half * 0.66, 0.3, z - 0.015, "#fff2d0", glow=1.7)
            s.outline(ellipse(0, 0, 0.1, 0.1), middle + way * half * 0.6, -0.36, z - 0.02, "#4a4d52")
        s.panel(middle - 0.012, middle + 0.012, -0.1, 0.68, z - 0.013, "#5a4a22")
        s.panel(middle - half * 0.42, middle + half * 0.42, 1.44, 1.62, z - 0.012, "#15161a")
        board = "#ffb02e"
        s.panel(middle - half * 0.34, middle + half * 0.34, 1.49, 1.57, z - 0.015, board, glow=1.3 if lit else 0.8)


def _bench(street: Street, x: float, z: float) -> None:
    s = street.solids
    with s.at(z):
        s.panel(x - 0.42, x + 0.42, 0.36, 0.58, z + 0.16, "#7a4f30", "planks")
        s.box(x - 0.42, x + 0.42, 0.24, 0.28, z - 0.1, z + 0.16, "#8a5a36", top="#8a5a36")
        for dx in (-0.36, 0.32):
            s.box(x + dx, x + dx + 0.04, 0, 0.25, z - 0.08, z + 0.1, "#26292c")
    street.feet.append(([(x - 0.42, z - 0.1), (x + 0.42, z - 0.1), (x + 0.42, z + 0.16), (x - 0.42, z + 0.16)], 0.4))


def _clock(street: Street, x: float, z: float) -> None:
    """A round clock that hangs from the canopy."""
    s = street.solids
    with s.at(z):
        s.panel(x - 0.012, x + 0.012, 2.2, 2.62, z, "#23262a")
        s.outline(ellipse(0, 0, 0.24, 0.24), x, 2.0, z, "#23262a")
        s.outline(ellipse(0, 0, 0.205, 0.205), x, 2.0, z - 0.01, "#f4efe0", glow=0.7 if street.lit else 0.1)
        for dx, dy in ((0.05, 0.1), (-0.13, 0.05)):
            s.outline([(-0.012, 0), (0.012, 0), (dx + 0.01, dy), (dx - 0.01, dy)], x, 2.0, z - 0.02, "#1a1a1c")
