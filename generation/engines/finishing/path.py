"""A steady camera path from a shaken one (pure): where each frame of a shot is to be shown, and how much is cut off."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generation.engines.finishing.shake import Move

Path = npt.NDArray[np.float64]
"""(frames, 4): x and y as shares of the picture, turn in radians, growth as a logarithm; summed up over a shot."""

SMOOTH_SECONDS = 0.6
"""Width of the average: hands shake several times a second, a pan takes longer."""
MOST_ZOOM = 1.14
"""What is cut off at most, so that no border shows: an eighth of the width and height."""
REACH = 3.0


@dataclass(frozen=True, slots=True)
class Shown:
    """How the frames of one shot are shown: the move of each, and one zoom for all of them."""

    moves: tuple[Move, ...]
    zoom: float


def steadied(moves: Sequence[Move], fps: float, aspect: float, strength: float | None = None) -> Shown:
    """What to do to the frames of a shot whose camera moved like this into each of them (the first one's counts not).

    `aspect`: width to height; `strength` 0..1 of the smoothing, the usual one where None. A steady pan has no shake,
    and stays as it is. Where all of a shake would need more than MOST_ZOOM, as much of it goes as can.
    """
    path = summed(moves)
    seconds = SMOOTH_SECONDS * (1.0 if strength is None else 2.0 * strength)
    wanted = smooth(path, seconds * fps) - path
    wanted[:, 3] = np.clip(wanted[:, 3], -0.04, 0.04)
    wanted = _within_bounds(wanted, aspect)
    zoom = max(1.0, float(needed_zoom(wanted, aspect).max())) if len(wanted) else 1.0
    return Shown(tuple(Move(*(float(part) for part in row)) for row in wanted), zoom)


def summed(moves: Sequence[Move]) -> Path:
    """The path that these moves make; it begins at nothing."""
    steps = np.array([(one.x, one.y, one.turn, one.grow) for one in moves], np.float64).reshape(-1, 4)
    if len(steps):
        steps[0] = 0
    return np.cumsum(steps, axis=0)


def smooth(path: Path, sigma: float) -> Path:
    """A Gaussian average whose ends go on as the path does, so that a straight path stays itself."""
    reach = int(np.ceil(REACH * sigma))
    if len(path) < 3 or reach < 1:
        return path.copy()
    reach = min(reach, len(path) - 1)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    ends = np.concatenate([2 * path[0] - path[reach:0:-1], path, 2 * path[-1] - path[-2 : -reach - 2 : -1]])
    return np.stack([np.convolve(ends[:, part], kernel, "valid") for part in range(path.shape[1])], axis=1)


def needed_zoom(moves: Path, aspect: float) -> npt.NDArray[np.float64]:
    """How much each frame must be enlarged so that none of its edges shows, moved like this.

    A place of the result lies in the frame at R^-1 (place / zoom - shift) / growth; its corners must be inside.
    """
    x, y, turn, grow = np.abs(moves[:, 0]) * aspect, np.abs(moves[:, 1]), moves[:, 2], np.exp(moves[:, 3])
    c, s = np.abs(np.cos(turn)), np.abs(np.sin(turn))
    half_x, half_y = aspect / 2, 0.5
    room_x = grow * half_x - (c * x + s * y)
    room_y = grow * half_y - (s * x + c * y)
    across, down = c * half_x + s * half_y, s * half_x + c * half_y
    return np.asarray(np.maximum(across / np.maximum(room_x, 1e-6), down / np.maximum(room_y, 1e-6)), np.float64)


def _within_bounds(wanted: Path, aspect: float) -> Path:
    """The moves, made smaller where they would need too much zoom; smoothly, so that nothing jerks there."""
    if not len(wanted):
        return wanted
    low, high = np.zeros(len(wanted)), np.ones(len(wanted))
    for _ in range(20):
        middle = (low + high) / 2
        fits = needed_zoom(wanted * middle[:, None], aspect) <= MOST_ZOOM
        low, high = np.where(fits, middle, low), np.where(fits, high, middle)
    share = np.where(needed_zoom(wanted, aspect) <= MOST_ZOOM, 1.0, low)
    return np.asarray(wanted * _least_around(share, 6)[:, None], np.float64)


def _least_around(line: npt.NDArray[np.float64], reach: int) -> npt.NDArray[np.float64]:
    """The least within `reach`, averaged over as much: never more than the line itself."""
    least = np.lib.stride_tricks.sliding_window_view(np.pad(line, reach, mode="edge"), 2 * reach + 1).min(axis=1)
    around = np.lib.stride_tricks.sliding_window_view(np.pad(least, reach, mode="edge"), 2 * reach + 1)
    return np.asarray(np.minimum(around.mean(axis=1), line), np.float64)
