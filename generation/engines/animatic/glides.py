"""Camera moves through a given picture: enough zoom to stay inside it, and parallax on top."""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin

from generation.engines.animatic.moves import eased
from generation.engines.animatic.plan import Style


@dataclass(frozen=True, slots=True)
class Glide:
    """The camera at one moment. `x`, `y`, `z` move near planes more than far ones (world units); `pan` right,
    `tilt` up (shares of the shorter side), `zoom` and `roll` (radians) move the whole picture."""

    x: float = 0.0
    y: float = 0.0
    z: float = 0.0
    pan: float = 0.0
    tilt: float = 0.0
    zoom: float = 1.0
    roll: float = 0.0


def glide(style: Style, t: float, aspect: float) -> Glide:
    """Where the camera stands at `t` 0..1 of a shot through a picture of that aspect."""
    return GLIDES[style.kind](style, eased(style.ease, t), t, aspect)


def _inward(s: Style, e: float, drift: float) -> Glide:
    """Toward the picture by `e`; nothing of it is cropped at 0."""
    k = s.amount
    return Glide(
        x=0.26 * drift * e, y=0.18 * s.lift * e, z=0.5 * k * e, pan=0.045 * drift * e, tilt=0.02 * s.lift * e,
        zoom=1 + 0.16 * k * e,
    )  # fmt: skip


def _push(s: Style, e: float, t: float, aspect: float) -> Glide:
    return _inward(s, e, s.drift)


def _pull(s: Style, e: float, t: float, aspect: float) -> Glide:
    """Nobody knows what lies outside the picture, so a pull-back ends near all of it instead of beginning there."""
    closer, aside = 1.2 - e, e - 0.5
    return Glide(
        x=0.3 * s.drift * aside, y=0.2 * s.lift * aside, z=0.45 * s.amount * closer, pan=0.06 * s.drift * aside,
        tilt=0.03 * s.lift * aside, zoom=1.02 + 0.16 * s.amount * closer,
    )  # fmt: skip


def _pan(s: Style, e: float, t: float, aspect: float) -> Glide:
    way = (e - 0.5) * s.direction * s.amount
    return Glide(x=0.14 * way, y=0.16 * s.lift * (e - 0.5), z=0.08 * e, pan=0.22 * way, zoom=1.13)


def _truck(s: Style, e: float, t: float, aspect: float) -> Glide:
    way = (e - 0.5) * s.direction * s.amount
    return Glide(x=0.5 * way, y=0.16 * s.lift * (e - 0.5), z=0.1 * e, pan=0.1 * way, zoom=1.11)


def _orbit(s: Style, e: float, t: float, aspect: float) -> Glide:
    way = (e - 0.5) * s.direction * s.amount
    x = 0.95 * way
    return Glide(x, 0.16 * s.lift * (e - 0.5), 0.18 * sin(pi * e), -0.38 * x, 0.0, 1.14, 0.012 * way)


def _crane(s: Style, e: float, t: float, aspect: float) -> Glide:
    way = (e - 0.5) * s.direction * s.amount
    return Glide(0.2 * s.drift * (e - 0.5), 0.42 * way, 0.14 * e, 0.0, 0.11 * way, 1.14)


def _handheld(s: Style, e: float, t: float, aspect: float) -> Glide:
    wave = 2 * pi * t
    return Glide(
        x=0.05 * (sin(wave * 1.3) + 0.6 * sin(wave * 2.9 + 1)) + 0.2 * s.drift * (e - 0.5),
        y=0.03 * (sin(wave * 1.9 + 2) + 0.5 * sin(wave * 4.1)) + 0.12 * s.lift * (e - 0.5),
        z=0.28 * s.amount * e,
        pan=0.012 * sin(wave * 1.1 + s.direction),
        tilt=0.008 * sin(wave * 1.7),
        zoom=1.05 + 0.07 * s.amount * e,
        roll=0.006 * sin(wave * 1.7) + 0.003 * cos(wave * 3.1),
    )


def _roll(s: Style, e: float, t: float, aspect: float) -> Glide:
    """Leaning, and as much closer as hides the corners."""
    roll = 0.06 * s.direction * s.amount * e
    cover = cos(roll) + max(aspect, 1 / aspect) * sin(abs(roll))
    return Glide(0.2 * s.drift * e, 0.0, 0.26 * e, 0.0, 0.0, cover + 0.04 * e, roll)


def _static(s: Style, e: float, t: float, aspect: float) -> Glide:
    """Locked off, but for a breath in or out: a still picture is not a stopped film."""
    way = (t - 0.5) * s.direction
    return Glide(x=0.03 * s.drift * way, y=0.02 * s.lift * way, z=0.03 * way, zoom=1.014 + 0.014 * way)


GLIDES: dict[str, Callable[[Style, float, float, float], Glide]] = {
    "push": _push, "pull": _pull, "pan": _pan, "truck": _truck, "orbit": _orbit, "crane": _crane,
    "handheld": _handheld, "roll": _roll, "static": _static,
}  # fmt: skip
