"""How the camera moves from frame to frame, and a frame as it would be from elsewhere."""

from dataclasses import dataclass
from typing import Any, cast

import cv2
import numpy as np
import numpy.typing as npt

from generation.engines.base import Picture
from generation.engines.finishing.arrays import resized, within

SHORT_SIDE = 360
"""Where movement is measured: a twentieth of a pixel there is well under one in 4K."""
MOST_POINTS, LEAST_POINTS = 240, 12
AGREE_PIXELS = 1.5
"""How far a point may be from where the camera's movement puts it (RANSAC, Fischler and Bolles 1981)."""
SURE = 0.08
"""Response of a phase correlation from which its shift is believed."""


@dataclass(frozen=True, slots=True)
class Move:
    """What the picture did from one frame to the next: a shift as a share of its width and height, a turn in radians,
    a growth as a logarithm."""

    x: float = 0.0
    y: float = 0.0
    turn: float = 0.0
    grow: float = 0.0


STILL = Move()


def small(gray: Picture) -> Picture:
    """A frame as movement is measured in it."""
    return cast(Picture, resized(gray, *within(gray.shape[1], gray.shape[0], SHORT_SIDE)))


def move(before: Picture, after: Picture) -> Move:
    """The camera's movement between two small gray frames, around their middle; none where nothing can be followed."""
    found = _followed(before, after)
    if found is None:
        return _correlated(before, after)
    height, width = before.shape
    a, b = float(found[0, 0]), float(found[1, 0])
    middle = np.array([(width - 1) / 2, (height - 1) / 2])
    shift = found[:, :2] @ middle + found[:, 2] - middle
    return Move(shift[0] / width, shift[1] / height, float(np.arctan2(b, a)), float(np.log(max(1e-6, np.hypot(a, b)))))


def _followed(before: Picture, after: Picture) -> npt.NDArray[np.float64] | None:
    """A 2 x 3 similarity from followed corners; None where too few agree."""
    corners = cv2.goodFeaturesToTrack(before, MOST_POINTS, 0.01, 8)
    if corners is None or len(corners) < LEAST_POINTS:
        return None
    there, seen, _ = cv2.calcOpticalFlowPyrLK(before, after, corners, None)  # type: ignore[call-overload]
    kept = seen.ravel() == 1
    if int(kept.sum()) < LEAST_POINTS:
        return None
    options: dict[str, Any] = {"method": cv2.RANSAC, "ransacReprojThreshold": AGREE_PIXELS}
    found, agree = cv2.estimateAffinePartial2D(corners[kept], there[kept], **options)
    if found is None or int(agree.sum()) < max(LEAST_POINTS, 0.3 * int(kept.sum())):
        return None
    return cast(npt.NDArray[np.float64], found)


def _correlated(before: Picture, after: Picture) -> Move:
    height, width = before.shape
    window = cv2.createHanningWindow((width, height), cv2.CV_32F)
    (x, y), response = cv2.phaseCorrelate(before.astype(np.float32), after.astype(np.float32), window)
    return Move(x / width, y / height) if response > SURE else STILL


def seen_from(rgb: Picture, shown: Move, zoom: float) -> Picture:
    """A frame moved by `shown` and enlarged around its middle; what would lie outside mirrors the edge."""
    if shown == STILL and zoom == 1.0:
        return rgb
    height, width = rgb.shape[:2]
    size = zoom * float(np.exp(shown.grow))
    turn = size * np.array([[np.cos(shown.turn), -np.sin(shown.turn)], [np.sin(shown.turn), np.cos(shown.turn)]])
    middle = np.array([(width - 1) / 2, (height - 1) / 2])
    shift = zoom * np.array([shown.x * width, shown.y * height])
    matrix = np.hstack([turn, (middle + shift - turn @ middle)[:, None]])
    how, border = cv2.INTER_CUBIC, cv2.BORDER_REFLECT_101
    return cast(Picture, cv2.warpAffine(rgb, matrix, (width, height), flags=how, borderMode=border))
