"""Any text and any size becomes a picture."""

import json
import time
import warnings

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generation.engines.animatic import painting
from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.figures.draw import paint_sprite
from generation.engines.animatic.places import BUILDERS
from generation.engines.animatic.plan import Sprite
from generation.engines.animatic.raster import tile
from generation.engines.animatic.reading import read
from generation.engines.animatic.vocabulary import load
from generation.engines.base import Picture, PictureRequest, VideoRequest
from tests.animatic.shots import ENGINE, difference, picture, shot, silent

ODD = [
    "",
    " \n\t",
    "🦊🚗🌋",
    "\x00\x07\x1b[31m",
    "قطة حمراء في الصحراء",
    "一只猫",
    "'" * 50,
    "a-b-c, , ,",
    "İstanbul ﬁ Ⅷ",
]
FIXED_SECONDS, MEGAPIXEL_SECONDS = 3.0, 1.5  # of processor time, with room for a busy machine
WORDS = sorted({" ".join(words) for words in load().meanings})


@pytest.mark.parametrize("prompt", ODD)
def test_odd_text_becomes_a_picture(prompt: str) -> None:
    assert picture(prompt, 1, 96, 64).shape == (64, 96, 3)


def test_ten_thousand_characters_become_a_picture() -> None:
    assert picture("a fox and a red car in the rainy city " * 264, 1, 96, 64).shape == (64, 96, 3)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_its_recipe_is_json(prompt: str) -> None:
    recipe = ENGINE.recipe(PictureRequest(prompt, 1, 96, 64))
    assert json.loads(json.dumps(recipe)) == recipe


@given(
    st.lists(st.sampled_from(WORDS), max_size=8),
    st.integers(0, 2**32 - 1),
    st.sampled_from([(96, 64), (64, 96), (64, 64)]),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_mix_of_known_words_becomes_a_picture(words: list[str], seed: int, size: tuple[int, int]) -> None:
    width, height = size
    made = picture(" ".join(words), seed, width, height)
    assert made.shape == (height, width, 3)
    assert made.dtype == np.uint8
    assert made.std() > 2


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_figure_can_be_drawn(kind: str) -> None:
    phrase = next(" ".join(words) for words, found in load().meanings.items() if ("subject", kind) in found)
    assert kind in [s.kind for s in read(phrase, "", np.random.default_rng(0)).subjects]
    plan = ENGINE._plan(PictureRequest(f"{phrase}, noon", 2, 96, 64))
    canvas = Canvas(plan, 96, 64, 0.0)
    images = [paint_sprite(canvas, plane).image for plane in plan.planes if isinstance(plane.spec, Sprite)]
    assert all(np.isfinite(image).all() for image in images)
    assert max(float(image[..., 3].max()) for image in images) > 0.2


@pytest.mark.parametrize("place", sorted(BUILDERS))
@pytest.mark.parametrize(("width", "height"), [(64, 64), (64, 114), (114, 64), (66, 130)])
def test_every_place_fits_every_shape(place: str, width: int, height: int) -> None:
    assert picture(f"a person in the {place}", 1, width, height).shape == (height, width, 3)


@pytest.mark.parametrize(("width", "height"), [(854, 480), (2048, 64), (64, 2048), (480, 854), (722, 722)])
def test_the_size_asked_for_is_the_size_made(width: int, height: int) -> None:
    made = picture("a castle by the sea", 1, width, height)
    assert made.shape == (height, width, 3)
    edges = [made[:, :2], made[:, -2:], made[:2], made[-2:]]
    assert all(float(edge.max()) > 0 for edge in edges)


@pytest.mark.parametrize("given_size", [(10, 10), (3, 400), (300, 90), (500, 500)])
def test_a_given_picture_may_have_any_size(given_size: tuple[int, int]) -> None:
    given_picture = np.random.default_rng(1).integers(0, 255, (*given_size, 3), np.uint8)
    assert {frame.shape for frame in shot("", 2, given=given_picture)} == {(144, 256, 3)}


@pytest.mark.parametrize("frames", [1, 2])
def test_a_shot_may_be_as_short_as_one_frame(frames: int) -> None:
    assert len(shot("a lake", frames)) == frames


SHAPES = [(64, 64), (640, 268), (268, 640), (320, 320), (160, 90), (90, 160), (65, 67)]
MOVES = ("static", "push in", "pull back", "pan", "tilt up", "dolly in", "tracking", "crane up", "handheld", "orbit")


@given(
    st.lists(st.sampled_from(WORDS), max_size=6),
    st.sampled_from(MOVES),
    st.integers(0, 2**32 - 1),
    st.sampled_from(SHAPES),
)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_mix_of_known_words_becomes_a_shot(words: list[str], move: str, seed: int, size: tuple[int, int]) -> None:
    width, height = size
    request = VideoRequest(f"{' '.join(words)}, {move}", seed, width, height, 3, 24)
    made = list(ENGINE.video(request, silent))
    assert {frame.shape for frame in made} == {(height, width, 3)}
    assert min(frame.std() for frame in made) > 2


@given(st.sampled_from(sorted(BUILDERS)), st.sampled_from(SHAPES), st.integers(0, 2**32 - 1))
@settings(max_examples=5, deadline=None)
def test_every_slide_is_painted_in_finite_numbers(place: str, size: tuple[int, int], seed: int) -> None:
    plan = ENGINE._plan(PictureRequest(f"a person in the {place}", seed, *size))
    canvas = Canvas(plan, *size, 0.1)
    for plane in plan.planes:
        made = [making() for making in painting.makings(canvas, plane)]
        assert all(np.isfinite(layer.patch.image).all() for layer in made if layer is not None)


@pytest.mark.parametrize(("width", "height"), [(4096, 64), (64, 4096), (1536, 640)])
def test_large_pictures_take_time_in_proportion(width: int, height: int) -> None:
    before = time.process_time()
    made = picture("a lake in the mountains, a sailboat", 1, width, height)
    assert made.shape == (height, width, 3)
    assert time.process_time() - before < FIXED_SECONDS + MEGAPIXEL_SECONDS * width * height / 1e6


SIDES = st.floats(6.0, 12.0).map(lambda power: round(2**power))
"""64 to 4096 pixels, as many small as large."""
PROMPTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join))


@given(PROMPTS, SIDES, SIDES, st.integers(0, 2**32 - 1))
@example("heavy rain in a neon street, a crowd, cars", 4096, 4096, 2**32 - 1)
@example("", 4096, 64, 0)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_of_any_size_and_seed_is_drawn_in_time(prompt: str, width: int, height: int, seed: int) -> None:
    before = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)  # what NumPy says of NaN and overflow
        made = picture(prompt, seed, width, height)
    assert made.shape == (height, width, 3)
    assert made.std() > 1
    assert time.process_time() - before < FIXED_SECONDS + MEGAPIXEL_SECONDS * width * height / 1e6


def test_a_warm_engine_draws_the_same() -> None:
    request = PictureRequest("a red car on a desert road at noon", 4, 320, 180)
    tile.cache_clear()
    before = ENGINE.preview(request)
    tile.cache_clear()
    ENGINE.warm()
    assert tile.cache_info().currsize > 5
    assert (ENGINE.preview(request) == before).all()


@pytest.mark.parametrize(("width", "height"), [(1280, 536), (720, 1280)])
def test_a_preview_is_the_same_picture_in_small(width: int, height: int) -> None:
    request = PictureRequest("a red car on a desert road at noon", 4, width, height)
    small, large = ENGINE.preview(request), ENGINE.picture(request, silent)
    assert max(small.shape[:2]) == 256
    again: Picture = cv2.resize(large, small.shape[1::-1], interpolation=cv2.INTER_AREA).astype(np.uint8)
    assert difference(small, again) < 10


@pytest.mark.parametrize("prompt", ["a crowd in a market street, midday", "neon street at night in the rain"])
def test_a_preview_leaves_out_detail_and_keeps_the_picture(prompt: str) -> None:
    request = PictureRequest(prompt, 1, 1024, 576)
    small, large = ENGINE.preview(request), ENGINE.picture(request, silent)
    again: Picture = cv2.resize(large, small.shape[1::-1], interpolation=cv2.INTER_AREA).astype(np.uint8)
    assert difference(small, again) < 10


@pytest.mark.parametrize("given_size", [(64, 64), (64, 512), (512, 64), (4096, 4096)])
@pytest.mark.parametrize("move", ["pull back", "handheld, rain"])
def test_a_given_picture_of_any_size_shows_no_border(given_size: tuple[int, int], move: str) -> None:
    """A bright picture stays bright to the edges of every frame."""
    made = shot(move, 3, given=np.full((*given_size, 3), 180, np.uint8))
    assert min(int(frame.min()) for frame in made) > 160
