"""Sky, stars, aurora, sun and moon, clouds, mist, rays."""

import numpy as np

from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Clouds, Mist, Plane
from generation.engines.animatic.raster import (
    Array,
    F,
    array,
    blur,
    clip,
    exp,
    mix,
    resize,
    sample,
    smoothstep,
    tile,
    where,
)  # fmt: skip

STARS_PER_FRAME = 420
MOON_TEXTURE = 11


def paint_sky(canvas: Canvas, plane: Plane) -> Patch:
    """The whole far sky, opaque."""
    plan, light = canvas.plan, canvas.plan.light
    image = _gradient(canvas)
    lean = clip(1 - np.abs(canvas.uu - F(light.u)), -0.6, 1) * clip(canvas.vv / F(plan.horizon), 0, 1)
    image *= (1 + F(0.22 * light.glow) * lean)[..., None]
    image += light.colour * (canvas.halo * F(0.62))[..., None]
    if plan.stars:
        image += _stars(canvas, canvas.rng(plane.seed))
    if plan.scene.has("aurora"):
        image += _aurora(canvas, plane.seed)
    image = _disc(canvas, image)
    if plan.scene.has("moon") and plan.palette.night < 0.9:
        image = _day_moon(canvas, image)
    if plan.scene.has("rainbow"):
        image += _rainbow(canvas)
    return Patch(np.dstack([image, np.ones(image.shape[:2], np.float32)]), 0, 0)


def _gradient(canvas: Canvas) -> Array:
    """Four stops mixed in square-root space, which keeps the middle of a sunset clean."""
    plan = canvas.plan
    stops = np.sqrt(np.array(plan.palette.sky))
    t = clip(clip(canvas.v / F(max(plan.horizon, 0.2)), 0, 1) ** F(0.9) * 3, 0, 2.999)
    i = t.astype(int)
    k = t - i
    k = (k * k * (3 - 2 * k) * F(0.5) + k * F(0.5))[:, None]
    row = array((stops[i] * (1 - k) + stops[np.minimum(i + 1, 3)] * k) ** 2)
    return np.repeat(row[:, None], canvas.width, 1)


def _stars(canvas: Canvas, rng: np.random.Generator) -> Array:
    plan = canvas.plan
    count = int(STARS_PER_FRAME * canvas.width / canvas.scale)
    u, v = rng.random(count), rng.random(count) ** 1.4
    points = np.zeros((canvas.height, canvas.width), np.float32)
    x, y = (u * canvas.width).astype(int), (v * canvas.height * plan.horizon).astype(int)
    points[y, x] = rng.random(count) ** 5 * 1.3 + 0.05
    size = max(1.0, canvas.scale / 576)
    glow = points * F(0.8) + blur(points, 1.0 * size) * F(2.0 * size * size)
    fade = clip(1 - canvas.vv / F(plan.horizon), 0, 1)
    slant = (canvas.uu - F(0.9) + (canvas.vv - F(0.3)) * F(1.4)) / F(0.22)
    band = exp(-(slant**2)) * sample(tile(3), canvas.uu * F(0.5), canvas.vv * F(0.5)) ** 2
    blue = array([0.9, 0.95, 1.1])
    return array((glow * fade)[..., None] * blue + (band * F(0.16))[..., None] * array([0.7, 0.75, 1.1]))


def _aurora(canvas: Canvas, seed: int) -> Array:
    total = np.zeros((canvas.height, canvas.width, 3), np.float32)
    phase = seed % 628 / 100
    low, high = linear("#3ff5b0"), linear("#b06af0")
    for j in range(4):
        wobble = sample(tile(7), canvas.u[None] * F(0.5), np.full((1, canvas.width), 0.1 + 0.2 * j))[0]
        crest = 0.28 + 0.1 * j + 0.09 * np.sin(canvas.u * (2.2 + j) + j * 2.1 + phase) + 0.05 * wobble
        above = array(crest)[None] - canvas.vv
        rays = F(0.5) + sample(tile(9), canvas.uu * 3 + F(j * 0.3), canvas.vv * F(0.06))
        a = where(above > 0, exp(above / F(-0.13)), exp(clip(above, -1, 0) / F(0.014))) * rays * F(0.34)
        total += a[..., None] * mix(low, high, clip(above / F(0.3), 0, 1)[..., None])
    return total


def _disc(canvas: Canvas, image: Array) -> Array:
    light, night = canvas.plan.light, canvas.plan.palette.night > 0.9
    if not light.disc:
        return image
    distance = np.hypot(canvas.uu - F(light.u), canvas.vv - F(light.v)) * canvas.scale
    alpha = clip(light.disc * canvas.scale - distance + 0.5, 0, 1)[..., None]
    colour = mix(light.colour, array([1, 1, 1]), F(0.45)) * F(0.95 if night else 1.25)
    if not night:
        return mix(image, colour, alpha)
    x, y = ((canvas.uu - F(light.u)) / F(light.disc), (canvas.vv - F(light.v)) / F(light.disc))
    seas = F(0.75) + F(0.35) * sample(tile(MOON_TEXTURE), x * F(0.12), y * F(0.12))
    return mix(image, colour * seas[..., None], alpha)


def _day_moon(canvas: Canvas, image: Array) -> Array:
    u, v, radius = canvas.plan.aspect - canvas.plan.light.u, 0.17, 0.055
    distance = np.hypot(canvas.uu - F(u), canvas.vv - F(v)) * canvas.scale
    alpha = clip(radius * canvas.scale - distance + 0.5, 0, 1)[..., None] * F(0.8)
    seas = F(0.7) + F(0.3) * sample(tile(MOON_TEXTURE), canvas.uu * 2, canvas.vv * 2)
    return mix(image, array([1, 0.98, 0.93]) * seas[..., None], alpha)


def _rainbow(canvas: Canvas) -> Array:
    """A bow opposite the light; red outside, violet inside."""
    plan = canvas.plan
    away = plan.aspect - plan.light.u
    radius = np.hypot(canvas.uu - F(away), canvas.vv - F(plan.horizon + 0.12)) - F(0.52)
    bow = np.zeros((canvas.height, canvas.width, 3), np.float32)
    for k, colour in enumerate(("#7a4ad0", "#3a7ae0", "#40c070", "#f0d040", "#f08030", "#e03a30")):
        band = exp(-(((radius - F(0.011 * k)) / F(0.008)) ** 2))
        bow += band[..., None] * linear(colour)
    return array(bow * F(0.3) * clip((plan.horizon - canvas.vv) * 8, 0, 1)[..., None])


def paint_clouds(canvas: Canvas, plane: Plane) -> Patch:
    """A receding sheet and banks, lit from the sun's side; half size is enough for soft forms."""
    spec = plane.spec
    assert isinstance(spec, Clouds)
    plan, light, rng = canvas.plan, canvas.plan.light, canvas.rng(plane.seed)
    shift = array(rng.random(2))
    bottom = min(canvas.height, int((plan.horizon + 0.06) * canvas.scale) + canvas.my)
    u, v = canvas.uu[:bottom:2, ::2], canvas.vv[:bottom:2, ::2]
    density = _density(plan.horizon, u, v, shift)
    toward = _density(plan.horizon, u + (F(light.u) - u) * F(0.06), v + (F(light.v) - v) * F(0.06) - F(0.006), shift)
    edge = 0.74 - spec.cover * 0.42
    alpha = smoothstep(edge, edge + 0.2 + 0.1 * (spec.cover > 0.6), density)
    lit = clip(0.5 + (density - toward) * 3.4, 0, 1) * (1 - 0.4 * smoothstep(edge + 0.12, edge + 0.36, density))
    colour = _cloud_colour(canvas, spec, lit, alpha, bottom)
    alpha = alpha * smoothstep(0, 0.05, F(plan.horizon) - v) * F(0.9 if spec.cover > 0.35 else 0.75)
    far = F(0.75) * (1 - smoothstep(0, 0.28, F(plan.horizon) - v))
    colour = mix(colour, canvas.air[:bottom:2, ::2], far[..., None])
    image = np.dstack([colour * alpha[..., None], alpha])
    return Patch(clip(resize(image, canvas.width, bottom, smooth=True), 0, 8), 0, 0)


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


def _cloud_colour(canvas: Canvas, spec: Clouds, lit: Array, alpha: Array, bottom: int) -> Array:
    light, pal = canvas.plan.light, canvas.plan.palette
    bright = mix(pal.sky[3], light.colour, F(0.5)) * F(0.35 if pal.night > 0.9 else 0.55 if spec.dark else 1.0)
    heavy = 0.6 if spec.dark else 0.4 if spec.cover >= 0.6 else 0.2
    dark = mix(pal.sky[1], pal.shadow, F(heavy)) * F(0.9) + pal.fog * F(0.1)
    halo = canvas.halo[:bottom:2, ::2] * (F(0.3) + F(0.5) * (1 - alpha)) * F(0.7)
    return array(mix(dark, bright, lit[..., None]) + light.colour * halo[..., None])


def paint_mist(canvas: Canvas, plane: Plane) -> Patch:
    """A soft drifting band."""
    spec = plane.spec
    assert isinstance(spec, Mist)
    top, bottom = (int((spec.v + d) * canvas.scale) + canvas.my for d in (-0.16, 0.16))
    top, bottom = max(0, top), min(canvas.height, bottom)
    if bottom - top < 2:
        return canvas.over([])
    u, v = canvas.uu[top:bottom], canvas.vv[top:bottom]
    noise = sample(tile(31, 512, 5, 4, 0.5), u * F(0.22) + F(plane.seed % 97 / 97), v * F(1.1))
    thick = 0.95 if canvas.plan.scene.weather == "fog" else 0.6
    alpha = exp(-(((v - F(spec.v)) / F(0.055)) ** 2)) * (F(0.2) + F(0.8) * smoothstep(0.3, 0.75, noise)) * F(thick)
    rgb = canvas.air[top:bottom] * F(1.04)
    return Patch(np.dstack([rgb * alpha[..., None], alpha]), 0, top)


def paint_rays(canvas: Canvas, plane: Plane) -> Patch:
    """Shafts of light falling from the sun through the trees."""
    light, night = canvas.plan.light, canvas.plan.palette.night
    u, v = canvas.uu[::2, ::2], canvas.vv[::2, ::2]
    angle = np.arctan2(v - F(light.v - 0.25), u - F(light.u))
    noise = sample(tile(51, 256, 4, 8), angle * F(0.55), np.full_like(angle, plane.seed % 13 / 13))
    distance = np.hypot(u - F(light.u), v - F(light.v))
    strength = 0.08 if night > 0.8 else 0.3 * min(1.0, 0.4 + light.glow)
    source = np.hypot(u - F(light.u), v - F(light.v - 0.25))
    alpha = smoothstep(0.42, 0.75, noise) * exp(distance / F(-0.6)) * F(strength) * clip(1.3 - v, 0, 1)
    alpha = alpha * smoothstep(0.1, 0.5, source)
    image = np.dstack([light.colour * alpha[..., None], alpha * F(0.6)])
    return Patch(resize(image, canvas.width, canvas.height), 0, 0)
