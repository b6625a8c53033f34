"""Typed doors to the few OpenCV and NumPy calls the painters share. Pictures are float32 unless said otherwise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias, cast

import cv2
import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float32]
Bytes: TypeAlias = npt.NDArray[np.uint8]
Shape: TypeAlias = npt.NDArray[np.float64]
"""A polygon: shape (points, 2)."""

Row: TypeAlias = npt.NDArray[np.float64]

F = np.float32
WORTHWHILE = 1024  # pixels from which OpenCV, which must be called in more steps, is quicker than broadcasting
SUBPIXEL_BITS = 4  # polygons are filled at a sixteenth of a pixel
FRINGE = 2  # pixels a soft edge may reach beyond its polygon


def array(value: Any) -> Array:
    """`value` as float32."""
    return np.asarray(value, np.float32)


def clip(value: Any, low: float, high: float) -> Array:
    """`value` held between `low` and `high`."""
    return cast(Array, np.clip(value, F(low), F(high)))


def exp(value: Any) -> Array:
    """e to the power of `value`."""
    return cast(Array, np.exp(value))


def where(condition: Any, yes: Any, no: Any) -> Array:
    """`yes` where the condition holds, else `no`."""
    return array(np.where(condition, yes, no))


def smoothstep(low: float, high: float, value: Any) -> Array:
    """0 below `low`, 1 above `high`, smooth between (either order)."""
    t = clip((value - low) / (high - low), 0, 1)
    return array(t * t * (3 - 2 * t))


def mix(a: Any, b: Any, t: Any) -> Array:
    """From `a` (t = 0) to `b` (t = 1)."""
    if np.ndim(t) != 3 or t.shape[2] != 1 or t.size < WORTHWHILE:
        return _evenly(a, b, float(t)) if not np.ndim(t) and np.size(a) > WORTHWHILE else cast(Array, a + (b - a) * t)
    if np.ndim(a) == np.ndim(b) == 1:
        return tint(t[..., 0], b - a, a)
    part = array(b - a)
    share = spread(t[..., 0], part.shape[-1] if part.ndim else 1)
    if part.shape != share.shape:
        return cast(Array, np.multiply(part, share) + a)
    part *= share
    part += a
    return part


def _evenly(a: Array, b: Any, t: float) -> Array:
    """`mix` by the same share everywhere."""
    if np.shape(a) != np.shape(b) or a.dtype != F or b.dtype != F:
        return cast(Array, a + (b - a) * F(t))
    return cast(Array, cv2.addWeighted(a, 1 - t, b, t, 0))


def spread(plane: Array, channels: int = 3) -> Array:
    """(height, width) -> (height, width, channels), the same in each channel."""
    return array(cv2.merge([np.ascontiguousarray(plane, np.float32)] * channels)).reshape(*plane.shape, channels)


def tint(plane: Array, colour: Any, base: Any = 0.0) -> Array:
    """(height, width) -> (height, width, 3): `plane` times `colour`, plus a colour all over."""
    matrix = np.zeros((3, 4), np.float32)
    matrix[:, 0], matrix[:, 3] = colour, base
    grey = cv2.cvtColor(np.ascontiguousarray(plane, np.float32), cv2.COLOR_GRAY2RGB)
    return cast(Array, cv2.transform(grey, matrix))


def stained(colour: Any, alpha: Array) -> Array:
    """Premultiplied RGBA (height, width, 4) of one colour laid on as thick as `alpha` says."""
    matrix = np.zeros((4, 4), np.float32)
    matrix[:, 0] = (*colour, 1)
    return cast(Array, cv2.transform(cv2.merge([np.ascontiguousarray(alpha, np.float32)] * 4), matrix))


def blended(planes: Sequence[Array], weights: Sequence[Any], base: Any) -> Array:
    """(height, width, 3): the sum of three or four planes, each times its colour, and of a colour all over."""
    matrix = np.zeros((len(planes), len(planes) + 1), np.float32)  # as many rows as planes: OpenCV is quick at those
    matrix[:3] = np.column_stack([*weights, base])
    mixed = cast(Array, cv2.transform(cv2.merge([array(plane) for plane in planes]), matrix))
    return mixed if len(planes) == 3 else cast(Array, cv2.cvtColor(mixed, cv2.COLOR_RGBA2RGB))


def covered(rgb: Array, alpha: Array) -> Array:
    """Premultiplied RGBA (height, width, 4) of a colour and how much of it there is."""
    alpha = np.ascontiguousarray(alpha, np.float32)
    return cast(Array, cv2.merge([*(cv2.multiply(plane, alpha) for plane in cv2.split(array(rgb))), alpha]))


def blur(image: Array, sigma: float, sigma_down: float = 0.0) -> Array:
    """Gaussian blur, `sigma` in pixels (`sigma_down` for the vertical where it differs)."""
    if max(sigma, sigma_down) < 0.2:
        return image
    return cast(Array, cv2.GaussianBlur(image, (0, 0), sigma, sigmaY=sigma_down or sigma))


def resize(image: Array, width: int, height: int, smooth: bool = False) -> Array:
    """Another size: area averages down, linear (or cubic) up."""
    down = width * height < image.shape[0] * image.shape[1]
    how = cv2.INTER_AREA if down else cv2.INTER_CUBIC if smooth else cv2.INTER_LINEAR
    return cast(Array, cv2.resize(image, (max(1, width), max(1, height)), interpolation=how))


def columns(*values: Any) -> Shape:
    """Rows of numbers, or single ones, side by side: (n, columns)."""
    length = next(len(value) for value in values if isinstance(value, np.ndarray))
    out = np.empty((length, len(values)))
    for number, value in enumerate(values):
        out[:, number] = value
    return out


def around(one: Shape, other: Shape) -> Shape:
    """The outline that goes along one line and back along another."""
    return np.concatenate([one, other[::-1]])


@dataclass(frozen=True)
class Outlines:
    """Polygons whose points (n, 2) stand one after the other, and how many points each has."""

    points: Shape
    lengths: list[int]


Shapes: TypeAlias = Shape | Outlines


def joined(shapes: Iterable[Shapes]) -> Outlines:
    """Single polygons and groups of them as one group, in their order."""
    points: list[Shape] = [np.empty((0, 2))]
    lengths: list[int] = []
    for shape in shapes:
        if isinstance(shape, Outlines):
            points.append(shape.points)
            lengths += shape.lengths
        else:
            points.append(shape)
            lengths.append(len(shape))
    return Outlines(np.concatenate(points), lengths)


def alike(shapes: Shape) -> Outlines:
    """Polygons (n, points, 2) of equally many points as one group."""
    return Outlines(shapes.reshape(-1, 2), [shapes.shape[1]] * len(shapes))


def fill(mask: Bytes, shapes: Sequence[Any], value: int = 255) -> None:
    """Fill polygons given in pixels, each on its own, with soft edges."""
    fill_each(mask, np.concatenate(shapes), [len(shape) for shape in shapes], value)


def fill_each(mask: Bytes, points: Any, lengths: Sequence[int], value: int = 255) -> None:
    """Fill polygons whose points stand one after the other in one array."""
    points = np.round(points * (1 << SUBPIXEL_BITS)).astype(np.int32)
    ends = np.cumsum(lengths, dtype=np.intp)
    starts, size = ends - lengths, np.array(mask.shape[1::-1])
    low, high = (bound.reduceat(points, starts) >> SUBPIXEL_BITS for bound in (np.minimum, np.maximum))
    seen = ((high >= -FRINGE) & (low < size + FRINGE)).all(1)
    for start, end in zip(starts[seen].tolist(), ends[seen].tolist(), strict=True):
        cv2.fillPoly(mask, [points[start:end]], value, cv2.LINE_AA, SUBPIXEL_BITS)


@lru_cache(64)
def tile(seed: int, size: int = 512, octaves: int = 8, base: int = 4, gain: float = 0.5, ridged: bool = False) -> Array:
    """A seamless square of noise in 0..1: octaves of smooth value noise, folded into ridges when asked."""
    rng = np.random.default_rng(seed)
    total = np.zeros((size, size), np.float32)
    for octave in range(octaves):
        cells = base << octave
        if cells > size:
            break
        total += gain**octave * _octave(rng, cells, size, ridged)
    total -= total.min()
    total /= total.max()
    return total


def _octave(rng: np.random.Generator, cells: int, size: int, ridged: bool) -> Array:
    step = size // cells
    grid = np.pad(rng.random((cells, cells), np.float32), 3, mode="wrap")
    wide = cv2.resize(grid, None, fx=step, fy=step, interpolation=cv2.INTER_CUBIC)
    noise = array(wide)[3 * step : 3 * step + size, 3 * step : 3 * step + size]
    return array(1 - np.abs(2 * noise - 1) ** 0.8) if ridged else noise


def sample(noise: Array, x: Any, y: Any) -> Array:
    """Noise at `x`, `y`, counted in tiles (it repeats at every whole number)."""
    size = noise.shape[0]
    x, y = np.broadcast_arrays(array(x), array(y))
    across = np.ascontiguousarray((x - np.floor(x)) * F(size), np.float32)
    down = np.ascontiguousarray((y - np.floor(y)) * F(size), np.float32)
    return cast(Array, cv2.remap(noise, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP))


def at(noise: Array, x: float, y: float) -> float:
    """Noise at one point."""
    return float(sample(noise, [[x]], [[y]])[0, 0])


GRAIN = (45, 512, 8, 8, 0.62)
"""The fine all-purpose texture: bark, soil, plaster."""


def grain(x: Any, y: Any) -> Array:
    """The all-purpose texture at `x`, `y`."""
    return sample(tile(*GRAIN), x, y)
