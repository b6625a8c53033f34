"""Any picture -> a moving shot: the picture as a sheet drawn over its guessed relief, a camera in front of it.

A sheet bends where separate planes would tear: the relief is a guess, and a tree cut in two is worse than a leaning
one.
"""

from functools import partial
from typing import cast

import cv2
import numpy as np

from generation.engines.animatic.crew import Crew, Tick
from generation.engines.animatic.depth import Nearness, estimate
from generation.engines.animatic.glides import Glide, glide
from generation.engines.animatic.plan import Style
from generation.engines.animatic.raster import Array, Bytes, F, array, blur, clip, resize

OVERSCAN = 0.16  # of the longer side, mirrored around the picture
FARTHEST, DEPTH_RANGE = 0.05, 0.4  # inverse depth of the farthest point, and what the nearest has more
DETAIL = 1.15  # the picture is kept this much larger than the frame where it has the pixels: shots zoom in
MESH_STEP = 4  # frame pixels between points of the sheet
SEARCH_STEPS = 4  # of the fixed point from a frame's pixel back to the picture; the relief is smooth, it settles fast
SMOOTHNESS = 0.012  # of the width: relief is blurred so far that the sheet never folds
UPRIGHT_SMOOTHNESS, UPRIGHT_FLATNESS = 0.12, 0.7  # more blur and less relief where standing things would bend
CLOSEST = 0.3  # of the distance to a point is the least the camera may leave


def fitted(rgb: Bytes, width: int, height: int) -> Bytes:
    """`rgb` scaled to fill the frame, what is over cut off evenly."""
    rgb = np.ascontiguousarray(rgb[..., :3])
    k = max(width / rgb.shape[1], height / rgb.shape[0])
    w, h = max(width, round(rgb.shape[1] * k)), max(height, round(rgb.shape[0] * k))
    how = cv2.INTER_AREA if k < 1 else cv2.INTER_CUBIC
    grown = cast(Bytes, cv2.resize(rgb, (w, h), interpolation=how))
    x, y = (w - width) // 2, (h - height) // 2
    return np.ascontiguousarray(grown[y : y + height, x : x + width])


class Shot:
    """A camera move through one picture."""

    def __init__(self, picture: Bytes, width: int, height: int, style: Style, crew: Crew, tick: Tick) -> None:
        self.width, self.height, self.style = width, height, style
        self.detail = float(np.clip(min(picture.shape[1] / width, picture.shape[0] / height), 1.0, DETAIL))
        image = fitted(picture, round(width * self.detail), round(height * self.detail))
        self.pad = int(max(image.shape[:2]) * OVERSCAN)
        p = self.pad
        self.image = cast(Bytes, cv2.copyMakeBorder(image, p, p, p, p, cv2.BORDER_REFLECT_101))
        [near] = crew.all([partial(estimate, image)], tick)
        self.horizon = near.horizon
        columns, rows = max(2, width // MESH_STEP), max(2, height // MESH_STEP)
        self.inverse_depth = _relief(near, columns, rows)
        self.step = (width / columns, height / rows)
        x, y = ((np.arange(n) + 0.5) * step - 0.5 for n, step in zip((columns, rows), self.step, strict=True))
        self.x, self.y = (array(a) for a in np.meshgrid(x, y))

    def frame(self, t: float) -> Bytes:
        """The picture at `t` 0..1."""
        x, y = self._seen(glide(self.style, t, self.width / self.height))
        k, p = F(self.detail), F(self.pad)
        x, y = ((resize(a, self.width, self.height) + F(0.5)) * k - F(0.5) + p for a in (x, y))
        border = cv2.BORDER_REFLECT_101
        return cast(Bytes, cv2.remap(self.image, x, y, cv2.INTER_LINEAR, borderMode=border))

    def _seen(self, camera: Glide) -> tuple[Array, Array]:
        """For each point of the mesh on the frame, the place in the picture (frame pixels) that is seen there."""
        size, mx, my = min(self.width, self.height), self.width / 2, self.height / 2
        c, s = np.cos(camera.roll) / camera.zoom, np.sin(camera.roll) / camera.zoom
        dx, dy = self.x - F(mx), self.y - F(my)
        level = self.horizon * self.height
        u = dx * F(c) - dy * F(s) + F(camera.pan * size)
        v = dx * F(s) + dy * F(c) + F(my - level - camera.tilt * size)
        x, y = u + F(mx), v + F(level)
        for _ in range(SEARCH_STEPS):
            q = self._inverse_depth_at(x, y)
            k = np.maximum(1 - q * F(camera.z), F(CLOSEST))
            x = (u + q * F(camera.x * size)) * k + F(mx)
            y = (v - q * F(camera.y * size)) * k + F(level)
        return x, y

    def _inverse_depth_at(self, x: Array, y: Array) -> Array:
        across, down = ((a + F(0.5)) / F(n) - F(0.5) for a, n in zip((x, y), self.step, strict=True))
        found = cv2.remap(self.inverse_depth, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return cast(Array, found)


def _relief(near: Nearness, columns: int, rows: int) -> Array:
    """Inverse depth of every point of the mesh."""
    soft = blur(resize(near.near, columns, rows), (SMOOTHNESS + UPRIGHT_SMOOTHNESS * near.upright) * columns)
    soft = soft + (soft.mean() - soft) * F(UPRIGHT_FLATNESS * near.upright)
    return array(F(FARTHEST) + F(DEPTH_RANGE) * clip(soft, 0, 1))
