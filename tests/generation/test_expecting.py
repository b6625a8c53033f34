"""When a waiting job is expected to begin."""

from hypothesis import given
from hypothesis import strategies as st

from generation.scheduling.expecting import HIGH, LOW, InLine, expected_starts

LINES = st.lists(st.tuples(st.sampled_from("abc"), st.floats(0.1, 100)), max_size=40)


def line(*jobs: tuple[str, float]) -> list[InLine]:
    return [InLine(number, who, seconds) for number, (who, seconds) in enumerate(jobs)]


def test_on_a_free_lane_the_first_begins_at_once_and_the_others_after_it() -> None:
    found = expected_starts(line(("a", 10), ("b", 20), ("a", 30)), [], 1, {})
    assert [found[job].ahead for job in range(3)] == [0, 1, 2]
    assert [found[job].seconds for job in range(3)] == [(0, 0), (LOW * 10, HIGH * 10), (LOW * 30, HIGH * 30)]


def test_more_workers_begin_more_at_once() -> None:
    found = expected_starts(line(*[("a", 10)] * 4), [], 2, {})
    assert [found[job].seconds[0] for job in range(4)] == [0, 0, LOW * 10, LOW * 10]


def test_what_runs_may_end_now_or_take_all_of_its_time() -> None:
    (found,) = expected_starts(line(("a", 10)), [InLine("r", "b", 40)], 1, {}).values()
    assert found.seconds == (LOW * 20, HIGH * 20 + 20)


def test_a_workspace_at_its_limit_lets_others_go_first() -> None:
    found = expected_starts(line(("a", 10), ("a", 10), ("b", 10)), [], 2, {"a": 1})
    assert found[2].seconds == (0, 0)
    assert found[1].ahead == 2


def test_the_jobs_of_a_paused_workspace_never_begin_and_hold_nobody_up() -> None:
    found = expected_starts(line(("a", 10), ("b", 10)), [], 1, {"a": 0})
    assert set(found) == {1}
    assert found[1].seconds == (0, 0)


def test_an_empty_line_has_no_starts() -> None:
    assert expected_starts([], [InLine("r", "a", 5)], 1, {}) == {}


@given(LINES, st.integers(1, 5), st.dictionaries(st.sampled_from("abc"), st.one_of(st.none(), st.integers(1, 3))))
def test_everything_begins_once_and_each_range_is_one(
    jobs: list[tuple[str, float]], servers: int, most: dict[str, int | None]
) -> None:
    found = expected_starts(line(*jobs), [], servers, most)
    assert set(found) == set(range(len(jobs)))
    assert sorted(start.ahead for start in found.values()) == list(range(len(jobs)))
    assert all(0 <= start.seconds[0] <= start.seconds[1] for start in found.values())


@given(LINES, st.integers(1, 5))
def test_another_worker_makes_nobody_wait_longer_for_the_first_place(
    jobs: list[tuple[str, float]], servers: int
) -> None:
    fewer, more = (expected_starts(line(*jobs), [], count, {}) for count in (servers, servers + 1))
    assert all(more[job].seconds[0] <= fewer[job].seconds[0] + 1e-9 for job in fewer)
