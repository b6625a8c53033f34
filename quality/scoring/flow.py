"""Optical flow and what is read out of it."""

from functools import cache
from typing import NamedTuple, cast

import cv2
import numpy as np
import numpy.typing as npt

from .images import Bytes, Floats, magnitude

# DIS at its "fast" preset: the best ordering of defects for its time among OpenCV's flows.
PRESET = cv2.DISOPTICAL_FLOW_PRESET_FAST
# The camera model is fitted on every eighth pixel, in four re-weighted rounds.
FIT_STEP_PIXELS, FIT_ROUNDS = 8, 4
# Residuals beyond 1.5 medians lose weight; 0.15 px keeps a perfect fit from dividing by zero.
FIT_SPREAD, FIT_FLOOR_PIXELS = 1.5, 0.15
# What is left after the camera is only used as a soft mask, so a third of the size is plenty.
RESIDUAL_SHRINK = 3


class Camera(NamedTuple):
    """Camera motion between two frames: shift in pixels, and what moves against it (pixels, H/3 x W/3)."""

    shift: tuple[float, float]
    residual: Floats


@cache
def _engine() -> cv2.DISOpticalFlow:
    return cv2.DISOpticalFlow.create(PRESET)


def flow(before: Bytes, after: Bytes) -> Floats:
    """(H, W, 2) float32 pixels: where each pixel of `before` went. Both are gray, equal in size."""
    # OpenCV takes None for "no first guess", which its type stubs leave out.
    return cast(Floats, _engine().calc(before, after, None))  # type: ignore[call-overload]


@cache
def grid(height: int, width: int) -> Floats:
    """(H, W, 2) coordinates x, y of every pixel. Shared: read only."""
    xs, ys = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    made = np.dstack(np.meshgrid(xs, ys))
    made.flags.writeable = False
    return made


def warp(image: Bytes, where: Floats) -> Bytes:
    """`image` read at the (H, W, 2) coordinates `where`; beyond the border its edge repeats."""
    return cast(Bytes, cv2.remap(image, where, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))  # type: ignore[call-overload]


def top_motion(field: Floats, share: float = 0.05) -> float:
    """Mean length in pixels of the fastest `share` of vectors (VBench dynamic_degree uses 5 %)."""
    lengths = magnitude(field).ravel()
    count = max(1, int(lengths.size * share))
    return float(np.partition(lengths, -count)[-count:].mean())


def camera(field: Floats) -> Camera:
    """Robust affine fit of a flow field: the camera, and the motion it does not explain."""
    params = _fit(field)
    height, width = field.shape[:2]
    small = (max(1, width // RESIDUAL_SHRINK), max(1, height // RESIDUAL_SHRINK))
    field = cast(Floats, cv2.resize(field, small, interpolation=cv2.INTER_AREA))
    rest = (field - _affine(params, *field.shape[:2])).astype(np.float32)
    return Camera((float(params[0, 0]), float(params[0, 1])), magnitude(rest))


def _fit(field: Floats) -> npt.NDArray[np.float64]:
    """(3, 2) parameters: shift, and its change over the picture's width and height."""
    height, width = field.shape[:2]
    half = FIT_STEP_PIXELS // 2
    places = _places(height, width)
    moves = field[half::FIT_STEP_PIXELS, half::FIT_STEP_PIXELS].reshape(-1, 2).astype(np.float64)
    weights = np.ones(len(places))
    for _ in range(FIT_ROUNDS):
        weighed = (places * (weights**2)[:, None]).T
        params = np.linalg.solve(weighed @ places, weighed @ moves)
        distance = np.hypot(*(moves - places @ params).T)
        spread = np.median(distance) * FIT_SPREAD + FIT_FLOOR_PIXELS
        weights = 1.0 / (1.0 + (distance / spread) ** 2)
    return np.asarray(params, np.float64)


@cache
def _places(height: int, width: int) -> npt.NDArray[np.float64]:
    half = FIT_STEP_PIXELS // 2
    y, x = np.mgrid[half:height:FIT_STEP_PIXELS, half:width:FIT_STEP_PIXELS].astype(np.float64)
    rows = np.stack([np.ones_like(x), (x - width / 2) / width, (y - height / 2) / height], -1)
    return rows.reshape(-1, 3)


def _affine(params: npt.NDArray[np.float64], height: int, width: int) -> Floats:
    spots = grid(height, width)
    across, down = (spots[..., :1] - width / 2) / width, (spots[..., 1:] - height / 2) / height
    return np.asarray(params[0] + across * params[1] + down * params[2], np.float32)
