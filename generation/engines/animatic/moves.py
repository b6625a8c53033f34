"""Camera moves: how one is chosen and done, and where the camera stands at each moment."""

from dataclasses import dataclass
from math import cos, pi, sin

import numpy as np

from generation.engines.animatic.directing import Ask
from generation.engines.animatic.plan import Camera, Style

FREE_MOVES = ("push", "truck", "orbit", "crane", "pull")
"""What an unnamed move is chosen from; three attempts at one seed take three different ones."""
EASES = ("even", "gather", "settle")
AMOUNTS = (0.88, 1.0, 1.14)
PACE = {"slow": 0.92, "fast": 1.25}
RISE = {"low": -1.0, "high": 1.0, "eye": 0.0}  # from below the camera sinks as it goes, from above it rises
UNNAMED_DRIFT, UNNAMED_LIFT = 0.75, 0.6
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
    """The move of attempt `number`. What was named holds; the rest differs between attempts and seeds."""
    order = [str(move) for move in rng.permutation(FREE_MOVES)]
    eases, amounts = rng.permutation(EASES), rng.permutation(AMOUNTS)
    drifts, lifts = rng.permutation((-1, 0, 1)), rng.permutation((-1, 0, 1))
    side, turn = int(rng.choice((-1, 1))), number - 1
    kind = ask.kind or order[turn % len(order)]
    if kind == "static":
        return Style(kind)
    drift = 0.0 if kind in LATERAL or ask.pace == "steady" else UNNAMED_DRIFT * float(drifts[turn % 3])
    lift = 0.0 if kind == "crane" else UNNAMED_LIFT * float(lifts[turn % 3])
    return Style(
        kind=kind,
        direction=ask.direction or side * (-1) ** turn,
        amount=float(amounts[turn % 3]) * PACE.get(ask.pace, 1.0),
        ease="even" if ask.pace == "steady" else str(eases[turn % 3]),
        drift=float(ask.drift) or drift,
        lift=RISE.get(ask.angle, lift) if kind != "crane" else 0.0,
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
