"""Snow on rock, and how it looks where no sun tells its sides."""

import numpy as np

from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.raster import Array, F, array, mix, smoothstep

OVERCAST_ROCK = (0.6, 0.5, 0.44)
OVERCAST_SNOW = ((1.1, 1.09, 1.05), (0.58, 0.7, 0.9))
"""How much of its light rock gives back under an overcast sky, and snow in the light and in the shade."""


def capped(canvas: Canvas, albedo: Array, snow: Array, dx: Array, dz: Array) -> Array:
    """Rock with `snow` 0..1 on it. No sun tells its sides under an overcast sky: there the rock is dark and brown, and
    the snow blue where it leans away from the brighter side of the sky."""
    if canvas.plan.scene.time != "overcast":
        return mix(albedo, array([0.93, 0.96, 1.0]), snow[..., None])
    return mix(albedo * array(OVERCAST_ROCK), overcast(canvas, dx, dz), snow[..., None])


def overcast(canvas: Canvas, dx: Array, dz: Array) -> Array:
    """What snow gives back on a slope."""
    way = F(np.sign(canvas.plan.light.direction[0]))
    lean = smoothstep(-0.7, 0.9, dx * way - F(0.35) * dz)
    return mix(array(OVERCAST_SNOW[0]), array(OVERCAST_SNOW[1]), lean[..., None])
