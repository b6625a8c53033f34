"""Motion smoothness: can a frame be told from its neighbours?"""

from typing import Any, NamedTuple, cast

import cv2
import numpy as np
import numpy.typing as npt

from .dimensions import METHODS
from .flow import flow, grid, warp
from .images import Bytes, Floats
from .moments import Series

# A camera reveals a border nobody could predict: it is left out.
BORDER_PIXELS = 8
# Flicker is change of light over large areas, so the residual is looked at in 16 x 16 cells.
LIGHT_CELLS = 16
# One cut changes all light once; capped, it does not pass for flicker.
MOST_LIGHT_LEVELS = 6.0
MAX_LEVEL = 255.0
METHOD = METHODS["motion_smoothness"]


class Residual(NamedTuple):
    """What prediction missed, in gray levels: in detail, and over large areas."""

    detail: float
    light: float


class MotionSmoothness:
    """VBench motion_smoothness with flow interpolation in place of its network.

    Every second frame is predicted from the frames on either side; the score is
    (255 - mean |difference|) / 255. Frames are gray at analysis size; three are kept.
    """

    def __init__(self) -> None:
        self._last: list[Bytes] = []
        self._count = 0
        self._detail = self._light = 0.0
        self._predictions = 0
        self.series = Series()

    def add(self, gray: Bytes) -> None:
        self._last = [*self._last, gray][-3:]
        if self._count >= 2 and self._count % 2 == 0:
            missed = residual(*self._last)
            self._detail += missed.detail
            self._light += min(MOST_LIGHT_LEVELS, missed.light)
            self._predictions += 1
            self.series.add(self._count - 1, METHOD.shown((MAX_LEVEL - missed.detail) / MAX_LEVEL))
        self._count += 1

    def raw(self) -> float | None:
        """0..1, None with fewer than three frames."""
        return (MAX_LEVEL - self._detail / self._predictions) / MAX_LEVEL if self._predictions else None

    def light(self) -> float | None:
        """Mean unexplained change of light over large areas, in gray levels."""
        return self._light / self._predictions if self._predictions else None


def residual(before: Bytes, middle: Bytes, after: Bytes) -> Residual:
    """How far the middle frame is from the one flow interpolation expects."""
    quarter = flow(before, after)
    quarter -= flow(after, before)
    quarter *= 0.25
    spots = grid(*before.shape[:2])
    early, late = warp(before, spots - quarter), warp(after, spots + quarter)
    expected = cast(Bytes, cv2.addWeighted(early, 0.5, late, 0.5, 0))
    missed = _best_of(middle, (expected, early, late))
    return Residual(cv2.mean(_inner(missed))[0], _light(middle, expected))


def _best_of(middle: Bytes, guesses: tuple[Bytes, ...]) -> Bytes:
    """Per pixel the smallest error: what is covered in one neighbour is seen in the other."""
    first, *others = (cast(Bytes, cv2.absdiff(middle, guess)) for guess in guesses)
    for other in others:
        first = cast(Bytes, cv2.min(first, other))
    return first


def _light(middle: Bytes, expected: Bytes) -> float:
    difference = cast(Floats, cv2.subtract(middle, expected, dtype=cv2.CV_32F))
    cells = cv2.resize(_inner(difference), (LIGHT_CELLS, LIGHT_CELLS), interpolation=cv2.INTER_AREA)
    return float(np.abs(cells).mean())


def _inner(image: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """`image` without its border (an eighth of it at most)."""
    border = min(BORDER_PIXELS, min(image.shape[:2]) // 8)
    return image[border : image.shape[0] - border, border : image.shape[1] - border]
