"""How outlines of things are written: short texts of points in hundredths of the figure's height, and a few strokes
that many things share."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from generation.engines.animatic.figures.part import Part
from generation.engines.animatic.outline import box, ellipse, smooth, strip
from generation.engines.animatic.raster import Shape

TAU = 2 * np.pi


@lru_cache(4096)
def points(text: str) -> Shape:
    """The points of "x y, x y, ..."; a star after a point repeats it, which makes a corner in a curve."""
    out = []
    for pair in text.split(","):
        x, y = pair.replace("*", "").split()
        out += [(float(x) / 100, float(y) / 100)] * (2 if "*" in pair else 1)
    return np.array(out)


@lru_cache(4096)
def curve(text: str, steps: int = 5) -> Shape:
    """A closed curve through the points of `text`."""
    return _rounded(points(text), steps)


def _rounded(p: Shape, steps: int) -> Shape:
    """A closed curve through `p`, with a corner wherever a point is repeated."""
    spans = smooth(p, steps).reshape(-1, steps, 2)
    corner = (p == np.roll(p, -1, 0)).all(1)
    return np.concatenate([span[:1] if sharp else span for span, sharp in zip(spans, corner, strict=True)])


def both(text: str) -> Shape:
    """A polygon that is the same left and right of x = 0, from its right half."""
    half = points(text)
    return np.asarray(np.r_[half, half[::-1] * [-1, 1]])


@lru_cache(2048)
def lathe(text: str, steps: int = 5) -> Shape:
    """A closed curve that is the same left and right of x = 0, from its right half."""
    return _rounded(both(text), steps)


@lru_cache(2048)
def line(text: str, width: Any = 1.0, steps: int = 5) -> Shape:
    """A stroke along a curve through `text`, `width` hundredths to each side (or one number for each end)."""
    path: Shape = flowing(points(text), steps)
    wide = np.linspace(width[0], width[1], len(path)) if isinstance(width, tuple) else width
    return np.asarray(strip(path, wide / 100))


def flowing(p: Any, steps: int = 5) -> Shape:
    """An open curve through the points `p`."""
    p = np.asarray(p, float)
    if len(p) < 3:
        return np.asarray(p)
    a, b, c, d = (q[:, None, :] for q in (np.r_[p[:1], p[:-2]], p[:-1], p[1:], np.r_[p[2:], p[-1:]]))
    t = np.linspace(0, 1, steps, endpoint=False)[None, :, None]
    way = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    return np.asarray(np.r_[way.reshape(-1, 2), p[-1:]])


def hoop(x: float, y: float, a: float, b: float, width: float, turn: float = 0.0) -> Shape:
    """A ring along an ellipse of half axes `a`, `b`, `width` to each side."""
    t = np.linspace(0, TAU, 41)
    way = np.c_[np.cos(t), np.sin(t)]
    band = np.r_[way * [a + width, b + width], way[::-1] * [a - width, b - width]]
    return shift(turned(band, turn) if turn else band, x, y)


def panel(x0: float, y0: float, x1: float, y1: float, radius: float) -> Shape:
    """A rectangle with rounded corners."""
    t = np.linspace(0, TAU / 4, 5)
    corners = (
        (x1 - radius, y1 - radius, 0),
        (x0 + radius, y1 - radius, 1),
        (x0 + radius, y0 + radius, 2),
        (x1 - radius, y0 + radius, 3),
    )
    return np.concatenate(
        [np.c_[x + radius * np.cos(t + k * TAU / 4), y + radius * np.sin(t + k * TAU / 4)] for x, y, k in corners]
    )


def rod(x0: float, y0: float, x1: float, y1: float, width: float) -> Shape:
    """A straight bar, `width` to each side."""
    return strip([(x0, y0), (x1, y1)], width)


def shift(shape: Shape, x: float, y: float = 0.0) -> Shape:
    """`shape` moved."""
    return np.asarray(shape + np.array([x, y]))


def turned(shape: Shape, angle: float, x: float = 0.0, y: float = 0.0) -> Shape:
    """`shape` turned left by `angle` radians about a point."""
    c, s, centre = np.cos(angle), np.sin(angle), np.array([x, y])
    return np.asarray((shape - centre) @ np.array([[c, s], [-s, c]]) + centre)


def one(shapes: Iterable[Shape], colour: str, inflate: float = 0.0, **how: Any) -> Part:
    """Several polygons as one part; `how` as in Part."""
    first, *rest = shapes
    return Part(first, colour, inflate, joined=tuple(rest), **how)


def grid(xs: Iterable[float], ys: Iterable[float], width: float, height: float) -> list[Shape]:
    """Rectangles with their lower left corners at every crossing of `xs` and `ys`."""
    rows = list(ys)
    return [box(x, y, x + width, y + height) for x in xs for y in rows]


def lines(xs: Iterable[float], y0: float, y1: float, width: float) -> list[Shape]:
    """Upright bars, `width` to each side."""
    return [box(x - width, y0, x + width, y1) for x in xs]


def arch(x: float, y: float, half: float, tall: float) -> Shape:
    """A round-headed opening: its foot at `x`, `y`, `half` to each side, `tall` in all."""
    t = np.linspace(0, np.pi, 9)
    rise = min(half * 1.15, tall)
    top = np.c_[x + half * np.cos(t), y + tall - rise + rise * np.sin(t)]
    return np.asarray(np.r_[[(x + half, y)], top, [(x - half, y)]])


def gothic(x: float, y: float, half: float, tall: float) -> Shape:
    """A pointed opening."""
    spring = y + tall * 0.55
    side = flowing([(half, spring), (half * 0.72, spring + tall * 0.25), (0, y + tall)], 3)
    right = np.r_[[(half, y)], side]
    return np.asarray(np.r_[right, right[::-1] * [-1, 1]] + [x, 0])


def spokes(x: float, y: float, inner: float, outer: float, count: int, turn: float, width: float) -> list[Shape]:
    """Bars out from a hub, the first at `turn` radians, `width` to each side."""
    angles = turn + TAU * np.arange(count) / count
    return [
        rod(x + inner * c, y + inner * s, x + outer * c, y + outer * s, width)
        for c, s in zip(np.cos(angles), np.sin(angles), strict=True)
    ]


def star(x: float, y: float, outer: float, inner: float, count: int = 5, turn: float = TAU / 4) -> Shape:
    """A star with `count` points."""
    t = turn + np.pi * np.arange(2 * count) / count
    r = np.where(np.arange(2 * count) % 2, inner, outer)
    return np.asarray(np.c_[x + r * np.cos(t), y + r * np.sin(t)])


def ages(count: int, phase: float, period: int = 2) -> Iterator[tuple[float, int]]:
    """Age 0..1 and variant 0..period-1 of `count` things that come one after the other, oldest first; after a cycle
    each has taken the place of one like itself. `count` is a multiple of `period`."""
    shifted = [((i + period * phase) / count % 1.0, i % period) for i in range(count)]
    yield from sorted(shifted, reverse=True)


def wave(phase: float, turns: int = 1, offset: float = 0.0) -> float:
    """-1..1 and back, `turns` times in a cycle."""
    return float(np.sin(TAU * (phase * turns + offset)))


def dots(places: Iterable[tuple[float, float]], radius: float, points: int = 12) -> list[Shape]:
    """Small discs."""
    return [ellipse(x, y, radius, radius, points) for x, y in places]
