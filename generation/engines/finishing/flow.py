"""Where each pixel went from one frame to another."""

from functools import cache
from typing import cast

import cv2
import numpy as np

from generation.engines.base import Picture
from generation.engines.finishing.arrays import Floats, resized, within

FINE, QUICK = cv2.DISOPTICAL_FLOW_PRESET_MEDIUM, cv2.DISOPTICAL_FLOW_PRESET_FAST
"""Dense inverse search (Kroeger, Timofte, Dai, Van Gool 2016): for new frames, and for averages over old ones."""
SHORT_SIDE = 432
"""Flow is looked for at no more pixels of the shorter side: beyond that it gains nothing and costs by the square."""


@cache
def _engine(preset: int) -> cv2.DISOpticalFlow:
    return cv2.DISOpticalFlow.create(preset)


def flow(before: Picture, after: Picture, preset: int = QUICK, short_side: int = SHORT_SIDE) -> Floats:
    """(H, W, 2) float32 pixels: where each pixel of `before` went. Both are gray, equal in size."""
    height, width = before.shape
    small = within(width, height, short_side)
    if small == (width, height):
        return _calc(before, after, preset)
    found = _calc(resized(before, *small), resized(after, *small), preset)
    found *= np.array([width / small[0], height / small[1]], np.float32)
    return cast(Floats, cv2.resize(found, (width, height), interpolation=cv2.INTER_LINEAR))


def _calc(before: Picture, after: Picture, preset: int) -> Floats:
    # OpenCV takes None for "no first guess", which its type stubs leave out.
    return cast(Floats, _engine(preset).calc(before, after, None))  # type: ignore[call-overload]
