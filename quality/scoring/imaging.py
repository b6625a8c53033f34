"""Imaging quality of one frame: sharp, clean, free of blocks, well exposed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import cv2
import numpy as np
import numpy.typing as npt

from .images import Bytes, Floats, ramp, shrink

MAX_LEVEL = 255
# Each part's logistic step: where it is half gone, and how gently. Set on clean and spoilt footage.
BLUR_HALF, BLUR_WIDTH = 0.70, 0.05
NOISE_HALF_LEVELS, NOISE_WIDTH_LEVELS = 7.0, 1.6
BLOCK_HALF, BLOCK_WIDTH = 1.65, 0.16
SPAN_HALF_LEVELS, SPAN_WIDTH_LEVELS = 62.0, 14.0
BRIGHTEST_HALF_LEVEL, BRIGHTEST_WIDTH_LEVELS = 85.0, 14.0
# Clipping beyond five eighths of the picture leaves no exposure to speak of.
CLIP_COST = 1.6
WEIGHTS: Mapping[str, float] = {"sharp": 1.0, "noise": 1.0, "blocks": 1.0, "exposure": 0.8, "contrast": 0.6}
# A part never multiplies the whole away: other defects must still count.
LEAST_PART = 0.02
# Blur is looked for with a box of 9 (Crete et al. 2007), blocks at the 8 px of every common codec.
BLUR_BOX, BLOCK_SIDE = 9, 8
# Steps of up to two levels are the rounding and the coding of smooth light, which look sharp.
SMOOTH_LEVELS = np.array([2.0, 0.0, 0.0, 0.0])  # one channel, in OpenCV's four
NOISE_CELL = 16
NOISE_KERNEL = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)


@dataclass(frozen=True, slots=True)
class Imaging:
    """`value` 0..1; `parts` each 0 (spoilt) .. 1; `figures` as measured (blur 0..1, noise in levels, ...)."""

    value: float
    parts: Mapping[str, float]
    figures: Mapping[str, float]


def imaging(luma: Bytes) -> Imaging:
    """Judges full-resolution luma. The weakest part rules: a geometric mean, pulled to the minimum."""
    exposure, contrast, span = _light(luma)
    figures = {
        "blur": blur(luma),
        "noise_levels": noise(luma),
        "blocks": blockiness(luma),
        "span_levels": span,
    }
    parts = {
        "sharp": 1.0 - ramp(figures["blur"], BLUR_HALF, BLUR_WIDTH),
        "noise": 1.0 - ramp(figures["noise_levels"], NOISE_HALF_LEVELS, NOISE_WIDTH_LEVELS),
        "blocks": 1.0 - ramp(figures["blocks"], BLOCK_HALF, BLOCK_WIDTH),
        "exposure": exposure,
        "contrast": contrast,
    }
    return Imaging(_weakest_rules(parts), parts, figures)


def _weakest_rules(parts: Mapping[str, float]) -> float:
    logs = sum(weight * np.log(max(parts[name], LEAST_PART)) for name, weight in WEIGHTS.items())
    together = float(np.exp(logs / sum(WEIGHTS.values())))
    # Two equal frames of mind: all parts together, and the worst alone (sharp blur does not exist).
    return float(np.sqrt(together * max(min(parts.values()), LEAST_PART)))


def _light(luma: Bytes) -> tuple[float, float, float]:
    """(exposure 0..1, contrast 0..1, span in levels between the 1st and the 99th percentile)."""
    counts = cast(Floats, cv2.calcHist([luma], [0], None, [256], [0, 256])).ravel()
    counts = counts / counts.sum()
    low, high = (int(np.searchsorted(np.cumsum(counts), share)) for share in (0.01, 0.99))
    clipped = float(counts[:3].sum() + counts[253:].sum()) + 0.5 * float(counts[244:253].sum())
    bright = ramp(high, BRIGHTEST_HALF_LEVEL, BRIGHTEST_WIDTH_LEVELS)
    exposure = (1.0 - min(1.0, clipped * CLIP_COST)) * bright
    span = float(high - low)
    return exposure, ramp(span, SPAN_HALF_LEVELS, SPAN_WIDTH_LEVELS), span


def blur(luma: Bytes) -> float:
    """No-reference blur, 0 sharp .. 1 blurred (Crete, Dolmiere, Ladret, Nicolas 2007).

    Blurring again changes a sharp picture a lot and a blurred one hardly; the worse axis counts.
    """
    return max(_blur_along(luma, 1, (BLUR_BOX, 1)), _blur_along(luma, 0, (1, BLUR_BOX)))


def _blur_along(luma: Bytes, axis: int, box: tuple[int, int]) -> float:
    sharp = cv2.subtract(_steps(luma, axis), SMOOTH_LEVELS)
    again = _steps(cast(Bytes, cv2.blur(luma, box)), axis)
    total = cv2.sumElems(sharp)[0] + 1e-6
    return float((total - cv2.sumElems(cv2.subtract(sharp, again))[0]) / total)


def _steps(luma: Bytes, axis: int) -> npt.NDArray[Any]:
    """Absolute difference of each pixel to its neighbour along an axis."""
    pair = (luma[:, 1:], luma[:, :-1]) if axis else (luma[1:], luma[:-1])
    return cast(npt.NDArray[Any], cv2.absdiff(*pair))


def noise(luma: Bytes) -> float:
    """Standard deviation of the noise in gray levels (Immerkaer 1996), from the calmer quarter of cells.

    Cells that are nearly black or white are left out: clipping hides noise.
    """
    height, width = luma.shape
    cells = (max(1, width // NOISE_CELL), max(1, height // NOISE_CELL))
    rough = np.abs(cast(npt.NDArray[np.int16], cv2.filter2D(luma, cv2.CV_16S, NOISE_KERNEL)))
    mean = cv2.resize(rough, cells, interpolation=cv2.INTER_AREA)
    level = shrink(luma, *cells)
    usable = mean[(level > 6) & (level < MAX_LEVEL - 6)]
    calm = np.percentile(usable if usable.size > 20 else mean, 25)
    return float(calm * np.sqrt(np.pi / 2) / 6.0)


def blockiness(luma: Bytes) -> float:
    """Steps on the strongest 8 px phase over the median phase, both axes; 1 = no blocks."""
    across, down = (_phase_excess(_steps(luma, axis).mean(1 - axis)) for axis in (1, 0))
    return float(np.sqrt(across * down))


def _phase_excess(steps: npt.NDArray[np.float64]) -> float:
    usable = len(steps) // BLOCK_SIDE * BLOCK_SIDE
    phases = steps[:usable].reshape(-1, BLOCK_SIDE).mean(0)
    # 0.05 levels keep an even surface from dividing by zero.
    return float((phases.max() + 0.05) / (np.median(phases) + 0.05))
