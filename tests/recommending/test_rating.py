"""What ratings teach."""

from hypothesis import given
from hypothesis import strategies as st

from quality.recommending.rating import NEUTRAL, PRIOR_RATINGS, Ratings, Tally, lift, overall_mean, posterior_mean
from quality.recommending.values import Parameter, RatedValue
from quality.values import Function, Tier

counts = st.integers(0, 100_000)
tallies = counts.flatmap(lambda count: st.builds(Tally, st.just(count), st.integers(count, 5 * count)))


def test_without_ratings_there_is_no_lift_and_no_division_by_zero() -> None:
    assert overall_mean([]) == NEUTRAL
    assert lift(Tally(), []) == 0
    assert Ratings([]).lift(Function.CREATE_IMAGE, Tier.LOW, Parameter.COUNT, "4") == 0


@given(tallies, st.lists(tallies, max_size=5))
def test_a_mean_stays_on_the_scale_and_a_lift_within_it(tally: Tally, others: list[Tally]) -> None:
    mean = overall_mean([tally, *others])
    assert 1 <= mean <= 5
    assert 1 <= posterior_mean(tally, mean) <= 5
    assert -1 <= lift(tally, [tally, *others]) <= 1


@given(st.integers(1, 10_000), st.data(), st.lists(tallies, max_size=5))
def test_one_star_more_raises_its_own_value_and_never_another(
    count: int, data: st.DataObject, others: list[Tally]
) -> None:
    stars = data.draw(st.integers(count, 5 * count - 1))
    before, after = Tally(count, stars), Tally(count, stars + 1)
    assert lift(after, [after, *others]) > lift(before, [before, *others])
    for other in others:
        assert lift(other, [after, *others]) <= lift(other, [before, *others])


def test_few_ratings_move_little() -> None:
    """One enthusiast is no crowd."""
    one, many = Tally(1, 5), Tally(100, 500)
    rest = Tally(100, 300)
    assert 0 < lift(one, [one, rest]) < lift(many, [many, rest]) / 3
    few = int(PRIOR_RATINGS) - 1
    assert posterior_mean(Tally(few, 5 * few), 3.0) < 4.0


@given(st.lists(tallies, min_size=1, max_size=5))
def test_the_same_ratings_teach_the_same_in_any_order(found: list[Tally]) -> None:
    assert lift(found[0], found) == lift(found[0], list(reversed(found)))


def test_tiers_are_compared_with_each_other_and_other_values_within_their_tier() -> None:
    function, tier, steps = Function.ANIMATE_IMAGE, Parameter.TIER, Parameter.STEPS
    known = Ratings(
        [
            RatedValue(function, Tier.LOW, tier, "low", 50, 100),
            RatedValue(function, Tier.HIGH, tier, "high", 50, 250),
            RatedValue(function, Tier.LOW, steps, "30", 50, 100),
            RatedValue(function, Tier.HIGH, steps, "30", 50, 250),
        ]
    )
    assert known.lift(function, Tier.LOW, tier, "low") < 0 < known.lift(function, Tier.HIGH, tier, "high")
    alone = known.lift(function, Tier.LOW, steps, "30"), known.lift(function, Tier.HIGH, steps, "30")
    assert all(abs(one) < 0.01 for one in alone)
    assert known.count(function, Tier.HIGH, steps, "30") == 50
