"""Temporal flicker, exactly as VBench defines it."""

import cv2

from .dimensions import METHODS
from .images import Bytes
from .moments import Series

MAX_LEVEL = 255.0
METHOD = METHODS["temporal_flickering"]


class TemporalFlicker:
    """VBench temporal_flickering: (255 - mean over neighbours of mean |difference|) / 255.

    The mean runs over all colour channels at full resolution. Frames are (H, W, 3) uint8; only the
    one before is kept.
    """

    def __init__(self) -> None:
        self._before: Bytes | None = None
        self._sum = 0.0
        self._pairs = 0
        self.series = Series()

    def add(self, bgr: Bytes) -> None:
        if self._before is not None:
            change = cv2.norm(self._before, bgr, cv2.NORM_L1) / bgr.size
            self._sum += change
            self._pairs += 1
            self.series.add(self._pairs, METHOD.shown((MAX_LEVEL - change) / MAX_LEVEL))
        self._before = bgr

    def raw(self) -> float | None:
        """0..1, None with fewer than two frames."""
        return (MAX_LEVEL - self._sum / self._pairs) / MAX_LEVEL if self._pairs else None
