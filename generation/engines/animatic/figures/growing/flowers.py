"""Flowers, toadstools and cacti."""

import numpy as np

from generation.engines.animatic.figures.growing.trees import swaying
from generation.engines.animatic.figures.part import Kind, Look, Part, moved, shaded
from generation.engines.animatic.figures.pen import TAU, curve, dots, line, one, points, rod
from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.raster import Shape

SPOTS = (
    (-0.22, 0.8, 0.055),
    (0.03, 0.89, 0.065),
    (0.24, 0.77, 0.05),
    (-0.06, 0.72, 0.042),
    (0.35, 0.66, 0.03),
    (-0.36, 0.67, 0.032),
    (0.12, 0.68, 0.03),
)
STEM, LEAF = "#4f7a3c", "#568a44"


def _petals(
    x: float, y: float, count: int, reach: float, length: float, width: float, offset: float = 0.0
) -> list[Shape]:
    angles = TAU * np.arange(count) / count + offset
    return [ellipse(x + reach * np.cos(a), y + reach * np.sin(a), length, width, 16, float(a)) for a in angles]


def leaf_of(x: float, y: float, length: float, angle: float, width: float = 0.28) -> Shape:
    """A pointed leaf that hangs a little, from its stalk at `x`, `y`."""
    s = np.linspace(0, 1, 7)
    half = width * length * np.sin(np.pi * s**0.8) * 0.5
    c, t = np.cos(angle), np.sin(angle)
    droop = -0.25 * length * s**2
    mid = np.c_[x + c * length * s, y + t * length * s + droop]
    normal = np.array([-t, c])
    return np.asarray(np.r_[mid + half[:, None] * normal, (mid - half[:, None] * normal)[::-1]])


def flower(look: Look) -> list[Part]:
    """A daisy-like flower on its stem."""
    c = look.colour or ("#e0506a", "#f4f0ea", "#8a6ad0", "#f0a040")[int(look.rng.integers(4))]
    return [
        Part(line("0 0, 3 35, 0 78", 1.2), STEM, 0.5),
        one([leaf_of(0.02, 0.24, 0.26, 0.8), leaf_of(0.02, 0.18, 0.24, 2.3)], LEAF, 0.5),
        one(_petals(0, 0.8, 13, 0.125, 0.095, 0.038, 0.24), shaded(c, 0.78), 0.4),
        one(_petals(0, 0.8, 13, 0.115, 0.095, 0.04), c, 0.5, fade=shaded(c, 0.9)),
        Part(ellipse(0, 0.8, 0.068, 0.064, 28), "#e8b030", 0.9, fade="#b87a1c"),
        one(
            dots(
                [
                    (0.045 * np.cos(k * 2.4) * np.sqrt(k / 14), 0.8 + 0.043 * np.sin(k * 2.4) * np.sqrt(k / 14))
                    for k in range(14)
                ],
                0.007,
                6,
            ),
            "#8a5a18",
            0,
            opacity=0.7,
        ),
    ]


def sunflower(look: Look) -> list[Part]:
    """A sunflower."""
    c = look.colour or "#f2b824"
    seeds = [
        (0.1 * np.cos(k * 2.4) * np.sqrt(k / 60), 0.78 + 0.095 * np.sin(k * 2.4) * np.sqrt(k / 60)) for k in range(60)
    ]
    return [
        Part(line("2 0, -1 30, 2 52, 0 76", 1.6), STEM, 0.6),
        one(
            [
                leaf_of(0.0, 0.36, 0.32, 0.55, 0.5),
                leaf_of(0.0, 0.28, 0.34, 2.7, 0.5),
                leaf_of(0.0, 0.14, 0.26, 0.7, 0.5),
            ],
            LEAF,
            0.4,
            fade=shaded(LEAF, 0.75),
        ),
        one(_petals(0, 0.78, 20, 0.15, 0.085, 0.026, 0.16), shaded(c, 0.8), 0.4),
        one(_petals(0, 0.78, 20, 0.14, 0.085, 0.028), c, 0.5),
        Part(ellipse(0, 0.78, 0.118, 0.112, 36), "#5a3418", 0.8),
        one([ellipse(0, 0.78, 0.06, 0.056, 28)], "#7a4c22", 0.6),
        one(dots(seeds, 0.006, 6), "#2e1a0c", 0, opacity=0.8),
    ]


def rose(look: Look) -> list[Part]:
    """A long-stemmed rose."""
    c = look.colour or "#b81f34"
    return [
        Part(line("1 0, -2 30, 1 70", 1.1), "#3f6a34", 0.6),
        one(
            [
                points(f"{x} {y}, {x + s * 4} {y + 3}, {x} {y + 3}")
                for x, y, s in ((0, 22, 1), (-1, 38, -1), (0, 52, 1))
            ],
            "#3f6a34",
        ),
        one(
            [
                leaf_of(0.0, 0.4, 0.22, 0.7, 0.5),
                leaf_of(0.0, 0.32, 0.22, 2.5, 0.5),
                leaf_of(-0.01, 0.18, 0.18, 0.6, 0.5),
            ],
            "#3f7038",
            0.5,
            fade="#2c5228",
        ),
        one([leaf_of(0, 0.7, 0.14, a, 0.3) for a in (0.4, 2.7, 1.0, 2.1)], "#4a7a3c", 0.4),
        Part(curve("-16 82, -18 94, -10 100, 0 102, 10 100, 18 94, 16 82, 8 71, -8 71"), shaded(c, 0.75), 0.7),
        Part(curve("-18 88, -12 96, -2 90, -4 74, -10 71, -17 78"), c, 0.7, fade=shaded(c, 0.7)),
        Part(curve("18 88, 12 96, 2 90, 4 74, 10 71, 17 78"), shaded(c, 0.92), 0.7, fade=shaded(c, 0.65)),
        Part(curve("-11 92, -6 99, 5 99, 11 93, 6 86, -4 85"), shaded(c, 1.1), 0.7),
        Part(curve("-6 93, -2 97, 5 96, 7 92, 2 89, -4 89"), shaded(c, 0.7), 0.5),
        Part(curve("-3 93, 0 95, 4 94, 3 91, -1 91"), shaded(c, 1.15), 0.4),
        Part(curve("-13 84, -4 78, 6 78, 13 84, 8 72, 0 69, -8 72"), shaded(c, 1.05), 0.7, fade=shaded(c, 0.75)),
    ]


def tulip(look: Look) -> list[Part]:
    """A tulip."""
    c = look.colour or ("#d8323c", "#f0b83c", "#d86aa0")[int(look.rng.integers(3))]
    return [
        Part(line("0 0, 2 34, 0 72", 1.4), STEM, 0.6),
        one(
            [curve("1 0, 8 22, 22 48, 18 24, 8 4"), curve("-1 0, -9 26, -18 56, -17 28, -7 4")],
            LEAF,
            0.5,
            fade=shaded(LEAF, 0.7),
        ),
        Part(curve("-12 80, -13 100, -4 90, 4 90, 13 100, 12 80, 0 70"), shaded(c, 0.75), 0.6),
        one(
            [curve("-14 82, -15 100, -6 94, -2 80, -4 70, -11 73"), curve("14 82, 15 100, 6 94, 2 80, 4 70, 11 73")],
            c,
            0.7,
            fade=shaded(c, 0.75),
        ),
        Part(curve("-9 82, -6 94, 0 101, 6 94, 9 82, 5 70, -5 70"), shaded(c, 1.12), 0.7, fade=shaded(c, 0.82)),
    ]


def mushroom(look: Look) -> list[Part]:
    """A toadstool with a smaller one beside it; it glows where that is asked."""
    glowing = look.has("glowing", "glow")
    c = look.colour or ("#4fd8c8" if glowing else "#c83a2e")
    blades = [
        points(f"{x - 1.4} 0, {x + 1.4} 0, {x + 3 * np.sin(x)} {10 + 5 * np.cos(x * 3)}")
        for x in np.arange(-40, 56, 5.5)
    ]
    small = moved(_toadstool(c, glowing), 0.34, 0, 0.5)
    return [*small, *_toadstool(c, glowing), one(blades, "#55783c", 0.3)]


def _toadstool(c: str, glowing: bool) -> list[Part]:
    cap = curve("-49 56*, -46 74, -30 92, 0 101, 30 92, 46 74, 49 56*, 24 62, 0 63.5, -24 62")
    gills = [rod(q * 0.12, 0.58, q * 0.42, 0.555, 0.003) for q in (-1, -0.7, -0.4, 0.4, 0.7, 1)]
    spots = [ellipse(a, b, r, r * 0.75, 16) for a, b, r in SPOTS]
    light = Part(
        curve("-48 57, -40 78, 0 98, 40 78, 48 57, 0 62"), shaded(c, 1.2), 0, glow=True, opacity=0.4, soft=0.03
    )
    under = shaded(c, 1.4) if glowing else "#d8c6a6"
    return [
        Part(curve("-14 0*, -10 24, -9 44, -11 62*, 11 62*, 9 44, 10 24, 14 0*, 0 -2"), "#f0e6d2", 0.8, fade="#cdbfa4"),
        Part(curve("-48 56*, -24 63, 24 63, 48 56*, 20 50, -20 50"), under, 0 if glowing else 0.3, glow=glowing),
        one(gills, "#a08a68", 0, opacity=0.5),
        Part(curve("-12 42, -15 36, 0 32, 15 36, 12 42, 0 40"), "#f6eede", 0.7),
        Part(cap, c, 0.9, fade=shaded(c, 0.72)),
        one(spots, "#e8fff6" if glowing else "#f8f2e6", 0.4, glow=glowing),
        *([light] if glowing else []),
    ]


def cactus(look: Look) -> list[Part]:
    """A saguaro in flower."""
    c = look.colour or "#4f7d4a"
    arms = [line("-2 38, -14 40, -19 48, -19 74", (4.6, 4.2)), line("2 50, 13 52, 18 60, 18 86", (4.4, 4.0))]
    ribs = (
        [line(f"{x} 2, {x * 1.05} 50, {x * 0.8} 95", 0.35) for x in (-5, -2.6, 0, 2.6, 5)]
        + [line(f"{x} 46, {x} 72", 0.3) for x in (-20.6, -18, -16.4)]
        + [line(f"{x} 60, {x} 84", 0.3) for x in (16.2, 18, 20)]
    )
    spines = [
        rod(x, y, x + s * 0.016, y + 0.012, 0.0012)
        for y in np.arange(0.06, 0.95, 0.04)
        for x, s in ((-0.078, -1), (0.078, 1), (-0.026, 1), (0.026, -1))
    ]
    return [
        one([*arms, ellipse(-0.19, 0.74, 0.042, 0.04, 16), ellipse(0.18, 0.86, 0.04, 0.04, 16)], shaded(c, 0.9), 0.8),
        Part(curve("-7.5 0*, -8.4 30, -8 76, -5 96, 0 100, 5 96, 8 76, 8.4 30, 7.5 0*"), c, 0.85, fade=shaded(c, 0.8)),
        one(ribs, shaded(c, 0.62), 0, opacity=0.8),
        one(spines, "#efe6c8"),
        one(
            [
                ellipse(x, y, 0.016, 0.022, 10, a)
                for x, y in ((0, 1.0), (-0.19, 0.785), (0.18, 0.905))
                for a in (-0.7, 0.0, 0.7)
            ],
            "#ea6a92",
            0.6,
        ),
        one([points(f"{x - 6} 0, {x - 4} 5, {x + 3} 5, {x + 6} 0") for x in (-20, 22)], "#9a8468", 0.5),
    ]


KINDS: dict[str, Kind] = {
    "cactus": Kind(cactus, height=0.28, width=0.6),
    "mushroom": Kind(mushroom, height=0.14, width=1.3, indoors=0.5),
    "flower": Kind(flower, height=0.2, width=0.6, indoors=0.5, motion=swaying(0.03)),
    "sunflower": Kind(sunflower, height=0.28, width=0.7, indoors=0.6, motion=swaying(0.02)),
    "rose": Kind(rose, height=0.2, width=0.5, indoors=0.5, motion=swaying(0.02)),
    "tulip": Kind(tulip, height=0.18, width=0.5, indoors=0.45, motion=swaying(0.03)),
}
