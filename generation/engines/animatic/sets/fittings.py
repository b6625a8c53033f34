"""What is put into any room where a prompt names it: curtains, a chandelier, boxes."""

import numpy as np

from generation.engines.animatic.outline import ellipse, smooth
from generation.engines.animatic.palette import swatch
from generation.engines.animatic.sets.lighting import Opening
from generation.engines.animatic.sets.roomset import Room

CLOTHS = ("#a8342e", "#2f5a6a", "#c8a24a", "#6a4a7a", "#d8d0c0")
CARDBOARD = ("#b98a58", "#a87848", "#c89a68", "#9a6f42")


def furnish(room: Room) -> None:
    """Bring in what the scene names and the room has none of."""
    scene = room.canvas.plan.scene
    if scene.has("curtains"):
        _curtains(room)
    if scene.has("chandelier"):
        chandelier(room)
    if scene.has("boxes"):
        _boxes(room)


def _curtains(room: Room) -> None:
    """Long curtains at every window; one pair on the far wall where there is none."""
    scene = room.canvas.plan.scene
    colour = swatch(scene.colours[0] if scene.colours else None) or room.pick(*CLOTHS)
    ends = [o for o in room.openings if o.axis == 2]
    sides = [o for o in room.openings if o.axis == 0]
    if not room.openings:
        ends = [Opening(2, room.far, -0.5, 0.5, 0.8, min(1.9, room.height - 0.2))]
    for o in ends:
        wide = (o.high - o.low) * 0.3
        _hung(room, o, o.low - 0.24, o.low + wide, colour)
        _hung(room, o, o.high - wide, o.high + 0.24, colour)
    for o in sides:
        wide = (o.high - o.low) * 0.26
        _hung(room, o, o.low - 0.2, o.low + wide, colour)
        _hung(room, o, o.high - wide, o.high + 0.2, colour)


def _hung(room: Room, o: Opening, low: float, high: float, colour: str) -> None:
    """One curtain from its rail nearly to the floor."""
    s, head = room.solids, min(o.head + 0.14, room.height - 0.05)
    inner = o.at - 0.1 * float(np.sign(o.at))
    if o.axis == 2:
        with s.at(inner):
            s.panel(low, high, 0.04, head, inner, colour, "curtain")
            s.panel(low - 0.05, high + 0.05, head, head + 0.035, inner, "#3a2c22")
    else:
        with s.at((low + high) / 2):
            s.side(inner, low, high, 0.04, head, colour, "curtain")
            s.side(inner, low - 0.05, high + 0.05, head, head + 0.035, "#3a2c22")


def chandelier(room: Room) -> None:
    """Two rings of candles and a fall of glass, hung over the middle of the room."""
    s, z = room.solids, min(max(room.far * 0.55, 2.6), 4.6)
    x, y = room.seen(0.0, z, 0.6), room.height - 0.72
    with s.at(z):
        s.panel(x - 0.01, x + 0.01, y + 0.2, room.height, z, "#b08a3a")
        body = smooth([(-0.07, -0.16), (0.07, -0.16), (0.11, 0.0), (0.04, 0.3), (-0.04, 0.3), (-0.11, 0.0)])
        s.outline(body, x, y, z, "#c89a40", bend=0.8)
        for reach, lift, count in ((0.62, 0.0, 9), (0.4, 0.2, 7)):
            s.outline(ellipse(0, lift, reach, reach * 0.1), x, y, z, "#c89a40")
            s.outline(ellipse(0, lift + 0.015, reach * 0.9, reach * 0.07), x, y, z - 0.002, "#7a5a24")
            for a in np.linspace(-1, 1, count):
                at = x + float(a) * reach
                s.panel(at - 0.012, at + 0.012, y + lift + 0.01, y + lift + 0.1, z - 0.01, "#f4ead0")
                s.outline(ellipse(0, 0, 0.02, 0.045), at, y + lift + 0.14, z - 0.02, "#ffd890", glow=2.6)
                for drop in (0.07, 0.14):
                    s.outline(ellipse(0, 0, 0.012, 0.028), at, y + lift - drop, z - 0.01, "#eaf4ff", glow=0.35)
    room.lamp(x, y, z, 2.6, 1.7, halo=0.34)


def _boxes(room: Room) -> None:
    """Stacks of cardboard boxes along both walls, kept clear of the middle."""
    rng, half = room.rng, room.half
    for side in (-1, 1):
        for z in np.arange(2.3, min(room.far - 0.5, 6.5), 0.85):
            wide = float(rng.uniform(0.42, 0.6))
            x = room.seen(side * (half - wide / 2 - 0.12), float(z), wide / 2)
            if abs(x) < 0.9:
                continue
            high = 0.0
            for _ in range(int(rng.integers(1, 4))):
                tall, turn = float(rng.uniform(0.3, 0.46)), float(rng.uniform(-0.05, 0.05))
                _box(room, x + turn, float(z), wide, high, high + tall)
                high, wide = high + tall, wide * float(rng.uniform(0.78, 0.98))
            room.stand(x - wide / 2, x + wide / 2, float(z), float(z) + 0.5)


def _box(room: Room, x: float, z: float, wide: float, low: float, high: float) -> None:
    s, colour = room.solids, room.pick(*CARDBOARD)
    with s.at(z + 0.25):
        s.box(x - wide / 2, x + wide / 2, low, high, z, z + 0.5, colour, top=colour)
        s.panel(x - 0.03, x + 0.03, high - (high - low) * 0.45, high, z - 0.004, "#d8c49a")
        s.panel(x - wide * 0.36, x - wide * 0.12, low + 0.06, low + 0.13, z - 0.004, "#5a4630")
