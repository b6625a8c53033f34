"""What stands along a street: lamps, cars, trees, stalls, awnings, balconies, signs, wires."""

from functools import lru_cache
from typing import Any

import numpy as np

from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.palette import linear
from generation.engines.animatic.raster import F, array
from generation.engines.animatic.sets.lighting import Lamp
from generation.engines.animatic.sets.solid import Solids, span
from generation.engines.animatic.sets.street import Street

WARM = "#ffb668"
CARS = ("#a83a30", "#2f5478", "#c8c4ba", "#30343a", "#5a6f5a", "#c89a3a", "#7a8a94")
NEONS = ("#ff3f7a", "#2fd8e8", "#ffb03a", "#8f6aff", "#4af0a0", "#ff5a3a", "#f04ad0")
CLOTH = ("#b8402f", "#2f6a5a", "#c8962f", "#3a5a8a", "#8a3a5a", "#d0703a")
LEAVES = {
    "autumn": ("#c8702a", "#b0502a", "#d89a3a"),
    "spring": ("#e8a8b8", "#d88aa4", "#f0c0cc"),
    "": ("#3f6a34", "#4f7f3c", "#2f5530"),
}


def street_lamp(street: Street, side: int, z: float) -> None:
    """A lamp post at the kerb; lit by night."""
    s, x, lit = street.solids, side * (street.kerb + 0.16), street.lit
    with s.at(z):
        s.box(x - 0.02, x + 0.02, 0, 2.5, z, z + 0.04, "#25272b")
        s.outline([(-0.05, 0), (0.05, 0), (0.035, 0.3), (-0.035, 0.3)], x, 0, z - 0.01, "#25272b", bend=0.8)
        s.outline(
            [(-0.035, 2.45), (0.035, 2.45), (0.09, 2.66), (-0.09, 2.66)],
            x,
            0,
            z - 0.01,
            "#ffd9a0",
            glow=2.0 if lit else 0.06,
            bend=0.5,
        )
        s.outline([(-0.11, 2.66), (0.11, 2.66), (0.02, 2.78), (-0.02, 2.78)], x, 0, z - 0.01, "#25272b", bend=0.6)
    street.feet.append(([(x - 0.06, z - 0.06), (x + 0.06, z - 0.06), (x + 0.06, z + 0.06), (x - 0.06, z + 0.06)], 2.6))
    if lit:
        street.lamps.append(Lamp((x, 2.4, z), linear(WARM) * F(2.6), 1.1, 0.3))


def car(street: Street, side: int, z: float, toward: int = 1) -> None:
    """A parked car: body, glass, wheels, lights."""
    s, rng = street.solids, street.rng
    colour = str(rng.choice(CARS))
    a, b = span(side * (street.kerb - 0.12), side * (street.kerb - 1.08))
    body = [(0, 0.14), (0, 0.44), (0.08, 0.52), (0.6, 0.55), (2.45, 0.55), (2.6, 0.46), (2.6, 0.14)]
    cabin = [(0.5, 0.55), (0.72, 0.84), (1.62, 0.86), (2.05, 0.55)]
    roof = [(0.72, 0.84), (0.76, 0.875), (1.58, 0.89), (1.62, 0.86)]
    with s.at(z + 1.3):
        s.level(a - 0.04, b + 0.04, z - 0.05, z + 2.65, 0.005, "#0a0a0c")
        s.extrude(body, a, b, z, colour)
        s.extrude(cabin, a + 0.07, b - 0.07, z, "#1a2129")
        s.extrude(roof, a + 0.06, b - 0.06, z, colour)
        near = a if a > 0 else b
        for dz in (0.5, 2.08):
            wheel = ellipse(dz, 0.2, 0.21, 0.2, 18)
            s.face(np.c_[np.full(18, near - 0.01 * np.sign(near)), wheel[:, 1], wheel[:, 0] + z], "#141416")
            hub = ellipse(dz, 0.2, 0.1, 0.1, 12)
            s.face(np.c_[np.full(12, near - 0.02 * np.sign(near)), hub[:, 1], hub[:, 0] + z], "#80848a")
        for x in (a + 0.05, b - 0.2):
            s.panel(
                x,
                x + 0.15,
                0.33,
                0.41,
                z - 0.01,
                "#ff3a28" if toward > 0 else "#fff0d0",
                glow=1.4 if street.lit else 0.15,
            )
        s.panel(a, b, 0.14, 0.22, z - 0.012, "#1a1b1e")
        s.panel((a + b) / 2 - 0.14, (a + b) / 2 + 0.14, 0.25, 0.32, z - 0.012, "#d8d8d0")
    street.feet.append(([(a, z), (b, z), (b, z + 2.6), (a, z + 2.6)], 0.75))


def tree(street: Street, x: float, z: float, size: float = 1.0) -> None:
    """A street tree."""
    s, rng, scene = street.solids, street.rng, street.canvas.plan.scene
    with s.at(z):
        s.outline(
            [
                (-0.07, 0),
                (0.07, 0),
                (0.045, 1.5),
                (0.2, 2.1),
                (0.15, 2.1),
                (0, 1.7),
                (-0.16, 2.2),
                (-0.2, 2.2),
                (-0.05, 1.5),
            ],
            x,
            0,
            z,
            "#4a3a2e",
            size,
            bend=0.7,
        )
        if scene.season == "winter":
            return
        tones = LEAVES["spring" if scene.has("blossom") else scene.season if scene.season == "autumn" else ""]
        for shape, light, tone in _crown(int(rng.integers(3))):
            colour = array(linear(tones[tone])) * F(light)
            s.outline(shape, x, 2.3 * size, z, colour, size, surface="leaves", bend=0.7)
    street.feet.append((ellipse(x, z, 0.5 * size, 0.5 * size, 12), 1.6 * size))


@lru_cache(3)
def _crown(number: int) -> list[tuple[Any, float, int]]:
    """The leaves of one of three trees: ragged tufts from the back to the front, with how light each is."""
    rng = np.random.default_rng(number)
    tufts = []
    for dx, dy in sorted(rng.normal(0, 1, (80, 2)).tolist(), key=lambda p: p[1]):
        r, t = float(rng.uniform(0.1, 0.22)), np.linspace(0, 2 * np.pi, 19)[:-1]
        ragged = r * np.where(np.arange(18) % 2, 1.0, 0.68) * rng.uniform(0.75, 1.2, 18)
        shape = np.c_[dx * 0.4 + ragged * np.cos(t), dy * 0.32 + ragged * np.sin(t) * 0.85]
        light = 0.75 + 1.1 * float(np.clip(dy * 0.32 + 0.4, 0, 1)) + float(rng.uniform(-0.15, 0.25))
        tufts.append((shape, light, int(rng.integers(3))))
    return tufts


def awning(street: Street, side: int, z0: float, z1: float, y: float = 1.42) -> None:
    """A cloth awning over a shop front."""
    s, x = street.solids, side * street.half
    colour = str(street.rng.choice(CLOTH))
    inner = x - side * min(0.5, street.half * 0.3)
    with s.at((z0 + z1) / 2):
        s.face([(x, y + 0.22, z0), (x, y + 0.22, z1), (inner, y, z1), (inner, y, z0)], colour, "stripes")
        s.side(inner, z0, z1, y - 0.11, y, colour, "stripes")
        s.face(
            [(x, y + 0.22, z0), (inner, y, z0), (inner, y - 0.11, z0), (x, y - 0.02, z0)],
            array(linear(colour)) * F(0.7),
        )


def balcony(street: Street, side: int, z0: float, z1: float, y: float) -> None:
    """A balcony with an iron rail and a flower box."""
    s, x = street.solids, side * street.half
    inner = x - side * 0.28
    with s.at((z0 + z1) / 2):
        s.box(*span(x, inner), y - 0.06, y, z0, z1, "#8a8278")
        if y > 1:
            s.level(*span(x, inner), z0, z1, y - 0.06, "#6a645c")
        for z in np.linspace(z0, z1, 9):
            s.side(inner, float(z) - 0.008, float(z) + 0.008, y, y + 0.4, "#1e1f22")
        s.side(inner, z0, z1, y + 0.38, y + 0.42, "#1e1f22")
        for dx in np.linspace(0, 1, 4):
            xx = x + (inner - x) * float(dx)
            s.panel(xx - 0.008, xx + 0.008, y, y + 0.4, z0, "#1e1f22")
        if street.rng.random() < 0.6:
            for z in np.linspace(z0 + 0.1, z1 - 0.1, 7):
                tone = str(street.rng.choice(["#c8402f", "#d87a9a", "#4f7f3c", "#e0b040", "#4f7f3c"]))
                s.outline(ellipse(0, 0, 0.07, 0.07, 9), inner, y + 0.44, float(z), tone, bend=0.6)


def hanging_sign(street: Street, side: int, z: float, y: float, wide: float, tall: float, colour: str) -> None:
    """A sign that stands out from the wall."""
    s, x = street.solids, side * (street.half - 0.06)
    with s.at(z):
        a, b = span(x, x - side * wide)
        s.side(a if a > 0 else b, z, z + 0.06, y, y + tall, "#141418")
        s.panel(a, b, y, y + tall, z, colour, "sign", seed=int(street.rng.integers(1 << 16)))
    if street.lit and len(street.lamps) < street.most_lamps:
        street.lamps.append(Lamp(((a + b) / 2, y + tall / 2, z - 0.15), linear(colour) * F(0.9), 0.9, 0.12, 0.7))


def drainpipe(street: Street, side: int, z: float, height: float) -> None:
    """A pipe down the wall."""
    street.solids.side(side * (street.half - 0.03), z, z + 0.05, 0, height, "#3a3c40", bend=0.0)


def cooler(street: Street, side: int, z: float, y: float) -> None:
    """The box of an air conditioner."""
    x = side * street.half
    street.solids.box(*span(x, x - side * 0.22), y, y + 0.28, z, z + 0.42, "#a8aaa6", "metal")


def stall(street: Street, side: int, z: float) -> None:
    """A market stall: a heaped table under a coloured roof."""
    s, rng = street.solids, street.rng
    outer, inner = side * (street.half - 0.1), side * (street.half - 0.95)
    colour = str(rng.choice(CLOTH))
    long = float(rng.uniform(0.95, 1.25))
    a, b = span(outer, inner)
    with s.at(z + long / 2):
        s.box(a, b, 0, 0.4, z, z + long, "#7a5a3c", "planks")
        slope = [(inner, 0.42, z), (inner, 0.42, z + long), (outer, 0.72, z + long), (outer, 0.72, z)]
        s.face(slope, "#8a6a44", "goods", seed=int(rng.integers(1 << 16)))
        s.face(
            [(a, 0.0, z), (b, 0.0, z), (b, 0.42 if b == inner else 0.72, z), (a, 0.42 if a == inner else 0.72, z)],
            "#6f5034",
            "planks",
        )
        for x in (inner, outer):
            for zz in (z, z + long):
                s.box(x - 0.015, x + 0.015, 0, 1.45, zz, zz + 0.03, "#5a4430")
        eave = inner - side * 0.2
        s.face([(outer, 1.62, z), (outer, 1.62, z + long), (eave, 1.36, z + long), (eave, 1.36, z)], colour, "stripes")
        s.side(eave, z, z + long, 1.24, 1.36, colour, "stripes")
        s.face([(outer, 1.62, z), (eave, 1.36, z), (eave, 1.24, z), (outer, 1.3, z)], array(linear(colour)) * F(0.75))
        if street.lit:
            s.outline(ellipse(0, 0, 0.04, 0.05), inner, 1.2, z + long / 2, WARM, glow=2.0)
            if len(street.lamps) < street.most_lamps:
                street.lamps.append(Lamp((inner, 1.15, z + long / 2), linear(WARM) * F(1.6), 0.8, 0.2))
    street.feet.append(([(a, z), (b, z), (b, z + long), (a, z + long)], 0.7))


def wires(street: Street, count: int, bulbs: bool | None = None) -> None:
    """Cables across the street, with bulbs, with little flags or bare."""
    s, rng, half = street.solids, street.rng, street.half
    for z in np.linspace(3.2, 14, count):
        t = np.linspace(-1, 1, 17)
        y = 2.5 + float(rng.uniform(0.0, 0.8)) - 0.35 * (1 - t**2)
        line = np.c_[t * half, y]
        with s.at(float(z)):
            s.outline(np.r_[line, line[::-1] + np.array([0.0, 0.014])], 0, 0, float(z), "#17171a")
            for i, (x, h) in enumerate(line[1:-1]):
                if bulbs:
                    s.outline(
                        ellipse(0, -0.04, 0.035, 0.045, 9),
                        float(x),
                        float(h),
                        float(z),
                        WARM,
                        glow=1.8 if street.lit else 0.2,
                    )
                elif bulbs is False:
                    s.outline([(-0.09, 0), (0.09, 0), (0, -0.2)], float(x), float(h), float(z), CLOTH[i % len(CLOTH)])
        if bulbs and street.lit and len(street.lamps) < street.most_lamps:
            street.lamps.append(Lamp((0.0, 2.3, float(z)), linear(WARM) * F(1.2), 1.2, 0.1))


def lantern(street: Street, side: int, z: float, y: float, colour: str = "#e0402a") -> None:
    """A round paper lantern."""
    x = side * (street.half - 0.22)
    glow = 0.75 if street.lit else 0.1
    street.solids.outline(ellipse(0, 0, 0.13, 0.16), x, y, z, colour, glow=glow, bend=0.8)
    for dy in (-0.15, 0.15):
        street.solids.outline(ellipse(0, dy, 0.07, 0.025, 10), x, y, z - 0.01, "#1c1614")


def crates(street: Street, side: int, z: float) -> None:
    """Boxes, bins and bags against the wall."""
    s: Solids = street.solids
    rng: Any = street.rng
    x = side * (street.half - 0.3)
    size = float(rng.uniform(0.24, 0.42))
    s.box(
        x - size / 2,
        x + size / 2,
        0,
        size * float(rng.uniform(0.7, 1.8)),
        z,
        z + size,
        str(rng.choice(["#6a5038", "#3a4a4a", "#5a5a5e", "#7a3a2c"])),
        "planks",
        top="#4a4440",
    )
    street.feet.append(
        ([(x - size / 2, z), (x + size / 2, z), (x + size / 2, z + size), (x - size / 2, z + size)], size)
    )
