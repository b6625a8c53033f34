"""A build, its habits and its painter make a kind of animal."""

from collections.abc import Callable
from typing import Any, TypeAlias

from generation.engines.animatic.figures.creatures.build import Build
from generation.engines.animatic.figures.creatures.poses import Habits, bones_of
from generation.engines.animatic.figures.creatures.rig import Bones
from generation.engines.animatic.figures.part import Kind, Look, Part

Painter: TypeAlias = Callable[[Look, Bones], list[Part]]


def species(paint: Painter, build: Build, habits: Habits, height: float, width: float, **other: Any) -> Kind:
    """A four-footed animal that stands, goes and rests by its habits."""

    def draw(look: Look) -> list[Part]:
        return paint(look, bones_of(build, habits, look))

    return Kind(draw, height=height, width=width, motion=habits.motion(build), **other)
