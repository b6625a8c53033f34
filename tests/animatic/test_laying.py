"""Pieces laid in squares: the same picture as laying them whole, without the work nobody sees."""

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest

from generation.engines.animatic import laying
from generation.engines.animatic.canvas import Slide
from generation.engines.animatic.coverage import coverage
from generation.engines.animatic.crew import Crew, Parts
from generation.engines.animatic.figures.part import Motion
from generation.engines.animatic.laying import Piece, lay, over, warp
from generation.engines.animatic.motion import Moving
from generation.engines.animatic.projection import Matrix, shift
from generation.engines.animatic.raster import Bytes

WIDTH, HEIGHT = 400, 250


def _image(seed: int, alpha: int = 255) -> Bytes:
    """Soft colours with a round hole in the middle and nothing on the left."""
    rng = np.random.default_rng(seed)
    image = cv2.resize(rng.integers(0, 256, (9, 12, 4), np.uint8), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    image[..., 3] = alpha
    cv2.circle(image, (WIDTH // 2, HEIGHT // 2), 60, (0, 0, 0, 0), -1)
    image[:, : WIDTH // 4] = 0
    return np.minimum(image, image[..., 3:])


def _piece(image: Bytes, matrix: Matrix, other: Bytes | None = None, share: float = 0.0) -> Piece:
    moving = None if other is None else Moving(Motion(2, 4.0), (0.0, 0.0), 0.0, cels=(image, other))
    covers = coverage(Slide(image, 0, 0, 5.0, "sprite", None, False, moving))
    return Piece(image, matrix, 0, 0, WIDTH, HEIGHT, cv2.BORDER_CONSTANT, covers, other, share)


def _whole(pieces: list[Piece]) -> Bytes:
    picture: Bytes = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    for piece in pieces:
        over(picture, warp(piece), 0, 0)
    return picture


def test_squares_make_the_same_picture_as_whole_pieces() -> None:
    leaning = np.array([[1.02, 0.03, -9.4], [-0.02, 0.98, 6.3], [0, 0, 1]])
    receding = np.array([[0.9, 0.1, 20.0], [0.02, 1.1, -7.5], [1e-4, 4e-4, 1]])
    full = np.full((HEIGHT, WIDTH, 4), 255, np.uint8)
    pieces = [
        _piece(full, shift(0, 0)),
        _piece(_image(1), leaning),
        _piece(_image(2, 140), receding),
        _piece(_image(3), shift(31.5, -12.25), _image(4), 0.3),
    ]
    picture: Bytes = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    lay(picture, pieces, HEIGHT)
    off = np.abs(picture.astype(int) - _whole(pieces))
    assert off.max() <= 6  # places are rounded to a thirty-second of a pixel, square by square
    assert off.mean() < 0.02


def test_what_is_hidden_or_empty_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    plain = laying._warped

    def noted(image: Bytes, *rest: Any) -> Bytes:
        drawn.append(id(image))
        return plain(image, *rest)

    monkeypatch.setattr(laying, "_warped", noted)
    before: Bytes = np.full((HEIGHT + 16, WIDTH + 16, 4), 200, np.uint8)
    before[..., 3] = 255
    empty: Bytes = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    picture: Bytes = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    lay(picture, [_piece(_image(1), shift(0, 0)), _piece(before, shift(-8, -8)), _piece(empty, shift(0, 0))], HEIGHT)
    assert set(drawn) == {id(before)}
    assert (picture == before[8:-8, 8:-8]).all()


def test_nothing_is_laid_below_its_limit() -> None:
    picture: Bytes = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    lay(picture, [_piece(np.full((HEIGHT, WIDTH, 4), 255, np.uint8), shift(0, 0))], 130)
    assert (picture[:130] == 255).all()
    assert not picture[130:].any()


def test_what_floats_fades_out_at_the_water_and_hides_nothing_there() -> None:
    full: Bytes = np.full((HEIGHT, WIDTH, 4), 255, np.uint8)
    behind, afloat = _piece(_image(1), shift(0, 0)), replace(_piece(full, shift(0, 0)), base=100.0, soft=2.0)
    picture: Bytes = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    lay(picture, [behind, afloat], HEIGHT)
    assert (picture[:90] == 255).all()
    assert (picture[110:] == _whole([behind])[110:]).all()


def test_coverage_tells_opaque_empty_and_changing_parts() -> None:
    first = _image(1)
    second = first.copy()
    second[200:210, 300:310] //= 2
    covers = _piece(first, shift(0, 0), second).covers
    parts = ((0, 0, 80, 249), (320, 0, 399, 180), (180, 80, 220, 160))
    left, right, hole = (np.array(part).reshape(4, 1) for part in parts)
    corner = np.array((300, 200, 309, 209)).reshape(4, 1)
    assert [covers.counts(box)[0, 1] == 0 for box in (left, right)] == [True, False]
    assert [covers.counts(box)[0, 0] == 0 for box in (right, hole)] == [True, False]
    assert [covers.counts(box)[0, 2] > 0 for box in (corner, right)] == [True, False]


def test_the_parts_of_a_job_take_its_place() -> None:
    heard: list[float] = []
    with Crew() as crew:
        made = crew.all([lambda: 1, lambda: Parts([lambda: 2, lambda: 3]), lambda: 4], heard.append)
    assert made == [1, 2, 3, 4]
    assert heard[-1] == 1
