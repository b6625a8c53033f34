"""Where the figures of a scene stand, how large they are and which way they face."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generation.engines.animatic import groups, meeting, outing, relating, swimming
from generation.engines.animatic.figures import vehicles
from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.figures.roles import ROLES
from generation.engines.animatic.looks import dressed, unlike
from generation.engines.animatic.plan import Plane, Sprite
from generation.engines.animatic.scene import Scene, Subject
from generation.engines.animatic.sizes import EYE_METRES, metres
from generation.engines.animatic.stage import Spot, Stage
from generation.engines.animatic.vocabulary import load

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

PORTRAYED = tuple(ROLES)
PEOPLE = (*PORTRAYED, "couple", "astronaut", "robot")
WHOLE = (
    "sitting", "lying", "sleeping", "kneeling", "running", "dancing", "jumping", "crouching", "climbing", "swimming"
)  # fmt: skip
"""What is not cut by the frame's edge in a medium shot: the pose is the picture."""
SHOT_SCALE = {"extreme": 0.58, "wide": 1.0, "medium": 1.75, "close": 2.7}
MOST = {"extreme": 0.4, "wide": 0.62, "medium": 0.68, "close": 0.78}
"""The largest share of the frame's height a whole figure takes."""
SIZES = {"tiny": 0.5, "small": 0.72, "large": 1.3, "huge": 1.65}
ANGLE_SCALE = {"low": 1.35, "high": 0.86, "overhead": 0.7}
SIDES = {"left": 0.24, "centre": 0.5, "right": 0.76}
LARGE_FACE = 0.6
"""From this height on, in frame heights, a figure has a whole face."""
LOWEST_FOOT, LOWEST_KEEL = 0.955, 0.9
HEADROOM = groups.HEADROOM
FREE_SCALE = 1.22
"""Where no shot is named the camera comes a little nearer than for a wide one."""
COWBOY, CHEST = 1.28, 1.65
"""Heights of a person in frame heights: cut at mid-thigh, and at the chest."""
BUST, BUST_FOOT, LOWEST_BUST, HAT_ROOM = 0.82, 0.92, 1.04, 0.04
"""A head with its shoulders: its height, where it ends, where at the lowest, and what stays free above a hat."""
FLOATING_CLOSE = 0.84
SECOND_WIDTH = 0.5
"""The largest share of the frame's width that whoever is not the lead takes."""
BEHIND_TABLE = 3.2
BACKDROP = 0.22
"""How far aside of the lead the thing stands that the lead is before, as a share of the frame's width."""
WIDEST = {"extreme": 0.4, "wide": 0.52, "medium": 0.68, "close": 0.84}
"""The largest share of the frame's width that one thing takes where sizes are true."""
OFF_SHORE, OFF_BEACH = 5.6, 8.0
"""Boats keep at least this far where firm ground lies before the water."""
LEAST = 0.1
"""A lead on the ground is never smaller than this, however far the camera."""
BUNCH, BALLOONS = 5, ("red", "gold", "blue", "pink", "green", "orange", "purple")
"""How many party balloons are many, and their colours where nobody said."""
BREATH = "breathing fire"
GLOWING = (
    "mushroom", "crystal", "jellyfish", "flower", "rose", "butterfly", "tree", "oak", "willow", "cherry tree", "sword",
    "diamond", "ring", "chest", "portal", "orb", "crystal ball", "skull", "cup", "book", "bottle", "rock",
)  # fmt: skip
"""What is luminous where something glows and nobody said what."""
LOW_LIGHT = ("dusk", "golden", "dawn", "night", "neon")
"""Hours at which the light stands behind a figure, or there is little of it."""
SKY_SHOW, SKY_SHOW_DEPTH = 0.62, 24.0
"""How high fireworks stand over the horizon, in frame heights, and how far away."""
SMALL_METRES = 0.6
"""Smaller things stand on a table where there is one, and are looked at from near."""


def is_hero(plane: Plane) -> bool:
    """Whether a plane is a figure."""
    return isinstance(plane.spec, Sprite)


def ashore(scene: Scene) -> bool:
    """Whether somebody needs firm ground at the water's edge: not who is in a boat."""
    kinds = {subject.kind for subject in scene.subjects}
    boats = {kind for kind in kinds if KINDS[kind].at_home == "water"}
    return any(
        needs_ground(s.kind)
        and not swimming.swims(s)
        and not (s.relation and s.relation.kind in ("on", "inside") and s.relation.target in boats)
        for s in scene.subjects
    )


def needs_ground(kind: str) -> bool:
    """Whether a figure would sink or look lost on open water."""
    return KINDS[kind].at_home == "ground" and not KINDS[kind].wades


def floats(subject: Subject) -> bool:
    """Whether it belongs on the water."""
    return KINDS[subject.kind].at_home == "water"


def place(draft: Draft) -> None:
    """Add every subject of the draft's scene as sprites."""
    taken: set[str] = set()
    worn: list[Subject] = []
    there = [subject for subject in draft.scene.subjects if not outing.built(draft.scene, subject)]
    for subject in (*there, *_featured(draft.scene)):
        worn.append(dressed(subject, draft.story.chance(f"looks/{subject.kind}"), taken))
        taken.add(worn[-1].colour or "")
    stage = Stage(draft.aspect)
    if draft.scene.framing == "over the shoulder" and worn and worn[0].kind in PEOPLE:
        worn = [worn[0], *(subject for subject in worn[1:] if subject.kind not in PEOPLE)]
        shoulder = groups.shoulder(draft)
        draft.cast(shoulder.z, _sprite(draft, shoulder), "shoulder/0")
    for subject in relating.in_order(draft, relating.seated(meeting.staged(draft, worn))):
        for spot in _spots(draft, stage, subject, lead=not stage.spots):
            stage.add(_own_looks(draft, spot, taken))
    stage.spots = [relating.aimed(stage, spot) for spot in stage.spots]
    meeting.arrange(draft, stage)
    if draft.scene.has("crowd") and draft.scene.shot != "close":
        groups.crowd(draft, stage)
    stage.spots += outing.around(draft, stage)
    for spot in stage.spots:
        for z, sprite, name in groups.apart(draft, spot.z, _sprite(draft, spot), f"{spot.subject.kind}/{spot.index}"):
            draft.cast(z, sprite, name)


def _featured(scene: Scene) -> list[Subject]:
    """Things that are told among the features, where no subject says them."""
    if scene.shot == "close":
        return []
    made = outing.standing(scene)
    bunch = scene.has("balloons") and not scene.first("balloon", "party balloon")
    return [*made, Subject("party balloon", BUNCH)] if bunch else made


def _own_looks(draft: Draft, spot: Spot, taken: set[str]) -> Spot:
    """One of several looks unlike the others."""
    subject = spot.subject
    if subject.kind == "party balloon" and subject.colour is None:
        return replace(spot, subject=replace(subject, colour=BALLOONS[spot.index % len(BALLOONS)]))
    said = draft.scene.first(subject.kind)
    if not spot.index or said is None:
        return spot
    other = unlike(subject, said, draft.story.chance(f"looks/{subject.kind}/{spot.index}"), taken)
    taken.add(other.colour or "")
    return replace(spot, subject=other)


def _held_up(draft: Draft, subject: Subject) -> tuple[str, ...]:
    """What is done for a figure so that it reads: a reflector for who has the light behind, and what glows."""
    scene = draft.scene
    bound = any(worn.startswith("glowing") for other in scene.subjects for worn in other.attributes)
    if subject.kind in GLOWING and scene.has("glowing") and not bound:
        return ("glowing",)
    if "headlights" in scene.lights and subject.kind in vehicles.KINDS:
        return ("headlights",)
    if subject.kind == "dragon" and scene.has(BREATH):
        return (BREATH,)
    lit = scene.setting in ("space", "underwater") or (scene.setting == "room" and scene.time != "night")
    if lit or subject.kind not in load().words["alive"]:
        return ()
    dark = scene.backlit or (scene.time in ("night", "neon") and scene.setting != "room")
    return ("bright reflector",) if dark else ("reflector",) if scene.time in LOW_LIGHT else ()


def _sprite(draft: Draft, spot: Spot) -> Sprite:
    subject, view = spot.subject, draft.view
    return Sprite(
        kind=subject.kind,
        u=view.left + spot.x / view.zoom,
        v=view.top + spot.y / view.zoom,
        size=spot.size / view.zoom,
        colour=subject.colour,
        attributes=(*subject.attributes, *_closeness(spot), *_held_up(draft, subject)),
        colours=subject.colours,
        flip=spot.flip,
        afloat=spot.afloat,
        sunk=spot.sunk,
        flying=spot.flying,
        action=subject.action,
        facing=spot.facing,
        appearance=subject.appearance,
    )


def _closeness(spot: Spot) -> tuple[str, ...]:
    """How much of a face is seen: head and shoulders, or all features of a large figure."""
    if spot.portrait:
        return ("portrait",)
    near = spot.size > LARGE_FACE and spot.subject.kind in PEOPLE and spot.facing != "back"
    return ("near",) if near else ()


def _spots(draft: Draft, stage: Stage, subject: Subject, lead: bool) -> list[Spot]:
    """A subject's figures, the first one as composed and the others behind it."""
    tied = relating.placed(draft, stage, subject)
    if tied is not None:
        return tied
    first = relating.lowered(draft, first_spot(draft, stage, subject, lead))
    count = groups.copies(draft, subject)
    if first.portrait or count == 1:
        return [first]
    return groups.several(draft, stage, first, count)


def first_spot(draft: Draft, stage: Stage, subject: Subject, lead: bool) -> Spot:
    """Where the first figure of a subject stands."""
    scene, kind = draft.scene, KINDS[subject.kind]
    spot = Spot(subject, wanted_x(draft, stage, subject, lead), 0.8, 0.3, 3.4)
    pair = scene.framing == "two-shot" and not lead
    if scene.setting == "underwater" or (scene.setting == "space" and not scene.has("moonscape")):
        spot = _adrift(draft, spot, lead)
    elif kind.at_home == "air" and not (subject.kind == "bird" and scene.setting == "room"):
        spot = _aloft(draft, spot, lead)
    elif kind.at_home == "water" and draft.waterline is not None:
        spot = _afloat(draft, spot, lead)
    elif draft.waterline is not None and swimming.swims(subject) and scene.shot != "close":
        spot = swimming.sunk(draft, spot, _scale(draft, subject, lead), MOST[scene.shot])
    elif pair and (cut := _cut(draft, spot)) is not None:
        spot = cut
    elif _portrayed(scene, subject) and lead:
        spot = _close(draft, spot)
    elif scene.setting == "room" or draft.true_scale:
        spot = _indoors(draft, stage, spot, lead)
    else:
        spot = _grounded(draft, stage, spot, lead)
    keep = not (spot.portrait or spot.y > 1)
    if not lead and not pair:
        spot = replace(spot, size=min(spot.size, SECOND_WIDTH * draft.aspect / (2 * spot.half / spot.size)))
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
    before = stage.spots[0].subject.relation if stage.spots else None
    if before is not None and before.kind == "before" and before.target == subject.kind:
        return draft.hero_x + away * BACKDROP * draft.aspect
    if draft.scene.setting == "coast" and (floats(subject) or swimming.swims(subject)):
        away = -draft.side  # the cliffs are on the other
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
        bust = replace(spot, size=BUST * narrow, z=1.55, portrait=True)
        y = min(max(BUST_FOOT, HAT_ROOM + bust.reach.up * bust.size), LOWEST_BUST)
        return replace(bust, y=y, size=min(bust.size, (y - HAT_ROOM) / bust.reach.up))
    size = CHEST * min(1.0, draft.aspect / 1.1)
    return replace(spot, y=HEADROOM + size, size=size, z=1.6)


def _aloft(draft: Draft, spot: Spot, lead: bool) -> Spot:
    h, kind = draft.framing.horizon, spot.subject.kind
    if kind == "fireworks":
        size = min(SKY_SHOW, h - 0.02) * (1.0 if lead else 0.85)
        return replace(spot, y=h - 0.005, size=size, z=SKY_SHOW_DEPTH, flying=True)
    size = min(KINDS[kind].height * min(_scale(draft, spot.subject, lead), 2.2), 0.55) * (1.0 if lead else 0.8)
    lift = float(draft.own.uniform(0.02, 0.12)) if kind == "balloon" else float(draft.own.uniform(0.14, 0.24))
    foot = max(h - lift, size + 0.08)
    return replace(spot, y=min(foot, 0.9), size=size, z=9.0, flying=True)


def _afloat(draft: Draft, spot: Spot, lead: bool) -> Spot:
    kind, h, zoom = spot.subject.kind, draft.framing.horizon, draft.framing.zoom
    scale = _scale(draft, spot.subject, lead)
    size = min(KINDS[kind].height * scale * (1.0 if lead else 0.8), FLOATING_CLOSE)
    depth = KINDS[kind].depth / min(max(scale, 0.7), 1.6)
    if draft.shore:
        depth = max(depth, OFF_BEACH if draft.scene.setting == "coast" else OFF_SHORE)
    near = zoom / max(draft.framing.lens, 1.0)
    return replace(spot, y=min(h + near / depth, LOWEST_KEEL), size=size, z=depth, afloat=True)


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
    view, floor, inside = draft.view, draft.supports.get("floor"), draft.scene.setting == "room"
    tall = metres(subject.kind, inside)
    if "table" in draft.supports and tall <= SMALL_METRES:
        size = min(KINDS[subject.kind].indoors * min(_scale(draft, subject, lead), 1.5), MOST[draft.scene.shot])
        size = size * min(1.0, draft.aspect / 1.2) if lead else beside(stage.spots[0], subject, 0.27, inside)
        return replace(relating.on_support(draft, spot, draft.supports["table"]), x=spot.x, size=size)
    if draft.true_scale and floor is not None:
        tall = max(tall, SMALL_METRES) if lead else tall
        high = tall / EYE_METRES * zoom
        behind = BEHIND_TABLE if "table" in draft.supports else 1.9
        z = max(floor.z / min(max(_scale(draft, subject, lead), 0.85), 1.4), behind) * (1.0 if lead else 1.12)
        wide = high * (spot.reach.left + spot.reach.right)
        z = max(
            z,
            zoom / (LOWEST_FOOT - draft.framing.horizon),
            high / max(MOST[draft.scene.shot], MOST["wide"]),
            wide / draft.aspect / WIDEST[draft.scene.shot],
        )
        return replace(spot, y=draft.framing.horizon + zoom / z, size=high / z, z=z)
    base = KINDS[subject.kind].indoors
    scale = _scale(draft, subject, lead)
    size = min(base * min(scale, 1.3), MOST[draft.scene.shot])
    if not lead:
        size = beside(stage.spots[0], subject, base * 0.8, inside)
    y = (0.8 + (0.06 if tall > 0.9 else 0.0) - view.top) * zoom
    return replace(spot, y=min(max(y, size + 0.06), LOWEST_FOOT), size=size, z=2.4)


def beside(lead: Spot, subject: Subject, usual: float, indoors: bool = False) -> float:
    """The size of a thing as it is beside the lead, small ones a little larger than life so that they are seen."""
    ratio = metres(subject.kind, indoors) / metres(lead.subject.kind, indoors)
    true = lead.size * float(ratio**0.85) * SIZES.get(subject.size, 1.0)
    return min(max(true, 0.05), max(usual * 1.4, 0.08))


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


def turned(draft: Draft, spot: Spot) -> Spot:
    """Facing as said; else looking or travelling into the frame, which leaves it room."""
    facing = spot.subject.facing or ("side" if draft.scene.framing == "profile" else "")
    if facing in ("left", "right"):
        return replace(spot, facing="side", flip=facing == "left")
    inward = spot.x > draft.aspect / 2
    if abs(spot.x - draft.aspect / 2) < 0.04:
        inward = draft.side > 0
    return replace(spot, facing=facing, flip=inward)
