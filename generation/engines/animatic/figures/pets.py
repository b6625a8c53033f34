"""Animals of house and garden."""

from generation.engines.animatic.figures.animals import CURLER
from generation.engines.animatic.figures.creatures import cats, dogs, scaled, small
from generation.engines.animatic.figures.creatures.species import species
from generation.engines.animatic.figures.part import Kind

KINDS: dict[str, Kind] = {
    "dog": species(dogs.any_dog, dogs.HOUND_BUILD, CURLER, 0.17, 1.5, indoors=0.36),
    "cat": species(cats.cat, cats.CAT_BUILD, CURLER, 0.13, 1.5, indoors=0.27),
    "rabbit": species(small.rabbit, small.RABBIT_BUILD, small.HOPPER, 0.1, 1.0, indoors=0.24),
    "mouse": species(small.mouse, small.MOUSE_BUILD, small.SCURRIER, 0.05, 2.6, indoors=0.1),
    "squirrel": species(small.squirrel, small.SQUIRREL_BUILD, small.SCURRIER, 0.1, 1.4, indoors=0.2),
    "frog": Kind(small.frog, height=0.06, width=1.5, indoors=0.12, motion=small.frog_motion),
    "lizard": species(scaled.crocodile, scaled.CROCODILE_BUILD, scaled.CRAWLER, 0.04, 4.4, indoors=0.08),
    "snake": Kind(scaled.snake, height=0.1, width=2.6, indoors=0.2, motion=scaled.snake_motion),
}
