"""The few picture operations every measure shares, typed and on one core."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import cv2
import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

# Flow and steps work at 256 px of the short side, where VBench states its motion threshold; the long
# side is held so that a banner costs little more than a cinema frame.
SHORT_SIDE, LONG_SIDE = 256, 1024
# Flow needs a few of its 8 px patches a side; smaller pictures are refused.
LEAST_SIDE = 32


@contextmanager
def one_core() -> Iterator[None]:
    """OpenCV on one core inside: the other cores belong to the takes still being made."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(before)


def shrink(image: npt.NDArray[Any], width: int, height: int) -> Bytes:
    """Area-averaged copy of a uint8 picture at width x height pixels."""
    return cast(Bytes, cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA))


def halved(image: npt.NDArray[Any], least: int) -> Bytes:
    """`image` halved as often as both its sides are even and stay at `least` pixels or more: the quick way down."""
    height, width = image.shape[:2]
    while not (height % 2 or width % 2) and min(height, width) >= 2 * least:
        height, width = height // 2, width // 2
        image = shrink(image, width, height)
    return cast(Bytes, image)


def spread(field: Floats, side: int) -> Floats:
    """A float map resampled to side x side cells."""
    return cast(Floats, cv2.resize(field, (side, side), interpolation=cv2.INTER_LINEAR))


def soften(field: Floats, sigma: float) -> Floats:
    """Gaussian blur of a float map, sigma in cells."""
    return cast(Floats, cv2.GaussianBlur(field, (0, 0), sigma))


def gray_of(bgr: Bytes) -> Bytes:
    """Full-range 8-bit luma."""
    return cast(Bytes, cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY))


def hsv_of(bgr: Bytes) -> Bytes:
    """OpenCV's 8-bit HSV: hue 0..179, saturation and value 0..255."""
    return cast(Bytes, cv2.cvtColor(bgr, cv2.COLOR_BGR2HSV))


def channels_of(picture: Bytes) -> tuple[Bytes, Bytes, Bytes]:
    """The three channels, each in one piece."""
    first, second, third = cast(tuple[Bytes, Bytes, Bytes], cv2.split(picture))
    return first, second, third


def spread_of(gray: Bytes) -> tuple[float, float]:
    """(mean, standard deviation) of a picture's levels."""
    mean, deviation = cv2.meanStdDev(gray)
    return float(mean[0, 0]), float(deviation[0, 0])


def percentiles(gray: Bytes, *shares: float) -> list[float]:
    """np.percentile of whole levels, linear between neighbours, from their histogram; `shares` are 0..100."""
    ends = np.cumsum(cv2.calcHist([gray], [0], None, [256], [0, 256]).ravel().astype(np.int64))
    places = [share / 100 * (gray.size - 1) for share in shares]
    below = [int(np.searchsorted(ends, int(place), side="right")) for place in places]
    above = [int(np.searchsorted(ends, min(int(place) + 1, gray.size - 1), side="right")) for place in places]
    return [low + (high - low) * (place % 1) for low, high, place in zip(below, above, places, strict=True)]


def magnitude(vectors: Floats) -> Floats:
    """Length of each vector of an (H, W, 2) field."""
    x, y = np.ascontiguousarray(vectors[..., 0]), np.ascontiguousarray(vectors[..., 1])
    return cast(Floats, cv2.magnitude(x, y))


def ramp(x: float, middle: float, width: float) -> float:
    """Logistic step from 0 to 1 around `middle`; at `middle + 3 * width` it has reached 0.95."""
    return float(1.0 / (1.0 + np.exp(-np.clip((x - middle) / width, -60.0, 60.0))))


def analysis_size(width: int, height: int) -> tuple[int, int]:
    """(width, height) in pixels at which frames are analysed: never enlarged, sides kept in proportion."""
    short, long = sorted((width, height))
    scale = min(1.0, SHORT_SIDE / short, max(LONG_SIDE / long, LEAST_SIDE / short))
    return max(1, round(width * scale)), max(1, round(height * scale))
