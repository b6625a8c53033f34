"""Skylines: rows of towers by the kind of town, from far ones in the haze to roofs below the eye."""

import numpy as np

from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.outline import strip
from generation.engines.animatic.palette import linear, neutral
from generation.engines.animatic.plan import City, Plane
from generation.engines.animatic.raster import F, array, at, exp, mix, smoothstep, tile
from generation.engines.animatic.sets.lighting import Lighting
from generation.engines.animatic.sets.quarters import KINDS, SPACED, Row, modern
from generation.engines.animatic.sets.rendering import Frame, render
from generation.engines.animatic.sets.solid import Solids

TRAILS = (20.0, 30.0)  # rows between these depths have lanes of flying vehicles in a city of the future
LANES = {14.0: 0.015, 11.0: 0.016, 8.0: 0.024}
"""Rows with flying vehicles before them, and the vehicles' half length in frame heights."""
VEHICLE = (
    (0.0, [(-1.0, 0.05), (-0.5, -0.16), (0.6, -0.18), (1.15, 0.0), (0.7, 0.14), (-0.7, 0.2)], "#e8eef2", 0.12),
    (0.05, [(-0.35, 0.14), (0.55, 0.12), (0.25, 0.36), (-0.15, 0.36)], "#2a4a5c", 0.0),
    (0.05, [(-1.25, -0.02), (-0.9, -0.06), (-0.9, 0.14), (-1.25, 0.1)], "#ff7a4a", 1.6),
    (0.05, [(-0.4, -0.28), (0.5, -0.28), (0.4, -0.18), (-0.3, -0.18)], "#7ff0ff", 1.2),
)
"""Depth toward the eye, outline, colour and glow of each part."""


def paint_city(canvas: Canvas, plane: Plane) -> Patch:
    """A row of buildings, higher toward the middle of the town."""
    spec, plan = plane.spec, canvas.plan
    assert isinstance(spec, City)
    rng, z = canvas.rng(plane.seed), plane.z
    row = Row(canvas, Solids(), spec, z, 0.006 * z + 0.03, rng)
    centre = plan.aspect / 2
    u, end = float(canvas.u[0]) - 0.06, float(canvas.u[-1]) + 0.06
    while u < end:
        wide = spec.width * float(rng.uniform(0.55, 1.5))
        tall = _height(row, u + wide / 2, plane.seed)
        build = KINDS.get(spec.style, modern)
        with row.solids.at(z + float(rng.uniform(0, 0.1))):
            build(row, (u - centre) * z, (u + wide - centre) * z, tall)
        u += wide * float(rng.uniform(0.86, 1.12)) + (0.02 if spec.style in SPACED else 0.0)
    if spec.style == "future" and TRAILS[0] < z < TRAILS[1] and plan.palette.night > 0.3:
        _trails(row)
    if spec.style == "future" and z in LANES:
        _vehicles(row)
    patch = render(Frame(canvas, centre, lighting(canvas), plan.palette.night), row.solids.faces)
    return _settled(row, patch) if patch is not None else canvas.over([])


def _trails(row: Row) -> None:
    """Lights of vehicles that fly in lanes between the towers."""
    plan, rng, z = row.canvas.plan, row.rng, row.z
    half = plan.aspect / 2 * z * 1.2
    for i in range(5):
        t = np.linspace(-half, half, 30)
        level = row.top(float(rng.uniform(0.06, 0.3)))
        line = np.c_[t, level + 0.03 * z * np.sin(t / half * float(rng.uniform(1.5, 4)) + float(rng.uniform(0, 6)))]
        first = int(rng.integers(0, 20))
        colour = ("#ff5a4a", "#ffd9a0", "#7fe0ff")[i % 3]
        with row.solids.at(z - 0.3):
            row.solids.outline(strip(line[first : first + 10], 0.0009 * z), 0, 0, z, colour, glow=1.5)


def _vehicles(row: Row) -> None:
    """Flying vehicles in loose lanes before the towers: a hull, a canopy and a light behind."""
    plan, rng, s = row.canvas.plan, row.rng, row.solids
    half, unit = plan.aspect / 2 * row.z, LANES[row.z] * row.z
    for lane in (0.06, 0.13, 0.21):
        way = 1 if rng.random() < 0.5 else -1
        for place in np.sort(rng.uniform(-1, 1, 4)):
            x, y = float(place) * half, row.top(lane + float(rng.normal(0, 0.012)))
            size = unit * float(rng.uniform(0.8, 1.3))
            for depth, shape, colour, glow in VEHICLE:
                with s.at(row.z - 0.5 - depth):
                    points = np.array(shape) * (way * size, size)
                    s.outline(points, x, y, row.z, colour, glow=glow)


def _height(row: Row, u: float, seed: int) -> float:
    """Frame heights over the horizon: a town's mass around its middle, with a few towers of their own."""
    spec, plan, rng = row.spec, row.canvas.plan, row.rng
    town = at(tile(42), u * 0.35 + seed % 17 / 17, 0.3)
    middle = plan.aspect / 2 - (plan.focus_u - plan.aspect / 2) * 0.6
    rise = float(rng.uniform(0.25, 1.0)) * (0.42 + 0.75 * float(np.exp(-(((u - middle) / 0.5) ** 2))))
    tall = spec.low + (spec.high - spec.low) * min(max((town - 0.2) * 1.15, 0), 1) * rise
    if spec.high > 0.25 and rng.random() < 0.1:
        tall += float(rng.uniform(0.08, 0.2)) * spec.high / 0.4
    return float(max(tall, spec.low + 0.012)) if spec.low > 0 else float(tall)


def lighting(canvas: Canvas) -> Lighting:
    """Open air: the sky above and the sun or moon."""
    light = canvas.plan.light
    toward = array([light.direction[0], light.direction[1], -light.direction[2]])
    toward /= np.linalg.norm(toward)
    sun = light.colour * F(light.power * 0.75)
    return Lighting(neutral(light.ambient, 0.25) * F(0.82), array(sun), array(toward), haze=0.9)


def _settled(row: Row, patch: Patch) -> Patch:
    """Haze and the light of streets gather toward the feet of the buildings."""
    canvas, plan, image = row.canvas, row.canvas.plan, patch.image
    rows = slice(patch.y, patch.y + image.shape[0])
    columns = slice(patch.x, patch.x + image.shape[1])
    v, foot = canvas.vv[rows, columns], plan.horizon + 1 / row.z
    alpha = image[..., 3]
    if row.spec.shore:
        alpha = alpha * (v < foot)
    low = smoothstep(plan.horizon - 0.13, foot + 0.03, v) * F(min(0.6, row.z / 36))
    night = F(plan.palette.night)
    street = (linear("#ff9a48") * F(0.6) + plan.palette.accent * F(0.4)) * (
        exp((v - F(foot)).clip(-9, 0) / F(0.03)) * night * F(0.42)
    )[..., None]
    rgb = mix(image[..., :3], canvas.air[rows, columns] * image[..., 3:], low[..., None])
    rgb = (rgb + street * image[..., 3:]) * (alpha / np.maximum(image[..., 3], F(1e-4)))[..., None]
    return Patch(np.dstack([rgb, alpha]).astype(np.float32, copy=False), patch.x, patch.y)
