"""When a failed job is tried again: bounded, with full jitter, and the reason of each try kept."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation import retrying
from generation.errors import Category, JobError
from generation.retrying import LIMITS, MOST_TRIES, earlier_tries, keeps_failing, least_wait, reason, shown, wait_before

CATEGORIES = st.sampled_from(list(Category))
CHANCES = st.floats(0, 1)


def fault(category: str, *, transient: bool = True, after: float | None = None) -> JobError:
    return JobError(category, "It did not work.", "Try again.", transient, after)


@given(CATEGORIES, st.lists(CATEGORIES, max_size=20), CHANCES)
def test_a_wait_lies_between_nothing_and_the_longest_of_its_category(
    category: Category, earlier: list[Category], chance: float
) -> None:
    wait = wait_before(fault(category), earlier, chance)
    assert wait is None or 0 <= wait <= LIMITS[category].longest_seconds


@given(st.lists(st.tuples(CATEGORIES, st.booleans()), min_size=MOST_TRIES, max_size=30), CHANCES)
def test_no_job_is_tried_more_often_than_the_bound_whatever_its_faults(
    faults: list[tuple[Category, bool]], chance: float
) -> None:
    """Also where each failure was mended."""
    earlier: list[str] = []
    for category, mended in faults:
        if wait_before(fault(category), earlier, chance, mended=mended) is None:
            break
        earlier.append(category)
    assert len(earlier) < MOST_TRIES


@given(CATEGORIES)
def test_a_category_has_its_own_number_of_tries(category: Category) -> None:
    earlier: list[str] = []
    while wait_before(fault(category), earlier, 0.5) is not None:
        earlier.append(category)
    assert len(earlier) + 1 == LIMITS[category].tries


@given(CATEGORIES, st.lists(CATEGORIES, max_size=20), CHANCES)
def test_a_lasting_fault_is_not_tried_again_unless_it_was_mended(
    category: Category, earlier: list[Category], chance: float
) -> None:
    lasting = fault(category, transient=False)
    assert wait_before(lasting, earlier, chance) is None
    assert wait_before(lasting, [], chance, mended=True) == 0.0


@pytest.mark.parametrize("category", [each for each in Category if LIMITS[each].tries > 2])
def test_the_longest_waits_double_up_to_their_limit(category: Category) -> None:
    limit = LIMITS[category]
    waits = [wait_before(fault(category), [category] * number, 1.0) for number in range(limit.tries - 1)]
    assert waits[0] == limit.first_seconds
    for before, after in pairwise(waits):
        assert before is not None
        assert after == min(limit.longest_seconds, 2 * before)


@given(CATEGORIES, st.lists(CATEGORIES, max_size=3), CHANCES, CHANCES)
def test_the_draw_alone_decides_within_the_limit(
    category: Category, earlier: list[Category], low: float, high: float
) -> None:
    """Full jitter: in proportion to the draw, from nothing on."""
    least, most = sorted((low, high))
    waits = [wait_before(fault(category), earlier, draw) for draw in (0.0, least, most)]
    if waits[0] is not None:
        assert waits[0] == 0.0
        assert waits[1] is not None
        assert waits[2] is not None
        assert waits[1] <= waits[2]


@given(st.floats(-1e9, 1e9), CHANCES)
def test_what_somebody_else_tells_us_to_wait_is_respected_within_bounds(after: float, chance: float) -> None:
    wait = wait_before(fault(Category.PROVIDER, after=after), [], chance)
    assert wait is not None
    assert 1.0 <= least_wait(fault(Category.PROVIDER, after=after)) <= 3600.0
    assert wait >= min(3600.0, max(1.0, after))


def test_a_network_gets_more_tries_over_a_longer_time_than_a_fault_of_ours() -> None:
    def longest(category: Category) -> float:
        return sum(wait_before(fault(category), [category] * n, 1.0) or 0.0 for n in range(LIMITS[category].tries))

    assert longest(Category.INPUT) == 0.0
    assert longest(Category.NETWORK) > 5 * 60 > longest(Category.PIPELINE)


@given(st.lists(st.tuples(CATEGORIES, st.booleans()), max_size=12), st.integers(1, 12))
def test_only_the_tries_since_the_job_was_queued_count(kept: list[tuple[Category, bool]], number: int) -> None:
    """A step down the ladder is kept, and is no try."""
    failures = [
        reason(fault(category), at="", worker="", number=1, wait_seconds=0.0, counted=counted)
        for category, counted in kept
    ]
    found = earlier_tries(failures, number)
    assert len(found) <= number - 1
    counted = [category for category, counts in kept if counts]
    assert found == counted[max(0, len(counted) - number + 1) :]


def test_the_reason_of_a_try_says_what_when_and_where() -> None:
    kept = reason(fault("network"), at="2026-11-22T01:00:00Z", worker="north:7:cpu", number=2, wait_seconds=3.5)
    assert kept == {
        "category": "network",
        "cause": "",
        "detail": "It did not work.",
        "advice": "Try again.",
        "transient": True,
        "at": "2026-11-22T01:00:00Z",
        "worker": "north:7:cpu",
        "try": 2,
        "wait_seconds": 3.5,
        "counted": True,
    }
    assert keeps_failing(kept)


def test_failures_that_were_kept_before_are_still_read() -> None:
    old = {"category": "conflict", "detail": "These were left.", "advice": "Plan anew."}
    assert shown(old) == old
    assert not keeps_failing(old)
    assert earlier_tries([old], 2) == ["conflict"]
    assert retrying.wait_before(fault("storage"), ["conflict"], 1.0) == LIMITS[Category.STORAGE].first_seconds
