"""Do the subject and the background stay themselves? Histograms in place of VBench's networks."""

from typing import cast

import cv2
import numpy as np

from .dimensions import METHODS
from .images import Bytes, Floats, halved, shrink
from .moments import Series
from .subject import CELLS, Salient, moving

# Lab colour in 4 x 16 x 16 bins: coarse in light, which scenes change, fine in hue, which they keep.
LIGHT_BINS, CHROMA_BINS, CHROMA_START, CHROMA_STEP = 4, 16, 64, 8
EDGE_BINS, STRENGTH_BINS = 8, 8
# Colour carries most; edge direction and strength tell a shape that keeps its colours.
COLOUR_SHARE, DIRECTION_SHARE, STRENGTH_SHARE = 0.70, 0.12, 0.18
# A lamp coming on is no other subject: brightness is evened out within these factors.
LEAST_GAIN, MOST_GAIN, DARKEST_LEVEL = 0.6, 1.7, 4.0
# What surely is not the subject: weights fall to 0 before the mask reaches 1.
BACKGROUND_SLOPE = 1.6
# A moving subject is followed where at least this share of looks found one, and found it where it was
# (overlap of neighbouring masks, intersection over union); else what stands out is.
FOLLOWED_SHARE, STEADY_OVERLAP = 0.5, 0.5
# Both dimensions are shown on one scale.
METHOD = METHODS["subject_consistency"]


class Similarity:
    """VBench's consistency: mean over looks of (cosine to the one before + cosine to the first) / 2."""

    def __init__(self) -> None:
        self._first: Floats | None = None
        self._before: Floats | None = None
        self._sum = 0.0
        self.looks = 0
        self.series = Series()

    def add(self, features: Floats, frame: int) -> None:
        if self._first is None or self._before is None:
            self._first = features
        else:
            near, far = float(self._before @ features), float(self._first @ features)
            alike = (max(0.0, near) + max(0.0, far)) / 2
            self._sum += alike
            self.looks += 1
            self.series.add(frame, METHOD.shown(alike))
        self._before = features

    def raw(self) -> float | None:
        """0..1, None with fewer than two looks."""
        return self._sum / self.looks if self.looks else None


class Consistency:
    """Subject and background over key frames; keeps a few feature vectors, no frames."""

    def __init__(self) -> None:
        self._salient = Salient()
        self._light: float | None = None
        self._looks = 0
        self._moving, self._standing = Similarity(), Similarity()
        self._background = Similarity()
        self._mask: Floats | None = None
        self._overlap = 0.0

    def add(self, bgr: Bytes, gray: Bytes, residual: Floats, frame: int) -> None:
        """`residual`: motion against the camera, pixels; `frame`: which one it is, 0.."""
        cells = Cells(self._evened(bgr, float(gray.mean())))
        mask = moving(residual)
        standing = self._salient.add(gray)
        self._standing.add(cells.features(standing), frame)
        if mask is not None:
            self._moving.add(cells.features(mask), frame)
            self._steadiness(mask)
        subject = standing if mask is None else mask
        self._background.add(cells.features(np.maximum(0.0, 1.0 - BACKGROUND_SLOPE * subject)), frame)
        self._looks += 1

    def _steadiness(self, mask: Floats) -> None:
        if self._mask is not None:
            shared, together = np.minimum(mask, self._mask).sum(), np.maximum(mask, self._mask).sum()
            self._overlap += float(shared / together)
        self._mask = mask

    def _evened(self, bgr: Bytes, light: float) -> Bytes:
        self._light = light if self._light is None else self._light
        gain = float(np.clip(self._light / max(light, DARKEST_LEVEL), LEAST_GAIN, MOST_GAIN))
        small = shrink(halved(bgr, 2 * CELLS), CELLS, CELLS)
        return cast(Bytes, cv2.convertScaleAbs(small, alpha=gain))

    def followed(self) -> bool:
        """Whether the subject was followed by its motion rather than by what stands out."""
        looks = self._moving.looks
        steady = self._overlap >= STEADY_OVERLAP * looks
        return looks >= max(1.0, FOLLOWED_SHARE * self._looks) and steady

    def subject(self) -> Similarity:
        """Of what is followed."""
        return self._moving if self.followed() else self._standing

    def background(self) -> Similarity:
        """Of all around it."""
        return self._background


class Cells:
    """A frame of CELLS x CELLS, binned once and weighed as often as wanted."""

    def __init__(self, bgr: Bytes) -> None:
        lab = cast(Bytes, cv2.cvtColor(bgr, cv2.COLOR_BGR2LAB))
        light = lab[..., 0].astype(np.float32)
        strength, angle = cv2.cartToPolar(cv2.Sobel(light, cv2.CV_32F, 1, 0), cv2.Sobel(light, cv2.CV_32F, 0, 1))
        self._colour = _colour_bins(lab)
        self._strength = np.asarray(strength, np.float32).ravel()
        # An edge and its opposite are one direction: angles run to pi.
        turned = np.mod(np.asarray(angle, np.float32), np.float32(np.pi)).ravel()
        self._direction = np.minimum(turned * (EDGE_BINS / np.pi), EDGE_BINS - 1).astype(np.int32)
        self._level = np.minimum(np.log2(1 + self._strength), STRENGTH_BINS - 1).astype(np.int32)

    def features(self, weights: Floats) -> Floats:
        """Unit vector of the three histograms; square roots make the cosine a Hellinger affinity."""
        flat = weights.ravel()
        parts = (
            (self._colours(flat), COLOUR_SHARE),
            (np.bincount(self._direction, flat * self._strength, EDGE_BINS), DIRECTION_SHARE),
            (np.bincount(self._level, flat, STRENGTH_BINS), STRENGTH_SHARE),
        )
        joined = np.concatenate([np.sqrt(part / (part.sum() + 1e-9)) * share**0.5 for part, share in parts])
        return np.asarray(joined / (np.linalg.norm(joined) + 1e-9), np.float32)

    def _colours(self, flat: Floats) -> Floats:
        """Colour histogram, softened so that a hue on the edge of a bin does not jump."""
        counts = np.bincount(self._colour, flat, LIGHT_BINS * CHROMA_BINS**2).astype(np.float32)
        planes = np.ascontiguousarray(counts.reshape(LIGHT_BINS, CHROMA_BINS, CHROMA_BINS).transpose(1, 2, 0))
        return cast(Floats, cv2.GaussianBlur(planes, (0, 0), 1.0)).ravel()


def _colour_bins(lab: Bytes) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
    light = np.minimum(lab[..., 0] // (256 // LIGHT_BINS), LIGHT_BINS - 1).astype(np.int32)
    chroma = np.clip((lab[..., 1:].astype(np.int32) - CHROMA_START) // CHROMA_STEP, 0, CHROMA_BINS - 1)
    return ((light * CHROMA_BINS + chroma[..., 0]) * CHROMA_BINS + chroma[..., 1]).ravel()
