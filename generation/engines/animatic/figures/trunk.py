"""The trunk of a body as rings along the spine: outlines, and points on it, from any side."""

from math import atan2, cos, hypot, pi, sin

import numpy as np

from generation.engines.animatic.figures.limbs import circle, closed, hull
from generation.engines.animatic.figures.skeleton import Body, Vector, vector
from generation.engines.animatic.raster import Shape

NECK_WIDTH = 0.03
RING_STEPS = (-0.07, 0.06, 0.2, 0.36, 0.52, 0.68, 0.8, 0.88, 0.94, 0.99)


class Trunk:
    """Rings from the crotch (share 0 at the hips) to the neck (share 1); fewer where it is drawn `plain`."""

    def __init__(self, body: Body, loose: float = 0.0, plain: bool = False) -> None:
        self.body, self.loose, self.plain = body, loose, plain
        b = body.build
        belly = b.belly
        rows = (  # share of the spine, half breadth, half depth, how far ahead
            (-0.07, b.hips * 0.9, 0.06, -0.008),
            (0.06, b.hips, 0.064, -0.01),
            (0.2, (b.hips + b.waist) * 0.5 + belly * 0.3, 0.058 + belly * 0.5, -0.004 + belly * 0.6),
            (0.36, b.waist + belly * 0.2, 0.052 + belly * 0.6, 0.0 + belly * 0.8),
            (0.52, (b.waist + b.chest) * 0.5, 0.056 + belly * 0.3, 0.003 + belly * 0.4),
            (0.68, b.chest, 0.062 + b.bust * 0.4, 0.002 + b.bust * 0.6),
            (0.8, b.chest * 0.5 + b.shoulders * 0.5, 0.058 + b.bust * 0.1, -0.002),
            (0.88, b.shoulders * 0.94, 0.046, -0.006),
            (0.94, b.shoulders * 0.68, 0.04, -0.007),
            (0.99, b.shoulders * 0.36, 0.034, -0.006),
            (1.05, NECK_WIDTH * body.size**0.5, 0.03, 0.0),
        )
        self.table = np.array(rows).T.copy()
        self.rings: dict[float, tuple[Vector, Vector, Vector]] = {}
        self.ends: dict[float, tuple[Vector, Vector]] = {}
        spine = body.flat(body.joints["neck"]) - body.flat(body.joints["pelvis"])
        self.across = np.array([spine[1], -spine[0]]) / max(hypot(*spine), 1e-6)

    def ring(self, share: float) -> tuple[Vector, Vector, Vector]:
        """Middle, forward half axis and left half axis of the ring at `share`."""
        if share in self.rings:
            return self.rings[share]
        wide, deep, ahead = (float(np.interp(share, self.table[0], row)) for row in self.table[1:])
        joints, t = self.body.joints, min(max(share * 1.3 - 0.1, 0.0), 1.0)
        frame = self.body.pelvis_frame * (1 - t) + self.body.chest_frame * t
        forward, left = frame[:, 0], frame[:, 1]
        middle = joints["pelvis"] + (joints["neck"] - joints["pelvis"]) * share + forward * ahead
        self.rings[share] = middle, forward * (deep + self.loose), left * (wide + self.loose)
        return self.rings[share]

    def at(self, share: float, around: float) -> Vector:
        """A point of the surface in the picture; `around` 0 is the front of the body, + to its left (radians)."""
        middle, forward, left = self.ring(share)
        return self.body.flat(middle + forward * cos(around) + left * sin(around))

    def seen(self, around: float = 0.0) -> float:
        """How much the surface at `around` faces the viewer, -1..1."""
        forward, left = self.body.chest_frame[:, 0], self.body.chest_frame[:, 1]
        return float((forward * cos(around) + left * sin(around)) @ self.body.toward)

    def edges(self, share: float) -> tuple[Vector, Vector]:
        """The left and right end of a ring as seen."""
        if share in self.ends:
            return self.ends[share]
        middle, forward, left = self.ring(share)
        flat = self.body.flat
        f, side, centre = flat(forward), flat(left), flat(middle)
        turn = atan2(float(side @ self.across), float(f @ self.across))
        reach = f * cos(turn) + side * sin(turn)
        self.ends[share] = centre - reach, centre + reach
        return self.ends[share]

    def outline(self, low: float = -0.07, high: float = 1.0) -> Shape:
        """The trunk between two shares of the spine."""
        steps = RING_STEPS[1::3] if self.plain else RING_STEPS
        shares = [low, *(s for s in steps if low + 0.03 < s < high - 0.03), high]
        pairs = [self.edges(s) for s in shares]
        return closed([p[0] for p in pairs], [p[1] for p in pairs], 3)

    def band(self, low: float, high: float) -> Shape:
        """A belt around the trunk."""
        a, b = self.edges(low), self.edges(high)
        dip = np.array([0.0, -0.006])
        return np.array([b[0], a[0], (a[0] + a[1]) / 2 + dip, a[1], b[1], (b[0] + b[1]) / 2 + dip])

    def line(self, points: list[tuple[float, float]]) -> Shape:
        """Points of the surface (share, around) in the picture."""
        return np.array([self.at(share, around) for share, around in points])

    def neck(self) -> Shape:
        """The neck up to the head."""
        body = self.body
        width = 0.031 * (0.86 if body.build.soft else 1.0) * body.size**0.5
        base = body.flat(body.joints["neck"] + body.chest_frame @ vector(-0.006, 0, -0.012))
        top = body.flat(body.joints["head"] + body.head_frame @ vector(-0.012, 0, -0.03))
        return hull((circle(base, width * 1.12), circle(top, width)))


def visible_span(trunk: Trunk) -> tuple[float, float]:
    """The angles around the body that the viewer sees."""
    forward, left = trunk.body.chest_frame[:, 0], trunk.body.chest_frame[:, 1]
    middle = atan2(float(left @ trunk.body.toward), float(forward @ trunk.body.toward))
    return middle - pi / 2, middle + pi / 2
