"""What of a slide is opaque, what is empty and what changes, asked for many parts of it at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from generation.engines.animatic.canvas import Slide
from generation.engines.animatic.raster import Bytes

SIDE = 16  # pixels: parts are told apart in squares of this side
Counts: TypeAlias = npt.NDArray[np.int32]
Boxes: TypeAlias = npt.NDArray[np.intp]
"""(4, ...): first column, first row, last column and last row of parts of a slide, in pixels."""


@dataclass(frozen=True)
class Coverage:
    """Of a slide in all its phases: from row `solid` down it is opaque over its whole width. `sums` (rows + 1,
    columns + 1, 3) counts the squares above and left of each corner that are somewhere not opaque, that hold
    anything, and that are not the same in all phases."""

    solid: int
    sums: Counts

    def counts(self, boxes: Boxes) -> Counts:
        """The same three numbers (..., 3) for parts of the slide."""
        (x0, y0), (x1, y1) = boxes[:2] // SIDE, boxes[2:] // SIDE + 1
        sums = self.sums
        return np.asarray(sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0])


def coverage(slide: Slide) -> Coverage:
    """The coverage of a slide."""
    phases: Sequence[Bytes] = (slide.image,)
    if slide.moving is not None and slide.moving.cels:
        phases = slide.moving.cels
    low = high = phases[0]
    for phase in phases[1:]:
        low, high = np.minimum(low, phase), np.maximum(high, phase)
    marks = [_marked(np.asarray(cv2.bitwise_not(cv2.extractChannel(low, 3)))), _marked(high)]
    marks.append(_marked(np.asarray(cv2.absdiff(low, high))) if len(phases) > 1 else np.zeros_like(marks[0]))
    sums = cv2.merge([np.asarray(cv2.integral(mark), np.int32) for mark in marks])
    return Coverage(_solid_from(slide.image), np.asarray(sums, np.int32))


def _solid_from(image: Bytes) -> int:
    """The row from which on a picture is opaque over its whole width, to its foot."""
    least = cv2.reduce(cv2.transpose(cv2.extractChannel(image, 3)), 0, cv2.REDUCE_MIN)[0]
    open_rows = np.nonzero(least != 255)[0]
    return int(open_rows[-1]) + 1 if len(open_rows) else 0


def _marked(image: Bytes) -> Bytes:
    """1 for each square in which `image` is somewhere not 0."""
    largest = cv2.dilate(image, np.ones((SIDE, SIDE), np.uint8), anchor=(0, 0))[::SIDE, ::SIDE]
    return np.asarray(largest.reshape(*largest.shape[:2], -1).any(2), np.uint8)
