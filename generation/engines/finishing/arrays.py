"""The few picture operations that every step shares, typed."""

from functools import cache
from typing import Any, TypeAlias, cast

import cv2
import numpy as np
import numpy.typing as npt

from generation.engines.base import Picture

Floats: TypeAlias = npt.NDArray[np.float32]
"""Levels 0..255, or coordinates, as float32."""


def floats(picture: Picture) -> Floats:
    """The same levels as float32."""
    return picture.astype(np.float32)


def levels(field: Floats) -> Picture:
    """Rounded to 8 bits, held within 0..255."""
    return np.clip(np.rint(field), 0, 255).astype(np.uint8)


def gray_of(rgb: Picture) -> Picture:
    """Full-range 8-bit luma."""
    return cast(Picture, cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY))


def resized(image: npt.NDArray[Any], width: int, height: int) -> npt.NDArray[Any]:
    """A copy of this size: averaged where it shrinks, cubic where it grows."""
    smaller = width <= image.shape[1] and height <= image.shape[0]
    how = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return cv2.resize(image, (width, height), interpolation=how)


def within(width: int, height: int, short_side: int) -> tuple[int, int]:
    """(width, height) with at most `short_side` pixels of the shorter side, its shape kept, 16 at least."""
    scale = min(1.0, short_side / min(width, height))
    return max(16, round(width * scale)), max(16, round(height * scale))


@cache
def grid(height: int, width: int) -> Floats:
    """(H, W, 2) coordinates x, y of every pixel. Shared: read only."""
    xs, ys = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    made = np.dstack(np.meshgrid(xs, ys))
    made.flags.writeable = False
    return made


def fetched(image: npt.NDArray[Any], field: Floats) -> npt.NDArray[Any]:
    """`image` read where an (H, W, 2) field of steps in pixels points; beyond the border its edge repeats."""
    where = grid(*field.shape[:2]) + field
    return cast(
        npt.NDArray[Any],
        cv2.remap(image, where, None, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE),  # type: ignore[call-overload]
    )
