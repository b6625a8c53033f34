"""Prompt words that pixels can answer."""

import numpy as np
import numpy.typing as npt
import pytest

from quality.scoring.alignment import Tally, match
from quality.scoring.images import Bytes, gray_of


def picture(bgr: tuple[int, int, int]) -> Bytes:
    made: npt.NDArray[np.uint8] = np.full((64, 64, 3), bgr, np.uint8)
    return made


def check(prompt: str, bgr: tuple[int, int, int], travel: float | None = None) -> float | None:
    tally = Tally()
    tally.add(picture(bgr), gray_of(picture(bgr)), 100.0)
    return match(prompt, tally.facts(travel)).value


@pytest.mark.parametrize(
    ("word", "right", "wrong"),
    [
        ("red", (20, 20, 220), (220, 40, 20)),
        ("blue", (220, 40, 20), (20, 20, 220)),
        ("green", (30, 180, 30), (20, 20, 220)),
        ("white", (245, 245, 245), (20, 20, 20)),
        ("black", (15, 15, 15), (240, 240, 240)),
        ("night", (30, 20, 20), (230, 230, 220)),
        ("sunny", (200, 225, 230), (30, 20, 20)),
        ("warm", (60, 120, 220), (220, 120, 60)),
        ("cold", (220, 120, 60), (60, 120, 220)),
    ],
)
def test_a_word_is_found_where_it_is_true(word: str, right: tuple[int, int, int], wrong: tuple[int, int, int]) -> None:
    assert check(word, right) > 0.8 > 0.3 > check(word, wrong)  # type: ignore[operator]


def test_camera_words_count_only_where_there_is_time() -> None:
    assert check("static camera", (0, 0, 0)) is None
    assert check("static camera", (0, 0, 0), travel=0.0) > 0.9  # type: ignore[operator]
    assert check("the camera pans", (0, 0, 0), travel=2.0) > 0.9  # type: ignore[operator]


def test_a_denied_word_is_left_alone() -> None:
    assert check("no red", (20, 20, 220)) is None


def test_words_in_another_script_or_only_signs_cover_nothing() -> None:
    for prompt in ("赤い車", "!!!", "..."):
        assert check(prompt, (20, 20, 220)) is None
