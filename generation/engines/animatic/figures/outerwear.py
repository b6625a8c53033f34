"""What is worn over the clothes: cloaks, wings, scarves, backpacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from generation.engines.animatic.figures.layers import Layer, layer
from generation.engines.animatic.figures.limbs import by, capsule, circle, hull
from generation.engines.animatic.figures.part import shaded
from generation.engines.animatic.figures.skeleton import vector
from generation.engines.animatic.outline import smooth, strip

if TYPE_CHECKING:
    from generation.engines.animatic.figures.clothes import Dresser


def outer_layers(dresser: Dresser) -> list[Layer]:
    """All that is worn over the clothes."""
    return [*_wings(dresser), *_cloak(dresser), *_scarf(dresser), *_backpack(dresser)]


def _cloak(dresser: Dresser) -> list[Layer]:
    """A cloak hangs from the shoulders behind the body."""
    outfit, body = dresser.outfit, dresser.body
    if not outfit.cloak:
        return []
    colour, back = outfit.cloak, dresser.trunk.seen() < -0.1
    foot = min(body.at("left ankle")[1], body.at("right ankle")[1]) + 0.07
    behind = body.flat(body.chest_frame @ vector(-0.075, 0, 0))[0] * (1.4 if body.pose.lean > 3 else 0.8)
    left, right = dresser.trunk.edges(0.9)
    pelvis = body.at("pelvis")
    wide = 0.16 * body.build.scale * (1.0 - 0.45 * abs(float(body.across[0])))
    drift = behind + 0.014 * dresser.sway
    edge = 0.016
    collar = body.flat(body.joints["neck"] + body.chest_frame @ vector(-0.01, 0, 0.012))
    low = [pelvis[0] + drift * 1.5 + wide * 1.5 * t for t in np.linspace(-1, 1, 6)]
    hem = [(x, foot + 0.008 * (-1) ** i) for i, x in enumerate(low)]
    points = [
        collar + by(-0.03, 0),
        left + by(-edge, 0.006),
        (pelvis[0] + drift * 0.7 - wide, pelvis[1]),
        *hem,
        (pelvis[0] + drift * 0.7 + wide, pelvis[1]),
        right + by(edge, 0.006),
        collar + by(0.03, 0),
    ]
    sheet = smooth(np.array(points), 4)
    if back:
        folds = tuple(
            strip(
                [
                    collar + by(x * 0.1, -0.06),
                    (pelvis[0] + drift * 0.7 + x * wide * 0.6, pelvis[1]),
                    (pelvis[0] + drift * 1.5 + x * wide * 1.1, foot + 0.02),
                ],
                [0.001, 0.005, 0.007],
            )
            for x in (-0.6, 0.1, 0.75)
        )
        return [layer(0.9, sheet, colour), layer(0.91, folds, shaded(colour, 0.72), 0.3)]
    mantle = dresser.trunk.line(
        [(1.0, -0.4), (1.0, 0.4), (0.93, 0.75), (0.83, 1.5), (0.86, 2.0), (0.86, -2.0), (0.83, -1.5), (0.93, -0.75)]
    )
    cape = hull((circle(left, 0.02), circle(right, 0.02), circle(collar, 0.034)))
    made = [layer(-0.6, sheet, shaded(colour, 0.8))]
    return [*made, layer(0.28 if not dresser.profile else 0.5, (cape, hull((mantle,))), colour)]


def _wings(dresser: Dresser) -> list[Layer]:
    if "wings" not in dresser.outfit.face:
        return []
    root = dresser.body.flat(dresser.body.joints["neck"] + dresser.body.chest_frame @ vector(-0.06, 0, -0.08))
    beat, shapes = 0.02 * dresser.sway, []
    for s in (-1.0, 1.0):
        tips = (
            (0.0, -0.06),
            (0.12, -0.2),
            (0.26, -0.12),
            (0.34, 0.06),
            (0.4, 0.24 + beat),
            (0.24, 0.2),
            (0.1, 0.1),
            (0.0, 0.03),
        )
        shapes.append(smooth([root + by(s * x, y) for x, y in tips], 4))
    near = 0.9 if dresser.trunk.seen() < -0.1 else -0.65
    return [layer(near, tuple(shapes), dresser.outfit.of("wings", "#f3f1ea"), 0.6)]


def _scarf(dresser: Dresser) -> list[Layer]:
    outfit, body = dresser.outfit, dresser.body
    if not outfit.scarf:
        return []
    k = body.size**0.5 * body.build.scale
    base = body.flat(body.joints["neck"] + body.chest_frame @ vector(0.004, 0, 0.008))
    wrap = hull((circle(base + by(-0.028 * k, 0.004), 0.02 * k), circle(base + by(0.028 * k, 0.004), 0.02 * k)))
    front = dresser.trunk.seen()
    side = -1 if front > 0 and not dresser.profile else -np.sign(body.across[0])
    end = base + np.array([side * 0.16, -0.03 + 0.02 * dresser.sway]) if dresser.profile else base + by(0.03, -0.16)
    middle = (base + end) / 2 + np.array([0, 0.018 + 0.01 * dresser.sway] if dresser.profile else [0.012, 0])
    tail = smooth(strip([base + by(0.01, -0.005), middle, end], [0.014 * k, 0.017 * k, 0.022 * k]), 3)
    near = 0.62 if front > 0 or dresser.profile else 0.95
    return [layer(near - 0.02, tail, shaded(outfit.scarf, 0.86)), layer(near, wrap, outfit.scarf, 0.9)]


def _backpack(dresser: Dresser) -> list[Layer]:
    outfit, body = dresser.outfit, dresser.body
    if not outfit.backpack:
        return []
    frame, neck = body.chest_frame, body.joints["neck"]
    points = []
    for up, half in ((-0.03, 0.06), (-0.1, 0.085), (-0.24, 0.088), (-0.28, 0.07)):
        for ahead in (-0.06, -0.15):
            points += [body.flat(neck + frame @ vector(ahead, s * half, up)) for s in (-1, 1)]
    sack = hull((np.array(points),))
    roll = [body.flat(neck + frame @ vector(-0.1, s * 0.085, -0.01)) for s in (-1, 1)]
    near = 0.93 if dresser.trunk.seen() < -0.1 else 0.12 if dresser.profile else -0.5
    straps = []
    if dresser.trunk.seen() > -0.1:
        straps = [
            strip(dresser.trunk.line([(0.95, s * 0.8), (0.75, s * 0.7), (0.5, s * 1.0)]), 0.009)
            for s in (-1, 1)
            if dresser.trunk.seen(s * 0.8) > 0.1
        ]
    made = [
        layer(near - 0.001, capsule(roll[0], 0.026, roll[1], 0.026), "#77764c"),
        layer(near, sack, outfit.backpack),
    ]
    return [*made, layer(0.27, tuple(straps), shaded(outfit.backpack, 0.75), 0.4)] if straps else made
