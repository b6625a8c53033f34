"""Cars: from the side, or from the front and the back in a street."""

from functools import partial
from typing import NamedTuple

import numpy as np

from generation.engines.animatic.figures.part import DARK, Kind, Look, Part, moved, shaded
from generation.engines.animatic.figures.pen import TAU, curve, line, one, points, shift
from generation.engines.animatic.figures.pieces import (
    REAR_LAMP,
    beam,
    is_lit,
    lamps,
    rolling,
    shade,
    shine,
    spoked,
    wheels,
)
from generation.engines.animatic.outline import box, ellipse
from generation.engines.animatic.raster import Shape

COLOURS = ("#b8322c", "#2f5f8a", "#cfcac0", "#2f5a4c", "#c98a2e", "#3a3f4a")
CHROME = "#d5d9dd"
GLASS = "#a9c2cf"
SPOKES = 5


class Body(NamedTuple):
    """The side of a car, in texts of hundredths of its height."""

    outline: str
    panes: tuple[str, ...]
    seams: tuple[tuple[str, float], ...]
    hubs: tuple[float, float]
    radius: float
    front_lamp: tuple[float, float]
    rear_lamp: tuple[float, float]
    shoulder: str
    handles: tuple[tuple[float, float], ...]
    rim: float = 0.66


SEDAN = Body(
    "-147 24*, -154 40, -152 60, -141 70, -106 74, -64 96, -30 100, 4 99, 34 91, 70 72, 114 66, 143 57, 154 44, "
    "153 30, 147 22*",
    ("-98 74*, -62 92, -33 95*, -31 74*", "-26 74*, -28 95*, 4 94, 28 87, 58 73*"),
    (("-28 74, -26 30, 34 27, 42 40, 56 70", 0.5), ("-28 40, -78 34, -96 52, -98 73", 0.5), ("66 70, 142 55", 0.5)),
    (-95, 95),
    0.235,
    (146, 49),
    (-151, 57),
    "-150 62, -60 66, 70 64, 146 52",
    ((-36, 63), (-12, 63)),
)
SPORTS = Body(
    "-178 22*, -188 44, -186 70, -172 84, -140 82, -104 86, -56 99, -24 100, 6 96, 62 74, 120 66, 166 48, 187 30, "
    "186 16, 176 12*",
    ("-82 84*, -50 95, -22 96*, -30 76*", "-24 76*, -17 96*, 6 92, 44 77*"),
    (("-28 76, -26 26, 40 22, 52 44, 58 72", 0.6), ("-108 60, -60 56, -40 44", 1.2), ("62 72, 168 45", 0.5)),
    (-116, 116),
    0.29,
    (164, 46),
    (-184, 66),
    "-184 72, -96 66, 60 62, 172 42",
    ((-14, 62),),
    0.76,
)
JEEP = Body(
    "-118 30*, -119 60, -118 96*, -110 100, 18 100*, 26 97, 42 68*, 98 66, 106 62, 107 34*, 92 28*, -104 28*",
    ("-110 70*, -110 93*, -70 93*, -70 70*", "-64 70*, -64 93*, -26 93*, -26 70*", "-19 70*, -19 93*, 14 93*, 30 70*"),
    (("-22 94, -22 34", 0.6), ("-67 94, -67 50", 0.6), ("36 68, 34 34", 0.6), ("44 67, 104 64", 0.5)),
    (-70, 68),
    0.26,
    (103, 56),
    (-117, 60),
    "-117 66, 34 66, 100 62",
    ((-60, 62), (-14, 62)),
    0.56,
)


def side(body: Body, look: Look, colour: str) -> list[Part]:
    """Any modern car from the side."""
    hubs = [(x / 100, body.radius) for x in body.hubs]
    low = shaded(colour, 0.62)
    arches = [ellipse(x, y + 0.01, body.radius * 1.17, body.radius * 1.15, 30) for x, y in hubs]
    floor = box(hubs[0][0], 0.12, hubs[1][0], 0.3)
    fx, fy = (c / 100 for c in body.front_lamp)
    rx, ry = (c / 100 for c in body.rear_lamp)
    outline = curve(body.outline)
    handles = [box(x / 100, y / 100, x / 100 + 0.1, y / 100 + 0.018) for x, y in body.handles]
    return [
        Part(floor, "#121316", 0),
        Part(outline, colour, 0.55, fade=low),
        Part(line(body.shoulder, 0.9), "#ffffff", 0, opacity=0.32, soft=0.012),
        shade(shift(line(body.shoulder, 1.6), 0, -0.05), opacity=0.16, soft=0.02),
        shade(*arches, opacity=0.92),
        *_panes(look, [curve(p) for p in body.panes]),
        one([line(text, width) for text, width in body.seams], shaded(colour, 0.42), 0, opacity=0.8),
        one(handles, CHROME, 0.3),
        shade(box(hubs[0][0] + body.radius * 1.2, 0.2, hubs[1][0] - body.radius * 1.2, 0.27), opacity=0.5),
        *wheels(hubs, body.radius, TAU * look.phase / SPOKES, body.rim),
        *_lamps(look, fx, fy, rx, ry),
        *beam(look, fx + 0.04, fy, 1.5, 0.42),
    ]


def _panes(look: Look, panes: list[Shape]) -> list[Part]:
    dark = is_lit(look)
    glass = one(panes, "#3c4650" if dark else GLASS, 0.12, fade="#14181d" if dark else "#26323c")
    trim = [np.r_[p, p[:1]] for p in panes]
    streaks = []
    for p in panes:
        x0, x1, y0, y1 = p[:, 0].min(), p[:, 0].max(), p[:, 1].min(), p[:, 1].max()
        middle = (x0 + x1) / 2
        streaks.append((middle - 0.05, y0 + 0.03, middle + 0.03, y1 - 0.05))
    edge = one([p * 1.0 + (p.mean(0) - p) * -0.035 for p in trim], "#15171a", 0)
    return [edge, glass, shine(*streaks, width=0.02, opacity=0.22)]


def _lamps(look: Look, fx: float, fy: float, rx: float, ry: float) -> list[Part]:
    front = [ellipse(fx, fy, 0.075, 0.042, 18, -0.25)]
    rear = [ellipse(rx + 0.02, ry, 0.035, 0.06, 16, 0.1)]
    tail = [one(rear, REAR_LAMP, 0, glow=True)] if is_lit(look) else [one(rear, "#a3261d", 0.6)]
    return [*lamps(look, front), *tail]


def modern(look: Look) -> list[Part]:
    """A saloon, a sports car or a jeep."""
    colour = look.colour or COLOURS[int(look.rng.integers(len(COLOURS)))]
    if look.facing in ("front", "back"):
        return ahead(look, colour)
    body = SPORTS if look.kind == "sports car" or look.has("sports") else JEEP if look.kind == "jeep" else SEDAN
    parts = side(body, look, colour)
    if body is SPORTS:
        wing = [curve("-184 84*, -186 98, -140 94, -142 90*, -176 92"), points("-170 82, -166 93, -160 93, -160 82")]
        return [one(wing, shaded(colour, 0.75), 0.4), *parts]
    if body is JEEP:
        rack = [line("-106 104, 12 104", 0.8), *(box(x / 100, 0.99, x / 100 + 0.02, 1.04) for x in (-100, -60, -20, 6))]
        spare = [Part(ellipse(-1.24, 0.6, 0.075, 0.235, 24), "#1b1c20", 0.6)]
        arches = [line("-104 44, -92 56, -48 56, -38 34", 1.8), line("34 34, 44 54, 92 54, 104 40", 1.8)]
        guards = one(arches, "#2a2c30", 0.4)
        return [*spare, one(rack, DARK), *parts, guards]
    return parts


def taxi(look: Look) -> list[Part]:
    """A yellow cab with its sign and its chequered band."""
    colour = look.colour or "#f0bc2c"
    sign = points("-26 100, -22 111, 12 111, 16 100")
    shown = [Part(sign, "#fff2c0", 0, glow=is_lit(look)), one([box(-0.16, 1.03, 0.06, 1.07)], DARK)]
    if look.facing in ("front", "back"):
        return [*ahead(look, colour), *moved(shown, 0.05)]
    cells = [
        box(x, y, x + 0.06, y + 0.035)
        for i, x in enumerate(np.arange(-1.3, 1.2, 0.06))
        for y in ((0.5,) if i % 2 else (0.535,))
    ]
    parts = side(SEDAN, look, colour)
    return [*shown, *parts[:6], one(cells, "#1c1c20"), *parts[6:]]


def police(look: Look) -> list[Part]:
    """A patrol car with its lights turning red and blue."""
    blue, red = ("#3f7dff", "#ff3040") if look.phase % 1 < 0.5 else ("#23407c", "#7c1c26")
    bar = [box(-0.28, 0.995, 0.12, 1.02), box(-0.09, 1.0, -0.07, 1.07)]
    lights = [
        Part(curve("-27 102*, -26 108, -11 108, -10 102*"), red, 0, glow=True),
        Part(curve("-6 102*, -5 108, 10 108, 11 102*"), blue, 0, glow=True),
        one(bar, DARK),
    ]
    if look.facing in ("front", "back"):
        return [*lights, *ahead(look, look.colour or "#e9ebee")]
    parts = side(SEDAN, look, look.colour or "#1d2735")
    doors = Part(curve("-92 70*, -28 72, 60 70*, 46 30, 34 27*, -74 29*, -88 50"), "#eef0f2", 0.15, fade="#bcc2c8")
    badge = one([ellipse(-0.02, 0.5, 0.065, 0.065, 18)], "#c8a040", 0.5)
    return [*lights, *parts[:5], doors, *parts[5:9], badge, *parts[9:]]


def vintage(look: Look) -> list[Part]:
    """A touring car of the thirties: long bonnet, sweeping wings, wire wheels."""
    colour = look.colour or ("#6a2430", "#24483c", "#2b3d5c", "#d9cdb2")[int(look.rng.integers(4))]
    wings = "#18191d" if colour != "#18191d" else "#2b2d33"
    turn = TAU * look.phase / 12
    cabin = curve("-104 34*, -112 58, -104 84, -84 98, -40 100, 4 98*, 22 64*, 112 60, 124 56, 126 34*")
    panes = [curve("-92 66*, -88 86, -66 91, -50 91*, -50 66*"), curve("-44 66*, -44 91*, -2 90*, 12 66*")]
    rear = curve("-136 22*, -132 44, -114 60, -88 62, -64 48, -46 18*, -56 18*, -70 38, -92 47, -112 40, -126 22*")
    front = curve(
        "-6 17*, 24 20, 48 38, 74 62, 104 64, 128 46, 136 26*, 126 28*, 112 44, 92 48, 72 38, 52 17, 20 11, -6 11*"
    )
    hood = [box(x / 100, 0.42, x / 100 + 0.012, 0.54) for x in range(38, 100, 7)]
    return [
        Part(box(-1.0, 0.16, 1.1, 0.32), "#101114", 0),
        *spoked([(-0.93, 0.255), (0.95, 0.255)], 0.255, turn, "#d8d2c0", 12, 0.2),
        Part(ellipse(-1.3, 0.42, 0.07, 0.25, 24), "#17181b", 0.5),
        Part(cabin, colour, 0.5, fade=shaded(colour, 0.6)),
        *_panes(look, panes),
        one([*hood, line("-46 66, -47 36, 14 34, 18 62", 0.5), line("24 62, 30 36", 0.5)], shaded(colour, 0.45)),
        Part(line("-108 63, 22 62, 124 58", 0.7), CHROME, 0, opacity=0.8),
        one([rear, front, box(-0.46, 0.11, 0.06, 0.17)], wings, 0.7),
        Part(curve("118 34*, 118 62*, 127 66, 131 60, 130 34*"), CHROME, 0.6),
        *lamps(look, [ellipse(1.2, 0.66, 0.065, 0.075, 20)]),
        one([line("128 22, 142 22", 1.6), line("-144 22, -128 22", 1.6)], CHROME, 0.6),
        *beam(look, 1.26, 0.66, 1.4, 0.5),
    ]


def ahead(look: Look, colour: str) -> list[Part]:
    """A saloon from the front or the back."""
    front = look.facing == "front"
    body = curve("-62 22*, -65 44, -62 64, -56 70*, -43 95, -30 100, 30 100, 43 95, 56 70*, 62 64, 65 44, 62 22*")
    glass = curve("-50 70*, -39 92, -28 95, 28 95, 39 92, 50 70*")
    tyres = [box(x, 0, x + 0.17, 0.32) for x in (-0.6, 0.43)]
    plates = [box(-0.15, 0.27, 0.15, 0.35)]
    lights = [curve("-60 54*, -58 62, -40 58, -41 49*"), curve("60 54*, 58 62, 40 58, 41 49*")]
    tail = one(lights, REAR_LAMP, 0, glow=True) if is_lit(look) else one(lights, "#a3261d", 0.4)
    grille = (
        []
        if not front
        else [
            one([box(-0.3, 0.46, 0.3, 0.57)], "#15161a"),
            one([box(-0.29, y, 0.29, y + 0.008) for y in (0.48, 0.505, 0.53)], CHROME),
        ]
    )
    mirrors = [curve("-64 70*, -74 72, -74 80, -63 79*"), curve("64 70*, 74 72, 74 80, 63 79*")]
    return [
        one(tyres, "#15161a", 0.3),
        one(mirrors, shaded(colour, 0.8), 0.6),
        Part(body, colour, 0.45, fade=shaded(colour, 0.6)),
        Part(glass, "#3c4650" if is_lit(look) else GLASS, 0.15, fade="#1b242c"),
        shine((-0.2, 0.74, -0.08, 0.92), (0.1, 0.74, 0.16, 0.84), width=0.022, opacity=0.2),
        *([shade(curve("-24 70*, -20 84, -10 86, -6 70*"), curve("6 70*, 10 86, 20 84, 24 70*"), opacity=0.5)]),
        Part(line("-60 67, 0 70, 60 67", 0.5), "#ffffff", 0, opacity=0.3, soft=0.008),
        Part(curve("-64 22*, -66 36, 0 40, 66 36, 64 22*, 0 19"), shaded(colour, 0.5), 0.4),
        *grille,
        one(plates, "#e8e4d8", 0.1),
        *([tail] if not front else lamps(look, lights)),
    ]


_rolling = partial(rolling, count=SPOKES)

KINDS: dict[str, Kind] = {
    "car": Kind(modern, height=0.17, width=3.2, shiny=True, motion=_rolling(0.235, pace=1.3)),
    "sports car": Kind(modern, height=0.14, width=3.9, shiny=True, motion=_rolling(0.29, pace=2.0)),
    "vintage car": Kind(vintage, height=0.18, width=3.0, shiny=True, motion=rolling(0.255, 12, 1.0, 3)),
    "jeep": Kind(modern, height=0.2, width=2.6, shiny=True, motion=_rolling(0.26, pace=1.2)),
    "taxi": Kind(taxi, height=0.18, width=3.2, shiny=True, motion=_rolling(0.235, pace=1.2)),
    "police car": Kind(police, height=0.18, width=3.2, shiny=True, motion=rolling(0.235, 5, 1.6, 8, 2)),
}
