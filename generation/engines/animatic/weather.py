"""What falls and flies in front of the lens: rain, snow, dust, fireflies, embers, petals, birds."""

from functools import lru_cache
from typing import cast

import cv2
import numpy as np

from generation.engines.animatic import drifting
from generation.engines.animatic.foliage import is_preview
from generation.engines.animatic.plan import Plan
from generation.engines.animatic.raster import Array, Bytes, F, array, blur, clip, fill, resize, sample, tile, tint

RAIN_SHEETS = ((1000, 0.04, 0.125, 0.54), (420, 0.075, 0.14, 1.2), (80, 0.15, 0.14, 2.6))
"""Drops, length in frame heights, brightness, and fall in frame heights a second. Far drops fall slowly through the
frame; a streak is longer than its way from one frame to the next, so that the eye follows it."""
PREVIEW_DROPS = 0.4  # so many of them are drawn in a preview, where each is as wide as several
RAIN_LEAN = 0.16  # to the side for each height it falls
RAIN_COLOUR = (0.85, 0.95, 1.05)
SPLASHES, SPLASH_SECONDS = 90, 0.3
VEIL_SHARE = 12  # veils of rain and dust are worked out at so small a part of the size
SNOW_SHEETS = ((260, 0.0013), (120, 0.0026), (30, 0.007))  # flakes, radius


class Weather:
    """The weather of one shot; every call is a pure function of the clock, so frames may be made in any order."""

    def __init__(self, plan: Plan, width: int, height: int) -> None:
        self.plan, self.width, self.height = plan, width, height
        self.kind, self.area = plan.scene.weather, width / height / 1.78
        self.rain = [self._drops(i, *sheet[:3]) for i, sheet in enumerate(RAIN_SHEETS)] if self._rains() else []
        self.flock = self._flock()
        self.flights = drifting.flights(plan) if self._outdoors() or plan.scene.has(*drifting.INDOORS) else ()

    def _rains(self) -> bool:
        return self.kind in ("rain", "storm") and self._outdoors() and not self._snows()

    def _snows(self) -> bool:
        """Snow falls, or a storm over snow."""
        return self._outdoors() and (self.kind == "snow" or (self.kind == "storm" and self.plan.scene.snowy))

    def _outdoors(self) -> bool:
        return self.plan.air == "open" and self.plan.scene.setting != "room"

    def fall(self, f: Array, clock: float) -> Array:
        """`f` (display values 0..1) with the weather in front of it."""
        scene = self.plan.scene
        if self._rains():
            f = self._raining(f, clock)
        if self._snows():
            f = self._snowing(f, clock)
        if self.kind == "dust" and self._outdoors():
            f = self._blown(f, clock)
        for flight in self.flights:
            f = flight.over(f, clock)
        if scene.has("fireflies") and scene.setting not in ("space", "room"):
            return self._fireflies(f, clock)
        if self.kind == "dust" or (scene.setting in ("forest", "room", "underwater") and self.kind == "clear"):
            f = self._motes(f, clock)
        return f

    @property
    def only_rains(self) -> bool:
        """Whether rain is all there is: light of its own, whatever it falls before."""
        return self._rains() and not self.flights and not self.plan.scene.has("fireflies")

    def _drops(self, index: int, count: int, length: float, level: float) -> Bytes:
        """Streaks of rain on a sheet that joins itself at every edge."""
        rng = np.random.default_rng([self.plan.seed % 9973, index])
        sheet: Bytes = np.zeros((self.height, self.width), np.uint8)
        many = count * self.area * (PREVIEW_DROPS if is_preview(self.height) else 1)
        for _ in range(max(4, int(many))):
            x, y = int(rng.integers(0, self.width)), int(rng.integers(0, self.height))
            reach, bright = length * self.height * rng.uniform(0.6, 1.2), int(255 * rng.uniform(0.3, 1))
            x1, y1 = int(x + reach * RAIN_LEAN), int(y + reach)
            for up in (0, self.height) if y1 >= self.height else (0,):
                for left in (0, self.width) if x1 >= self.width else (0,):
                    cv2.line(sheet, (x - left, y - up), (x1 - left, y1 - up), bright, 1, cv2.LINE_AA)
        return cast(Bytes, cv2.convertScaleAbs(blur(array(sheet), 0.5 + 0.3 * index), alpha=level * self._power()))

    def _power(self) -> float:
        return 1.0 if self.kind == "rain" else 1.15

    def _raining(self, f: Array, clock: float) -> Array:
        return cast(Array, cv2.add(f, array(self.rain_light(float(f[::8, ::8].mean()), clock)) * F(1 / 255)))

    def rain_light(self, brightness: float, clock: float) -> Bytes:
        """What rain adds to a picture (RGB) whose mean display value is `brightness`, 0..1."""
        total: Bytes = np.zeros((self.height, self.width), np.uint8)
        for sheet, (*_, fall) in zip(self.rain, RAIN_SHEETS, strict=True):
            down = int(clock * self.height * fall)
            _add_shifted(total, sheet, down % self.height, int(down * RAIN_LEAN) % self.width)
        veil = cv2.convertScaleAbs(self._veil(clock * 0.35, 0.25), alpha=25.5 * self._power())
        total = cast(Bytes, cv2.add(cv2.addWeighted(total, 1, self._splashing(clock), 0.5, 0), veil))
        level = 0.2 + 0.5 * brightness
        return cast(Bytes, cv2.merge([cv2.convertScaleAbs(total, alpha=share * level) for share in RAIN_COLOUR]))

    def _splashing(self, clock: float) -> Bytes:
        """Small rings where drops hit the ground; each lives for a moment and comes back elsewhere."""
        mask: Bytes = np.zeros((self.height, self.width), np.uint8)
        horizon = self.plan.horizon
        for n in range(int(SPLASHES * self.area)):
            life = clock / SPLASH_SECONDS + n * 0.37
            x, y = _landing(n, int(life))
            down = horizon + (1 - horizon) * (0.12 + 0.88 * y)
            age, near = life % 1, (down - horizon) / (1 - horizon)
            wide = (0.002 + 0.011 * near) * (0.3 + 0.7 * age) * self.height
            centre = (int(x * self.width), int(down * self.height))
            cv2.ellipse(mask, centre, (max(1, int(wide)), max(1, int(wide * 0.35))), 0, 180, 360,
                        int(230 * (1 - age)), 1, cv2.LINE_AA)  # fmt: skip
        return mask

    def _veil(self, across: float, down: float) -> Array:
        """Soft moving curtains, thicker toward the horizon."""
        h, w = max(2, self.height // VEIL_SHARE), max(2, self.width // VEIL_SHARE)
        v = array((np.arange(h) + 0.5) / h)[:, None]
        u = array((np.arange(w) + 0.5) / h)[None]
        curtain = sample(tile(31, 512, 5, 4, 0.5), u * F(0.3) - F(across) + v * F(0.1), v * F(down))
        band = np.exp(-(((v - F(self.plan.horizon)) / F(0.34)) ** 2)) * F(0.8) + F(0.2)
        return resize(array(curtain * band), self.width, self.height)

    def _blown(self, f: Array, clock: float) -> Array:
        """Dust that drives across in veils."""
        storm = 1.0 if self.plan.scene.has("sandstorm", "wind") or self.plan.scene.setting == "desert" else 0.45
        veil = self._veil(clock * 0.3, 1.2) ** 2 * F(0.75 * storm)
        colour = clip(np.sqrt(clip(self.plan.palette.fog, 0, 1)), 0, 1)
        share = cast(Array, cv2.merge([clip(veil, 0, 0.85)] * 3))
        return cast(Array, cv2.multiply(f, 1 - share)) + share * colour

    def _dots(self, points: Array, radii: Array, levels: Array) -> Bytes:
        """Soft-edged dots; `points` in shares of the frame, `radii` in frame heights."""
        mask: Bytes = np.zeros((self.height, self.width), np.uint8)
        for (x, y), radius, level in zip(points, radii, levels, strict=True):
            centre = (int(x * self.width * 16), int(y * self.height * 16))
            cv2.circle(mask, centre, max(6, int(radius * self.height * 16)), int(level), -1, cv2.LINE_AA, 4)
        return mask

    def _snowing(self, f: Array, clock: float) -> Array:
        rng = np.random.default_rng(4)
        seen = np.ones(f.shape[:2], np.float32)  # the share of the scene that no flake hides
        for j, (count, size) in enumerate(SNOW_SHEETS):
            n = max(4, int(count * self.area))
            x, y, phase = rng.random(n), rng.random(n), rng.random(n) * 6
            across = (x + 0.012 * np.sin(clock * 1.3 + phase) + 0.015 * clock * (j + 1)) % 1
            down = (y + clock * 0.05 * (1 + j * 0.8)) % 1
            radii = size * (0.6 + 0.5 * np.sin(phase) ** 2)
            mask = self._dots(array(np.c_[across, down]), array(radii), array(np.full(n, 230 - 50 * j)))
            soft = cv2.GaussianBlur(mask, (0, 0), 0.5 + j * 1.2 * self.height / 576)
            cover = array(soft) * F((0.8 - 0.2 * j) * 0.9 / 255)
            seen *= 1 - cover
        shade = cast(Array, cv2.merge([seen] * 3))
        return cast(Array, cv2.multiply(f, shade)) + (1 - shade)

    def _motes(self, f: Array, clock: float) -> Array:
        r = np.random.default_rng(6).random((max(8, int(50 * self.area)), 4))
        across = (r[:, 0] + 0.012 * clock * (r[:, 2] - 0.3)) % 1
        down = (r[:, 1] - 0.008 * clock * r[:, 3] + 0.006 * np.sin(clock + r[:, 2] * 6)) % 1
        mask = self._dots(array(np.c_[across, down]), array(0.001 + 0.003 * r[:, 3] ** 2), array(60 + 120 * r[:, 2]))
        light = tint(blur(array(mask), 1.2), clip(self.plan.light.colour, 0.2, 1) * F(0.5 / 255))
        return cast(Array, cv2.add(f, cv2.multiply(light, cv2.addWeighted(f, 0.8, f, 0, 0.2))))

    def _fireflies(self, f: Array, clock: float) -> Array:
        """Warm lights that wander and blink, below the sky."""
        r = np.random.default_rng(self.plan.seed % 9973).random((max(10, int(60 * self.area)), 5))
        across = (r[:, 0] + 0.02 * np.sin(clock * (0.5 + r[:, 2]) + r[:, 3] * 6)) % 1
        down = 0.45 + 0.5 * r[:, 1] + 0.015 * np.sin(clock * (0.7 + r[:, 3]) + r[:, 2] * 6)
        blink = 0.45 + 0.55 * np.sin(clock * (1 + 2 * r[:, 4]) + r[:, 2] * 6) ** 2
        mask = self._dots(array(np.c_[across, down]), array(0.0016 + 0.0026 * r[:, 4]), array(230 * blink))
        points = array(mask) * F(1 / 255)
        glow = blur(points, 1.0) * F(1.2) + blur(points, self.height * 0.012) * F(6.0)
        return array(f + clip(glow, 0, 1)[..., None] * array([1.0, 0.86, 0.42]))

    def _flock(self) -> Array:
        """Per bird: place across and down, size, wing speed and phase."""
        rng = np.random.default_rng([self.plan.seed, 99])
        n = int(rng.integers(3, 9))
        u = self.plan.aspect * rng.uniform(0.25, 0.7) + rng.normal(0, 0.13, n)
        v = self.plan.horizon * rng.uniform(0.25, 0.55) + rng.normal(0, 0.05, n)
        return array(np.c_[u, v, 0.006 + 0.009 * rng.random(n), 6 + 2 * rng.random(n), rng.random(n) * 6])

    def birds(self, f: Array | Bytes, clock: float, white: float = 1.0) -> None:
        """A few birds far away, drawn into `f`, whose brightest is `white`."""
        mask: Bytes = np.zeros(f.shape[:2], np.uint8)
        for u, v, size, speed, phase in self.flock:
            a = float(np.sin(clock * speed + phase)) * 0.5 + 0.25
            wing = [(-1, -a), (-0.5, -0.32 - a * 0.35), (0, 0), (0.5, -0.32 - a * 0.35), (1, -a),
                    (0.45, -0.12 - a * 0.2), (0, 0.16), (-0.45, -0.12 - a * 0.2)]  # fmt: skip
            place = np.array([u + clock * 0.02, v - clock * 0.003])
            fill(mask, [(np.array(wing) * size + place) * self.height])
        x, y, w, h = cv2.boundingRect(mask)
        if w:
            part, cover = f[y : y + h, x : x + w], array(mask[y : y + h, x : x + w, None]) * F(0.75 / 255)
            part[...] = part * (1 - cover) + array(self.plan.palette.shadow**0.45 * (0.5 * white)) * cover


def _add_shifted(total: Bytes, sheet: Bytes, down: int, right: int) -> None:
    """Add `sheet`, moved down and to the right by whole pixels; what leaves at one edge comes in at the other."""
    h, w = sheet.shape
    for rows, from_rows in ((slice(down, h), slice(0, h - down)), (slice(0, down), slice(h - down, h))):
        for columns, from_columns in ((slice(right, w), slice(0, w - right)), (slice(0, right), slice(w - right, w))):
            if (part := total[rows, columns]).size:
                part[...] = cv2.add(part, sheet[from_rows, from_columns])


@lru_cache(1024)
def _landing(drop: int, life: int) -> tuple[float, float]:
    """Where a drop hits the ground in one of its lives, in shares of the frame and of its ground."""
    x, y = np.random.default_rng([drop, life, 5]).random(2)
    return float(x), float(y)
