"""The frame between two others, from where everything in them goes; nothing is blended across a cut."""

from collections.abc import Iterable, Iterator
from typing import cast

import cv2
import numpy as np

from generation.engines.base import Picture
from generation.engines.finishing.arrays import Floats, fetched, floats, gray_of, levels
from generation.engines.finishing.flow import FINE, flow

DOUBT_PIXELS = 1.5
"""Where the way there and back ends so far from where it began, something was hidden in one of the two."""
APART_LEVELS = 18.0
"""Where the two moved frames differ by more, only the surer one is shown."""


def doubled(frames: Iterable[Picture], cuts: frozenset[int]) -> Iterator[Picture]:
    """Twice as many frames: after each the one between it and the next; before a cut and at the end it stays.

    `cuts`: numbers (0..) of frames that begin another shot. Memory: two frames, at any length.
    """
    before: Picture | None = None
    for number, rgb in enumerate(frames):
        if before is not None:
            yield before if number in cuts else middle(before, rgb)
        yield rgb
        before = rgb
    if before is not None:
        yield before


def middle(before: Picture, after: Picture) -> Picture:
    """The frame halfway in time between two of the same size."""
    one, other = gray_of(before), gray_of(after)
    there, back = flow(one, other, FINE), flow(other, one, FINE)
    # From the frame between, halfway to either side (Jiang et al. 2018, "Super SloMo", equation 4, at one half).
    to_before, to_after = 0.25 * (back - there), 0.25 * (there - back)
    early, late = floats(fetched(before, to_before)), floats(fetched(after, to_after))
    sure_early = _sure(fetched(there, to_before), fetched(back, to_after), to_before)
    sure_late = _sure(fetched(back, to_after), fetched(there, to_before), to_after)
    return levels(_mixed(early, late, sure_early, sure_late))


def _sure(onward: Floats, opposite: Floats, half: Floats) -> Floats:
    """0..1: how well the ways there and back agree with each other and with half of the way."""
    apart = np.hypot(*np.moveaxis(onward + opposite, 2, 0)) + np.hypot(*np.moveaxis(onward + 2 * half, 2, 0))
    return np.asarray(np.exp(-np.square(apart / DOUBT_PIXELS)) + 0.02, np.float32)


def _mixed(early: Floats, late: Floats, sure_early: Floats, sure_late: Floats) -> Floats:
    apart = cv2.blur(np.abs(early - late).mean(axis=2), (5, 5))
    share = sure_early / (sure_early + sure_late)
    sharper = np.clip((share - 0.5) * (1.0 + apart / APART_LEVELS) + 0.5, 0.0, 1.0)[..., None]
    return cast(Floats, sharper * early + (1.0 - sharper) * late)
