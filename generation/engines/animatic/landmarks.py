"""Waterfalls, boulders and icebergs."""

from collections.abc import Sequence

import numpy as np

from generation.engines.animatic import falls, plants
from generation.engines.animatic.canvas import Canvas, Layer, Patch
from generation.engines.animatic.framing import free
from generation.engines.animatic.groves import Grove
from generation.engines.animatic.outline import smooth
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Plane, Scenery, Sprite
from generation.engines.animatic.raster import F, Shape, blur, clip, exp, mix, resize, sample, smoothstep, tile

FALL_HEIGHT = 0.36  # of the frame, above the water at its foot
ROCK, MOSS = ("#3e3d44", "#98929a"), ("#23401f", "#6f9440")
NEAR = 3.6  # boulders nearer than this keep off the figures
STEPS, LOWEST_STAIRS = 15, 0.04  # how many, and the least height of a flight in frame heights
STEP_STONE = ("#57544f", "#cfc8ba")
ICE = ("#5f9cc4", "#f4fbff")


def waterfall(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | Layer | None]:
    """A rock wall with water falling down it into a veil of mist."""
    foot = canvas.plan.waterline or canvas.plan.horizon + 0.8 / plane.z
    high = FALL_HEIGHT * spec.size
    top = foot - high
    wall = _wall(canvas, spec.u, top, foot, rng)
    rock = canvas.mask([wall])
    if rock is None:
        return []
    rows, columns = slice(rock.y, rock.y + rock.alpha.shape[0]), slice(rock.x, rock.x + rock.alpha.shape[1])
    u, v = canvas.uu[rows, columns], canvas.vv[rows, columns]
    crack = sample(tile(24, 512, 6, 4, 0.55, True), u * F(1.3), v * F(0.5) + u * F(0.15))
    grey = sample(tile(45, 512, 8, 8, 0.62), u * F(1.6), v * F(0.7))
    texture = clip(grey * F(1.3) - smoothstep(0.6, 0.9, crack) * F(0.5) + F(0.05), 0, 1)
    dark, bright = (linear(c) for c in ROCK)
    mossy = 0.55 if canvas.plan.scene.has("jungle") or canvas.plan.scene.setting == "forest" else 0.25
    dark, bright = mix(dark, linear(MOSS[0]), F(mossy)), mix(bright, linear(MOSS[1]), F(mossy))
    return [
        canvas.lit(rock, plane.z, dark, bright, 0.02, texture, 0.5),
        *_ledges(canvas, plane, wall, rng),
        falls.fall(canvas, plane, spec.u, top, foot, spec.size, rng),
        _spray(canvas, spec.u, foot, spec.size),
    ]


def _wall(canvas: Canvas, u: float, top: float, foot: float, rng: np.random.Generator) -> Shape:
    """The cliff's outline: highest at both sides of the fall, stepping down outward."""
    us = np.linspace(float(canvas.u[0]) - 0.05, float(canvas.u[-1]) + 0.05, 64)
    off = np.abs(us - u)
    crest = top - 0.05 * np.clip(off / 0.12, 0, 1) + 0.13 * np.clip((off - 0.3) / 0.6, 0, 1)
    crest += np.cumsum(rng.normal(0, 0.006, 64)) * 0.7 + rng.normal(0, 0.007, 64)
    crest = np.where(off < 0.07, top + 0.012, crest)
    return np.asarray(np.r_[np.c_[us, crest], [(us[-1], foot + 0.02), (us[0], foot + 0.02)]])


def _ledges(canvas: Canvas, plane: Plane, wall: Shape, rng: np.random.Generator) -> Sequence[Patch | None]:
    """Trees on the crest and bushes on the ledges."""
    crest = wall[:-2]
    grove = Grove("broad" if canvas.plan.scene.has("jungle") else "conifer", rng, canvas.scale)
    for u, v in crest[rng.random(len(crest)) < 0.75]:
        tall = float(rng.uniform(0.03, 0.085))
        grove.plant(float(u + rng.normal(0, 0.01)), float(v) + 0.012, tall)
    shapes = grove.outlines()
    for _ in range(26):
        u, v = crest[int(rng.integers(len(crest)))]
        hang = float(rng.uniform(0.03, 0.3))
        shapes.append(plants.blob(float(u), float(v) + hang, float(rng.uniform(0.008, 0.022)), rng, 12, 0.6))
    dark, bright = ("#7a3c1c", "#e0913a") if canvas.plan.scene.season == "autumn" else ("#1d3a20", "#648a3c")
    return [canvas.lit(canvas.mask(shapes), plane.z, linear(dark), linear(bright), 0.008, rim=0.6)]


def _spray(canvas: Canvas, u: float, foot: float, size: float) -> Patch:
    """Mist that rises from the foot of the fall."""
    uu, vv = canvas.uu[::4, ::4], canvas.vv[::4, ::4]
    puff = sample(tile(31, 512, 5, 4, 0.5), uu * F(0.7), vv * F(1.0))
    d = ((uu - F(u)) / F(0.24 * size)) ** 2 + ((vv - F(foot - 0.01)) / F(0.085 * size)) ** 2
    alpha = exp(-d) * (F(0.35) + F(0.75) * puff) * smoothstep(foot + 0.035, foot + 0.005, vv)
    light = canvas.plan.light
    white = light.ambient * F(0.95) + light.colour * F(light.power * 0.4)
    whole = resize(clip(alpha, 0, 0.92), canvas.width, canvas.height)
    return Patch(np.dstack([white * whole[..., None], whole]), 0, 0)


def crag(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | None]:
    """A heap of boulders, the nearest lowest, with moss or snow on their backs."""
    scene, foot = canvas.plan.scene, canvas.plan.horizon + 1 / plane.z
    size, patches = 0.3 * spec.size / plane.z, []
    red = scene.has("mars", "canyon") or scene.setting == "desert"
    dark, bright = (linear(c) for c in (("#6a3826", "#c88458") if red else ROCK))
    for k in range(7):
        radius = size * float(rng.uniform(0.35, 1.0)) * (1 - 0.06 * k)
        u = spec.u + float(rng.normal(0, 1.2)) * size
        if plane.z < NEAR and not free(canvas.plan, u, radius * 1.3):
            continue
        shape = _boulder(u, foot + 0.02 * k / plane.z + radius * 0.12, radius, rng)
        patches.append(canvas.lit(canvas.mask([shape]), plane.z, dark * F(0.8), bright, radius * 0.34, rim=0.8))
        cap = "#f2f6fb" if scene.snowy else "" if red or rng.random() < 0.45 else "#6d8a3c"
        if cap:
            top = shape.copy()
            low = shape[:, 1].min() + radius * (0.42 if scene.snowy else 0.28)
            top[:, 1] = np.minimum(top[:, 1], low + rng.normal(0, radius * 0.03, len(top)))
            patches.append(canvas.lit(canvas.mask([top]), plane.z, linear(cap) * F(0.55), linear(cap), radius * 0.2))
    return patches


def _boulder(u: float, foot: float, radius: float, rng: np.random.Generator) -> Shape:
    t = np.linspace(0, 2 * np.pi, 11, endpoint=False) + rng.normal(0, 0.1, 11)
    r = radius * (1 + np.clip(rng.normal(0, 0.13, 11), -0.25, 0.25))
    points = np.c_[u + 1.25 * r * np.cos(t), foot - radius * 0.35 - 0.72 * r * np.sin(t)]
    points[:, 1] = np.minimum(points[:, 1], foot)
    return smooth(points, 3)


def ice(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | None]:
    """An iceberg: peaks cut into facets, those toward the light white, the others blue."""
    foot, size = canvas.plan.horizon + 1 / plane.z, 0.3 * spec.size
    outline = _peaks(spec.u, foot, size, rng)
    whole = canvas.mask([outline])
    if whole is None:
        return []
    dark, bright = (linear(c) for c in ICE)
    patches = [canvas.lit(whole, plane.z, mix(dark, bright, F(0.35)), bright, 0.016, rim=0.9)]
    toward = canvas.plan.light.direction[0]
    shade = []
    for k in range(1, len(outline) - 3):
        (ax, ay), (bx, by) = outline[k], outline[k + 1]
        if (bx - ax) * (by - ay) * toward > 0:
            base = (ax + bx) / 2 + (bx - ax) * float(rng.uniform(-0.6, 0.6))
            shade.append(np.array([(ax, ay), (bx, by), (base, foot)]))
    lit = canvas.lit(canvas.mask(shade), plane.z, dark * F(0.75), mix(dark, bright, F(0.55)), 0.006, rim=0.0)
    return [*patches, _within(lit, canvas, outline), _edge(canvas, outline, foot)]


def stairs(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | None]:
    """A flight of stone steps that narrows from the near edge of the frame up to a building's foot."""
    doors = [(plane.spec.u, plane.spec.v) for plane in canvas.plan.planes if isinstance(plane.spec, Sprite)]
    u, top = min(doors, key=lambda door: abs(door[0] - spec.u), default=(spec.u, canvas.plan.horizon + 0.3))
    bottom = float(canvas.v[-1])
    if bottom - top < LOWEST_STAIRS:
        return []
    middle = u + (canvas.plan.aspect / 2 - u) * np.linspace(0, 1, STEPS + 1) * 0.35
    edges = top + (bottom - top) * np.linspace(0, 1, STEPS + 1) ** 1.35
    half = 0.085 * spec.size + 0.32 * ((edges - top) / (bottom - top))
    treads, risers, walls = [], [], []
    for k in range(STEPS):
        (a, b), (p, q) = (middle[k], middle[k + 1]), (half[k], half[k + 1])
        split = edges[k] + (edges[k + 1] - edges[k]) * 0.45
        treads.append(np.array([(a - p, edges[k]), (a + p, edges[k]), (b + q, split), (b - q, split)]))
        risers.append(np.array([(b - q, split), (b + q, split), (b + q, edges[k + 1]), (b - q, edges[k + 1])]))
    for side in (-1, 1):
        outer = np.c_[middle + side * half * 1.22, edges]
        walls.append(np.r_[np.c_[middle + side * half, edges], outer[::-1]])
    dark, bright = (linear(c) for c in STEP_STONE)
    return [
        canvas.lit(canvas.mask(walls), plane.z, dark, mix(dark, bright, F(0.7)), 0.01, rim=0.3),
        canvas.lit(canvas.mask(risers), plane.z, dark * F(0.5), mix(dark, bright, F(0.25)), 0.002, rim=0.0),
        canvas.lit(canvas.mask(treads), plane.z, mix(dark, bright, F(0.45)), bright, 0.004, rim=0.3),
    ]


def floes(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | None]:
    """Flat floes of pack ice on dark water, large ones near, with a blue edge over the water."""
    plan, tops, edges = canvas.plan, [], []
    for depth in np.geomspace(24.0, 2.3, 17):
        x = float(canvas.u[0]) - 0.2 + float(rng.uniform(0, 0.3))
        while x < float(canvas.u[-1]) + 0.2:
            half = float(rng.uniform(0.5, 1.15)) / depth
            top = _floe(x + half, plan.horizon + 1 / depth, half, 0.34 / depth**2, rng)
            tops.append(top)
            edges.append(top + np.array([0.0, 0.045 / depth]))
            x += 2 * half + float(rng.uniform(0.08, 0.5)) / depth
    dark, bright = (linear(c) for c in ICE)
    return [
        canvas.lit(canvas.mask(edges), plane.z, dark * F(0.5), mix(dark, bright, F(0.3)), 0.002, rim=0.0),
        canvas.lit(canvas.mask(tops), plane.z, mix(dark, bright, F(0.6)), bright, 0.006, rim=0.3),
    ]


def _floe(u: float, v: float, half: float, deep: float, rng: np.random.Generator) -> Shape:
    turn = np.sort(rng.uniform(0, 2 * np.pi, 9))
    reach = rng.uniform(0.78, 1.05, 9)
    return np.asarray(np.c_[u + half * reach * np.cos(turn), v + deep * reach * np.sin(turn)])


def _peaks(u: float, foot: float, size: float, rng: np.random.Generator) -> Shape:
    n = int(rng.integers(9, 14))
    us = u + np.sort(rng.uniform(-1, 1, n)) * size * 0.95
    swell = (1 - ((us - u) / size) ** 2) ** 0.8
    tall = size * (0.1 + 0.75 * swell * rng.uniform(0.45, 1.0, n))
    middle = np.c_[us, foot - tall]
    return np.asarray(np.r_[[(u - size, foot)], middle, [(u + size, foot)]])


def _within(patch: Patch | None, canvas: Canvas, outline: Shape) -> Patch | None:
    """`patch` cut to the outline."""
    whole = canvas.mask([outline])
    if patch is None or whole is None:
        return None
    height, width = patch.image.shape[:2]
    keep = np.zeros((height, width), np.float32)
    y0, x0 = max(patch.y, whole.y), max(patch.x, whole.x)
    y1 = min(patch.y + height, whole.y + whole.alpha.shape[0])
    x1 = min(patch.x + width, whole.x + whole.alpha.shape[1])
    keep[y0 - patch.y : y1 - patch.y, x0 - patch.x : x1 - patch.x] = whole.alpha[
        y0 - whole.y : y1 - whole.y, x0 - whole.x : x1 - whole.x
    ]
    return Patch(patch.image * blur(keep, 0.6)[..., None], patch.x, patch.y)


def _edge(canvas: Canvas, outline: Shape, foot: float) -> Patch | None:
    """The turquoise line where the ice meets the water."""
    left, right = float(outline[:, 0].min()), float(outline[:, 0].max())
    line = canvas.mask([np.array([(left, foot - 0.008), (right, foot - 0.008), (right, foot), (left, foot)])])
    if line is None:
        return None
    alpha = line.alpha * F(0.7)
    return Patch(np.dstack([linear("#3fb6c8") * canvas.plan.light.ambient * alpha[..., None], alpha]), line.x, line.y)
