"""On a workload with noise, drift and outliers predictions keep what requirement Q8 and design section 7 promise."""

import statistics

import pytest

from benchmarks.prediction import KEYS, Accuracy, followed

SEEDS = (1, 2, 3)
LEAST_INSIDE, MOST_ERROR_PERCENT, MOST_UNDER = 0.80, 20.0, 0.01
MOST_TIMES_WIDE = 2.5
"""A range of any width holds every time; this one must be worth telling."""


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "memory drifts too"])
def found(request: pytest.FixtureRequest) -> list[Accuracy]:
    return [followed(key, seed, hard=request.param) for key in KEYS for seed in SEEDS]


def test_eighty_percent_of_the_times_are_inside_the_range_of_every_key(found: list[Accuracy]) -> None:
    print("inside:", [f"{one.inside:.1%}" for one in found])
    assert min(one.inside for one in found) >= LEAST_INSIDE


def test_the_median_error_of_every_key_is_within_twenty_percent(found: list[Accuracy]) -> None:
    print("median absolute error:", [f"{one.error_percent:.1f}%" for one in found])
    assert max(one.error_percent for one in found) <= MOST_ERROR_PERCENT


def test_memory_is_predicted_too_small_in_one_case_of_a_hundred_at_most(found: list[Accuracy]) -> None:
    print("memory under-predicted:", [f"{one.under:.2%}" for one in found])
    assert statistics.fmean(one.under for one in found) <= MOST_UNDER


def test_ranges_stay_narrow_enough_to_be_worth_telling(found: list[Accuracy]) -> None:
    assert max(one.times_wide for one in found) <= MOST_TIMES_WIDE


def test_the_prior_alone_would_not_do(found: list[Accuracy]) -> None:
    """Otherwise this workload would show nothing."""
    assert max(one.prior_inside for one in found) < LEAST_INSIDE
