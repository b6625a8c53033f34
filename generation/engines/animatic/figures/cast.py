"""Every kind of figure and who draws it."""

from generation.engines.animatic.figures import (
    animals,
    astride,
    buildings,
    effects,
    growing,
    objects,
    people,
    perches,
    pets,
    vehicles,
    wildlife,
)
from generation.engines.animatic.figures.part import Kind, Look, Part, shaded
from generation.engines.animatic.figures.portraits import portrait

KINDS: dict[str, Kind] = (
    people.KINDS | animals.KINDS | pets.KINDS | wildlife.KINDS | vehicles.KINDS | buildings.KINDS | growing.KINDS
    | objects.KINDS | effects.KINDS | perches.KINDS
)  # fmt: skip


REFLECTORS = {"reflector": 1.3, "bright reflector": 1.5}
"""How much lighter a figure is for which a reflector is held up, in display values."""

OWN_GLOW = ("mushroom",)
"""What has a drawing of its own for when it glows."""
GLOW = 0.5
"""How strongly what is luminous shines."""


def parts(look: Look) -> list[Part]:
    """The parts of a figure, back to front."""
    drawn = portrait(look) if look.has("portrait") else astride.completed(look, KINDS[look.kind].draw(look))
    if look.has("glowing") and look.kind not in OWN_GLOW:
        drawn = [*drawn, *(_shining(part) for part in drawn if not part.glow)]
    lift = max((k for name, k in REFLECTORS.items() if look.has(name)), default=1.0)
    return drawn if lift == 1 else [_lifted(part, lift) for part in drawn]


def _shining(part: Part) -> Part:
    """The light that a part of something luminous gives off."""
    return part._replace(glow=True, opacity=part.opacity * GLOW, colour=shaded(part.colour, 1.6), fade="")


def _lifted(part: Part, lift: float) -> Part:
    if part.glow:
        return part
    return part._replace(colour=shaded(part.colour, lift), fade=part.fade and shaded(part.fade, lift))
