"""The planes of each setting, far to near."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from generation.engines.animatic import casting
from generation.engines.animatic.plan import (
    Asteroids,
    Built,
    Cave,
    City,
    Clouds,
    Framing,
    Mist,
    Sky,
    Space,
    Terrain,
    TreeLine,
    Trees,
)  # fmt: skip

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

COVER = {"clouds": 0.72, "dark clouds": 0.8, "rain": 0.8, "storm": 0.85, "fog": 0.4, "snow": 0.7, "dust": 0.4}
FAR_LAND = {
    "forest": ("hill", 0.12), "field": ("hill", 0.1), "desert": ("ridge", 0.16), "coast": ("hill", 0.09),
    "snow": ("ridge", 0.22), "lake": ("ridge", 0.26), "river": ("ridge", 0.24), "mountains": ("ridge", 0.36),
    "city": ("hill", 0.08),
}  # fmt: skip


def build(draft: Draft) -> None:
    """Add the planes of the draft's setting; sets its waterline and hero depth where the place asks for it."""
    BUILDERS[draft.scene.setting](draft)


def _sky(draft: Draft) -> None:
    scene = draft.scene
    cover = COVER.get(scene.weather, 0.56 if draft.rng.random() < 0.7 else 0.4)
    draft.add(400, Sky())
    draft.add(200, Clouds(cover, scene.weather in ("storm", "rain", "dark clouds")))


def _ground(draft: Draft) -> str:
    scene = draft.scene
    if scene.snowy:
        return "snow"
    return "sand" if scene.setting == "desert" or "desert" in scene.surroundings else "grass"


def _woods(draft: Draft) -> str:
    return "snow" if draft.scene.snowy else "forest"


def _far_land(draft: Draft) -> None:
    scene = draft.scene
    style, high = FAR_LAND[scene.setting]
    if "mountains" in scene.surroundings and scene.setting != "mountains":
        style, high = "ridge", 0.28
    if scene.setting == "desert" and draft.rng.random() < 0.55:
        style = "mesa"
    if scene.has("volcano"):
        style, high = "volcano", 0.42
    high *= draft.far_scale
    stone = "snow" if scene.snowy else "sand" if _ground(draft) == "sand" else "rock"
    caps = scene.setting in ("mountains", "lake", "snow", "river")
    draft.add(60, Terrain(42, 70, high, -0.01, style, 2.2, stone, snowcap=caps, dip=0.35))
    second = "ridge" if style == "volcano" else style
    draft.add(30, Terrain(22, 36, high * 0.6, -0.02, second, 3, stone, dip=0.5))


def _wooded_hill(draft: Draft) -> None:
    h = draft.horizon
    draft.add(20, Mist(h + 0.02))
    woods = TreeLine(420, 0.055, "conifer")
    draft.add(14, Terrain(11, 18, 0.1, -0.05, "hill", 2.4, _woods(draft), dip=0.4, trees=woods))
    draft.add(10.5, Mist(h + 0.07))


def _mountains(draft: Draft) -> None:
    h, ground = draft.horizon, _ground(draft)
    _sky(draft)
    _far_land(draft)
    _wooded_hill(draft)
    woods = TreeLine(200, 0.1, "conifer")
    draft.add(8, Terrain(6.2, 9.5, 0.05, -0.12, "hill", 1.8, _woods(draft), dip=0.5, trees=woods))
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
    _sky(draft)
    _far_land(draft)
    _wooded_hill(draft)
    woods = _woods(draft)
    draft.add(20, Terrain(4.5, 24, 0.0, -0.06, "hill", 2, woods))
    for depth, count in ((14.0, 30), (9.0, 22), (6.0, 14), (4.2, 8)):
        draft.add(depth, Trees(count, (1.5, 1.9), leaf))
        draft.add(depth - 0.3, Mist(h + 0.8 / depth))
    draft.add(5, Built("rays"))
    draft.add(3.8, Terrain(2.4, 4.8, -0.2, -0.34, "hill", 2, woods, tufts=1, road=scene.has("road")))
    draft.add(2.0, Trees(3, (2.0, 2.3), leaf, edges=True))
    draft.add(1.6, Terrain(1.3, 2.0, -0.36, -0.6, "hill", 1.5, woods, tufts=1, dip=0.8))


def _desert(draft: Draft) -> None:
    road = draft.scene.has("road")
    _sky(draft)
    _far_land(draft)
    draft.add(12, Terrain(8, 17, 0.05, -0.06, "dune", 1.4, "sand", dip=0.2, road=road))
    draft.add(6, Terrain(4.4, 7.6, -0.02, -0.17, "dune", 1.1, "sand", dip=0.3, road=road))
    draft.add(3.6, Terrain(2.2, 4.3, -0.14, -0.36, "dune", 0.9, "sand", road=road))
    draft.add(1.7, Terrain(1.25, 2.1, -0.28, -0.66, "dune", 0.6, "sand", dip=0.6))


def _field(draft: Draft) -> None:
    scene, rng = draft.scene, draft.rng
    ground = _ground(draft)
    dry = "ground" not in scene.tints and scene.time == "golden" and rng.random() < 0.4
    if ground == "grass" and (scene.has("wheat") or dry):
        ground = "wheat"
    _sky(draft)
    _far_land(draft)
    trees = "conifer" if ground == "snow" else "broad"
    flowers = scene.has("flowers") or (scene.season == "spring" and ground == "grass")
    winding = scene.has("road") or (rng.random() < 0.55 and ground != "snow")
    draft.add(14, Terrain(10, 20, 0.04, -0.06, "hill", 2, ground, trees=TreeLine(26, 0.05, trees)))
    draft.add(7, Terrain(5, 9, -0.02, -0.15, "hill", 1.6, ground, trees=TreeLine(7, 0.1, trees)))
    draft.add(3.6, Terrain(2.3, 4.6, -0.15, -0.36, "hill", 1.3, ground, tufts=1, road=winding, flowers=flowers))
    draft.add(1.7, Terrain(1.25, 2.1, -0.32, -0.66, "hill", 0.8, ground, tufts=2, dip=0.6, flowers=flowers))
    _tarn(draft)


def _city(draft: Draft) -> None:
    scene, h, k = draft.scene, draft.horizon, draft.far_scale
    wet = any(place in scene.surroundings for place in ("river", "lake", "sea", "coast", "island"))
    wet = wet or (draft.rng.random() < 0.5 and not scene.subjects)
    _sky(draft)
    _far_land(draft)
    draft.add(40, City(0.06, 0.46 * k, 0.05, 0.4))
    draft.add(24, City(0.04, 0.38 * k, 0.065, 0.5))
    draft.add(14, City(0.015, 0.28, 0.085, 0.55, shore=wet))
    if wet:
        draft.waterline = h + 0.035
        draft.add(11, City(-0.03, 0.12, 0.09, 0.6, shore=True))
    else:
        draft.add(8, City(-0.06, 0.24, 0.13, 0.3))
        draft.add(2.1, Built("roof", draft.side))


def _street(draft: Draft) -> None:
    draft.horizon = float(draft.rng.choice([0.56, 0.62]))
    _sky(draft)
    draft.add(60, City(0.1, 0.34, 0.05, 0.5))
    draft.add(10, Built("street", draft.side))


def _sea(draft: Draft) -> None:
    draft.waterline, draft.hero_depth = draft.horizon + 0.004, 6.0
    _sky(draft)
    if draft.scene.surroundings or draft.rng.random() < 0.25:
        _distant_shore(draft)


def _distant_shore(draft: Draft) -> None:
    style = "ridge" if "mountains" in draft.scene.surroundings else "hill"
    high = 0.2 if style == "ridge" else 0.07
    draft.add(40, Terrain(30, 50, high * draft.far_scale, -0.02, style, 2.4, "rock", dip=0.6))


def _island(draft: Draft) -> None:
    draft.waterline, draft.hero_depth = draft.horizon + 0.012, 6.0
    _sky(draft)
    grove = TreeLine(46, 0.035, "broad")
    draft.add(16, Terrain(14, 19, 0.1, -0.07, "hill", 1.5, "grass", island=True, shore=True, trees=grove))


def _coast(draft: Draft) -> None:
    side, ground = draft.side, "sand" if draft.rng.random() < 0.5 and not draft.scene.snowy else _ground(draft)
    draft.waterline, draft.hero_depth = draft.horizon + 0.012, 5.0
    _sky(draft)
    _far_land(draft)
    draft.add(9, Terrain(7.5, 11, 0.2, -0.12, "cliff", 1.6, "rock", shore=True, side=side, grassy=True))
    draft.add(5, Terrain(4, 6, 0.03, -0.26, "cliff", 2, "rock", shore=True, side=side * 1.25, grassy=True))
    _near_shore(draft, "snow" if draft.scene.snowy else "sand")
    draft.add(1.7, Terrain(1.3, 2.1, -0.33, -0.66, "hill", 1, ground, tufts=1, dip=0.7))


def _near_shore(draft: Draft, ground: str) -> None:
    """Firm ground at the water's edge, for whoever stands there."""
    if any(casting.needs_ground(subject.kind) for subject in draft.scene.subjects):
        draft.add(3.9, Terrain(2.2, 4.6, -0.17, -0.34, "hill", 1.3, ground, tufts=1, dip=0.2))
        draft.hero_depth = 3.4


def _lake(draft: Draft) -> None:
    h, ground = draft.horizon, _ground(draft)
    draft.waterline = h + 0.016
    _sky(draft)
    _far_land(draft)
    woods = TreeLine(420, 0.05, "conifer")
    draft.add(17, Terrain(13, 21, 0.085, -0.07, "hill", 2.5, _woods(draft), dip=0.6, shore=True, trees=woods))
    draft.add(13, Mist(h + 0.045))
    _near_shore(draft, ground)
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
    ground = _ground(draft)
    draft.waterline, draft.hero_depth = draft.horizon + 0.035, 4.5
    _sky(draft)
    _far_land(draft)
    _wooded_hill(draft)
    trees = TreeLine(60, 0.13, "broad" if draft.scene.season in ("autumn", "spring") else "conifer")
    draft.add(6, Terrain(3.6, 12, 0.0, -0.2, "hill", 1.6, ground, tufts=1, bank=True, shore=True, trees=trees))
    draft.add(2.6, Terrain(1.5, 4.6, -0.2, -0.46, "hill", 1.2, ground, tufts=1, bank=True, shore=True))
    _near_shore(draft, ground)


def _cave(draft: Draft) -> None:
    _sky(draft)
    draft.add(40, Terrain(30, 50, 0.12, -0.03, "ridge", 3, "rock"))
    draft.waterline = draft.horizon + 0.02
    for depth, radius in ((9.0, 0.42), (4.5, 0.58), (2.2, 0.8)):
        draft.add(depth, Cave(radius))
    draft.add(3.6, Terrain(2.2, 4.6, -0.14, -0.34, "hill", 2, "rock", dip=0.3))


def _underwater(draft: Draft) -> None:
    draft.add(400, Built("underwater"))
    draft.hero_depth = 6.0
    for z, high in ((18.0, 0.1), (9.0, 0.05), (5.0, -0.02), (2.4, -0.2)):
        low = -0.4 if z < 4 else -0.15
        draft.add(z, Terrain(z * 0.8, z * 1.2, high, low, "ridge", 5, "sand", weeds=True))


def _room(draft: Draft) -> None:
    draft.hero_depth = 2.4
    draft.add(6, Built("room", draft.side))
    draft.add(2.6, Built("table"))


def _space(draft: Draft) -> None:
    scene, planet = draft.scene, draft.scene.has("planet") or draft.rng.random() < 0.7
    rings = scene.has("rings") or draft.rng.random() < 0.35
    draft.hero_depth = None
    draft.add(400, Space(draft.hues, planet, rings, draft.side))
    for depth, count, size in ((30, 26, 0.02), (12, 10, 0.04), (5, 5, 0.09), (2.4, 2, 0.2)):
        draft.add(depth, Asteroids(count, size))


BUILDERS: dict[str, Callable[[Draft], None]] = {
    "mountains": _mountains, "forest": _forest, "desert": _desert, "field": _field, "snow": _field, "city": _city,
    "street": _street, "sea": _sea, "island": _island, "coast": _coast, "lake": _lake, "river": _river,
    "cave": _cave, "underwater": _underwater, "room": _room, "space": _space,
}  # fmt: skip
