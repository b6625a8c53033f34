"""Things on a table, in a room and out of doors."""

from generation.engines.animatic.figures.objects import (
    furniture,
    instruments,
    keepsakes,
    outdoors,
    outings,
    playthings,
    tableware,
    treasures,
)
from generation.engines.animatic.figures.part import Kind

KINDS: dict[str, Kind] = (
    tableware.KINDS
    | furniture.KINDS
    | instruments.KINDS
    | keepsakes.KINDS
    | playthings.KINDS
    | outdoors.KINDS
    | outings.KINDS
    | treasures.KINDS
)
