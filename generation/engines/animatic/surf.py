"""Surf: breakers that rise far out, run in, break, wash up and draw back, one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple, cast

import cv2
import numpy as np

from generation.engines.animatic.canvas import Canvas, Develop, Layer, Patch, Slide
from generation.engines.animatic.figures.part import Motion
from generation.engines.animatic.motion import Moving
from generation.engines.animatic.plan import Plane, Scenery, Terrain
from generation.engines.animatic.raster import Array, Bytes, F, array, exp, sample, smoothstep, tile

FAR, NEAR, EBB = 7.5, 3.0, 3.5  # depths: where a breaker rises, how far it washes up, and to where it draws back
BREAKERS, SECONDS = 4, 12.0  # on their way at once, and how long each takes
WASHED_UP = 0.72  # of its way: then it draws back
BEHIND, BEFORE = 0.34, 0.16  # world units of a strip that lie seaward of the crest and before it
STRIP_DEPTH = 5.0  # a strip is as sharp as it is seen at this depth
EDGE = 0.03  # world units within which a strip ends
COVER = 0.92  # how solid foam is


class Breaker(NamedTuple):
    """One breaker at one moment: its depth, how much of it is broken 0..1, how much of it is seen 0..1, and the place
    along its strip, in strips, that lies in the middle of the frame."""

    depth: float
    broken: float
    seen: float
    along: float


def surf(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Layer]:
    """The breakers of one beach."""
    first = max(0, int((canvas.plan.horizon + (1 - BEHIND) / FAR) * canvas.scale) + canvas.my)
    if first > canvas.height - 8:
        return []
    middle = canvas.mx + canvas.plan.aspect / 2 * canvas.scale
    sea = Sea(
        canvas.plan.horizon, _open_water(canvas, plane), canvas.scale, middle, canvas.my - first,
        canvas.width, canvas.height - first,
    )  # fmt: skip
    strips, start = _strips(canvas, rng), float(rng.random()) * SECONDS
    patch = Patch(sea.painted(strips, start), 0, first)
    return [Layer(patch, plane.z, "surf", going=partial(_rolling, sea, strips, start, first))]


def _open_water(canvas: Canvas, plane: Plane) -> float:
    """The depth where breakers rise: on this side of every headland."""
    lands = [p.z for p in canvas.plan.planes if isinstance(p.spec, Terrain) and p.spec.shore and p.z > plane.z]
    return min([FAR, *lands])


def breakers(clock: float, far: float = FAR) -> list[Breaker]:
    """All breakers at `clock` seconds, the farthest first, where they rise at depth `far`. After `SECONDS` they are
    where they were."""
    found = []
    for index in range(BREAKERS):
        way = (clock / SECONDS + index / BREAKERS) % 1.0
        inward = min(way / WASHED_UP, 1.0)
        depth = far - (far - NEAR) * inward * (2 - inward)
        if way > WASHED_UP:
            back = (way - WASHED_UP) / (1 - WASHED_UP)
            depth = NEAR + (EBB - NEAR) * back * back
        seen = _eased(way / 0.14) * (1 - _eased((way - 0.8) / 0.2))
        found.append(Breaker(depth, _eased((inward - 0.2) / 0.5), seen, index * 0.37))
    return sorted(found, reverse=True)


def _eased(t: float) -> float:
    t = min(max(t, 0.0), 1.0)
    return t * t * (3 - 2 * t)


@dataclass(frozen=True)
class Sea:
    """Where breakers lie: the horizon in frame heights, the depth where they rise, and the pixels of the picture they
    are painted in: how many a unit is, the column that the frame's middle is, the row of the frame's top, its size."""

    horizon: float
    far: float
    scale: float
    middle: float
    top: float
    width: int
    height: int

    def painted(self, strips: tuple[Array, Array], clock: float) -> Array:
        """The breakers at `clock`, out of their two strips: unbroken and broken."""
        return cast(Array, self._laid(strips, clock))

    def shot(self, strips: tuple[Bytes, Bytes], clock: float) -> Bytes:
        """The same in 8 bit."""
        return cast(Bytes, self._laid(strips, clock))

    def _laid(self, strips: tuple[Array, Array] | tuple[Bytes, Bytes], clock: float) -> Array | Bytes:
        (tall, double), kind = strips[0].shape[:2], strips[0].dtype
        out = np.zeros((self.height, self.width, 4), kind)
        for b in breakers(clock, self.far):
            k = STRIP_DEPTH / b.depth
            row = (self.horizon + (1 / b.depth) - BEHIND / b.depth) * self.scale + self.top
            first, last = max(0, int(row)), min(self.height, int(row + tall * k) + 2)
            if last <= first or b.seen <= 0:
                continue
            left = (b.along * double / 2 - self.middle / k) % (double / 2)
            place = np.array([[k, 0, -left * k], [0, k, row - first]])
            strip = _between(strips, b)
            _over(out[first:last], cast(Bytes, cv2.warpAffine(strip, place, (self.width, last - first))))
        return out


def _between(strips: tuple[Array, Array] | tuple[Bytes, Bytes], b: Breaker) -> Array | Bytes:
    if b.seen == 1 and b.broken in (0, 1):
        return strips[int(b.broken)]
    return cast(Array, cv2.addWeighted(strips[0], (1 - b.broken) * b.seen, strips[1], b.broken * b.seen, 0))


def _over(below: Array | Bytes, above: Array | Bytes) -> None:
    """Lay premultiplied RGBA over a picture of its size, in place; both in 8 bit or both in 0..1."""
    full = 1.0 if above.dtype == np.float32 else 255
    keep = cv2.subtract(np.full(above.shape[:2], full, above.dtype), cv2.extractChannel(above, 3))
    cv2.add(cv2.multiply(below, cv2.merge([keep] * 4), scale=1 / full), above, dst=below)


@dataclass(frozen=True)
class Rolling(Moving):
    """Breakers that run in; its cels are their two strips."""

    sea: Sea = Sea(0, FAR, 1, 0, 0, 1, 1)

    def cel(self, clock: float) -> Bytes | None:
        """The surf at `clock` seconds."""
        if not self.cels:
            return None
        return self.sea.shot((self.cels[0], self.cels[1]), clock + self.start)


def _rolling(sea: Sea, strips: tuple[Array, Array], start: float, first: int, slide: Slide, develop: Develop) -> Slide:
    """`slide` with its breakers under way."""
    cels = tuple(_developed(strip, develop) for strip in strips)
    moving = Rolling(Motion(seconds=SECONDS), (0.0, 0.0), 0.0, start=start, cels=cels, sea=sea)
    return replace(slide, image=sea.shot((cels[0], cels[1]), start), x=0, y=first, moving=moving)


def _developed(strip: Array, develop: Develop) -> Bytes:
    """A strip in 8 bit, of its own size again."""
    slide, (h, w) = develop(Patch(strip, 0, 0)), strip.shape[:2]
    out: Bytes = np.zeros((h, w, 4), np.uint8)
    part = slide.image[: h - slide.y, : w - slide.x]
    out[slide.y : slide.y + part.shape[0], slide.x : slide.x + part.shape[1]] = part
    return out


def _strips(canvas: Canvas, rng: np.random.Generator) -> tuple[Array, Array]:
    """A breaker before it breaks and broken, seen from above its crest; each joins itself at its ends."""
    unit = canvas.scale / STRIP_DEPTH
    wide = int(canvas.width / canvas.scale * FAR * unit)
    along = array((np.arange(wide) + 0.5) / wide)[None]
    down = array((np.arange(int((BEHIND + BEFORE) * unit)) + 0.5) / unit - BEHIND)[:, None]
    x, y = (F(n) for n in rng.random(2))
    bend = sample(tile(43, 512, 4, 4, 0.4), along + x, along * 0 + y) - F(0.5)
    under = down - bend * F(0.16)
    torn = sample(tile(21, 512, 7, 4, 0.55), along * 3 + y, down * F(0.9) + along * 0)
    run = smoothstep(0.3, 0.55, sample(tile(22, 512, 6, 4, 0.5), along + y, along * 0 + x))
    face = smoothstep(-0.03, 0.03, under) * smoothstep(0.14, 0.02, under) * run
    lip = exp(-((under / F(0.016)) ** 2)) * run * smoothstep(0.3, 0.6, torn) * F(0.4)
    crest = exp(-((under / F(0.038)) ** 2)) * smoothstep(0.12, 0.4, torn)
    boil = smoothstep(0.09, 0.0, under) * smoothstep(-0.05, 0.0, under) * smoothstep(0.4, 0.6, torn)
    trail = exp(under / F(0.15)) * (under < 0) * smoothstep(0.46, 0.68, torn) * F(0.7)
    foam = np.maximum(np.maximum(crest, boil), trail) * run
    ends = smoothstep(-BEHIND, -BEHIND + EDGE, down) * smoothstep(BEFORE, BEFORE - EDGE, down)
    return _lit(canvas, lip * ends, face * ends * F(0.3)), _lit(canvas, foam * ends, face * ends * F(0.24))


def _lit(canvas: Canvas, foam: Array, shade: Array) -> Array:
    """Foam in the light of the hour, and the dark of the wave's face; twice side by side."""
    light = canvas.plan.light
    white = light.ambient * F(0.85) + light.colour * F(light.power * 0.42)
    foam, shade = foam * F(COVER), array(shade)
    alpha = np.maximum(foam, shade)
    strip = np.dstack([white * foam[..., None] + canvas.plan.palette.water * F(0.3) * shade[..., None], alpha])
    return array(np.tile(strip, (1, 2, 1)))
