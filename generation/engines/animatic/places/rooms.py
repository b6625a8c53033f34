"""Which room a scene is in, and whether its things stand on a table."""

from dataclasses import replace

from generation.engines.animatic.scene import DIM, Scene
from generation.engines.animatic.sizes import metres

SMALL_METRES = 0.6
FROM_FEATURES = {
    "fireplace": "living room", "sofa": "living room", "bed": "bedroom", "bath": "bathroom", "stage": "theatre",
    "desk": "office", "counter": "cafe", "piano": "living room", "factory": "factory", "school": "classroom",
}  # fmt: skip
SYNONYMS = {"theatre (stage)": "theatre", "stage": "theatre", "spaceship bridge": "spaceship", "studio": "studio"}
WITH_HEARTH = "restaurant"
"""The room that is drawn for an inn where a fire burns."""
POLISHED = ("perfume", "watch", "bottle")
POLISHED_TOPS = ("marble", "slate")


def kind(scene: Scene) -> str:
    """The kind of room; empty for just any."""
    if scene.has("windowsill"):
        return "windowsill"
    if scene.interior == "bar" and scene.has("fireplace"):
        return WITH_HEARTH
    if scene.interior:
        return SYNONYMS.get(scene.interior, scene.interior)
    found = (room for feature, room in FROM_FEATURES.items() if scene.has(feature))
    room = next(found, "")
    shown = scene.first(*POLISHED) and (scene.shot == "close" or scene.has(*POLISHED_TOPS))
    return room or ("studio" if shown else "")


def hour(scene: Scene) -> Scene:
    """The scene at the hour its lights ask for: a room by candlelight or a dark one lies in the night, and a hearth is
    lit in the evening, unless an hour was named."""
    if scene.setting != "room" or "time" in scene.named or "weather" in scene.named or scene.outside:
        return scene
    if scene.mood == "ominous" or not scene.lights.isdisjoint(DIM):
        return replace(scene, time="night")
    hearth = scene.has("fireplace") and scene.mood != "joyful"
    return replace(scene, time="dusk") if hearth else scene


OFF_TABLE = (
    "chair",
    "armchair",
    "sofa",
    "bed",
    "bench",
    "stairs",
    "steps",
    "shelf",
    "floor",
    "carpet",
    "piano",
    "fireplace",
)
"""What a small thing is on that is no table."""


def table(scene: Scene) -> str:
    """What the table is made of that everything in the scene stands on; empty where somebody stands on the floor."""
    tall = [metres(subject.kind, indoors=True) for subject in scene.subjects]
    place = scene.subjects[0].relation if scene.subjects else None
    on = place is not None and place.kind == "on"
    if on and place is not None and place.target in OFF_TABLE:
        return ""
    if not tall or tall[0] > SMALL_METRES or (max(tall) > 1.2 and not on):
        return ""
    if scene.has("windowsill"):
        return "sill"
    return f"{_stained(scene)} {_material(scene)}".strip()


def _material(scene: Scene) -> str:
    """What its top is made of, as it was named or as suits the room."""
    for stuff in ("marble", "slate"):
        if scene.has(stuff):
            return stuff
    if kind(scene) in ("product", "studio"):
        return "marble" if scene.first("perfume", "watch") else "studio"
    return "wood"


def _stained(scene: Scene) -> str:
    """The colour that was named of the table, or of nothing else."""
    colour = scene.tints.get("table", "") or (scene.colours[0] if scene.colours else "")
    return "" if scene.has("slate") else colour
