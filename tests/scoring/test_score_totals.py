"""Totals: 40/30/30 over what was really measured."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_scores import level, scores

from quality.scoring import DIMENSIONS
from quality.scoring.totals import GROUPS, weigh

# As scores come: six decimals.
VALUES = st.integers(0, 10**6).map(lambda millionths: millionths / 10**6)
MEASURED = st.dictionaries(st.sampled_from(DIMENSIONS), VALUES, min_size=1)
GROUP_OF = {name: index for index, group in enumerate(GROUPS) for name in group.dimensions}


@given(MEASURED)
def test_a_total_lies_between_the_worst_and_the_best_it_is_made_of(values: Mapping[str, float]) -> None:
    total, _ = weigh(scores(values))
    assert total is not None
    assert min(values.values()) - 1e-9 <= total <= max(values.values()) + 1e-9


@given(MEASURED)
def test_the_weight_measured_is_the_sum_of_the_groups_seen(values: Mapping[str, float]) -> None:
    _, weight = weigh(scores(values))
    assert weight == pytest.approx(sum(GROUPS[index].weight for index in {GROUP_OF[n] for n in values}))


@given(MEASURED, VALUES)
def test_what_was_not_measured_changes_nothing(values: Mapping[str, float], value: float) -> None:
    """Leaving a dimension out is the same as never having known of it."""
    kept = {name: score for name, score in scores(values).items() if score.measured}
    assert weigh(kept) == weigh(scores(values))


@given(MEASURED, st.sampled_from(DIMENSIONS), VALUES)
def test_a_better_dimension_never_lowers_the_total(values: Mapping[str, float], name: str, value: float) -> None:
    lower = {**values, name: min(value, values.get(name, value))}
    higher = {**lower, name: max(value, values.get(name, value))}
    assert weigh(scores(lower))[0] <= weigh(scores(higher))[0] + 1e-9  # type: ignore[operator]


@given(VALUES, st.sets(st.sampled_from(DIMENSIONS), min_size=1))
def test_an_even_take_has_that_total_whatever_was_measured(value: float, names: set[str]) -> None:
    assert weigh(scores(dict.fromkeys(names, value)))[0] == pytest.approx(value)


def test_the_groups_weigh_40_30_30() -> None:
    worst = level(0.0)
    assert weigh(scores({**worst, "prompt_alignment": 1.0}))[0] == pytest.approx(0.3)
    assert weigh(scores({**worst, "aesthetic_quality": 1.0, "imaging_quality": 1.0}))[0] == pytest.approx(0.3)
    assert weigh(scores({**level(1.0), "dynamic_degree": 0.0}))[0] == pytest.approx(1 - 0.4 * 0.5 / 4.5)


def test_without_alignment_temporal_and_aesthetic_share_the_weight_four_to_three() -> None:
    values = dict.fromkeys(GROUPS[0].dimensions, 1.0) | dict.fromkeys(GROUPS[1].dimensions, 0.0)
    total, weight = weigh(scores(values))
    assert total == pytest.approx(4 / 7)
    assert weight == pytest.approx(0.7)


def test_nothing_measured_has_no_total() -> None:
    assert weigh(scores({})) == (None, 0.0)
