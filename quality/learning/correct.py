"""Corrects a prior by what was measured, run by run: no training, and a bounded amount of work each time. Pure.

Everything is a logarithm of a ratio to the prior, so that small and large requests teach each other as far as the
prior scales with pixels, frames and steps.

Time: the middle is the weighted median of the newest ratios. How wide the range is follows split conformal prediction
over the newest misses (Lei et al. 2018, J. Am. Stat. Assoc. 113:1094, section 2.2), whose level is steered by adaptive
conformal inference (Gibbs & Candes 2021, "Adaptive Conformal Inference Under Distribution Shift", NeurIPS, equation 2):
miss_rate += RATE * (TARGET_MISS - missed), so that coverage holds in the long run however the load drifts.
Memory: above the largest of the newest ratios, by their own spread and by a margin that is steered the same way.
"""

import math
import statistics
from collections.abc import Sequence
from dataclasses import replace

from quality.learning.values import RING, TARGET_MISS, Correction, Observation
from quality.prediction import SAFETY

HALF_LIFE_RUNS = 4.0
"""After so many runs one counts half: 12 runs' worth make the middle. Of 2 to 8 this errs least on the workload."""
TRUSTED_RUNS = 8
"""From here on the prior counts no more; before, it is shrunk from (one run moves the middle by 9/16)."""
RATE = 0.02
"""How fast the range's level follows; from 0.005 to 0.05 the coverage on the workload moves by half a point."""
LEAST_MISS, MOST_MISS = 0.02, 0.30
WIDER = 1.25
"""Beyond the largest miss there is no quantile to take; this stretches it."""
LEAST_HALF_WIDTH = math.log(1.05)
"""A range narrower than a twentieth either way would be broken by rounding."""

TRUSTED_MEMORY_RUNS = 8
MEMORY_TARGET = 0.01
"""At most one run in a hundred may need more memory than predicted."""
MEMORY_RATE = 0.1
MEMORY_SLACK = math.log(1.03)
"""Allocators round up to whole blocks, so a peak repeats to a few percent at best."""
MOST_MEMORY_MARGIN = math.log(2.0)

FARTHEST = math.log(1000.0)
"""Ratios beyond this are a broken clock or a broken prior; they are kept as this much."""
DEVIATIONS_A_MAD = 1.4826
"""Median absolute deviation to standard deviation, for a normal distribution."""


def middle_of(prior: tuple[float, float]) -> float:
    """The middle of a prior's range, in seconds: the geometric one, as ratios are what is learned.

    Raises ValueError unless 0 < low <= high.
    """
    low, high = prior
    if not (0 < low <= high < math.inf):
        raise ValueError(f"a prior must be (low, high) with 0 < low <= high, not {prior}")
    return math.sqrt(low) * math.sqrt(high)


def time_range(correction: Correction | None, prior: tuple[float, float]) -> tuple[float, float, float]:
    """(low, middle, high) in seconds of a request whose prior is (low, high). Raises ValueError as `middle_of`."""
    middle = middle_of(prior)
    if correction is None or not correction.times:
        return prior[0], min(max(middle, prior[0]), prior[1]), prior[1]
    below, above = _reaches(correction, math.log(middle / prior[0]), math.log(prior[1] / middle))
    middle *= math.exp(_centre(correction))
    return middle * math.exp(-below), middle, middle * math.exp(above)


def memory_gb(correction: Correction | None, prior_peak_gb: float) -> float:
    """The peak to plan with, safety included, of a request whose prior peak (without safety) is given, in GB.

    Never below the largest measured ratio that is remembered. Raises ValueError unless the prior is positive.
    """
    if not 0 < prior_peak_gb < math.inf:
        raise ValueError(f"a prior peak must be a positive number of GB, not {prior_peak_gb}")
    return prior_peak_gb * math.exp(_memory_reach(correction or Correction()))


def learn(correction: Correction, observation: Observation) -> Correction:
    """What is known after one more run. Constant time: sorts `RING` numbers at most, whatever was seen before."""
    ratio = _log_ratio(observation.measured_seconds, observation.predicted_seconds)
    miss = abs(ratio - _centre(correction))
    learned = replace(
        correction,
        times=_pushed(correction.times, ratio),
        misses=_pushed(correction.misses, miss),
        errors=_pushed(correction.errors, observation.error_percent),
        miss_rate=_steered(correction, miss),
        runs=correction.runs + 1,
        inside=correction.inside + observation.inside,
    )
    if observation.predicted_gb is None or observation.measured_gb is None:
        return learned
    return _learn_memory(learned, _log_ratio(observation.measured_gb, observation.predicted_gb))


def learn_shortage(correction: Correction, predicted_gb: float, available_gb: float) -> Correction:
    """What is known after a run ended out of memory: it needed at least what the card had, in GB."""
    return _learn_memory(correction, _log_ratio(available_gb, predicted_gb), short=True)


def _learn_memory(correction: Correction, ratio: float, *, short: bool = False) -> Correction:
    under = short or ratio > _memory_reach(correction)
    margin = correction.memory_margin + MEMORY_RATE * (under - MEMORY_TARGET)
    return replace(
        correction,
        memories=_pushed(correction.memories, ratio),
        memory_margin=min(max(margin, 0.0), MOST_MEMORY_MARGIN),
        memory_runs=correction.memory_runs + 1,
        memory_under=correction.memory_under + under,
    )


def _log_ratio(measured: float, predicted: float) -> float:
    return min(max(math.log(measured) - math.log(predicted), -FARTHEST), FARTHEST)


def _pushed(ring: tuple[float, ...], value: float) -> tuple[float, ...]:
    return (*ring, value)[-RING:]


def _trust(runs: int) -> float:
    """How much of the way from the prior to what was measured: 0 without a run, 1 from `TRUSTED_RUNS` on."""
    return min(1.0, runs / (runs + 1) * (TRUSTED_RUNS + 1) / TRUSTED_RUNS)


def _centre(correction: Correction) -> float:
    """The log ratio of the corrected middle to the prior's; 0 without runs."""
    if not correction.times:
        return 0.0
    return _trust(len(correction.times)) * _recent_median(correction.times)


def _recent_median(ring: Sequence[float]) -> float:
    """The median, each value weighted by how new it is (the newest is last)."""
    decay = 0.5 ** (1 / HALF_LIFE_RUNS)
    weighted = sorted((value, decay**age) for age, value in enumerate(reversed(ring)))
    half, passed = sum(weight for _, weight in weighted) / 2, 0.0
    for value, weight in weighted:
        passed += weight
        if passed >= half:
            return value
    return weighted[-1][0]


def _reaches(correction: Correction, prior_below: float, prior_above: float) -> tuple[float, float]:
    """How far the range reaches below and above its middle, in logarithms; the prior's width counts for a while."""
    learned = max(LEAST_HALF_WIDTH, _half_width(correction))
    trust = min(1.0, len(correction.misses) / TRUSTED_RUNS)
    below, above = (max(learned, (1 - trust) * prior + trust * learned) for prior in (prior_below, prior_above))
    return below, above


def _half_width(correction: Correction) -> float:
    """The quantile of the newest misses that leaves out `miss_rate`, of as many and one to come."""
    ordered = sorted(correction.misses)
    place = math.ceil((len(ordered) + 1) * (1 - correction.miss_rate))
    return ordered[place - 1] if place <= len(ordered) else WIDER * ordered[-1]


def _steered(correction: Correction, miss: float) -> float:
    """The next level: a run outside of what would have been told lowers it (a wider range), one inside raises it."""
    if len(correction.misses) < TRUSTED_RUNS:
        return correction.miss_rate
    missed = miss > max(LEAST_HALF_WIDTH, _half_width(correction))
    return min(max(correction.miss_rate + RATE * (TARGET_MISS - missed), LEAST_MISS), MOST_MISS)


def _memory_reach(correction: Correction) -> float:
    """The log ratio of the memory to plan with to the prior's peak."""
    prior = math.log(SAFETY)
    if not correction.memories:
        return prior
    centre = statistics.median(correction.memories)
    spread = DEVIATIONS_A_MAD * statistics.median(abs(value - centre) for value in correction.memories)
    bound = max(correction.memories) + MEMORY_SLACK + spread + correction.memory_margin
    return bound if len(correction.memories) >= TRUSTED_MEMORY_RUNS else max(prior, bound)
