"""Grasses, shrubs and what climbs."""

import numpy as np

from generation.engines.animatic.figures.growing.flowers import leaf_of
from generation.engines.animatic.figures.growing.trees import foliage, swaying, tones
from generation.engines.animatic.figures.part import Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import curve, dots, flowing, line, one, points, rod
from generation.engines.animatic.figures.pieces import shine
from generation.engines.animatic.outline import box, ellipse, strip
from generation.engines.animatic.raster import Shape


def bamboo(look: Look) -> list[Part]:
    """A stand of bamboo."""
    c = look.colour or "#6f9a48"
    stalks, joints, leaves = [], [], []
    for k, (x, lean, tall) in enumerate(
        ((-0.2, -0.05, 0.9), (0.16, 0.06, 0.96), (-0.06, -0.01, 1.0), (0.06, 0.03, 0.84), (0.26, 0.08, 0.8))
    ):
        way = np.c_[x + lean * np.linspace(0, 1, 8) ** 2, tall * np.linspace(0, 1, 8)]
        stalks.append(strip(way, np.linspace(0.019, 0.01, 8)))
        for q in np.arange(0.08, 0.98, 0.115):
            px, py = x + lean * q * q, tall * q
            joints.append(box(px - 0.022 + 0.008 * q, py - 0.004, px + 0.022 - 0.008 * q, py + 0.004))
            if q > 0.35:
                leaves += [leaf_of(px, py, 0.15, a + 0.2 * np.sin(k + q * 9), 0.16) for a in (0.25, 2.9)]
    return [
        one(leaves[::2], shaded(c, 0.7), 0.2),
        one(stalks[:2] + stalks[4:], shaded(c, 0.82), 0.8),
        one(stalks[2:4], c, 0.8),
        one(joints, shaded(c, 1.3), 0.4),
        one(leaves[1::2], shaded(c, 1.12), 0.3, fade=shaded(c, 0.9)),
    ]


def bush(look: Look) -> list[Part]:
    """A rounded shrub, in flower in spring."""
    rng = look.rng
    masses = sorted(
        [
            (-0.5, 0.36, 0.3),
            (0.48, 0.38, 0.3),
            (-0.18, 0.55, 0.34),
            (0.2, 0.56, 0.33),
            (0.0, 0.34, 0.36),
            (-0.72, 0.2, 0.2),
            (0.7, 0.2, 0.2),
        ],
        key=lambda m: -m[1],
    )
    parts = foliage(rng, masses, tones(look), 0.028)
    berries = [(rng.uniform(-0.7, 0.7), rng.uniform(0.2, 0.8)) for _ in range(16)]
    return [*parts, *([one(dots(berries, 0.03, 8), "#f4d0dc", 0.6)] if look.season == "spring" else [])]


def grass(look: Look) -> list[Part]:
    """A tuft of tall grass."""
    rng, c = look.rng, look.colour or {"winter": "#b5b8a8", "autumn": "#b5904a"}.get(look.season, "#5f8a40")
    rows: list[list[Shape]] = [[], [], []]
    for k in range(54):
        x, tall = rng.uniform(-0.4, 0.4), rng.uniform(0.5, 1.0)
        bend = x * 0.9 + rng.uniform(-0.16, 0.16)
        way = flowing([(x * 0.6, 0), (x * 0.7 + bend * 0.12, tall * 0.55), (x * 0.6 + bend, tall)], 5)
        rows[k % 3].append(strip(way, np.linspace(0.017, 0.002, len(way))))
    return [one(row, shaded(c, k), 0.2, fade=shaded(c, k * 0.6)) for row, k in zip(rows, (0.72, 1.0, 1.3), strict=True)]


def wheat(look: Look) -> list[Part]:
    """Ears of wheat."""
    rng, c = look.rng, look.colour or "#dab04c"
    stems, ears, awns = [], [], []
    for k in range(13):
        x, tall, lean = -0.3 + 0.05 * k + rng.uniform(-0.02, 0.02), rng.uniform(0.7, 0.84), rng.uniform(-0.06, 0.1)
        way = flowing([(x * 0.6, 0), (x * 0.8, tall * 0.5), (x + lean, tall)], 5)
        stems.append(strip(way, 0.006))
        for j in range(6):
            for s in (-1, 1):
                px, py = x + lean * (1 + 0.14 * j) + s * 0.014, tall + 0.022 * j
                ears.append(ellipse(px, py, 0.007, 0.017, 8, -0.5 * s))
                awns.append(rod(px, py, px + s * 0.03, py + 0.06, 0.0015))
    return [
        one(awns, shaded(c, 1.2), 0, opacity=0.8),
        one(stems, shaded(c, 0.75), 0.3, fade="#8a8a3c"),
        one(
            [leaf_of(x, 0.3, 0.24, a, 0.12) for x, a in ((-0.12, 2.2), (0.05, 0.9), (0.14, 1.0), (-0.04, 2.4))],
            "#a8a04c",
            0.3,
        ),
        one(ears, c, 0.7),
    ]


def ivy(look: Look) -> list[Part]:
    """Ivy climbing a piece of wall."""
    rng, leaf = look.rng, tones(look)
    vines = [
        line("-30 0, -20 24, -32 48, -14 70, -22 96", 0.7),
        line("6 0, 14 30, 0 54, 16 78, 8 98", 0.7),
        line("34 0, 24 20, 34 44, 26 60", 0.6),
    ]
    spots = [
        (x + rng.uniform(-0.09, 0.09), y)
        for x, y in (
            (float(np.interp(q, (0, 0.24, 0.48, 0.7, 0.96), xs)), q)
            for xs in ((-0.3, -0.2, -0.32, -0.14, -0.22), (0.06, 0.12, 0.0, 0.16, 0.08), (0.34, 0.24, 0.33, 0.24, 0.2))
            for q in np.arange(0.02, 0.98, 0.034)
        )
    ]
    leaves = [
        points("0 -6, -5 -3, -6 2, -2 2.4, 0 7, 2 2.4, 6 2, 5 -3") * rng.uniform(0.6, 1.05) + np.array(p) for p in spots
    ]
    return [
        Part(box(-0.48, 0, 0.48, 1.0), "#a3927f", 0.06, fade="#857666"),
        one(
            [box(-0.48, y, 0.48, y + 0.005) for y in np.arange(0.08, 1.0, 0.085)]
            + [
                box(x + 0.06 * (k % 2), y - 0.085, x + 0.005 + 0.06 * (k % 2), y)
                for k, y in enumerate(np.arange(0.085, 1.02, 0.085))
                for x in np.arange(-0.44, 0.44, 0.2)
            ],
            "#6a5d50",
            0,
            opacity=0.5,
        ),
        one(vines, "#5a4634", 0.4),
        one(leaves[::3], leaf[1], 0.3),
        one(leaves[1::3], leaf[2], 0.4),
        one(leaves[2::3], leaf[3], 0.4),
    ]


def bonsai(look: Look) -> list[Part]:
    """A bonsai pine in its dish."""
    rng, leaf = (
        look.rng,
        tones(look) if look.colour or look.season else ("#22402c", "#2f5a38", "#427a48", "#5c9858", "#82b870"),
    )
    pads = [
        (-0.42, 0.6, 0.13),
        (-0.28, 0.64, 0.14),
        (0.4, 0.5, 0.11),
        (0.28, 0.54, 0.12),
        (-0.02, 0.86, 0.13),
        (0.12, 0.9, 0.12),
        (0.0, 0.94, 0.09),
        (-0.14, 0.85, 0.11),
        (0.22, 0.82, 0.1),
    ]
    return [
        one(
            [
                line("8 38, 22 46, 36 48", (2.4, 1.2)),
                line("-6 52, -20 58, -36 58", (2.2, 1.0)),
                line("2 60, 8 74, 2 88", (2.4, 1.0)),
            ],
            "#5a4230",
            0.7,
        ),
        Part(line("-4 20, 12 30, -4 44, -6 54, 4 66, 0 78", (6.5, 2.2)), "#6a4e38", 0.8),
        one([line("-6 22, 9 31, -6 44", 0.4), line("0 22, 14 31, -1 45", 0.4)], "#43301f", 0, opacity=0.6),
        *foliage(rng, pads, leaf, 0.012),
        Part(curve("-42 20*, -20 26, 10 27, 42 20*"), "#5f7440", 0.6),
        Part(points("-50 21, -44 5, 44 5, 50 21"), "#3f5a6e", 0.5, fade="#2a3e4e"),
        Part(box(-0.53, 0.185, 0.53, 0.22), "#4a6a80", 0.5),
        one([points("-38 5, -36 0, -26 0, -24 5"), points("38 5, 36 0, 26 0, 24 5")], "#2a3e4e", 0.4),
        shine((-0.4, 0.1, 0.3, 0.11), width=0.01, opacity=0.2),
    ]


def fern(look: Look) -> list[Part]:
    """A fern with arching fronds."""
    c = look.colour or "#4f8244"
    rows: list[list[Shape]] = [[], []]
    for k, a in enumerate(np.linspace(0.2, np.pi - 0.2, 9)):
        s = np.linspace(0, 1, 13)
        mid = np.c_[0.72 * np.cos(a) * s, 1.15 * np.sin(a) * s * (1 - 0.32 * s) + 0.05 - 0.08 * abs(np.cos(a)) * s**2]
        rows[k % 2].append(strip(mid, 0.008))
        for i in range(1, 13):
            length = 0.17 * np.sin(np.pi * (i / 13) ** 0.8)
            for side in (-1, 1):
                rows[k % 2].append(
                    ellipse(
                        mid[i, 0] + side * length * 0.5 * np.sin(a),
                        mid[i, 1] - side * length * 0.5 * np.cos(a),
                        length * 0.55,
                        0.016,
                        8,
                        a - np.pi / 2 * side,
                    )
                )
    return [
        one(rows[0], shaded(c, 0.72), 0.2, fade=shaded(c, 0.5)),
        one(rows[1], shaded(c, 1.12), 0.3, fade=shaded(c, 0.66)),
    ]


KINDS: dict[str, Kind] = {
    "bamboo": Kind(bamboo, height=0.5, width=0.8, large=True, motion=swaying(0.02)),
    "bush": Kind(bush, height=0.12, width=2.0, motion=swaying(0.01)),
    "grass": Kind(grass, height=0.12, width=1.0, motion=swaying(0.06)),
    "wheat": Kind(wheat, height=0.2, width=0.8, motion=swaying(0.05)),
    "ivy": Kind(ivy, height=0.3, width=1.0),
    "bonsai": Kind(bonsai, height=0.18, width=1.2, indoors=0.45),
    "fern": Kind(fern, height=0.16, width=1.7, indoors=0.4, motion=swaying(0.02)),
}
