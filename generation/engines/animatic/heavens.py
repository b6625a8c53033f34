"""What stands in the sky: sun, moon, stars and the milky way, aurora, rainbow, lightning."""

from typing import Any

import cv2
import numpy as np

from generation.engines.animatic import eclipse
from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.palette import linear
from generation.engines.animatic.raster import (
    Array,
    Bytes,
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

STARS_PER_FRAME, MILKY_STARS = 620, 2600
MOON_TEXTURE = 11
MOON_GLOW = 10.0  # radii, beyond which its glow is not seen
STAR_TINTS = ((0.85, 0.92, 1.15), (1.0, 1.0, 1.0), (1.12, 0.96, 0.78))
FLASH = array([0.78, 0.82, 1.1])
GLIMMER = 0.38  # of the light that lightning throws on clouds remains between its strikes
BOW = ("#7a4ad0", "#3a7ae0", "#40c070", "#f0d040", "#f08030", "#e03a30")


def stars(canvas: Canvas, rng: np.random.Generator) -> Array:
    """Stars of three tints down to the horizon, dimmer toward it; the milky way when it is asked for."""
    plan = canvas.plan
    milky = plan.scene.has("milky way")
    count = int(STARS_PER_FRAME * (1.5 if milky else 1.0) * canvas.width / canvas.scale)
    u, v = rng.random(count) * canvas.width, rng.random(count) ** 1.25 * canvas.height * plan.horizon
    level = rng.random(count) ** 6 * 1.5 + 0.05
    total = _points(canvas, u, v, level, rng)
    if milky or plan.scene.has("stars"):
        total += _milky_way(canvas, rng, 1.0 if milky else 0.35)
    fade = clip((F(plan.horizon) - canvas.v[: len(total)]) * F(3.2), 0, 1)
    return array(total * fade[:, None, None])


def _points(canvas: Canvas, x: Any, y: Any, power: Any, rng: np.random.Generator) -> Array:
    """Single stars at canvas pixels, down to the horizon; the brightest have a halo."""
    tall = below(canvas, canvas.plan.horizon + 0.02)
    points = np.zeros((tall, canvas.width, 3), np.float32)
    tints = array(STAR_TINTS)[rng.integers(0, len(STAR_TINTS), len(x))]
    seen = (y >= 0) & (y < tall) & (x >= 0) & (x < canvas.width)
    points[y[seen].astype(int), x[seen].astype(int)] = (array(power)[:, None] * tints)[seen]
    size = max(1.0, canvas.scale / 576)
    level = F(min(1.0, canvas.scale / 480))  # in a small picture a star is never less than a pixel, so it is dimmer
    return array((points * F(0.7) + blur(points, 0.7 * size) * F(2.4 * size * size)) * level)


def below(canvas: Canvas, v: float) -> int:
    """The canvas row just under height `v`, at least 2."""
    return min(canvas.height, max(2, int(v * canvas.scale) + canvas.my))


def _milky_way(canvas: Canvas, rng: np.random.Generator, power: float) -> Array:
    """A glowing band with dust lanes and a dense field of stars in it, worked out at half size."""
    a, h = canvas.plan.aspect, canvas.plan.horizon
    lean, middle = float(rng.choice([-1, 1]) * rng.uniform(0.55, 0.95)), a * float(rng.uniform(0.38, 0.62))
    tall = below(canvas, h + 0.02)
    u, v = canvas.uu[:tall:2, ::2], canvas.vv[:tall:2, ::2]
    warp = sample(tile(22, 512, 6, 4, 0.5), u * F(0.5), v * F(0.5)) - F(0.5)
    off = (u - F(middle) + (v - F(h * 0.5)) * F(lean)) / F(np.hypot(1, lean)) + warp * F(0.09)
    along = (v - F(h * 0.5)) - (u - F(middle)) * F(lean)
    cloud = sample(tile(3), u * F(0.8), v * F(0.8))
    core = exp(-((along / F(0.5)) ** 2))
    wide, narrow = exp(-((off / F(0.21)) ** 2)), exp(-((off / F(0.085)) ** 2))
    dust = sample(tile(24, 512, 6, 4, 0.55, True), u * F(0.55) + warp * F(0.2), v * F(0.55))
    lane = smoothstep(0.56, 0.84, dust) * exp(-(((off - F(0.015)) / F(0.075)) ** 2)) * F(0.85)
    glow = (wide * (F(0.25) + cloud * F(0.6)) + narrow * (F(0.4) + F(0.7) * core) * (F(0.4) + cloud)) * (1 - lane)
    tint = mix(linear("#6f86d8"), mix(linear("#f2c9a8"), linear("#d88ab8"), clip(warp + F(0.5), 0, 1)[..., None]),
               (narrow * (F(0.25) + F(0.6) * core))[..., None])  # fmt: skip
    band = resize(array((glow * F(0.34 * power))[..., None] * tint), canvas.width, tall)
    n = int(MILKY_STARS * power * canvas.width / canvas.scale)
    t, spread = rng.uniform(-0.9, 0.9, n), rng.normal(0, 0.085, n)
    x = (middle + spread - t * lean * 0.75) * canvas.scale + canvas.mx
    y = (h * 0.5 + t * 0.75 + spread * lean) * canvas.scale + canvas.my
    level = rng.random(n) ** 4 * 0.5 + 0.03
    return array(band + _points(canvas, x, y, level, rng) * F(power))


def shooting_star(canvas: Canvas, rng: np.random.Generator) -> Array:
    """One bright trail."""
    u, v = canvas.plan.aspect * rng.uniform(0.2, 0.7), canvas.plan.horizon * rng.uniform(0.12, 0.4)
    end, start = canvas.pixels([(u, v)])[0], canvas.pixels([(u - 0.3, v - 0.13)])[0]
    mask: Bytes = np.zeros((canvas.height, canvas.width), np.uint8)
    for k in range(24):
        a, b = start + (end - start) * k / 24, start + (end - start) * (k + 1) / 24
        cv2.line(mask, a.astype(int).tolist(), b.astype(int).tolist(), int(8 + 247 * (k / 23) ** 2), 1, cv2.LINE_AA)
    line = array(mask) * F(1 / 255)
    return array((line + blur(line, canvas.scale * 0.003) * 3)[..., None] * array([0.95, 1.0, 1.1]))


def aurora(canvas: Canvas, seed: int) -> Array:
    """Curtains of light, worked out at half size."""
    uu, vv = canvas.uu[::2, ::2], canvas.vv[::2, ::2]
    u = uu[0]
    total = np.zeros((*uu.shape, 3), np.float32)
    phase = seed % 628 / 100
    low, high = linear("#3ff5b0"), linear("#a35af0")
    for j in range(4):
        wobble = sample(tile(7), u[None] * F(0.5), np.full((1, len(u)), 0.1 + 0.2 * j))[0]
        crest = canvas.plan.horizon * (0.45 + 0.16 * j) + 0.09 * np.sin(u * (2.2 + j) + j * 2.1 + phase) + 0.07 * wobble
        above = array(crest)[None] - vv
        fold = sample(tile(7), u[None] * F(1.1) + F(phase), np.full((1, len(u)), 0.3 * j))[0] ** 2
        rays = F(0.35) + sample(tile(9), uu * 3 + F(j * 0.3) + vv * F(0.1), vv * F(0.05)) * F(1.1)
        a = (
            where(above > 0, exp(above / F(-0.16)), exp(clip(above, -1, 0) / F(0.014)))
            * rays
            * (F(0.14) + fold * F(0.6))
        )
        total += a[..., None] * mix(low, high, clip(above / F(0.28), 0, 1)[..., None])
    return resize(total, canvas.width, canvas.height)


def disc(canvas: Canvas, image: Array) -> Array:
    """The sun, or by night the moon with its seas and, where asked, its phase."""
    light, night = canvas.plan.light, canvas.plan.palette.night > 0.9
    if canvas.plan.scene.has("eclipse") and light.disc:
        return eclipse.paint(canvas, image)
    if not light.disc or light.v > canvas.plan.horizon + 0.1:
        return image
    if night:
        return moon(canvas, image, light.u, light.v, light.disc, mix(light.colour, array([1, 1, 1]), F(0.45)) * F(0.95))
    rows, columns = _around(canvas, light.u, light.v, light.disc * 1.2)
    u, v = canvas.uu[rows, columns], canvas.vv[rows, columns]
    distance = np.hypot(u - F(light.u), v - F(light.v)) * canvas.scale
    alpha = smoothstep(-1.0, 1.5, light.disc * canvas.scale - distance)[..., None]
    flat = mix(light.colour, array([1, 1, 0.96]), F(0.55)) * F(1.3)
    image[rows, columns] = mix(image[rows, columns], flat, alpha)
    return image


def _around(canvas: Canvas, u: float, v: float, reach: float) -> tuple[slice, slice]:
    """The canvas rows and columns within `reach` frame heights of a place."""
    x, y, r = u * canvas.scale + canvas.mx, v * canvas.scale + canvas.my, reach * canvas.scale + 3
    rows = slice(int(np.clip(y - r, 0, canvas.height)), int(np.clip(y + r, 0, canvas.height)))
    return rows, slice(int(np.clip(x - r, 0, canvas.width)), int(np.clip(x + r, 0, canvas.width)))


def moon(canvas: Canvas, image: Array, u: float, v: float, radius: float, colour: Array) -> Array:
    """A round or crescent moon with a glow around it."""
    rows, columns = _around(canvas, u, v, radius * MOON_GLOW)
    x, y = (canvas.uu[rows, columns] - F(u)) / F(radius), (canvas.vv[rows, columns] - F(v)) / F(radius)
    distance = np.hypot(x, y)
    alpha = clip((1 - distance) * F(radius * canvas.scale) + F(0.5), 0, 1)
    if canvas.plan.scene.has("crescent"):
        bite = np.hypot(x - F(0.42), y + F(0.18))
        alpha = alpha * clip((bite - F(0.93)) * F(radius * canvas.scale) + F(0.5), 0, 1)
    seas = sample(tile(MOON_TEXTURE), x * F(0.12), y * F(0.12))
    round_off = F(0.82) + F(0.18) * np.sqrt(clip(1 - distance**2, 0, 1))
    face = colour * ((F(0.66) + F(0.5) * smoothstep(0.35, 0.7, seas)) * round_off)[..., None]
    glow = exp(np.maximum(distance - 1, 0) / F(-1.3)) * F(0.16)
    image[rows, columns] = mix(image[rows, columns] + colour * glow[..., None], face, alpha[..., None])
    return image


def rainbow(canvas: Canvas) -> Array:
    """A bow opposite the light; red outside, violet inside."""
    plan = canvas.plan
    away = plan.aspect - plan.light.u
    radius = np.hypot(canvas.uu - F(away), canvas.vv - F(plan.horizon + 0.12)) - F(0.52)
    bow = np.zeros((canvas.height, canvas.width, 3), np.float32)
    for k, colour in enumerate(BOW):
        band = exp(-(((radius - F(0.011 * k)) / F(0.008)) ** 2))
        bow += band[..., None] * linear(colour)
    return array(
        bow * F(0.3 if plan.palette.night < 0.3 else 0.15) * clip((plan.horizon - canvas.vv) * 8, 0, 1)[..., None]
    )


def struck(clouds: Array, flash: Array) -> Array:
    """Clouds (premultiplied) alight with a flash."""
    flash = flash[: len(clouds)]
    alpha = np.maximum(clouds[..., 3], clip(flash.max(2), 0, 1))
    return np.dstack([clouds[..., :3] * (1 + flash * F(1.2)) + flash, alpha])


def flash(canvas: Canvas, rng: np.random.Generator) -> tuple[Array, Array]:
    """The light of a forked bolt down to the horizon and of the clouds around it, and what glimmers on in them between
    two strikes."""
    plan = canvas.plan
    mask: Bytes = np.zeros((canvas.height, canvas.width), np.uint8)
    away = 1 if plan.focus_u < plan.aspect / 2 else -1
    u = plan.aspect * (0.5 + away * float(rng.uniform(0.14, 0.34)))
    top = plan.horizon * 0.16
    _bolt(canvas, mask, (u, top), (u + float(rng.normal(0, 0.07)), plan.horizon), 1.0, rng)
    line = array(mask) * F(1 / 255)
    size = canvas.scale / 576
    half = resize(line, canvas.width // 4, canvas.height // 4)
    wide = resize(blur(half, 2.2 * size) * 5 + blur(half, 9 * size) * 9, canvas.width, canvas.height)
    lit = exp(-(((canvas.uu - F(u)) / F(0.5)) ** 2) - ((canvas.vv - F(top)) / F(0.3)) ** 2) * F(0.42)
    whole = line * F(2.2) + wide * F(0.5) + lit
    return array(whole[..., None] * FLASH), array((lit * F(GLIMMER))[..., None] * FLASH)


def _bolt(canvas: Canvas, mask: Bytes, start: Any, end: Any, power: float, rng: np.random.Generator) -> None:
    """A jagged line between two points of the frame, with weaker side branches."""
    points = np.array([start, end], float)
    for _ in range(6):
        middle = (points[:-1] + points[1:]) / 2
        step = np.hypot(*(points[1:] - points[:-1]).T)[:, None]
        middle += rng.normal(0, 0.14, middle.shape) * step
        grown = np.empty((len(points) + len(middle), 2))
        grown[::2], grown[1::2] = points, middle
        points = grown
    thick = max(1, round(power * 1.8 * canvas.scale / 576))
    line = np.round(canvas.pixels(points) * 16).astype(np.int32)
    cv2.polylines(mask, [line], False, int(255 * power), thick, cv2.LINE_AA, 4)
    if power < 0.5:
        return
    for _ in range(4):
        root = points[int(rng.integers(8, len(points) - 12))]
        tip = root + np.array([rng.normal(0, 0.14), abs(rng.normal(0.12, 0.06))])
        _bolt(canvas, mask, root, tip, 0.42, rng)
