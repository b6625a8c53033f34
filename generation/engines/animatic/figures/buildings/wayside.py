"""What stands by itself on open land: a petrol station, a circus tent, swings."""

import numpy as np

from generation.engines.animatic.figures.part import PALE, WARM_LIGHT, Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import line, one, points, rod
from generation.engines.animatic.figures.pieces import is_lit, lamps, moving, windows
from generation.engines.animatic.outline import box, ellipse

STRIPES = 9
"""Of a big top, an odd number, so that both ends are of one colour."""


def petrol_station(look: Look) -> list[Part]:
    """A canopy over two pumps, a small shop beside it and a sign on its pole."""
    c = look.colour or ("#c8342a", "#1f6fb0", "#d98a26")[int(look.rng.integers(3))]
    lit = is_lit(look)
    under = Part(points("-92 0, -70 58, 30 58, 52 0"), WARM_LIGHT, 0, glow=True, opacity=0.16, soft=0.03)
    return [
        Part(box(0.42, 0, 1.22, 0.5), "#d8d0c0", 0.15, fade="#b4aa98"),
        Part(box(0.38, 0.5, 1.26, 0.57), c, 0.3),
        *windows(look, [box(0.5, 0.12, 0.68, 0.4), box(0.72, 0.12, 0.9, 0.4)], 1.0),
        Part(box(0.98, 0, 1.14, 0.4), "#3a4448", 0.1),
        *([under] if lit else []),
        one([box(x, 0.0, x + 0.035, 0.62) for x in (-0.62, 0.16)], "#c9cac6", 0.6),
        *_pump(look, -0.46, c),
        *_pump(look, 0.0, c),
        Part(points("-90 0, -86 4, 44 4, 48 0"), "#8f8b84", 0.2),
        Part(box(-0.86, 0.6, 0.44, 0.66), "#eceae2", 0.15, fade="#c4c2ba"),
        Part(box(-0.88, 0.65, 0.46, 0.76), c, 0.2, fade=shaded(c, 0.8)),
        Part(box(-0.88, 0.685, 0.46, 0.7), PALE, 0, opacity=0.9),
        *lamps(look, [box(x, 0.592, x + 0.2, 0.606) for x in (-0.68, -0.3, 0.08)]),
        Part(box(-1.14, 0, -1.11, 0.8), "#5a5c60", 0.5),
        Part(box(-1.24, 0.72, -1.0, 1.0), c, 0.2),
        *lamps(look, [box(-1.21, 0.84, -1.03, 0.97)], "#fff2d8"),
        one([box(-1.2, y, -1.04, y + 0.03) for y in (0.74, 0.79)], PALE, 0),
    ]


def _pump(look: Look, x: float, colour: str) -> list[Part]:
    return [
        Part(box(x, 0.03, x + 0.1, 0.28), "#e6e3da", 0.25, fade="#b9b5aa"),
        Part(box(x, 0.03, x + 0.1, 0.11), colour, 0.2),
        *windows(look, [box(x + 0.02, 0.2, x + 0.08, 0.255)], 1.0),
        one([line(f"{100 * x + 10:.0f} 20, {100 * x + 13:.0f} 12, {100 * x + 11:.0f} 7", 0.5)], "#22242a"),
    ]


def big_top(look: Look) -> list[Part]:
    """A striped circus tent with two peaks and flags."""
    c = look.colour or "#c0302e"
    edges = np.linspace(-0.98, 0.98, STRIPES + 1)
    peak = np.linspace(-0.34, 0.34, STRIPES + 1)
    roof = [
        np.array([(edges[k], 0.44), (edges[k + 1], 0.44), (peak[k + 1], 0.84), (peak[k], 0.84)]) for k in range(STRIPES)
    ]
    wall = [box(edges[k] * 0.96, 0, edges[k + 1] * 0.96, 0.46) for k in range(STRIPES)]
    valance = [ellipse(float(x), 0.43, 0.055, 0.05, 14) for x in np.linspace(-0.93, 0.93, 18)]
    wave = 0.02 * np.sin(2 * np.pi * look.phase)
    flags = [np.array([(x, 1.0), (x + 0.13, 0.965 + wave), (x, 0.93)]) for x in (-0.3, 0.3)]
    glow = [Part(points("-13 0, -9 30, 9 30, 13 0"), WARM_LIGHT, 0, glow=True)] if is_lit(look) else []
    return [
        one([rod(-1.24, 0, -0.94, 0.44, 0.008), rod(1.24, 0, 0.94, 0.44, 0.008)], "#6a5c4a", 0.3),
        one(wall[::2], shaded(c, 0.85), 0.25, fade=shaded(c, 0.6)),
        one(wall[1::2], "#e8dfcc", 0.25, fade="#b8ae9a"),
        Part(points("-13 0, -9 30, 9 30, 13 0"), "#3a2620", 0.1),
        *glow,
        one(roof[::2], c, 0.3, fade=shaded(c, 0.8)),
        one(roof[1::2], "#f4ecd8", 0.3, fade="#cfc5ae"),
        Part(points("-34 84, -30 90, -14 85, 14 85, 30 90, 34 84"), shaded(c, 0.9), 0.3),
        one(valance, "#e0b040", 0.4),
        one([rod(x, 0.84, x, 1.0, 0.007) for x in (-0.3, 0.3)], "#5a4a3a", 0.3),
        one(flags, "#e8b030", 0.1),
    ]


def swings(look: Look) -> list[Part]:
    """Two swings on a frame, in a breath of wind."""
    c = look.colour or "#b8433a"
    sway = 0.05 * float(np.sin(2 * np.pi * look.phase))
    seats = [(-0.28, sway), (0.28, -0.6 * sway)]
    ropes = [rod(x + d, 0.93, x + d + s, 0.3, 0.006) for x, s in seats for d in (-0.1, 0.1)]
    legs = [rod(x, 0, x * 0.86, 0.95, 0.014) for x in (-0.88, -0.66, 0.66, 0.88)]
    return [
        one(legs[1:3], shaded(c, 0.7), 0.6),
        one(ropes, "#4a4a4c", 0.2),
        one([box(x + s - 0.13, 0.28, x + s + 0.13, 0.315) for x, s in seats], "#6a4a30", 0.4),
        one([legs[0], legs[3], box(-0.8, 0.93, 0.8, 0.965)], c, 0.6),
    ]


KINDS: dict[str, Kind] = {
    "wayside petrol station": Kind(petrol_station, height=0.26, width=2.5, large=True),
    "big top": Kind(big_top, height=0.36, width=2.5, large=True, motion=moving(1.4, 8)),
    "playground swings": Kind(swings, height=0.24, width=1.9, motion=moving(2.8, 10)),
}
