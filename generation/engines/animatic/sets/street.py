"""A street in the making: its walls, what stands along it, its lamps."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.sets.lighting import Lamp
from generation.engines.animatic.sets.solid import Solids


@dataclass
class Street:
    """Half its width from the middle to the facades, and to the kerb."""

    canvas: Canvas
    rng: np.random.Generator
    half: float
    kerb: float
    lit: bool
    style: str
    solids: Solids = field(default_factory=Solids)
    lamps: list[Lamp] = field(default_factory=list)
    feet: list[tuple[Any, float]] = field(default_factory=list)
    """What stands on the ground, as polygons (x, z) with their heights."""
    edges: list[float] = field(default_factory=list)
    heights: dict[int, list[float]] = field(default_factory=dict)
    """Depths between houses, and the houses' heights on each side."""
    most_lamps: int = 5
