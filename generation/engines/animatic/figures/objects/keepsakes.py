"""Small things one keeps, wears, carries or gives."""

import numpy as np

from generation.engines.animatic.figures.part import Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import TAU, curve, dots, hoop, lathe, line, one, panel, points, rod
from generation.engines.animatic.figures.pieces import moving, shade, shine
from generation.engines.animatic.outline import box, ellipse, smooth
from generation.engines.animatic.raster import Shape

GOLD, SILVER = "#dcb04c", "#c9ced3"
ticking = moving(8.0, 8)


def _dial(x: float, y: float, r: float, phase: float, ink: str) -> list[Part]:
    """Hour marks and hands; the minute hand goes round once in a cycle."""
    marks = [
        rod(
            x + r * 0.8 * np.sin(a),
            y + r * 0.8 * np.cos(a),
            x + r * 0.93 * np.sin(a),
            y + r * 0.93 * np.cos(a),
            r * (0.035 if k % 3 == 0 else 0.018),
        )
        for k, a in enumerate(TAU * np.arange(12) / 12)
    ]
    a, b = TAU * phase + 1.05, -0.95
    hands = [
        rod(x, y, x + r * 0.5 * np.sin(b), y + r * 0.5 * np.cos(b), r * 0.035),
        rod(x, y, x + r * 0.74 * np.sin(a), y + r * 0.74 * np.cos(a), r * 0.024),
    ]
    return [one(marks, ink), one(hands, ink, 0.2), Part(ellipse(x, y, r * 0.06, r * 0.06, 12), GOLD, 0.6)]


def watch(look: Look) -> list[Part]:
    """A wristwatch on its leather strap."""
    c = look.colour or SILVER
    strap = "#5f3d28"
    seconds = TAU * look.phase
    return [
        Part(points("-12 0, -14.5 34, 14.5 34, 12 0"), strap, 0.4, fade=shaded(strap, 0.7)),
        Part(points("-14.5 66, -11.5 100, 11.5 100, 14.5 66"), strap, 0.4),
        one(
            [
                line("-10 2, -12 30", 0.3),
                line("10 2, 12 30", 0.3),
                line("-12 70, -9.5 98", 0.3),
                line("12 70, 9.5 98", 0.3),
            ],
            "#c8a878",
            0,
            opacity=0.8,
        ),
        one(dots([(0, 0.06), (0, 0.12), (0, 0.18)], 0.01), "#2c1c12"),
        one([box(-0.15, 0.3, -0.1, 0.72), box(0.1, 0.3, 0.15, 0.72)], shaded(c, 0.8), 0.6),
        one(
            [box(0.28, 0.475, 0.335, 0.525), box(0.26, 0.58, 0.31, 0.61), box(0.26, 0.39, 0.31, 0.42)],
            shaded(c, 0.85),
            0.6,
        ),
        Part(ellipse(0, 0.5, 0.29, 0.29, 60), c, 0.6),
        one([hoop(0, 0.5, 0.255, 0.255, 0.012)], shaded(c, 0.65), 0.4),
        Part(ellipse(0, 0.5, 0.24, 0.24, 56), "#141a26", 0.1, fade="#26324a"),
        *_dial(0, 0.5, 0.235, 0.06, "#f2ecdc"),
        one(
            [hoop(0, 0.4, 0.05, 0.05, 0.004), rod(0, 0.4, 0.04 * np.sin(seconds), 0.4 + 0.04 * np.cos(seconds), 0.003)],
            "#d8a848",
        ),
        Part(box(0.115, 0.48, 0.165, 0.52), "#f4efe0", 0),
        shine((-0.12, 0.38, 0.04, 0.66), width=0.03, opacity=0.14),
    ]


def clock(look: Look) -> list[Part]:
    """A mantel clock in a wooden case."""
    c = look.colour or "#7a4a2c"
    return [
        Part(
            curve("-52 0*, -52 10, -44 14, -44 50, -40 78, -22 96, 0 100, 22 96, 40 78, 44 50, 44 14, 52 10, 52 0*"),
            c,
            0.5,
            fade=shaded(c, 0.65),
        ),
        Part(ellipse(0, 0.56, 0.33, 0.33, 48), GOLD, 0.6),
        Part(ellipse(0, 0.56, 0.29, 0.29, 46), "#f6f0e0", 0.15),
        *_dial(0, 0.56, 0.27, look.phase, "#22242a"),
        Part(curve("-14 10*, -14 18, 14 18, 14 10*"), GOLD, 0.5),
        shine((-0.2, 0.4, -0.02, 0.74), width=0.03, opacity=0.18),
        one([ellipse(s * 0.46, 0.02, 0.05, 0.025, 14) for s in (-1, 1)], GOLD, 0.7),
    ]


def book(look: Look) -> list[Part]:
    """A pile of three old books, one open upon them where somebody reads."""
    parts: list[Part] = []
    for i, (tone, w, dx) in enumerate(
        zip((look.colour or "#8a3a32", "#35566a", "#a8843e"), (1.5, 1.34, 1.42), (0, 0.05, -0.04), strict=True)
    ):
        y = i * 0.335
        parts += [
            Part(
                _cover(dx, y, w),
                tone,
                0.4,
                fade=shaded(tone, 0.7),
            ),
            Part(box(dx - w / 2 + 0.16, y + 0.055, dx + w / 2 + 0.005, y + 0.275), "#efe6d0", 0.1, fade="#cfc3a4"),
            one(
                [box(dx - w / 2 + 0.16, y + q, dx + w / 2, y + q + 0.006) for q in (0.09, 0.13, 0.17, 0.21, 0.245)],
                "#b5a888",
                0,
                opacity=0.6,
            ),
            one(
                [box(dx - w / 2 + q, y + 0.01, dx - w / 2 + q + 0.02, y + 0.32) for q in (0.03, 0.11)],
                GOLD,
                0,
                opacity=0.9,
            ),
        ]
    return parts


def _cover(x: float, y: float, width: float) -> Shape:
    """A closed book lying down, its rounded back to the left."""
    left, right = x - width / 2, x + width / 2
    back = [
        (left, y + 0.01),
        (left - 0.035, y + 0.08),
        (left - 0.05, y + 0.165),
        (left - 0.035, y + 0.25),
        (left, y + 0.32),
    ]
    return np.array([*back, (right, y + 0.32), (right, y + 0.01)])


def shoe(look: Look) -> list[Part]:
    """A running shoe from the side."""
    c = look.colour or "#d84a3a"
    return [
        Part(
            curve("-78 24*, -82 56, -80 84, -70 96, -52 94, -44 84, -30 76, -6 70, 24 58, 54 46, 80 40, 90 30, 88 22*"),
            c,
            0.7,
            fade=shaded(c, 0.75),
        ),
        Part(curve("-70 95, -60 101, -50 94, -46 84, -58 88"), "#2a2c30", 0.6),
        Part(curve("52 24*, 50 42, 70 42, 86 36, 90 24*"), shaded(c, 0.75), 0.6),
        Part(curve("-80 26*, -82 58, -62 60, -52 42, -50 26*"), shaded(c, 0.8), 0.5),
        Part(curve("-40 30*, -18 40, 14 62, 24 58, 4 40, -16 30*"), "#f6f4ee", 0.3),
        one(
            [line(f"{x} {60 - x * 0.42}, {x + 11} {69 - x * 0.46}", 1.6) for x in (-30, -16, -2, 12, 26)],
            "#f8f6f0",
            0.5,
        ),
        Part(
            curve("-88 8*, -90 26, -60 28, 0 24, 60 26, 94 26, 98 14, 90 4*, 50 2, 20 6, -20 2, -60 2"),
            "#f6f4ee",
            0.6,
            fade="#cfcdc6",
        ),
        Part(curve("-86 8*, -60 3, -20 3, 20 7, 50 3, 92 5*, 84 -1, -78 -1"), "#2c2e33", 0.4),
        Part(line("-86 18, -20 15, 40 17, 94 18", 0.8), c, 0, opacity=0.8),
    ]


def suitcase(look: Look) -> list[Part]:
    """A leather suitcase."""
    c = look.colour or "#8a5a34"
    return [
        Part(line("-18 78, -16 96, 16 96, 18 78", 3.0), "#4a2f1e", 0.7),
        Part(panel(-0.73, 0, 0.73, 0.8, 0.09), c, 0.35, fade=shaded(c, 0.72)),
        one([box(x - 0.05, 0.0, x + 0.05, 0.8) for x in (-0.42, 0.42)], shaded(c, 0.62), 0.4),
        one(
            [curve(f"{s * 72} 0*, {s * 52} 0*, {s * 56} 12, {s * 72} 18*") for s in (-1, 1)]
            + [curve(f"{s * 72} 80*, {s * 52} 80*, {s * 56} 68, {s * 72} 62*") for s in (-1, 1)],
            shaded(c, 0.62),
            0.4,
        ),
        one([box(x - 0.055, 0.5, x + 0.055, 0.6) for x in (-0.42, 0.42)], GOLD, 0.6),
        Part(line("-73 44, 73 44", 0.6), shaded(c, 0.5)),
        Part(curve("-24 16, -26 30, -2 32, -4 14"), "#d8cba8", 0.1),
        Part(ellipse(0.18, 0.26, 0.09, 0.08, 20), "#3f7a8c", 0.2),
    ]


def handbag(look: Look) -> list[Part]:
    """A handbag with a clasp."""
    c = look.colour or "#a83a44"
    return [
        Part(line("-30 56, -26 88, 0 100, 26 88, 30 56", 3.0), shaded(c, 0.7), 0.7),
        Part(curve("-58 4, -52 50, -46 64*, 46 64*, 52 50, 58 4, 48 0, -48 0"), c, 0.6, fade=shaded(c, 0.68)),
        Part(curve("-48 64*, -46 44, -20 32, 20 32, 46 44, 48 64*"), shaded(c, 1.12), 0.5, fade=shaded(c, 0.85)),
        one([line("-45 46, -20 34.5, 20 34.5, 45 46", 0.4)], shaded(c, 0.55)),
        Part(ellipse(0, 0.36, 0.06, 0.06, 20), GOLD, 0.8),
        one([ellipse(s * 0.3, 0.6, 0.035, 0.035, 14) for s in (-1, 1)], GOLD, 0.7),
        shine((-0.46, 0.1, -0.42, 0.4), width=0.02, opacity=0.25),
    ]


def umbrella(look: Look) -> list[Part]:
    """An open umbrella."""
    c = look.colour or "#c8322c"
    edge = "-62 56, -46 61, -31 56, -16 61, 0 56, 16 61, 31 56, 46 61, 62 56"
    canopy = curve(
        "62 56*, 56 76, 36 92, 0 98, -36 92, -56 76, -62 56*, -46 61, -31 56*, -16 61, 0 56*, 16 61, 31 56*, 46 61"
    )
    panels = [
        curve(f"{a} 56*, {a * 0.9} 78, 0 97*, {b * 0.9} 78, {b} 56*, {(a + b) / 2} 61")
        for a, b in ((-62, -31), (0, 31))
    ]
    return [
        Part(line(edge, 1.4), shaded(c, 0.5), 0),
        Part(rod(0, 0.1, 0, 0.98, 0.011), "#4a4038", 0.6),
        Part(line("0 12, 0 4, 5 0, 10 4", 1.8), "#6a4630", 0.7),
        Part(canopy, c, 0.8, fade=shaded(c, 0.75)),
        one(panels, shaded(c, 0.72), 0, opacity=0.35),
        one([line(f"0 97, {x * 0.9} 78, {x} 56", 0.35) for x in (-31, 0, 31)], shaded(c, 0.55), 0, opacity=0.7),
        Part(rod(0, 0.97, 0, 1.03, 0.012), "#4a4038", 0.5),
    ]


def key(look: Look) -> list[Part]:
    """An old key, standing on its bit."""
    c = look.colour or GOLD
    return [
        one(
            [
                hoop(0, 0.8, 0.15, 0.15, 0.035),
                hoop(-0.0, 0.8, 0.06, 0.06, 0.015),
                rod(0, 0.02, 0, 0.64, 0.035),
                box(0.03, 0.03, 0.22, 0.1),
                box(0.03, 0.15, 0.17, 0.21),
                box(0.14, 0.1, 0.17, 0.15),
            ],
            c,
            0.9,
        ),
        one([box(-0.06, y, 0.06, y + 0.03) for y in (0.56, 0.61, 0.3)], shaded(c, 1.1), 0.6),
    ]


def letter(look: Look) -> list[Part]:
    """A sealed letter."""
    c = look.colour or "#f2ead8"
    return [
        Part(points("-75 0, -75 100, 75 100, 75 0"), c, 0.1, fade=shaded(c, 0.86)),
        shade(points("-75 0, 0 60, 75 0"), opacity=0.08),
        one([line("-75 0, -8 54", 0.5), line("75 0, 8 54", 0.5)], shaded(c, 0.7), 0, opacity=0.7),
        shade(points("-75 98, 0 40, 75 98"), opacity=0.2, soft=0.02),
        Part(points("-75 100, 0 46, 75 100"), shaded(c, 1.04), 0.15, fade=shaded(c, 0.9)),
        Part(curve("-13 46, -9 58, 2 61, 12 56, 14 45, 7 36, -4 34, -12 39"), "#a82c2a", 0.7),
        one([hoop(0, 0.475, 0.07, 0.07, 0.008)], "#7c1c1c", 0.4),
    ]


def globe(look: Look) -> list[Part]:
    """A globe turning on its stand."""
    c = look.colour or "#4f8ab0"
    parts: list[Part] = [
        Part(lathe("26 0, 24 4, 8 7, 4 12, 4 18"), "#7a4a2c", 0.7),
        Part(ellipse(0, 0.58, 0.4, 0.4, 48), c, 0.9, fade=shaded(c, 0.65)),
    ]
    lands = []
    for a, y, w, h in (
        (0.2, 0.7, 0.26, 0.14),
        (0.9, 0.5, 0.2, 0.2),
        (2.4, 0.64, 0.34, 0.16),
        (3.3, 0.44, 0.2, 0.14),
        (4.4, 0.72, 0.3, 0.1),
        (5.2, 0.46, 0.22, 0.2),
    ):
        b = a + TAU * look.phase
        r = np.sqrt(max(0.16 - (y - 0.58) ** 2, 0.0))
        if np.cos(b) > 0.12:
            t = TAU * np.arange(11) / 11
            wide = w * np.cos(b) * 0.6
            shape = np.c_[
                r * np.sin(b) * 0.9 + wide * np.cos(t) * (1 + 0.25 * np.sin(3 * t + a)),
                y + h * np.sin(t) * (1 + 0.2 * np.cos(4 * t + a)) * 0.7,
            ]
            lands.append(smooth(shape, 3))
    land = [one(lands, "#9ab05c", 0.3)] if lands else []
    return [
        *parts,
        *land,
        one(
            [hoop(0, 0.58, 0.4 * k, 0.395, 0.0025) for k in (0.35, 0.75)] + [hoop(0, 0.58, 0.395, 0.05, 0.0025)],
            "#eaf4fa",
            0,
            opacity=0.25,
        ),
        one([line("-6 16, -34 30, -45 56, -38 82, -16 99, -2 101", 1.6)], GOLD, 0.7),
        one([ellipse(0.0, y, 0.02, 0.02, 10) for y in (0.17, 0.995)], GOLD, 0.8),
        Part(ellipse(-0.14, 0.74, 0.1, 0.07, 20, 0.6), "#ffffff", 0, opacity=0.3, soft=0.03),
    ]


KINDS: dict[str, Kind] = {
    "watch": Kind(watch, height=0.2, width=0.7, shiny=True, indoors=0.5, motion=moving(4.0, 8)),
    "clock": Kind(clock, height=0.16, width=1.1, shiny=True, indoors=0.42, motion=ticking),
    "book": Kind(book, height=0.1, width=1.7, indoors=0.27),
    "shoe": Kind(shoe, height=0.12, width=2.0, indoors=0.27),
    "suitcase": Kind(suitcase, height=0.13, width=1.5, indoors=0.34),
    "handbag": Kind(handbag, height=0.13, width=1.2, shiny=True, indoors=0.36),
    "umbrella": Kind(umbrella, height=0.2, width=1.3, indoors=0.5),
    "key": Kind(key, height=0.14, width=0.5, shiny=True, indoors=0.4),
    "letter": Kind(letter, height=0.1, width=1.5, indoors=0.26),
    "globe": Kind(globe, height=0.18, width=0.9, shiny=True, indoors=0.45, motion=moving(6.0, 12)),
}
