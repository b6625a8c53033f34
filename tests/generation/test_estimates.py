"""What was said against what it took, what a run teaches, and the word for next time: pure functions over values."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.estimates import (
    Alternative,
    Estimate,
    Measured,
    estimate,
    key_of,
    next_seconds,
    observation_of,
    spoken,
    suggestion,
)
from quality.learning.correct import learn
from quality.learning.values import Correction, Key
from quality.values import Tier

CARD: dict[str, Any] = {
    "engine": "diffusers",
    "runs_on": "diffusers",
    "model": "flux-1-schnell",
    "technique": "model_offload",
    "device_class": "cuda-24gb",
    "prior_seconds": [8.0, 12.5],
    "prior_gb": 10.0,
    "seconds": [4.0, 6.0],
    "memory_gb": 12.0,
}
OTHERS = (Alternative(Tier.LOW, "Low", 2.0), Alternative(Tier.STANDARD, "Standard", 4.0))
FINER = (*OTHERS, Alternative(Tier.HIGH, "High", 9.0))

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def took(*seconds: float) -> list[dict[str, Any]]:
    return [Measured(each).as_json() for each in seconds]


# --- teaching -----------------------------------------------------------------------------------------------


def test_a_run_on_a_card_teaches_time_and_memory() -> None:
    seen = observation_of("picture", CARD, Measured(5.0, 9.0))
    assert seen is not None
    assert seen.key == Key("diffusers", "flux-1-schnell", "cuda-24gb", "model_offload")
    assert seen.predicted_seconds == pytest.approx(10.0)
    assert (seen.measured_seconds, seen.shown) == (5.0, (4.0, 6.0))
    assert (seen.predicted_gb, seen.measured_gb, seen.shown_gb) == (10.0, 9.0, 12.0)


def test_a_run_on_the_processor_teaches_time_alone() -> None:
    drawn = {**CARD, "engine": "animatic", "runs_on": "animatic", "model": "drawn", "device_class": "cpu"}
    seen = observation_of("take", {**drawn, "technique": ""}, Measured(5.0))
    assert seen is not None
    assert (seen.key, seen.measured_gb) == (Key("animatic", "drawn", "cpu"), None)


@pytest.mark.parametrize("missing", ["model", "device_class", "prior_seconds", "seconds"])
def test_a_decision_of_an_older_version_teaches_nothing(missing: str) -> None:
    told = {name: value for name, value in CARD.items() if name != missing}
    assert observation_of("picture", told, Measured(5.0)) is None


def test_a_simulated_card_teaches_nothing_and_is_not_judged() -> None:
    assert observation_of("picture", {**CARD, "simulated": True}, Measured(5.0)) is None
    assert estimate({**CARD, "simulated": True}, took(5.0)) is None


@pytest.mark.parametrize("kind", ["plan", "score", "cut"])
def test_work_without_an_estimate_teaches_nothing(kind: str) -> None:
    assert observation_of(kind, CARD, Measured(5.0)) is None


def test_the_engine_that_really_ran_is_the_one_that_learns() -> None:
    key = key_of({**CARD, "runs_on": "animatic"})
    assert key is not None
    assert key.engine == "animatic"


@given(st.dictionaries(st.sampled_from(sorted(CARD)), json_values), json_values)
def test_whatever_a_stored_row_holds_nothing_breaks(odd: dict[str, Any], seconds: Any) -> None:
    """Rows come from older versions and, by an import, from anywhere."""
    told = {**CARD, **odd}
    observation_of("picture", told, Measured(5.0, 9.0))
    found = estimate(told, [{"seconds": seconds}, {}])
    assert found is None or math.isfinite(found.measured_seconds)
    next_seconds(told, learn(Correction(), some_run()))


def some_run() -> Any:
    seen = observation_of("picture", CARD, Measured(5.0, 9.0))
    assert seen is not None
    return seen


# --- said and taken -----------------------------------------------------------------------------------------


def test_what_was_said_is_for_as_many_outputs_as_were_made() -> None:
    assert estimate(CARD, took(5.0)) == Estimate((4.0, 6.0), 5.0, True)
    assert estimate(CARD, took(5.0, 5.5, 9.02)) == Estimate((12.0, 18.0), 19.5, False)


def test_without_a_measurement_there_is_no_estimate() -> None:
    assert estimate(CARD, []) is None
    assert estimate(CARD, [{}]) is None
    assert estimate({}, took(5.0)) is None


@given(st.lists(st.floats(0.01, 1e4), min_size=1, max_size=8))
def test_inside_says_what_its_numbers_say(seconds: list[float]) -> None:
    found = estimate(CARD, took(*seconds))
    assert found is not None
    low, high = found.seconds
    assert found.inside == (low <= found.measured_seconds <= high)


# --- the word for next time ---------------------------------------------------------------------------------


def test_what_went_as_said_gets_no_word() -> None:
    for seconds in (3.5, 4.0, 5.0, 6.0, 7.0):
        found = estimate(CARD, took(seconds))
        assert found is not None
        assert suggestion(found, 5.0, "high", OTHERS) == ""


def test_what_took_long_names_the_next_time_and_a_quicker_quality() -> None:
    found = Estimate((4.0, 6.0), 13.0, False)
    assert suggestion(found, 12.0, "high", OTHERS) == "Next time this takes about 12 s; Standard would take about 4 s."


def test_a_quality_that_is_hardly_quicker_is_not_named() -> None:
    found = Estimate((4.0, 6.0), 13.0, False)
    others = (Alternative(Tier.LOW, "Low", 2.0), Alternative(Tier.STANDARD, "Standard", 11.0))
    assert suggestion(found, 12.0, "high", others) == "Next time this takes about 12 s; Low would take about 2 s."
    assert suggestion(found, 12.0, "low", others) == "Next time this takes about 12 s."


def test_one_slow_run_is_not_taken_for_the_rule() -> None:
    found = Estimate((4.0, 6.0), 30.0, False)
    assert suggestion(found, 5.0, "low", OTHERS) == "This was slower than usual. Next time this takes about 5 s."


def test_with_nothing_learned_the_next_time_is_as_this_one() -> None:
    assert suggestion(Estimate((4.0, 6.0), 13.0, False), None, "low", ()) == "Next time this takes about 13 s."


def test_what_was_quick_names_a_finer_quality_that_fits_the_time_said() -> None:
    found = Estimate((8.0, 12.0), 2.0, False)
    assert suggestion(found, 2.5, "standard", FINER) == ("Next time this takes about 2.5 s; High would take about 9 s.")
    assert suggestion(found, 2.5, "high", FINER) == "Next time this takes about 2.5 s."


def test_the_next_time_follows_what_was_learned() -> None:
    correction = Correction()
    for _ in range(20):
        correction = learn(correction, some_run())
    assert next_seconds(CARD, correction) == pytest.approx(5.0)
    assert next_seconds(CARD, None) is None
    assert next_seconds({}, correction) is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.02, "0.1 s"), (0.44, "0.4 s"), (4.0, "4 s"), (12.4, "12 s"), (89, "89 s"), (200, "3 min"), (7300, "2 h")],
)
def test_times_are_told_as_people_say_them(seconds: float, words: str) -> None:
    assert spoken(seconds) == words
