"""Pictures that the studio makes: lossless, small, quick, with their recipe."""

import io
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from media_material import BLUE, encoded, plain, quarters
from PIL import Image

from generation.media.errors import MediaError
from generation.media.pictures import encode_png, read_recipe
from generation.media.video import write_mp4

RECIPE = {
    "prompt": 'A lighthouse — "dusk", 灯台 🎬\n',
    "seed": 7,
    "camera": {"lens": 35.5, "moves": [None, True]},
}
json_values = some.recursive(
    some.none() | some.booleans() | some.integers(-(2**53), 2**53) | some.text(some.characters(codec="utf-8")),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text("abc\0\n", max_size=3), inner),
    max_leaves=8,
)


def test_the_pixels_come_back_exactly() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (70, 101, 3), dtype=np.uint8)
    for rgb in (quarters(), noise, noise[::2, ::3]):
        assert np.array_equal(np.asarray(Image.open(io.BytesIO(encode_png(rgb, RECIPE)))), rgb)


def test_the_recipe_comes_back_from_bytes_and_from_a_file(tmp_path: Path) -> None:
    data = encode_png(quarters(), RECIPE)
    (tmp_path / "picture.png").write_bytes(data)
    assert read_recipe(data) == read_recipe(tmp_path / "picture.png") == RECIPE
    assert "dailies" in Image.open(io.BytesIO(data)).text  # type: ignore[attr-defined]  # other programs see it too


@given(some.dictionaries(some.text(some.characters(codec="utf-8"), max_size=5), json_values, max_size=4))
def test_any_recipe_survives_a_png(recipe: dict[str, object]) -> None:
    assert read_recipe(encode_png(plain(BLUE, 8, 8), recipe)) == recipe


def test_the_recipe_of_a_film_is_read_the_same_way(tmp_path: Path) -> None:
    write_mp4([plain(BLUE)], tmp_path / "take.mp4", 24, RECIPE)
    assert read_recipe(tmp_path / "take.mp4") == read_recipe((tmp_path / "take.mp4").read_bytes()) == RECIPE


def test_half_a_character_does_not_lose_the_picture(tmp_path: Path) -> None:
    assert read_recipe(encode_png(plain(BLUE), {"prompt": "a\ud83cb"})) == {"prompt": "a?b"}
    write_mp4([plain(BLUE)], tmp_path / "take.mp4", 24, {"prompt": "a\ud83cb"})


def test_the_order_of_a_recipe_changes_nothing() -> None:
    assert encode_png(quarters(), RECIPE) == encode_png(quarters(), dict(reversed(RECIPE.items())))


@pytest.mark.parametrize(
    "data",
    [
        encoded(plain(BLUE), "PNG"),
        encoded(plain(BLUE), "JPEG"),
        b"",
        b"text",
        encode_png(plain(BLUE), {})[:50],
        encode_png(plain(BLUE), {"a": 1}).replace(b'{"a":1}', b"[1,2,3]"),
    ],
)
def test_a_file_without_a_recipe_says_so(data: bytes) -> None:
    with pytest.raises(MediaError, match="holds no recipe"):
        read_recipe(data)


@pytest.mark.parametrize("shape", [(8, 8), (8, 8, 4), (8, 8, 1)])
def test_only_rgb_is_written(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="RGB"):
        encode_png(np.zeros(shape, np.uint8), {})


def test_a_picture_of_1024_by_576_takes_less_than_60_ms() -> None:
    ramp = np.linspace(0, 220, 1024)[None, :, None] + np.random.default_rng(2).normal(0, 4, (576, 1024, 3))
    rgb = ramp.clip(0, 255).astype(np.uint8)
    times = []
    for _ in range(5):
        started = time.perf_counter()
        encode_png(rgb, RECIPE)
        times.append(time.perf_counter() - started)
    assert min(times) < 0.060
