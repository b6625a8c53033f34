"""A picture that was chosen, in the light and colours that words ask for which were not said when it was made.

A take keeps its frame: who is where, the place, the sky. What light and colours the new words ask for beyond the
frame's is laid over it as a colourist does, once for the whole shot.
"""

from typing import cast

import cv2
import numpy as np

from generation.engines.animatic.finish import BRIGHTNESS, colour_matrix, target_brightness, with_contrast
from generation.engines.animatic.keylight import setup
from generation.engines.animatic.plan import Plan
from generation.engines.animatic.raster import Array, Bytes, F, array, smoothstep

LEAST_MEAN, MOST_MEAN = 0.06, 0.94
"""Mean brightness of a picture that a curve can still move."""
LEAST_POWER, MOST_POWER = 0.45, 2.2
LEAST_SATURATION, MOST_SATURATION = 0.2, 2.5
"""Colours come back only so far where they were taken away."""
LIFT = 0.75
"""How much of what a drawn scene would be brighter or darker a finished picture becomes."""
SHADE = 0.75
"""How much of what a drawn figure's far half loses its whole picture loses."""


def regraded(picture: Bytes, before: Plan, after: Plan) -> Bytes:
    """`picture` (RGB), made for `before`, as `after` asks for it; the same array where both ask for the same light and
    colours. The plans are of one seed and size."""
    lift = (target_brightness(after) - target_brightness(before)) * LIFT
    contrast = after.grade.contrast - before.grade.contrast
    shade = max(0.0, setup(after.scene).shade - setup(before.scene).shade) * SHADE
    if not (lift or contrast or shade) and _colours(before) == _colours(after):
        return picture
    power = _power(picture, lift)
    curve = with_contrast(np.linspace(0, 1, 256) ** power, contrast)
    out = array(cv2.transform(array(cv2.LUT(picture, curve)), _matrix(before, after, max(1.0, power**-0.5))))
    if shade:
        out *= _across(picture.shape[1], after, shade)[None, :, None]
    return cast(Bytes, np.clip(out + F(0.5), 0, 255).astype(np.uint8))


def _power(picture: Bytes, lift: float) -> float:
    """Of the curve that makes a picture so much brighter on average, from the brightness that it has."""
    mean = float(cv2.mean(cv2.resize(picture, (64, 36), interpolation=cv2.INTER_AREA))[:3] @ BRIGHTNESS) / 255
    mean = min(max(mean, LEAST_MEAN), MOST_MEAN)
    wanted = min(max(mean + lift, LEAST_MEAN), MOST_MEAN)
    return min(max(float(np.log(wanted) / np.log(mean)), LEAST_POWER), MOST_POWER)


def _colours(plan: Plan) -> tuple[float, tuple[float, float, float]]:
    return plan.grade.saturation, plan.grade.tint


def _matrix(before: Plan, after: Plan, kept: float) -> Array:
    """From the one's colours to the other's; `kept` gives back what a brighter curve takes of them."""
    old, new = before.grade, after.grade
    tint = tuple(now / was for was, now in zip(old.tint, new.tint, strict=True))
    return colour_matrix(min(kept * new.saturation / max(old.saturation, LEAST_SATURATION), MOST_SATURATION), tint)


def _across(width: int, plan: Plan, shade: float) -> Array:
    """1 on the side that the light comes from, 1 - `shade` on the other."""
    way = 1.0 if plan.light.direction[0] > 0 else -1.0
    across = array(np.linspace(-1, 1, width)) * F(way)
    return array(1 - F(shade) * smoothstep(0.4, -0.8, across))
