"""Flames that burn while the camera rolls, and houses on fire with smoke that glows above."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple, TypeAlias

import numpy as np

from generation.engines.animatic.canvas import Canvas, Develop, Layer, Patch, Slide
from generation.engines.animatic.cels import boxed
from generation.engines.animatic.figures.part import Motion
from generation.engines.animatic.motion import Moving
from generation.engines.animatic.outline import smooth
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Plane, Scenery
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

Shades: TypeAlias = tuple[tuple[str, float], ...]
TONGUES: Shades = (("#e8380c", 1.0), ("#ff8a1e", 0.7), ("#ffe08a", 0.4))
"""Colour of the flames from outside in, and their share of the height."""
GLOW, GLOW_REACH = "#ff6a1e", 0.028
GLOW_SHARE = 0.5
"""How far the glow of a small flame reaches at most, beside its height."""
GLOW_LICK = 0.14
"""How much stronger and weaker the glow becomes in the course of a cycle."""
POWER = 1.5
SMOKE_HIGH = 0.5
FRONTS, HIGH, GAPE, FAR = 16, 0.5, 0.2, 10.0
"""Fires in a line, their height at depth 1, how far from the figure they keep, and from where on all of it burns."""
CELS, SECONDS = 8, 0.9


class Tongue(NamedTuple):
    """One flame: its foot, height and lean at rest, in frame heights, and where in its cycle it begins, 0..1."""

    u: float
    foot: float
    tall: float
    lean: float
    start: float
    wild: float = 1.0
    """How much it leans and leaps, beside a blaze."""


def wildfire(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | Layer | None]:
    """A line of fire across the picture, with smoke over it; it gapes where the figure stands."""
    left, right = float(canvas.u[0]), float(canvas.u[-1])
    foot, size = canvas.plan.horizon + 0.9 / plane.z, HIGH * spec.size / plane.z**0.6
    places = np.linspace(left, right, FRONTS) + rng.normal(0, (right - left) / FRONTS / 3, FRONTS)
    alight = [(float(u), foot + 0.3 * size, size * float(rng.uniform(0.5, 1.3))) for u in places
              if abs(float(u) - canvas.plan.focus_u) > GAPE or plane.z > FAR]  # fmt: skip
    flames = fire(canvas, plane, alight, rng)
    if plane.z < FAR:
        return [flames]
    return [smoke(canvas, (left + right) / 2, foot - size, (right - left) / 2, rng), flames]


def fire(canvas: Canvas, plane: Plane, houses: list[tuple[float, float, float]], rng: np.random.Generator) -> Layer:
    """Fire out of houses (middle, foot, size) that burns, with its glow over what is near."""
    tongues = [
        Tongue(
            u + float(across) * size, foot - size * float(rng.uniform(0.25, 0.85)),
            size * float(rng.uniform(0.35, 1.0)), float(rng.normal(0.1, 0.2)), float(rng.random()),
        )
        for u, foot, size in houses for across in rng.uniform(-0.5, 0.5, 6)
    ]  # fmt: skip
    return burning(canvas, plane.z, tongues)


def burning(canvas: Canvas, z: float, tongues: list[Tongue], shades: Shades = TONGUES, power: float = POWER) -> Layer:
    """Flames at depth `z` that burn by themselves, with their glow over what is near; `power` is how bright they
    are."""
    reach = min(GLOW_REACH, GLOW_SHARE * max(tongue.tall for tongue in tongues))
    glow = _glow(canvas, [_outline(t, 1.0, 0.0) for t in tongues], reach)

    def seen(phase: float) -> Patch:
        return canvas.over([*_flames(canvas, tongues, phase, shades, power), _licking(glow, phase)])

    return Layer(seen(0.0), z, "flames", going=partial(_going, seen))


def _going(seen: Callable[[float], Patch], slide: Slide, develop: Develop) -> Slide:
    """`slide` in all phases of its fire."""
    images, x, y = boxed([slide, *(develop(seen(n / CELS)) for n in range(1, CELS))])
    moving = Moving(Motion(CELS, SECONDS), (0.0, 0.0), 0.0, cels=tuple(images), melts=True)
    return replace(slide, image=images[0], x=x, y=y, moving=moving)


def _licking(glow: Patch | None, phase: float) -> Patch | None:
    """The glow of flames at a phase of their cycle."""
    if glow is None:
        return None
    level = 1 + GLOW_LICK * (0.6 * np.sin(2 * np.pi * phase) + 0.4 * np.sin(4 * np.pi * phase + 1))
    return replace(glow, image=glow.image * F(level))


def _flames(canvas: Canvas, tongues: list[Tongue], phase: float, shades: Shades, power: float) -> list[Patch | None]:
    patches: list[Patch | None] = []
    for colour, share in shades:
        mask = canvas.mask([_outline(tongue, share, phase) for tongue in tongues])
        if mask is not None:
            alpha = mask.alpha * F(0.85)
            patches.append(Patch(np.dstack([linear(colour) * F(power) * alpha[..., None], alpha]), mask.x, mask.y))
    return patches


def _outline(tongue: Tongue, share: float, phase: float) -> Shape:
    """A tongue of fire at a phase of its cycle; what is inside another is `share` as high and lags behind it."""
    turn, wild = 2 * np.pi * (phase + tongue.start - 0.12 * (1 - share)), tongue.wild
    tall = tongue.tall * share * (1 + wild * (0.22 * np.sin(turn) + 0.1 * np.sin(2 * turn + 1)))
    lean = tongue.lean + wild * (0.22 * np.sin(turn + 2.2) + 0.09 * np.sin(3 * turn))
    wide, belly = tall * 0.24, 0.4 + 0.1 * np.sin(2 * turn)
    return smooth([
        (tongue.u - wide, tongue.foot), (tongue.u + wide, tongue.foot),
        (tongue.u + wide * 0.9 + lean * tall * 0.3, tongue.foot - tall * belly),
        (tongue.u + wide * 0.3 + lean * tall * 0.75, tongue.foot - tall * 0.72),
        (tongue.u + lean * tall, tongue.foot - tall),
        (tongue.u - wide * 0.35 + lean * tall * 0.6, tongue.foot - tall * 0.7),
        (tongue.u - wide * 0.7 + lean * tall * 0.2, tongue.foot - tall * (belly + 0.05)),
    ])  # fmt: skip


def _glow(canvas: Canvas, shapes: list[Shape], reach: float) -> Patch | None:
    mask = canvas.mask(shapes)
    if mask is None:
        return None
    pad = int(canvas.scale * reach * 3)
    wide = blur(np.pad(mask.alpha, pad), canvas.scale * reach)
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
