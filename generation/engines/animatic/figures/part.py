"""What a figure is made of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np

from generation.engines.animatic.raster import Shape
from generation.engines.animatic.scene import Appearance

DARK = "#22242b"
PALE = "#e9e6de"
MOUTH, SPEAKING = 3, ("talking", "singing")
WARM_LIGHT = "#ffd28a"


class Part(NamedTuple):
    """A polygon in unit space, its colour, how round it is (0 flat .. 1), and whether it shines by itself."""

    shape: Shape
    colour: str
    inflate: float = 1.0
    glow: bool = False
    joined: tuple[Shape, ...] = ()
    """More polygons of the same body, blown up together with the first so that no seam shows."""
    opacity: float = 1.0
    soft: float = 0.0
    """How far its edge is blurred, in the figure's heights."""
    fade: str = ""
    """The colour at its lower edge, where that differs from the one at the top."""
    lid: int = 0
    """Whose closed eyelid it is, counted from 1, or whose open mouth, `MOUTH` times as much: it is seen only while they
    blink or speak."""

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
    action: str = ""
    facing: str = ""
    """`front`, `back`, or `side`; empty where nobody said: then the figure's own best view. Sides are drawn facing
    right, whoever faces left is mirrored afterwards."""
    phase: float = 0.0
    """Where in its cycle a moving figure is, 0..1; at 1 it is where it was at 0."""
    appearance: Appearance = field(default_factory=Appearance)
    blinking: bool = False
    """Whether closed eyelids and open mouths are drawn too."""

    def has(self, *attributes: str) -> bool:
        """Whether any of `attributes` was named."""
        return not self.attributes.isdisjoint(attributes)

    def of(self, attribute: str, default: str) -> str:
        """The colour of an attribute."""
        return self.colours.get(attribute, default)


Drawer: TypeAlias = Callable[[Look], list[Part]]
"""Draws a figure 1 high, its foot at (0, 0), y up: parts back to front."""
Home: TypeAlias = Literal["ground", "air", "water"]


@dataclass(frozen=True)
class Motion:
    """How a figure moves by itself. A cycle of `seconds` is drawn in `cels` phases; `travel` is in its own heights a
    second, the way it faces; `sway` is how far its top leans in the wind, in its own heights; `bob` lifts it with
    the cycle, in its own heights; `breath` stretches it with the cycle, as a share of its height."""

    cels: int = 1
    seconds: float = 1.0
    travel: float = 0.0
    sway: float = 0.0
    bob: float = 0.0
    breath: float = 0.0


STILL = Motion()


def still(action: str) -> Motion:
    """Nothing moves."""
    return STILL


@dataclass(frozen=True)
class Kind:
    """A figure the engine can draw, and what casting must know of it.

    `height` in frame heights when it is the subject of a wide shot, `width` in its own heights, `depth` where it
    floats on open water, `indoors` its height in a room. `large` things stand farther off, `crosses` may leave the
    frame at both sides, `wades` stands in water by itself. `motion` tells how it moves while it does an action.
    """

    draw: Drawer
    height: float = 0.25
    width: float = 0.6
    at_home: Home = "ground"
    depth: float = 6.0
    indoors: float = 0.6
    large: bool = False
    crosses: bool = False
    wades: bool = False
    shiny: bool = False
    motion: Callable[[str], Motion] = still


def moved(parts: list[Part], x: float, y: float = 0.0, scale: Any = 1.0) -> list[Part]:
    """`parts` scaled (one number, or across and up) and shifted."""

    def move(shape: Shape) -> Shape:
        return np.asarray(shape * scale + np.array([x, y]))

    return [p._replace(shape=move(p.shape), joined=tuple(move(s) for s in p.joined)) for p in parts]


def shaded(colour: str, k: float) -> str:
    """A darker (k < 1) or lighter hex colour."""
    return "#" + "".join(f"{min(255, int(int(colour[i : i + 2], 16) * k)):02x}" for i in (1, 3, 5))
