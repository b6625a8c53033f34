"""Plants near the camera: firs, reeds and leafy boughs at the sides of a picture, never over a figure."""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from generation.engines.animatic import foliage, plants
from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.outline import strip
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Framing, Plan, Plane, Sprite
from generation.engines.animatic.raster import F, mix
from generation.engines.animatic.trees import LEAVES, leaf_colour

Groups: TypeAlias = tuple[list[Any], list[Any], list[Any]]
"""Shapes in shade, between and in the light, laid over each other in this order."""

DROWNED = 0.12  # how far below the ground line plants stand, so that the nearest ground hides their feet
CLEAR = 0.07  # frame heights kept free at both sides of a figure, so that a moving camera rarely closes the gap
BLADES, LEAVES_A_TWIG = 34, 16
REED = {
    "plain": ("#2c3a1c", "#a3a257"), "autumn": ("#5a3a1a", "#d9a04c"), "blossom": ("#2c3a1c", "#a3a257"),
    "winter": ("#6d6a5c", "#d8d2c2"),
}  # fmt: skip
FIR = {"winter": ("#2c3d40", "#dbe5ee")}
SHADES = ((0.0, 0.3), (0.15, 0.6), (0.5, 1.1))  # of the way from dark to bright, for each group


def paint_framing(canvas: Canvas, plane: Plane) -> Patch:
    """One plane of near plants."""
    spec = plane.spec
    assert isinstance(spec, Framing)
    rng, season = canvas.rng(plane.seed), leaf_colour(canvas)
    groups = GROWERS[spec.kind](canvas, plane, spec, rng)
    tones = {"firs": FIR.get(season, LEAVES["plain"]), "reeds": REED[season], "bough": LEAVES[season]}[spec.kind]
    dark, bright = (linear(c) * F(0.85) for c in tones)
    return canvas.over([
        canvas.lit(canvas.mask(shapes), plane.z, mix(dark, bright, F(low)), mix(dark, bright, F(high)), 0.004, rim=1.3)
        for shapes, (low, high) in zip(groups, SHADES, strict=True)
    ])  # fmt: skip


def free(plan: Plan, u: float, half: float) -> bool:
    """Whether something `half` wide to each side of `u` leaves every figure in sight."""
    figures = (p.spec for p in plan.planes if isinstance(p.spec, Sprite))
    return all(abs(u - f.u) > half + CLEAR + KINDS[f.kind].width * f.size / 2 for f in figures)


def _side(plan: Plan, index: int) -> int:
    """-1 left, 1 right; the first plant stands away from the figure."""
    away = -1 if plan.focus_u > plan.aspect / 2 else 1
    return away if index % 2 == 0 else -away


def _place(plan: Plan, index: int, half: float, reach: float, rng: np.random.Generator) -> float | None:
    """A place within `reach` of one side of the frame, or None where a figure stands."""
    inner = float(rng.uniform(-0.05, reach * min(1.0, plan.aspect)))
    for closer in (0.0, 0.08, 0.16):
        u = inner - closer if _side(plan, index) < 0 else plan.aspect - inner + closer
        if free(plan, u, half):
            return u
    return None


def _firs(canvas: Canvas, plane: Plane, spec: Framing, rng: np.random.Generator) -> Groups:
    groups: Groups = ([], [], [])
    for index in range(spec.count):
        tall = float(rng.uniform(*spec.size)) * (0.7 if index > 1 else 1.0)
        foot = canvas.plan.horizon + 1 / plane.z + DROWNED + float(rng.uniform(-0.02, 0.04))
        u = _place(canvas.plan, index, tall * 0.2, 0.22, rng)
        if u is not None:
            _fir(groups, u, foot, tall, -canvas.plan.light.direction[0], rng)
    return groups


def _fir(groups: Groups, u: float, foot: float, tall: float, shade: float, rng: np.random.Generator) -> None:
    """Branches from the foot up; those toward the light catch more of it."""
    tiers = 26
    groups[0].append(strip([(u, foot), (u, foot - tall * 0.5), (u, foot - tall)], np.array([0.014, 0.009, 0.0]) * tall))
    for tier in range(tiers):
        t = tier / tiers
        wide = tall * 0.19 * (1 - t) ** 0.9 + tall * 0.008
        for sign in (-1, 1, -1, 1):
            reach = sign * wide * float(rng.uniform(0.45, 1.1))
            v = foot - tall * (0.05 + 0.93 * t + float(rng.uniform(-0.02, 0.02)))
            branch, lit = plants.frond(u, v, reach, abs(reach) * float(rng.uniform(0.25, 0.5)), rng)
            groups[0 if rng.random() < 0.7 else 1].append(branch)
            if rng.random() < (0.35 if sign * shade > 0 else 0.85):
                groups[2].append(lit)


def _reeds(canvas: Canvas, plane: Plane, spec: Framing, rng: np.random.Generator) -> Groups:
    groups: Groups = ([], [], [])
    foot = canvas.plan.horizon + 1 / plane.z + DROWNED
    for index in range(spec.count):
        middle = _place(canvas.plan, index, 0.16, 0.24, rng)
        if middle is not None:
            _clump(groups, middle, foot, float(rng.uniform(*spec.size)), rng)
    return groups


def _clump(groups: Groups, middle: float, foot: float, tall: float, rng: np.random.Generator) -> None:
    for n in range(BLADES):
        u, high = middle + float(rng.normal(0, 0.045)), tall * float(rng.uniform(0.45, 1.0))
        lean = float(np.clip(rng.normal(0.02, 0.06), -0.12, 0.12))
        groups[n % 3].append(plants.blade(u, foot, high, lean, 0.0028))
        if n % 7 == 0:
            groups[0].extend(_cattail(u, foot, tall * float(rng.uniform(0.85, 1.1)), lean * 0.3))


def _cattail(u: float, foot: float, tall: float, lean: float) -> list[Any]:
    """A stalk with a brown head and a thin tip."""
    x, y = u + lean, foot - tall
    stalk = strip([(u, foot), (u + lean * 0.4, foot - tall * 0.6), (x, y)], 0.0012)
    return [stalk, strip([(x, y + 0.012), (x, y + 0.052)], 0.0056), strip([(x, y + 0.014), (x, y)], 0.0008)]


def _bough(canvas: Canvas, plane: Plane, spec: Framing, rng: np.random.Generator) -> Groups:
    """A branch reaching in from an upper corner, its twigs hung with leaves."""
    groups: Groups = ([], [], [])
    side, a = spec.side, canvas.plan.aspect
    start = np.array([a + 0.3 if side > 0 else -0.3, float(rng.uniform(-0.1, 0.02))])
    reach, drop = 0.3 + float(rng.uniform(*spec.size)) * min(1.0, a), float(rng.uniform(0.04, 0.12))
    k = np.linspace(0, 1, 12)
    spine = start + np.c_[-side * reach * k, drop * k**1.5 - 0.05 * np.sin(k * np.pi)]
    groups[0].append(strip(spine, 0.011 * (1.05 - k)))
    for n in range(26):
        at = float(rng.uniform(0.25, 1.0))
        root = start + np.array([-side * reach * at, drop * at**1.5 - 0.05 * np.sin(at * np.pi)])
        if free(canvas.plan, float(root[0]), 0.1):
            _twig(groups, root, -side, n, rng)
    return groups


def _twig(groups: Groups, root: Any, ahead: int, order: int, rng: np.random.Generator) -> None:
    turn = float(rng.uniform(-0.5, 1.5)) if ahead > 0 else np.pi - float(rng.uniform(-0.5, 1.5))
    reach = float(rng.uniform(0.05, 0.13))
    k = np.linspace(0, 1, 6)
    line = root + np.c_[np.cos(turn) * k, np.sin(turn) * k + 0.2 * k**2] * reach
    groups[0].append(strip(line, 0.0016 * (1.2 - k)))
    for n in range(LEAVES_A_TWIG):
        at = (n + 1) / LEAVES_A_TWIG
        u = float(np.interp(at, k, line[:, 0])) + float(rng.normal(0, 0.008))
        v = float(np.interp(at, k, line[:, 1])) + float(rng.normal(0, 0.008))
        way = turn + (0.9 if n % 2 else -0.9) + float(rng.normal(0, 0.4))
        groups[(n + order) % 3].append(foliage.leaf(u, v, float(rng.uniform(0.016, 0.03)), way))


GROWERS: dict[str, Callable[[Canvas, Plane, Framing, np.random.Generator], Groups]] = {
    "firs": _firs, "reeds": _reeds, "bough": _bough,
}  # fmt: skip
