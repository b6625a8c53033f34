"""How right the predictions were: tallies that add up, and what they come to. Pure."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

from quality.learning.values import ERROR_EDGES, Observation, Tally

MOST_PERCENT = 1000.0
"""What an error beyond the last edge is taken to reach."""


def counted(tally: Tally, observation: Observation) -> Tally:
    """The tally with one more run."""
    bucket = bisect_left(ERROR_EDGES, observation.error_percent)
    errors = tuple(count + (place == bucket) for place, count in enumerate(tally.errors))
    tally = replace(tally, runs=tally.runs + 1, inside=tally.inside + observation.inside, errors=errors)
    if observation.measured_gb is None or observation.shown_gb is None:
        return tally
    return counted_memory(tally, under=observation.measured_gb > observation.shown_gb)


def counted_memory(tally: Tally, *, under: bool) -> Tally:
    """The tally with one more measured peak; `under`: it needed more than was predicted."""
    return replace(tally, memory_runs=tally.memory_runs + 1, memory_under=tally.memory_under + under)


def added(tallies: Iterable[Tally]) -> Tally:
    """All of them as one."""
    total = Tally()
    for one in tallies:
        total = Tally(
            total.runs + one.runs,
            total.inside + one.inside,
            total.memory_runs + one.memory_runs,
            total.memory_under + one.memory_under,
            tuple(a + b for a, b in zip(total.errors, one.errors, strict=True)),
        )
    return total


def inside_share(tally: Tally) -> float | None:
    """The share of runs inside the range that was told, 0..1; None without runs."""
    return tally.inside / tally.runs if tally.runs else None


def under_share(tally: Tally) -> float | None:
    """The share of measured peaks that were above what was predicted, 0..1; None where none was measured."""
    return tally.memory_under / tally.memory_runs if tally.memory_runs else None


def median_error(tally: Tally) -> float | None:
    """The median absolute error in percent, taken evenly inside its bucket; None without runs."""
    runs = sum(tally.errors)
    if not runs:
        return None
    passed = list(accumulate(tally.errors))
    bucket = next(place for place, count in enumerate(passed) if 2 * count >= runs)
    low = float(ERROR_EDGES[bucket - 1]) if bucket else 0.0
    high = float(ERROR_EDGES[bucket]) if bucket < len(ERROR_EDGES) else MOST_PERCENT
    within = (runs / 2 - (passed[bucket] - tally.errors[bucket])) / tally.errors[bucket]
    return low + (high - low) * within
