"""New frames lie where the true ones would, nearer than a blend; and no two shots are mixed."""

import numpy as np

from generation.engines.base import INTERPOLATE, Finish
from generation.engines.finishing import between, cuts, shake
from generation.engines.finishing.arrays import gray_of
from tests.finishing.clips import RUNNING, SAILING, clip, polished, psnr

MORE_DB = 1.5
"""How much nearer than blends the new frames are at least, in the mean."""


def test_new_frames_are_nearer_to_the_true_ones_than_blends() -> None:
    """Drawn at 48 frames a second, every second one dropped and made anew."""
    for words in (SAILING, RUNNING):
        true = clip(words, 17, 48, width=384, height=216)
        kept = true[::2]
        made = polished(kept, Finish(INTERPOLATE, factor=2))
        blends = [
            ((a.astype(np.float32) + b) / 2).round().astype(np.uint8) for a, b in zip(kept, kept[1:], strict=False)
        ]
        gains = [
            psnr(made[2 * n + 1], true[2 * n + 1]) - psnr(blend, true[2 * n + 1]) for n, blend in enumerate(blends)
        ]
        assert np.mean(gains) > MORE_DB
        assert min(gains) > -0.5


def test_the_frames_that_there_were_stay_in_their_places() -> None:
    frames = clip(SAILING, 5)
    made = polished(frames, Finish(INTERPOLATE, factor=2))
    assert len(made) == 2 * len(frames)
    assert all(np.array_equal(made[2 * place], rgb) for place, rgb in enumerate(frames))


def test_a_cut_is_not_blended() -> None:
    both = [*clip(SAILING, 4), *clip(RUNNING, 4)]
    made = polished(both, Finish(INTERPOLATE, factor=2))
    assert np.array_equal(made[7], both[3])
    assert np.array_equal(made[8], both[4])


def test_cuts_are_seen_and_movement_is_none() -> None:
    one, other = clip(SAILING, 24), clip(RUNNING, 24)
    seen = [shake.small(gray_of(rgb)) for rgb in (*one, *other)]
    assert [n for n in range(1, len(seen)) if cuts.is_cut(seen[n - 1], seen[n])] == [24]


def test_nothing_is_made_of_nothing() -> None:
    assert list(between.doubled(iter([]), frozenset())) == []
