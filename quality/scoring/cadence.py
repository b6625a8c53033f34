"""The rhythm of a clip: repeated frames, jumps, standing still, cuts."""

from array import array
from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

from .images import Bytes, Floats, shrink

# Steps are measured between 64 x 64 thumbnails brought to one brightness, so a lamp is no cut.
CELLS = 64
EVEN_LEVEL, DARKEST_LEVEL = 110.0, 8.0
# Still: no cell changes by more than this. A slow camera changes cells at edges well before that,
# a compressor's key frame does not reach it.
STILL_LEVELS = 0.75
# A standing run shorter than five steps is a held pose, not a freeze.
FREEZE_STEPS = 5
# A repeated frame changes under a quarter of what its neighbours do, where those do move.
REPEAT_SHARE, MOVING_LEVELS = 0.25, 0.25
# A jump is twice its neighbours and visible; a cut is four times them and changes the picture.
JUMP_TIMES, JUMP_LEVELS = 2.0, 0.8
CUT_TIMES, CUT_LEVELS, CUT_EASE_LEVELS = 4.0, 11.0, 0.6
NEIGHBOURS = 4
# Fewer steps than this have no rhythm.
LEAST_STEPS = 4
# A jump takes out two steps' worth of smooth motion, and hurts more than a repeated frame.
JUMP_COST = 3.0


@dataclass(frozen=True, slots=True)
class Cadence:
    """Counts over a clip; `frozen` is the share of steps in standing runs, `regular` 0..1 the summary."""

    cuts: int = 0
    jumps: int = 0
    repeats: int = 0
    frozen: float = 0.0
    regular: float = 1.0


class Steps:
    """Collects the change from frame to frame: eight bytes a frame, and one thumbnail."""

    def __init__(self) -> None:
        self._before: Floats | None = None
        self._mean, self._peak = array("f"), array("f")

    def add(self, gray: Bytes) -> None:
        now = shrink(gray, CELLS, CELLS).astype(np.float32)
        now *= EVEN_LEVEL / max(DARKEST_LEVEL, float(now.mean()))
        if self._before is not None:
            change = cast(Floats, cv2.absdiff(self._before, now))
            self._mean.append(float(change.mean()))
            self._peak.append(float(change.max()))
        self._before = now

    def result(self) -> Cadence:
        return judge(np.asarray(self._mean, np.float64), np.asarray(self._peak, np.float64))


def judge(mean: npt.NDArray[np.float64], peak: npt.NDArray[np.float64]) -> Cadence:
    """The rhythm in a series of steps: mean and greatest change of a cell, in gray levels."""
    if len(mean) < LEAST_STEPS:
        return Cadence()
    around = _around(mean)
    frozen = _in_runs(peak < STILL_LEVELS)
    repeat = (mean < REPEAT_SHARE * around) & (around > MOVING_LEVELS) & ~frozen
    cut = (mean > CUT_LEVELS) & (mean / (around + CUT_EASE_LEVELS) > CUT_TIMES)
    # The step after a repeated frame makes up for it and is no jump of its own.
    jump = (mean > JUMP_TIMES * around) & (mean > JUMP_LEVELS) & ~np.r_[False, repeat[:-1]] & ~cut
    lost = JUMP_COST * (jump | cut).mean() + repeat.mean() + frozen.mean()
    return Cadence(
        int(cut.sum()), int(jump.sum()), int(repeat.sum()), float(frozen.mean()), float(max(0.0, 1.0 - lost))
    )


def _around(mean: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Median of the four steps on either side of each, without the step itself."""
    padded = np.pad(mean, NEIGHBOURS, constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * NEIGHBOURS + 1)
    return np.nanmedian(np.delete(windows, NEIGHBOURS, axis=1), axis=1)


def _in_runs(still: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Only the steps that belong to a run of at least FREEZE_STEPS."""
    edges = np.flatnonzero(np.diff(np.r_[False, still, False].astype(np.int8)))
    kept = np.zeros(len(still), np.bool_)
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        kept[start:stop] = stop - start >= FREEZE_STEPS
    return kept
