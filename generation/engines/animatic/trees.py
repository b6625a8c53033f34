"""Forests of tall trunks, from deep in the wood to the ones that frame a picture."""

import numpy as np

from generation.engines.animatic import foliage, plants
from generation.engines.animatic.canvas import Canvas, Mask, Patch
from generation.engines.animatic.foliage import Clumps
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Plane, Trees
from generation.engines.animatic.raster import Array, F, Outlines, Shapes, clip, joined, mix, sample, tile

NEAR_DEPTH = 2.6  # trees nearer than this are kept dark, as a frame
CLEARING = 0.16  # half width of the gap left around the figure
BANK, BANK_CROWDING = (0.16, 1.1), 0.4
"""Half width of a water between trees: so much, and so much over the depth; how far those spread that would stand in
it."""
LEAVES = {
    "plain": ("#27452a", "#79a04a"), "autumn": ("#8a3c18", "#f2a040"), "blossom": ("#b86a88", "#ffd6e0"),
    "winter": ("#3a4d55", "#d6e0ea"), "birch": ("#4a6a28", "#b8c858"),
}  # fmt: skip
BARK = {"conifer": ("#211714", "#64493a"), "broad": ("#211714", "#64493a"), "birch": ("#5b5a55", "#e6e3da"),
        "bamboo": ("#2f4a1e", "#a8c45a"), "bare": ("#1e1916", "#5a4c42")}  # fmt: skip


def paint_trees(canvas: Canvas, plane: Plane) -> Patch:
    """One plane of trees."""
    spec = plane.spec
    assert isinstance(spec, Trees)
    rng = canvas.rng(plane.seed)
    wood, *leafy = (joined(group) for group in _shapes(canvas, plane, spec, rng))
    k = F(0.6 if plane.z < NEAR_DEPTH else 1.0)
    dark, bright = (linear(c) * k for c in BARK[spec.leaf])
    patches = [_bark(canvas, canvas.mask(wood), plane.z, dark, bright)]
    dark, bright = (linear(c) * k for c in LEAVES[leaf_colour(canvas, spec.leaf)])
    for leaves in leafy:
        patches += _foliage(canvas, leaves, plane, dark, bright)
    return canvas.over(patches)


def leaf_colour(canvas: Canvas, leaf: str = "plain") -> str:
    """Which of `LEAVES` the season and the prompt ask for."""
    scene = canvas.plan.scene
    if scene.snowy:
        return "winter"
    if scene.season == "autumn":
        return "autumn"
    if scene.has("blossom"):
        return "blossom"
    return "birch" if leaf == "birch" else "plain"


def _shapes(canvas: Canvas, plane: Plane, spec: Trees, rng: np.random.Generator) -> tuple[list[Shapes], ...]:
    """Wood, and the leaves on it, above it and on the ground, each group small in itself."""
    wood: list[Shapes] = []
    leaves: list[Shapes] = []
    base = canvas.plan.horizon + 1 / plane.z
    canopy = _canopy(canvas, plane, rng) if spec.leaf != "bare" else []
    undergrowth = _undergrowth(canvas, plane, base, rng) if spec.leaf != "bare" else []
    undergrowth = _dry(canvas, undergrowth, plane.z) if spec.bank else undergrowth
    wide = (float(canvas.u[-1]) - float(canvas.u[0])) / 1.78
    count = spec.count if spec.edges else max(3, round(spec.count * wide))
    for index in range(count):
        u = _place(canvas, spec, plane, index, rng)
        foot = base + rng.uniform(-0.02, 0.04) + (0.1 if spec.edges else 0.0)
        more_wood, more_leaves = _tree(spec, plane, u, foot, rng.uniform(*spec.size), rng, canvas.scale)
        wood += more_wood
        leaves += more_leaves
    return wood, undergrowth, leaves, canopy


def _place(canvas: Canvas, spec: Trees, plane: Plane, index: int, rng: np.random.Generator) -> float:
    plan = canvas.plan
    a, edge = plan.aspect, 0.2 * min(1.0, plan.aspect)
    if spec.edges:
        inner = rng.uniform(-0.04, edge) if index < 2 else rng.uniform(-0.02, edge * 1.5)
        left = (index + (plan.focus_u < a / 2)) % 2 == 1 if index < 2 else plan.focus_u > a / 2
        return float(inner if left else a - inner)
    u = float(rng.uniform(canvas.u[0] - 0.05, canvas.u[-1] + 0.05))
    if spec.bank:
        return _on_bank(u - a / 2, plane.z) + a / 2
    gap = u - plan.focus_u
    near = abs(gap) < CLEARING and plane.z < 10
    return u + 0.3 * (1 if gap >= 0 else -1) if near else u


def _on_bank(x: float, z: float) -> float:
    """`x` aside of the middle, moved out of the water where it lies in it."""
    inner = BANK[0] + BANK[1] / z
    outside = inner + abs(x) * BANK_CROWDING if abs(x) < inner else abs(x)
    return outside if x >= 0 else -outside


def _dry(canvas: Canvas, shapes: list[Shapes], z: float) -> list[Shapes]:
    """Those shapes that are on a bank and not in the water."""
    group = joined(shapes)
    if not group.lengths:
        return []
    ends = np.cumsum(np.asarray(group.lengths, np.intp))
    middles = np.add.reduceat(group.points[:, 0], ends - group.lengths) / group.lengths
    away = np.abs(middles - canvas.plan.aspect / 2) > BANK[0] + BANK[1] / z
    parts = np.split(group.points, ends[:-1])
    return [part for part, stays in zip(parts, away, strict=True) if stays]


def _tree(
    spec: Trees, plane: Plane, u: float, foot: float, tall: float, rng: np.random.Generator, scale: float
) -> tuple[list[Shapes], list[Shapes]]:
    if spec.leaf == "bare":
        return [*plants.bare(u, foot, tall, rng)], []
    thick = 0.1 / plane.z * rng.uniform(0.6, 1.3) * (0.6 if spec.leaf == "birch" else 1.0)
    if spec.leaf == "bamboo":
        canes, hanging = plants.bamboo(u, foot, tall, 0.052 / plane.z * rng.uniform(0.7, 1.2), rng)
        return [*canes], [*hanging]
    return foliage.trunk(u, foot, tall, thick, spec.leaf, rng, scale)


def _canopy(canvas: Canvas, plane: Plane, rng: np.random.Generator) -> list[Shapes]:
    """Leaves across the top of the frame, hanging lower toward its sides."""
    a, (low, high) = canvas.plan.aspect, (float(canvas.u[0]), float(canvas.u[-1]))
    leaves = 16 if plane.z < 6 else 6 if plane.z < 8 else 0  # farther ones are lost in the haze
    count = 130 if plane.z > 3 else 80
    clumps = Clumps(count, leaves, rng)
    for across, hang, down, size in (rng.random(4).tolist() for _ in range(count)):
        u = low + (high - low) * across
        side = abs(u - a / 2) / a
        v = -0.3 + (0.03 + 0.05 * hang + 0.26 * side**2 + 0.3) * down
        clumps.sow(u, v, (0.025 + (0.07 - 0.025) * size) * (1.3 if plane.z < 6 else 0.9))
    return [clumps.outlines(canvas.scale)]


def _undergrowth(canvas: Canvas, plane: Plane, base: float, rng: np.random.Generator) -> list[Shapes]:
    low, high = float(canvas.u[0]), float(canvas.u[-1])
    across, tall = rng.random((22, 2)).T
    ferns = plants.ferns(low + (high - low) * across, base + 0.02, (0.12 + (0.38 - 0.12) * tall) / plane.z)
    count = 12 if plane.z > 3 else 0
    clumps = Clumps(count, 8 if plane.z < 7 else 0, rng)
    for _ in range(count):
        u = rng.uniform(low, high)
        if abs(u - canvas.plan.focus_u) > CLEARING:
            size = rng.uniform(0.14, 0.34) / plane.z
            clumps.sow(u, base - size * 0.2, size)
    return [ferns, clumps.outlines(canvas.scale)]


def _bark(canvas: Canvas, mask: Mask | None, z: float, dark: Array, bright: Array) -> Patch | None:
    if mask is None:
        return None
    rows, columns = slice(mask.y, mask.y + mask.alpha.shape[0]), slice(mask.x, mask.x + mask.alpha.shape[1])
    u, v = canvas.uu[rows, columns], canvas.vv[rows, columns]
    texture = sample(tile(45, 512, 8, 8, 0.62), u * 3, v * F(0.5))
    return canvas.lit(mask, z, dark, bright, 0.012 + 0.03 / z, texture, 1.0)


def _foliage(canvas: Canvas, leaves: Outlines, plane: Plane, dark: Array, bright: Array) -> list[Patch | None]:
    """A dark mass, then smaller clumps shifted toward the light: painted volume."""
    mass = canvas.mask(leaves)
    patches = [canvas.lit(mass, plane.z, dark * F(0.85), mix(dark, bright, F(0.6)), 0.012, rim=0.25)]
    if mass is None or plane.z > 7:
        return patches
    steps = ((0.72, 0.35, 0.8), (0.42, 0.7, 1.25)) if plane.z < 3 else ((0.6, 0.55, 1.2),)
    for share, low, high in steps:
        lit = _dappled(canvas, mass, leaves, share)
        if lit is not None:
            patches.append(
                canvas.lit(lit, plane.z, mix(dark, bright, F(low)), mix(dark, bright, F(high)), 0.006, rim=0)
            )
    return patches


def _dappled(canvas: Canvas, mass: Mask, leaves: Outlines, share: float) -> Mask | None:
    """The lit part of each clump, broken up by leaf-sized noise and kept inside the whole mass."""
    light = canvas.plan.light
    toward = np.array([light.direction[0], -light.direction[1]]) * 0.012 * (1.3 - share) * 1.6
    sizes, points = np.array(leaves.lengths), leaves.points
    starts = np.cumsum(sizes) - sizes
    spread = (np.maximum.reduceat(points, starts) - np.minimum.reduceat(points, starts)).max(1, keepdims=True)
    middles = np.repeat(np.add.reduceat(points, starts) / sizes[:, None], sizes, 0)
    moved = middles + (points - middles) * share + np.repeat(np.minimum(1.0, spread * 4), sizes, 0) * toward
    mask = canvas.mask(Outlines(moved, leaves.lengths))
    if mask is None:
        return None
    x0, y0 = max(mask.x, mass.x), max(mask.y, mass.y)
    x1 = min(mask.x + mask.alpha.shape[1], mass.x + mass.alpha.shape[1])
    y1 = min(mask.y + mask.alpha.shape[0], mass.y + mass.alpha.shape[0])
    if x1 - x0 < 2 or y1 - y0 < 2:
        return None
    inner = mask.alpha[y0 - mask.y : y1 - mask.y, x0 - mask.x : x1 - mask.x]
    whole = mass.alpha[y0 - mass.y : y1 - mass.y, x0 - mass.x : x1 - mass.x]
    leafy = sample(tile(46, 512, 7, 16, 0.7), canvas.uu[y0:y1, x0:x1] * F(2.5), canvas.vv[y0:y1, x0:x1] * F(2.5))
    return Mask(inner * clip(leafy * F(3.2) - F(1.1), 0, 1) * whole, x0, y0)
