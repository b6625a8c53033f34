"""Where the figures of a scene stand, and how large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generation.engines.animatic.plan import Plane, Sprite
from generation.engines.animatic.scene import Subject

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

FLYING = ("bird", "balloon", "plane", "spaceship", "butterfly", "dragon", "lantern")
AFLOAT = ("ship", "sailboat", "boat", "canoe", "whale", "dolphin")
LARGE = (
    "lighthouse", "castle", "tower", "bridge", "wooden bridge", "temple", "pyramid", "windmill", "turbine", "house",
    "church", "cabin", "rocket", "train", "tree", "acacia", "pine", "palm", "torii",
)  # fmt: skip
SMALL = ("bottle", "perfume", "watch", "lamp", "vase", "guitar", "chair", "statue", "candle", "flower", "mushroom")
CUPS = ("cup", "teapot", "apple", "book", "shoe", "cat")
PORTRAYED = ("person", "woman", "child")
PEOPLE = ("person", "woman", "child", "couple", "astronaut", "robot")
HEIGHT = {
    "person": 0.3, "woman": 0.29, "couple": 0.3, "child": 0.22, "astronaut": 0.32, "robot": 0.4, "horse": 0.3,
    "deer": 0.3, "wolf": 0.2, "fox": 0.16, "dog": 0.17, "cat": 0.13, "elephant": 0.4, "bear": 0.26, "cow": 0.25,
    "sheep": 0.16, "rabbit": 0.1, "whale": 0.28, "dolphin": 0.16, "fish": 0.1, "turtle": 0.16, "jellyfish": 0.24,
    "sailboat": 0.36, "ship": 0.44, "boat": 0.12, "canoe": 0.1, "car": 0.17, "taxi": 0.18, "truck": 0.24,
    "train": 0.17, "bicycle": 0.2, "motorcycle": 0.19, "lighthouse": 0.48, "castle": 0.42, "tower": 0.5,
    "bridge": 0.28, "wooden bridge": 0.13, "windmill": 0.42, "turbine": 0.55, "house": 0.24, "church": 0.4,
    "cabin": 0.22, "tent": 0.14, "campfire": 0.1, "temple": 0.38, "torii": 0.34, "pyramid": 0.36, "tree": 0.54,
    "acacia": 0.42, "pine": 0.5, "palm": 0.48, "cactus": 0.28, "mushroom": 0.14, "flower": 0.2, "rocket": 0.54,
    "bottle": 0.2, "perfume": 0.2, "watch": 0.2, "cup": 0.15, "teapot": 0.15, "vase": 0.2, "book": 0.1,
    "candle": 0.12, "apple": 0.1, "shoe": 0.12, "guitar": 0.24, "lamp": 0.5, "statue": 0.4, "snowman": 0.26,
    "chair": 0.2,
}  # fmt: skip
FLYING_HEIGHT = {
    "bird": 0.06,
    "balloon": 0.3,
    "plane": 0.12,
    "spaceship": 0.2,
    "butterfly": 0.09,
    "dragon": 0.3,
    "lantern": 0.07,
}
AFLOAT_DEPTH = {"ship": 7.0, "sailboat": 6.0, "boat": 3.8, "canoe": 3.8, "whale": 6.0, "dolphin": 5.0}
WIDTH = {
    "ship": 1.3, "whale": 1.5, "car": 2.95, "taxi": 2.95, "truck": 2.4, "train": 7.0, "bridge": 6.4, "elephant": 1.3,
    "wooden bridge": 6.0, "castle": 1.8, "pyramid": 1.8, "spaceship": 2.4, "plane": 2.5, "house": 1.5, "cabin": 1.5,
    "dragon": 2.2, "canoe": 3.0, "boat": 2.0, "horse": 1.1, "acacia": 1.3, "motorcycle": 1.8, "fish": 1.8,
}  # fmt: skip
SHOT_SCALE = {"extreme": 0.6, "wide": 1.0, "medium": 1.75, "close": 2.7}
LENS_SCALE = {"wide": 0.9, "tele": 1.15}
CROSSING = ("bridge", "wooden bridge", "train")  # these may leave the frame at both sides
LOWEST_FOOT = 0.965


def is_hero(plane: Plane) -> bool:
    """Whether a plane is a figure."""
    return isinstance(plane.spec, Sprite)


def needs_ground(kind: str) -> bool:
    """Whether a figure would sink or look lost on open water."""
    return kind not in (*FLYING, *AFLOAT, "lighthouse", "castle", "bridge", "wooden bridge", "torii", "jellyfish")


def place(draft: Draft) -> None:
    """Add every subject of the draft's scene as sprites."""
    for order, subject in enumerate(draft.scene.subjects):
        for index in range(_copies(draft, subject)):
            depth, sprite = _sprite(draft, subject, order, index)
            draft.add(depth, sprite)


def _portrayed(draft: Draft, kind: str) -> bool:
    return draft.scene.shot == "close" and kind in PORTRAYED


def _copies(draft: Draft, subject: Subject) -> int:
    fits = 3 if subject.kind in LARGE or subject.kind in ("ship", "whale", "elephant") else 7
    return 1 if subject.kind in CROSSING else min(subject.count, fits, 2 if draft.aspect < 0.8 and fits == 3 else 7)


def _sprite(draft: Draft, subject: Subject, order: int, index: int) -> tuple[float, Sprite]:
    scene = draft.scene
    flying = subject.kind in FLYING and not (subject.kind == "bird" and scene.setting == "room")
    afloat = subject.kind in AFLOAT and draft.waterline is not None
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
        size = FLYING_HEIGHT[kind] * (1 - 0.11 * min(index, 5)) * min(scale, 1.8)
        return 9.0 + 3 * index, h - lift, size
    if scene.setting == "room":
        base = 0.5 if kind in SMALL else 0.27 if kind in CUPS else 0.6
        return 2.4, 0.8 + 0.02 * index, base * (1 - 0.12 * index) * (0.8 if order else 1.0) * min(scale, 1.25)
    return _grounded(draft, kind, order, index, afloat, scale)


def _adrift(draft: Draft, kind: str, order: int, index: int, scale: float) -> tuple[float, float, float]:
    base = 0.5 if kind in LARGE else 0.12 if kind == "fish" else 0.34
    size = base * (0.8 if order else 1.0) * (1 - 0.1 * min(index, 5)) * min(scale, 1.6)
    drift = float(draft.rng.uniform(-0.16, 0.1)) if index else 0.0
    return 4.0 + index, 0.62 + drift, size


def _grounded(
    draft: Draft, kind: str, order: int, index: int, afloat: bool, scale: float
) -> tuple[float, float, float]:
    scene, h, large = draft.scene, draft.horizon, kind in LARGE
    ashore = draft.waterline is not None and needs_ground(kind)
    depth = (draft.hero_depth or 3.4) * (1 + 0.22 * index) * (1.7 if large and not ashore else 1.0)
    if ashore:
        depth = 3.3 + 0.12 * index
    depth *= 1.25 if order and not large and not ashore else 1.0
    if afloat:
        depth = AFLOAT_DEPTH[kind] * (1 + 0.3 * index)
    size = HEIGHT.get(kind, 0.25) * (1.0 if order == 0 else 0.8)
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
    if kind in CROSSING:
        return size
    return min(size, 0.78 * draft.aspect / WIDTH.get(kind, 0.7))


def _across(draft: Draft, kind: str, order: int, index: int, size: float, flying: bool) -> float:
    a, side, rng = draft.aspect, draft.side, draft.rng
    half = WIDTH.get(kind, 0.5) * size / 2
    room = min(0.12 * a / 1.78 + half * 0.8, a / 2)
    if index == 0:
        u = draft.focus_u if order == 0 else a * (0.5 - side * float(rng.uniform(0.14, 0.32)))
        if order and kind in LARGE:
            u = a * (0.5 - side * 0.24)
    else:
        step = max(0.13 + 0.09 * index, half * 1.25) * (1.6 if flying else 1.0)
        u = draft.focus_u + (-1) ** index * step * min(1.0, a / 1.4) - side * 0.05
    return float(min(max(u, room), a - room)) if kind not in CROSSING else a / 2 + (u - a / 2) * 0.4
