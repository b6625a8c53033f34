"""One figure out of many: temporal 40, aesthetic 30, alignment 30, over what was really measured."""

from collections.abc import Mapping
from dataclasses import dataclass

from .values import Score


@dataclass(frozen=True, slots=True)
class Group:
    """A share of the total, and the weight of each dimension inside it."""

    weight: float
    dimensions: Mapping[str, float]


# The shares are requirement P6; inside a group the weights are VBench's (scripts/constant.py,
# DIM_WEIGHT), where dynamic degree counts half because more motion is not better motion.
GROUPS: tuple[Group, ...] = (
    Group(
        0.40,
        {
            "subject_consistency": 1.0,
            "background_consistency": 1.0,
            "temporal_flickering": 1.0,
            "motion_smoothness": 1.0,
            "dynamic_degree": 0.5,
        },
    ),
    Group(0.30, {"aesthetic_quality": 1.0, "imaging_quality": 1.0}),
    Group(0.30, {"prompt_alignment": 1.0}),
)
# A still picture has no temporal part; the other two keep their proportion.
PICTURE_GROUPS: tuple[Group, ...] = (
    Group(0.50, {"beauty": 1.0, "clarity": 1.0}),
    Group(0.50, {"prompt_alignment": 1.0}),
)


def weigh(scores: Mapping[str, Score], groups: tuple[Group, ...] = GROUPS) -> tuple[float | None, float]:
    """(total 0..1 or None, weight measured 0..1).

    A group keeps its whole share as soon as one of its dimensions was measured; a group without any
    gives its share to the others.
    """
    parts = [(group.weight, _mean(scores, group)) for group in groups]
    seen = [(weight, mean) for weight, mean in parts if mean is not None]
    weight_measured = sum(weight for weight, _ in seen)
    if not seen:
        return None, 0.0
    return sum(weight * mean for weight, mean in seen) / weight_measured, weight_measured


def _mean(scores: Mapping[str, Score], group: Group) -> float | None:
    """Weighted mean of the measured dimensions of a group, None when there is none."""
    found = [
        (weight, score.value)
        for name, weight in group.dimensions.items()
        if (score := scores.get(name)) is not None and score.value is not None
    ]
    if not found:
        return None
    return sum(weight * value for weight, value in found) / sum(weight for weight, _ in found)
