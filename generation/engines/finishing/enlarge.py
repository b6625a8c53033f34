"""Larger by two or four: Lanczos, then back-projection until the picture shrinks to what it was, without halos."""

from collections.abc import Callable
from typing import cast

import cv2
import numpy as np

from generation.engines.base import Picture
from generation.engines.finishing.arrays import Floats, floats, levels

ROUNDS = 4
"""Of back-projection (Irani and Peleg 1991); the gain of a fifth is under 0.02 dB."""
BAND_ROWS, EDGE_ROWS = 256, 12
"""Rows of the source at once, and those beside them that it looks at: memory stays small, and a stop is soon heard."""
NOISE_SHARE = 1.5
"""Differences under so many noise levels are not sharpened: they are noise."""


def enlarged(
    rgb: Picture, factor: int, noise_levels: float = 0.0, on_band: Callable[[float], None] | None = None
) -> Picture:
    """`rgb` (H, W, 3), `factor` times as wide and high. `on_band(fraction)` is called between bands and may raise."""
    height, width = rgb.shape[:2]
    out = np.empty((height * factor, width * factor, 3), np.uint8)
    for top in range(0, height, BAND_ROWS):
        first, last = max(0, top - EDGE_ROWS), min(height, top + BAND_ROWS + EDGE_ROWS)
        bottom = min(height, top + BAND_ROWS)
        band = _band(rgb[first:last], factor, noise_levels)
        out[top * factor : bottom * factor] = band[(top - first) * factor : (bottom - first) * factor]
        if on_band is not None:
            on_band(bottom / height)
    return out


def _band(rgb: Picture, factor: int, noise_levels: float) -> Picture:
    source = floats(rgb)
    size = (rgb.shape[1] * factor, rgb.shape[0] * factor)
    made = cast(Floats, cv2.resize(source, size, interpolation=cv2.INTER_LANCZOS4))
    low, high = _bounds(source, size)
    for _ in range(ROUNDS):
        missing = source - cast(Floats, cv2.resize(made, rgb.shape[1::-1], interpolation=cv2.INTER_AREA))
        if noise_levels > 0:
            missing = _without_noise(missing, NOISE_SHARE * noise_levels)
        made += cv2.resize(missing, size, interpolation=cv2.INTER_CUBIC)
        np.clip(made, low, high, out=made)
    return levels(made)


def _bounds(source: Floats, size: tuple[int, int]) -> tuple[Floats, Floats]:
    """The least and the most that each new pixel may be: what its neighbours in the source span. More is a halo, and
    moves away from the larger picture that there was (tests/finishing/test_enlarge.py)."""
    around = np.ones((3, 3), np.uint8)
    low = cv2.resize(cv2.erode(source, around), size, interpolation=cv2.INTER_LINEAR)
    high = cv2.resize(cv2.dilate(source, around), size, interpolation=cv2.INTER_LINEAR)
    return cast(Floats, low), cast(Floats, high)


def _without_noise(missing: Floats, threshold: float) -> Floats:
    """Soft threshold: what is smaller goes, what is larger loses as much."""
    return cast(Floats, np.sign(missing) * np.maximum(np.abs(missing) - np.float32(threshold), 0))
