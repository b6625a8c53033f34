"""Open water: the mirrored scene, displaced by waves in ground coordinates, with Fresnel, crests and glitter."""

from typing import cast

import cv2
import numpy as np

from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.moves import Pose
from generation.engines.animatic.raster import Array, Bytes, F, array, clip, exp, resize, sample, tile

CALM_PLACES = ("lake", "river", "cave", "city")


def mirrored(picture: Bytes, line: float) -> Bytes:
    """The picture turned over about height `line`; below the reach of the mirror its last row goes on."""
    height = picture.shape[0]
    b = min(max(int(line * height), 1), height - 1)
    out = picture.copy()
    k = min(b, height - b)
    out[b : b + k] = picture[b - k : b][::-1]
    out[b + k :] = out[b + k - 1]
    return out


def _display(colour: Array) -> Array:
    return array(np.clip(colour, 0, 1) ** (1 / 2.2))


class Water:
    """The water of one shot. Waves are worked out at half size; the eye follows the mirror image, not them."""

    def __init__(self, canvas: Canvas) -> None:
        self.plan = plan = canvas.plan
        self.height, self.width = canvas.frame_height, canvas.frame_width
        self.line, zoom = plan.view.down(plan.waterline or 0.0), plan.view.zoom
        self.top = min(max(int(self.line * self.height), 1), self.height - 2)
        self.calm = plan.scene.setting in CALM_PLACES
        self.storm = plan.scene.weather == "storm"
        self.swell = 0.5 if self.calm else 1.7 if self.storm else 1.1
        rows, columns = np.arange(self.top, self.height, dtype=np.float32), np.arange(self.width, dtype=np.float32)
        self.xx, self.yy = (array(a) for a in np.meshgrid(columns, rows))
        self.depth = np.maximum(rows / F(self.height) - F(self.line), 0)[:, None] / F(zoom) + F(0.004)
        half = self.depth[::2]
        self.far = 1 / (half + F(0.03))
        middle = plan.view.across(plan.aspect / 2)
        self.across = (array(columns[::2] / F(self.height))[None] - F(middle)) / F(zoom) * self.far
        self._paint_colours(canvas)

    def _paint_colours(self, canvas: Canvas) -> None:
        plan, d, light = self.plan, self.depth, self.plan.light
        self.mirror_share = clip(0.86 - d * F(0.75 if self.calm else 1.05), 0.3, 0.9)[..., None]
        tinted = 0.62 if "water" in plan.scene.tints else 1.0
        self.mirror_share = self.mirror_share * F(tinted)
        self.body = _display(plan.palette.water * F(0.6 if tinted == 1.0 else 0.95))
        self.crest_colour = _display(plan.palette.sky[3])
        self.sun = _display(light.colour) * F(0.85 * min(1.0, light.power + 0.35))
        reach = 1.0 if light.disc or light.glow > 0.7 else 0.25
        u = array(np.arange(self.width) / self.height / plan.view.zoom + plan.view.left)[None] - F(light.u)
        column = exp(-((u / (F(0.035) + d * F(0.42))) ** 2))
        self.column = column * F(reach if light.v < plan.horizon else 0.0)
        self.horizon_share = exp(d / F(-0.012))[..., None] * F(0.35)
        row = min(canvas.margin_y + self.top, canvas.height - 1)
        self.horizon_colour = _display(canvas.air[row, canvas.width // 2])

    def _waves(self, camera: Pose, clock: float) -> tuple[Array, Array]:
        z = self.far * F(1 + camera.y) + F(camera.z)
        x = self.across * F(1 + camera.y) + F(camera.x)
        long, short = tile(81, 512, 6, 8, 0.55), tile(82, 512, 6, 8, 0.6)
        z = z + x * 0
        a = sample(long, x * F(0.13) + F(clock * 0.05), z * F(0.34) - F(clock * 0.13))
        b = sample(short, x * F(0.31) - F(clock * 0.07), z * F(0.8) + F(clock * 0.21))
        rows, columns = len(self.yy), self.width
        return resize(a, columns, rows), resize(b, columns, rows)

    def paint(self, picture: Bytes, mirror: Bytes, camera: Pose, clock: float) -> Bytes:
        """`picture` with its water painted in; `mirror` is the scene turned over."""
        a, b = self._waves(camera, clock)
        n = a * F(0.6) + b * F(0.4) - F(0.5)
        reflection = self._displaced(mirror, n, b)
        shade = 1 + n * F(0.35 * (1 + self.swell))
        share = self.mirror_share
        out = cv2.multiply(reflection, cv2.merge([np.ascontiguousarray(np.broadcast_to(share[..., 0], n.shape))] * 3))
        out = array(out) + self.body * (shade[..., None] * (1 - share))
        crest = clip((n - F(0.12)) * 5, 0, 1) * clip(1 - self.depth * F(1.2), 0.2, 1) * F(0.05 * self.swell)
        out += crest[..., None] * self.crest_colour
        sparkle = clip((b * F(0.75) + a * F(0.35) - F(0.6) - self.depth * F(0.05)) * 13, 0, 1) * self.column
        out += sparkle[..., None] * self.sun
        if self.storm:
            out += (clip((n - F(0.2)) * 8, 0, 1) ** 2 * F(0.45))[..., None]
        out += (self.horizon_colour - out) * self.horizon_share
        picture[self.top :] = cv2.convertScaleAbs(np.maximum(out, 0), alpha=255)
        return picture

    def _displaced(self, mirror: Bytes, n: Array, b: Array) -> Array:
        h = self.height * self.plan.view.zoom
        across, down = (0.0015, 0.004) if self.calm else (0.006, 0.03)
        soft = cv2.GaussianBlur(mirror, (0, 0), sigmaX=max(0.5, h * across), sigmaY=max(0.5, h * down))
        near = np.minimum(self.depth, F(0.3)) + F(0.012)
        y = np.clip(self.yy + n * near * F(self.swell * 0.448 * h), self.top, self.height - 1)
        x = self.xx + (b - F(0.5)) * near * F(self.swell * 0.1 * h)
        moved = cv2.remap(soft, x, array(y), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        return cast(Array, moved.astype(np.float32)) * F(1 / 255)
