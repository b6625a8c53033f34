"""Defects that averages hide. They order takes before the total instead of being blended into it."""

from collections.abc import Mapping
from dataclasses import dataclass

from .cadence import Cadence

# A take with one of these is unusable as it stands; the others only make it worse.
HARD = frozenset({"single-frame", "cut", "frozen", "noise"})

# A fifth of a clip standing still is a freeze; less is a pause.
FROZEN_SHARE = 0.20
# One repeated frame is a hiccup of a rate conversion, two are a stutter.
LEAST_REPEATS = 2
# Unexplained change of light in 16 x 16 cells: honest clips stay under 1 level, visible flicker starts here.
FLICKER_LEVELS = 1.35
# Standard deviations in gray levels: heavy film grain reaches 6.
NOISE_LEVELS = 14.0
# Frames under this coherence do not follow from each other: noise, whatever its strength.
INCOHERENT = 0.10
# Out of focus all over: honest soft light stays under 0.75.
BLUR = 0.85
# A picture with less contrast than this, as in a fade, is empty rather than out of focus.
EMPTY_LEVELS = 10.0
# Steps on the 8 px grid over the others: hard compression; honest clips stay under 1.3.
BLOCKS = 2.0


@dataclass(frozen=True, slots=True)
class Signs:
    """What the detectors saw; None where there was too little to look at."""

    frames: int
    cadence: Cadence
    light: float | None
    coherence: float | None
    figures: Mapping[str, float]


def flags(signs: Signs) -> tuple[str, ...]:
    """The names of the defects found, the unusable ones first."""
    found = {
        "single-frame": signs.frames == 1,
        "cut": signs.cadence.cuts > 0,
        "frozen": signs.cadence.frozen >= FROZEN_SHARE,
        "noise": _noisy(signs),
        "repeated-frames": signs.cadence.repeats >= LEAST_REPEATS,
        "jumps": signs.cadence.jumps > 0,
        "flicker": signs.light is not None and signs.light > FLICKER_LEVELS,
        **picture_defects(signs.figures),
    }
    return tuple(name for name, here in found.items() if here)


def picture_flags(figures: Mapping[str, float]) -> tuple[str, ...]:
    """The same for a still picture."""
    found = {"noise": figures["noise_levels"] > NOISE_LEVELS, **picture_defects(figures)}
    return tuple(name for name, here in found.items() if here)


def picture_defects(figures: Mapping[str, float]) -> dict[str, bool]:
    """Blur and blocks, from the mean figures of `imaging`."""
    soft = figures["blur"] > BLUR and figures["span_levels"] > EMPTY_LEVELS
    return {"blurred": soft, "blocky": figures["blocks"] > BLOCKS}


def _noisy(signs: Signs) -> bool:
    incoherent = signs.coherence is not None and signs.coherence < INCOHERENT
    return incoherent or signs.figures["noise_levels"] > NOISE_LEVELS
