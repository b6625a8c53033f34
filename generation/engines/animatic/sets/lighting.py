"""How a set is lit: sky, sun through openings, lamps, corners in shade and the shadows things throw on the ground."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from generation.engines.animatic.raster import Array, Bytes, F, array, blur, clip, exp, smoothstep

MAP_CELLS = 320
GRAZING = 0.12
CORNER_REACH, CORNER_SHADE = 0.42, 0.5


@dataclass(frozen=True)
class Lamp:
    """A point of light: place, linear colour times power, how far it reaches, and the size of its halo."""

    place: tuple[float, float, float]
    colour: Array
    reach: float = 1.2
    halo: float = 0.0
    bulb: float = 1.0
    """How strong the halo is."""


@dataclass(frozen=True)
class Opening:
    """A window: on a side wall (`axis` 0, plane x = `at`) or the end wall (`axis` 2, plane z = `at`), from `low` to
    `high` along the wall and `foot` to `head` in height, with `panes` across and up; `arched` at the top."""

    axis: int
    at: float
    low: float
    high: float
    foot: float
    head: float
    panes: tuple[int, int] = (2, 3)
    arched: bool = False


@dataclass(frozen=True)
class Ground:
    """A map of the ground from above: light 0..1 in cells, from `x0`, `z0` over `width`, `length`."""

    light: Array
    x0: float
    z0: float
    width: float
    length: float

    def __call__(self, x: Array, z: Array) -> Array:
        """Light at points of the ground."""
        size = self.light.shape
        across = np.ascontiguousarray((x - F(self.x0)) * F(size[1] / self.width) - F(0.5), np.float32)[None]
        down = np.ascontiguousarray((z - F(self.z0)) * F(size[0] / self.length) - F(0.5), np.float32)[None]
        return array(remapped(self.light, across, down)[0])


LONGEST_REMAP = 32000


def remapped(image: Array, across: Array, down: Array) -> Array:
    """OpenCV's remap for one long row of points (it takes at most 32767 in a row)."""
    count = across.shape[1]
    even = count - count % LONGEST_REMAP
    found = []
    for run, shape in ((slice(0, even), (-1, LONGEST_REMAP)), (slice(even, count), (1, -1))):
        x, y = (np.ascontiguousarray(c[0, run].reshape(shape), np.float32) for c in (across, down))
        if x.size:
            found.append(cv2.remap(image, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).reshape(1, -1))
    return array(found[0] if len(found) == 1 else np.concatenate(found, 1))


@dataclass(frozen=True)
class Canyon:
    """The row of houses on the sunny side of a street: `half` its half width, heights between depths `edges`."""

    half: float
    edges: Array
    heights: Array

    def __call__(self, toward: Array, x: Array, y: Array, z: Array) -> Array:
        """Sun 0..1 that passes over the roofs to points."""
        across = max(abs(float(toward[0])), 1e-3)
        way = (F(self.half) - x * F(np.sign(toward[0]))).clip(0) / F(across)
        there = np.searchsorted(self.edges, z + way * F(toward[2])).clip(0, len(self.heights) - 1)
        passed = smoothstep(-0.06, 0.06, y + way * F(toward[1]) - self.heights[there])
        return array(np.where(way < 0.02, 1, passed))


@dataclass(frozen=True)
class Lighting:
    """All light of one set. `sun` is its linear colour times power, `toward` points at it (x, y, z away)."""

    ambient: Array
    sun: Array
    toward: Array
    lamps: tuple[Lamp, ...] = ()
    openings: tuple[Opening, ...] | None = None
    """Where the sun gets in; None under the open sky."""
    box: tuple[float, float, float, float] | None = None
    """Half width, far end, height and near end of a room, for the shade in its corners."""
    ground: Ground | None = None
    """Sunlight left on the ground."""
    contact: Ground | None = None
    """What the things standing on the ground leave of the light around their feet."""
    canyon: Canyon | None = None
    """Walls along a street that keep the sun out."""
    haze: float = 0.0
    shade: float = 1.0

    def __call__(self, x: Array, y: Array, z: Array, normal: Array) -> Array:
        """Light (n, 3) that falls on points with `normal` (3, n)."""
        open_sky = F(0.74) + F(0.26) * normal[1]
        if self.box is not None:
            open_sky = open_sky * self._corners(x, y, z, normal)
        floor = (y < 0.012) & (normal[1] > 0.9)
        if self.contact is not None and floor.any():
            open_sky[floor] *= self.contact(x[floor], z[floor])
        levels, colours = [open_sky], [self.ambient]
        if self.sun.max() > 0.01:
            levels.append(self._sunlight(x, y, z, normal, floor))
            colours.append(self.sun)
        for lamp in self.lamps:
            levels.append(self._lamplight(lamp, x, y, z, normal))
            colours.append(lamp.colour)
        total = np.zeros((3, len(x)), np.float32)
        for level, colour in zip(levels, colours, strict=True):
            for channel in range(3):
                total[channel] += level * F(colour[channel])
        return array(total.T)

    def _corners(self, x: Array, y: Array, z: Array, normal: Array) -> Array:
        assert self.box is not None
        half, far, height, _ = self.box
        nx, ny, nz = (np.abs(n) for n in normal)
        reach, shade = F(-1 / CORNER_REACH), F(CORNER_SHADE)
        left = exp((F(half) - np.abs(x)).clip(0) * reach) * (1 - nx)
        back = exp((F(far) - z).clip(0) * reach) * (1 - nz)
        low = exp(y.clip(0) * F(-2.6)) * (1 - ny)
        high = exp((F(height) - y).clip(0) * reach) * (1 - ny)
        return array((1 - shade * left) * (1 - shade * back) * (1 - F(0.42) * low) * (1 - F(0.7) * shade * high))

    def _sunlight(self, x: Array, y: Array, z: Array, normal: Array, floor: Any) -> Array:
        facing = (normal[0] * self.toward[0] + normal[1] * self.toward[1] + normal[2] * self.toward[2]).clip(0)
        if self.openings is None:
            if self.ground is not None and floor.any():
                facing[floor] *= self.ground(x[floor], z[floor])
            if self.canyon is not None:
                facing *= self.canyon(self.toward, x, y, z)
            return array(facing)
        passed = np.zeros_like(x)
        for opening in self.openings:
            passed += self._through(opening, x, y, z)
        return array((facing * F(0.85) + F(0.15)) * passed)

    def _through(self, opening: Opening, x: Array, y: Array, z: Array) -> Array:
        """How much sun reaches points through a window, with the shadow of its bars."""
        lx, ly, lz = (float(c) for c in self.toward)
        if opening.axis == 2:  # straight in: a sun that grazes the far wall would leave slivers on the side walls
            lx, lz = lx * GRAZING, float(np.hypot(lx, lz)) * 0.8
        depth, slope = (x, lx) if opening.axis == 0 else (z, lz)
        passed = np.zeros_like(x)
        if abs(slope) < 0.05:
            return passed
        way = (F(opening.at) - depth) * F(1 / slope)
        rise = y + way * F(ly)
        along = (z + way * F(lz)) if opening.axis == 0 else (x + way * F(lx))
        s = (along - F(opening.low)) * F(1 / (opening.high - opening.low))
        t = (rise - F(opening.foot)) * F(1 / (opening.head - opening.foot))
        hit = np.flatnonzero((s > 0) & (s < 1) & (t > 0) & (t < 1) & (way > 0.01))
        if len(hit):
            fall_off = smoothstep(2.6, 1.8, way[hit]) if opening.axis == 2 else F(1)
            passed[hit] = _barred(opening, s[hit], t[hit]) * fall_off
        return passed

    @staticmethod
    def _lamplight(lamp: Lamp, x: Array, y: Array, z: Array, normal: Array) -> Array:
        dx, dy, dz = (F(p) - c for p, c in zip(lamp.place, (x, y, z), strict=True))
        square = dx * dx + dy * dy + dz * dz + F(0.01)
        near = 1 / np.sqrt(square)
        facing = (normal[0] * dx + normal[1] * dy + normal[2] * dz) * near
        far = 1 + square * F(1 / lamp.reach**2)
        return array((F(0.25) + F(0.75) * facing.clip(0)) / (far * np.sqrt(far)))


def _barred(opening: Opening, s: Array, t: Array) -> Array:
    """How much of a window's light passes at shares of its width and height, between its bars and past its frame."""
    soft = 0.05
    inside = smoothstep(0, soft, s) * smoothstep(1, 1 - soft, s) * smoothstep(0, soft, t) * smoothstep(1, 1 - soft, t)
    nx, ny = opening.panes
    bars: Any = smoothstep(0.02, 0.1, np.abs((s * F(nx) + F(0.5)) % 1 - F(0.5))) if nx > 1 else F(1)
    bars = bars * (smoothstep(0.02, 0.1, np.abs((t * F(ny) + F(0.5)) % 1 - F(0.5))) if ny > 1 else F(1))
    return array(inside * bars)


def contact(feet: Sequence[Any], bounds: tuple[float, float, float, float], softness: float = 0.1) -> Ground:
    """Soft shade around the feet of things: polygons (x, z) on the ground; bounds are x0, x1, z0, z1."""
    return _map(feet, bounds, softness, 0.62)


def cast_shadows(feet: Sequence[tuple[Any, float]], toward: Array, bounds: tuple[float, float, float, float]) -> Ground:
    """Shadows in the sun: each polygon (x, z) with its height is drawn out away from the light."""
    shapes = []
    rise = max(float(toward[1]), 0.25)
    shift = np.array([-float(toward[0]), -float(toward[2])]) / rise
    for foot, height in feet:
        points = np.asarray(foot, np.float32)
        both = array(np.r_[points, points + array(shift * height)])
        shapes.append(cv2.convexHull(both)[:, 0])
    return _map(shapes, bounds, 0.012, 0.93)


def _map(shapes: Sequence[Any], bounds: tuple[float, float, float, float], softness: float, depth: float) -> Ground:
    x0, x1, z0, z1 = bounds
    dark: Bytes = np.zeros((MAP_CELLS, MAP_CELLS), np.uint8)
    k = np.array([MAP_CELLS / (x1 - x0), MAP_CELLS / (z1 - z0)])
    for shape in shapes:
        points = ((np.asarray(shape, float) - (x0, z0)) * k * 16).round().astype(np.int32)
        cv2.fillPoly(dark, [points], 255, cv2.LINE_AA, 4)
    soft = blur(array(dark) / F(255), softness * k[0], softness * k[1])
    return Ground(array(1 - F(depth) * clip(soft, 0, 1)), x0, z0, x1 - x0, z1 - z0)
