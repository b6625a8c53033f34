"""What comes upon a figure when all of it is drawn: a rider in the saddle, and the tilt of a machine that lands."""

from dataclasses import replace
from math import cos, sin

import numpy as np

from generation.engines.animatic.figures import people
from generation.engines.animatic.figures.part import Look, Part, moved
from generation.engines.animatic.scene import RIDER

SADDLES = {
    "elephant": (0.0, 0.86, 0.5), "camel": (-0.04, 0.86, 0.66), "zebra": (0.0, 0.72, 0.85), "cow": (0.0, 0.8, 0.9),
    "bull": (0.0, 0.78, 0.9), "bison": (-0.04, 0.86, 0.8), "deer": (0.0, 0.68, 0.8), "bear": (0.0, 0.78, 0.9),
    "polar bear": (0.0, 0.78, 0.9), "lion": (0.0, 0.67, 1.1), "tiger": (0.0, 0.69, 1.1), "wolf": (0.0, 0.66, 1.2),
    "rhino": (0.0, 0.72, 0.8), "dragon": (0.15, 0.62, 0.3),
}  # fmt: skip
"""Where on an animal one sits, and how tall a man who does is when he stands, in the animal's own heights."""
WINGED = ("plane", "propeller plane", "spaceship", "helicopter", "drone")
TILT = {"landing": -0.14, "taking off": 0.2}
"""How far a machine's nose is up while it lands or leaves, in radians."""


def completed(look: Look, parts: list[Part]) -> list[Part]:
    """`parts` with the rider of an animal that draws none by itself, turned as a machine in the air is."""
    if look.has("rider") and look.kind in SADDLES:
        parts = [*parts, *_rider(look)]
    if look.kind in WINGED and look.action in TILT and look.facing not in ("front", "back"):
        parts = [_tilted(part, TILT[look.action]) for part in parts]
    return parts


def _rider(look: Look) -> list[Part]:
    x, y, size = SADDLES[look.kind]
    who = next((worn.removeprefix(RIDER) for worn in sorted(look.attributes) if worn.startswith(RIDER)), "man")
    rng = np.random.default_rng(int(look.rng.integers(1 << 31)))
    seated = replace(look, kind=who, rng=rng, colour=look.colours.get("rider"), facing="side", action="riding")
    return moved(people.rider(seated), x, y, size * people.KINDS[who].height / people.KINDS["man"].height)


def _tilted(part: Part, angle: float) -> Part:
    turn = np.array([(cos(angle), sin(angle)), (-sin(angle), cos(angle))])
    return part._replace(shape=part.shape @ turn, joined=tuple(shape @ turn for shape in part.joined))
