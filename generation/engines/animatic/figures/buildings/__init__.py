"""Buildings, bridges and what else stands."""

from generation.engines.animatic.figures.buildings import bridges, dwellings, keeps, landmarks, sacred, wayside, works
from generation.engines.animatic.figures.part import Kind

KINDS: dict[str, Kind] = (
    dwellings.KINDS | keeps.KINDS | sacred.KINDS | bridges.KINDS | works.KINDS | landmarks.KINDS | wayside.KINDS
)
