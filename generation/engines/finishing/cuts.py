"""Where one shot ends and another begins."""

from typing import cast

import cv2
import numpy as np

from generation.engines.base import Picture
from generation.engines.finishing.arrays import fetched
from generation.engines.finishing.flow import flow

ALIKE_AT_ONCE = 0.9
"""Correlation of two frames from which they are one shot whatever moved."""
ALIKE_MOVED = 0.72
"""The same once movement between them is undone: whips of the camera stay above, cuts below."""
FLAT_LEVELS = 2.0
"""Under so little contrast correlation says nothing: a fade through black is no cut."""


def is_cut(before: Picture, after: Picture) -> bool:
    """Whether two gray frames, one after the other, are of different shots."""
    if min(float(before.std()), float(after.std())) < FLAT_LEVELS:
        return False
    if _alike(before, after) > ALIKE_AT_ONCE:
        return False
    return _alike(before, cast(Picture, fetched(after, flow(before, after)))) < ALIKE_MOVED


def _alike(one: Picture, other: Picture) -> float:
    found = cv2.matchTemplate(one, other, cv2.TM_CCOEFF_NORMED)
    return float(np.nan_to_num(found[0, 0]))
