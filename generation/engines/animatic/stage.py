"""The stage of one shot: who stands where in the frame, so that nobody hides anybody.

Everything here is in frame heights from the frame's left and top; the casting turns it into places of the world.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.scene import Subject

CANDIDATES = 33
EDGE = 0.03
OVERLAP_COST, HIDDEN_COST = 6.0, 14.0
NEIGHBOUR_GAP = 0.02


@dataclass(frozen=True, slots=True)
class Spot:
    """One figure: its foot at `x`, `y`, `size` high, `half` wide to each side, at depth `z`."""

    subject: Subject
    x: float
    y: float
    size: float
    z: float
    index: int = 0
    facing: str = ""
    flip: bool = False
    afloat: bool = False
    flying: bool = False
    portrait: bool = False
    prop: bool = False

    @property
    def half(self) -> float:
        """Half its width."""
        return width_of(self.subject) * self.size / 2

    @property
    def top(self) -> float:
        """The height of its highest point."""
        return self.y - self.size


@dataclass
class Stage:
    """The figures placed so far in a frame `aspect` wide."""

    aspect: float
    spots: list[Spot] = field(default_factory=list)

    def of(self, kind: str) -> Spot | None:
        """The first figure of a kind."""
        return next((spot for spot in self.spots if spot.subject.kind == kind), None)

    def held(self, spot: Spot, keep: bool = True) -> Spot:
        """`spot` small enough for the frame and wholly inside it; what crosses the frame may leave it at both sides."""
        kind, size = KINDS[spot.subject.kind], spot.size
        if kind.crosses:
            return replace(spot, x=self.aspect / 2 + (spot.x - self.aspect / 2) * 0.4)
        wide = width_of(spot.subject)
        size = min(size, (self.aspect - 2 * EDGE) * 0.94 / wide)
        if keep:
            size = min(size, max(spot.y - EDGE, 0.06))
        half = min(wide * size / 2 + EDGE, self.aspect / 2)
        return replace(spot, size=size, x=float(min(max(spot.x, half), self.aspect - half)))

    def add(self, spot: Spot) -> Spot:
        """Keep a figure's place."""
        self.spots.append(spot)
        return spot

    def freest(self, spot: Spot, reach: tuple[float, float] | None = None) -> float:
        """Where across the frame (within `reach`) `spot` hides the least and is near where it was wanted."""
        half = min(spot.half + EDGE, self.aspect / 2)
        low, high = reach or (half, self.aspect - half)
        low, high = max(low, half), min(high, self.aspect - half)
        options = np.append(np.linspace(low, max(low, high), CANDIDATES), min(max(spot.x, low), max(low, high)))
        return float(min(options, key=lambda x: self._cost(replace(spot, x=float(x)), spot.x)))

    def _cost(self, spot: Spot, wanted: float) -> float:
        return abs(spot.x - wanted) + sum(_clash(spot, other) for other in self.spots)


def width_of(subject: Subject) -> float:
    """The width of a figure in its own heights; who lies down is longer than high."""
    return KINDS[subject.kind].width


def shared(a: Spot, b: Spot) -> float:
    """How much of the narrower of two figures lies before or behind the other, 0..1, with a small gap between them."""
    gap = NEIGHBOUR_GAP
    across = min(a.x + a.half, b.x + b.half) - max(a.x - a.half, b.x - b.half) + gap
    down = min(a.y, b.y) - max(a.top, b.top)
    if across <= 0 or down <= 0:
        return 0.0
    return min(across / max(2 * min(a.half, b.half), 1e-6), 1.0) * min(down / max(min(a.size, b.size), 1e-6), 1.0)


def _clash(spot: Spot, other: Spot) -> float:
    amount = shared(spot, other)
    if KINDS[other.subject.kind].crosses or KINDS[spot.subject.kind].crosses:
        return amount * 0.5
    return amount * (OVERLAP_COST + (HIDDEN_COST if amount > 0.3 else 0.0))
