"""Large things that belong to a place and are no figures: each kind has its painter."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeAlias

import numpy as np

from generation.engines.animatic import (
    balcony,
    blazes,
    cloudsea,
    heat,
    landmarks,
    ruins,
    settlements,
    surf,
    thickets,
    volcano,
    worksites,
)  # fmt: skip
from generation.engines.animatic.canvas import Canvas, Layer, Patch
from generation.engines.animatic.plan import Plane, Scenery

Painter: TypeAlias = Callable[[Canvas, Plane, Scenery, np.random.Generator], Sequence[Patch | Layer | None]]

PAINTERS: dict[str, Painter] = {
    "waterfall": landmarks.waterfall, "ice": landmarks.ice, "crag": landmarks.crag, "eruption": volcano.eruption,
    "cloud sea": cloudsea.cloud_sea, "village": settlements.village, "harbour": settlements.harbour,
    "domes": settlements.domes, "floes": landmarks.floes, "ruins": ruins.ruins,
    "construction": worksites.construction, "battlefield": worksites.battlefield,
    "grandstand": worksites.grandstand, "balcony": balcony.balcony, "mirage": heat.mirage,
    "wildfire": blazes.wildfire, "stairs": landmarks.stairs, "surf": surf.surf, "fence": settlements.fence,
    "jungle": thickets.jungle,
}  # fmt: skip
LIT = {"village": "village", "harbour": "village", "domes": "village"}
"""The kind of layer of what has windows."""


def paint_scenery(canvas: Canvas, plane: Plane) -> list[Layer]:
    """One piece of scenery: what stands still in one layer, or in several with what moves between them."""
    spec = plane.spec
    assert isinstance(spec, Scenery)
    painted = PAINTERS[spec.kind](canvas, plane, spec, canvas.rng(plane.seed))
    base = canvas.plan.horizon + 1 / plane.z if spec.shore else None
    layers: list[Layer] = []
    for still, parts in groupby(painted, lambda part: not isinstance(part, Layer)):
        if still:
            patch = canvas.over([part for part in parts if not isinstance(part, Layer)])
            layers.append(Layer(patch, plane.z, LIT.get(spec.kind, "scenery"), base))
        else:
            layers += [replace(part, base=base) for part in parts if isinstance(part, Layer)]
    return layers
