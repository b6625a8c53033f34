"""A picture of another shape is cut where the least is seen."""

import cv2
import numpy as np
import pytest

from generation.engines.animatic.cropping import attention, fitted
from generation.engines.base import Picture

SKIN, WALL, SUIT = (222, 172, 146), (120, 125, 130), (235, 95, 40)


def photograph(width: int, height: int, face: tuple[int, int], radius: int = 40) -> Picture:
    """A wall with a face of `radius` pixels in front of it and a loud suit below the face."""
    picture = np.full((height, width, 3), WALL, np.uint8)
    cv2.ellipse(picture, (face[0], face[1] + 5 * radius), (2 * radius, 4 * radius), 0, 0, 360, SUIT, -1)
    cv2.circle(picture, face, radius, SKIN, -1)
    return picture


def skin_in(picture: Picture) -> float:
    """How many pixels show skin."""
    return float((np.abs(picture.astype(int) - SKIN).max(2) < 24).sum())


@pytest.mark.parametrize("size", [(480, 270), (480, 201)])
@pytest.mark.parametrize("top", [60, 200, 300])
def test_a_face_stays_whole_in_a_wide_frame(size: tuple[int, int], top: int) -> None:
    whole = photograph(480, 480, (240, top))
    assert skin_in(fitted(whole, *size)) > 0.97 * skin_in(whole)


@pytest.mark.parametrize("left", [60, 240, 420])
def test_a_face_stays_whole_in_a_tall_frame(left: int) -> None:
    whole = photograph(480, 270, (left, 90))
    assert skin_in(fitted(whole, 152, 270)) > 0.97 * skin_in(whole)


def test_where_nothing_stands_out_little_is_cut_above_and_as_much_left_as_right() -> None:
    smooth = np.full((200, 200, 3), 120, np.uint8)
    smooth[..., 2] += np.arange(200, dtype=np.uint8)[:, None] // 10
    assert fitted(smooth, 200, 100)[0, 0, 2] in (122, 123)
    across = np.ascontiguousarray(smooth.swapaxes(0, 1))
    assert fitted(across, 100, 200)[0, 0, 2] in (124, 125)


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (7, 5), (400, 300)])
def test_any_shape_fills_any_frame(shape: tuple[int, int]) -> None:
    picture = np.random.default_rng(1).integers(0, 256, (*shape, 3), np.uint8)
    assert fitted(picture, 64, 36).shape == (36, 64, 3)
    assert attention(picture).sum() == pytest.approx(1.0, abs=1e-4)


def test_a_picture_of_the_same_shape_is_not_cut() -> None:
    whole = photograph(320, 180, (60, 60), 20)
    assert np.array_equal(fitted(whole, 320, 180), whole)
