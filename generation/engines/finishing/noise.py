"""Less noise, the edges kept: patches that look alike in a picture, the same place in its neighbours in a clip."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import cast

import cv2
import numpy as np

from generation.engines.base import Picture
from generation.engines.finishing.arrays import Floats, fetched, floats, gray_of, levels, resized
from generation.engines.finishing.flow import flow

LEAST_LEVELS = 0.7
"""Noise under this is the rounding and the coding of a clean picture: it is left alone."""
MOST_LEVELS = 40.0
CELL = 16
ROUGH = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
PATCH, SEARCH = 7, 15
"""Sides in pixels of what is compared and of where it is looked for (Buades, Coll, Morel 2005)."""
BAND_ROWS, EDGE_ROWS = 192, 16
COLOUR_SHARE = 1.6
"""Noise of colour is seen as blotches and hides no edges: it is taken off more."""
RADIUS = 2
"""Frames before and after that a frame is averaged with."""
FLOW_SHORT_SIDE = 240


def measured(rgb: Picture) -> float:
    """Standard deviation of the noise in levels (Immerkaer 1996), from the calmer quarter of a picture's cells; those
    that are nearly black or white are left out, for clipping hides noise."""
    gray = gray_of(rgb)
    height, width = gray.shape
    cells = (max(1, width // CELL), max(1, height // CELL))
    rough = np.abs(cast(Floats, cv2.filter2D(gray, cv2.CV_32F, ROUGH)))
    mean, level = resized(rough, *cells), resized(gray, *cells)
    usable = mean[(level > 6) & (level < 249)]
    calm = np.percentile(usable if usable.size > 20 else mean, 25)
    return min(MOST_LEVELS, float(calm * np.sqrt(np.pi / 2) / 6.0))


def weighed(noise_levels: float, strength: float | None) -> float:
    """The noise to take off, in levels: as much as was measured at a `strength` of 0.5, the usual; none at 0."""
    if noise_levels < LEAST_LEVELS or strength == 0:
        return 0.0
    return noise_levels * (0.6 + 0.8 * (0.5 if strength is None else strength))


# --- a picture ------------------------------------------------------------------------------------------------


def cleaned(rgb: Picture, noise_levels: float, on_band: Callable[[float], None] | None = None) -> Picture:
    """A picture without noise of this strength (levels); 0 leaves it as it is. `on_band(fraction)` may raise."""
    if noise_levels <= 0:
        return rgb
    out, height = np.empty_like(rgb), rgb.shape[0]
    for top in range(0, height, BAND_ROWS):
        first, bottom = max(0, top - EDGE_ROWS), min(height, top + BAND_ROWS)
        band = _cleaned_band(np.ascontiguousarray(rgb[first : min(height, bottom + EDGE_ROWS)]), noise_levels)
        out[top:bottom] = band[top - first : bottom - first]
        if on_band is not None:
            on_band(bottom / height)
    return out


def _cleaned_band(rgb: Picture, noise_levels: float) -> Picture:
    """What is taken off is worked out in luma and colour and taken off the colours, so what is clean stays as it is."""
    planes = cast(list[Picture], cv2.split(cv2.cvtColor(rgb, cv2.COLOR_RGB2YCrCb)))
    strengths = (noise_levels, COLOUR_SHARE * noise_levels, COLOUR_SHARE * noise_levels)
    off = [_means(plane, h).astype(np.float32) - plane for plane, h in zip(planes, strengths, strict=True)]
    return levels(floats(rgb) + _in_colours(*off))


def _means(plane: Picture, h: float) -> Picture:
    return cast(Picture, cv2.fastNlMeansDenoising(plane, None, h, PATCH, SEARCH))


def _in_colours(luma: Floats, red: Floats, blue: Floats) -> Floats:
    """A change of Y, Cr, Cb as one of R, G, B (ITU-R BT.601, as OpenCV has it)."""
    return np.dstack([luma + 1.403 * red, luma - 0.714 * red - 0.344 * blue, luma + 1.773 * blue])


# --- a clip ---------------------------------------------------------------------------------------------------


def cleaned_clip(frames: Iterable[Picture], cuts: frozenset[int], noise_levels: float) -> Iterator[Picture]:
    """Each frame averaged along its movement with its neighbours of the same shot, then what is left in itself.

    `cuts`: numbers (0..) of frames that begin another shot. Memory: 2 x RADIUS + 1 frames, at any length.
    """
    if noise_levels <= 0:
        yield from frames
        return
    held: deque[tuple[int, Picture, Picture]] = deque(maxlen=2 * RADIUS + 1)
    number = 0
    for number, rgb in enumerate(frames):
        held.append((number, rgb, gray_of(rgb)))
        if number >= RADIUS:
            yield _averaged(held, number - RADIUS, cuts, noise_levels)
    for late in range(max(0, number - RADIUS + 1), number + 1 if held else 0):
        yield _averaged(held, late, cuts, noise_levels)


def _averaged(
    held: Iterable[tuple[int, Picture, Picture]], at: int, cuts: frozenset[int], noise_levels: float
) -> Picture:
    around = {number: (rgb, gray) for number, rgb, gray in held}
    rgb, gray = around[at]
    total, weight = floats(rgb), np.ones(gray.shape, np.float32)
    for other in sorted(around):
        if other != at and abs(other - at) <= RADIUS and not _cut_between(other, at, cuts):
            moved = flow(gray, around[other][1], short_side=FLOW_SHORT_SIDE)
            there = floats(fetched(around[other][0], moved))
            alike = _alike(floats(rgb), there, noise_levels)
            total += there * alike[..., None]
            weight += alike
    averaged = total / weight[..., None]
    left = (noise_levels / np.sqrt(weight)).astype(np.float32)
    return levels(_smoothed(averaged, left))


def _cut_between(one: int, other: int, cuts: frozenset[int]) -> bool:
    first, last = sorted((one, other))
    return any(number in cuts for number in range(first + 1, last + 1))


def _alike(one: Floats, other: Floats, noise_levels: float) -> Floats:
    """0..1: how sure it is that a place shows the same in both, given the noise of each."""
    apart = cv2.boxFilter(np.square(one - other).sum(axis=2) / 3, -1, (5, 5))
    expected = 2.0 * noise_levels**2
    return np.asarray(np.exp(-np.maximum(apart - 1.2 * expected, 0) / expected), np.float32)


def _smoothed(rgb: Floats, noise_levels: Floats) -> Floats:
    """What noise is left, taken off within the frame by an edge-keeping average (Tomasi and Manduchi 1998)."""
    left = float(np.mean(noise_levels))
    smooth = cast(Floats, cv2.bilateralFilter(rgb, 5, 3.0 * left, 1.5))
    share = np.clip(noise_levels / max(left, 1e-3), 0.0, 1.0)[..., None]
    return cast(Floats, rgb + share * (smooth - rgb))
