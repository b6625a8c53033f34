"""A correction in plain words, for operators. Pure."""

import math

from quality.learning.correct import memory_gb, time_range
from quality.learning.values import Correction

ONE = (1.0, 1.0)
"""A prior of one: what comes back is the factor."""


def time_words(correction: Correction) -> str:
    """How times differ from what was first thought."""
    if not correction.times:
        return "Nothing measured yet: the first estimate holds."
    low, middle, high = time_range(correction, ONE)
    return f"Takes {_times(middle)} the first estimate; told as {_number(low)} to {_number(high)} times."


def memory_words(correction: Correction) -> str:
    """How peaks differ from what was first thought, and what is planned with."""
    if not correction.memories:
        return "Not measured."
    most = math.exp(max(correction.memories))
    return f"Needed up to {_times(most)} the first estimate; {_number(memory_gb(correction, 1.0))} times are planned."


def _times(factor: float) -> str:
    return "as much as" if 0.975 <= factor <= 1.025 else f"{_number(factor)} times"


def _number(factor: float) -> str:
    return f"{factor:.2g}" if factor < 10 else f"{factor:.0f}"
