"""Fairgrounds, squares, stadiums and the towers of today and tomorrow."""

import numpy as np

from generation.engines.animatic.figures.part import Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import (
    TAU,
    ages,
    arch,
    both,
    curve,
    grid,
    hoop,
    lathe,
    line,
    lines,
    one,
    points,
    rod,
    shift,
    spokes,
    wave,
)
from generation.engines.animatic.figures.pieces import is_lit, lamps, moving, pennant, shade, stones, windows
from generation.engines.animatic.outline import box, ellipse, strip
from generation.engines.animatic.raster import Shape

BULBS = ("#ffd86a", "#ff7a8a", "#7ad8ff")
WATER = "#d8ecf2"
CABINS = ("#d8483c", "#f0b440", "#3f8ac0", "#4fa86a")


def ferris_wheel(look: Look) -> list[Part]:
    """A big wheel, turning, its bulbs lit by night."""
    c, n, r, cy = look.colour or "#e9e6de", 16, 0.42, 0.53
    turn = TAU * look.phase / 4
    angles = turn + TAU * np.arange(n) / n
    at = [(r * np.cos(a), cy + r * np.sin(a)) for a in angles]
    parts = [
        one([rod(0, cy, x, 0, 0.014) for x in (-0.26, 0.26)], shaded(c, 0.62), 0.4),
        one(
            [
                *spokes(0, cy, 0.03, r, n, turn, 0.0022),
                hoop(0, cy, r, r, 0.008),
                hoop(0, cy, r * 0.9, r * 0.9, 0.005),
                hoop(0, cy, r * 0.45, r * 0.45, 0.004),
            ],
            c,
            0.3,
        ),
    ]
    for k, tone in enumerate(CABINS):
        cabins = [curve("-3.2 -1*, -3.4 -4, -2.2 -6.4, 2.2 -6.4, 3.4 -4, 3.2 -1*, 0 0") + np.array(p) for p in at[k::4]]
        parts.append(one(cabins, look.colour and shaded(c, 0.6 + 0.15 * k) or tone, 0.7))
    parts.append(one([box(x - 0.02, y - 0.038, x + 0.02, y - 0.018) for x, y in at], "#2c3844"))
    bulbs = [
        (r * q * np.cos(a), cy + r * q * np.sin(a)) for a in turn + TAU * np.arange(32) / 32 for q in (1.0, 0.72, 0.45)
    ]
    if is_lit(look):
        parts += [
            one([ellipse(x, y, 0.007, 0.007, 6) for x, y in bulbs[k::3]], tone, 0, glow=True)
            for k, tone in enumerate(BULBS)
        ]
    return [
        *parts,
        Part(ellipse(0, cy, 0.04, 0.04, 22), shaded(c, 0.7), 0.7),
        one([rod(0, cy, x, 0, 0.016) for x in (-0.2, 0.2)], c, 0.5),
        Part(points("-38 0, -36 6, 36 6, 38 0"), "#8a5a52", 0.3),
        one(lines(np.arange(-0.34, 0.36, 0.04), 0.06, 0.1, 0.003), c),
    ]


def carousel(look: Look) -> list[Part]:
    """A merry-go-round with its horses going round."""
    c = look.colour or "#c23a44"
    stripes = [
        np.array([(x * 0.9, 0.66), (x * 0.9 + 0.115, 0.66), ((x + 0.06) * 0.16, 0.92), (x * 0.16, 0.92)])
        for x in np.arange(-0.88, 0.8, 0.255)
    ]
    scallops = [ellipse(x, 0.64, 0.055, 0.05, 14) for x in np.linspace(-0.76, 0.76, 15)]
    horses: list[tuple[float, Part]] = []
    tones = ("#f2ede2", "#c99a62", "#8a5a3c", "#e8d2b0")
    for k in range(8):
        a = TAU * (k + look.phase * 2) / 8
        x, depth = 0.62 * np.sin(a), np.cos(a)
        if depth > -0.35:
            y = 0.3 + 0.045 * np.sin(a * 2)
            shape = shift(_horse() * [1 + 0.15 * depth, 1 + 0.15 * depth], x, y)
            horses += [
                (depth, one([rod(x, 0.12, x, 0.64, 0.006)], "#e2c060", 0.4)),
                (depth + 0.001, Part(shape, tones[k % 2], 0.7)),
            ]
    horses.sort(key=lambda h: h[0])
    return [
        Part(box(-0.7, 0.1, 0.7, 0.66), "#6a4a52", 0.1, fade="#3a2a30"),
        Part(box(-0.16, 0.1, 0.16, 0.66), "#e8cf9a", 0.6),
        one([ellipse(0, y, 0.07, 0.06, 20) for y in (0.25, 0.45)], "#9fc4d0", 0.3),
        *(part for _, part in horses),
        Part(points("-82 0, -80 11, 80 11, 82 0"), "#e2d2a8", 0.3, fade="#a8854a"),
        one([ellipse(x, 0.055, 0.03, 0.03, 14) for x in np.linspace(-0.7, 0.7, 9)], c, 0.5),
        Part(both("84 66, 15 92, 0 93"), "#f4ead2", 0.4, fade="#d8c8a4"),
        one(stripes, c, 0.3),
        Part(points("-84 62, -84 67, 84 67, 84 62"), "#e2b84c", 0.4),
        one(scallops, "#f4ead2", 0.3),
        one(scallops[::2], c, 0.3),
        *lamps(look, [ellipse(x, 0.648, 0.014, 0.014, 8) for x in np.linspace(-0.8, 0.8, 17)], "#ffe08a"),
        one([rod(0, 0.92, 0, 1.04, 0.008)], "#e2b84c", 0.4),
        Part(pennant(0, 1.02, 0.16, 0.05, look.phase), c, 0.2),
    ]


def _horse() -> Shape:
    return curve(
        "-15 4, -12 9, -2 8, 5 10, 9 17, 13 18, 17 12, 15 10, 12 11, 10 5, 12 -1, 17 -4, 16 -6, 9 -4, 6 -1, -5 -1, "
        "-9 -3, -15 -7, -17 -5, "
        "-12 0, -14 2, -19 -2, -19 2",
        3,
    )


def skyscraper(look: Look) -> list[Part]:
    """A tower with setbacks and a spire, its windows lit by night."""
    c = look.colour or "#b3aa9c"
    tiers = [(0.2, 0.0, 0.34), (0.16, 0.34, 0.62), (0.115, 0.62, 0.8), (0.07, 0.8, 0.88)]
    panes, piers, bands = [], [], []
    for w, y0, y1 in tiers[:3]:
        xs = np.arange(-w + 0.014, w - 0.02, 0.0262)
        panes += grid(xs, np.arange(y0 + 0.02, y1 - 0.02, 0.027), 0.014, 0.018)
        piers += lines(np.arange(-w + 0.0075, w, 0.0524), y0, y1, 0.0028)
        bands.append(box(-w - 0.006, y1 - 0.012, w + 0.006, y1 + 0.004))
    return [
        one([rod(0, 0.92, 0, 1.06, 0.004)], "#8d9095", 0.4),
        Part(points("-3.4 88, -1.4 94, 1.4 94, 3.4 88"), shaded(c, 0.8), 0.4),
        *(
            Part(box(-w, y0, w, y1), shaded(c, 1 - 0.03 * k), 0.12, fade=shaded(c, 0.85))
            for k, (w, y0, y1) in enumerate(tiers)
        ),
        shade(*(box(w * 0.4, y0, w, y1) for w, y0, y1 in tiers), opacity=0.16),
        *windows(look, panes, 0.55, glass="#5d7080"),
        one(piers, shaded(c, 1.14)),
        one(bands, shaded(c, 1.1), 0.3),
        *windows(look, [arch(x, 0.805, 0.01, 0.06) for x in (-0.045, -0.015, 0.015, 0.045)], 1.0),
        Part(box(-0.04, 0, 0.04, 0.05), "#3a342c", 0),
        Part(ellipse(0, 1.065, 0.008, 0.008, 8), "#ff4a3a", 0, glow=True),
    ]


def domed_city(look: Look) -> list[Part]:
    """A city under glass domes on another world."""
    c = look.colour or "#b7c4cf"
    parts: list[Part] = []
    for k, (x, r, h) in enumerate(((-0.92, 0.36, 0.36), (0.95, 0.4, 0.42), (0.0, 0.66, 0.8))):
        parts += _dome(look, x, r, h, c, k)
    tubes = [line("-66 5, -40 7", 3.2), line("58 6, 70 6", 3.2)]
    return [
        *parts,
        one(tubes, shaded(c, 0.8), 0.7),
        one([points("-140 0, -138 4, 142 4, 144 0")], shaded(c, 0.55), 0.3),
        *lamps(look, [ellipse(x, 0.035, 0.012, 0.012, 8) for x in np.arange(-1.3, 1.4, 0.13)]),
    ]


def _dome(look: Look, x: float, r: float, h: float, c: str, k: int) -> list[Part]:
    t = np.linspace(0, np.pi, 25)
    shell = np.c_[x + r * np.cos(t), 0.04 + h * np.sin(t)]
    xs = np.linspace(-0.7, 0.7, 5 + 4 * (k == 2))
    towers = [
        box(
            x + q * r - 0.035,
            0.04,
            x + q * r + 0.035,
            0.04 + h * (0.3 + 0.5 * abs(np.cos(q * 5 + k))) * (1 - q * q * 0.6),
        )
        for q in xs
    ]
    spires = [points("-1 0, 1 0, 0 9") + np.array([s[2, 0] - 0.035, s[2, 1]]) for s in towers[::2]]
    panes = [
        box(s[0, 0] + 0.012 + 0.022 * j, y, s[0, 0] + 0.024 + 0.022 * j, y + 0.014)
        for s in towers
        for j in range(2)
        for y in np.arange(0.07, s[2, 1] - 0.02, 0.032)
    ]
    ribs = _ribs(x, r, h)
    return [
        Part(shell, "#cfe6f0", 0.2, fade="#6a94ac", opacity=0.55),
        one([*towers, *spires], shaded(c, 0.92), 0.15, fade=shaded(c, 0.62)),
        *windows(look, panes, 0.7, "#ffe2a0", "#4f6a7c"),
        Part(shell, "#bfe4f4", 0.9, opacity=0.22),
        one(ribs, "#eef6fa", 0.2, opacity=0.6),
        Part(
            strip(np.c_[x + r * 0.86 * np.cos(t[14:21]), 0.04 + h * 0.88 * np.sin(t[14:21])], 0.016),
            "#ffffff",
            0,
            opacity=0.5,
            soft=0.008,
        ),
        Part(points("-100 0, -100 5, 100 5, 100 0") * [r * 1.04, 1] + np.array([x, 0]), shaded(c, 0.6), 0.4),
    ]


def _ribs(x: float, r: float, h: float) -> list[Shape]:
    """The frame of a glass dome."""
    t, across = np.linspace(0, np.pi / 2, 9), np.linspace(-1, 1, 9)
    upright = [np.c_[x + r * q * np.sin(t), 0.04 + h * np.cos(t)] for q in (-0.66, -0.3, 0.0, 0.3, 0.66)]
    level = [np.c_[x + r * np.sqrt(1 - q * q) * across, 0.04 + h * q + 0.02 * (1 - across**2)] for q in (0.35, 0.7)]
    return [strip(way, 0.0035) for way in (*upright, *level)]


def stadium(look: Look) -> list[Part]:
    """A stadium with floodlights."""
    c = look.colour or "#c9ced2"
    ribs = [rod(x, 0.06, x * 1.08, 0.5 - 0.06 * (x / 1.2) ** 2, 0.014) for x in np.linspace(-1.15, 1.15, 21)]
    masts = [rod(x, 0.4, x * 1.04, 0.98, 0.012) for x in (-0.92, 0.92)]
    panels = [shift(points("-13 -7, -13 7, 13 9, 13 -5"), x * 1.04, 0.98) for x in (-0.92, 0.92)]
    bulbs = [
        ellipse(x * 1.04 + dx, 0.98 + dy, 0.02, 0.02, 8)
        for x in (-0.92, 0.92)
        for dx in (-0.09, -0.03, 0.03, 0.09)
        for dy in (-0.03, 0.035)
    ]
    return [
        one(masts, "#7d8288", 0.4),
        one(panels, "#4a4e54", 0.2),
        *lamps(look, bulbs, "#f4f8ff"),
        Part(ellipse(0, 0.5, 1.24, 0.14, 48), shaded(c, 0.6), 0.3),
        Part(ellipse(0, 0.48, 1.0, 0.09, 40), "#4f8a4a" if not is_lit(look) else "#7ac86a", 0, glow=is_lit(look)),
        Part(
            curve("-126 50*, -122 28, -112 0*, 112 0*, 122 28, 126 50*, 80 40, 0 37, -80 40"),
            c,
            0.3,
            fade=shaded(c, 0.68),
        ),
        one(ribs, shaded(c, 0.72), 0.3),
        *windows(look, [box(x, 0.1, x + 0.07, 0.17) for x in np.arange(-1.06, 1.0, 0.115)], 0.9),
        one(
            [line("-126 50, -80 40, 0 37, 80 40, 126 50", 1.3), line("-119 26, -60 20, 0 19, 60 20, 119 26", 0.8)],
            "#f4f4f0",
            0.4,
        ),
        *(
            Part(pennant(x, 0.6 - 0.1 * (1 - (x / 1.2) ** 2), 0.12, 0.06, look.phase + x), "#c8402e", 0.2)
            for x in (-0.6, -0.2, 0.2, 0.6)
        ),
    ]


def iron_tower(look: Look) -> list[Part]:
    """A great tower of latticed iron."""
    c = look.colour or "#7d6650"
    y = np.array([0.0, 0.1, 0.22, 0.24, 0.36, 0.46, 0.6, 0.75, 0.92])
    out = np.array([0.28, 0.215, 0.165, 0.16, 0.115, 0.088, 0.055, 0.032, 0.014])
    inn = np.array([0.19, 0.145, 0.105, 0.1, 0.062, 0.044, 0.02, 0.006, 0.0])
    legs = [np.r_[np.c_[s * out, y], np.c_[s * inn, y][::-1]] for s in (-1, 1)]
    lattice = []
    for q in np.arange(0.0, 0.9, 0.035):
        a, b = np.interp(q, y, out), np.interp(q + 0.035, y, out)
        d, e = np.interp(q, y, inn), np.interp(q + 0.035, y, inn)
        for s in (-1, 1):
            lattice += [rod(s * a, q, s * e, q + 0.035, 0.0018), rod(s * d, q, s * b, q + 0.035, 0.0018)]
    t = np.linspace(0, np.pi, 17)
    bow = strip(np.c_[0.185 * np.cos(t), 0.02 + 0.17 * np.sin(t)], 0.01)
    floors = [box(-0.185, 0.22, 0.185, 0.25), box(-0.105, 0.445, 0.105, 0.47), box(-0.026, 0.895, 0.026, 0.93)]
    return [
        one(legs, shaded(c, 0.6), 0.2, opacity=0.92),
        one(lattice, shaded(c, 1.25)),
        Part(bow, c, 0.4),
        one(floors, shaded(c, 1.08), 0.3),
        one([box(x, 0.225, x + 0.006, 0.245) for x in np.arange(-0.18, 0.18, 0.013)], shaded(c, 0.6)),
        one([points("-30 0, -29 3, -18 3, -17 0"), points("30 0, 29 3, 18 3, 17 0")], "#a39a8a", 0.3),
        one([rod(0, 0.92, 0, 1.04, 0.005), ellipse(0, 0.95, 0.014, 0.012, 12)], c, 0.4),
        *(
            [
                one(
                    [
                        ellipse(s * np.interp(q, y, out), q, 0.006, 0.006, 6)
                        for q in np.arange(0.02, 0.9, 0.03)
                        for s in (-1, 1)
                    ],
                    "#ffd27a",
                    0,
                    glow=True,
                )
            ]
            if is_lit(look)
            else []
        ),
        *lamps(look, [ellipse(0, 1.045, 0.01, 0.01, 8)]),
    ]


def fountain(look: Look) -> list[Part]:
    """A fountain of two bowls, its water leaping."""
    c = look.colour or "#bdb6a8"
    jets = []
    for s in (-1, 1):
        for reach, top, y in ((0.3, 0.98, 0.74), (0.16, 1.02, 0.74), (0.62, 0.66, 0.5), (0.42, 0.62, 0.5)):
            for age, _ in ages(14, look.phase, 2):
                x = s * reach * age
                rise = (top - y) * 4 * age * (1 - age) if reach < 0.4 else (top - y) * 4 * age * (0.75 - age)
                jets.append(ellipse(x, y + rise - 0.16 * age**2, 0.013 + 0.006 * age, 0.024, 8))
    streaks = [
        strip(
            np.c_[s * reach * np.linspace(0, 1, 9), y + rise * 4 * np.linspace(0, 1, 9) * (0.8 - np.linspace(0, 1, 9))],
            0.006,
        )
        for s in (-1, 1)
        for reach, rise, y in ((0.3, 0.2, 0.76), (0.62, 0.12, 0.52))
    ]
    plume = [
        ellipse(0.012 * np.sin(TAU * age * 2), 0.8 + 0.3 * age, 0.022 * (1.2 - age), 0.05, 10)
        for age, _ in ages(8, look.phase, 2)
    ]
    return [
        Part(points("-84 0, -82 4, 82 4, 84 0"), shaded(c, 0.85), 0.3),
        Part(curve("-76 4*, -80 17, -78 24*, 78 24*, 80 17, 76 4*"), c, 0.5, fade=shaded(c, 0.74)),
        Part(ellipse(0, 0.235, 0.74, 0.03, 36), "#7fb0c0", 0, fade="#a9d0da"),
        Part(lathe("10 20*, 7 34, 11 46, 6 50*"), c, 0.8),
        Part(curve("-42 54*, -34 47, -10 43, 10 43, 34 47, 42 54*"), shaded(c, 1.04), 0.7, fade=shaded(c, 0.8)),
        Part(ellipse(0, 0.54, 0.4, 0.02, 28), "#9cc8d4", 0),
        Part(lathe("6 54*, 4 64, 7 72, 4 75*"), c, 0.8),
        Part(curve("-20 77*, -15 73, 15 73, 20 77*"), shaded(c, 1.04), 0.7),
        Part(lathe("5 76, 6 80, 0 84"), c, 0.9),
        one(streaks, WATER, 0, opacity=0.35, soft=0.006),
        one(jets, "#f2fafc", 0.3, opacity=0.7),
        one(plume, "#f6fcfe", 0.3, opacity=0.6, soft=0.008),
        one(
            [ellipse(x + 0.02 * wave(look.phase, 1, x), 0.24, 0.07, 0.012, 12) for x in (-0.6, -0.4, 0.4, 0.6)],
            "#ffffff",
            0,
            opacity=0.5,
            soft=0.006,
        ),
        one(stones(-0.78, 0.78, 0.05, 0.2, 3, 0.2, 0.003), shaded(c, 0.62), 0, opacity=0.4),
    ]


def well(look: Look) -> list[Part]:
    """A stone well under a little roof."""
    c = look.colour or "#9a938a"
    roof = "#e8eef6" if look.season == "winter" else "#7a4a38"
    return [
        one([box(x - 0.025, 0.3, x + 0.025, 0.8) for x in (-0.3, 0.3)], "#6d4f38", 0.6),
        one([rod(-0.34, 0.66, 0.36, 0.66, 0.026)], "#8a6444", 0.7),
        one([rod(0.36, 0.66, 0.43, 0.66, 0.012), rod(0.43, 0.66, 0.43, 0.58, 0.012)], "#3a3634", 0.4),
        one([rod(0.02, 0.66, 0.02 + 0.01 * wave(look.phase), 0.5, 0.006)], "#c8b48c"),
        Part(points("-6 36, -7 50, 11 50, 10 36"), "#8a6444", 0.6),
        one([box(x, 0.64, x + 0.012, 0.69) for x in (-0.03, 0.0, 0.03, 0.06)], "#c8b48c"),
        Part(ellipse(0, 0.4, 0.42, 0.06, 30), "#22262b", 0),
        Part(curve("-42 0*, -44 20, -43 40*, -20 34, 20 34, 43 40*, 44 20, 42 0*"), c, 0.5, fade=shaded(c, 0.72)),
        one(stones(-0.42, 0.42, 0.0, 0.33, 4, 0.15, 0.005), shaded(c, 0.58), 0, opacity=0.6),
        one([strip([(-0.45, 0.42), (-0.2, 0.355), (0.2, 0.355), (0.45, 0.42)], 0.028)], shaded(c, 1.12), 0.6),
        Part(points("-50 76, -36 99, 36 99, 50 76"), roof, 0.25, fade=shaded(roof, 0.75)),
        one(
            [box(-0.48 + 0.5 * q, 0.76 + q, 0.48 - 0.5 * q, 0.763 + q) for q in (0.05, 0.1, 0.15, 0.2)],
            shaded(roof, 0.6),
            0,
            opacity=0.6,
        ),
    ]


KINDS: dict[str, Kind] = {
    "ferris wheel": Kind(ferris_wheel, height=0.5, width=1.0, large=True, motion=moving(6.0, 12)),
    "carousel": Kind(carousel, height=0.32, width=1.75, large=True, motion=moving(2.4, 12)),
    "skyscraper": Kind(skyscraper, height=0.6, width=0.5, large=True),
    "domed city": Kind(domed_city, height=0.36, width=3.0, large=True),
    "stadium": Kind(stadium, height=0.28, width=2.7, large=True, motion=moving(0.9, 6)),
    "iron tower": Kind(iron_tower, height=0.62, width=0.65, large=True),
    "fountain": Kind(fountain, height=0.3, width=1.7, motion=moving(0.3, 5)),
    "well": Kind(well, height=0.2, width=1.05, motion=moving(2.0, 4)),
}
