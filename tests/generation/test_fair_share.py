"""What waits are held against: devices divided like a fluid among those who have work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.scheduling.values import Share
from generation.simulator.fair_share import Asked, FluidLane

jobs = st.lists(
    st.tuples(st.floats(0, 500), st.floats(1, 60), st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=40
)
SHARES = (Share(), Share(2.0), Share(4.0, 1), Share(8.0, 2))


def ends(asked: list[Asked], devices: float = 1, shares: tuple[Share, ...] = SHARES) -> dict[int, float]:
    return dict(FluidLane(shares, 1.0).ends(asked, [(0.0, devices)]))


def test_two_share_one_device_by_their_weights() -> None:
    """2:1 until the heavier is done at 15 s, when the other has had 5 of its 10."""
    found = ends([Asked(1, 0.0, 10.0, 0, 1), Asked(2, 0.0, 10.0, 1, 1)])
    assert found == {1: pytest.approx(20.0), 2: pytest.approx(15.0)}


def test_a_higher_class_goes_first_and_ones_own_jobs_in_the_order_they_came() -> None:
    found = ends([Asked(1, 0.0, 10.0, 0, 1), Asked(2, 0.0, 10.0, 0, 1), Asked(3, 5.0, 10.0, 1, 2)])
    assert found == {3: pytest.approx(15.0), 1: pytest.approx(20.0), 2: pytest.approx(30.0)}


def test_nobody_has_more_devices_than_jobs_or_than_its_plan_allows() -> None:
    assert ends([Asked(1, 0.0, 10.0, 0, 1)], devices=8) == {1: pytest.approx(10.0)}
    three = [Asked(number, 0.0, 10.0, 2, 1) for number in range(3)]
    assert ends(three, devices=8)[2] == pytest.approx(30.0)


def test_devices_that_are_away_do_nothing() -> None:
    found = dict(FluidLane(SHARES, 1.0).ends([Asked(1, 0.0, 10.0, 0, 1)], [(0.0, 1), (4.0, -1), (9.0, 1)]))
    assert found == {1: pytest.approx(15.0)}


@given(jobs)
def test_a_device_is_never_idle_while_somebody_waits(asked: list[tuple[float, float, int, int]]) -> None:
    """On one device the last end is that of any order that keeps it busy."""
    found = ends([Asked(number, *one) for number, one in enumerate(asked)])
    now = 0.0
    for at, seconds, _, _ in sorted(asked):
        now = max(now, at) + seconds
    assert set(found) == set(range(len(asked)))
    assert max(found.values()) == pytest.approx(now, abs=1e-3)
    assert all(found[number] >= at - 1e-6 for number, (at, _, _, _) in enumerate(asked))
