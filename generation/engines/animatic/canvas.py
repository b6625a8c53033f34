"""The canvas of one shot: pixels and frame units, the air, and the two ways everything is painted onto it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import cv2
import numpy as np

from generation.engines.animatic import lamps
from generation.engines.animatic.foliage import is_preview
from generation.engines.animatic.motion import Moving
from generation.engines.animatic.palette import linear, neutral
from generation.engines.animatic.plan import Plan
from generation.engines.animatic.raster import (
    Array,
    Bytes,
    F,
    Outlines,
    Shape,
    Shapes,
    array,
    blended,
    blur,
    clip,
    covered,
    exp,
    fill_each,
    grain,
    joined,
    mix,
    resize,
    spread,
    tint,
)  # fmt: skip

LENS_BLUR = 0.0192  # of the frame height, per unit of aperture and of inverse depth
LEAST_BLUR = 0.6  # pixels
HAZE_DENSITY, FOG_DENSITY = 0.9, 1.7
MOONLIT = 1.1  # how much more the night sky lights the land than it would by itself
STRIP_ROWS = 32  # patches are laid in strips that fit the processor's cache
LAVA = "#ff6a28"  # what an eruption throws over the land by night
LEAF_LIGHT = "#a8cc8a"  # the colour of daylight under leaves
RELIEF_SLOPE = 0.231  # Sobel response of an inflated edge, per pixel of inflation


@dataclass(frozen=True)
class Patch:
    """A piece of the canvas: linear premultiplied RGBA (height, width, 4), its corner at pixel `x`, `y`."""

    image: Array
    x: int
    y: int


@dataclass(frozen=True)
class Mask:
    """Coverage 0..1 of a piece of the canvas."""

    alpha: Array
    x: int
    y: int


@dataclass(frozen=True)
class Layer:
    """A painted plane. `base` is the height at which it meets the water; `ground` follows the ground's perspective.
    `going` sets its slide in motion where it moves by itself in a shot."""

    patch: Patch
    z: float
    kind: str
    base: float | None = None
    ground: bool = False
    going: Callable[[Slide, Develop], Slide] | None = None


Making: TypeAlias = Callable[[], Layer | None]
"""The painting of one layer; None when nothing of it is seen."""


@dataclass(frozen=True)
class Slide:
    """A layer ready to be shot: display-encoded premultiplied RGBA, 8 bit, its corner at canvas pixel `x`, `y`."""

    image: Bytes
    x: int
    y: int
    z: float
    kind: str
    base: float | None
    ground: bool
    moving: Moving | None = None


Develop: TypeAlias = Callable[[Patch], Slide]
"""Makes a slide of another picture of the same layer."""


class Canvas:
    """A frame of `width` x `height` pixels with `overscan` (a share of the height) around it for the camera.

    `scale` is how many pixels one unit of the world is; its point (0, 0) lies at pixel `mx`, `my`.
    """

    def __init__(self, plan: Plan, width: int, height: int, overscan: float) -> None:
        self.plan, self.frame_width, self.frame_height = plan, width, height
        self.scale = height * plan.view.zoom
        self.margin_x, self.margin_y = int(height * overscan * 1.5), int(height * overscan)
        self.mx = self.margin_x - round(plan.view.left * self.scale)
        self.my = self.margin_y - round(plan.view.top * self.scale)
        self.width, self.height = width + 2 * self.margin_x, height + 2 * self.margin_y
        self.u = array((np.arange(self.width) + 0.5 - self.mx) / self.scale)
        self.v = array((np.arange(self.height) + 0.5 - self.my) / self.scale)
        self.uu, self.vv = (array(a) for a in np.meshgrid(self.u, self.v))
        self.lamps = lamps.lamps(plan)
        self.density = HAZE_DENSITY * (FOG_DENSITY if plan.scene.weather == "fog" else 1.0)
        self.fill = self._fill()
        self.halo = self._halo()
        self.air = self._air()

    @property
    def sketches(self) -> bool:
        """Whether this is the preview of a still: so small that detail would not be seen, and its camera stands."""
        return not self.margin_y and is_preview(self.scale)

    def softness(self, z: float, share: float = 1.0) -> float:
        """Pixels by which a `share` of the lens blurs what stands at depth `z`; 0 where it would not be seen."""
        camera = self.plan.camera
        soft = abs(1 / z - 1 / camera.focus) * camera.aperture * self.scale * LENS_BLUR * share
        return soft if soft > LEAST_BLUR else 0.0

    def _fill(self) -> Array:
        """What lights the shade: the air, and the colour of the sky overhead, which is cooler than the sun's."""
        ambient, pal = self.plan.light.ambient, self.plan.palette
        if self.plan.air != "open":
            return ambient
        overhead = pal.sky[0] * F(float(ambient.mean()) / max(float(pal.sky[0].mean()), 0.01))
        share = F(1 + MOONLIT * max(0.0, pal.night - 0.5))
        fill = mix(neutral(ambient, 0.35), neutral(overhead, 0.45), F(0.5)) * share
        burning = self.plan.scene.has("eruption", "lava") and pal.night > 0
        return array(fill + linear(LAVA) * F(0.16 * pal.night)) if burning else array(fill)

    def _halo(self) -> Array:
        """The shine around the light; smooth, so that half size is enough."""
        if self.plan.air == "space":
            return np.full((self.height, self.width), 0.3, np.float32)
        light = self.plan.light
        u, v = self._half(self.uu), self._half(self.vv)
        distance = np.hypot(u - F(light.u), (v - F(light.v)) * F(1.15))
        halo = (exp(distance / F(-0.2)) * F(0.75) + exp(distance / F(-0.6)) * F(0.45)) * F(light.glow)
        return resize(halo, self.width, self.height)

    def _half(self, image: Array) -> Array:
        return resize(image, self.width // 2, self.height // 2)

    def _air(self) -> Array:
        """What far things fade to: fog, a bit bluer higher up, and the light scattered around the sun."""
        plan, light, pal = self.plan, self.plan.light, self.plan.palette
        down = clip(self.vv, 0, 1)[..., None]
        if plan.air == "water":
            return array(mix(linear("#1279a0"), linear("#072c56"), down))
        if plan.air == "space":
            return array(np.broadcast_to(light.ambient * F(0.5), (self.height, self.width, 3)))
        up = clip((plan.horizon - self.v) * 1.4, 0, 1)[:, None]
        base = mix(pal.fog, pal.sky[2] * F(0.75) + pal.fog * F(0.25), up) * F(0.82 if light.glow > 0.5 else 0.95)
        if plan.scene.setting == "forest" and plan.scene.time in ("noon", "overcast") and not plan.scene.snowy:
            base = mix(base, linear(LEAF_LIGHT) * F(float(base.mean()) * 1.6), F(0.42))
        return array(tint(self.halo, light.colour * F(0.55)) + np.repeat(base[:, None], self.width, 1))

    def empty(self) -> Array:
        """A transparent picture of the whole canvas."""
        return np.zeros((self.height, self.width, 4), np.float32)

    def rng(self, seed: int) -> np.random.Generator:
        """The chance of one plane."""
        return np.random.default_rng(seed)

    def haze(
        self, rgb: Any, depth: Any, extra: Any = 0.0, rows: slice = slice(None), columns: slice = slice(None)
    ) -> Array:
        """`rgb` seen through `depth` of air, with `extra` 0..1 of mist on top."""
        t = 1 - exp(array(depth) * F(-self.density / self.plan.fog))
        t = clip(t + extra * (1 - t), 0, 1)
        return mix(rgb, self.air[rows, columns], t[..., None] if np.ndim(t) else t)

    def pixels(self, shape: Any) -> Shape:
        """A polygon of frame units in canvas pixels."""
        return np.asarray(np.asarray(shape, np.float64) * self.scale + np.array([self.mx, self.my]))

    def mask(self, shapes: Sequence[Shapes] | Outlines) -> Mask | None:
        """Polygons (frame units) as coverage, cropped to what lies on the canvas; None when nothing does."""
        outlines = shapes if isinstance(shapes, Outlines) else joined(shapes)
        if not outlines.lengths:
            return None
        points = self.pixels(outlines.points)
        low, high = points.min(0), points.max(0)
        x0, y0 = (max(0, int(c) - 8) for c in low)
        x1, y1 = min(self.width, int(high[0]) + 9), min(self.height, int(high[1]) + 9)
        if x1 - x0 < 2 or y1 - y0 < 2:
            return None
        canvas = np.zeros((y1 - y0, x1 - x0), np.uint8)
        fill_each(canvas, points - (x0, y0), outlines.lengths)
        return Mask(canvas.astype(np.float32) / F(255), x0, y0)

    def over(self, patches: Sequence[Patch | None]) -> Patch:
        """Patches laid over each other, first at the bottom."""
        kept = [p for p in patches if p is not None]
        if not kept:
            return Patch(np.zeros((1, 1, 4), np.float32), 0, 0)
        x0, y0 = min(p.x for p in kept), min(p.y for p in kept)
        x1, y1 = max(p.x + p.image.shape[1] for p in kept), max(p.y + p.image.shape[0] for p in kept)
        first = kept[0]
        if (first.x, first.y, *first.image.shape[:2]) == (x0, y0, y1 - y0, x1 - x0):
            out = first.image
            kept = kept[1:]
        else:
            out = np.zeros((y1 - y0, x1 - x0, 4), np.float32)
        for p in kept:
            part = out[p.y - y0 : p.y - y0 + p.image.shape[0], p.x - x0 : p.x - x0 + p.image.shape[1]]
            for top in range(0, len(part), STRIP_ROWS):
                strip, above = part[top : top + STRIP_ROWS], p.image[top : top + STRIP_ROWS]
                strip *= spread(1 - above[..., 3], 4)
                strip += above
        return Patch(out, x0, y0)

    def lit(
        self, mask: Mask | None, depth: float, dark: Array, bright: Array,
        inflate: float = 0.02, texture: Array | None = None, rim: float = 0.7,
    ) -> Patch | None:  # fmt: skip
        """A silhouette as a lit form: inflate it, light its slopes, edge it toward the sun, fade it with depth."""
        if mask is None:
            return None
        plan, light, m = self.plan, self.plan.light, mask.alpha
        rows, columns = slice(mask.y, mask.y + m.shape[0]), slice(mask.x, mask.x + m.shape[1])
        shade = self._relief(m, inflate)
        if texture is None:
            texture = grain(self.uu[rows, columns] * F(1.7), self.vv[rows, columns] * F(1.7))
        t = clip(texture, 0, 1)
        planes, gain = [t, shade, t * shade], light.colour * F(light.power * 0.8) - self.fill * F(0.18)
        weights = [(bright - dark) * self.fill, dark * gain, (bright - dark) * gain]
        if rim:
            soft = array(cv2.blur(m, (int(self.scale * 0.009) | 1,) * 2))
            near = clip(0.25 + self.halo[rows, columns] * 1.6, 0, 1.4)
            planes.append(clip(m - soft, 0, 1) * F(rim * light.power) * near)
            weights.append(light.colour)
        colour = blended(planes, weights, dark * self.fill)
        if self.lamps:
            colour += mix(dark, bright, t[..., None]) * self.lamplight(depth, rows, columns)
        if light.glow > 0.5:
            colour = mix(colour, plan.palette.shadow, F(0.12))
        return Patch(covered(self.haze(colour, depth, 0.0, rows, columns), m), mask.x, mask.y)

    def lamplight(self, z: float, rows: slice, columns: slice) -> Array:
        """The light of every lamp on what stands upright at depth `z`, worked out at an eighth of the size."""
        u, v = self.uu[rows, columns], self.vv[rows, columns]
        height, width = u.shape
        x, y = (u[::8, ::8] - F(self.plan.aspect / 2)) * F(z), 1 - (v[::8, ::8] - F(self.plan.horizon)) * F(z)
        return resize(lamps.shine(self.lamps, x, y, F(z)), width, height)

    def _relief(self, m: Array, inflate: float) -> Array:
        """Light on the slopes of a mask blown up like a cushion, worked out at half size."""
        light, h, w = self.plan.light, m.shape[0], m.shape[1]
        half = blur(resize(m, max(1, w // 2), max(1, h // 2)), max(0.6, inflate * self.scale / 2))
        gx, gy = (array(cv2.Sobel(half, cv2.CV_32F, *d, ksize=3)) for d in ((1, 0), (0, 1)))
        slope = gx * F(light.direction[0]) - gy * F(light.direction[1])
        return resize(clip(F(0.42) - slope * F(inflate * self.scale * RELIEF_SLOPE), 0, 1.2), w, h)
