"""Noise goes, edges stay, and what is clean is left alone."""

import cv2
import numpy as np

from generation.engines.base import DENOISE, Finish
from generation.engines.finishing import noise
from tests.finishing.clips import RUNNING, SAILING, clip, noisy, picture, polished, psnr


def edge_strength(rgb: np.ndarray, where: np.ndarray) -> float:  # type: ignore[type-arg]
    gray = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.float32)
    steps = np.hypot(cv2.Sobel(gray, cv2.CV_32F, 1, 0), cv2.Sobel(gray, cv2.CV_32F, 0, 1))
    return float(steps[where].mean())


def test_a_noisy_picture_comes_closer_to_the_clean_one_and_keeps_its_edges() -> None:
    true = picture("a lighthouse on a cliff at noon", width=384, height=216)
    spoilt = noisy(true, 8.0)
    (made,) = polished([spoilt], DENOISE, fps=0)
    gray = cv2.cvtColor(true, cv2.COLOR_RGB2GRAY).astype(np.float32)
    steps = np.hypot(cv2.Sobel(gray, cv2.CV_32F, 1, 0), cv2.Sobel(gray, cv2.CV_32F, 0, 1))
    strong = steps > np.percentile(steps, 97)
    assert psnr(made, true) > psnr(spoilt, true) + 4
    assert noise.measured(made) < 0.45 * noise.measured(spoilt)
    assert edge_strength(made, strong) > 0.85 * edge_strength(true, strong)


def test_a_noisy_clip_comes_closer_to_the_clean_one_by_its_neighbours() -> None:
    for words in (SAILING, RUNNING):
        true = clip(words, 8)
        spoilt = [noisy(rgb, 8.0, seed) for seed, rgb in enumerate(true)]
        made = polished(spoilt, DENOISE)
        gains = [psnr(one, clean) - psnr(bad, clean) for one, bad, clean in zip(made, spoilt, true, strict=True)]
        assert min(gains) > 4
        assert len(made) == len(true)


def test_frames_of_another_shot_are_not_mixed_in() -> None:
    dark, light = np.full((64, 96, 3), 40, np.uint8), np.full((64, 96, 3), 200, np.uint8)
    frames = [noisy(dark if number < 4 else light, 5.0, number) for number in range(8)]
    made = list(noise.cleaned_clip(iter(frames), frozenset({4}), 5.0))
    assert [round(float(one.mean()) / 40) for one in made] == [1, 1, 1, 1, 5, 5, 5, 5]


def test_what_is_clean_stays_as_it_is() -> None:
    flat = np.dstack([np.tile(np.arange(128, dtype=np.uint8), (64, 1))] * 3)
    (made,) = polished([flat], DENOISE, fps=0)
    assert np.array_equal(made, flat)


def test_more_strength_takes_more_off() -> None:
    spoilt = noisy(picture("a meadow in the morning", width=256, height=144), 8.0)
    left = [noise.measured(polished([spoilt], Finish(DENOISE, strength), fps=0)[0]) for strength in (0.0, 0.25, 1.0)]
    assert left[0] > left[1] > left[2]
    assert left[0] == noise.measured(spoilt)
