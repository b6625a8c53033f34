"""Above the clouds: a white sea to the horizon, with banks that rise out of it."""

from collections.abc import Sequence

import cv2
import numpy as np

from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.plan import Plane, Scenery
from generation.engines.animatic.raster import Array, F, array, blur, clip, mix, resize, sample, smoothstep, tile

FLOOR = 25.0  # the plane at this depth or beyond is the whole floor, nearer ones are banks


def cloud_sea(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | None]:
    """The floor of cloud, or one bank of it at the plane's depth; half size is enough."""
    top = max(0, int((canvas.plan.horizon - 0.12) * canvas.scale) + canvas.my)
    if top > canvas.height - 8:
        return []
    u, v = canvas.uu[top::2, ::2], canvas.vv[top::2, ::2]
    x, y = (float(n) for n in rng.random(2))
    puffs, alpha = _floor(canvas, u, v, x, y) if plane.z >= FLOOR else _bank(canvas, plane, u, v, x, y)
    colour = _lit(canvas, puffs, u, v)
    depth = 1 / np.maximum(v - F(canvas.plan.horizon), F(1 / plane.z if plane.z < FLOOR else 0.016))
    haze = (1 - np.exp(depth * F(-0.8 / canvas.plan.fog)))[..., None] * F(0.85)
    colour = mix(colour, canvas.air[top::2, ::2], haze)
    image = np.dstack([colour * alpha[..., None], alpha])
    return [Patch(clip(resize(array(image), canvas.width, canvas.height - top), 0, 8), 0, top)]


def _floor(canvas: Canvas, u: Array, v: Array, x: float, y: float) -> tuple[Array, Array]:
    below = np.maximum(v - F(canvas.plan.horizon), F(0.012))
    z = 1 / (below + F(0.03))
    a, b = (u - F(canvas.plan.aspect / 2)) * z * F(0.09) + F(x), z * F(0.13) + F(y)
    puffs = 1 - sample(tile(24, 512, 6, 4, 0.55, True), a, b)
    swell = sample(tile(43, 512, 4, 4, 0.35), a * F(0.6), b * F(0.6))
    return array(puffs * F(0.55) + swell * F(0.6)), smoothstep(-0.004, 0.012, v - F(canvas.plan.horizon))


def _bank(canvas: Canvas, plane: Plane, u: Array, v: Array, x: float, y: float) -> tuple[Array, Array]:
    z = plane.z
    base = canvas.plan.horizon + 1 / z
    crest = sample(tile(22, 512, 6, 4, 0.5), u * F(0.06 * z) + F(x), u * 0 + F(y)) - F(0.5)
    puffs = 1 - sample(tile(24, 512, 6, 4, 0.55, True), u * F(0.055 * z + 0.25) + F(y), v * F(0.08 * z + 0.3) + F(x))
    under = v - F(base) + crest * F(0.95 / z) + (puffs - F(0.4)) * F(0.28 / z)
    alpha = smoothstep(0.0, 0.16 / z, under) * clip(1 - (under - F(0.5 / z)) * F(0.9 * z), 0, 1)
    return array(puffs * F(0.7) + clip(F(0.6) - under * F(z * 0.4), 0, 0.7)), alpha


def _lit(canvas: Canvas, puffs: Array, u: Array, v: Array) -> Array:
    """White where it turns to the light, the sky's colour in the hollows."""
    light, pal = canvas.plan.light, canvas.plan.palette
    soft = blur(puffs, canvas.scale / 420)
    gx, gy = (array(cv2.Sobel(soft, cv2.CV_32F, *d, ksize=3)) / F(8) for d in ((1, 0), (0, 1)))
    x, y = F(light.u) - u, F(light.v - 0.2) - v
    relief = (gx * x + gy * y) / (np.hypot(x, y) + F(0.1)) * F(canvas.scale / 40)
    lit = clip(puffs * F(0.8) - relief, 0, 1)
    bright = mix(pal.sky[3], light.colour, F(0.5)) * F(0.34 if pal.night > 0.9 else 1.02)
    dark = mix(pal.sky[1], pal.sky[2], F(0.45)) * F(0.8)
    halo = canvas.halo[-2 * len(u) :: 2, ::2][: len(u)] * F(0.35)
    return array(mix(dark, bright, lit[..., None]) + light.colour * halo[..., None])
