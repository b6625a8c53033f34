"""Wide places that people made or broke: a building site with its cranes, a battlefield, a grandstand."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.outline import box, ellipse, strip
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Plane, Scenery
from generation.engines.animatic.raster import (
    F,
    Shape,
    array,
    blur,
    clip,
    covered,
    exp,
    resize,
    sample,
    smoothstep,
    tile,
)  # fmt: skip

CONCRETE, SCAFFOLD, NETTING = ("#6a6864", "#b8b2a6"), ("#5a4a34", "#c89a4a"), ("#2f5a4a", "#5f9a80")
CRANE = (("#8a5a10", "#f2b024"), ("#6a2018", "#d84a30"))
FLOORS, BAYS = 9, 6
WIRE, STAKE, MUD = ("#16151a", "#3c3836"), ("#1c1714", "#4a3e34"), ("#241c16", "#5a4a3a")
SMOKE_SHARE = 2  # worked out at half size
SEATS = ("#c8322a", "#2a5aa8", "#f0c83a", "#f2efe8", "#3a8a5a", "#7a4a9a")
LEFT_OUT = 0.12
"""The share of a grandstand's seats that are empty."""


def construction(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | None]:
    """A concrete frame going up behind its scaffolding, and two tower cranes over it."""
    foot, size = canvas.plan.horizon + 1.6 / plane.z, 0.42 * spec.size
    wide = size * 0.8
    left, top = spec.u - wide / 2, foot - size
    frame = [box(left - 0.01, foot - size * k / FLOORS - 0.008, left + wide + 0.01, foot - size * k / FLOORS + 0.004)
             for k in range(FLOORS - 2)]  # fmt: skip
    frame += [box(x - 0.005, top + size * (0.22 if n % 2 else 0.12), x + 0.005, foot)
              for n, x in enumerate(np.linspace(left, left + wide, BAYS + 1))]  # fmt: skip
    net = [box(left + wide * 0.52, foot - size * 0.66, left + wide + 0.012, foot)]
    poles = [box(x - 0.0012, foot - size * 0.72, x + 0.0012, foot)
             for x in np.linspace(left + wide * 0.5, left + wide * 1.03, 12)]  # fmt: skip
    poles += [box(left + wide * 0.5, y - 0.0012, left + wide * 1.03, y + 0.0012)
              for y in np.linspace(foot - size * 0.7, foot, 15)]  # fmt: skip
    inner = [box(left, foot - size * (FLOORS - 3) / FLOORS, left + wide, foot)]
    cranes = [(spec.u - wide * 0.75, 1.5, 1), (spec.u + wide * 0.86, 1.22, -1)]
    made = [_lit(canvas, plane, inner, ("#26262a", "#3c3c40"), 0.0), _lit(canvas, plane, frame, CONCRETE, 0.004),
            _lit(canvas, plane, net, NETTING, 0.0), _lit(canvas, plane, poles, SCAFFOLD, 0.0)]  # fmt: skip
    for number, (u, tall, way) in enumerate(cranes):
        made.append(_lit(canvas, plane, _crane(u, foot, size * tall, way), CRANE[number], 0.0))
    return made


def _lit(canvas: Canvas, plane: Plane, shapes: list[Shape], tone: tuple[str, str], soft: float) -> Patch | None:
    dark, bright = tone
    return canvas.lit(canvas.mask(shapes), plane.z, linear(dark), linear(bright), max(soft, 0.001), rim=0.4)


def _crane(u: float, foot: float, tall: float, way: int) -> list[Shape]:
    """A lattice mast, a long arm with its counterweight, stays, and a hook on its rope."""
    half, top, arm, back = tall * 0.013, foot - tall, tall * 0.62, tall * 0.2
    thin = max(tall * 0.0028, 0.0009)
    made = [strip([(u + s * half, foot), (u + s * half, top)], thin * 1.2) for s in (-1, 1)]
    steps = np.linspace(foot, top, 30)
    made += [strip([(u - s * half, a), (u + s * half, b)], thin * 0.8)
             for s, a, b in zip(np.where(np.arange(29) % 2, 1, -1), steps, steps[1:], strict=False)]  # fmt: skip
    deep = tall * 0.022
    made += [strip([(u - way * back, y), (u + way * arm, y)], thin) for y in (top, top - deep)]
    along = np.linspace(-back, arm, 34)
    lattice = [(u + way * float(a), top - (deep if n % 2 else 0)) for n, a in enumerate(along)]
    made += [strip([a, b], thin * 0.7) for a, b in pairwise(lattice)]
    peak = top - tall * 0.11
    made += [strip([(u, top), (u, peak)], thin * 1.6)]
    made += [strip([(u, peak), (u + way * x, top - deep)], thin * 0.55) for x in (-back * 0.9, arm * 0.45, arm * 0.9)]
    made.append(_between(u - way * back, u - way * back * 0.68, top, top + tall * 0.045))
    made.append(_between(u + way * half, u + way * half * 4.2, top, top + tall * 0.035))
    hook = u + way * arm * 0.66
    made += [strip([(hook, top), (hook, top + tall * 0.3)], thin * 0.5),
             _between(hook - tall * 0.03, hook + tall * 0.03, top + tall * 0.3, top + tall * 0.318)]  # fmt: skip
    return made


def _between(a: float, b: float, y0: float, y1: float) -> Shape:
    return box(min(a, b), y0, max(a, b), y1)


def battlefield(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | None]:
    """Columns of smoke on the skyline, shattered trees, craters, and wire on leaning stakes."""
    plan = canvas.plan
    foot, unit = plan.horizon + 1 / plane.z, 1 / plane.z * spec.size
    if spec.shore:  # the far half: smoke over the skyline
        return [_smoke(canvas, plane, rng)]
    stumps: list[Shape] = []
    for _ in range(7):
        u, tall = float(rng.uniform(-0.1, plan.aspect + 0.1)), unit * float(rng.uniform(0.7, 1.7))
        stumps += _stump(u, foot, tall, rng)
    craters = []
    for _ in range(7):
        u, r = float(rng.uniform(0, plan.aspect)), unit * float(rng.uniform(0.35, 0.8))
        craters.append(np.asarray(ellipse(u, foot + unit * float(rng.uniform(0.02, 0.18)), r, r * 0.16)))
    return [_lit(canvas, plane, craters, MUD, 0.01), _lit(canvas, plane, stumps, STAKE, 0.004),
            _lit(canvas, plane, _wire(plan.aspect, foot + unit * 0.12, unit, rng), WIRE, 0.001)]  # fmt: skip


def _stump(u: float, foot: float, tall: float, rng: np.random.Generator) -> list[Shape]:
    """A tree that shells have left: a splintered trunk with a branch or two."""
    lean, w = float(rng.normal(0, 0.1)) * tall, tall * 0.045
    top = [(u + lean - w * 0.6, foot - tall * 0.8), (u + lean - w * 0.2, foot - tall), (u + lean, foot - tall * 0.86),
           (u + lean + w * 0.3, foot - tall * 0.97), (u + lean + w * 0.6, foot - tall * 0.72)]  # fmt: skip
    made = [np.array([(u + w, foot + 0.004), (u - w, foot + 0.004), *top])]
    for _ in range(int(rng.integers(1, 3))):
        share, way = float(rng.uniform(0.4, 0.75)), 1 if rng.random() < 0.5 else -1
        x, y, reach = u + lean * share, foot - tall * share, tall * float(rng.uniform(0.14, 0.3))
        made.append(strip([(x, y), (x + way * reach * 0.7, y - reach * 0.6), (x + way * reach, y - reach)],
                          np.array([w * 0.4, w * 0.25, w * 0.05])))  # fmt: skip
    return made


def _wire(aspect: float, foot: float, unit: float, rng: np.random.Generator) -> list[Shape]:
    """Crossed stakes along the frame, with coils and strands between them."""
    made: list[Shape] = []
    posts = np.arange(-0.1, aspect + 0.3, unit * 1.25)
    high = unit * 0.52
    for u in posts:
        lean = float(rng.normal(0, 0.12)) * unit
        made += [strip([(u - lean, foot), (u + lean + unit * 0.06, foot - high)], unit * 0.024),
                 strip([(u + unit * 0.2, foot), (u - unit * 0.08, foot - high * 0.9)], unit * 0.02)]  # fmt: skip
    for level in (0.3, 0.55, 0.8):
        x = np.arange(posts[0], posts[-1], unit * 0.05)
        sag = np.abs(np.sin((x - posts[0]) / (unit * 1.25) * np.pi)) * unit * 0.06
        made.append(strip(np.c_[x, foot - high * level + sag], unit * 0.007))
        barbs = x[::5]
        made += [strip([(b - unit * 0.02, y - unit * 0.02), (b + unit * 0.02, y + unit * 0.02)], unit * 0.005)
                 for b, y in zip(barbs, (foot - high * level + sag)[::5], strict=True)]  # fmt: skip
    for turn in np.arange(posts[0], posts[-1], unit * 0.2):
        made.append(_hoop(turn, foot - high * 0.5, unit * 0.2, unit * 0.3, unit * 0.006))
    return made


def _hoop(x: float, y: float, a: float, b: float, thick: float) -> Shape:
    t = np.linspace(0, 2 * np.pi, 26)
    return strip(np.c_[x + a * np.cos(t), y + b * np.sin(t)], thick)


def _smoke(canvas: Canvas, plane: Plane, rng: np.random.Generator) -> Patch:
    """Dark columns that lean with the wind and spread as they rise, lit low down by what burns."""
    plan = canvas.plan
    u, v = canvas.uu[::SMOKE_SHARE, ::SMOKE_SHARE], canvas.vv[::SMOKE_SHARE, ::SMOKE_SHARE]
    thick, fire = np.zeros_like(u), np.zeros_like(u)
    way, foot = (1 if rng.random() < 0.5 else -1), plan.horizon + 0.5 / plane.z
    billow = sample(tile(31, 512, 5, 4, 0.5), u * F(1.3), v * F(1.3) + F(0.2))
    fine = sample(tile(33, 512, 6, 8, 0.55), u * F(1.6), v * F(1.6))
    for share in (0.12, 0.36, 0.66, 0.88):
        x = plan.aspect * (share + float(rng.uniform(-0.06, 0.06)))
        up = clip(F(foot) - v, 0, 2)
        middle = F(x) + up * up * F(way * float(rng.uniform(0.5, 1.1))) + (billow - F(0.5)) * up * F(0.5)
        wide = F(0.016) + up * F(float(rng.uniform(0.12, 0.24)))
        column = exp(-(((u - middle) / wide) ** 2)) * smoothstep(0.62, 0.1, up) * (v < foot)
        thick = 1 - (1 - thick) * (1 - column * clip(F(0.35) + fine * F(1.1), 0, 1) * F(0.9))
        fire += exp(-(((u - F(x)) / F(0.05)) ** 2) - ((v - F(foot)) / F(0.04)) ** 2)
    shade = linear("#26231f") + (plan.palette.fog * F(0.35)) * (billow * F(0.8))[..., None]
    glow = linear("#ff7a2a") * clip(fire, 0, 1)[..., None] * F(0.5 + 0.6 * plan.palette.night)
    image = covered(array(shade), clip(thick, 0, 0.96))
    image[..., :3] += glow
    return Patch(resize(blur(image, 0.8), canvas.width, canvas.height), 0, 0)


def grandstand(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | None]:
    """Tiers full of people under a roof, a fence and tyres before them."""
    foot, unit = canvas.plan.horizon + 1 / plane.z, 1 / plane.z * spec.size
    left, right = spec.u - unit * 7.5, spec.u + unit * 7.5
    rows, deep = 8, unit * 0.3
    tiers = [box(left, foot - unit * 0.7 - deep * k, right, foot - unit * 0.7 - deep * (k - 1)) for k in range(rows)]
    back = box(left, foot - unit * 0.7 - deep * (rows + 2), right, foot)
    made = [_lit(canvas, plane, [back], ("#2a2c34", "#3c3f4a"), 0.001),
            _lit(canvas, plane, [box(left, foot - unit * 0.7, right, foot)], ("#8a8a88", "#cfcdc6"), 0.001),
            _lit(canvas, plane, tiers, ("#4a4c52", "#6a6c72"), 0.001)]  # fmt: skip
    heads: list[Shape] = []
    people: dict[str, list[Shape]] = {colour: [] for colour in SEATS}
    for k in range(rows):
        for x in np.arange(left + unit * 0.1, right, unit * 0.15):
            if rng.random() > LEFT_OUT:
                at = float(x) + float(rng.normal(0, 0.02)) * unit
                y = foot - unit * 0.72 - deep * k
                people[SEATS[int(rng.integers(len(SEATS)))]].append(
                    np.asarray(ellipse(at, y - deep * 0.2, unit * 0.06, deep * 0.34, 10)))  # fmt: skip
                heads.append(np.asarray(ellipse(at, y - deep * 0.66, unit * 0.036, unit * 0.044, 8)))
    made += [_lit(canvas, plane, shapes, (colour, colour), 0.002) for colour, shapes in people.items() if shapes]
    made.append(_lit(canvas, plane, heads, ("#6a4632", "#d8a684"), 0.002))
    top = foot - unit * 0.7 - deep * rows
    roof = [np.array([(left - unit * 0.3, top - unit * 0.75), (right + unit * 0.3, top - unit * 0.75),
                      (right, top - unit * 0.55), (left, top - unit * 0.55)])]  # fmt: skip
    roof += [box(float(x) - unit * 0.04, top - unit * 0.6, float(x) + unit * 0.04, foot - unit * 0.7)
             for x in np.linspace(left, right, 8)]  # fmt: skip
    tyres = [np.asarray(ellipse(float(x), foot - unit * y, unit * 0.13, unit * 0.12, 12))
             for y in (0.1, 0.3) for x in np.arange(left, right, unit * 0.25)]  # fmt: skip
    flags = [np.array([(x, top - unit * 1.5), (x + unit * 0.55, top - unit * 1.36), (x, top - unit * 1.2)])
             for x in np.linspace(left, right, 8)]  # fmt: skip
    poles = [box(float(x) - unit * 0.015, top - unit * 1.5, float(x) + unit * 0.015, top - unit * 0.7)
             for x in np.linspace(left, right, 8)]  # fmt: skip
    return [*made, _lit(canvas, plane, roof, ("#9aa0a6", "#e6e8ea"), 0.002),
            _lit(canvas, plane, poles, ("#8a8a88", "#cfcdc6"), 0.001),
            _lit(canvas, plane, flags, ("#b8281e", "#f04a3a"), 0.001),
            _lit(canvas, plane, tyres, ("#16171a", "#3c3e44"), 0.004)]  # fmt: skip
