"""Clouds: heaped, feathered, in sheets or as the shelf of a storm, lit from the sun's side. Half size is enough."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeAlias

import cv2
import numpy as np

from generation.engines.animatic import heavens
from generation.engines.animatic.canvas import Canvas, Layer, Patch
from generation.engines.animatic.lightning import flashing
from generation.engines.animatic.plan import Clouds, Plane
from generation.engines.animatic.raster import (
    Array,
    F,
    array,
    blur,
    clip,
    mix,
    resize,
    sample,
    smoothstep,
    tile,
    where,
)  # fmt: skip

Forms: TypeAlias = tuple[Array, Array]
"""Opacity and light (0 shade .. 1 lit)."""

HEAPS = 15  # heaped clouds over a 16:9 frame at full cover
THROUGH = 0.55  # how much of a heap's colour is the sky's behind it, under a low sun
BASE = 0.34  # how far a heap reaches below its middle, beside its height
LEAST_ROWS = 8  # of sky: less shows no cloud
WHITE = array([1.0, 0.99, 0.97])


def paint_clouds(canvas: Canvas, plane: Plane) -> Layer:
    """The clouds of the far sky, with lightning where there is any: it strikes again and again in a shot."""
    spec, scene = plane.spec, canvas.plan.scene
    assert isinstance(spec, Clouds)
    rng = canvas.rng(plane.seed)
    calm = _painted(canvas, spec, rng)
    flashes = scene.has("lightning") or (scene.weather == "storm" and spec.form == "shelf")
    if not flashes or len(calm.image) < LEAST_ROWS:
        return Layer(calm, plane.z, "clouds")
    struck, glimmering = (
        replace(calm, image=heavens.struck(calm.image, light)) for light in heavens.flash(canvas, rng)
    )
    return Layer(struck, plane.z, "clouds", going=partial(flashing, glimmering))


def _painted(canvas: Canvas, spec: Clouds, rng: np.random.Generator) -> Patch:
    horizon = canvas.plan.horizon
    bottom = heavens.below(canvas, horizon + 0.06)
    if bottom < LEAST_ROWS:
        return canvas.over([])
    u, v = canvas.uu[:bottom:2, ::2], canvas.vv[:bottom:2, ::2]
    alpha, lit = FORMS[spec.form](canvas, spec, u, v, rng)
    colour = _colour(canvas, spec, lit, alpha, bottom)
    low = 0.35 if spec.form == "cumulus" else 0.75
    far = F(low) * (1 - smoothstep(0, 0.26, F(horizon) - v))
    if spec.form == "cumulus" and canvas.plan.scene.time != "noon":  # a low sun shines through: no stones
        far = far + F(THROUGH) * (1 - far)
    colour = mix(colour, canvas.air[:bottom:2, ::2], far[..., None])
    alpha = alpha * smoothstep(-0.01, 0.05, F(horizon) - v)
    image = np.dstack([colour * alpha[..., None], alpha])
    image = clip(resize(image, canvas.width, bottom, smooth=True), 0, 8)
    if canvas.plan.scene.has("rainbow"):
        bow = heavens.rainbow(canvas)[:bottom]
        image = np.dstack([image[..., :3] + bow, np.maximum(image[..., 3], bow.max(2) * F(0.6))])
    return Patch(image, 0, 0)


def _mixture(canvas: Canvas, spec: Clouds, u: Array, v: Array, rng: np.random.Generator) -> Forms:
    """A receding sheet and banks."""
    light, shift = canvas.plan.light, array(rng.random(2))
    density = _density(canvas.plan.horizon, u, v, shift)
    toward = _density(
        canvas.plan.horizon, u + (F(light.u) - u) * F(0.06), v + (F(light.v) - v) * F(0.06) - F(0.006), shift
    )
    edge = 0.74 - spec.cover * 0.42
    alpha = smoothstep(edge, edge + 0.2 + 0.1 * (spec.cover > 0.6), density) * F(0.9 if spec.cover > 0.35 else 0.75)
    lit = clip(0.55 + (density - toward) * 3.4, 0, 1) * (1 - 0.4 * smoothstep(edge + 0.12, edge + 0.36, density))
    return alpha, lit


def _density(horizon: float, u: Array, v: Array, shift: Array) -> Array:
    sheets, banks = tile(21, 512, 7, 4, 0.55), tile(22, 512, 6, 4, 0.5)
    x, y = F(shift[0]), F(shift[1])
    rise = np.maximum(F(horizon + 0.05) - v, F(0.02))
    warp = sample(banks, u * F(0.3) + x, v * F(0.5)) - F(0.5)
    sheet = sample(
        sheets, (u - F(0.9)) * F(0.05) / (rise + F(0.12)) + x, F(0.07) / (rise + F(0.08)) + y + warp * F(0.05)
    )
    bank = sample(sheets, u * F(0.32) + y + warp * F(0.06), v * F(0.62) + x + warp * F(0.05))
    return sheet * F(0.5) + bank * F(0.5)


def _heaped(canvas: Canvas, spec: Clouds, u: Array, v: Array, rng: np.random.Generator) -> Forms:
    """Heaps with flat bases and billowing tops, small and many toward the horizon; a veil high above them."""
    body, rise, near = _bodies(canvas, spec, u, v, rng)
    x, y = (float(n) for n in rng.random(2))
    scale = F(0.75) - F(0.35) * near  # far heaps have finer billows
    puffs = 1 - sample(tile(24, 512, 6, 4, 0.55, True), u * scale + F(x), v * scale * F(1.25) + F(y))
    wisp = sample(tile(21, 512, 7, 4, 0.55), u * F(0.9) + F(y), v * F(1.3) + F(x)) - F(0.5)
    density = body + (puffs - F(0.34)) * F(1.15) + wisp * F(0.5)
    density += (wisp * F(0.9) - F(0.12)) * (1 - rise)  # ragged below
    alpha = smoothstep(0.34, 0.78, density) * smoothstep(-0.5, 0.3, body)
    thick = blur(np.minimum(density, F(1.7)), canvas.scale / 500)
    relief = _toward_light(canvas, thick, u, v) * F(canvas.scale / 46)
    high_sun = 0.5 if canvas.plan.light.v < canvas.plan.horizon - 0.25 else 0.16
    lit = smoothstep(0.12, 0.95, F(0.52 - high_sun / 3) + rise * F(high_sun) + relief + (puffs - F(0.4)) * F(0.5))
    veil, veil_lit = _feathered(canvas, spec, u, v, rng)
    veil = veil * F(0.6) * (1 - alpha)
    total = alpha + veil
    return total, where(total > 1e-3, (lit * alpha + veil_lit * veil) / np.maximum(total, F(1e-3)), 0)


def _bodies(canvas: Canvas, spec: Clouds, u: Array, v: Array, rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """How deep in a heap each place is (1 middle, below 0 outside), how high in it (0..1), how near (0..1)."""
    horizon, low, high = canvas.plan.horizon, float(canvas.u[0]), float(canvas.u[-1])
    uc, vc = u[::4, ::4], v[::4, ::4]
    body = np.full(uc.shape, -9.0, np.float32)
    rise, near = np.zeros_like(body), np.zeros_like(body)
    for _ in range(max(5, int(HEAPS * spec.cover * (high - low) / 2.2))):
        up = horizon * (0.1 + 0.82 * rng.random() ** 1.1)
        wide = (0.1 + 0.42 * up) * rng.uniform(0.5, 1.25) * (0.7 + 0.6 * spec.cover)
        tall, middle = wide * rng.uniform(0.42, 0.7), rng.uniform(low, high)
        for across, lift, size in _lobes(rng):
            above = F(horizon - up - lift * tall) - vc
            down = where(above > 0, above / F(tall * size), above / F(-BASE * tall * size))
            depth = F(0.55 + 0.45 * size) - ((uc - F(middle + across * wide)) / F(wide * size)) ** 2 - down**2
            inner = depth > body
            rise = where(inner, clip(above / F(tall) + F(lift), 0, 1), rise)
            near = where(inner, up / horizon, near)
            body = np.maximum(body, depth)
    h, w = u.shape
    return resize(clip(body, -2, 1), w, h), resize(blur(rise, 1.0), w, h), resize(blur(near, 2.0), w, h)


def _lobes(rng: np.random.Generator) -> list[tuple[float, float, float]]:
    """The heaps one cloud is made of: place across and up, and size, in its own width and height."""
    beside = [
        (float(rng.uniform(-0.95, 0.95)), float(rng.uniform(-0.1, 0.3)), float(rng.uniform(0.35, 0.7)))
        for _ in range(int(rng.integers(1, 4)))
    ]
    return [(0.0, 0.0, 1.0), *beside]


def _toward_light(canvas: Canvas, thick: Array, u: Array, v: Array) -> Array:
    """How much the surface of a heap turns toward the light."""
    light = canvas.plan.light
    x, y = F(light.u) - u, F(light.v - 0.12) - v
    far = np.hypot(x, y) + F(0.15)
    gx, gy = (array(cv2.Sobel(thick, cv2.CV_32F, *d, ksize=3)) / F(8) for d in ((1, 0), (0, 1)))
    return array(-(gx * x + gy * y) / far)


def _feathered(canvas: Canvas, spec: Clouds, u: Array, v: Array, rng: np.random.Generator) -> Forms:
    """Thin streaks combed by the wind, high up."""
    turn, x, y = float(rng.uniform(-0.5, 0.5)), float(rng.random()), float(rng.random())
    c, s = np.float32(np.cos(turn)), np.float32(np.sin(turn))
    rise = np.maximum(F(canvas.plan.horizon + 0.1) - v, F(0.03))
    k = F(0.34) / (rise + F(0.16))
    a, b = (u * c + v * s) * k, (v * c - u * s) * k
    warp = sample(tile(22, 512, 6, 4, 0.5), a * F(0.25) + F(y), b * F(0.4) + F(x)) - F(0.5)
    streaks = sample(tile(21, 512, 7, 4, 0.55), a * F(0.16) + F(x), b * F(1.0) + warp * F(0.5) + F(y))
    where_any = sample(tile(22, 512, 6, 4, 0.5), a * F(0.22) + F(x + 0.4), b * F(0.3) + F(y))
    alpha = smoothstep(0.46, 0.86, streaks * F(0.62) + where_any * F(0.46)) * F(0.75)
    return alpha, clip(F(0.72) + warp, 0, 1)


def _sheet(canvas: Canvas, spec: Clouds, u: Array, v: Array, rng: np.random.Generator) -> Forms:
    """A closed sky with soft rolls."""
    x, y = (float(n) for n in rng.random(2))
    rise = np.maximum(F(canvas.plan.horizon + 0.06) - v, F(0.02))
    a, b = (u - F(canvas.plan.aspect / 2)) * F(0.09) / (rise + F(0.12)), F(0.12) / (rise + F(0.09))
    warp = sample(tile(22, 512, 6, 4, 0.5), a + F(x), b * F(0.7) + F(y)) - F(0.5)
    rolls = sample(tile(21, 512, 7, 4, 0.55), a * F(0.8) + F(y), b * F(1.5) + warp * F(0.3) + F(x))
    alpha = smoothstep(0.05, 0.5, rolls * F(0.6) + F(spec.cover * 0.5)) * F(0.92)
    return alpha, smoothstep(0.2, 0.85, rolls * F(0.8) + warp * F(0.5) + F(0.1))


def _shelf(canvas: Canvas, spec: Clouds, u: Array, v: Array, rng: np.random.Generator) -> Forms:
    """A storm front: a dark layered ledge over a pale strip of sky with curtains of rain."""
    a, horizon = canvas.plan.aspect, canvas.plan.horizon
    alpha, lit = _sheet(canvas, spec, u, v, rng)
    x, tilt = float(rng.random()), float(rng.uniform(-0.16, 0.16))
    warp = sample(tile(22, 512, 6, 4, 0.5), u * F(0.35) + F(x), v * F(0.8)) - F(0.5)
    edge = F(horizon * 0.66) + F(tilt) * (u - F(a / 2)) + F(0.1) * ((u - F(a / 2)) / F(a)) ** 2 + warp * F(0.09)
    above = edge - v
    ledges = F(0.5) + F(0.5) * np.sin(above * F(58) + warp * F(16))
    inside = smoothstep(-0.012, 0.02, above)
    roll = sample(tile(24, 512, 6, 4, 0.55, True), u * F(0.7) + F(x), v * F(1.1))
    ledge = clip(F(0.3) * ledges * np.exp(clip(above, 0, 1) / F(-0.12)) + (1 - roll) * F(0.5), 0, 1)
    curtain = sample(tile(21, 512, 7, 4, 0.55), u * F(0.9) + v * F(0.22) + F(x), v * F(0.06))
    falling = smoothstep(0.46, 0.72, curtain) * F(0.5) * (1 - inside)
    return np.maximum(np.maximum(alpha * F(0.5), inside * F(0.96)), falling), mix(lit * F(0.8), ledge, inside)


FORMS: dict[str, Callable[[Canvas, Clouds, Array, Array, np.random.Generator], Forms]] = {
    "": _mixture, "cumulus": _heaped, "cirrus": _feathered, "sheet": _sheet, "shelf": _shelf,
}  # fmt: skip


def _colour(canvas: Canvas, spec: Clouds, lit: Array, alpha: Array, bottom: int) -> Array:
    """Between the shade, which takes the sky's colour, and the light; thin edges near the sun shine."""
    light, pal = canvas.plan.light, canvas.plan.palette
    day = canvas.plan.scene.time == "noon"
    sun = mix(light.colour, WHITE, F(0.6 if day else 0.1))
    bright = mix(pal.sky[3], sun, F(0.75 if day else 0.55))
    bright = bright * F(0.4 if pal.night > 0.9 else 0.5 if spec.dark else 1.04)
    shade = mix(pal.sky[1], pal.sky[2], F(0.5 if day else 0.42))
    heavy = 0.62 if spec.dark else 0.2 if spec.form == "cumulus" else 0.16
    dark = mix(shade, pal.shadow, F(heavy * (0.5 if day else 1.0))) * F(0.92)
    if spec.form == "sheet" and not spec.dark:
        dark = mix(dark, pal.sky[2], F(0.55))
    halo = canvas.halo[:bottom:2, ::2]
    lining = halo * (F(0.08) + F(1.1) * clip(alpha * (1 - alpha) * 4, 0, 1) + F(0.3) * (1 - alpha)) * F(0.6)
    return array(mix(dark, bright, lit[..., None]) + light.colour * lining[..., None])
