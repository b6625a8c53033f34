"""Figures placed by their relation to another: over, on, under, beside, behind, before, inside, toward, at, with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generation.engines.animatic import casting, groups
from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.scene import Relation, Subject
from generation.engines.animatic.sizes import EYE_METRES, metres
from generation.engines.animatic.stage import Spot, Stage

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

SEATS = {"bench": 0.5, "chair": 0.5, "throne": 0.36, "armchair": 0.45, "sofa": 0.5, "bed": 0.6, "swing": 0.3}
"""Where one sits on a thing, as a share of its height."""
TOPS = {
    "table": 1.0,
    "desk": 1.0,
    "boat": 0.4,
    "canoe": 0.45,
    "sailboat": 0.12,
    "horse": 0.72,
    "elephant": 0.85,
    "car": 0.95,
    "pier": 0.5,
    "raft": 0.17,
    "viaduct": 0.955,
    "stone bridge": 0.95,
    "wooden bridge": 0.57,
    "bridge": 0.3,
}
PROPS = (
    "bench",
    "chair",
    "throne",
    "armchair",
    "sofa",
    "bed",
    "table",
    "desk",
    "swing",
    "piano",
    "rock",
    "lamp",
    "door",
    "window",
)
"""What is brought on when somebody sits on it or stands by it, where the place has none of its own."""
SYNONYMS = {
    "windowsill": ("windowsill", "window", "shelf", "table"),
    "counter": ("counter", "bar", "table"),
    "desk": ("desk", "table"),
    "sofa": ("sofa", "armchair"),
    "ledge": ("ledge", "windowsill"),
}
BEHIND, TRUNK = 1.12, 0.2
"""How much farther one stands behind a thing, and how far aside at most, so as to look past it."""
FAR_OFF = 1.4
"""Whoever goes toward something this many times as far away is seen from behind."""
WHOLES = {
    "roof": ("house", "cottage", "cabin", "barn", "hut", "church", "castle", "temple", "train", "car"),
    "branch": ("tree", "oak", "cherry tree", "pine", "palm", "acacia", "dead tree"),
    "wall": ("castle", "tower", "ruins"),
    "dock": ("pier",),
}
"""What the parts that one may be on belong to."""
SHADES = ("tree", "oak", "cherry tree", "autumn tree", "willow", "palm", "pine", "acacia", "baobab", "lamp")
"""What a bench likes to stand under."""
MOST_PROP = 0.27
"""How large a thing may be that is brought on for the lead."""
DESKS = ("desk", "table", "piano")
BRIDGES = ("viaduct", "stone bridge", "wooden bridge", "bridge")
CROSSING = ("driving", "walking", "running", "riding", "crossing")
PETS = ("dog", "cat", "rabbit", "horse", "donkey", "child", "boy", "girl")
TOGETHER = ("", "walking", "running", "sitting", "dancing", "standing", "riding", "swimming", "lying", "kneeling")
"""What two do side by side; whoever talks or fights has the other before him."""
GAP_OVER, GAP_BESIDE = 0.05, 0.04
ROOM_OVER, LOWERED_FOOT = 0.38, 0.8
"""What stays free above a thing with something over it, in frame heights."""
ATTACHED = ("over", "on", "under", "inside", "at")
"""Relations that hold a figure where its target is, even at the frame's edge."""
LEAST_SEEN = 0.08
"""Nothing that stands on something is drawn smaller than this, in frame heights."""
LEAST_PERSON = 0.15
"""And no person, unless the shot is an extremely wide one."""
SITTING = ("sitting", "reading", "talking", "eating", "drinking", "writing", "playing")


@dataclass(frozen=True, slots=True)
class Support:
    """Something figures may be on: its top middle right of the eye (`x`), above the ground (`y`, the eye is at 1) and
    away (`z`); `half` its half width."""

    x: float
    y: float
    z: float
    half: float


def placed(draft: Draft, stage: Stage, subject: Subject) -> list[Spot] | None:
    """Where a related subject stands, or None when its relation says nothing of the place."""
    relation = subject.relation or _company(draft, stage, subject)
    if relation is None or casting.fills(draft, subject):
        return None
    relation = _meant(subject, relation)
    support = _support(draft, relation)
    if support is not None and relation.kind in ("on", "at", "inside"):
        if "table" in draft.supports and metres(subject.kind, indoors=True) <= casting.SMALL_METRES:
            return None
        spot = on_support(draft, Spot(subject, 0, 0, 0.3, 3.0), support)
        return [casting.turned(draft, replace(spot, x=stage.freest(spot, _reach(spot, support, draft))))]
    target = _target(stage, relation.target) or _brought(draft, stage, subject, relation)
    if target is None or not _places(relation) or target.portrait:
        return None
    first = casting.first_spot(draft, stage, subject, lead=False)
    spot = casting.turned(draft, PLACERS.get(relation.kind, _at)(draft, stage, first, target))
    spot = stage.held(spot) if relation.kind not in ATTACHED else spot
    count = groups.copies(draft, subject)
    if count > 1 and relation.kind in ("on", "inside") and not KINDS[target.subject.kind].large:
        return _aboard(spot, target, count)
    return [spot] if count == 1 else groups.several(draft, stage, spot, count)


def _meant(subject: Subject, relation: Relation) -> Relation:
    """What goes over a bridge is on it, and who sits beside a desk is at it."""
    if relation.kind == "over" and relation.target in BRIDGES and KINDS[subject.kind].at_home == "ground":
        return Relation("on", relation.target)
    if relation.kind == "beside" and relation.target in DESKS and subject.action in SITTING:
        return Relation("at", relation.target)
    return relation


def _places(relation: Relation) -> bool:
    """Whether a relation says where somebody is, and not only which way they look."""
    return relation.kind in PLACERS or (relation.kind == "at" and relation.target in DESKS)


def _company(draft: Draft, stage: Stage, subject: Subject) -> Relation | None:
    """Whoever does the same as the lead, or a pet of theirs, keeps at their side."""
    lead = stage.spots[0] if stage.spots else None
    if lead is None or subject.side or lead.subject.kind not in casting.PEOPLE or lead.y > 1:
        return None
    alike = subject.action == lead.subject.action and subject.action in TOGETHER
    near = subject.kind in PETS or (subject.kind in casting.PEOPLE and alike)
    return Relation("beside", lead.subject.kind) if near and not lead.subject.relation else None


def _target(stage: Stage, name: str) -> Spot | None:
    """Who or what a relation is to: a kind, or a part of one."""
    named = (stage.of(kind) for kind in (name, *WHOLES.get(name, ())))
    return next((spot for spot in named if spot is not None), None)


def _aboard(spot: Spot, target: Spot, count: int) -> list[Spot]:
    """Several side by side on one thing."""
    room = target.half * 0.5
    if target.afloat and not spot.subject.action:
        seat = (*spot.subject.attributes, "seat")
        spot = replace(spot, subject=replace(spot.subject, action="sitting", attributes=seat))
    return [replace(spot, x=target.x + room * (2 * n / (count - 1) - 1), index=n) for n in range(count)]


def _support(draft: Draft, relation: Relation) -> Support | None:
    names = SYNONYMS.get(relation.target, (relation.target,))
    return next((draft.supports[name] for name in names if name in draft.supports), None)


def on_support(draft: Draft, spot: Spot, support: Support) -> Spot:
    """`spot` on top of something of the place; who sits has the feet on the floor before it."""
    view, framing, subject = draft.view, draft.framing, spot.subject
    tall = metres(subject.kind, indoors=True)
    size = tall / EYE_METRES / support.z * view.zoom
    seated = subject.action in SITTING and tall > 0.9
    high = 0.0 if seated else support.y
    v = draft.horizon + (1 - high) / support.z
    x = view.across(draft.aspect / 2 + support.x / support.z)
    size = max(size, LEAST_SEEN * framing.zoom)
    return replace(spot, x=x, y=view.down(v), size=size, z=support.z - 0.05, flying=False)


def _reach(spot: Spot, support: Support, draft: Draft) -> tuple[float, float]:
    half = support.half / support.z * draft.view.zoom * 0.7
    return spot.x - half, spot.x + half


def _brought(draft: Draft, stage: Stage, subject: Subject, relation: Relation) -> Spot | None:
    """The bench that somebody sits on, where it is no subject of its own."""
    name = relation.target
    if name not in PROPS or name not in KINDS or relation.kind not in ("on", "at", "beside", "inside", "under"):
        return None
    lead = not stage.spots
    shade = next((spot for spot in stage.spots if spot.subject.kind in SHADES), None)
    size = KINDS["person"].height * metres(name) / metres("person")
    thing = casting.first_spot(draft, stage, Subject(name), lead)
    if lead:
        who = casting.first_spot(draft, stage, subject, lead)
        size = casting.beside(who, Subject(name), MOST_PROP, indoors=draft.scene.setting == "room")
        thing = replace(who, subject=thing.subject, size=size, afloat=False, flying=False)
    thing = replace(thing, size=size) if shade is None else _under(draft, stage, replace(thing, size=size), shade)
    return stage.add(replace(stage.held(thing), flip=draft.side > 0))


def in_order(draft: Draft, subjects: list[Subject]) -> list[Subject]:
    """Those that others are placed by, before those who are placed by them; who fills the frame comes first."""
    kinds = {subject.kind for subject in subjects}

    def tied(subject: Subject) -> int:
        relation = subject.relation
        if relation is None or not _places(relation) or casting.fills(draft, subject):
            return 0
        if relation.target in PROPS and not kinds.isdisjoint(SHADES):
            return 1
        if relation.kind == "before" and subject is subjects[0] and KINDS[_kind(relation.target)].large:
            return 0
        wholes = (relation.target, *WHOLES.get(relation.target, ()))
        if not kinds.isdisjoint(wholes) and relation.target != subject.kind:
            return 1 + any(s.kind == relation.target and s.relation is not None for s in subjects)
        return 0

    return sorted(subjects, key=tied)


def _kind(name: str) -> str:
    """The kind of figure that a target is; anybody where it is none."""
    return name if name in KINDS else "person"


def seated(subjects: list[Subject]) -> list[Subject]:
    """Whoever sits takes the seat that is there, and the seat the place that was said for the sitter."""
    subjects = _crossing(subjects)
    seats = [subject.kind for subject in subjects if subject.kind in SEATS]
    if not seats:
        return subjects
    made: list[Subject] = []
    place: Relation | None = None
    for subject in subjects:
        relation = subject.relation
        elsewhere = relation is not None and relation.kind in ("on", "inside")
        if subject.action in SITTING and subject.kind in casting.PEOPLE and not elsewhere:
            place = place or (relation if relation is not None and relation.kind in PLACERS else None)
            subject = replace(subject, relation=Relation("on", seats[0]))
        made.append(subject)
    return [replace(s, relation=s.relation or place) if s.kind == seats[0] else s for s in made]


def _crossing(subjects: list[Subject]) -> list[Subject]:
    """Whoever is on the way, where there is a bridge, is on it."""
    bridge = next((subject.kind for subject in subjects if subject.kind in BRIDGES), None)
    if bridge is None:
        return subjects
    over = Relation("on", bridge)
    return [replace(s, relation=over) if s.action in CROSSING and s.relation is None else s for s in subjects]


def lowered(draft: Draft, spot: Spot) -> Spot:
    """Lower, where something is to be over it: there must be room above."""
    kind = spot.subject.kind
    above = [s for s in draft.scene.subjects if s.relation and s.relation.kind == "over" and s.relation.target == kind]
    if not above or spot.flying:
        return spot
    y = max(spot.y, LOWERED_FOOT) if KINDS[kind].large and draft.waterline is None else spot.y
    return replace(spot, y=y, size=min(spot.size, max((y - ROOM_OVER) / spot.reach.up, 0.1)))


def aimed(stage: Stage, spot: Spot) -> Spot:
    """Whoever goes toward something or looks at it turned that way, now that all are in their places."""
    relation = spot.subject.relation
    if relation is None or relation.kind not in ("toward", "at", "away") or spot.subject.facing:
        return spot
    if relation.kind == "away":
        return replace(spot, facing="front")
    target = stage.of(relation.target)
    if target is None or target.subject is spot.subject:
        return replace(spot, facing="back") if relation.kind == "toward" else spot
    first = stage.of(spot.subject.kind) or spot
    flip = target.x < first.x
    if relation.kind == "toward" and target.z > first.z * FAR_OFF:
        return replace(spot, facing="back", flip=flip)
    return replace(spot, facing="side", flip=flip)


def _over(draft: Draft, stage: Stage, spot: Spot, target: Spot) -> Spot:
    """Above it, with air between; what is below makes room when there is too little."""
    room = target.top - GAP_OVER
    size = min(spot.size, max(room - 0.03, 0.1))
    return replace(spot, x=_tower(spot, target), y=max(room, size + 0.02), size=size, z=target.z + 0.2,
                   flying=True, afloat=False)  # fmt: skip


def _tower(spot: Spot, target: Spot) -> float:
    """Over one side of a wide thing when a side was said."""
    side = {"left": -0.55, "right": 0.55}.get(spot.subject.side or target.subject.side, 0.0)
    return target.x + side * target.half if KINDS[target.subject.kind].large else target.x


def _on(draft: Draft, stage: Stage, spot: Spot, target: Spot) -> Spot:
    name, subject = target.subject.kind, spot.subject
    size = casting.beside(target, subject, spot.size, indoors=draft.scene.setting == "room")
    least = LEAST_PERSON if subject.kind in casting.PEOPLE and draft.scene.shot != "extreme" else LEAST_SEEN
    size = max(size, least) if not KINDS[name].large else max(min(size, target.size * 0.4), least)
    if name in SEATS and subject.kind in casting.PEOPLE and subject.action not in ("lying", "sleeping", "standing"):
        return _sat(replace(spot, x=target.x, y=target.y + 0.004, size=size, afloat=target.afloat), target)
    share = SEATS.get(name, TOPS.get(name, 0.97))
    return replace(spot, x=target.x, y=target.y - share * target.size, size=size, z=target.z - 0.05, flying=True)


def _sat(spot: Spot, target: Spot, behind: float = 0.0) -> Spot:
    """On a seat, before its back for us, or behind it for who is seen from behind."""
    subject = spot.subject
    sitter = replace(subject, attributes=(*subject.attributes, "seat"), action=subject.action or "sitting")
    nearer = behind or (0.05 if subject.facing == "back" else -0.05)
    return replace(spot, subject=sitter, facing=subject.facing or "front", z=target.z + nearer)


def _under(draft: Draft, stage: Stage, spot: Spot, target: Spot) -> Spot:
    """On the ground below it, a little nearer and a little aside, so that both are seen."""
    aside = target.half * 0.22 * (1 if target.x < draft.aspect / 2 else -1)
    y = target.y + 0.02 if not target.flying and not target.afloat else spot.y
    size = spot.size if target.flying else casting.beside(target, spot.subject, spot.size)
    size = max(size, min(spot.size, target.size * 0.36))
    return replace(spot, x=target.x + aside, y=min(y, casting.LOWEST_FOOT), size=size, z=min(spot.z, target.z - 0.1))


def _beside(draft: Draft, stage: Stage, spot: Spot, target: Spot) -> Spot:
    gap = target.half + spot.half + GAP_BESIDE
    ways = (target.x - gap, target.x + gap)
    room = [x for x in ways if spot.half < x < draft.aspect - spot.half] or ways
    x = min(room, key=lambda way: abs(way - draft.aspect / 2))
    if draft.true_scale and not spot.flying and not target.flying:
        size = casting.beside(target, spot.subject, spot.size, indoors=draft.scene.setting == "room")
        spot = replace(spot, y=target.y, size=size, z=target.z - 0.01)
    held = stage.held(replace(spot, x=x))
    return replace(held, x=stage.freest(held), flip=target.flip)


def _behind(draft: Draft, stage: Stage, spot: Spot, target: Spot) -> Spot:
    way = 1 if target.x < draft.aspect / 2 else -1
    h, far = draft.framing.horizon, BEHIND
    y = h + max(target.y - h, 0.05) / far if not spot.flying else spot.y
    aside = min(target.half * 0.8, TRUNK) + spot.half * 0.4
    return stage.held(replace(spot, x=target.x + way * aside, y=y, z=target.z * far))


def _before(draft: Draft, stage: Stage, spot: Spot, target: Spot) -> Spot:
    way = 1 if target.x < draft.aspect / 2 else -1
    aside = target.x + way * target.half * 0.75
    return stage.held(replace(spot, x=aside, z=min(spot.z, target.z * 0.75)))


def _at(draft: Draft, stage: Stage, spot: Spot, target: Spot) -> Spot:
    """Behind a desk, on a chair that it hides."""
    size = casting.beside(target, spot.subject, 0.5, indoors=draft.scene.setting == "room")
    return _sat(replace(spot, x=target.x, y=target.y - 0.01, size=size, z=target.z + 0.1), target, 0.1)


def _inside(draft: Draft, stage: Stage, spot: Spot, target: Spot) -> Spot:
    if target.afloat or target.subject.kind in TOPS:
        return _on(draft, stage, spot, target)
    return replace(_before(draft, stage, spot, target), x=target.x)


PLACERS = {
    "over": _over, "on": _on, "under": _under, "beside": _beside, "between": _beside, "with": _beside,
    "behind": _behind, "before": _before, "inside": _inside, "around": _beside,
}  # fmt: skip
