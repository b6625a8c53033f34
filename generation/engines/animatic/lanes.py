"""What is laid over open ground by the metre: roads and paths, railway tracks and a racetrack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Plan
from generation.engines.animatic.raster import Array, F, array, clip, exp, grain, mix, smoothstep, where

if TYPE_CHECKING:
    from generation.engines.animatic.terrain import Band

TRAINS = ("train", "steam train", "tram")
TRAIN_DEPTH = 6.75
"""Where a train's wheels stand; its track runs across the frame, any other away from the camera."""
BALLAST, SLEEPERS, GAUGE, RAIL = 0.98, 0.7, 0.42, 0.032
"""Half widths in camera heights: of the gravel, of a sleeper, from rail to rail, and of a rail."""
STEP = 0.38
STEEL, GRAVEL, TIMBER = "#d4d8de", "#8a8278", "#4c3a2c"
TRACK_NEAR, TRACK_FAR, KERB = 2.75, 5.6, 0.2
"""Between these depths lies the asphalt of a racetrack, with a striped kerb along both edges."""
TARMAC, PAINT, RED = "#4a4b50", "#eceae2", "#d23228"


def cover(plan: Plan, x: Array, z: Array) -> Array:
    """How much of the ground at `x`, `z` lies under a track, 0..1: nothing grows there."""
    if plan.scene.has("rails"):
        off, _ = _rail_axes(plan, x, z)
        return smoothstep(BALLAST + 0.1, BALLAST - 0.15, np.abs(off))
    if plan.scene.has("racetrack"):
        return smoothstep(TRACK_NEAR - KERB - 0.05, TRACK_NEAR - KERB + 0.05, z) * smoothstep(
            TRACK_FAR + KERB + 0.08, TRACK_FAR + KERB - 0.04, z
        )
    return np.zeros_like(x)


def laid(canvas: Canvas, rgb: Array, depth: Array, rows: slice) -> Array:
    """The lit ground `rgb` with the track over it; `depth` is that of each pixel."""
    plan = canvas.plan
    if not plan.scene.has("rails", "racetrack"):
        return rgb
    x = array((canvas.uu[rows] - F(plan.aspect / 2)) * depth)
    alpha = cover(plan, x, depth)
    if not float(alpha.max(initial=0)):
        return rgb
    light = plan.light
    lit = canvas.fill * F(0.8) + light.colour * F(light.power * 0.85 * max(light.direction[1], 0.2))
    paint = _rails if plan.scene.has("rails") else _racetrack
    return mix(rgb, paint(canvas, x, depth) * lit, alpha[..., None])


def _rail_axes(plan: Plan, x: Array, z: Array) -> tuple[Array, Array]:
    """How far aside of the track's middle a place lies, and how far along it."""
    if plan.scene.first(*TRAINS):
        return array(z - F(TRAIN_DEPTH)), x
    aside = plan.focus_u - plan.aspect / 2
    return array(x + F(aside * 0.45) * z - F(aside * 4.9)), z


def _rails(canvas: Canvas, x: Array, z: Array) -> Array:
    """Gravel, sleepers and two bright rails with their shadows."""
    off, along = _rail_axes(canvas.plan, x, z)
    pixel = z * F(1 / canvas.scale)
    clear = exp(-((z / F(11)) ** 2))
    stones = grain(x * F(1.6), z * F(1.6))
    colour = linear(GRAVEL) * (F(0.55) + F(0.9) * stones)[..., None]
    beat = np.abs(along / F(STEP) % 1 - F(0.5)) * 2
    timber = smoothstep(0.42, 0.56, beat) * smoothstep(SLEEPERS + 0.03, SLEEPERS - 0.03, np.abs(off))
    timber = timber * clear + F(0.5) * (1 - clear) * smoothstep(SLEEPERS + 0.1, SLEEPERS - 0.1, np.abs(off))
    wood = linear(TIMBER) * (F(0.7) + F(0.6) * grain(x * F(3), z * F(0.6)))[..., None]
    colour = mix(colour, wood, clip(timber, 0, 1)[..., None])
    away = np.abs(np.abs(off) - F(GAUGE))
    half = np.maximum(F(RAIL), pixel * F(0.7))
    shade = smoothstep(0, 1, clip((half * F(2.6) - away) / half, 0, 1))
    steel = clip((half - away) / (pixel * F(0.8)) + F(0.5), 0, 1)
    colour = colour * (1 - F(0.55) * shade)[..., None]
    return array(mix(colour, linear(STEEL) * F(1.25), steel[..., None]))


def _racetrack(canvas: Canvas, x: Array, z: Array) -> Array:
    """Asphalt with a darker racing line, white edges, kerbs of red and white, and the bars of a starting grid."""
    tyres = exp(-(((z - F(3.9)) / F(0.6)) ** 2)) * F(0.25)
    colour = linear(TARMAC) * (F(0.8) + F(0.45) * grain(x * F(1.5), z * F(1.5)) - tyres)[..., None]
    pixel = z * F(1 / canvas.scale) * z  # a step of depth a picture line
    line = sum(
        (clip((F(0.05) - np.abs(z - F(at))) / np.maximum(pixel, 0.01) + F(0.5), 0, 1)
         for at in (TRACK_NEAR + 0.14, TRACK_FAR - 0.2)), np.zeros_like(z),
    )  # fmt: skip
    bar = (np.abs(x / F(2.4) % 1 - F(0.5)) < 0.014) * smoothstep(0.0, 0.1, F(0.9) - np.abs(z - F(4.2)))
    colour = mix(colour, linear(PAINT), clip(line + bar, 0, 1)[..., None])
    kerb = (z < TRACK_NEAR) | (z > TRACK_FAR)
    stripe = smoothstep(0.46, 0.54, np.abs(x / F(0.62) % 1 - F(0.5)) * 2)[..., None]
    return np.where(kerb[..., None], mix(linear(PAINT), linear(RED), stripe), colour).astype(np.float32)


def with_road(canvas: Canvas, band: Band, albedo: Array, texture: Array) -> Array:
    """A path that winds to the figure, or a straight asphalt road through a desert."""
    spec, plan = band.spec, canvas.plan
    if spec.ground == "sand":
        end = plan.aspect / 2 - (plan.focus_u - plan.aspect / 2) * 0.5  # the road runs from under the figure to here
        centre = F(end) + F((plan.focus_u - end) * 3.9) / band.depth
        across = np.abs((band.u - centre) * band.depth)
        lane = 1 - smoothstep(0.5, 0.62, across - F(0.04) * texture)
        band.road = lane
        albedo = mix(albedo, linear("#4a474a") * (F(0.8) + F(0.4) * texture)[..., None], (lane * F(0.92))[..., None])
        line = (across < 0.03) * (np.modf(band.depth * F(0.9))[0] < 0.6)
        return where(line[..., None], linear("#e8d8a0"), albedo)
    sway = np.sin(band.depth * F(1.1) + F(band.offset[0] * 6)) * (band.depth / F(spec.far) - F(0.35))
    across = np.abs((band.u - F(plan.focus_u) - F(0.3) * sway) * band.depth) - F(0.05) * texture
    k = (1 - smoothstep(0.13, 0.22, across)) * F(0.85)
    band.road = k
    soil = array([0.6, 0.66, 0.78]) if spec.ground == "snow" else linear("#cda678")
    return mix(albedo, soil, k[..., None])
