"""Falling water: its strands run down the fall for ever."""

from dataclasses import dataclass, field, replace
from functools import partial
from typing import cast

import cv2
import numpy as np

from generation.engines.animatic.canvas import Canvas, Develop, Layer, Patch, Slide
from generation.engines.animatic.figures.part import Motion
from generation.engines.animatic.motion import Moving
from generation.engines.animatic.plan import Plane
from generation.engines.animatic.raster import Array, Bytes, F, array, clip, sample, smoothstep, tile

SECONDS = 1.5  # water takes so long from the top to the foot
STRETCH = 0.22  # of a tile of strands lies along the fall: they are long and thin
EVEN, STRONG = 0.78, 0.42  # how bright the water is between its strands, and how much brighter they are
DISPLAY_POWER = 2.2
STEADY = 128  # a factor of one, in 8 bit


def fall(
    canvas: Canvas, plane: Plane, u: float, top: float, foot: float, size: float, rng: np.random.Generator
) -> Layer | None:
    """A fall of white water at `u` from `top` to `foot`, wider toward the foot."""
    x0, y0 = (max(0, int(n)) for n in canvas.pixels([(u - 0.16 * size, top)])[0])
    x1, y1 = (int(n) for n in canvas.pixels([(u + 0.16 * size, foot + 0.01)])[0])
    x1, y1 = min(x1, canvas.width), min(y1, canvas.height)
    if x1 - x0 < 2 or y1 - y0 < 2:
        return None
    uu, vv = canvas.uu[y0:y1, x0:x1], canvas.vv[y0:y1, x0:x1]
    t = clip((vv - F(top)) / F(foot - top), 0, 1)
    shift = float(rng.random())
    wander = (sample(tile(43, 512, 4, 4, 0.35), vv * F(0.9), vv * 0 + F(shift)) - F(0.5)) * F(0.03)
    across = (uu - F(u) - wander) / (F(0.04 * size) + F(0.035 * size) * t)
    strands = sample(tile(42, 512, 8, 4, 0.46), across * F(0.22) + F(shift), t * F(0.16) + F(shift))
    cover = smoothstep(1.08, 0.72, np.abs(across) + (strands - F(0.5)) * F(0.9))
    cover = cover * (F(0.6) + F(0.4) * smoothstep(0.3, 0.6, strands + t * F(0.2)))
    light = canvas.plan.light
    white = light.ambient * F(1.0) + light.colour * F(light.power * 0.5)
    places = array(across * F(0.6)), array(t * F(STRETCH))
    tone = (F(0.87) + F(0.14) * strands) * _light(*places) ** F(DISPLAY_POWER)
    rgb = canvas.haze(white * tone[..., None], plane.z * 0.6, 0.0, slice(y0, y1), slice(x0, x1))
    patch = Patch(np.dstack([rgb * cover[..., None], cover]), x0, y0)
    return Layer(patch, plane.z, "fall", going=partial(_streaming, patch, places))


def _light(across: Array, down: Array) -> Array:
    """How bright the strands are, in display values beside the mean."""
    return array(sample(tile(45, 512, 8, 8, 0.62), across, down) * F(STRONG) + F(EVEN))


@dataclass(frozen=True)
class Streaming(Moving):
    """Water that runs down over its one picture; `across` and `down` are the places of its strands at rest, `rest` is
    what their light there takes away."""

    across: Array = field(default_factory=lambda: array([[0.0]]))
    down: Array = field(default_factory=lambda: array([[0.0]]))
    rest: Array = field(default_factory=lambda: array([[1.0]]))

    def cel(self, clock: float) -> Bytes | None:
        """The fall at `clock` seconds. A whole tile of strands has run by after `SECONDS` / `STRETCH`."""
        if not self.cels:
            return None
        run = F(clock / self.motion.seconds * STRETCH)
        shade = cv2.convertScaleAbs(_light(self.across, self.down - run) * self.rest, alpha=STEADY)
        whole = np.full_like(shade, STEADY)
        return cast(Bytes, cv2.multiply(self.cels[0], cv2.merge([shade, shade, shade, whole]), scale=1 / STEADY))


def _streaming(patch: Patch, places: tuple[Array, Array], slide: Slide, develop: Develop) -> Slide:
    """`slide`, which was painted as `patch`, running."""
    rows, columns = (
        np.clip(np.arange(many) + first, 0, most - 1)
        for many, first, most in zip(
            slide.image.shape[:2], (slide.y - patch.y, slide.x - patch.x), patch.image.shape[:2], strict=True
        )
    )
    across, down = (place[np.ix_(rows, columns)] for place in places)
    flow = Streaming(
        Motion(seconds=SECONDS), (0.0, 0.0), 0.0, cels=(slide.image,), across=across, down=down,
        rest=array(1 / _light(across, down)),
    )  # fmt: skip
    return replace(slide, moving=flow)
