"""Rooms by kind: the box, what stands in it, and what is seen through its windows."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from generation.engines.animatic.canvas import Canvas, Making
from generation.engines.animatic.palette import named, neutral
from generation.engines.animatic.plan import Built, Plane
from generation.engines.animatic.raster import F, array, mix
from generation.engines.animatic.sets import fittings, halls, homes, outside, tabletop, works
from generation.engines.animatic.sets.roomset import Room, layers, sunbeams

KINDS: dict[str, Callable[[Room], None]] = {
    "": homes.plain, "living room": homes.living_room, "bedroom": homes.bedroom, "kitchen": homes.kitchen,
    "dining room": homes.dining_room, "bathroom": homes.bathroom, "attic": homes.attic, "nursery": homes.nursery,
    "cabin": homes.cabin,
    "windowsill": homes.windowsill,
    "staircase": homes.staircase,
} | works.KINDS | halls.KINDS  # fmt: skip
BOXES = {
    "church": (3.2, 12.3, 4.6), "factory": (4.2, 11.7, 3.8), "warehouse": (4.2, 11.7, 3.8), "theatre": (3.6, 7.8, 3.4),
    "museum": (3.6, 9.8, 3.3), "ballroom": (3.8, 9.8, 3.4), "corridor": (1.25, 13.0, 2.2), "hospital": (1.5, 13.0, 2.2),
    "spaceship": (1.7, 9.8, 2.2), "train": (1.35, 8.5, 2.1), "prison": (1.9, 5.7, 2.3), "cellar": (2.6, 7.2, 2.2),
    "library": (2.7, 7.5, 2.9), "gym": (3.4, 9.1, 3.2), "greenhouse": (2.7, 9.1, 2.8), "attic": (2.6, 6.8, 2.3),
    "garage": (2.9, 7.0, 2.5), "classroom": (3.0, 7.8, 2.5), "staircase": (1.9, 7.0, 3.2),
    "windowsill": (2.2, 3.4, 2.6), "studio": (3.4, 6.5, 3.2),
}  # fmt: skip
"""Half width, far end and height in world units (a room's eye is at 1.45)."""
CENTRED = ("theatre",)
"""Rooms that are seen straight on."""
DIM_SHARE = 0.42
SHAFTS = 0.42  # how bright the sun's shafts are where they were asked for
USUAL_BOX = (2.4, 5.2, 2.3)
REFERENCE_ASPECT = 1.78
SPREAD = ((0.88, 1.16), (0.82, 1.12), (0.94, 1.14))
"""How much width, length and height may differ from one room to the next."""


def paint_room(canvas: Canvas, plane: Plane) -> list[Making]:
    """What is seen outside, then the room's shell, floor and things."""
    spec = plane.spec
    assert isinstance(spec, Built)
    room = _room(canvas, plane, spec)
    KINDS.get(spec.style, homes.plain)(room)
    _tinted(room)
    fittings.furnish(room)
    if canvas.plan.scene.has("rays"):
        sunbeams(room, SHAFTS)
    made = layers(room)
    if room.openings:
        made = [partial(outside.paint_outside, canvas, plane), *made]
    if spec.table:
        made.append(partial(tabletop.paint_table, canvas, plane, room))
    return made


def _room(canvas: Canvas, plane: Plane, spec: Built) -> Room:
    plan = canvas.plan
    half, far, height = BOXES.get(spec.style, USUAL_BOX)
    fit = plan.aspect / REFERENCE_ASPECT
    half *= min(max(fit, 0.5), 1.0) ** 0.75 if fit < 1 else fit**0.8
    night, rng = plan.palette.night, canvas.rng(plane.seed)
    half, far, height = (
        size * float(rng.uniform(*spread)) for size, spread in zip((half, far, height), SPREAD, strict=True)
    )
    room = Room(canvas, rng, spec.side, half, far, height, night, table=spec.table)
    room.shift = float(rng.choice([-1, 1]) * rng.uniform(0.03, 0.12)) * min(plan.aspect, 1.8)
    if spec.style in CENTRED:
        room.shift = 0.0
    sky = neutral(mix(plan.palette.sky[1], plan.palette.sky[2], F(0.5)), 0.6)
    lamp = array([0.19, 0.13, 0.085])
    room.ambient = array(sky * F(0.5 - 0.36 * night) + F(0.05) + lamp * F(0.8 if night > 0.3 else 0.0))
    if room.dim:
        room.ambient = array(room.ambient * F(DIM_SHARE))
    return room


def _tinted(room: Room) -> None:
    """A colour the prompt names of nothing else goes to the walls."""
    colours = room.canvas.plan.scene.colours
    if not colours or room.canvas.plan.scene.has("curtains"):  # then they are the curtains' own
        return
    target = named(colours[0])
    for number, face in enumerate(room.solids.faces):
        if face.spans and abs(face.normal[1]) < 0.5 and face.surface in ("plaster", "wallpaper", "panels", "tiles"):
            tinted = mix(face.colour, target, F(0.6))
            room.solids.faces[number] = replace(face, colour=tinted)
