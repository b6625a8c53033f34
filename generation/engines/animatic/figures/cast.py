"""Every kind of figure and who draws it."""

from generation.engines.animatic.figures import (
    animals,
    buildings,
    effects,
    growing,
    objects,
    people,
    pets,
    vehicles,
    wildlife,
)
from generation.engines.animatic.figures.part import Kind, Look, Part
from generation.engines.animatic.figures.portraits import portrait

KINDS: dict[str, Kind] = (
    people.KINDS | animals.KINDS | pets.KINDS | wildlife.KINDS | vehicles.KINDS | buildings.KINDS | growing.KINDS
    | objects.KINDS | effects.KINDS
)  # fmt: skip


def parts(look: Look) -> list[Part]:
    """The parts of a figure, back to front."""
    if look.has("portrait"):
        return portrait(look)
    return KINDS[look.kind].draw(look)
