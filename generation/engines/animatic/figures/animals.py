"""Large animals on four feet."""

from dataclasses import replace

from generation.engines.animatic.figures.creatures import (
    bears,
    cats,
    cattle,
    dinosaurs,
    dogs,
    hoofed,
    horses,
    scaled,
    small,
)
from generation.engines.animatic.figures.creatures.gaits import AMBLE, BOUND, GALLOP
from generation.engines.animatic.figures.creatures.poses import Habits
from generation.engines.animatic.figures.creatures.species import species
from generation.engines.animatic.figures.part import Kind

HUNTER = Habits()
CURLER = Habits(curls=True)
EQUINE = Habits(run=GALLOP, rests="folded", sits=False, reach=-0.3)
GRAZER = Habits(run=GALLOP, rests="folded", sits=False, reach=-0.12)
HEAVY = Habits(walk=AMBLE, trot=AMBLE, run=AMBLE, rests="folded", sits=False)
SHUFFLER = Habits(walk=AMBLE, run=replace(BOUND, seconds=0.8, stride=0.9))

KINDS: dict[str, Kind] = {
    "horse": species(horses.mounted, horses.HORSE_BUILD, EQUINE, 0.3, 1.25),
    "unicorn": species(horses.unicorn, horses.HORSE_BUILD, EQUINE, 0.3, 1.25),
    "zebra": species(horses.zebra, horses.HORSE_BUILD, EQUINE, 0.28, 1.15),
    "donkey": species(horses.donkey, horses.DONKEY_BUILD, EQUINE, 0.24, 1.2),
    "deer": species(hoofed.deer, hoofed.DEER_BUILD, GRAZER, 0.27, 0.9),
    "wolf": species(dogs.wolf, dogs.WOLF_BUILD, CURLER, 0.2, 1.5),
    "fox": species(dogs.fox, dogs.WOLF_BUILD, CURLER, 0.15, 1.7),
    "lion": species(cats.lion, cats.LION_BUILD, HUNTER, 0.22, 1.6),
    "tiger": species(cats.tiger, cats.LION_BUILD, HUNTER, 0.21, 1.6),
    "leopard": species(cats.leopard, cats.LION_BUILD, HUNTER, 0.18, 1.6),
    "panther": species(cats.panther, cats.LION_BUILD, HUNTER, 0.18, 1.6),
    "bear": species(bears.bear, bears.BEAR_BUILD, SHUFFLER, 0.26, 1.6),
    "polar bear": species(bears.bear, bears.BEAR_BUILD, SHUFFLER, 0.28, 1.6),
    "panda": species(bears.panda, bears.BEAR_BUILD, SHUFFLER, 0.24, 1.6),
    "cow": species(cattle.cow, cattle.COW_BUILD, GRAZER, 0.25, 1.5),
    "bull": species(cattle.bull, cattle.BULL_BUILD, GRAZER, 0.26, 1.5),
    "bison": species(cattle.bison, cattle.BISON_BUILD, GRAZER, 0.28, 1.5),
    "sheep": species(cattle.sheep, cattle.SHEEP_BUILD, GRAZER, 0.16, 1.3),
    "goat": species(cattle.goat, cattle.GOAT_BUILD, GRAZER, 0.17, 1.2),
    "pig": species(cattle.pig, cattle.PIG_BUILD, GRAZER, 0.15, 1.9),
    "elephant": species(hoofed.elephant, hoofed.ELEPHANT_BUILD, HEAVY, 0.4, 1.4),
    "rhino": species(cattle.rhino, cattle.RHINO_BUILD, HEAVY, 0.3, 1.5),
    "hippo": species(cattle.hippo, cattle.HIPPO_BUILD, HEAVY, 0.27, 1.8),
    "crocodile": species(scaled.crocodile, scaled.CROCODILE_BUILD, scaled.CRAWLER, 0.12, 4.4),
    "giraffe": species(hoofed.giraffe, hoofed.GIRAFFE_BUILD, EQUINE, 0.5, 0.8),
    "camel": species(hoofed.camel, hoofed.CAMEL_BUILD, EQUINE, 0.33, 1.2),
    "monkey": species(small.monkey, small.MONKEY_BUILD, HUNTER, 0.16, 1.4),
    "kangaroo": Kind(small.kangaroo, height=0.26, width=1.2, motion=small.kangaroo_motion),
    "dinosaur": Kind(dinosaurs.tyrant, height=0.42, width=2.0, motion=dinosaurs.tyrant_motion),
    "long-necked dinosaur": species(dinosaurs.long_neck, dinosaurs.LONG_NECK_BUILD, HEAVY, 0.6, 1.9, large=True),
}
