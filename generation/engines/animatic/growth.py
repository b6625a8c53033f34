"""What grows along a crest: tree lines, grass tufts, flowers, weeds and corals."""

from typing import Any

import numpy as np

from generation.engines.animatic import plants
from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.groves import Grove
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Plane, Terrain, TreeLine
from generation.engines.animatic.raster import Array, F, around, array, columns, sample, tile

CORALS = ("#ff6a5a", "#ff9a5c", "#d85aa0", "#8a6ad8", "#f0c860")
SPARSE = {"snow": ("#7d8ba0", "#d5dfec"), "sand": ("#80683f", "#c0a05c"), "beach": ("#80743f", "#c0b06c")}
TREE_TONES = {
    "conifer": ("#1b3a26", "#4f7a4c"), "broad": ("#2c4a22", "#7c9c48"), "acacia": ("#3a3a1c", "#8f8a3e"),
    "palm": ("#24401f", "#6f9a44"), "bare": ("#2a2420", "#6a5c50"),
}  # fmt: skip


def behind(canvas: Canvas, plane: Plane, spec: Terrain, crest: Array, rng: np.random.Generator) -> list[Patch | None]:
    """Everything that stands along `crest` (height per column), to be laid under the ground it grows from."""
    patches: list[Patch | None] = []
    if spec.trees:
        patches.append(_tree_line(canvas, plane, spec.trees, crest, rng))
    if spec.tufts and spec.ground in SPARSE:
        patches += _tufts(canvas, plane, spec, crest, rng)
    if spec.weeds:
        patches += [*_corals(canvas, plane, crest, rng), _weeds(canvas, plane, crest, rng)]
    return patches


def _column(canvas: Canvas, u: float) -> int:
    return int(np.clip((u - float(canvas.u[0])) * canvas.scale, 0, canvas.width - 1))


def _spread(canvas: Canvas, rng: np.random.Generator, per_wide_frame: int) -> Any:
    """Places along the canvas; the count is for a 16:9 frame."""
    low, high = float(canvas.u[0]), float(canvas.u[-1])
    return rng.uniform(low, high, max(3, int(per_wide_frame * (high - low) / 1.9)))


def _clumps(us: Any, frequency: float, row: float) -> Array:
    return array(sample(tile(42), array(us)[None] * F(frequency), array([[row]]))[0])


def _tree_line(canvas: Canvas, plane: Plane, line: TreeLine, crest: Array, rng: np.random.Generator) -> Patch | None:
    grove = Grove(line.kind, rng, canvas.scale)
    us = _spread(canvas, rng, line.count)
    for u, thick in zip(us, _clumps(us + plane.seed % 7, 0.4, plane.z * 0.1), strict=True):
        if rng.random() > -0.3 + 2.4 * thick:
            continue
        tall = line.size * rng.uniform(0.4, 1.0) * (0.5 + float(thick))
        foot = float(crest[_column(canvas, u)])
        if line.kind == "conifer":
            foot += 0.012 + tall * 0.1
        elif line.kind == "broad":
            foot, tall = foot + 0.006, tall * 0.8
        grove.plant(u, foot, tall)
    scene = canvas.plan.scene
    dark, bright = TREE_TONES[line.kind]
    if scene.season == "autumn" and line.kind == "broad":
        dark, bright = "#7a3a1a", "#e8923a"
    if scene.has("blossom") and line.kind == "broad":
        dark, bright = "#a0607c", "#f6c4d4"
    if scene.snowy:
        dark, bright = "#32464e", "#c2d0de"
    return canvas.lit(canvas.mask(grove.outlines()), plane.z, linear(dark), linear(bright), 0.008, rim=0.5)


def _tufts(canvas: Canvas, plane: Plane, spec: Terrain, crest: Array, rng: np.random.Generator) -> list[Patch | None]:
    """A few dry blades along the crest of sand or snow."""
    tall = 0.05 / plane.z * (2.0 if spec.tufts > 1 else 1.1)
    us, shapes = _spread(canvas, rng, 60), []
    for u, thick in zip(us, _clumps(us, 0.8, plane.seed % 11 / 11), strict=True):
        foot = float(crest[_column(canvas, u)]) + 0.004
        h = tall * rng.uniform(0.3, 1.2) * (0.4 + 1.4 * float(thick))
        lean, w = rng.normal(0, 0.35) * h, 0.0077 / plane.z
        shapes.append(np.array([(u - w, foot), (u + w, foot), (u + lean * 0.45 + w * 0.5, foot - h * 0.55),
                                (u + lean, foot - h), (u + lean * 0.35 - w * 0.5, foot - h * 0.55)]))  # fmt: skip
    k = F(0.75 if plane.z < 2.6 else 0.95)
    dark, bright = (linear(c) * k for c in SPARSE[spec.ground])
    return [canvas.lit(canvas.mask(shapes), plane.z, dark, bright, 0.004, rim=1.0)]


def _weeds(canvas: Canvas, plane: Plane, crest: Array, rng: np.random.Generator) -> Patch | None:
    shapes = []
    t = np.linspace(0, 1, 12)
    for u in _spread(canvas, rng, 26):
        tall, phase = rng.uniform(0.1, 0.5) / plane.z, rng.random() * 6
        x = u + np.sin(t * 5 + phase) * 0.09 * t / plane.z
        y = float(crest[_column(canvas, u)]) + 0.01 - tall * t
        w = 0.02 / plane.z * (1 - t) + 0.001
        shapes.append(around(columns(x - w, y), columns(x + w, y)))
    return canvas.lit(canvas.mask(shapes), plane.z, linear("#0f3a34"), linear("#2f8a60"), 0.006)


def _corals(canvas: Canvas, plane: Plane, crest: Array, rng: np.random.Generator) -> list[Patch | None]:
    grown: dict[int, list[Any]] = {}
    for _ in range(11):
        u = rng.uniform(float(canvas.u[0]), float(canvas.u[-1]))
        foot = float(crest[_column(canvas, u)]) + 0.02
        kind = (int(rng.integers(5)) + plane.seed) % len(CORALS)
        size = rng.uniform(0.1, 0.2) / plane.z**0.7
        grown.setdefault(kind, []).extend(plants.coral(u, foot, size, 0.022 / plane.z**0.8, rng))
    patches = []
    for kind in sorted(grown):
        colour = linear(CORALS[kind])
        patches.append(canvas.lit(canvas.mask(grown[kind]), plane.z, colour * F(0.5), colour * F(1.3), 0.006, rim=0.4))
    return patches
