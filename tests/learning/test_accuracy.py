"""Tallies: what is counted adds up, and its median is right to a bucket."""

import statistics

from hypothesis import given
from hypothesis import strategies as st

from quality.learning.accuracy import added, counted, counted_memory, inside_share, median_error, under_share
from quality.learning.values import ERROR_EDGES, Observation, Tally
from tests.learning.drawing import KEY, histories


def tallied(history: list[Observation]) -> Tally:
    tally = Tally()
    for observation in history:
        tally = counted(tally, observation)
    return tally


def off_by(percent: float) -> Observation:
    """A run that was told so much too long."""
    return Observation(KEY, 1.0, 100.0, (100.0 + percent, 100.0 + percent))


def test_an_empty_tally_says_nothing() -> None:
    assert (inside_share(Tally()), under_share(Tally()), median_error(Tally())) == (None, None, None)


@given(histories)
def test_every_run_is_counted_once(history: list[Observation]) -> None:
    tally = tallied(history)
    assert tally.runs == sum(tally.errors) == len(history)
    assert tally.inside == sum(one.inside for one in history)
    assert tally.memory_runs == sum(one.measured_gb is not None for one in history)
    assert tally.memory_under <= tally.memory_runs


@given(histories, histories)
def test_days_add_up(first: list[Observation], second: list[Observation]) -> None:
    assert added([tallied(first), tallied(second)]) == tallied([*first, *second])


@given(st.lists(st.floats(0, 99), min_size=1, max_size=40))
def test_the_median_error_is_right_to_a_bucket(errors: list[float]) -> None:
    found = median_error(tallied([off_by(error) for error in errors]))
    assert found is not None
    low, high = statistics.median_low(errors), statistics.median_high(errors)
    below = max((edge for edge in ERROR_EDGES if edge < low - 1e-9), default=0)
    above = min(edge for edge in ERROR_EDGES if edge >= high - 1e-9)
    assert below - 1e-6 <= found <= above + 5


def test_memory_that_was_told_too_small_is_counted() -> None:
    tally = counted_memory(counted_memory(Tally(), under=True), under=False)
    assert under_share(tally) == 0.5
