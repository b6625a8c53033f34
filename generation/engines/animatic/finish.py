"""The finish of a shot: levels and exposure fixed for the whole shot, bloom, weather, colour, vignette, grain."""

from typing import cast

import cv2
import numpy as np

from generation.engines.animatic.plan import Plan
from generation.engines.animatic.raster import Array, Bytes, F, array, blur, clip, resize
from generation.engines.animatic.weather import Weather

LUMA = array([0.27, 0.52, 0.21])
GRAIN_LEVEL = 2.4  # of 255
GRAIN_MARGIN = 64
BLOOM_FROM, BLOOM = 0.62, 0.55


class Finish:
    """Develops composed frames; call `expose` once before `develop`."""

    def __init__(self, plan: Plan, width: int, height: int) -> None:
        self.plan, self.width, self.height = plan, width, height
        self.weather = Weather(plan, width, height)
        v = array((np.arange(height) + 0.5) / height)[:, None]
        u = array((np.arange(width) + 0.5) / width)[None]
        corner = ((u - F(0.5)) ** 2 * F(1.5) + (v - F(0.5)) ** 2 * F(1.7)) * F(1.5)
        self.vignette = 1 - F(plan.grade.vignette) * clip(corner, 0, 1)
        shape = (height + GRAIN_MARGIN, width + GRAIN_MARGIN)
        noise = array(np.random.default_rng(1).standard_normal(shape, np.float32)) * F(GRAIN_LEVEL)
        self.noise = cast(Array, cv2.merge([noise, noise, noise]))
        self.matrix = self._colour_matrix()
        self.low, self.gain = 0.0, 1.0
        self.curve: Bytes = np.arange(256, dtype=np.uint8)

    def _colour_matrix(self) -> Array:
        grade, weights = self.plan.grade, np.array([0.2126, 0.7152, 0.0722])
        keep = grade.saturation * np.eye(3) + (1 - grade.saturation) * np.ones((3, 1)) * weights
        return array(np.diag(grade.tint) @ keep)

    def expose(self, picture: Bytes) -> None:
        """Gentle automatic levels and exposure, measured on one frame and kept for the whole shot."""
        small = array(cv2.resize(picture, (160, 90), interpolation=cv2.INTER_AREA)) * F(1 / 255)
        peak = small.max(2)
        dark, light = (float(x) for x in np.percentile(peak, (1, 99.3)))
        self.low = dark * 0.64 - 0.015
        high = 1 - (1 - max(light, 0.55)) * 0.6
        high = max(high, 0.8) if self.plan.palette.night > 0.9 else high
        self.gain = 1 / max(high - self.low, 0.2)
        mean = 0.35 * float(peak.mean()) + 0.65 * float((small @ array([0.2126, 0.7152, 0.0722])).mean())
        level = min(max((mean - self.low) * self.gain, 0.05), 0.9)
        power = min(max(float(np.log(self._target()) / np.log(level)), 0.58), 1.15)
        x = np.linspace(0, 1, 256) ** power
        curve = np.clip(x + self.plan.grade.contrast * 1.8 * (x - 0.5) * x * (1 - x), 0, 1)
        self.curve = (curve * 255 + 0.5).astype(np.uint8)

    def _target(self) -> float:
        """The mean brightness aimed at."""
        night, scene = self.plan.palette.night, self.plan.scene
        target = 0.3 if night > 0.8 else 0.41 if night > 0.2 else 0.49
        target -= 0.06 if scene.mood in ("ominous", "mysterious") or scene.setting == "cave" else 0.0
        return target + (0.06 if scene.snowy and night < 0.2 else 0.0)

    def develop(self, picture: Bytes, clock: float, index: int) -> Bytes:
        """The finished frame at `clock` seconds; `index` picks its grain."""
        f = array(picture) * F(1 / 255)
        if self.plan.birds:
            self.weather.birds(f, clock)
        f = self._levelled(f)
        f = self._bloom(f)
        f = self.weather.fall(f, clock)
        f = cast(Array, cv2.transform(f, self.matrix))
        y, x = (int(n) for n in np.random.default_rng(index + 3).integers(0, GRAIN_MARGIN, 2))
        f = cast(Array, cv2.scaleAdd(f, 255.0, self.noise[y : y + self.height, x : x + self.width]))
        return cast(Bytes, cv2.LUT(cv2.convertScaleAbs(np.maximum(f, 0)), self.curve))

    def _levelled(self, f: Array) -> Array:
        """Black point and gain by brightness (by channel they would oversaturate a dusk), and the vignette."""
        y = cast(Array, cv2.transform(f, LUMA[None])) + F(1e-3)
        k = np.maximum((y - F(self.low)) * F(self.gain), 0) / y * self.vignette
        return cast(Array, cv2.multiply(f, cv2.merge([k, k, k])))

    def _bloom(self, f: Array) -> Array:
        w, h = self.width, self.height
        small = resize(f, max(1, w // 4), max(1, h // 4))
        bright = clip(small - F(BLOOM_FROM), 0, 1) * F(1.1)
        glow = (blur(bright, h * 0.008) + blur(bright, h * 0.03)) * F(0.5 * BLOOM)
        glow = resize(glow, w, h)
        return cast(Array, cv2.subtract(cv2.add(f, glow), cv2.multiply(f, glow)))
