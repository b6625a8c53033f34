"""How a painted plane moves by itself: cels on a cycle, travel, sway and bob, all on the shot's clock."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import pi, sin
from typing import Self, cast

import cv2
import numpy as np
import numpy.typing as npt

from generation.engines.animatic.figures.part import Motion
from generation.engines.animatic.raster import Bytes, F

SLOW_CEL_SECONDS = 0.13  # cels shown longer than this melt into each other: a breath, a flame, a flag
FIGURE_MELT = 3.0
BLINK_SECONDS, LID_SECONDS = 0.16, 0.04  # from open to open, and how long the lids take down or up
SPEECH_SECONDS = 2.8
HEAD_SWAY = 0.6  # whoever breathes leans to and fro so far beside it
GUST_SECONDS, BREATH_SECONDS = 5.3, 2.9  # wind comes in a long and a short wave
APPROACH = 0.3  # whoever walks toward the camera or away grows or shrinks by at most this share


@dataclass(frozen=True)
class Blink:
    """Eyes that close at `begins` seconds: what the box at `x`, `y` of each cel named in `shut` then shows."""

    begins: float
    x: int
    y: int
    shut: Mapping[int, Bytes]

    def closed(self, clock: float) -> float:
        """How far they are closed, 0..1."""
        passed = clock - self.begins
        return min(max(min(passed, BLINK_SECONDS - passed) / LID_SECONDS, 0.0), 1.0)

    def over(self, picture: Bytes, shown: Sequence[tuple[int, float]], clock: float) -> Bytes:
        """`picture`, a mixture of the cels `shown` by their shares, with its eyes as they are at `clock`."""
        share = self.closed(clock)
        if not share or any(number not in self.shut for number, _ in shown):
            return picture
        first, *rest = (self.shut[number].astype(np.float32) * F(part) for number, part in shown)
        lids = sum(rest, first)
        h, w = lids.shape[:2]
        out = picture.copy()
        box = out[self.y : self.y + h, self.x : self.x + w]
        box[...] = cv2.addWeighted(box.astype(np.float32), 1 - share, lids, share, 0).round()
        return out


@dataclass(frozen=True)
class Speech(Blink):
    """A mouth that opens and shuts again and again, `syllables` times in `SPEECH_SECONDS`, with a pause between two
    sentences; `shut` shows it open."""

    syllables: int = 9

    def closed(self, clock: float) -> float:
        """How far it is open, 0..1."""
        turn = 2 * pi * (clock / SPEECH_SECONDS + self.begins)
        voice = min(max(1.2 * sin(turn) + 0.8, 0.0), 1.0)
        wave = 0.7 * sin(self.syllables * turn) + 0.3 * sin((self.syllables - 4) * turn)
        return min(max(1.6 * voice * (wave + 0.1), 0.0), 1.0)


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
    blinks: tuple[Blink, ...] = ()

    def cel(self, clock: float) -> Bytes | None:
        """The picture at `clock` seconds; None where it has only one."""
        if not self.cels:
            return None
        shown = self.shown(clock)
        picture = self.cels[shown[0][0]]
        if len(shown) > 1:
            (now, _), (after, share) = shown
            picture = cast(Bytes, cv2.addWeighted(self.cels[now], 1 - share, self.cels[after], share, 0))
        for blink in self.blinks:
            picture = blink.over(picture, shown, clock)
        return picture

    def shown(self, clock: float) -> list[tuple[int, float]]:
        """The cels that are seen at `clock` seconds, each with its share."""
        count = len(self.cels)
        if count == 1:
            return [(0, 1.0)]
        place = self._phase(clock) % 1.0 * count
        now = int(place) % count
        if self.motion.seconds / count < SLOW_CEL_SECONDS and not self.melts:
            return [(now, 1.0)]
        share = place - int(place)
        if self.height and not self.melts:  # a figure is seen double while it melts, so it does so quickly
            share = min(max(FIGURE_MELT * (share - 0.5) + 0.5, 0.0), 1.0)
        return [(now, 1 - share), ((now + 1) % count, share)]

    def melting(self, clock: float) -> tuple[Bytes, Bytes | None, float]:
        """The picture at `clock` seconds, the one it melts into (None where it shows alone), and how far it has."""
        shown = self.shown(clock)
        if len(shown) == 1 or self.blinks:  # lids lie over what has melted
            picture = self.cel(clock)
            assert picture is not None
            return picture, None, 0.0
        (now, _), (after, share) = shown
        return self.cels[now], self.cels[after], share

    def toned(self, tone: Callable[[Bytes], Bytes]) -> Self:
        """The same in other tones; a picture that is shown twice is toned once, for `tone` may paint over it."""
        done: dict[int, Bytes] = {}

        def once(picture: Bytes) -> Bytes:
            if id(picture) not in done:
                done[id(picture)] = tone(picture)
            return done[id(picture)]

        blinks = (replace(b, shut={number: once(lids) for number, lids in b.shut.items()}) for b in self.blinks)
        return replace(self, cels=tuple(once(cel) for cel in self.cels), blinks=tuple(blinks))

    def _phase(self, clock: float) -> float:
        return self.start + clock / max(self.motion.seconds, 0.05)

    def matrix(self, clock: float, middle: float) -> npt.NDArray[np.float64]:
        """Where the slide is at `clock`, in canvas pixels: at its own place at `middle`."""
        x, y = self.foot
        lift = -self.motion.bob * self.height * sin(2 * pi * self._phase(clock))
        lean = self.motion.sway * wind(clock, self.start)
        along = self.heading * self.speed * (clock - middle)
        taller = self.motion.breath * sin(2 * pi * self._phase(clock))
        lean += HEAD_SWAY * self.motion.breath * sin(pi * self._phase(clock))
        return np.array([[1, -lean, along + lean * y], [0, 1 + taller, lift - taller * y], [0, 0, 1]])

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
