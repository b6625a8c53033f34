"""A style is seen, keeps the picture's size, and stands still in a film."""

import numpy as np
import pytest

from generation.engines.animatic.engine import AnimaticEngine
from generation.engines.animatic.styles import STYLES, style
from generation.engines.base import PictureRequest

PICTURE = np.random.default_rng(3).integers(0, 256, (90, 160, 3), np.uint8)


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("size", [(160, 90), (17, 90), (64, 16)])
def test_a_style_changes_a_picture_and_keeps_its_size(name: str, size: tuple[int, int]) -> None:
    width, height = size
    picture = np.ascontiguousarray(PICTURE[:height, :width])
    made = style(name, width, height)
    assert made is not None
    out = made(picture.copy())
    assert out.shape == picture.shape
    assert out.dtype == np.uint8
    assert np.abs(out.astype(int) - picture).mean() > 4


@pytest.mark.parametrize("name", STYLES)
def test_the_same_frame_is_styled_the_same_way_again(name: str) -> None:
    first, second = style(name, 160, 90), style(name, 160, 90)
    assert first is not None
    assert second is not None
    assert np.array_equal(first(PICTURE.copy()), first(PICTURE.copy()))
    assert np.array_equal(first(PICTURE.copy()), second(PICTURE.copy()))


@pytest.mark.parametrize("name", ["", "documentary", "photographic", "3d"])
def test_a_photograph_has_no_style(name: str) -> None:
    assert style(name, 160, 90) is None


def test_a_pencil_sketch_has_nearly_no_colour() -> None:
    prompts = ("a red car in a green field at noon", "a pencil sketch of a red car in a green field at noon")
    plain, sketch = (
        AnimaticEngine().picture(PictureRequest(prompt, 3, 192, 108), lambda stage, done: None).astype(int)
        for prompt in prompts
    )
    assert np.ptp(sketch, axis=2).mean() < 0.5 * np.ptp(plain, axis=2).mean()
