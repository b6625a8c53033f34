"""Which part of a picture of another shape fills the frame: the one that most of the attention goes to."""

from typing import cast

import cv2
import numpy as np

from generation.engines.animatic.depth import standing_out
from generation.engines.animatic.raster import Array, Bytes, F, array

LOOK_SIDE = 96  # pixels of the longer side at which attention is guessed
SURROUNDINGS = 0.15  # of that side: what differs from this much around it stands out
SKIN, PALE = ((40, 135, 85), (255, 175, 130)), 0.62  # of every tone, in Y, Cr, Cb; dyes are more saturated than this
EVENLY = 4.0  # in Lab: of smaller differences nobody takes notice
LOUDEST, SKIN_WEIGHT = 2.0, 8.0  # of the mean of what stands out: a face is looked at first, before a loud coat
SKIN_EVERYWHERE = 0.35  # of a picture: fur, sand or wood, which says nothing of faces
HEADROOM, MIDDLE = 0.3, 0.5  # of what is too much is cut off above, and on the left, where nothing speaks for more
LOYALTY = 0.1  # share of all attention that it takes to move the crop from there to one end
CUT = 0.1  # share of the axis that a cut through something weighs as much as
PLACES = 33  # places that a crop is tried at


def fitted(rgb: Bytes, width: int, height: int) -> Bytes:
    """`rgb` scaled to fill the frame; what is over is cut off where the least is seen."""
    rgb = np.ascontiguousarray(rgb[..., :3])
    k = max(width / rgb.shape[1], height / rgb.shape[0])
    w, h = max(width, round(rgb.shape[1] * k)), max(height, round(rgb.shape[0] * k))
    how = cv2.INTER_AREA if k < 1 else cv2.INTER_CUBIC
    grown = cast(Bytes, cv2.resize(rgb, (w, h), interpolation=how))
    x, y = 0, 0
    if (w, h) != (width, height):
        drawn_to = attention(rgb)
        x = round((w - width) * _place(array(drawn_to.sum(0)), width / w, MIDDLE))
        y = round((h - height) * _place(array(drawn_to.sum(1)), height / h, HEADROOM))
    return np.ascontiguousarray(grown[y : y + height, x : x + width])


def attention(rgb: Bytes) -> Array:
    """How much each place of a small copy is looked at: what differs from its surroundings, and skin; sums to 1."""
    share = min(1.0, LOOK_SIDE / max(rgb.shape[:2]))
    size = (max(8, round(rgb.shape[1] * share)), max(8, round(rgb.shape[0] * share)))
    small = cast(Bytes, cv2.resize(rgb, size, interpolation=cv2.INTER_AREA))
    lab = cast(Array, cv2.cvtColor(array(small) * F(1 / 255), cv2.COLOR_RGB2Lab))
    distinct = standing_out(lab, max(size) * SURROUNDINGS)
    skin = cv2.inRange(cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb), *(np.array(bound) for bound in SKIN)) > 0
    skin &= small.min(2) > (1 - PALE) * small.max(2)
    usual, telling = distinct.mean(), max(0.0, 1 - skin.mean() / SKIN_EVERYWHERE)
    looked = np.minimum(distinct, LOUDEST * usual) + skin * (SKIN_WEIGHT * telling * usual) + EVENLY
    return array(looked / looked.sum())


def _place(profile: Array, window: float, usual: float) -> float:
    """Where along an axis a crop of `window` of its length begins, as a share 0..1 of what is cut off."""
    sums = np.concatenate([[0.0], np.cumsum(profile)])
    ends = np.linspace(0, 1, len(sums))
    places = np.linspace(0, 1, PLACES)
    starts = places * (1 - window)
    kept = np.interp(starts + window, ends, sums) - np.interp(starts, ends, sums)
    middles = (np.arange(len(profile)) + 0.5) / len(profile)
    through = len(profile) * sum(np.interp(edge, middles, profile) for edge in (starts, starts + window))
    return float(places[np.argmax(kept - CUT * through - LOYALTY * np.abs(places - usual))])
