"""Upscaling brings back more of the picture that was there than interpolation does, and invents no halos."""

import cv2
import numpy as np
import pytest

from generation.engines.base import UPSCALE, Finish
from generation.engines.finishing.enlarge import enlarged
from tests.finishing.clips import noisy, picture, polished, psnr, ssim

PROMPTS = [
    "a red sailboat on a calm lake at sunset",
    "a busy street market at night, neon",
    "a portrait of an old fisherman in the rain",
]


@pytest.mark.parametrize(("factor", "gain_db"), [(2, 0.5), (4, 0.25)])
def test_it_is_closer_to_the_larger_picture_than_bicubic(factor: int, gain_db: float) -> None:
    """Mean over three drawn pictures, in dB and in structural similarity."""
    gains, likeness = [], []
    for prompt in PROMPTS:
        true = picture(prompt, width=768, height=432)
        small = cv2.resize(true, (768 // factor, 432 // factor), interpolation=cv2.INTER_AREA)
        cubic = cv2.resize(small, (768, 432), interpolation=cv2.INTER_CUBIC)
        made = enlarged(small, factor)
        gains.append(psnr(made, true) - psnr(cubic, true))
        likeness.append(ssim(made, true) - ssim(cubic, true))
    assert np.mean(gains) > gain_db
    assert min(gains) > 0
    assert np.mean(likeness) > 0.002


def test_an_edge_gets_no_halo() -> None:
    edge = np.full((40, 40, 3), 60, np.uint8)
    edge[:, 20:] = 190
    made = enlarged(edge, 4)
    assert (made.min(), made.max()) == (60, 190)
    assert int((made[:, 70:90] > 125).all(axis=2).sum(axis=1).min()) in (9, 10, 11)


def test_it_shrinks_back_to_what_it_was() -> None:
    small = picture(PROMPTS[1], width=160, height=90)
    back = cv2.resize(enlarged(small, 2), (160, 90), interpolation=cv2.INTER_AREA)
    assert psnr(back.astype(np.uint8), small) > 38


def test_noise_is_not_made_stronger() -> None:
    flat = noisy(np.full((64, 64, 3), 120, np.uint8), 6.0)
    cubic = cv2.resize(flat, (128, 128), interpolation=cv2.INTER_CUBIC)
    (made,) = polished([flat], Finish(UPSCALE, factor=2), fps=0)
    assert made.std() <= 1.05 * cubic.std()


def test_bands_leave_no_seam() -> None:
    tall = picture(PROMPTS[0], width=64, height=640)
    whole = enlarged(tall[200:320], 2)
    assert int(np.abs(enlarged(tall, 2)[424:616].astype(int) - whole[24:216]).max()) <= 1
