"""The far sky, mist and rays of light."""

import cv2
import numpy as np

from generation.engines.animatic import heavens
from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.plan import Mist, Plane
from generation.engines.animatic.raster import (
    Array,
    F,
    array,
    clip,
    covered,
    exp,
    mix,
    resize,
    sample,
    smoothstep,
    spread,
    tile,
    tint,
)  # fmt: skip

__all__ = ["paint_mist", "paint_rays", "paint_sky"]

ZENITH = 0.22  # of the way from the zenith to the horizon, the top of the frame
STRONG, STRONG_REACH = 1.3, 1.05  # how bright shafts are that were asked for, and how far they go in frame heights
DAY_MOON = array([1, 0.98, 0.93])


def paint_sky(canvas: Canvas, plane: Plane) -> Patch:
    """The whole far sky, opaque."""
    plan, light = canvas.plan, canvas.plan.light
    image = _gradient(canvas)
    lean = clip(1 - np.abs(canvas.u - F(light.u)), -0.6, 1)[None] * clip(canvas.v / F(plan.horizon), 0, 1)[:, None]
    image *= spread(1 + F(0.22 * light.glow) * lean)
    image += tint(canvas.halo, light.colour * F(0.62))
    rng = canvas.rng(plane.seed)
    if plan.stars or plan.scene.has("milky way"):
        starry = heavens.stars(canvas, rng)
        image[: len(starry)] += starry
    if plan.scene.has("shooting star"):
        image += heavens.shooting_star(canvas, rng)
    if plan.scene.has("aurora"):
        image += heavens.aurora(canvas, plane.seed)
    image = heavens.disc(canvas, image)
    if plan.scene.weather == "fog":
        image = mix(image, canvas.air, clip(F(0.3) + F(0.7) * canvas.vv / F(plan.horizon), 0.3, 0.96)[..., None])
    if plan.scene.has("moon", "crescent") and plan.palette.night < 0.9:
        image = heavens.moon(canvas, image, plan.aspect - light.u, 0.17, 0.05, DAY_MOON)
    return Patch(array(cv2.cvtColor(image, cv2.COLOR_RGB2RGBA)), 0, 0)


def _gradient(canvas: Canvas) -> Array:
    """Four stops mixed in square-root space, which keeps the middle of a sunset clean."""
    plan = canvas.plan
    stops = np.sqrt(np.array(plan.palette.sky))
    up = clip(canvas.v / F(max(plan.horizon, 0.2)), -0.4, 1)
    t = clip((F(ZENITH) + F(1 - ZENITH) * up) * 3, 0, 2.999)
    i = t.astype(int)
    k = t - i
    k = (k * k * (3 - 2 * k) * F(0.5) + k * F(0.5))[:, None]
    row = array((stops[i] * (1 - k) + stops[np.minimum(i + 1, 3)] * k) ** 2)
    return np.repeat(row[:, None], canvas.width, 1)


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
    thick = 1.0 if canvas.plan.scene.weather == "fog" else 0.6
    alpha = exp(-(((v - F(spec.v)) / F(0.055)) ** 2)) * (F(0.2) + F(0.8) * smoothstep(0.3, 0.75, noise)) * F(thick)
    rgb = canvas.air[top:bottom] * F(1.04)
    return Patch(covered(rgb, alpha), 0, top)


def paint_rays(canvas: Canvas, plane: Plane) -> Patch:
    """Shafts of light falling from the sun through the trees."""
    light, night = canvas.plan.light, canvas.plan.palette.night
    u, v = canvas.uu[::2, ::2], canvas.vv[::2, ::2]
    angle = np.arctan2(v - F(light.v - 0.25), u - F(light.u))
    noise = sample(tile(51, 256, 4, 8), angle * F(0.55), np.full_like(angle, plane.seed % 13 / 13))
    distance = np.hypot(u - F(light.u), v - F(light.v))
    strong = canvas.plan.scene.has("rays", "beam")
    strength = (
        (0.4 if strong else 0.08)
        if night > 0.8
        else STRONG * min(1.0, 0.75 + light.glow)
        if strong
        else 0.3 * min(1.0, 0.4 + light.glow)
    )
    source = np.hypot(u - F(light.u), v - F(light.v - 0.25))
    reach = STRONG_REACH if strong else 0.6
    alpha = smoothstep(0.42, 0.75, noise) * exp(distance / F(-reach)) * F(strength) * clip(1.3 - v, 0, 1)
    alpha = alpha * smoothstep(0.1, 0.5, source)
    image = np.dstack([light.colour * alpha[..., None], alpha * F(0.6)])
    return Patch(resize(image, canvas.width, canvas.height), 0, 0)
