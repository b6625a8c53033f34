"""Large things that belong to a place and are no figures: each kind has its painter."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from generation.engines.animatic import (
    balcony,
    cloudsea,
    heat,
    landmarks,
    ruins,
    settlements,
    thickets,
    volcano,
    worksites,
)  # fmt: skip
from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.plan import Plane, Scenery

Painter: TypeAlias = Callable[[Canvas, Plane, Scenery, np.random.Generator], Sequence[Patch | None]]

PAINTERS: dict[str, Painter] = {
    "waterfall": landmarks.waterfall, "ice": landmarks.ice, "crag": landmarks.crag, "eruption": volcano.eruption,
    "cloud sea": cloudsea.cloud_sea, "village": settlements.village, "harbour": settlements.harbour,
    "domes": settlements.domes, "floes": landmarks.floes, "ruins": ruins.ruins,
    "construction": worksites.construction, "battlefield": worksites.battlefield,
    "grandstand": worksites.grandstand, "balcony": balcony.balcony, "mirage": heat.mirage,
    "stairs": landmarks.stairs, "surf": landmarks.surf, "fence": settlements.fence, "jungle": thickets.jungle,
}  # fmt: skip


def paint_scenery(canvas: Canvas, plane: Plane) -> Patch:
    """One piece of scenery."""
    spec = plane.spec
    assert isinstance(spec, Scenery)
    return canvas.over(PAINTERS[spec.kind](canvas, plane, spec, canvas.rng(plane.seed)))
