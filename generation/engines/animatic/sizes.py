"""How large things are: in metres, and so beside each other."""

from generation.engines.animatic.figures.cast import KINDS

EYE_METRES = 1.7
"""The camera stands at the height of a person's eyes: one unit of the world."""
METRES = {
    "person": 1.75, "woman": 1.68, "man": 1.78, "child": 1.2, "couple": 1.75, "astronaut": 1.95, "robot": 2.0,
    "horse": 1.9, "deer": 1.8, "wolf": 0.9, "fox": 0.5, "dog": 0.7, "elephant": 3.2, "bear": 1.5, "cow": 1.5,
    "sheep": 0.95, "cat": 0.42, "rabbit": 0.35, "whale": 5.0, "dolphin": 1.8, "fish": 0.35, "turtle": 0.6,
    "jellyfish": 0.6, "bird": 0.45, "butterfly": 0.12, "dragon": 7.0, "sailboat": 8.0, "ship": 22.0, "boat": 1.4,
    "canoe": 1.0, "car": 1.45, "taxi": 1.5, "truck": 3.0, "train": 4.2, "bicycle": 1.1, "motorcycle": 1.2,
    "plane": 8.0, "balloon": 16.0, "rocket": 30.0, "spaceship": 8.0, "lantern": 0.5, "lighthouse": 20.0,
    "castle": 24.0, "tower": 24.0, "bridge": 14.0, "wooden bridge": 3.0, "windmill": 14.0, "turbine": 60.0,
    "house": 7.0, "cabin": 4.5, "church": 18.0, "tent": 1.8, "campfire": 0.9, "temple": 14.0, "torii": 9.0,
    "pyramid": 40.0, "statue": 3.0, "tree": 6.5, "acacia": 6.0, "pine": 11.0, "palm": 8.0, "cactus": 3.0,
    "mushroom": 0.25, "flower": 0.5, "snowman": 1.6, "bottle": 0.3, "perfume": 0.14, "watch": 0.12, "cup": 0.11,
    "teapot": 0.2, "vase": 0.35, "book": 0.15, "candle": 0.19, "apple": 0.09, "shoe": 0.14, "guitar": 1.0,
    "lamp": 3.4, "chair": 0.95, "bench": 0.9, "table": 0.78, "armchair": 1.05, "sofa": 0.9, "bed": 0.7, "desk": 0.78,
    "floor lamp": 1.6, "fireplace": 1.3,
}  # fmt: skip
INDOOR_METRES = {"lamp": 1.5, "flower": 0.35, "statue": 1.8, "tree": 2.2}
METRES_A_FRAME = 1.75 / 0.3
"""What a kind without an entry is taken for: its height in a wide shot beside a person's."""


def metres(kind: str, indoors: bool = False) -> float:
    """How high a thing is."""
    if indoors and kind in INDOOR_METRES:
        return INDOOR_METRES[kind]
    return METRES.get(kind, KINDS[kind].height * METRES_A_FRAME)
