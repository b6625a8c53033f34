"""Houses on fire: flames on and behind them, and smoke that glows above."""

import numpy as np

from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.outline import smooth
from generation.engines.animatic.palette import linear
from generation.engines.animatic.raster import (
    Array,
    F,
    Shape,
    array,
    blur,
    clip,
    exp,
    mix,
    resize,
    sample,
    smoothstep,
    tile,
)  # fmt: skip

TONGUES = (("#e8380c", 1.0), ("#ff8a1e", 0.7), ("#ffe08a", 0.4))
"""Colour of the flames from outside in, and their share of the height."""
GLOW, GLOW_REACH = "#ff6a1e", 0.028
SMOKE_HIGH = 0.5


def flames(canvas: Canvas, houses: list[tuple[float, float, float]], rng: np.random.Generator) -> list[Patch | None]:
    """Fire out of houses (middle, foot, size), with its glow over what is near."""
    layers: list[list[Shape]] = [[] for _ in TONGUES]
    for u, foot, size in houses:
        for across in rng.uniform(-0.5, 0.5, 6):
            tall, lean = size * float(rng.uniform(0.35, 1.0)), float(rng.normal(0.1, 0.2))
            for shapes, (_colour, share) in zip(layers, TONGUES, strict=True):
                shapes.append(
                    _tongue(u + float(across) * size, foot - size * float(rng.uniform(0.3, 0.9)), tall * share, lean)
                )
    patches: list[Patch | None] = []
    for shapes, (colour, _share) in zip(layers, TONGUES, strict=True):
        mask = canvas.mask(shapes)
        if mask is not None:
            alpha = mask.alpha * F(0.85)
            patches.append(Patch(np.dstack([linear(colour) * F(1.5) * alpha[..., None], alpha]), mask.x, mask.y))
    return [*patches, _glow(canvas, layers[0])]


def _tongue(u: float, foot: float, tall: float, lean: float) -> Shape:
    wide = tall * 0.26
    return smooth([
        (u - wide, foot), (u + wide, foot), (u + wide * 0.9 + lean * tall * 0.3, foot - tall * 0.4),
        (u + lean * tall, foot - tall), (u - wide * 0.7 + lean * tall * 0.2, foot - tall * 0.45),
    ])  # fmt: skip


def _glow(canvas: Canvas, shapes: list[Shape]) -> Patch | None:
    mask = canvas.mask(shapes)
    if mask is None:
        return None
    pad = int(canvas.scale * GLOW_REACH * 3)
    wide = blur(np.pad(mask.alpha, pad), canvas.scale * GLOW_REACH)
    y0, x0 = max(0, mask.y - pad), max(0, mask.x - pad)
    wide = wide[y0 - mask.y + pad :, x0 - mask.x + pad :][: canvas.height - y0, : canvas.width - x0]
    level = clip(wide * F(0.9), 0, 0.8)
    return Patch(np.dstack([linear(GLOW) * level[..., None], level * F(0.3)]), x0, y0)


def smoke(canvas: Canvas, u: float, foot: float, half: float, rng: np.random.Generator) -> Patch:
    """A bank of dark smoke over a burning place `half` wide to each side, lit from below; half size is enough."""
    rows = min(canvas.height, max(4, int((foot + 0.02) * canvas.scale) + canvas.my))
    uu, vv = canvas.uu[:rows:2, ::2], canvas.vv[:rows:2, ::2]
    rise, wind = clip(F(foot) - vv, 0, 2), float(rng.choice([-1, 1])) * 0.55
    x, y = (float(n) for n in rng.random(2))
    off = (uu - F(u) - F(wind) * rise) / (F(half) + F(0.45) * rise)
    puffs = 1 - sample(tile(24, 512, 6, 4, 0.55, True), uu * F(0.8) - rise * F(wind * 0.8) + F(x), vv * F(0.9) + F(y))
    density = 1 - off**2 + (puffs - F(0.42)) * F(1.5)
    alpha = smoothstep(0.15, 0.95, density) * clip(1.15 - rise / F(SMOKE_HIGH), 0, 0.9) * smoothstep(0, 0.02, rise)
    return Patch(resize(_lit(canvas, rise, puffs, array(alpha)), canvas.width, rows), 0, 0)


def _lit(canvas: Canvas, rise: Array, puffs: Array, alpha: Array) -> Array:
    ash = mix(linear("#141214"), linear("#5a5350"), clip(puffs * F(1.2) - F(0.2), 0, 1)[..., None])
    colour = ash * (canvas.plan.light.ambient + canvas.plan.light.colour * F(canvas.plan.light.power * 0.3))
    fire = exp(rise / F(-0.17)) * (F(0.15) + puffs) * F(0.75)
    colour = colour + linear("#ff5a1c") * fire[..., None]
    return array(np.dstack([colour * alpha[..., None], alpha]))
