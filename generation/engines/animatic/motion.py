"""How a painted plane moves by itself: cels on a cycle, travel, sway and bob, all on the shot's clock."""

from dataclasses import dataclass
from math import pi, sin
from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

from generation.engines.animatic.figures.part import Motion
from generation.engines.animatic.raster import Bytes

SLOW_CEL_SECONDS = 0.13  # cels shown longer than this melt into each other: a breath, a flame, a flag
FIGURE_MELT = 3.0
GUST_SECONDS, BREATH_SECONDS = 5.3, 2.9  # wind comes in a long and a short wave
APPROACH = 0.3  # whoever walks toward the camera or away grows or shrinks by at most this share


@dataclass(frozen=True)
class Moving:
    """The motion of one slide. `foot` is where it stands and `height` how high it is, in canvas pixels; `heading`
    1 right, -1 left, 0 neither; `toward` 1 to the camera, -1 away; `speed` in canvas pixels a second; `start` is the
    phase 0..1 it begins at. `cels` share one box with the slide's image; where it `melts`, as fire does, they melt into
    each other however quickly they follow."""

    motion: Motion
    foot: tuple[float, float]
    height: float
    heading: int = 0
    toward: int = 0
    speed: float = 0.0
    start: float = 0.0
    cels: tuple[Bytes, ...] = ()
    melts: bool = False

    def cel(self, clock: float) -> Bytes | None:
        """The picture at `clock` seconds; None where it has only one."""
        count = len(self.cels)
        if not count:
            return None
        place = self._phase(clock) % 1.0 * count
        now = int(place) % count
        if self.motion.seconds / count < SLOW_CEL_SECONDS and not self.melts:
            return self.cels[now]
        share = place - int(place)
        if (
            self.height and not self.melts
        ):  # a figure is seen double while it melts, so it does so quickly; lights may take their time
            share = min(max(FIGURE_MELT * (share - 0.5) + 0.5, 0.0), 1.0)
        return cast(Bytes, cv2.addWeighted(self.cels[now], 1 - share, self.cels[(now + 1) % count], share, 0))

    def _phase(self, clock: float) -> float:
        return self.start + clock / max(self.motion.seconds, 0.05)

    def matrix(self, clock: float, middle: float) -> npt.NDArray[np.float64]:
        """Where the slide is at `clock`, in canvas pixels: at its own place at `middle`."""
        x, y = self.foot
        lift = -self.motion.bob * self.height * sin(2 * pi * self._phase(clock))
        lean = self.motion.sway * wind(clock, self.start)
        along = self.heading * self.speed * (clock - middle)
        return np.array([[1, -lean, along + lean * y], [0, 1, lift], [0, 0, 1]])

    def nearer(self, clock: float, middle: float) -> float:
        """How much larger than painted, by walking toward the camera or away from it."""
        if not self.toward or not self.height:
            return 1.0
        way = self.speed / self.height * (clock - middle) * 0.12
        return float(np.exp(np.clip(self.toward * way, -APPROACH, APPROACH)))


def wind(clock: float, phase: float) -> float:
    """The push of the wind, -1..1."""
    slow = sin(2 * pi * (clock / GUST_SECONDS + phase))
    return 0.65 * slow + 0.35 * sin(2 * pi * (clock / BREATH_SECONDS + 1.7 * phase))
