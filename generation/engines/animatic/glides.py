"""Camera moves through a given picture: enough zoom to stay inside it, and parallax on top."""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin

from generation.engines.animatic.moves import eased, hand
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


WIDER = 0.93
"""A pull-back ends this much wider than the picture, on what is filled in around it."""


def glide(style: Style, t: float, aspect: float, seconds: float = 4.0) -> Glide:
    """Where the camera stands at `t` 0..1 of a shot of `seconds` through a picture of that aspect."""
    if style.kind == "handheld":
        return _handheld(style, eased(style.ease, t), t * seconds)
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
    """Away from the picture, until a little more than all of it is seen."""
    closer, aside = 1.2 - e, e - 0.5
    return Glide(
        x=0.3 * s.drift * aside, y=0.2 * s.lift * aside, z=0.45 * s.amount * closer, pan=0.06 * s.drift * aside,
        tilt=0.03 * s.lift * aside, zoom=WIDER + 0.22 * min(s.amount, 1.2) * (1 - e),
    )  # fmt: skip


def _dolly(s: Style, e: float, t: float, aspect: float) -> Glide:
    """On rails straight into the picture, or out of it: more depth and less enlargement than a push."""
    way = e if s.direction > 0 else 1 - e
    return Glide(z=0.72 * s.amount * way, zoom=1.01 + 0.07 * s.amount * way)


def _tilt(s: Style, e: float, t: float, aspect: float) -> Glide:
    """The camera turns up or down: all of the picture moves alike."""
    return Glide(tilt=0.17 * (e - 0.5) * s.direction * s.amount, zoom=1.16)


def _pan(s: Style, e: float, t: float, aspect: float) -> Glide:
    way = (e - 0.5) * s.direction * s.amount
    return Glide(y=0.1 * s.lift * (e - 0.5), z=0.06 * e, pan=0.25 * way, zoom=1.13)


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


def _handheld(s: Style, e: float, clock: float) -> Glide:
    x, y, pan, tilt, roll = (hand(clock, 5 * s.direction + channel) for channel in range(5))
    return Glide(
        x=0.05 * x + 0.2 * s.drift * (e - 0.5),
        y=0.03 * y + 0.12 * s.lift * (e - 0.5),
        z=0.28 * s.amount * e,
        pan=0.014 * pan,
        tilt=0.01 * tilt,
        zoom=1.05 + 0.07 * s.amount * e,
        roll=0.007 * roll,
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
    "push": _push, "pull": _pull, "dolly": _dolly, "pan": _pan, "tilt": _tilt, "truck": _truck, "orbit": _orbit,
    "crane": _crane, "roll": _roll, "static": _static,
}  # fmt: skip
