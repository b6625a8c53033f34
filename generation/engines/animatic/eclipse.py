"""The sun behind the moon: a black disc in its corona."""

import numpy as np

from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.raster import Array, F, array, clip, exp, mix, sample, smoothstep, tile

REACH = 7.0  # radii, beyond which the corona is not seen
DIAMOND = 0.7  # radians round the disc at which the last of the sun shows
PEARL, DARK = (0.93, 0.96, 1.0), (0.012, 0.014, 0.022)


def paint(canvas: Canvas, image: Array) -> Array:
    """`image` (linear RGB) of the sky with the eclipsed sun where the light stands."""
    light = canvas.plan.light
    x, y, r = light.u * canvas.scale + canvas.mx, light.v * canvas.scale + canvas.my, light.disc * canvas.scale
    rows = slice(*(int(np.clip(y + s * r * REACH, 0, canvas.height)) for s in (-1, 1)))
    columns = slice(*(int(np.clip(x + s * r * REACH, 0, canvas.width)) for s in (-1, 1)))
    u = (canvas.uu[rows, columns] - F(light.u)) / F(light.disc)
    v = (canvas.vv[rows, columns] - F(light.v)) / F(light.disc)
    far, angle = np.hypot(u, v), np.arctan2(v, u)
    turn = angle / F(2 * np.pi) + F(0.5)
    streamers = sample(tile(51, 256, 4, 8), turn * F(2), far * F(0.02)) * F(0.7) + sample(
        tile(9), turn * F(5), far * F(0.05)) * F(0.5)  # fmt: skip
    long = F(0.55) + F(1.5) * streamers**2 + F(0.5) * np.abs(np.cos(angle - F(0.3))) ** 3
    out = np.maximum(far - 1, 0)
    corona = exp(out / (F(-0.42) * long)) * F(0.85) * (F(0.45) + F(0.9) * streamers) + exp(out * F(-7)) * F(1.3)
    corona *= smoothstep(REACH, REACH * 0.45, far)
    bead = exp(((u - F(np.cos(-DIAMOND))) ** 2 + (v - F(np.sin(-DIAMOND))) ** 2) * F(-16)) * F(3.2)
    inner = clip((1 - far) * F(r) + F(0.5), 0, 1)
    seen = image[rows, columns] + (corona * (1 - inner))[..., None] * array(PEARL)
    seen = mix(seen, array(DARK), inner[..., None]) + bead[..., None] * array((1.0, 0.97, 0.9))
    image[rows, columns] = seen
    return image
