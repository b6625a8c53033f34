"""generation/suggesting/expecting.py"""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generation.suggesting.expecting import FEWEST_TOLD, acceptance, best_first, expected, gain
from generation.suggesting.measuring import gains
from generation.suggesting.values import Change, Proposal, Tally


def proposal(key: str, dimension: str = "dynamic_degree", points: float = 8.0, urgency: float = 0.4) -> Proposal:
    return Proposal(key, dimension, "It hardly moves.", Change(()), points, urgency)


PROPOSALS = st.lists(
    st.builds(proposal, st.sampled_from("abcdefgh"), st.sampled_from(["x", "y"]), st.floats(-5, 20), st.floats(0, 1)),
    unique_by=lambda one: one.key,
)
TALLIES = st.builds(Tally, st.integers(0, 99), st.integers(0, 99), st.integers(0, 50), st.floats(-500, 500))


@given(
    PROPOSALS,
    st.dictionaries(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["x", "y"])), TALLIES),
    st.randoms(),
)
def test_the_order_hangs_on_nothing_but_what_is_known(found, tallies, chance) -> None:  # type: ignore[no-untyped-def]
    """The same proposals come in the same order however they are handed in, at most as many as were asked for."""
    shuffled = list(found)
    chance.shuffle(shuffled)
    first = best_first(found, tallies)
    assert first == best_first(shuffled, tallies)
    assert len(first) <= 3
    assert len(best_first(found, tallies, most=None)) <= len(found)


def test_what_really_helps_rises() -> None:
    one, other = proposal("one"), proposal("other", points=9.0)
    assert best_first([one, other], {}) == [other, one]
    helped = {("one", "dynamic_degree"): Tally(accepted=30, measured=30, gain=30 * 15.0)}
    assert best_first([one, other], helped) == [one, other]


def test_three_lucky_runs_move_little() -> None:
    one, other = proposal("one"), proposal("other", points=14.0)
    lucky = {("one", "dynamic_degree"): Tally(accepted=3, measured=3, gain=3 * 20.0)}
    assert best_first([one, other], lucky) == [other, one]


def test_what_is_ignored_falls() -> None:
    one, other = proposal("one", points=9.0), proposal("other")
    ignored = {("one", "dynamic_degree"): Tally(accepted=1, ignored=40)}
    assert best_first([one, other], ignored) == [other, one]


def test_what_hurts_falls_and_is_left_out_in_the_end() -> None:
    one, other = proposal("one", points=12.0), proposal("other")
    hurts = {("one", "dynamic_degree"): Tally(accepted=20, measured=20, gain=-20 * 3.0)}
    assert best_first([one, other], hurts)[0] == other
    ruins = {("one", "dynamic_degree"): Tally(accepted=40, measured=40, gain=-40 * 12.0)}
    assert best_first([one, other], ruins) == [other]


def test_each_dimension_comes_once_before_any_comes_twice() -> None:
    found = [proposal("a", points=20), proposal("b", points=19), proposal("c", "imaging_quality", points=5)]
    assert [one.key for one in best_first(found, {})] == ["a", "c", "b"]


def test_a_guess_is_told_from_what_was_seen() -> None:
    guess, seen = expected(proposal("a"), Tally()), expected(proposal("a"), Tally(accepted=9, measured=9, gain=90.0))
    assert (guess.points, guess.cases, guess.known) == (8, 0, False)
    assert (seen.points, seen.cases, seen.known) == (9, 9, True)
    assert not expected(proposal("a"), Tally(accepted=9, measured=FEWEST_TOLD - 1)).known


@given(TALLIES)
def test_estimates_stay_between_what_was_thought_and_what_was_seen(tally: Tally) -> None:
    assume(tally.measured or not tally.gain)
    mean = tally.gain / tally.measured if tally.measured else 8.0
    assert min(8.0, mean) - 1e-9 <= gain(proposal("a"), tally) <= max(8.0, mean) + 1e-9
    assert 0.0 < acceptance(tally) < 1.0


def test_what_was_measured_by_another_method_gains_nothing() -> None:
    before = {"a": {"value": 0.5, "method": "m", "version": "1"}, "b": {"value": 0.5, "method": "m", "version": "1"}}
    after = {"a": {"value": 0.7, "method": "m", "version": "1"}, "b": {"value": 0.9, "method": "m", "version": "2"}}
    assert gains(before, after) == {"a": pytest.approx(20.0)}


def test_what_people_asked_for_comes_first() -> None:
    asked = proposal("asked", "imaging_quality", points=2, urgency=1.0)
    assert best_first([proposal("one", points=15, urgency=0.9), asked], {})[0] == asked
