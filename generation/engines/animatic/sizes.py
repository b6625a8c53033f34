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
    "lamp": 3.4, "chair": 0.95, "throne": 1.95, "bench": 0.9, "table": 0.78, "armchair": 1.05, "sofa": 0.9, "bed": 0.7,
    "desk": 0.78, "floor lamp": 1.6, "fireplace": 1.3,
    "crowd": 1.8, "lion": 1.2, "tiger": 1.1, "leopard": 0.8, "panther": 0.8, "goat": 0.9, "pig": 0.8,
    "crocodile": 0.5, "giraffe": 5.0, "camel": 2.2, "monkey": 0.7, "dinosaur": 5.0, "long-necked dinosaur": 9.0,
    "mouse": 0.1, "squirrel": 0.22, "frog": 0.1, "lizard": 0.12, "snake": 0.3, "crow": 0.4, "gull": 0.4, "eagle": 0.9,
    "hawk": 0.6, "dove": 0.3, "parrot": 0.4, "goose": 0.8, "swallow": 0.2, "owl": 0.5, "swan": 0.9, "duck": 0.4,
    "heron": 1.0, "penguin": 0.8, "chicken": 0.4, "rooster": 0.5, "orca": 3.0, "shark": 1.6, "seal": 0.9,
    "crab": 0.15, "octopus": 0.8, "bee": 0.05, "dragonfly": 0.08, "bat": 0.25, "sports car": 1.25,
    "vintage car": 1.65, "jeep": 1.8, "police car": 1.5, "van": 2.2, "bus": 3.1, "ambulance": 2.6, "fire engine": 3.2,
    "tractor": 2.6, "tank": 2.6, "carriage": 2.5, "cart": 1.5, "sled": 0.8, "skateboard": 0.25, "steam train": 4.4,
    "tram": 3.4, "scooter": 1.2, "gondola": 1.6, "fishing boat": 5.0, "submarine": 6.0, "raft": 2.6,
    "pirate ship": 26.0, "cruise ship": 40.0, "cargo ship": 30.0, "propeller plane": 3.0, "helicopter": 3.6,
    "drone": 0.4, "airship": 20.0, "ufo": 6.0, "satellite": 4.0, "space station": 30.0, "cottage": 5.5, "hut": 3.5,
    "barn": 9.0, "igloo": 2.2, "village": 9.0, "clock tower": 30.0, "wall": 3.0, "gate": 6.0, "ruins": 8.0,
    "cathedral": 40.0, "greek temple": 14.0, "mosque": 30.0, "gravestone": 1.0, "stone bridge": 8.0, "viaduct": 22.0,
    "pier": 3.0, "water tower": 18.0, "factory": 22.0, "oil rig": 50.0, "radio mast": 70.0, "observatory": 14.0,
    "wayside petrol station": 5.0, "big top": 12.0, "playground swings": 2.6, "paper boat": 0.3,
    "greenhouse": 4.5, "ferris wheel": 40.0, "carousel": 7.0, "skyscraper": 150.0, "domed city": 60.0,
    "stadium": 40.0, "iron tower": 120.0, "fountain": 3.0, "well": 2.2, "oak": 9.0, "autumn tree": 8.0,
    "cherry tree": 6.0, "willow": 9.0, "dead tree": 7.0, "baobab": 14.0, "sunflower": 1.6, "rose": 0.5, "tulip": 0.4,
    "bamboo": 8.0, "bush": 1.2, "grass": 0.4, "wheat": 0.9, "bonsai": 0.4, "fern": 0.6, "wine glass": 0.2,
    "fruit bowl": 0.25, "cake": 0.2, "bread": 0.14, "pizza": 0.08, "burger": 0.12, "pan": 0.1, "storm lantern": 0.35,
    "television": 0.7, "mirror": 1.5, "painting": 0.8, "violin": 0.6, "piano": 1.2, "drum": 0.5, "camera": 0.14,
    "telephone": 0.18, "headphones": 0.2, "laptop": 0.26, "phone": 0.14, "microscope": 0.35, "clock": 0.25,
    "suitcase": 0.6, "handbag": 0.32, "umbrella": 0.9, "key": 0.07, "letter": 0.16, "globe": 0.4, "ball": 0.24,
    "kite": 1.0, "party balloon": 0.5, "toy": 0.2, "doll": 0.35, "teddy bear": 0.35, "chess piece": 0.1, "dice": 0.03,
    "scarecrow": 1.8, "flag": 4.0, "sign": 2.2, "rock": 0.8, "barrel": 0.9, "chest": 0.5, "treasure": 0.5,
    "sword": 0.5, "crown": 0.18, "crystal": 0.3, "ring": 0.03, "diamond": 0.04, "gift": 0.25,
}  # fmt: skip
INDOOR_METRES = {"lamp": 1.5, "flower": 0.35, "statue": 1.8, "tree": 2.2}
METRES_A_FRAME = 1.75 / 0.3
"""What a kind without an entry is taken for: its height in a wide shot beside a person's."""


def metres(kind: str, indoors: bool = False) -> float:
    """How high a thing is."""
    if indoors and kind in INDOOR_METRES:
        return INDOOR_METRES[kind]
    return METRES.get(kind, KINDS[kind].height * METRES_A_FRAME)
