"""What several places have in common: sky, far land, woods and firm ground."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from generation.engines.animatic import casting
from generation.engines.animatic.plan import CloudForm, Clouds, Mist, Sky, Terrain, TreeLine

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


def open_sky(draft: Draft) -> None:
    """Sky and clouds."""
    scene = draft.scene
    dark = scene.weather in ("storm", "rain", "dark clouds")
    cover = COVER.get(scene.weather, 0.56 if draft.rng.random() < 0.7 else 0.4)
    draft.add(400, Sky())
    draft.add(200, Clouds(cover, dark, _form(draft)))


def _form(draft: Draft) -> CloudForm:
    """How the clouds look, after the weather and by chance."""
    scene, chance = draft.scene, draft.rng.random()
    if scene.weather == "storm":
        return "shelf"
    if scene.weather in ("rain", "snow", "dark clouds") or (scene.time == "overcast" and scene.weather != "clouds"):
        return "sheet"
    if scene.weather in ("fog", "dust"):
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
    """Two ranges of far land."""
    scene = draft.scene
    style, high = FAR_LAND[scene.setting]
    if "mountains" in scene.surroundings and scene.setting != "mountains":
        style, high = "ridge", 0.28
    if scene.setting == "desert" and draft.rng.random() < 0.55:
        style = "mesa"
    if scene.has("volcano"):
        style, high = "volcano", 0.42
    high *= draft.far_scale
    stone = "snow" if scene.snowy else "sand" if soil(draft) == "sand" else "rock"
    caps = scene.setting in ("mountains", "lake", "snow", "river")
    draft.add(60, Terrain(42, 70, high, -0.01, style, 2.2, stone, snowcap=caps, dip=0.35))
    second = "ridge" if style == "volcano" else style
    draft.add(30, Terrain(22, 36, high * 0.6, -0.02, second, 3, stone, dip=0.5))


def wooded_hill(draft: Draft) -> None:
    """A wooded rise with mist before and behind it."""
    h = draft.horizon
    draft.add(20, Mist(h + 0.02))
    line = TreeLine(420, 0.055, "conifer")
    draft.add(14, Terrain(11, 18, 0.1, -0.05, "hill", 2.4, woods(draft), dip=0.4, trees=line))
    draft.add(10.5, Mist(h + 0.07))


def near_shore(draft: Draft, ground: str) -> None:
    """Firm ground at the water's edge, for whoever stands there."""
    if any(casting.needs_ground(subject.kind) for subject in draft.scene.subjects):
        draft.add(3.9, Terrain(2.2, 4.6, -0.17, -0.34, "hill", 1.3, ground, tufts=1, dip=0.2))
        draft.hero_depth = 3.4
