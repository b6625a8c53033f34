"""Trains and trams, from the side."""

import numpy as np

from generation.engines.animatic.figures.part import DARK, Kind, Look, Motion, Part, moved, shaded
from generation.engines.animatic.figures.pen import TAU, curve, dots, grid, line, one, points, rod
from generation.engines.animatic.figures.pieces import (
    STEAM,
    beam,
    is_lit,
    lamps,
    rolling,
    shade,
    smoke,
    spoked,
    wheels,
    windows,
)
from generation.engines.animatic.outline import box, ellipse

DRIVER = 0.19
BRASS = "#d3a84c"
COACH = 1.5


def train(look: Look) -> list[Part]:
    """A fast passenger train; one under steam where that is said."""
    if look.has("steam"):
        return steam_train(look)
    c = look.colour or ("#c9ced4", "#b5403a", "#3f6f9a")[int(look.rng.integers(3))]
    trim = "#c23a34" if not look.colour else shaded(c, 0.55)
    nose = curve("196 14*, 196 84*, 240 83, 286 70, 326 46, 340 28, 334 14*")
    cars = [box(-3.36 + i * 1.79, 0.13, -1.59 + i * 1.79, 0.84) for i in range(3)]
    roofs = [curve(f"{x} 82*, {x + 3} 89, {x + 172} 89, {x + 177} 82*") for x in (-336, -157, 22)]
    frames = [f for x in (-3.22, -1.43, 0.36) for f in grid([x + 0.2 * k for k in range(8)], [0.5], 0.145, 0.2)]
    bogies = [x + d for x in (-3.36, -1.57, 0.22) for d in (0.26, 0.46, 1.3, 1.5)] + [2.2, 2.4, 2.95, 3.12]
    return [
        Part(box(-3.4, -0.02, 3.4, 0.035), "#3a3430", 0.2),
        one([box(-3.3, 0.08, 3.2, 0.2)], "#1c1d21"),
        one(roofs, shaded(c, 0.7), 0.4),
        one(cars, c, 0.2, fade=shaded(c, 0.72)),
        Part(nose, c, 0.35, fade=shaded(c, 0.66)),
        one([box(-3.37, 0.46, 2.42, 0.735)], "#23272d", 0, opacity=0.92),
        *windows(look, frames, 0.9, "#ffe3a6", "#b7cbd4"),
        *windows(look, [box(x, 0.5, x + 0.15, 0.7) for x in (2.0, 2.2)], 0.9, "#ffe3a6", "#b7cbd4"),
        Part(curve("266 58*, 262 72, 288 66, 308 53*"), "#1d242b", 0.3),
        Part(points("-337 30, 196 30, 340 27, 330 37, 196 40, -337 40"), trim, 0, opacity=0.9),
        one([box(x, 0.16, x + 0.13, 0.76) for x in (-1.95, -0.16, 1.63)], shaded(c, 0.8), 0, opacity=0.8),
        one([box(x, 0.14, x + 0.025, 0.86) for x in (-1.595, 0.195, 1.96)], "#1a1c20"),
        one([line("-118 88, -100 98, -116 104", 0.5), box(-1.3, 1.035, -1.02, 1.045)], "#3a3c40"),
        *wheels([(x, 0.085) for x in bogies], 0.085, TAU * look.phase / 4, 0.6, 4, "#7d8086"),
        one(
            [box(x, 0.07, x + 0.34, 0.1) for x in (-3.17, -2.13, -1.38, -0.34, 0.41, 1.45, 2.13, 2.86)], "#2b2d32", 0.3
        ),
        *lamps(look, [ellipse(3.29, 0.3, 0.05, 0.025, 14, -0.6)]),
        *beam(look, 3.34, 0.3, 1.4, 0.3),
    ]


def steam_train(look: Look) -> list[Part]:
    """A steam locomotive with its tender and coaches, in full cry."""
    c = look.colour or "#23402f"
    turn = TAU * look.phase
    plume = smoke(2.86, 0.86, 0.06, 0.28, -2.8, look.phase, "#dedbd9", 16, 0.8, 3.0)
    cylinder = smoke(3.0, 0.1, 0.025, 0.06, -0.5, look.phase, STEAM, 6, 0.5, 2.6)
    coaches = [p for k in range(2) for p in moved(_coach(look), -3.45 + k * COACH)]
    carried = [(-3.45 + x, 0.09) for x in (0.2, 0.4, 1.06, 1.26, 1.7, 1.9, 2.56, 2.76, 3.2, 3.5, 3.8)]
    return [
        Part(box(-3.45, -0.02, 3.4, 0.035), "#3a3430", 0.2),
        *plume,
        *coaches,
        *moved(_tender(c), -0.42),
        *wheels(carried, 0.09, turn * 2, 0.7, 4, "#6d7076"),
        *_locomotive(look, c, turn),
        *cylinder,
        *beam(look, 3.24, 0.6, 1.4, 0.5),
    ]


def _coach(look: Look) -> list[Part]:
    panes = grid(np.arange(0.11, 1.3, 0.17), [0.44], 0.115, 0.19)
    return [
        Part(box(0.02, 0.15, COACH - 0.04, 0.72), "#6e2a2a", 0.15, fade="#48191b"),
        Part(curve("0 70*, 4 78, 142 78, 148 70*"), "#4a4644", 0.5),
        one([box(0.02, 0.4, COACH - 0.04, 0.415), box(0.02, 0.665, COACH - 0.04, 0.675)], BRASS, 0, opacity=0.8),
        *windows(look, panes, 0.9, "#ffdf9c", "#b9c8cc"),
        one([box(0.1, 0.1, 1.36, 0.16), box(COACH - 0.04, 0.16, COACH + 0.02, 0.24)], "#1b1c1f"),
    ]


def _tender(c: str) -> list[Part]:
    coal = curve("6 58*, 14 68, 30 66, 44 72, 62 66, 76 70, 88 58*")
    return [
        Part(coal, "#17181b", 0.9),
        Part(box(0.0, 0.18, 0.96, 0.6), c, 0.15, fade=shaded(c, 0.6)),
        one([box(0.05, 0.23, 0.91, 0.24), box(0.05, 0.54, 0.91, 0.55)], BRASS, 0, opacity=0.8),
        one([box(0.0, 0.12, 1.06, 0.19)], "#1b1c1f"),
    ]


def _locomotive(look: Look, c: str, turn: float) -> list[Part]:
    cab = curve("58 20*, 58 80*, 112 80*, 112 52, 124 48*, 124 20*")
    boiler = curve("112 36*, 112 71*, 200 71, 290 70*, 290 38*, 200 34")
    front = [box(2.88, 0.34, 3.12, 0.73), ellipse(3.12, 0.535, 0.045, 0.19, 20)]
    hubs = [(x, DRIVER) for x in (1.16, 1.56, 1.96)]
    crank = 0.09 * np.array([np.cos(-turn), np.sin(-turn)])
    coupling = rod(1.16 + crank[0], DRIVER + crank[1], 1.96 + crank[0], DRIVER + crank[1], 0.016)
    slide = 2.5 + 0.09 * np.cos(turn)
    main = rod(1.56 + crank[0], DRIVER + crank[1], slide, 0.2, 0.013)
    return [
        Part(points("54 78, 54 84, 120 86, 120 80"), "#1b1c1f", 0.4),
        Part(cab, c, 0.15, fade=shaded(c, 0.6)),
        *windows(look, [box(0.66, 0.56, 0.82, 0.73), box(0.87, 0.56, 1.03, 0.73)], 1.0, "#ffb860", "#9db0b8"),
        Part(box(0.5, 0.13, 3.16, 0.22), "#17181a", 0.2),
        Part(boiler, c, 0.85, fade=shaded(c, 0.55)),
        one([box(x, 0.35, x + 0.022, 0.715) for x in (1.4, 1.85, 2.3, 2.75)], BRASS, 0.3, opacity=0.9),
        one(front, "#202226", 0.6),
        Part(curve("274 70*, 277 82, 272 90*, 300 90*, 295 82, 298 70*"), "#202226", 0.7),
        Part(box(2.7, 0.885, 3.02, 0.915), BRASS, 0.5),
        Part(curve("196 69*, 196 80, 206 85, 216 80, 216 69*"), BRASS, 0.8),
        Part(curve("148 69*, 150 77, 160 80, 170 77, 172 69*"), c, 0.8),
        Part(line("124 60, 290 62", 0.6), BRASS, 0),
        Part(box(1.0, 0.37, 2.9, 0.395), "#6c2620", 0.3),
        *spoked(hubs, DRIVER, turn, "#9a332a", 10, 0.14, rubber=False),
        *wheels([(2.52, 0.11), (2.86, 0.11), (0.72, 0.11)], 0.11, turn * 2, 0.72, 6, "#9a332a"),
        Part(box(2.38, 0.14, 2.74, 0.27), "#2a2c30", 0.7),
        one([coupling, main, rod(slide, 0.2, 2.5, 0.2, 0.012)], "#c3c7cc", 0.4),
        one(dots([(x + crank[0], DRIVER + crank[1]) for x, _ in hubs], 0.026), "#e2e5e8", 0.5),
        Part(points("310 20, 318 20, 346 3, 346 -1, 302 1"), "#8a2c24", 0.3),
        one([box(3.1, 0.18, 3.2, 0.24), ellipse(3.22, 0.21, 0.025, 0.05, 14)], "#8a2c24", 0.4),
        *lamps(look, [ellipse(3.2, 0.66, 0.05, 0.05, 18)]),
        shade(box(0.6, 0.2, 1.2, 0.26), opacity=0.4, soft=0.02),
    ]


def tram(look: Look) -> list[Part]:
    """An old tram in two colours under its wire."""
    c = look.colour or ("#b53a2e", "#e0a92c", "#2f7a5c")[int(look.rng.integers(3))]
    body = curve("-120 16*, -128 40, -124 46*, -120 76*, 120 76*, 124 46*, 128 40, 120 16*")
    upper = points("-123 46, -119 76, 119 76, 123 46")
    panes = grid(np.arange(-0.9, 0.8, 0.235), [0.5], 0.19, 0.235)
    ends = [points("-117 50, -114 73, -98 73, -98 50"), points("117 50, 114 73, 98 73, 98 50")]
    doors = grid([-1.14, 1.0], [0.2], 0.13, 0.25)
    return [
        one([line("-10 84, 34 99", 0.6), box(-1.6, 0.99, 1.6, 0.994)], "#2b2d31"),
        Part(curve("-116 75*, -112 83, -60 86, 60 86, 112 83, 116 75*"), "#6e6a64", 0.5),
        Part(body, c, 0.25, fade=shaded(c, 0.62)),
        Part(upper, "#efe6d2", 0.1),
        *windows(look, [*panes, *ends], 0.95, "#ffe0a0", "#a9bec6"),
        one(doors, shaded(c, 0.7), 0.1),
        one([box(-1.25, 0.445, 1.25, 0.462), box(-1.23, 0.25, 1.23, 0.26)], "#e8cf8c"),
        Part(box(-0.3, 0.765, 0.3, 0.83), "#fff0c8", 0, glow=is_lit(look)),
        one([box(x, 0.785, x + 0.05, 0.81) for x in (-0.2, -0.1, 0.02, 0.12)], DARK),
        one([box(-0.8, 0.08, 0.8, 0.17)], "#1b1c1f"),
        *wheels([(x, 0.09) for x in (-0.62, -0.26, 0.26, 0.62)], 0.09, TAU * look.phase / 4, 0.66, 4, "#7d8086"),
        *lamps(look, [ellipse(1.25, 0.33, 0.035, 0.05, 16)]),
        *beam(look, 1.28, 0.33, 1.2, 0.34),
    ]


def _steaming(action: str) -> Motion:
    return rolling(DRIVER, 1, 0.9, 12)(action)


def _fast(action: str) -> Motion:
    return _steaming(action) if action == "steaming" else rolling(0.085, 4, 1.2, 4)(action)


KINDS: dict[str, Kind] = {
    "train": Kind(train, height=0.17, width=7.0, large=True, crosses=True, shiny=True, motion=_fast),
    "steam train": Kind(steam_train, height=0.2, width=7.2, large=True, crosses=True, motion=_steaming),
    "tram": Kind(tram, height=0.26, width=2.8, shiny=True, motion=rolling(0.09, 4, 0.5)),
}
