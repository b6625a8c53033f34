"""Every kind of figure and who draws it."""

from collections.abc import Callable
from dataclasses import replace

from generation.engines.animatic.figures import animals, buildings, growing, objects, people, pets, vehicles, wildlife
from generation.engines.animatic.figures.part import Look, Part
from generation.engines.animatic.figures.portraits import portrait

DRAWN_BY: dict[str, Callable[[Look], list[Part]]] = {
    "person": people.person, "woman": people.woman, "child": people.child, "couple": people.couple,
    "astronaut": people.astronaut, "robot": people.robot, "horse": animals.horse, "deer": animals.deer,
    "wolf": animals.canine, "fox": animals.canine, "dog": animals.canine, "cat": pets.cat,
    "elephant": animals.elephant, "bear": animals.bear, "cow": animals.grazer, "sheep": animals.grazer,
    "rabbit": pets.rabbit, "whale": wildlife.whale, "dolphin": wildlife.dolphin, "fish": wildlife.fish,
    "turtle": wildlife.turtle, "jellyfish": wildlife.jellyfish, "bird": wildlife.bird,
    "butterfly": wildlife.butterfly, "dragon": wildlife.dragon, "sailboat": vehicles.sailboat, "ship": vehicles.ship,
    "boat": vehicles.boat, "canoe": vehicles.boat, "car": vehicles.car, "taxi": vehicles.car, "truck": vehicles.truck,
    "train": vehicles.train, "bicycle": vehicles.bicycle, "motorcycle": vehicles.motorcycle, "plane": vehicles.plane,
    "balloon": vehicles.balloon, "rocket": vehicles.rocket, "spaceship": vehicles.spaceship,
    "lantern": vehicles.paper_lantern, "lighthouse": buildings.lighthouse, "castle": buildings.castle,
    "tower": buildings.tower, "bridge": buildings.bridge, "wooden bridge": buildings.wooden_bridge,
    "windmill": buildings.windmill, "turbine": buildings.turbine, "house": buildings.house, "cabin": buildings.house,
    "church": buildings.church, "tent": buildings.tent, "campfire": buildings.campfire, "temple": buildings.temple,
    "torii": buildings.torii, "pyramid": buildings.pyramid, "statue": buildings.statue, "tree": growing.tree,
    "acacia": growing.acacia, "pine": growing.pine, "palm": growing.palm, "cactus": growing.cactus,
    "mushroom": growing.mushroom, "flower": growing.flower, "snowman": growing.snowman, "bottle": objects.bottle,
    "perfume": objects.perfume, "watch": objects.watch, "cup": objects.cup, "teapot": objects.teapot,
    "vase": objects.vase, "book": objects.book, "candle": objects.candle, "apple": objects.apple,
    "shoe": objects.shoe, "guitar": objects.guitar, "lamp": objects.lamp, "chair": objects.chair,
}  # fmt: skip
SHINY = frozenset(
    ("bottle", "perfume", "car", "taxi", "truck", "motorcycle", "robot", "watch", "vase", "cup", "teapot",
     "spaceship", "rocket", "astronaut", "balloon", "whale", "apple", "dolphin")
)  # fmt: skip


def parts(look: Look) -> list[Part]:
    """The parts of a figure, back to front."""
    if look.has("portrait"):
        worn = look.attributes | ({"long hair"} if look.kind == "woman" else set())
        return portrait(replace(look, attributes=frozenset(worn)))
    return DRAWN_BY[look.kind](look)
