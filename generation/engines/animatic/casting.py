"""Where the figures of a scene stand, how large they are and which way they face."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from generation.engines.animatic import relating
from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.looks import dressed
from generation.engines.animatic.plan import Plane, Sprite
from generation.engines.animatic.scene import Scene, Subject
from generation.engines.animatic.sizes import EYE_METRES, metres
from generation.engines.animatic.stage import EDGE, Spot, Stage

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

PORTRAYED = ("person", "woman", "man", "child")
PEOPLE = (*PORTRAYED, "couple", "astronaut", "robot")
WHOLE = (
    "sitting",
    "lying",
    "sleeping",
    "kneeling",
    "running",
    "dancing",
    "jumping",
    "crouching",
    "climbing",
    "swimming",
)
"""What is not cut by the frame's edge in a medium shot: the pose is the picture."""
SHOT_SCALE = {"extreme": 0.58, "wide": 1.0, "medium": 1.75, "close": 2.7}
MOST = {"extreme": 0.4, "wide": 0.62, "medium": 0.68, "close": 0.78}
"""The largest share of the frame's height a whole figure takes."""
SIZES = {"tiny": 0.5, "small": 0.72, "large": 1.3, "huge": 1.65}
ANGLE_SCALE = {"low": 1.35, "high": 0.86, "overhead": 0.7}
SIDES = {"left": 0.24, "centre": 0.5, "right": 0.76}
LOWEST_FOOT = 0.955
COPIES = 7
FULL, FULL_NARROW = 0.96, 1.3
"""How wide several may be together, as a share of the frame: in a narrow one they stand before each other."""
LEAST_SHRUNK = 0.3
"""Several are drawn this much smaller at most, so that a narrow frame holds them."""
COPY_DEPTH = 0.3
"""How much farther each next one of several stands, as a share of the first one's distance."""
HEADROOM = 0.15
SHOULDER = 1.95
"""The height of somebody over whose shoulder one looks."""
FREE_SCALE = 1.22
"""Where no shot is named the camera comes a little nearer than for a wide one."""
COWBOY, CHEST = 1.28, 1.65
"""Heights of a person in frame heights: cut at mid-thigh, and at the chest."""
FLOATING_CLOSE = 0.84
LEAST = 0.1
"""A lead on the ground is never smaller than this, however far the camera."""
SMALL_METRES = 0.6
"""Smaller things stand on a table where there is one, and are looked at from near."""
CROWD, CROWD_DEPTHS = 14, (1.5, 3.2)


def is_hero(plane: Plane) -> bool:
    """Whether a plane is a figure."""
    return isinstance(plane.spec, Sprite)


def needs_ground(kind: str) -> bool:
    """Whether a figure would sink or look lost on open water."""
    return KINDS[kind].at_home == "ground" and not KINDS[kind].wades


def place(draft: Draft) -> None:
    """Add every subject of the draft's scene as sprites."""
    taken: set[str] = set()
    worn: list[Subject] = []
    for subject in draft.scene.subjects:
        worn.append(dressed(subject, draft.story.chance(f"looks/{subject.kind}"), taken))
        taken.add(worn[-1].colour or "")
    stage = Stage(draft.aspect)
    if draft.scene.framing == "over the shoulder" and worn and worn[0].kind in PEOPLE:
        worn = [worn[0], *(subject for subject in worn[1:] if subject.kind not in PEOPLE)]
        shoulder = _shoulder(draft)
        draft.cast(shoulder.z, _sprite(draft, shoulder), "shoulder/0")
    for subject in relating.in_order(draft, worn):
        for spot in _spots(draft, stage, subject, lead=not stage.spots):
            stage.add(spot)
    stage.spots = [relating.aimed(stage, spot) for spot in stage.spots]
    if draft.scene.has("crowd") and draft.scene.shot != "close":
        _crowd(draft, stage)
    for spot in stage.spots:
        draft.cast(spot.z, _sprite(draft, spot), f"{spot.subject.kind}/{spot.index}")


def _sprite(draft: Draft, spot: Spot) -> Sprite:
    subject, view = spot.subject, draft.view
    return Sprite(
        kind=subject.kind,
        u=view.left + spot.x / view.zoom,
        v=view.top + spot.y / view.zoom,
        size=spot.size / view.zoom,
        colour=subject.colour,
        attributes=(*subject.attributes, *(("portrait",) if spot.portrait else ())),
        colours=subject.colours,
        flip=spot.flip,
        afloat=spot.afloat,
        flying=spot.flying,
        action=subject.action,
        facing=spot.facing,
        appearance=subject.appearance,
    )


def _spots(draft: Draft, stage: Stage, subject: Subject, lead: bool) -> list[Spot]:
    """A subject's figures, the first one as composed and the others behind it."""
    tied = relating.placed(draft, stage, subject)
    if tied is not None:
        return tied
    first = first_spot(draft, stage, subject, lead)
    count = copies(draft, subject)
    if first.portrait or count == 1:
        return [first]
    return several(draft, stage, first, count)


def copies(draft: Draft, subject: Subject) -> int:
    """How many are drawn: as many as were named, as far as the frame holds them."""
    if KINDS[subject.kind].crosses or subject.kind == "couple":
        return 1
    fits = 4 if KINDS[subject.kind].large else COPIES
    return min(subject.count, fits, 3 if draft.aspect < 0.8 and fits == 4 else COPIES)


def first_spot(draft: Draft, stage: Stage, subject: Subject, lead: bool) -> Spot:
    """Where the first figure of a subject stands."""
    scene, kind = draft.scene, KINDS[subject.kind]
    spot = Spot(subject, wanted_x(draft, stage, subject, lead), 0.8, 0.3, 3.4)
    if scene.setting in ("space", "underwater"):
        spot = _adrift(draft, spot, lead)
    elif kind.at_home == "air" and not (subject.kind == "bird" and scene.setting == "room"):
        spot = _aloft(draft, spot, lead)
    elif kind.at_home == "water" and draft.waterline is not None:
        spot = _afloat(draft, spot, lead)
    elif _portrayed(scene, subject) and lead:
        spot = _close(draft, spot)
    elif scene.setting == "room" or draft.true_scale:
        spot = _indoors(draft, stage, spot, lead)
    else:
        spot = _grounded(draft, stage, spot, lead)
    keep = not (spot.portrait or spot.y > 1)
    held = stage.held(turned(draft, spot), keep=keep)
    if lead or subject.side:
        return held
    return stage.held(turned(draft, replace(held, x=stage.freest(held))), keep=keep)


def wanted_x(draft: Draft, stage: Stage, subject: Subject, lead: bool) -> float:
    """Across the frame: where the prompt says, else the lead on its third and whoever follows on the other."""
    if subject.side in SIDES:
        return draft.aspect * SIDES[subject.side]
    if lead:
        return draft.hero_x
    away = 1 if draft.hero_x < draft.aspect / 2 else -1
    return draft.aspect * (0.5 + away * float(draft.own.uniform(0.15, 0.26)))


def fills(draft: Draft, subject: Subject) -> bool:
    """Whether the shot shows little more than this subject, so that it stands for itself."""
    scene = draft.scene
    cut = scene.shot == "medium" and subject.kind in PEOPLE and subject.action not in WHOLE
    return (scene.shot == "close" or cut) and scene.subjects[0].kind == subject.kind


def _portrayed(scene: Scene, subject: Subject) -> bool:
    return scene.shot == "close" and subject.kind in PEOPLE and subject.action not in ("lying", "sleeping")


def _scale(draft: Draft, subject: Subject, lead: bool) -> float:
    scene, large = draft.scene, KINDS[subject.kind].large
    scale = SHOT_SCALE[scene.shot] * SIZES.get(subject.size, 1.0) * ANGLE_SCALE.get(draft.framing.angle, 1.0)
    scale = min(scale, 1.5 * SIZES.get(subject.size, 1.0)) if large or not lead else scale
    scale *= 1.12 if draft.aspect < 0.8 else 1.0
    scale *= FREE_SCALE if "shot" not in scene.named and not large and lead else 1.0
    return scale * {"wide": 0.92, "tele": 1.12}.get(scene.lens, 1.0)


def _close(draft: Draft, spot: Spot) -> Spot:
    """Head and shoulders; the feet are below the frame."""
    narrow = min(1.0, draft.aspect / 0.95)
    if spot.subject.kind in PORTRAYED:
        return replace(spot, y=0.92, size=0.82 * narrow, z=1.55, portrait=True)
    size = CHEST * min(1.0, draft.aspect / 1.1)
    return replace(spot, y=HEADROOM + size, size=size, z=1.6)


def _aloft(draft: Draft, spot: Spot, lead: bool) -> Spot:
    h, kind = draft.framing.horizon, spot.subject.kind
    size = min(KINDS[kind].height * min(_scale(draft, spot.subject, lead), 2.2), 0.55) * (1.0 if lead else 0.8)
    lift = float(draft.own.uniform(0.02, 0.12)) if kind == "balloon" else float(draft.own.uniform(0.14, 0.24))
    foot = max(h - lift, size + 0.08)
    return replace(spot, y=min(foot, 0.9), size=size, z=9.0, flying=True)


def _afloat(draft: Draft, spot: Spot, lead: bool) -> Spot:
    kind, h, zoom = spot.subject.kind, draft.framing.horizon, draft.framing.zoom
    scale = _scale(draft, spot.subject, lead)
    size = min(KINDS[kind].height * scale * (1.0 if lead else 0.8), FLOATING_CLOSE)
    depth = KINDS[kind].depth / min(max(scale, 0.7), 1.6)
    return replace(spot, y=min(h + zoom / depth, LOWEST_FOOT), size=size, z=depth, afloat=True)


def _adrift(draft: Draft, spot: Spot, lead: bool) -> Spot:
    kind, name = KINDS[spot.subject.kind], spot.subject.kind
    base = 0.5 if kind.large else 0.12 if name == "fish" else 0.34
    size = base * min(_scale(draft, spot.subject, lead), 1.9) * (1.0 if lead else 0.75)
    middle = 0.45 if lead else 0.5 + float(draft.own.uniform(-0.12, 0.14))
    size = min(size, MOST[draft.scene.shot])
    return replace(spot, y=min(middle + size / 2, 0.93), size=size, z=4.0 if lead else 4.6)


def _cut(draft: Draft, spot: Spot) -> Spot | None:
    """A person of a medium shot, cut at mid-thigh."""
    subject = spot.subject
    if draft.scene.shot != "medium" or subject.kind not in PEOPLE or subject.action in WHOLE:
        return None
    size = COWBOY * min(1.0, draft.aspect / 0.9) * (0.74 if subject.kind == "child" else 1.0)
    return replace(spot, y=HEADROOM + size, size=size, z=1.55)


def _indoors(draft: Draft, stage: Stage, spot: Spot, lead: bool) -> Spot:
    """In a room: on its floor, or on the table where it is small; sizes as they are beside each other."""
    subject, zoom = spot.subject, draft.framing.zoom
    if lead and (cut := _cut(draft, spot)) is not None:
        return cut
    view, floor = draft.view, draft.supports.get("floor")
    tall = metres(subject.kind, indoors=True)
    if "table" in draft.supports and tall <= SMALL_METRES:
        size = min(KINDS[subject.kind].indoors * min(_scale(draft, subject, lead), 1.5), MOST[draft.scene.shot])
        size = size if lead else beside(stage.spots[0], subject, 0.4, indoors=True)
        return replace(relating.on_support(draft, spot, draft.supports["table"]), x=spot.x, size=size)
    if draft.true_scale and floor is not None:
        tall = max(tall, SMALL_METRES) if lead else tall
        z = max(floor.z / min(_scale(draft, subject, lead), 1.4), 1.9) * (1.0 if lead else 1.12)
        z = max(z, zoom / (LOWEST_FOOT - draft.framing.horizon))
        return replace(spot, y=draft.framing.horizon + zoom / z, size=tall / EYE_METRES / z * zoom, z=z)
    base = KINDS[subject.kind].indoors
    scale = _scale(draft, subject, lead)
    size = min(base * min(scale, 1.3), MOST[draft.scene.shot])
    if not lead:
        size = beside(stage.spots[0], subject, base * 0.8, indoors=True)
    y = (0.8 + (0.06 if tall > 0.9 else 0.0) - view.top) * zoom
    return replace(spot, y=min(max(y, size + 0.06), LOWEST_FOOT), size=size, z=2.4)


def beside(lead: Spot, subject: Subject, usual: float, indoors: bool = False) -> float:
    """The size of a thing as it is beside the lead, small ones a little larger than life so that they are seen."""
    ratio = metres(subject.kind, indoors) / metres(lead.subject.kind, indoors)
    true = lead.size * float(ratio**0.85) * SIZES.get(subject.size, 1.0)
    return min(max(true, 0.05), max(usual * 1.5, 0.08))


def _grounded(draft: Draft, stage: Stage, spot: Spot, lead: bool) -> Spot:
    if lead and (cut := _cut(draft, spot)) is not None:
        return cut
    scene, subject, h, zoom = draft.scene, spot.subject, draft.framing.horizon, draft.framing.zoom
    kind = KINDS[subject.kind]
    ashore = draft.waterline is not None and needs_ground(subject.kind)
    size = min(kind.height * _scale(draft, subject, lead), MOST[scene.shot] * max(1.0, SIZES.get(subject.size, 1.0)))
    if not lead:
        size = size * 0.85 if kind.large or _afar(stage.spots[0]) else beside(stage.spots[0], subject, size)
    if scene.setting in ("island", "sea"):
        return replace(spot, y=h + 0.075 * zoom, size=size * 0.5, z=13.5)
    depth = 3.3 if ashore else (draft.hero_depth or 3.4) * (1.7 if kind.large else 1.0 if lead else 1.2)
    if scene.setting == "city" and draft.waterline is None:
        return replace(spot, y=min(h + 0.36 * zoom, LOWEST_FOOT), size=size, z=2.3)
    near = zoom / max(draft.framing.lens, 1.0)  # a long lens looks from farther away
    foot = h + (1.0 if scene.setting == "street" else 0.86) * near / depth
    if draft.framing.angle == "low":
        foot = h + 0.5 * near / depth
    if scene.shot in ("medium", "close") and lead:
        foot = max(foot, min(size + 0.08, 0.9)) if kind.large else max(foot, min(h + 0.72 * size, 0.93))
    size = max(size, LEAST) if lead else size
    return replace(spot, y=min(foot, LOWEST_FOOT), size=size, z=min(depth, 1.6) if foot > 0.9 and zoom > 1.2 else depth)


def _afar(spot: Spot) -> bool:
    """Whether the lead says nothing of how near the camera is to the ground before it."""
    return spot.flying or spot.afloat or KINDS[spot.subject.kind].large or spot.portrait


def several(draft: Draft, stage: Stage, first: Spot, count: int) -> list[Spot]:
    """`count` of a kind: the first as composed, the others farther off and smaller by perspective, side by side."""
    group = [replace(first if n == 0 else _farther(draft, first, n), index=n) for n in range(count)]
    if first.y > 1:
        return [replace(spot, x=stage.freest(spot)) if spot.index else spot for spot in group]
    room = draft.aspect - 2 * EDGE
    wide = sum(2 * spot.half for spot in group)
    full = FULL if draft.aspect > 1.2 else FULL_NARROW
    fit = min(1.0, max(room * full / wide, LEAST_SHRUNK))
    group = [replace(spot, size=spot.size * fit) for spot in group]
    return _in_a_row(draft, group, (room - wide * fit) / count)


def _in_a_row(draft: Draft, group: list[Spot], free: float) -> list[Spot]:
    """The group from left to right, the first one as near as can be to where it was wanted, `free` room for each."""
    first, count = group[0], len(group)
    slot = round(first.x / draft.aspect * (count - 1))
    others = [group[n] for n in draft.own.permutation(np.arange(1, count))]
    row = [*others[:slot], first, *others[slot:]]
    gap = min(free, 0.4 * first.half + 0.02) if free > 0 else free * count / (count - 1)
    edges = np.cumsum([0.0, *(2 * spot.half + gap for spot in row)])
    lefts = edges[:-1] - edges[slot] + first.left
    over = lefts[-1] + 2 * row[-1].half - (draft.aspect - EDGE)
    lefts += EDGE - lefts[0] if lefts[0] < EDGE else -max(0.0, float(over))
    placed = [replace(spot, x=float(left) + spot.x - spot.left) for spot, left in zip(row, lefts, strict=True)]
    return sorted(placed, key=lambda spot: spot.index)


def _farther(draft: Draft, first: Spot, index: int) -> Spot:
    """The `index`-th of several."""
    h, rng = draft.framing.horizon, draft.own
    far = 1 + COPY_DEPTH * index * float(rng.uniform(0.8, 1.15))
    if first.flying or draft.scene.setting in ("space", "underwater"):
        y = first.y + float(rng.uniform(-0.16, 0.1))
        return replace(first, y=max(y, 0.2), size=first.size / far**0.5, z=first.z * far)
    if draft.scene.setting in ("island", "sea") and not first.afloat:
        size, z = first.size / (1 + 0.1 * index), first.z + 0.3 * index
        return replace(first, y=first.y - 0.006 * index, size=size, z=z)
    near_ground = max(first.y - h, 0.04)
    return replace(first, y=h + near_ground / far, size=first.size / far, z=first.z * far)


def _shoulder(draft: Draft) -> Spot:
    """Somebody with the back to us at the frame's edge, past whom the camera looks."""
    others = [s for s in draft.scene.subjects[1:] if s.kind in PORTRAYED]
    other = others[0] if others else Subject("person")
    other = dressed(other, draft.story.chance(f"looks/{other.kind}"), set())
    way = -1 if draft.hero_x > draft.aspect / 2 else 1
    x = draft.aspect * (0.5 + way * 0.36)
    return Spot(other, x, HEADROOM + SHOULDER, SHOULDER, 1.05, facing="back", flip=way > 0)


def _crowd(draft: Draft, stage: Stage) -> None:
    """People in rows that thin out into the depth."""
    rng, h, zoom = draft.own, draft.framing.horizon, draft.framing.zoom
    low, high = CROWD_DEPTHS
    base = (draft.hero_depth or 3.4) * (0.7 if draft.true_scale else 1.0)
    for n in range(CROWD):
        z = base * (low + (high - low) * (n / CROWD) ** 1.3)
        kind = "woman" if rng.random() < 0.5 else "person"
        person = dressed(Subject(kind, action="walking" if n % 3 else ""), rng, set())
        size = metres(kind) / EYE_METRES / z * zoom
        facing = ("front", "back", "side")[int(rng.integers(3))]
        x = float(rng.uniform(0.04, 0.96)) * draft.aspect
        spot = Spot(person, x, h + zoom / z, size, z, 10 + n, facing, bool(rng.random() < 0.5))
        stage.add(replace(spot, x=stage.freest(stage.held(spot))))


def turned(draft: Draft, spot: Spot) -> Spot:
    """Facing as said; else looking or travelling into the frame, which leaves it room."""
    facing = spot.subject.facing or ("side" if draft.scene.framing == "profile" else "")
    if facing in ("left", "right"):
        return replace(spot, facing="side", flip=facing == "left")
    inward = spot.x > draft.aspect / 2
    if abs(spot.x - draft.aspect / 2) < 0.04:
        inward = draft.side > 0
    return replace(spot, facing=facing, flip=inward)
