"""Standing plants over near ground: rows of blades, ears and blooms, cut from seamless tiles, far rows first.

A tile holds four planes: shade (0 dark .. 1 light), two kinds of bloom, and opacity.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np

from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.palette import linear, named, neutral
from generation.engines.animatic.raster import Array, F, Shape, array, clip, mix, sample, spread, tile, tint

TILE_WIDTH, TILE_HEIGHT = 1024, 96
ROW_RATIO = 1.11  # each row stands this much farther off than the one before it
PLANTED_RATIO = 1.075
FARTHEST = 9.0


@dataclass(frozen=True)
class Plant:
    """How one kind of standing plant is sown: height in camera heights, blades a tile, share of blooms."""

    tall: float
    blades: int
    bloom: float = 0.0
    head: str = ""
    rows: float = 0.0
    """Spacing of planted rows that run away from the camera, 0 for a meadow."""
    tone: str = ""
    """Its own colour, where that is not the ground's."""
    seed: int = 1


PLANTS = {
    "grass": Plant(0.12, 480),
    "meadow": Plant(0.15, 430, 0.2, "flower", seed=2),
    "wheat": Plant(0.23, 560, 0.6, "ear", seed=3),
    "lavender": Plant(0.24, 700, 0.92, "spike", rows=0.7, tone="#7f8f5a", seed=4),
    "vines": Plant(0.46, 420, 0.0, "leaf", rows=1.15, tone="#86b03c", seed=5),
    "marsh": Plant(0.26, 240, 0.12, "spike", seed=6),
    "savanna": Plant(0.17, 420, 0.3, "ear", seed=7),
    "forest": Plant(0.12, 150, 0.0, "fern", seed=8),
    "jungle": Plant(0.3, 130, 0.0, "fern", tone="#6f9c40", seed=9),
    "tulips": Plant(0.2, 560, 0.95, "tulip", rows=1.3, tone="#5c8f3c", seed=10),
    "poppies": Plant(0.17, 520, 0.8, "poppy", seed=11),
    "sunflowers": Plant(0.42, 300, 0.95, "sunflower", rows=0.62, tone="#5f8a34", seed=12),
}
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
ROUND = {"flower": (3.4, 6.4, 0.7), "poppy": (4.6, 7.4, 0.75), "tulip": (3.6, 5.2, 1.5), "sunflower": (8.0, 11.5, 0.92)}
"""Radius of a bloom, least and most, and how tall it is for its width."""


@lru_cache(16)
def plant_tile(kind: str) -> Array:
    """The tile of one kind: (TILE_HEIGHT, TILE_WIDTH + 1, 4), seamless across."""
    plant = PLANTS[kind]
    rng = np.random.default_rng(plant.seed)
    wide = np.zeros((TILE_HEIGHT * 2, (TILE_WIDTH + 256) * 2, 4), np.uint8)
    for n in range(plant.blades):
        x = float(rng.uniform(128, 128 + TILE_WIDTH))
        _sow(wide, plant, x, 0.25 + 0.75 * n / plant.blades, rng)
    folded = array(cv2.resize(wide, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)) / F(255)
    middle = folded[:, 128 : 128 + TILE_WIDTH].copy()
    for part, place in ((folded[:, :128], slice(-128, None)), (folded[:, 128 + TILE_WIDTH :], slice(0, 128))):
        over = part[..., 3:]
        middle[:, place] = middle[:, place] * (1 - over) + part
    climb = array(np.linspace(1, 0, TILE_HEIGHT))[:, None]
    middle[..., 0] *= F(0.35) + F(0.65) * climb
    return np.ascontiguousarray(np.concatenate([middle, middle[:, :1]], 1))


def _sow(wide: np.ndarray, plant: Plant, x: float, shade: float, rng: np.random.Generator) -> None:
    """One blade with its ear, bloom or leaves, drawn at double size."""
    tall = float(rng.uniform(0.4, 0.92)) * TILE_HEIGHT
    lean = float(rng.normal(0.06, 0.22)) * tall
    level = int(255 * np.clip(shade + rng.normal(0, 0.12), 0.1, 1))
    k = np.linspace(0, 1, 6)
    spine = np.c_[x + lean * k**2, TILE_HEIGHT - tall * k]
    if plant.head in ("fern", "leaf"):
        _leaves(wide, spine, tall, level, plant.head, rng)
        return
    width = 2.1 * (1 - k) ** 0.6 + 0.25
    _fill(wide, np.r_[spine - np.c_[width, width * 0], (spine + np.c_[width, width * 0])[::-1]], (level, 0, 0, 255))
    if rng.random() < plant.bloom:
        first = rng.random() < 0.6
        colour = (level, 255 if first else 0, 0 if first else 255, 255)
        _head(wide, spine, plant.head, colour, tall, rng)


def _head(
    wide: np.ndarray, spine: Shape, head: str, colour: tuple[int, int, int, int], tall: float, rng: np.random.Generator
) -> None:
    tip, before = spine[-1], spine[-2]
    along = (tip - before) / max(float(np.hypot(*(tip - before))), 1e-6)
    if head in ROUND:
        low, high, flat = ROUND[head]
        t = np.linspace(0, 2 * np.pi, 10, endpoint=False)
        size = float(rng.uniform(low, high))
        disc = np.c_[np.cos(t), np.sin(t) * flat] * size
        _fill(wide, tip + disc, (colour[0], 255, 0, 255) if head == "sunflower" else colour)
        if head == "sunflower":
            _fill(wide, tip + disc * 0.48, (colour[0], 0, 255, 255))
        return
    reach, width = (tall * 0.3, 2.3) if head == "ear" else (tall * 0.42, 2.6)
    k = np.linspace(0, 1, 7)
    middle = tip - along * reach * (1 - k)[:, None]
    thick = width * np.sin(np.pi * (0.12 + 0.8 * k)) * (1 + 0.25 * (np.arange(7) % 2))
    side = np.array([-along[1], along[0]])
    _fill(wide, np.r_[middle + side * thick[:, None], (middle - side * thick[:, None])[::-1]], colour)


def _leaves(wide: np.ndarray, spine: Shape, tall: float, level: int, head: str, rng: np.random.Generator) -> None:
    """Fronds that arch out of one root, or the leaves of a vine."""
    root = spine[0]
    for turn in np.linspace(-1.25, 1.25, 7) + rng.normal(0, 0.12, 7):
        if head == "leaf":
            t = np.linspace(0, 2 * np.pi, 8, endpoint=False)
            at = root + np.array([turn * tall * 0.4, -tall * float(rng.uniform(0.3, 1.0))])
            shape = at + np.c_[np.cos(t), np.sin(t) * 0.85] * float(rng.uniform(4, 8))
        else:
            k = np.linspace(0, 1, 7)
            x = root[0] + np.sin(turn) * tall * 0.85 * k
            y = root[1] - np.cos(turn * 0.7) * tall * (k - 0.42 * abs(turn) * k**2)
            thick = tall * 0.075 * np.sin(np.pi * np.clip(k + 0.06, 0, 1))
            shape = np.r_[np.c_[x, y - thick], np.c_[x, y + thick][::-1]]
        shade = int(np.clip(level * rng.uniform(0.75, 1.15), 20, 255))
        _fill(wide, shape, (shade, 0, 0, 255))


def _fill(wide: np.ndarray, shape: Shape, colour: tuple[int, int, int, int]) -> None:
    cv2.fillPoly(wide, [np.round(shape * 2 * 16).astype(np.int32)], colour, cv2.LINE_AA, 4)


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
