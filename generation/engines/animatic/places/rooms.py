"""Which room a scene is in, and whether its things stand on a table."""

from generation.engines.animatic.scene import Scene
from generation.engines.animatic.sizes import metres

SMALL_METRES = 0.6
FROM_FEATURES = {
    "fireplace": "living room", "sofa": "living room", "bed": "bedroom", "bath": "bathroom", "stage": "theatre",
    "desk": "office", "counter": "cafe", "piano": "living room", "factory": "factory", "school": "classroom",
}  # fmt: skip
SYNONYMS = {"theatre (stage)": "theatre", "stage": "theatre", "spaceship bridge": "spaceship", "studio": "studio"}
POLISHED = ("perfume", "watch", "bottle")


def kind(scene: Scene) -> str:
    """The kind of room; empty for just any."""
    if scene.has("windowsill"):
        return "windowsill"
    if scene.interior:
        return SYNONYMS.get(scene.interior, scene.interior)
    found = (room for feature, room in FROM_FEATURES.items() if scene.has(feature))
    room = next(found, "")
    return room or ("studio" if scene.first(*POLISHED) and scene.shot == "close" else "")


SEATS = ("chair", "armchair", "sofa", "bed", "bench")


def table(scene: Scene) -> str:
    """What the table is made of that everything in the scene stands on; empty where somebody stands on the floor."""
    tall = [metres(subject.kind, indoors=True) for subject in scene.subjects]
    place = scene.subjects[0].relation if scene.subjects else None
    on = place is not None and place.kind == "on"
    if on and place is not None and place.target in SEATS:
        return ""
    if not tall or tall[0] > SMALL_METRES or (max(tall) > 1.2 and not on):
        return ""
    if scene.has("windowsill"):
        return "sill"
    room = kind(scene)
    if room in ("product", "studio"):
        return "marble" if scene.has("marble") or scene.first("perfume", "watch") else "studio"
    return "marble" if scene.has("marble") else "wood"
