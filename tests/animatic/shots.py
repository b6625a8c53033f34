"""Small pictures and shots for the tests of the animatic engine."""

import numpy as np
import numpy.typing as npt

from generation.engines.animatic.engine import AnimaticEngine
from generation.engines.base import Picture, PictureRequest, VideoRequest

ENGINE = AnimaticEngine()
WIDTH, HEIGHT = 256, 144


def silent(stage: str, fraction: float) -> None:
    """Hears nothing."""


def picture(prompt: str, seed: int = 5, width: int = WIDTH, height: int = HEIGHT, negative: str = "") -> Picture:
    return ENGINE.picture(PictureRequest(prompt, seed, width, height, negative), silent)


def shot(prompt: str, frames: int = 8, seed: int = 5, number: int = 1, given: Picture | None = None) -> list[Picture]:
    request = VideoRequest(prompt, seed, WIDTH, HEIGHT, frames, 24, picture=given, number=number)
    return list(ENGINE.video(request, silent))


def difference(a: Picture, b: Picture) -> float:
    """Mean absolute difference of two pictures, in levels of 0..255."""
    return float(np.abs(a.astype(np.float32) - b.astype(np.float32)).mean())


def brightness(p: Picture) -> float:
    return float(p.mean())


def share(mask: npt.NDArray[np.bool_]) -> float:
    """How much of a picture a mask covers, 0..1."""
    return float(mask.mean())


def reds(p: Picture) -> npt.NDArray[np.bool_]:
    """Pixels that are clearly red."""
    r, g, b = (p[..., i].astype(int) for i in range(3))
    return (r > 90) & (r > 2 * g) & (r > 2 * b)
