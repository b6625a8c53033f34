"""Is a take good enough, poor, or weak in something? By figures that `python -m benchmarks.calibration` has measured.

The file beside this module holds them, one set a method and, within it, one for each profile that was seen often: a
total over other dimensions is another figure. docs/scoring.md tells how often they are wrong.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .dimensions import DIMENSIONS
from .flags import HARD
from .values import ClipScore

CALIBRATION = Path(__file__).with_name("calibration-1.json")
CLASSICAL, VBENCH = "classical", "vbench"
# Good takes that are all alike in something leave no range to be weak in; a tenth of the scale is none.
LEAST_RANGE = 0.1
# Less than this share of the usual range under the middle is no weakness.
SLIGHT = 0.25
DIMENSION_OF_FLAG: Mapping[str, str] = {
    "single-frame": "dynamic_degree",
    "cut": "subject_consistency",
    "frozen": "dynamic_degree",
    "noise": "imaging_quality",
    "repeated-frames": "motion_smoothness",
    "jumps": "motion_smoothness",
    "flicker": "temporal_flickering",
    "blurred": "imaging_quality",
    "blocky": "imaging_quality",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """`review_below`: a total under which a person is asked; `good_from`: from which a take is clearly good; both None
    where the method was never calibrated. `usual`: (low, middle) value of each dimension in good takes."""

    review_below: float | None
    good_from: float | None
    usual: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a take's scores mean: `poor` asks for a person, `good` is good enough to stop at; `weak` names what it
    could do better, the weakest first."""

    poor: bool
    good: bool
    weak: tuple[str, ...]


def method_of(clip: ClipScore) -> str:
    """Which of the two measured it; they are never mixed in one clip."""
    return VBENCH if any(score.measured and score.method == VBENCH for score in clip.scores.values()) else CLASSICAL


def limits_of(clip: ClipScore) -> Limits:
    """The figures for what was measured in a clip: its profile's own, else its method's."""
    told = _calibration()[method_of(clip)]
    return _limits(told["profiles"].get(clip.profile, told["all"]))


def limits_for(method: str) -> Limits:
    """The figures of a method, whatever was measured."""
    return _limits(_calibration()[method]["all"])


def judge(clip: ClipScore) -> Judgement:
    """What its scores mean."""
    limits = limits_of(clip)
    hard = any(flag in HARD for flag in clip.flags)
    total = clip.total if clip.total is not None else 0.0
    below = limits.review_below is not None and total < limits.review_below
    good = limits.good_from is not None and total >= limits.good_from and not clip.flags
    return Judgement(hard or below, good, weaknesses(clip, limits))


def weaknesses(clip: ClipScore, limits: Limits) -> tuple[str, ...]:
    """What its flags name, then dimensions under the middle of good takes, by how far in terms of their usual range."""
    flagged = [DIMENSION_OF_FLAG[flag] for flag in clip.flags]
    under = {name: found for name in DIMENSIONS if (found := _shortfall(clip, name, limits)) > SLIGHT}
    ranked = sorted(under, key=lambda name: -under[name])
    return tuple(dict.fromkeys([*flagged, *ranked]))


def _shortfall(clip: ClipScore, name: str, limits: Limits) -> float:
    """How far a value is under the middle of good takes; 1 is where only a tenth of them are."""
    score = clip.scores.get(name)
    if score is None or score.value is None or name not in limits.usual:
        return 0.0
    low, middle = limits.usual[name]
    return (middle - score.value) / max(LEAST_RANGE, middle - low)


@cache
def _calibration() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(CALIBRATION.read_text())["methods"]
    return told


def _limits(told: Mapping[str, Any]) -> Limits:
    usual = {name: (float(low), float(middle)) for name, (low, middle) in told["usual"].items()}
    return Limits(told["review_below"], told["good_from"], usual)
