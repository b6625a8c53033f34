"""Standing plants over near ground: rows of blades, ears and blooms, cut from seamless tiles, far rows first."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.cuttings import PLANTS, TILE_HEIGHT, TILE_WIDTH, Plant, plant_tile
from generation.engines.animatic.palette import linear, named, neutral
from generation.engines.animatic.raster import Array, F, array, clip, mix, sample, spread, tile, tint

ROW_RATIO = 1.11  # each row stands this much farther off than the one before it
PLANTED_RATIO = 1.075
FARTHEST = 9.0
BLOOMS = {
    "flower": (("#f04a3a", "#f6efe2"), ("#f2c22e", "#e86a9a"), ("#8a72e0", "#f6f0ea"), ("#ee5a86", "#f2b83a"),
               ("#f4f0ea", "#f0c84a")),
    "ear": (("#e8c070", "#c8984a"),),
    "spike": (("#a07ef0", "#c8a4ff"), ("#8f68e8", "#bc98fa")),
    "poppy": (("#e8281c", "#f04a2c"),),
    "sunflower": (("#ffc01e", "#4a2a12"),),
    "tulip": (("#e8284a", "#e8284a"),),
}  # fmt: skip
BANDS = {"tulip": ("#e02238", "#f8c81e", "#f07ab0", "#f4f0ea", "#f0701e", "#8a3ab0")}
"""The colours of a crop that is planted in bands of one colour each."""


@dataclass(frozen=True)
class Bed:
    """The ground plants stand on: lines (rows, columns) of its height in canvas pixels, far ones last, with depths;
    `seen` marks where a row is in sight."""

    depth: Array
    line: Array
    seen: Array
    near: float
    far: float


def lay(canvas: Canvas, kind: str, bed: Bed, rgb: Array, alpha: Array, top: int, seed: int) -> tuple[Array, Array, int]:
    """`rgb` and `alpha` of a band from canvas row `top` down, with its plants; they may reach above it."""
    plant = PLANTS[kind]
    rng = np.random.default_rng([seed, plant.seed])
    far = min(bed.far, FARTHEST * (1.6 if plant.rows else 1.0))
    if far <= bed.near:
        return rgb, alpha, top
    ratio = PLANTED_RATIO if plant.rows else ROW_RATIO
    count = max(2, int(np.log(far / bed.near) / np.log(ratio)) + 1)
    room = min(top, int(plant.tall / bed.near * canvas.scale) + 2)
    rgb = np.concatenate([np.zeros((room, *rgb.shape[1:]), np.float32), rgb])
    alpha = np.concatenate([np.zeros((room, alpha.shape[1]), np.float32), alpha])
    top -= room
    colours = BLOOMS.get(plant.head, ((),))
    blooms = [linear(c) for c in colours[int(rng.integers(len(colours)))]]
    if canvas.plan.scene.has("flowers") and plant.head == "flower" and canvas.plan.scene.colours:
        blooms[0] = named(canvas.plan.scene.colours[0])
    for depth in np.geomspace(far, bed.near * 1.03, count):
        _row(canvas, plant, kind, bed, float(depth), rgb, alpha, top, blooms, float(rng.random()))
    return rgb, alpha, top


def _row(
    canvas: Canvas, plant: Plant, kind: str, bed: Bed, depth: float, rgb: Array, alpha: Array, top: int,
    blooms: list[Array], offset: float,
) -> None:  # fmt: skip
    """One row of plants at one depth, painted over `rgb` and `alpha`."""
    tall = plant.tall / depth * canvas.scale
    if tall < 2:
        return
    x = (canvas.u - F(canvas.plan.aspect / 2)) * F(depth)
    index = _meander(plant, bed, depth, x, offset)
    columns = np.arange(canvas.width)
    base = bed.line[index, columns] - F(top)
    seen = bed.seen[index, columns] > 0
    if not seen.any():
        return
    first, last = int(np.floor(float(base[seen].min()) - tall)), int(np.ceil(float(base[seen].max()))) + 1
    first, last = max(0, first), min(len(rgb), last)
    if last - first < 2:
        return
    across = (x / F(plant.tall * TILE_WIDTH / TILE_HEIGHT) + F(offset)) % 1 * TILE_WIDTH
    rows = array(np.arange(first, last))[:, None]
    down = (rows - base[None] + F(tall)) * F(TILE_HEIGHT / tall)
    tile = array(cv2.remap(plant_tile(kind), np.ascontiguousarray(np.broadcast_to(across[None], down.shape)),
                           down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT))  # fmt: skip
    cover = tile[..., 3] * _sown(plant, bed.seen[index, columns], x, alpha, base)[None]
    cover *= clip((base[None] - rows) / F(max(1.5, tall * 0.2)), 0, 1)  # rooted softly
    if plant.head in BANDS:
        band = banded(x, plant.rows, plant.head)
        blooms = [band, band]
    colour = _plant_colour(canvas, plant, rgb, base, tile, blooms, depth, slice(first + top, last + top))
    rgb[first:last] = mix(rgb[first:last], colour, cover[..., None])
    alpha[first:last] = np.maximum(alpha[first:last], cover)


def banded(x: Array, spacing: float, head: str) -> Array:
    """The colour of the band at each ground coordinate `x`: (..., 3)."""
    colours = array([linear(colour) for colour in BANDS[head]])
    return array(colours[np.floor(x / F(spacing)).astype(int) % len(colours)])


def _meander(plant: Plant, bed: Bed, depth: float, x: Array, offset: float) -> Any:
    """Which sampled line a row follows in each column: it wanders nearer and farther, so that no rows show."""
    waver = sample(tile(43, 512, 4, 4, 0.35), x[None] * F(0.45) + F(offset), np.full((1, len(x)), offset, np.float32))
    wanted = F(np.log(depth)) + (waver[0] - F(0.5)) * F(0.0 if plant.rows else 0.28)
    steps = np.log(bed.depth[:, 0])
    index = (wanted - steps[0]) / (steps[-1] - steps[0]) * (len(steps) - 1)
    return np.clip(index.astype(int), 0, len(steps) - 1)


def _sown(plant: Plant, seen: Array, x: Array, alpha: Array, base: Array) -> Array:
    """Where in a row anything grows, 0..1 for each column."""
    at = np.clip(base.astype(int) + 2, 0, len(alpha) - 1)
    sown = seen * alpha[at, np.arange(len(base))]
    if plant.rows:
        beat = np.abs((x / F(plant.rows)) % 1 - F(0.5)) * 2
        sown = sown * clip((F(0.6) - beat) * 6, 0, 1)
    return array(sown)


def _plant_colour(
    canvas: Canvas, plant: Plant, rgb: Array, base: Array, tile: Array, blooms: list[Array], depth: float, rows: slice
) -> Array:
    """Plants take the colour of the ground they stand on; tips against the light glow; blooms have their own."""
    light = canvas.plan.light
    at = np.clip(base.astype(int) + 3, 0, len(rgb) - 1)
    ground = array(cv2.blur(rgb[at, np.arange(len(base))][None], (9, 1)))
    shade = tile[..., 0]
    k = F(1 - np.exp(-depth * 0.9 / canvas.plan.fog))
    lamp = neutral(light.ambient, 0.4) * F(0.75) + light.colour * F(light.power * 0.5)
    if plant.tone:
        ground = mix(linear(plant.tone) * lamp * F(0.8), canvas.air[rows][:1], k)
    through = canvas.halo[rows] * F(0.5 * min(light.glow, 1.0) + 0.12) * shade
    colour = tint(shade, [1.15] * 3, 0.42) + tint(through, light.colour * F(3.0))
    colour *= ground
    colour += tint(through, light.colour * F(0.05))
    for channel, bloom in enumerate(blooms, start=1):
        tone = array(np.broadcast_to(bloom * lamp * (1 - k), ground.shape[1:]).copy())
        lit = spread(F(0.55) + F(0.6) * shade) * tone + canvas.air[rows] * k
        colour = mix(colour, lit, tile[..., channel : channel + 1])
    return array(colour)
