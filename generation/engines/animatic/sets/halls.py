"""Large and strange rooms: church, stage, museum, carriage, ship, dungeon."""

from collections.abc import Callable
from typing import Any

import numpy as np

from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.palette import linear
from generation.engines.animatic.raster import F, array
from generation.engines.animatic.sets import furniture as put
from generation.engines.animatic.sets import tabletop
from generation.engines.animatic.sets.homes import end_window, side_window
from generation.engines.animatic.sets.roomset import Room, sunbeams
from generation.engines.animatic.sets.solid import span


def arch(x0: float, x1: float, foot: float, head: float, points: int = 10) -> Any:
    """A pointed arch as a polygon."""
    width, middle = x1 - x0, (x0 + x1) / 2
    spring = head - width * 0.75
    t = np.linspace(0, 1, points)
    left = np.c_[x0 + width / 2 * (1 - np.cos(t * np.pi / 2)), spring + (head - spring) * np.sin(t * np.pi / 2)]
    right = np.c_[2 * middle - left[::-1, 0], left[::-1, 1]]
    return np.r_[[(x0, foot)], left, right, [(x1, foot)]]


STAINED = ("#ffb070", "#ff7060", "#80b0ff", "#ffe090")
"""The colours of light through church windows."""


def _stained_window(room: Room, z: float, side: int, seed: int, colour: str) -> None:
    """A pointed window in a side wall; on the sun's side its light falls across the nave."""
    half = room.half
    shape = arch(z, z + 0.8, 1.5, 3.5)
    wall = np.c_[np.full(len(shape), side * (half - 0.02)), shape[:, 1], shape[:, 0]]
    room.solids.face(wall, "#ffffff", "stained", seed=seed)
    if side * room.side <= 0 or room.night >= 0.5:
        return
    lit = [(side * half, y, c) for y in (1.7, 3.3) for c in (z + 0.1, z + 0.7)]
    ends = ((-0.15, 0.6), (-0.15, 1.3), (0.3, 0.6))
    floor = [(side * half * share, 0, z + along) for share, along in ends]
    room.beams.append((lit + floor, linear(colour), 0.12))
    room.lamp(side * half * 0.2, 0.3, z + 0.9, 0.5, 0.7, colour, 0.0)


def church(room: Room) -> None:
    """A nave: pillars, pointed stained windows, benches, an altar and shafts of coloured light."""
    half, far, s = room.half, room.far, room.solids
    room.shell("#a89c8a", "#8a8078", "#8f8474", ("stone", "chequer", "stone"))
    room.gloss = 0.16
    s.outline(arch(-0.85, 0.85, 1.5, 4.0), 0, 0, far - 0.02, "#ffffff", surface="stained", seed=3)
    for i, z in enumerate(np.arange(1.6, far - 0.8, 1.55)):
        for side in (-1, 1):
            _stained_window(room, float(z), side, i * 2 + side, STAINED[i % 4])
    for z in np.arange(1.3, far, 1.55):
        for side in (-1, 1):
            x = side * half * 0.62
            s.round(x, float(z), 0.2, 0, 3.3, "#b8ac9a", "stone")
            with s.at(float(z) - 0.05):
                s.panel(x - 0.28, x + 0.28, 3.2, 3.4, float(z) - 0.1, "#c4b8a6")
                s.panel(x - 0.28, x + 0.28, 0, 0.2, float(z) - 0.1, "#9a8f80")
            room.stand(x - 0.25, x + 0.25, z - 0.25, z + 0.25)
    for z in np.arange(4.3, far - 1.8, 0.75):
        for side in (-1, 1):
            a, b = span(side * 0.5, side * half * 0.5)
            s.box(a, b, 0.1, 0.42, float(z) - 0.2, float(z), "#5a3a24", "wood", top="#6a452a")
            s.box(a, b, 0.1, 0.75, float(z) - 0.26, float(z) - 0.2, "#5f3d26", "panels", top="#7a5232")
            room.stand(a, b, z - 0.26, z)
    s.box(-0.7, 0.7, 0, 0.75, far - 1.0, far - 0.6, "#e8e0d0", "panels", top="#f4eee2")
    with s.at(far - 1.05):
        for x in (-0.5, -0.3, 0.3, 0.5):
            s.panel(x - 0.015, x + 0.015, 0.75, 0.98, far - 1.02, "#f4eee0")
            room.burn("wax", x, 0.98, far - 1.06, 0.11)
            room.lamp(x, 1.02, far - 1.1, 0.5, 0.6, halo=0.14)
    put.rug(room, -0.4, 0.4, 0.5, far - 1.2, "#7a1f24")


STAGE_POOL = (3.75, 0.8, 0.42)
"""The pool of the spotlight: how far away, and half its width and depth, in world units."""


def theatre(room: Room) -> None:
    """A stage with a red curtain and a spotlight."""
    half, far, s = room.half, room.far, room.solids
    cloth = room.pick("#9a1420", "#7a1024", "#8a1a14", "#28306a")
    room.shell("#2a1a1c", "#6a4428", "#140e10", ("plain", "planks", "plain"))
    s.panel(-half, half, 0, room.height, far - 0.05, cloth, "curtain")
    for side in (-1, 1):
        for k, z in enumerate((far - 0.9, far - 2.0, far - 3.0)):
            x0, x1 = span(side * half, side * half * (0.72 - 0.02 * k))
            with s.at(z):
                s.panel(x0, x1, 0, room.height, z, cloth, "curtain")
            room.stand(x0, x1, z - 0.1, z + 0.1)
    for k, z in enumerate((far - 1.0, far - 2.1, 2.4)):
        with s.at(z):
            s.panel(
                -half,
                half,
                room.height - 0.75 + 0.12 * k,
                room.height,
                z,
                array(linear(cloth)) * F(0.5 + 0.2 * k),
                "curtain",
            )
            s.panel(-half, half, room.height - 0.79 + 0.12 * k, room.height - 0.74 + 0.12 * k, z - 0.01, "#d8a840")
    for x in np.linspace(-half * 0.85, half * 0.85, 9):
        with s.at(1.95):
            s.outline(ellipse(0, 0.03, 0.07, 0.06), float(x), 0, 1.95, "#ffdca0", glow=1.6)
        room.lamp(float(x), 0.1, 2.05, 0.25, 0.5, halo=0.05)
    u = (room.canvas.plan.focus_u - room.canvas.plan.aspect / 2) * STAGE_POOL[0]
    _spotlight(room, u)
    room.ambient, room.gloss = linear("#2a1c28") * np.float32(0.55), 0.16


def _spotlight(room: Room, u: float) -> None:
    """A cone of light from above that ends in a round pool on the boards, at world place `u`."""
    z, wide, deep = STAGE_POOL
    room.lamp(u, 2.9, z, 5.0, 0.8, "#fff0d0", 0.0)
    room.lamp(u, 0.7, z, 1.6, 0.55, "#fff0d0", 0.0)
    t = np.linspace(0, 2 * np.pi, 32, endpoint=False)
    pool = np.c_[u + wide * np.cos(t), np.full(32, 0.004), z + deep * np.sin(t)]
    with room.solids.at(z + deep):
        room.solids.face(pool, "#f0c890", "planks", glow=0.4)
    shaft = [(u - 0.1, 3.6, z), (u + 0.1, 3.6, z), *[tuple(point) for point in pool]]
    room.beams.append((shaft, linear("#fff0d0"), 0.2))


def museum(room: Room) -> None:
    """White walls, large pictures, a bench, light from above."""
    half, far, s = room.half, room.far, room.solids
    room.shell(
        room.pick("#d8d4cc", "#7a3034", "#2f4a4a", "#c8c4bc"), "#9a7650", "#e8e6e2", ("plaster", "planks", "plain")
    )
    room.gloss = 0.3
    with s.walls():
        for z in np.arange(1.0, far - 0.6, 1.4):
            s.level(-half * 0.4, half * 0.4, float(z), float(z) + 0.95, room.height - 0.01, "#ffffff", glow=0.9)
    put.picture(room, 0.0, 0.95, 1.9, 1.3)
    for x in (-half * 0.7, half * 0.7):
        put.picture(room, x, 1.0, 1.1, 1.1)
    for side in (-1, 1):
        for z in np.arange(1.7, far - 1.0, 1.6):
            x = side * (half - 0.03)
            s.side(x, float(z), float(z) + 0.95, 0.95, 2.0, room.pick("#b08a4a", "#2a221c"))
            s.side(
                x - side * 0.005,
                float(z) + 0.06,
                float(z) + 0.89,
                1.01,
                1.94,
                room.pick("#8aa4b0", "#b07a4a", "#5a6a4a", "#a8483a"),
                "concrete",
            )
            room.lamp(x - side * 0.5, 2.3, float(z) + 0.5, 0.9, 0.8, "#fff0d8", 0.0)
    s.box(-0.6, 0.6, 0.3, 0.4, far - 2.3, far - 1.9, put.DARK_WOOD, "wood", top=put.DARK_WOOD)
    room.stand(-0.6, 0.6, far - 2.3, far - 1.9)
    for side in (-1, 1):
        x = side * half * 0.5
        s.box(x - 0.25, x + 0.25, 0, 0.75, far - 1.6, far - 1.1, "#eceae4", "plain", top="#f4f2ee")
        s.turned(
            x, far - 1.35, [(0.12, 0.75), (0.16, 0.9), (0.06, 1.0), (0.13, 1.2), (0.09, 1.35), (0.03, 1.42)], "#d8d4cc"
        )
        room.stand(x - 0.25, x + 0.25, far - 1.6, far - 1.1)
    room.ambient = room.ambient + np.float32(0.1)


def ballroom(room: Room) -> None:
    """Tall windows, mirrors, chandeliers over a polished floor."""
    half, far, s = room.half, room.far, room.solids
    for z in np.arange(1.5, far - 0.9, 1.5):
        side_window(room, float(z), float(z) + 0.8, 0.3, 2.7, panes=(2, 4))
    end_window(room, -0.5, 0.5, 0.3, 2.7, (2, 4))
    room.shell(room.pick("#d8c8a4", "#b8c4c0", "#c8a89a"), "#9a6a3a", "#efe6d0", ("panels", "chequer", "panels"))
    room.gloss = 0.34
    for x, z in ((0.0, far - 1.8), (-half * 0.5, far - 3.4), (half * 0.5, far - 3.4)):
        y = room.height - 1.05
        with s.at(z):
            s.panel(x - 0.008, x + 0.008, y + 0.3, room.height, z, "#b08a3a")
            for r, lift in ((0.5, 0.0), (0.32, 0.2)):
                s.outline(ellipse(0, lift, r, 0.05), x, y, z, "#c89a40")
                for a in np.linspace(-1, 1, 7):
                    s.outline(
                        ellipse(0, 0, 0.02, 0.05), x + float(a) * r, y + lift + 0.09, z - 0.02, "#ffd890", glow=2.4
                    )
        room.lamp(x, y, z, 2.2, 1.4, halo=0.28)
    for side in (-1, 1):
        for z in np.arange(1.2, far, 1.5):
            s.side(side * (half - 0.03), float(z) - 0.02, float(z) + 0.2, 0, room.height, "#e8dcb8", "plain")
    sunbeams(room)


def corridor(room: Room) -> None:
    """Doors on both sides, lamps overhead, a window at the end."""
    half, far, s = room.half, room.far, room.solids
    clinic = room.canvas.plan.scene.has("hospital") or room.half > 1.4
    end_window(room, -half * 0.45, half * 0.45, 0.5, 1.8, (2, 2))
    wall = room.pick("#b8ccc8", "#c8d0c4", "#b4c0cc") if clinic else room.pick("#8a7a64", "#7a4a44", "#5f6f6a")
    room.shell(wall, "#9aa4a0" if clinic else "#6a4a32", "#dfe4e2" if clinic else "#c8c0b0",
               ("plaster", "tiles" if clinic else "planks", "tiles" if clinic else "plain"))  # fmt: skip
    room.gloss = 0.4 if clinic else 0.14
    if not clinic:
        put.rug(room, -half * 0.5, half * 0.5, 0.45, far - 0.4, "#7a2428")
    with s.walls():
        for z in np.arange(1.3, far - 0.8, 1.7):
            for side in (-1, 1):
                x = side * (half - 0.015)
                s.side(x, float(z), float(z) + 0.78, 0, 1.72, "#e4e0d4")
                s.side(
                    x - side * 0.005,
                    float(z) + 0.05,
                    float(z) + 0.73,
                    0,
                    1.67,
                    "#7fa0a8" if clinic else "#5a3824",
                    "panels",
                )
                if clinic:
                    s.side(x - side * 0.01, float(z) + 0.25, float(z) + 0.53, 1.15, 1.5, "#dff0f4", glow=0.3)
            if clinic:
                s.level(-0.28, 0.28, float(z), float(z) + 0.9, room.height - 0.01, "#f8ffff", glow=1.3)
                room.lamp(0, room.height - 0.2, float(z) + 0.45, 0.5, 0.9, "#eefcff", 0.05)
            else:
                room.lamp(0, room.height - 0.3, float(z) + 1.2, 0.8, 0.8, halo=0.14)
                s.outline(ellipse(0, room.height - 0.25, 0.12, 0.1), 0, 0, float(z) + 1.2, "#ffdca0", glow=1.8)
        if clinic:
            for side in (-1, 1):
                s.side(side * (half - 0.02), 0.4, far, 0.75, 0.84, "#6a8a90")
    room.ambient = room.ambient * np.float32(1.2 if clinic else 0.7)


def train(room: Room) -> None:
    """A carriage: windows on both sides, seats along the aisle."""
    half, far, s = room.half, room.far, room.solids
    seat = room.pick("#7a2430", "#24485a", "#3a5a3a", "#8a5a24")
    for z in np.arange(0.9, far - 0.6, 1.15):
        for side in (-1, 1):
            side_window(room, float(z), float(z) + 0.9, 0.85, 1.6, side, (1, 1))
    room.shell(room.pick("#b89a70", "#c8c4b4", "#8a6a4a"), "#5a4a40", "#d8d0bc", ("panels", "carpet", "plain"))
    s.panel(-0.42, 0.42, 0, 1.75, far - 0.02, "#6a4a30", "panels")
    s.panel(-0.28, 0.28, 1.0, 1.6, far - 0.03, "#bcd0d8", glow=0.25)
    for z in np.arange(1.5, far - 0.3, 1.15):
        for side in (-1, 1):
            a, b = span(side * half * 0.98, side * half * 0.38)
            s.box(a, b, 0.1, 0.42, float(z) - 0.5, float(z) - 0.1, seat, "plain", top=seat)
            s.box(a, b, 0.3, 1.05, float(z) - 0.1, float(z), seat, "curtain", top=seat)
            s.box(a, b, 0.95, 1.08, float(z) - 0.12, float(z) - 0.1, "#e8e0d0")
            room.stand(a, b, z - 0.5, z)
    with s.walls():
        for side in (-1, 1):
            s.level(*span(side * half, side * half * 0.7), 0.5, far, 1.72, "#8a6a3a", "metal")
    for z in np.arange(1.4, far, 1.3):
        s.outline(ellipse(0, room.height - 0.1, 0.1, 0.06), 0, 0, float(z), "#ffe0a8", glow=1.8)
        room.lamp(0, room.height - 0.2, float(z), 0.8, 0.9, halo=0.12)
    room.ambient = room.ambient * np.float32(1.15)


def spaceship(room: Room) -> None:
    """A corridor or bridge of a ship: ribs of light, consoles, a window on the stars."""
    half, far, s = room.half, room.far, room.solids
    hue = room.pick("#7fd6ff", "#8fffe0", "#ffb070", "#b8a0ff")
    room.shell("#5a626c", "#3a3f48", "#4a525c", ("grid", "metal", "metal"))
    room.gloss = 0.4
    s.panel(-half * 0.72, half * 0.72, 0.75, 1.85, far - 0.03, "#0a0e1c", "stars")
    s.panel(-half * 0.8, half * 0.8, 0.68, 0.75, far - 0.05, "#8a929c", "metal")
    s.panel(-half * 0.8, half * 0.8, 1.85, 1.92, far - 0.05, "#8a929c", "metal")
    for x in (-0.72, -0.24, 0.24, 0.72):
        s.panel(x * half - 0.03, x * half + 0.03, 0.72, 1.88, far - 0.06, "#8a929c", "metal")
    for z in np.arange(1.1, far - 0.4, 1.1):
        for side in (-1, 1):
            a, b = span(side * half, side * half * 0.82)
            s.box(a, b, 0, room.height, float(z), float(z) + 0.14, "#78828e", "metal")
            s.panel(
                side * half * 0.83 - 0.015,
                side * half * 0.83 + 0.015,
                0.25,
                room.height - 0.25,
                float(z) - 0.004,
                hue,
                glow=1.5,
            )
            s.face([(side * half * 0.82, room.height - 0.42, float(z)), (side * half * 0.82, room.height, float(z)),
                    (side * half * 0.5, room.height, float(z))], "#78828e", "metal")  # fmt: skip
            room.lamp(side * half * 0.7, 1.2, float(z), 0.5, 0.8, hue, 0.1)
        with s.walls():
            s.level(-0.1, 0.1, float(z), float(z) + 0.7, room.height - 0.01, "#f0faff", glow=1.2)
    for side in (-1, 1):
        a, b = span(side * half * 0.32, side * half * 0.85)
        s.extrude([(-0.3, 0), (0.3, 0), (0.3, 0.78), (-0.3, 0.6)], a, b, far - 0.7, "#3a424c")
        with s.at(far - 0.9):
            s.face([(a + 0.05, 0.61, far - 1.0), (b - 0.05, 0.61, far - 1.0),
                    (b - 0.05, 0.775, far - 0.42), (a + 0.05, 0.775, far - 0.42)],
                   hue, "screen", seed=5 + side)  # fmt: skip
        room.lamp((a + b) / 2, 0.9, far - 0.8, 0.6, 0.6, hue, 0.12)
    room.ambient = linear("#5a6a80") * np.float32(0.55)
    room.sunny = False


def dungeon(room: Room) -> None:
    """Rough stone, bars, torches; a prison, a cellar or a dungeon."""
    half, far, d, s = room.half, room.far, room.side, room.solids
    cell = room.half < 2.2
    end_window(room, *span(d * half * 0.1, d * half * 0.5), 1.45, 1.95, (5, 1))
    room.shell(room.pick("#6f6a64", "#74685a", "#5f6468"), "#5a544e", "#4a4642", ("stone", "stone", "stone"))
    if cell:
        s.box(
            *span(-d * half * 0.35, -d * half * 0.98),
            0.34,
            0.42,
            far - 1.9,
            far - 0.2,
            "#4a3a2c",
            "wood",
            top="#8a8474",
        )
        room.stand(*span(-d * half * 0.35, -d * half * 0.98), far - 1.9, far - 0.2)
        s.round(d * half * 0.75, far - 0.4, 0.16, 0, 0.34, "#6a6a6a", "metal")
    else:
        for i in range(5):
            x, z = d * half * (0.5 + 0.2 * (i % 3)), far - 0.5 - 0.6 * (i // 3)
            s.round(x, z, 0.27, 0, 0.75, "#6a4528", "planks")
            room.stand(x - 0.28, x + 0.28, z - 0.25, z + 0.25)
    for x in (-d * 0.2,) if cell else (-0.5, 0.35):
        x *= half
        with s.at(far - 0.1):
            s.panel(x - 0.03, x + 0.03, 1.2, 1.5, far - 0.1, "#3a2a1c")
            room.burn("torch", x, 1.48, far - 0.12, 0.32)
        room.lamp(x, 1.6, far - 0.3, 2.2, 1.1, "#ff9a48", 0.3)
    if cell:
        with s.at(1.7):
            for x in np.arange(-half, half, 0.16):
                if abs(x - d * half * 0.4) > 0.45:
                    s.panel(float(x), float(x) + 0.026, 0, room.height, 1.7, "#26262a", bend=0.8)
            s.panel(-half, half, 1.5, 1.56, 1.69, "#26262a")
    low = [(d * half * 0.3 - 0.25, 1.45, far), (d * half * 0.3 + 0.25, 1.95, far), (d * half * 0.3 - 0.25, 1.95, far)]
    floor = [(-d * 0.3, 0, far - 1.8), (-d * 0.9, 0, far - 2.3), (d * 0.3, 0, far - 2.2)]
    room.beams.append((low + floor, room.canvas.plan.light.colour, 0.16))
    room.ambient = room.ambient * np.float32(0.45)


def greenhouse(room: Room) -> None:
    """Glass on every side and plants on benches."""
    half, far, s = room.half, room.far, room.solids
    for z in np.arange(0.8, far - 0.5, 1.0):
        for side in (-1, 1):
            side_window(room, float(z), float(z) + 0.9, 0.55, 2.3, side, (2, 4))
    end_window(room, -half * 0.9, half * 0.9, 0.55, 2.4, (6, 4))
    room.shell("#c8d0c4", "#8a8478", "#cfe0e4", ("plain", "slabs", "tiles"))
    for side in (-1, 1):
        for z in np.arange(1.9, far - 0.3, 0.8):
            x = side * half * 0.66
            s.box(x - 0.42, x + 0.42, 0.5, 0.56, float(z) - 0.3, float(z) + 0.3, "#8a6a48", "wood", top="#8a6a48")
            room.stand(x - 0.42, x + 0.42, z - 0.3, z + 0.3)
            for dx in (-0.25, 0.2):
                put.plant(room, x + dx, float(z), float(room.rng.uniform(0.6, 1.1)), 0.56)
    room.ambient = room.ambient + np.float32(0.14)
    sunbeams(room, 0.16)


DARK_BACKDROP = "#2c2e36"


def studio(room: Room) -> None:
    """A seamless backdrop with soft boxes: nothing but light."""
    half, far, d, s = room.half, room.far, room.side, room.solids
    colour = room.pick("#c8c4be", "#b8c0c4", "#c4b4a4", "#8a8f98", "#3a3d44", "#a8b4a4")
    colour = DARK_BACKDROP if tabletop.is_dark(room.table) else colour
    t = np.linspace(0, np.pi / 2, 9)
    with s.walls():
        s.level(-half * 2, half * 2, 0.35, far - 0.9, 0.0, colour)
        for a, b in zip(t, t[1:], strict=False):
            (za, ya), (zb, yb) = ((far - 0.9 + 0.9 * np.sin(c), 0.9 - 0.9 * np.cos(c)) for c in (a, b))
            s.face([(-half * 2, ya, za), (half * 2, ya, za), (half * 2, yb, zb), (-half * 2, yb, zb)], colour)
        s.panel(-half * 2, half * 2, 0.9, 6, far, colour)
    u = (room.canvas.plan.focus_u - room.canvas.plan.aspect / 2) * 2.5
    room.lamp(u + d * 0.4, 1.7, 1.9, 1.6, 1.5, "#fff6ea", 0.0)
    room.lamp(u, 1.0, far - 1.1, 1.0, 1.3, "#fff8f0", 0.0)
    room.ambient = linear(colour) * np.float32(0.12) + np.float32(0.1)


KINDS: dict[str, Callable[[Room], None]] = {
    "church": church, "theatre": theatre, "museum": museum, "ballroom": ballroom, "corridor": corridor,
    "hospital": corridor, "train": train, "spaceship": spaceship, "prison": dungeon, "cellar": dungeon,
    "greenhouse": greenhouse, "studio": studio, "product": studio, "car": train,
    "tent": studio,
}  # fmt: skip
