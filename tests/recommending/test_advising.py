"""What is recommended, for which machine and profile."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quality.catalogue.loader import shipped
from quality.catalogue.schema import Catalogue
from quality.recommending.advising import USUAL_COUNT, headline, recommend, tips
from quality.recommending.options import CATALOGUE_RUNS, expected_seconds
from quality.recommending.values import Hardware, Parameter, Past, Profile, RatedValue, Recommendation
from quality.values import Function, Tier
from tests.recommending.conftest import machine

IMAGE, VIDEO = Function.CREATE_IMAGE, Function.ANIMATE_IMAGE
MACHINES = [machine(), machine(6), machine(12), machine(16), machine(24), machine(96), machine(24, engines=frozenset())]
ids = ["none", "6", "12", "16", "24", "96", "no engine"]


def of(found: tuple[Recommendation, ...], function: Function, parameter: Parameter) -> Recommendation:
    return next(one for one in found if (one.function, one.parameter) == (function, parameter))


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("hardware", MACHINES, ids=ids)
def test_every_recommendation_has_a_reason_a_gain_and_alternatives_that_differ(
    hardware: Hardware, profile: Profile, catalogue: Catalogue
) -> None:
    found = recommend(hardware, catalogue, profile)
    for function in (IMAGE, VIDEO):
        mine = {one.parameter for one in found if one.function is function}
        assert {Parameter.TIER, Parameter.RESOLUTION, Parameter.COUNT} <= mine
        assert (Parameter.LENGTH in mine) == (function is VIDEO)
    for one in found:
        assert one.value
        assert one.words
        assert one.reason.endswith(".")
        assert one.gain.time_factor > 0
        assert -1 <= one.gain.quality <= 1
        assert one.value not in [other.value for other in one.alternatives]
        assert len({other.value for other in one.alternatives}) == len(one.alternatives)


@pytest.mark.parametrize("hardware", MACHINES, ids=ids)
def test_speed_is_never_slower_and_quality_never_plainer_than_balanced(
    hardware: Hardware, catalogue: Catalogue
) -> None:
    speed, balanced, quality = (recommend(hardware, catalogue, profile) for profile in Profile)
    for function in (IMAGE, VIDEO):
        gains = [of(found, function, Parameter.TIER).gain for found in (speed, balanced, quality)]
        assert gains[0].time_factor >= gains[1].time_factor >= gains[2].time_factor
        assert gains[0].quality <= gains[1].quality <= gains[2].quality


def test_balanced_takes_the_middle_and_as_many_as_the_studio_makes_by_itself(catalogue: Catalogue) -> None:
    found = recommend(machine(), catalogue, Profile.BALANCED)
    for function in (IMAGE, VIDEO):
        assert of(found, function, Parameter.TIER).value == "standard"
        assert of(found, function, Parameter.COUNT).value == str(USUAL_COUNT[function])


def test_what_the_card_has_no_memory_for_is_not_recommended(catalogue: Catalogue) -> None:
    found = recommend(machine(12), catalogue, Profile.QUALITY)
    assert of(found, VIDEO, Parameter.TIER).value == "low"
    assert of(recommend(machine(24), catalogue, Profile.QUALITY), VIDEO, Parameter.TIER).value == "high"


def test_steps_are_recommended_for_footage_only(catalogue: Catalogue) -> None:
    """A drawn preview has none."""
    drawn = recommend(machine(), catalogue, Profile.BALANCED)
    assert not [one for one in drawn if one.parameter is Parameter.STEPS]
    assert of(recommend(machine(24), catalogue, Profile.BALANCED), VIDEO, Parameter.STEPS).value == "40"


def test_gains_are_against_what_is_chosen_now(catalogue: Catalogue) -> None:
    def tier(current: Tier) -> Recommendation:
        return of(recommend(machine(), catalogue, Profile.SPEED, current=current), VIDEO, Parameter.TIER)

    assert tier(Tier.LOW).gain.time_factor == 1
    assert tier(Tier.LOW).gain.words == ""
    assert tier(Tier.HIGH).gain.time_factor > tier(Tier.STANDARD).gain.time_factor > 1
    assert re.fullmatch(r"about \d+x faster, 0\.\d GB less", tier(Tier.HIGH).gain.words)


# --- learning -----------------------------------------------------------------------------------------------


def two_at_the_same_cost(catalogue: Catalogue) -> Catalogue:
    """Standard video twice, in the same time for the same credits: with 40 steps, and with 30."""
    row = next(row for row in catalogue.rows if row.id == "animate-standard-wan")
    other = row.model_copy(update={"id": "animate-standard-other", "steps": 30})
    return catalogue.model_copy(update={"rows": (*catalogue.rows, other)})


def said(value: str, count: int, stars: int) -> RatedValue:
    return RatedValue(VIDEO, Tier.STANDARD, Parameter.STEPS, value, count, stars)


@pytest.mark.parametrize("profile", [Profile.BALANCED, Profile.QUALITY])
def test_a_parameter_that_users_rate_higher_at_the_same_cost_rises(profile: Profile, catalogue: Catalogue) -> None:
    both = two_at_the_same_cost(catalogue)

    def steps(*ratings: RatedValue) -> Recommendation:
        found = recommend(machine(16), both, profile, ratings)
        return of(found, VIDEO, Parameter.STEPS)

    assert steps().value == "40"
    risen = steps(said("40", 40, 80), said("30", 40, 200))
    assert risen.value == "30"
    assert "40 ratings" in risen.reason
    assert risen.alternatives[0].value == "40"
    assert steps(said("40", 40, 200), said("30", 40, 80)).value == "40"


def test_one_rating_changes_no_recommendation(catalogue: Catalogue) -> None:
    found = recommend(machine(16), two_at_the_same_cost(catalogue), Profile.BALANCED, [said("30", 1, 5)])
    assert of(found, VIDEO, Parameter.STEPS).value == "40"


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 500), st.data())
def test_more_stars_never_lower_a_value(count: int, data: st.DataObject) -> None:
    """Its place among the values, the best being 0, only goes up with its stars."""
    both = two_at_the_same_cost(shipped())
    few = data.draw(st.integers(count, 5 * count))
    many = data.draw(st.integers(few, 5 * count))

    def place(stars: int) -> int:
        ratings = [said("40", count, 3 * count), said("30", count, stars)]
        found = of(recommend(machine(16), both, Profile.BALANCED, ratings), VIDEO, Parameter.STEPS)
        return [found.value, *(one.value for one in found.alternatives)].index("30")

    assert place(many) <= place(few)


def test_the_same_facts_give_the_same_advice(catalogue: Catalogue) -> None:
    ratings = [said("40", 3, 9), said("30", 5, 20)]
    once, again = (recommend(machine(16), catalogue, Profile.BALANCED, ratings) for _ in range(2))
    assert once == again


def test_times_of_ones_own_take_the_place_of_the_catalogues() -> None:
    assert expected_seconds((2, 6), None) == 4
    assert expected_seconds((2, 6), Past("row", 40, 0)) == 4
    assert expected_seconds((2, 6), Past("row", 40, CATALOGUE_RUNS)) == 22
    assert 39 < expected_seconds((2, 6), Past("row", 40, 1000)) < 40


def test_what_takes_long_here_is_recommended_less(catalogue: Catalogue) -> None:
    slow = [Past("animate-standard-drawn", 600, 50), Past("animate-high-drawn", 2400, 50)]
    assert of(recommend(machine(), catalogue, Profile.BALANCED, (), slow), VIDEO, Parameter.TIER).value == "low"


# --- words --------------------------------------------------------------------------------------------------


def test_the_headline_names_what_to_draft_with_and_what_to_finish_with(catalogue: Catalogue) -> None:
    told = headline(machine(24), catalogue)
    assert told == "For this machine: Low for drafts, then Standard — about 3x faster."


def test_tips_begin_with_what_the_profile_is_for(catalogue: Catalogue) -> None:
    for profile in (Profile.SPEED, Profile.QUALITY):
        assert tips(machine(24), catalogue, profile)[0].goal == profile
    assert {tip.goal for tip in tips(machine(24), catalogue, Profile.BALANCED)} == {"speed", "quality", "memory"}


@pytest.mark.parametrize("hardware", MACHINES, ids=ids)
def test_no_model_and_no_acronym_is_said(hardware: Hardware, catalogue: Catalogue) -> None:
    for profile in Profile:
        found = recommend(hardware, catalogue, profile)
        words = [headline(hardware, catalogue), *(tip.words for tip in tips(hardware, catalogue, profile))]
        words += [part for one in found for part in (one.words, one.reason, one.gain.words)]
        words += [part for one in found for other in one.alternatives for part in (other.words, other.reason)]
        text = " ".join(words)
        assert not re.search(r"flux|wan|diffusers|animatic|schnell", text, re.I)
        assert set(re.findall(r"\b[A-Z]{2,}\b", text)) <= {"GB"}
