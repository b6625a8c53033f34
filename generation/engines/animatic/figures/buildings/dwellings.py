"""Where people live, from a tent to a village."""

import numpy as np

from generation.engines.animatic.figures.part import WARM_LIGHT, Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import arch, curve, line, one, points, rod
from generation.engines.animatic.figures.pieces import (
    is_lit,
    lamps,
    moving,
    sashes,
    shade,
    smoke,
    tiles,
    windows,
)
from generation.engines.animatic.outline import box, ellipse, strip
from generation.engines.animatic.raster import Shape

SNOW = "#e8eef6"
LEAF = "#4a6b3a"
SMOKE = "#c9c6c4"
breathing = moving(1.6, 8)


def roof_colour(look: Look, colour: str) -> str:
    """A roof, white in winter."""
    return SNOW if look.season == "winter" else colour


def shrubs(look: Look, places: list[tuple[float, float]], tall: float) -> Part:
    """Bushes at the foot of a wall."""
    tone = SNOW if look.season == "winter" else {"autumn": "#9a6a34", "spring": "#5f8a44"}.get(look.season, LEAF)
    lumps: list[Shape] = []
    for x, size in places:
        lumps += [
            ellipse(x + dx * size, tall * size * dy, tall * size * r, tall * size * r * 0.85, 14)
            for dx, dy, r in ((-0.12, 0.5, 0.62), (0.1, 0.55, 0.7), (0.0, 0.85, 0.55))
        ]
    return one(lumps, tone, 0.8, fade=shaded(tone, 0.6))


def house(look: Look) -> list[Part]:
    """A family house: a gable to the front, a wing beside it, a porch, a chimney that smokes."""
    c = look.colour or ("#e6dccb", "#cfd6d4", "#d8b98e", "#b9c3b0")[int(look.rng.integers(4))]
    roof, trim = roof_colour(look, ("#8a4236", "#4c5660", "#6d4a3c")[int(look.rng.integers(3))]), "#f5f1e8"
    main = points("-66 0, -66 44, 26 44, 26 0")
    gable = points("14 0, 14 46, 42 80, 70 46, 70 0")
    slope = points("-76 42, -60 80, 42 84, 20 42")
    return [
        *smoke(-0.4, 1.0, 0.026, 0.3, 0.22, look.phase, SMOKE, 8, 0.4),
        one([box(-0.46, 0.7, -0.34, 0.99)], "#8a5c4a", 0.3, fade="#6d4536"),
        Part(box(-0.475, 0.965, -0.325, 1.0), "#6d4a3e", 0.4),
        Part(main, c, 0.08, fade=shaded(c, 0.86)),
        shade(box(-0.66, 0.37, 0.2, 0.44), opacity=0.35, soft=0.015),
        Part(slope, roof, 0.25, fade=shaded(roof, 0.78)),
        one(tiles((-0.76, 0.42), (0.2, 0.42), 0.4, 0.16, 0.2, 9), shaded(roof, 0.6), 0, opacity=0.5),
        Part(gable, shaded(c, 0.96), 0.08, fade=shaded(c, 0.84)),
        shade(points("14 46, 42 80, 70 46, 70 38, 42 70, 14 38"), opacity=0.3, soft=0.012),
        one([strip([(0.06, 0.385), (0.42, 0.845), (0.78, 0.385)], 0.03)], roof, 0.4),
        one([strip([(0.085, 0.37), (0.42, 0.8), (0.755, 0.37)], 0.009)], trim, 0.2),
        *sashes(
            look,
            [
                (-0.58, 0.16, -0.45, 0.33),
                (-0.34, 0.16, -0.21, 0.33),
                (0.27, 0.12, 0.38, 0.3),
                (0.46, 0.12, 0.57, 0.3),
                (0.345, 0.45, 0.495, 0.61),
            ],
            trim,
        ),
        one([box(x, 0.15, x + 0.045, 0.34) for x in (-0.645, -0.43, -0.405, -0.19)], shaded(roof, 0.85), 0.2),
        Part(box(-0.11, 0.0, 0.03, 0.29), "#5c3a2a", 0.2),
        one([box(-0.13, 0, -0.11, 0.31), box(0.03, 0, 0.05, 0.31), box(-0.13, 0.29, 0.05, 0.315)], trim, 0.3),
        *windows(look, [box(-0.07, 0.18, -0.01, 0.26)], 1.0),
        Part(points("-18 31, -4 43, 10 31"), roof, 0.3),
        one([box(-0.18, 0.0, -0.165, 0.31), box(0.085, 0.0, 0.1, 0.31), box(-0.19, 0, 0.11, 0.025)], trim, 0.4),
        *lamps(look, [ellipse(0.065, 0.24, 0.016, 0.022, 12)]),
        shrubs(look, [(-0.6, 1.0), (-0.3, 0.8), (0.2, 0.8), (0.66, 1.0)], 0.13),
    ]


def cottage(look: Look) -> list[Part]:
    """A thatched cottage with a garden."""
    c, roof = look.colour or "#efe6d4", roof_colour(look, "#a5865a")
    thatch = curve(
        "-80 40*, -74 54, -54 92, -40 100, 40 100, 54 92, 74 54, 80 40*, 60 45, "
        "40 42, 26 52, 4 52, -8 43, -40 46, -62 42"
    )
    flowers = [ellipse(x, 0.05 + 0.05 * abs(np.sin(x * 23)), 0.016, 0.016, 8) for x in np.arange(-0.7, 0.75, 0.07)]
    straw = [
        rod(x, y, x + 0.012 * np.sign(x), y - 0.12, 0.0022)
        for x in np.arange(-0.6, 0.65, 0.085)
        for y in (0.6 + 0.05 * np.sin(x * 9), 0.8)
    ]
    return [
        *smoke(0.34, 1.14, 0.024, 0.13, 0.2, look.phase, SMOKE, 8, 0.4),
        Part(box(0.27, 0.86, 0.41, 1.16), "#8f8578", 0.4),
        Part(points("-66 0, -68 48, -20 58, 40 58, 68 48, 66 0"), c, 0.12, fade=shaded(c, 0.84)),
        one(
            [box(x, 0, x + 0.028, 0.47) for x in (-0.66, -0.2, 0.3, 0.63)] + [box(-0.66, 0.3, 0.66, 0.325)],
            "#5a4030",
            0.2,
        ),
        shade(box(-0.68, 0.36, 0.68, 0.47), opacity=0.35, soft=0.02),
        *sashes(look, [(-0.55, 0.12, -0.36, 0.27), (0.4, 0.12, 0.58, 0.27)], "#5a4030"),
        Part(arch(0.05, 0, 0.085, 0.34), "#6d3f2c", 0.2),
        one([rod(0.05, 0.01, 0.05, 0.32, 0.003)], "#3c2418"),
        Part(thatch, roof, 0.5, fade=shaded(roof, 0.72)),
        one(straw, shaded(roof, 0.6), 0, opacity=0.4),
        Part(curve("-44 94*, -42 103, 42 103, 46 94*, 30 92, 16 95, 0 92, -16 95, -30 92"), shaded(roof, 0.8), 0.6),
        *sashes(look, [(0.07, 0.56, 0.23, 0.66)], "#5a4030"),
        shrubs(look, [(-0.62, 0.9), (-0.3, 0.7), (0.28, 0.7), (0.64, 1.0)], 0.14),
        one(flowers[::2], "#d8546a", 0.5),
        one(flowers[1::2], "#f2d06a", 0.5),
    ]


def cabin(look: Look) -> list[Part]:
    """A log cabin with a porch and a stone chimney."""
    c, roof = look.colour or "#8a6040", roof_colour(look, "#4a4038")
    logs = [box(-0.64, y, 0.64, y + 0.012) for y in np.arange(0.055, 0.44, 0.055)]
    ends = [ellipse(x, y, 0.03, 0.026, 14) for x in (-0.64, 0.64) for y in np.arange(0.03, 0.44, 0.055)]
    stone = [ellipse(0.42 + 0.045 * (k % 2), 0.74 + 0.045 * k, 0.045, 0.025, 10) for k in range(7)]
    return [
        *smoke(0.44, 1.1, 0.026, 0.18, 0.24, look.phase, SMOKE, 8, 0.5),
        Part(box(0.36, 0.6, 0.53, 1.1), "#75706a", 0.3),
        one(stone, "#938c84", 0.5, opacity=0.8),
        Part(box(-0.64, 0, 0.64, 0.46), c, 0.1, fade=shaded(c, 0.8)),
        one(logs, shaded(c, 0.5), 0, opacity=0.8),
        one(ends, shaded(c, 1.15), 0.7),
        shade(box(-0.66, 0.33, 0.66, 0.46), opacity=0.4, soft=0.02),
        *sashes(look, [(-0.5, 0.15, -0.3, 0.32), (0.3, 0.15, 0.5, 0.32)], shaded(c, 0.55), 1.0),
        Part(box(-0.1, 0, 0.1, 0.34), shaded(c, 0.55), 0.2),
        *windows(look, [box(-0.05, 0.19, 0.05, 0.28)], 1.0),
        Part(points("-82 41, -60 88, 60 88, 82 41"), roof, 0.2, fade=shaded(roof, 0.8)),
        one(tiles((-0.82, 0.41), (0.82, 0.41), 0.47, 0.22, -0.22, 8, 0.003), shaded(roof, 0.6), 0, opacity=0.6),
        one([box(-0.84, 0.395, 0.84, 0.425), box(-0.62, 0.865, 0.62, 0.895)], shaded(roof, 0.75), 0.4),
        one([box(x - 0.02, 0, x + 0.02, 0.4) for x in (-0.74, 0.74)], shaded(c, 0.8), 0.6),
        one([box(-0.78, 0, 0.78, 0.03), box(-0.14, 0, 0.14, 0.05)], shaded(c, 0.7), 0.5),
        *lamps(look, [ellipse(0.16, 0.27, 0.018, 0.026, 12)]),
    ]


def hut(look: Look) -> list[Part]:
    """A round hut under a grass roof."""
    c, roof = look.colour or "#b98f62", roof_colour(look, "#9a8050")
    fringe = [
        rod(x, 0.42 + 0.03 * (1 - abs(x)), x * 1.06, 0.34 + 0.03 * (1 - abs(x)), 0.012)
        for x in np.arange(-0.6, 0.62, 0.05)
    ]
    return [
        Part(points("-48 0, -50 46, 50 46, 48 0"), c, 0.7, fade=shaded(c, 0.75)),
        one([box(x, 0, x + 0.012, 0.44) for x in np.arange(-0.44, 0.46, 0.08)], shaded(c, 0.7), 0, opacity=0.5),
        Part(arch(0, 0, 0.11, 0.34), "#2c1d14", 0.1, fade="#4a3020" if not is_lit(look) else "#c98a48"),
        *([Part(arch(0, 0, 0.1, 0.3), WARM_LIGHT, 0, glow=True, opacity=0.6, soft=0.02)] if is_lit(look) else []),
        one(fringe, shaded(roof, 0.85), 0.3),
        Part(
            curve("-66 38*, -40 62, -14 88, 0 101, 14 88, 40 62, 66 38*, 30 44, -30 44"),
            roof,
            0.7,
            fade=shaded(roof, 0.75),
        ),
        one(
            [line(f"{x * 0.1} 97, {x * 0.55} 68, {x} 42", 0.35) for x in (-52, -34, -16, 2, 20, 38, 54)],
            shaded(roof, 0.6),
            0,
            opacity=0.5,
        ),
        Part(ellipse(0, 0.985, 0.05, 0.035, 14), shaded(roof, 0.7), 0.7),
    ]


def barn(look: Look) -> list[Part]:
    """A red barn with white trim and a hay door."""
    c, roof, trim = look.colour or "#a3352a", roof_colour(look, "#5a5c60"), "#f2ece0"
    front = points("-8 0, -8 52, 4 74, 34 94, 64 74, 76 52, 76 0")
    planks = [box(x, 0, x + 0.004, 0.55) for x in np.arange(-0.94, 0.74, 0.055)]
    doors = [
        strip(p, 0.008)
        for p in (
            [(0.16, 0.02), (0.34, 0.3)],
            [(0.16, 0.3), (0.34, 0.02)],
            [(0.34, 0.02), (0.52, 0.3)],
            [(0.34, 0.3), (0.52, 0.02)],
        )
    ]
    frame = [strip([(x, 0.0), (x, 0.32)], 0.009) for x in (0.15, 0.34, 0.53)] + [
        box(0.14, y, 0.54, y + 0.018) for y in (0.005, 0.3)
    ]
    return [
        Part(box(-0.98, 0, 0.0, 0.53), shaded(c, 0.82), 0.06, fade=shaded(c, 0.66)),
        Part(points("-106 50, -102 54, -94 74, -66 96, 34 96, 4 76, -10 50"), roof, 0.2, fade=shaded(roof, 0.75)),
        one(tiles((-1.04, 0.5), (-0.08, 0.5), 0.46, 0.36, 0.42, 7, 0.003), shaded(roof, 0.65), 0, opacity=0.5),
        Part(front, c, 0.06, fade=shaded(c, 0.82)),
        one(planks, shaded(c, 0.6), 0, opacity=0.35),
        one([strip([(-0.14, 0.48), (0.02, 0.76), (0.34, 0.975), (0.66, 0.76), (0.82, 0.48)], 0.024)], trim, 0.3),
        one([box(0.14, 0, 0.54, 0.31)], shaded(c, 0.9)),
        one([*doors, *frame], trim, 0.2),
        one([box(0.26, 0.54, 0.42, 0.72)], trim, 0.2),
        *windows(look, [box(0.28, 0.56, 0.4, 0.7)], 1.0, glass="#4a4038"),
        *sashes(look, [(x, 0.2, x + 0.12, 0.33) for x in (-0.86, -0.6, -0.34)], trim, 0.5),
        Part(points("-52 94, -52 110, -42 118, -32 110, -32 94"), trim, 0.3),
        one([points("-56 109, -42 121, -28 109")], roof, 0.4),
    ]


def igloo(look: Look) -> list[Part]:
    """An igloo of snow blocks."""
    c = look.colour or "#e4edf4"
    dome = curve("-92 0*, -90 34, -66 76, -24 98, 24 98, 62 78, 84 40, 88 0*")
    rows = [
        line(f"{-w} {y - 3}, {-w * 0.5} {y + 1.5}, 0 {y + 3}, {w * 0.5} {y + 1.5}, {w * 0.94} {y - 3}", 0.5)
        for w, y in ((90, 24), (82, 48), (64, 70), (38, 87))
    ]
    joints = [
        rod(x * k, y, x * k * 0.97, y + 0.2, 0.005)
        for y, k, n in ((0.03, 1.0, 0), (0.26, 0.93, 1), (0.49, 0.77, 0), (0.71, 0.52, 1))
        for x in (np.arange(-0.72, 0.8, 0.36) + 0.18 * n)
    ]
    return [
        Part(dome, c, 0.9, fade=shaded(c, 0.82)),
        one([*rows, *joints], "#8fa8bc", 0, opacity=0.55),
        Part(curve("18 0*, 18 28, 32 46, 56 50, 84 46, 98 28, 100 0*"), shaded(c, 1.02), 0.7, fade=shaded(c, 0.8)),
        Part(arch(0.68, 0, 0.2, 0.36), "#1e2c3c", 0.1),
        *([Part(arch(0.68, 0, 0.18, 0.33), WARM_LIGHT, 0, glow=True, soft=0.03, opacity=0.85)] if is_lit(look) else []),
        one([line("42 0, 46 28, 68 42, 90 28, 94 0", 3.0)], shaded(c, 1.05), 0.7),
    ]


def tent(look: Look) -> list[Part]:
    """A tent, lit from within by night."""
    c = look.colour or ("#e07a30", "#3f8a86", "#c8503c", "#d8b23c")[int(look.rng.integers(4))]
    lit = is_lit(look)
    side = points("-14 98, -98 4, -92 0, 22 0, 4 100")
    front = points("2 100, 18 0, 84 0, 90 3")
    flap = points("2 92, 30 0, 66 0")
    glow = [Part(points("-12 90, -82 4, 16 2, 2 92"), "#ffb45a", 0, glow=True, opacity=0.4, soft=0.06)] if lit else []
    return [
        one([rod(-0.1, 0.98, -1.12, 0.0, 0.006), rod(0.04, 0.99, 1.1, 0.0, 0.006)], "#d8d2c4"),
        Part(side, c, 0.25, fade=shaded(c, 0.8)),
        *glow,
        one([line("-12 98, -46 2", 0.5), line("-6 98, -14 1", 0.5)], shaded(c, 0.6), 0, opacity=0.5),
        Part(front, shaded(c, 0.72), 0.2, fade=shaded(c, 0.6)),
        Part(flap, "#ffc870" if lit else "#30261f", 0, glow=lit, fade="#ffe2a0" if lit else "#1b1612"),
        Part(points("2 92, 30 0, 20 0"), shaded(c, 0.9), 0.3),
        Part(points("2 92, 66 0, 78 0"), shaded(c, 0.85), 0.3),
        one(
            [rod(-0.02, 0.9, 0.01, 1.05, 0.012), *(box(x, -0.02, x + 0.03, 0.05) for x in (-1.13, 1.09))],
            "#6a5038",
            0.4,
        ),
    ]


def village(look: Look) -> list[Part]:
    """Seven houses and a church under one hill's foot, as one figure."""
    rng = look.rng
    walls = [look.colour or "#e9dfcb", "#d6c3a0", "#dcd8d2", "#c99f80"]
    roofs = [roof_colour(look, k) for k in ("#9a4a3a", "#7a3f36", "#5a5660")]
    parts: list[Part] = []
    parts += smoke(-0.82, 0.52, 0.016, 0.2, 0.16, look.phase, SMOKE, 6, 0.4)
    parts += _chapel(look, roofs[2])
    for row, (base, xs, size) in enumerate(
        ((0.05, (-1.1, -0.72, 0.46, 0.9), 0.4), (0.0, (-0.92, -0.46, 0.12, 0.7, 1.12), 0.46))
    ):
        parts.append(shrubs(look, [(x + 0.2, 1.0) for x in xs[:-1]], 0.16))
        for k, x in enumerate(xs):
            w, h = size * rng.uniform(0.72, 0.95), size * rng.uniform(0.5, 0.66)
            parts += _small_house(look, x, base, w, h, walls[(k + row) % 4], roofs[(k * 2 + row) % 3])
    return [*parts, shrubs(look, [(-1.2, 1.0), (-0.7, 0.7), (-0.16, 0.8), (0.42, 0.9), (0.92, 0.7), (1.3, 1.0)], 0.1)]


def _small_house(look: Look, x: float, y: float, w: float, h: float, wall: str, roof: str) -> list[Part]:
    half = w / 2
    panes = [box(x + d * w - 0.03, y + h * 0.36, x + d * w + 0.03, y + h * 0.66) for d in (-0.3, 0.0, 0.3)]
    top = y + h + w * 0.42
    return [
        one(
            [box(x - half, y, x + half, y + h), box(x + half * 0.3, y + h, x + half * 0.5, top + 0.03)],
            wall,
            0.06,
            fade=shaded(wall, 0.8),
        ),
        Part(
            np.array(
                [
                    (x - half * 1.14, y + h * 0.96),
                    (x - half * 0.72, top),
                    (x + half * 0.72, top),
                    (x + half * 1.14, y + h * 0.96),
                ]
            ),
            roof,
            0.2,
            fade=shaded(roof, 0.8),
        ),
        *windows(look, panes, 0.72),
    ]


def _chapel(look: Look, roof: str) -> list[Part]:
    wall = "#efe8da"
    return [
        one([box(-0.3, 0.1, -0.12, 0.72), box(-0.14, 0.1, 0.3, 0.46)], wall, 0.1, fade=shaded(wall, 0.8)),
        one(
            [points("-33 71, -21 104, -9 71"), points("-14 45, -6 64, 26 64, 34 45")],
            roof,
            0.25,
            fade=shaded(roof, 0.8),
        ),
        one([rod(-0.21, 1.03, -0.21, 1.12, 0.005), rod(-0.235, 1.085, -0.185, 1.085, 0.004)], "#c8a050"),
        *windows(look, [arch(-0.21, 0.52, 0.03, 0.13), *(arch(x, 0.2, 0.03, 0.15) for x in (-0.02, 0.1, 0.22))], 1.0),
    ]


KINDS: dict[str, Kind] = {
    "house": Kind(house, height=0.26, width=1.55, large=True, motion=breathing),
    "cottage": Kind(cottage, height=0.22, width=1.65, large=True, motion=breathing),
    "cabin": Kind(cabin, height=0.22, width=1.7, large=True, motion=breathing),
    "hut": Kind(hut, height=0.18, width=1.35, large=True),
    "barn": Kind(barn, height=0.28, width=2.0, large=True),
    "igloo": Kind(igloo, height=0.13, width=2.0),
    "tent": Kind(tent, height=0.14, width=2.2),
    "village": Kind(village, height=0.26, width=2.8, large=True, motion=breathing),
}
