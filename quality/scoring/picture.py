"""A still picture, such as a hero frame: clarity, beauty and what the prompt asked for."""

from typing import cast

import cv2
import numpy as np

from .alignment import alignment
from .dimensions import profile
from .errors import UnsuitableSize
from .flags import picture_flags
from .images import LEAST_SIDE, Bytes, analysis_size, gray_of, one_core, shrink
from .looks import PictureLooks
from .totals import PICTURE_GROUPS, weigh
from .values import PictureScore


def score_picture(rgb: Bytes, prompt: str | None = None) -> PictureScore:
    """Scores an (H, W, 3) uint8 RGB picture; `total` is 0..1.

    `clarity` is measured as the imaging quality of clips, `beauty` as their aesthetic quality.
    Raises UnsuitableSize for another shape or a side under 32 pixels.
    """
    _check(rgb)
    with one_core():
        bgr = cast(Bytes, cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR))
        luma = gray_of(bgr)
        size = analysis_size(rgb.shape[1], rgb.shape[0])
        looks = PictureLooks()
        looks.add(shrink(bgr, *size), shrink(luma, *size), luma)
    scores = {
        "clarity": looks.imaging("clarity"),
        "beauty": looks.aesthetic("beauty"),
        "prompt_alignment": alignment(prompt, looks.tally.facts(travel=None)),
    }
    total, weight = weigh(scores, PICTURE_GROUPS)
    return PictureScore(scores, total, weight, picture_flags(looks.figures()), profile(scores.values()))


def _check(rgb: Bytes) -> None:
    if rgb.ndim != 3 or rgb.shape[2] != 3 or rgb.dtype != np.uint8:
        raise UnsuitableSize("This is not a picture of three 8-bit colours.", "Convert it to RGB, height x width x 3.")
    if min(rgb.shape[:2]) < LEAST_SIDE:
        raise UnsuitableSize(
            f"The picture is {rgb.shape[1]} x {rgb.shape[0]} pixels, too small to judge.",
            f"Give one of at least {LEAST_SIDE} x {LEAST_SIDE} pixels.",
        )
