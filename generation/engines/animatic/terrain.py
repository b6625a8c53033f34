"""Terrain: a lit height field, one depth band at a time, seen in true perspective.

Heights are sampled on `DEPTH_STEPS` rows of growing depth; a running minimum finds what stands in front, and
counting crossings per column turns the rows into picture lines with crisp ridges.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np

from generation.engines.animatic import cards, growth, lamps, lanes, snowcaps
from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.ground import CROPS, DETAIL_DEPTH, strewn
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Plane, Terrain
from generation.engines.animatic.raster import (
    Array,
    F,
    array,
    blur,
    clip,
    covered,
    exp,
    grain,
    mix,
    sample,
    smoothstep,
    tile,
    where,
)  # fmt: skip

DEPTH_STEPS = 60
TERRACES = 9
ALBEDO = {
    "rock": ("#55545f", "#9c969d"), "grass": ("#3c6a2a", "#a3c452"), "forest": ("#27452b", "#5c7c3f"),
    "sand": ("#cc9460", "#ffdaa4"), "snow": ("#c8d4e8", "#ffffff"), "wheat": ("#a8742c", "#f6d27a"),
    "mesa": ("#8a4a32", "#d98a58"), "seabed": ("#6a7a70", "#d8d0a8"), "mars": ("#86402a", "#dc8050"),
    "beach": ("#d8b07c", "#ffe8bc"), "lavender": ("#8a7850", "#b8a878"), "vines": ("#9a7448", "#d0aa74"),
    "marsh": ("#34502a", "#8a9a4a"), "savanna": ("#a8823c", "#e8c878"), "jungle": ("#1e4424", "#4f8038"),
    "ice": ("#9cc0dc", "#f4fbff"), "ash": ("#2a2628", "#565058"), "tulips": ("#5a4a30", "#8a7450"),
    "poppies": ("#4a6a2c", "#a0b050"), "sunflowers": ("#5a5a2c", "#8a8440"), "ploughed": ("#4a3020", "#8a6040"),
    "rice": ("#2f5a1c", "#8fc03c"), "mud": ("#352a20", "#7c6a54"),
    "dry": ("#a08a4c", "#dcc484"), "sheet ice": ("#8fb0c4", "#dceaf2"),
}  # fmt: skip
AUTUMN = {"forest": ("#7a3c1c", "#d8842e"), "grass": ("#6a5a26", "#c8a848")}
PLANTS = {"grass": "grass", "wheat": "wheat", "lavender": "lavender", "vines": "vines", "marsh": "marsh",
          "savanna": "savanna", "forest": "forest", "jungle": "jungle", "tulips": "tulips", "poppies": "poppies",
          "sunflowers": "sunflowers", "dry": "savanna"}  # fmt: skip
STREWN = {"beach": "sand", "mars": "sand", "mesa": "sand"}
MAX_SLOPE = 2.2
SOFT_LIGHT = 0.7  # a light weaker than this models the land by the sky alone
GROWTH_FREE = ("beach", "sand", "snow", "ice", "sheet ice")
FRONT = 2.6  # ground nearer than this is the picture's front edge, kept a little dark
NEAREST = 1.15  # ground nearer than this lies below the frame
HIDDEN = 0.2  # frame heights painted below the near edge of far ground, which a moving camera may lay open


@dataclass
class Band:
    """The sampled ground of one band; rows run near to far, columns are canvas columns."""

    spec: Terrain
    z: float
    depth: Array
    x: Array
    u: Array
    frequency: float
    offset: tuple[float, float]
    warp: Array
    flip: int
    noise: Array
    height: Array
    road: Array
    """0..1 where a road or path runs."""


def paint_terrain(canvas: Canvas, plane: Plane) -> Patch:
    """The band with everything that grows on it."""
    spec = plane.spec
    assert isinstance(spec, Terrain)
    rng = canvas.rng(plane.seed)
    band = _band(canvas, plane, spec, rng)
    colour = _colour(canvas, band)
    ground, crest = _project(canvas, band, colour, plane.seed)
    return canvas.over([*growth.behind(canvas, plane, spec, crest, rng), ground])


def _band(canvas: Canvas, plane: Plane, spec: Terrain, rng: np.random.Generator) -> Band:
    a, middle = canvas.plan.aspect, float(np.sqrt(spec.near * spec.far))
    nearest = spec.near * (0.8 if spec.shore else 0.5)
    depth = array(np.geomspace(nearest, spec.far, DEPTH_STEPS))[:, None]
    u = canvas.u[None]
    x = (u - F(a / 2)) * depth
    frequency = spec.frequency / (1.78 * middle) / 4
    ox, oy = (float(o) for o in rng.random(2))
    warp = (_soft(x * F(frequency * 0.7) + F(oy), depth * F(frequency * 0.7) + x * 0) - F(0.5)) * F(0.25)
    flip = 1 if rng.random() < 0.5 else -1
    band = Band(spec, plane.z, depth, x, u, frequency, (ox, oy), warp, flip, warp, warp, np.zeros_like(x))
    band.noise = STYLES[spec.style](canvas, band)
    profile = _profile(canvas, band)
    low, high = 1 + spec.low * middle, 1 + spec.high * middle
    if not spec.shore:
        profile = profile * smoothstep(nearest * 0.9, spec.near, depth) ** F(0.7)
    height = F(low) + F(high - low) * clip(band.noise, -0.2, 1.3) * profile
    if spec.shore:  # the near end dips under the water
        k = smoothstep(nearest, nearest * 1.45, depth)
        height = height * k - F(0.12) * (1 - k)
    band.height = height
    if spec.laid:
        band.road = lanes.cover(canvas.plan, x, depth + x * 0)
    return band


def _soft(x: Any, y: Any) -> Array:
    return sample(tile(43, 512, 4, 4, 0.35), x, y)


def _rough(x: Any, y: Any) -> Array:
    return sample(tile(42, 512, 8, 4, 0.46), x, y)


def _at(band: Band, times: float = 1.0) -> tuple[Array, Array]:
    f = F(band.frequency * times)
    return band.x * f + F(band.offset[0]) + band.warp, band.depth * f + F(band.offset[1]) + band.x * 0


def _ridge(canvas: Canvas, band: Band) -> Array:
    x, y = _at(band)
    return sample(tile(41, 512, 8, 4, 0.5, True), x, y) ** F(1.25) * F(0.8) + F(0.2) * _rough(x * 2, y * 2)


def _hill(canvas: Canvas, band: Band) -> Array:
    x, y = _at(band)
    return _soft(x, y) * F(0.86) + F(0.14) * _rough(x * 3, y * 3)


def _terrace(canvas: Canvas, band: Band) -> Array:
    """A hill cut into level steps."""
    steps = _hill(canvas, band) * F(TERRACES)
    return array((np.floor(steps) + smoothstep(0.72, 1.0, steps - np.floor(steps))) / F(TERRACES))


def _mesa(canvas: Canvas, band: Band) -> Array:
    x, y = _at(band)
    n = _rough(x, y)
    table = smoothstep(0.5, 0.56, n) * (F(0.8) + F(0.4) * _soft(x + F(0.3), y))
    return array(F(0.86) * table + F(0.14) * n + F(0.05) * _rough(x * 4, y * 4))


def _cliff(canvas: Canvas, band: Band) -> Array:
    n, split = _rough(*_at(band)), sample(tile(41, 512, 8, 4, 0.5, True), *_at(band, 1.7))
    stands = smoothstep(0.36, 0.6, n)
    return array(F(0.22) * n + F(0.6) * stands + F(0.3) * (split - F(0.35)) * smoothstep(0.3, 0.5, n))


def _wall(canvas: Canvas, band: Band) -> Array:
    """Rock that stands up sheer and steps back in ledges."""
    n = _rough(*_at(band))
    steps = (
        smoothstep(0.3, 0.36, n) * F(0.42) + smoothstep(0.47, 0.52, n) * F(0.34) + smoothstep(0.62, 0.66, n) * F(0.2)
    )
    return array(F(0.1) * n + steps + F(0.05) * _rough(*_at(band, 5)))


def _dune(canvas: Canvas, band: Band) -> Array:
    f, middle = band.frequency, float(np.sqrt(band.spec.near * band.spec.far))
    t = band.x * F(f * 4.2) + band.depth * F(f * 3.1 * band.flip) + band.warp * F(2.4) + F(band.offset[0] * 4)
    t = t - np.floor(t)
    n = where(t < 0.68, t / F(0.68), (1 - t) / F(0.32))
    n = blur(n, canvas.width / 260) * (F(0.55) + F(0.45) * _soft(band.x * F(f), band.depth * F(f) + band.x * 0))
    ripple = np.sin((band.depth * 60 + band.x * 14 + band.warp * 60) * F(3 / middle))
    return array(n + F(0.012) * ripple)


def _volcano(canvas: Canvas, band: Band) -> Array:
    """One cone with a crater over low ridges."""
    centre = canvas.plan.aspect - canvas.plan.focus_u
    middle = float(np.sqrt(band.spec.near * band.spec.far))
    across = (band.u - F(centre)) * band.depth / F(middle)
    distance = np.hypot(across / F(0.46), (band.depth - F(middle)) / F(middle * 0.4))
    gullies = (sample(tile(41, 512, 8, 4, 0.5, True), *_at(band, 2)) - F(0.6)) * F(0.3)
    cone = clip(1 - distance + gullies * clip(distance * 2, 0, 1), 0, 1) ** F(1.25)
    cone = np.where(distance < 0.13, F(0.74) + distance * F(0.6), np.minimum(cone, F(0.84)))
    return array(np.maximum(cone, F(0.3) * _ridge(canvas, band)))


STYLES: dict[str, Callable[[Canvas, Band], Array]] = {
    "ridge": _ridge, "hill": _hill, "mesa": _mesa, "cliff": _cliff, "wall": _wall, "dune": _dune, "volcano": _volcano,
    "terrace": _terrace,
}  # fmt: skip


def _profile(canvas: Canvas, band: Band) -> Array:
    """Where along the frame the band stands up: dips open the view to the light, banks leave room for a river."""
    spec, plan, us, z = band.spec, canvas.plan, band.u, band.depth
    profile = np.ones_like(band.x)
    if spec.dip:
        middle = plan.focus_u * 0.6 + plan.light.u * 0.4
        profile *= 1 - F(spec.dip) * exp(-(((us - F(middle)) / F(0.42)) ** 2))
    if spec.side:
        lean = (us - F(plan.aspect / 2)) / F(plan.aspect) * F(np.sign(spec.side) * 1.6)
        edge = 0.3 if spec.style == "wall" else 0.75
        profile *= smoothstep(0.05, edge, lean + F(0.34 * abs(spec.side) - 0.1))
    if spec.island:
        half = F(0.42) + F(0.1) * _soft(z * F(0.1), z * F(0.1) + us * 0)
        profile *= smoothstep(0, 1, 1 - np.abs(us - F(plan.focus_u)) / half) ** F(0.8)
    if spec.bank:
        centre = F(plan.aspect / 2) + F(0.24) * np.sin(z * F(0.9) + F(band.offset[0] * 6)) / z
        inner, outer = F(0.12) + F(0.5) / z, F(0.55) + F(0.9) / z
        t = clip((np.abs(us - centre) - inner) / (outer - inner), 0, 1)
        profile *= F(1.15) * t * t * (3 - 2 * t)
    return profile


def _colour(canvas: Canvas, band: Band) -> Array:
    """Lit colour of every sample: slopes toward the light, texture, caps, grass and paths."""
    light, spec, hg = canvas.plan.light, band.spec, band.height
    dz = np.gradient(hg, axis=0) / np.gradient(band.depth, axis=0)
    dx = np.gradient(hg, axis=1) / (band.depth / F(canvas.scale))
    soft = light.power < SOFT_LIGHT
    steep = 2.4 if spec.style == "dune" and not soft else 1.0  # low as they are, light alone tells a dune's two sides
    dx, dz = clip(dx * F(steep), -MAX_SLOPE, MAX_SLOPE), clip(dz * F(steep), -MAX_SLOPE, MAX_SLOPE)
    facing = -dx * F(light.direction[0]) + F(light.direction[1]) + dz * F(light.direction[2])
    facing = facing / np.sqrt(1 + dx * dx + dz * dz)
    albedo = _albedo(canvas, band, dx, dz)
    middle = float(np.sqrt(spec.near * spec.far))
    low, high = 1 + spec.low * middle, 1 + spec.high * middle
    tall = clip((hg - F(low)) / F(max(high - low, 0.01)), 0, 1)
    least, more = (0.4, 0.75) if soft else (0.6, 0.45)
    ambient = (F(least) + F(more) * (F(0.5) + F(0.5) * clip(facing, -1, 1))) * (F(0.74) + F(0.26) * tall)
    direct = clip(facing, 0, 1.5) * F(light.power * 0.85)
    lit = canvas.fill * ambient[..., None] + light.colour * direct[..., None]
    if spec.ground in ("snow", "ice"):  # it throws the light about, which takes out some of its colour
        lit = lit + (lit.mean(2, keepdims=True) - lit) * F(0.3) + direct[..., None] * light.colour * F(0.25)
        if canvas.plan.scene.time == "overcast" and spec.ground == "snow":
            lit = lit * snowcaps.overcast(canvas, dx, dz)
    if canvas.lamps:
        lit = lit + lamps.shine(canvas.lamps, band.x, hg, band.depth)
    return mix(albedo * lit, canvas.plan.palette.shadow, F(0.08)) if light.glow > 0.5 else albedo * lit


def _stone(canvas: Canvas, spec: Terrain) -> tuple[Array, Array]:
    scene, tint = canvas.plan.scene, canvas.plan.palette.ground
    kind = spec.ground
    if kind == "sand" and spec.style in ("mesa", "ridge"):
        kind = "mesa"
    if scene.has("mars") and kind in ("sand", "mesa"):
        kind = "mars"
    dark, bright = (linear(c) for c in ALBEDO["seabed" if spec.weeds else kind])
    if scene.season == "autumn" and kind in AUTUMN:
        dark, bright = (linear(c) for c in AUTUMN[kind])
    if tint is not None and not spec.weeds and (kind != "snow" or scene.setting == "snow"):
        return mix(dark, tint * F(0.55), F(0.7)), mix(bright, tint * F(1.15), F(0.7))
    return dark, bright


def _albedo(canvas: Canvas, band: Band, dx: Array, dz: Array) -> Array:
    spec, middle = band.spec, float(np.sqrt(band.spec.near * band.spec.far))
    x, y = band.x * F(band.frequency * 5), band.depth * F(band.frequency * 9) + band.height * F(1.5 / middle)
    texture = grain(x, y)
    dark, bright = _stone(canvas, spec)
    albedo = mix(dark, bright, clip(texture * F(1.1) - F(0.05), 0, 1)[..., None])
    if spec.style in ("mesa", "wall"):
        strata = np.sin(band.height * F(160 / middle) + band.warp * 20)
        albedo = array(albedo * (1 + F(0.22) * strata)[..., None])
    if spec.snowcap:
        steep = smoothstep(1.9, 0.7, np.abs(dx) + F(0.4) * np.abs(dz))
        line = 0.1 if canvas.plan.scene.snowy else 0.42
        bare = 0.62 if canvas.plan.scene.time == "overcast" else 0.3  # under a flat light dark rock must model them
        k = smoothstep(line, line + 0.2, band.noise + (texture - F(0.5)) * F(bare)) * steep
        albedo = snowcaps.capped(canvas, albedo, k, dx, dz)
    if spec.style == "terrace":  # level steps stand under water that holds the sky
        level = smoothstep(0.42, 0.1, np.hypot(dx, dz)) * F(0.8) * smoothstep(0.3, 0.5, texture)
        albedo = mix(albedo, canvas.plan.palette.sky[2] * F(0.85) + F(0.05), level[..., None])
    if spec.grassy:
        k = smoothstep(0.62, 0.8, band.noise + (texture - F(0.5)) * F(0.25)) * F(0.85)
        albedo = mix(albedo, mix(linear("#3a5526"), linear("#90a348"), texture[..., None]), k[..., None])
    return lanes.with_road(canvas, band, albedo, texture) if spec.road else albedo


def _project(canvas: Canvas, band: Band, colour: Array, seed: int) -> tuple[Patch, Array]:
    """Depth rows to picture lines. Also gives the crest: per column, the height where the band begins."""
    plan, spec, width, steps = canvas.plan, band.spec, canvas.width, DEPTH_STEPS
    y = (F(plan.horizon) + (1 - band.height) / band.depth) * F(canvas.scale) + F(canvas.my)
    ym = np.minimum.accumulate(y, 0)
    top = int(np.clip(np.floor(ym[-1].min()) - 6, 0, canvas.height - 2))
    bottom = canvas.height
    if band.z > DETAIL_DEPTH:  # the rest lies behind nearer ground
        bottom = int(np.clip(y[0].max() + HIDDEN * canvas.scale, top + 2, canvas.height))
    tall = bottom - top
    ym = ym - F(top)
    behind = _behind(ym, tall)
    rows, columns = np.arange(tall, dtype=np.float32)[:, None], np.arange(width, dtype=np.float32)
    near, far = np.clip(behind - 1, 0, steps - 1), np.clip(behind, 0, steps - 1)
    across = np.repeat(columns[None], tall, 0)
    ya, yb = (cv2.remap(ym, across, array(row), cv2.INTER_NEAREST) for row in (near, far))
    f = clip((ya - rows) / np.maximum(ya - yb, F(0.05)), 0, 1)
    row = array(near + f * (far - near))
    rgb = array(cv2.remap(array(colour), across, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))
    alpha = clip(rows - ym[-1][None] + F(0.5), 0, 1)
    if spec.shore:
        height = cv2.remap(band.height, across, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        wet = clip((height - F(0.02)) * F(canvas.scale / band.z * 0.5) + F(0.5), 0, 1)
        alpha = array(alpha * wet * (behind > 0) * (canvas.vv[top:bottom] < plan.horizon + 1 / float(band.depth[0, 0])))
    under = (rows - ym[-1][None]) / F(canvas.scale)
    depth = np.take(band.depth[:, 0], near)
    if band.z < DETAIL_DEPTH or spec.ground in CROPS or spec.laid:
        exact = array(depth + (np.take(band.depth[:, 0], far) - depth) * f)
        rgb = strewn(canvas, STREWN.get(spec.ground, spec.ground), rgb, exact, slice(top, bottom))
        if spec.laid:
            rgb = lanes.laid(canvas, rgb, exact, slice(top, bottom))
    rgb = _finish(canvas, band, rgb, depth, under, top)
    crest = _crest(canvas, spec, ym[-1], alpha, top)
    if spec.ground in PLANTS and band.z < DETAIL_DEPTH and not spec.weeds:
        seen = clip(ym + F(top + 2) - y, 0, 1) * (1 - band.road)
        rgb, alpha, top = _planted(canvas, band, y, seen, rgb, alpha, top, seed)
    return Patch(covered(rgb, alpha), 0, top), crest


def _behind(line: Array, tall: int) -> Any:
    """How many of the depth rows, whose height in pixels is `line` (rows, width), lie behind each pixel of `tall`
    picture lines."""
    width = line.shape[1]
    crossing = np.clip(np.ceil(line), 0, tall).astype(np.int32)
    flat = (crossing * width + np.arange(width, dtype=np.int32)[None]).ravel()
    counts = np.bincount(flat, minlength=(tall + 1) * width).reshape(tall + 1, width)[:tall].astype(np.int32)
    for above, row in pairwise(counts):
        row += above
    return DEPTH_STEPS - counts


def _planted(
    canvas: Canvas, band: Band, line: Array, seen: Array, rgb: Array, alpha: Array, top: int, seed: int
) -> tuple[Array, Array, int]:
    """The ground with what stands on it, where its lines are in sight."""
    spec = band.spec
    bed = cards.Bed(band.depth, line, seen, max(spec.near * 0.6, NEAREST), spec.far)
    kind = "meadow" if spec.flowers and spec.ground == "grass" else PLANTS[spec.ground]
    return cards.lay(canvas, kind, bed, rgb, alpha, top, seed)


def _crest(canvas: Canvas, spec: Terrain, line: Array, alpha: Array, top: int) -> Array:
    if not spec.shore:
        return array((line + F(top - canvas.my)) / F(canvas.scale))
    solid = alpha > 0.5
    first = array((solid.argmax(0) + top - canvas.my) / canvas.scale)
    return where(solid.any(0), first, 9.0)


def _finish(canvas: Canvas, band: Band, rgb: Array, depth: Array, under: Array, top: int) -> Array:
    """Rim light along the crest, mist in the low parts, haze, and a darker frame edge for the nearest band."""
    plan, light, rows = canvas.plan, canvas.plan.light, slice(top, top + len(rgb))
    if light.glow > 0.5:
        rim = exp(clip(under, 0, 1) / F(-0.006)) * F(0.25) * clip(canvas.halo[rows] * F(1.5), 0, 1)
        rgb = rgb + light.colour * rim[..., None]
    thick = 0.0 if band.z < 5 else 0.65 if plan.scene.weather == "fog" else 0.22 if plan.scene.time == "noon" else 0.45
    thick *= 0.35 if band.spec.shore else 1.0
    rgb = canvas.haze(rgb, depth, smoothstep(0, 0.16, under) * F(thick), rows)
    if band.spec.ground == "beach" and band.z > FRONT:
        rgb = _washed(canvas, band, rgb, under, top)
    if band.z < FRONT and not band.spec.weeds:
        least = 0.84 if band.spec.ground in GROWTH_FREE else 0.66
        rgb *= (F(least) + F(1 - least) * clip(1.15 - (canvas.vv[rows] - F(plan.horizon + 0.15)) * F(1.2), 0, 1))[
            ..., None
        ]
    return rgb


def _washed(canvas: Canvas, band: Band, rgb: Array, under: Array, top: int) -> Array:
    """Wet sand along the water that holds the sky, and a line of foam."""
    scale = 3.0 / max(band.z, 1.5)
    lap = (sample(tile(43, 512, 4, 4, 0.35), band.u * F(0.7), band.u * 0) - F(0.5)) * F(0.03 * scale)
    wet = 1 - smoothstep(0.018 * scale, 0.05 * scale, under + lap)
    sky = canvas.plan.palette.sky[2] * F(0.55)
    rgb = rgb * (1 - wet * F(0.42))[..., None] + sky * (wet * F(0.26))[..., None]
    rows = slice(top, top + len(rgb))
    lace = grain(canvas.uu[rows] * F(2.2), canvas.vv[rows] * F(5))
    foam = exp(-(((under + lap - F(0.008 * scale)) / F(0.006 * scale)) ** 2)) * smoothstep(0.3, 0.6, lace)
    light = canvas.plan.light
    white = light.ambient * F(0.8) + light.colour * F(light.power * 0.4)
    return mix(rgb, white, (foam * F(0.85))[..., None])
