"""The planes of places that are built, enclosed or not of this earth, far to near."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generation.engines.animatic.palette import linear
from generation.engines.animatic.places import rooms, towns
from generation.engines.animatic.places.grounds import Builder, far_land, open_sky
from generation.engines.animatic.plan import Asteroids, Built, Cave, City, Clouds, Scenery, Sky, Space, Terrain
from generation.engines.animatic.sets.tabletop import TABLE_Z, table_height

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

INNER_LIGHT = {
    "lava": ("#140806", "#3a120c", "#a8380f", "#ff6a1c"),
    "crystal": ("#06041a", "#1a1040", "#3a2a7a", "#7a6ad8"),
}
"""What shines at the far end of caves that do not open to the day: from above down to the water."""
UNDER_PEAKS = 0.66
"""How tall a city is beside another that has no mountains behind it."""
WATERS = ("river", "lake", "sea", "coast", "island")


def _city(draft: Draft) -> None:
    scene, h, k = draft.scene, draft.horizon, draft.far_scale
    style = towns.style(scene)
    wet = style == "harbour" or any(place in scene.surroundings for place in WATERS)
    wet = wet or (
        style in ("", "future") and draft.rng.random() < 0.4 and not scene.subjects and not towns.on_roof(scene)
    )
    wet = wet and not scene.has("construction")
    open_sky(draft)
    far_land(draft)
    high = towns.HEIGHTS.get(style, 1.0) * (UNDER_PEAKS if "mountains" in scene.surroundings else 1.0)
    low = 0.55 if wet else 1.0
    draft.add(40, City(0.05, 0.46 * k * high, 0.045, 0.4, style=towns.behind(style)))
    draft.add(24, City(0.035, 0.38 * k * high, 0.06, 0.5, style=towns.behind(style)))
    draft.add(14, City(0.01, 0.3 * high, 0.08, 0.55, shore=wet, style=style))
    if wet:
        draft.waterline = h + 0.035
        draft.add(11, City(-0.03, 0.12 * high * low, 0.085, 0.6, shore=True, style=style))
        return
    draft.add(8, City(-0.07, 0.2 * high, 0.12, 0.3, style=style))
    draft.add(5, City(-0.16, -0.03 + 0.06 * high, 0.17, 0.3, style=style))
    if not (towns.on_roof(scene) or scene.subjects):
        draft.add(3.4, City(-0.3, -0.17, 0.24, 0.3, style=style))
    if scene.has("construction"):
        draft.add(11, Scenery("construction", draft.aspect - draft.focus_u, 1.25))
    if style == "domed":
        draft.add(3.0, Terrain(1.3, 5.0, -0.2, -0.36, "hill", 1.6, "sand", tufts=0, dip=0.2))
    elif towns.on_roof(scene) or scene.subjects:
        draft.add(2.1, Built("roof", draft.side, style))


def _street(draft: Draft) -> None:
    _at_eye_level(draft, 0.5, 0.58)
    draft.true_scale, draft.hero_depth = True, 3.4
    draft.support("floor", 0.0, 0.0, 3.4, 1.2)
    open_sky(draft)
    draft.add(60, City(0.06, 0.2, 0.03, 0.5))
    draft.add(10, Built("street", draft.side, towns.street(draft.scene)))


def _cave(draft: Draft) -> None:
    scene, style = draft.scene, _rock(draft)
    draft.add(400, Sky())
    if style not in INNER_LIGHT:
        draft.add(200, Clouds(0.4))
    draft.add(40, Terrain(30, 50, 0.12, -0.03, "ridge", 3, "rock"))
    draft.waterline = draft.horizon + 0.02
    if style in INNER_LIGHT:
        glow = [linear(c) for c in INNER_LIGHT[style]]
        sky = (glow[0], glow[1], glow[2], glow[3])
        draft.palette = replace(draft.palette, sky=sky, water=glow[3], fog=glow[2])
    for depth, radius in ((9.0, 0.42), (4.5, 0.58), (2.2, 0.8)):
        draft.add(depth, Cave(radius, style))
    if scene.has("rays") or draft.rng.random() < 0.35:
        draft.add(5.0, Built("rays"))
    draft.add(3.6, Terrain(2.2, 4.6, -0.14, -0.34, "hill", 2, "snow" if style == "ice" else "rock", dip=0.3))


def _rock(draft: Draft) -> str:
    """What the cave is made of."""
    scene = draft.scene
    if scene.snowy or scene.has("icy", "iceberg"):
        return "ice"
    if scene.has("lava", "volcano", "eruption"):
        return "lava"
    if scene.has("crystal", "glowing", "fireflies"):
        return "crystal"
    return "crystal" if draft.rng.random() < 0.2 else ""


def _underwater(draft: Draft) -> None:
    scene = draft.scene
    style = "kelp" if scene.has("kelp") else "wreck" if scene.has("shipwreck") else "reef"
    if style == "reef" and not scene.has("coral") and draft.rng.random() < 0.25:
        style = "kelp"
    draft.add(400, Built("underwater"))
    draft.hero_depth = 6.0
    for z, high in ((18.0, 0.1), (9.0, 0.05), (5.0, -0.02), (2.4, -0.2)):
        low = -0.4 if z < 4 else -0.15
        draft.add(z, Terrain(z * 0.8, z * 1.2, high, low, "ridge", 5, "sand", weeds=z in (18.0, 2.4)))
    for z in (11.0, 7.0, 4.4, 2.5):
        kind = "reef" if style == "wreck" and z != 7.0 else style
        draft.add(z, Built("reef", draft.side, kind))
    if not scene.has("deep"):
        draft.add(4.9, Built("caustics"))


def _room(draft: Draft) -> None:
    _at_eye_level(draft, 0.42, 0.48)
    draft.true_scale, draft.hero_depth = True, 2.6
    kind, table = rooms.kind(draft.scene), rooms.table(draft.scene)
    draft.support("floor", 0.0, 0.0, 2.6, 1.2)
    if table:
        high = table_height(draft.horizon, draft.framing.zoom)
        for name in ("table", "desk", "counter", "windowsill"):
            draft.support(name, (draft.focus_u - draft.aspect / 2) * TABLE_Z, high, TABLE_Z, 0.5)
    if kind == "theatre" and len(draft.scene.subjects) < 2:  # who is alone on a stage stands in the middle of it
        draft.focus_u = draft.hero_x = draft.aspect / 2
        draft.view = draft.framing.view(draft.aspect, draft.focus_u, draft.hero_x)
    draft.add(6, Built("room", draft.side, kind, table))


def _at_eye_level(draft: Draft, low: float, high: float) -> None:
    """Keeps the horizon between two heights of the frame, unless the camera looks up or down."""
    if draft.framing.angle in ("eye", "dutch"):
        draft.framing = replace(draft.framing, horizon=min(max(draft.framing.horizon, low), high))
    draft.horizon = draft.framing.horizon


def _space(draft: Draft) -> None:
    scene, planet = draft.scene, draft.scene.has("planet") or draft.rng.random() < 0.75
    rings = scene.has("rings") or draft.rng.random() < 0.35
    draft.hero_depth = None
    draft.add(400, Space(draft.hues, planet, rings, draft.side))
    if scene.has("moonscape"):
        for z, high in ((30.0, 0.1), (14.0, 0.03), (6.5, -0.06), (3.2, -0.2)):
            draft.add(z, Terrain(z * 0.6, z * 1.4, high, -0.4 if z < 4 else high - 0.12, "hill", 2.6, "rock", dip=0.3))
        return
    belt = 1.0 if draft.rng.random() < 0.5 else 0.4
    for depth, count, size in ((30, 26, 0.02), (12, 10, 0.04), (5, 5, 0.09), (2.4, 2, 0.2)):
        draft.add(depth, Asteroids(max(1, int(count * belt)), size))


BUILDERS: dict[str, Builder] = {
    "city": _city,
    "street": _street,
    "cave": _cave,
    "underwater": _underwater,
    "room": _room,
    "space": _space,
}
