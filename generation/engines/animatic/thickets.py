"""Jungle near the camera: big leaves from both sides, palm fronds and hanging lianas."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.framing import free
from generation.engines.animatic.outline import smooth, strip
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Plane, Scenery
from generation.engines.animatic.raster import F, Shape, mix

GREENS = ("#12301a", "#8fbc48")
SHADES = ((0.0, 0.35), (0.14, 0.7), (0.35, 1.1))


def jungle(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | None]:
    """Three groups of leaves, those in shade first, and lianas behind them."""
    groups: tuple[list[Any], list[Any], list[Any]] = ([], [], [])
    plan, near = canvas.plan, plane.z < 2.6
    foot = plan.horizon + 1 / plane.z + (0.14 if near else 0.02)
    for index in range(round(26 * spec.size)):
        edge = float(rng.beta(1.0, 2.6)) * 0.42 * plan.aspect
        u = edge - 0.06 if index % 2 else plan.aspect - edge + 0.06
        if not free(plan, u, 0.07):
            continue
        tall = float(rng.uniform(0.16, 0.5)) * (1.25 if near else 0.8) * (1 - edge / plan.aspect)
        root = (u, foot + float(rng.uniform(-0.02, 0.06)))
        _bush(groups, root, tall, index, rng)
    dark, bright = (linear(c) for c in GREENS)
    lianas = _lianas(canvas, rng)
    k = F(0.7 if near else 1.0)
    return [
        canvas.lit(canvas.mask(lianas), plane.z, dark * k, mix(dark, bright, F(0.4)) * k, 0.003, rim=0.6),
        *(canvas.lit(canvas.mask(shapes), plane.z, mix(dark, bright, F(low)) * k, mix(dark, bright, F(high)) * k,
                     0.006, rim=1.2) for shapes, (low, high) in zip(groups, SHADES, strict=True)),
    ]  # fmt: skip


def _bush(groups: Any, root: tuple[float, float], tall: float, index: int, rng: np.random.Generator) -> None:
    """Arching stalks with a broad leaf or a feathered frond at each."""
    feathered = rng.random() < 0.68
    for turn in np.linspace(-1.2, 1.2, 7) + rng.normal(0, 0.15, 7):
        reach = tall * float(rng.uniform(0.7, 1.1))
        tip = np.array([root[0] + np.sin(turn) * reach * 0.8, root[1] - np.cos(turn * 0.8) * reach])
        bend = np.array([(root[0] * 0.6 + tip[0] * 0.4), min(root[1], tip[1]) - reach * 0.04])
        k = np.linspace(0, 1, 9)[:, None]
        spine = (1 - k) ** 2 * np.array(root) + 2 * k * (1 - k) * bend + k**2 * (tip + np.array([0, reach * 0.12]))
        group = groups[int(rng.integers(3))]
        group.append(strip(spine, 0.0022))
        if feathered:
            group.extend(_feathers(spine, reach))
        else:
            group.append(_broad_leaf(spine[-1], turn, reach * float(rng.uniform(0.22, 0.34))))


def _broad_leaf(at: Any, turn: float, size: float) -> Shape:
    way = np.array([np.sin(turn * 1.5), 0.35 - 0.5 * np.cos(turn)])
    way /= np.hypot(*way)
    side = np.array([-way[1], way[0]])
    t = np.array([0, 0.2, 0.45, 0.78, 1.15])
    w = np.array([0.05, 0.3, 0.34, 0.2, 0.0])
    right, left = (
        at + np.outer(t, way) * size + np.outer(w, side) * size,
        at + np.outer(t, way) * size - np.outer(w, side) * size,
    )
    return smooth(np.r_[right, left[::-1][1:]], 3)


def _feathers(spine: Shape, reach: float) -> list[Shape]:
    shapes = []
    along = np.gradient(spine, axis=0)
    for k in range(2, 9):
        d = along[k] / max(float(np.hypot(*along[k])), 1e-6)
        for sign in (-1, 1):
            side = np.array([-d[1], d[0]]) * sign
            tip = spine[k] + (side * 0.8 + d * 0.5 + [0, 0.35]) * reach * 0.26
            shapes.append(np.array([spine[k] - d * reach * 0.03, (spine[k] + tip) / 2 - d * reach * 0.012, tip,
                                    (spine[k] + tip) / 2 + d * reach * 0.03, spine[k] + d * reach * 0.03]))  # fmt: skip
    return shapes


def _lianas(canvas: Canvas, rng: np.random.Generator) -> list[Any]:
    """Vines that hang from above, some in loops, with a few leaves."""
    plan, shapes = canvas.plan, []
    for _ in range(9):
        u = float(rng.uniform(float(canvas.u[0]), float(canvas.u[-1])))
        if not free(plan, u, 0.05):
            continue
        k, low = np.linspace(0, 1, 14), float(rng.uniform(0.1, 0.55))
        if rng.random() < 0.4:
            wide = float(rng.uniform(0.15, 0.35))
            line = np.c_[u + wide * k, -0.16 + low * 4 * k * (1 - k)]
        else:
            line = np.c_[u + 0.012 * np.sin(k * 7 + u * 9), -0.16 + (low + 0.16) * k]
        shapes.append(strip(line, 0.0018))
        for at in line[3::3]:
            shapes.append(_broad_leaf(at, float(rng.uniform(-0.6, 0.6)), float(rng.uniform(0.014, 0.03))))
    return shapes
