"""Each way a take goes wrong is seen by the dimension it belongs to, or by a flag; honest ones pass."""

import pytest
from footage import DEFECTS, HONEST, STYLES, Scorer

from quality.scoring import DIMENSIONS
from quality.scoring.flags import HARD

SCENES = pytest.mark.parametrize("scene", HONEST)

LOWERED = {
    "flickering": ("temporal_flickering", "motion_smoothness"),
    "frozen": ("motion_smoothness",),
    "still": ("motion_smoothness", "dynamic_degree"),
    "cut": ("motion_smoothness", "subject_consistency"),
    "noisy": ("imaging_quality", "temporal_flickering", "motion_smoothness"),
    "pure_noise": DIMENSIONS[:-1],
    "blurred": ("imaging_quality",),
    "blocky": ("imaging_quality",),
    "jumping": ("motion_smoothness",),
    "stuttering": ("motion_smoothness",),
    "drifting": ("subject_consistency", "background_consistency"),
}
FLAGGED = {
    "flickering": {"flicker"},
    "frozen": {"frozen"},
    "still": {"frozen"},
    "cut": {"cut"},
    "noisy": {"noise"},
    "pure_noise": {"noise"},
    "blocky": {"blocky"},
    "jumping": {"jumps", "cut"},
    "stuttering": {"repeated-frames"},
}


@SCENES
def test_honest_footage_raises_no_flag(scored: Scorer, scene: str) -> None:
    assert scored(scene, "clean").flags == ()


@SCENES
@pytest.mark.parametrize("style", STYLES)
def test_what_film_makers_do_on_purpose_raises_no_flag(scored: Scorer, scene: str, style: str) -> None:
    assert scored(scene, style).flags == ()


@SCENES
@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_lowers_its_own_dimensions(scored: Scorer, scene: str, defect: str) -> None:
    clean, spoilt = scored(scene, "clean").scores, scored(scene, defect).scores
    for dimension in LOWERED[defect]:
        assert spoilt[dimension].value < clean[dimension].value, dimension  # type: ignore[operator]


@SCENES
@pytest.mark.parametrize("defect", FLAGGED)
def test_a_defect_that_averages_hide_is_flagged(scored: Scorer, scene: str, defect: str) -> None:
    assert FLAGGED[defect] & set(scored(scene, defect).flags)


@pytest.mark.parametrize("scene", ["pan", "actor", "push"])
def test_a_picture_out_of_focus_is_flagged(scored: Scorer, scene: str) -> None:
    """The dark scene is left out: blurred mist is not told from mist, only lowered."""
    assert "blurred" in scored(scene, "blurred").flags


@SCENES
@pytest.mark.parametrize("defect", DEFECTS)
def test_a_spoilt_take_never_ranks_above_its_clean_original(scored: Scorer, scene: str, defect: str) -> None:
    clean, spoilt = scored(scene, "clean"), scored(scene, defect)
    assert len(spoilt.flags) > 0 or spoilt.total < clean.total  # type: ignore[operator]


@SCENES
def test_pure_noise_is_worth_next_to_nothing(scored: Scorer, scene: str) -> None:
    noise = scored(scene, "pure_noise")
    assert noise.total is not None
    assert noise.total < 0.15
    assert HARD & set(noise.flags)


@SCENES
def test_every_value_lies_between_0_and_1_and_names_its_method(scored: Scorer, scene: str) -> None:
    for defect in ("clean", "cut", "pure_noise"):
        for score in scored(scene, defect).scores.values():
            assert score.method
            assert score.version
            assert score.value is None or 0.0 <= score.value <= 1.0


def test_all_takes_of_one_kind_share_a_profile(scored: Scorer) -> None:
    assert len({scored(scene, "clean").profile for scene in HONEST}) == 1
