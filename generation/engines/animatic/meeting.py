"""What a few do together or to a thing: riders upon their mounts, two who face each other, whoever is by the fire, on a
bough or under one umbrella, and the thing somebody works at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generation.engines.animatic import casting, perching
from generation.engines.animatic.figures.astride import SADDLES
from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.scene import RIDER, Subject
from generation.engines.animatic.sizes import metres
from generation.engines.animatic.stage import Spot, Stage
from generation.engines.animatic.vocabulary import load

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

CYCLES = ("bicycle", "motorcycle", "scooter")
FIRES = ("campfire", "fire")
BY = ("beside", "around", "before", "between", "with", "at")
APART = {"fighting": 0.72, "hugging": 0.24, "kissing": 0.24, "talking": 0.6, "dancing": 0.4}
"""How far apart two stand who do this with each other, in their own heights."""
FIRE_GAP, FIRE_RANK, FIRE_SHARE = 0.55, 0.5, 0.5
"""How far from a fire its people are, how far apart on one side, and how high it is, in a person's heights."""
SHELTER = 0.26
"""How far apart two are under one umbrella, in the height of the taller."""
STUDYING = ("", "looking", "working", "standing", "reading", "writing", "painting", "cooking", "holding", "kneeling")
TABLE_AHEAD, TABLE_SHARE, LEAST_THING = 0.62, 0.46, 0.085
FISH, BIRD = 0.075, 0.06
CRAFT = ("spaceship", "ufo", "helicopter", "drone")
INTO_SURF = 0.08
"""How much farther up the frame the surf breaks than one stands on its beach, in frame heights."""
LANDING = 0.13
"""How far below the horizon a craft comes down, in frame heights."""
ABOARD, ABOARD_SHARE, DECK, STERN = 0.8, 0.2, 0.19, 0.3
"""How high a ship is whose crew is to be seen, in frame heights; how tall they are, how high and how far aft they stand
in the ship's heights."""


def staged(draft: Draft, subjects: list[Subject]) -> list[Subject]:
    """The figures that are drawn for `subjects`: riders upon their mounts, a candle where one gives the light, and a
    fire placed by its people."""
    for mount in [s for s in subjects if s.kind in CYCLES or s.kind in SADDLES]:
        subjects = _mounted(subjects, mount)
    scene = draft.scene
    alone = scene.setting == "room" and scene.shot != "close" and _people(subjects)
    if alone and "candle" in scene.lights and scene.first("candle") is None and "table" not in draft.supports:
        subjects = [*subjects, Subject("candle")]
    subjects = _sheltered(subjects)
    warm = [s for s in subjects if _by_fire(s)]
    fires = [s for s in subjects if s.kind in FIRES]
    if not warm or not fires:
        return subjects
    others = [s for s in subjects if s not in warm and s not in fires]
    return [*(replace(s, relation=None) for s in warm), *others, *(replace(s, relation=None) for s in fires)]


def _sheltered(subjects: list[Subject]) -> list[Subject]:
    """An umbrella that lies nowhere is held by whoever is there."""
    umbrella = next((s for s in subjects if s.kind == "umbrella" and s.relation is None and s.count == 1), None)
    holder = next((s for s in subjects if s.kind in casting.PEOPLE), None)
    if umbrella is None or holder is None or "umbrella" in holder.attributes or subjects[0] is umbrella:
        return subjects
    colours = {**holder.colours, **({"umbrella": umbrella.colour} if umbrella.colour else {})}
    held = replace(holder, attributes=(*holder.attributes, "umbrella"), colours=colours)
    return [held if s is holder else s for s in subjects if s is not umbrella]


def _by_fire(subject: Subject) -> bool:
    relation = subject.relation
    return relation is not None and relation.target in FIRES and relation.kind in BY and is_person(subject)


def is_person(subject: Subject) -> bool:
    """Whether it is somebody; a couple or a crowd stands for itself."""
    return subject.kind in casting.PEOPLE and subject.kind != "couple"


def _people(subjects: list[Subject]) -> list[Subject]:
    return [subject for subject in subjects if is_person(subject)]


def _mounted(subjects: list[Subject], mount: Subject) -> list[Subject]:
    """One figure for whoever rides and what is ridden."""
    rider = next((s for s in subjects if is_person(s) and _rides(s, mount)), None)
    if rider is None:
        return subjects
    gait = "riding" if mount.kind in CYCLES else mount.action or "walking"
    worn = (*mount.attributes, "rider", RIDER + rider.kind, *(a for a in rider.attributes if a not in ("running",)))
    cloth = {"rider": rider.colour} if rider.colour else {}
    where = next((s.relation for s in (rider, mount) if s.relation and s.relation.target != mount.kind), None)
    one = replace(mount, action=gait, attributes=tuple(dict.fromkeys(worn)), count=max(rider.count, mount.count),
                  colours={**mount.colours, **rider.colours, **cloth}, appearance=rider.appearance,
                  side=mount.side or rider.side, facing=mount.facing or rider.facing, relation=where)  # fmt: skip
    made = [one if s is rider else s for s in subjects if s is not mount]
    return [replace(s, relation=None) if s.relation and s.relation.target == rider.kind else s for s in made]


def _rides(subject: Subject, mount: Subject) -> bool:
    relation = subject.relation
    if relation is not None and relation.target == mount.kind:
        return relation.kind == "on"
    going = ("riding", "driving", "running") if mount.kind in CYCLES else ("riding",)
    return subject.action in going and (mount.relation is None or mount.relation.target != subject.kind)


def arrange(draft: Draft, stage: Stage) -> None:
    """Bring those together on the stage who have to do with each other."""
    if any(spot.portrait for spot in stage.spots):
        return
    _gather(draft, stage)
    _face(draft, stage)
    _shelter(stage)
    _man_ship(stage)
    _touch_down(draft, stage)
    _splash(draft, stage)
    perching.perch(draft, stage)
    _attend(draft, stage)


def _put(stage: Stage, old: Spot, new: Spot) -> None:
    stage.spots = [new if spot is old else spot for spot in stage.spots]


def _gather(draft: Draft, stage: Stage) -> None:
    """People at both sides of their fire, turned to it."""
    fire = next((spot for spot in stage.spots if spot.subject.kind in FIRES), None)
    warm = {s.kind for s in draft.scene.subjects if _by_fire(s)}
    people = [spot for spot in stage.spots if spot.subject.kind in warm]
    if fire is None or not people or any(spot.y > 1 for spot in people):
        return
    lead = people[0]
    size, way = lead.size, 1 if lead.x < draft.aspect / 2 else -1
    middle = lead.x + way * FIRE_GAP * size
    for n, spot in enumerate(people):
        side, rank = (-way if n % 2 == 0 else way), n // 2
        x = middle + side * (FIRE_GAP + FIRE_RANK * rank) * size
        tall = size * metres(spot.subject.kind) / metres(lead.subject.kind)
        seat = replace(spot, x=x, y=lead.y - 0.02 * rank, size=tall, z=lead.z * (1 + 0.06 * rank), facing="side",
                       flip=side > 0)  # fmt: skip
        _put(stage, spot, replace(seat, x=stage.inside(seat, x)))
    _put(stage, fire, replace(fire, x=middle, y=lead.y + 0.02, size=FIRE_SHARE * size, z=lead.z - 0.05, flying=False))


def _face(draft: Draft, stage: Stage) -> None:
    """Two who fight, talk or embrace turned to each other, as far apart as that asks for."""
    pair = _pair(stage)
    if pair is None:
        return
    one, other = pair
    action = one.subject.action
    if other.flying or KINDS[other.subject.kind].large or one.flying:
        left = one.x < other.x
        _put(stage, one, replace(one, facing="side", flip=not left))
        _put(stage, other, replace(other, facing="side", flip=left))
        return
    share = metres(other.subject.kind) / metres(one.subject.kind)
    size = one.size * (1.0 if other.subject.kind == one.subject.kind else share)
    gap = APART[action] * (one.size + size) / 2
    middle = min(max((one.x + other.x) / 2, gap), draft.aspect - gap)
    way = 1 if one.x <= other.x else -1
    acts = replace(other.subject, action=action if is_person(other.subject) else other.subject.action)
    _put(stage, one, replace(one, x=middle - way * gap / 2, facing="side", flip=way < 0))
    _put(stage, other, replace(other, subject=acts, x=middle + way * gap / 2, y=one.y, z=one.z + 0.02, size=size,
                               facing="side", flip=way > 0))  # fmt: skip


def _pair(stage: Stage) -> tuple[Spot, Spot] | None:
    """Whoever does something with another, and that other."""
    alive = [s for s in stage.spots if s.subject.kind in load().words["alive"] and s.subject.kind != "couple"]
    doing = next((s for s in alive if s.subject.action in APART and not s.subject.facing), None)
    if doing is None or (doing.subject.relation and doing.subject.relation.kind in ("on", "inside")):
        return None
    others = [s for s in alive if s is not doing and _joins(s, doing)]
    return (doing, others[0]) if others else None


def _joins(other: Spot, doing: Spot) -> bool:
    action = doing.subject.action
    if other.subject is doing.subject or other.subject.kind == doing.subject.kind:
        return True
    if action not in ("fighting", "hugging") and not is_person(other.subject):
        return False
    return other.subject.action in ("", "standing", "looking", action) and not other.subject.facing


def _shelter(stage: Stage) -> None:
    """Two under one umbrella, which the taller holds."""
    people = [spot for spot in stage.spots if is_person(spot.subject)]
    holders = [spot for spot in people if "umbrella" in spot.subject.attributes]
    if len(people) != 2 or len(holders) != 1 or people[0].subject.action != people[1].subject.action:
        return
    tall, small = sorted(people, key=lambda spot: -metres(spot.subject.kind))
    worn = tuple(a for a in small.subject.attributes if a != "umbrella")
    colours = {**small.subject.colours, **tall.subject.colours}
    held = replace(tall.subject, attributes=(*(a for a in tall.subject.attributes if a != "umbrella"), "umbrella"),
                   colours=colours)  # fmt: skip
    lead = people[0]
    size = lead.size * metres(tall.subject.kind) / metres(lead.subject.kind)
    at = replace(tall, subject=held, y=lead.y, size=size, z=lead.z, x=lead.x)
    way = -1 if at.flip else 1
    near = replace(small, subject=replace(small.subject, attributes=worn), x=at.x + way * SHELTER * size,
                   y=lead.y + 0.005, z=lead.z - 0.03,
                   size=size * metres(small.subject.kind) / metres(tall.subject.kind),
                   flip=at.flip, facing=at.facing)  # fmt: skip
    _put(stage, tall, at)
    _put(stage, small, near)


def _man_ship(stage: Stage) -> None:
    """A ship large enough for its crew to be seen, and they upon its deck near the stern."""
    crew = next((s for s in stage.spots if is_person(s.subject) and s.subject.relation
                 and s.subject.relation.kind in ("on", "inside")), None)  # fmt: skip
    if crew is None or crew.subject.relation is None:
        return
    ship = stage.of(crew.subject.relation.target)
    if ship is None or ship.subject.kind not in ("ship", "pirate ship"):
        return
    room = 0.94 * stage.aspect / (ship.reach.left + ship.reach.right)
    grown = replace(ship, size=max(min(ABOARD, room), ship.size), y=max(ship.y, casting.LOWEST_KEEL))
    grown = replace(grown, x=stage.inside(grown, ship.x))
    aft = 1 if ship.flip else -1
    _put(stage, ship, grown)
    steering = crew.subject.action in ("", "driving", "sailing", "working")
    hand = replace(crew.subject, action="holding") if steering else crew.subject
    x, y = grown.x + aft * STERN * grown.size, grown.y - DECK * grown.size
    aboard = replace(crew, subject=hand, x=x, y=y, size=ABOARD_SHARE * grown.size, z=grown.z - 0.05)
    _put(stage, crew, replace(aboard, facing="side", flip=grown.flip, flying=True))


def _splash(draft: Draft, stage: Stage) -> None:
    """Whoever runs on a beach with waves runs where they break."""
    if draft.scene.setting != "coast" or not draft.scene.has("waves") or draft.waterline is None:
        return
    for spot in [s for s in stage.spots if s.subject.action in ("running", "walking") and s.y <= 1 and not s.flying]:
        relation = spot.subject.relation
        if relation is None or relation.target == "waves":
            _put(stage, spot, replace(spot, y=max(spot.y - INTO_SURF, draft.waterline + INTO_SURF / 3)))


def _touch_down(draft: Draft, stage: Stage) -> None:
    """A craft that lands is just over the ground."""
    for spot in [s for s in stage.spots if s.subject.kind in CRAFT and s.subject.action == "landing"]:
        if draft.scene.setting in ("space", "room", "city", "street") or draft.waterline is not None:
            continue
        low = replace(spot, y=draft.framing.horizon + LANDING, size=spot.size * 1.15)
        _put(stage, spot, replace(low, x=stage.inside(low, low.x)))


def _attend(draft: Draft, stage: Stage) -> None:
    """The thing somebody looks at or works on, before him: on a table in a room, at his feet out of doors."""
    actor = next((s for s in stage.spots if s.subject.kind in load().words["alive"] or is_person(s.subject)), None)
    if actor is None or actor.y > 1 or actor.subject.facing or actor.flying:
        return
    kinds = {s.kind for s in draft.scene.subjects if s.relation is None} | {"candle"}
    things = [s for s in stage.spots if s.subject.kind in kinds and metres(s.subject.kind, indoors=True) <= 0.62]
    dead = [s for s in things if s.subject.kind not in load().words["alive"]]
    birds = [s for s in stage.spots if load().is_a(s.subject.kind, "bird") and s.subject.relation is None]
    if birds and is_person(actor.subject) and actor.subject.action == "eating":
        _feed(draft, stage, actor, birds)
    elif any(s.subject.kind == "fish" for s in things) and draft.scene.setting != "underwater":
        _catch(draft, stage, actor)
    elif dead and is_person(actor.subject) and actor.subject.action in STUDYING:
        _before(draft, stage, actor, dead)


def _feed(draft: Draft, stage: Stage, actor: Spot, birds: list[Spot]) -> None:
    """Birds on the ground before whoever feeds them."""
    way = 1 if actor.x < draft.aspect / 2 else -1
    giver = replace(actor.subject, action="holding")
    _put(stage, actor, replace(actor, subject=giver, facing="side", flip=way < 0))
    size = max(actor.size * metres(birds[0].subject.kind) / metres(actor.subject.kind), BIRD)
    for n, bird in enumerate(birds):
        x = actor.x + way * (0.45 + 0.26 * n) * actor.size
        pecking = replace(bird.subject, action="eating")
        _put(stage, bird, replace(bird, subject=pecking, x=x, y=actor.y + 0.02 * (n % 2), z=actor.z - 0.03 * (n % 2),
                                  size=size, flying=False, flip=way > 0))  # fmt: skip


def _before(draft: Draft, stage: Stage, actor: Spot, things: list[Spot]) -> None:
    way = 1 if actor.x < draft.aspect / 2 else -1
    x = actor.x + way * TABLE_AHEAD * actor.size
    inside = draft.scene.setting == "room"
    _put(stage, actor, replace(actor, facing="side", flip=way < 0))
    y, z = actor.y + 0.01, actor.z - 0.02
    if inside and "table" not in draft.supports:
        table = Spot(Subject("table"), x, y, TABLE_SHARE * actor.size, z, flip=way < 0)
        stage.add(table)
        y, z = y - table.size, z - 0.03
    elif inside:
        return
    for n, thing in enumerate(things):
        true = metres(thing.subject.kind, inside) / metres(actor.subject.kind) * actor.size
        size = max(true, LEAST_THING)
        _put(stage, thing, replace(thing, x=x + way * 1.3 * n * size, y=y, z=z, size=size, flying=False))


def _catch(draft: Draft, stage: Stage, actor: Spot) -> None:
    """One silver fish leaps before whoever is after it."""
    fish = [spot for spot in stage.spots if spot.subject.kind == "fish"]
    way = -1 if actor.flip else 1
    reach = actor.reach.left if actor.flip else actor.reach.right
    silver = replace(fish[0].subject, colour=fish[0].subject.colour or "silver", count=1)
    caught = replace(fish[0], subject=silver, x=actor.x + way * (reach * actor.size + 0.03), size=FISH,
                     y=actor.y - 0.3 * actor.size, z=actor.z - 0.04, flying=True, flip=not actor.flip)  # fmt: skip
    stage.spots = [caught if s is fish[0] else s for s in stage.spots if s not in fish[1:]]
