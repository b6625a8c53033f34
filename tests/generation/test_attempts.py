"""Which takes the studio makes by itself, and what follows each (pure)."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generation.attempts import Attempt, Make, Next, Rest, Rules, Stop, at_first, next_attempt
from quality.scoring import DIMENSIONS

WEAK = st.lists(st.sampled_from(DIMENSIONS), unique=True, max_size=3).map(tuple)
Outcomes = list[tuple[bool, tuple[str, ...]]]
OUTCOMES = st.lists(st.tuples(st.booleans(), WEAK), min_size=1, max_size=8)
"""Of each take: whether it is clearly good, and what it is weak in (nothing for one that failed)."""
RULES = st.builds(
    lambda most, free, stop: Rules(most, at_first(most, free), stop),
    st.integers(1, 8),
    st.integers(0, 9),
    st.booleans(),
)


def played(rules: Rules, outcomes: Outcomes) -> tuple[list[Next], list[Attempt]]:
    """All that is made under these rules, where the takes come out so, in the order in which they were begun."""
    made = [Next(number) for number in range(1, rules.at_once + 1)]
    state = [Attempt(each.number, open=True) for each in made]
    while any(each.open for each in state):
        first = next(index for index, each in enumerate(state) if each.open)
        good, weak = outcomes[(state[first].number - 1) % len(outcomes)]
        state[first] = replace(state[first], open=False, good=good, weak=weak)
        plan = next_attempt(state, rules)
        assert plan == next_attempt(tuple(state), rules)
        if isinstance(plan, Stop):
            assert rules.stop_early
            assert plan.good in {each.number for each in state if each.good}
            break
        if isinstance(plan, Make):
            made += plan.takes
            state += [Attempt(each.number, open=True, mends=each.mends) for each in plan.takes]
    return made, state


@given(RULES, OUTCOMES)
def test_never_more_takes_than_are_paid_for_nor_more_at_once_than_devices(rules: Rules, outcomes: Outcomes) -> None:
    made, state = played(rules, outcomes)
    assert [each.number for each in made] == list(range(1, len(made) + 1))
    assert len(made) <= rules.most
    assert sum(each.open for each in state) <= rules.at_once


@given(RULES, OUTCOMES)
def test_all_that_are_paid_for_are_made_unless_one_is_good_enough(rules: Rules, outcomes: Outcomes) -> None:
    made, state = played(rules, outcomes)
    is_enough = rules.stop_early and any(each.good for each in state)
    assert is_enough or len(made) == rules.most


@given(st.integers(1, 8), st.booleans(), OUTCOMES)
def test_a_parallel_plan_is_other_seeds_of_the_same(most: int, stop: bool, outcomes: Outcomes) -> None:
    made, _ = played(Rules(most, at_first(most, most), stop), outcomes)
    assert made == [Next(number) for number in range(1, most + 1)]


@given(RULES, OUTCOMES)
def test_a_repair_mends_the_weakest_of_an_earlier_take_once(rules: Rules, outcomes: Outcomes) -> None:
    made, _ = played(rules, outcomes)
    mends = [each for each in made if each.mends is not None]
    assert len({each.mends for each in mends}) == len(mends)
    for each in mends:
        assert each.mends is not None
        assert each.mends < each.number
        assert each.dimension == outcomes[(each.mends - 1) % len(outcomes)][1][0]


def test_one_after_the_other_each_mends_the_one_before() -> None:
    outcomes = [(False, ("temporal_flickering", "imaging_quality")), (False, ("imaging_quality",)), (False, ())]
    made, _ = played(Rules(3), outcomes)
    assert made == [Next(1), Next(2, 1, "temporal_flickering"), Next(3, 2, "imaging_quality")]


def test_after_a_take_that_failed_comes_another_seed() -> None:
    assert next_attempt([Attempt(1, open=False)], Rules(2)) == Make((Next(2),))


def test_while_one_is_made_nothing_is_begun_beside_it() -> None:
    assert next_attempt([Attempt(1, open=True)], Rules(3)) == Rest()
    assert next_attempt([Attempt(1, open=False, weak=("imaging_quality",))], Rules(1)) == Rest()
