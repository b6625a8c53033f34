"""Boughs, fences, garden walls and steps brought on for whoever is on them, where the place has none of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generation.engines.animatic import casting
from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.scene import Subject
from generation.engines.animatic.sizes import metres
from generation.engines.animatic.stage import Spot, Stage
from generation.engines.animatic.vocabulary import load

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

BROUGHT = {"branch": "tree bough", "fence": "rail fence", "wall": "coursed wall", "steps": "flight of steps",
           "stairs": "broad steps"}  # fmt: skip
INDOORS = {
    "windowsill": "window seat", "ledge": "window seat", "steps": "broad steps", "stairs": "broad steps",
    "shelf": "low bookcase",
}  # fmt: skip
"""What is brought on in a room."""
OWN = ("castle", "ruins", "tree", "oak", "cherry tree", "dead tree", "pine", "palm", "acacia")
"""What has walls and branches of its own."""
PERCH_Y, PERCHED = 0.66, (0.3, 0.4)
"""Where the feet are of who sits on a bough, and how small and large it is drawn, in frame heights."""
BOUGH = 0.24
HIGH = {"rail fence": 1.15, "coursed wall": 1.25, "window seat": 0.5, "broad steps": 0.72, "low bookcase": 1.0}
"""Metres."""
LEAST_HIGH = 0.2
GROUND, NEAR = 0.3, 3.6
"""How far below the horizon the foot of a fence is for who came flying, in frame heights,
and how far off it is at most."""
SMALL_METRES = 0.95
"""Smaller ones are upon a wall or a fence, larger ones lean on it."""
SEATED = ("sitting", "reading", "eating", "drinking", "talking")
RESTING = ("", "talking", "reading", "eating", "drinking", "looking", "playing")
LEGS = 0.28
"""How far the legs of who sits on a wall hang down, in their height."""
STAIR_SHARE, UP = 0.3, 0.22


def perch(draft: Draft, stage: Stage) -> None:
    """Bring the perch for the first one who is on such a thing."""
    if draft.scene.setting in ("space", "underwater", "cave", "street", "city"):
        return
    things = INDOORS if draft.scene.setting == "room" else BROUGHT
    for spot in stage.spots:
        name = _perch_of(draft, spot, things)
        wholes = [s for s in stage.spots if s.subject.kind in OWN]
        if name and not (wholes and name in ("branch", "wall")) and spot.y <= 1:
            seated = name == "steps" and spot.subject.action in SEATED
            _bring(draft, stage, spot, "broad steps" if seated else things[name])
            return


def _perch_of(draft: Draft, spot: Spot, things: dict[str, str]) -> str:
    relation = spot.subject.relation
    if spot.subject.action == "climbing" and draft.scene.has("steps") and "steps" in things:
        return "steps"
    if relation is None or relation.target not in things or relation.target in draft.supports:
        return ""
    return relation.target if relation.kind in ("on", "beside", "over", "across", "at") else ""


def _bring(draft: Draft, stage: Stage, spot: Spot, kind: str) -> None:
    same = [s for s in stage.spots if s.subject.kind == spot.subject.kind]
    if kind == "tree bough":
        size = min(max(spot.size, PERCHED[0]), PERCHED[1])
        size = size if KINDS[spot.subject.kind].height < 0.5 else spot.size
        thing = Spot(Subject(kind), spot.x, PERCH_Y, BOUGH, spot.z + 0.05, flip=spot.x > draft.aspect / 2, flying=True)
        moved = [replace(s, y=PERCH_Y, size=size, flying=True) for s in same[:1]] + same[1:]
    elif kind == "flight of steps":
        thing, moved = _stairs(stage, spot, same)
    else:
        thing, moved = _along(draft, spot, same, kind)
    kept = [s for s in stage.spots if all(s is not other for other in same)]
    stage.spots = [*moved, *kept, thing] if stage.spots[0] in same else [*kept, *moved, thing]


def _along(draft: Draft, spot: Spot, same: list[Spot], kind: str) -> tuple[Spot, list[Spot]]:
    """A fence or a wall across the frame: small ones walk upon it, others lean on it from behind."""
    tall = metres(spot.subject.kind)
    relation = spot.subject.relation
    alive = spot.subject.kind in load().words["alive"]
    upon = alive and tall < SMALL_METRES
    size = max(spot.size * HIGH[kind] / tall * (0.4 if tall < SMALL_METRES else 0.85), LEAST_HIGH)
    size = min(size, 0.3)
    ground = draft.framing.horizon + GROUND if spot.flying else spot.y
    spot = replace(spot, z=min(spot.z, NEAR))
    same = [replace(s, size=spot.size, z=spot.z + 0.01 * s.index) for s in same]
    foot = min(ground + (0.08 if upon else 0.01), casting.LOWEST_FOOT)
    beside = relation is not None and relation.kind != "on"
    rests = kind in ("coursed wall", "window seat", "broad steps") and not beside and spot.subject.action in RESTING
    sits = spot.subject.action == "sitting" or rests
    z = spot.z + 0.08 if upon or beside or sits or not alive else spot.z - 0.06
    thing = Spot(Subject(kind), spot.x, foot, size, z)
    if upon:
        return thing, [replace(s, y=foot - 0.97 * size, flying=True) for s in same]
    if sits:
        seat = (*spot.subject.attributes, "seat")
        return thing, [
            replace(
                s,
                subject=replace(s.subject, attributes=seat, action="sitting"),
                facing="front",
                y=foot - size + LEGS * s.size,
            )
            for s in same
        ]
    return thing, same


def _stairs(stage: Stage, spot: Spot, same: list[Spot]) -> tuple[Spot, list[Spot]]:
    """Steps from the foot of the frame up to what stands above them, and the climber upon them."""
    goal = next((s for s in stage.spots if KINDS[s.subject.kind].large and s.subject is not spot.subject), None)
    foot = min(spot.y + 0.1, casting.LOWEST_FOOT)
    high = max(foot - goal.y, STAIR_SHARE) if goal is not None else STAIR_SHARE
    x = goal.x if goal is not None else spot.x
    thing = Spot(Subject("flight of steps"), x, foot, high, spot.z + 0.05)
    climber = replace(spot.subject, action="walking")
    moved = [replace(s, subject=climber, x=x + 0.1 * n, y=foot - (UP + 0.12 * n) * high, facing="back",
                     size=s.size * 0.85) for n, s in enumerate(same)]  # fmt: skip
    return thing, moved
