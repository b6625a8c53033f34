"""Outlines figures are drawn from: polygons in unit space (x right, y up, feet at 0, height 1)."""

from typing import Any

import numpy as np

from generation.engines.animatic.raster import Shape, around, columns


def smooth(points: Any, steps: int = 6) -> Shape:
    """A closed curve through `points` (Catmull-Rom), `steps` points for each span."""
    p = np.asarray(points, float)
    turned = np.concatenate([p[-1:], p, p[:2]])[:, None]
    a, b, c, d = (turned[n : n + len(p)] for n in range(4))
    t = np.linspace(0, 1, steps, endpoint=False)[None, :, None]
    curve = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    return np.asarray(curve.reshape(-1, 2))


def ellipse(x: float, y: float, a: float, b: float, points: int = 28, turn: float = 0.0) -> Shape:
    """An ellipse of half axes `a`, `b`, turned by `turn` radians."""
    t = np.linspace(0, 2 * np.pi, points, endpoint=False)
    px, py, c, s = a * np.cos(t), b * np.sin(t), np.cos(turn), np.sin(turn)
    return columns(x + px * c - py * s, y + px * s + py * c)


def box(x0: float, y0: float, x1: float, y1: float) -> Shape:
    """An upright rectangle."""
    return np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], float)


def strip(points: Any, width: Any) -> Shape:
    """A band along a line, half as wide as `width` says to each side (one number, or one for each point)."""
    p = np.asarray(points, float)
    d = np.gradient(p, axis=0)
    normal = columns(-d[:, 1], d[:, 0]) / np.maximum(np.hypot(d[:, 0], d[:, 1])[:, None], 1e-6)
    w = np.asarray(width)[:, None] if np.ndim(width) else width
    return around(p + normal * w, p - normal * w)


def ring(x: float, y: float, outer: float, inner: float, points: int = 40) -> Shape:
    """A ring as one polygon."""
    return around(ellipse(x, y, outer, outer, points), ellipse(x, y, inner, inner, points))
