"""Churches, temples, tombs and statues."""

import numpy as np

from generation.engines.animatic.figures import people
from generation.engines.animatic.figures.part import Kind, Look, Part, moved, shaded
from generation.engines.animatic.figures.pen import arch, curve, gothic, line, one, points, rod, shift
from generation.engines.animatic.figures.pieces import is_lit, lamps, shade, tiles, windows
from generation.engines.animatic.outline import box, ellipse, strip
from generation.engines.animatic.raster import Shape

SNOW = "#e8eef6"
GOLD = "#d0a44c"
STAINED = "#ffb868"


def church(look: Look) -> list[Part]:
    """A white country church with its steeple."""
    c = look.colour or "#ece6da"
    roof = SNOW if look.season == "winter" else "#565059"
    boards = [box(-0.26, y, 0.46, y + 0.0016) for y in np.arange(0.03, 0.3, 0.024)]
    return [
        Part(box(-0.1, 0, 0.46, 0.3), c, 0.05, fade=shaded(c, 0.82)),
        Part(points("-12 29, 50 29, 44 49, -8 49"), roof, 0.2, fade=shaded(roof, 0.8)),
        one(tiles((-0.12, 0.29), (0.5, 0.29), 0.2, 0.04, -0.06, 7, 0.0014), shaded(roof, 0.65), 0, opacity=0.6),
        Part(box(-0.27, 0, -0.05, 0.56), shaded(c, 1.03), 0.08, fade=shaded(c, 0.86)),
        one(boards, shaded(c, 0.75), 0, opacity=0.35),
        Part(box(-0.29, 0.545, -0.03, 0.57), shaded(c, 0.92), 0.4),
        Part(box(-0.24, 0.57, -0.08, 0.66), c, 0.1),
        one([arch(x, 0.585, 0.02, 0.06) for x in (-0.2, -0.12)], "#3c3a40"),
        Part(points("-27 655, -5 655, -16 960") * [1, 0.1], roof, 0.4, fade=shaded(roof, 0.8)),
        one([rod(-0.16, 0.95, -0.16, 1.04, 0.004), rod(-0.185, 1.01, -0.135, 1.01, 0.0035)], GOLD, 0.3),
        *windows(look, [gothic(x, 0.08, 0.03, 0.15) for x in (0.04, 0.16, 0.28, 0.4)], 1.0, STAINED),
        one([_frame(gothic(x, 0.08, 0.03, 0.15)) for x in (0.04, 0.16, 0.28, 0.4)], "#ffffff", 0.2, opacity=0.8),
        *windows(look, [ellipse(-0.16, 0.43, 0.04, 0.04, 24)], 1.0, STAINED),
        one([rod(-0.2, 0.43, -0.12, 0.43, 0.002), rod(-0.16, 0.39, -0.16, 0.47, 0.002)], "#f4f0e8"),
        Part(gothic(-0.16, 0, 0.05, 0.19), "#5a3a2a", 0.15),
        one([rod(-0.16, 0, -0.16, 0.18, 0.002)], "#3a241a"),
        shade(box(-0.12, 0.26, 0.46, 0.295), opacity=0.3, soft=0.01),
    ]


def _frame(hole: Shape) -> Shape:
    middle = hole.mean(0)
    wide = middle + (hole - middle) * 1.12
    return np.asarray(np.r_[hole, hole[:1], wide[:1], wide[::-1]])


def cathedral(look: Look) -> list[Part]:
    """A Gothic west front: two towers, rose window, three portals, pinnacles."""
    c = look.colour or "#b3a894"
    ends = (-0.26, 0.26)
    spires = [
        np.array([(x + d * 0.09 - 0.014, y), (x + d * 0.09 + 0.014, y), (x + d * 0.09, y + 0.09)])
        for x in ends
        for d in (-1, 1)
        for y in (0.46, 0.78)
    ] + [np.array([(x - 0.012, 0.64), (x + 0.012, 0.64), (x, 0.72)]) for x in (-0.13, 0.13)]
    petals = [
        ellipse(0.05 * np.cos(a), 0.45 + 0.05 * np.sin(a), 0.022, 0.014, 10, a) for a in np.arange(12) * np.pi / 6
    ]
    bays = [gothic(x + d, y, 0.022, t) for x in ends for d in (-0.04, 0.04) for y, t in ((0.3, 0.14), (0.5, 0.22))]
    portals = [(0.0, 0.07, 0.22), (-0.25, 0.05, 0.18), (0.25, 0.05, 0.18)]
    return [
        Part(points("-12 50, 0 74, 12 50"), shaded(c, 0.8), 0.2),
        Part(box(-0.16, 0, 0.16, 0.6), c, 0.06, fade=shaded(c, 0.8)),
        one([box(x - 0.11, 0, x + 0.11, 0.8) for x in ends], shaded(c, 1.03), 0.1, fade=shaded(c, 0.82)),
        one([points("-11 80, 11 80, 0 99") * [1, 1] + np.array([x, 0]) for x in ends], shaded(c, 0.72), 0.35),
        one([box(x + d - 0.016, 0, x + d + 0.016, 0.8) for x in ends for d in (-0.095, 0.095)], shaded(c, 1.1), 0.4),
        one(spires, shaded(c, 0.9), 0.3),
        one(
            [box(-0.38, y, 0.38, y + 0.014) for y in (0.26, 0.555)]
            + [box(x - 0.12, 0.785, x + 0.12, 0.805) for x in ends],
            shaded(c, 1.12),
            0.4,
        ),
        one([gothic(x, 0.575, 0.016, 0.05) for x in np.arange(-0.12, 0.13, 0.04)], shaded(c, 0.55)),
        *windows(look, bays, 0.6, STAINED, "#4c4a4e"),
        Part(ellipse(0, 0.45, 0.09, 0.09, 32), shaded(c, 1.14), 0.4),
        Part(ellipse(0, 0.45, 0.078, 0.078, 30), "#38343c", 0),
        *windows(look, [*petals, ellipse(0, 0.45, 0.02, 0.02, 14)], 1.0, "#ffa870", "#7a86a8"),
        one([gothic(x, 0, w, t) for x, w, t in portals], shaded(c, 1.12), 0.3),
        one([gothic(x, 0, w * 0.84, t * 0.9) for x, w, t in portals], shaded(c, 0.8), 0.2),
        one([gothic(x, 0, w * 0.66, t * 0.78) for x, w, t in portals], "#3e2c22", 0.1),
        one([rod(0, 0.73, 0, 0.79, 0.004), rod(-0.02, 0.77, 0.02, 0.77, 0.003)], GOLD),
        one([box(-0.42, 0, 0.42, 0.012), box(-0.4, 0.012, 0.4, 0.022)], shaded(c, 0.9), 0.3),
    ]


def temple(look: Look) -> list[Part]:
    """A five-storeyed pagoda with curved eaves."""
    wall, roof = look.colour or "#a04436", SNOW if look.season == "winter" else "#39464c"
    panes, posts, walls, eaves, rails, ribs = [], [], [], [], [], []
    for i in range(5):
        y, w = 0.06 + i * 0.162, 0.35 - i * 0.045
        h = 0.1
        walls.append(box(-w * 0.66, y, w * 0.66, y + h + 0.03))
        panes += [box(x * w - w * 0.13, y + 0.025, x * w + w * 0.13, y + h - 0.01) for x in (-0.38, 0.0, 0.38)]
        posts += [box(x * w - 0.007, y, x * w + 0.007, y + h + 0.02) for x in (-0.64, -0.19, 0.19, 0.64)]
        eaves.append(_eaves(w, y))
        ribs += [
            strip([(x * w * 0.5, y + 0.163 - 0.006 * abs(x)), (x * w * 1.05, y + 0.112)], 0.0018)
            for x in (-0.9, -0.6, -0.3, 0.0, 0.3, 0.6, 0.9)
        ]
        rails.append(box(-w * 0.78, y, w * 0.78, y + 0.008))
    spire = [
        rod(0, 0.86, 0, 1.02, 0.006),
        *(ellipse(0, y, 0.022 - 0.004 * k, 0.006, 14) for k, y in enumerate((0.9, 0.925, 0.95, 0.972))),
    ]
    return [
        Part(points("-46 0, -44 5, 44 5, 46 0"), "#9a948a", 0.3),
        one([box(-0.1, 0, 0.1, 0.02), box(-0.08, 0.02, 0.08, 0.04)], "#b3ada2", 0.3),
        one(spire, GOLD, 0.5),
        one(walls, wall, 0.15, fade=shaded(wall, 0.75)),
        *windows(look, panes, 1.0, glass="#d8cbb0"),
        one(posts, shaded(wall, 0.6), 0.3),
        one(rails, shaded(wall, 1.2), 0.3),
        one(eaves, roof, 0.6, fade=shaded(roof, 0.9)),
        one(ribs, shaded(roof, 0.62), 0, opacity=0.5),
        *lamps(look, [ellipse(x, 0.14, 0.016, 0.022, 12) for x in (-0.42, 0.42)], "#ff9a5a"),
    ]


def _eaves(w: float, y: float) -> Shape:
    """A curved roof over a storey of half width `w` that stands at `y`."""
    half = curve(
        "128 0*, 100 2.4, 55 5.6, 0 7.4, -55 5.6, -100 2.4, -128 0*, -131 1.8*, -105 -1, 0 0.6, 105 -1, 131 1.8*"
    )
    return shift(half * [w, 1], 0, y + 0.1)


def torii(look: Look) -> list[Part]:
    """A shrine's red gate."""
    c = look.colour or "#d0402e"
    posts = [points("29.5 0, 38.5 0, 33.5 86, 26.5 86") * [s, 1] for s in (-1, 1)]
    top = curve("-56 98*, -30 92, 0 90.5, 30 92, 56 98*, 54 90*, 30 85, 0 83.5, -30 85, -54 90*")
    return [
        one(posts, c, 0.85, fade=shaded(c, 0.75)),
        Part(box(-0.44, 0.66, 0.44, 0.725), c, 0.4, fade=shaded(c, 0.8)),
        Part(box(-0.04, 0.725, 0.04, 0.845), "#2a2426", 0.3),
        Part(box(-0.028, 0.74, 0.028, 0.83), GOLD, 0.2),
        Part(top, c, 0.5, fade=shaded(c, 0.75)),
        Part(strip([(-0.58, 0.995), (-0.3, 0.94), (0, 0.927), (0.3, 0.94), (0.58, 0.995)], 0.02), "#2a2426", 0.6),
        one([box(s * 0.34 - 0.06, 0, s * 0.34 + 0.06, 0.07) for s in (-1, 1)], "#2a2426", 0.5),
        one([box(s * 0.335 - 0.047, 0.62, s * 0.335 + 0.047, 0.636) for s in (-0.96, 0.96)], "#2a2426", 0.2),
        shade(points("-26 84, 26 84, 26 80, -26 80"), opacity=0.2, soft=0.01),
    ]


def greek_temple(look: Look) -> list[Part]:
    """A temple with eight columns under a pediment."""
    c = look.colour or "#d9cdb4"
    xs = np.linspace(-0.76, 0.76, 8)
    columns = [np.array([(x - 0.05, 0.15), (x + 0.05, 0.15), (x + 0.038, 0.66), (x - 0.038, 0.66)]) for x in xs]
    flutes = [rod(x + d * 1.15, 0.16, x + d * 0.9, 0.65, 0.0022) for x in xs for d in (-0.026, -0.009, 0.009, 0.026)]
    capitals = [points("-5 0, 5 0, 6.6 4, -6.6 4") + np.array([x, 0.655]) for x in xs] + [
        box(x - 0.062, 0.135, x + 0.062, 0.158) for x in xs
    ]
    frieze = [box(x - 0.02, 0.755, x + 0.02, 0.81) for x in np.linspace(-0.8, 0.8, 15)]
    steps = [box(-0.98, 0, 0.98, 0.05), box(-0.93, 0.05, 0.93, 0.095), box(-0.88, 0.095, 0.88, 0.14)]
    lit = is_lit(look)
    return [
        Part(
            box(-0.78, 0.14, 0.78, 0.68),
            "#3a2616" if lit else shaded(c, 0.42),
            0,
            glow=lit,
            fade="#c8803c" if lit else shaded(c, 0.6),
        ),
        one([box(-0.62, 0.14, 0.62, 0.66)], shaded(c, 0.6), 0, opacity=0.6),
        Part(box(-0.09, 0.14, 0.09, 0.52), "#2a2018", 0),
        one(columns, c, 0.9, fade=shaded(c, 0.84)),
        one(flutes, shaded(c, 0.62), 0, opacity=0.4),
        one(capitals, shaded(c, 1.08), 0.5),
        Part(box(-0.88, 0.695, 0.88, 0.755), c, 0.15),
        Part(box(-0.88, 0.755, 0.88, 0.81), shaded(c, 0.9), 0.1),
        one(frieze, shaded(c, 1.12), 0.3),
        Part(points("-95 81, 95 81, 0 100"), c, 0.12),
        Part(points("-76 832, 76 832, 0 975") * [1, 0.1], shaded(c, 0.72), 0),
        one(
            [ellipse(x, 0.86, 0.022, 0.03 * (1 - abs(x)) + 0.01, 12) for x in np.linspace(-0.5, 0.5, 9)],
            shaded(c, 1.05),
            0.7,
        ),
        one(
            [strip([(-0.97, 0.815), (0, 1.005), (0.97, 0.815)], 0.014), box(-0.95, 0.805, 0.95, 0.825)],
            shaded(c, 1.08),
            0.4,
        ),
        one(steps, shaded(c, 0.95), 0.15, fade=shaded(c, 0.8)),
        shade(box(-0.88, 0.62, 0.88, 0.69), opacity=0.3, soft=0.02),
    ]


def mosque(look: Look) -> list[Part]:
    """A domed mosque between two minarets."""
    c, dome = look.colour or "#e6dcc6", "#4f8a8c" if not look.colour else shaded(look.colour, 0.7)
    minarets = [
        s for x in (-0.62, 0.62) for s in (box(x - 0.035, 0, x + 0.035, 0.72), box(x - 0.026, 0.72, x + 0.026, 0.86))
    ]
    balconies = [points("-4 0, 4 0, 5.6 3, -5.6 3") + np.array([x, y]) for x in (-0.62, 0.62) for y in (0.5, 0.71)]
    caps = [curve("-3.2 0*, -3.4 4, 0 12, 3.4 4, 3.2 0*") + np.array([x, 0.855]) for x in (-0.62, 0.62)]
    domes = [curve("-15 0*, -17.5 8, -9 18, 0 24, 9 18, 17.5 8, 15 0*") + np.array([x, 0.36]) for x in (-0.36, 0.36)]
    arches = [arch(x, 0.05, 0.045, 0.2) for x in (-0.44, -0.3, 0.3, 0.44)]
    tips = [
        rod(0, 0.9, 0, 1.0, 0.004),
        *(rod(x, 0.965, x, 1.02, 0.003) for x in (-0.62, 0.62)),
        *(rod(x, 0.59, x, 0.65, 0.003) for x in (-0.36, 0.36)),
    ]
    return [
        one(minarets, shaded(c, 1.04), 0.8, fade=shaded(c, 0.84)),
        one(balconies, shaded(c, 0.88), 0.4),
        one(caps, dome, 0.8),
        one(tips, GOLD, 0.3),
        one(domes, dome, 0.9, fade=shaded(dome, 0.8)),
        Part(box(-0.54, 0, 0.54, 0.37), c, 0.06, fade=shaded(c, 0.82)),
        Part(box(-0.24, 0.3, 0.24, 0.54), shaded(c, 0.97), 0.5, fade=shaded(c, 0.85)),
        Part(curve("-25 53*, -29 66, -18 82, 0 93, 18 82, 29 66, 25 53*"), dome, 0.95, fade=shaded(dome, 0.75)),
        one(
            [line(f"0 92, {x * 0.8} 80, {x} 66, {x * 0.9} 54", 0.25) for x in (-20, -10, 0, 10, 20)],
            shaded(dome, 1.25),
            0,
            opacity=0.35,
        ),
        *windows(look, [arch(x, 0.42, 0.02, 0.075) for x in np.linspace(-0.2, 0.2, 7)], 1.0),
        Part(box(-0.2, 0, 0.2, 0.42), shaded(c, 1.08), 0.1, fade=shaded(c, 0.88)),
        one([gothic(0, 0, 0.13, 0.36)], dome, 0.2),
        Part(gothic(0, 0, 0.1, 0.3), "#33291f", 0.1),
        *([Part(gothic(0, 0, 0.1, 0.3), STAINED, 0, glow=True, opacity=0.75)] if is_lit(look) else []),
        *windows(look, arches, 0.8, glass="#6a6a62"),
        one([box(-0.56, 0.355, 0.56, 0.375), box(-0.58, 0, 0.58, 0.025)], shaded(c, 0.9), 0.4),
    ]


def pyramid(look: Look) -> list[Part]:
    """A great pyramid, one face in shade, with a smaller one behind."""
    light, dark = look.colour or "#d4a566", shaded(look.colour or "#d4a566", 0.6)
    one_side = [
        Part(points("-90 0, 25 0, 8 100"), light, 0.1, fade=shaded(light, 0.9)),
        Part(points("25 0, 85 2, 8 100"), dark, 0.1),
    ]
    rows, joints = [], []
    for k, y in enumerate(np.arange(0.035, 0.97, 0.035)):
        rows += [
            strip([(-0.9 + 0.98 * y, y), (0.25 - 0.17 * y, y)], 0.0014),
            strip([(0.25 - 0.17 * y, y), (0.85 - 0.77 * y, y + 0.02 * (1 - y))], 0.0014),
        ]
        x0, x1 = -0.9 + 0.98 * y, 0.25 - 0.17 * y
        joints += [box(x, y - 0.035, x + 0.002, y) for x in np.arange(x0 + 0.02 + 0.04 * (k % 3), x1 - 0.03, 0.11)]
    return [
        *moved(one_side, 0.95, 0, 0.5),
        *one_side,
        one([*rows, *joints], shaded(light, 0.5), 0, opacity=0.3),
        Part(points("-5 86, 4 86, 8 100"), shaded(light, 1.15), 0.1),
        shade(points("25 0, 85 2, 140 0, 30 -2"), opacity=0.3, soft=0.02),
    ]


def statue(look: Look) -> list[Part]:
    """A stone figure on a pedestal."""
    stone = look.colour or "#a5a49c"
    figure = people.KINDS["person"].draw(Look("person", look.rng, None, frozenset({"cloak", "staff"}), facing="front"))
    body = [p._replace(colour=shaded(stone, 0.88 + 0.12 * (i % 2)), fade="", glow=False) for i, p in enumerate(figure)]
    return [
        Part(points("-24 0, -22 5, 22 5, 24 0"), shaded(stone, 0.82), 0.3),
        Part(box(-0.19, 0.05, 0.19, 0.24), shaded(stone, 0.92), 0.15, fade=shaded(stone, 0.75)),
        one([box(-0.15, 0.09, 0.15, 0.2)], shaded(stone, 0.8), 0.2),
        one([box(-0.1, y, 0.1, y + 0.008) for y in (0.12, 0.145, 0.17)], shaded(stone, 0.6)),
        Part(points("-21 24, -23 27, 23 27, 21 24"), stone, 0.4),
        *moved(body, 0, 0.265, 0.72),
    ]


def gravestone(look: Look) -> list[Part]:
    """An old gravestone leaning in the grass."""
    c = look.colour or "#8d8f8c"
    return [
        Part(curve("-38 0*, -40 66, -30 92, 0 101, 28 95, 37 68, 36 0*"), c, 0.3, fade=shaded(c, 0.7)),
        one([line("-30 2, -31 64, -23 84, 0 92, 22 86, 29 66, 28 2", 0.8)], shaded(c, 0.7), 0, opacity=0.6),
        one([box(-0.03, 0.58, 0.03, 0.84), box(-0.1, 0.7, 0.1, 0.76)], shaded(c, 0.6), 0.2),
        one([box(-0.18, y, 0.17, y + 0.025) for y in (0.44, 0.36, 0.28)], shaded(c, 0.62), 0, opacity=0.8),
        one([line("30 60, 18 46, 22 34", 0.6)], shaded(c, 0.5), 0, opacity=0.7),
        one(
            [ellipse(x, y, 0.06, 0.035, 12) for x, y in ((-0.3, 0.1), (-0.33, 0.2), (0.26, 0.08), (-0.24, 0.05))],
            "#66753f",
            0.5,
            opacity=0.9,
        ),
        one(
            [
                points(f"{x - 1.6} 0, {x + 1.6} 0, {x + 3 * np.sin(x)} {12 + 5 * np.cos(x * 3)}")
                for x in np.arange(-46, 48, 5.0)
            ],
            "#55703a",
            0.3,
        ),
    ]


KINDS: dict[str, Kind] = {
    "church": Kind(church, height=0.4, width=0.9, large=True),
    "cathedral": Kind(cathedral, height=0.5, width=0.9, large=True),
    "temple": Kind(temple, height=0.42, width=1.0, large=True),
    "torii": Kind(torii, height=0.3, width=1.2, large=True, wades=True),
    "greek temple": Kind(greek_temple, height=0.32, width=2.0, large=True),
    "mosque": Kind(mosque, height=0.42, width=1.4, large=True),
    "pyramid": Kind(pyramid, height=0.4, width=2.6, large=True),
    "statue": Kind(statue, height=0.4, width=0.6),
    "gravestone": Kind(gravestone, height=0.14, width=1.0),
}
