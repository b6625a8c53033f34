"""Where the subject is: what moves against the camera, or what stands out when nothing does."""

from functools import cache
from typing import cast

import cv2
import numpy as np

from .images import Bytes, Floats, shrink, soften, spread

# Side of the maps that weigh a frame. 72 cells hold a subject of a hundredth of the picture.
CELLS = 72
SALIENCY_SIDE = 64
# Moving: 0.6 px and three medians away from the camera's own motion.
MOVING_PIXELS, MOVING_MEDIANS = 0.6, 3.0
# Less than 0.4 % moving is a speck, more than 45 % is the scene itself.
LEAST_AREA, MOST_AREA = 0.004, 0.45
# Subjects are framed near the centre: a bell of 28 % of the side, never the whole weight.
CENTRE_SPREAD, CENTRE_SHARE = 0.28, 0.65
# Saliency jitters from frame to frame; the map follows it slowly so that the mask is no news itself.
SALIENCY_MEMORY = 0.8


def moving(residual: Floats) -> Floats | None:
    """(CELLS, CELLS) weights 0..1 of what moves by itself; None when nothing, or everything, does.

    `residual` is motion against the camera in pixels.
    """
    motion = soften(spread(residual, CELLS), 1.0)
    threshold = max(MOVING_PIXELS, MOVING_MEDIANS * float(np.median(motion)))
    weights = np.clip((motion - threshold) / threshold, 0.0, 1.0)
    if not LEAST_AREA < float((weights > 0.3).mean()) < MOST_AREA:
        return None
    return _unit(weights * (1.0 - CENTRE_SHARE + CENTRE_SHARE * _centre()))


class Salient:
    """(CELLS, CELLS) weights 0..1 of what stands out near the centre, steadied over time."""

    def __init__(self) -> None:
        self._memory: Floats | None = None

    def add(self, gray: Bytes) -> Floats:
        now = spread(saliency(gray), CELLS)
        before = now if self._memory is None else self._memory
        self._memory = SALIENCY_MEMORY * before + (1.0 - SALIENCY_MEMORY) * now
        return _unit(self._memory * _centre())


def saliency(gray: Bytes) -> Floats:
    """(64, 64) spectral residual saliency, 0..1 (Hou and Zhang, CVPR 2007)."""
    small = shrink(gray, SALIENCY_SIDE, SALIENCY_SIDE).astype(np.float32)
    spectrum = np.fft.fft2(small)
    strength = np.abs(spectrum)
    logs = np.log(strength + 1e-6).astype(np.float32)
    rest = logs - cast(Floats, cv2.blur(logs, (3, 3)))
    # exp(rest + i angle), with the angle taken from the spectrum itself.
    turned = spectrum * (np.exp(rest) / np.maximum(strength, 1e-12))
    shown = np.abs(np.fft.ifft2(turned)).astype(np.float32) ** 2
    shown = soften(shown, 3.0)
    return np.asarray(shown / (shown.max() + 1e-9), np.float32)


@cache
def _centre() -> Floats:
    place = (np.arange(CELLS, dtype=np.float32) - CELLS / 2 + 0.5) / CELLS
    return np.exp(-(place[:, None] ** 2 + place[None] ** 2) / (2 * CENTRE_SPREAD**2)).astype(np.float32)


def _unit(weights: Floats) -> Floats:
    soft = soften(weights, 1.2)
    return np.asarray(soft / (soft.max() + 1e-9), np.float32)
