"""Parts -> a lit figure on the canvas: each part is blown up to a relief and lit, then hazed, shadowed and made
to glow."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeAlias

import cv2
import numpy as np

from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.figures import cast
from generation.engines.animatic.figures.part import Look, Part
from generation.engines.animatic.figures.shadows import Outline, shadows
from generation.engines.animatic.foliage import is_preview
from generation.engines.animatic.keylight import modelled, setup
from generation.engines.animatic.lamps import shine
from generation.engines.animatic.palette import linear, neutral, swatch
from generation.engines.animatic.plan import Plane, Sprite
from generation.engines.animatic.raster import (
    SUBPIXEL_BITS,
    Array,
    F,
    Outlines,
    Shape,
    array,
    blur,
    clip,
    exp,
    fill_each,
    grain,
    joined,
    mix,
    resize,
)  # fmt: skip

PAD = 4
FAR = 24  # pixels: people lower than this in a preview have neither faces nor trimmings
SPECK = 44  # pixels: in a preview lower crowds, and people of two thirds of that, are drawn as the plainest of bodies
FEW, MANY = 30, 100  # pixels for each part of a figure, and parts: in a preview none of fewer or more is lit by itself
MOST = 20  # parts are lit together: about as many as a person has
FINER = 4  # times as large as they are seen such parts are drawn
SPARKLE = 40  # exponent of the highlight on shiny things
GLOW_REACH = 0.03  # of the frame height
FIGURE_HAZE = 0.62
LEAST_FILL = 0.3  # of full light reaches every side, so that nothing is cut out in black
LEAST_SOFT = 1.5  # pixels a relief must be softened by at the size it is worked out at
SPARSE = 0.4  # parts that fill less of their box are painted pixel by pixel
Pixels: TypeAlias = Any  # what picks pixels out of a picture: two lists of places, or everything
WHOLE: Pixels = (slice(None), slice(None))


@dataclass
class Sheet:
    """The pixels one figure is painted on; `x0`, `y1` are the left and top of its outline in unit space. Colours
    lie in planes: (3, height, width)."""

    rgb: Array
    alpha: Array
    emitted: Array
    left: int
    top: int
    x0: float
    y1: float
    scale: float
    mirror: int


def paint_sprite(canvas: Canvas, plane: Plane, phase: float = 0.0) -> Patch:
    """One figure with its shadow and its glow, at `phase` 0..1 of its cycle."""
    spec = plane.spec
    assert isinstance(spec, Sprite)
    parts = cast.parts(_look(canvas, plane, spec, phase))
    sheet = _sheet(canvas, spec, parts)
    brush = _Brush(canvas, sheet, plane.z, cast.KINDS[spec.kind].shiny)
    for run in _runs(parts, canvas.scale, 0 if "speck" in _plainly(canvas, spec) else sheet.alpha.size):
        brush.paint(*run) if len(run) == 1 else brush.mass(run)
    modelled(sheet.rgb, sheet.alpha, canvas.plan.scene, canvas.plan.light, sheet.scale)
    cast_down = shadows(canvas, plane, spec, Outline(sheet.alpha, sheet.x0, sheet.y1, sheet.scale, PAD))
    return canvas.over([*cast_down, _placed(canvas, plane, sheet), *_beam(canvas, spec), _glow(canvas, sheet)])


def paint_lids(canvas: Canvas, plane: Plane, phase: float, who: int) -> Patch | None:
    """The closed eyelids (or the open mouth) of one of those in a figure, with what lies over them; None where none
    are seen."""
    spec = plane.spec
    assert isinstance(spec, Sprite)
    parts = cast.parts(replace(_look(canvas, plane, spec, phase), blinking=True))
    lids = [number for number, part in enumerate(parts) if part.lid == who]
    if not lids:
        return None
    sheet = _sheet(canvas, spec, [parts[number] for number in lids])
    brush = _Brush(canvas, sheet, plane.z, cast.KINDS[spec.kind].shiny)
    covered = np.zeros_like(sheet.alpha)
    for number, part in enumerate(parts[lids[0] :], lids[0]):
        if number in lids:
            brush.paint(part)
            covered = sheet.alpha.copy()
        elif not part.lid and covered.any():
            brush.paint(part)
    sheet.rgb *= covered / np.maximum(sheet.alpha, F(1e-4))
    sheet.alpha = covered
    return _placed(canvas, plane, sheet)


def _look(canvas: Canvas, plane: Plane, spec: Sprite, phase: float) -> Look:
    scene = canvas.plan.scene
    season = "blossom" if scene.has("blossom") and spec.kind == "tree" else scene.season
    return Look(
        kind=spec.kind,
        rng=canvas.rng(plane.seed),
        colour=swatch(spec.colour),
        attributes=frozenset((*spec.attributes, *_plainly(canvas, spec))),
        colours={name: swatch(colour) or "" for name, colour in spec.colours.items()},
        season="winter" if scene.snowy else season,
        swims=scene.setting in ("underwater", "space"),
        night=canvas.plan.palette.night,
        action=spec.action,
        facing=spec.facing,
        phase=phase,
        appearance=spec.appearance,
    )


def _plainly(canvas: Canvas, spec: Sprite) -> tuple[str, ...]:
    """What is said of people so few pixels high in a preview that detail would not be seen."""
    pixels = spec.size * canvas.scale
    if not is_preview(canvas.scale):
        return ()
    speck = pixels < (SPECK if spec.kind == "crowd" else SPECK * 2 / 3)
    return (*(("far",) if pixels < FAR else ()), *(("speck",) if speck else ()))


def _sheet(canvas: Canvas, spec: Sprite, parts: list[Part]) -> Sheet:
    points = np.concatenate([shape for part in parts for shape in part.outlines()])
    margin = 2 * max(part.soft for part in parts)
    (x0, y0), (x1, y1) = points.min(0) - margin, points.max(0) + margin
    mirror = -1 if spec.flip else 1
    if mirror < 0:
        x0, x1 = -x1, -x0
    k = spec.size * canvas.scale
    w, h = int((x1 - x0) * k) + 2 * PAD, int((y1 - y0) * k) + 2 * PAD
    left = round(spec.u * canvas.scale + canvas.mx + x0 * k - PAD)
    top = round(spec.v * canvas.scale + canvas.my - y1 * k - PAD)
    blank = np.zeros((h, w), np.float32)
    return Sheet(np.zeros((3, h, w), np.float32), blank, np.zeros((3, h, w), np.float32), left, top, x0, y1, k, mirror)


class _Brush:
    """Lights and lays down one part after the other."""

    def __init__(self, canvas: Canvas, sheet: Sheet, z: float, shiny: bool) -> None:
        plan, light = canvas.plan, canvas.plan.light
        self.canvas, self.sheet, self.shiny, self.light = canvas, sheet, shiny, light
        h, w = sheet.alpha.shape
        u = array((np.arange(w) + sheet.left - canvas.mx) / canvas.scale)[None]
        v = array((np.arange(h) + sheet.top - canvas.my) / canvas.scale)[:, None]
        self.texture = F(0.84) + F(0.32) * grain(u * F(2.2), v * F(2.2))
        self.said = setup(plan.scene)
        toward = array([light.direction[0], light.direction[1], self.said.front])
        self.toward = toward / np.linalg.norm(toward)
        self.backlit = light.glow > 0.5 or plan.palette.night > 0.8
        self.rim_power = max(light.power, 0.75 if plan.palette.night > 0.8 else 0.5)
        near = exp(np.hypot(u - F(light.u), v - F(light.v)) / F(-0.5)) * F(1.2 * light.glow)
        self.near_light = clip(0.35 + near, 0, 1.3)
        self.ambient, self.colour = neutral(light.ambient, 0.5), neutral(light.colour, 0.35)
        self.ambient = self.ambient * F(1.0 + 0.9 * plan.palette.night)
        if plan.scene.backlit:  # nearly a silhouette, with a bright edge
            self.ambient, self.colour = self.ambient * F(0.4), self.colour * F(0.4)
            self.rim_power *= 1.5
        else:
            least = LEAST_FILL * min(self.said.fill, 1.0)
            self.ambient = self.ambient * F(max(1.0, least / max(float(self.ambient.mean()), 0.02)))
        self.lamplight, self.lamp_side = self._lamps(u, v, z)
        half = self.toward + array([0, 0, 1])
        self.half = half / np.linalg.norm(half)

    def _lamps(self, u: Array, v: Array, z: float) -> tuple[Array | None, float]:
        """Light (3, height, width) of the lamps around, and the side (-1..1) it mostly comes from."""
        canvas = self.canvas
        if not canvas.lamps:
            return None, 0.0
        plan = canvas.plan
        x, y = (u[:, ::8] - F(plan.aspect / 2)) * F(z), 1 - (v[::8] - F(plan.horizon)) * F(z)
        fallen = shine(canvas.lamps, x, y, F(z))
        middle = float(x.mean())
        pulls = [
            float(lamp.colour.max()) / (1 + (lamp.x - middle) ** 2) * np.sign(lamp.x - middle) for lamp in canvas.lamps
        ]
        h, w = self.sheet.alpha.shape
        planes = np.ascontiguousarray(np.moveaxis(resize(fallen, w, h), 2, 0))
        return planes, float(np.clip(sum(pulls), -1, 1))

    def paint(self, part: Part) -> None:
        """Lay one part over what is there."""
        found = self._mask(part)
        if found is None:
            return
        mask, rows, columns = found
        at = np.nonzero(mask) if np.count_nonzero(mask) < SPARSE * mask.size else WHOLE
        every = (slice(None), *at)
        tone = _tone(part, mask.shape, at)
        m = mask[at] * F(part.opacity)
        rest = F(1) - m
        rgb, alpha = self.sheet.rgb[:, rows, columns], self.sheet.alpha[rows, columns]
        if part.glow:
            night = self.canvas.plan.palette.night
            shone = m * tone
            rgb[every] = rgb[every] * rest + shone * F(0.45 + 0.95 * max(night, 0.25))
            self.sheet.emitted[:, rows, columns][every] += shone * F(night + 0.12)
        else:
            albedo = tone * self.texture[rows, columns][at]
            near = self.near_light[rows, columns]
            lamp = None if self.lamplight is None else self.lamplight[:, rows, columns][every]
            lit = self._lit(part, mask, albedo, near, lamp, at) if part.inflate else self._flat(albedo, lamp)
            rgb[every] = rgb[every] * rest + lit * m
        alpha[at] = alpha[at] * rest + m

    def mass(self, parts: Sequence[Part]) -> None:
        """Lay plain parts over what is there, lit from their common outline."""
        outlines = joined(shape for part in parts for shape in part.outlines())
        points = self._pixels(outlines.points)
        h, w = self.sheet.alpha.shape
        (x0, y0), (x1, y1) = (points.min(0) - 2).astype(int).clip(0), points.max(0).astype(int) + 3
        rows, columns = slice(y0, min(y1, h)), slice(x0, min(x1, w))
        alpha, rgb = self.sheet.alpha[rows, columns], self.sheet.rgb[:, rows, columns]
        large = _drawn(parts, Outlines(points - (x0, y0), outlines.lengths), alpha.shape)
        tones = array(cv2.resize(large, alpha.shape[::-1], interpolation=cv2.INTER_AREA))
        mask = np.ascontiguousarray(tones[..., 3])
        albedo = np.moveaxis(tones[..., :3], 2, 0) / np.maximum(mask, F(1e-4)) * self.texture[rows, columns]
        rounded = [abs(part.inflate) for part in parts if part.inflate]
        one = parts[0]._replace(inflate=sum(rounded) / max(len(rounded), 1))
        lamp = None if self.lamplight is None else self.lamplight[:, rows, columns]
        lit = self._lit(one, mask, albedo, self.near_light[rows, columns], lamp, WHOLE)
        rest = F(1) - mask
        rgb[:] = rgb * rest + lit * mask
        alpha[:] = alpha * rest + mask

    def _pixels(self, points: Shape) -> Shape:
        """Points of unit space on the sheet."""
        placed = points * (self.sheet.mirror, -1) + (-self.sheet.x0, self.sheet.y1)
        return np.asarray(placed * self.sheet.scale + PAD)

    def _mask(self, part: Part) -> tuple[Array, slice, slice] | None:
        sheet, outlines = self.sheet, part.outlines()
        points = self._pixels(np.concatenate(outlines))
        h, w = sheet.alpha.shape
        soft = part.soft * sheet.scale
        low = np.floor(points.min(0) - 2 * soft).astype(int) - 2
        high = np.ceil(points.max(0) + 2 * soft).astype(int) + 3
        x0, y0, x1, y1 = max(0, low[0]), max(0, low[1]), min(w, high[0]), min(h, high[1])
        if x1 <= x0 or y1 <= y0:
            return None
        over = 2
        big = np.zeros(((y1 - y0) * over, (x1 - x0) * over), np.uint8)
        fill_each(big, (points - (x0, y0)) * over, [len(shape) for shape in outlines])
        mask = array(cv2.resize(big, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA)) / F(255)
        return blur(mask, soft), slice(y0, y1), slice(x0, x1)

    def _flat(self, albedo: Array, lamp: Array | None) -> Array:
        """What faces the camera takes the light evenly."""
        ambient, direct = (0.8, 0.5) if self.backlit else (0.85, 0.8)
        shade = self.ambient * F(0.83 * ambient) + self.colour * F(self.toward[2] * self.light.power * direct)
        lit = _upright(shade, albedo.ndim)
        return array(albedo * (lit if lamp is None else lit + lamp * F(0.6)))

    def _lit(self, part: Part, mask: Array, albedo: Array, near_light: Array, lamp: Array | None, at: Pixels) -> Array:
        light, toward, n = self.light, self.toward, albedo.ndim
        gx, gy = (slope[at] for slope in _relief(mask, abs(part.inflate)))
        upright = 1 / np.sqrt(1 + gx * gx + gy * gy)
        facing = (gy * toward[1] - gx * toward[0]) * upright
        diffuse, rim = clip(facing + toward[2] * upright, 0, 1), clip(facing * F(1.6) - F(0.35), 0, 1)
        above = F(0.66) + F(0.34) * clip(gy * upright + F(0.5), 0, 1)
        ambient, direct = (0.8, 0.5) if self.backlit else (0.85, 0.8)
        shade = _upright(self.ambient * F(ambient), n) * above
        shade += _upright(self.colour * F(light.power * direct), n) * diffuse
        if lamp is not None:
            shade = shade + lamp * clip(F(0.55) - gx * F(self.lamp_side) * upright, 0.1, 1.2)
        edge = _upright(light.colour, n) * (rim * near_light[at] * F(self.rim_power * 0.8))
        colour = albedo * (shade + edge * F(0.6)) + edge * F(0.4)
        if self.shiny and part.inflate > 0.4:
            mirror = clip((gy * self.half[1] - gx * self.half[0] + self.half[2]) * upright, 0, 1) ** SPARKLE
            glint = clip(light.colour + F(0.3), 0, 1) * F(0.5 * max(light.power, 0.5))
            colour += _upright(glint, n) * mirror
        return array(colour)


def _runs(parts: list[Part], scale: float, pixels: int) -> list[list[Part]]:
    """Each part on its own; in a preview of so many in so few `pixels`, plain ones that follow each other together."""
    if not is_preview(scale) or (pixels > FEW * len(parts) and len(parts) < MANY):
        return [[part] for part in parts]
    runs: list[list[Part]] = []
    for part in parts:
        if runs and _plain(part) and _plain(runs[-1][0]) and len(runs[-1]) < MOST:
            runs[-1].append(part)
        else:
            runs.append([part])
    return runs


def _drawn(parts: Sequence[Part], outlines: Outlines, size: tuple[int, ...]) -> Array:
    """Parts over each other in their own colours on `size` pixels: RGBA, `FINER` times as large."""
    large = np.zeros((size[0] * FINER, size[1] * FINER, 4), np.float32)
    points = np.round((outlines.points * FINER - 0.5) * (1 << SUBPIXEL_BITS)).astype(np.int32)
    shapes = iter(np.split(points, np.cumsum(outlines.lengths[:-1])))
    for part in parts:
        colour = (*linear(part.colour).tolist(), 1.0)
        for shape in islice(shapes, len(part.joined) + 1):
            cv2.fillPoly(large, [shape], colour, cv2.LINE_8, SUBPIXEL_BITS)
    return large


def _plain(part: Part) -> bool:
    return part.opacity == 1 and not (part.glow or part.soft or part.fade)


def _upright(colour: Array, dimensions: int) -> Array:
    """A colour as the first of so many dimensions."""
    return colour.reshape(3, *(1,) * (dimensions - 1))


def _tone(part: Part, size: tuple[int, ...], at: Pixels) -> Array:
    """The colour of a part at some of its pixels, or one for all where it stays the same on the way down."""
    down = np.broadcast_to(array(np.linspace(0, 1, size[0]))[:, None], size)[at]
    top = _upright(linear(part.colour), down.ndim + 1)
    return mix(top, _upright(linear(part.fade), down.ndim + 1), down) if part.fade else top


def _relief(mask: Array, inflate: float) -> tuple[Array, Array]:
    """Slopes of a shape blown up from its outline (distance transform, rounded and softened); where it is soft, a
    half or a quarter of the size is enough."""
    solid = cv2.copyMakeBorder((mask > 0.5).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    depth = array(cv2.distanceTransform(solid, cv2.DIST_L2, 3))[1:-1, 1:-1]
    reach = max(float(depth.max()), 1.0)
    softness = max(0.6, reach * 0.18)
    h, w = mask.shape
    times = next((n for n in (4, 2) if softness > n * LEAST_SOFT and min(h, w) > 4 * n), 1)
    depth = resize(depth, w // times, h // times) if times > 1 else depth
    height = np.sqrt(clip(1 - (1 - depth / F(reach)) ** 2, 0, 1)) * F(reach * inflate)
    height = blur(height, softness / times)
    gx, gy = (array(cv2.Sobel(height, cv2.CV_32F, *d, ksize=3, scale=0.125 / times)) for d in ((1, 0), (0, 1)))
    return (resize(gx, w, h), resize(gy, w, h)) if times > 1 else (gx, gy)


def _window(canvas: Canvas, sheet: Sheet) -> tuple[int, int, int, int]:
    h, w = sheet.alpha.shape
    return max(sheet.left, 0), max(sheet.top, 0), min(sheet.left + w, canvas.width), min(sheet.top + h, canvas.height)


def _placed(canvas: Canvas, plane: Plane, sheet: Sheet) -> Patch | None:
    x0, y0, x1, y1 = _window(canvas, sheet)
    if x1 <= x0 or y1 <= y0:
        return None
    inner = (slice(y0 - sheet.top, y1 - sheet.top), slice(x0 - sheet.left, x1 - sheet.left))
    t = float(1 - np.exp(-plane.z / canvas.plan.fog * FIGURE_HAZE * canvas.density))
    alpha, air = sheet.alpha[inner], cv2.split(canvas.air[y0:y1, x0:x1])
    veiled = [
        cv2.addWeighted(plane[inner], 1 - t, cv2.multiply(far, alpha), t, 0)
        for plane, far in zip(sheet.rgb, air, strict=True)
    ]
    return Patch(array(cv2.merge([*veiled, alpha])), x0, y0)


def _glow(canvas: Canvas, sheet: Sheet) -> Patch | None:
    """Light spilling from lamps and windows, worked out at a quarter of the size."""
    if float(sheet.emitted.max(initial=0)) <= 0.05:
        return None
    reach = int(GLOW_REACH * canvas.scale * 3) + 4
    h, w = sheet.alpha.shape
    emitted = array(cv2.merge(list(sheet.emitted)))
    padded = array(cv2.copyMakeBorder(emitted, reach, reach, reach, reach, cv2.BORDER_CONSTANT))
    small = blur(resize(padded, (w + 2 * reach) // 4, (h + 2 * reach) // 4), GLOW_REACH * canvas.scale / 4)
    wide = resize(small, w + 2 * reach, h + 2 * reach) * F(1.6)
    x0, y0 = sheet.left - reach, sheet.top - reach
    a, b = max(x0, 0), max(y0, 0)
    c, d = min(x0 + wide.shape[1], canvas.width), min(y0 + wide.shape[0], canvas.height)
    if c <= a or d <= b:
        return None
    light = cv2.split(wide[b - y0 : d - y0, a - x0 : c - x0])
    peak = cv2.max(cv2.max(light[0], light[1]), light[2])
    alpha = clip(peak, 0, 1) ** F(0.7) * F(0.7)
    share = alpha / np.maximum(peak, F(1e-4))
    return Patch(array(cv2.merge([*(plane * share for plane in light), alpha])), a, b)


def _beam(canvas: Canvas, spec: Sprite) -> list[Patch]:
    """The light of a lighthouse in thick weather by day; by night its figure draws the turning beams."""
    plan = canvas.plan
    thick = plan.scene.weather in ("fog", "storm", "rain", "dark clouds")
    if spec.kind != "lighthouse" or plan.palette.night > 0.3 or not thick:
        return []
    u, v = canvas.uu[::2, ::2] - F(spec.u), canvas.vv[::2, ::2] - F(spec.v - 0.825 * spec.size)
    angle, distance = np.arctan2(v, u), np.hypot(u, v)
    beam = np.zeros_like(distance)
    for heading in (-0.1, np.pi - 0.16):
        off = (angle - F(heading) + F(np.pi)) % F(2 * np.pi) - F(np.pi)
        beam += exp(-((off / F(0.055)) ** 2)) * exp(distance / F(-0.55)) * F(0.55)
    image = np.dstack([beam[..., None] * linear("#ffe9b0"), beam * F(0.4)])
    return [Patch(resize(image, canvas.width, canvas.height), 0, 0)]
