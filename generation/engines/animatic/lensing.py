"""What the lens itself does to bright light: the ghosts of a flare, and an anamorphic lens's blue streaks."""

from typing import cast

import cv2
import numpy as np

from generation.engines.animatic.plan import Plan
from generation.engines.animatic.raster import Array, Bytes, F, array, clip, exp

SHARE = 4  # worked out at a fourth of the size
GHOSTS = (
    (0.34, 0.026, "#3f9cff", 0.5), (0.62, 0.05, "#ff9a3a", 0.42), (0.86, 0.018, "#5dff9a", 0.55),
    (1.24, 0.07, "#ff6a3a", 0.36), (1.46, 0.03, "#5a84ff", 0.6), (1.78, 0.11, "#a06aff", 0.34),
)  # fmt: skip
"""Where a ghost lies on the way from the light through the middle (1) to the other side (2), its radius in frame
heights, colour and strength."""
RING, RING_WIDTH, RING_POWER = 0.36, 0.014, 0.09
RAYS = 14
STREAK = "#4f9cff"
BRIGHT_FROM = 132  # of 255: what is brighter draws a streak
STREAK_REACH, STREAK_GAIN = 0.2, 7.0  # of the frame's width, and how strong
FURTHEST = 0.04  # of the frame: a light beyond its edge flares from just inside


class Lens:
    """Flares and streaks over frames of `width` x `height` pixels; `on` tells whether the scene asks for any."""

    def __init__(self, plan: Plan, width: int, height: int) -> None:
        self.plan, self.size = plan, (width, height)
        self.flares, self.streaks = plan.scene.has("lens flare"), plan.scene.has("anamorphic")
        self.on = self.flares or self.streaks
        self.small = (max(8, width // SHARE), max(8, height // SHARE))
        view, light = plan.view, plan.light
        self.light = view.across(light.u) * height, view.down(light.v) * height
        """Where the light stands in the frame of a camera at rest, in pixels."""
        if plan.air != "open" or plan.scene.setting == "room":
            self.light = width * (0.93 if light.direction[0] > 0 else 0.07), height * 0.1
        dim = plan.scene.weather in ("rain", "storm", "snow", "fog", "dark clouds") or plan.palette.night > 0.8
        self.power = 0.7 if dim else 1.0

    def over(self, picture: Bytes, light: tuple[float, float]) -> Bytes:
        """`picture` (RGBA) as the lens sees it while the light is at pixel `light`."""
        w, h = self.small
        added = np.zeros((h, w, 3), np.float32)
        x, y = (float(np.clip(at / size, FURTHEST, 1 - FURTHEST)) for at, size in zip(light, self.size, strict=True))
        if self.flares:
            added += self._flare(x * w, y * h) * F(self.power)
        if self.streaks:
            added += self._streaked(picture) + self._streak(x * w, y * h) * F(0.55 * self.power)
        eight = cv2.convertScaleAbs(np.minimum(added, 1), alpha=255)
        wide = cv2.resize(cv2.cvtColor(eight, cv2.COLOR_RGB2RGBA), self.size, interpolation=cv2.INTER_LINEAR)
        wide[..., 3] = 0
        keep = cv2.multiply(cv2.bitwise_not(picture), wide, scale=1 / 255)  # laid on like light: it never clips
        return cast(Bytes, cv2.add(picture, keep))

    def _flare(self, x: float, y: float) -> Array:
        """Star, veil, ring and ghosts of a light at `x`, `y`."""
        w, h = self.small
        v, u = np.mgrid[0:h, 0:w].astype(np.float32)
        du, dv = (u - F(x)) * F(1 / h), (v - F(y)) * F(1 / h)
        far, angle = np.hypot(du, dv), np.arctan2(dv, du)
        rays = F(0.5) + F(0.5) * np.cos(angle * F(RAYS)) * np.cos(angle * F(RAYS * 0.37) + F(1))
        level = exp(far * F(-26)) * F(1.3) + exp(far * F(-7)) * (F(0.12) + F(0.5) * rays**4) + exp(far * F(-2)) * F(0.2)
        total = level[..., None] * self._tint(0.7)
        hoop = exp(-(((far - F(RING)) / F(RING_WIDTH)) ** 2)) * F(RING_POWER)
        for channel, grow in enumerate((0.985, 1.0, 1.02)):  # a ring is red inside and blue outside
            total[..., channel] += hoop * exp(-(((far * F(grow) - F(RING)) / F(RING_WIDTH * 0.8)) ** 2))
        for way, radius, colour, power in GHOSTS:
            gx, gy = x + (w / 2 - x) * way, y + (h / 2 - y) * way
            off = np.hypot(u - F(gx), v - F(gy)) * F(1 / (radius * h))
            disc = clip((1 - off) * F(radius * h * 0.45) + F(0.5), 0, 1) * (F(0.5) + F(0.5) * clip(off, 0, 1) ** 3)
            total += disc[..., None] * _display(colour) * F(power)
        return array(total)

    def _streak(self, x: float, y: float) -> Array:
        """One thin line of blue across the frame at the light's height."""
        w, h = self.small
        across = exp(np.abs(array(np.arange(w)) - F(x)) * F(-2.6 / w))
        down = np.abs(array(np.arange(h)) - F(y)) * F(1 / h)
        line = exp(down * F(-190)) + exp(down * F(-45)) * F(0.22)
        return array((line[:, None] * across[None])[..., None] * _display(STREAK))

    def _streaked(self, picture: Bytes) -> Array:
        """What is bright, drawn out sideways."""
        w, _ = self.small
        few = cv2.cvtColor(cv2.resize(picture, self.small, interpolation=cv2.INTER_AREA), cv2.COLOR_RGBA2GRAY)
        bright = cv2.subtract(few, np.full_like(few, BRIGHT_FROM)).astype(np.float32) * F(1 / 255)
        reach = int(w * STREAK_REACH) | 1
        wide = cv2.blur(cv2.blur(bright, (reach, 1)), (reach, 1))
        return array(clip(wide * F(STREAK_GAIN), 0, 0.5)[..., None] * _display(STREAK))

    def _tint(self, white: float) -> Array:
        colour = self.plan.light.colour / F(max(float(self.plan.light.colour.max()), 1e-3))
        return array(colour * F(1 - white) + F(white))


def _display(colour: str) -> Array:
    """Display values 0..1 of "#rrggbb"."""
    return array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
