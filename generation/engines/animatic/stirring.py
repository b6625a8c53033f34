"""What moves by itself in a given picture: clouds drift over its sky, water stirs below its horizon."""

from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np

from generation.engines.animatic.depth import Nearness
from generation.engines.animatic.raster import Array, Bytes, F, array, blur, clip, resize, sample, smoothstep, tile
from generation.engines.animatic.scene import Scene

WET_PLACES = ("sea", "coast", "island", "lake", "river")
LEAST_SKY = 0.08  # of the picture
CLOUD_PACE = 0.0035  # frame heights a second
WAVE = 0.0042  # frame heights: how far the nearest water is displaced
COOL = 14  # Lab: water is no warmer than this above grey
WORK_WIDTH = 320


@dataclass(frozen=True)
class Stirring:
    """Where the sky (`sky` 0..1) and the water (`water` 0..1) of a picture are, on the mesh of its shot; `far` is the
    distance of the water there, in camera heights."""

    sky: Array | None
    water: Array | None
    across: Array
    far: Array

    def moved(self, x: Array, y: Array, clock: float, height: int) -> tuple[Array, Array]:
        """The places of the picture seen at `x`, `y` once it stirs, in frame pixels."""
        if self.sky is not None:
            x = x - self.sky * F(CLOUD_PACE * clock * height)
        if self.water is None:
            return x, y
        long, short = tile(81, 512, 6, 8, 0.55), tile(82, 512, 6, 8, 0.6)
        u, z = self.across * self.far, self.far
        a = sample(long, u * F(0.13) + F(clock * 0.05), z * F(0.34) - F(clock * 0.13)) - F(0.5)
        b = sample(short, u * F(0.31) - F(clock * 0.07), z * F(0.8) + F(clock * 0.21)) - F(0.5)
        reach = self.water * F(WAVE * height)
        return x + b * reach, y + (a + b) * reach * F(1.6)


def stirring(rgb: Bytes, near: Nearness, scene: Scene, columns: int, rows: int) -> Stirring:
    """What stirs in `rgb`, on a mesh of `columns` x `rows`; water only where the prompt speaks of it."""
    sky = resize(blur(near.sky, near.sky.shape[1] * 0.02), columns, rows) if near.sky.mean() > LEAST_SKY else None
    wet = not {scene.setting, *scene.surroundings}.isdisjoint(WET_PLACES) and "setting" in scene.named
    water = resize(_water(rgb, near), columns, rows) if wet else None
    down = np.maximum(np.arange(rows) / rows - near.horizon, 0)[:, None] + 0.03
    across = (np.arange(columns) / rows - columns / rows / 2)[None]
    return Stirring(sky, water, array(across), array(1 / down) + array(across) * 0)


def _water(rgb: Bytes, near: Nearness) -> Array:
    """Below the horizon, what is smooth along its rows and no warmer than grey."""
    h, w = rgb.shape[:2]
    k = min(1.0, WORK_WIDTH / w)
    small = cv2.resize(rgb, (max(8, round(w * k)), max(8, round(h * k))), interpolation=cv2.INTER_AREA)
    lab = cast(Array, cv2.cvtColor(small.astype(np.float32) * F(1 / 255), cv2.COLOR_RGB2Lab))
    cool = 1 - smoothstep(0, COOL, np.maximum(lab[..., 2], np.abs(lab[..., 1])))
    upright = blur(np.abs(array(cv2.Sobel(lab[..., 0], cv2.CV_32F, 1, 0))), 2)
    calm = 1 - smoothstep(12, 40, upright)
    v = array(np.arange(len(lab)) / len(lab))[:, None]
    below = smoothstep(near.horizon + 0.01, near.horizon + 0.12, v)
    ground = 1 - resize(near.sky, lab.shape[1], lab.shape[0])
    return blur(clip(cool * calm * below * ground, 0, 1), 3)
