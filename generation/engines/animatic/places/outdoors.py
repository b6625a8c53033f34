"""The planes of places under the open sky, far to near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generation.engines.animatic.places.common import Builder, far_land, near_shore, open_sky, soil, wooded_hill, woods
from generation.engines.animatic.plan import Built, Framing, Mist, Terrain, TreeLine, Trees

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft


def _mountains(draft: Draft) -> None:
    h, ground = draft.horizon, soil(draft)
    open_sky(draft)
    far_land(draft)
    wooded_hill(draft)
    line = TreeLine(200, 0.1, "conifer")
    draft.add(8, Terrain(6.2, 9.5, 0.05, -0.12, "hill", 1.8, woods(draft), dip=0.5, trees=line))
    draft.add(5.5, Mist(h + 0.17))
    road = draft.scene.has("road")
    draft.add(4, Terrain(2.6, 5, -0.13, -0.34, "hill", 1.6, ground, tufts=1, road=road))
    draft.add(1.8, Terrain(1.35, 2.3, -0.3, -0.62, "hill", 1.0, ground, tufts=1, dip=0.8))
    if draft.rng.random() < 0.7:
        draft.add(2.2, Framing("firs", 3, (0.55, 0.95)))
    _tarn(draft)


def _tarn(draft: Draft) -> None:
    """The sea at the mountains' foot, when both are named."""
    if any(place in draft.scene.surroundings for place in ("sea", "coast")):
        draft.waterline = draft.horizon + 0.02


def _forest(draft: Draft) -> None:
    h, scene = draft.horizon, draft.scene
    leaf = "conifer" if scene.snowy or draft.rng.random() < 0.5 else "broad"
    if scene.has("birch"):
        leaf = "birch"
    open_sky(draft)
    far_land(draft)
    wooded_hill(draft)
    litter = woods(draft)
    draft.add(20, Terrain(4.5, 24, 0.0, -0.06, "hill", 2, litter))
    for depth, count in ((14.0, 30), (9.0, 22), (6.0, 14), (4.2, 8)):
        draft.add(depth, Trees(count, (1.5, 1.9), leaf))
        draft.add(depth - 0.3, Mist(h + 0.8 / depth))
    draft.add(5, Built("rays"))
    draft.add(3.8, Terrain(2.4, 4.8, -0.2, -0.34, "hill", 2, litter, tufts=1, road=scene.has("road")))
    draft.add(2.0, Trees(3, (2.0, 2.3), leaf, edges=True))
    draft.add(1.6, Terrain(1.3, 2.0, -0.36, -0.6, "hill", 1.5, litter, tufts=1, dip=0.8))


def _desert(draft: Draft) -> None:
    road = draft.scene.has("road")
    open_sky(draft)
    far_land(draft)
    draft.add(12, Terrain(8, 17, 0.05, -0.06, "dune", 1.4, "sand", dip=0.2, road=road))
    draft.add(6, Terrain(4.4, 7.6, -0.02, -0.17, "dune", 1.1, "sand", dip=0.3, road=road))
    draft.add(3.6, Terrain(2.2, 4.3, -0.14, -0.36, "dune", 0.9, "sand", road=road))
    draft.add(1.7, Terrain(1.25, 2.1, -0.28, -0.66, "dune", 0.6, "sand", dip=0.6))


def _field(draft: Draft) -> None:
    scene, rng = draft.scene, draft.rng
    ground = soil(draft)
    dry = "ground" not in scene.tints and scene.time == "golden" and rng.random() < 0.4
    if ground == "grass" and (scene.has("wheat") or dry):
        ground = "wheat"
    open_sky(draft)
    far_land(draft)
    trees = "conifer" if ground == "snow" else "broad"
    flowers = scene.has("flowers") or (scene.season == "spring" and ground == "grass")
    winding = scene.has("road") or (rng.random() < 0.55 and ground != "snow")
    draft.add(14, Terrain(10, 20, 0.04, -0.06, "hill", 2, ground, trees=TreeLine(26, 0.05, trees)))
    draft.add(7, Terrain(5, 9, -0.02, -0.15, "hill", 1.6, ground, trees=TreeLine(7, 0.1, trees)))
    draft.add(3.6, Terrain(2.3, 4.6, -0.15, -0.36, "hill", 1.3, ground, tufts=1, road=winding, flowers=flowers))
    draft.add(1.7, Terrain(1.25, 2.1, -0.32, -0.66, "hill", 0.8, ground, tufts=2, dip=0.6, flowers=flowers))
    _tarn(draft)


def _sea(draft: Draft) -> None:
    draft.waterline, draft.hero_depth = draft.horizon + 0.004, 6.0
    open_sky(draft)
    if draft.scene.surroundings or draft.rng.random() < 0.25:
        _distant_shore(draft)


def _distant_shore(draft: Draft) -> None:
    style = "ridge" if "mountains" in draft.scene.surroundings else "hill"
    high = 0.2 if style == "ridge" else 0.07
    draft.add(40, Terrain(30, 50, high * draft.far_scale, -0.02, style, 2.4, "rock", dip=0.6))


def _island(draft: Draft) -> None:
    draft.waterline, draft.hero_depth = draft.horizon + 0.012, 6.0
    open_sky(draft)
    grove = TreeLine(46, 0.035, "broad")
    draft.add(16, Terrain(14, 19, 0.1, -0.07, "hill", 1.5, "grass", island=True, shore=True, trees=grove))


def _coast(draft: Draft) -> None:
    side, ground = draft.side, "sand" if draft.rng.random() < 0.5 and not draft.scene.snowy else soil(draft)
    draft.waterline, draft.hero_depth = draft.horizon + 0.012, 5.0
    open_sky(draft)
    far_land(draft)
    draft.add(9, Terrain(7.5, 11, 0.2, -0.12, "cliff", 1.6, "rock", shore=True, side=side, grassy=True))
    draft.add(5, Terrain(4, 6, 0.03, -0.26, "cliff", 2, "rock", shore=True, side=side * 1.25, grassy=True))
    near_shore(draft, "snow" if draft.scene.snowy else "sand")
    draft.add(1.7, Terrain(1.3, 2.1, -0.33, -0.66, "hill", 1, ground, tufts=1, dip=0.7))


def _lake(draft: Draft) -> None:
    h, ground = draft.horizon, soil(draft)
    draft.waterline = h + 0.016
    open_sky(draft)
    far_land(draft)
    line = TreeLine(420, 0.05, "conifer")
    draft.add(17, Terrain(13, 21, 0.085, -0.07, "hill", 2.5, woods(draft), dip=0.6, shore=True, trees=line))
    draft.add(13, Mist(h + 0.045))
    near_shore(draft, ground)
    draft.add(1.8, Terrain(1.35, 2.3, -0.34, -0.62, "hill", 1.2, ground, tufts=1, dip=1.2))
    _lakeside(draft)


def _lakeside(draft: Draft) -> None:
    """Firs, or reeds with now and then a leafy bough above them."""
    chance = draft.rng.random()
    if chance < 0.45 or draft.scene.snowy:
        draft.add(2.0, Framing("firs", 2, (0.55, 0.9)))
        return
    draft.add(2.0, Framing("reeds", 5, (0.34, 0.52)))
    if chance > 0.68:
        draft.add(2.1, Framing("bough", 1, (0.4, 0.6), -draft.side))


def _river(draft: Draft) -> None:
    ground = soil(draft)
    draft.waterline, draft.hero_depth = draft.horizon + 0.035, 4.5
    open_sky(draft)
    far_land(draft)
    wooded_hill(draft)
    trees = TreeLine(60, 0.13, "broad" if draft.scene.season in ("autumn", "spring") else "conifer")
    draft.add(6, Terrain(3.6, 12, 0.0, -0.2, "hill", 1.6, ground, tufts=1, bank=True, shore=True, trees=trees))
    draft.add(2.6, Terrain(1.5, 4.6, -0.2, -0.46, "hill", 1.2, ground, tufts=1, bank=True, shore=True))
    near_shore(draft, ground)


BUILDERS: dict[str, Builder] = {
    "mountains": _mountains,
    "forest": _forest,
    "desert": _desert,
    "field": _field,
    "sea": _sea,
    "island": _island,
    "coast": _coast,
    "lake": _lake,
    "river": _river,
    "snow": _field,
}
