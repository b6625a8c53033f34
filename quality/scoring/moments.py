"""Where in a clip something is worst: the frames whose value falls out of what is usual there."""

from array import array
from collections.abc import Iterable

import numpy as np

from .values import Moment

MOST = 3
# Two moments nearer than this are one.
APART_SECONDS = 0.25
# A moment stands out by this much of the scale at least, and by three usual deviations (1.48 MAD is one).
LEAST_FALL, DEVIATIONS = 0.06, 3 * 1.48
DECIMALS = 3


class Series:
    """A dimension's value, frame by frame: eight bytes a look."""

    def __init__(self) -> None:
        self._frames, self._values = array("i"), array("f")

    def add(self, frame: int, value: float) -> None:
        """`value`: 0 (broken) .. 1 (clean), clipped."""
        self._frames.append(frame)
        self._values.append(min(1.0, max(0.0, value)))

    def worst(self, rate: float) -> tuple[Moment, ...]:
        """At most MOST moments that stand out, the worst first; `rate` in frames a second."""
        values = np.asarray(self._values, np.float64)
        if not len(values):
            return ()
        middle = float(np.median(values))
        fall = max(LEAST_FALL, DEVIATIONS * float(np.median(np.abs(values - middle))))
        order = np.argsort(values, kind="stable")
        standing = (int(index) for index in order if values[index] < middle - fall)
        return spaced(((self._frames[index], float(values[index])) for index in standing), rate)


def spaced(found: Iterable[tuple[int, float]], rate: float) -> tuple[Moment, ...]:
    """(frame, value) in order of how bad they are, as moments that are apart; `rate` in frames a second."""
    kept: list[Moment] = []
    for frame, value in found:
        seconds = round(frame / rate, DECIMALS)
        if all(abs(seconds - other.seconds) >= APART_SECONDS for other in kept):
            kept.append(Moment(frame, seconds, round(value, DECIMALS)))
        if len(kept) == MOST:
            break
    return tuple(kept)
