"""The finish of a shot: levels and colour, fixed for the whole shot and given to every slide before it is shot; then
for each frame vignette, bloom, weather and grain, in 8 bit."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import cast

import cv2
import numpy as np

from generation.engines.animatic.canvas import Slide
from generation.engines.animatic.falling import Falling
from generation.engines.animatic.keylight import setup
from generation.engines.animatic.plan import Plan
from generation.engines.animatic.raster import Array, Bytes, F, Shape, array, blur, clip, resize
from generation.engines.animatic.styles import style
from generation.engines.animatic.weather import Weather

LUMA = array([0.27, 0.52, 0.21])
BRIGHTNESS = np.array([0.2126, 0.7152, 0.0722])
"""How much of a picture's brightness each channel is (BT.709)."""
STILL_GRAIN, FILM_GRAIN = 2.2, 1.25  # of 255; in a film it adds up to flicker
GRAIN_MARGIN = 64
BLOOM_FROM, BLOOM = 0.62, 0.55
BLOOM_SHARE = 4  # bloom is worked out at a fourth of the size
DARKER, DARKEST, DARK_FROM = 1.15, 2.1, -0.1  # of a curve; a light that is to be dark may go farther
COARSE_GRAIN, COARSE_KEPT = 0.7, 2.0  # how large it is in pixels, and what makes up for blurring it
COARSE_FROM = 4.0  # times the usual grain: from here on a grain is larger than a pixel
LEAST_LUMA = 1e-3
STRIP_ROWS = 64  # slides and frames are worked on in strips that fit the processor's cache
DITHER_STEP = 37  # pixels each strip takes its noise farther along


def colour_matrix(saturation: float, tint: Sequence[float]) -> Array:
    """Multiplies a colour: nearer to its grey or farther from it, then each channel by its tint."""
    keep = saturation * np.eye(3) + (1 - saturation) * np.ones((3, 1)) * BRIGHTNESS
    return array(np.diag(tint) @ keep)


def target_brightness(plan: Plan) -> float:
    """The mean brightness aimed at, 0..1."""
    night, scene = plan.palette.night, plan.scene
    target = 0.3 if night > 0.8 else 0.41 if night > 0.2 else 0.49
    target -= 0.06 if scene.mood in ("ominous", "mysterious") or scene.setting == "cave" else 0.0
    target += setup(scene).exposure
    return target + (0.06 if scene.snowy and night < 0.2 else 0.0)


def with_contrast(curve: Shape, contrast: float) -> Bytes:
    """256 levels 0..1 with more or less contrast, as a table of bytes."""
    steeper = curve + contrast * 1.8 * (curve - 0.5) * curve * (1 - curve)
    return (np.clip(steeper, 0, 1) * 255 + 0.5).astype(np.uint8)


class Finish:
    """Develops frames (RGBA, 8 bit) that were composed as large as `composed`, at `width` x `height`; call `expose` and
    `levelled` first."""

    def __init__(self, plan: Plan, width: int, height: int, grain: float, composed: tuple[int, int]) -> None:
        self.plan, self.width, self.height, self.composed = plan, width, height, composed
        self.falling = Falling(plan, *composed)
        self.flock = Weather(plan, *composed) if plan.birds else None
        self.vignette = self._vignette()
        self.style = style(plan.scene.style, width, height)
        self.noise = self._noise(grain * plan.grade.grain if self.style is None else 0.0, plan.grade.grain)
        self.matrix = colour_matrix(plan.grade.saturation, plan.grade.tint)
        self.low, self.gain = 0.0, 1.0
        self.curve: Bytes = np.arange(256, dtype=np.uint8)

    def _vignette(self) -> Bytes:
        width, height = self.composed
        v = array((np.arange(height) + 0.5) / height)[:, None]
        u = array((np.arange(width) + 0.5) / width)[None]
        corner = ((u - F(0.5)) ** 2 * F(1.5) + (v - F(0.5)) ** 2 * F(1.7)) * F(1.5)
        share = 1 - F(self.plan.grade.vignette) * clip(corner, 0, 1)
        dither = np.random.default_rng(2).random(share.shape, np.float32)
        return _three((share * F(254) + dither).astype(np.uint8))

    def _noise(self, level: float, times: float) -> tuple[Bytes, Bytes]:
        """Grain to add and grain to take away, larger than the frame, so that each frame takes another piece."""
        shape = (self.height + GRAIN_MARGIN, self.width + GRAIN_MARGIN)
        noise = np.random.default_rng(1).standard_normal(shape, np.float32) * F(level)
        if times > COARSE_FROM:
            noise = blur(noise, COARSE_GRAIN) * F(COARSE_GRAIN * COARSE_KEPT)
        whole = np.round(noise).astype(np.int8)
        return _three(np.maximum(whole, 0).astype(np.uint8)), _three(np.maximum(-whole, 0).astype(np.uint8))

    def expose(self, picture: Bytes) -> None:
        """Gentle automatic levels and exposure, measured on one frame and kept for the whole shot."""
        small = array(cv2.resize(picture[..., :3], (160, 90), interpolation=cv2.INTER_AREA)) * F(1 / 255)
        peak = small.max(2)
        dark, light = (float(x) for x in np.percentile(peak, (1, 99.3)))
        self.low = dark * 0.64 - 0.015
        high = 1 - (1 - max(light, 0.55)) * 0.6
        high = max(high, 0.8) if self.plan.palette.night > 0.9 else high
        self.gain = 1 / max(high - self.low, 0.2)
        mean = 0.35 * float(peak.mean()) + 0.65 * float((small @ array(BRIGHTNESS)).mean())
        level = min(max((mean - self.low) * self.gain, 0.05), 0.9)
        least = 0.58 - max(setup(self.plan.scene).exposure, 0.0)
        most = DARKEST if setup(self.plan.scene).exposure < DARK_FROM else DARKER
        power = min(max(float(np.log(target_brightness(self.plan)) / np.log(level)), least), most)
        self.curve = with_contrast(np.linspace(0, 1, 256) ** power, self.plan.grade.contrast)

    def levelled(self, slide: Slide) -> Slide:
        """A slide with the shot's black point, gain and colour. They follow the brightness: by channel they would
        oversaturate a dusk. It takes the place of the one given, whose pictures are painted over."""
        if slide.moving is None or not slide.moving.cels:
            return replace(slide, image=self._level(slide.image))
        moving = slide.moving.toned(self._level)
        return replace(slide, image=moving.cels[0], moving=moving)

    def _level(self, out: Bytes) -> Bytes:
        """Level a picture in its place."""
        y = np.arange(256) / 255 + LEAST_LUMA
        table = array(np.maximum((y - self.low) * self.gain, 0) / y)
        colours = np.zeros((4, 4), np.float32)
        colours[:3, :3], colours[3, :3] = self.matrix, LUMA
        chance = _chance(out.shape[1])
        for top in range(0, len(out), STRIP_ROWS):
            strip = out[top : top + STRIP_ROWS]
            *mixed, luma = cv2.split(cv2.transform(strip.astype(np.float32), colours))
            alpha = cv2.extractChannel(strip, 3)
            k = cv2.LUT(cv2.divide(cv2.convertScaleAbs(luma), alpha, scale=255), table)
            dither = np.roll(chance, top * DITHER_STEP, 1)[: len(strip)] - F(0.5)
            lit = [cv2.add(cv2.multiply(plane, k), dither, dtype=cv2.CV_8U) for plane in mixed]
            cv2.merge([*lit, alpha], dst=out[top : top + STRIP_ROWS])
        return out

    def level_colour(self, colour: Array) -> Array:
        """What `levelled` does to one colour (display values)."""
        y = float(colour @ LUMA) + LEAST_LUMA
        return array(self.matrix @ colour * F(max((y - self.low) * self.gain, 0) / y))

    def level_light(self, colour: Array) -> Array:
        """The same for light that is added to what is there."""
        return array(self.matrix @ colour * F(self.gain))

    def develop(self, picture: Bytes, clock: float, index: int) -> Bytes:
        """The finished frame, RGB, at `clock` seconds; `index` picks its grain."""
        light = self._lit(picture, clock)
        if self.composed != (self.width, self.height):
            light = cast(Bytes, cv2.resize(light, (self.width, self.height), interpolation=cv2.INTER_LINEAR))
        y, x = (int(n) for n in np.random.default_rng(index + 3).integers(0, GRAIN_MARGIN, 2))
        brighter, darker = (noise[y : y + self.height, x : x + self.width] for noise in self.noise)
        for top in range(0, self.height, STRIP_ROWS):
            rows = slice(top, top + STRIP_ROWS)
            grained = cv2.subtract(cv2.add(light[rows], brighter[rows]), darker[rows])
            cv2.LUT(grained, self.curve, dst=light[rows])
        return light if self.style is None else self.style(light)

    def _lit(self, picture: Bytes, clock: float) -> Bytes:
        """A composed frame with birds, vignette, bloom and weather, RGB."""
        if self.flock is not None:
            sky = max(1, int(self.plan.view.down(self.plan.horizon) * len(picture)))
            self.flock.birds(picture[:sky, :, :3], clock, white=255)
        light = cast(Bytes, cv2.cvtColor(picture, cv2.COLOR_RGBA2RGB))
        fallen = self.falling.added(light, clock) if self.falling.on else None
        glow = self._glow(light)
        for top in range(0, len(light), STRIP_ROWS):
            rows = slice(top, top + STRIP_ROWS)
            f = cv2.multiply(light[rows], self.vignette[rows], scale=1 / 255)
            if glow is not None:
                f = cv2.add(f, cv2.multiply(cv2.bitwise_not(f), glow[rows], scale=1 / 255))
            light[rows] = f if fallen is None else cv2.add(f, fallen[rows])
        return light

    def _glow(self, light: Bytes) -> Bytes | None:
        """What spills over from what is bright, as large as the picture."""
        height, width = light.shape[:2]
        small = light
        for share in (2, BLOOM_SHARE):  # halved twice, which OpenCV is quick at
            size = max(1, width // share), max(1, height // share)
            small = cast(Bytes, cv2.resize(small, size, interpolation=cv2.INTER_AREA))
        bright = cv2.subtract(small, np.full_like(small, int(255 * BLOOM_FROM)))
        if not bright.max():
            return None
        spilt, (h, w) = bright.astype(np.float32), bright.shape[:2]
        narrow = blur(spilt, h * 0.008)
        wide = resize(blur(resize(spilt, max(1, w // 2), max(1, h // 2)), h * 0.015), w, h)
        glow = cv2.convertScaleAbs(cv2.addWeighted(narrow, 0.55 * BLOOM, wide, 0.55 * BLOOM, 0))
        return cast(Bytes, cv2.resize(glow, (width, height), interpolation=cv2.INTER_LINEAR))


def _three(one: Bytes) -> Bytes:
    return cast(Bytes, cv2.merge([one, one, one]))


def _chance(width: int) -> Array:
    """Noise 0..1 for a strip `width` wide."""
    count = STRIP_ROWS * width
    return _stream(1 << (count - 1).bit_length())[:count].reshape(STRIP_ROWS, -1)


@lru_cache(4)
def _stream(count: int) -> Array:
    """The first `count` numbers of that noise; they are the same for every count."""
    return np.random.default_rng(9).random(count, np.float32)
