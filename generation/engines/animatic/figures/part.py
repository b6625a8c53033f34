"""What a figure is made of."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from generation.engines.animatic.raster import Shape

DARK = "#22242b"
PALE = "#e9e6de"
WARM_LIGHT = "#ffd28a"


class Part(NamedTuple):
    """A polygon in unit space, its colour, how round it is (0 flat .. 1), and whether it shines by itself."""

    shape: Shape
    colour: str
    inflate: float = 1.0
    glow: bool = False
    joined: tuple[Shape, ...] = ()
    """More polygons of the same body, blown up together with the first so that no seam shows."""

    def outlines(self) -> tuple[Shape, ...]:
        """Every polygon of the part."""
        return (self.shape, *self.joined)


@dataclass(frozen=True)
class Look:
    """How a figure should look: its colour (hex), attributes with their colours, and the season."""

    kind: str
    rng: np.random.Generator
    colour: str | None = None
    attributes: frozenset[str] = frozenset()
    colours: dict[str, str] = field(default_factory=dict)
    season: str = ""
    swims: bool = False
    night: float = 0.0

    def has(self, *attributes: str) -> bool:
        """Whether any of `attributes` was named."""
        return not self.attributes.isdisjoint(attributes)

    def of(self, attribute: str, default: str) -> str:
        """The colour of an attribute."""
        return self.colours.get(attribute, default)


def moved(parts: list[Part], x: float, y: float = 0.0, scale: Any = 1.0) -> list[Part]:
    """`parts` scaled (one number, or across and up) and shifted."""

    def move(shape: Shape) -> Shape:
        return np.asarray(shape * scale + np.array([x, y]))

    return [p._replace(shape=move(p.shape), joined=tuple(move(s) for s in p.joined)) for p in parts]


def shaded(colour: str, k: float) -> str:
    """A darker (k < 1) or lighter hex colour."""
    return "#" + "".join(f"{min(255, int(int(colour[i : i + 2], 16) * k)):02x}" for i in (1, 3, 5))
