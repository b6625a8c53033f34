"""Where the figures of a scene stand, and how large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.plan import Plane, Sprite
from generation.engines.animatic.scene import Subject

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

PORTRAYED = ("person", "woman", "child")
PEOPLE = ("person", "woman", "child", "couple", "astronaut", "robot")
SHOT_SCALE = {"extreme": 0.6, "wide": 1.0, "medium": 1.75, "close": 2.7}
LENS_SCALE = {"wide": 0.9, "tele": 1.15}
LOWEST_FOOT = 0.965


def is_hero(plane: Plane) -> bool:
    """Whether a plane is a figure."""
    return isinstance(plane.spec, Sprite)


def needs_ground(kind: str) -> bool:
    """Whether a figure would sink or look lost on open water."""
    return KINDS[kind].at_home == "ground" and not KINDS[kind].wades


def place(draft: Draft) -> None:
    """Add every subject of the draft's scene as sprites."""
    for order, subject in enumerate(draft.scene.subjects):
        for index in range(_copies(draft, subject)):
            depth, sprite = _sprite(draft, subject, order, index)
            draft.add(depth, sprite)


def _portrayed(draft: Draft, kind: str) -> bool:
    return draft.scene.shot == "close" and kind in PORTRAYED


def _copies(draft: Draft, subject: Subject) -> int:
    fits = 3 if KINDS[subject.kind].large or subject.kind in ("ship", "whale", "elephant") else 7
    return 1 if KINDS[subject.kind].crosses else min(subject.count, fits, 2 if draft.aspect < 0.8 and fits == 3 else 7)


def _sprite(draft: Draft, subject: Subject, order: int, index: int) -> tuple[float, Sprite]:
    scene = draft.scene
    flying = KINDS[subject.kind].at_home == "air" and not (subject.kind == "bird" and scene.setting == "room")
    afloat = KINDS[subject.kind].at_home == "water" and draft.waterline is not None
    depth, v, size = _standing(draft, subject, order, index, flying, afloat)
    size = _fit(draft, subject.kind, size)
    u = _across(draft, subject.kind, order, index, size, flying)
    lifted = v if scene.shot == "close" and subject.kind in PEOPLE else min(v, LOWEST_FOOT)
    sprite = Sprite(
        kind=subject.kind,
        u=u,
        v=lifted,
        size=size,
        colour=subject.colour,
        attributes=(*subject.attributes, *(("portrait",) if _portrayed(draft, subject.kind) else ())),
        colours=subject.colours,
        flip=(draft.side > 0) ^ (flying and index % 3 == 2),
        afloat=afloat,
        flying=flying,
        action=subject.action,
        facing={"left": "side", "right": "side"}.get(subject.facing, subject.facing),
        appearance=subject.appearance,
    )
    return depth, sprite


def _standing(
    draft: Draft, subject: Subject, order: int, index: int, flying: bool, afloat: bool
) -> tuple[float, float, float]:
    """Depth, height of the foot in the frame, and size."""
    scene, h, rng, kind = draft.scene, draft.horizon, draft.rng, subject.kind
    scale = SHOT_SCALE[scene.shot] * LENS_SCALE.get(scene.lens, 1.0)
    if scene.setting in ("space", "underwater"):
        return _adrift(draft, kind, order, index, scale)
    if flying:
        lift = float(rng.uniform(0.0, 0.1)) + 0.12 * (index % 2) if kind == "balloon" else 0.0
        lift = lift or float(rng.uniform(0.12, 0.2)) + 0.07 * (index % 3)
        size = KINDS[kind].height * (1 - 0.11 * min(index, 5)) * min(scale, 1.8)
        return 9.0 + 3 * index, h - lift, size
    if scene.setting == "room":
        base = KINDS[kind].indoors
        return 2.4, 0.8 + 0.02 * index, base * (1 - 0.12 * index) * (0.8 if order else 1.0) * min(scale, 1.25)
    return _grounded(draft, kind, order, index, afloat, scale)


def _adrift(draft: Draft, kind: str, order: int, index: int, scale: float) -> tuple[float, float, float]:
    base = 0.5 if KINDS[kind].large else 0.12 if kind == "fish" else 0.34
    size = base * (0.8 if order else 1.0) * (1 - 0.1 * min(index, 5)) * min(scale, 1.6)
    drift = float(draft.rng.uniform(-0.16, 0.1)) if index else 0.0
    return 4.0 + index, 0.62 + drift, size


def _grounded(
    draft: Draft, kind: str, order: int, index: int, afloat: bool, scale: float
) -> tuple[float, float, float]:
    scene, h, large = draft.scene, draft.horizon, KINDS[kind].large
    ashore = draft.waterline is not None and needs_ground(kind)
    depth = (draft.hero_depth or 3.4) * (1 + 0.22 * index) * (1.7 if large and not ashore else 1.0)
    if ashore:
        depth = 3.3 + 0.12 * index
    depth *= 1.25 if order and not large and not ashore else 1.0
    if afloat:
        depth = KINDS[kind].depth * (1 + 0.3 * index)
    size = KINDS[kind].height * (1.0 if order == 0 else 0.8)
    size *= (min(scale, 1.5) if large else scale) * (1 - 0.13 * min(index, 5))
    v = h + (1.0 if afloat else 0.86) / depth
    if scene.setting in ("island", "sea") and not afloat:
        return 13.5 + 0.3 * index, h + 0.075 - 0.012 * index, size * 0.5
    if scene.setting == "city" and draft.waterline is None:
        return 2.3, h + 0.36, size
    if scene.setting == "street":
        depth = (draft.hero_depth or 3.4) * (1 + 0.2 * index)
        return depth, h + 1 / depth, size
    if scene.shot == "close" and kind in PEOPLE and not large:
        if kind in PORTRAYED:
            return 1.55, 0.92, 0.82
        return 2.6, 0.2 + size * 1.65, size * 1.65  # head and shoulders: the feet are below the frame
    return depth, v, size


def _fit(draft: Draft, kind: str, size: float) -> float:
    """Narrow frames hold narrower figures."""
    if KINDS[kind].crosses:
        return size
    return min(size, 0.78 * draft.aspect / KINDS[kind].width)


def _across(draft: Draft, kind: str, order: int, index: int, size: float, flying: bool) -> float:
    a, side, rng = draft.aspect, draft.side, draft.rng
    half = KINDS[kind].width * size / 2
    room = min(0.12 * a / 1.78 + half * 0.8, a / 2)
    if index == 0:
        u = draft.focus_u if order == 0 else a * (0.5 - side * float(rng.uniform(0.14, 0.32)))
        if order and KINDS[kind].large:
            u = a * (0.5 - side * 0.24)
    else:
        step = max(0.13 + 0.09 * index, half * 1.25) * (1.6 if flying else 1.0)
        u = draft.focus_u + (-1) ** index * step * min(1.0, a / 1.4) - side * 0.05
    return float(min(max(u, room), a - room)) if not KINDS[kind].crosses else a / 2 + (u - a / 2) * 0.4
