"""The planes of places on firm ground under the open sky, far to near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generation.engines.animatic import casting
from generation.engines.animatic.places import waters, woodland
from generation.engines.animatic.places.grounds import (
    Builder,
    above,
    even,
    far_land,
    low,
    open_sky,
    rocks,
    sites,
    soil,
    wooded_hill,
    woods,
)
from generation.engines.animatic.plan import Framing, Mist, Scenery, Terrain, TreeLine

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

CROPS = {
    "tulips": "tulips", "poppies": "poppies", "sunflowers": "sunflowers", "ploughed": "ploughed",
    "lavender": "lavender", "vineyard": "vines", "wheat": "wheat", "rice": "rice",
    "battlefield": "mud", "dry grass": "dry", "savanna": "savanna",
}  # fmt: skip
ROWS = ("lavender", "vines", "tulips", "sunflowers", "ploughed", "poppies", "rice")
"""Grounds that are planted to the edge: no trees of the meadow stand in them."""
"""Feature -> ground of a field."""


def _mountains(draft: Draft) -> None:
    h, ground, scene = draft.horizon, soil(draft), draft.scene
    if scene.has("cloud sea"):
        _cloud_sea(draft)
        return
    if scene.has("waterfall"):
        waters.waterfall(draft)
        return
    open_sky(draft)
    waters.beyond(draft)
    far_land(draft)
    wooded_hill(draft)
    line = TreeLine(200, 0.1, "conifer")
    slope = low(draft, Terrain(6.2, 9.5, 0.05, -0.12, "hill", 1.8, woods(draft), dip=0.5, trees=line))
    draft.add(8, even(draft, slope))
    sites(draft, 7.6)
    draft.add(5.5, Mist(h + 0.17))
    flowers = scene.has("flowers") or (scene.season in ("spring", "summer") and ground == "grass")
    road = scene.has("road", "path")
    draft.add(4, even(draft, Terrain(2.6, 5, -0.13, -0.34, "hill", 1.6, ground, tufts=1, road=road, flowers=flowers)))
    rocks(draft, 2.5)
    draft.add(1.8, even(draft, Terrain(1.35, 2.3, -0.3, -0.62, "hill", 1.0, ground, tufts=1, dip=0.8, flowers=flowers)))
    if draft.rng.random() < 0.7:
        draft.add(2.2, Framing("firs", 3, (0.55, 0.95)))
    above(draft)


def _cloud_sea(draft: Draft) -> None:
    """Above the clouds; whoever needs ground stands on a summit."""
    open_sky(draft)
    draft.add(60, Scenery("cloud sea", draft.focus_u))
    if draft.rng.random() < 0.6:
        peaks = Terrain(30, 46, 0.14 * draft.far_scale, -0.06, "ridge", 3.4, "rock", snowcap=True, dip=0.7)
        draft.add(38, peaks)
    for depth in (14.0, 8.0, 5.0):
        draft.add(depth, Scenery("cloud sea", draft.focus_u))
    summit = Terrain(2.2, 7.5, -0.17, -0.34, "hill", 1.3, "snow" if draft.scene.snowy else "rock", tufts=1, dip=0.2)
    if casting.ashore(draft.scene):
        draft.add(6.2, even(draft, summit))
        draft.hero_depth = 3.4
    draft.add(2.2, Scenery("cloud sea", draft.focus_u))


def _forest(draft: Draft) -> None:
    scene = draft.scene
    if scene.has("waterfall", "swamp"):
        (waters.waterfall if scene.has("waterfall") else waters.swamp)(draft)
        return
    by_water, ends = woodland.by_water(scene), woodland.ends(scene)
    (woodland.shore if by_water else woodland.edge if ends else woodland.deep)(draft)


def _desert(draft: Draft) -> None:
    scene = draft.scene
    road, mars = scene.has("road", "path"), scene.has("mars", "moonscape")
    open_sky(draft)
    if not waters.beyond(draft):
        far_land(draft)
    style = "mesa" if scene.has("canyon") else "dune"
    if scene.has("canyon"):
        _canyon(draft)
    elif draft.waterline is None:
        draft.add(12, Terrain(8, 17, 0.05, -0.06, style, 1.4, "sand", dip=0.2, road=road))
    if scene.has("domed city"):
        draft.add(11, Scenery("domes", draft.aspect * (0.5 - draft.side * 0.08), 1.1))
    palms = TreeLine(16, 0.16, "palm") if scene.has("oasis", "palms") else None
    dune = low(draft, Terrain(4.4, 7.6, -0.02, -0.17, "dune", 1.1, "sand", dip=0.3, road=road, trees=palms))
    draft.add(6, even(draft, dune))
    if mars or scene.has("canyon", "rocks"):
        draft.add(5.2, Scenery("crag", draft.aspect * (0.5 + draft.side * 0.3), 0.9))
        draft.add(2.6, Scenery("crag", draft.aspect * (0.5 - draft.side * 0.38), 0.8))
    draft.add(3.6, even(draft, Terrain(2.2, 4.3, -0.14, -0.36, "dune", 0.9, "sand", road=road)))
    draft.add(1.7, even(draft, Terrain(1.25, 2.1, -0.28, -0.66, "dune", 0.6, "sand", dip=0.6)))


def _canyon(draft: Draft) -> None:
    """Walls of banded rock that step back from both sides."""
    side = draft.side
    draft.add(20, Terrain(15, 26, 0.24, -0.05, "mesa", 3.2, "sand", dip=0.9))
    draft.add(11, Terrain(8, 15, 0.33, -0.06, "wall", 2.2, "mesa", side=-side))
    draft.add(7.4, Terrain(5.6, 9.5, 0.24, -0.1, "wall", 2.4, "mesa", side=side * 0.9))


def _field(draft: Draft) -> None:
    scene, rng = draft.scene, draft.rng
    if scene.has("swamp"):
        waters.swamp(draft)
        return
    if scene.setting == "snow" and scene.has("iceberg", "pack ice"):
        waters.arctic(draft)
        return
    ground = _sown(draft)
    open_sky(draft)
    if not waters.beyond(draft):
        far_land(draft)
    trees = "conifer" if ground == "snow" or scene.has("pines") else "acacia" if ground == "savanna" else "broad"
    flowers = scene.has("flowers", "garden") or (scene.season == "spring" and ground == "grass")
    flowers = flowers or (ground == "grass" and scene.time == "noon" and rng.random() < 0.5)
    crops = ground in ROWS
    winding = scene.has("road", "path", "park") or (rng.random() < 0.55 and ground in ("grass", "wheat"))
    planted = scene.has("orchard", "garden", "park")
    groves = 70 if planted else 26
    if ground == "rice":
        draft.add(22, Terrain(16, 30, 0.17, -0.03, "terrace", 1.6, ground, dip=0.4))
        draft.add(11, Terrain(8, 15, 0.09, -0.08, "terrace", 1.5, ground, dip=0.5))
    elif draft.waterline is None:
        draft.add(14, Terrain(10, 20, 0.04, -0.06, "hill", 2, ground, trees=TreeLine(groves, 0.05, trees)))
    if "forest" in scene.surroundings:
        woodland.wall(draft)
    sites(draft, 9.5 if scene.has("fire", "lights") else 12.5)
    few = None if crops else TreeLine(26, 0.2, trees) if planted else TreeLine(7, 0.1, trees)
    middle = low(draft, Terrain(5, 9, -0.02, -0.15, "hill", 1.6, ground, trees=few, flowers=flowers))
    draft.add(7, even(draft, middle))
    draft.add(
        3.6, even(draft, Terrain(2.3, 4.6, -0.15, -0.36, "hill", 1.3, ground, tufts=1, road=winding, flowers=flowers))
    )
    if scene.has("farm", "fence") or (ground in ("grass", "snow") and not crops and rng.random() < 0.25):
        draft.add(3.5, Scenery("fence", draft.aspect * (0.5 - draft.side * 0.42)))
    if scene.has("rocks") or ground == "snow":
        rocks(draft, 2.5)
    draft.add(
        1.7, even(draft, Terrain(1.25, 2.1, -0.32, -0.66, "hill", 0.8, ground, tufts=2, dip=0.6, flowers=flowers))
    )
    above(draft)


def _sown(draft: Draft) -> str:
    """What a field is covered with: what was named, or now and then ripe wheat in a low sun."""
    scene, ground = draft.scene, soil(draft)
    if ground != "grass":
        return ground
    for feature, crop in CROPS.items():
        if scene.has(feature):
            return crop
    dry = (
        "ground" not in scene.tints
        and scene.time == "golden"
        and not scene.has("flowers", "garden", "park", "orchard", "grass", "farm")
    )
    return "wheat" if dry and draft.rng.random() < 0.35 else ground


BUILDERS: dict[str, Builder] = {
    "mountains": _mountains,
    "forest": _forest,
    "desert": _desert,
    "field": _field,
    "snow": _field,
    **waters.BUILDERS,
}
