"""Towers and walls: castles, lighthouses, clock towers, ruins."""

import numpy as np

from generation.engines.animatic.figures.part import DARK, PALE, WARM_LIGHT, Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import (
    TAU,
    arch,
    both,
    curve,
    gothic,
    hoop,
    lathe,
    line,
    lines,
    one,
    points,
    rod,
)
from generation.engines.animatic.figures.pieces import (
    is_lit,
    lamps,
    merlons,
    moving,
    pennant,
    shade,
    stones,
    windows,
)
from generation.engines.animatic.outline import box, ellipse
from generation.engines.animatic.raster import Shape

ROCK = "#5d5a55"
waving = moving(0.9, 6)
Tower = tuple[float, float, float]
"""Its middle, half its width, its height."""


def lighthouse(look: Look) -> list[Part]:
    """A banded tower on its rock, a keeper's house beside it, its light going round by night."""
    band = look.colour or "#c0362e"
    bands = []
    for y in (0.15, 0.37, 0.59):
        low, high = 0.095 - 0.035 * (y - 0.04) / 0.72, 0.095 - 0.035 * (y + 0.07) / 0.72
        bands.append(np.array([(-low, y), (low, y), (high, y + 0.11), (-high, y + 0.11)]))
    rail = [box(-0.088, 0.805, 0.088, 0.809), *lines(np.linspace(-0.085, 0.085, 9), 0.775, 0.809, 0.0015)]
    return [
        *_sweep(look, 0.828),
        Part(curve("-52 -8*, -40 2, -28 3, -12 6, 14 6, 30 3, 40 -1, 56 -8*"), ROCK, 0.7, fade="#3a3937"),
        one(
            [line("-40 0, -24 -3, -14 2", 0.5), line("22 2, 34 -4, 42 -5", 0.5), line("-6 3, 4 -3", 0.4)],
            "#36353a",
            0,
            opacity=0.6,
        ),
        Part(box(0.1, 0.03, 0.31, 0.15), "#efe8db", 0.1, fade="#cfc8bb"),
        Part(points("8 145, 34 145, 29 220, 13 220") * [1, 0.1], "#8a3a2c", 0.3),
        one([box(0.25, 0.2, 0.28, 0.25)], "#8a5a4a", 0.3),
        Part(points("-9.6 4, 9.6 4, 6 77, -6 77"), PALE, 0.85, fade="#d4cfc6"),
        one(bands, band, 0.85),
        *windows(look, [box(0.15, 0.065, 0.185, 0.11), box(0.23, 0.065, 0.265, 0.11)], 1.0),
        *windows(look, [arch(-0.01, y, 0.012, 0.042) for y in (0.29, 0.51, 0.7)], 0.6),
        Part(arch(-0.01, 0.045, 0.022, 0.08), "#5a3a2c", 0.2),
        Part(points("-6 745, -9.4 765, -9.4 778, 9.4 778, 9.4 765, 6 745") * [1, 0.1], "#2a2c31", 0.5),
        one(rail, DARK),
        Part(box(-0.046, 0.78, 0.046, 0.868), "#fff2c0" if is_lit(look) else "#d6e4e8", 0, glow=is_lit(look)),
        one([*lines((-0.044, -0.015, 0.015, 0.044), 0.78, 0.868, 0.0022), box(-0.046, 0.82, 0.046, 0.823)], DARK),
        Part(lathe("5.8 86.5*, 4.6 91, 1.6 94.6, 0 95.5"), band, 0.9),
        one([box(-0.004, 0.94, 0.004, 1), ellipse(0, 0.965, 0.009, 0.009, 10)], DARK, 0.3),
    ]


def _sweep(look: Look, y: float) -> list[Part]:
    """The two beams of the turning light, seen from the side: long across, short toward us."""
    if not is_lit(look):
        return []
    across = abs(float(np.cos(np.pi * look.phase)))
    reach, parts = 0.1 + 1.0 * across, []
    for share, opacity in ((1.0, 0.1), (0.7, 0.12), (0.42, 0.18)):
        cones = [
            np.array(
                [
                    (0, y + 0.012),
                    (s * reach * share, y + 0.075 * share + 0.02),
                    (s * reach * share, y - 0.05 * share),
                    (0, y - 0.012),
                ]
            )
            for s in (-1, 1)
        ]
        parts.append(one(cones, "#ffeeb8", 0, glow=True, opacity=opacity * (0.35 + 0.65 * across), soft=0.02))
    flash = (1 - across) ** 2
    return [
        *parts,
        Part(
            ellipse(0, y, 0.05 + 0.07 * flash, 0.05 + 0.07 * flash, 20),
            "#fff4d0",
            0,
            glow=True,
            opacity=0.25 + 0.6 * flash,
            soft=0.03,
        ),
    ]


def castle(look: Look) -> list[Part]:
    """A castle on its rock: keep, towers with pointed roofs and flags, curtain wall and gatehouse."""
    c, roof = look.colour or "#a89d90", ("#5a4a66", "#7a3f3a", "#3f5466")[int(look.rng.integers(3))]
    cloth = "#c8443a" if not look.colour else shaded(look.colour, 0.7)
    back = ((-0.3, 0.075, 0.62), (0.27, 0.08, 0.58), (-0.03, 0.13, 0.66), (0.04, 0.06, 0.82))
    side = ((-0.56, 0.085, 0.4), (0.58, 0.085, 0.38), (-0.16, 0.065, 0.47))
    gate = ((-0.02, 0.055, 0.36), (0.2, 0.055, 0.36))
    wall = box(-0.56, 0.0, 0.58, 0.24)
    return [
        Part(curve("-84 -9*, -70 2, -58 6, -20 9, 30 9, 60 5, 74 1, 88 -9*"), ROCK, 0.5, fade="#3c3a38"),
        *_towers(look, back, shaded(c, 0.9), roof, cloth, 0.14),
        Part(wall, c, 0.1, fade=shaded(c, 0.78)),
        one(merlons(-0.56, 0.58, 0.24, 22, 0.026), c, 0.2),
        one(stones(-0.48, 0.5, 0.04, 0.23, 7, 0.085), shaded(c, 0.62), 0, opacity=0.35),
        *_towers(look, side, c, roof, cloth, 0.0),
        Part(box(-0.02, 0.0, 0.2, 0.3), shaded(c, 1.05), 0.1, fade=shaded(c, 0.8)),
        one(merlons(-0.01, 0.19, 0.3, 5, 0.024), shaded(c, 1.05), 0.2),
        *_towers(look, gate, shaded(c, 1.08), roof, cloth, 0.0),
        Part(gothic(0.09, 0.0, 0.048, 0.17), "#1d1a1c", 0.1),
        one(
            [
                *lines((0.06, 0.08, 0.1, 0.12), 0.03, 0.14, 0.0018),
                *(box(0.045, y, 0.135, y + 0.003) for y in (0.06, 0.09, 0.12)),
            ],
            "#57514c",
        ),
        shade(points("-56 0, 58 0, 58 7, -56 7"), opacity=0.25, soft=0.03),
        Part(points("4.5 0, 13.5 0, 22 -9, -4 -9"), "#9a8a72", 0.2),
    ]


def _towers(look: Look, towers: tuple[Tower, ...], wall: str, roof: str, cloth: str, foot: float) -> list[Part]:
    """Round towers (middle, half width, height) with cornice, windows, cone and pennant."""
    shafts = [box(x - w, foot, x + w, y) for x, w, y in towers]
    cornices = [_cornice(*tower) for tower in towers]
    teeth = [s for x, w, y in towers for s in merlons(x - w * 1.16, x + w * 1.16, y + 0.03, 5, 0.02)]
    cones = [
        np.array([(x - w * 1.06, y + 0.035), (x + w * 1.06, y + 0.035), (x, y + 0.035 + w * 2.3)])
        for x, w, y in towers
        if w < 0.1
    ]
    panes = [
        gothic(x + d * w, y - k, 0.011, 0.04)
        for x, w, y in towers
        for d, k in ((-0.1, 0.1), (0.35, 0.2), (-0.35, 0.29))
        if y - k > foot + 0.06
    ]
    tips = [(x, y + 0.035 + w * 2.3) for x, w, y in towers if w < 0.1]
    poles = [rod(x, y - 0.005, x, y + 0.06, 0.002) for x, y in tips]
    flags = [pennant(x, y + 0.048, 0.075, 0.028, look.phase + 0.3 * x) for x, y in tips]
    return [
        one([*poles], "#4a4038"),
        one(flags, cloth, 0.2),
        one(shafts, wall, 0.8, fade=shaded(wall, 0.8)),
        one(
            [
                s
                for x, w, y in towers
                for s in stones(x - w, x + w, max(foot, 0.05), y - 0.04, max(3, int(y * 18)), w * 0.9, 0.0013)
            ],
            shaded(wall, 0.6),
            0,
            opacity=0.3,
        ),
        one([*cornices, *teeth], shaded(wall, 0.96), 0.4),
        *([one(cones, roof, 0.7, fade=shaded(roof, 0.75))] if cones else []),
        *windows(look, panes, 0.8, glass="#57514f"),
    ]


def _cornice(x: float, w: float, y: float) -> Shape:
    wide = w * 1.16
    right = np.array([(w, y - 0.035), (wide, y - 0.01), (wide, y + 0.03)])
    return np.asarray(np.r_[right, right[::-1] * [-1, 1]] + np.array([x, 0]))


def tower(look: Look) -> list[Part]:
    """A lone stone tower with a pointed roof."""
    c = look.colour or "#8b8782"
    shaft = points("-11 0, -8.4 10, -7 68, 7 68, 8.4 10, 11 0")
    return [
        Part(points("-10 745, 10 745, 0 985") * [1, 0.1], "#54485a", 0.7, fade="#3c3442"),
        one([rod(0, 0.97, 0, 1.04, 0.003)], DARK),
        Part(pennant(0, 1.025, 0.1, 0.035, look.phase), "#b8443c", 0.2),
        Part(shaft, c, 0.85, fade=shaded(c, 0.72)),
        one(stones(-0.07, 0.07, 0.06, 0.68, 14, 0.045), shaded(c, 0.55), 0, opacity=0.4),
        Part(points("-7 67, -9.4 70, -9.4 74, 9.4 74, 9.4 70, 7 67"), shaded(c, 0.92), 0.5),
        one(merlons(-0.094, 0.094, 0.74, 6, 0.022), shaded(c, 0.92), 0.4),
        *windows(
            look,
            [gothic(x, y, 0.014, 0.055) for x, y in ((0.0, 0.58), (0.025, 0.42), (-0.025, 0.27))],
            1.0,
            glass="#3a3a40",
        ),
        Part(arch(0, 0, 0.032, 0.12), "#4a3226", 0.2),
        one(
            [ellipse(x, 0.02 + 0.014 * np.cos(x * 90), 0.03, 0.022, 12) for x in (-0.12, -0.08, 0.09, 0.13)],
            "#5a6a44",
            0.7,
        ),
    ]


def clock_tower(look: Look) -> list[Part]:
    """A Gothic clock tower, its four faces lit by night."""
    c = look.colour or "#c3a878"
    turn = -TAU * look.phase
    ribs = [
        *lines((-0.088, -0.044, 0.0, 0.044, 0.088), 0.05, 0.64, 0.004),
        *(box(-0.095, y, 0.095, y + 0.006) for y in (0.16, 0.28, 0.4, 0.52, 0.62)),
    ]
    marks = [
        rod(0.058 * np.sin(a), 0.7 + 0.058 * np.cos(a), 0.07 * np.sin(a), 0.7 + 0.07 * np.cos(a), 0.002)
        for a in TAU * np.arange(12) / 12
    ]
    hands = [
        rod(0, 0.7, 0.035 * np.cos(0.5), 0.7 + 0.035 * np.sin(0.5), 0.004),
        rod(0, 0.7, 0.056 * np.sin(turn), 0.7 + 0.056 * np.cos(turn), 0.003),
    ]
    return [
        Part(points("-13 0, -13 6, -10 9, 10 9, 13 6, 13 0"), shaded(c, 0.9), 0.4),
        Part(box(-0.095, 0.05, 0.095, 0.64), c, 0.3, fade=shaded(c, 0.8)),
        *windows(
            look,
            [gothic(x, y, 0.011, 0.085) for x in (-0.066, -0.022, 0.022, 0.066) for y in (0.175, 0.295, 0.415, 0.53)],
            0.35,
            glass="#5d5648",
        ),
        one(ribs, shaded(c, 0.72), 0.2),
        Part(points("-9.5 62, -11.5 64, -11.5 79, 11.5 79, 11.5 64, 9.5 62"), shaded(c, 1.06), 0.3),
        Part(ellipse(0, 0.7, 0.09, 0.078, 32), "#3a4450", 0.3),
        Part(ellipse(0, 0.7, 0.08, 0.069, 32), "#fff3d0", 0, glow=is_lit(look)),
        one([*marks, *hands], "#1e2228"),
        one([gothic(x, 0.8, 0.012, 0.055) for x in (-0.08, -0.04, 0.0, 0.04, 0.08)], "#3c3a36", 0.2),
        Part(points("-11 79, 11 79, 9.5 86, -9.5 86"), shaded(c, 0.95), 0.2),
        one([gothic(x, 0.8, 0.013, 0.05) for x in (-0.075, -0.025, 0.025, 0.075)], "#4a4438", 0),
        Part(points("-10.4 86, -6 91, -4 93, 0 104, 4 93, 6 91, 10.4 86"), "#4a5a5c", 0.6, fade="#33403f"),
        one([rod(0, 1.02, 0, 1.08, 0.003), *(rod(x, 0.86, x, 0.91, 0.003) for x in (-0.105, 0.105))], "#c8a050"),
        Part(arch(0, 0, 0.035, 0.11), "#4a3a2c", 0.2),
    ]


def wall(look: Look) -> list[Part]:
    """A long stone wall with a watchtower, as along a frontier."""
    c = look.colour or "#a39a8a"
    return [
        one([box(-3.0, 0, 3.0, 0.56)], c, 0.06, fade=shaded(c, 0.74)),
        one(stones(-3.0, 3.0, 0, 0.56, 7, 0.22, 0.005), shaded(c, 0.6), 0, opacity=0.4),
        one(merlons(-3.0, 3.0, 0.56, 28, 0.08), c, 0.15),
        Part(box(-3.0, 0.53, 3.0, 0.565), shaded(c, 1.1), 0.3),
        Part(points("34 0, 38 86, 114 86, 118 0"), shaded(c, 1.04), 0.12, fade=shaded(c, 0.76)),
        one(stones(0.38, 1.14, 0, 0.86, 9, 0.2, 0.005), shaded(c, 0.6), 0, opacity=0.4),
        Part(box(0.32, 0.83, 1.2, 0.875), shaded(c, 1.1), 0.3),
        one(merlons(0.32, 1.2, 0.875, 6, 0.09), c, 0.15),
        *windows(look, [arch(x, 0.56, 0.05, 0.17) for x in (0.56, 0.76, 0.96)], 0.7, glass="#3a3630"),
        shade(points("18 0, 34 0, 38 56, 30 56"), opacity=0.3, soft=0.03),
    ]


def gate(look: Look) -> list[Part]:
    """A wrought-iron gate between two stone piers."""
    c = look.colour or "#24262b"
    bars = lines(np.arange(-0.42, 0.45, 0.06), 0.05, 0.72, 0.007)
    tops = [
        points("-1.4 0, 1.4 0, 0 6") + np.array([x, 0.72 + 0.1 * np.cos(x * 3.2)]) for x in np.arange(-0.42, 0.45, 0.06)
    ]
    bars += [box(x - 0.007, 0.7, x + 0.007, 0.74 + 0.1 * np.cos(x * 3.2)) for x in np.arange(-0.42, 0.45, 0.06)]
    piers = [box(x - 0.09, 0, x + 0.09, 0.86) for x in (-0.58, 0.58)]
    return [
        one(piers, "#a59a8c", 0.2, fade="#7d746a"),
        one(
            [s for x in (-0.58, 0.58) for s in stones(x - 0.09, x + 0.09, 0, 0.86, 8, 0.11, 0.003)],
            "#6a625a",
            0,
            opacity=0.5,
        ),
        one([box(x - 0.115, y, x + 0.115, y + 0.045) for x in (-0.58, 0.58) for y in (0.0, 0.84)], "#b8ad9e", 0.4),
        one([ellipse(x, 0.94, 0.065, 0.065, 20) for x in (-0.58, 0.58)], "#b8ad9e", 0.8),
        one([*bars, *tops, *(box(-0.47, y, 0.47, y + 0.018) for y in (0.1, 0.36, 0.66))], c, 0.3),
        one(
            [hoop(x, 0.22, 0.078, 0.078, 0.008) for x in (-0.24, 0.24)]
            + [hoop(x, 0.5, 0.078, 0.078, 0.008) for x in (-0.24, 0.24)],
            c,
            0.3,
        ),
        *lamps(look, [ellipse(x, 1.0, 0.03, 0.04, 12) for x in (-0.58, 0.58)], WARM_LIGHT),
    ]


def ruins(look: Look) -> list[Part]:
    """What is left of an abbey: a broken wall with empty windows, fallen stones, ivy."""
    c = look.colour or "#9a9284"
    standing = points(
        "-84 0, -84 58, -78 66, -72 60, -66 74, -58 78, -52 72, -46 88, -36 100, "
        "-28 92, -20 78, -10 66, 2 60, 8 50, 14 52, 20 0"
    )
    low = points("20 0, 22 30, 30 36, 36 28, 48 30, 54 20, 66 22, 74 14, 84 12, 90 0")
    holes = [gothic(-0.58, 0.18, 0.09, 0.42), gothic(-0.3, 0.2, 0.1, 0.52)]
    fallen = [
        curve(f"{x - w} 0*, {x - w * 1.1} {h * 0.6}, {x - w * 0.3} {h}, {x + w * 0.8} {h * 0.8}, {x + w} 0*")
        for x, w, h in ((-92, 9, 9), (32, 7, 8), (56, 10, 10), (78, 6, 7), (96, 5, 5))
    ]
    ivy = [
        ellipse(x, y, 0.045, 0.04, 10)
        for x, y in (
            (-0.8, 0.5),
            (-0.78, 0.42),
            (-0.82, 0.34),
            (-0.76, 0.56),
            (-0.05, 0.56),
            (0.02, 0.48),
            (0.06, 0.4),
            (0.1, 0.3),
            (0.04, 0.26),
            (-0.8, 0.24),
        )
    ]
    return [
        Part(both("4 0, 4 70, 0 74") * [1.2, 1] + np.array([0.66, 0]), shaded(c, 0.85), 0.6),
        Part(standing, c, 0.12, fade=shaded(c, 0.74)),
        Part(low, shaded(c, 0.94), 0.15, fade=shaded(c, 0.74)),
        one(stones(-0.83, 0.14, 0.0, 0.62, 9, 0.12, 0.003), shaded(c, 0.58), 0, opacity=0.4),
        one(holes, "#6f7f8c" if not is_lit(look) else "#1a2438", 0, fade="#8f9ca4" if not is_lit(look) else "#22304a"),
        one([rod(-0.3, 0.2, -0.3, 0.6, 0.012)], shaded(c, 0.8), 0.4),
        one([_rim(h) for h in holes], shaded(c, 1.14), 0.4),
        one(fallen, shaded(c, 0.9), 0.5),
        one(ivy, "#4f6a3c", 0.8),
        one([ellipse(x, 0.025, 0.06, 0.03, 12) for x in (-0.6, -0.2, 0.1, 0.44, 0.7)], "#5f7040", 0.7),
    ]


def _rim(hole: Shape) -> Shape:
    middle = hole.mean(0)
    wide = middle + (hole - middle) * 1.14
    return np.asarray(np.r_[hole, hole[:1], wide[:1], wide[::-1]])


KINDS: dict[str, Kind] = {
    "lighthouse": Kind(lighthouse, height=0.48, width=1.2, large=True, wades=True, motion=moving(3.0, 12)),
    "castle": Kind(castle, height=0.42, width=1.8, large=True, wades=True, motion=waving),
    "tower": Kind(tower, height=0.5, width=0.5, large=True, motion=waving),
    "clock tower": Kind(clock_tower, height=0.54, width=0.4, large=True, motion=moving(8.0, 8)),
    "wall": Kind(wall, height=0.17, width=6.0, large=True, crosses=True),
    "gate": Kind(gate, height=0.26, width=1.5),
    "ruins": Kind(ruins, height=0.28, width=2.1, large=True),
}
