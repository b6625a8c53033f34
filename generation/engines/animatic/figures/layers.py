"""Parts with how near they are, so that a body may be put together in any order."""

from typing import NamedTuple

import numpy as np

from generation.engines.animatic.figures.part import Part
from generation.engines.animatic.raster import Shape

CLOTH = 0.5  # how round cloth looks


class Layer(NamedTuple):
    """A part and how near it is: far ones are painted first."""

    near: float
    part: Part


def layer(
    near: float, shapes: Shape | tuple[Shape, ...], colour: str, inflate: float = CLOTH, glow: bool = False
) -> Layer:
    """One part of one or more outlines."""
    many = (shapes,) if isinstance(shapes, np.ndarray) else shapes
    return Layer(near, Part(many[0], colour, inflate, glow, many[1:]))


def stacked(layers: list[Layer]) -> list[Part]:
    """The parts, far ones first."""
    return [part for _, part in sorted(layers, key=lambda one: one.near)]
