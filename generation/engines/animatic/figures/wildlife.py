"""Creatures of air and sea, and of tales."""

from generation.engines.animatic.figures.creatures import birds, fantasy, fowl, insects, reef, whales
from generation.engines.animatic.figures.creatures.birds import Plumage, bird, flight
from generation.engines.animatic.figures.part import Kind


def _flyer(plumage: Plumage, height: float, width: float = 1.3) -> Kind:
    return Kind(bird(plumage), height=height, width=width, at_home="air", indoors=0.2, motion=flight(plumage))


_WHALE = whales.leaper(whales.WHALE, 0.8, 0.42, 0.12, 0.25, 0.9)
_ORCA = whales.leaper(whales.ORCA, 0.66, 0.5, 0.3, 0.45, 0.5)
_DOLPHIN = whales.leaper(whales.DOLPHIN, 0.62, 0.55, 0.55, 0.9, 0.05)

KINDS: dict[str, Kind] = {
    "bird": _flyer(birds.SONGBIRD, 0.07),
    "crow": _flyer(birds.CROW, 0.08),
    "gull": _flyer(birds.GULL, 0.08),
    "eagle": _flyer(birds.EAGLE, 0.14, 1.6),
    "hawk": _flyer(birds.HAWK, 0.12, 1.6),
    "dove": _flyer(birds.DOVE, 0.08),
    "parrot": _flyer(birds.PARROT, 0.09, 1.5),
    "goose": _flyer(birds.GOOSE, 0.09, 1.5),
    "swallow": _flyer(birds.SWALLOW, 0.06),
    "flock": Kind(birds.flock, height=0.2, width=1.8, at_home="air", motion=birds.flock_motion),
    "owl": Kind(fowl.owl, height=0.16, width=0.7, indoors=0.3, motion=fowl.rest_motion),
    "swan": Kind(fowl.swan, height=0.13, width=1.2, at_home="water", depth=4.5, motion=fowl.floating_motion),
    "duck": Kind(fowl.duck, height=0.08, width=1.4, at_home="water", depth=4.5, motion=fowl.floating_motion),
    "flamingo": Kind(fowl.flamingo, height=0.24, width=0.7, wades=True, motion=fowl.wader_motion),
    "heron": Kind(fowl.flamingo, height=0.24, width=0.7, wades=True, motion=fowl.wader_motion),
    "penguin": Kind(fowl.penguin, height=0.16, width=0.6, motion=fowl.penguin_motion),
    "chicken": Kind(fowl.chicken, height=0.09, width=0.9, motion=fowl.chicken_motion),
    "rooster": Kind(fowl.chicken, height=0.11, width=1.1, motion=fowl.chicken_motion),
    "whale": Kind(_WHALE, 0.28, 1.5, "water", shiny=True, motion=whales.leap_motion(2.4)),
    "orca": Kind(_ORCA, 0.24, 1.5, "water", shiny=True, motion=whales.leap_motion(2.0)),
    "dolphin": Kind(_DOLPHIN, 0.16, 1.5, "water", 5.0, shiny=True, motion=whales.leap_motion(1.5)),
    "shark": Kind(whales.shark, 0.2, 2.0, "water", 5.0, shiny=True, motion=whales.shark_motion),
    "seal": Kind(whales.seal, height=0.13, width=1.8, shiny=True, wades=True, motion=whales.seal_motion),
    "fish": Kind(reef.fish, height=0.1, width=1.8, motion=reef.fish_motion),
    "shoal": Kind(reef.shoal, height=0.3, width=2.0, motion=reef.shoal_motion),
    "ray": Kind(reef.ray, height=0.3, width=2.0, motion=reef.ray_motion),
    "turtle": Kind(reef.turtle, height=0.16, width=1.9, motion=reef.turtle_motion),
    "jellyfish": Kind(reef.jellyfish, height=0.24, wades=True, motion=reef.pulse_motion),
    "octopus": Kind(reef.octopus, height=0.2, width=1.4, wades=True, motion=reef.octopus_motion),
    "crab": Kind(reef.crab, height=0.07, width=2.1, wades=True, motion=reef.crab_motion),
    "butterfly": Kind(insects.butterfly, height=0.09, width=1.1, at_home="air", motion=insects.flutter_motion),
    "bee": Kind(insects.bee, height=0.05, width=1.4, at_home="air", motion=insects.hum_motion),
    "dragonfly": Kind(insects.dragonfly, height=0.07, width=1.6, at_home="air", motion=insects.hum_motion),
    "bat": Kind(fantasy.bat, height=0.08, width=1.6, at_home="air", motion=fantasy.bat_motion),
    "dragon": Kind(fantasy.dragon, height=0.3, width=2.6, at_home="air", motion=fantasy.dragon_motion),
    "phoenix": Kind(fantasy.phoenix, height=0.24, width=2.0, at_home="air", motion=fantasy.phoenix_motion),
}
