"""Lights within the picture: fires, lanterns, street lamps and lit windows, and how they light what is near them.

Places are in ground coordinates: x to the right of the frame's middle, y above the ground, z away from the camera, in
camera heights.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Plan, Plane, Scenery, Sprite
from generation.engines.animatic.raster import Array, F, array


class Emitter(NamedTuple):
    """A figure that shines: where, as a share of its height; how far, in its own heights."""

    height: float
    colour: str
    power: float
    reach: float
    by_day: float = 0.1


EMITTERS = {
    "campfire": Emitter(0.3, "#ff8a32", 3.2, 1.7, 0.4), "lamp": Emitter(0.9, "#ffd08a", 2.6, 0.8),
    "candle": Emitter(0.9, "#ffb860", 1.5, 1.5, 0.3), "lantern": Emitter(0.5, "#ffb45a", 1.8, 1.8, 0.3),
    "house": Emitter(0.25, "#ffc070", 0.9, 0.7), "cabin": Emitter(0.3, "#ffb860", 1.1, 0.8),
    "church": Emitter(0.2, "#ffc878", 0.6, 0.4), "castle": Emitter(0.2, "#ffc070", 0.5, 0.4),
    "tent": Emitter(0.3, "#ffa850", 1.2, 1.2), "lighthouse": Emitter(0.83, "#ffe9b0", 0.7, 0.5),
    "car": Emitter(0.35, "#ffeec0", 0.9, 1.2), "truck": Emitter(0.3, "#ffeec0", 0.9, 0.9),
    "taxi": Emitter(0.35, "#ffeec0", 0.9, 1.2), "train": Emitter(0.4, "#ffdc9a", 0.7, 0.8),
    "mushroom": Emitter(0.6, "#6af0d0", 0.5, 1.2), "fireplace": Emitter(0.3, "#ff8a32", 3.0, 1.4, 0.5),
    "torch": Emitter(0.8, "#ff9a40", 2.0, 1.4, 0.3), "spaceship": Emitter(0.2, "#8fe8ff", 0.9, 0.8),
}  # fmt: skip
GLOWING = {"mushroom": "#4af0d0", "flower": "#d0a0ff", "butterfly": "#8ac8ff", "jellyfish": "#8ae8ff"}
"""The light of what glows by itself."""
CARRIED = {"lantern": Emitter(0.45, "#ffb45a", 2.0, 1.1, 0.25), "torch": Emitter(0.75, "#ff9a40", 2.2, 1.2, 0.3),
           "candle": Emitter(0.6, "#ffb860", 1.2, 0.8, 0.25)}  # fmt: skip

CAVE_GLOOM = 0.75
"""How dark a cave is by day, beside a night."""


def shines(spec: object) -> bool:
    """Whether something is a figure that shines."""
    return isinstance(spec, Sprite) and spec.kind in EMITTERS


@dataclass(frozen=True)
class Lamp:
    """One light at `x`, `y`, `z`; its `colour` holds its power, `reach` is where it has fallen to about half."""

    x: float
    y: float
    z: float
    reach: float
    colour: Array
    plane: Plane


def lamps(plan: Plan) -> tuple[Lamp, ...]:
    """Every light of the plan that shows at its hour."""
    if plan.air != "open" and not plan.palette.night:
        return ()
    found = [_lamp(plan, plane, emitter) for plane in plan.planes for emitter in _emitters(plane)]
    return tuple(lamp for lamp in found if lamp.colour.max() > 0.12)


def _emitters(plane: Plane) -> list[Emitter]:
    spec = plane.spec
    if isinstance(spec, Scenery) and spec.kind == "village":
        return [Emitter(0.3, "#ffc070", 0.8, 0.4)]
    if not isinstance(spec, Sprite):
        return []
    own = [EMITTERS[spec.kind]] if spec.kind in EMITTERS else []
    if "glowing" in spec.attributes:
        own = [Emitter(0.6, GLOWING.get(spec.kind, "#8ae8ff"), 2.4, 1.9, 0.5)]
    if any(worn.startswith("glowing ") for worn in spec.attributes):  # something held that glows
        own = [Emitter(0.5, "#8ae8ff", 0.45, 0.7, 0.3)]
    return own + [emitter for name, emitter in CARRIED.items() if name in spec.attributes]


def _lamp(plan: Plan, plane: Plane, emitter: Emitter) -> Lamp:
    spec, z = plane.spec, plane.z
    assert isinstance(spec, Sprite | Scenery)
    size = spec.size if isinstance(spec, Sprite) else 0.16 * spec.size
    gloom = 0.4 if plan.scene.weather in ("fog", "storm", "rain") or plan.scene.time == "overcast" else 0.0
    gloom = CAVE_GLOOM if plan.scene.setting == "cave" else gloom
    dark = max(plan.palette.night, gloom)
    power = emitter.power * (emitter.by_day + (1 - emitter.by_day) * dark**1.3)
    foot = 1 - (spec.v - plan.horizon) * z if isinstance(spec, Sprite) and spec.flying else 0.0
    place = (spec.u - plan.aspect / 2) * z
    reach = max(emitter.reach * size * z, 0.12)
    return Lamp(place, foot + emitter.height * size * z, z, reach, linear(emitter.colour) * F(power), plane)


def shine(found: tuple[Lamp, ...], x: Any, y: Any, z: Any) -> Array:
    """Light (..., 3) that falls on the places `x`, `y`, `z` from every lamp."""
    total = array(0.0)
    for lamp in found:
        k = F(1 / lamp.reach**2)
        near = 1 + ((x - F(lamp.x)) ** 2 + (y - F(lamp.y)) ** 2 + (z - F(lamp.z)) ** 2) * k
        total = total + (1 / near**1.4)[..., None] * lamp.colour
    return array(total)
