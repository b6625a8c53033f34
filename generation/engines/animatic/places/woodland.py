"""The planes of a wood: deep in it, where it stands around water, and at its edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from generation.engines.animatic.places.grounds import (
    even,
    far_land,
    near_shore,
    open_sky,
    remains,
    rocks,
    sites,
    soil,
    woods,
)
from generation.engines.animatic.plan import Built, Framing, Mist, Scenery, Terrain, TreeLine, Trees
from generation.engines.animatic.scene import Scene

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

STILL, RUNNING = ("lake", "sea", "coast", "island"), ("river",)
FROZEN = ("frozen lake", "frozen river")
SHEETS = ((8.0, 5.0, 14.0), (3.6, 1.2, 6.0))
"""Where the ice of a frozen water lies: its plane, and between which depths."""


def by_water(scene: Scene) -> bool:
    """Whether a wood and a water are told of at once."""
    around = scene.surroundings
    if scene.setting == "forest":
        return any(water in around for water in (*STILL, *RUNNING))
    return scene.setting in ("lake", "river") and "forest" in around


def deep(draft: Draft) -> None:
    """Between the trunks of a wood."""
    scene = draft.scene
    h, kind, litter = draft.horizon, leaf(draft), "jungle" if scene.has("jungle") else woods(draft)
    open_sky(draft)
    far_land(draft)
    stand(draft, kind)
    draft.add(20, Terrain(4.5, 24, 0.0, -0.06, "hill", 2, litter))
    dense = 1.5 if kind == "bamboo" else 0.8 if scene.has("jungle") else 1.0
    for depth, count in ((14.0, 30), (9.0, 22), (6.0, 14), (4.2, 8)):
        draft.add(depth, Trees(round(count * dense), (1.5, 1.9), kind))
        draft.add(depth - 0.3, Mist(h + 0.8 / depth))
    draft.add(5, Built("rays"))
    if scene.has("rays"):
        draft.add(3.3, Built("rays"))
    remains(draft)
    road, flowers = scene.has("road", "path"), scene.has("flowers") or scene.season == "spring"
    ground = "grass" if flowers and litter == "forest" else litter
    draft.add(3.8, even(draft, Terrain(2.4, 4.8, -0.2, -0.34, "hill", 2, ground, tufts=1, road=road, flowers=flowers)))
    if scene.has("jungle"):
        draft.add(3.7, Scenery("jungle", draft.focus_u))
        draft.add(2.0, Scenery("jungle", draft.focus_u, 0.8))
    else:
        rocks(draft, 2.6)
        draft.add(2.0, Trees(3, (2.0, 2.3), kind, edges=True))
    draft.add(1.6, even(draft, Terrain(1.3, 2.0, -0.36, -0.6, "hill", 1.5, litter, tufts=1, dip=0.8)))


def stand(draft: Draft, kind: str) -> None:
    """The depth of a wood: whole trees in the haze, higher than the land behind them."""
    line, far, near = _crowns(draft, kind)
    draft.add(26, Terrain(22, 30, 0.02, -0.05, "hill", 2.4, woods(draft), dip=0.4, trees=TreeLine(far, 0.3, line)))
    draft.add(22, Mist(draft.horizon + 0.02))
    draft.add(18, Terrain(15, 21, 0.0, -0.05, "hill", 2.4, woods(draft), trees=TreeLine(near, 0.42, line)))


def _crowns(draft: Draft, kind: str) -> tuple[str, int, int]:
    """How a wood looks from afar: its trees, and how many of them in a far and in a near row."""
    line = "conifer" if kind == "conifer" else "palm" if draft.scene.has("jungle") else "broad"
    return (line, 230, 130) if line == "conifer" else (line, 150, 80)


def leaf(draft: Draft) -> str:
    """Which trees stand in a wood."""
    scene, chance = draft.scene, draft.rng.random()
    for kind in ("bamboo", "birch"):
        if scene.has(kind):
            return kind
    if scene.has("jungle") or scene.season == "autumn":
        return "broad"
    return "conifer" if scene.snowy or scene.has("pines") or chance < 0.5 else "broad"


def shore(draft: Draft) -> None:
    """A wood around a water: trees to its far shore and along its sides; deep in the wood they close in over it."""
    scene = draft.scene
    kind, litter = leaf(draft), "jungle" if scene.has("jungle") else woods(draft)
    frozen = scene.has(*FROZEN)
    running = not frozen and "river" in (scene.setting, *scene.surroundings)
    open_sky(draft)
    far_land(draft)
    _far_shore(draft, kind, wet=not frozen)
    ice(draft) if frozen else _water(draft, litter, running)
    if running or scene.setting == "forest":
        _sides(draft, kind, running)
    if not frozen:
        near_shore(draft, litter)
        low = Terrain(1.35, 2.3, -0.34, -0.62, "hill", 1.2, litter, tufts=1, dip=1.2)
        draft.add(1.8, even(draft, low))
    if scene.has("jungle"):
        draft.add(2.0, Scenery("jungle", draft.focus_u, 0.8))
    elif scene.setting == "forest":
        draft.add(2.0, Trees(3, (2.0, 2.3), kind, edges=True))
    else:
        draft.add(2.0, Framing("firs" if kind == "conifer" else "bough", 2, (0.55, 0.9), -draft.side))


def _far_shore(draft: Draft, kind: str, wet: bool) -> None:
    """A wall of trees along the far side."""
    line, far, near = _crowns(draft, kind)
    draft.add(26, Terrain(22, 30, 0.05, -0.05, "hill", 2.4, woods(draft), dip=0.4, trees=TreeLine(far, 0.19, line)))
    draft.add(22, Mist(draft.horizon - 0.02))
    edge = TreeLine(near * 2, 0.2, line)
    draft.add(17, Terrain(13, 21, 0.0, -0.06, "hill", 2.5, woods(draft), dip=0.3, shore=wet, trees=edge))
    draft.add(13, Mist(draft.horizon + 0.04))


def _water(draft: Draft, litter: str, running: bool) -> None:
    draft.waterline, draft.hero_depth = draft.horizon + (0.03 if running else 0.016), 4.5
    if running or draft.scene.setting == "forest":
        draft.add(6, Terrain(3.6, 12, 0.0, -0.2, "hill", 1.6, litter, tufts=1, bank=True, shore=True))
    if running:
        draft.add(2.6, Terrain(1.5, 4.6, -0.2, -0.46, "hill", 1.2, litter, tufts=1, bank=True, shore=True))


def ice(draft: Draft) -> None:
    """A sheet of ice from shore to shore; whoever is there stands on it."""
    draft.hero_depth = 3.4
    for depth, near, far in SHEETS:
        middle = float(np.sqrt(near * far))
        draft.add(depth, Terrain(near, far, -0.99 / middle, -1.01 / middle, "hill", 1.0, "sheet ice"))


def _sides(draft: Draft, kind: str, running: bool) -> None:
    """The wood on both sides of the water, which stays open to the far shore."""
    for depth, count in ((9.0, 20), (6.3, 12), (4.3, 7)) if running else ((9.0, 16), (5.4, 8)):
        draft.add(depth, Trees(count, (1.5, 1.9), kind, bank=True))
        draft.add(depth - 0.3, Mist(draft.horizon + 0.8 / depth))
    draft.add(5, Built("rays"))


def ends(scene: Scene) -> bool:
    """Whether a wood is seen from its edge, since what lies beyond it is told of."""
    beyond = any(place in scene.surroundings for place in ("city", "mountains"))
    return beyond or scene.has("forest edge", "village", "domed city")


def edge(draft: Draft) -> None:
    """Between the last trees of a wood, with open land before them."""
    scene = draft.scene
    kind, ground = leaf(draft), soil(draft)
    open_sky(draft)
    far_land(draft)
    draft.add(14, Terrain(10, 20, 0.04, -0.06, "hill", 2, ground, trees=TreeLine(60, 0.06, _crowns(draft, kind)[0])))
    sites(draft, 9.5)
    draft.add(7, even(draft, Terrain(5, 9, -0.04, -0.15, "hill", 1.6, ground)))
    draft.add(6.6, Trees(12, (1.5, 1.9), kind, bank=True))
    draft.add(6.4, Mist(draft.horizon + 0.14))
    road = scene.has("road", "path")
    draft.add(3.8, even(draft, Terrain(2.4, 4.8, -0.2, -0.34, "hill", 2, woods(draft), tufts=1, road=road)))
    rocks(draft, 2.6)
    draft.add(2.0, Trees(3, (2.0, 2.3), kind, edges=True))
    draft.add(1.6, even(draft, Terrain(1.3, 2.0, -0.36, -0.6, "hill", 1.5, woods(draft), tufts=1, dip=0.8)))


def wall(draft: Draft) -> None:
    """The wall of trees at which open land ends."""
    line, _, near = _crowns(draft, leaf(draft))
    wood = Terrain(10, 16, 0.02, -0.06, "hill", 2.2, woods(draft), trees=TreeLine(near * 3, 0.26, line))
    draft.add(13, wood)
