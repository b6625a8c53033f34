"""The planes of each setting, far to near."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generation.engines.animatic.places import additions, built, outdoors, rooms
from generation.engines.animatic.scene import OPEN_PLACES, Scene

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

SKY_LIGHTS = (
    "sun",
    "moon",
    "crescent",
    "stars",
    "eclipse",
    "aurora",
    "rays",
    "fire",
    "wildfire",
    "mars",
    "lava",
    "eruption",
)
BUILDERS = outdoors.BUILDERS | built.BUILDERS


def hour(scene: Scene) -> Scene:
    """The scene at the hour that its place, lights and mood ask for: what threatens does not lie in a sunset."""
    if scene.has("eclipse") and "time" not in scene.named and scene.setting not in ("room", "space", "underwater"):
        return replace(scene, time="night")
    free = scene.named.isdisjoint(("time", "weather")) and not scene.backlit and not scene.has(*SKY_LIGHTS)
    if scene.mood == "ominous" and free and scene.setting in OPEN_PLACES:
        return replace(scene, time="overcast", weather="dark clouds")
    return rooms.hour(scene)


def build(draft: Draft) -> None:
    """Add the planes of the draft's setting; sets its waterline and hero depth where the place asks for it."""
    BUILDERS[draft.scene.setting](draft)
    additions.add(draft)
