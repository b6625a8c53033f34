"""Dynamic degree: does enough move, and is it movement at all?"""

from typing import cast

import cv2
import numpy as np

from .flow import flow, grid, top_motion, warp
from .images import Bytes, Floats, spread_of

# VBench dynamic_degree: the clip counts as dynamic when, seen 8 times a second, the fastest 5 % of
# vectors pass 6 px at 256 px of height in at least 4 of 16 looks.
LOOKS_PER_SECOND = 8
THRESHOLD_PIXELS, THRESHOLD_SIDE = 6.0, 256
NEEDED_LOOKS, NEEDED_OF = 4, 16
# The figure people see rises with the median motion and is full at half that threshold: beyond it,
# more motion is not better.
ENOUGH_SHARE = 0.5
# Correlation after motion compensation: honest clips stay above 0.8, noise stays under 0.2.
INCOHERENT, COHERENT = 0.2, 0.6
# Under 2 gray levels of contrast (a fade to black) correlation says nothing.
FLAT_LEVELS = 2.0
# A lamp is no movement: frames are brought to one brightness, within these factors, before flow is
# measured. A change under a hundredth is left, it moves nothing.
LEAST_GAIN, MOST_GAIN, DARKEST_LEVEL, NO_CHANGE = 0.5, 2.0, 4.0, 0.01


class DynamicDegree:
    """Looks at key frames, gray at analysis size; keeps one frame and two numbers a look."""

    def __init__(self) -> None:
        self._before: Bytes | None = None
        self._tops: list[float] = []
        self._coherence: list[float] = []

    def add(self, gray: Bytes) -> Floats | None:
        """Takes the next key frame; returns the flow into it, None for the first."""
        before, self._before = self._before, gray
        if before is None:
            return None
        field = flow(before, as_bright_as(before, gray))
        self._tops.append(top_motion(field))
        self._coherence.append(agreement(before, gray, field))
        return field

    @property
    def looks(self) -> int:
        return len(self._tops)

    def raw(self, short_side: int) -> float:
        """VBench's answer, 1 (dynamic) or 0, for gray frames of that short side in pixels."""
        needed = max(1, round(NEEDED_LOOKS * (self.looks + 1) / NEEDED_OF))
        fast = sum(top > _threshold(short_side) for top in self._tops)
        return float(fast >= needed)

    def amount(self, short_side: int) -> float:
        """0 (a still) .. 1 (moves enough), lowered where motion explains nothing, as in noise."""
        enough = float(np.median(self._tops)) / (ENOUGH_SHARE * _threshold(short_side))
        return min(1.0, enough) * self.coherence()

    def coherence(self) -> float:
        """0 (each frame is unrelated to the one before) .. 1; a lone cut does not change it."""
        median = float(np.median(self._coherence)) if self._coherence else 1.0
        return float(np.clip((median - INCOHERENT) / (COHERENT - INCOHERENT), 0.0, 1.0))

    def mean_top_motion(self) -> float:
        """Pixels a look, of the fastest twentieth of the picture."""
        return float(np.mean(self._tops))


def agreement(before: Bytes, after: Bytes, field: Floats) -> float:
    """Correlation (-1..1) of a frame with the one before, carried along the flow between them."""
    fetched = warp(after, grid(*before.shape[:2]) + field)
    (mean, spread), (other_mean, other_spread) = spread_of(before), spread_of(fetched)
    if min(spread, other_spread) < FLAT_LEVELS:
        return 1.0
    # Sums of whole levels are exact: |a - b|^2 = |a|^2 + |b|^2 - 2ab gives the covariance without one more picture.
    apart = float(cv2.norm(before, fetched, cv2.NORM_L2SQR)) / before.size
    covariance = (spread**2 + other_spread**2 + (mean - other_mean) ** 2 - apart) / 2
    return covariance / (spread * other_spread)


def as_bright_as(model: Bytes, gray: Bytes) -> Bytes:
    """`gray` brought to the mean brightness of `model`."""
    gain = max(DARKEST_LEVEL, float(model.mean())) / max(DARKEST_LEVEL, float(gray.mean()))
    if abs(gain - 1.0) < NO_CHANGE:
        return gray
    return cast(Bytes, cv2.convertScaleAbs(gray, alpha=float(np.clip(gain, LEAST_GAIN, MOST_GAIN))))


def _threshold(short_side: int) -> float:
    return THRESHOLD_PIXELS * short_side / THRESHOLD_SIDE
