"""What cannot be measured says so, in words, and weighs nothing."""

from pathlib import Path

import pytest
from footage import Scorer, pan, write

from quality.scoring import ClipScore, score_clip

TEMPORAL = (
    "subject_consistency",
    "background_consistency",
    "temporal_flickering",
    "motion_smoothness",
    "dynamic_degree",
)


def test_a_single_frame_has_no_temporal_dimension_and_is_flagged(tmp_path: Path) -> None:
    one = score_clip(write(tmp_path / "one.mp4", pan(1)))
    assert [one.scores[name].status for name in TEMPORAL] == ["not_measured"] * 5
    assert "One frame only" in one.scores["motion_smoothness"].reason
    assert one.scores["imaging_quality"].measured
    assert one.flags[0] == "single-frame"
    assert one.weight_measured == pytest.approx(0.3)


def test_two_frames_tell_of_flicker_but_not_of_smoothness(tmp_path: Path) -> None:
    two = score_clip(write(tmp_path / "two.mp4", pan(2)))
    assert two.scores["temporal_flickering"].measured
    assert "Two frames only" in two.scores["motion_smoothness"].reason


def test_a_clip_shorter_than_three_looks_says_that_it_is_too_short(tmp_path: Path) -> None:
    short = score_clip(write(tmp_path / "short.mp4", pan(5)))
    assert "Too short" in short.scores["subject_consistency"].reason
    assert short.scores["motion_smoothness"].measured


def test_without_a_prompt_alignment_is_not_measured(scored: Scorer) -> None:
    _refused(scored("pan", "clean"), "No prompt")


def test_an_empty_prompt_is_no_prompt(tmp_path: Path) -> None:
    _refused(score_clip(write(tmp_path / "a.mp4", pan(3)), "  "), "No prompt")


def test_a_prompt_about_objects_is_not_guessed_at(tmp_path: Path) -> None:
    clip = score_clip(write(tmp_path / "a.mp4", pan(3)), "two foxes play chess in a red kitchen")
    _refused(clip, "without a model that knows objects")


def test_a_prompt_about_colours_is_measured(tmp_path: Path) -> None:
    clip = score_clip(write(tmp_path / "a.mp4", pan(3)), "a vivid red and blue picture")
    assert clip.scores["prompt_alignment"].measured
    assert clip.weight_measured == pytest.approx(1.0)


def _refused(clip: ClipScore, words: str) -> None:
    score = clip.scores["prompt_alignment"]
    assert (score.status, score.value) == ("not_measured", None)
    assert words in score.reason
