"""What several places have in common: sky, far land, woods and firm ground."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from generation.engines.animatic import casting
from generation.engines.animatic.places import towns
from generation.engines.animatic.plan import (
    Built,
    City,
    CloudForm,
    Clouds,
    Framing,
    Mist,
    Scenery,
    Sky,
    Terrain,
    TreeLine,
)
from generation.engines.animatic.scene import OPEN_PLACES

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

Builder: TypeAlias = "Callable[[Draft], None]"
"""Adds the planes of one place to a draft; sets its waterline and hero depth where the place asks for it."""

COVER = {"clouds": 0.72, "dark clouds": 0.8, "rain": 0.8, "storm": 0.85, "fog": 0.4, "snow": 0.7, "dust": 0.4}
FAR_LAND = {
    "forest": ("hill", 0.12), "field": ("hill", 0.1), "desert": ("ridge", 0.16), "coast": ("hill", 0.09),
    "snow": ("ridge", 0.22), "lake": ("ridge", 0.26), "river": ("ridge", 0.24), "mountains": ("ridge", 0.36),
    "city": ("hill", 0.08),
}  # fmt: skip
ALONE, PEAKS_ALONE = 1.8, 1.35
"""How much larger a village is, and mountains are, that nobody stands before."""
NEAREST_STAGE, FARTHEST_STAGE = 2.0, 8.0
"""Between these depths figures stand, in camera heights; nearer ground lies at their feet."""
STATELY = ("temple", "church", "castle", "palace", "house", "tower", "monastery", "shrine", "pagoda", "mansion")
"""Buildings that steps lead up to."""
HIGH_BEHIND = {"city": 0.5, "forest": 0.4}
"""How high mountains stand, in frame heights, that are told behind what would hide lower ones."""
LOW = (-0.1, -0.17)
"""How far under the horizon the land lies that looks out over a water."""
FOG_BANKS = (34.0, 13.5, 8.4, 4.9, 3.1)


def open_sky(draft: Draft) -> None:
    """Sky and clouds."""
    scene = draft.scene
    dark = scene.weather in ("storm", "rain", "dark clouds")
    cover = COVER.get(scene.weather, 0.56 if draft.rng.random() < 0.7 else 0.4)
    draft.add(400, Sky())
    form = _form(draft)
    if not scene.has("eclipse"):  # nothing may stand before it
        draft.add(200, Clouds(cover, dark, form))
    broken = form == "cumulus" and scene.time in ("golden", "dawn", "dusk") and draft.rng.random() < 0.3
    if scene.setting in OPEN_PLACES and scene.setting != "forest" and (broken or scene.has("rays", "beam")):
        draft.add(90, Built("rays"))
        if scene.has("rays", "beam"):
            draft.add(7.2, Built("rays"))
    if scene.weather == "fog" and scene.setting in OPEN_PLACES:
        for depth in FOG_BANKS:
            draft.add(depth, Mist(draft.horizon + 0.75 / depth))


def _form(draft: Draft) -> CloudForm:
    """How the clouds look, after the weather and by chance."""
    scene, chance = draft.scene, draft.rng.random()
    if scene.weather == "storm" or (scene.weather == "dark clouds" and scene.time in ("golden", "dawn", "dusk")):
        return "shelf"
    if scene.weather in ("rain", "snow", "dark clouds") or (scene.time == "overcast" and scene.weather != "clouds"):
        return "sheet"
    if scene.weather in ("fog", "dust") or scene.has("mars", "moonscape"):
        return ""
    if scene.weather == "clouds" or (scene.time in ("noon", "golden", "dawn") and chance < 0.5):
        return "cumulus"
    return "cirrus" if chance < 0.78 else ""


def soil(draft: Draft) -> str:
    """What the ground is made of."""
    scene = draft.scene
    if scene.snowy:
        return "snow"
    return "sand" if scene.setting == "desert" or "desert" in scene.surroundings else "grass"


def woods(draft: Draft) -> str:
    """The ground under trees."""
    return "snow" if draft.scene.snowy else "forest"


def far_land(draft: Draft) -> None:
    """Two ranges of far land, or a volcano with its smoke; before them a city that is seen from afar."""
    scene = draft.scene
    style, high = FAR_LAND.get(scene.setting, ("hill", 0.1))
    behind = "mountains" in scene.surroundings and scene.setting != "mountains"
    if behind:
        style, high = "ridge", HIGH_BEHIND.get(scene.setting, 0.28)
    if "city" in scene.surroundings and scene.setting in OPEN_PLACES:
        skyline(draft)
    if scene.has("dunes"):
        style = "dune"
    if scene.setting == "desert" and not scene.has("dunes", "mars") and draft.rng.random() < 0.55:
        style = "mesa"
    high *= draft.far_scale * (1.0 if scene.subjects or scene.setting != "mountains" else PEAKS_ALONE)
    bare = style == "ridge" or not scene.snowy
    stone = "sand" if soil(draft) == "sand" else "rock" if bare else "snow"
    caps = scene.snowy or scene.setting in ("mountains", "lake", "river") or style == "ridge" and behind
    caps = caps and not scene.has("jungle", "volcano")
    if scene.has("volcano", "eruption", "lava"):
        high = min(0.42 * draft.far_scale, draft.horizon * 0.72)
        draft.add(60, Terrain(42, 70, high, -0.01, "volcano", 2.2, "ash"))
        draft.add(55, Scenery("eruption", draft.aspect - draft.focus_u, high))
        style, high = "ridge", high * 0.5
    else:
        draft.add(60, Terrain(42, 70, high, -0.01, style, 2.2, stone, snowcap=caps, dip=0.35))
    near = Terrain(22, 36, high * 0.6, -0.02, style, 3, stone, snowcap=scene.snowy and stone == "rock", dip=0.5)
    draft.add(30, near)


def low(draft: Draft, band: Terrain) -> Terrain:
    """`band` without its trees, and so low that the water behind it is seen, where the land looks out over one."""
    if draft.waterline is None:
        return band
    return replace(band, high=min(band.high, LOW[0]), low=min(band.low, LOW[1]), trees=None)


def skyline(draft: Draft) -> None:
    """The towers of a far city."""
    for depth, low, high, width in ((29.0, 0.02, 0.24, 0.035), (24.0, -0.01, 0.17, 0.045)):
        draft.add(depth, City(low, high * draft.far_scale, width, 0.5, style=towns.behind(towns.style(draft.scene))))


def wooded_hill(draft: Draft) -> None:
    """A wooded rise with mist before and behind it."""
    h = draft.horizon
    draft.add(20, Mist(h + 0.02))
    line = TreeLine(420, 0.055, "conifer")
    draft.add(14, Terrain(11, 18, 0.1, -0.05, "hill", 2.4, woods(draft), dip=0.4, trees=line))
    draft.add(10.5, Mist(h + 0.07))


def near_shore(draft: Draft, ground: str) -> None:
    """Firm ground at the water's edge, for whoever stands there."""
    if casting.ashore(draft.scene):
        band = even(draft, Terrain(2.2, 4.6, -0.17, -0.34, "hill", 1.3, ground, tufts=1, dip=0.2))
        draft.add(3.9, replace(band, high=band.high + 0.03, low=band.low + 0.02))
        draft.hero_depth = 3.4


def even(draft: Draft, band: Terrain) -> Terrain:
    """`band` level enough for whoever stands in the scene: at its depth their feet are neither over nor under the
    ground, and a nearer band does not hide them."""
    if not any(casting.needs_ground(subject.kind) for subject in draft.scene.subjects):
        return band
    middle = float(np.sqrt(band.near * band.far))
    if middle > FARTHEST_STAGE:
        return band
    least, most = (-0.02, 0.05) if middle > NEAREST_STAGE else (-0.2, 0.12)
    return replace(band, low=(least - 1) / middle, high=(most - 1) / middle)


def rocks(draft: Draft, depth: float, chance: float = 0.35) -> None:
    """Boulders on the side away from the figure: where they are named, else by chance."""
    if draft.scene.has("rocks") or draft.rng.random() < chance:
        u = draft.aspect * (0.5 - draft.side * float(draft.rng.uniform(0.28, 0.46)))
        draft.add(depth, Scenery("crag", u, float(draft.rng.uniform(0.55, 1.0)) * min(1.0, draft.aspect)))


def sites(draft: Draft, depth: float) -> None:
    """A village or domes in the distance, where they are named."""
    scene = draft.scene
    u = draft.aspect * (0.5 - draft.side * (0.2 if scene.subjects else 0.06))
    if scene.has("village", "old town", "harbour", "market"):
        size = 1.0 + 0.05 * (12 - min(depth, 12))
        draft.add(depth, Scenery("village", u, size if scene.subjects else size * ALONE))
    if scene.has("domed city"):
        draft.add(depth, Scenery("domes", u))
    remains(draft)
    stairs(draft)


def stairs(draft: Draft) -> None:
    """Steps that lead up to a building, where they are named."""
    lead = draft.scene.subjects[0] if draft.scene.subjects else None
    if lead is not None and lead.kind in STATELY and draft.scene.has("steps"):
        draft.add(1.5, Scenery("stairs", draft.focus_u))


def remains(draft: Draft) -> None:
    """Broken walls where something is ruined or abandoned: beside whatever stands there, else by themselves."""
    scene, side = draft.scene, 1 if draft.focus_u > draft.aspect / 2 else -1
    if scene.has("ruins", "abandoned"):
        alone = not scene.subjects
        u = draft.aspect * 0.5 if alone else draft.focus_u - side * 0.34
        draft.add(4.8 if alone else 5.2, Scenery("ruins", u, 1.2 if alone else 0.8))


def above(draft: Draft) -> None:
    """A leafy bough over a tall frame, whose upper half would be empty sky."""
    if draft.aspect < 0.9 and draft.scene.setting not in ("desert", "sea") and not draft.scene.snowy:
        draft.add(2.1, Framing("bough", 1, (0.5, 0.7), -draft.side))
