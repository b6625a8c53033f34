"""Head and shoulders for close shots, from any side; the crown at 1, the picture cut below the chest."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from generation.engines.animatic.figures.belongings import held_layers
from generation.engines.animatic.figures.clothes import Dresser
from generation.engines.animatic.figures.faces import face_layers
from generation.engines.animatic.figures.hats import hat_layers
from generation.engines.animatic.figures.heads import Head
from generation.engines.animatic.figures.layers import stacked
from generation.engines.animatic.figures.limbs import rounded
from generation.engines.animatic.figures.machines import astronaut, ghost, robot
from generation.engines.animatic.figures.outfits import Outfit, dressed
from generation.engines.animatic.figures.part import Look, Part, moved
from generation.engines.animatic.figures.skeleton import Arm, Body, Foot, Pose, facing_yaw, vector
from generation.engines.animatic.raster import Shape

CUT = -0.34  # nothing is drawn below
CHIN = 0.48  # the height of the chin
SCALE = 3.05  # a close head to a standing figure's
MACHINES: dict[str, Callable[[Look], list[Part]]] = {"astronaut": astronaut, "robot": robot, "ghost": ghost}
NEAR_FACES = ("umbrella", "phone", "cup", "flowers", "lantern", "candle", "torch", "wand", "letter", "balloon")
"""What is held up into a close shot."""
MOODS = {
    "happy": ("waving", "dancing", "jumping", "cheering", "celebrating", "playing", "singing", "hugging", "kissing"),
    "fierce": ("fighting", "running"),
    "sad": ("crying",),
}
ROUND_POINTS = 14  # outlines of fewer points are meant to have corners
THREE_QUARTER_DEGREES = (20.0, 46.0)


def portrait(look: Look) -> list[Part]:
    """Somebody, or two, close by."""
    if look.kind in MACHINES:
        return _machine(look)
    if look.kind in ("couple", "crowd"):
        return _pair(look)
    look.rng.integers(4)  # the way to stand: a close shot draws the same person from the same chance
    outfit = dressed(look)
    yaw = float(look.rng.uniform(*THREE_QUARTER_DEGREES))
    outfit = replace(outfit, holding=tuple(thing for thing in outfit.holding if thing in NEAR_FACES)[:1])
    pose = _pose(look, yaw, "right" if outfit.holding else "")
    build = replace(
        outfit.build,
        head=outfit.build.head * 1.1,
        shoulders=outfit.build.shoulders * 0.95,
        limbs=outfit.build.limbs * 0.92,
    )
    body = Body(build, pose, facing_yaw(look.facing, pose))
    parts = _drawn(body, outfit, look.phase)
    chin = body.flat(body.joints["head"] - body.head_frame @ vector(0, 0, body.build.head * 0.5))
    size = SCALE / body.build.scale * (1.3 if outfit.child else 1.0) / body.size ** (1.1 if outfit.child else 0.6)
    return _cropped(moved(parts, -float(body.at("neck")[0]) * size, CHIN - float(chin[1]) * size, size))


def _pose(look: Look, yaw: float, raised: str) -> Pose:
    breath = float(np.sin(2 * np.pi * look.phase))
    mood = next((mood for mood, actions in MOODS.items() if look.action in actions), "calm")
    return Pose(
        left=Arm(4, 9 + breath, 16, 6),
        right=Arm(24, 12, 122 + breath, 26, "fist") if raised else Arm(2, 9 + breath, 16, 6),
        left_foot=Foot(),
        right_foot=Foot(),
        lean=2 + 0.8 * breath,
        side=-1.5,
        twist=-8,
        turn=8,
        tip=2.5 + 0.6 * breath,
        nod={"reading": 16.0, "looking": -4.0}.get(look.action, 1.0),
        yaw=yaw,
        mood=mood,
    )


def _drawn(body: Body, outfit: Outfit, phase: float) -> list[Part]:
    raised = ("right",) if outfit.holding else ()
    held = held_layers(body, outfit, phase)
    dresser, head = Dresser(body, outfit, phase), Head(body, outfit, phase)
    return stacked([*dresser.neck(), *dresser.bust(raised), *face_layers(head, outfit.eyes), *hat_layers(head), *held])


def _cropped(parts: list[Part]) -> list[Part]:
    """What lies over the lower edge, cut there."""

    def cut(shape: Shape) -> Shape:
        fine = rounded(shape) if len(shape) >= ROUND_POINTS else shape
        return np.column_stack([fine[:, 0], np.maximum(fine[:, 1], CUT)])

    kept = []
    for part in parts:
        seen = [cut(shape) for shape in part.outlines() if shape[:, 1].max() > CUT + 0.01]
        if seen:
            kept.append(part._replace(shape=seen[0], joined=tuple(seen[1:])))
    return kept


def _machine(look: Look) -> list[Part]:
    parts = MACHINES[look.kind](Look(look.kind, look.rng, look.colour, look.attributes - {"portrait"}, look.colours,
                                     facing=look.facing, phase=look.phase))  # fmt: skip
    head = 0.82 if look.kind == "ghost" else 0.8
    return _cropped(moved(parts, 0.0, CHIN - head * 2.6, 2.6))


def _pair(look: Look) -> list[Part]:
    """Two heads close together, turned to each other."""
    seeds = [int(look.rng.integers(1 << 31)) for _ in range(2)]
    parts: list[Part] = []
    for kind, seed, side in (("man", seeds[1], -1), ("woman", seeds[0], 1)):
        one = Look(kind, np.random.default_rng(seed), look.colour if side > 0 else None, look.attributes,
                   look.colours, action=look.action, facing=look.facing, phase=look.phase,
                   blinking=look.blinking)  # fmt: skip
        drawn = portrait(one)
        if side > 0:
            drawn = [part._replace(lid=2 * part.lid) for part in moved(drawn, 0.0, 0.0, np.array([-1.0, 1.0]))]
        parts += moved(drawn, side * 0.3, -0.06 if side > 0 else 0.0, 0.86)
    return parts
