"""The planes of places by the water, far to near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generation.engines.animatic import casting
from generation.engines.animatic.places import woodland
from generation.engines.animatic.places.grounds import (
    Builder,
    above,
    even,
    far_land,
    near_shore,
    open_sky,
    rocks,
    sites,
    soil,
    wooded_hill,
    woods,
)
from generation.engines.animatic.plan import Framing, Mist, Scenery, Terrain, TreeLine, Trees

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft


def beyond(draft: Draft) -> bool:
    """Fills the distance with the water that land looks out over, where one is told; whether it is the open sea, with
    no land behind it."""
    around = draft.scene.surroundings
    sea = any(place in around for place in ("sea", "coast", "island"))
    if sea or "lake" in around:
        draft.waterline = draft.horizon + (0.006 if sea else 0.02)
    return sea


def waterfall(draft: Draft) -> None:
    """A fall into a pool between wooded or jungled banks."""
    scene, ground = draft.scene, soil(draft)
    jungle = scene.has("jungle")
    ground = "jungle" if jungle else ground
    draft.waterline, draft.hero_depth = draft.horizon + 0.05, 4.5
    open_sky(draft)
    far_land(draft)
    draft.add(20, Mist(draft.horizon - 0.05))
    draft.add(11, Scenery("waterfall", draft.aspect * (0.5 - draft.side * 0.12), 1.15))
    trees = TreeLine(70, 0.12, "palm" if jungle else "broad" if scene.season == "autumn" else "conifer")
    draft.add(6, Terrain(3.6, 12, 0.0, -0.2, "hill", 1.6, ground, tufts=1, bank=True, shore=True, trees=trees))
    draft.add(4.6, Scenery("crag", draft.aspect * (0.5 + draft.side * 0.3), 0.8))
    draft.add(2.6, Terrain(1.5, 4.6, -0.2, -0.46, "hill", 1.2, ground, tufts=1, bank=True, shore=True))
    near_shore(draft, ground)
    if jungle:
        draft.add(2.0, Scenery("jungle", draft.focus_u, 0.9))
    else:
        rocks(draft, 2.3)
        above(draft)


def swamp(draft: Draft) -> None:
    """Still dark water between tussocks and bare trees, under mist."""
    h = draft.horizon
    draft.waterline, draft.hero_depth = h + 0.02, 4.5
    open_sky(draft)
    far_land(draft)
    draft.add(15, Terrain(12, 19, 0.05, -0.06, "hill", 3, "marsh", shore=True, trees=TreeLine(160, 0.09, "broad")))
    draft.add(12, Mist(h + 0.03))
    draft.add(8.0, Trees(8, (0.26, 0.46), "bare"))
    draft.add(
        6, Terrain(4, 9, -0.03, -0.17, "hill", 2.2, "marsh", bank=True, shore=True, trees=TreeLine(20, 0.1, "bare"))
    )
    draft.add(5.2, Mist(h + 0.16))
    near_shore(draft, "marsh")
    draft.add(2.0, Framing("reeds", 6, (0.34, 0.52)))
    draft.add(2.1, Trees(2, (0.7, 0.95), "bare", edges=True))
    draft.add(1.8, even(draft, Terrain(1.35, 2.3, -0.34, -0.62, "hill", 1.2, "marsh", tufts=1, dip=1.2)))


def arctic(draft: Draft) -> None:
    """Icebergs on a dark sea before a shelf of ice."""
    a, side = draft.aspect, draft.side
    draft.waterline, draft.hero_depth = draft.horizon + 0.008, 6.0
    open_sky(draft)
    draft.add(60, Terrain(42, 70, 0.1 * draft.far_scale, -0.01, "ridge", 2.4, "snow", dip=0.5))
    for depth, place, size in ((24.0, 0.3, 0.45), (15.0, -0.3, 0.8), (9.0, 0.36, 1.0), (6.6, -0.12, 0.22)):
        draft.add(depth, Scenery("ice", a * (0.5 - side * place), size * draft.far_scale, shore=True))
    if draft.scene.has("pack ice"):
        draft.add(5.5, Scenery("floes", a / 2, shore=True))
    near_shore(draft, "ice")
    draft.add(1.8, even(draft, Terrain(1.35, 2.3, -0.34, -0.6, "hill", 1.2, "ice", dip=0.9)))


def _sea(draft: Draft) -> None:
    scene = draft.scene
    if scene.has("iceberg"):
        arctic(draft)
        return
    draft.waterline, draft.hero_depth = draft.horizon + 0.004, 6.0
    open_sky(draft)
    if scene.surroundings or draft.rng.random() < 0.4:
        style = "ridge" if "mountains" in scene.surroundings else "hill"
        high = 0.2 if style == "ridge" else 0.07
        draft.add(40, Terrain(30, 50, high * draft.far_scale, -0.02, style, 2.4, "rock", dip=0.6))
    if scene.has("rocks", "cliffs") or draft.rng.random() < 0.3:
        u = draft.aspect * (0.5 - draft.side * 0.4)
        draft.add(11, Terrain(10, 13, 0.16, -0.09, "cliff", 2, "rock", shore=True, side=-draft.side * 0.6, grassy=True))
        draft.add(7, Scenery("crag", u, 0.6, shore=True))


def _island(draft: Draft) -> None:
    draft.waterline, draft.hero_depth = draft.horizon + 0.012, 6.0
    open_sky(draft)
    warm = draft.scene.has("palms", "jungle") or draft.scene.first("palm") is not None
    if draft.scene.has("volcano"):
        far_land(draft)
    else:
        draft.add(50, Terrain(40, 60, 0.06 * draft.far_scale, -0.02, "hill", 3, "grass", dip=0.7))
    grove = TreeLine(60, 0.06, "palm") if warm or draft.rng.random() < 0.5 else TreeLine(46, 0.035, "broad")
    draft.add(16, Terrain(14, 19, 0.1, -0.07, "hill", 1.5, "grass", island=True, shore=True, trees=grove))
    draft.add(13, Terrain(12.4, 14, -0.035, -0.084, "hill", 1.5, "beach", island=True, shore=True))
    if draft.rng.random() < 0.6:
        draft.add(2.1, Framing("bough", 1, (0.4, 0.6), -draft.side))


def _coast(draft: Draft) -> None:
    scene, side = draft.scene, draft.side
    sandy = not scene.snowy and not scene.has("cliffs") and (draft.rng.random() < 0.6 or scene.has("waves"))
    ground = "beach" if sandy else soil(draft)
    draft.waterline, draft.hero_depth = draft.horizon + 0.012, 5.0
    open_sky(draft)
    far_land(draft)
    if scene.has("harbour", "village"):
        _port(draft)
    elif sandy and draft.rng.random() < 0.55:
        palms = TreeLine(34, 0.15, "palm") if scene.has("palms") or scene.time in ("noon", "golden") else None
        draft.add(9, Terrain(7.5, 12, 0.02, -0.13, "hill", 1.6, "beach", shore=True, side=side))
        draft.add(8.6, Terrain(7.8, 11, 0.06, -0.15, "hill", 1.6, "grass", shore=True, side=side * 0.8, trees=palms))
    else:
        sheer = "wall" if scene.has("cliffs") else "cliff"
        draft.add(9, Terrain(7.5, 11, 0.22, -0.12, sheer, 1.6, "rock", shore=True, side=side, grassy=True))
        draft.add(5, Terrain(4, 6, 0.03, -0.26, "cliff", 2, "rock", shore=True, side=side * 1.25, grassy=True))
    if scene.has("waves"):
        draft.add(4.4, Scenery("surf", draft.aspect / 2))
    near_shore(draft, "snow" if scene.snowy else "beach")
    rocks(draft, 2.4, 0.7)
    draft.add(1.7, even(draft, Terrain(1.3, 2.1, -0.33, -0.66, "hill", 1, ground, tufts=1, dip=0.7)))


def _port(draft: Draft) -> None:
    """A town that climbs from its quay."""
    side = draft.side
    hill = Terrain(
        9.5, 14, 0.17, -0.1, "hill", 1.3, soil(draft), shore=True, side=-side * 0.9, trees=TreeLine(40, 0.04, "broad")
    )
    draft.add(11.5, hill)
    draft.add(9.2, Scenery("harbour", draft.aspect * (0.5 - side * 0.26), 1.0, shore=True))


def _lake(draft: Draft) -> None:
    if draft.scene.has("iceberg"):
        arctic(draft)
        return
    if woodland.by_water(draft.scene):
        woodland.shore(draft)
        return
    if draft.scene.has(*woodland.FROZEN):
        _frozen(draft)
        return
    h, ground = draft.horizon, soil(draft)
    draft.waterline = h + 0.016
    open_sky(draft)
    far_land(draft)
    arid = "desert" in draft.scene.surroundings
    line = TreeLine(90, 0.07, "palm") if arid else TreeLine(420, 0.05, "conifer")
    far = "sand" if arid else woods(draft)
    draft.add(17, Terrain(13, 21, 0.085, -0.07, "hill", 2.5, far, dip=0.6, shore=True, trees=line))
    draft.add(13, Mist(h + 0.045))
    if draft.scene.has("harbour", "village"):
        _port(draft)
    near_shore(draft, ground)
    rocks(draft, 2.6, 0.55)
    draft.add(1.8, even(draft, Terrain(1.35, 2.3, -0.34, -0.62, "hill", 1.2, ground, tufts=1, dip=1.2)))
    _lakeside(draft)


def _frozen(draft: Draft) -> None:
    """A sheet of ice from shore to shore, with snow on it; whoever is there stands on the ice."""
    open_sky(draft)
    far_land(draft)
    line = TreeLine(420, 0.05, "conifer")
    draft.add(17, Terrain(13, 21, 0.085, -0.07, "hill", 2.5, woods(draft), dip=0.6, trees=line))
    draft.add(12.5, Mist(draft.horizon + 0.03))
    woodland.ice(draft)
    draft.add(2.0, Framing("firs", 2, (0.55, 0.9)))


def _lakeside(draft: Draft) -> None:
    """Firs, or reeds with now and then a leafy bough above them."""
    chance = draft.rng.random()
    if "desert" in draft.scene.surroundings:
        return
    if chance < 0.45 or draft.scene.snowy:
        draft.add(2.0, Framing("firs", 2, (0.55, 0.9)))
        return
    draft.add(2.0, Framing("reeds", 5, (0.34, 0.52)))
    if chance > 0.68:
        draft.add(2.1, Framing("bough", 1, (0.4, 0.6), -draft.side))


def _river(draft: Draft) -> None:
    if draft.scene.has("waterfall"):
        waterfall(draft)
        return
    if woodland.by_water(draft.scene):
        woodland.shore(draft)
        return
    if draft.scene.has(*woodland.FROZEN):
        _frozen(draft)
        return
    ground = soil(draft)
    draft.waterline, draft.hero_depth = draft.horizon + 0.035, 4.5
    open_sky(draft)
    far_land(draft)
    wooded_hill(draft)
    flowers = ground == "grass" and (draft.scene.has("flowers") or draft.scene.season == "spring")
    trees = TreeLine(60, 0.13, "broad" if draft.scene.season in ("autumn", "spring") else "conifer")
    bank = Terrain(
        3.6, 12, 0.0, -0.2, "hill", 1.6, ground, tufts=1, bank=True, shore=True, trees=trees, flowers=flowers
    )
    draft.add(6, bank)
    sites(draft, 10.2)
    rocks(draft, 4.4, 0.7)
    near = Terrain(1.5, 4.6, -0.2, -0.46, "hill", 1.2, ground, tufts=1, bank=True, shore=True, flowers=flowers)
    draft.add(2.6, near)
    near_shore(draft, ground)
    if not any(casting.needs_ground(subject.kind) for subject in draft.scene.subjects):
        above(draft)


BUILDERS: dict[str, Builder] = {"sea": _sea, "island": _island, "coast": _coast, "lake": _lake, "river": _river}
