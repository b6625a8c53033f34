"""Hot air over far ground: the lake that is not there."""

from collections.abc import Sequence

import numpy as np

from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.plan import Plane, Scenery
from generation.engines.animatic.raster import F, array, clip, covered, exp, sample, smoothstep, tile

LEVELS = ((0.5, 0.0042, 1.0), (0.86, 0.0054, 0.9), (1.25, 0.0048, 0.7))
"""Each streak of mirrored sky: how far below the horizon in inverse depths of its plane, how thick, how strong."""


def mirage(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | None]:
    """Streaks of sky that lie on the ground near the horizon, with ragged, trembling edges."""
    plan = canvas.plan
    u, v = canvas.uu, canvas.vv
    thick = np.zeros_like(u)
    ragged = sample(tile(31, 512, 5, 4, 0.5), u * F(0.9) + F(plane.seed % 97 / 97), v * F(9))
    comb = sample(tile(45, 512, 8, 8, 0.62), u * F(3.0), v * F(1.5)) - F(0.5)
    for down, high, power in LEVELS:
        middle = plan.horizon + down / plane.z + 0.0
        off = (v - F(middle) + comb * F(high * 1.6)) / F(high * spec.size * 2.4)
        reach = smoothstep(0.32, 0.5, ragged + F(0.12) * (1 - F(down)))
        thick = np.maximum(thick, exp(-(off**2)) * reach * F(power))
    sky = plan.palette.sky[2] * F(0.55) + plan.palette.sky[3] * F(0.5)
    return [Patch(covered(np.broadcast_to(array(sky), (*u.shape, 3)), clip(thick, 0, 0.92)), 0, 0)]
