"""Ranks: flags first, then the total, never across methods."""

from dataclasses import replace

import pytest
from footage import Scorer
from hypothesis import given
from hypothesis import strategies as st
from made_scores import clip, level

from quality.scoring import DIMENSIONS, ClipScore, DifferentMethods, on_common_ground, rank
from quality.scoring.dimensions import profile

FLAGS = st.lists(st.sampled_from(["cut", "frozen", "flicker", "jumps"]), unique=True)


def test_the_best_total_is_first() -> None:
    assert rank([clip(level(0.5)), clip(level(0.9)), clip(level(0.7))]) == [3, 1, 2]


def test_a_flag_outweighs_any_total() -> None:
    assert rank([clip(level(0.9), ["flicker"]), clip(level(0.2))]) == [2, 1]


def test_one_unusable_defect_outweighs_two_blemishes() -> None:
    assert rank([clip(level(0.9), ["cut"]), clip(level(0.2), ["flicker", "jumps"])]) == [2, 1]


def test_equal_takes_keep_their_order() -> None:
    assert rank([clip(level(0.5)), clip(level(0.5))]) == [1, 2]


@given(st.lists(st.tuples(st.floats(0, 1), FLAGS), max_size=6))
def test_each_rank_is_given_once(takes: list[tuple[float, list[str]]]) -> None:
    ranks = rank([clip(level(value), flags) for value, flags in takes])
    assert sorted(ranks) == list(range(1, len(takes) + 1))


def test_takes_measured_differently_are_refused() -> None:
    with pytest.raises(DifferentMethods, match="same methods"):
        rank([clip(level(0.5)), clip({"imaging_quality": 0.9})])


def test_another_version_of_a_method_is_another_method() -> None:
    with pytest.raises(DifferentMethods):
        rank([clip(level(0.5)), _newer(clip(level(0.9)), "imaging_quality")])


def test_common_ground_keeps_what_was_measured_alike_in_all() -> None:
    takes = [clip(level(0.5)), _newer(clip(level(0.9)), "imaging_quality"), clip({"imaging_quality": 0.1})]
    common = on_common_ground(takes[:2])
    assert set(common[0].scores) == set(DIMENSIONS) - {"imaging_quality"}
    assert rank(common) == [2, 1]
    with pytest.raises(DifferentMethods, match="No dimension"):
        on_common_ground(takes)


def test_common_ground_leaves_out_what_only_one_take_could_shine_in() -> None:
    shining = clip({**level(1.0), "imaging_quality": 0.2})
    assert rank(on_common_ground([shining, clip({"imaging_quality": 0.6})])) == [2, 1]


def test_clean_takes_rank_above_their_spoilt_copies(scored: Scorer) -> None:
    takes = [scored("actor", defect) for defect in ("cut", "flickering", "clean", "pure_noise")]
    assert rank(takes)[2] == 1
    assert rank(takes)[3] == 4


def _newer(take: ClipScore, name: str) -> ClipScore:
    scores = {**take.scores, name: replace(take.scores[name], version="2.0")}
    return replace(take, scores=scores, profile=profile(scores.values()))
