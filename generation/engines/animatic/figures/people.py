"""People: a dressed, posed body of any kind, and the groups they stand in."""

from dataclasses import replace

import numpy as np

from generation.engines.animatic.figures import poses
from generation.engines.animatic.figures.belongings import ARMS, BOTH_HANDS, held_layers
from generation.engines.animatic.figures.clothes import Dresser
from generation.engines.animatic.figures.crowds import CROWD_CELS, FAR, members
from generation.engines.animatic.figures.faces import face_layers
from generation.engines.animatic.figures.facewear import worn_layers
from generation.engines.animatic.figures.hats import hat_layers
from generation.engines.animatic.figures.heads import Head, head_layers
from generation.engines.animatic.figures.layers import Layer, stacked
from generation.engines.animatic.figures.machines import astronaut, ghost, robot
from generation.engines.animatic.figures.outfits import Outfit, dressed
from generation.engines.animatic.figures.part import Kind, Look, Motion, Part, moved
from generation.engines.animatic.figures.roles import ROLES
from generation.engines.animatic.figures.skeleton import Arm, Body, Pose, facing_yaw, vector

OWN_ARMS = (
    "pointing",
    "waving",
    "running",
    "climbing",
    "swimming",
    "jumping",
    "cheering",
    "hugging",
    "fighting",
    "lying",
)
LOWEST, HIGHEST, WIDEST = -0.03, 1.34, 0.88
FIDDLING = Arm(82, 16, 42, 4, "fist"), Arm(52, 24, 96, 26, "fist")
"""The arm that holds a violin up, and the one that bows it."""
SEAT = ("seat", "chair", "bench", "seated", "armchair", "throne", "stool")


def person(look: Look) -> list[Part]:
    """One person of any kind, 1 high when standing."""
    if look.has("spacesuit"):
        return spacewalker(look)
    return settled(stacked(figure(look)[1]))


def settled(parts: list[Part]) -> list[Part]:
    """No part below the ground, none higher than a figure may be, none farther aside."""
    place = np.concatenate([shape for part in parts for shape in part.outlines()])
    lift = max(0.0, LOWEST - float(place[:, 1].min()))
    size = min(1.0, HIGHEST / (float(place[:, 1].max()) + lift), WIDEST / float(np.abs(place[:, 0]).max()))
    return moved(parts, 0.0, lift * size, size) if lift or size < 1 else parts


def figure(look: Look) -> tuple[Body, list[Layer]]:
    """The posed body of a look, and everything drawn on it."""
    variant = int(look.rng.integers(4))
    outfit = dressed(look)
    action = poses.named(look.action, look.attributes)
    action = "running" if action == "playing" and not outfit.holding else action
    action = poses.adrift(action, look.kind) if look.swims else action
    pose = _with_belongings(poses.pose(action, look.phase, variant, look.has(*SEAT)), action, outfit)
    body = Body(outfit.build, pose, facing_yaw(look.facing, pose))
    return body, body_layers(body, outfit, look.phase)


def body_layers(body: Body, outfit: Outfit, phase: float) -> list[Layer]:
    """Clothes, head, hat and belongings over a body; a face with all its features where it is seen large."""
    dresser, head = Dresser(body, outfit, phase), Head(body, outfit, phase)
    face = face_layers(head, outfit.eyes) if outfit.look.has("near") else [*head_layers(head), *worn_layers(head)]
    return [*dresser.all(), *face, *hat_layers(head), *held_layers(body, outfit, phase)]


def _with_belongings(pose: Pose, action: str, outfit: Outfit) -> Pose:
    """Hands that hold something are held so that it shows."""
    if action == "playing" and "violin" in outfit.holding:
        return replace(pose, right=FIDDLING[0], left=FIDDLING[1])
    if action in OWN_ARMS or action in ("reading", "fishing", "playing", "dancing"):
        return pose
    for side, thing in zip(("right", "left"), outfit.holding, strict=False):
        arm = ARMS.get(thing)
        if arm is None:
            continue
        both = thing in BOTH_HANDS and len(outfit.holding) == 1
        pose = replace(
            pose,
            right=arm if side == "right" or both else pose.right,
            left=arm if side == "left" or both else pose.left,
        )
    if "guitar" in outfit.holding:
        playing = poses.pose("playing", 0.0)
        pose = replace(pose, left=playing.left, right=playing.right)
    return pose


def spacewalker(look: Look) -> list[Part]:
    """An astronaut."""
    return settled(astronaut(look))


def walker(look: Look) -> list[Part]:
    """A robot."""
    return settled(robot(look))


def milling(action: str) -> Motion:
    """A crowd moves in few drawings, for it is dear to draw."""
    return replace(poses.motion(action), cels=CROWD_CELS)


def hovering(action: str) -> Motion:
    """A ghost rises and sinks a little, and drifts along when it goes anywhere."""
    return Motion(cels=8, seconds=3.0, travel=0.25 if poses.named(action, frozenset()) == "walking" else 0.0, bob=0.03)


def rider(look: Look) -> list[Part]:
    """Somebody astride, for saddles: the seat is at (0, 0) and the rider as large as one 1 high when standing."""
    body, layers = figure(replace(look, action="riding", facing=look.facing or "side"))
    seat = body.flat(body.joints["pelvis"] - vector(0, 0, 0.04))
    return moved(stacked(layers), -float(seat[0]), -float(seat[1]))


def couple(look: Look) -> list[Part]:
    """Two people side by side: hand in hand, or doing the same thing."""
    action = poses.named(look.action, look.attributes)
    seeds = [int(look.rng.integers(1 << 31)) for _ in range(2)]
    kinds = ("bride", "groom") if look.has("wedding") else ("woman", "man")
    apart = {"hugging": 0.11, "dancing": 0.2, "lying": 0.3, "sitting": 0.13}.get(action, 0.15)
    facing = look.facing or ("back" if action == "sitting" else "")
    doing = "hand in hand" if action == "standing" else action
    parts: list[Part] = []
    for kind, seed, side in zip(kinds, seeds, (1, -1), strict=True):
        held = frozenset(a for a in look.attributes if side < 0 or a not in ("umbrella", "portrait"))
        one = replace(
            look,
            kind=kind,
            rng=np.random.default_rng(seed),
            action=doing,
            attributes=held - {"long hair"},
            colour=look.colour if side > 0 else None,
            facing=facing,
        )
        drawn = person(one)
        mirrored = side > 0 and facing != "side" and action not in ("walking", "running")
        if mirrored:
            drawn = _mirrored(drawn)
        drawn = drawn if side < 0 else [part._replace(lid=2 * part.lid) for part in drawn]
        parts += moved(drawn, side * apart, 0.0, 0.95 if kind in ("woman", "bride") else 1.0)
    return parts


def _mirrored(parts: list[Part]) -> list[Part]:
    return moved(parts, 0.0, 0.0, np.array([-1.0, 1.0]))


def crowd(look: Look) -> list[Part]:
    """A dozen people in three rows, each their own."""
    parts: list[Part] = []
    for index, one in enumerate(members(look.rng, look.facing)):
        drawn = person(
            Look(
                one.kind,
                np.random.default_rng(one.seed),
                look.colour if one.coloured else None,
                action=look.action,
                facing=one.facing,
                phase=(look.phase + index * 0.37) % 1.0,
                attributes=(look.attributes - {"portrait", "near"}) | {FAR},
            )
        )
        if one.mirrored and look.facing != "side" and poses.named(look.action, look.attributes) != "walking":
            drawn = _mirrored(drawn)
        parts += moved(drawn, one.x, one.y, one.size)
    return parts


_SIZES = {"child": 0.22, "boy": 0.22, "girl": 0.22, "woman": 0.29, "old woman": 0.28, "old man": 0.29, "king": 0.31}


def _kind(name: str) -> Kind:
    small = name in ("child", "boy", "girl")
    return Kind(
        person,
        height=_SIZES.get(name, 0.3),
        indoors=0.46 if small else 0.6,
        shiny=name == "knight",
        motion=poses.motion,
    )


KINDS: dict[str, Kind] = {name: _kind(name) for name in ROLES} | {
    "couple": Kind(couple, height=0.3, width=0.8, motion=poses.motion),
    "crowd": Kind(crowd, height=0.27, width=1.7, motion=milling),
    "astronaut": Kind(spacewalker, height=0.32, shiny=True, motion=poses.motion),
    "robot": Kind(walker, height=0.4, shiny=True, motion=poses.motion),
    "ghost": Kind(ghost, height=0.3, motion=hovering),
}
