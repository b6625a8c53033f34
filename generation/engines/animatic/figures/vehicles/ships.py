"""Large ships."""

import numpy as np

from generation.engines.animatic.figures.part import Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import TAU, curve, dots, grid, line, one, points, rod
from generation.engines.animatic.figures.pieces import flag, lamps, moving, pennant, smoke, windows
from generation.engines.animatic.figures.vehicles.boats import sailing
from generation.engines.animatic.outline import box, ellipse, strip

MASTS = ((-0.28, 0.8), (0.0, 1.0), (0.27, 0.85))
YARDS = ((0.24, 0.5, 0.17), (0.53, 0.74, 0.14), (0.77, 0.93, 0.1))


def ship(look: Look) -> list[Part]:
    """A three-masted ship under sail, or a pirate's."""
    pirate = look.kind == "pirate ship" or look.has("pirate")
    wood = "#4a2e20" if pirate else look.colour or "#5e3c28"
    canvas = look.colour if pirate and look.colour else "#2b2a2e" if pirate else "#efe6d0"
    return [*_rigging(), *_sails(look.phase, canvas), *_hull(look, wood), *_flags(look, pirate)]


def _rigging() -> list[Part]:
    masts = [box(x - 0.008, 0.12, x + 0.007, tall) for x, tall in MASTS]
    shrouds = [rod(x + d, 0.17, x, tall * 0.76, 0.0012) for x, tall in MASTS for d in (-0.1, -0.06, 0.06, 0.1)]
    stays = [
        rod(0.74, 0.32, 0.27, 0.8, 0.0014),
        rod(0.27, 0.84, 0.0, 0.74, 0.0014),
        rod(0.0, 0.98, -0.28, 0.6, 0.0014),
        rod(-0.28, 0.78, -0.54, 0.25, 0.0014),
    ]
    return [
        one([*shrouds, *stays], "#4b4038"),
        one([*masts, strip([(0.44, 0.18), (0.76, 0.33)], 0.007)], "#50392a", 0.5),
    ]


def _sails(phase: float, canvas: str) -> list[Part]:
    """Square sails, full of wind to the right, and jibs."""
    parts, yards, seams = [], [], []
    for k, (low, high, w) in enumerate(YARDS):
        tier = []
        for i, (x, tall) in enumerate(MASTS):
            y0, y1 = tall * low, tall * high
            belly = 0.055 + 0.012 * np.sin(TAU * (phase + 0.27 * i + 0.2 * k))
            edge = np.linspace(0, 1, 7)
            bulge = np.sin(np.pi * edge)
            left = np.c_[x - w * (1 - 0.16 * edge) + belly * 0.55 * bulge, y0 + (y1 - y0) * edge]
            right = np.c_[x + w * (1 - 0.16 * edge) + belly * bulge, y0 + (y1 - y0) * edge]
            foot = np.c_[np.linspace(x + w, x - w, 7), y0 + 0.028 * np.sin(np.linspace(0, np.pi, 7))][1:-1]
            tier.append(np.r_[left, right[::-1], foot])
            yards.append(strip([(x - w * 0.9, y1), (x + w * 0.9, y1)], 0.005))
            seams += [
                strip(np.c_[left[:, 0] * (1 - q) + right[:, 0] * q, left[:, 1]], 0.0012) for q in (0.25, 0.5, 0.75)
            ]
        parts.append(one(tier, canvas, 0.55, fade=shaded(canvas, 0.8)))
    jibs = [points("29 74, 33 32, 72 32"), points("30 60, 36 28, 58 25")]
    return [
        *parts,
        one(seams, shaded(canvas, 0.7), 0, opacity=0.4),
        one(yards, "#50392a", 0.3),
        one(jibs, shaded(canvas, 0.96), 0.5),
    ]


def _hull(look: Look, wood: str) -> list[Part]:
    hull = curve("-56 27*, -46 17, -10 13.5, 14 13, 36 16, 57 24*, 48 10, 40 0, -38 0, -47 8")
    castle = curve("-55 26*, -50 16*, -22 14*, -23 22*, -40 22")
    ports = [box(x, 0.055, x + 0.024, 0.08) for x in np.arange(-0.36, 0.36, 0.08)]
    stern = [box(x, 0.175, x + 0.025, 0.205) for x in (-0.5, -0.455, -0.41, -0.365)]
    return [
        Part(castle, shaded(wood, 1.15), 0.4),
        Part(hull, wood, 0.6, fade=shaded(wood, 0.55)),
        one(
            [line("-47 12, 0 8.8, 47 14", 0.9), line("-52 22, -46 16.4, -10 12.6, 14 12.2, 36 15, 54 22", 0.5)],
            "#cfa656",
            0,
            opacity=0.9,
        ),
        Part(line("-44 5, 0 3, 43 6", 0.3), shaded(wood, 0.5), 0),
        one(ports, "#16100d"),
        *windows(look, stern, 1.0, glass="#c8b078"),
        *lamps(look, [ellipse(-0.56, 0.3, 0.014, 0.02, 14)]),
    ]


def _flags(look: Look, pirate: bool) -> list[Part]:
    colour = "#151518" if pirate else look.colour or "#c03830"
    top = flag(0.004, 1.07, 0.14, 0.07, look.phase, [colour])
    others = [Part(pennant(x, tall + 0.03, 0.09, 0.03, look.phase), colour, 0.2) for x, tall in (MASTS[0], MASTS[2])]
    skull = one(
        [ellipse(0.06, 1.045, 0.012, 0.013, 12), *(rod(0.04, 1.01 + d, 0.08, 1.025 - d, 0.003) for d in (0, 0.015))],
        "#ece8dc",
        0,
    )
    pole = one([box(-0.003, 0.98, 0.003, 1.075)], "#50392a")
    return [pole, *others, *top, *([skull] if pirate else [])]


def cruise_ship(look: Look) -> list[Part]:
    """A white liner with rows of lit cabins."""
    c = look.colour or "#1f3550"
    hull = curve("-168 36*, -60 34, 100 35, 182 44*, 160 14, 148 0, -140 0, -162 12")
    decks = [
        points("-148 36, -150 52, 126 52, 140 38"),
        points("-140 52, -138 65, 112 65, 122 52"),
        points("-126 65, -120 77, 92 77, 108 65"),
        points("20 77, 22 86, 76 86, 92 77"),
    ]
    cabins = [
        *grid(np.arange(-1.4, 1.2, 0.065), [0.415], 0.034, 0.045),
        *grid(np.arange(-1.32, 1.08, 0.065), [0.555], 0.034, 0.045),
        *grid(np.arange(-1.16, 0.88, 0.065), [0.685], 0.034, 0.04),
    ]
    boats = [ellipse(x, 0.53, 0.09, 0.022, 16) for x in np.arange(-1.2, 1.0, 0.3)]
    return [
        *smoke(-0.66, 1.0, 0.03, 0.24, -0.9, look.phase, "#b9b8b8", 8, 0.35),
        one([line("60 86, 60 108", 0.8), line("54 98, 66 98", 0.6)], "#e4e6e8", 0.3),
        Part(curve("-82 76*, -88 100*, -54 102*, -44 76*"), "#d2572f", 0.5),
        Part(points("-87 95, -86.5 100, -54 102, -52 96.5"), "#1d2733", 0.3),
        one(decks, "#f5f4f0", 0.12, fade="#d3d4d4"),
        one([box(-1.5, 0.515, 1.26, 0.523), box(-1.4, 0.645, 1.12, 0.653), box(-1.26, 0.765, 0.92, 0.772)], "#9aa2a8"),
        *windows(look, cabins, 0.72, "#ffe0a0", "#55707f"),
        *windows(look, [box(x, 0.795, x + 0.06, 0.835) for x in (0.3, 0.39, 0.48, 0.57, 0.66)], 1.0, glass="#55707f"),
        one(boats, "#e0863a", 0.6),
        Part(hull, c, 0.4, fade=shaded(c, 0.55)),
        Part(line("-165 33, -60 31, 100 32, 176 40", 0.9), "#f5f4f0", 0),
        one(dots([(x, 0.2) for x in np.arange(-1.4, 1.4, 0.09)], 0.012, 8), "#f6e6b8", 0, glow=True, opacity=0.9),
        Part(points("-161 9, 155 9, 148 0, -140 0"), "#7c2a26", 0, opacity=0.9),
        one([rod(-1.46, 0.36, -1.46, 0.54, 0.006)], "#dfe2e4"),
        *flag(-1.46, 0.54, -0.14, 0.08, look.phase, ["#c8402e", "#f2efe6"]),
    ]


def cargo_ship(look: Look) -> list[Part]:
    """A container ship."""
    c = look.colour or "#8a2f2a"
    hull = curve("-190 34*, -100 30*, 150 32*, 196 46*, 180 14, 170 0, -170 0, -186 12")
    tones = ("#b5483a", "#2f6a8a", "#d2a23c", "#4a8a6a", "#d9d4c8", "#6a5a7a")
    stacks: dict[str, list[np.ndarray]] = {tone: [] for tone in tones}
    for i, x in enumerate(np.arange(-0.98, 1.42, 0.2)):
        for j in range(int(look.rng.integers(3, 6))):
            stacks[tones[(i * 5 + j * 3 + i * j) % 6]].append(box(x, 0.33 + 0.1 * j, x + 0.188, 0.422 + 0.1 * j))
    ribs = [box(x + d, 0.33, x + d + 0.004, 0.62) for x in np.arange(-0.98, 1.42, 0.2) for d in (0.04, 0.09, 0.14)]
    bridge = [box(-1.64, 0.32, -1.24, 0.9), box(-1.72, 0.86, -1.16, 0.95)]
    return [
        *smoke(-1.72, 1.0, 0.03, 0.2, -0.6, look.phase, "#8d8a8c", 6, 0.4),
        one([box(-1.8, 0.5, -1.66, 0.98)], shaded(c, 0.9), 0.4),
        *(one(shapes, tone, 0.12, fade=shaded(tone, 0.8)) for tone, shapes in stacks.items() if shapes),
        one(ribs, "#15171b", 0, opacity=0.16),
        one(bridge, "#efece4", 0.15, fade="#c3c4c2"),
        *windows(look, grid(np.arange(-1.58, -1.3, 0.075), [0.4, 0.52, 0.64, 0.76], 0.045, 0.05), 0.6),
        *windows(look, [box(-1.68, 0.885, -1.2, 0.925)], 1.0),
        one([rod(-1.42, 0.95, -1.42, 1.08, 0.006), rod(1.72, 0.4, 1.72, 0.66, 0.008)], "#5a5e64"),
        Part(hull, c, 0.4, fade=shaded(c, 0.62)),
        Part(points("-186 10, 178 10, 170 0, -170 0"), "#3a2422", 0, opacity=0.7),
        Part(line("-188 31, -100 27, 150 29, 190 40", 0.7), "#efece4", 0, opacity=0.8),
    ]


KINDS: dict[str, Kind] = {
    "ship": Kind(ship, height=0.44, width=1.35, at_home="water", depth=7.0, motion=sailing),
    "pirate ship": Kind(ship, height=0.44, width=1.35, at_home="water", depth=7.0, motion=sailing),
    "cruise ship": Kind(
        cruise_ship, height=0.28, width=3.7, at_home="water", depth=9.0, large=True, motion=moving(1.6, 8, 0.08)
    ),
    "cargo ship": Kind(
        cargo_ship, height=0.22, width=4.0, at_home="water", depth=9.0, large=True, motion=moving(1.6, 8, 0.08)
    ),
}
