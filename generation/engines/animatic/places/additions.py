"""What a scene names besides its place, laid over the planes of any place: tracks, a balcony, a mirage, war, fire,
a race."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generation.engines.animatic.plan import Plane, Scenery, Terrain
from generation.engines.animatic.scene import OPEN_PLACES

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

BALCONY_Z, ON_BALCONY = 3.1, 2.45
"""Where the balustrade stands, and who is on the balcony."""
TRACK_REACH = 16.0
"""Land beyond this shows no track."""
HOT_Z = 9.0
FRONT_Z, WIRE_Z, SMOKE_Z = 5.4, 2.3, 48.0
FIRE_FRONTS = (12.6, 7.4)
STAND_Z = 8.2


def add(draft: Draft) -> None:
    """Everything named that lies over the land of an open place, and the balcony before it."""
    scene = draft.scene
    if scene.setting in OPEN_PLACES:
        if scene.has("rails", "racetrack"):
            draft.planes = [_tracked(plane) for plane in draft.planes]
        if scene.has("mirage"):
            draft.add(HOT_Z, Scenery("mirage", draft.focus_u))
        if scene.has("battlefield"):
            _war(draft)
        if scene.has("racetrack"):
            draft.add(STAND_Z, Scenery("grandstand", draft.aspect * (0.5 - draft.side * 0.1)))
    if scene.has("wildfire") and scene.setting in (*OPEN_PLACES, "city"):
        for depth in FIRE_FRONTS:
            draft.add(depth, Scenery("wildfire", draft.focus_u))
    if scene.has("balcony") and scene.setting in (*OPEN_PLACES, "city"):
        _balcony(draft)


def _tracked(plane: Plane) -> Plane:
    spec = plane.spec
    if not isinstance(spec, Terrain) or spec.shore or plane.z > TRACK_REACH:
        return plane
    return replace(plane, spec=replace(spec, laid=True, road=False))


def _war(draft: Draft) -> None:
    """Smoke over the skyline, shattered trees, and wire before and behind whoever stands there."""
    draft.add(SMOKE_Z, Scenery("battlefield", draft.focus_u, shore=True))
    draft.add(FRONT_Z, Scenery("battlefield", draft.focus_u))
    if not draft.scene.subjects:
        draft.add(WIRE_Z, Scenery("battlefield", draft.focus_u, 0.8))


def _balcony(draft: Draft) -> None:
    """The balcony hides all nearer ground; whoever is on it stands before the balustrade."""
    draft.planes = [plane for plane in draft.planes if plane.z > BALCONY_Z]
    draft.add(BALCONY_Z, Scenery("balcony", draft.focus_u))
    draft.hero_depth = ON_BALCONY
