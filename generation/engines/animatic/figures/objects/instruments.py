"""Musical instruments and machines for sound and sight."""

import numpy as np

from generation.engines.animatic.figures.part import Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import curve, dots, grid, hoop, lathe, line, one, panel, points, rod
from generation.engines.animatic.figures.pieces import shine
from generation.engines.animatic.outline import box, ellipse

CHROME = "#c9ced3"


def guitar(look: Look) -> list[Part]:
    """An acoustic guitar standing up."""
    c = look.colour or "#c47e3c"
    body = lathe("0 0, 14 1.5, 22 9, 22.5 17, 17 27, 15.5 33, 18 40, 16.5 46.5, 9 50.5, 0 51")
    return [
        Part(
            lathe("0 -0.6, 15 1, 23.4 9, 23.8 17, 18 27, 16.6 33, 19.2 40, 17.6 47.4, 9 51.6, 0 52"),
            shaded(c, 0.45),
            0.5,
        ),
        Part(body, c, 0.3, fade=shaded(c, 0.72)),
        one([hoop(0, 0.34, 0.066, 0.066, 0.007)], shaded(c, 0.4)),
        Part(ellipse(0, 0.34, 0.058, 0.058, 30), "#1e120c", 0),
        Part(curve("6 24, 14 20, 15 29, 9 36, 6 30"), shaded(c, 0.4), 0, opacity=0.85),
        Part(points("-2.6 36, -2.2 90, 2.2 90, 2.6 36"), "#4a2f20", 0.5),
        one([box(-0.024, y, 0.024, y + 0.003) for y in 0.9 - 0.4 * (1 - 0.89 ** np.arange(12))], "#c8b890"),
        Part(points("-2.4 89, -4.4 92, -4.2 101, 4.2 101, 4.4 92, 2.4 89"), "#3a2418", 0.4),
        one([ellipse(s * 0.05, y, 0.011, 0.008, 10) for s in (-1, 1) for y in (0.925, 0.955, 0.985)], CHROME, 0.6),
        Part(curve("-9 12*, -9 15, 9 15, 9 12*"), "#3a2418", 0.4),
        one([rod(x, 0.135, x * 0.72, 0.91, 0.0009) for x in np.linspace(-0.02, 0.02, 6)], "#f0ead8"),
        shine((-0.17, 0.06, -0.18, 0.18), (-0.13, 0.4, -0.12, 0.45), width=0.012, opacity=0.35),
    ]


def violin(look: Look) -> list[Part]:
    """A violin with its bow."""
    c = look.colour or "#a0522c"
    outline = "0 0, 14 2, 19 10, 18 18, 13 23, 12 29, 15 33, 16 41, 11 49, 4 52, 0 52"
    holes = [line(f"{s * 9} 22, {s * 7} 26, {s * 8.5} 31, {s * 7} 35", 0.7) for s in (-1, 1)]
    return [
        one([rod(0.3, 0.0, 0.38, 0.98, 0.006)], "#5a3620", 0.5),
        one([rod(0.275, 0.02, 0.35, 0.97, 0.0025)], "#f0ead8"),
        Part(lathe(outline), c, 0.75, fade=shaded(c, 0.62)),
        one(holes, "#1e0f08"),
        one(dots([(s * 0.09, 0.22) for s in (-1, 1)], 0.011), "#1e0f08"),
        Part(points("-2 30, -1.6 86, 1.6 86, 2 30"), "#1b1614", 0.6),
        Part(points("-4 4, -2 18, 2 18, 4 4"), "#1b1614", 0.6),
        Part(points("-5 26, -4 28.5, 4 28.5, 5 26"), "#d8b070", 0.3),
        Part(curve("-2 85, -3 94, 0 101, 4 98, 3 93, 1 94, 2 85"), shaded(c, 0.7), 0.7),
        one([rod(-0.05, 0.9, 0.05, 0.9, 0.008), rod(-0.05, 0.935, 0.05, 0.935, 0.008)], "#1b1614", 0.5),
        one([rod(x, 0.12, x * 0.6, 0.89, 0.0009) for x in (-0.012, -0.004, 0.004, 0.012)], "#f4eee0"),
        shine((-0.13, 0.06, -0.15, 0.16), (-0.11, 0.38, -0.1, 0.46), width=0.012, opacity=0.35),
    ]


def piano(look: Look) -> list[Part]:
    """A grand piano, its lid up, with a stool."""
    c = look.colour or "#191a1e"
    legs = [
        points("-74 0, -70 0, -66 48, -76 48"),
        points("40 0, 44 0, 48 48, 38 48"),
        points("76 2, 79 2, 82 48, 74 48"),
    ]
    return [
        one([rod(0.36, 0.64, 0.62, 0.96, 0.008)], "#c8a050", 0.4),
        Part(curve("-58 70*, 96 66*, 92 90, 60 104, 0 100, -40 84"), c, 0.3, fade=shaded(c, 1.5)),
        Part(curve("-44 71*, 84 68*, 80 86, 54 96, 4 92, -30 80"), "#c89a50", 0.1, fade="#7a5424", opacity=0.6),
        one(legs, shaded(c, 0.9), 0.6),
        one(
            [rod(-0.1, 0.06, -0.1, 0.46, 0.008), rod(-0.02, 0.06, -0.02, 0.46, 0.008), box(-0.14, 0.03, 0.02, 0.06)],
            "#c8a050",
            0.5,
        ),
        Part(curve("-82 46*, -84 68, -60 72, 96 68*, 98 50, 90 45*, 0 44"), c, 0.4, fade=shaded(c, 0.6)),
        Part(points("-96 56, -96 62, -56 64, -56 57"), "#f4f0e6", 0.1),
        one([box(x, 0.59, x + 0.014, 0.632) for x in np.arange(-0.94, -0.57, 0.034)], "#18181b"),
        Part(points("-100 50, -100 57, -56 58, -56 50"), c, 0.4),
        Part(line("-80 68, -40 70.5, 94 66", 0.5), "#ffffff", 0, opacity=0.3),
        one([points("-140 34, -140 40, -106 40, -106 34")], "#3a2420", 0.7),
        one([rod(x, 0, x * 0.97, 0.34, 0.014) for x in (-1.36, -1.1)], c, 0.5),
        Part(points("-60 72, -56 88, -26 88, -28 72"), "#f2ece0", 0, opacity=0.9),
        one([box(-0.55, y, -0.3, y + 0.006) for y in (0.76, 0.8, 0.84)], "#4a4a4e", 0, opacity=0.7),
    ]


def drum(look: Look) -> list[Part]:
    """A drum with its sticks."""
    c = look.colour or "#b8322c"
    ropes = [rod(x, 0.12, x + 0.09, 0.7, 0.008) for x in np.arange(-0.5, 0.5, 0.18)] + [
        rod(x + 0.18, 0.12, x + 0.09, 0.7, 0.008) for x in np.arange(-0.5, 0.42, 0.18)
    ]
    return [
        Part(points("-58 6, -58 74, 58 74, 58 6"), c, 0.7, fade=shaded(c, 0.65)),
        one(ropes, "#f2e6c4", 0.3),
        Part(curve("-60 4*, -61 14, 0 10, 61 14, 60 4*, 0 -1"), "#d8a84c", 0.6),
        Part(curve("-60 70*, -61 80, 61 80, 60 70*, 0 64"), "#d8a84c", 0.6),
        Part(ellipse(0, 0.8, 0.61, 0.1, 44), "#d8a84c", 0.4),
        Part(ellipse(0, 0.805, 0.56, 0.085, 44), "#f4eedc", 0.3),
        one([rod(-0.5, 1.02, 0.2, 0.82, 0.016), rod(0.5, 1.0, -0.16, 0.84, 0.016)], "#c89a5c", 0.6),
        one([ellipse(0.2, 0.82, 0.035, 0.026, 12), ellipse(-0.16, 0.84, 0.035, 0.026, 12)], "#b8854a", 0.8),
    ]


def camera(look: Look) -> list[Part]:
    """A camera with its lens."""
    c = look.colour or "#2a2c31"
    return [
        Part(curve("-84 84*, -80 94, -44 94, -40 84*"), "#b9bcc1", 0.5),
        Part(curve("-26 82*, -18 102, 18 102, 26 82*"), "#b9bcc1", 0.5, fade="#85898f"),
        Part(panel(-1.0, 0, 1.0, 0.86, 0.1), "#c3c7cc", 0.4, fade="#8b8f95"),
        Part(points("-99 14, -99 66, 99 66, 99 14"), c, 0.15),
        one(
            dots([(x, y) for x in np.arange(-0.92, 0.94, 0.09) for y in (0.22, 0.34, 0.46, 0.58)], 0.008, 5),
            shaded(c, 1.8),
            0,
            opacity=0.4,
        ),
        one([ellipse(0, 0.4, 0.42, 0.4, 40)], "#1b1c20", 0.5),
        one([hoop(0, 0.4, 0.36, 0.34, 0.03), hoop(0, 0.4, 0.27, 0.255, 0.012)], "#4a4d53", 0.4),
        Part(ellipse(0, 0.4, 0.23, 0.22, 34), "#274a66", 0.6, fade="#4a2c5c"),
        Part(ellipse(-0.06, 0.47, 0.08, 0.06, 18, 0.5), "#dff2fa", 0, opacity=0.75),
        Part(ellipse(0.08, 0.31, 0.035, 0.03, 12), "#c88ae0", 0, opacity=0.6),
        Part(box(-0.14, 0.87, 0.14, 0.97), "#22303c", 0.2),
        Part(box(0.56, 0.7, 0.82, 0.8), "#f2f2ea", 0.2),
        Part(ellipse(-0.72, 0.74, 0.05, 0.04, 12), "#d8483c", 0.5),
        one([box(0.4, 0.86, 0.66, 0.93)], "#8d9197", 0.5),
    ]


def telephone(look: Look) -> list[Part]:
    """An old telephone with a dial."""
    c = look.colour or "#a32a26"
    holes = [(0.24 * np.cos(a), 0.36 + 0.2 * np.sin(a)) for a in np.linspace(-0.6, 3.9, 10)]
    return [
        Part(
            curve("-78 3*, -74 16, -46 62, -30 72*, 30 72*, 46 62, 74 16, 78 3*, 60 0, -60 0"),
            c,
            0.6,
            fade=shaded(c, 0.62),
        ),
        one([box(x - 0.035, 0.66, x + 0.035, 0.82) for x in (-0.34, 0.34)], shaded(c, 0.9), 0.6),
        Part(
            curve("-88 74, -84 92, -60 100, 60 100, 84 92, 88 74, 76 66, 56 72, 50 84, -50 84, -56 72, -76 66"),
            c,
            0.8,
            fade=shaded(c, 0.7),
        ),
        shine((-0.5, 0.94, 0.4, 0.95), width=0.02, opacity=0.35),
        Part(ellipse(0, 0.36, 0.34, 0.28, 36), "#d8d4c8", 0.4),
        one([ellipse(x, y, 0.046, 0.038, 14) for x, y in holes], shaded(c, 0.5), 0.2),
        Part(ellipse(0, 0.36, 0.13, 0.11, 24), "#f4efe2", 0.3),
        Part(line("78 8, 100 14, 104 30, 98 44", 1.4), "#2a2426", 0.6),
    ]


def headphones(look: Look) -> list[Part]:
    """Over-ear headphones."""
    c = look.colour or "#2c2e34"
    return [
        Part(line("-38 36, -42 66, -28 92, 0 99, 28 92, 42 66, 38 36", 3.2), c, 0.7),
        Part(line("-36 74, -22 90, 0 95, 22 90, 36 74", 1.6), shaded(c, 1.7), 0.5),
        one([rod(s * 0.41, 0.4, s * 0.42, 0.62, 0.014) for s in (-1, 1)], CHROME, 0.5),
        one(
            [curve(f"{s * 30} 4, {s * 24} 24, {s * 30} 46, {s * 38} 48, {s * 40} 24, {s * 38} 2") for s in (-1, 1)],
            "#17181b",
            0.9,
        ),
        one(
            [curve(f"{s * 38} 2, {s * 36} 24, {s * 38} 50, {s * 50} 46, {s * 56} 24, {s * 50} 4") for s in (-1, 1)],
            c,
            0.8,
            fade=shaded(c, 0.7),
        ),
        one([ellipse(s * 0.49, 0.25, 0.035, 0.09, 18) for s in (-1, 1)], CHROME, 0.5),
    ]


def laptop(look: Look) -> list[Part]:
    """An open laptop, its screen on."""
    c = look.colour or "#b9bdc3"
    return [
        Part(panel(-0.74, 0.08, 0.74, 1.01, 0.04), shaded(c, 0.45), 0.2),
        Part(points("-69 17, -69 96, 69 96, 69 17"), "#6fb6e2", 0, glow=True, fade="#244a86"),
        Part(
            points("-69 17, -69 34, -40 52, -20 40, 10 62, 40 44, 69 56, 69 17"), "#1f3f72", 0, glow=True, opacity=0.7
        ),
        one([box(-0.62, 0.85, -0.36, 0.89), box(-0.62, 0.78, -0.44, 0.8)], "#ffffff", 0, glow=True, opacity=0.8),
        Part(points("-74 11, 74 11, 96 3, -96 3"), c, 0.1, fade=shaded(c, 0.85)),
        one(
            [
                box(x * (1 + 0.12 * k) - 0.034, 0.092 - 0.014 * k, x * (1 + 0.12 * k) + 0.034, 0.101 - 0.014 * k)
                for k in range(3)
                for x in np.arange(-0.6, 0.65, 0.1)
            ],
            "#2c2e33",
        ),
        Part(points("-18 5.4, 18 5.4, 19 3.6, -19 3.6"), shaded(c, 0.85)),
        Part(curve("-96 3*, -94 0, 94 0, 96 3*"), shaded(c, 0.7), 0.4),
        shine((-0.5, 0.3, -0.2, 0.92), width=0.03, opacity=0.12),
    ]


def phone(look: Look) -> list[Part]:
    """A smartphone, its screen on."""
    c = look.colour or "#1d1f24"
    icons = grid([-0.17, -0.055, 0.06], [0.34, 0.46, 0.58], 0.085, 0.085)
    return [
        Part(panel(-0.27, 0, 0.27, 1, 0.06), c, 0.4),
        Part(panel(-0.245, 0.025, 0.245, 0.975, 0.045), "#7a6ad8", 0, glow=True, fade="#d8688a"),
        one(icons[::2], "#ffffff", 0, glow=True, opacity=0.75),
        one(icons[1::2], "#ffd88a", 0, glow=True, opacity=0.85),
        one([box(-0.1, 0.8, 0.1, 0.84), box(-0.06, 0.76, 0.06, 0.775)], "#ffffff", 0, glow=True, opacity=0.9),
        Part(panel(-0.07, 0.945, 0.07, 0.965, 0.008), "#0e0f12"),
        shine((-0.2, 0.3, -0.08, 0.92), width=0.02, opacity=0.16),
    ]


def microscope(look: Look) -> list[Part]:
    """A microscope."""
    c = look.colour or "#e2e4e6"
    return [
        Part(curve("-40 0*, -38 8, -10 12, 34 10, 42 6, 42 0*"), "#2e3136", 0.6),
        Part(line("24 8, 34 30, 30 58, 12 70", (5.5, 4.5)), c, 0.7, fade=shaded(c, 0.7)),
        Part(box(-0.34, 0.3, 0.2, 0.345), "#2e3136", 0.5),
        one([box(-0.26, 0.345, 0.02, 0.356)], "#bfe0ea", 0.2),
        one([rod(-0.12, 0.37, -0.12, 0.48, 0.03), rod(-0.02, 0.42, 0.05, 0.5, 0.022)], CHROME, 0.7),
        Part(ellipse(-0.08, 0.52, 0.11, 0.045, 20), "#2e3136", 0.6),
        Part(rod(-0.1, 0.54, -0.04, 0.84, 0.055), c, 0.8),
        Part(rod(-0.04, 0.82, -0.01, 0.98, 0.045), "#2e3136", 0.7),
        Part(rod(-0.012, 0.97, -0.006, 1.0, 0.052), "#4a4d53", 0.6),
        one([ellipse(0.31, 0.4, 0.065, 0.065, 20), ellipse(0.32, 0.26, 0.045, 0.045, 18)], "#3a3d43", 0.7),
        Part(ellipse(-0.12, 0.16, 0.09, 0.03, 18), "#fff2c0", 0, glow=True),
    ]


KINDS: dict[str, Kind] = {
    "guitar": Kind(guitar, height=0.24, width=0.55, shiny=True, indoors=0.5),
    "violin": Kind(violin, height=0.2, width=0.8, shiny=True, indoors=0.45),
    "piano": Kind(piano, height=0.22, width=2.8, shiny=True, indoors=0.5),
    "drum": Kind(drum, height=0.12, width=1.3, shiny=True, indoors=0.3),
    "camera": Kind(camera, height=0.1, width=2.1, shiny=True, indoors=0.28),
    "telephone": Kind(telephone, height=0.1, width=2.0, shiny=True, indoors=0.28),
    "headphones": Kind(headphones, height=0.12, width=1.2, shiny=True, indoors=0.34),
    "laptop": Kind(laptop, height=0.12, width=2.0, shiny=True, indoors=0.3),
    "phone": Kind(phone, height=0.12, width=0.6, shiny=True, indoors=0.36),
    "microscope": Kind(microscope, height=0.16, width=0.9, shiny=True, indoors=0.42),
}
