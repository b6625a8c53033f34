"""How four-footed animals move: when each foot falls, where it is in its cycle, and what the body does meanwhile.

The order of feet is near hind, near fore, far hind, far fore. Footfalls after Muybridge and Hildebrand: a walk is a
lateral sequence, a trot pairs diagonals, a horse gallops with one gathered suspension, hunters with a second,
stretched one.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

from generation.engines.animatic.figures.creatures.bones import ease, wave
from generation.engines.animatic.figures.part import Motion


class Step(NamedTuple):
    """Where a foot is: `shift` from where it stands at rest, in leg lengths; `roll` of the foot in radians (negative
    with the heel up); whether it is on the ground."""

    shift: complex
    roll: float
    planted: bool


@dataclass(frozen=True)
class Gait:
    """One gait. Distances are in leg lengths, moments in cycles, angles in radians.

    `falls`: when each foot lands; `duty`: the share of the cycle it stays; `stride`: how far the body goes over a
    planted foot; `start`: the moment that phase 0 shows.
    """

    falls: tuple[float, float, float, float]
    duty: float
    stride: float
    lift: float
    seconds: float
    cels: int = 10
    start: float = 0.0
    sink: float = 0.0
    bounce: float = 0.0
    beats: int = 1
    bounce_at: float = 0.0
    pitch: float = 0.0
    pitch_at: float = 0.0
    arch: float = 0.0
    arch_at: float = 0.0
    nod: float = 0.0
    fold: float = 1.0

    def moment(self, phase: float) -> float:
        """The moment of the cycle that `phase` shows."""
        return (phase + self.start) % 1.0

    def rise(self, moment: float) -> float:
        """How high the body is over its mean."""
        return self.bounce * wave(moment * self.beats, self.bounce_at * self.beats) - self.sink

    def step(self, foot: int, moment: float) -> Step:
        """Where one of the four feet is."""
        since = (moment - self.falls[foot]) % 1.0
        if since < self.duty:
            done = since / self.duty
            return Step(self.stride * (0.5 - done) + 0j, -0.55 * self.fold * ease((done - 0.62) / 0.38) ** 2, True)
        t = (since - self.duty) / (1 - self.duty)
        lead = -0.45 * (1 - self.duty) / self.duty
        forward = -0.5 + (3 * t**2 - 2 * t**3) + lead * (t - 2 * t**2 + t**3) + lead * (t**3 - t**2)
        high = self.lift * math.sin(math.pi * t**0.85) ** 1.2
        roll = -0.55 * (1 - ease(t / 0.2)) - 1.15 * math.sin(math.pi * t**0.75) + 0.1 * ease(t)
        return Step(complex(self.stride * forward, high), roll * self.fold, False)

    def motion(self, leg: float) -> Motion:
        """Its cels and its speed, for legs `leg` figure heights long."""
        return Motion(self.cels, self.seconds, self.stride * leg / (self.duty * self.seconds))


WALK = Gait((0.0, 0.25, 0.5, 0.75), 0.62, 0.62, 0.11, 1.15, 12, 0.06, 0.015, 0.012, 2, 0.12, nod=0.05)
AMBLE = Gait((0.0, 0.22, 0.5, 0.72), 0.66, 0.5, 0.09, 1.5, 12, 0.06, 0.01, 0.01, 2, 0.12, nod=0.04, fold=0.5)
TROT = Gait((0.0, 0.5, 0.5, 0.0), 0.43, 0.72, 0.18, 0.68, 10, 0.14, 0.03, 0.035, 2, 0.46, nod=0.02)
GALLOP = Gait(
    (0.12, 0.46, 0.0, 0.33), 0.27, 1.02, 0.3, 0.6, 12, 0.47, sink=0.05, bounce=0.05, bounce_at=0.86,
    pitch=0.07, pitch_at=0.1, arch=0.012, arch_at=0.86, nod=0.12,
)  # fmt: skip
BOUND = Gait(
    (0.09, 0.5, 0.0, 0.6), 0.22, 1.05, 0.3, 0.52, 12, 0.3, sink=0.1, bounce=0.05, beats=2, bounce_at=0.4,
    pitch=0.1, pitch_at=0.2, arch=0.07, arch_at=0.9, nod=0.06,
)  # fmt: skip
