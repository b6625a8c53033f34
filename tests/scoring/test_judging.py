"""What scores mean: poor, good enough, weak in something; and each in a sentence."""

import json

import pytest
from footage import Scorer
from made_scores import clip, level

from quality.scoring import DIMENSIONS, Moment
from quality.scoring.flags import HARD
from quality.scoring.judging import CALIBRATION, DIMENSION_OF_FLAG, judge, limits_for, limits_of
from quality.scoring.saying import FLAWS, SENTENCES, flaws, said, verdict
from quality.scoring.values import Score


def test_the_thresholds_are_what_calibration_wrote() -> None:
    told = json.loads(CALIBRATION.read_text())
    assert told["version"] == 1
    assert "benchmarks.calibration" in told["made_by"]
    limits = limits_for("classical")
    assert limits.review_below == told["methods"]["classical"]["all"]["review_below"]
    assert (limits.review_below or 1.0) < (limits.good_from or 0.0)
    assert set(limits.usual) == set(DIMENSIONS)


def test_a_method_that_was_never_calibrated_asks_only_where_something_is_plainly_wrong() -> None:
    limits = limits_for("vbench")
    assert (limits.review_below, limits.good_from) == (None, None)


def test_every_flag_has_words_and_a_dimension_to_mend() -> None:
    assert set(FLAWS) == set(DIMENSION_OF_FLAG) >= HARD


def test_a_clean_take_is_good_and_a_spoilt_one_is_not() -> None:
    limits = limits_of(clip(level(0.9)))
    assert limits.review_below is not None
    best, worst = judge(clip(level(1.0))), judge(clip(level(limits.review_below - 0.05)))
    assert (best.good, best.poor, best.weak) == (True, False, ())
    assert (worst.good, worst.poor) == (False, True)


@pytest.mark.parametrize("flag", sorted(DIMENSION_OF_FLAG))
def test_a_flag_is_never_good_enough_and_is_mended_first(flag: str) -> None:
    found = judge(clip({**level(1.0), "aesthetic_quality": 0.4}, [flag]))
    assert (found.good, found.poor) == (False, flag in HARD)
    assert found.weak == (DIMENSION_OF_FLAG[flag], "aesthetic_quality")


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_each_dimension_has_three_sentences_without_a_jargon_word(dimension: str) -> None:
    sentences = {said(score(dimension, value / 100)) for value in range(101)}
    assert sentences == set(SENTENCES[dimension])
    for sentence in sentences:
        assert not {"metric", "frame", "temporal", "flow", "model", "dimension"} & set(sentence.lower().split())


def score(dimension: str, value: float | None, moments: tuple[Moment, ...] = ()) -> Score:
    status = "not_measured" if value is None else "measured"
    return Score(dimension, status, value, value, "m", "1", "" if value else "Too short.", moments=moments)


def test_a_sentence_names_the_moments_in_their_order() -> None:
    late, early = Moment(48, 2.0, 0.1), Moment(29, 1.208, 0.2)
    assert said(score("temporal_flickering", 0.01, (late, early))) == "The picture flickers. Look at 1.2 s and 2.0 s."
    assert said(score("dynamic_degree", None)) == "This could not be measured. Too short."


def test_the_verdict_is_one_sentence_or_two() -> None:
    assert verdict(2, 0.784, poor=False, scored=3, takes=3) == "Take 2 is the best: 78 of 100."
    assert verdict(1, 0.9, poor=False, scored=1, takes=1) == "Take 1 is good: 90 of 100."
    assert "look before you choose" in verdict(1, 0.2, poor=True, scored=2, takes=2)
    assert verdict(None, None, poor=False, scored=0, takes=2) == "These takes were not looked over yet."


@pytest.mark.parametrize(("defect", "dimension"), [("cut", "motion_smoothness"), ("jumping", "motion_smoothness")])
def test_the_moment_of_a_defect_is_told(scored: Scorer, defect: str, dimension: str) -> None:
    found = scored("pan", defect)
    (first, *_) = found.scores[dimension].moments
    expected = {"cut": 18, "jumping": 12}[defect]
    assert first.frame == expected
    assert first.seconds == pytest.approx(expected / 24, abs=0.001)
    assert flaws(found.flags)


def test_a_freeze_begins_where_it_is_told_to_and_a_clean_clip_has_no_moments(scored: Scorer) -> None:
    assert 18 <= scored("pan", "frozen").scores["motion_smoothness"].moments[0].frame <= 27  # a compressor polishes on
    clean = scored("pan", "clean")
    assert all(not clean.scores[name].moments for name in ("motion_smoothness", "temporal_flickering"))
