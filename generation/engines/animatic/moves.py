"""Camera moves: how one is chosen and done, and where the camera stands at each moment."""

from dataclasses import dataclass
from math import cos, pi, sin

import numpy as np

from generation.engines.animatic.directing import Ask
from generation.engines.animatic.plan import Camera, Style

FREE_MOVES = ("push", "truck", "orbit", "crane", "pull")
"""What an unnamed move is chosen from; three attempts at one seed take three different ones."""
WAYS = (("even", 1.0, 0.0, 0.6), ("settle", 0.88, 1.0, 0.0), ("gather", 1.18, -1.0, -0.6))
"""Ease, amount, drift and lift of the first, second and third attempt: whoever compares them sees three shots."""
AMOUNT_CHANCE, DRIFT_CHANCE = 0.07, (0.55, 0.95)
PACE = {"slow": 0.92, "fast": 1.25}
RISE = {"low": -1.0, "high": 1.0, "eye": 0.0}  # from below the camera sinks as it goes, from above it rises
LATERAL = ("pan", "truck", "orbit")
NEAR_LIMIT = 3.4  # focus depths nearer than this shorten the travel, or the camera would run into the figure
FAR_REACH = 1.4  # farther ones lengthen it up to this, or a distant castle would hardly come closer


@dataclass(frozen=True, slots=True)
class Pose:
    """The camera at one moment: offset right, up and forward in world units, `pan` as a share of the frame
    height, and `roll` in radians."""

    x: float = 0.0
    y: float = 0.0
    z: float = 0.0
    pan: float = 0.0
    roll: float = 0.0


def choose_style(ask: Ask, rng: np.random.Generator, number: int) -> Style:
    """The move of attempt `number`. What was named holds; the rest differs between attempts by rule and by chance."""
    order = [str(move) for move in rng.permutation(FREE_MOVES)]
    turn, side = number - 1, int(rng.choice((-1, 1)))
    ease, amount, aside, lift = WAYS[turn % len(WAYS)]
    amount *= PACE.get(ask.pace, 1.0) * (1 + float(rng.uniform(-AMOUNT_CHANCE, AMOUNT_CHANCE)))
    aside *= float(rng.uniform(*DRIFT_CHANCE))
    kind = ask.kind or order[turn % len(order)]
    return Style(
        kind=kind,
        direction=ask.direction or side * (-1) ** turn,
        amount=amount,
        ease="even" if ask.pace == "steady" else ease,
        drift=float(ask.drift) or (0.0 if kind in LATERAL else aside),
        lift=0.0 if kind == "crane" else RISE.get(ask.angle, lift),
    )


def eased(ease: str, t: float) -> float:
    """How much of the way is gone at `t`, both 0..1; the camera is already under way at both ends."""
    if ease == "gather":
        return 0.4 * t + 0.6 * float(t**1.8)
    if ease == "settle":
        return 1 - eased("gather", 1 - t)
    return 0.45 * t + 0.55 * t * t * (3 - 2 * t)


def pose(camera: Camera, t: float) -> Pose:
    """The camera of a drawn shot at `t` 0..1."""
    style = camera.style
    e = eased(style.ease, t)
    k, d, reach = style.amount, style.direction, min(FAR_REACH, camera.focus / NEAR_LIMIT)
    wave = 2 * pi * t
    swing = e - 0.5
    x, y = style.drift * 0.2 * swing, style.lift * 0.14 * swing
    poses = {
        "push": Pose(x, y + 0.04 * e, 0.62 * e * reach, 0, 0),
        "pull": Pose(x, y + 0.08 * e, (0.34 - 0.6 * e) * min(1.0, reach), 0, 0),
        "pan": Pose(swing * 0.24 * d, y, 0.04 * e, swing * 0.16 * d, 0),
        "truck": Pose(swing * 0.5 * d, y, 0.06 * e, 0, 0),
        "orbit": Pose(swing * 0.6 * d, y + 0.02 * sin(pi * e), 0.14 * sin(pi * e) * reach, 0, 0.006 * d * swing),
        "crane": Pose(x * 0.5, d * swing * 0.4, 0.22 * e * reach, 0, 0),
        "handheld": Pose(
            x + 0.035 * (sin(wave * 1.3) + 0.6 * sin(wave * 2.9 + 1)),
            y + 0.022 * (sin(wave * 1.9 + 2) + 0.5 * sin(wave * 4.1)),
            0.2 * e * reach,
            0,
            0.006 * sin(wave * 1.7) + 0.003 * cos(wave * 3.1),
        ),
        "roll": Pose(x, y + 0.03 * e, 0.3 * e * reach, 0, 0.05 * d * (0.4 + e)),
        "static": Pose(),
    }
    p = poses[style.kind]
    return Pose(p.x * k, p.y * k, p.z * k, p.pan * k, p.roll * k)
