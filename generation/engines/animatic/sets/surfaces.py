"""Patterns on faces: boards, tiles, bricks, books ... each from its own coordinates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Plan
from generation.engines.animatic.raster import GRAIN, Array, F, array, mix, smoothstep, tile
from generation.engines.animatic.sets.lighting import remapped

HASH_SIZE = 4096
DARK_STONE = 0.12  # marble darker than this (linear) has pale veins
_HASH = np.random.default_rng(20).random(HASH_SIZE, np.float32)


def scatter(*cells: Any) -> Array:
    """One random number 0..1 for each cell of whole-number coordinates."""
    primes = (73856093, 19349663, 83492791, 49979687)
    mixed: Any = np.zeros(1, np.int32)  # only its low bits are asked for, so that it may run over
    for cell, prime in zip(cells, primes, strict=False):
        mixed = mixed + np.atleast_1d(cell).astype(np.int32) * np.int32(prime)
    mixed = mixed if any(np.ndim(cell) for cell in cells) else mixed[0]
    return array(_HASH[(mixed ^ (mixed >> 13)) & (HASH_SIZE - 1)])


@dataclass(frozen=True)
class Look:
    """Samples of one surface: `s` along and `t` up in world units, depth, and the face each belongs to."""

    s: Array
    t: Array
    z: Array
    face: Any
    sizes: Array
    seeds: Any
    grains: Array
    colour: Array
    night: float
    scale: float
    plan: Plan

    @property
    def width(self) -> Array:
        """How wide the face of each sample is."""
        return array(self.sizes[self.face, 0])

    @property
    def height(self) -> Array:
        """How tall it is."""
        return array(self.sizes[self.face, 1])

    @property
    def seed(self) -> Any:
        """The seed of its face."""
        return self.seeds[self.face]

    @property
    def cell(self) -> Array:
        """How large one cell of its pattern is."""
        return array(self.grains[self.face])

    def clear(self, cell: float) -> Array:
        """1 where a pattern of cells this large can be told apart, 0 where it must melt into its mean."""
        return smoothstep(1.2, 3.2, F(cell * self.scale) / self.z)

    def noise(self, across: float, up: float, seed: tuple[Any, ...] = GRAIN) -> Array:
        """The all-purpose texture, `across` and `up` tiles a unit."""
        return noise(self.s * F(across), self.t * F(up), seed)


def noise(x: Array, y: Array, seed: tuple[Any, ...] = GRAIN) -> Array:
    """Noise 0..1 at a row of points."""
    texture = tile(*seed)
    size = F(texture.shape[0])
    across, down = array((x - np.floor(x)) * size), array((y - np.floor(y)) * size)
    return array(remapped(texture, across[None], down[None])[0])


Surface = Callable[[Look], tuple[Array, Array | None]]


def joints(value: Array, width: float, soft: float) -> Array:
    """1 inside cells of size 1, 0 on the joints between them."""
    edge = np.abs((value % 1) - F(0.5))
    return smoothstep(0.5 - width, 0.5 - width - soft, edge)


def _shade(look: Look, level: Array) -> tuple[Array, None]:
    return array(look.colour * level[:, None]), None


def _plaster(look: Look) -> tuple[Array, None]:
    return _shade(look, F(0.9) + F(0.2) * look.noise(0.4, 0.4))


def _planks(look: Look) -> tuple[Array, None]:
    """Floor boards along the second axis."""
    wide = F(0.22)
    board = np.floor(look.s / wide)
    shift = scatter(board, look.seed) * F(3)
    end = np.floor((look.t + shift) / F(1.7))
    tone = F(0.72) + F(0.46) * scatter(board, end, 3)
    wood = noise(look.s * F(0.9) + tone * 7, look.t * F(0.09) + tone)
    gap = array(joints(look.s / wide, 0.02, 0.03)) * joints(array((look.t + shift) / F(1.7)), 0.004, 0.006)
    level = array(tone * (F(0.78) + F(0.44) * wood) * (1 - (1 - gap) * F(0.6) * look.clear(0.22)))
    return _shade(look, level)


def _wood(look: Look) -> tuple[Array, None]:
    grain = noise(look.s * F(0.12) + (look.seed % 17).astype(np.float32) * F(0.13), look.t * F(1.1))
    return _shade(look, F(0.7) + F(0.6) * grain)


def _tiles(look: Look) -> tuple[Array, None]:
    size = F(0.34)
    gap = joints(look.s / size, 0.02, 0.03) * joints(look.t / size, 0.02, 0.03)
    tone = F(0.92) + F(0.14) * scatter(np.floor(look.s / size), np.floor(look.t / size))
    return _shade(look, tone * (1 - F(0.28) * (1 - gap) * look.clear(0.3)))


def _chequer(look: Look) -> tuple[Array, None]:
    size = F(0.42)
    odd = (np.floor(look.s / size) + np.floor(look.t / size)) % 2
    sharp = look.clear(0.42)
    level = mix(F(0.6), where01(odd, 0.22, 1.0), sharp) * (F(0.86) + F(0.28) * look.noise(0.5, 0.5))
    return _shade(look, array(level))


def where01(odd: Array, low: float, high: float) -> Array:
    """`high` where `odd` is 1, `low` where it is 0."""
    return array(F(low) + (F(high) - F(low)) * odd)


def _bricks(look: Look) -> tuple[Array, None]:
    tall, wide = F(0.1), F(0.3)
    row = np.floor(look.t / tall)
    x = look.s / wide + F(0.5) * (row % 2)
    gap = joints(x, 0.03, 0.04) * joints(look.t / tall, 0.08, 0.1)
    sharp = look.clear(0.1)
    tone = F(1) + (F(0.5) * scatter(np.floor(x), row, look.seed) - F(0.25)) * sharp
    colour = look.colour * (tone * (F(0.8) + F(0.4) * look.noise(0.6, 0.6)))[:, None]
    mortar = mix(colour, look.colour * F(0.4) + F(0.12), ((1 - gap) * F(0.6) * sharp)[:, None])
    return mortar, None


def _stone(look: Look) -> tuple[Array, None]:
    """Dressed blocks."""
    tall, wide = F(0.3), F(0.62)
    row = np.floor(look.t / tall)
    x = look.s / wide + F(0.37) * row
    gap = joints(x, 0.012, 0.03) * joints(look.t / tall, 0.02, 0.06)
    tone = F(0.76) + F(0.4) * scatter(np.floor(x), row, look.seed)
    rough = F(0.66) + F(0.68) * look.noise(0.7, 0.7)
    return _shade(look, tone * rough * (1 - F(0.5) * (1 - gap) * look.clear(0.2)))


def _concrete(look: Look) -> tuple[Array, None]:
    stains = noise(look.s * F(0.13), look.t * F(0.05) + (look.seed % 13).astype(np.float32) * F(0.07))
    return _shade(look, (F(0.72) + F(0.5) * stains) * (F(0.9) + F(0.2) * look.noise(0.9, 0.9)))


def _carpet(look: Look) -> tuple[Array, None]:
    """A rug with a border and a worn diamond pattern."""
    x, y = look.s / look.width, look.t / look.height
    edge = np.minimum(np.minimum(x, 1 - x) * look.width, np.minimum(y, 1 - y) * look.height)
    border = smoothstep(0.1, 0.12, edge) * (1 - smoothstep(0.2, 0.22, edge))
    diamonds = ((np.abs(look.s * 3 % 1 - F(0.5)) + np.abs(look.t * 3 % 1 - F(0.5))) > 0.55) * (edge > 0.26)
    light = look.colour * F(0.6) + F(0.32) * linear("#d8b98a")
    amount = border * F(0.8) + diamonds * F(0.35) * look.clear(0.2)
    colour = mix(look.colour, light, array(amount)[:, None])
    return array(colour * (F(0.8) + F(0.4) * look.noise(1.3, 1.3))[:, None]), None


def _wallpaper(look: Look) -> tuple[Array, None]:
    stripes = smoothstep(0.2, 0.3, np.abs((look.s / F(0.3)) % 1 - F(0.5)))
    return _shade(look, F(0.9) + F(0.12) * stripes * look.clear(0.3) + F(0.06) * look.noise(0.4, 0.4))


def _panels(look: Look) -> tuple[Array, None]:
    """Framed wood panels, one for each unit of width."""
    size = F(0.6)
    x = np.abs((look.s / size) % 1 - F(0.5)) * size
    y = np.minimum(look.t, look.height - look.t)
    inset = np.minimum(F(0.5) * size - x, y)
    groove = smoothstep(0.05, 0.075, inset) * smoothstep(0.12, 0.09, inset)
    grain = noise(look.s * F(0.8), look.t * F(0.15))
    return _shade(look, (F(0.75) + F(0.4) * grain) * (1 - F(0.45) * groove * look.clear(0.1)))


BOOKS = np.array([linear(c) for c in ("#6e2b22", "#274a3a", "#2c3a5c", "#8a6a2c", "#4a2f4a", "#a08c68", "#3a2a20",
                                      "#7a4526", "#c2b08a", "#1f4a50")])  # fmt: skip


def _books(look: Look) -> tuple[Array, None]:
    """Shelves of books: spines of many heights and colours between boards."""
    tall = F(0.36)
    row = np.floor(look.t / tall)
    height = look.t - row * tall
    across = look.s + scatter(row, look.seed, 5) * F(0.4)
    book = np.floor(across / F(0.052))
    gone = scatter(book, row, look.seed)
    top = F(0.2) + F(0.11) * gone
    spine = BOOKS[(scatter(book, row, look.seed + 9) * len(BOOKS)).astype(int)]
    fold = F(0.65) + F(0.5) * np.sin(((across / F(0.052)) % 1) * F(np.pi))
    band = 1 + F(0.5) * ((np.abs(height - F(0.16)) < 0.012) & (gone > 0.5))
    sharp = look.clear(0.05)[:, None]
    spine = mix(spine.mean(1, keepdims=True) * F(0.8) + look.colour * F(0.2), spine * (fold * band)[:, None], sharp)
    shade = smoothstep(float(tall), 0.18, height) * F(0.7) + F(0.3)
    inside = mix(look.colour * F(0.12), spine * shade[:, None], ((height < top) & (gone > 0.06))[:, None])
    board = (height < F(0.03)) | (np.minimum(look.s, look.width - look.s) < 0.035)
    return array(mix(inside, look.colour, board[:, None])), None


def _marble(look: Look) -> tuple[Array, None]:
    warp = look.noise(0.16, 0.16)
    veins = noise(look.s * F(0.17) + warp * F(0.25), look.t * F(0.12) + warp * F(0.2), (72, 512, 6, 4))
    vein = smoothstep(0.05, 0.0, np.abs(veins - F(0.5))) * F(0.35)
    cloud = F(0.93) + F(0.1) * warp
    dark = look.colour.mean(1) < F(DARK_STONE)
    pale = smoothstep(0.02, 0.0, np.abs(veins - F(0.5))) * smoothstep(0.35, 0.6, look.noise(0.4, 0.4)) * F(0.5)
    shaded, lit = _shade(look, cloud * (1 - np.where(dark, F(0), vein)))
    return array(shaded + (pale * dark)[:, None] * F(0.5)), lit


def _curtain(look: Look) -> tuple[Array, None]:
    sway = noise(look.s * F(0.3), look.t * F(0.05)) * F(0.35)
    folds = np.sin((look.s + sway * F(0.5)) * F(2 * np.pi / 0.17))
    return _shade(look, F(0.62) + F(0.36) * folds + F(0.1) * look.noise(0.5, 0.1))


def _metal(look: Look) -> tuple[Array, None]:
    """Brushed metal, brighter in bands."""
    bands = noise(look.s * F(0.08) + F(0.3), look.t * F(0.02))
    seams = joints(look.s / F(0.7), 0.012, 0.012) * joints(look.t / F(0.6), 0.012, 0.012)
    return _shade(look, (F(0.6) + F(0.7) * bands) * (1 - F(0.5) * (1 - seams) * look.clear(0.2)))


def _screen(look: Look) -> tuple[Array, Array]:
    """A glowing panel of bars and dots that stand for no letters."""
    row, cell = np.floor(look.t / F(0.06)), np.floor(look.s / F(0.05))
    on = scatter(cell, row, look.seed) < F(0.25) + F(0.5) * scatter(row, look.seed, 3)
    line = joints(look.t / F(0.06), 0.2, 0.12) * on
    level = F(0.16) + F(0.95) * line * look.clear(0.05) + F(0.3) * (1 - look.clear(0.05))
    return array(look.colour * F(0.1)), array(look.colour * level[:, None])


def _grid(look: Look) -> tuple[Array, Array]:
    """Dark panelling with thin lines of light."""
    lines = 1 - joints(look.t / F(0.55), 0.02, 0.02)
    seams = joints(look.s / F(0.8), 0.01, 0.012)
    level = (F(0.8) + F(0.3) * look.noise(0.3, 0.3)) * (F(0.7) + F(0.3) * seams)
    glow = linear("#7fd6ff") * (lines * F(0.9))[:, None]
    return array(look.colour * level[:, None]), array(glow)


GLASSES = np.array([linear(c) for c in ("#c8281e", "#1f4fd0", "#e0a020", "#1f8f50", "#7a2fb0", "#e8e0c0", "#1a9fc0")])


def _stained(look: Look) -> tuple[Array, Array]:
    """Stained glass with lead between the panes, lit from outside."""
    x, y = look.s / look.width, look.t / look.width
    ring = np.hypot(x - F(0.5), y - look.height / look.width + F(0.5))
    a, b = np.floor(x * 4 + F(0.3) * np.sin(y * 3)), np.floor(y * 4)
    a, b = np.where(ring < 0.42, np.floor(ring * 9), a), np.where(ring < 0.42, np.floor(np.arctan2(
        y - look.height / look.width + F(0.5), x - F(0.5)) * F(1.9)), b)  # fmt: skip
    colour = GLASSES[(scatter(a, b, look.seed) * len(GLASSES)).astype(int)]
    lead = joints(x * 4 + F(0.3) * np.sin(y * 3), 0.04, 0.03) * joints(y * 4, 0.04, 0.03)
    day = F(1.25 - 1.02 * look.night)
    level = (F(0.35) + F(0.65) * lead) * (F(0.7) + F(0.6) * look.noise(1.0, 1.0)) * day
    return array(colour * F(0.04)), array(colour * level[:, None])


def _asphalt(look: Look) -> tuple[Array, None]:
    patch = look.noise(0.11, 0.11)
    return _shade(look, (F(0.7) + F(0.45) * patch) * (F(0.85) + F(0.3) * look.noise(1.6, 1.6)))


def _cobbles(look: Look) -> tuple[Array, None]:
    tall = F(0.16)
    row = np.floor(look.t / tall)
    x = look.s / F(0.13) + F(0.5) * (row % 2)
    dome = joints(x, 0.03, 0.3) * joints(look.t / tall, 0.03, 0.3)
    sharp = look.clear(0.14)
    tone = F(0.8) + (F(0.5) * scatter(np.floor(x), row) - F(0.15)) * sharp
    return _shade(look, tone * (1 - F(0.6) * (1 - dome) * sharp) * (F(0.8) + F(0.4) * look.noise(0.2, 0.2)))


def _slabs(look: Look) -> tuple[Array, None]:
    gap = joints(look.s / F(0.3), 0.02, 0.03) * joints(look.t / F(0.42), 0.02, 0.03)
    tone = F(0.86) + F(0.24) * scatter(np.floor(look.s / F(0.3)), np.floor(look.t / F(0.42)))
    return _shade(look, tone * (1 - F(0.35) * (1 - gap) * look.clear(0.25)) * (F(0.85) + F(0.3) * look.noise(0.6, 0.6)))


def _grass(look: Look) -> tuple[Array, None]:
    return _shade(look, (F(0.6) + F(0.6) * look.noise(0.3, 0.3)) * (F(0.75) + F(0.5) * look.noise(2.0, 2.0)))


def _stripes(look: Look) -> tuple[Array, None]:
    """Awning cloth."""
    odd = np.floor(look.s / F(0.16)) % 2
    pale = mix(look.colour, linear("#efe6d2"), (odd * look.clear(0.16) + F(0.4) * (1 - look.clear(0.16)))[:, None])
    return array(pale), None


def _roof(look: Look) -> tuple[Array, None]:
    rows = joints(look.t / F(0.13), 0.06, 0.2)
    tone = F(0.8) + F(0.4) * scatter(np.floor(look.s / F(0.15)), np.floor(look.t / F(0.13)), look.seed)
    sharp = look.clear(0.13)
    return _shade(look, mix(F(0.95), tone * (F(0.6) + F(0.4) * rows), sharp) * (F(0.8) + F(0.4) * look.noise(0.3, 0.3)))


def _leaves(look: Look) -> tuple[Array, None]:
    return _shade(look, F(0.4) + F(1.3) * look.noise(2.2, 2.2))


def _goods(look: Look) -> tuple[Array, None]:
    """Fruit and cloth heaped in crates."""
    size = F(0.055)
    row = np.floor(look.t / size)
    x = look.s / size + F(0.5) * (row % 2)
    crate = np.floor(look.s / F(0.34))
    kinds = np.array([linear(c) for c in ("#c8341e", "#e08a1e", "#6f9a2a", "#d8b83a", "#7a2a4a", "#c8602a", "#3a6a34")])
    colour = kinds[(scatter(crate, look.seed) * len(kinds)).astype(int)]
    dome = joints(x, 0.02, 0.4) * joints(look.t / size, 0.02, 0.4)
    tone = F(0.55) + F(0.6) * mix(F(0.6), dome, look.clear(0.055)) + F(0.2) * scatter(np.floor(x), row)
    gap = joints(look.s / F(0.34), 0.05, 0.02)
    return array(mix(look.colour * F(0.4), colour * tone[:, None], gap[:, None])), None


def _stars(look: Look) -> tuple[Array, Array]:
    """Open space behind glass, with a planet's rim."""
    x, y = look.s / look.width, look.t / look.height
    cell = F(60)
    bright = scatter(np.floor(look.s * cell), np.floor(look.t * cell), look.seed) ** 60
    veil = noise(look.s * F(0.2), look.t * F(0.2), (71, 512, 7, 4, 0.55)) ** 2
    ball = np.hypot((x - F(0.7)) * look.width / look.height, y + F(0.5))
    rim = smoothstep(1.0, 0.97, ball) * (F(0.15) + F(0.85) * smoothstep(0.6, 1.0, ball))
    glow = linear("#3a6ab8") * (veil * F(0.35))[:, None] + (bright * F(1.4))[:, None]
    planet = linear("#7fb8e8") * rim[:, None] * F(0.9)
    return array(look.colour * 0), array(np.where((ball < 1)[:, None], planet, glow))


SURFACES: dict[str, Surface] = {
    "plaster": _plaster, "planks": _planks, "wood": _wood, "tiles": _tiles, "chequer": _chequer, "bricks": _bricks,
    "stone": _stone, "concrete": _concrete, "carpet": _carpet, "wallpaper": _wallpaper, "panels": _panels,
    "books": _books, "marble": _marble, "curtain": _curtain, "metal": _metal, "screen": _screen, "grid": _grid,
    "stained": _stained, "asphalt": _asphalt, "cobbles": _cobbles, "slabs": _slabs, "grass": _grass,
    "stripes": _stripes, "roof": _roof, "leaves": _leaves, "goods": _goods, "stars": _stars,
}  # fmt: skip
