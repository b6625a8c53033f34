"""How near things are in a picture nobody measured: floor, sky, distinctness, refined along its edges."""

from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np

from generation.engines.animatic.raster import Array, Bytes, F, array, blur, clip, exp, resize, smoothstep

EDGE, BUSY = 0.2, (0.15, 0.32)  # a gradient that is an edge; the share of edges from which a wood or a street begins
WORK_WIDTH = 320  # nearness is soft; this many columns hold it
SKY_GRADIENT, SKY_STEP = 0.28, 22.0  # a column's sky ends at a stronger edge, or a larger jump of colour (Lab)


@dataclass(frozen=True)
class Nearness:
    """0 far .. 1 near, at a working size of at most 320 columns or rows, and the height of the horizon as a share of
    the frame. `upright` 0..1: how much of the upper half is taken by standing things, such as trunks and walls, over
    which a guess may not bend.
    """

    near: Array
    horizon: float
    upright: float
    sky: Array
    """How surely each pixel is sky, 0..1, at the working size."""


def guided(guide: Array, value: Array, radius: int, softness: float) -> Array:
    """Smooth `value` but keep the edges of `guide` (guided filter, He et al. 2010)."""

    def box(a: Array) -> Array:
        return cast(Array, cv2.boxFilter(a, -1, (radius, radius)))

    mean_guide, mean_value = box(guide), box(value)
    a = (box(guide * value) - mean_guide * mean_value) / (box(guide * guide) - mean_guide**2 + F(softness))
    return box(a) * guide + box(mean_value - a * mean_guide)


def standing_out(lab: Array, reach: float) -> Array:
    """How far each colour (Lab) is from those around it, within about `reach` pixels."""
    return array(np.linalg.norm(lab - blur(lab, reach), axis=2))


def estimate(rgb: Bytes) -> Nearness:
    """Nearness of every pixel of an RGB picture."""
    scale = WORK_WIDTH / max(rgb.shape[:2])
    w, h = max(8, round(rgb.shape[1] * scale)), max(8, round(rgb.shape[0] * scale))
    small = resize(array(rgb) * F(1 / 255), w, h)
    grey = array(small.mean(2))
    lab = cast(Array, cv2.cvtColor(small, cv2.COLOR_RGB2Lab))
    sky = _sky(grey, lab)
    horizon = float(np.clip(np.median(sky.sum(0)) / h, 0.25, 0.7)) if sky.mean() > 0.08 else 0.4
    near = _raw(grey, lab, sky, horizon)
    near = guided(grey, near, 21, 4e-3)
    near = _median(clip(near, 0, 1), 7)
    near = guided(grey, cast(Array, cv2.dilate(near, np.ones((5, 5)))), 9, 1e-3)
    low, high = (float(x) for x in np.percentile(near, (2, 98)))
    near = clip((near - F(low)) / F(high - low + 1e-4), 0, 1)
    return Nearness(clip(near, 0, 1), horizon, _upright(grey), sky)


def _upright(grey: Array) -> float:
    edges = _gradient(grey[: len(grey) // 2]) > EDGE
    return float(smoothstep(*BUSY, array(edges.mean())))


def _gradient(grey: Array) -> Array:
    return array(np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)))


def _median(value: Array, size: int) -> Array:
    return array(cv2.medianBlur((value * 255).astype(np.uint8), size)) * F(1 / 255)


def _sky(grey: Array, lab: Array) -> Array:
    """Sky grows down each column from the top until an edge or a jump of colour stops it."""
    h, w = grey.shape
    rows = np.maximum(np.arange(h) - 6, 0)
    smooth = (_gradient(grey) < SKY_GRADIENT) & (np.abs(lab - lab[rows]).sum(2) < SKY_STEP)
    smooth[int(h * 0.8) :] = False
    grown = np.logical_and.accumulate(smooth, 0)
    return _median(array(grown).reshape(h, w), 9)


def _raw(grey: Array, lab: Array, sky: Array, horizon: float) -> Array:
    """Lower is nearer; distinct, central, detailed things come forward; what looks like the air goes back."""
    h, w = grey.shape
    v, u = array(np.arange(h) / h)[:, None], array(np.arange(w) / w)[None]
    floor = clip((v - F(horizon)) / F(1 - horizon), 0, 1) ** F(1.1)
    detail = blur(array(np.abs(cv2.Laplacian(grey, cv2.CV_32F))), 4)
    detail = detail / F(np.percentile(detail, 95) + 1e-4)
    top = lab[: max(3, h // 10)].reshape(-1, 3).mean(0)
    airy = exp(np.abs(lab - top).sum(2) / F(-60))
    distinct = blur(standing_out(lab, w * 0.12), 3)
    distinct = clip(distinct / F(np.percentile(distinct, 97) + 1e-4), 0, 1)
    centre = exp(-(((u - F(0.5)) / F(0.33)) ** 2 + ((v - F(0.58)) / F(0.33)) ** 2))
    near = floor * F(0.62) + F(0.34) * distinct * (F(0.35) + F(0.65) * centre)
    near = near + F(0.12) * clip(detail, 0, 1) - F(0.22) * airy
    return array(near * (1 - F(0.93) * sky))
