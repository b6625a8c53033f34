"""Things that carry people on water, land, air and beyond."""

from generation.engines.animatic.figures.part import Kind
from generation.engines.animatic.figures.vehicles import aircraft, boats, cars, cycles, rail, road, ships, spacecraft

KINDS: dict[str, Kind] = (
    cars.KINDS | road.KINDS | rail.KINDS | cycles.KINDS | boats.KINDS | ships.KINDS | aircraft.KINDS | spacecraft.KINDS
)
