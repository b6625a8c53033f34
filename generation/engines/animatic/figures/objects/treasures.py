"""Treasure: chests and what is in them, and gifts."""

import numpy as np

from generation.engines.animatic.figures.part import Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import TAU, curve, dots, hoop, line, one, points, rod, star
from generation.engines.animatic.figures.pieces import moving, shade
from generation.engines.animatic.outline import box, ellipse

GOLD = "#dcb04c"


def chest(look: Look) -> list[Part]:
    """A wooden chest bound with iron; open and full of gold as a treasure."""
    c = look.colour or "#7d5230"
    full = look.kind == "treasure" or look.action == "open"
    iron = "#5a5448" if not full else "#b8934a"
    lid = "-70 54*, -70 74, -56 92, -30 98, 30 98, 56 92, 70 74, 70 54*"
    front = [
        Part(points("-70 0, -70 54, 70 54, 70 0"), c, 0.1, fade=shaded(c, 0.68)),
        one([box(-0.7, y, 0.7, y + 0.008) for y in (0.17, 0.35)], shaded(c, 0.5), 0, opacity=0.7),
        one(
            [box(x - 0.055, 0, x + 0.055, 0.54) for x in (-0.6, 0.0, 0.6)]
            + [box(-0.72, 0, 0.72, 0.05), box(-0.72, 0.49, 0.72, 0.55)],
            iron,
            0.4,
        ),
        one(dots([(x, y) for x in (-0.6, 0.6) for y in (0.1, 0.27, 0.44)], 0.02), shaded(iron, 1.4), 0.8),
        Part(curve("-10 34*, -10 58, 10 58, 10 34*, 0 30"), GOLD, 0.6),
        Part(ellipse(0, 0.46, 0.026, 0.034, 12), "#1e1812", 0),
    ]
    if not full:
        return [
            Part(curve(lid), shaded(c, 1.08), 0.5, fade=shaded(c, 0.8)),
            one(
                [curve(f"{x - 5} 54*, {x * 0.97 - 5} 92, {x * 0.97 + 5} 92, {x + 5} 54*") for x in (-58, 0, 58)],
                iron,
                0.4,
            ),
            one([line("-69 70, 69 70", 0.4), line("-62 84, 62 84", 0.4)], shaded(c, 0.5), 0, opacity=0.6),
            *front,
        ]
    coins = [
        ellipse(
            0.6 * np.sin(k * 2.4) * (1 - k / 60), 0.53 + 0.006 * k + 0.03 * np.cos(k), 0.07, 0.035, 14, 0.4 * np.sin(k)
        )
        for k in range(34)
    ]
    gems = [star(x, y, 0.06, 0.045, 4) for x, y in ((-0.32, 0.68), (0.3, 0.66), (0.02, 0.76))]
    return [
        Part(curve("-70 54*, -78 84, -66 104, 66 104, 78 84, 70 54*"), shaded(c, 0.45), 0.3, fade=shaded(c, 0.7)),
        Part(curve("-62 52, -40 66, -10 74, 14 74, 42 66, 62 52"), "#c8932c", 0.7),
        Part(ellipse(0, 0.66, 0.6, 0.2, 30), "#ffd86a", 0, glow=True, opacity=0.14, soft=0.08),
        one(coins[::2], "#f0c24a", 0.7),
        one(coins[1::2], "#d8a030", 0.7),
        one(gems[:1], "#d8323c", 0.6),
        one(gems[1:2], "#3a8ad8", 0.6),
        one(gems[2:], "#3fb878", 0.6),
        *front,
    ]


def sword(look: Look) -> list[Part]:
    """A knight's sword, its point in a stone."""
    c = look.colour or "#d5dade"
    return [
        Part(points("-3.2 8, -3.8 70, 3.8 70, 3.2 8"), c, 0.8),
        Part(points("0 8, 0 70, 3.8 70, 3.2 8"), shaded(c, 0.72), 0.2),
        one([rod(0, 0.2, 0, 0.69, 0.006)], "#ffffff", 0, opacity=0.5),
        Part(curve("-19 69, -17 74, 0 73, 17 74, 19 69, 0 70"), GOLD, 0.8),
        Part(rod(0, 0.735, 0, 0.92, 0.02), "#4a2c20", 0.7),
        one([rod(-0.02, y, 0.02, y + 0.016, 0.004) for y in np.arange(0.75, 0.9, 0.028)], GOLD, 0.2),
        Part(ellipse(0, 0.955, 0.04, 0.042, 18), GOLD, 0.9),
        Part(ellipse(0, 0.955, 0.018, 0.02, 12), "#b8323c", 0.7),
        Part(curve("-34 0*, -30 10, -14 17, 8 18, 26 12, 36 0*"), "#7d7a76", 0.6, fade="#55524e"),
        one([line("-10 16, -14 6, -8 0", 0.5), line("12 16, 18 8", 0.4)], "#45423f", 0, opacity=0.7),
    ]


def crown(look: Look) -> list[Part]:
    """A golden crown on a cushion."""
    c = look.colour or GOLD
    return [
        Part(curve("-80 4, -74 24, -50 30, 0 32, 50 30, 74 24, 80 4, 60 0, -60 0"), "#7a2440", 0.9, fade="#511530"),
        Part(line("-76 14, 0 16, 76 14", 0.8), GOLD, 0.4),
        one([ellipse(s * 0.8, 0.1, 0.04, 0.05, 12) for s in (-1, 1)], GOLD, 0.8),
        Part(ellipse(0, 0.33, 0.46, 0.05, 30), "#5a1a30", 0.3),
        Part(
            points("-50 34, -58 84, -32 58, -22 94, -6 60, 0 100, 6 60, 22 94, 32 58, 58 84, 50 34"),
            c,
            0.6,
            fade=shaded(c, 0.72),
        ),
        one(
            [
                ellipse(x, y, 0.035, 0.035, 14)
                for x, y in ((-0.58, 0.85), (-0.22, 0.95), (0, 1.01), (0.22, 0.95), (0.58, 0.85))
            ],
            "#f4eee2",
            0.9,
        ),
        Part(curve("-51 33*, -51 44, 0 40, 51 44, 51 33*, 0 29"), shaded(c, 1.1), 0.6),
        one([ellipse(x, 0.385, 0.035, 0.03, 14) for x in (-0.36, 0.0, 0.36)], "#c8283c", 0.9),
        one([ellipse(x, 0.39, 0.028, 0.024, 12) for x in (-0.18, 0.18)], "#2f6ad0", 0.9),
    ]


def crystal(look: Look) -> list[Part]:
    """A cluster of crystals that glow from within."""
    c = look.colour or "#9a7ae8"
    shards = (
        ("-40 0, -52 40, -42 58, -28 46, -22 0", 0.8),
        ("24 0, 30 52, 42 66, 52 48, 44 0", 0.85),
        ("-18 0, -22 76, 0 101, 20 74, 16 0", 1.0),
        ("-34 0, -30 24, -20 34, -10 24, -8 0", 1.1),
        ("8 0, 12 30, 22 38, 30 28, 28 0", 1.1),
    )
    facets = [
        points("-18 0, -22 76, 0 66, 0 0"),
        points("24 0, 30 52, 38 46, 34 0"),
        points("-40 0, -52 40, -40 38, -32 0"),
    ]
    return [
        *(Part(points(text), shaded(c, k), 0.15, fade=shaded(c, 0.55)) for text, k in shards),
        one(facets, "#ffffff", 0, opacity=0.22),
        one(
            [
                rod(0, 0.02, 0, 0.66, 0.004),
                rod(-0.22, 0.76, 0, 0.66, 0.004),
                rod(0.2, 0.74, 0, 0.66, 0.004),
                rod(0, 0.66, 0, 1.0, 0.003),
            ],
            "#ffffff",
            0,
            opacity=0.5,
        ),
        Part(
            curve("-14 4, -12 60, 0 80, 12 58, 12 4"),
            shaded(c, 1.5),
            0,
            glow=True,
            opacity=0.3 + 0.08 * float(np.sin(TAU * look.phase)),
            soft=0.05,
        ),
        Part(curve("-64 0*, -48 8, -10 6, 20 9, 50 7, 64 0*"), "#5a5662", 0.5),
    ]


def ring(look: Look) -> list[Part]:
    """A diamond ring."""
    c = look.colour or GOLD
    return [
        one([hoop(0, 0.36, 0.32, 0.32, 0.04)], c, 0.9),
        one([points("-12 66, -5 74, 5 74, 12 66, 6 63, -6 63")], c, 0.7),
        *_brilliant(0, 0.69, 0.2),
    ]


def _brilliant(x: float, y: float, size: float) -> list[Part]:
    """A cut stone, its point at `x`, `y`, `size` wide to each side."""

    def at(text: str) -> np.ndarray:
        return np.asarray(points(text) * size * 1.0 + np.array([x, y]))

    facets = (
        "-100 92, -58 130, -36 92",
        "-36 92, 0 130, 36 92",
        "36 92, 58 130, 100 92",
        "-100 92, -36 92, 0 0",
        "36 92, 100 92, 0 0",
    )
    tones = ("#eef8fc", "#ffffff", "#d4e8f2", "#c2dcea", "#a8cade")
    return [
        Part(at("-100 92, -58 130, 58 130, 100 92, 0 0"), "#d4eaf4", 0.1, fade="#9cc4dc"),
        *(Part(at(f), t, 0) for f, t in zip(facets, tones, strict=True)),
        Part(at("-36 92, 36 92, 0 0"), "#e6f4fa", 0),
        one([star(x - size * 0.5, y + size * 1.1, size * 0.32, size * 0.03, 4)], "#ffffff", 0, glow=True),
    ]


def diamond(look: Look) -> list[Part]:
    """A great cut diamond."""
    stone = _brilliant(0, 0.0, 0.72)
    if look.colour:
        stone = [
            p._replace(colour=shaded(look.colour, (1.0, 1.2, 1.4, 1.1, 0.8, 0.65, 1.25)[i]), fade="") if i < 7 else p
            for i, p in enumerate(stone)
        ]
    return [*stone, one([star(0.42, 0.62, 0.09, 0.01, 4)], "#ffffff", 0, glow=True)]


def gift(look: Look) -> list[Part]:
    """A wrapped present with a bow."""
    c = look.colour or "#c8323c"
    ribbon = "#f2d88a" if look.colour != "#f2d88a" else "#c8323c"
    return [
        Part(box(-0.5, 0, 0.5, 0.62), c, 0.12, fade=shaded(c, 0.72)),
        one(
            [
                star(x, y, 0.035, 0.015)
                for x, y in ((-0.36, 0.16), (-0.28, 0.44), (0.3, 0.2), (0.38, 0.48), (-0.2, 0.28), (0.22, 0.4))
            ],
            shaded(c, 1.5),
            0,
            opacity=0.6,
        ),
        Part(box(-0.08, 0, 0.08, 0.62), ribbon, 0.4),
        shade(box(-0.5, 0.54, 0.5, 0.62), opacity=0.3, soft=0.02),
        Part(box(-0.55, 0.6, 0.55, 0.76), shaded(c, 1.1), 0.15, fade=shaded(c, 0.9)),
        Part(box(-0.085, 0.6, 0.085, 0.76), shaded(ribbon, 1.05), 0.4),
        one(
            [curve(f"0 77, {s * 14} 98, {s * 36} 101, {s * 40} 86, {s * 22} 78") for s in (-1, 1)],
            ribbon,
            0.8,
            fade=shaded(ribbon, 0.75),
        ),
        one(
            [curve(f"{s * 8} 82, {s * 18} 93, {s * 30} 93, {s * 30} 87, {s * 18} 82") for s in (-1, 1)],
            shaded(ribbon, 0.6),
            0.3,
        ),
        Part(ellipse(0, 0.81, 0.075, 0.06, 16), shaded(ribbon, 1.1), 0.8),
    ]


KINDS: dict[str, Kind] = {
    "chest": Kind(chest, height=0.13, width=1.6, indoors=0.34),
    "treasure": Kind(chest, height=0.13, width=1.6, shiny=True, indoors=0.34),
    "sword": Kind(sword, height=0.24, width=0.8, shiny=True, indoors=0.5),
    "crown": Kind(crown, height=0.13, width=1.7, shiny=True, indoors=0.32),
    "crystal": Kind(crystal, height=0.2, width=1.3, shiny=True, indoors=0.42, motion=moving(2.4, 8)),
    "ring": Kind(ring, height=0.13, width=0.8, shiny=True, indoors=0.36),
    "diamond": Kind(diamond, height=0.14, width=1.5, shiny=True, indoors=0.36),
    "gift": Kind(gift, height=0.13, width=1.1, shiny=True, indoors=0.34),
}
