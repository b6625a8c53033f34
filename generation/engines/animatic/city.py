"""Skylines: rows of towers with lit windows, and the roof one looks out from."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Built, City, Plane
from generation.engines.animatic.raster import Array, F, array, at, mix, smoothstep, tile, where

HASH_SIZE = 4096
_HASH = np.random.default_rng(20).random(HASH_SIZE, np.float32)


def scatter(*cells: Any) -> Array:
    """One random number 0..1 for each cell of whole-number coordinates."""
    mixed = sum(np.asarray(c).astype(np.int64) * p for c, p in zip(cells, (73856093, 19349663, 83492791), strict=False))
    return array(_HASH[(mixed ^ (mixed >> 13)) & (HASH_SIZE - 1)])


@dataclass
class Row:
    """One row of towers in the making."""

    canvas: Canvas
    spec: City
    z: float
    rgb: Array
    alpha: Array
    foot: float
    lit_left: bool
    tones: tuple[Array, Array]


def paint_city(canvas: Canvas, plane: Plane) -> Patch:
    """A row of towers, higher toward the middle of the town."""
    spec = plane.spec
    assert isinstance(spec, City)
    rng, plan = canvas.rng(plane.seed), canvas.plan
    far = 0.4 + 0.6 * float(smoothstep(8, 30, array(plane.z)))
    row = Row(
        canvas, spec, plane.z, np.zeros((canvas.height, canvas.width, 3), np.float32),
        np.zeros((canvas.height, canvas.width), np.float32), plan.horizon + 1 / plane.z,
        plan.light.direction[0] < 0, (linear("#343a48") * F(far), linear("#8a858c") * F(far)),
    )  # fmt: skip
    x = float(canvas.u[0]) - 0.05
    while x < float(canvas.u[-1]) + 0.05:
        x += _tower(row, x, plane.seed, rng)
    return _finish(row)


def _tower(row: Row, x: float, seed: int, rng: np.random.Generator) -> float:
    """One tower at `x`; gives how far the next one stands."""
    spec, plan = row.spec, row.canvas.plan
    w = spec.width * rng.uniform(0.6, 1.5)
    town = at(tile(42), x * 0.35 + seed % 17 / 17, 0.3)
    centre = plan.aspect / 2 - (plan.focus_u - plan.aspect / 2) * 0.6
    rise = rng.uniform(0.2, 1.0) * (0.45 + 0.75 * float(np.exp(-(((x - centre) / 0.45) ** 2))))
    tall = spec.low + (spec.high - spec.low) * min(max((town - 0.2) * 1.1, 0), 1) * rise
    tall = max(tall + (0.22 if rng.random() < 0.08 and spec.high > 0.3 else 0.0), 0.012)
    tone = mix(row.tones[0], row.tones[1], F(rng.random())) * (1 + F(0.1) * array(rng.normal(size=3)))
    top, key = plan.horizon - tall, int(rng.integers(1 << 20))
    _block(row, x, x + w, top, row.foot + 0.3, tone, key, rng.uniform(0.6, 0.75))
    if rng.random() < 0.45:
        a, b = x + w * rng.uniform(0.1, 0.3), x + w * rng.uniform(0.6, 0.9)
        step = top - tall * rng.uniform(0.06, 0.2)
        _block(row, a, b, step, top, tone, key + 7, 0.65)
        top = step
    _crown(row, x, w, top, tall, tone, rng)
    return float(w * rng.uniform(0.85, 1.12))


def _block(row: Row, x0: float, x1: float, top: float, foot: float, tone: Array, key: int, share: float) -> None:
    """A lit and a shaded face."""
    split = x0 + (x1 - x0) * (share if row.lit_left else 1 - share)
    _face(row, x0, split, top, foot, tone, key, 1.0 if row.lit_left else 0.25)
    _face(row, split, x1, top, foot, tone * F(0.88), key + 3, 0.25 if row.lit_left else 1.0)


def _crown(row: Row, x: float, w: float, top: float, tall: float, tone: Array, rng: np.random.Generator) -> None:
    """A mast or a machine house."""
    if rng.random() < 0.3:
        c, mast = x + w * rng.uniform(0.3, 0.7), 0.02 + tall * 0.2 * rng.random()
        _face(row, c, c + 0.0022, top - mast, top, row.tones[0] * F(0.5), 0, 0.0)
    elif rng.random() < 0.5:
        c = x + w * rng.uniform(0.1, 0.7)
        _face(row, c, c + w * 0.18, top - w * 0.08, top, tone * F(0.6), 0, 0.3)


def _face(row: Row, x0: float, x1: float, y0: float, y1: float, tone: Array, key: int, facing: float) -> None:
    canvas, plan, light, pal = row.canvas, row.canvas.plan, row.canvas.plan.light, row.canvas.plan.palette
    i0, i1 = (int(np.clip(c * canvas.scale + canvas.mx, 0, canvas.width)) for c in (x0, x1))
    j0, j1 = (int(np.clip(c * canvas.scale + canvas.my, 0, canvas.height)) for c in (y0, y1))
    if i1 <= i0 or j1 <= j0:
        return
    rows, columns = slice(j0, j1), slice(i0, i1)
    night = max(pal.night, 0.12)
    window, lit, warmth = _windows(canvas.u[columns] - F(x0), canvas.v[rows] - F(y0), row, key, night)
    colour = tone * (light.ambient * F(0.85) + light.colour * F(light.power * 0.55 * facing))
    colour = colour * (1 - F(0.3) * window[..., None])
    colour = colour + pal.sky[2] * (window * F((1 - night) * 0.18))[..., None]
    glow = mix(linear("#ffb45a"), linear("#ffe6b8"), warmth[..., None])
    if pal.night > 0.5:
        glow = where((warmth > 0.86)[..., None], pal.accent, glow)
    shine = lit[..., None] * glow * F(1.7 * night * float(np.exp(-row.z / plan.fog * 0.35)))
    row.rgb[rows, columns] = canvas.haze(colour, row.z, 0.0, rows, columns) + shine
    row.alpha[rows, columns] = 1


def _windows(x: Array, y: Array, row: Row, key: int, night: float) -> tuple[Array, Array, Array]:
    """A window grid of the face's own proportion; some floors are lit from end to end, some faces hardly at all."""
    cell = (0.0062 + 0.045 / row.z) * (0.8 + 0.5 * float(scatter(key, 1)))
    tall = cell * (1.0 + 0.7 * float(scatter(key, 2)))
    ix, iy = np.floor(x / F(cell))[None], np.floor(y / F(tall))[:, None]
    fx, fy = (x / F(cell))[None] - ix, (y / F(tall))[:, None] - iy
    window = array((fx > 0.2) & (fx < 0.82) & (fy > 0.2) & (fy < 0.76))
    busy = 0.35 + 1.1 * float(scatter(key, 3)) ** 1.5
    share = row.spec.lit * (night * 0.7 if night > 0.3 else 0.1) * (0.5 if row.z > 20 else 1.0) * busy
    floor = scatter(iy, key, 5) < 0.08
    on = scatter(ix, iy, key) < share * (F(0.5) + F(0.9) * scatter(iy, key)) + 0.5 * floor
    warmth = scatter(iy, ix, key + 11)
    return window, array(window * on * (F(0.35) + F(0.65) * warmth)), warmth


def _finish(row: Row) -> Patch:
    """Street glow and haze gather toward the foot of the towers."""
    canvas, spec = row.canvas, row.spec
    plan, pal = canvas.plan, canvas.plan.palette
    alpha = row.alpha * (canvas.vv < row.foot) if spec.shore else row.alpha
    low = smoothstep(plan.horizon - 0.16, row.foot + 0.02, canvas.vv) * F(0.55 if row.z > 6 else 0.3)
    glow = canvas.air + pal.accent * F(0.16 * (pal.night > 0.4))
    top = int(np.argmax(alpha.any(1))) if alpha.any() else 0
    rgb = mix(row.rgb[top:], glow[top:], (low[top:] * alpha[top:])[..., None])
    return Patch(np.dstack([rgb * alpha[top:, :, None], alpha[top:]]).astype(np.float32, copy=False), 0, top)


def paint_roof(canvas: Canvas, plane: Plane) -> Patch:
    """The dark ledge in front, with a machine house on one side."""
    spec = plane.spec
    assert isinstance(spec, Built)
    a, y, side = canvas.plan.aspect, canvas.plan.horizon + 0.34, spec.side
    ledge = [(-2, y), (a + 2, y), (a + 2, 3), (-2, 3)]
    x0, x1 = sorted((a * 0.5 + side * 0.35 * a, a * 0.5 + side * 0.45 * a))
    house = [(x0, y - 0.09), (x1, y - 0.09), (x1, 2), (x0, 2)]
    top = [(-2, y - 0.012), (a + 2, y - 0.012), (a + 2, y + 0.012), (-2, y + 0.012)]
    dark, bright = linear("#1d1e25"), linear("#3d3d47")
    wall = canvas.lit(canvas.mask([ledge, house]), plane.z, dark, bright, 0.006, rim=0.8)
    return canvas.over([wall, canvas.lit(canvas.mask([top]), plane.z, dark * F(1.5), bright * F(1.6), 0.004, rim=1.0)])
