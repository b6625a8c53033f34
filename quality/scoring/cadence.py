"""The rhythm of a clip: repeated frames, jumps, standing still, cuts."""

from array import array
from dataclasses import dataclass
from typing import Any, cast

import cv2
import numpy as np
import numpy.typing as npt

from .images import Bytes, Floats

# Steps are measured between 64 x 64 thumbnails brought to one brightness, so a lamp is no cut; under
# the darkest level they are no longer lifted, so a fade to black is none either.
CELLS = 64
EVEN_LEVEL, DARKEST_LEVEL = 110.0, 40.0
# Still: since the picture came to rest no cell has changed by more than the first, nor all of them on
# average by more than the second. Measured from the start of the rest, so that the slowest camera adds
# up and is told from a compressor that is still polishing a frozen frame.
STILL_CELL_LEVELS, STILL_MEAN_LEVELS = 2.5, 0.10
# Eight steps, a third of a second: less is a held pose, not a freeze.
FREEZE_STEPS = 8
# A repeated frame changes next to nothing between steps that move; the B-frames of a compressor come
# down to a fifth of their neighbours.
REPEAT_SHARE, MOVING_LEVELS = 0.15, 0.15
# A jump is twice the steps on either side and visible; a cut is four times them and a new picture.
JUMP_TIMES, JUMP_LEVELS = 2.0, 0.8
CUT_TIMES, CUT_LEVELS, CUT_EASE_LEVELS = 4.0, 11.0, 0.6
# Steps looked at on each side: for the usual pace, and for a repeat that lasts two steps.
NEIGHBOURS, NEXT_TO = 4, 2
# Fewer steps than this have no rhythm.
LEAST_STEPS = 4
# A jump breaks the motion before and after it, and hurts more than a repeated frame.
JUMP_COST = 3.0

Series = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cadence:
    """Counts over a clip; `frozen` is the share of steps in standing runs, `regular` 0..1 the summary; `breaks` the
    frames (0..) at which it is broken: cuts and jumps, then where it begins to stand still, then repeated frames."""

    cuts: int = 0
    jumps: int = 0
    repeats: int = 0
    frozen: float = 0.0
    regular: float = 1.0
    breaks: tuple[int, ...] = ()


class Steps:
    """Collects the change from frame to frame: five bytes a frame, and two thumbnails."""

    def __init__(self) -> None:
        self._before: Floats | None = None
        self._rest: Floats | None = None
        self._change, self._still = array("f"), array("b")

    def add(self, gray: Bytes) -> None:
        now = cast(Floats, cv2.resize(gray.astype(np.float32), (CELLS, CELLS), interpolation=cv2.INTER_AREA))
        even = now * np.float32(EVEN_LEVEL / max(DARKEST_LEVEL, float(now.mean())))
        if self._before is None or self._rest is None:
            self._rest = now
        else:
            self._change.append(float(np.abs(even - self._before).mean()))
            self._still.append(self._at_rest(self._rest, now))
        self._before = even

    def _at_rest(self, rest: Floats, now: Floats) -> bool:
        change = np.abs(now - rest)
        still = float(change.max()) < STILL_CELL_LEVELS and float(change.mean()) < STILL_MEAN_LEVELS
        self._rest = rest if still else now
        return still

    def result(self) -> Cadence:
        return judge(np.asarray(self._change, np.float64), np.asarray(self._still, np.bool_))


def judge(change: Series, still: Marks) -> Cadence:
    """The rhythm in a series of steps: their mean change in gray levels, and whether each stood still."""
    if len(change) < LEAST_STEPS:
        return Cadence()
    before, after = _windows(change, NEIGHBOURS)
    pace = np.maximum(_median(before, change), _median(after, change))
    frozen = _in_runs(still)
    repeat = _repeats(change) & ~frozen
    cut = (change > CUT_LEVELS) & (change / (pace + CUT_EASE_LEVELS) > CUT_TIMES)
    # The step after a repeated frame makes up for it and is no jump of its own.
    jump = (change > JUMP_TIMES * pace) & (change > JUMP_LEVELS) & ~np.r_[False, repeat[:-1]] & ~cut
    lost = JUMP_COST * float((jump | cut).mean()) + float(repeat.mean()) + float(frozen.mean())
    counts = int(cut.sum()), int(jump.sum()), int(repeat.sum()), float(frozen.mean())
    return Cadence(*counts, max(0.0, 1.0 - lost), _breaks(cut | jump, frozen, repeat))


def _breaks(jump: Marks, frozen: Marks, repeat: Marks) -> tuple[int, ...]:
    """Step n lies before frame n + 1."""
    stops = np.diff(np.r_[False, frozen].astype(np.int8)) > 0
    return tuple(int(step) + 1 for marks in (jump, stops, repeat) for step in np.flatnonzero(marks))


def _windows(change: Series, reach: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """(steps, reach) neighbours before and after each step; NaN beyond the ends."""
    padded = np.pad(change, reach, constant_values=np.nan)
    views = np.lib.stride_tricks.sliding_window_view(padded, reach)
    return views[: len(change)], views[reach + 1 :]


def _median(window: npt.NDArray[Any], change: Series) -> Series:
    """Median of each row that has neighbours; 0, which leaves the word to the other side, where none are."""
    known = ~np.isnan(window).all(axis=1)
    medians = np.zeros(len(change))
    medians[known] = np.nanmedian(window[known], axis=1)
    return medians


def _repeats(change: Series) -> Marks:
    """Steps that nearly stop between steps that move: not where a camera starts or comes to rest."""
    before, after = (np.nan_to_num(window).max(axis=1) for window in _windows(change, NEXT_TO))
    moving = np.minimum(before, after)
    return np.asarray((change < REPEAT_SHARE * moving) & (moving > MOVING_LEVELS), np.bool_)


def _in_runs(still: Marks) -> Marks:
    """Only the steps that belong to a run of at least FREEZE_STEPS."""
    edges = np.flatnonzero(np.diff(np.r_[False, still, False].astype(np.int8)))
    kept = np.zeros(len(still), np.bool_)
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        kept[start:stop] = stop - start >= FREEZE_STEPS
    return kept
