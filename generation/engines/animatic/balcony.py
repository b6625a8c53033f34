"""A balcony over whatever lies below: its tiled floor, its balustrade and a plant at each end."""

from collections.abc import Sequence

import numpy as np

from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.outline import box, ellipse, smooth
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Plane, Scenery
from generation.engines.animatic.raster import F, Shape, array, clip, covered, grain, mix, smoothstep

RAIL, COPING = 0.6, 0.07
"""How high the balustrade is and how thick its rail, in camera heights."""
STEP, TILE = 0.24, 0.42
STONE, TILES, POT, LEAVES = (
    ("#8f8a80", "#e8e2d4"),
    ("#a8987e", "#c9bda6"),
    ("#8a4a30", "#c8754a"),
    ("#23451f", "#6f9a48"),
)
BALUSTER = ((0.028, 0.0), (0.04, 0.06), (0.022, 0.12), (0.055, 0.26), (0.05, 0.34), (0.02, 0.46), (0.036, 0.53))


def balcony(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | None]:
    """Floor, balusters and rail; `plane.z` is how far off the rail stands."""
    plan, k = canvas.plan, 1 / plane.z
    foot = plan.horizon + k
    left, right = float(canvas.u[0]) - 0.05, float(canvas.u[-1]) + 0.05
    posts: list[Shape] = []
    for u in np.arange(spec.u - 9 * k, right + 1, STEP * k)[: 1 + int((right - spec.u + 9 * k) / (STEP * k))]:
        if u > left:
            posts.append(_baluster(float(u), foot - 0.03 * k, k))
    piers = [box(float(u) - 0.11 * k, foot - (RAIL + COPING) * k, float(u) + 0.11 * k, foot)
             for u in np.arange(spec.u - 8.4 * k, right + 1, 2.4 * k) if u > left - 0.2]  # fmt: skip
    rails = [box(left, foot - (RAIL + COPING) * k, right, foot - RAIL * k), box(left, foot - 0.06 * k, right, foot)]
    pots, leaves = _plants(canvas, foot, k, rng)
    dark, bright = (linear(c) for c in STONE)
    stone = [canvas.lit(canvas.mask(shapes), plane.z, dark, bright, soft * k, rim=0.4)
             for shapes, soft in ((posts, 0.02), (rails, 0.02), (piers, 0.03))]  # fmt: skip
    plants = [canvas.lit(canvas.mask(shapes), plane.z, linear(a), linear(b), 0.006, rim=0.4)
              for shapes, (a, b) in ((pots, POT), (leaves, LEAVES))]  # fmt: skip
    return [_floor(canvas, foot), *stone, *plants]


def _baluster(u: float, foot: float, k: float) -> Shape:
    half = np.array(BALUSTER)
    right, down = half[:, 0] * k, foot - half[:, 1] * k
    return np.asarray(np.r_[np.c_[u + right, down], np.c_[u - right[::-1], down[::-1]]])


def _floor(canvas: Canvas, foot: float) -> Patch:
    """Square tiles in true perspective, from the balustrade down to the frame's edge."""
    plan = canvas.plan
    top = int(np.clip(foot * canvas.scale + canvas.my - 1, 0, canvas.height - 2))
    v, u = canvas.vv[top:], canvas.uu[top:]
    z = 1 / np.maximum(v - F(plan.horizon), F(0.02))
    x = (u - F(plan.aspect / 2)) * z
    seam = np.minimum(*(np.abs(a / F(TILE) % 1 - F(0.5)) for a in (x, z)))
    chequer = (np.floor(x / F(TILE)) + np.floor(z / F(TILE))) % 2
    dark, bright = (linear(c) for c in TILES)
    tone = mix(dark, bright, chequer[..., None]) * (F(0.85) + F(0.3) * grain(x * F(0.8), z * F(0.8)))[..., None]
    tone = tone * (1 - F(0.3) * smoothstep(0.47, 0.5, F(0.5) - seam + F(0.0)))[..., None]
    light = plan.light
    lit = canvas.fill * F(0.85) + light.colour * F(light.power * 0.8 * max(light.direction[1], 0.2))
    alpha = clip((v - F(foot)) * F(canvas.scale) + F(0.5), 0, 1)
    return Patch(covered(array(tone * lit), alpha), 0, top)


def _plants(canvas: Canvas, foot: float, k: float, rng: np.random.Generator) -> tuple[list[Shape], list[Shape]]:
    """Pots with leaves at both ends of what the frame shows."""
    view, aspect = canvas.plan.view, canvas.plan.aspect
    pots, leaves = [], []
    for share in (0.05, 0.95):
        u, y = view.left + aspect * share / view.zoom, foot + 0.09 * k
        pots.append(
            np.array([(u - 0.16 * k, y - 0.34 * k), (u + 0.16 * k, y - 0.34 * k), (u + 0.11 * k, y), (u - 0.11 * k, y)])
        )
        for _ in range(26):
            a, r = float(rng.uniform(0.1, np.pi - 0.1)), float(rng.uniform(0.15, 0.62)) * k
            tip = (u + np.cos(a) * r * 0.8, y - 0.32 * k - np.sin(a) * r)
            x, low, high = (u + tip[0]) / 2, (y - 0.3 * k + tip[1]) / 2, (y - 0.36 * k + tip[1]) / 2
            leaves.append(smooth([(u + 0.02 * k, y - 0.3 * k), (x + 0.03 * k, high), tip, (x - 0.03 * k, low)], 3))
        leaves += [np.asarray(ellipse(u, y - 0.36 * k, 0.15 * k, 0.05 * k))]
    return pots, leaves
