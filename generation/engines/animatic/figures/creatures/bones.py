"""Geometry of limbs. Points are complex numbers in figure units: real part forward (+x), imaginary part up."""

import cmath
import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from generation.engines.animatic.outline import smooth
from generation.engines.animatic.raster import Shape

Points = Sequence[complex]


def polygon(points: Points) -> Shape:
    """A polygon through `points` with straight sides."""
    return np.array(points, complex).view(np.float64).reshape(-1, 2)


@lru_cache(128)
def _ring(count: int, steps: int) -> Shape:
    """How much each of `count` corners adds to each point of the closed curve through them (Catmull-Rom)."""
    return np.concatenate([smooth(np.column_stack([unit, unit]), steps)[None, :, 0] for unit in np.eye(count)]).T


def closed(points: Points, steps: int = 5) -> Shape:
    """A smooth closed curve through `points`."""
    return _ring(len(points), steps) @ polygon(points)


def turned(point: complex, angle: float, about: complex = 0j) -> complex:
    """`point` turned by `angle` radians (anticlockwise) about another."""
    return about + (point - about) * cmath.exp(1j * angle)


def lerp(a: complex, b: complex, t: float) -> complex:
    """From `a` (t = 0) to `b` (t = 1)."""
    return a + (b - a) * t


def ease(t: float) -> float:
    """0..1 with a soft start and end."""
    t = min(max(t, 0.0), 1.0)
    return t * t * (3 - 2 * t)


def wave(phase: float, shift: float = 0.0) -> float:
    """A sine over one cycle, at its top where `phase` equals `shift`."""
    return math.cos(2 * math.pi * (phase - shift))


def cross(a: complex, b: complex) -> float:
    """Positive where `b` lies anticlockwise of `a`."""
    return (a.conjugate() * b).imag


def reach(root: complex, goal: complex, first: float, second: float, side: float) -> complex:
    """The joint between two links of lengths `first` and `second` that lead from `root` toward `goal`; the joint
    lies anticlockwise (`side` > 0) or clockwise of the way. A goal out of reach is pointed at."""
    way = goal - root
    far = min(max(abs(way), abs(first - second) * 1.001 + 1e-9), (first + second) * 0.9995)
    bend = math.acos(min(1.0, max(-1.0, (first * first + far * far - second * second) / (2 * first * far))))
    heading = cmath.phase(way) if way else 0.0
    return root + cmath.rect(first, heading + math.copysign(bend, side))


def leg(root: complex, goal: complex, rest: Points) -> list[complex]:
    """Root, two joints and end of a leg of three bones toward `goal`, shaped after the leg at `rest`.

    The first and the third bone stay at the angle they have at rest, as in a horse's hind leg, where stifle and hock
    fold together; so two links remain to be solved."""
    upper, middle, lower = rest[1] - rest[0], rest[2] - rest[1], rest[3] - rest[2]
    pair = upper + lower
    side = -cross(pair, middle)
    elbow = reach(root, goal, abs(pair), abs(middle), side)
    first = cmath.exp(1j * (cmath.phase(elbow - root) - cmath.phase(pair)))
    toward = goal - elbow
    second = toward / (abs(toward) or 1.0) * abs(middle)
    knee = root + upper * first
    return [root, knee, knee + second, knee + second + lower * first]


def bone(a: complex, b: complex, radii: tuple[float, float], flesh: tuple[float, float]) -> Shape:
    """One bone with its flesh: round at both ends (`radii`), `flesh` thick in its middle before and behind it.
    A bone that points down has its fore side at +x."""
    way = b - a
    down = way / (abs(way) or 1.0)
    fore = down * 1j
    points = [a - fore * radii[0], a - down * radii[0], a + fore * radii[0]]
    points += [lerp(a, b, 0.38) + fore * flesh[0], lerp(a, b, 0.75) + fore * (flesh[0] * 0.4 + radii[1] * 0.6)]
    points += [b + fore * radii[1], b + down * radii[1], b - fore * radii[1]]
    points += [lerp(a, b, 0.75) - fore * (flesh[1] * 0.4 + radii[1] * 0.6), lerp(a, b, 0.38) - fore * flesh[1]]
    return closed(points, 4)


@lru_cache(64)
def _blend(count: int, steps: int) -> Shape:
    """How much each of `count` stations adds to each of the finer points between them (Catmull-Rom, open)."""
    matrix = np.zeros(((count - 1) * steps + 1, count))
    for row in range(len(matrix)):
        span, t = min(divmod(row, steps), (count - 2, steps)) if row < len(matrix) - 1 else (count - 2, steps)
        u = t / steps
        weights = (-u + 2 * u**2 - u**3, 2 - 5 * u**2 + 3 * u**3, u + 4 * u**2 - 3 * u**3, -(u**2) + u**3)
        for offset, weight in zip((-1, 0, 1, 2), weights, strict=True):
            matrix[row, min(max(span + offset, 0), count - 1)] += weight / 2
    return matrix


def fine(points: Points, steps: int = 4) -> Shape:
    """A smooth open line through `points`: (n, 2)."""
    return _blend(len(points), steps) @ polygon(points)


def band(points: Points, widths: Sequence[float], steps: int = 4) -> Shape:
    """A smooth band along `points`, half as wide as `widths` to each side, with round ends."""
    line = fine(points, steps)
    width = np.maximum(_blend(len(points), steps) @ np.asarray(widths, float), 0.0005)[:, None]
    way = np.empty_like(line)
    way[1:-1] = line[2:] - line[:-2]
    way[0], way[-1] = line[1] - line[0], line[-1] - line[-2]
    way /= np.maximum(np.hypot(way[:, 0], way[:, 1])[:, None], 1e-9)
    normal = np.column_stack([-way[:, 1], way[:, 0]])
    tip, tail = line[-1] + way[-1] * width[-1] * 0.8, line[0] - way[0] * width[0] * 0.8
    left, right = line + normal * width, line - normal * width
    return np.concatenate([tail[None], left, tip[None], right[::-1]])
