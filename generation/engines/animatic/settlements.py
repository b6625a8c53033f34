"""Small far buildings: a village, a harbour town, the domes of a city on another world, and fences."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from generation.engines.animatic import blazes
from generation.engines.animatic.canvas import Canvas, Layer, Patch
from generation.engines.animatic.outline import box, strip
from generation.engines.animatic.palette import linear, neutral
from generation.engines.animatic.plan import Plane, Scenery
from generation.engines.animatic.raster import F, array, blur, clip, exp, mix

WALLS = (("#9a8f80", "#f0e6d6"), ("#a0765a", "#e8b890"), ("#8a9098", "#dfe4e6"))
GAY_WALLS = (("#a05a48", "#f0a080"), ("#a08a4a", "#f4dc90"), ("#5a8090", "#a8d4e0"), ("#9a9488", "#f4ece0"))
ROOFS, SNOWY_ROOFS = (("#5a2e24", "#b8604a"), ("#4a4046", "#8a7a7c")), (("#c2d0e0", "#ffffff"), ("#b4c4d8", "#f6fafe"))
WINDOW = "#ffcf78"
BARK = ("#3a2a1e", "#8a6a4c")


def village(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | Layer | None]:
    """A cluster of houses around a church, lit in the dark, with smoke over the roofs."""
    foot, unit = canvas.plan.horizon + 0.82 / plane.z, 0.062 * spec.size
    places = sorted((float(rng.normal(0, 1)), float(rng.random())) for _ in range(22))
    houses = [(spec.u + x * 3.2 * unit, foot - y * unit * 1.1, unit * float(rng.uniform(0.7, 1.2))) for x, y in places]
    houses.sort(key=lambda house: house[1])
    town = _town(canvas, plane, houses, WALLS, rng, steeple=spec.u)
    if not canvas.plan.scene.has("fire", "explosion"):
        return [*town, _smoke(canvas, spec.u, foot - 2.2 * unit, unit)]
    alight = [houses[n] for n in rng.choice(len(houses), size=len(houses) * 2 // 3, replace=False)]
    behind = blazes.smoke(canvas, spec.u, foot - unit, 3.4 * unit, rng)
    return [behind, *town, blazes.fire(canvas, plane, alight, rng)]


def harbour(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | None]:
    """Coloured houses in rows up a slope above a quay, with masts before it."""
    foot, unit, houses = canvas.plan.horizon + 1 / plane.z, 0.062 * spec.size, []
    for row in range(4):
        n = 13 - 2 * row
        for k in range(n):
            u = spec.u + (k - n / 2 + float(rng.uniform(-0.2, 0.2))) * unit * 1.02
            houses.append((u, foot - 0.014 - row * unit * 0.72, unit * float(rng.uniform(0.85, 1.25))))
    houses.sort(key=lambda house: house[1])
    half = 7.6 * unit
    quay = canvas.mask([box(spec.u - half, foot - 0.018, spec.u + half, foot + 0.002)])
    masts: list[Any] = []
    for _ in range(9):
        u, tall = spec.u + float(rng.uniform(-1, 1)) * half, unit * float(rng.uniform(1.2, 2.1))
        masts += [
            strip([(u, foot), (u, foot - tall)], 0.0012),
            strip([(u, foot - tall), (u + unit * 0.5, foot)], 0.0006),
        ]
        hull = [(-0.6, -0.014), (0.6, -0.014), (0.4, 0.004), (-0.45, 0.004)]
        masts.append(np.array([(u + x * unit, foot + y) for x, y in hull]))
    return [
        *_town(canvas, plane, houses, GAY_WALLS, rng, steeple=spec.u + unit),
        canvas.lit(quay, plane.z, linear("#4a4644"), linear("#9a928a"), 0.006),
        canvas.lit(canvas.mask(masts), plane.z, linear("#2e2a2c"), linear("#c8c0b4"), 0.003, rim=0.4),
    ]


def _town(
    canvas: Canvas, plane: Plane, houses: list[tuple[float, float, float]], walls: Any, rng: np.random.Generator,
    steeple: float,
) -> list[Patch | None]:  # fmt: skip
    """Houses (middle, foot, size), far rows first, each row's walls, roofs and windows together."""
    patches: list[Patch | None] = []
    roofs = SNOWY_ROOFS if canvas.plan.scene.snowy else ROOFS
    rows = np.array_split(np.array(houses), 4)
    for index, row in enumerate(rows):
        wall: dict[int, list[Any]] = {}
        roof: dict[int, list[Any]] = {}
        panes: list[Any] = []
        for u, foot, size in row.tolist():
            kind = int(rng.integers(len(walls)))
            half, tall = size * 0.5, size * float(rng.uniform(0.55, 0.95))
            wall.setdefault(kind, []).append(box(u - half, foot - tall, u + half, foot + size * 0.3))
            peak = np.array([(u - half * 1.15, foot - tall), (u - half * 0.5, foot - tall - size * 0.42),
                             (u + half * 0.5, foot - tall - size * 0.42), (u + half * 1.15, foot - tall)])  # fmt: skip
            roof.setdefault(kind % len(roofs), []).append(peak)
            panes += _panes(u, foot, half, tall, rng)
        if index == 1:
            wall.setdefault(0, []).append(box(steeple - 0.011, row[0][1] - row[0][2] * 2.1, steeple + 0.011, row[0][1]))
            top = row[0][1] - row[0][2] * 2.1
            roof.setdefault(0, []).append(
                np.array([(steeple - 0.014, top), (steeple, top - 0.05), (steeple + 0.014, top)])
            )
        for shapes, tones in ((wall, walls), (roof, roofs)):
            for kind in sorted(shapes):
                dark, bright = (linear(c) for c in tones[kind])
                patches.append(canvas.lit(canvas.mask(shapes[kind]), plane.z, dark, bright, 0.004, rim=0.4))
        patches += _shining(canvas, panes)
    return patches


def _panes(u: float, foot: float, half: float, tall: float, rng: np.random.Generator) -> list[Any]:
    size = half * 0.15
    places = [(u + half * x, foot - tall * y) for x in (-0.5, 0.0, 0.5) for y in (0.34, 0.74)]
    return [box(x - size * 0.6, y - size, x + size * 0.6, y + size) for x, y in places if rng.random() < 0.7]


def _shining(canvas: Canvas, panes: list[Any]) -> list[Patch | None]:
    """Windows: dark by day, and by night full of light that spills over what is around."""
    mask, night = canvas.mask(panes), max(canvas.plan.palette.night, 0.5 if canvas.plan.scene.has("lights") else 0.0)
    if mask is None:
        return []
    alpha = mask.alpha * F(0.75 + 0.25 * night)
    colour = mix(canvas.plan.palette.shadow * F(0.7), linear(WINDOW) * F(1.05), F(min(1.0, night * 1.4)))
    pane = Patch(np.dstack([colour * alpha[..., None], alpha]), mask.x, mask.y)
    if night < 0.3:
        return [pane]
    spread = int(canvas.scale * 0.03)
    wide = blur(np.pad(mask.alpha, spread), canvas.scale * 0.011) * F(0.9 * night)
    y0, x0 = max(0, mask.y - spread), max(0, mask.x - spread)
    wide = wide[y0 - mask.y + spread :, x0 - mask.x + spread :][: canvas.height - y0, : canvas.width - x0]
    glow = clip(wide, 0, 0.8)
    return [pane, Patch(np.dstack([linear(WINDOW) * glow[..., None], glow * F(0.4)]), x0, y0)]


def _smoke(canvas: Canvas, u: float, v: float, unit: float) -> Patch:
    """Thin smoke drifting from the chimneys."""
    uu, vv = canvas.uu, canvas.vv
    rise = clip(F(v) - vv, 0, 1)
    alpha = np.zeros_like(uu)
    for k, off in enumerate((-1.6, 0.4, 1.9)):
        middle = F(u + off * unit) + rise * F(0.35) + F(0.006) * np.sin(rise * F(60) + F(k))
        alpha += exp(-(((uu - middle) / (F(0.004) + rise * F(0.09))) ** 2)) * exp(rise / F(-0.1)) * (vv < v) * F(0.3)
    alpha = clip(alpha, 0, 0.5)
    return Patch(np.dstack([canvas.air * alpha[..., None], alpha]), 0, 0)


def domes(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | None]:
    """Glass domes with towers inside them, lit from within."""
    foot, patches = canvas.plan.horizon + 0.9 / plane.z, []
    glass, light = linear("#a8dcec"), canvas.plan.light
    for off, size in ((-0.3, 0.13), (0.34, 0.11), (0.02, 0.22)):
        u, r = spec.u + off * spec.size, size * spec.size
        t = np.linspace(0, np.pi, 40)
        outline = np.c_[u + r * np.cos(t), foot - r * 0.82 * np.sin(t)]
        towers, panes = [], []
        for _ in range(9):
            x = float(rng.uniform(-0.72, 0.72))
            tall = r * 0.72 * float(np.sqrt(1 - x * x)) * float(rng.uniform(0.35, 0.95))
            towers.append(box(u + x * r - r * 0.055, foot - tall, u + x * r + r * 0.055, foot))
            storeys = np.arange(foot - tall + r * 0.06, foot - r * 0.04, r * 0.07)
            lit = storeys[rng.random(len(storeys)) < 0.75]
            panes += [box(u + x * r - r * 0.03, y - r * 0.012, u + x * r + r * 0.03, y + r * 0.012) for y in lit]
        patches += [canvas.lit(canvas.mask(towers), plane.z, linear("#5a6a78"), linear("#dfe8ee"), 0.004, rim=0.4)]
        patches += _shining(canvas, panes)
        mask = canvas.mask([outline])
        if mask is not None:
            edge = clip(mask.alpha - blur(mask.alpha, canvas.scale * 0.012), 0, 1)
            alpha = mask.alpha * F(0.2) + edge * F(0.9)
            shine = neutral(light.ambient, 0.5) + light.colour * F(light.power * 0.4)
            patches.append(Patch(np.dstack([glass * shine * alpha[..., None], array(alpha)]), mask.x, mask.y))
        ribs = [strip(np.c_[u + r * np.cos(t) * k, foot - r * 0.82 * np.sin(t)], 0.0008) for k in (0.35, 0.7, 1.0)]
        patches.append(canvas.lit(canvas.mask(ribs), plane.z, linear("#8a9aa8"), linear("#f0f6fa"), 0.002, rim=0.4))
    return patches


def fence(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | None]:
    """Posts with two rails that run from the near side of the frame into the field."""
    plan = canvas.plan
    side = 1 if spec.u > plan.aspect / 2 else -1
    near = (spec.u - plan.aspect / 2) * 2.0
    shapes: list[Any] = []
    rails: list[list[tuple[float, float]]] = [[], []]
    for k in range(15):
        z = 2.0 * 1.16**k
        u = plan.aspect / 2 + (near + side * 0.12 * k) / z
        v, tall, wide = plan.horizon + 0.9 / z, 0.34 * spec.size / z, 0.014 / z
        lean = float(rng.normal(0, 0.02)) * tall
        shapes.append(strip([(u, v + 0.02 / z), (u + lean, v - tall)], wide))
        for rail, height in zip(rails, (0.82, 0.45), strict=True):
            rail.append((u + lean * height, v - tall * height))
    widths = 0.008 / (2.0 * 1.16 ** np.arange(15))
    shapes += [strip(rail, widths) for rail in rails]
    dark, bright = (linear(c) for c in BARK)
    return [canvas.lit(canvas.mask(shapes), plane.z, dark, bright, 0.004, rim=0.9)]
