"""The stage of one shot: who stands where in the frame, so that nobody hides anybody.

Everything here is in frame heights from the frame's left and top; the casting turns it into places of the world.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from generation.engines.animatic.figures import cast
from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.figures.part import Look
from generation.engines.animatic.scene import Subject

CANDIDATES = 33
EDGE = 0.03
OVERLAP_COST, HIDDEN_COST = 6.0, 14.0
NEIGHBOUR_GAP = 0.02


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a figure reaches to each side of its foot and above it, in its own heights."""

    left: float
    right: float
    up: float


def extent(subject: Subject, facing: str = "", portrait: bool = False) -> Extent:
    """The reach of a figure as it is drawn, facing right."""
    worn = frozenset((*subject.attributes, *(("portrait",) if portrait else ())))
    return _drawn(subject.kind, subject.action, "side" if facing in ("left", "right") else facing, worn)


@lru_cache(1024)
def _drawn(kind: str, action: str, facing: str, worn: frozenset[str]) -> Extent:
    parts = cast.parts(Look(kind, np.random.default_rng(1), attributes=worn, action=action, facing=facing))
    points = np.concatenate([shape for part in parts for shape in part.outlines()])
    (left, _), (right, up) = points.min(0), points.max(0)
    return Extent(max(-float(left), 0.02), max(float(right), 0.02), max(float(up), 0.1))


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
    sunk: float = 0.0
    flying: bool = False
    portrait: bool = False

    @property
    def reach(self) -> Extent:
        """How far it reaches from its foot, in its own heights, as it faces."""
        reach = extent(self.subject, self.facing, self.portrait)
        return replace(reach, left=reach.right, right=reach.left) if self.flip else reach

    @property
    def left(self) -> float:
        """Its leftmost point."""
        return self.x - self.reach.left * self.size

    @property
    def right(self) -> float:
        """Its rightmost point."""
        return self.x + self.reach.right * self.size

    @property
    def half(self) -> float:
        """Half its width."""
        return (self.reach.left + self.reach.right) * self.size / 2

    @property
    def top(self) -> float:
        """The height of its highest point."""
        return self.y - self.reach.up * self.size


@dataclass
class Stage:
    """The figures placed so far in a frame `aspect` wide."""

    aspect: float
    spots: list[Spot] = field(default_factory=list)

    @property
    def edge(self) -> float:
        """What stays free at each side of the frame."""
        return min(EDGE, self.aspect * 0.06)

    def of(self, kind: str) -> Spot | None:
        """The first figure of a kind."""
        return next((spot for spot in self.spots if spot.subject.kind == kind), None)

    def held(self, spot: Spot, keep: bool = True) -> Spot:
        """`spot` small enough for the frame and wholly inside it; what crosses the frame may leave it at both sides."""
        kind, size = KINDS[spot.subject.kind], spot.size
        if kind.crosses:
            return replace(spot, x=self.aspect / 2 + (spot.x - self.aspect / 2) * 0.4)
        reach = spot.reach
        size = min(size, (self.aspect - 2 * self.edge) * 0.94 / (reach.left + reach.right))
        if keep:
            size = min(size, max((spot.y - EDGE) / reach.up, 0.06))
        held = replace(spot, size=size)
        return replace(held, x=self.inside(held, spot.x))

    def inside(self, spot: Spot, x: float) -> float:
        """The place nearest to `x` where the whole of `spot` is in the frame."""
        low, high = spot.reach.left * spot.size + self.edge, self.aspect - spot.reach.right * spot.size - self.edge
        return float(min(max(x, low), high)) if low < high else self.aspect / 2

    def add(self, spot: Spot) -> Spot:
        """Keep a figure's place."""
        self.spots.append(spot)
        return spot

    def freest(self, spot: Spot, reach: tuple[float, float] | None = None) -> float:
        """Where across the frame (within `reach`) `spot` hides the least and is near where it was wanted."""
        low, high = (self.inside(spot, x) for x in reach or (0.0, self.aspect))
        options = np.append(np.linspace(low, high, CANDIDATES), min(max(spot.x, low), high))
        return float(min(options, key=lambda x: self._cost(replace(spot, x=float(x)), spot.x)))

    def _cost(self, spot: Spot, wanted: float) -> float:
        return abs(spot.x - wanted) + sum(_clash(spot, other) for other in self.spots)


def shared(a: Spot, b: Spot) -> float:
    """How much of the narrower of two figures lies before or behind the other, 0..1, with a small gap between them."""
    gap = NEIGHBOUR_GAP
    across = min(a.right, b.right) - max(a.left, b.left) + gap
    down = min(a.y, b.y) - max(a.top, b.top)
    if across <= 0 or down <= 0:
        return 0.0
    return min(across / max(2 * min(a.half, b.half), 1e-6), 1.0) * min(down / max(min(a.size, b.size), 1e-6), 1.0)


def _clash(spot: Spot, other: Spot) -> float:
    amount = shared(spot, other)
    if KINDS[other.subject.kind].crosses or KINDS[spot.subject.kind].crosses:
        return amount * 0.5
    return amount * (OVERLAP_COST + (HIDDEN_COST if amount > 0.3 else 0.0))
