"""Rooms people live in."""

import numpy as np

from generation.engines.animatic.outline import ellipse, smooth
from generation.engines.animatic.sets import furniture as put
from generation.engines.animatic.sets.lighting import Opening
from generation.engines.animatic.sets.roomset import Room, sunbeams
from generation.engines.animatic.sets.solid import span

FIRE = "#ff8a35"


def side_window(room: Room, z0: float, z1: float, foot: float = 0.75, head: float = 1.95, side: int | None = None,
                panes: tuple[int, int] = (2, 3)) -> None:  # fmt: skip
    """A window in the side wall where the sun stands."""
    room.openings.append(Opening(0, (side or room.side) * room.half, z0, z1, foot, head, panes))


def end_window(room: Room, x0: float, x1: float, foot: float = 0.85, head: float = 1.95,
               panes: tuple[int, int] = (2, 2)) -> None:  # fmt: skip
    """A window in the far wall."""
    room.openings.append(Opening(2, room.far, x0, x1, foot, head, panes))


HEARTH_FIRE = ((-0.2, 0.26), (0.21, 0.24), (-0.1, 0.42), (0.12, 0.38), (0.0, 0.54))
"""The flames in a hearth: how far aside of its middle, and how tall."""


def fireplace(room: Room, x: float) -> None:
    """A stone fireplace with a fire, in the far wall."""
    s, z = room.solids, room.far
    stone = room.pick("#8a8078", "#a39a8c", "#7a4a38")
    surface = "bricks" if stone == "#7a4a38" else "stone"
    s.box(x - 0.75, x + 0.75, 0, 1.15, z - 0.3, z, stone, surface)
    s.box(x - 0.5, x + 0.5, 1.15, room.height, z - 0.2, z, stone, surface)
    with s.at(z - 0.31):
        s.panel(x - 0.42, x + 0.42, 0, 0.72, z - 0.31, "#0c0908")
        s.box(x - 0.85, x + 0.85, 1.1, 1.19, z - 0.4, z, put.DARK_WOOD, "wood", top=put.DARK_WOOD)
    with s.at(z - 0.35):
        s.box(x - 0.3, x + 0.3, 0.0, 0.09, z - 0.36, z - 0.3, "#2a1a12", bend=0.6)
    for dx, tall in HEARTH_FIRE:
        room.burn("wood", x + dx, 0.05, z - 0.33, tall)
    put.clutter(room, x - 0.7, x + 0.7, 1.19, z - 0.36, 5)
    room.stand(x - 0.8, x + 0.8, z - 0.35, z)
    room.lamp(x, 0.4, z - 0.55, 2.6 if room.dark else 1.2, 1.3, FIRE, 0.3)


def living_room(room: Room) -> None:
    """Sofa, fireplace or bookcase, lamp, rug and pictures."""
    half, far, d = room.half, room.far, room.side
    wall = room.pick("#c9b49a", "#9aa69a", "#b8a8a0", "#7f8f96", "#c4a890")
    side_window(room, far * 0.36, far * 0.62)
    room.shell(wall, room.pick("#7a4f30", "#8a6540"), "#d8d0c4", ("wallpaper", "planks", "plain"))
    put.rug(room, -half * 0.6, half * 0.6, 1.6, far - 1.0, room.pick("#7a2f2a", "#2f4a5f", "#6a5a48"))
    fireplace(room, d * half * 0.3)
    put.bookcase(room, *span(-d * half * 0.97, -d * half * 0.52), far, 1.9)
    put.sofa(room, -d * half * 0.52, far - 1.25, 1.5, room.pick("#4a5f55", "#7a3f34", "#40506a", "#8a7a64"))
    put.table(room, -d * half * 0.1, far - 1.75, 0.8, 0.45, 0.34)
    put.floor_lamp(room, -d * half * 0.86, far - 1.6)
    put.plant(room, d * half * 0.84, far - 0.5, 1.2)
    put.picture(room, d * half * 0.3, 1.42, 0.6, 0.42, far - 0.2)
    sunbeams(room)


def bedroom(room: Room) -> None:
    """A bed, a window with curtains, a lamp on the night table."""
    half, far, d = room.half, room.far, room.side
    wall = room.pick("#a9b4bc", "#c8b4a4", "#8f9aa8", "#c4b8a8", "#8a7f94")
    end_window(room, *span(d * half * 0.25, d * half * 0.72), 0.8, 1.95)
    side_window(room, far * 0.4, far * 0.6)
    room.shell(wall, "#94704c", "#dcd6cc", ("plaster", "planks", "plain"))
    put.rug(room, -half * 0.7, half * 0.2, 1.7, far - 0.6, room.pick("#6a7a8a", "#8a6a5a"))
    put.bed(room, -d * half * 0.42, far - 1.1, room.pick("#3f5a78", "#8a4a3f", "#5f7a68", "#a88a5a"))
    low = span(d * half * 0.28, d * half * 0.7)
    put.curtains(room, low[0], low[1], 0.1, 1.98, room.pick("#c8bba4", "#6f8494", "#9a5f52"))
    x = -d * half * 0.42 + d * 1.08
    room.solids.box(x - 0.2, x + 0.2, 0, 0.5, far - 0.45, far - 0.05, put.OAK, "wood", top=put.OAK)
    room.stand(x - 0.2, x + 0.2, far - 0.45, far)
    put.table_lamp(room, x, 0.5, far - 0.3)
    put.picture(room, -d * half * 0.42, 1.3, 0.8, 0.5)
    put.plant(room, d * half * 0.86, far - 0.6, 1.1)
    sunbeams(room)


def kitchen(room: Room) -> None:
    """Cupboards, a stove, a window over the sink, shelves and hanging lamps."""
    half, far, d, s = room.half, room.far, room.side, room.solids
    front = room.pick("#5f7f74", "#d8d2c4", "#3f5468", "#b08a5a", "#8a3f34")
    end_window(room, *span(d * half * 0.12, d * half * 0.55), 1.0, 1.85)
    side_window(room, far * 0.34, far * 0.58, 0.95)
    room.shell(room.pick("#d4ccbc", "#c8d0c8", "#dcc8a8"), "#b8aa98", "#e0dcd4", ("tiles", "chequer", "plain"))
    deep, top = 0.55, "#3a3634"
    s.box(-half, half, 0.08, 0.76, far - deep, far, front, "panels")
    with s.at(far - deep):
        s.box(-half, half, 0.76, 0.81, far - deep - 0.04, far, top, "marble", top=top)
        x = -d * half * 0.3
        s.panel(x - 0.34, x + 0.34, 0.08, 0.76, far - deep - 0.005, "#2a2c30", "plain")
        s.panel(
            x - 0.26,
            x + 0.26,
            0.2,
            0.52,
            far - deep - 0.01,
            "#ff9a4a" if room.dark else "#17181b",
            glow=0.35 if room.dark else 0.0,
        )
        s.panel(x - 0.3, x + 0.3, 0.62, 0.64, far - deep - 0.03, "#c8ccd0")
        s.turned(x + 0.12, far - 0.4, [(0.11, 0.81), (0.12, 0.98), (0.1, 0.98)], "#9aa0a6")
    room.stand(-half, half, far - deep, far)
    s.box(*span(-d * half, -d * half * 0.55), 1.35, 1.95, far - 0.32, far, front, "panels")
    hood = -d * half * 0.3
    s.outline([(-0.36, 1.42), (0.36, 1.42), (0.14, 1.7), (0.14, room.height), (-0.14, room.height), (-0.14, 1.7)],
              hood, 0, far - 0.3, "#a4a8ac", bend=0.3)  # fmt: skip
    shelf = span(d * half * 0.62, d * half * 0.98)
    for y in (1.25, 1.6):
        s.box(shelf[0], shelf[1], y, y + 0.04, far - 0.24, far, put.OAK, "wood", top=put.OAK)
        put.clutter(room, shelf[0] + 0.05, shelf[1] - 0.05, y + 0.04, far - 0.14, 5)
    put.clutter(room, *span(d * half * 0.3, d * half * 0.95), 0.81, far - 0.3, 6)
    put.table(room, d * half * 0.58, far - 1.75, 1.2, 0.7, 0.62, put.PINE)
    put.clutter(room, *span(d * half * 0.4, d * half * 0.75), 0.62, far - 1.75, 3)
    put.pendant(room, d * half * 0.58, 1.6, far - 1.75)
    put.pendant(room, -d * half * 0.3, 1.75, far - 1.1)
    sunbeams(room)


def dining_room(room: Room) -> None:
    """A long table laid under a hanging lamp."""
    half, far, d = room.half, room.far, room.side
    side_window(room, far * 0.4, far * 0.64)
    end_window(room, -half * 0.3, half * 0.3, 0.6, 2.0, (3, 3))
    room.shell(room.pick("#8a9a8a", "#a08a7a", "#5f6f7a"), "#6a4630", "#d8d0c4", ("panels", "planks", "plain"))
    put.rug(room, -half * 0.7, half * 0.7, 2.0, far - 0.5, "#6f2f2a")
    put.curtains(room, -half * 0.3, half * 0.3, 0.1, 2.02, "#7a3a34")
    x = -d * half * 0.35
    for dx in (-0.55, 0.0, 0.55):
        put.chair(room, x + dx, far - 1.0, put.DARK_WOOD)
    put.table(room, x, far - 1.5, 2.0, 0.8, 0.64, put.DARK_WOOD)
    put.clutter(room, x - 0.8, x + 0.8, 0.64, far - 1.5, 7)
    if room.candlelit:
        for dx in (-0.5, 0.0, 0.5):
            put.candle(room, x + dx, 0.64, far - 1.6, 0.8)
    else:
        put.pendant(room, x, 1.5, far - 1.5, 1.2, "#b08a4a")
    put.bookcase(room, *span(d * half * 0.5, d * half * 0.95), far, 1.5, put.OAK)
    sunbeams(room)


def bathroom(room: Room) -> None:
    """A bath under the window, a basin and a mirror."""
    half, far, d, s = room.half, room.far, room.side, room.solids
    end_window(room, *span(-d * half * 0.15, -d * half * 0.65), 1.0, 1.85)
    room.shell(room.pick("#b8d0cc", "#d8d4cc", "#a8bcc8"), "#5a6468", "#e4e2de", ("tiles", "chequer", "plain"))
    room.gloss = 0.2
    x = -d * half * 0.42
    s.outline(smooth([(-0.85, 0.5), (-0.75, 0.14), (-0.4, 0.06), (0.4, 0.06), (0.75, 0.14), (0.85, 0.5)], 5), x, 0,
              far - 0.9, "#eeece6", bend=0.5)  # fmt: skip
    room.stand(x - 0.8, x + 0.8, far - 1.1, far - 0.4)
    x = d * half * 0.5
    s.box(x - 0.45, x + 0.45, 0.1, 0.72, far - 0.45, far, put.OAK, "panels", top="#eceae4")
    s.panel(x - 0.36, x + 0.36, 1.0, 1.8, far - 0.02, "#c8d4d8", glow=0.12)
    room.stand(x - 0.45, x + 0.45, far - 0.45, far)
    put.plant(room, d * half * 0.88, far - 0.7, 0.9)
    put.pendant(room, x, 1.9, far - 0.5, 0.9, "#d8d4cc")
    sunbeams(room)


def attic(room: Room) -> None:
    """Slanting beams, boxes and a round window."""
    half, far, d, s = room.half, room.far, room.side, room.solids
    end_window(room, -0.42, 0.42, 0.8, 1.65, (2, 2))
    room.shell("#8a6a4a", "#74502f", "#5a3f2a", ("wood", "planks", "wood"))
    with s.walls():
        for side in (-1, 1):
            edge = [(side * half * 1.01, 0.9, 0.4), (side * half * 1.01, 0.9, far),
                    (side * half * 0.3, room.height, far),
                    (side * half * 0.3, room.height, 0.4)]  # fmt: skip
            s.face(edge, "#7a5638", "planks")
            for z in np.linspace(1.0, far - 0.2, 5):
                s.face([(side * half, 0.86, z), (side * half, 0.98, z), (side * half * 0.3, room.height, z),
                        (side * half * 0.3, room.height - 0.14, z)], "#4a301e", "wood")  # fmt: skip
    boxes = room.rng.uniform(0.3, 0.5, 9)
    for i, size in enumerate(boxes):
        x = d * half * (0.45 + 0.16 * (i % 3)) * (1 if i < 6 else -1)
        z = far - 0.5 - 0.5 * (i // 3) + 0.1 * (i % 2)
        s.box(
            x - size / 2,
            x + size / 2,
            0,
            size,
            z - size / 2,
            z + size / 2,
            room.pick("#a07a4a", "#8a6238", "#5f4a3a"),
            "wood",
            top="#b08a58",
        )
        room.stand(x - size / 2, x + size / 2, z - size / 2, z + size / 2)
    put.table_lamp(room, d * half * 0.45, 0.45, far - 1.5, 0.8)
    put.chair(room, -d * half * 0.4, far - 1.1, put.DARK_WOOD)
    x, _y, z = 0.0, 1.2, far
    room.beams.append(([(x - 0.42, 0.8, z), (x + 0.42, 1.65, z),
                        (x + d * 0.3, 0.0, z - 2.4), (x - d * 1.2, 0.0, z - 2.0)],
                       room.canvas.plan.light.colour, 0.2 * (1 - room.night) + 0.05))  # fmt: skip


def nursery(room: Room) -> None:
    """A small bed, shelves with toys, bunting under the ceiling."""
    half, far, d, s = room.half, room.far, room.side, room.solids
    side_window(room, far * 0.4, far * 0.62)
    room.shell(room.pick("#a8c8c4", "#e0c4b4", "#c4c8e0"), "#b08a5c", "#eeeae2", ("wallpaper", "planks", "plain"))
    put.rug(room, -half * 0.5, half * 0.5, 1.8, far - 0.8, room.pick("#c87a5a", "#5a8aa8"))
    put.bed(room, -d * half * 0.5, far - 1.1, room.pick("#d87a5a", "#5a9ac0", "#e0b04a"))
    put.bookcase(room, *span(d * half * 0.3, d * half * 0.75), far, 1.2, put.PINE)
    put.clutter(room, *span(d * half * 0.35, d * half * 0.7), 1.2, far - 0.2, 5)
    for i, x in enumerate(np.linspace(-half * 0.9, half * 0.9, 15)):
        y = 2.05 - 0.14 * np.cos(x * 3)
        s.outline(
            [(-0.09, 0), (0.09, 0), (0, -0.2)],
            float(x),
            float(y),
            far - 0.05,
            ("#d8503a", "#e8b040", "#4a9a8a", "#5a7ac8")[i % 4],
        )
    put.floor_lamp(room, d * half * 0.86, far - 0.6)
    for _ in range(4):
        x, z = room.rng.uniform(-half * 0.4, half * 0.4), room.rng.uniform(1.9, far - 1.2)
        s.outline(
            ellipse(0, 0.1, 0.1, 0.1), float(x), 0, float(z), room.pick("#d8503a", "#e8b040", "#4a9a8a"), bend=0.9
        )
        room.stand(x - 0.1, x + 0.1, z - 0.06, z + 0.06)
    sunbeams(room)


def cabin(room: Room) -> None:
    """Logs, a fire and a small window."""
    half, far, d = room.half, room.far, room.side
    end_window(room, *span(-d * half * 0.2, -d * half * 0.55), 0.85, 1.6)
    room.shell("#8a5c36", "#6a452a", "#5a3b24", ("planks", "planks", "planks"))
    put.beams(room)
    fireplace(room, d * half * 0.35)
    put.rug(room, -half * 0.5, half * 0.5, 1.8, far - 0.9, "#7a3a2c")
    put.table(room, -d * half * 0.6, far - 1.3, 1.0, 0.6, 0.6, put.DARK_WOOD)
    put.table_lamp(room, -d * half * 0.7, 0.6, far - 1.3)
    put.chair(room, -d * half * 0.28, far - 1.2, put.DARK_WOOD)
    put.bookcase(room, *span(-d * half * 0.65, -d * half * 0.97), far, 1.3)


def plain(room: Room) -> None:
    """Any room: a window, a picture, a lamp, a chair, a plant."""
    half, far, d = room.half, room.far, room.side
    wall = room.pick("#c4b8a4", "#a4b0b4", "#b4a08c", "#8f9f98", "#b89a84")
    side_window(room, far * 0.38, far * 0.62, 0.7, 2.0)
    if room.rng.random() < 0.6:
        end_window(room, *span(-d * half * 0.2, -d * half * 0.6), 0.85, 1.9)
    room.shell(wall, room.pick("#8a6238", "#6f4a30", "#9a7a54"), "#dcd6cc")
    put.rug(room, -half * 0.55, half * 0.55, 1.8, far - 0.9, room.pick("#7a3a32", "#3a5468", "#6a6248"))
    put.picture(room, d * half * 0.3, 1.15, 0.7, 0.55)
    put.chair(room, d * half * 0.62, far - 0.7)
    put.floor_lamp(room, -d * half * 0.8, far - 0.5)
    put.plant(room, d * half * 0.86, far - 0.5, 1.2)
    put.table(room, -d * half * 0.45, far - 0.5, 0.9, 0.5)
    put.clutter(room, *span(-d * half * 0.55, -d * half * 0.35), 0.64, far - 0.5, 3)
    sunbeams(room)


def windowsill(room: Room) -> None:
    """A wide window close by, with curtains and a lamp beside it: what stands on its sill is the picture."""
    half, far, d = room.half, room.far, room.side
    end_window(room, -half * 0.62, half * 0.62, 0.9, 2.3, (3, 2))
    room.shell(room.pick("#b8a48c", "#8f9a98", "#a88f80"), "#7a5636", "#d8d0c4", ("wallpaper", "planks", "plain"))
    put.curtains(room, -half * 0.62, half * 0.62, 0.3, 2.34, room.pick("#b8a890", "#7a8a90", "#9a5a4a"))
    put.floor_lamp(room, d * half * 0.82, far - 0.5, 1.3)
    put.plant(room, -d * half * 0.8, far - 0.4, 0.9, 0.7)


def staircase(room: Room) -> None:
    """A flight of stairs up to a window."""
    half, far, d, s = room.half, room.far, room.side, room.solids
    end_window(room, -0.45, 0.45, 1.7, 2.8, (2, 3))
    room.shell(room.pick("#a8947a", "#7a8a88", "#8a5f4f"), "#6a4630", "#d0c8b8", ("panels", "planks", "plain"))
    for i in range(9):
        z0 = far - 2.3 + 0.25 * i
        s.box(-half * 0.7, half * 0.7, 0.15 * i, 0.15 * (i + 1), z0, z0 + 0.25, "#7a5030", "wood", top="#9a6a40")
    room.stand(-half * 0.7, half * 0.7, far - 2.3, far)
    for side in (-1, 1):
        for i in range(9):
            z, y = far - 2.2 + 0.25 * i, 0.15 * (i + 1)
            s.box(side * half * 0.7 - 0.02, side * half * 0.7 + 0.02, y, y + 0.6, z, z + 0.04, "#4a301e")
        a = side * half * 0.7
        s.face(
            [
                (a - 0.04, 0.74, far - 2.25),
                (a + 0.04, 0.74, far - 2.25),
                (a + 0.04, 2.0, far - 0.1),
                (a - 0.04, 2.0, far - 0.1),
            ],
            "#3a2416",
        )
    put.floor_lamp(room, d * half * 0.86, far - 2.6)
    put.pendant(room, 0, 2.2, far - 2.6, 1.2, "#b08a3a")
    room.beams.append(([(-0.45, 1.7, far), (0.45, 1.7, far), (0.45, 2.8, far), (-1.0, 0.0, 2.2), (0.4, 0.0, 2.0)],
                       room.canvas.plan.light.colour, 0.18 * (1 - room.night)))  # fmt: skip
