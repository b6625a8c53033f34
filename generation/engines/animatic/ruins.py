"""What is left of old buildings: broken walls with empty windows, fallen stones, ivy."""

from collections.abc import Sequence

import numpy as np

from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.outline import box, ellipse
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Plane, Scenery
from generation.engines.animatic.raster import Shape

STONE, IVY = ("#4a4744", "#b4aca0"), ("#22381c", "#6f8f40")
HOLLOW = ("#0e0d10", "#26242a")
WALLS = ((-1.0, 0.9, 1.0), (0.25, 0.7, 0.62), (1.25, 0.8, 0.85))
"""Middle, width and height of each wall, in the size of the ruin."""


def ruins(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | None]:
    """Roofless walls that have crumbled from one side, with arched windows open to what is behind."""
    foot, unit = canvas.plan.horizon + 1.0 / plane.z, 1.5 / plane.z * spec.size
    walls: list[Shape] = []
    hollows: list[Shape] = []
    ivy: list[Shape] = []
    for middle, wide, tall in WALLS:
        u = spec.u + middle * unit
        walls.append(_wall(u, foot, wide * unit, tall * unit, rng))
        hollows += _windows(u, foot, wide * unit, tall * unit)
        ivy += _ivy(u, foot, wide * unit, tall * unit, rng)
    walls += _fallen(spec.u, foot, unit, rng)
    parts = ((walls, STONE, 0.01), (hollows, HOLLOW, 0.004), (ivy, IVY, 0.006))
    return [
        canvas.lit(canvas.mask(shapes), plane.z, linear(dark), linear(bright), soft, rim=0.3)
        for shapes, (dark, bright), soft in parts
    ]


def _wall(u: float, foot: float, wide: float, tall: float, rng: np.random.Generator) -> Shape:
    """A wall whose top steps down, course by course."""
    steps = 9
    lean = 1 if rng.random() < 0.5 else -1
    share = np.clip(np.linspace(1.0, 0.25, steps) + rng.normal(0, 0.11, steps), 0.15, 1.05)[::lean]
    x = u + wide * np.linspace(-0.5, 0.5, steps + 1)
    top = [(float(a), foot - tall * float(h)) for h, (p, q) in zip(share, zip(x, x[1:], strict=False), strict=False)
           for a in (p, q)]  # fmt: skip
    return np.array([(x[0], foot + 0.01), *top, (x[-1], foot + 0.01)])


def _windows(u: float, foot: float, wide: float, tall: float) -> list[Shape]:
    made: list[Shape] = []
    for across in (-0.2, 0.16):
        x, half, low, high = u + across * wide, wide * 0.075, foot - tall * 0.16, foot - tall * 0.38
        made += [box(x - half, high, x + half, low), np.asarray(ellipse(x, high, half, half * 1.5))]
    return made


def _ivy(u: float, foot: float, wide: float, tall: float, rng: np.random.Generator) -> list[Shape]:
    """Leaves that climb a wall, and grass at its foot."""
    made: list[Shape] = []
    for _ in range(34):
        x, climb = u + wide * float(rng.normal(-0.22, 0.14)), float(rng.random()) ** 2
        size = wide * float(rng.uniform(0.02, 0.05))
        made.append(np.asarray(ellipse(x, foot - tall * 0.62 * climb, size, size * 0.8)))
    for x in rng.uniform(-0.6, 0.6, 16):
        size = wide * float(rng.uniform(0.03, 0.07))
        made.append(np.asarray(ellipse(u + wide * float(x), foot, size * 1.3, size * 0.8)))
    return made


def _fallen(u: float, foot: float, unit: float, rng: np.random.Generator) -> list[Shape]:
    """Blocks that lie before the walls."""
    made: list[Shape] = []
    for _ in range(14):
        x, size = u + unit * float(rng.uniform(-1.8, 1.9)), unit * float(rng.uniform(0.03, 0.08))
        turn = float(rng.uniform(-0.4, 0.4))
        corners = np.array([(-1, -0.7), (1, -0.7), (1, 0.5), (-1, 0.5)]) * size
        c, s = np.cos(turn), np.sin(turn)
        made.append(corners @ np.array([[c, s], [-s, c]]) + (x, foot + 0.004))
    return made
