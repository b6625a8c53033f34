"""Lorries, buses and what else runs on roads and fields."""

import numpy as np

from generation.engines.animatic.figures.part import DARK, WARM_LIGHT, Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import TAU, curve, grid, line, lines, one, points, rod, shift, wave
from generation.engines.animatic.figures.pieces import (
    REAR_LAMP,
    beam,
    is_lit,
    lamps,
    moving,
    rolling,
    shade,
    shine,
    smoke,
    spoked,
    wheels,
    windows,
)
from generation.engines.animatic.outline import box, ellipse

CHROME = "#d5d9dd"


def _glass(look: Look, texts: list[str]) -> list[Part]:
    panes = [curve(t) for t in texts]
    rims = [p + (p - p.mean(0)) * 0.06 for p in panes]
    tone, low = ("#4a5058", "#1a2026") if is_lit(look) else ("#b4ccd6", "#2c3a46")
    return [one(rims, "#17191c", 0.2), one(panes, tone, 0.1, fade=low)]


def truck(look: Look) -> list[Part]:
    """A lorry with a box trailer."""
    c = look.colour or ("#b8402f", "#2f6a8c", "#d9a233", "#4a7a5a")[int(look.rng.integers(4))]
    hubs = [(x, 0.125) for x in (-1.02, -0.74, 0.14, 0.98)]
    cab = curve("55 16*, 54 74, 58 100*, 70 101, 92 96, 106 78, 118 50, 120 16*")
    ribs = lines([x / 100 for x in range(-118, 44, 18)], 0.26, 0.95, 0.002)
    return [
        one([box(-1.2, 0.14, 1.0, 0.2), box(0.42, 0.2, 0.62, 0.5)], "#17181b", 0.2),
        Part(box(-1.26, 0.22, 0.48, 0.99), "#e6e3db", 0.12, fade="#b9b7b2"),
        one(ribs, "#a7a6a2", 0, opacity=0.5),
        one([box(-1.26, 0.44, 0.48, 0.56)], c, 0, opacity=0.9),
        one([box(-1.26, 0.22, 0.48, 0.245), box(-1.26, 0.965, 0.48, 0.99)], "#8d9095", 0.3),
        shade(box(0.4, 0.2, 0.54, 0.96), opacity=0.35, soft=0.02),
        Part(cab, c, 0.4, fade=shaded(c, 0.65)),
        *_glass(look, ["76 62*, 77 86*, 92 86, 108 63*"]),
        shine((0.84, 0.66, 0.92, 0.83), width=0.015, opacity=0.25),
        one([line("72 92, 72 24", 0.4), line("112 62, 114 24", 0.4), line("56 54, 117 52", 0.4)], shaded(c, 0.45)),
        one([box(0.74, 0.55, 0.8, 0.565), box(0.2, 0.17, 0.52, 0.31)], CHROME, 0.5),
        Part(rod(0.57, 0.3, 0.57, 1.04, 0.014), CHROME, 0.5),
        Part(curve("100 68*, 108 70, 108 82, 101 82*"), DARK, 0.4),
        Part(curve("84 16*, 86 26, 122 26, 123 12*"), "#2a2c31", 0.4),
        shade(*(ellipse(x, y, 0.145, 0.145) for x, y in hubs), opacity=0.8),
        *wheels(hubs, 0.125, TAU * look.phase / 5, 0.58),
        *lamps(look, [ellipse(1.17, 0.32, 0.03, 0.035, 14)]),
        *beam(look, 1.2, 0.32, 1.1, 0.32),
    ]


def van(look: Look) -> list[Part]:
    """A camper van in two colours."""
    c = look.colour or ("#3f8a92", "#c8633a", "#5a8a5a", "#d2a83c")[int(look.rng.integers(4))]
    hubs = [(-0.7, 0.17), (0.72, 0.17)]
    body = curve("-114 20*, -117 50, -113 84, -100 98, 60 99, 84 92, 104 68, 116 44, 117 20*")
    lower = curve("-114 20*, -117 36, -116 52*, 60 52, 92 54, 110 40, 117 30, 117 20*")
    panes = [
        "-104 60*, -103 84, -96 88, -72 88*, -72 60*",
        "-64 60*, -64 88*, -28 88*, -28 60*",
        "-20 60*, -20 88*, 16 88*, 16 60*",
        "25 60*, 25 88*, 58 87, 72 82, 94 59*",
    ]
    return [
        Part(box(-0.95, 0.1, 0.98, 0.3), "#141518", 0),
        Part(body, "#efe9dc", 0.5, fade="#cfc8ba"),
        Part(lower, c, 0.35, fade=shaded(c, 0.66)),
        Part(line("-117 52, 58 52, 92 54, 113 40", 0.7), CHROME, 0),
        *_glass(look, panes),
        shine((-0.94, 0.64, -0.84, 0.84), (-0.5, 0.64, -0.4, 0.84), (0.5, 0.64, 0.6, 0.82), width=0.016, opacity=0.24),
        one(
            [line("20 92, 20 24", 0.4), line("-24 90, -24 24", 0.4), line("62 56, 58 24", 0.4)],
            "#2a2c30",
            0,
            opacity=0.5,
        ),
        one([box(-0.2, 0.46, -0.1, 0.475), box(0.25, 0.46, 0.34, 0.475)], CHROME, 0.4),
        shade(*(ellipse(x, y + 0.01, 0.205, 0.2) for x, y in hubs), opacity=0.9),
        *wheels(hubs, 0.17, TAU * look.phase / 5, 0.62, colour="#e3e0d6"),
        one([curve("112 22*, 113 28, 121 28, 121 21*"), curve("-121 22*, -121 28, -112 28, -112 21*")], CHROME, 0.7),
        *lamps(look, [ellipse(1.115, 0.4, 0.045, 0.065, 18)]),
        *beam(look, 1.15, 0.4, 1.2, 0.4),
    ]


def bus(look: Look) -> list[Part]:
    """A city bus."""
    c = look.colour or ("#c23a30", "#2f6aa0", "#d99a2b", "#3c8a6a")[int(look.rng.integers(4))]
    hubs = [(-0.98, 0.15), (1.02, 0.15)]
    body = curve("-176 16*, -178 50, -176 92, -166 100, 150 100, 166 96, 174 80, 177 40, 176 16*")
    frames = grid([x / 100 for x in (-164, -134, -104, -74, -26, 4, 34, 64)], [0.48], 0.27, 0.38)
    doors = [*grid([-0.45, 1.22], [0.2], 0.085, 0.66), *grid([-0.355, 1.315], [0.2], 0.085, 0.66)]
    return [
        Part(box(-1.6, 0.08, 1.66, 0.3), "#141518", 0),
        Part(body, c, 0.28, fade=shaded(c, 0.68)),
        one([box(-1.76, 0.45, 1.5, 0.885)], "#1a1d22", 0.1),
        *windows(look, frames, 0.92, "#ffe2a8", "#b9d0d8"),
        *windows(look, doors, 0.92, "#ffe2a8", "#a4bcc6"),
        *_glass(look, ["148 46*, 147 88, 160 88, 168 78, 172 46*"]),
        one(
            [box(x, 0.48, x + 0.012, 0.86) for x in (-1.5, -1.2, -0.9, -0.12, 0.18, 0.48, 0.78)],
            "#11151a",
            0,
            opacity=0.6,
        ),
        one([box(-1.77, 0.36, 1.2, 0.4)], "#f0ece2", 0, opacity=0.85),
        Part(box(0.94, 0.895, 1.44, 0.965), "#ffb648", 0, glow=is_lit(look)),
        one([box(x, 0.915, x + 0.035, 0.945) for x in (0.99, 1.05, 1.11, 1.2, 1.26)], "#5a3008"),
        Part(line("-168 99, 150 99", 0.7), "#ffffff", 0, opacity=0.35, soft=0.008),
        shade(*(ellipse(x, y + 0.01, 0.185, 0.18) for x, y in hubs), opacity=0.9),
        *wheels(hubs, 0.15, TAU * look.phase / 5, 0.6),
        one([box(-1.785, 0.34, -1.755, 0.46)], REAR_LAMP, 0, glow=is_lit(look)),
        *lamps(look, [ellipse(1.73, 0.3, 0.03, 0.05, 16)]),
        *beam(look, 1.75, 0.3, 1.2, 0.3),
    ]


def ambulance(look: Look) -> list[Part]:
    """An ambulance, its light turning."""
    hubs = [(-0.72, 0.17), (0.8, 0.17)]
    box_body = curve("-118 20*, -119 96, -114 101*, 40 101*, 44 96, 44 20*")
    cab = curve("36 20*, 36 82*, 62 82, 84 62, 112 54, 120 44, 121 20*")
    flash = "#4a90ff" if look.phase % 1 < 0.5 else "#24457c"
    return [
        Part(curve("-8 100*, -6 108, 12 108, 14 100*"), flash, 0, glow=True),
        Part(box(-1.0, 0.1, 1.05, 0.3), "#141518", 0),
        Part(cab, look.colour or "#f2f2ef", 0.4, fade="#b9babb"),
        Part(box_body, look.colour or "#f5f5f2", 0.2, fade="#c3c4c5"),
        one([box(-1.19, 0.36, 1.19, 0.46)], "#d0342c", 0),
        one([box(-1.19, 0.31, 1.2, 0.335)], "#e8b83c", 0),
        one([box(-0.42, 0.6, -0.36, 0.9), box(-0.54, 0.72, -0.24, 0.78)], "#d0342c"),
        *windows(look, [box(-1.02, 0.62, -0.72, 0.86)], 1.0, "#f4f2e0"),
        *_glass(look, ["50 56*, 50 78*, 62 78, 80 60, 82 56*"]),
        one([line("44 98, 44 24", 0.4), line("-66 98, -66 24", 0.3), line("86 56, 84 24", 0.4)], "#7d8288"),
        shade(*(ellipse(x, y + 0.01, 0.205, 0.2) for x, y in hubs), opacity=0.85),
        *wheels(hubs, 0.17, TAU * look.phase / 5, 0.62),
        *lamps(look, [ellipse(1.17, 0.4, 0.035, 0.05, 16)]),
        *beam(look, 1.2, 0.4, 1.1, 0.34),
    ]


def fire_engine(look: Look) -> list[Part]:
    """A fire engine with its ladder."""
    c = look.colour or "#c02a22"
    hubs = [(-0.98, 0.16), (0.86, 0.16)]
    body = [curve("-150 20*, -150 82*, 46 82*, 46 20*"), curve("44 18*, 44 98*, 100 98, 116 92, 126 56, 127 18*")]
    rungs = [rod(x, 0.9, x + 0.01, 1.0, 0.006) for x in np.arange(-1.4, 0.6, 0.12)]
    doors = grid([-1.42, -1.1, -0.5, -0.18], [0.36], 0.28, 0.38)
    slats = [box(x, y, x + 0.28, y + 0.008) for x in (-1.42, -1.1, -0.5, -0.18) for y in np.arange(0.4, 0.74, 0.05)]
    flash = ("#ff5a4a", "#7a221c") if look.phase % 1 < 0.5 else ("#7a221c", "#ff5a4a")
    return [
        one([line("-148 91, 70 91", 1.0), line("-148 100, 66 100", 1.0), *rungs], "#c9ccd0", 0.3),
        Part(ellipse(0.66, 1.02, 0.06, 0.045, 16), flash[0], 0, glow=True),
        Part(ellipse(0.84, 1.02, 0.06, 0.045, 16), flash[1], 0, glow=True),
        Part(box(-1.3, 0.1, 1.15, 0.3), "#141518", 0),
        one(body, c, 0.25, fade=shaded(c, 0.62)),
        one(doors, "#b9bdc2", 0.15, fade="#7d8288"),
        one(slats, "#6d7278", 0, opacity=0.7),
        one([box(-1.5, 0.28, 1.26, 0.325)], "#f2eee2"),
        one([ellipse(0.28, 0.55, 0.11, 0.11), box(0.2, 0.35, 0.36, 0.4)], "#e2c25a", 0.6),
        *_glass(look, ["54 60*, 54 88*, 78 88*, 78 60*", "86 60*, 86 88, 106 88, 116 62*"]),
        one([line("82 96, 82 24", 0.5), line("48 96, 48 24", 0.5)], shaded(c, 0.45)),
        shade(*(ellipse(x, y + 0.01, 0.2, 0.19) for x, y in hubs), opacity=0.85),
        *wheels(hubs, 0.16, TAU * look.phase / 5, 0.6),
        Part(curve("108 14*, 108 24, 132 24, 132 14*"), CHROME, 0.6),
        *lamps(look, [ellipse(1.23, 0.36, 0.035, 0.045, 16)]),
        *beam(look, 1.26, 0.36, 1.1, 0.3),
    ]


def tractor(look: Look) -> list[Part]:
    """A farm tractor."""
    c = look.colour or "#b8352a"
    turn = TAU * look.phase / 6
    cab = [line("-52 50, -46 96", 1.6), line("2 50, 0 96", 1.6), curve("-56 95*, -50 101, 2 101, 10 95*")]
    hood = curve("-2 40*, -2 60, 8 66, 66 63, 76 56, 76 36*")
    lugs = [_lug(-0.36, 0.36, 0.36, a + turn) for a in np.arange(18) * TAU / 18]
    return [
        *smoke(0.4, 0.98, 0.03, 0.34, -0.4, look.phase, "#55534f", 6, 0.5),
        Part(curve("-48 52*, -43 94*, -2 94*, 0 52*"), "#b8ccd2", 0.1, fade="#54656e", opacity=0.6),
        one([curve("-40 44*, -42 66, -30 70, -26 52*, -16 44*")], "#2a2624", 0.6),
        one(cab, shaded(c, 0.8), 0.5),
        one([box(-0.3, 0.24, 0.72, 0.42)], "#34363b", 0.5),
        Part(rod(0.4, 0.6, 0.4, 0.98, 0.014), "#3a3c40", 0.5),
        Part(hood, c, 0.5, fade=shaded(c, 0.7)),
        one([box(0.18 + 0.07 * i, 0.44, 0.2 + 0.07 * i, 0.58) for i in range(6)], shaded(c, 0.5)),
        one(lugs, "#1b1c20", 0.3),
        *wheels([(-0.36, 0.36)], 0.345, turn, 0.62, 6, "#e2b83c"),
        Part(curve("-70 52*, -66 74, -36 82, -8 72, -2 56*, -14 66, -36 74, -58 68"), c, 0.6),
        *wheels([(0.58, 0.18)], 0.18, turn * 2, 0.56, 6, "#e2b83c"),
        *lamps(look, [ellipse(0.75, 0.55, 0.03, 0.045, 14)]),
        *beam(look, 0.78, 0.55, 1.0, 0.4),
    ]


def _lug(x: float, y: float, radius: float, angle: float) -> np.ndarray:
    c, s = np.cos(-angle), np.sin(-angle)
    block = np.array([(radius * 0.9, -0.03), (radius, -0.012), (radius, 0.012), (radius * 0.9, 0.03)])
    return np.asarray(np.c_[x + block[:, 0] * c - block[:, 1] * s, y + block[:, 0] * s + block[:, 1] * c])


def tank(look: Look) -> list[Part]:
    """A battle tank."""
    c = look.colour or "#5b6140"
    hubs = [(x, 0.155) for x in np.arange(-0.92, 0.95, 0.31)]
    track = curve("-126 30, -112 42*, 112 42*, 128 30, 118 16, 96 2*, -92 2*, -116 14")
    pads = [box(x, 0.005, x + 0.04, 0.03) for x in np.mod(np.arange(22) * 0.08 + 0.08 * look.phase, 1.76) - 0.9]
    pads += [box(x, 0.4, x + 0.04, 0.425) for x in np.mod(np.arange(25) * 0.08 - 0.08 * look.phase, 2.0) - 1.0]
    turret = curve("-70 56*, -66 84, -46 92, 24 92, 46 84, 58 70, 56 58*")
    return [
        Part(line("40 74, 190 80", (2.6, 1.8)), shaded(c, 0.85), 0.7),
        Part(ellipse(1.9, 0.8, 0.035, 0.03, 14), shaded(c, 0.6), 0.5),
        Part(turret, c, 0.5, fade=shaded(c, 0.75)),
        one([curve("-40 90*, -38 99, -12 99, -8 90*"), rod(-0.56, 0.9, -0.66, 1.18, 0.004)], shaded(c, 0.8), 0.5),
        one([line("-30 88, -26 60", 0.4), line("10 90, 14 60", 0.4)], shaded(c, 0.55)),
        Part(curve("-130 40*, -124 54, -92 60, 100 60, 132 44, 120 38*"), c, 0.4, fade=shaded(c, 0.7)),
        Part(track, "#2a2a26", 0.3),
        one(pads, "#4a4a42"),
        *wheels(hubs, 0.135, TAU * look.phase / 6, 0.72, 6, shaded(c, 0.9), "#20211e"),
        shade(box(-1.2, 0.36, 1.2, 0.44), opacity=0.45, soft=0.02),
        Part(curve("-128 38*, -126 48, 128 48, 126 38*, 110 34, -110 34"), shaded(c, 0.9), 0.4),
    ]


def carriage(look: Look) -> list[Part]:
    """A coach on four wheels with a lantern."""
    c = look.colour or "#5a2430"
    turn = TAU * look.phase / 10
    cabin = curve("-46 34, -54 56, -50 84*, -44 92, 24 92, 30 84*, 34 56, 24 34, -10 28")
    roof = curve("-56 88*, -48 97, -10 101, 28 97, 36 88*")
    return [
        one([line("-60 24, -30 22, 40 28, 84 34", 1.4), line("80 30, 150 30", 1.0)], "#3a2a20", 0.5),
        *spoked([(0.62, 0.196)], 0.196, turn * 10 / 7, "#b98a3c", 14),
        Part(curve("44 52*, 48 66, 78 66, 84 56, 96 40*, 90 36, 66 44"), shaded(c, 0.8), 0.5),
        Part(cabin, c, 0.5, fade=shaded(c, 0.6)),
        Part(roof, "#1e1a1e", 0.6),
        *windows(
            look,
            [
                curve("-40 60*, -40 80, -26 83*, -26 60*"),
                curve("-18 60*, -18 83*, 2 83*, 2 60*"),
                curve("10 60*, 10 83, 22 80, 22 60*"),
            ],
            1.0,
        ),
        one([line("-22 88, -22 32", 0.4), line("6 88, 6 32", 0.4), line("-50 54, 32 54", 0.5)], "#d9b25a", 0.2),
        *lamps(look, [box(0.36, 0.66, 0.42, 0.76)], WARM_LIGHT),
        one([points("35 76, 43 76, 39 82"), box(0.35, 0.64, 0.43, 0.66)], "#2a2420", 0.3),
        *spoked([(-0.42, 0.28)], 0.28, turn, "#c99a48", 10),
    ]


def sled(look: Look) -> list[Part]:
    """A wooden sledge on curved runners, a sack tied to it."""
    c = look.colour or "#a8432f"
    runner = [line("-92 10, -60 3, 60 3, 90 8, 112 30, 108 52, 94 58", 2.0)]
    return [
        one([rod(x, 0.04, x + 0.02, 0.34, 0.018) for x in (-0.6, 0.0, 0.6)], "#6d4a2c", 0.5),
        one(runner, "#8c8f96", 0.6),
        Part(curve("-74 44, -80 74, -56 98, -14 96, 10 72, 8 44"), "#7a6244", 0.9),
        Part(line("-48 92, -40 100, -28 94", 2.4), "#7a6244", 0.8),
        one([line("-80 66, -36 74, 8 62", 0.9), line("-40 96, -40 42", 0.9)], "#d6c39a", 0.4),
        Part(curve("-98 34*, -98 46, 74 46, 96 56, 100 48, 80 34*"), c, 0.4, fade=shaded(c, 0.7)),
    ]


def skateboard(look: Look) -> list[Part]:
    """A skateboard."""
    c = look.colour or "#d9783a"
    hubs = [(-0.78, 0.26), (0.78, 0.26)]
    return [
        one([points("-96 44, -60 44, -70 24, -86 24"), points("60 44, 96 44, 86 24, 70 24")], "#9a9da3", 0.5),
        *wheels(hubs, 0.26, TAU * look.phase / 5, 0.5, colour="#e9e2d2", tyre="#e2ddd0"),
        Part(
            curve(
                "-172 84, -150 66, -118 52, 118 52, 150 66, 172 84, 176 76, 152 56, 122 40, -122 40, -152 56, -176 76"
            ),
            c,
            0.5,
            fade=shaded(c, 0.6),
        ),
        Part(line("-168 84, -148 67, -118 54, 118 54, 148 67, 168 84", 2.2), "#25262b", 0.2),
    ]


def cart(look: Look) -> list[Part]:
    """A farm cart with hay."""
    c = look.colour or "#8a5e38"
    turn, lift = TAU * look.phase / 10, 0.004 * wave(look.phase)
    straw = [rod(x, 0.78, x + 0.05 * np.sin(x * 37), 0.98 - abs(x) * 0.12, 0.006) for x in np.arange(-0.72, 0.72, 0.07)]
    return [
        Part(shift(curve("-86 64*, -84 86, -50 102, 10 104, 60 98, 86 82, 88 64*"), 0, lift), "#d2ad55", 0.9),
        one(straw, "#b98f3c", 0.2),
        one([line("60 42, 160 34", 1.6)], shaded(c, 0.8), 0.5),
        Part(points("-92 40, -98 70, 98 70, 90 40"), c, 0.2, fade=shaded(c, 0.7)),
        one([line("-95 55, 94 55", 0.5), line("-40 69, -38 41", 0.6), line("20 69, 20 41", 0.6)], shaded(c, 0.5)),
        *spoked([(-0.05, 0.34)], 0.34, turn, shaded(c, 1.15), 10, 0.13, rubber=False),
    ]


KINDS: dict[str, Kind] = {
    "truck": Kind(truck, height=0.3, width=2.6, shiny=True, motion=rolling(0.125, 5, 0.55)),
    "van": Kind(van, height=0.22, width=2.45, shiny=True, motion=rolling(0.17, 5, 0.8)),
    "bus": Kind(bus, height=0.27, width=3.6, shiny=True, motion=rolling(0.15, 5, 0.6)),
    "ambulance": Kind(ambulance, height=0.24, width=2.5, shiny=True, motion=rolling(0.17, 5, 0.9, 6, 3)),
    "fire engine": Kind(fire_engine, height=0.28, width=2.9, shiny=True, motion=rolling(0.16, 5, 0.7, 6, 3)),
    "tractor": Kind(tractor, height=0.24, width=1.7, motion=rolling(0.36, 6, 0.4, 8)),
    "tank": Kind(tank, height=0.22, width=3.2, motion=rolling(0.135, 6, 0.4, 4)),
    "carriage": Kind(carriage, height=0.28, width=2.2, motion=rolling(0.28, 10, 0.5, 5)),
    "cart": Kind(cart, height=0.18, width=2.4, motion=rolling(0.34, 10, 0.5, 6)),
    "sled": Kind(sled, height=0.1, width=2.3, motion=moving(1.0, 1, 0.8)),
    "skateboard": Kind(skateboard, height=0.05, width=3.6, indoors=0.16, motion=rolling(0.26, 5, 1.5)),
}
