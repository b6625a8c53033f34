"""Lightning that flashes: a bolt and the clouds it lights up, seen for a moment and gone again."""

from dataclasses import replace
from math import exp

from generation.engines.animatic.canvas import Develop, Patch, Slide
from generation.engines.animatic.cels import boxed
from generation.engines.animatic.figures.part import Motion
from generation.engines.animatic.motion import Moving

SECONDS = 4.2
"""From one strike to the next; a shot begins with one, as its picture does."""
STROKES = ((0.0, 1.0), (0.125, 0.5))
"""The strokes of a strike: when, in seconds, and how bright."""
FADE_SECONDS = 0.17
FAINTEST = 0.01


class Flashing(Moving):
    """A sky with two pictures, calm and struck."""

    def shown(self, clock: float) -> list[tuple[int, float]]:
        """How much of either is seen at `clock` seconds."""
        level = brightness(clock)
        if level >= 1:
            return [(1, 1.0)]
        return [(0, 1 - level), (1, level)] if level > FAINTEST else [(0, 1.0)]


def brightness(clock: float) -> float:
    """How bright the flash is at `clock` seconds, 0..1."""
    passed = clock % SECONDS
    return max(power * exp((begins - passed) / FADE_SECONDS) for begins, power in STROKES if begins <= passed)


def flashing(calm: Patch, slide: Slide, develop: Develop) -> Slide:
    """`slide`, which is struck, flashing before the same sky as it is when `calm`."""
    images, x, y = boxed([develop(calm), slide])
    moving = Flashing(Motion(2, SECONDS), (0.0, 0.0), 0.0, cels=tuple(images))
    return replace(slide, image=images[1], x=x, y=y, moving=moving)
