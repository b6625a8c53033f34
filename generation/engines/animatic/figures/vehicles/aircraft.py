"""What flies in the air."""

import numpy as np

from generation.engines.animatic.figures.part import DARK, Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import TAU, curve, lathe, line, one, points, rod, wave
from generation.engines.animatic.figures.pieces import (
    flame,
    is_lit,
    lamps,
    moving,
    pennant,
    shade,
    shine,
    windows,
)
from generation.engines.animatic.outline import box, ellipse, smooth, strip

BALLOONS = (
    ("#d8452f", "#f6dfae"),
    ("#e8932f", "#8a2f3a"),
    ("#2f6f9f", "#f4ecd8"),
    ("#c23a5a", "#f2c84a"),
    ("#3f8a6a", "#f4e6c0"),
    ("#6a4a9a", "#f2a85a"),
)


def plane(look: Look) -> list[Part]:
    """An airliner."""
    c, tail = look.colour or "#eef0f2", look.colour or "#c2443a"
    body = curve("-128 53, -116 58, -90 62, 80 62, 106 58, 124 49*, 128 46, 122 42, 104 38, -70 38, -104 46")
    fin = points("-124 58, -142 100, -118 100, -84 61")
    wing = curve("26 43*, 12 40, -62 6*, -74 6*, -54 26, -34 43*", 3)
    engine = [curve("-12 18, -16 25, -10 32, 8 32, 14 25, 8 18"), curve("-44 4, -47 10, -42 15, -28 15, -24 9, -28 4")]
    doors = [box(x, 0.44, x + 0.05, 0.57) for x in (0.86, -0.86)]
    blink = look.phase % 1 < 0.5
    return [
        Part(curve("30 58*, -2 62, -22 74*, -28 74*, -16 58*", 3), shaded(c, 0.75), 0.4),
        Part(points("-110 58, -142 66, -148 66, -128 54"), shaded(c, 0.85), 0.3),
        Part(fin, tail, 0.3, fade=shaded(tail, 0.75)),
        Part(body, c, 0.75, fade=shaded(c, 0.72)),
        Part(line("-122 49, 0 46, 118 47", 1.1), tail, 0, opacity=0.9),
        *windows(look, [box(x, 0.525, x + 0.026, 0.56) for x in np.arange(-0.78, 0.82, 0.06)], 0.9, glass="#46586a"),
        Part(curve("104 54*, 106 57, 114 55, 120 51*, 112 50"), "#26323e", 0.3),
        one([np.r_[d, d[:1]] for d in doors], shaded(c, 0.8), 0, opacity=0.8),
        shade(line("-110 41, 0 36.5, 104 38.5", 1.6), opacity=0.2, soft=0.02),
        one(engine, "#c9ced4", 0.8),
        one([ellipse(0.12, 0.25, 0.022, 0.06, 16), ellipse(-0.26, 0.095, 0.016, 0.045, 14)], "#2a2e34"),
        Part(wing, "#b4bac2", 0.35, fade="#d8dce0"),
        one([line("20 41, -64 7", 0.35), line("-2 40, -58 18", 0.3)], "#878d95", 0, opacity=0.7),
        one(
            [ellipse(-0.7, 0.055, 0.018, 0.012, 10), ellipse(-1.28, 0.985, 0.014, 0.014, 10)], "#ff4a3a", 0, glow=blink
        ),
    ]


def propeller_plane(look: Look) -> list[Part]:
    """A light biplane with its propeller turning and its pilot."""
    c = look.colour or ("#c8402e", "#d9a02b", "#2f6a8a")[int(look.rng.integers(3))]
    body = curve("-96 50, -60 58, -10 64, 40 66, 72 60*, 74 40*, 40 30, -30 36, -80 45")
    blur = abs(wave(look.phase, 1))
    blades = [ellipse(0.845, 0.5, 0.016 + 0.012 * (1 - blur), 0.06 + 0.3 * blur, 18)]
    return [
        Part(curve("-96 48*, -118 78, -104 82, -74 58*"), shaded(c, 0.85), 0.5),
        one([line("20 34, 8 12", 1.2), line("36 34, 26 12", 1.0)], "#3a3c40", 0.4),
        one([ellipse(0.2, 0.1, 0.1, 0.1, 24)], "#1b1c20", 0.6),
        one([ellipse(0.2, 0.1, 0.045, 0.045, 16)], "#b9bcc2", 0.5),
        one([line("-8 62, -18 92", 0.7), line("34 62, 26 92", 0.7), line("0 40, -12 28", 0.5)], "#6a5236", 0.3),
        Part(curve("-12 68, -14 78, -6 84, 2 78, 0 68"), "#5a3a26", 0.9),
        Part(ellipse(-0.035, 0.76, 0.04, 0.03, 14), "#c98f6a", 0.6),
        Part(points("4 66, 12 76, 14 76, 10 66"), "#cfe0e6", 0, opacity=0.7),
        Part(body, c, 0.75, fade=shaded(c, 0.6)),
        Part(line("-88 49, -10 50, 70 52", 2.0), "#f4eede", 0, opacity=0.95),
        Part(curve("-124 54*, -126 58, -80 57, -78 53*"), c, 0.5),
        Part(curve("60 62*, 74 60*, 82 54, 84 50, 82 46, 74 40*, 60 38*"), "#b9bcc2", 0.7),
        one([box(x, 0.42, x + 0.015, 0.58) for x in (0.64, 0.68)], "#5a5e64"),
        Part(curve("-38 90*, -40 95, 50 97, 54 92*", 4), shaded(c, 1.08), 0.5),
        Part(curve("-30 30*, -32 35, 58 38, 62 33*", 4), shaded(c, 1.0), 0.5),
        one(blades, "#3a2c22", 0.4, opacity=0.75),
        Part(ellipse(0.845, 0.5, 0.022, 0.36, 30), "#d8d4cc", 0, opacity=0.22),
        Part(ellipse(0.85, 0.5, 0.03, 0.05, 14), "#8a8d92", 0.7),
    ]


def helicopter(look: Look) -> list[Part]:
    """A helicopter under its turning rotor."""
    c = look.colour or ("#b8372c", "#2f5f86", "#d9a02b")[int(look.rng.integers(3))]
    body = curve("-34 40, -28 62, -6 72, 30 72, 58 58, 72 40, 66 26, 30 18, -14 20, -30 28")
    boom = curve("-24 62*, -60 58, -124 62*, -126 56*, -70 46, -28 36*")
    c1, s1 = np.cos(TAU * look.phase / 2), np.sin(TAU * look.phase)
    blades = [
        rod(0.1 - 1.2 * c1, 0.9 - 0.006 * s1, 0.1 + 1.2 * c1, 0.9 + 0.006 * s1, 0.013),
        rod(0.1 - 1.2 * s1, 0.905, 0.1 + 1.2 * s1, 0.9, 0.011),
    ]
    tail = [
        rod(-1.24 - 0.15 * np.cos(a), 0.66 - 0.15 * np.sin(a), -1.24 + 0.15 * np.cos(a), 0.66 + 0.15 * np.sin(a), 0.01)
        for a in (TAU * look.phase / 2, TAU * look.phase / 2 + np.pi / 2)
    ]
    return [
        Part(ellipse(0.1, 0.9, 1.22, 0.022, 40), "#c9ced2", 0, opacity=0.2),
        one(blades, "#2a2c31", 0.3),
        one([box(0.075, 0.7, 0.125, 0.9), box(0.04, 0.87, 0.16, 0.92)], "#4a4d53", 0.6),
        Part(boom, c, 0.7, fade=shaded(c, 0.6)),
        Part(points("-118 60, -140 88, -128 88, -106 60"), shaded(c, 0.85), 0.4),
        Part(points("-112 58, -126 44, -116 44, -100 56"), shaded(c, 0.7), 0.4),
        one([line("-30 5, 50 5, 64 12", 1.4), line("-4 20, -10 6", 1.0), line("36 19, 40 6", 1.0)], "#3a3d43", 0.6),
        Part(body, c, 0.7, fade=shaded(c, 0.6)),
        Part(curve("-20 70*, -14 80, 24 80, 34 70*"), shaded(c, 0.8), 0.6),
        Part(curve("34 68*, 56 56, 68 41*, 44 38*, 34 40*"), "#a9c4d2", 0.3, fade="#22303c"),
        Part(curve("-2 66*, 28 67*, 28 42*, -2 43*"), "#9fb8c6", 0.2, fade="#22303c"),
        shine((0.06, 0.46, 0.16, 0.64), (0.44, 0.44, 0.52, 0.56), width=0.02, opacity=0.25),
        Part(line("-122 59, -60 52, -28 40, 66 33", 1.4), "#f4eede", 0, opacity=0.9),
        one([line("-2 66, -2 24", 0.4), line("31 68, 31 22", 0.4)], shaded(c, 0.45)),
        one(tail, "#2a2c31", 0.3),
        Part(ellipse(-1.24, 0.66, 0.16, 0.16, 24), "#c9ced2", 0, opacity=0.2),
        *lamps(look, [ellipse(0.64, 0.27, 0.035, 0.03, 14)]),
        Part(ellipse(-1.34, 0.87, 0.02, 0.02, 10), "#ff4a3a", 0, glow=look.phase % 1 < 0.5),
    ]


def drone(look: Look) -> list[Part]:
    """A small camera drone with four rotors."""
    c = look.colour or "#e2e4e6"
    hubs = (-0.9, -0.52, 0.52, 0.9)
    tall = (0.78, 0.7, 0.7, 0.78)
    spin = [abs(wave(look.phase, 1, k * 0.13)) for k in range(4)]
    rotors = [ellipse(x, y + 0.1, 0.08 + 0.24 * s, 0.014, 20) for x, y, s in zip(hubs, tall, spin, strict=True)]
    return [
        one([ellipse(x, y + 0.1, 0.34, 0.03, 26) for x, y in zip(hubs, tall, strict=True)], "#d8dcdf", 0, opacity=0.25),
        one([line("-52 66, -20 52", 3.0), line("52 66, 20 52", 3.0)], shaded(c, 0.6), 0.6),
        one([line("-30 36, -44 2, -56 0", 2.0), line("30 36, 44 2, 56 0", 2.0)], shaded(c, 0.5), 0.6),
        Part(curve("-36 52, -24 66, 24 66, 36 52, 24 36, -24 36"), c, 0.9, fade=shaded(c, 0.6)),
        one([line("-90 72, -28 52", 3.4), line("90 72, 28 52", 3.4)], shaded(c, 0.85), 0.7),
        one([box(x - 0.05, y - 0.02, x + 0.05, y + 0.1) for x, y in zip(hubs, tall, strict=True)], "#3a3d43", 0.6),
        one(rotors, "#33363b", 0.2, opacity=0.85),
        one([ellipse(0, 0.24, 0.15, 0.14, 24), box(-0.04, 0.3, 0.04, 0.42)], "#2a2d32", 0.8),
        Part(ellipse(0.0, 0.24, 0.08, 0.08, 20), "#3f6a86", 0.6),
        Part(ellipse(0.02, 0.265, 0.025, 0.025, 10), "#ffffff", 0, opacity=0.8),
        one([ellipse(-0.9, 0.7, 0.035, 0.03, 10)], "#ff4030", 0, glow=True),
        one([ellipse(0.9, 0.7, 0.035, 0.03, 10)], "#40e070", 0, glow=True),
    ]


def balloon(look: Look) -> list[Part]:
    """A hot air balloon: gores in two colours, ropes, basket and burner."""
    main, trim = BALLOONS[int(look.rng.integers(len(BALLOONS)))]
    c = look.colour or main
    profile = points("6.5 19, 15 29, 27 45, 33 60, 34.5 73, 30 87, 19 96, 8 99.4, 0 100")
    half = smooth(np.r_[profile, profile[::-1] * [-1, 1]], 3)
    gores = []
    y = np.linspace(0.19, 0.997, 22)
    wide = np.interp(y, profile[:, 1], profile[:, 0])
    for a in np.arange(-80, 80, 40) * np.pi / 180:
        left, right = np.sin(a), np.sin(a + 20 * np.pi / 180)
        gores.append(np.r_[np.c_[wide * left, y], np.c_[wide * right, y][::-1]])
    band_y = np.linspace(0.5, 0.58, 5)
    band_w = np.interp(band_y, profile[:, 1], profile[:, 0])
    band = np.r_[np.c_[band_w, band_y], np.c_[-band_w, band_y][::-1]]
    burn = is_lit(look) or look.phase % 1 < 0.25
    ropes = [rod(s * 0.062, 0.2, s * 0.046, 0.085, 0.0018) for s in (-1, -0.35, 0.35, 1)]
    return [
        Part(half, c, 1.0),
        one(gores, trim, -1.0),
        Part(band, shaded(c, 0.62), -1.0, opacity=0.85),
        *(
            [Part(lathe("7 19, 20 32, 26 44, 0 52"), "#ffb050", 0, glow=True, opacity=0.35, soft=0.04)]
            if is_lit(look)
            else []
        ),
        shade(curve("-31 52, -18 26, -6 19, 6 19, 12 26, -10 34, -26 60"), opacity=0.2, soft=0.05),
        Part(points("-7 17.5, -6.5 20.5, 6.5 20.5, 7 17.5"), "#2a2320", 0.4),
        one(ropes, "#3a2f28"),
        *(flame(0, 0.118, 0.016, 0.06 if burn else 0.025, look.phase)),
        Part(points("-5.4 9, 5.4 9, 4.6 0, -4.6 0"), "#9a6a3c", 0.6, fade="#5f3d22"),
        one([box(-0.052, y, 0.052, y + 0.004) for y in (0.02, 0.042, 0.064)], "#4d301a", 0, opacity=0.6),
        Part(box(-0.058, 0.083, 0.058, 0.096), "#4a2e1c", 0.6),
        one([ellipse(x, 0.115, 0.011, 0.014, 12) for x in (-0.025, 0.022)], "#2a2422", 0.5),
    ]


def airship(look: Look) -> list[Part]:
    """A rigid airship with its gondola."""
    c = look.colour or "#b9bcc0"
    hull = curve("-164 58, -130 76, -70 92, 10 98, 90 92, 140 76, 164 60, 140 42, 90 28, 10 22, -70 28, -130 42")
    ribs = [
        line(f"-150 {58 + d}, -70 {58 + d * 1.9}, 10 {58 + d * 2.2}, 100 {58 + d * 1.8}, 158 {58 + d * 0.4}", 0.3)
        for d in (-15, -9, -3, 3, 9, 15)
    ]
    turn = abs(wave(look.phase))
    return [
        one(
            [points("-158 62, -182 92, -160 92, -122 74"), points("-158 54, -182 24, -160 24, -122 42")],
            shaded(c, 0.75),
            0.4,
        ),
        Part(hull, c, 0.8, fade=shaded(c, 0.7)),
        one(ribs, shaded(c, 0.6), 0, opacity=0.5),
        Part(curve("-176 54*, -176 63, -120 61, -110 58, -120 55*"), shaded(c, 0.9), 0.4),
        Part(line("-120 50, 10 46, 130 52", 1.8), look.colour or "#a83a30", 0, opacity=0.8),
        one([line("-30 26, -26 16", 0.5), line("40 25, 36 16", 0.5)], DARK),
        Part(curve("-44 17*, -42 5, -34 1, 36 1, 48 8, 52 17*, 40 22, -34 22"), "#5a4a3c", 0.6),
        *windows(look, [box(x, 0.09, x + 0.07, 0.15) for x in np.arange(-0.34, 0.42, 0.11)], 1.0),
        one([ellipse(-0.72, 0.2, 0.1, 0.05, 20)], "#6a6d72", 0.8),
        Part(ellipse(-0.84, 0.2, 0.014, 0.03 + 0.1 * turn, 14), "#3a2c22", 0.3, opacity=0.8),
        Part(pennant(-1.66, 0.95, -0.16, 0.07, look.phase), "#c8402e", 0.2),
    ]


def paper_lantern(look: Look) -> list[Part]:
    """A glowing paper lantern in the sky."""
    c = look.colour or "#ff9a3c"
    shell = curve("-26 10*, -34 40, -33 72, -22 94, 0 99, 22 94, 33 72, 34 40, 26 10*, 0 6")
    ribs = [curve_line(x) for x in (-0.2, 0.0, 0.2)]
    low = curve("-22 14, -26 40, -14 62, 14 62, 26 40, 22 14")
    return [
        Part(shell, c, 0, glow=True, fade=shaded(c, 1.25)),
        Part(low, "#fff0b8", 0, glow=True, opacity=0.65, soft=0.08),
        one(ribs, shaded(c, 0.6), 0, opacity=0.4),
        Part(ellipse(0, 0.09, 0.26, 0.04, 24), "#7a3c16", 0.3),
        *flame(0, 0.08, 0.06, 0.2, look.phase),
    ]


def curve_line(x: float) -> np.ndarray:
    """A rib of a lantern that passes through `x` at the bottom."""
    return np.asarray(strip([(x, 0.1), (x * 1.45, 0.5), (x * 1.1, 0.9), (0, 0.985)], 0.006))


KINDS: dict[str, Kind] = {
    "plane": Kind(plane, height=0.12, width=2.9, at_home="air", shiny=True, motion=moving(1.0, 2, 0.4)),
    "propeller plane": Kind(
        propeller_plane, height=0.14, width=2.2, at_home="air", shiny=True, motion=moving(0.2, 4, 0.45)
    ),
    "helicopter": Kind(helicopter, height=0.15, width=2.7, at_home="air", shiny=True, motion=moving(0.25, 6, 0.3)),
    "drone": Kind(drone, height=0.08, width=2.6, at_home="air", shiny=True, motion=moving(0.12, 3, 0.2)),
    "balloon": Kind(balloon, height=0.3, width=0.72, at_home="air", shiny=True, motion=moving(2.0, 8, 0.02, 0.02)),
    "airship": Kind(airship, height=0.22, width=3.7, at_home="air", shiny=True, motion=moving(0.4, 4, 0.1)),
    "lantern": Kind(paper_lantern, height=0.07, width=0.7, at_home="air", motion=moving(1.0, 8, 0.03, 0.06)),
}
