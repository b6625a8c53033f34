"""What is around the lead: the picnic before them, the rings and the splash that they make in water, the wheel of a
fair."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.figures.objects.outings import BLANKET, LIFT
from generation.engines.animatic.scene import OPEN_PLACES, Scene, Subject
from generation.engines.animatic.sizes import EYE_METRES
from generation.engines.animatic.stage import Spot, Stage

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

BASKET, RING, SPLASH = 0.45, 0.85, 1.1
"""Heights in metres; rings are as wide as what floats, or wider."""
OPEN_WATER = 4.6
"""How far off the rings are where nobody makes them."""
NEARER = 0.24
"""How much nearer than the lead the picnic lies, as a share of the way."""
CLOSE = 1.0
"""Feet lower than this are out of sight."""
LEAST = 0.06
RING_SHARE = 1.1
STANDING = {
    "petrol station": ("wayside petrol station", 1, ()), "funfair": ("ferris wheel", 1, ("carousel",)),
    "graveyard": ("gravestone", 4, ()), "playground": ("playground swings", 1, ()),
}  # fmt: skip
"""A site by the figure that shows it on open land, how many of them there are, and what shows it as well."""
SWIMMING = ("swimming", "wading", "diving")


def built(scene: Scene, subject: Subject) -> bool:
    """Whether the place itself shows a subject: the train at its platform."""
    return subject.kind == "train" and scene.setting == "street" and scene.has("station")


def standing(scene: Scene) -> list[Subject]:
    """What shows the sites that are told on open land, where no subject does."""
    return [
        Subject(kind, count)
        for site, (kind, count, others) in STANDING.items()
        if scene.setting in OPEN_PLACES and scene.has(site) and not scene.first(kind, *others)
    ]


def around(draft: Draft, stage: Stage) -> list[Spot]:
    """Spots of what the scene names besides its subjects; nothing where the lead's feet are out of sight."""
    scene, lead = draft.scene, stage.spots[0] if stage.spots else None
    if scene.setting in ("room", "space", "underwater") or (lead is not None and lead.y > CLOSE):
        return []
    made = []
    if scene.has("picnic"):
        made.append(_picnic(draft, lead))
    water = _water(draft, stage)
    if scene.has("ripples") and draft.waterline is not None:
        made.append(_on_water(draft, water, "water rings", RING))
    if scene.has("splash") and not scene.has("graffiti"):  # what is sprayed there is paint
        made.append(_on_water(draft, water if water is not None else lead, "water crown", SPLASH))
    return made


def _picnic(draft: Draft, lead: Spot | None) -> Spot:
    """The blanket before whoever has it, or by itself in the foreground."""
    h, zoom = draft.framing.horizon, draft.framing.zoom
    z = (lead.z if lead is not None else 3.0) * (1 - NEARER)
    y = lead.y + 0.035 * zoom if lead is not None else h + 0.86 * zoom / z
    size = max((lead.size if lead is not None else 0.3) * BASKET / EYE_METRES, LEAST)
    aside = 0.12 if draft.hero_x < draft.aspect / 2 else -0.12
    x = lead.x + aside * zoom if lead is not None else draft.aspect / 2
    return Spot(Subject("laid picnic"), x, min(y + BLANKET * size, 0.95), size, z)


def _water(draft: Draft, stage: Stage) -> Spot | None:
    """Whoever is in the water."""
    wet = (spot for spot in stage.spots if spot.afloat or spot.subject.action in SWIMMING)
    return next(wet, None) or next((spot for spot in stage.spots if _at_home(draft, spot)), None)


def _at_home(draft: Draft, spot: Spot) -> bool:
    kind = KINDS[spot.subject.kind]
    return draft.waterline is not None and (kind.wades or kind.at_home == "water")


def _on_water(draft: Draft, who: Spot | None, kind: str, tall: float) -> Spot:
    """Around whoever is in the water, or out on it by themselves."""
    h, zoom = draft.framing.horizon, draft.framing.zoom
    if who is None:
        size = max(tall / EYE_METRES / OPEN_WATER * zoom, LEAST)
        y = min(h + zoom / OPEN_WATER, 0.9) + LIFT * size
        return Spot(Subject(kind), draft.hero_x, y, size, OPEN_WATER, flying=True)
    share = who.half * RING_SHARE if kind == "water rings" else who.size * 0.5
    behind = 0.04 if kind == "water rings" else -0.04
    size = max(share, LEAST)
    return replace(who, subject=Subject(kind), y=who.y + LIFT * size, size=size, z=who.z + behind, flying=True,
                   afloat=False, portrait=False, index=0, facing="")  # fmt: skip
