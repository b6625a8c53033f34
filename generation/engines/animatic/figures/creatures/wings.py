"""Wings in perspective: hinged at shoulder and wrist, feathered behind, and how birds beat them."""

import math
from dataclasses import dataclass

from generation.engines.animatic.figures.creatures.bones import closed, lerp, wave
from generation.engines.animatic.figures.part import Motion
from generation.engines.animatic.raster import Shape

FLAP = Motion(8, 0.62, 2.4, bob=0.04)
SLOW_FLAP = Motion(10, 1.0, 2.0, bob=0.05)
GLIDE = Motion(8, 3.2, 1.6, bob=0.03)


@dataclass(frozen=True)
class View:
    """How a flyer is seen: `skew` forward for each unit across, `above` the sine of the height of the eye."""

    skew: float = 0.42
    above: float = 0.3

    def across(self, lift: float, side: float) -> complex:
        """One unit along a wing raised by `lift` radians; the near wing has `side` 1, the far one -1."""
        out = math.cos(lift)
        return complex(-side * self.skew * out, math.sin(lift) - side * self.above * out)


BESIDE, AROUND = View(), View(0.68, 0.08)


@dataclass(frozen=True)
class Stroke:
    """How far arm and hand are raised, in radians."""

    arm: float
    hand: float


def beat(phase: float, spread: float = 0.85, mean: float = 0.28) -> Stroke:
    """A moment of a beat, wings highest at phase 0; the hand follows late, so that the wing bends as it pulls."""
    return Stroke(mean + spread * wave(phase), mean + spread * 1.15 * wave(phase, 0.13))


def held(phase: float, lift: float = 0.42) -> Stroke:
    """Wings held out to glide, trimmed a little."""
    return Stroke(lift + 0.05 * wave(phase), lift + 0.2 + 0.08 * wave(phase, 0.1))


def wing(
    root: complex, chord: float, span: float, stroke: Stroke, side: float = 1.0, view: View = BESIDE,
    fingers: float = 0.3, sweep: float = 0.2,
) -> Shape:  # fmt: skip
    """A feathered wing from its root; `chord` broad, `span` long, `fingers` how far the feathers part at its end."""
    wrist = root + view.across(stroke.arm, side) * span * 0.44 + chord * 0.12
    tip = wrist + view.across(stroke.hand, side) * span * 0.58 - sweep * span
    along = tip - wrist
    trail = []
    for k in range(6):
        t = k / 5
        feather = tip * t + wrist * (1 - t) - chord * (0.98 - 0.62 * t) - along * 0.03 * k * 0 + along * (0.1 * t)
        notch = lerp(wrist, tip, max(0.0, t - 0.1)) - chord * (0.98 - 0.62 * t) * (1 - fingers * (0.35 + 0.65 * t))
        trail += [feather, notch] if k else [feather]
    secondaries = [lerp(root, wrist, t) - chord * (1.02 + 0.04 * (i % 2)) for i, t in enumerate((0.75, 0.5, 0.25))]
    front = [root + chord * 0.16, lerp(root, wrist, 0.55) + chord * 0.12, wrist + chord * 0.03, lerp(wrist,
        tip, 0.55) + chord * 0.06, tip]  # fmt: skip
    return closed([*front, *trail[::-1], *secondaries, root - chord * 0.85], 3)


def coverts(root: complex, chord: float, span: float, stroke: Stroke, side: float = 1.0, view: View = BESIDE) -> Shape:
    """The short feathers along the leading edge, for a second tone."""
    wrist = root + view.across(stroke.arm, side) * span * 0.44 + chord * 0.12
    end = wrist + view.across(stroke.hand, side) * span * 0.3 - 0.07 * span
    return closed([root + chord * 0.1, lerp(root, wrist, 0.55) + chord * 0.1, wrist + chord * 0.02, end,
        lerp(wrist, end, 0.4) - chord * 0.3, wrist - chord * 0.42, lerp(root, wrist, 0.5) - chord * 0.5,
        root - chord * 0.45], 3)  # fmt: skip
