"""The tables of states: what may follow what (pure)."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation import values
from generation.values import IllegalTransition, check_generation_step, check_job_step

JOB_WORDS = [word for word, _ in values.JOB_STATES]
GENERATION_WORDS = [word for word, _ in values.GENERATION_STATES]
TABLES = [
    pytest.param(values.JOB_STEPS, JOB_WORDS, values.JOB_ENDS, id="job"),
    pytest.param(values.GENERATION_STEPS, GENERATION_WORDS, values.GENERATION_ENDS, id="generation"),
]


def reachable(table: dict[str, frozenset[str]], start: str) -> set[str]:
    seen, waiting = set(), [start]
    while waiting:
        state = waiting.pop()
        if state not in seen:
            seen.add(state)
            waiting += table.get(state, frozenset())
    return seen


@pytest.mark.parametrize(("table", "words", "ends"), TABLES)
def test_every_state_is_a_known_word_and_can_be_reached(
    table: dict[str, frozenset[str]], words: list[str], ends: frozenset[str]
) -> None:
    assert set(table) | set().union(*table.values()) <= set(words)
    assert reachable(table, values.QUEUED) == set(words)
    assert ends <= set(words)


@pytest.mark.parametrize(("table", "words", "ends"), TABLES)
def test_an_end_is_reached_from_every_state(
    table: dict[str, frozenset[str]], words: list[str], ends: frozenset[str]
) -> None:
    assert all(reachable(table, state) & ends for state in words)


@pytest.mark.parametrize(("table", "words", "ends"), TABLES)
def test_success_and_cancellation_are_final_and_failure_only_goes_back_to_the_queue(
    table: dict[str, frozenset[str]], words: list[str], ends: frozenset[str]
) -> None:
    for state in (values.SUCCEEDED, values.CANCELLED):
        assert state not in table
    for state in ends & set(table):
        assert table[state] == {values.QUEUED}


@pytest.mark.parametrize(("table", "words", "ends"), TABLES)
def test_everything_that_is_not_over_can_be_cancelled_and_can_fail(
    table: dict[str, frozenset[str]], words: list[str], ends: frozenset[str]
) -> None:
    for state in set(words) - ends:
        assert {values.CANCELLED, values.FAILED} <= table[state]


@given(st.sampled_from(JOB_WORDS), st.sampled_from(JOB_WORDS))
def test_a_job_step_is_refused_exactly_when_it_is_not_in_the_table(before: str, after: str) -> None:
    assert refused(check_job_step, before, after) == (after not in values.JOB_STEPS.get(before, frozenset()))


@given(st.sampled_from(GENERATION_WORDS), st.sampled_from(GENERATION_WORDS))
def test_a_generation_step_is_refused_exactly_when_it_is_not_in_the_table(before: str, after: str) -> None:
    allowed = before == after or after in values.GENERATION_STEPS.get(before, frozenset())
    assert refused(check_generation_step, before, after) == (not allowed)


@given(st.lists(st.sampled_from(JOB_WORDS), max_size=30))
def test_no_walk_leaves_an_end_but_back_to_the_queue(walk: list[str]) -> None:
    state = values.QUEUED
    for step in walk:
        if not refused(check_job_step, state, step):
            assert state not in values.JOB_ENDS or (state, step) == (values.FAILED, values.QUEUED)
            state = step


def refused(check: Callable[[str, str], None], before: str, after: str) -> bool:
    try:
        check(before, after)
    except IllegalTransition:
        return True
    return False


def test_a_refusal_names_both_states() -> None:
    with pytest.raises(IllegalTransition, match="a job that is succeeded cannot become running"):
        check_job_step(values.SUCCEEDED, values.RUNNING)


@given(st.text(), st.text())
def test_words_that_are_no_states_are_refused(before: str, after: str) -> None:
    if before not in JOB_WORDS or after not in JOB_WORDS:
        assert refused(check_job_step, before, after)
