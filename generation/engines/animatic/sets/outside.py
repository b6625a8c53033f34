"""What is seen through the windows of a room: sky, roofs or trees at the right hour, and rain or snow on the way."""

import cv2
import numpy as np

from generation.engines.animatic import sky
from generation.engines.animatic.canvas import Canvas, Layer, Patch
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Plane
from generation.engines.animatic.raster import Array, F, array, blur, clip, mix, resize, sample, tile
from generation.engines.animatic.sets.surfaces import scatter

TOWNS = ("city", "street")


def weather_outside(canvas: Canvas) -> str:
    """The weather beyond the windows."""
    return canvas.plan.scene.outside or canvas.plan.scene.weather


def paint_outside(canvas: Canvas, plane: Plane) -> Layer:
    """The far view, worked out at half size."""
    plan = canvas.plan
    small = Canvas(plan, canvas.frame_width // 2, canvas.frame_height // 2, canvas.margin_y / canvas.frame_height)
    image = sky.paint_sky(small, plane).image
    rgb = image[..., :3]
    seed, scene = plane.seed, plan.scene
    town = any(place in TOWNS for place in scene.surroundings) or (not scene.surroundings and seed % 3 == 0)
    for depth, share in ((0, 0.35), (1, 0.7), (2, 1.0)):
        rgb = _ridge(small, rgb, seed, depth, share, town)
    weather = weather_outside(canvas)
    if weather in ("fog", "rain", "storm", "snow"):
        rgb = mix(rgb, small.air, F(0.35))
    if weather in ("rain", "storm"):
        rgb = _drops(rgb, seed, array(plan.palette.sky[3] * F(0.9) + F(0.03)))
    if weather == "snow":
        rgb = _snow(small, rgb, seed)
    wide = resize(array(rgb), canvas.width, canvas.height)
    return Layer(Patch(np.dstack([wide, np.ones(wide.shape[:2], np.float32)]), 0, 0), 60.0, "sky")


def _ridge(canvas: Canvas, rgb: Array, seed: int, depth: int, share: float, town: bool) -> Array:
    """A row of roofs or of trees against the sky."""
    plan, key = canvas.plan, seed % 911 + depth * 31
    u = canvas.u * F(1.0 + 0.6 * (2 - depth))
    if town:
        cell = np.floor(u * F(7))
        top = F(0.02) + F(0.3) * scatter(cell, key) ** F(1.5) * F(1 - 0.2 * depth)
    else:
        lumps = sample(tile(11), u[None] * F(0.9) + F(key * 0.11), u[None] * 0 + F(0.3))[0]
        fine = sample(tile(12, 512, 7, 8), u[None] * F(2.1), u[None] * 0 + F(key * 0.07))[0]
        top = F(0.0) + F(0.24) * lumps + F(0.06) * fine - F(0.04) * depth
    crest = F(plan.horizon + 0.03 * depth) - array(top) * F(0.85)
    mask = clip((canvas.vv - crest[None]) * F(canvas.scale), 0, 1)
    green, grey = linear("#2c4a30"), linear("#4a4854")
    tone = (grey if town else green) * (plan.light.ambient * F(0.9) + plan.light.colour * F(0.25 * plan.light.power))
    colour = np.broadcast_to(mix(canvas.air, tone, F(share * 0.85)), rgb.shape)
    if town and plan.palette.night > 0.3:
        ix, iy = np.floor(canvas.uu * F(90)), np.floor(canvas.vv * F(70))
        on = (scatter(ix, iy, key) < 0.16) & ((canvas.uu * 90 % 1) < 0.5) & ((canvas.vv * 70 % 1) < 0.6)
        colour = colour + linear("#ffc070") * (on * F(0.9 * plan.palette.night))[..., None]
    return mix(rgb, colour, mask[..., None])


def _snow(canvas: Canvas, rgb: Array, seed: int) -> Array:
    rng = np.random.default_rng(seed)
    h, w = rgb.shape[:2]
    dots = np.zeros((h, w), np.float32)
    count = dots.size // 160
    dots[rng.integers(0, h, count), rng.integers(0, w, count)] = 1
    return mix(rgb, F(0.85), clip(blur(dots, 0.8) * F(4), 0, 1)[..., None])


def _drops(rgb: Array, seed: int, colour: Array) -> Array:
    """Drops on the glass and the runs they leave."""
    h, w = rgb.shape[:2]
    rng = np.random.default_rng(seed)
    drops, runs = np.zeros((h, w), np.float32), np.zeros((h, w), np.float32)
    count = drops.size // 200
    drops[rng.integers(0, h, count), rng.integers(0, w, count)] = rng.random(count)
    count = drops.size // 1500
    runs[rng.integers(0, h, count), rng.integers(0, w, count)] = 1
    tail = np.ones((max(3, h // 9), 1), np.float32)
    runs = array(cv2.filter2D(runs, -1, tail, anchor=(0, 0), borderType=cv2.BORDER_CONSTANT))
    light = clip(blur(drops, 0.7) * F(2.6), 0, 0.8) + clip(blur(runs, 0.6) * F(1.4), 0, 0.4)
    return mix(blur(array(rgb), 1.2), colour, clip(light, 0, 1)[..., None] * F(0.6))
