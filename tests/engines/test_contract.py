"""What every engine of pictures and videos keeps, whichever makes them. A new engine is tested by being registered."""

from itertools import pairwise

import numpy as np
import pytest

from generation.engines import registry
from generation.engines.base import STAGES, Cancelled, Engine, Picture, PictureRequest, VideoRequest

WIDTH, HEIGHT, FRAMES, FPS = 320, 192, 5, 24
PROMPT = "a red boat on a lake at dusk, mountains behind"


@pytest.fixture(params=sorted(registry.ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine whose packages are here."""
    if request.param not in registry.available():
        pytest.skip(f"the packages of {request.param} are not installed")
    return registry.engine(request.param)


class Listener:
    """Hears what an engine reports; says stop at the `stop_at`th word (0 = never)."""

    def __init__(self, stop_at: int = 0) -> None:
        self.words: list[tuple[str, float]] = []
        self.stop_at = stop_at

    def __call__(self, stage: str, fraction: float) -> None:
        self.words.append((stage, fraction))
        if len(self.words) == self.stop_at:
            raise Cancelled


def picture_request(seed: int = 7) -> PictureRequest:
    return PictureRequest(prompt=PROMPT, negative_prompt="", seed=seed, width=WIDTH, height=HEIGHT)


def video_request(seed: int = 7, picture: Picture | None = None) -> VideoRequest:
    return VideoRequest(
        prompt=PROMPT,
        negative_prompt="",
        seed=seed,
        width=WIDTH,
        height=HEIGHT,
        frames=FRAMES,
        fps=FPS,
        picture=picture,
        number=1,
    )


def assert_is_picture(found: Picture) -> None:
    assert found.shape == (HEIGHT, WIDTH, 3)
    assert found.dtype == np.uint8
    assert found.std() > 1.0, "one flat colour is no picture"


def assert_heard(listener: Listener) -> None:
    """Known stages, and a fraction that only grows, from 0 to 1."""
    assert listener.words
    assert {stage for stage, _ in listener.words} <= set(STAGES)
    fractions = [fraction for _, fraction in listener.words]
    assert all(0.0 <= fraction <= 1.0 for fraction in fractions)
    assert all(before <= after for before, after in pairwise(fractions))


def test_it_has_a_name_a_version_and_a_recipe(engine: Engine) -> None:
    assert engine.name in registry.ENGINES
    assert engine.version
    for asked in (picture_request(), video_request()):
        assert isinstance(engine.recipe(asked), dict)


def test_a_picture_has_the_size_that_was_asked_for(engine: Engine) -> None:
    listener = Listener()
    assert_is_picture(engine.picture(picture_request(), listener))
    assert_heard(listener)


def test_a_video_has_the_frames_that_were_asked_for(engine: Engine) -> None:
    listener = Listener()
    frames = list(engine.video(video_request(), listener))
    assert len(frames) == FRAMES
    for frame in frames:
        assert_is_picture(frame)
    assert_heard(listener)


def test_a_video_begins_with_the_picture_it_is_given(engine: Engine) -> None:
    """The frame that a creator chose is the one they see move."""
    picture = engine.picture(picture_request(), Listener())
    first = next(iter(engine.video(video_request(picture=picture), Listener())))
    assert np.abs(first.astype(int) - picture.astype(int)).mean() < 16.0


def test_the_same_seed_gives_the_same_pixels(engine: Engine) -> None:
    """A part that is made again after a fault must be the part that was lost."""
    assert np.array_equal(engine.picture(picture_request(), Listener()), engine.picture(picture_request(), Listener()))
    one, two = (list(engine.video(video_request(), Listener())) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(one, two, strict=True))


def test_another_seed_gives_another_picture(engine: Engine) -> None:
    one, two = (engine.picture(picture_request(seed), Listener()) for seed in (7, 8))
    assert not np.array_equal(one, two)


def test_it_stops_at_the_word_that_says_stop(engine: Engine) -> None:
    for stop_at in (1, 2):
        listener = Listener(stop_at)
        with pytest.raises(Cancelled):
            engine.picture(picture_request(), listener)
        assert len(listener.words) == stop_at
        listener = Listener(stop_at)
        with pytest.raises(Cancelled):
            list(engine.video(video_request(), listener))
        assert len(listener.words) == stop_at
