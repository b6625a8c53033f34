"""Camera moves: what is chosen, and where the camera stands at each moment."""

from dataclasses import dataclass
from math import cos, pi, sin

import numpy as np

from generation.engines.animatic.plan import Camera

FREE_MOVES = ("push", "truck", "orbit", "crane", "pull")
"""What an unnamed move is chosen from; three attempts at one seed take three different ones."""
NAMED = {"pan left": ("pan", -1), "truck left": ("truck", -1), "crane down": ("crane", -1)}
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


def choose_move(named: str | None, rng: np.random.Generator, number: int) -> tuple[str, int]:
    """The move and its direction; the same draws are made whatever is named, so that the picture stays the same."""
    order = [str(move) for move in rng.permutation(FREE_MOVES)]
    directions = rng.choice([-1, 1], size=len(order))
    index = (number - 1) % len(order)
    if named is None:
        return order[index], int(directions[index])
    if named in NAMED:
        return NAMED[named]
    return named, 1 if number == 1 else int(directions[index])


def pose(camera: Camera, t: float) -> Pose:
    """The camera at `t` 0..1 of the shot; it eases in and out but is already under way at both ends."""
    e = 0.35 * t + 0.65 * t * t * (3 - 2 * t)
    k, d, reach = camera.amount, camera.direction, min(FAR_REACH, camera.focus / NEAR_LIMIT)
    wave = 2 * pi * t
    swing = e - 0.5
    poses = {
        "push": Pose(0, 0.05 * e, 0.62 * e * reach, 0, 0),
        "pull": Pose(0, 0.1 * e, (0.34 - 0.6 * e) * min(1.0, reach), 0, 0),
        "pan": Pose(swing * 0.2 * d, 0, 0.04 * e, swing * 0.14 * d, 0),
        "truck": Pose(swing * 0.5 * d, 0, 0.06 * e, 0, 0),
        "orbit": Pose(swing * 0.6 * d, 0.02 * sin(pi * e), 0.14 * sin(pi * e) * reach, 0, 0.006 * d * swing),
        "crane": Pose(0, d * swing * 0.4, 0.22 * e * reach, 0, 0),
        "handheld": Pose(
            0.035 * (sin(wave * 1.3) + 0.6 * sin(wave * 2.9 + 1)),
            0.022 * (sin(wave * 1.9 + 2) + 0.5 * sin(wave * 4.1)),
            0.2 * e * reach,
            0,
            0.006 * sin(wave * 1.7) + 0.003 * cos(wave * 3.1),
        ),
        "roll": Pose(0, 0.03 * e, 0.3 * e * reach, 0, 0.05 * d * (0.4 + e)),
        "static": Pose(),
    }
    p = poses[camera.move]
    return Pose(p.x * k, p.y * k, p.z * k, p.pan * k, p.roll * k)
