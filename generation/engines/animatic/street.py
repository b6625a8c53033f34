"""A street in one-point perspective: facades, shop fronts, hanging signs and the road."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from generation.engines.animatic.canvas import Canvas, Layer, Patch
from generation.engines.animatic.sets.surfaces import scatter
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Built, Plane
from generation.engines.animatic.raster import Array, F, array, clip, grain, mix, where

HALF_WIDTH = 1.55  # from the middle of the road to a facade
KERB = 0.95
END_DEPTH = 34.0
GROUPS = ((0.0, 2.1), (2.1, 3.3), (3.3, 5.4), (5.4, 9.0), (9.0, 40.0))
"""Facades are cut into layers at these depths, so that they slide past each other."""
PLASTER = ("#9a6a55", "#a89886", "#6a7280", "#7a5550", "#8a8d96", "#b09070", "#607a78")
FLOOR = 1.04
FIRST_FLOOR = 0.95


@dataclass
class Walls:
    """Facade coordinates per pixel: depth `z`, height `y`, house number `block`, side -1 or 1."""

    z: Array
    y: Array
    block: Any
    side: Any
    start: Array
    inner: Array
    top: Array


def vanishing_u(canvas: Canvas, spec: Built) -> float:
    """Where the street runs to."""
    return canvas.plan.aspect / 2 + spec.side * 0.1 * min(1.0, canvas.plan.aspect)


def paint_street(canvas: Canvas, plane: Plane) -> list[Layer]:
    """Facade layers far to near, then the road."""
    spec = plane.spec
    assert isinstance(spec, Built)
    rng, centre = canvas.rng(plane.seed), vanishing_u(canvas, spec)
    walls, tones = _walls(canvas, centre, rng)
    colour = _facades(canvas, walls, tones)
    colour = canvas.haze(colour, walls.z * F(1.15))
    edge = F(1.2 / canvas.scale) * walls.z
    alpha = clip((walls.top - walls.y) / edge + F(0.5), 0, 1) * clip(walls.y / edge * 2 + 1, 0, 1)
    alpha = array(alpha * (walls.z < END_DEPTH))
    layers = [_group(canvas, walls, colour, alpha, g, centre, rng, i) for i, g in enumerate(GROUPS)]
    return [*layers, _road(canvas, centre)]


def _walls(canvas: Canvas, centre: float, rng: np.random.Generator) -> tuple[Walls, Array]:
    bounds = [1.0]
    while bounds[-1] < END_DEPTH:
        bounds.append(bounds[-1] + rng.uniform(1.1, 2.0) * (1 + bounds[-1] * 0.06))
    count = len(bounds)
    heights = array(rng.uniform(2.4, 6.6, (2, count)))
    picks = rng.integers(0, len(PLASTER), (2, count))
    shade = array(rng.uniform(0.5, 1, (2, count, 1)))
    plaster = np.array([linear(c) for c in PLASTER])[picks]
    tones = mix(linear("#2c2833"), plaster, shade)
    d = canvas.uu - F(centre)
    z = F(HALF_WIDTH) / np.maximum(np.abs(d), F(1e-3))
    y = 1 + (F(canvas.plan.horizon) - canvas.vv) * z
    edges = array(bounds)
    block_row = np.clip(np.searchsorted(edges, z[0]), 1, count - 1)
    side_row = (d[0] > 0).astype(np.int64)
    rows = canvas.height
    block, side = (np.broadcast_to(a, (rows, canvas.width)) for a in (block_row, side_row))
    start = array(np.broadcast_to(edges[block_row - 1], z.shape))
    end = np.broadcast_to(edges[block_row], z.shape)
    top = array(np.broadcast_to(heights[side_row, block_row], z.shape))
    tone = array(np.broadcast_to(tones[side_row, block_row], (*z.shape, 3)))
    return Walls(z, y, block, side, start, np.minimum(z - start, end - z), top), tone


def _facades(canvas: Canvas, walls: Walls, tones: Array) -> Array:
    light, pal = canvas.plan.light, canvas.plan.palette
    night, y = F(pal.night), walls.y
    along = walls.z - walls.start
    facing = where((walls.side * 2 - 1) * light.direction[0] < 0, 1.0, 0.22)
    grade = clip(0.55 + 0.2 * y, 0.3, 1.2) * F(0.85)
    colour = tones * (F(0.75) + F(0.5) * grain(walls.z * F(0.25), y * F(0.25)))[..., None]
    colour *= light.ambient * grade[..., None] + light.colour * (facing * F(light.power * 0.6))[..., None]
    upper = y > FIRST_FLOOR
    ledge = (np.abs((y - F(FIRST_FLOOR)) % F(FLOOR) - F(0.02)) < 0.03) & upper
    colour *= (1 - F(0.5) * ledge)[..., None]
    colour = _with_windows(canvas, walls, along, upper, colour)
    return _with_shops(canvas, walls, along, colour, float(night))


def _with_windows(canvas: Canvas, walls: Walls, along: Array, upper: Any, colour: Array) -> Array:
    pal = canvas.plan.palette
    night = pal.night
    ix, iy = np.floor(along / F(0.42)), np.floor((walls.y - F(FIRST_FLOOR)) / F(0.52))
    fx, fy = along / F(0.42) - ix, (walls.y - F(FIRST_FLOOR)) / F(0.52) - iy
    glass = (fx > 0.22) & (fx < 0.8) & (fy > 0.22) & (fy < 0.78)
    glass = array(glass & upper & (walls.inner > 0.1) & (walls.y < walls.top - F(0.2)))
    key = walls.block * 2 + walls.side
    lit, warmth = scatter(ix, iy, key) < (0.5 if night > 0.3 else 0.12), scatter(iy, ix, key + 9)
    colour = colour * (1 - F(0.5) * glass[..., None]) + pal.sky[2] * (glass * F(0.16 * (1 - night)))[..., None]
    warm = mix(linear("#ff9a3c"), linear("#ffe2b0"), warmth[..., None])
    shine = where(((warmth > 0.75) & (night > 0.5))[..., None], pal.accent, warm)
    level = glass * lit * (F(0.35) + F(0.65) * warmth) * F(0.15 + 1.1 * night)
    return array(colour + shine * level[..., None])


def _with_shops(canvas: Canvas, walls: Walls, along: Array, colour: Array, night: float) -> Array:
    """Lit shop windows behind glazing bars, under an awning."""
    pal, y = canvas.plan.palette, walls.y
    bay, key = np.floor(along / F(0.42)), walls.block * 2 + walls.side
    stock = scatter(bay, key, 3)
    glass = (y > 0.12) & (y < 0.74) & (walls.inner > 0.12) & ((along % F(0.42)) > 0.05)
    glass &= (np.abs(y - F(0.56)) > 0.015) & (stock > 0.3)
    kind = scatter(key, 17) * F(1.0 if night > 0.5 else 0.6)
    third = linear("#ff5a7a") if night > 0.8 else linear("#ffd9a0")
    shine = where((kind > 0.72)[..., None], pal.accent, where((kind > 0.3)[..., None], linear("#ffb060"), third))
    level = stock * (F(0.3) + F(0.9) * clip(y, 0, 1)) * (F(0.35) + F(0.9) * grain(walls.z * F(0.9), y * F(0.3)))
    lit = colour * F(0.5) + shine * (level * F(0.06 + 0.46 * night))[..., None]
    colour = where(glass[..., None], lit, colour)
    awning = (y > 0.72) & (y < 0.86) & (walls.inner > 0.06)
    stripes = F(0.75) + F(0.5) * (np.floor(along / F(0.14)) % 2)
    cloth = shine * F(0.38) * (canvas.plan.light.ambient + F(0.3 + 0.6 * night)) * stripes[..., None]
    return where(awning[..., None], cloth, colour)


def _group(
    canvas: Canvas, walls: Walls, colour: Array, alpha: Array, span: tuple[float, float], centre: float,
    rng: np.random.Generator, index: int,
) -> Layer:  # fmt: skip
    near, far = span
    m = array(alpha * ((walls.z >= near * 0.72) & (walls.z < far)))
    wall = Patch(np.dstack([colour * m[..., None], m]), 0, 0)
    signs: list[Patch | None] = []
    if canvas.plan.palette.night > 0.3:
        for _ in range(3):
            signs += _sign(canvas, span, centre, rng)
    depth = float(np.clip((near + far) / 2.2, 1.5, 14)) if far < 40 else 16.0
    return Layer(canvas.over([wall, *signs]), depth, "facade")


def _sign(canvas: Canvas, span: tuple[float, float], centre: float, rng: np.random.Generator) -> list[Patch | None]:
    """A hanging slab of light with four bars of pretend script."""
    pal, h = canvas.plan.palette, canvas.plan.horizon
    z = rng.uniform(max(span[0], 2.3), max(span[1] * 0.95, 2.4))
    side, y, tall = float(rng.choice([-1, 1])), rng.uniform(1.05, 2.4), rng.uniform(0.16, 0.9)
    x0, x1 = centre + side * HALF_WIDTH / z, centre + side * (HALF_WIDTH - rng.uniform(0.16, 0.42)) / z
    top, foot = h - (y - 1 + tall) / z, h - (y - 1.2) / z
    colours = (pal.accent, canvas.plan.light.colour, linear("#ffb347"), linear("#ff4a6a"))
    colour = colours[int(rng.integers(4))]
    bars = int(rng.integers(2, 6))
    slab = canvas.mask([[(x0, top), (x1, top), (x1, foot), (x0, foot)]])
    script = [_bar(x0, x1, top, foot, (k + 0.25) / bars, 0.5 / bars, rng.uniform(0.6, 0.85)) for k in range(bars)]
    return [_glow(canvas, slab, colour * F(0.4), z), _glow(canvas, canvas.mask(script), colour * F(1.2) + F(0.3), z)]


def _bar(x0: float, x1: float, top: float, foot: float, at: float, tall: float, right: float) -> Any:
    a, b = x0 + (x1 - x0) * 0.18, x0 + (x1 - x0) * right
    c, d = top + (foot - top) * at, top + (foot - top) * (at + tall)
    return [(a, c), (b, c), (b, d), (a, d)]


def _glow(canvas: Canvas, mask: Any, colour: Array, z: float) -> Patch | None:
    if mask is None:
        return None
    rows, columns = slice(mask.y, mask.y + mask.alpha.shape[0]), slice(mask.x, mask.x + mask.alpha.shape[1])
    rgb = canvas.haze(np.broadcast_to(colour, (*mask.alpha.shape, 3)), z * 0.4, 0.0, rows, columns)
    return Patch(np.dstack([rgb * mask.alpha[..., None], mask.alpha]), mask.x, mask.y)


def _road(canvas: Canvas, centre: float) -> Layer:
    plan, light = canvas.plan, canvas.plan.light
    top = int(plan.horizon * canvas.scale) + canvas.my
    v, u = canvas.vv[top:], canvas.uu[top:] - F(centre)
    z = 1 / np.maximum(v - F(plan.horizon), F(1e-3))
    x = u * z
    colour = mix(linear("#18191f"), linear("#454349"), grain(x * F(0.3), z * F(0.3))[..., None])
    colour = colour * (light.ambient * F(1.1) + light.colour * F(light.power * 0.35))
    pavement = np.abs(x) > KERB
    colour = where(pavement[..., None], colour * F(1.7), colour)
    colour = where((np.abs(np.abs(x) - F(KERB)) < 0.03)[..., None], colour * F(0.4), colour)
    line = (np.abs(x) < 0.035) & ((z % F(1.5)) < 0.8) & ~pavement
    colour = where(line[..., None], colour * F(2.6) + F(0.02), colour)
    colour = canvas.haze(colour, z * F(1.15), 0.0, slice(top, None))
    inside = clip((F(HALF_WIDTH) - np.abs(x)) * canvas.scale / z * F(0.8) + F(0.8), 0, 1)
    alpha = clip((v - F(plan.horizon)) * canvas.scale, 0, 1) * inside
    return Layer(Patch(np.dstack([colour * alpha[..., None], alpha]), 0, top), 2.0, "ground", ground=True)
