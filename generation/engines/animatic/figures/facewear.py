"""What is on a face: beards, glasses, masks, headphones."""

from math import cos, hypot, pi, sin

import numpy as np

from generation.engines.animatic.figures.facemarks import marks
from generation.engines.animatic.figures.heads import DEEP, HEAD_NEAR, WIDE, Head, mixed
from generation.engines.animatic.figures.layers import Layer, layer
from generation.engines.animatic.figures.limbs import by, curve, hull, oval
from generation.engines.animatic.figures.part import shaded
from generation.engines.animatic.outline import ring, strip
from generation.engines.animatic.raster import Shape


def worn_layers(head: Head) -> list[Layer]:
    """Marks of the skin, beard, glasses, mask and headphones."""
    return [*marks(head), *_beard(head), *_glasses(head), *_shades(head), *_mask(head), *_headphones(head)]


def _beard(head: Head) -> list[Layer]:
    outfit = head.outfit
    if not {"beard", "moustache"} & outfit.face or head.seen(0.0) < -0.35:
        return []
    colour = outfit.hair_colour
    lip = hull([head.ball(0.055, s * 0.012, -0.029, 0.0055) for s in (-1, 1)] + [head.ball(0.06, 0, -0.027, 0.005)])
    if "beard" not in outfit.face:
        return [layer(HEAD_NEAR + 0.028, lip, colour, 0.5)]
    long = 0.1 if outfit.garment == "robe" else 0.0
    lumps = [head.ball(0.03, s * 0.02, -0.056, 0.021) for s in (-1, 1)] + [head.ball(0.036, 0, -0.066 - long, 0.017)]
    sides = [
        hull((head.ball(0.0, s * 0.046, -0.004, 0.006), head.ball(0.026, s * 0.026, -0.05, 0.017)))
        for s in (-1, 1)
        if head.seen(s * 1.2) > -0.2
    ]
    mouth = strip(curve([head.to(0.056, x, -0.0385 - 0.002 * (x == 0)) for x in (-0.014, 0.0, 0.014)]), 0.0013 * head.k)
    tufts = _tufts(head, long) if outfit.look.has("near", "portrait") else ()
    made = [layer(HEAD_NEAR + 0.027, (hull(lumps), lip, *sides, hull((*lumps[:2], lip))), colour, 0.6)]
    if tufts:
        made.append(layer(HEAD_NEAR + 0.0285, tufts, shaded(colour, 0.8), 0))
    return [*made, layer(HEAD_NEAR + 0.029, mouth, mixed(outfit.skin, "#4c1a1c", 0.8), 0)]


def _tufts(head: Head, long: float) -> tuple[Shape, ...]:
    widths = np.sin(np.linspace(0.1, pi - 0.1, 9)) * 0.0013 * head.k
    rows = ((0.05, 0.8, -0.046), (0.052, 1.0, -0.06), (0.045, 1.1, -0.074 - long * 0.8))
    lines = [[head.to(f, x * k, u) for f, k, u in rows] for x in (-0.016, -0.005, 0.007, 0.017)]
    return tuple(strip(curve(line), widths) for line in lines)


def _glasses(head: Head) -> list[Layer]:
    outfit, k = head.outfit, head.k
    if "glasses" not in outfit.face or head.seen(0.0) < -0.1:
        return []
    rims = []
    for s in (-1, 1):
        if head.seen(s * 0.44) > 0.05:
            x, y = head.on(s * 0.46, -0.001)
            narrow = 0.5 + 0.5 * head.seen(s * 0.44)
            rims.append(ring(0, 0, 1.0, 0.8) * (0.0185 * k * narrow, 0.0165 * k) + by(x, y))
        if head.seen(s * 1.3) > 0.1:
            rims.append(strip([head.on(s * 0.8, 0.0), head.on(s * 1.5, 0.003)], 0.0016 * k))
    rims.append(strip([head.on(-0.18, 0.002), head.on(0.18, 0.002)], 0.0018 * k))
    return [layer(HEAD_NEAR + 0.06, tuple(rims), outfit.of("glasses", "#23232a"), 0)]


def _shades(head: Head) -> list[Layer]:
    if "shades" not in head.outfit.face or head.seen(0.0) < -0.1:
        return []
    dark = [head.on(s * 0.46, -0.001) for s in (-1, 1) if head.seen(s * 0.46) > 0.0]
    lenses = [oval(p, 0.0165 * head.k * (0.6 + 0.4 * head.seen(0.0)), 0.0145 * head.k) for p in dark]
    bridge = strip([head.on(a, 0.004, 1.02) for a in (-0.6, -0.2, 0.2, 0.6) if head.seen(a) > 0.0], 0.0022 * head.k)
    return [layer(HEAD_NEAR + 0.06, (*lenses, bridge), head.outfit.of("sunglasses", "#15161c"), 0.6)]


def _headphones(head: Head) -> list[Layer]:
    if "headphones" not in head.outfit.face:
        return []
    angles = np.linspace(0.1, pi - 0.1, 12)
    half = hypot(WIDE * cos(head.yaw), DEEP * sin(head.yaw) * 0.25) * 1.16
    top = [head.to(-0.004, 0, 0.0) + (head.right * half * cos(t) + head.up * 0.078 * sin(t)) * head.k for t in angles]
    cups = [head.ball(-0.004, s * 0.058, -0.004, 0.017, 1.2) for s in (-1, 1) if head.seen(s * 1.57) > -0.3]
    colour = head.outfit.of("headphones", "#2b2d34")
    return [layer(HEAD_NEAR + 0.09, (strip(top, 0.0045 * head.k), *cups), colour, 0.7)]


def _mask(head: Head) -> list[Layer]:
    if "mask" not in head.outfit.face or head.seen(0.0) < -0.3:
        return []
    lumps = [
        head.ball(0.052, 0, -0.014, 0.008),
        *(head.ball(0.0275, s * 0.012, -0.0575, 0.0205) for s in (-1, 1)),
        *(head.ball(0.012, s * 0.045, -0.012, 0.008) for s in (-1, 1)),
    ]
    return [layer(HEAD_NEAR + 0.035, hull(lumps), head.outfit.of("mask", "#33363f"), 0.5)]
