"""Corrections: bounded, ordered, the same each time, and not led astray by one odd run."""

import json
import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality.learning.correct import (
    LEAST_MISS,
    MOST_MEMORY_MARGIN,
    MOST_MISS,
    learn,
    learn_shortage,
    memory_gb,
    middle_of,
    time_range,
)
from quality.learning.values import RING, Correction, Observation
from quality.prediction import SAFETY
from tests.learning.drawing import KEY, gigabytes, histories, ranges

PRIOR = (8.0, 12.5)
MIDDLE = 10.0
MOST_STATE_CHARACTERS = 4 * RING * 25 + 400


def taught(history: Iterable[Observation], correction: Correction | None = None) -> Correction:
    found = correction or Correction()
    for observation in history:
        found = learn(found, observation)
    return found


def ran(seconds: float, gb: float | None = None) -> Observation:
    """A run of the prior above whose peak was thought to be 10 GB."""
    return Observation(KEY, MIDDLE, seconds, PRIOR, 10.0, gb, 12.0)


@given(histories, ranges())
def test_a_range_is_ordered_positive_and_finite(history: list[Observation], prior: tuple[float, float]) -> None:
    low, middle, high = time_range(taught(history), prior)
    assert 0 < low <= middle <= high < math.inf


@given(ranges())
def test_with_nothing_learned_the_prior_is_told(prior: tuple[float, float]) -> None:
    for correction in (None, Correction()):
        low, middle, high = time_range(correction, prior)
        assert (low, high) == prior
        assert middle == pytest.approx(middle_of(prior))


@given(histories)
def test_the_same_history_teaches_the_same(history: list[Observation]) -> None:
    assert taught(history) == taught(history)


@given(histories)
def test_a_state_is_the_same_after_a_journey_through_json(history: list[Observation]) -> None:
    correction = taught(history)
    told = json.loads(json.dumps(correction.as_json(), allow_nan=False))
    assert Correction.from_json(told) == correction


def test_a_state_of_another_format_starts_anew() -> None:
    told = taught([ran(20.0)] * 9).as_json()
    assert Correction.from_json({**told, "format": 0}) == Correction()
    assert Correction.from_json({}) == Correction()


@given(histories)
def test_a_state_stays_small_however_much_is_learned(history: list[Observation]) -> None:
    correction = taught(history * 3)
    rings = (correction.times, correction.misses, correction.memories, correction.errors)
    assert all(len(ring) <= RING for ring in rings)
    assert len(json.dumps(correction.as_json())) <= MOST_STATE_CHARACTERS
    assert LEAST_MISS <= correction.miss_rate <= MOST_MISS
    assert 0 <= correction.memory_margin <= MOST_MEMORY_MARGIN


def test_what_was_seen_long_ago_does_not_count() -> None:
    """The state holds the ring and nothing behind it, so an observation costs the same on the first and last day."""
    recent = [ran(9.0 + number % 5) for number in range(RING)]
    young, old = taught(recent), taught([ran(200.0)] * 500 + recent)
    assert old.times == young.times
    assert len(old.misses) == len(young.misses) == RING


@pytest.mark.parametrize("factor", [0.2, 0.7, 1.0, 1.8, 6.0])
def test_the_middle_goes_where_the_runs_are(factor: float) -> None:
    low, middle, high = time_range(taught([ran(MIDDLE * factor)] * 2 * RING), PRIOR)
    assert middle == pytest.approx(MIDDLE * factor, rel=0.01)
    assert low < MIDDLE * factor < high
    assert high / low < 1.2


def test_what_is_learned_of_small_requests_holds_for_large_ones() -> None:
    correction = taught([ran(MIDDLE * 2)] * 30)
    _, small, _ = time_range(correction, PRIOR)
    _, large, _ = time_range(correction, (PRIOR[0] * 40, PRIOR[1] * 40))
    assert large == pytest.approx(small * 40)


def test_the_first_run_moves_the_middle_part_of_the_way() -> None:
    _, first, _ = time_range(taught([ran(20.0)]), PRIOR)
    _, eighth, _ = time_range(taught([ran(20.0)] * 8), PRIOR)
    assert MIDDLE < first < eighth
    assert eighth == pytest.approx(20.0)


@given(st.integers(0, RING - 1), st.sampled_from([0.01, 100.0]))
def test_one_odd_run_does_not_move_the_middle(place: int, factor: float) -> None:
    steady = [ran(10.0 + (number % 3) * 0.1) for number in range(RING)]
    odd = [*steady[:place], ran(MIDDLE * factor), *steady[place + 1 :]]
    _, usual, _ = time_range(taught(steady), PRIOR)
    _, middle, _ = time_range(taught(odd), PRIOR)
    assert middle == pytest.approx(usual, rel=0.05)


def test_a_range_grows_where_runs_scatter() -> None:
    steady = taught([ran(10.0 + (number % 3) * 0.1) for number in range(RING)])
    scattered = taught([ran((6.0, 10.0, 16.0)[number % 3]) for number in range(RING)])
    assert width(scattered) > 2 * width(steady)


def width(correction: Correction) -> float:
    low, _, high = time_range(correction, PRIOR)
    return high / low


def test_runs_outside_of_the_range_widen_it_and_runs_inside_narrow_it() -> None:
    """Gibbs and Candes' step, in both directions."""
    calm = taught([ran(10.0)] * 20)
    assert learn(calm, ran(30.0)).miss_rate < calm.miss_rate < learn(calm, ran(10.0)).miss_rate


# --- memory -------------------------------------------------------------------------------------------------


@given(gigabytes)
def test_without_measured_memory_the_prior_has_its_safety(prior_gb: float) -> None:
    for correction in (None, taught([ran(12.0)] * 40)):
        assert memory_gb(correction, prior_gb) == pytest.approx(SAFETY * prior_gb)


@given(histories, gigabytes)
def test_memory_is_never_below_the_largest_ratio_remembered(history: list[Observation], prior_gb: float) -> None:
    correction = taught(history)
    largest = max(correction.memories, default=0.0)
    assert memory_gb(correction, prior_gb) >= prior_gb * math.exp(largest)
    assert math.isfinite(memory_gb(correction, prior_gb))


def test_memory_comes_down_only_after_enough_runs() -> None:
    few, enough = taught([ran(10.0, 6.0)] * 7), taught([ran(10.0, 6.0)] * 8)
    assert memory_gb(few, 10.0) == pytest.approx(12.0)
    assert 6.0 < memory_gb(enough, 10.0) < 6.5


def test_memory_goes_up_at_once() -> None:
    assert memory_gb(taught([ran(10.0, 15.0)]), 10.0) > 15.0


def test_memory_that_was_told_too_small_gets_a_margin_that_fades_slowly() -> None:
    before = taught([ran(10.0, 6.0)] * 40)
    after = learn(before, ran(10.0, 9.0))
    assert after.memory_under == before.memory_under + 1
    assert after.memory_margin > before.memory_margin
    later = taught([ran(10.0, 6.0)] * 60, after)
    assert before.memory_margin <= later.memory_margin < after.memory_margin


def test_running_out_of_memory_counts_as_all_that_the_card_had() -> None:
    before = taught([ran(10.0, 6.0)] * 10)
    after = learn_shortage(before, predicted_gb=10.0, available_gb=14.0)
    assert memory_gb(after, 10.0) > 14.0
    assert (after.memory_runs, after.memory_under) == (before.memory_runs + 1, before.memory_under + 1)
    assert after.times == before.times


# --- bad values ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("prior", [(0.0, 1.0), (2.0, 1.0), (-1.0, 1.0), (1.0, math.inf), (math.nan, 1.0)])
def test_a_prior_that_is_no_range_is_refused(prior: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="low <= high"):
        time_range(None, prior)


@pytest.mark.parametrize("prior_gb", [0.0, -1.0, math.inf, math.nan])
def test_a_peak_that_is_no_amount_is_refused(prior_gb: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        memory_gb(None, prior_gb)


@pytest.mark.parametrize("number", [0.0, -1.0, math.inf, math.nan])
@pytest.mark.parametrize("name", ["predicted_seconds", "measured_seconds", "predicted_gb", "measured_gb", "shown_gb"])
def test_an_observation_that_measured_nothing_is_refused(name: str, number: float) -> None:
    changed: dict[str, Any] = {name: number}
    with pytest.raises(ValueError, match=name):
        replace(ran(10.0, 9.0), **changed)


def test_an_observation_with_a_range_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError, match="low <= high"):
        replace(ran(10.0), shown=(3.0, 2.0))
