"""Light in the air: halos around lamps and shafts from windows."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import cv2
import numpy as np

from generation.engines.animatic.canvas import Layer, Patch
from generation.engines.animatic.raster import Array, F, array, blur, clip, exp, fill, resize
from generation.engines.animatic.sets.lighting import Lamp
from generation.engines.animatic.sets.rendering import Frame

Shaft: TypeAlias = tuple[Any, Array, float]
"""A polygon in world points, a colour and a strength."""


def shine(frame: Frame, lamps: Sequence[Lamp], beams: Sequence[Shaft] = (), depth: float = 2.45) -> Layer | None:
    """Halos around lamps and shafts of light in the dusty air, worked out at a quarter of the size."""
    canvas = frame.canvas
    w, h = canvas.width // 4, canvas.height // 4
    light = np.zeros((h, w, 3), np.float32)
    v, u = np.mgrid[0:h, 0:w].astype(np.float32) * F(4 / canvas.scale)
    for lamp in lamps:
        if lamp.halo and lamp.place[2] > 0.5:
            x, y = frame.project([lamp.place])[0] / canvas.scale
            radius = lamp.halo * 2.6 / lamp.place[2]
            far = np.hypot(u - F(x), v - F(y))
            level = exp(far * F(-1 / radius)) * F(0.22) + exp(far * F(-3.5 / radius)) * F(0.4)
            light += level[..., None] * lamp.colour * F(lamp.bulb / max(float(lamp.colour.max()), 1.0))
    for points, colour, power in beams:
        light += _beam(frame, points, w, h)[..., None] * colour * F(power)
    peak = light.max(2)
    if float(peak.max()) < 0.01:
        return None
    alpha = clip(peak, 0, 0.9)
    image = np.dstack([light * (alpha / np.maximum(peak, F(1e-4)))[..., None], alpha * F(0.55)])
    patch = Patch(resize(array(image), canvas.width, canvas.height), 0, 0)
    return Layer(patch, depth, "shine")


def _beam(frame: Frame, points: Any, w: int, h: int) -> Array:
    """A shaft between a window and the floor."""
    pixels = frame.project(np.maximum(np.asarray(points, float), (-99, -99, 0.45))) / 4
    hull = cv2.convexHull(array(pixels))[:, 0]
    mask = np.zeros((h, w), np.uint8)
    fill(mask, [hull])
    return blur(array(mask) / F(255), h * 0.012)
