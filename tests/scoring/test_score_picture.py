"""Hero frames: clarity, beauty, and the prompt where pixels can answer it."""

import numpy as np
import pytest
from footage import HONEST, Picture, blocky, blurred, noisy, pure_noise

from quality.scoring import UnsuitableSize, score_picture


def first(scene: str) -> Picture:
    return HONEST[scene]()[0]


@pytest.mark.parametrize("scene", HONEST)
@pytest.mark.parametrize("spoil", [blurred, blocky, noisy, pure_noise])
def test_a_spoilt_picture_scores_lower(scene: str, spoil: object) -> None:
    clean = first(scene)
    (bad,) = spoil([clean])  # type: ignore[operator]
    assert score_picture(bad).total < score_picture(clean).total  # type: ignore[operator]


def test_a_good_picture_has_clarity_and_beauty_and_no_flag() -> None:
    score = score_picture(first("actor"))
    assert set(score.scores) == {"clarity", "beauty", "prompt_alignment"}
    assert score.flags == ()
    assert score.total is not None
    assert score.total > 0.8
    assert score.weight_measured == pytest.approx(0.5)


def test_the_prompt_counts_half_where_it_is_measurable() -> None:
    score = score_picture(first("actor"), "vivid red")
    assert score.scores["prompt_alignment"].measured
    assert score.weight_measured == pytest.approx(1.0)


def test_noise_is_flagged() -> None:
    assert "noise" in score_picture(pure_noise([first("pan")])[0]).flags


def test_a_black_picture_is_scored_and_poor() -> None:
    score = score_picture(np.zeros((128, 128, 3), np.uint8))
    assert score.total is not None
    assert score.total < 0.5


@pytest.mark.parametrize("shape", [(64, 64), (64, 64, 4), (20, 64, 3)])
def test_what_is_no_rgb_picture_is_refused_with_advice(shape: tuple[int, ...]) -> None:
    with pytest.raises(UnsuitableSize) as refusal:
        score_picture(np.zeros(shape, np.uint8))
    assert refusal.value.advice
