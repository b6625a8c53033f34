"""Beauty of one frame, by hand: colour, harmony, tones, key, placement, calm."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from .images import Bytes, channels_of, hsv_of, percentiles, ramp, shrink
from .subject import saliency

WEIGHTS: Mapping[str, float] = {
    "colour": 0.28,
    "harmony": 0.12,
    "tone": 0.25,
    "key": 0.20,
    "place": 0.05,
    "calm": 0.10,
}
# Hasler and Suesstrunk (2003) call 59 "quite colourful"; more is not more beautiful.
FULL_COLOUR, GRAY_COLOUR = 55.0, 8.0
# A hue further than this (in turns) from every harmonic template on average is out of tune.
OUT_OF_TUNE_TURNS = 0.06
FULL_TONE_LEVELS = 130.0
MIDDLE_KEY_LEVEL, KEY_WIDTH_LEVELS = 118.0, 75.0
PLACE_WIDTH = 0.14
EDGE_LEVELS, BUSY_HALF, BUSY_WIDTH = 60.0, 0.38, 0.07
# Pictures keep most of their contrast when shrunk four times, white noise a quarter of it (variance
# 1/16). Under the first there is no picture, above the second nothing is taken away.
NO_PICTURE, PICTURE = 0.10, 0.35
SHRINK = 4
HUE_BINS, HUES = 72, 180
# Harmonic templates (Cohen-Or et al. 2006): sectors as (centre, width) in turns.
TEMPLATES: tuple[tuple[tuple[float, float], ...], ...] = (
    ((0, 0.05),),
    ((0, 0.26),),
    ((0, 0.05), (0.25, 0.22)),
    ((0, 0.05), (0.5, 0.05)),
    ((0.25, 0.5),),
    ((0, 0.26), (0.5, 0.05)),
    ((0, 0.26), (0.5, 0.26)),
)


@dataclass(frozen=True, slots=True)
class Aesthetic:
    """`value` 0..1 and its parts, each 0..1."""

    value: float
    parts: Mapping[str, float]


def aesthetic(bgr: Bytes, gray: Bytes) -> Aesthetic:
    """Judges a frame at analysis size; `gray` is its luma. A stand-in: it orders gross differences."""
    colour = colourfulness(bgr)
    dark, light = percentiles(gray, 5, 95)
    parts = {
        "colour": min(1.0, colour / FULL_COLOUR),
        # Gray pictures have no hues that could clash.
        "harmony": harmony(hsv_of(bgr)) if colour > GRAY_COLOUR else 0.5,
        "tone": min(1.0, (light - dark) / FULL_TONE_LEVELS),
        "key": float(np.exp(-(((float(gray.mean()) - MIDDLE_KEY_LEVEL) / KEY_WIDTH_LEVELS) ** 2))),
        "place": placement(gray),
        "calm": 1.0 - ramp(_edges(gray), BUSY_HALF, BUSY_WIDTH),
        "picture": substance(gray),
    }
    return Aesthetic(sum(WEIGHTS[name] * parts[name] for name in WEIGHTS) * parts["picture"], parts)


def colourfulness(bgr: Bytes) -> float:
    """Hasler and Suesstrunk's M (2003): 0 gray, about 59 quite, above 100 extremely colourful."""
    blue, green, red = (channel.astype(np.float32) for channel in channels_of(bgr))
    warm, yellow = red - green, 0.5 * (red + green) - blue
    spread = np.hypot(warm.std(), yellow.std())
    return float(spread + 0.3 * np.hypot(warm.mean(), yellow.mean()))


def harmony(hsv: Bytes) -> float:
    """1 when the hues fit one harmonic template in some rotation, 0 when they fit none."""
    hue, saturation, level = channels_of(hsv)
    strength = saturation.astype(np.float32) * level / 255.0
    bins = (hue.astype(np.int32) * HUE_BINS // HUES).ravel()
    hues = np.bincount(bins, strength.ravel(), HUE_BINS)[:HUE_BINS]
    distance = float((_templates() @ (hues / (hues.sum() + 1e-6))).min())
    return 1.0 - min(1.0, distance / OUT_OF_TUNE_TURNS)


@cache
def _templates() -> npt.NDArray[np.float64]:
    """(templates x rotations, HUE_BINS) distance in turns of each hue to the template."""
    hue = np.arange(HUE_BINS) / HUE_BINS
    rows = []
    for template in TEMPLATES:
        for turn in hue[::2]:
            rows.append(np.min([_outside(hue, centre + turn, width) for centre, width in template], axis=0))
    return np.stack(rows)


def _outside(hue: npt.NDArray[np.float64], centre: float, width: float) -> npt.NDArray[np.float64]:
    return np.maximum(0.0, np.abs((hue - centre + 0.5) % 1 - 0.5) - width / 2)


def placement(gray: Bytes) -> float:
    """1 when what stands out most sits on a third or in the middle, falling with the distance."""
    salient = saliency(gray)
    row, column = np.unravel_index(int(salient.argmax()), salient.shape)
    y, x = ((int(row) + 0.5) / len(salient), (int(column) + 0.5) / len(salient))
    thirds = (1 / 3, 1 / 2, 2 / 3)
    distance = min(np.hypot(x - across, y - down) for across in thirds for down in thirds)
    return float(np.exp(-((distance / PLACE_WIDTH) ** 2)))


def substance(gray: Bytes) -> float:
    """0 for noise .. 1 for a picture: the share of contrast that survives shrinking."""
    height, width = gray.shape
    whole = float(gray.var())
    small = float(shrink(gray, max(1, width // SHRINK), max(1, height // SHRINK)).var())
    # An even surface has no contrast to lose.
    kept = small / whole if whole > 1.0 else 1.0
    return float(np.clip((kept - NO_PICTURE) / (PICTURE - NO_PICTURE), 0.0, 1.0))


def _edges(gray: Bytes) -> float:
    """Share of pixels on an edge."""
    across, down = cv2.Sobel(gray, cv2.CV_32F, 1, 0), cv2.Sobel(gray, cv2.CV_32F, 0, 1)
    # Squares of whole levels are exact; a root that may fall on either side of 60 is not.
    return float((across * across + down * down > EDGE_LEVELS**2).mean())
