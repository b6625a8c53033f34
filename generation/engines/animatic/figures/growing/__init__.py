"""Single plants as figures."""

from generation.engines.animatic.figures.growing import flowers, shrubs, trees
from generation.engines.animatic.figures.part import Kind

KINDS: dict[str, Kind] = trees.KINDS | flowers.KINDS | shrubs.KINDS
