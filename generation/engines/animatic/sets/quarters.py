"""Buildings of a skyline by the kind of town: towers of today, gabled houses, domes, ruins, cranes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import City
from generation.engines.animatic.raster import Array, F, array
from generation.engines.animatic.sets.facades import glass_seed
from generation.engines.animatic.sets.solid import Solids

BELOW = 6.0  # how far under the ground the nearest towers reach, so that no foot shows
HIDDEN, NEAREST_ROW = 0.12, 4.0  # others end so far below the horizon, behind the rows before them
SLENDER_FROM = 10.0  # nearer towers of the future stand too close to taper
STONES = ("#8a7f74", "#6f6a70", "#9a8a78", "#5a5f6a", "#7a4f40", "#a49888", "#4a5260", "#84644e", "#b0a698", "#3f4652")
GLASSES = ("#4a5f74", "#3c4c5c", "#5a7480", "#42586a", "#2f3d4c")
OLD = ("#b89a7a", "#a8805f", "#c8b090", "#8f6a52", "#b4846a", "#d0c0a4", "#9a8a7c")
TILES = ("#8a3f2c", "#a04a30", "#6f3a30", "#54423c", "#964f34")
CLEAR = ("#6fb0c8", "#8fcbd8", "#5a96ba", "#a4d6de", "#7cc0c0")
PALE = ("#c8d4dc", "#a8b8c8", "#d8dce0", "#8fa4b8")


@dataclass
class Row:
    """One row of buildings in the making."""

    canvas: Canvas
    solids: Solids
    spec: City
    z: float
    cell: float
    rng: np.random.Generator

    @property
    def foot(self) -> float:
        """Where buildings may end unseen."""
        return -HIDDEN * self.z if self.z > NEAREST_ROW else -BELOW

    def pick(self, colours: tuple[str, ...]) -> Array:
        """One colour by chance, a little off."""
        base = linear(colours[int(self.rng.integers(len(colours)))])
        return array(base * F(self.rng.uniform(0.7, 1.3)))

    def block(
        self,
        x0: float,
        x1: float,
        y0: float,
        y1: float,
        deep: float,
        colour: Any,
        surface: str = "tower",
        lift: float = 0.0,
    ) -> None:
        """A box with windows, its front `lift` behind the row's front."""
        seed, z = int(self.rng.integers(1 << 20)), self.z + lift
        roof = linear("#dfe6ee") if self.canvas.plan.scene.snowy else array(colour) * F(0.55)
        self.solids.box(x0, x1, y0, y1, z, z + deep, colour, surface, top=None, seed=seed, grain=self.cell)
        if y1 < self.solids.eye:
            self.solids.level(x0, x1, z, z + deep, y1 + 0.001, roof, "concrete")

    def top(self, tall: float) -> float:
        """World height of something `tall` frame heights over the horizon."""
        return self.solids.eye + tall * self.z


def modern(row: Row, x0: float, x1: float, tall: float) -> None:
    """A tower of today: slab, setbacks, glass, round, or brick with a tank on its roof."""
    rng, w, y = row.rng, x1 - x0, row.top(tall)
    deep = w * float(rng.uniform(0.7, 1.1))
    high = row.spec.high > 0.18 and tall > row.spec.low + 0.35 * (row.spec.high - row.spec.low)
    kind = float(rng.random())
    colour = row.pick(GLASSES if kind < 0.35 and high else STONES)
    if high and kind < 0.3:
        _setbacks(row, x0, x1, y, deep, colour)
    elif high and kind < 0.4:
        row.solids.outline(
            [(0, row.foot), (w, row.foot), (w, y), (0, y)],
            x0,
            0,
            row.z,
            colour,
            surface="tower",
            bend=0.85,
            seed=int(rng.integers(1 << 20)),
            grain=row.cell,
        )
        _mast(row, (x0 + x1) / 2, y, tall)
    elif high and kind < 0.52:
        row.block(x0, x1, row.foot, y, deep, colour)
        cut = float(rng.uniform(0.05, 0.1)) * row.z
        side = (x0, x1) if rng.random() < 0.5 else (x1, x0)
        row.solids.outline(
            [(side[0], y), (side[1], y), (side[0], y + cut)],
            0,
            0,
            row.z,
            colour,
            surface="tower",
            seed=3,
            grain=row.cell,
        )
    else:
        row.block(x0, x1, row.foot, y, deep, colour)
        _roofscape(row, x0, x1, y, deep, tall)


def _setbacks(row: Row, x0: float, x1: float, y: float, deep: float, colour: Array) -> None:
    """Steps toward a crown and a spire."""
    rng, w = row.rng, x1 - x0
    steps, base = int(rng.integers(2, 5)), y - float(rng.uniform(0.05, 0.12)) * row.z
    row.block(x0, x1, row.foot, base, deep, colour)
    a, b, low = x0, x1, base
    for step in range(steps):
        inset = w * float(rng.uniform(0.07, 0.13))
        a, b = a + inset, b - inset
        if b - a < w * 0.14:
            break
        top = low + (y - base) * float(rng.uniform(0.5, 1.1)) * (0.8**step)
        row.block(a, b, low, top, deep * 0.7, colour, lift=deep * 0.08 * (step + 1))
        low = top
    middle = (a + b) / 2
    with row.solids.at(row.z - 0.01):
        row.solids.outline([(a, low), (b, low), (middle, low + (b - a) * 1.2)], 0, 0, row.z, colour * F(0.8))
    _mast(row, middle, low + (b - a) * 0.9, 0.3)


def _mast(row: Row, x: float, y: float, tall: float) -> None:
    """A spire with a red lamp by night."""
    s, z = row.solids, row.z
    high = (0.02 + 0.1 * tall * float(row.rng.uniform(0.4, 1.3))) * z
    wide = 0.0012 * z
    s.outline([(-wide, 0), (wide, 0), (wide * 0.3, high), (-wide * 0.3, high)], x, y, z, "#3a3c44")
    if row.canvas.plan.palette.night > 0.4:
        s.outline([(-wide, 0), (wide, 0), (wide, wide * 2), (-wide, wide * 2)], x, y + high, z, "#ff3a2a", glow=1.6)


def _roofscape(row: Row, x0: float, x1: float, y: float, deep: float, tall: float) -> None:
    """Machine houses, tanks, masts on a flat roof."""
    rng, s, w, unit = row.rng, row.solids, x1 - x0, 0.011 * row.z
    chance = float(rng.random())
    if chance < 0.26 and tall < 0.3:
        x = x0 + w * float(rng.uniform(0.25, 0.75))
        r = min(unit, w * 0.2)
        s.outline(
            [(-r, r * 0.8), (r, r * 0.8), (r, r * 2.6), (0, r * 3.5), (-r, r * 2.6)], x, y, row.z, "#6a4a34", bend=0.8
        )
        for dx in (-r * 0.7, r * 0.5):
            s.outline([(0, 0), (r * 0.15, 0), (r * 0.15, r), (0, r)], x + dx, y, row.z, "#2c2620")
    elif chance < 0.5:
        _mast(row, x0 + w * float(rng.uniform(0.3, 0.7)), y, tall)
    if chance > 0.3:
        a = x0 + w * float(rng.uniform(0.1, 0.5))
        row.block(
            a,
            a + w * float(rng.uniform(0.2, 0.4)),
            y,
            y + unit * float(rng.uniform(0.6, 1.6)),
            deep * 0.5,
            row.pick(STONES),
            "concrete",
            deep * 0.1,
        )


def old_town(row: Row, x0: float, x1: float, tall: float) -> None:
    """A gabled house, now and then a church."""
    rng, s, z, w = row.rng, row.solids, row.z, x1 - x0
    y = row.top(min(tall, row.spec.low + 0.12) * 0.6)
    colour, tile_colour = row.pick(OLD), row.pick(TILES)
    seed = int(rng.integers(1 << 20))
    if rng.random() < 0.06 and row.spec.high > 0.2:
        _church(row, (x0 + x1) / 2, w, row.top(max(tall, 0.1) * 0.5))
        return
    peak = y + w * float(rng.uniform(0.4, 0.65))
    row.block(x0, x1, row.foot, y, w, colour)
    if rng.random() < 0.45:  # the gable to the front
        s.outline(
            [(x0, y), (x1, y), ((x0 + x1) / 2, peak)], 0, 0, z, colour, surface="tower", seed=seed, grain=row.cell
        )
        for a in (x0, x1):
            s.face(
                [(a, y, z), (a, y, z + w), ((x0 + x1) / 2, peak, z + w), ((x0 + x1) / 2, peak, z)], tile_colour, "roof"
            )
    else:
        over = w * 0.05
        s.face(
            [
                (x0 - over, y, z - over),
                (x1 + over, y, z - over),
                (x1 + over, peak, z + w / 2),
                (x0 - over, peak, z + w / 2),
            ],
            tile_colour,
            "roof",
            seed=seed,
        )
    if rng.random() < 0.7:
        a = x0 + w * float(rng.uniform(0.15, 0.75))
        s.outline(
            [(0, 0), (w * 0.09, 0), (w * 0.09, w * 0.34), (0, w * 0.34)],
            a,
            (y + peak) / 2,
            z + w * 0.2,
            colour * F(0.6),
        )


def _church(row: Row, x: float, w: float, y: float) -> None:
    s, z, half = row.solids, row.z, w * 0.24
    colour = row.pick(OLD)
    row.block(x - half, x + half, row.foot, y + w * 1.1, half * 2, colour)
    s.outline([(-half * 1.1, 0), (half * 1.1, 0), (0, w * 1.7)], x, y + w * 1.1, z, "#3f5a58", bend=0.5)
    s.outline(
        [(-0.003 * z, 0), (0.003 * z, 0), (0.001 * z, w * 0.3), (-0.001 * z, w * 0.3)], x, y + w * 2.75, z, "#c8a040"
    )
    row.block(x + half, x + w * 1.2, row.foot, y + w * 0.25, w * 0.6, colour)
    s.face(
        [
            (x + half, y + w * 0.25, z),
            (x + w * 1.25, y + w * 0.25, z),
            (x + w * 1.2, y + w * 0.7, z + w * 0.3),
            (x + half, y + w * 0.7, z + w * 0.3),
        ],
        row.pick(TILES),
        "roof",
    )


def future(row: Row, x0: float, x1: float, tall: float) -> None:
    """Slender towers that flare or taper, with rings and domes; plain roofs near the eye."""
    if row.z < SLENDER_FROM:
        _glass_block(row, x0, x1, tall)
        return
    rng, s, z, w = row.rng, row.solids, row.z, x1 - x0
    y, x = row.top(tall * 1.15), (x0 + x1) / 2
    colour, seed = row.pick(CLEAR), glass_seed(rng)
    t, kind = np.linspace(0, 1, 12), float(rng.random())
    if kind < 0.05:
        wide, base = w * 0.7, row.top(max(tall * 0.25, row.spec.low))
        a = np.linspace(0, np.pi, 18)
        s.outline(
            np.c_[wide * np.cos(a), wide * np.sin(a)],
            x,
            base,
            z,
            colour,
            surface="tower",
            bend=0.9,
            seed=seed,
            grain=row.cell,
        )
        row.block(x - wide, x + wide, row.foot, base, wide, colour)
        return
    half = w * (0.42 - 0.3 * t**1.5) if kind < 0.6 else w * (0.16 + 0.2 * (2 * t - 1) ** 2)
    height = row.foot + (y - row.foot) * t
    shape = np.r_[np.c_[half, height], np.c_[-half[::-1], height[::-1]]]
    s.outline(shape, x, 0, z, colour, surface="tower", bend=0.9, seed=seed, grain=row.cell)
    level, ring = y - float(rng.uniform(0.08, 0.3)) * tall * z, w * 0.035
    belt = [(-w * 0.36, 0), (w * 0.36, 0), (w * 0.36, ring), (-w * 0.36, ring)]
    with s.at(z - 0.01):
        s.outline(belt, x, level, z, "#c8f2f6", glow=0.35 + 0.9 * row.canvas.plan.palette.night)
    _mast(row, x, y, tall)


def _glass_block(row: Row, x0: float, x1: float, tall: float) -> None:
    """A near tower of glass with a bright edge to its roof."""
    colour, y = row.pick(CLEAR), row.top(tall)
    shape = [(0, row.foot), (x1 - x0, row.foot), (x1 - x0, y), (0, y)]
    row.solids.outline(shape, x0, 0, row.z, colour, surface="tower", bend=0.6, seed=glass_seed(row.rng), grain=row.cell)
    edge = 0.004 * row.z
    with row.solids.at(row.z - 0.01):
        row.solids.outline([(0, 0), (x1 - x0, 0), (x1 - x0, edge), (0, edge)], x0, y, row.z, "#dff2f6", glow=0.25)


def domed(row: Row, x0: float, x1: float, tall: float) -> None:
    """Glass domes over low houses, joined by tubes, with a few masts."""
    rng, s, z, w = row.rng, row.solids, row.z, (x1 - x0) * 1.7
    x, base = (x0 + x1) / 2, row.top(row.spec.low)
    radius = max(w * 0.5, max(tall, 0.02) * z * 0.55)
    seed = int(rng.integers(1 << 20))
    a = np.linspace(0, np.pi, 24)
    s.outline(
        [(-radius * 1.3, row.foot), (radius * 1.3, row.foot), (radius * 1.15, 0.0), (-radius * 1.15, 0.0)],
        x,
        base,
        z,
        "#a8785a",
    )
    s.outline(
        np.c_[radius * np.cos(a), radius * 0.85 * np.sin(a)],
        x,
        base,
        z,
        "#8fb4c4",
        surface="dome",
        bend=0.95,
        seed=seed,
        grain=row.cell,
    )
    if rng.random() < 0.5:
        high = radius * float(rng.uniform(1.2, 2.2))
        wide = radius * 0.12
        s.outline(
            [(-wide, 0), (wide, 0), (wide * 0.6, high), (-wide * 0.6, high)],
            x + radius * 1.1,
            base,
            z,
            "#d8d4cc",
            surface="tower",
            bend=0.8,
            seed=seed,
            grain=row.cell,
        )
        _mast(row, x + radius * 1.1, base + high, 0.2)


def ruins(row: Row, x0: float, x1: float, tall: float) -> None:
    """What is left of a tower: a ragged top, empty windows, rods."""
    rng, s, z = row.rng, row.solids, row.z
    y, seed = row.top(tall), int(rng.integers(1 << 20))
    colour = row.pick(("#6f6a62", "#7a7064", "#5a5852", "#857a6c"))
    x0, x1 = x0 - 0.08 * (x1 - x0), x1 + 0.12 * (x1 - x0)  # no gap between what is left
    xs = np.linspace(x0, x1, 9)
    ragged = y - np.abs(rng.normal(0, 0.018, 9)) * z - np.linspace(0, float(rng.uniform(-0.05, 0.05)) * z, 9)
    s.outline(
        np.r_[[(x0, row.foot), (x1, row.foot)], np.c_[xs[::-1], ragged]],
        0,
        0,
        z,
        colour,
        surface="broken",
        seed=seed,
        grain=row.cell,
    )
    for x in rng.uniform(x0, x1, 3):
        lean = float(rng.normal(0, 0.01)) * z
        thin = 0.0012 * z
        s.outline(
            [(-thin, 0), (thin, 0), (lean + thin, 0.03 * z), (lean, 0.03 * z)], float(x), y - 0.03 * z, z, "#3a342e"
        )


def harbour(row: Row, x0: float, x1: float, tall: float) -> None:
    """Cranes, sheds and stacked boxes."""
    rng, s, z, w = row.rng, row.solids, row.z, x1 - x0
    ground = row.top(row.spec.low)
    if rng.random() < 0.3:
        high, colour = float(rng.uniform(0.12, 0.2)) * z, row.pick(("#c8702a", "#3a6a9a", "#a8362c"))
        thin = 0.004 * z
        for dx in (-0.02 * z, 0.02 * z):
            s.outline([(-thin, 0), (thin, 0), (thin, high), (-thin, high)], x0 + dx, ground, z, colour)
        s.outline(
            [(-0.05 * z, 0), (0.13 * z, 0), (0.13 * z, thin * 2), (-0.05 * z, thin * 2)],
            x0,
            ground + high * 0.8,
            z,
            colour,
        )
        s.outline(
            [(-thin, 0), (thin, 0), (0.125 * z, -high * 0.2), (0.12 * z, -high * 0.2)],
            x0,
            ground + high * 1.0,
            z,
            colour,
        )
    unit = 0.014 * z
    for column in range(max(1, int(w / (unit * 2.2)))):
        for level in range(int(rng.integers(0, 4))):
            a = x0 + column * unit * 2.2
            row.block(
                a,
                a + unit * 2,
                row.foot if level == 0 else ground + level * unit,
                ground + (level + 1) * unit,
                unit * 2,
                row.pick(("#a8432f", "#2f5f8a", "#3f7a5a", "#c8963a", "#8a8f94")),
                "metal",
            )


SPACED = ("domed", "harbour")
KINDS: dict[str, Callable[[Row, float, float, float], None]] = {
    "": modern,
    "old town": old_town,
    "future": future,
    "domed": domed,
    "ruins": ruins,
    "harbour": harbour,
}
