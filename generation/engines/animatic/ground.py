"""What near ground is strewn with, in true perspective: patches, ripples, pebbles, litter, sparkling snow."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.cards import banded
from generation.engines.animatic.palette import linear
from generation.engines.animatic.raster import Array, F, array, clip, exp, grain, mix, sample, smoothstep, tile

DETAIL_DEPTH = 10.0  # ground beyond this is smooth at any size
SOAKED = ("grass", "wheat", "marsh", "savanna", "soil", "vines", "lavender", "ploughed")
CROPS = (
    "lavender",
    "vines",
    "tulips",
    "poppies",
    "sunflowers",
    "ploughed",
    "rice",
)  # but their rows are seen from afar
PADDY, MOSS = 2.1, "#6f9a2c"
TULIP_ROWS, FURROW = 1.3, 0.34  # in camera heights
STANDING = ("rock", "ash")  # such ground mostly stands upright, and its texture with it

Strewer: TypeAlias = Callable[[Canvas, Array, Array, Array, Array], Array]
"""(canvas, colour, x, z, fineness) -> colour; x and z are ground coordinates, fineness falls from 1 with depth."""


def strewn(canvas: Canvas, ground: str, rgb: Array, depth: Array, rows: slice) -> Array:
    """The lit colour of ground with its fine detail; `depth` is that of each pixel."""
    x = (canvas.uu[rows] - F(canvas.plan.aspect / 2)) * depth
    fine = exp(-((depth / F(4.2)) ** 2))
    along = canvas.vv[rows] * depth if ground in STANDING else depth
    out = STREWERS.get(ground, _soil)(canvas, rgb, x, along, fine)
    scene = canvas.plan.scene
    if scene.has("moss") and not scene.snowy:
        out = _mossy(out, x, along)
    if canvas.plan.light.glow > 0.5 and scene.weather in ("clear", "clouds"):
        out = out * _long_shadows(canvas, x, depth)[..., None]
    elif scene.time == "noon" and scene.weather in ("clear", "clouds"):
        out = out * (F(0.8) + F(0.32) * smoothstep(0.36, 0.56, _patches(x, depth * F(1.4), 0.045)))[..., None]
    wet = scene.weather in ("rain", "storm") or scene.has("wet", "puddles")
    if scene.time == "overcast" and scene.snowy:  # thin places in the cloud let some light through
        out = out * (F(0.72) + F(0.5) * smoothstep(0.36, 0.64, _patches(x, depth * F(1.3), 0.05)))[..., None]
    return _wet(canvas, out, x, depth) if wet and not scene.snowy and ground in SOAKED else out


def _long_shadows(canvas: Canvas, x: Array, z: Array) -> Array:
    """Bands of light and shade that a low sun draws over uneven ground, away from it."""
    across, away = -canvas.plan.light.direction[0], -0.62
    norm = float(np.hypot(across, away))
    side = (x * F(away / norm) - z * F(across / norm)) * F(0.34)
    along = (x * F(across / norm) + z * F(away / norm)) * F(0.06)
    return F(0.7) + F(0.5) * smoothstep(0.36, 0.62, sample(tile(43, 512, 4, 4, 0.35), side, along))


def _wet(canvas: Canvas, rgb: Array, x: Array, z: Array) -> Array:
    """Soaked ground is darker, and puddles hold the sky."""
    pool = smoothstep(0.52, 0.68, _patches(x, z * F(0.6), 0.42)) * clip((F(4.6) - z) / F(1.6), 0, 1)
    return mix(rgb * F(0.86), canvas.plan.palette.sky[2] * F(0.72), (pool * F(0.36))[..., None])


def _patches(x: Array, z: Array, scale: float) -> Array:
    return sample(tile(43, 512, 4, 4, 0.35), x * F(scale), z * F(scale))


def _grass(canvas: Canvas, rgb: Array, x: Array, z: Array, fine: Array) -> Array:
    """Sunny and mossy patches, and the grain of blades."""
    patch = _patches(x, z, 0.16) - F(0.5)
    blades = grain(x * F(0.9), z * F(0.34)) - F(0.5)
    tone = 1 + patch * F(0.75) + blades * (F(0.3) + F(0.6) * fine)
    tint = array([0.5, 0.12, -0.5]) * patch[..., None]
    return array(rgb * clip(tone, 0.3, 1.8)[..., None] * (1 + tint))


def _sand(canvas: Canvas, rgb: Array, x: Array, z: Array, fine: Array) -> Array:
    """Wind ripples, wet and dry patches, scattered pebbles."""
    warp = _patches(x, z, 0.3) - F(0.5)
    ripple = np.sin(z * F(26) + x * F(5) + warp * F(30)) * fine
    speck = grain(x * F(1.3), z * F(1.3)) - F(0.5)
    out = rgb * (1 + warp * F(0.22) + ripple * F(0.055) + speck * F(0.22) * (F(0.3) + fine))[..., None]
    pebble = smoothstep(0.79, 0.83, sample(tile(61, 512, 4, 32, 0.5), x * F(0.42), z * F(0.42))) * fine
    shade = smoothstep(0.79, 0.83, sample(tile(61, 512, 4, 32, 0.5), x * F(0.42), z * F(0.42) + F(0.006))) * fine
    out = out * (1 - F(0.45) * clip(shade - pebble, 0, 1) - F(0.18) * pebble)[..., None]
    return array(out)


def _snow(canvas: Canvas, rgb: Array, x: Array, z: Array, fine: Array) -> Array:
    """Soft drifts with blue hollows, and crystals that catch the light."""
    drift = _patches(x, z, 0.2) - F(0.5) + (_patches(x, z * F(2), 0.55) - F(0.5)) * F(0.4)
    out = rgb * (1 + drift[..., None] * array([0.42, 0.34, 0.2]))
    crystal = smoothstep(0.8, 0.9, sample(tile(62, 512, 3, 128, 0.6), x * F(0.8), z * F(0.8))) * fine
    glint = (F(0.1) + F(0.5 * min(canvas.plan.light.glow, 1.0))) * F(0.9)
    return array(out + canvas.plan.light.colour * (crystal * glint)[..., None])


def _forest(canvas: Canvas, rgb: Array, x: Array, z: Array, fine: Array) -> Array:
    """Moss, fallen leaves, and pools of sun between the trees."""
    plan = canvas.plan
    moss = _patches(x, z, 0.22)
    out = mix(rgb, rgb * array([1.1, 0.84, 0.62]), smoothstep(0.45, 0.62, moss)[..., None])
    leaf = sample(tile(63, 512, 4, 64, 0.6), x * F(0.55), z * F(0.55))
    fallen = linear("#d9822e" if plan.scene.season == "autumn" else "#8a6a3c")
    level = F(1.6) * rgb.mean(2, keepdims=True) / F(float(fallen.mean()))
    share = 0.62 if plan.scene.season == "autumn" else 0.75
    out = mix(out, fallen * level, (smoothstep(share, share + 0.08, leaf) * (F(0.25) + F(0.6) * fine))[..., None])
    out = out * (1 + (grain(x * F(0.9), z * F(0.9)) - F(0.5)) * (F(0.2) + F(0.5) * fine))[..., None]
    if plan.light.power > 0.6 and plan.scene.weather in ("clear", "clouds"):
        pool = smoothstep(0.52, 0.66, _patches(x + z * F(0.3), z * F(0.8), 0.3))
        out = out * (F(0.72) + F(0.9) * pool)[..., None] + plan.light.colour * rgb * (pool * F(0.5))[..., None]
    return array(out)


def _rock(canvas: Canvas, rgb: Array, x: Array, z: Array, fine: Array) -> Array:
    """Cracks and lichen."""
    crack = sample(tile(24, 512, 6, 4, 0.55, True), x * F(0.24), z * F(0.22) + x * F(0.05))
    speck = grain(x * F(0.6), z * F(0.55)) - F(0.5)
    tone = F(1.06) - smoothstep(0.66, 0.92, crack) * F(0.5) + speck * F(0.7)
    return array(rgb * clip(tone, 0.3, 1.6)[..., None])


def _soil(canvas: Canvas, rgb: Array, x: Array, z: Array, fine: Array) -> Array:
    speck = grain(x * F(0.9), z * F(0.9)) - F(0.5)
    return array(rgb * (1 + (_patches(x, z, 0.2) - F(0.5)) * F(0.3) + speck * F(0.45) * (F(0.4) + fine))[..., None])


def _marsh(canvas: Canvas, rgb: Array, x: Array, z: Array, fine: Array) -> Array:
    """Grass with dark pools that hold the sky."""
    out = _grass(canvas, rgb, x, z, fine)
    pool = smoothstep(0.53, 0.57, _patches(x * F(0.6), z, 0.34))
    return mix(out, canvas.plan.palette.sky[2] * F(0.6), (pool * F(0.85))[..., None])


def _rows(spacing: float, colour: str) -> Strewer:
    """Planted rows that run away from the camera."""

    def paint(canvas: Canvas, rgb: Array, x: Array, z: Array, fine: Array) -> Array:
        beat = np.abs((x / F(spacing)) % 1 - F(0.5)) * 2
        planted = smoothstep(0.75, 0.45, beat) * (F(0.55) + F(0.7) * grain(x * F(0.9), z * F(0.3)))
        crop = linear(colour)
        level = rgb.mean(2, keepdims=True) / F(float(crop.mean()) + 0.05)
        return mix(_soil(canvas, rgb, x, z, fine), crop * level * F(0.9), clip(planted, 0, 1)[..., None])

    return paint


def _tulips(canvas: Canvas, rgb: Array, x: Array, z: Array, fine: Array) -> Array:
    """Bands of one colour each, with paths of earth between them."""
    beat = np.abs((x / F(TULIP_ROWS)) % 1 - F(0.5)) * 2
    planted = smoothstep(0.82, 0.7, beat) * (F(0.7) + F(0.4) * grain(x * F(0.9), z * F(0.3)))
    level = rgb.mean(2, keepdims=True) / F(0.22)
    return mix(_soil(canvas, rgb, x, z, fine), banded(x, TULIP_ROWS, "tulip") * level, clip(planted, 0, 1)[..., None])


def _poppies(canvas: Canvas, rgb: Array, x: Array, z: Array, fine: Array) -> Array:
    """Grass with drifts of red that close up toward the distance."""
    drift = smoothstep(0.3, 0.62, grain(x * F(0.5), z * F(0.16)) * F(0.6) + _patches(x, z, 0.3) * F(0.4))
    red = linear("#d8281c") * (rgb.mean(2, keepdims=True) / F(0.16))
    return mix(_grass(canvas, rgb, x, z, fine), red, (drift * (F(0.85) - F(0.45) * fine))[..., None])


def _sheet_ice(canvas: Canvas, rgb: Array, x: Array, z: Array, fine: Array) -> Array:
    """Matt ice that faintly holds the sky, with cracks through it and drifts of snow upon it."""
    sky = canvas.plan.palette.sky[2] * F(0.5)
    out = mix(rgb * F(0.72), sky, (F(0.2) + F(0.25) * (1 - fine))[..., None])
    warp = (_patches(x, z, 0.3) - F(0.5)) * F(0.6)
    for seed, scale in ((24, 0.13), (41, 0.07)):
        veins = sample(tile(43, 512, 4, 4, 0.35), x * F(scale) + warp + F(seed * 0.1), z * F(scale) + F(seed * 0.3))
        crack = smoothstep(0.006, 0.0, np.abs(veins - F(0.5))) * (F(0.35) + F(0.5) * fine)
        out = mix(out, array([0.9, 0.96, 1.0]) * out.mean(2, keepdims=True) * F(1.7), crack[..., None])
    drift = smoothstep(0.5, 0.62, _patches(x * F(0.7), z * F(1.5), 0.4) * F(0.8) + grain(x, z) * F(0.2))
    return mix(out, rgb * F(1.15), (drift * F(0.85))[..., None])


def _ploughed(canvas: Canvas, rgb: Array, x: Array, z: Array, fine: Array) -> Array:
    """Furrows that run away from the camera: a lit ridge, a dark trench, clods on both."""
    sway = (_patches(x * F(0.2), z, 0.12) - F(0.5)) * F(0.5)
    turn = np.sin((x + sway) * F(2 * np.pi / FURROW))
    clods = grain(x * F(1.1), z * F(0.8)) - F(0.5)
    return array(_soil(canvas, rgb, x, z, fine) * clip(1 + turn * F(0.5) + clods * F(0.5), 0.2, 1.8)[..., None])


def _rice(canvas: Canvas, rgb: Array, x: Array, z: Array, fine: Array) -> Array:
    """Flooded fields that hold the sky, with green banks winding between them and rows of shoots."""
    sway = (_patches(x * F(0.6), z, 0.12) - F(0.5)) * F(3.2)
    beat = np.abs((z * F(0.9) + sway + x * F(0.22)) / F(PADDY) % 1 - F(0.5)) * 2
    bank = smoothstep(0.62, 0.76, beat)
    sky = canvas.plan.palette.sky[2] * F(0.62) + canvas.plan.palette.sky[1] * F(0.2)
    row = np.abs(x / F(0.24) % 1 - F(0.5)) * 2
    tuft = smoothstep(0.46, 0.68, grain(x * F(1.2), z * F(1.6)) * F(0.6) + row * F(0.4))
    shoots = tuft * F(0.75) * smoothstep(0.38, 0.62, _patches(x, z, 0.14))
    water = mix(array(sky) * np.ones_like(rgb), rgb * array([0.75, 1.05, 0.5]), clip(shoots, 0, 1)[..., None])
    return mix(water, _grass(canvas, rgb, x, z, fine), bank[..., None])


def _mossy(rgb: Array, x: Array, z: Array) -> Array:
    """Cushions of moss over whatever lies there."""
    cushion = smoothstep(0.4, 0.56, _patches(x, z * F(1.2), 0.5) * F(0.7) + grain(x * F(0.5), z * F(0.5)) * F(0.3))
    green = linear(MOSS) * (rgb.mean(2, keepdims=True) / F(float(linear(MOSS).mean()))) * F(1.12)
    return mix(rgb, green, (cushion * F(0.85))[..., None])


STREWERS: dict[str, Strewer] = {
    "rice": _rice,
    "grass": _grass, "sand": _sand, "snow": _snow, "forest": _forest, "rock": _rock, "wheat": _grass, "marsh": _marsh,
    "savanna": _grass, "jungle": _forest, "ice": _snow,
    "tulips": _tulips, "poppies": _poppies, "ploughed": _ploughed, "sunflowers": _rows(0.62, "#f0b01e"),
    "sheet ice": _sheet_ice,
    "lavender": _rows(0.7, "#9a7ae0"), "vines": _rows(1.15, "#7ca03c"),
}  # fmt: skip
