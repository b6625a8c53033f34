"""A workspace orders its own jobs: places are swapped, and nobody else's turn changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.scheduling.reordering import moved, places

ORDERS = st.lists(st.integers(0, 50), unique=True, max_size=20)
SOME = st.sets(st.integers(0, 50), max_size=8)


@given(ORDERS, SOME, SOME, st.booleans())
def test_a_new_order_holds_the_same_jobs(order: list[int], moving: set[int], anchor: set[int], after: bool) -> None:
    assert sorted(moved(order, moving, anchor, after=after)) == sorted(order)


@given(ORDERS, SOME, SOME, st.booleans())
def test_neither_those_that_go_nor_those_that_stay_change_their_order_among_themselves(
    order: list[int], moving: set[int], anchor: set[int], after: bool
) -> None:
    found = moved(order, moving, anchor, after=after)
    for group in (moving, set(order) - moving):
        assert [job for job in found if job in group] == [job for job in order if job in group]


@given(ORDERS, SOME, SOME)
def test_what_goes_before_stands_before(order: list[int], moving: set[int], anchor: set[int]) -> None:
    found = moved(order, moving, anchor - moving)
    there = [found.index(job) for job in anchor - moving if job in found]
    assert all(found.index(job) < min(there) for job in moving if job in found and there)


@given(ORDERS, SOME, SOME)
def test_what_goes_after_stands_after(order: list[int], moving: set[int], anchor: set[int]) -> None:
    found = moved(order, moving, anchor - moving, after=True)
    there = [found.index(job) for job in anchor - moving if job in found]
    assert all(found.index(job) > max(there) for job in moving if job in found and there)


@given(ORDERS, SOME, SOME, st.booleans())
def test_the_places_stay_the_same_and_the_order_becomes_the_wanted_one(
    order: list[int], moving: set[int], anchor: set[int], after: bool
) -> None:
    held = [(number * 1.5, number) for number, _ in enumerate(order)]
    wanted = moved(order, moving, anchor, after=after)
    now = dict(zip(order, held, strict=True)) | places(order, held, wanted)
    assert sorted(now.values()) == held
    assert sorted(order, key=lambda job: now[job]) == wanted


def test_without_an_anchor_they_go_to_the_front_or_the_end() -> None:
    assert moved([1, 2, 3], {3}, ()) == [3, 1, 2]
    assert moved([1, 2, 3], {1}, (), after=True) == [2, 3, 1]


def test_an_order_of_other_jobs_is_none() -> None:
    with pytest.raises(ValueError, match="other jobs"):
        places([1, 2], [0, 1], [1, 3])
