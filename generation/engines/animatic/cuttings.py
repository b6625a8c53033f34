"""Seamless tiles of standing plants: blades, ears, blooms and leaves.

A tile holds four planes: shade (0 dark .. 1 light), two kinds of bloom, and opacity.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import cv2
import numpy as np

from generation.engines.animatic.foliage import circle
from generation.engines.animatic.raster import Array, F, Row, Shape, array

TILE_WIDTH, TILE_HEIGHT, FOLD = 1024, 96, 128
ALONG, HEAD_ALONG = np.linspace(0, 1, 6), np.linspace(0, 1, 7)
LEAVES = np.linspace(-1.25, 1.25, 7)
"""Which way the leaves of one root turn, in radians from upright."""
BLADE_WIDTH = 2.1 * (1 - ALONG) ** 0.6 + 0.25
Colour: TypeAlias = tuple[int, int, int, int]


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
ROUND = {"flower": (3.4, 6.4, 0.7), "poppy": (4.6, 7.4, 0.75), "tulip": (3.6, 5.2, 1.5), "sunflower": (8.0, 11.5, 0.92)}
"""Radius of a bloom, least and most, and how tall it is for its width."""


class Root(NamedTuple):
    """One plant of a tile: its foot, height and lean in pixels, its shade 0..255, and the colour and the size of its
    head where it has one."""

    x: float
    tall: float
    lean: float
    level: int
    head: Colour | None = None
    size: float = 0.0


@lru_cache(16)
def plant_tile(kind: str) -> Array:
    """The tile of one kind: (TILE_HEIGHT, TILE_WIDTH + 1, 4), seamless across."""
    plant = PLANTS[kind]
    wide = np.zeros((TILE_HEIGHT * 2, (TILE_WIDTH + 2 * FOLD) * 2, 4), np.uint8)
    grown = _leafy(plant) if plant.head in ("fern", "leaf") else _headed(plant)
    for shape, colour in grown:
        cv2.fillPoly(wide, [shape], colour, cv2.LINE_AA, 4)
    folded = array(cv2.resize(wide, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)) / F(255)
    middle = folded[:, FOLD : FOLD + TILE_WIDTH].copy()
    for part, place in ((folded[:, :FOLD], slice(-FOLD, None)), (folded[:, FOLD + TILE_WIDTH :], slice(0, FOLD))):
        over = part[..., 3:]
        middle[:, place] = middle[:, place] * (1 - over) + part
    climb = array(np.linspace(1, 0, TILE_HEIGHT))[:, None]
    middle[..., 0] *= F(0.35) + F(0.65) * climb
    return np.ascontiguousarray(np.concatenate([middle, middle[:, :1]], 1))


def _placed(shapes: Shape) -> Shape:
    """Points in sixteenths of a pixel, at double size."""
    return np.asarray(np.round(shapes * 2 * 16).astype(np.int32))


def _root(plant: Plant, n: int, rng: np.random.Generator) -> Root:
    shade = 0.25 + 0.75 * n / plant.blades
    x, tall = float(rng.uniform(FOLD, FOLD + TILE_WIDTH)), float(rng.uniform(0.4, 0.92)) * TILE_HEIGHT
    lean = float(rng.normal(0.06, 0.22)) * tall
    return Root(x, tall, lean, int(255 * min(max(shade + rng.normal(0, 0.12), 0.1), 1)))


def _headed(plant: Plant) -> Iterator[tuple[Shape, Colour]]:
    """Blades, each with its ear or bloom where it has one."""
    rng, roots = np.random.default_rng(plant.seed), []
    for n in range(plant.blades):
        root = _root(plant, n, rng)
        if rng.random() < plant.bloom:
            first = rng.random() < 0.6
            size = float(rng.uniform(*ROUND[plant.head][:2])) if plant.head in ROUND else 0.0
            root = root._replace(head=(root.level, 255 if first else 0, 0 if first else 255, 255), size=size)
        roots.append(root)
    spines = _spines(roots)
    across = np.stack([BLADE_WIDTH, np.zeros(len(ALONG))], 1)
    blades = _placed(np.concatenate([spines - across, (spines + across)[:, ::-1]], 1))
    heads = [n for n, root in enumerate(roots) if root.head]
    topped = dict(zip(heads, _heads(plant.head, spines[heads], [roots[n] for n in heads]), strict=True))
    for n, (root, blade) in enumerate(zip(roots, blades, strict=True)):
        yield blade, (root.level, 0, 0, 255)
        yield from topped.get(n, ())


def _spines(roots: list[Root]) -> Shape:
    """(plants, points, 2)."""
    x, tall, lean = (np.array([root[n] for root in roots])[:, None] for n in range(3))
    return np.stack([x + lean * ALONG**2, TILE_HEIGHT - tall * ALONG], 2)


def _heads(head: str, spines: Shape, roots: list[Root]) -> list[list[tuple[Shape, Colour]]]:
    """What stands on each of the blades that have a head."""
    colours = [root.head or (0, 0, 0, 0) for root in roots]
    if head not in ROUND:
        return [[one] for one in zip(_placed(_ears(head, spines, roots)), colours, strict=True)]
    c, s = circle(10)
    size = np.array([root.size for root in roots])[:, None, None]
    discs, tips = np.stack([c, s * ROUND[head][2]], 1) * size, spines[:, -1:]
    if head != "sunflower":
        return [[one] for one in zip(_placed(tips + discs), colours, strict=True)]
    pairs = zip(_placed(tips + discs), _placed(tips + discs * 0.48), roots, strict=True)
    return [[(disc, (root.level, 255, 0, 255)), (seeds, (root.level, 0, 255, 255))] for disc, seeds, root in pairs]


def _ears(head: str, spines: Shape, roots: list[Root]) -> Shape:
    """Ears and spikes: they go on the way the blade goes."""
    step = spines[:, -1] - spines[:, -2]
    along = (step / np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-6)[:, None])[:, None]
    share, width = (0.3, 2.3) if head == "ear" else (0.42, 2.6)
    reach, k = np.array([root.tall * share for root in roots])[:, None, None], HEAD_ALONG
    middle = spines[:, -1:] - along * reach * (1 - k)[:, None]
    thick = (width * np.sin(np.pi * (0.12 + 0.8 * k)) * (1 + 0.25 * (np.arange(len(k)) % 2)))[:, None]
    side = np.concatenate([-along[..., 1:], along[..., :1]], 2)
    return np.concatenate([middle + side * thick, (middle - side * thick)[:, ::-1]], 1)


def _leafy(plant: Plant) -> Iterator[tuple[Shape, Colour]]:
    """Fronds that arch out of one root, or the leaves of a vine."""
    rng, vine = np.random.default_rng(plant.seed), plant.head == "leaf"
    for n in range(plant.blades):
        root = _root(plant, n, rng)
        turns = LEAVES + rng.normal(0, 0.12, len(LEAVES))
        chance = rng.random((len(LEAVES), 3 if vine else 1))
        shapes = _vine(root, turns, chance) if vine else _fronds(root, turns)
        for shape, light in zip(_placed(shapes), (0.75 + (1.15 - 0.75) * chance[:, -1]).tolist(), strict=True):
            yield shape, (int(min(max(root.level * light, 20), 255)), 0, 0, 255)


def _fronds(root: Root, turns: Row) -> Shape:
    k, turn = HEAD_ALONG, turns[:, None]
    x = root.x + np.sin(turn) * root.tall * 0.85 * k
    y = TILE_HEIGHT - np.cos(turn * 0.7) * root.tall * (k - 0.42 * np.abs(turn) * k**2)
    thick = root.tall * 0.075 * np.sin(np.pi * np.minimum(np.maximum(k + 0.06, 0), 1))
    return np.concatenate([np.stack([x, y - thick], 2), np.stack([x, y + thick], 2)[:, ::-1]], 1)


def _vine(root: Root, turns: Row, chance: Shape) -> Shape:
    c, s = circle(8)
    x = root.x + turns * root.tall * 0.4
    y = TILE_HEIGHT - root.tall * (0.3 + (1.0 - 0.3) * chance[:, 0])
    size = (4 + (8 - 4) * chance[:, 1])[:, None, None]
    return np.stack([x, y], 1)[:, None] + np.stack([c, s * 0.85], 1) * size
