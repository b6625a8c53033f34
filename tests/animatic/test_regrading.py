"""A chosen frame in the light that a take's words ask for beyond its own, and untouched where they ask for none."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.engines.base import Picture, VideoRequest
from tests.animatic.shots import ENGINE, HEIGHT, WIDTH, brightness, difference, picture, silent

WORDS = "a lighthouse on a cliff at noon, static camera"


@pytest.fixture(scope="module")
def frame() -> Picture:
    return picture(WORDS, 5, 512, 288)


def take(frame: Picture, words: str, before: str = WORDS) -> Picture:
    """The first frame of a take of a picture."""
    request = VideoRequest(words, 3, WIDTH, HEIGHT, 2, 24, picture=frame, picture_prompt=before)
    return next(iter(ENGINE.video(request, silent)))


def saturation(made: Picture) -> float:
    return float(cv2.cvtColor(made, cv2.COLOR_RGB2HSV)[..., 1].mean())


def test_the_same_words_and_unknown_ones_leave_the_picture_alone(frame: Picture) -> None:
    assert np.array_equal(take(frame, WORDS), take(frame, WORDS, ""))
    other = f"{WORDS}, a gull"
    assert np.array_equal(take(frame, other, f"{WORDS}, a ship"), take(frame, other, "")), "only light and colours"


def test_light_is_laid_over_it(frame: Picture) -> None:
    plain = take(frame, WORDS)
    high = take(frame, f"{WORDS}, bright even light")
    low = take(frame, f"{WORDS}, low-key light with deep shadows")
    assert brightness(high) > brightness(plain) + 10
    assert brightness(low) < brightness(plain) - 10
    side = take(frame, f"{WORDS}, side light")
    halves = [float(np.mean(half)) for half in np.split(side.astype(float) / np.maximum(plain, 1), 2, axis=1)]
    assert abs(halves[0] - halves[1]) > 0.15, "one side lies in shade"


def test_colours_are_laid_over_it(frame: Picture) -> None:
    plain = take(frame, WORDS)
    assert saturation(take(frame, f"{WORDS}, rich colours")) > saturation(plain) * 1.05
    assert saturation(take(frame, f"{WORDS}, muted colours")) < saturation(plain) * 0.9
    assert saturation(take(frame, f"{WORDS}, black and white")) < 20


def test_light_that_is_taken_back_leaves_what_was_there(frame: Picture) -> None:
    """A take in the words of a frame that is lit already is not lit twice."""
    lit = f"{WORDS}, low-key light"
    assert difference(take(frame, lit, lit), take(frame, WORDS)) == 0


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from([0, 255]) | st.none())
def test_any_words_over_any_picture_give_a_picture(before: str, words: str, level: int | None) -> None:
    chance = np.random.default_rng(1).integers(0, 256, (72, 128, 3), dtype=np.uint8)
    flat = chance if level is None else np.full((72, 128, 3), level, np.uint8)
    request = VideoRequest(f"{words} low key", 3, 128, 72, 1, 24, picture=flat, picture_prompt=f"{before} high key")
    (made,) = ENGINE.video(request, silent)
    assert (made.shape, made.dtype) == ((72, 128, 3), np.uint8)
