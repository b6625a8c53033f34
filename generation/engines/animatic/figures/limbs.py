"""Outlines of soft bodies: circles, tapered capsules and the skin stretched over several of them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import cv2
import numpy as np

from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.raster import Row, Shape, around

ARC_POINTS = 20
_TURN = np.linspace(0, 2 * np.pi, ARC_POINTS, endpoint=False)
_CIRCLE = np.c_[np.cos(_TURN), np.sin(_TURN)]


def circle(centre: Any, radius: float, flat: float = 1.0) -> Shape:
    """A circle, `flat` times as high as it is wide."""
    return np.asarray(np.asarray(centre, float) + _CIRCLE * (radius if flat == 1 else (radius, radius * flat)))


def hull(shapes: Iterable[Shape]) -> Shape:
    """The tight skin around all the points of `shapes`."""
    points = np.concatenate(list(shapes)).astype(np.float32)
    return np.asarray(cv2.convexHull(points)[:, 0], float)


def capsule(start: Any, start_radius: float, end: Any, end_radius: float) -> Shape:
    """A limb between two circles."""
    return hull((circle(start, start_radius), circle(end, end_radius)))


def chain(points: Sequence[Any], radii: Sequence[float]) -> tuple[Shape, ...]:
    """Capsules from point to point: a limb that bends anywhere without a gap."""
    ends = list(zip(points, radii, strict=True))
    return tuple(capsule(a, ra, b, rb) for (a, ra), (b, rb) in zip(ends, ends[1:], strict=False))


def rounded(shape: Shape) -> Shape:
    """A closed outline with its corners cut twice, so that it stays smooth when seen large (Chaikin)."""
    for _ in range(2):
        after = np.roll(shape, -1, 0)
        shape = np.stack([shape * 0.75 + after * 0.25, shape * 0.25 + after * 0.75], 1).reshape(-1, 2)
    return shape


def between(a: Any, b: Any, share: float) -> Shape:
    """The point at `share` 0..1 of the way from `a` to `b`."""
    return np.asarray(np.asarray(a) + (np.asarray(b) - np.asarray(a)) * share)


def curve(points: Any, steps: int = 4) -> Shape:
    """An open curve through `points` (Catmull-Rom) with its ends kept."""
    p = np.asarray(points, float)
    longer = np.concatenate([p[:1], p, p[-1:]])[:, None]
    a, b, c, d = (longer[n : n + len(p) - 1] for n in range(4))
    t = _spaced(steps)
    line = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    return np.concatenate([line.reshape(-1, 2), p[-1:]])


@lru_cache(8)
def _spaced(steps: int) -> Row:
    """Shares of a span, as (1, steps, 1)."""
    return np.linspace(0, 1, steps, endpoint=False)[None, :, None]


def closed(left: Sequence[Any], right: Sequence[Any], steps: int = 4) -> Shape:
    """An outline with two smooth sides and straight ends."""
    return around(curve(left, steps), curve(right, steps))


def by(right: float, up: float) -> Shape:
    """A step in the picture."""
    return np.array([right, up])


def oval(centre: Any, across: float, up: float, turn: float = 0.0) -> Shape:
    """An ellipse of half axes `across` and `up`, turned by `turn` radians."""
    return ellipse(float(centre[0]), float(centre[1]), across, up, 24, turn)
