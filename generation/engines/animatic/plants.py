"""Plants as polygons in frame units (v runs down)."""

from typing import Any

import numpy as np

from generation.engines.animatic.foliage import circle, leaf
from generation.engines.animatic.outline import smooth
from generation.engines.animatic.raster import Outlines, Row, Shape, alike, around, columns


def blob(u: float, v: float, size: float, rng: np.random.Generator, points: int = 14, flat: float = 0.85) -> Shape:
    """A rounded lump with an uneven outline."""
    across, down = circle(points)
    r = size * (1 + 0.14 * np.minimum(np.maximum(rng.normal(size=points), -2), 2))
    return columns(u + r * across, v + r * flat * down)


def acacia(u: float, base: float, tall: float, rng: np.random.Generator) -> list[Shape]:
    """A far tree of the savanna: forked stem under a flat crown."""
    top = base - tall * 0.72
    shapes = [_bough((u, base), (u + s * tall * 0.3, top), tall * 0.03, tall * 0.012) for s in (-0.7, 0.1, 0.8)]
    for _ in range(9):
        x = u + float(rng.uniform(-0.52, 0.52)) * tall
        shapes.append(blob(x, top - tall * rng.uniform(0.02, 0.12), tall * rng.uniform(0.1, 0.19), rng, 12, 0.42))
    return shapes


def palm(u: float, base: float, tall: float, rng: np.random.Generator) -> list[Shape]:
    """A far palm: a bowed stem and drooping fronds."""
    lean, k = float(rng.normal(0, 0.14)) * tall, np.linspace(0, 1, 7)
    x, y, w = u + lean * k**2, base - tall * k, tall * 0.022 * (1.3 - 0.6 * k)
    shapes: list[Shape] = [around(columns(x - w, y), columns(x + w, y))]
    for turn in np.linspace(-2.1, 2.1, 9) + rng.normal(0, 0.15, 9):
        reach, t = tall * float(rng.uniform(0.3, 0.46)), np.linspace(0, 1, 6)
        fx = x[-1] + np.sin(turn) * reach * t
        fy = y[-1] - np.cos(turn) * reach * 0.55 * t + reach * 0.75 * t**2
        thick = reach * 0.1 * np.sin(np.pi * np.clip(t + 0.08, 0, 1))
        shapes.append(around(columns(fx, fy - thick * 0.5), columns(fx, fy + thick)))
    return shapes


def bare(u: float, base: float, tall: float, rng: np.random.Generator) -> list[Shape]:
    """A leafless tree: boughs that fork three times."""
    shapes: list[Shape] = []
    stack = [(u, base + 0.01, -np.pi / 2 + float(rng.normal(0, 0.08)), tall * 0.42, tall * 0.035, 0)]
    while stack:
        x, y, angle, reach, thick, fork = stack.pop()
        tip = (x + float(np.cos(angle)) * reach, y + float(np.sin(angle)) * reach)
        shapes.append(_bough((x, y), tip, thick, thick * 0.6))
        if fork < 4:
            for turn in (-0.5, 0.42):
                stack.append((*tip, angle + turn + float(rng.normal(0, 0.22)), reach * float(rng.uniform(0.55, 0.8)),
                              thick * 0.58, fork + 1))  # fmt: skip
    return shapes


def bamboo(
    u: float, base: float, tall: float, width: float, rng: np.random.Generator
) -> tuple[list[Shape], list[Shape]]:
    """A straight jointed cane, and its slender leaves high up."""
    lean, wood, leaves = float(rng.normal(0, 0.02)) * tall, [], []
    joints = max(5, int(tall / (width * 4.2)))
    for k in range(joints):
        a, b = k / joints, (k + 1) / joints - 0.0012
        w = width * 0.5
        xa, xb, ya, yb = u + lean * a, u + lean * b, base - tall * a, base - tall * b
        wood.append(np.array([(xa - w, ya), (xa + w, ya), (xb + w * 1.12, yb), (xb - w * 1.12, yb)]))
    for _ in range(9):
        t = float(rng.uniform(0.45, 1.0))
        x, y, side = u + lean * t, base - tall * t, float(rng.choice([-1, 1]))
        for k in range(6):
            at = (x + side * width * (0.8 + 1.1 * k), y + width * 0.25 * k)
            leaves.append(leaf(*at, width * float(rng.uniform(2.0, 3.4)), float(rng.uniform(0.3, 2.6))))
    return wood, leaves


def broad(u: float, base: float, tall: float, rng: np.random.Generator) -> tuple[list[Shape], list[Shape]]:
    """A round tree near by: trunk with boughs, and leaf clumps, upper ones last."""
    wood: list[Shape] = [_bough((u, base), (u - tall * 0.01, base - tall * 0.5), tall * 0.042, tall * 0.024)]
    for a in (-0.75, -0.3, 0.2, 0.7):
        start = (u, base - tall * rng.uniform(0.3, 0.42))
        end = (u + np.sin(a) * tall * 0.36, base - tall * (0.44 + 0.32 * np.cos(a)))
        wood.append(_bough(start, end, tall * 0.022, tall * 0.005))
    clumps = []
    for _ in range(30):
        a, d = rng.uniform(0, 2 * np.pi), rng.random() ** 0.55
        x, y = u + np.cos(a) * d * tall * 0.36, base - tall * 0.7 - np.sin(a) * d * tall * 0.24
        clumps.append((y, smooth(blob(x, y, tall * rng.uniform(0.07, 0.14), rng, 11), 3)))
    clumps.sort(key=lambda c: -c[0])
    return wood, [shape for _, shape in clumps]


def _bough(start: Any, end: Any, thick: float, thin: float) -> Shape:
    (x0, y0), (x1, y1) = start, end
    n = np.array([-(y1 - y0), x1 - x0]) / max(np.hypot(x1 - x0, y1 - y0), 1e-6)
    a, b = np.array(start), np.array(end)
    m = (a + b) / 2 + n * thick * 0.6
    w = (thick + thin) / 2
    return np.array([a + n * thick, m + n * w, b + n * thin, b - n * thin, m - n * w, a - n * thick])


def ferns(u: Row, base: float, size: Row) -> Outlines:
    """Sprays of arched fronds, one for each `u`."""
    g, root = np.linspace(-1.1, 1.1, 7), u[:, None]
    x, y = root + np.sin(g) * size[:, None], base - np.cos(g) * size[:, None] * 0.9
    mx, my, size = (root + x) / 2, (base + y) / 2, size[:, None]
    across = np.stack([np.broadcast_to(root - 0.002, x.shape), mx, x, mx + 0.01 * size], 2)
    down = np.stack([np.full(x.shape, base), my - size * 0.16, y + size * 0.18, my - size * 0.02], 2)
    return alike(np.stack([across, down], 3).reshape(-1, 4, 2))


def blade(u: float, base: float, tall: float, lean: float, width: float) -> Shape:
    """A blade of reed that bows to its tip."""
    k = np.linspace(0, 1, 8)
    x, y = u + lean * k**2.2, base - tall * (k - 0.12 * np.abs(lean) / tall * k**4)
    w = width * (1 - k) ** 0.7
    return around(columns(x - w, y), columns(x + w, y))


def frond(u: float, v: float, reach: float, drop: float, rng: np.random.Generator) -> tuple[Shape, Shape]:
    """A fir's drooping branch with hanging needles, and the strip of it that catches the light."""
    k = np.linspace(0, 1, 11)
    x, y = u + reach * k, v + drop * k**1.4
    hang = abs(reach) * 0.42 * (1.1 - k) * rng.uniform(0.7, 1.1, 11) * np.where(np.arange(11) % 2, 0.35, 1.0)
    upper, lower = columns(x, y), columns(x - reach * 0.04, y + hang)
    return around(upper, lower), around(upper[1:], columns(x, y + hang * 0.4)[1:])


def coral(u: float, base: float, reach: float, width: float, rng: np.random.Generator) -> list[Shape]:
    """A branching coral of four generations."""
    shapes: list[Shape] = []
    stack = [(u, base, -np.pi / 2, reach, width, 0)]
    while stack:
        x, y, angle, length, w, depth = stack.pop()
        x1, y1 = x + np.cos(angle) * length, y + np.sin(angle) * length
        nx, ny = -np.sin(angle) * w, np.cos(angle) * w
        shapes.append(
            np.array(
                [(x + nx, y + ny), (x1 + nx * 0.75, y1 + ny * 0.75), (x1 - nx * 0.75, y1 - ny * 0.75), (x - nx, y - ny)]
            )
        )
        across, down = circle(10)
        shapes.append(columns(x1 + w * 0.8 * across, y1 + w * 0.8 * down))
        if depth < 4:
            for turn in (-0.45, 0.4):
                stack.append(
                    (x1, y1, angle + turn + rng.normal(0, 0.15), length * rng.uniform(0.62, 0.8), w * 0.74, depth + 1)
                )
    return shapes
