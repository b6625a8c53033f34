"""Long things and things on strings: swords, staffs, rods, umbrellas, lanterns, kites."""

from math import cos, sin, tau

import numpy as np

from generation.engines.animatic.figures.holding import STEEL, WOOD, Holding
from generation.engines.animatic.figures.layers import Layer, layer
from generation.engines.animatic.figures.limbs import by, circle, hull
from generation.engines.animatic.figures.part import DARK, shaded
from generation.engines.animatic.figures.skeleton import Vector
from generation.engines.animatic.outline import box, ellipse, smooth, strip


def sword(h: Holding) -> list[Layer]:
    arm = h.hand - h.body.at(f"{h.side} elbow")
    along = arm / max(float(np.hypot(*arm)), 1e-6)
    fighting = h.body.pose.mood == "fierce"
    way = np.array([0.35 * h.ahead, 0.94]) if fighting else np.array([0.5 * h.ahead, -0.866]) + along * 0.2
    way = way / np.hypot(*way)
    across = np.array([-way[1], way[0]])
    tip = h.hand + way * 0.38 * h.k
    blade = np.array(
        [
            h.hand + across * 0.009,
            h.hand + way * 0.35 * h.k + across * 0.008,
            tip,
            h.hand + way * 0.35 * h.k - across * 0.008,
            h.hand - across * 0.009,
        ]
    )
    guard = strip([h.hand + way * 0.03 + across * 0.042, h.hand + way * 0.03 - across * 0.042], 0.008)
    grip = strip([h.hand - way * 0.05, h.hand + way * 0.03], 0.007)
    return [layer(h.near - 0.02, blade, h.colour or STEEL, 0.5), layer(h.near - 0.01, (guard, grip), "#8d6b32")]


def pole(h: Holding, length: float) -> tuple[Vector, Vector]:
    foot = np.array([h.hand[0] + 0.035 * h.ahead, min(h.body.at("left heel")[1], h.body.at("right heel")[1])])
    foot[1] = max(foot[1], 0.0) if h.body.pose.hip > 0.5 else h.hand[1] - 0.3
    way = (h.hand - foot) / max(float(np.hypot(*(h.hand - foot))), 1e-6)
    return foot, foot + way * length * h.k


def staff(h: Holding) -> list[Layer]:
    foot, top = pole(h, 1.06)
    knob = circle(top, 0.02)
    glows = h.outfit.look.kind == "wizard"
    made = [
        layer(
            h.near - 0.01,
            (strip([foot, (foot + top) / 2 + by(0.004, 0), top], [0.007, 0.009, 0.011]),),
            h.colour or WOOD,
        )
    ]
    return [*made, layer(h.near, knob, "#9fe3ff" if glows else shaded(WOOD, 0.8), 0 if glows else 0.8, glows)]


def stick(h: Holding) -> list[Layer]:
    foot, _ = pole(h, 0.5)
    top = h.to(0, 0.012)
    handle = strip([top, top + by(0.014 * h.ahead, 0.016), top + by(0.034 * h.ahead, 0.006)], 0.007)
    return [layer(h.near - 0.01, (strip([foot, top], [0.006, 0.008]), handle), h.colour or WOOD)]


def spear(h: Holding) -> list[Layer]:
    foot, top = pole(h, 1.18)
    tip = np.array([top + by(-0.018, 0), top + by(0, 0.08), top + by(0.018, 0)])
    return [layer(h.near - 0.01, strip([foot, top], 0.007), WOOD), layer(h.near, tip, STEEL, 0.5)]


def broom(h: Holding) -> list[Layer]:
    foot, top = pole(h, 0.95)
    brush = np.array([foot + by(-0.014, 0.15), foot + by(-0.05, 0.0), foot + by(0.05, 0.0), foot + by(0.014, 0.15)])
    return [layer(h.near - 0.01, strip([foot + by(0, 0.1), top], 0.007), WOOD), layer(h.near, brush, "#c69a4a")]


def bow(h: Holding) -> list[Layer]:
    x, y = h.hand
    a = h.ahead
    limb = strip(
        [(x - 0.05 * a, y + 0.3), (x + 0.0 * a, y + 0.17), (x + 0.018 * a, y), (x, y - 0.17), (x - 0.05 * a, y - 0.3)],
        [0.003, 0.008, 0.01, 0.008, 0.003],
    )
    string = strip([(x - 0.05 * a, y + 0.3), (x - 0.052 * a, y), (x - 0.05 * a, y - 0.3)], 0.0013)
    return [layer(h.near - 0.02, string, "#e8e2d2", 0), layer(h.near - 0.01, limb, h.colour or WOOD)]


def shield(h: Holding) -> list[Layer]:
    x, y = h.to(0.03, 0.0)
    colour = h.colour or "#8a3030"
    return [
        layer(h.near + 0.05, circle((x, y), 0.135), "#8d8f96", 0.6),
        layer(h.near + 0.051, circle((x, y), 0.115), colour, 0.5),
        layer(
            h.near + 0.052,
            (
                circle((x, y), 0.03),
                strip([(x, y - 0.11), (x, y + 0.11)], 0.007),
                strip([(x - 0.11, y), (x + 0.11, y)], 0.007),
            ),
            "#b9bcc4",
            0.8,
        ),
    ]


def wand(h: Holding) -> list[Layer]:
    tip = h.to(0.1, 0.08)
    return [
        layer(h.near - 0.01, strip([h.to(-0.02, -0.016), tip], 0.005), WOOD),
        layer(h.near, circle(tip, 0.016), "#bfeaff", 0, True),
    ]


def flag(h: Holding) -> list[Layer]:
    top = h.to(0.0, 0.62)
    top[1] = min(top[1], 1.3)
    x, y = top
    w = 0.02 * h.sway
    cloth = smooth(
        [
            (x, y),
            (x - 0.11, y + 0.012 + w),
            (x - 0.22, y - 0.012 - w),
            (x - 0.3, y + w),
            (x - 0.3, y - 0.15 + w),
            (x - 0.22, y - 0.165 - w),
            (x - 0.11, y - 0.14 + w),
            (x, y - 0.155),
        ],
        4,
    )
    return [
        layer(h.near - 0.01, strip([h.to(0, -0.2), top + by(0, 0.02)], 0.007), WOOD),
        layer(h.near - 0.02, cloth, h.colour or "#c8392f", 0.5),
    ]


def rod(h: Holding) -> list[Layer]:
    dip = 0.012 * h.sway
    tip = h.to(0.44, 0.4 + dip)
    rod = strip([h.to(-0.08, -0.07), h.hand, h.to(0.22, 0.24), tip], [0.007, 0.006, 0.0035, 0.0015])
    end = np.array([tip[0] + 0.03 * h.ahead, 0.03])
    line = strip([tip, (tip + end) / 2 + by(0.012 * h.ahead, 0), end], 0.0012)
    return [
        layer(h.near - 0.01, rod, h.colour or "#7d5a36", 0.3),
        layer(-0.75, line, "#e5e8ea", 0),
        layer(-0.74, circle(end, 0.01), "#d8392f", 0.8),
    ]


def torch(h: Holding) -> list[Layer]:
    tip = h.to(0.03, 0.12)
    x, y = tip
    flame = smooth(
        [
            (x - 0.026, y),
            (x - 0.03 - 0.004 * h.lick, y + 0.04),
            (x - 0.006 + 0.018 * h.lick + 0.008 * h.sway, y + 0.11 + 0.016 * h.lick),
            (x + 0.024 - 0.004 * h.lick, y + 0.045),
            (x + 0.022, y),
            (x, y - 0.012),
        ],
        4,
    )
    core = ellipse(x - 0.002 + 0.004 * h.lick, y + 0.025, 0.011, 0.026 + 0.006 * h.lick)
    return [
        layer(h.near - 0.01, strip([h.to(-0.015, -0.06), tip], 0.009), WOOD),
        layer(h.near + 0.01, flame, "#ff8c32", 0, True),
        layer(h.near + 0.011, core, "#ffe9a0", 0, True),
    ]


def lantern(h: Holding) -> list[Layer]:
    swing = 0.008 * h.sway
    top, x = h.to(swing, -0.05), h.to(swing, -0.1)
    frame = (
        box(x[0] - 0.026, x[1] + 0.036, x[0] + 0.026, x[1] + 0.046),
        box(x[0] - 0.028, x[1] - 0.05, x[0] + 0.028, x[1] - 0.038),
        strip([h.hand, top], 0.003),
        smooth([top + by(-0.012, 0), top + by(0, 0.012), top + by(0.012, 0)], 3),
    )
    glass = ellipse(x[0], x[1], 0.024, 0.04, 20)
    return [layer(h.near + 0.01, glass, h.colour or "#ffc766", 0, True), layer(h.near + 0.02, frame, DARK, 0.2)]


def umbrella(h: Holding) -> list[Layer]:
    colour = h.colour or h.outfit.look.colour or "#c0382f"
    above = 0.12 if h.outfit.look.has("portrait") else 0.2
    head = h.body.at("head")
    top = by(h.hand[0] * 0.55 + head[0] * 0.45, head[1] + above * h.k)
    lean = np.array([0.012 * h.sway, 0.0])
    ribs = np.linspace(-1, 1, 7)
    dome = [top + lean + np.array([0.26 * sin(t * 1.5), 0.115 * cos(t * 1.5)]) * h.k for t in np.linspace(-1, 1, 13)]
    rim = [top + lean + np.array([0.262 * x, 0.0 + 0.012 * (1 - abs(x))]) * h.k for x in ribs[::-1]]
    scallop = []
    for a, b in zip(rim, rim[1:], strict=False):
        scallop += [a, (a + b) / 2 + np.array([0, 0.014 * h.k])]
    canopy = np.array([*dome, *scallop, rim[-1]])
    under = hull(
        (np.array([*rim, *(r - np.array([0, 0.012 * h.k * (1 - abs(x))]) for r, x in zip(rim, ribs, strict=True))]),)
    )
    lines = tuple(
        strip([top + by(0, 0.112 * h.k), top + np.array([0.262 * x * 0.72, 0.075]) * h.k, r], 0.0018)
        for x, r in list(zip(ribs[::-1], rim, strict=True))[1:-1]
    )
    stem = strip([h.hand - (0, 0.03 * h.k), top + by(0, 0.13 * h.k)], 0.0055)
    return [
        layer(h.near - 0.01, stem, DARK, 0.3),
        layer(-0.7, under, shaded(colour, 0.5), 0),
        layer(1.2, canopy, colour, 0.8),
        layer(1.21, lines, shaded(colour, 0.72), 0),
    ]


def kite(h: Holding) -> list[Layer]:
    colour = h.colour or h.outfit.look.colour or "#d8392f"
    x, y = h.to(0.5 + 0.02 * h.sway, 0.52 + 0.02 * sin(tau * (h.phase + 0.25)))
    y = min(y, 1.2)
    sail = np.array([(x, y + 0.13), (x + 0.085, y + 0.02), (x, y - 0.13), (x - 0.085, y + 0.02)])
    half = np.array([(x, y + 0.13), (x + 0.085, y + 0.02), (x, y - 0.13)])
    line = strip([h.hand, ((h.hand[0] + x) / 2 + 0.02 * h.ahead, (h.hand[1] + y) / 2 - 0.05), (x, y)], 0.0016)
    tail = strip([(x, y - 0.13), (x - 0.05, y - 0.18), (x - 0.01, y - 0.23), (x - 0.07, y - 0.28)], 0.004)
    bows = tuple(
        hull(
            (
                circle(p, 0.006),
                circle(np.array(p) + by(0.022, 0.008), 0.008),
                circle(np.array(p) + by(-0.022, -0.008), 0.008),
            )
        )
        for p in ((x - 0.045, y - 0.18), (x - 0.02, y - 0.23))
    )
    return [
        layer(-0.8, line, "#e8e4da", 0),
        layer(-0.79, (tail, *bows), "#f0c64a", 0.2),
        layer(-0.78, sail, colour, 0.3),
        layer(-0.77, half, shaded(colour, 0.8), 0.3),
    ]


def balloon(h: Holding) -> list[Layer]:
    x, y = h.to(0.05 + 0.02 * h.sway, 0.52)
    y = min(y, 1.18)
    knot = np.array([(x - 0.012, y - 0.108), (x, y - 0.088), (x + 0.012, y - 0.108)])
    line = strip([h.hand, (x - 0.02 + 0.02 * h.sway, (h.hand[1] + y) / 2), (x, y - 0.1)], 0.0016)
    return [
        layer(-0.8, line, "#e8e4da", 0),
        layer(-0.79, (ellipse(x, y, 0.078, 0.094), knot), h.colour or "#d8392f", 1.0),
    ]
