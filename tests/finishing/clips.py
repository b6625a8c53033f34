"""Pictures and clips of the embedded engine for the tests of its finish, whole and spoilt."""

from collections.abc import Sequence
from functools import cache

import cv2
import numpy as np

from generation.engines.animatic.engine import AnimaticEngine
from generation.engines.base import Finish, Picture, PictureRequest, PolishRequest, VideoRequest
from generation.engines.finishing.engine import FinishingEngine

DRAWN, FINISH = AnimaticEngine(), FinishingEngine()
SAILING = "a red sailboat on a calm lake at sunset, slow pan"
RUNNING = "a man runs through a street market at night, handheld"


def silent(stage: str, fraction: float) -> None:
    """Hears nothing."""


@cache
def picture(prompt: str, seed: int = 3, width: int = 512, height: int = 288) -> Picture:
    return DRAWN.picture(PictureRequest(prompt, seed, width, height), silent)


@cache
def clip(prompt: str, frames: int = 24, fps: int = 24, width: int = 256, height: int = 144) -> tuple[Picture, ...]:
    return tuple(DRAWN.video(VideoRequest(prompt, 3, width, height, frames, fps), silent))


def polished(frames: Sequence[Picture], *steps: Finish | str, fps: float = 24.0) -> list[Picture]:
    """What comes of frames; of a picture with `fps` 0."""
    asked = tuple(step if isinstance(step, Finish) else Finish(step) for step in steps)
    height, width = frames[0].shape[:2]
    request = PolishRequest(lambda: iter(frames), width, height, len(frames), fps, asked)
    return list(FINISH.polish(request, silent))


def psnr(made: Picture, true: Picture) -> float:
    """Peak signal to noise in dB."""
    return float(cv2.PSNR(made, true))


def ssim(made: Picture, true: Picture) -> float:
    """Structural similarity of the luma (Wang, Bovik, Sheikh, Simoncelli 2004), windows of 7."""
    one, other = (cv2.cvtColor(each, cv2.COLOR_RGB2GRAY).astype(np.float64) for each in (made, true))
    mean_one, mean_other = cv2.blur(one, (7, 7)), cv2.blur(other, (7, 7))
    spread_one = cv2.blur(one * one, (7, 7)) - mean_one**2
    spread_other = cv2.blur(other * other, (7, 7)) - mean_other**2
    together = cv2.blur(one * other, (7, 7)) - mean_one * mean_other
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    above = (2 * mean_one * mean_other + c1) * (2 * together + c2)
    return float((above / ((mean_one**2 + mean_other**2 + c1) * (spread_one + spread_other + c2))).mean())


def noisy(rgb: Picture, levels: float, seed: int = 1) -> Picture:
    """The picture with noise of this standard deviation."""
    drawn = np.random.default_rng(seed).normal(0, levels, rgb.shape)
    return np.clip(np.rint(rgb + drawn), 0, 255).astype(np.uint8)


def lit(frames: Sequence[Picture], gains: Sequence[float]) -> list[Picture]:
    """Each frame in a light of its own."""
    return [
        np.clip(np.rint(rgb * np.float64(gain)), 0, 255).astype(np.uint8)
        for rgb, gain in zip(frames, gains, strict=True)
    ]


def shaken(still: Picture, xs: Sequence[float], ys: Sequence[float], width: int, height: int) -> list[Picture]:
    """Frames of width x height seen in a larger picture, moved by these pixels from its middle."""
    middle = (still.shape[1] / 2, still.shape[0] / 2)
    return [
        cv2.getRectSubPix(still, (width, height), (middle[0] + x, middle[1] + y)).astype(np.uint8)
        for x, y in zip(xs, ys, strict=True)
    ]
