"""The roof one looks out from: gravel, a parapet, vents, a tank, a string of lamps, pigeons."""

from functools import partial
from typing import Any

import numpy as np

from generation.engines.animatic.canvas import Canvas, Making
from generation.engines.animatic.outline import ellipse, smooth
from generation.engines.animatic.palette import linear, neutral
from generation.engines.animatic.plan import Built, Plane
from generation.engines.animatic.raster import F, array
from generation.engines.animatic.sets.lighting import Lamp, Lighting
from generation.engines.animatic.sets.rendering import Frame, rendered
from generation.engines.animatic.sets.solid import Solids
from generation.engines.animatic.sets.surfaces import scatter
from generation.engines.animatic.sets.towers import lighting

FLOOR = 0.17  # of the eye's height: figures of a city stand on it
EDGE = 2.75
BRICK = "#6a4a40"
TANKLESS = ("future", "domed")
"""Towns whose roofs carry no wooden tank."""


def paint_roof(canvas: Canvas, plane: Plane) -> list[Making]:
    """The roof in two layers: what stands at its edge, and its floor with things nearer."""
    spec, plan = plane.spec, canvas.plan
    assert isinstance(spec, Built)
    rng, s, side = canvas.rng(plane.seed), Solids(), spec.side
    half = plan.aspect / 2 * EDGE + 1.2
    with s.walls():
        s.level(-half, half, 0.9, EDGE, FLOOR, "#55524f", "concrete")
        s.panel(-half, half, FLOOR, FLOOR + 0.17, EDGE, BRICK, "bricks", grain=1.0)
        s.level(-half, half, EDGE - 0.03, EDGE + 0.09, FLOOR + 0.17, "#8a8480")
        s.panel(-half, half, FLOOR + 0.13, FLOOR + 0.17, EDGE - 0.03, "#77716c")
    things, lamps = Solids(), []
    x = side * plan.aspect * 0.36 * EDGE * 0.9
    _machine_house(things, x, canvas, rng)
    if spec.style not in TANKLESS:
        _tank(things, -side * plan.aspect * 0.36 * EDGE, 3.0)
    for _ in range(3):
        _vent(things, float(rng.uniform(-0.42, 0.42)) * plan.aspect * EDGE, 2.6, rng)
    lamps += _string(things, canvas, plan.aspect * 0.47 * EDGE, rng)
    _pigeons(things, rng, plan.aspect)
    light = lighting(canvas)
    night = plan.palette.night
    glow = Lamp((x - side * 0.3, FLOOR + 0.4, 2.2), linear("#ffb060") * F(1.4 * night), 0.6)
    town = Lamp((0.0, 1.2, 6.0), array(neutral(plan.palette.accent, 0.4) * F(0.9 * night)), 2.6)
    lit = Lighting(light.ambient * F(0.9), light.sun, light.toward, (glow, town, *lamps))
    frame = Frame(canvas, plan.aspect / 2, lit, night)
    return [partial(rendered, frame, faces, depth, "roof") for faces, depth in ((s.faces, 2.45), (things.faces, 2.6))]


def _machine_house(s: Solids, x: float, canvas: Canvas, rng: np.random.Generator) -> None:
    """The house of the stairs, with a door and a lamp."""
    half, z, night = 0.3, 2.45, canvas.plan.palette.night
    s.box(x - half, x + half, FLOOR, FLOOR + 0.62, z, z + 0.5, BRICK, "bricks")
    with s.at(z - 0.01):
        s.panel(x - half - 0.03, x + half + 0.03, FLOOR + 0.6, FLOOR + 0.66, z - 0.02, "#4a4644")
        s.panel(x - 0.13, x + 0.09, FLOOR, FLOOR + 0.46, z - 0.005, "#3a4a4a", "panels")
        s.outline(ellipse(0, 0, 0.022, 0.016), x - 0.02, FLOOR + 0.53, z - 0.02, "#ffd08a", glow=0.2 + 1.6 * night)
        if rng.random() < 0.6:  # an aerial
            s.panel(x + 0.18, x + 0.185, FLOOR + 0.62, FLOOR + 1.05, z, "#26262a")
            for y in (0.85, 0.92, 0.99):
                s.panel(x + 0.08, x + 0.28, FLOOR + y, FLOOR + y + 0.006, z, "#26262a")


def _tank(s: Solids, x: float, z: float) -> None:
    """A wooden water tank on legs."""
    with s.at(z):
        for dx in (-0.2, 0.17):
            s.panel(x + dx, x + dx + 0.03, FLOOR, FLOOR + 0.34, z, "#2a2624")
        s.face(
            [(x - 0.2, FLOOR, z), (x - 0.18, FLOOR, z), (x + 0.2, FLOOR + 0.34, z), (x + 0.18, FLOOR + 0.34, z)],
            "#2a2624",
        )
        s.outline(
            [(-0.24, 0.34), (0.24, 0.34), (0.22, 0.86), (-0.22, 0.86)],
            x,
            FLOOR,
            z,
            "#6f4e38",
            surface="planks",
            bend=0.9,
        )
        for y in (0.42, 0.56, 0.72):
            s.panel(x - 0.236, x + 0.236, FLOOR + y, FLOOR + y + 0.012, z - 0.01, "#332c28", bend=0.9)
        s.outline([(-0.26, 0.86), (0.26, 0.86), (0, 1.06)], x, FLOOR, z, "#4a3a32", bend=0.9)


def _vent(s: Solids, x: float, z: float, rng: np.random.Generator) -> None:
    """A ventilator or a pipe."""
    if rng.random() < 0.5:
        s.box(x - 0.12, x + 0.12, FLOOR, FLOOR + 0.2, z - 0.1, z + 0.1, "#84888a", "metal", top="#9a9ea0")
        return
    with s.at(z):
        s.outline([(-0.035, 0), (0.035, 0), (0.035, 0.22), (-0.035, 0.22)], x, FLOOR, z, "#7a7e80", bend=0.9)
        s.outline(
            smooth([(-0.07, 0.22), (0.07, 0.22), (0.07, 0.27), (0, 0.31), (-0.07, 0.27)]),
            x,
            FLOOR,
            z,
            "#8f9394",
            bend=0.9,
        )


def _string(s: Solids, canvas: Canvas, reach: float, rng: np.random.Generator) -> list[Lamp]:
    """Bulbs on a sagging wire across the roof."""
    night, z, lamps = canvas.plan.palette.night, 2.5, []
    top, sag = FLOOR + 0.78, float(rng.uniform(0.12, 0.2))
    t = np.linspace(-1, 1, 25)
    wire = np.c_[t * reach, top - sag * (1 - (t * 1.0) ** 2)]
    with s.at(z):
        s.outline(np.r_[wire, wire[::-1] + np.array([0.0, 0.006])], 0, 0, z, "#17171a")
        for i, (x, y) in enumerate(wire[1:-1:2]):
            s.outline(
                ellipse(0, -0.012, 0.014, 0.018), float(x), float(y), z - 0.01, "#ffd590", glow=0.25 + 2.0 * night
            )
            if i % 3 == 1 and night > 0.3:
                lamps.append(Lamp((float(x), float(y), z), linear("#ffb868") * F(0.5 * night), 0.4))
        for x in (-reach, reach):
            s.panel(float(x) - 0.012, float(x) + 0.012, FLOOR, top, z, "#2a2a2e")
    return lamps


def _pigeons(s: Solids, rng: np.random.Generator, aspect: float) -> None:
    """Pigeons on the parapet."""
    body: Any = smooth(
        [
            (-0.035, 0.02),
            (-0.01, 0.012),
            (0.02, 0.02),
            (0.026, 0.045),
            (0.034, 0.05),
            (0.026, 0.062),
            (0.012, 0.055),
            (-0.012, 0.045),
        ]
    )
    first = float(rng.uniform(-0.3, 0.3)) * aspect * EDGE
    for i in range(int(rng.integers(2, 6))):
        x = first + 0.09 * i + 0.03 * float(scatter(i, 3))
        flip = 1 if scatter(i, 8) > 0.4 else -1
        s.outline(body * (flip, 1), x, FLOOR + 0.165, EDGE, "#5a5f68", bend=0.6)
