"""Any picture -> a moving shot: the picture as a sheet drawn over its guessed relief, a camera in front of it.

A sheet bends where separate planes would tear: the relief is a guess, and a tree cut in two is worse than a leaning
one.
"""

from functools import partial
from typing import cast

import cv2
import numpy as np

from generation.engines.animatic.crew import Crew, Tick
from generation.engines.animatic.cropping import fitted
from generation.engines.animatic.depth import Nearness, estimate
from generation.engines.animatic.falling import over
from generation.engines.animatic.glides import Glide, glide
from generation.engines.animatic.plan import Plan
from generation.engines.animatic.raster import Array, Bytes, F, array, blur, clip, resize
from generation.engines.animatic.stirring import stirring

OVERSCAN = 0.16  # of the longer side, mirrored around the picture
FARTHEST, DEPTH_RANGE = 0.05, 0.4  # inverse depth of the farthest point, and what the nearest has more
DETAIL = 1.15  # the picture is kept this much larger than the frame where it has the pixels: shots zoom in
SOFT_SIDE, SOFT_SHARE, SOFT_FROM = 480, 0.12, 0.7  # the blur around a picture: worked out at, how far, full from
MESH_STEP = 4  # frame pixels between points of the sheet
SEARCH_STEPS = 4  # of the fixed point from a frame's pixel back to the picture; the relief is smooth, it settles fast
SMOOTHNESS = 0.012  # of the width: relief is blurred so far that the sheet never folds
UPRIGHT_SMOOTHNESS, UPRIGHT_FLATNESS = 0.12, 0.7  # more blur and less relief where standing things would bend
CLOSEST = 0.3  # of the distance to a point is the least the camera may leave


def surrounded(image: Bytes, pad: int) -> Bytes:
    """`image` as RGBA with `pad` pixels around it: mirrored, and the softer the farther out, so that a camera that
    looks past the edge sees more of the same and neither a border nor a twin."""
    wide = cv2.copyMakeBorder(cv2.cvtColor(image, cv2.COLOR_RGB2RGBA), pad, pad, pad, pad, cv2.BORDER_REFLECT_101)
    h, w = wide.shape[:2]
    k = max(1, max(h, w) // SOFT_SIDE)
    small = cv2.resize(wide, (max(1, w // k), max(1, h // k)), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), max(0.5, pad / k * SOFT_SHARE), borderType=cv2.BORDER_REFLECT_101)
    soft = cv2.resize(soft, (w, h), interpolation=cv2.INTER_LINEAR)
    across, down = (np.maximum(pad - np.arange(n), np.arange(n) - (n - 1 - pad)) for n in (w, h))
    outside = clip(np.maximum(across[None], down[:, None]) / (pad * SOFT_FROM), 0, 1)
    return cast(Bytes, cv2.blendLinear(wide, soft, array(1 - outside), array(outside)))


class Shot:
    """A camera move of `seconds` through one picture; `plan` is what the prompt asks for, for its weather and water."""

    def __init__(
        self, picture: Bytes, size: tuple[int, int], plan: Plan, seconds: float, crew: Crew, tick: Tick
    ) -> None:
        self.width, self.height = width, height = size
        self.style, self.seconds = plan.camera.style, seconds
        self.detail = float(np.clip(min(picture.shape[1] / width, picture.shape[0] / height), 1.0, DETAIL))
        image = fitted(picture, round(width * self.detail), round(height * self.detail))
        self.pad = int(max(image.shape[:2]) * OVERSCAN)
        self.image, near = crew.all([partial(_prepared, image, self.pad)], tick)[0]
        self.horizon = near.horizon
        columns, rows = max(2, width // MESH_STEP), max(2, height // MESH_STEP)
        self.inverse_depth = _relief(near, columns, rows)
        self.step = (width / columns, height / rows)
        x, y = ((np.arange(n) + 0.5) * step - 0.5 for n, step in zip((columns, rows), self.step, strict=True))
        self.x, self.y = (array(a) for a in np.meshgrid(x, y))
        self.stirring = stirring(image, near, plan.scene, columns, rows)
        self.falling = over(plan, width, height)

    def frame(self, t: float) -> Bytes:
        """The picture at `t` 0..1."""
        clock = t * self.seconds
        x, y = self._seen(glide(self.style, t, self.width / self.height, self.seconds))
        x, y = self._stirred(x, y, clock)
        k, p = F(self.detail), F(self.pad)
        x, y = ((resize(a, self.width, self.height) + F(0.5)) * k - F(0.5) + p for a in (x, y))
        seen = cv2.remap(self.image, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
        picture = cast(Bytes, cv2.cvtColor(seen, cv2.COLOR_RGBA2RGB))
        return picture if self.falling is None else cast(Bytes, cv2.add(picture, self.falling.added(picture, clock)))

    def _stirred(self, x: Array, y: Array, clock: float) -> tuple[Array, Array]:
        """Where clouds and water have moved what is seen at `x`, `y` of the picture."""
        moved = self.stirring.moved(self.x, self.y, clock, self.height)
        (dx, dy) = (self._mesh_at(a - b, x, y) for a, b in zip(moved, (self.x, self.y), strict=True))
        return x + dx, y + dy

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
            q = self._mesh_at(self.inverse_depth, x, y)
            k = np.maximum(1 - q * F(camera.z), F(CLOSEST))
            x = (u + q * F(camera.x * size)) * k + F(mx)
            y = (v - q * F(camera.y * size)) * k + F(level)
        return x, y

    def _mesh_at(self, values: Array, x: Array, y: Array) -> Array:
        """`values` of the mesh at places of the picture."""
        across, down = ((a + F(0.5)) / F(n) - F(0.5) for a, n in zip((x, y), self.step, strict=True))
        return cast(Array, cv2.remap(values, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def _prepared(image: Bytes, pad: int) -> tuple[Bytes, Nearness]:
    return surrounded(image, pad), estimate(image)


def _relief(near: Nearness, columns: int, rows: int) -> Array:
    """Inverse depth of every point of the mesh."""
    soft = blur(resize(near.near, columns, rows), (SMOOTHNESS + UPRIGHT_SMOOTHNESS * near.upright) * columns)
    soft = soft + (soft.mean() - soft) * F(UPRIGHT_FLATNESS * near.upright)
    return array(F(FARTHEST) + F(DEPTH_RANGE) * clip(soft, 0, 1))
