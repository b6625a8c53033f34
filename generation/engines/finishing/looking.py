"""The first pass over a clip: what the steps need to know of all of it, a few numbers a frame."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from generation.engines.base import DEFLICKER, STABILISE, Picture
from generation.engines.finishing import light, noise, shake
from generation.engines.finishing.arrays import gray_of
from generation.engines.finishing.cuts import is_cut

NOISE_EVERY = 6
"""Noise is measured in one of so many frames."""


@dataclass(frozen=True, slots=True)
class Looks:
    """`cuts`: numbers (0..) of frames that begin another shot; `changes` of the light and `moves` of the camera into
    each frame, empty where no step asked; `noise_levels`: the clip's noise."""

    frames: int
    cuts: frozenset[int]
    changes: tuple[tuple[float, float, float], ...]
    moves: tuple[shake.Move, ...]
    noise_levels: float

    def shots(self) -> Iterator[slice]:
        """The frames of each shot."""
        edges = [0, *sorted(self.cuts), self.frames]
        for first, last in pairwise(edges):
            if last > first:
                yield slice(first, last)


def look(frames: Iterator[Picture], steps: frozenset[str], on_frame: Callable[[int], None]) -> Looks:
    """Look at every frame once. `on_frame(n)` is called after frame n (1..) and may raise."""
    cuts: set[int] = set()
    changes: list[tuple[float, float, float]] = []
    moves: list[shake.Move] = []
    noises: list[float] = []
    before: Picture | None = None
    before_small: Picture | None = None
    count = 0
    for count, rgb in enumerate(frames, start=1):
        small = shake.small(gray_of(rgb))
        starts = before_small is None or is_cut(before_small, small)
        if starts and before_small is not None:
            cuts.add(count - 1)
        if DEFLICKER in steps:
            changes.append((0.0, 0.0, 0.0) if starts or before is None else light.change(before, rgb))
        if STABILISE in steps:
            moves.append(shake.STILL if starts or before_small is None else shake.move(before_small, small))
        if count % NOISE_EVERY == 1:
            noises.append(noise.measured(rgb))
        before, before_small = rgb, small
        on_frame(count)
    return Looks(count, frozenset(cuts), tuple(changes), tuple(moves), median(noises) if noises else 0.0)
