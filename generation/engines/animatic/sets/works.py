"""Rooms people work, eat and learn in."""

from collections.abc import Callable

import numpy as np

from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.sets import furniture as put
from generation.engines.animatic.sets.homes import end_window, fireplace, side_window
from generation.engines.animatic.sets.roomset import Room, sunbeams
from generation.engines.animatic.sets.solid import span


def library(room: Room) -> None:
    """Walls of books, a reading table with lamps, a tall window."""
    half, far, d, s = room.half, room.far, room.side, room.solids
    end_window(room, -0.5, 0.5, 0.7, 2.5, (2, 4))
    room.shell("#5a3d28", "#5f3c24", "#4a3524", ("panels", "planks", "panels"))
    put.rug(room, -half * 0.45, half * 0.45, 1.6, far - 0.4, room.pick("#6f2420", "#24405a", "#2f4a34"))
    for side in (-1, 1):
        put.side_bookcase(room, side, 1.5, far, room.height - 0.25)
        put.bookcase(room, *span(side * half, side * 0.75), far, room.height - 0.25)
    table = d * half * 0.32
    put.table(room, table, far - 1.9, 1.5, 0.75, 0.64, put.DARK_WOOD)
    with s.at(far - 1.9):
        for dx in (-0.4, 0.35):
            s.turned(table + dx, far - 1.9, [(0.07, 0.64), (0.015, 0.67), (0.015, 0.86)], "#b08a3a")
            s.outline([(-0.2, 0.84), (0.2, 0.84), (0.14, 0.94), (-0.14, 0.94)], table + dx, 0, far - 1.92, "#2a6a4a",
                      bend=0.6, glow=0.8)  # fmt: skip
            room.lamp(table + dx, 0.78, far - 1.95, 1.0, 0.6, halo=0.12)
    put.chair(room, table - 0.2, far - 1.35, put.DARK_WOOD)
    x = -d * (half - 0.42)
    with s.at(2.6):
        for dz in (0.0, 0.34):
            s.face(
                [(x, 0, 2.5 + dz), (x, 0, 2.54 + dz), (x - d * 0.12, 2.3, 2.62 + dz), (x - d * 0.12, 2.3, 2.58 + dz)],
                "#7a5230",
            )
    put.pendant(room, 0.0, 2.0, far - 1.2, 1.1, "#b08a3a")
    sunbeams(room)


def office(room: Room) -> None:
    """Desks with screens before a wide window."""
    half, far, d, s = room.half, room.far, room.side, room.solids
    end_window(room, -half * 0.85, half * 0.85, 0.55, 2.1, (6, 1))
    room.shell(room.pick("#b8bcc0", "#8f989e"), "#5f6468", "#d8dadc", ("plaster", "concrete", "tiles"))
    for i, (x, z) in enumerate(((-0.55, far - 1.0), (0.5, far - 1.0), (d * 0.62, far - 2.2))):
        x *= half
        put.table(room, x, z, 1.3, 0.6, 0.64, "#d8d4cc", top="#c8c2b6")
        with s.at(z + 0.05):
            seed = i + int(room.rng.integers(99))
            if room.dim:
                put.clutter(room, x - 0.5, x + 0.5, 0.64, z, 4)
            else:
                s.box(x - 0.03, x + 0.03, 0.64, 0.76, z + 0.1, z + 0.12, "#1c1d20")
                s.box(x - 0.33, x + 0.33, 0.74, 1.1, z + 0.1, z + 0.13, "#17181b")
                s.panel(x - 0.31, x + 0.31, 0.76, 1.08, z + 0.095, "#8fc8ff", "screen", seed=seed)
                room.lamp(x, 0.9, z - 0.15, 0.3 + 0.4 * room.night, 0.5, "#9fd0ff", 0.0)
        if room.dim and i == 2:
            put.candle(room, x - 0.2, 0.64, z - 0.1)
        put.chair(room, x + 0.1, z - 0.45, "#2c2f36", turned=-1)
    put.plant(room, -d * half * 0.86, far - 0.5, 1.3)
    put.bookcase(room, *span(d * half * 0.99, d * half * 0.88), far, 1.5, "#c8c2b6")
    with s.walls():
        for z in (1.6, 2.8, 4.0):
            s.level(-0.6, 0.6, z, z + 0.18, room.height - 0.01, "#f4f6f8", glow=room.tubes)
    room.ambient = room.ambient + np.float32(0.0 if room.dim else 0.1)
    sunbeams(room)


def cafe(room: Room) -> None:
    """A counter with a machine, small tables, hanging lamps, a wide front window."""
    half, far, d, s = room.half, room.far, room.side, room.solids
    side_window(room, far * 0.3, far * 0.75, 0.45, 2.1, panes=(3, 2))
    room.shell(room.pick("#7a4a38", "#8a6248", "#4f5a54"), "#7a5230", "#3a2f28", ("bricks", "planks", "planks"))
    x0, x1 = span(-d * half * 0.95, d * half * 0.25)
    s.box(x0, x1, 0, 0.88, far - 1.1, far - 0.6, room.pick("#2f4a48", "#5a3624", "#384058"), "panels")
    with s.at(far - 1.1):
        s.box(x0 - 0.05, x1 + 0.05, 0.88, 0.94, far - 1.16, far - 0.56, "#a87a4a", "wood", top="#a87a4a")
        x = x0 + (x1 - x0) * 0.3
        s.box(x - 0.26, x + 0.26, 0.94, 1.28, far - 1.0, far - 0.75, "#b8bcc0", "metal")
        s.panel(x - 0.2, x + 0.2, 0.98, 1.1, far - 1.01, "#2a2a2e")
        put.clutter(room, x0 + (x1 - x0) * 0.5, x1 - 0.1, 0.94, far - 0.9, 6)
    room.stand(x0, x1, far - 1.15, far - 0.6)
    for y in (1.35, 1.7):
        s.box(x0 + 0.1, x1, y, y + 0.04, far - 0.24, far, put.OAK, "wood", top=put.OAK)
        put.clutter(room, x0 + 0.15, x1 - 0.05, y + 0.04, far - 0.13, 11)
    for i in range(3):
        put.pendant(room, x0 + (x1 - x0) * (0.18 + 0.32 * i), 1.62, far - 1.2, 0.9, "#1f2a2a")
    for x, z in ((d * half * 0.62, far - 1.7), (d * half * 0.66, 2.1), (-d * half * 0.72, 2.2)):
        put.table(room, x, z, 0.55, 0.55, 0.62, put.DARK_WOOD, top="#9a6a40")
        put.chair(room, x - 0.5, z, put.DARK_WOOD)
        put.clutter(room, x - 0.12, x + 0.12, 0.62, z, 2)
    put.plant(room, d * half * 0.86, far - 0.4, 1.3)
    room.lamp(0, 1.6, far - 1.6, 0.5, 1.4, halo=0.0)
    sunbeams(room)


def bar(room: Room) -> None:
    """Bottles on lit shelves behind a long counter, stools, low lamps."""
    half, far, _d, s = room.half, room.far, room.side, room.solids
    room.shell(room.pick("#3a2420", "#24303a", "#2f2438"), "#4a2f20", "#1c1614", ("panels", "planks", "plain"))
    glow = room.pick("#ffb050", "#ff7a4a", "#5ad0e0")
    for y in (0.95, 1.3, 1.65):
        s.panel(-half * 0.85, half * 0.85, y - 0.04, y + 0.3, far - 0.02, glow, glow=0.5)
        s.box(-half * 0.85, half * 0.85, y - 0.04, y, far - 0.22, far, "#5a3a24", "wood", top="#5a3a24")
        put.clutter(room, -half * 0.82, half * 0.82, y, far - 0.12, 26)
    for x in (-half * 0.5, 0.0, half * 0.5):
        room.lamp(x, 1.35, far - 0.35, 0.9, 0.7, glow, 0.1)
    s.box(-half, half * 0.9, 0, 0.88, far - 1.3, far - 0.85, "#3f2518", "panels")
    with s.at(far - 1.35):
        s.box(-half, half * 0.92, 0.88, 0.95, far - 1.42, far - 0.8, "#7a4a2c", "wood", top="#8a5632")
    room.stand(-half, half * 0.9, far - 1.4, far - 0.85)
    for x in np.linspace(-half * 0.75, half * 0.75, 6):
        z = far - 1.75
        with s.at(z):
            s.turned(float(x), z, [(0.14, 0.0), (0.02, 0.03), (0.02, 0.55)], "#8a8078")
            s.round(float(x), z, 0.15, 0.55, 0.62, "#5a1f1c")
        room.stand(x - 0.14, x + 0.14, z - 0.14, z + 0.14)
    for x in np.linspace(-half * 0.6, half * 0.6, 4):
        put.pendant(room, float(x), 1.55, far - 1.4, 0.9, "#6a4a20")
        if not room.dark:
            room.lamp(float(x), 1.5, far - 1.4, 0.9, 0.8, halo=0.12)
    room.gloss = 0.14
    room.ambient = room.ambient * np.float32(0.45)


def hall(room: Room) -> None:
    """A factory or a warehouse: trusses, high windows, crates and beams of sun."""
    half, far, d, s = room.half, room.far, room.side, room.solids
    for z in np.arange(1.9, far - 1.0, 1.7):
        for side in (-1, 1):
            side_window(room, float(z), float(z) + 1.1, 1.5, 3.0, side, (3, 3))
    end_window(room, -half * 0.32, half * 0.32, 1.6, 3.1, (4, 3))
    room.shell(room.pick("#6f625a", "#74584a", "#5f686c"), "#6a6660", "#3c3c40", ("bricks", "concrete", "metal"))
    with s.walls():
        for z in np.arange(1.6, far, 1.7):
            for side in (-1, 1):
                s.side(side * (half - 0.02), float(z) - 0.12, float(z) + 0.12, 0, room.height, "#4a4a4e", "metal")
            y = room.height - 0.5
            s.panel(-half, half, y, y + 0.08, float(z), "#3a3a3e")
            for k in range(8):
                x = -half + 2 * half * k / 8
                tips = [(x, y), (x + 0.06, y), (x + half / 4 + 0.06, room.height), (x + half / 4, room.height)]
                tips = (
                    tips
                    if k % 2
                    else [(x + half / 4, y), (x + half / 4 + 0.06, y), (x + 0.06, room.height), (x, room.height)]
                )
                s.outline(tips, 0, 0, float(z), "#343438")
    rng = room.rng
    for _ in range(9):
        side, z, size = int(rng.choice([-1, 1])), float(rng.uniform(2.6, far - 0.6)), float(rng.uniform(0.4, 0.75))
        x = side * half * float(rng.uniform(0.55, 0.88))
        colour, surface = (
            (room.pick("#8a6238", "#74583a", "#5f6a6a"), "planks") if rng.random() < 0.7 else ("#4f5a5f", "metal")
        )
        s.box(x - size / 2, x + size / 2, 0, size, z - size / 2, z + size / 2, colour, surface, top=colour)
        room.stand(x - size / 2, x + size / 2, z - size / 2, z + size / 2)
    for i in range(2):
        x, z = -d * half * (0.5 + 0.25 * i), far - 0.9 - 0.5 * i
        s.round(x, z, 0.4, 0, 1.7 + 0.3 * i, "#5a5f60", "metal")
        room.stand(x - 0.4, x + 0.4, z - 0.3, z + 0.3)
    with s.at(far - 0.5):
        s.panel(-half, half, 2.05, 2.2, far - 0.5, "#6a4a34", "metal")
        s.panel(d * half * 0.3, d * half * 0.3 + 0.2, 2.2, 2.4, far - 0.5, "#c89a2a")
    put.pendant(room, d * half * 0.3, 2.3, far - 2.5, 1.2)
    room.gloss = 0.08
    sunbeams(room, 0.3)


def workshop(room: Room) -> None:
    """A bench, tools on the wall, shelves."""
    half, far, d, s = room.half, room.far, room.side, room.solids
    side_window(room, far * 0.36, far * 0.66, 0.9, 1.9, panes=(4, 2))
    room.shell(room.pick("#7a6650", "#6a6a66", "#8a7058"), "#6a5a48", "#4f4438", ("planks", "concrete", "planks"))
    put.beams(room)
    put.table(room, -d * half * 0.1, far - 0.5, half * 1.3, 0.7, 0.78, put.OAK)
    put.clutter(room, -half * 0.7, half * 0.5, 0.78, far - 0.5, 10)
    s.panel(-half * 0.7, half * 0.5, 1.1, 1.85, far - 0.03, "#8a6a44", "planks")
    for x in np.linspace(-half * 0.65, half * 0.45, 13):
        tall = float(room.rng.uniform(0.2, 0.5))
        with s.at(far - 0.05):
            s.panel(float(x), float(x) + 0.03, 1.75 - tall, 1.75, far - 0.05, "#5a3a22")
            head = room.pick("#9aa0a4", "#7a7f84", "#b0b4b8")
            wide = float(room.rng.uniform(0.04, 0.09))
            s.panel(float(x) - wide, float(x) + 0.03 + wide, 1.75 - tall - 0.06, 1.75 - tall + 0.03, far - 0.05, head)
    put.rack(room, *span(d * half * 0.55, d * half * 0.98), far, 1.7, put.PINE)
    put.pendant(room, -d * half * 0.1, 1.6, far - 0.9, 1.2)
    for i in range(4):
        x, z = d * half * (0.6 + 0.1 * i), far - 1.4 - 0.3 * i
        s.face(
            [(x, 0, z), (x + 0.16, 0, z), (x + 0.16 + d * 0.2, 1.7, z + 0.2), (x + d * 0.2, 1.7, z + 0.2)],
            put.PINE,
            "wood",
        )
    sunbeams(room)


def classroom(room: Room) -> None:
    """A blackboard, rows of desks, windows along one side."""
    half, far, d, s = room.half, room.far, room.side, room.solids
    for z in (1.6, 3.0, 4.4):
        side_window(room, z, z + 1.0, 0.85, 2.1)
    room.shell(room.pick("#c8c4a8", "#b4c4bc", "#c8b8a0"), "#8a6a48", "#dcd8cc", ("plaster", "planks", "tiles"))
    s.panel(-half * 0.55, half * 0.45, 0.85, 1.75, far - 0.03, "#7a5636", "wood")
    with s.at(far - 0.04):
        s.panel(-half * 0.54, half * 0.44, 0.88, 1.72, far - 0.04, "#25463a", "concrete")
        for i in range(5):
            x = -half * 0.45 + half * 0.17 * i
            s.panel(
                x,
                x + half * float(room.rng.uniform(0.06, 0.13)),
                1.5 - 0.1 * (i % 3),
                1.515 - 0.1 * (i % 3),
                far - 0.05,
                "#cfd8d0",
            )
    for z in (far - 1.4, far - 2.5, far - 3.4):
        for x in (-0.7, -0.28, 0.28, 0.7):
            put.table(room, x * half, z, 0.62, 0.42, 0.58, put.PINE)
            put.chair(room, x * half, z - 0.34, put.OAK, turned=-1)
    put.table(room, d * half * 0.55, far - 0.7, 0.9, 0.45, 0.66, put.OAK)
    room.ambient = room.ambient + np.float32(0.05)
    sunbeams(room)


def laboratory(room: Room) -> None:
    """Benches, glassware and screens."""
    half, far, d, s = room.half, room.far, room.side, room.solids
    end_window(room, *span(d * half * 0.2, d * half * 0.7), 0.95, 1.9, (3, 1))
    room.shell("#c8d0d4", "#7f8a90", "#e4e8ea", ("tiles", "tiles", "tiles"))
    room.gloss = 0.22
    for x0, x1, z in ((-half, half, far - 0.5), (d * half * 0.45, d * half * 0.95, far - 1.8)):
        x0, x1 = span(x0, x1)
        s.box(x0, x1, 0, 0.8, z - 0.3, z + 0.3, "#dfe4e6", "panels", top="#aab4b8")
        room.stand(x0, x1, z - 0.3, z + 0.3)
        put.clutter(room, x0 + 0.2, x1 - 0.2, 0.8, z - 0.1, 9)
    for i in range(2):
        x = -d * half * (0.3 + 0.3 * i)
        s.panel(x - 0.36, x + 0.36, 1.15, 1.65, far - 0.05, "#7fe0d0", "screen", seed=i * 7 + 3)
        room.lamp(x, 1.4, far - 0.5, 0.4, 0.6, "#8fe8e0", 0.06)
    with s.walls():
        for z in (1.4, 2.6, 3.8):
            s.level(-0.7, 0.7, z, z + 0.16, room.height - 0.01, "#f4faff", glow=1.1 * room.tubes)
    room.ambient = room.ambient + np.float32(0.0 if room.dim else 0.16)


def shop(room: Room) -> None:
    """Shelves of goods and a counter."""
    half, far, d, s = room.half, room.far, room.side, room.solids
    side_window(room, far * 0.3, far * 0.7, 0.4, 2.1, panes=(3, 1))
    room.shell(room.pick("#c8b494", "#a4b4a8"), "#9a7a54", "#d8d0c0", ("plaster", "chequer", "plain"))
    for y in (0.5, 0.95, 1.4, 1.85):
        s.box(-half * 0.95, half * 0.5, y, y + 0.04, far - 0.3, far, put.OAK, "wood", top=put.OAK)
        put.clutter(room, -half * 0.9, half * 0.46, y + 0.04, far - 0.16, 24)
    x = -d * (half - 0.3)
    with s.at(far / 2):
        s.side(x, 2.0, far, 0, 1.5, put.OAK, "goods", seed=int(room.rng.integers(999)))
        s.panel(*span(x, -d * half), 0, 1.5, 2.0, put.OAK, "wood")
    s.box(*span(d * half * 0.35, d * half * 0.95), 0, 0.85, far - 1.6, far - 1.1, "#5a3a26", "panels", top=put.OAK)
    room.stand(*span(d * half * 0.35, d * half * 0.95), far - 1.6, far - 1.1)
    put.clutter(room, *span(d * half * 0.4, d * half * 0.9), 0.85, far - 1.4, 4)
    for x in (-half * 0.4, half * 0.3):
        put.pendant(room, x, 1.75, far - 1.3)
    sunbeams(room)


def gym(room: Room) -> None:
    """A sports hall with a marked floor and high windows."""
    half, far, d, s = room.half, room.far, room.side, room.solids
    for z in np.arange(1.8, far - 1.0, 1.6):
        side_window(room, float(z), float(z) + 1.1, 1.7, 2.7, panes=(3, 2))
    room.shell("#b0a48c", "#b8864e", "#8a8c90", ("bricks", "planks", "metal"))
    with s.walls():
        for x in (-half * 0.6, half * 0.6):
            s.level(x - 0.04, x + 0.04, 0.5, far - 0.3, 0.004, "#e8e4dc")
        s.level(-half * 0.6, half * 0.6, far * 0.55, far * 0.55 + 0.08, 0.004, "#2f5a9a")
    s.panel(-0.5, 0.5, 1.55, 2.2, far - 0.5, "#e8e8e8")
    s.outline(np.array(ellipse(0, 0, 0.2, 0.05)), 0, 1.6, far - 0.7, "#e0601f")
    for x in (-d * half * 0.8, -d * half * 0.55):
        s.box(x - 0.25, x + 0.25, 0, 0.6, far - 1.4, far - 0.9, "#7a4a2a", "planks", top="#c8b08a")
        room.stand(x - 0.25, x + 0.25, far - 1.4, far - 0.9)
    room.gloss = 0.25
    with s.walls():
        for z in (2.0, 3.6, 5.2):
            s.level(-1.2, 1.2, z, z + 0.2, room.height - 0.01, "#fff6e4", glow=1.0)
    sunbeams(room, 0.25)


def garage(room: Room) -> None:
    """Tools, tyres, a rolling door half open to the day."""
    half, far, d, s = room.half, room.far, room.side, room.solids
    end_window(room, *span(-d * half * 0.15, d * half * 0.75), 0.02, 1.6, (1, 1))
    room.shell("#7f7c78", "#6a6866", "#55555a", ("concrete", "concrete", "metal"))
    s.panel(*span(-d * half * 0.15, d * half * 0.75), 1.1, 1.8, far - 0.04, "#8a8f94", "metal")
    put.rack(room, *span(-d * half * 0.35, -d * half * 0.98), far)
    put.table(room, -d * half * 0.7, far - 1.5, 1.1, 0.55, 0.75, "#74583a")
    put.clutter(room, *span(-d * half * 0.5, -d * half * 0.9), 0.75, far - 1.5, 6)
    for i in range(4):
        x, z = d * half * 0.85, far - 0.7
        s.outline(ellipse(0, 0.14 + 0.2 * i, 0.32, 0.11), x, 0, z, "#1c1c1e", bend=0.5)
    room.stand(d * half * 0.85 - 0.3, d * half * 0.85 + 0.3, far - 0.9, far - 0.5)
    put.pendant(room, -d * half * 0.5, 1.8, far - 1.5, 1.2)
    sunbeams(room)


def tavern(room: Room) -> None:
    """A restaurant: many laid tables, low lamps, a fire."""
    half, far, d = room.half, room.far, room.side
    side_window(room, far * 0.36, far * 0.6)
    room.shell(room.pick("#7a3f34", "#4f5a50", "#8a6a4a"), "#5f3f28", "#3f3028", ("panels", "planks", "planks"))
    put.beams(room)
    fireplace(room, -d * half * 0.45)
    for x, z in ((0.55, far - 0.8), (-0.05, far - 1.0), (0.66, far - 2.0), (-0.66, far - 1.9), (0.72, 2.0)):
        put.chair(room, x * half, z + 0.42, put.DARK_WOOD)
        put.table(room, x * half, z, 0.8, 0.6, 0.62, "#e4dccc", top="#ece6da")
        put.clutter(room, x * half - 0.25, x * half + 0.25, 0.62, z, 4)
        if room.candlelit:
            put.candle(room, x * half + 0.05, 0.62, z - 0.1, 0.6)
        else:
            put.pendant(room, x * half, 1.55, z, 0.7, "#7a2f24")
    sunbeams(room)


KINDS: dict[str, Callable[[Room], None]] = {
    "library": library, "office": office, "cafe": cafe, "bar": bar, "restaurant": tavern, "factory": hall,
    "warehouse": hall, "workshop": workshop, "classroom": classroom, "laboratory": laboratory, "shop": shop,
    "gym": gym, "garage": garage,
}  # fmt: skip
