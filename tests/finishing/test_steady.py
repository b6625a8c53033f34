"""A shaking hand is steadied, a pan stays a pan, and no border shows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.engines.base import STABILISE
from generation.engines.finishing import path, shake
from generation.engines.finishing.arrays import gray_of
from generation.engines.finishing.shake import Move
from tests.finishing.clips import RUNNING, SAILING, clip, picture, polished, shaken

FRAMES, WIDTH, HEIGHT = 40, 320, 180
LESS_SHAKE = 50.0
"""By how much the energy of what the path does from frame to frame falls at least."""


def hand(seed: int, pixels: float = 4.0) -> np.ndarray:  # type: ignore[type-arg]
    drawn = np.random.default_rng(seed).standard_normal((2, FRAMES + 2)) * pixels
    return np.stack([np.convolve(line, [0.3, 0.4, 0.3], "valid") for line in drawn])


def followed(frames: list[np.ndarray]) -> np.ndarray:  # type: ignore[type-arg]
    small = [shake.small(gray_of(rgb)) for rgb in frames]
    return path.summed([shake.STILL, *(shake.move(a, b) for a, b in zip(small, small[1:], strict=False))])


def energy(found: np.ndarray) -> float:  # type: ignore[type-arg]
    """Of what the path does from one frame to the next, less its own course."""
    return float(np.square(np.diff(found[:, :2], 2, axis=0)).sum())


@pytest.mark.parametrize("travel", [0.0, 90.0])
def test_shake_goes_and_a_pan_stays(travel: float) -> None:
    still = picture("a harbour town on a hill, morning", width=640, height=360)
    pan = np.linspace(-travel / 2, travel / 2, FRAMES)
    spoilt = shaken(still, list(pan + hand(1)[0]), list(hand(1)[1]), WIDTH, HEIGHT)
    made = polished(spoilt, STABILISE)
    before, after = followed(spoilt), followed(made)
    assert energy(before) > LESS_SHAKE * energy(after)
    if travel:
        assert abs(after[-1, 0] - after[0, 0]) * WIDTH == pytest.approx(travel, rel=0.12)


def test_no_border_shows() -> None:
    """The frames are bright to their edges, and so is every frame that comes of them."""
    still = np.maximum(picture("a harbour town on a hill, morning", width=640, height=360), 90)
    spoilt = shaken(still, list(hand(5, 9.0)[0]), list(hand(5, 9.0)[1]), WIDTH, HEIGHT)
    for rgb in polished(spoilt, STABILISE):
        assert rgb.shape == (HEIGHT, WIDTH, 3)
        assert min(rgb[0].min(), rgb[-1].min(), rgb[:, 0].min(), rgb[:, -1].min()) > 60


def test_what_does_not_move_is_not_touched() -> None:
    still = clip(SAILING, 1)[0]
    made = polished([still] * 6, STABILISE)
    assert all(np.array_equal(rgb, still) for rgb in made)


def test_no_strength_is_no_change() -> None:
    moves = [Move(*row) for row in np.random.default_rng(3).normal(0, 0.01, (20, 4))]
    shown = path.steadied(moves, 24.0, 16 / 9, 0.0)
    assert shown.zoom == 1.0
    assert set(shown.moves) == {shake.STILL}


def test_shots_are_steadied_apart() -> None:
    both = [*clip(SAILING, 8), *clip(RUNNING, 8)]
    made = polished(both, STABILISE)
    assert np.abs(made[8].astype(int) - both[8]).mean() < np.abs(made[8].astype(int) - both[7]).mean() / 2


@given(
    moves=st.lists(
        st.tuples(*[st.floats(-0.2, 0.2)] * 2, st.floats(-0.1, 0.1), st.floats(-0.1, 0.1)), min_size=1, max_size=60
    ),
    fps=st.floats(1, 120),
    aspect=st.floats(0.3, 3.5),
)
@settings(max_examples=60, deadline=None)
def test_whatever_moves_the_zoom_covers_the_frame(
    moves: list[tuple[float, float, float, float]], fps: float, aspect: float
) -> None:
    shown = path.steadied([Move(*row) for row in moves], fps, aspect)
    assert len(shown.moves) == len(moves)
    assert 1.0 <= shown.zoom <= path.MOST_ZOOM + 1e-6
    table = np.array([(one.x, one.y, one.turn, one.grow) for one in shown.moves])
    assert path.needed_zoom(table, aspect).max() <= shown.zoom + 1e-9


@given(slope=st.floats(-0.05, 0.05), frames=st.integers(3, 80), sigma=st.floats(0.5, 30))
@settings(max_examples=40, deadline=None)
def test_a_straight_path_is_its_own_average(slope: float, frames: int, sigma: float) -> None:
    line = np.outer(np.arange(frames), [slope, -slope, slope / 10, 0])
    assert np.allclose(path.smooth(line, sigma), line, atol=1e-9)


def test_strength_smooths_more() -> None:
    moves = [Move(x) for x in np.random.default_rng(3).normal(0, 0.004, 60)]
    left = [
        energy(path.summed(moves) + np.array([(m.x, m.y, m.turn, m.grow) for m in shown.moves]))
        for shown in (path.steadied(moves, 24.0, 16 / 9, strength) for strength in (0.1, 0.5, 1.0))
    ]
    assert left[0] > left[1] > left[2]
