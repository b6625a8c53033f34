"""Toys and games."""

import numpy as np

from generation.engines.animatic.figures.part import STILL, Kind, Look, Motion, Part, shaded
from generation.engines.animatic.figures.pen import (
    TAU,
    curve,
    dots,
    hoop,
    lathe,
    line,
    one,
    panel,
    points,
    rod,
    turned,
    wave,
)
from generation.engines.animatic.figures.pieces import moving, rolling, shade, shine, wheels
from generation.engines.animatic.outline import box, ellipse, strip


def ball(look: Look) -> list[Part]:
    """A ball; a football in leather unless a colour is named."""
    turn = -TAU * look.phase
    if look.colour:
        bands = [
            turned(curve(f"-50 {y}, 0 {y + 10}, 50 {y}, 50 {y + 9}, 0 {y + 22}, -50 {y + 9}") * 0.98, turn, 0, 0.5)
            for y in (38,)
        ]
        return [
            Part(ellipse(0, 0.5, 0.5, 0.5, 48), look.colour, 0.95, fade=shaded(look.colour, 0.6)),
            one(bands, "#ffffff", 0, opacity=0.8),
            Part(ellipse(-0.16, 0.72, 0.12, 0.09, 20, 0.5), "#ffffff", 0, opacity=0.4, soft=0.03),
        ]
    patches = [turned(points("0 15, 14 5, 9 -12, -9 -12, -14 5") + np.array([0, 0.5]), turn, 0, 0.5)]
    seams = []
    for k in range(5):
        a = TAU * k / 5 + TAU / 4 + turn
        outer = np.array([0.43 * np.cos(a + TAU / 10), 0.5 + 0.43 * np.sin(a + TAU / 10)])
        patches.append(
            np.array(
                [
                    outer + 0.15 * np.array([np.cos(b), np.sin(b)]) * [1, 1]
                    for b in a + TAU / 10 + np.array([2.2, 2.9, 3.4, 4.1])
                ]
                + [
                    outer * 1.0 + 0.06 * np.array([np.cos(a + TAU / 10 + s), np.sin(a + TAU / 10 + s)])
                    for s in (-1.2, 1.2)
                ]
            )
        )
        seams.append(rod(0.14 * np.cos(a), 0.5 + 0.14 * np.sin(a), 0.3 * np.cos(a), 0.5 + 0.3 * np.sin(a), 0.006))
    return [
        Part(ellipse(0, 0.5, 0.5, 0.5, 48), "#f4f2ec", 0.95, fade="#b8b6b0"),
        one(patches, "#22242a", 0.1),
        one(seams, "#6a6a6c"),
        shade(curve("-48 42, -20 14, 20 6, 44 30, 20 2, -16 2, -40 20"), opacity=0.3, soft=0.04),
        Part(ellipse(-0.16, 0.74, 0.11, 0.07, 20, 0.5), "#ffffff", 0, opacity=0.5, soft=0.03),
    ]


def kite(look: Look) -> list[Part]:
    """A kite with a fluttering tail."""
    c = look.colour or "#d8432f"
    other = "#f2c84a" if not look.colour else shaded(c, 1.4)
    t = np.linspace(0, 1, 16)
    tail = np.c_[
        -0.02 - 0.34 * t + 0.06 * t * np.sin(TAU * (1.6 * t - look.phase)),
        0.42 - 0.4 * t + 0.03 * np.cos(TAU * (1.6 * t - look.phase)),
    ]
    bows = [
        ellipse(tail[i, 0] + s * 0.03, tail[i, 1] + 0.012 * s * wave(look.phase, 1, i * 0.1), 0.032, 0.016, 10, 0.3 * s)
        for i in (4, 7, 10, 13)
        for s in (-1, 1)
    ]
    sway = 0.05 * wave(look.phase)
    parts = [
        Part(points("0 42, 28 78, 6 100"), c, 0.25, fade=shaded(c, 0.8)),
        Part(points("0 42, -22 74, 6 100"), other, 0.25, fade=shaded(other, 0.85)),
        Part(points("0 42, 28 78, 3 76"), shaded(c, 0.78), 0.2),
        Part(points("0 42, -22 74, 3 76"), shaded(other, 0.8), 0.2),
        one([rod(0, 0.42, 0.06, 1.0, 0.006), rod(-0.22, 0.74, 0.28, 0.78, 0.006)], "#6a5038", 0.3),
    ]
    leant = [
        p._replace(shape=turned(p.shape, sway, 0, 0.6), joined=tuple(turned(s, sway, 0, 0.6) for s in p.joined))
        for p in parts
    ]
    return [
        one([strip(tail, 0.005), strip([(0.05, 0.7), (0.12, 0.3), (0.3, 0.0)], 0.0022)], "#e8e2d4"),
        one(bows[::2], c, 0.4),
        one(bows[1::2], other, 0.4),
        *leant,
    ]


def party_balloon(look: Look) -> list[Part]:
    """A balloon on a string."""
    c = look.colour or "#d8322c"
    s = np.linspace(0, 1, 12)
    string = np.c_[0.025 * np.sin(TAU * (s * 1.3 + look.phase)) * (1 - s), s * 0.52]
    return [
        Part(strip(string, 0.004), "#e8e4da"),
        Part(lathe("2.5 51, 0 55", 3), shaded(c, 0.8), 0.6),
        Part(lathe("2 54, 15 64, 22 78, 19 93, 8 100, 0 101"), c, 0.95, fade=shaded(c, 0.65)),
        Part(ellipse(-0.08, 0.87, 0.04, 0.07, 18, -0.35), "#ffffff", 0, opacity=0.55, soft=0.015),
        Part(ellipse(0.1, 0.66, 0.05, 0.03, 14, 0.6), "#ffffff", 0, opacity=0.18, soft=0.02),
    ]


def toy(look: Look) -> list[Part]:
    """A wooden toy engine."""
    c = look.colour or "#c8402e"
    return [
        Part(box(-0.9, 0.2, 0.86, 0.32), "#d8a860", 0.4),
        Part(panel(-0.1, 0.32, 0.78, 0.72, 0.14), "#3f7a9c", 0.8, fade="#2a5570"),
        Part(box(-0.8, 0.32, -0.16, 0.92), c, 0.25, fade=shaded(c, 0.7)),
        Part(box(-0.62, 0.56, -0.32, 0.8), "#f4e6c0", 0.2),
        Part(panel(-0.92, 0.9, -0.04, 1.02, 0.05), "#e0b040", 0.5),
        Part(points("44 70, 42 98, 66 98, 62 70"), "#e0b040", 0.8),
        Part(ellipse(0.18, 0.76, 0.1, 0.08, 18), "#e0b040", 0.9),
        Part(ellipse(0.8, 0.5, 0.06, 0.17, 20), "#e0b040", 0.6),
        *wheels([(-0.56, 0.2), (0.02, 0.2), (0.56, 0.2)], 0.2, TAU * look.phase / 4, 0.7, 4, "#e8c87a", shaded(c, 0.7)),
    ]


def teddy(look: Look) -> list[Part]:
    """A teddy bear sitting."""
    c = look.colour or "#b07f4c"
    pale = shaded(c, 1.35)
    return [
        one([ellipse(s * 0.24, 0.93, 0.1, 0.1, 22) for s in (-1, 1)], c, 0.8),
        one([ellipse(s * 0.24, 0.925, 0.055, 0.055, 18) for s in (-1, 1)], pale, 0.4),
        one(
            [curve(f"{s * 22} 52, {s * 40} 48, {s * 48} 32, {s * 42} 22, {s * 32} 28, {s * 24} 38") for s in (-1, 1)],
            shaded(c, 0.9),
            0.8,
        ),
        Part(ellipse(0, 0.32, 0.3, 0.31, 36), c, 0.9, fade=shaded(c, 0.72)),
        Part(ellipse(0, 0.31, 0.18, 0.2, 30), pale, 0.5),
        one([ellipse(s * 0.3, 0.11, 0.17, 0.11, 26, s * 0.3) for s in (-1, 1)], shaded(c, 0.95), 0.8),
        one([ellipse(s * 0.37, 0.12, 0.075, 0.085, 22) for s in (-1, 1)], pale, 0.5),
        Part(ellipse(0, 0.76, 0.29, 0.25, 36), c, 0.9, fade=shaded(c, 0.8)),
        Part(ellipse(0, 0.68, 0.13, 0.1, 24), pale, 0.7),
        Part(ellipse(0, 0.725, 0.045, 0.032, 16), "#2a1c16", 0.8),
        one([line("0 70, 0 65", 0.7), line("-5 64, 0 62.5, 5 64", 0.7)], "#2a1c16"),
        one([ellipse(s * 0.115, 0.8, 0.028, 0.032, 14) for s in (-1, 1)], "#1c1410", 0.9),
        one([ellipse(s * 0.115 - 0.008, 0.812, 0.009, 0.009, 8) for s in (-1, 1)], "#ffffff"),
        one([curve(f"0 52, {s * 16} 59, {s * 18} 46") for s in (-1, 1)], "#c8323c", 0.7),
        Part(ellipse(0, 0.52, 0.035, 0.035, 14), "#a82430", 0.8),
    ]


def doll(look: Look) -> list[Part]:
    """A rag doll in a dress."""
    c = look.colour or "#c84a6a"
    return [
        one([line(f"{s * 8} 24, {s * 9} 4", 4.2) for s in (-1, 1)], "#f2d2b4", 0.7),
        one([ellipse(s * 0.1, 0.03, 0.075, 0.035, 18) for s in (-1, 1)], "#3a2a30", 0.8),
        one([line(f"{s * 12} 55, {s * 26} 40, {s * 30} 30", 3.6) for s in (-1, 1)], "#f2d2b4", 0.7),
        Part(curve("-13 58*, -16 44, -34 18, -20 15, 0 17, 20 15, 34 18, 16 44, 13 58*"), c, 0.5, fade=shaded(c, 0.72)),
        Part(line("-31 21, -10 19, 10 19, 31 21", 1.2), "#f6eedd", 0.3),
        one([curve(f"{s * 10} 58, {s * 20} 56, {s * 20} 48, {s * 12} 48") for s in (-1, 1)], shaded(c, 1.15), 0.8),
        Part(curve("-24 70, -26 92, -12 102, 12 102, 26 92, 24 70, 16 62, -16 62"), "#8a4a28", 0.9),
        Part(ellipse(0, 0.76, 0.17, 0.17, 30), "#f6dcc0", 0.7),
        Part(curve("-18 80, -14 94, 0 97, 14 94, 18 80, 8 88, -6 88"), "#9a5630", 0.7),
        one([ellipse(s * 0.065, 0.765, 0.02, 0.024, 12) for s in (-1, 1)], "#2a2426", 0.5),
        one([ellipse(s * 0.1, 0.71, 0.03, 0.02, 12) for s in (-1, 1)], "#e88a8a", 0, opacity=0.6),
        Part(line("-4 68, 0 66.5, 4 68", 0.7), "#b8323c"),
        one([line(f"{s * 22} 72, {s * 28} 58, {s * 25} 46", 4.0) for s in (-1, 1)], "#8a4a28", 0.8),
        one([ellipse(s * 0.26, 0.6, 0.035, 0.03, 12) for s in (-1, 1)], c, 0.8),
    ]


def chess_piece(look: Look) -> list[Part]:
    """A chess king."""
    c = look.colour or "#e6d3ae"
    return [
        Part(lathe("25 0*, 26 5, 24 8, 20 10, 21 13, 12 20, 8 34, 7 52, 8 58, 0 58"), c, 0.85, fade=shaded(c, 0.7)),
        Part(lathe("16 57, 17 60, 12 63, 0 63"), c, 0.8),
        Part(lathe("8 62, 15 78, 16 83, 8 87, 0 87"), c, 0.85, fade=shaded(c, 0.82)),
        Part(ellipse(0, 0.85, 0.14, 0.025, 24), shaded(c, 1.1), 0.5),
        one([box(-0.022, 0.87, 0.022, 1.0), box(-0.06, 0.925, 0.06, 0.962)], c, 0.6),
        one([hoop(0, 0.09, 0.22, 0.018, 0.004), hoop(0, 0.6, 0.15, 0.012, 0.003)], shaded(c, 0.6), 0, opacity=0.6),
        shine((-0.11, 0.2, -0.055, 0.5), width=0.016, opacity=0.4),
    ]


def dice(look: Look) -> list[Part]:
    """Two dice."""
    c = look.colour or "#f4f0e6"
    ink = "#b8242c" if not look.colour else "#ffffff"

    def cube(x: float, s: float, front: str) -> list[Part]:
        spots = {
            "5": ((0.25, 0.25), (0.75, 0.25), (0.5, 0.5), (0.25, 0.75), (0.75, 0.75)),
            "3": ((0.25, 0.75), (0.5, 0.5), (0.75, 0.25)),
        }[front]
        return [
            Part(points("0 100, 28 122, 122 122, 100 100") * s * 0.82 + np.array([x, 0]), shaded(c, 1.08), 0.1),
            Part(points("100 0, 122 24, 122 122, 100 100") * s * 0.82 + np.array([x, 0]), shaded(c, 0.7), 0.1),
            Part(panel(x, 0, x + 0.82 * s, 0.82 * s, 0.07), c, 0.2, fade=shaded(c, 0.88)),
            one(dots([(x + 0.82 * s * a, 0.82 * s * b) for a, b in spots], 0.07 * s, 16), ink, 0.3),
            one([ellipse(x + s * 0.82 * q, s * 0.91, 0.06 * s, 0.025 * s, 14) for q in (0.4, 0.85)], ink, 0),
            one([ellipse(x + s * 0.91, s * 0.5, 0.025 * s, 0.06 * s, 14)], ink, 0),
        ]

    return [*cube(-1.06, 0.92, "5"), *cube(0.1, 1.0, "3")]


def paper_boat(look: Look) -> list[Part]:
    """A boat folded of a sheet of paper."""
    c = look.colour or "#f4f2ea"
    return [
        Part(points("0 96, -26 34, 26 34"), shaded(c, 0.92), 0.1, fade=shaded(c, 0.78)),
        Part(points("0 96, 4 34, 26 34"), shaded(c, 0.8), 0.1),
        Part(points("-98 62, -58 2, 58 2, 98 62, 26 30, 0 38, -26 30"), c, 0.15, fade=shaded(c, 0.84)),
        Part(points("0 38, 26 30, 98 62, 58 2, 10 2"), shaded(c, 0.88), 0.1),
        one([line("-98 62, -26 30, 0 38, 26 30, 98 62", 0.8)], shaded(c, 0.66), 0.1),
    ]


def _ball_motion(action: str) -> Motion:
    return rolling(0.5, 1, 1.2, 12)(action) if action in ("rolling", "bouncing", "flying") else STILL


KINDS: dict[str, Kind] = {
    "ball": Kind(ball, height=0.08, width=1.0, shiny=True, indoors=0.26, motion=_ball_motion),
    "kite": Kind(kite, height=0.2, width=0.8, at_home="air", motion=moving(1.1, 8, 0.0, 0.04)),
    "party balloon": Kind(
        party_balloon, height=0.2, width=0.5, at_home="air", shiny=True, motion=moving(2.2, 8, 0.02, 0.03)
    ),
    "paper boat": Kind(
        paper_boat, height=0.09, width=2.0, at_home="water", depth=3.2, indoors=0.2, motion=moving(2.6, 8, 0.04, 0.03)
    ),
    "toy": Kind(toy, height=0.1, width=1.9, indoors=0.28, motion=rolling(0.2, 4, 0.4)),
    "doll": Kind(doll, height=0.14, width=0.75, indoors=0.4),
    "teddy bear": Kind(teddy, height=0.13, width=1.0, indoors=0.38),
    "chess piece": Kind(chess_piece, height=0.13, width=0.55, shiny=True, indoors=0.4),
    "dice": Kind(dice, height=0.08, width=2.3, shiny=True, indoors=0.2),
}
