"""Even light: what jumps from frame to frame is taken out, what changes slowly or is switched stays (pure).

Light multiplies: a lamp that gives a tenth less makes all of a picture darker by the same share. So its course is kept
as logarithms, of the typical change of a place from one frame to the next, which what moves does not touch.
"""

from collections.abc import Sequence
from typing import TypeAlias, cast

import cv2
import numpy as np
import numpy.typing as npt

from generation.engines.base import Picture
from generation.engines.finishing.arrays import floats, resized

Course: TypeAlias = npt.NDArray[np.float64]
"""(frames, 3): logarithms of the light of each colour, less that of the first frame."""

PLACES = (64, 36)
"""Cells that two frames are compared in, width x height."""
DARKEST, BRIGHTEST = 6.0, 249.0
"""Levels that still tell of the light; what is clipped does not."""
WINDOW_SECONDS = 0.75
"""How far around a frame its proper light is looked for: flicker is faster, a sunset slower."""
SWITCHED = 0.12
"""A change of the light by more than this share that stays is meant: a lamp, lightning, a door."""
MOST = 0.35
"""No frame's light is changed by more (as a logarithm)."""


def change(before: Picture, after: Picture) -> tuple[float, float, float]:
    """How the light of each colour changed from one frame to the next (logarithms)."""
    one, other = floats(_small(before)), floats(_small(after))
    tells = ((one > DARKEST) & (one < BRIGHTEST) & (other > DARKEST) & (other < BRIGHTEST)).all(axis=2)
    if int(tells.sum()) < 16:
        return 0.0, 0.0, 0.0
    red, green, blue = np.median(np.log(other[tells] / one[tells]), axis=0)
    return float(red), float(green), float(blue)


def _small(rgb: Picture) -> Picture:
    return cast(Picture, resized(rgb, *PLACES))


def course(changes: Sequence[tuple[float, float, float]]) -> Course:
    """The course of the light over a shot, from the changes into each of its frames; the first one's is 0."""
    return np.cumsum(np.array(changes, np.float64).reshape(-1, 3), axis=0)


def corrections(found: Course, fps: float, strength: float | None = None) -> Course:
    """What to add to each frame's light (logarithms) so that it runs evenly; `strength` 0..1, all of it where None."""
    wanted = proper(found, fps) - found
    return np.clip(wanted * (1.0 if strength is None else strength), -MOST, MOST)


def proper(found: Course, fps: float) -> Course:
    """The course without its flicker: medians first, which keep steps, then averages that stop at steps."""
    reach = max(2, round(WINDOW_SECONDS * fps / 2))
    middle = np.stack([_medians(found[:, colour], reach) for colour in range(3)], axis=1)
    steps = np.abs(np.diff(middle.mean(axis=1))) > SWITCHED
    shots = np.split(middle, np.flatnonzero(steps) + 1)
    return np.concatenate([_averages(shot, reach) for shot in shots])


def _medians(line: npt.NDArray[np.float64], reach: int) -> npt.NDArray[np.float64]:
    """Of each frame and those around it, less their own slope: at the ends a slow change goes on."""
    around = np.lib.stride_tricks.sliding_window_view(_continued(line, reach), 2 * reach + 1)
    return np.median(around, axis=1)


def _averages(lines: Course, reach: int) -> Course:
    kernel = np.hanning(2 * reach + 3)[1:-1]
    kernel /= kernel.sum()
    columns = [np.convolve(_continued(lines[:, colour], reach), kernel, "valid") for colour in range(3)]
    return np.stack(columns, axis=1)


def _continued(line: npt.NDArray[np.float64], reach: int) -> npt.NDArray[np.float64]:
    """A line with `reach` more values at either end, mirrored through a steady estimate of its end: a slope goes on."""
    ends = min(len(line), max(3, reach))
    head, tail = float(np.median(line[:ends])), float(np.median(line[-ends:]))
    if len(line) <= reach:
        return np.pad(line, reach, mode="edge")
    slope = (tail - head) / max(1, len(line) - ends)
    first, last = head - slope * (ends - 1) / 2, tail + slope * (ends - 1) / 2
    before = 2 * first - line[1 : reach + 1][::-1]
    after = 2 * last - line[-reach - 1 : -1][::-1]
    return np.concatenate([before, line, after])


def relit(rgb: Picture, correction: npt.NDArray[np.float64]) -> Picture:
    """A frame with the light of each colour changed by these logarithms."""
    if np.abs(correction).max() < 1e-4:
        return rgb
    gains = np.exp(correction)
    table = np.clip(np.rint(np.arange(256)[:, None] * gains[None, :]), 0, 255).astype(np.uint8)
    return cast(Picture, cv2.LUT(rgb, table[None]))
