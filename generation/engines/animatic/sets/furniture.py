"""Furniture of rooms, put together from boxes, panels and turned pieces."""

from typing import Any

import numpy as np

from generation.engines.animatic.outline import ellipse, smooth
from generation.engines.animatic.sets.roomset import Room
from generation.engines.animatic.sets.solid import span

DARK_WOOD, OAK, PINE = "#4a2d1c", "#8a5a34", "#b98a58"


def table(room: Room, x: float, z: float, width: float, depth: float, height: float = 0.64, colour: str = OAK,
          top: str | None = None) -> None:  # fmt: skip
    """A table on four legs."""
    s, w, d = room.solids, width / 2, depth / 2
    with s.at(z):
        for dz in (d - 0.05, 0.04 - d):
            for dx in (0.04 - w, w - 0.08):
                s.box(x + dx, x + dx + 0.045, 0, height, z + dz, z + dz + 0.045, colour)
        s.box(x - w, x + w, height - 0.05, height, z - d, z + d, top or colour, "wood", top=top or colour)
    room.stand(x - w, x + w, z - d, z + d)


def chair(room: Room, x: float, z: float, colour: str = OAK, back: bool = True, turned: int = 1) -> None:
    """A chair; `turned` 1 with its back to the far wall, -1 with its back to the eye."""
    s = room.solids
    with s.at(z):
        if back and turned > 0:
            s.panel(x - 0.17, x + 0.17, 0.55, 0.82, z + 0.16, colour, "wood")
        for dx in (-0.17, 0.14):
            s.box(x + dx, x + dx + 0.03, 0, 0.82 if turned > 0 else 0.4, z + 0.14, z + 0.17, colour)
            s.box(x + dx, x + dx + 0.03, 0, 0.4 if turned > 0 else 0.82, z - 0.16, z - 0.13, colour)
        s.box(x - 0.18, x + 0.18, 0.37, 0.41, z - 0.17, z + 0.17, colour, top=colour)
        if back and turned < 0:
            s.panel(x - 0.17, x + 0.17, 0.55, 0.82, z - 0.17, colour, "wood")
    room.stand(x - 0.18, x + 0.18, z - 0.18, z + 0.18)


def sofa(room: Room, x: float, z: float, width: float, colour: str) -> None:
    """A sofa facing the eye, with cushions."""
    s, w = room.solids, width / 2
    with s.at(z):
        s.box(x - w, x + w, 0.1, 0.78, z + 0.2, z + 0.36, colour, bend=0.0)
        seats = max(1, round(width / 0.7))
        for i in range(seats):
            a = x - w + 0.12 + (width - 0.24) * i / seats
            b = a + (width - 0.24) / seats - 0.015
            s.outline(smooth([(0, 0), (1, 0), (1.02, 0.42), (0.9, 0.5), (0.1, 0.5), (-0.02, 0.42)]) * (b - a, 0.66),
                      a, 0.38, z + 0.18, colour, bend=0.35)  # fmt: skip
            s.box(a, b, 0.12, 0.4, z - 0.3, z + 0.18, colour, top=colour)
        for a in (x - w, x + w - 0.14):
            s.box(a, a + 0.14, 0.05, 0.55, z - 0.32, z + 0.3, colour, top=colour, bend=0.3)
        pillow = room.pick("#c8873a", "#a8432f", "#d8cdb8", "#3f6a6a")
        s.outline(smooth([(-0.5, -0.45), (0.5, -0.5), (0.45, 0.5), (-0.5, 0.45)]), x - w + 0.36, 0.57, z - 0.02, pillow,
                  0.34, bend=0.6)  # fmt: skip
    room.stand(x - w, x + w, z - 0.32, z + 0.36)


def bed(room: Room, x: float, z: float, colour: str) -> None:
    """A bed with its head at the far wall."""
    s = room.solids
    with s.at(z):
        s.box(x - 0.85, x + 0.85, 0, 1.05, z + 0.95, z + 1.03, DARK_WOOD, "wood")
        s.box(x - 0.8, x + 0.8, 0.12, 0.36, z - 0.9, z + 0.95, "#5a4434", top="#5a4434")
        for dx in (-0.4, 0.4):
            s.outline(smooth([(-0.5, -0.4), (0.5, -0.4), (0.52, 0.35), (0, 0.5), (-0.52, 0.35)]), x + dx, 0.66, z + 0.8,
                      "#e9e4da", 0.62, bend=0.4)  # fmt: skip
        s.box(x - 0.78, x + 0.78, 0.36, 0.52, z - 0.88, z + 0.9, "#e3ddd0", top="#e3ddd0")
        s.level(x - 0.82, x + 0.82, z - 0.9, z + 0.4, 0.535, colour, "wallpaper")
        s.panel(x - 0.82, x + 0.82, 0.16, 0.535, z - 0.9, colour, "curtain")
    room.stand(x - 0.85, x + 0.85, z - 0.9, z + 1.0)


def bookcase(room: Room, x0: float, x1: float, z: float, height: float = 1.85, colour: str = DARK_WOOD,
             deep: float = 0.28) -> None:  # fmt: skip
    """A bookcase with its back to the far wall."""
    room.solids.box(x0, x1, 0, height, z - deep, z, colour, "wood", top=colour)
    with room.solids.at(z - deep / 2 - 0.01):
        room.solids.panel(x0, x1, 0.06, height, z - deep - 0.001, colour, "books", seed=int(room.rng.integers(999)))
    room.stand(x0, x1, z - deep, z)


def rack(room: Room, x0: float, x1: float, z: float, height: float = 1.7, colour: str = "#5f6468") -> None:
    """Open shelves full of tins, jars and boxes."""
    s = room.solids
    with s.at(z - 0.02):
        s.panel(x0, x1, 0, height, z - 0.01, "#3a3632")
    for y in np.linspace(0.1, height, 5):
        s.box(x0, x1, float(y) - 0.03, float(y), z - 0.36, z, colour, top=colour)
        if y < height - 0.2:
            clutter(room, x0 + 0.05, x1 - 0.05, float(y), z - 0.2, 8)
    with s.at(z - 0.37):
        for x in (x0, x1 - 0.04):
            s.panel(x, x + 0.04, 0, height, z - 0.37, colour)
    room.stand(x0, x1, z - 0.36, z)


def side_bookcase(room: Room, side: int, z0: float, z1: float, height: float = 2.0, colour: str = DARK_WOOD) -> None:
    """A bookcase along a side wall."""
    s, x = room.solids, side * (room.half - 0.3)
    with s.at((z0 + z1) / 2):
        s.side(x, z0, z1, 0, height, colour, "books", seed=int(room.rng.integers(999)))
        a, b = span(x, side * room.half)
        s.panel(a, b, 0, height, z0, colour, "wood")
    room.stand(*span(x, side * room.half), z0, z1)


def floor_lamp(room: Room, x: float, z: float, power: float = 1.0) -> None:
    """A standing lamp with a cloth shade."""
    s, lit, x = room.solids, room.dark, room.seen(x, z, 0.22)
    with s.at(z):
        s.box(x - 0.012, x + 0.012, 0, 1.3, z, z + 0.02, "#2a2420")
        s.outline(ellipse(0, 0.015, 0.14, 0.03), x, 0, z, "#2a2420")
        shade = [(-0.19, 1.2), (0.19, 1.2), (0.13, 1.5), (-0.13, 1.5)]
        s.outline(shade, x, 0, z, "#e6c48c", bend=0.7, glow=1.5 if lit else 0.12)
    room.stand(x - 0.14, x + 0.14, z - 0.1, z + 0.1)
    if lit:
        room.lamp(x, 1.34, z - 0.12, 1.6 * power, 0.9, halo=0.2)


def table_lamp(room: Room, x: float, y: float, z: float, power: float = 1.0) -> None:
    """A small lamp that stands on something at height `y`."""
    s, lit = room.solids, room.dark
    with s.at(z):
        s.turned(x, z, [(0.06, y), (0.03, y + 0.03), (0.055, y + 0.1), (0.012, y + 0.2)], "#6a4a34")
        s.outline([(-0.13, 0.18), (0.13, 0.18), (0.08, 0.38), (-0.08, 0.38)], x, y, z, "#f0cf96", bend=0.7,
                  glow=1.6 if lit else 0.12)  # fmt: skip
    if lit:
        room.lamp(x, y + 0.28, z - 0.1, 1.2 * power, 0.8, halo=0.16)


def candle(room: Room, x: float, y: float, z: float, power: float = 1.0) -> None:
    """A candle in a holder that stands on something at height `y`."""
    s = room.solids
    with s.at(z):
        s.turned(x, z, [(0.09, y), (0.08, y + 0.02), (0.03, y + 0.03), (0.03, y + 0.2)], "#d8c8a4")
    room.burn("wax", x, y + 0.2, z - 0.01, 0.14)
    room.lamp(x, y + 0.34, z - 0.1, 2.0 * power, 1.0, "#ffa04a", 0.26)


def pendant(room: Room, x: float, y: float, z: float, power: float = 1.0, colour: str = "#2b2b30") -> None:
    """A lamp hanging from the ceiling."""
    s, lit = room.solids, room.dark
    with s.at(z):
        s.box(x - 0.006, x + 0.006, y + 0.16, room.height, z, z + 0.01, "#1c1a1a")
        s.outline([(-0.17, 0), (0.17, 0), (0.07, 0.14), (0.03, 0.17), (-0.03, 0.17), (-0.07, 0.14)], x, y, z, colour,
                  bend=0.8)  # fmt: skip
        s.outline(ellipse(0, 0.0, 0.15, 0.035), x, y, z - 0.01, "#ffdf9e", glow=2.2 if lit else 0.15)
    if lit:
        room.lamp(x, y - 0.08, z, 1.5 * power, 0.85, halo=0.15)


def plant(room: Room, x: float, z: float, size: float = 1.0, y: float = 0.0) -> None:
    """A leafy plant in a pot."""
    s, rng = room.solids, room.rng
    with s.at(z):
        s.turned(x, z, [(0.1 * size, y), (0.14 * size, y + 0.22 * size)], room.pick("#a8623f", "#d8d2c6", "#3c4048"))
        for _ in range(16):
            angle, reach = rng.uniform(0.25, np.pi - 0.25), size * rng.uniform(0.3, 0.62)
            tip = np.array([np.cos(angle), np.sin(angle)]) * reach
            bow = np.array([-tip[1], tip[0]]) * rng.uniform(0.14, 0.22)
            leaf = smooth([(0, 0), tip * 0.5 + bow, tip, tip * 0.55 - bow])
            s.outline(leaf, x, y + 0.2 * size, z, room.pick("#2f5a34", "#3f7a40", "#4f8a48", "#28482c"), bend=0.4)
    if y == 0:
        room.stand(x - 0.16 * size, x + 0.16 * size, z - 0.12, z + 0.12)


def picture(room: Room, x: float, y: float, width: float, height: float, z: float | None = None) -> None:
    """A framed picture on the far wall: a small landscape of three bands."""
    s, z = room.solids, (z or room.far) - 0.02
    with s.at(z - 0.01):
        s.panel(x - width / 2, x + width / 2, y, y + height, z, room.pick("#3a2a1e", "#1f1f22", "#b08a4a", "#e2dccf"))
        a, b = x - width / 2 + 0.035, x + width / 2 - 0.035
        sky, land = room.pick("#9cb8c8", "#d8b48a", "#c4c8c0", "#6a86a0"), room.pick("#4a6a4a", "#8a5a3a", "#3a4a6a")
        s.panel(a, b, y + 0.035, y + height - 0.035, z, sky)
        hill = [
            (a, y + 0.035),
            (b, y + 0.035),
            (b, y + height * 0.4),
            ((a + b) / 2, y + height * 0.55),
            (a, y + height * 0.3),
        ]
        s.outline(hill, 0, 0, z, land)


def rug(room: Room, x0: float, x1: float, z0: float, z1: float, colour: str) -> None:
    """A rug on the floor."""
    with room.solids.walls():
        room.solids.level(x0, x1, z0, z1, 0.004, colour, "carpet")


def door(room: Room, x: float, colour: str = "#6a4a30", width: float = 0.72) -> None:
    """A door in the far wall."""
    s, z = room.solids, room.far
    with s.walls():
        s.panel(x - width / 2 - 0.06, x + width / 2 + 0.06, 0, 1.82, z - 0.01, "#d8d0c0")
        s.panel(x - width / 2, x + width / 2, 0, 1.76, z - 0.012, colour, "panels")
        s.panel(x + width / 2 - 0.1, x + width / 2 - 0.06, 0.8, 0.84, z - 0.03, "#d0a850")


def curtains(room: Room, x0: float, x1: float, foot: float, head: float, colour: str, z: float | None = None) -> None:
    """Curtains drawn back on both sides of a window in the far wall."""
    s, z = room.solids, (z or room.far) - 0.06
    with s.at(z):
        s.panel(x0 - 0.25, x1 + 0.25, head + 0.06, head + 0.09, z, "#3a2c22")
        for a, b in ((x0 - 0.22, x0 + 0.12), (x1 - 0.12, x1 + 0.22)):
            s.panel(a, b, foot, head + 0.08, z, colour, "curtain")


def beams(room: Room, colour: str = "#4a3526", count: int = 5) -> None:
    """Wooden beams under the ceiling."""
    with room.solids.walls():
        for z in np.linspace(1.2, room.far - 0.3, count):
            y = room.height - 0.14
            room.solids.panel(-room.half, room.half, y, room.height, z, colour, "wood")
            room.solids.level(-room.half, room.half, z, z + 0.16, y, colour)


def clutter(room: Room, x0: float, x1: float, y: float, z: float, count: int = 5) -> None:
    """Jars, bottles and boxes on a shelf or a table."""
    s, rng = room.solids, room.rng
    with s.at(z):
        for x in np.sort(rng.uniform(x0, x1, count)):
            tall, wide = rng.uniform(0.08, 0.26), rng.uniform(0.03, 0.065)
            colour = room.pick("#a8623f", "#d8cdb8", "#3f5a5a", "#7a8a6a", "#c8a24a", "#5a6a80", "#8a3a2f")
            neck: Any = [(wide, y), (wide, y + tall * 0.6), (wide * 0.45, y + tall * 0.75), (wide * 0.4, y + tall)]
            s.turned(float(x), z, neck if rng.random() < 0.6 else [(wide, y), (wide, y + tall * 0.7)], colour)
