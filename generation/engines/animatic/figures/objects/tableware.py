"""Things on a table: glass, china, food and flowers."""

import numpy as np

from generation.engines.animatic.figures.part import Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import TAU, curve, dots, hoop, lathe, line, one, points, rod
from generation.engines.animatic.figures.pieces import STEAM, flame, moving, shade, shine, smoke
from generation.engines.animatic.outline import box, ellipse, strip

GOLD = "#d0a858"
simmering = moving(1.2, 8)
flickering = moving(0.8, 8)


def perfume(look: Look) -> list[Part]:
    """A heavy square bottle with liquid, label and stopper."""
    c = look.colour or "#d8a06a"
    glass = curve("-27 2*, -28 30, -27.5 56, -24 61, -12 63, 12 63, 24 61, 27.5 56, 28 30, 27 2*, 20 0, -20 0")
    liquid = curve("-22.5 6*, -23 26, -22.5 46*, 22.5 46*, 23 26, 22.5 6*, 18 5, -18 5")
    cap = curve("-13.5 69*, -14 84, -13 97*, -10 98.5, 10 98.5, 13 97*, 14 84, 13.5 69*")
    return [
        Part(glass, "#eef0ee", 0.5, fade="#b9bfc4", opacity=0.82),
        Part(liquid, shaded(c, 1.12), 0.25, fade=shaded(c, 0.62), opacity=0.95),
        Part(points("-22 44, 22 44, 22 46, -22 46"), "#ffffff", 0, opacity=0.45),
        Part(points("-4 46, -4 61, 4 61, 4 46"), "#ffffff", 0, opacity=0.18),
        Part(box(-0.012, 0.08, 0.012, 0.62), "#f4f4f0", 0, opacity=0.5),
        Part(box(-0.13, 0.19, 0.13, 0.37), "#f8f4ea", 0.12),
        one(
            [
                box(-0.115, 0.205, 0.115, 0.208),
                box(-0.115, 0.352, 0.115, 0.355),
                box(-0.075, 0.285, 0.075, 0.292),
                box(-0.04, 0.25, 0.04, 0.255),
            ],
            "#8a7440",
        ),
        shine((-0.25, 0.08, -0.25, 0.54), width=0.014, opacity=0.7),
        shine((0.245, 0.1, 0.245, 0.5), width=0.008, opacity=0.4),
        shade(points("-24 4, 24 4, 22 9, -22 9"), opacity=0.16, soft=0.015),
        Part(box(-0.085, 0.62, 0.085, 0.685), GOLD, 0.8),
        one([box(-0.085, 0.64, 0.085, 0.645)], shaded(GOLD, 0.6)),
        Part(cap, "#24222a", 0.6, fade="#121116"),
        shine((-0.1, 0.72, -0.1, 0.94), width=0.014, opacity=0.4),
        Part(box(-0.12, 0.935, 0.12, 0.95), GOLD, 0, opacity=0.8),
    ]


def bottle(look: Look) -> list[Part]:
    """A tall wine bottle with a label and a sealed neck."""
    c = look.colour or "#2c5a48"
    glass = lathe("15 0, 17 3, 17.5 30, 17 54, 12 64, 7 71, 6 84, 6.2 96, 5.6 99")
    return [
        Part(glass, shaded(c, 1.1), 0.8, fade=shaded(c, 0.5), opacity=0.95),
        shade(lathe("13 3, 14 30, 13 52, 0 56"), opacity=0.25, soft=0.03),
        Part(points("-17 18, -17 46, 17 46, 17 18"), "#f1e8d4", 0.75, fade="#cfc4ac"),
        one([box(-0.14, y, 0.14, y + 0.005) for y in (0.2, 0.44)], "#a8884a"),
        one([box(-0.1, 0.375, 0.1, 0.395), box(-0.08, 0.265, 0.08, 0.275), box(-0.05, 0.24, 0.05, 0.248)], "#5a4a3a"),
        Part(ellipse(0, 0.325, 0.035, 0.035, 18), "#a84a3a", 0.3),
        shine((-0.13, 0.5, -0.135, 0.56), (-0.045, 0.72, -0.045, 0.84), width=0.01, opacity=0.6),
        shine((-0.14, 0.05, -0.14, 0.16), width=0.012, opacity=0.4),
        Part(
            points("-6.6 80, -6.6 97, -5.8 100, 5.8 100, 6.6 97, 6.6 80"), "#7a1f2a" if not look.colour else GOLD, 0.8
        ),
        Part(box(-0.07, 0.94, 0.07, 0.955), GOLD, 0.5),
    ]


def wine_glass(look: Look) -> list[Part]:
    """A glass of wine."""
    wine = look.colour or "#7a1830"
    return [
        Part(ellipse(0, 0.03, 0.24, 0.032, 30), "#e8eef0", 0.5, opacity=0.7),
        Part(lathe("2.4 3, 1.6 12, 1.6 40, 3 47"), "#e4ecee", 0.8, opacity=0.8),
        Part(lathe("4 46, 17 54, 24 68, 24 84, 20 99*"), "#eaf2f4", 0.5, opacity=0.35),
        Part(lathe("4 48, 16 55, 22.5 67, 23.4 74*"), wine, 0.6, fade=shaded(wine, 0.6)),
        Part(ellipse(0, 0.74, 0.234, 0.022, 30), shaded(wine, 1.35), 0),
        Part(ellipse(0, 0.99, 0.2, 0.014, 30), "#ffffff", 0, opacity=0.35),
        shine((-0.19, 0.62, -0.2, 0.9), width=0.014, opacity=0.6),
        shine((0.17, 0.8, 0.165, 0.94), width=0.008, opacity=0.5),
        shine((0.0, 0.12, 0.0, 0.4), width=0.004, opacity=0.7),
    ]


def _steam(look: Look, x: float, y: float, size: float, rise: float) -> list[Part]:
    return smoke(x, y, size, rise, size * 1.2, look.phase, STEAM, 8, 0.42, 1.8)


def cup(look: Look) -> list[Part]:
    """A cup of coffee, steaming."""
    c = look.colour or "#ece6da"
    handle = hoop(0.5, 0.53, 0.195, 0.22, 0.045)
    return [
        Part(ellipse(0, 0.045, 0.74, 0.06, 40), shaded(c, 0.9), 0.7),
        Part(ellipse(0, 0.06, 0.5, 0.035, 36), shaded(c, 0.7), 0.2),
        Part(handle, c, 0.8, fade=shaded(c, 0.8)),
        Part(curve("-50 90*, -49 60, -42 28, -26 7, 0 4, 26 7, 42 28, 49 60, 50 90*"), c, 0.7, fade=shaded(c, 0.78)),
        Part(line("-47 74, 0 69, 47 74", 1.2), shaded(c, 0.62) if not look.colour else "#f4f0e6", 0, opacity=0.7),
        Part(ellipse(0, 0.9, 0.5, 0.085, 40), shaded(c, 1.06), 0.2),
        Part(ellipse(0, 0.892, 0.455, 0.068, 40), "#3a2014", 0, fade="#6a4026"),
        Part(ellipse(-0.1, 0.905, 0.22, 0.026, 28, 0.05), "#9a6a42", 0, opacity=0.6),
        shine((-0.38, 0.36, -0.43, 0.76), width=0.025, opacity=0.45),
        *_steam(look, 0.0, 0.93, 0.07, 0.24),
    ]


def teapot(look: Look) -> list[Part]:
    """A round teapot with a gilt rim."""
    c = look.colour or "#4a7a8a"
    handle = hoop(-0.555, 0.465, 0.21, 0.225, 0.042)
    return [
        Part(handle, shaded(c, 0.9), 0.8),
        Part(
            strip(
                [(0.34, 0.26), (0.56, 0.34), (0.66, 0.52), (0.72, 0.72), (0.82, 0.8)], [0.12, 0.09, 0.06, 0.045, 0.04]
            ),
            shaded(c, 0.95),
            0.8,
        ),
        Part(lathe("26 2, 44 16, 51 40, 44 64, 24 78, 20 80*"), c, 0.85, fade=shaded(c, 0.62)),
        Part(line("-46 58, 0 52, 46 58", 1.0), GOLD, 0, opacity=0.9),
        one(
            [ellipse(0.1 * k, 0.36 + 0.02 * abs(k), 0.035, 0.035, 12) for k in (-3, -1, 1, 3)],
            shaded(c, 1.5),
            0.3,
            opacity=0.8,
        ),
        Part(ellipse(0, 0.03, 0.28, 0.03, 28), shaded(c, 0.7), 0.4),
        Part(lathe("25 78*, 18 86, 6 89, 0 89"), shaded(c, 1.08), 0.8),
        Part(ellipse(0, 0.795, 0.26, 0.022, 28), GOLD, 0.4),
        Part(ellipse(0, 0.935, 0.055, 0.055, 18), GOLD, 0.8),
        shine((-0.33, 0.3, -0.3, 0.58), width=0.035, opacity=0.4),
        *_steam(look, 0.83, 0.84, 0.04, 0.3),
    ]


def vase(look: Look) -> list[Part]:
    """A bunch of flowers in a vase."""
    glass, heads, petals = "#bcd0da", [], []
    for i in range(11):
        t = (i - 5) * 0.15
        heads.append((np.sin(t) * 0.36, 0.52 + np.cos(t) * (0.3 + 0.12 * (i % 2)), i))
    heads += [(-0.12, 0.66, 3), (0.1, 0.64, 1), (0.0, 0.74, 2)]
    tones = [look.colour or k for k in ("#d8485c", "#f0906a", "#f4c85a", "#e8e0ee")]
    stems = [strip([(x * 0.12, 0.3), (x * 0.4, 0.55), (x, y)], 0.006) for x, y, _ in heads]
    leaves = [
        ellipse(x * 0.8 + 0.05 * s, 0.5 + (y - 0.5) * 0.4, 0.07, 0.028, 14, s * 0.9)
        for x, y, i in heads
        for s in (-1, 1)
        if i % 2
    ]
    for x, y, i in heads:
        ring = [
            ellipse(x + 0.042 * np.cos(a), y + 0.042 * np.sin(a), 0.038, 0.03, 12, a)
            for a in TAU * (np.arange(7) / 7) + i
        ]
        tone = shaded(tones[i % 4], 0.92 + 0.05 * (i % 3))
        petals += [one(ring, tone, 0.6), Part(ellipse(x, y, 0.022, 0.022, 12), "#e8b84a", 0.6)]
    return [
        one(stems, "#4f7440", 0.3),
        one(leaves, "#557f46", 0.5),
        *petals,
        Part(lathe("9 0, 17 5, 20 18, 18 32, 9 44, 8 49, 11 52*"), glass, 0.8, fade=shaded(glass, 0.7), opacity=0.88),
        Part(lathe("9 2, 16 7, 18.6 18, 17.6 27*"), "#7fa8b8", 0.2, opacity=0.4),
        shine((-0.12, 0.1, -0.135, 0.32), width=0.016, opacity=0.6),
        Part(ellipse(0, 0.52, 0.11, 0.014, 24), "#ffffff", 0, opacity=0.4),
    ]


def candle(look: Look) -> list[Part]:
    """A burning candle on a brass dish."""
    c = look.colour or "#efe4cc"
    return [
        Part(curve("-42 7*, -36 0, 36 0, 42 7*"), "#a5804a", 0.6),
        Part(ellipse(0, 0.07, 0.42, 0.035, 32), "#c49c5c", 0.4),
        Part(hoop(0.47, 0.08, 0.08, 0.055, 0.018), "#a5804a", 0.6),
        Part(
            curve("-15 5*, -15 64, -13.5 68*, -6 66.5, 4 67, 13 69*, 15 64, 15 5*, 0 3"), c, 0.8, fade=shaded(c, 0.78)
        ),
        one(
            [
                curve("-15 66*, -16 56, -14 44, -11.5 46, -11 60, -12 67*"),
                curve("10 68*, 9 58, 11 50, 13.5 54, 14 66*"),
            ],
            shaded(c, 1.06),
            0.8,
        ),
        Part(ellipse(0, 0.675, 0.13, 0.016, 24), shaded(c, 1.1), 0),
        Part(ellipse(0, 0.63, 0.1, 0.05, 24), "#ffd27a", 0, glow=True, opacity=0.3, soft=0.03),
        Part(rod(0, 0.67, 0.008, 0.745, 0.008), "#241c18"),
        *flame(0.005, 0.71, 0.062, 0.28, look.phase),
        Part(ellipse(0, 0.83, 0.2, 0.2, 24), "#ffc060", 0, glow=True, opacity=0.08, soft=0.08),
    ]


def _apple_at(x: float, y: float, r: float, tone: str) -> list[Part]:
    body = curve("0 82, -24 92, -47 72, -44 34, -20 2, 0 6, 20 2, 44 34, 47 72, 24 92") * r + np.array([x, y])
    return [
        Part(body, tone, 0.9, fade=shaded(tone, 0.62)),
        Part(strip(points("0 80, 3 92, 8 101") * r + np.array([x, y]), 0.018 * r), "#5a3a24", 0.5),
    ]


def apple(look: Look) -> list[Part]:
    """An apple with its leaf."""
    c = look.colour or "#c8322c"
    return [
        *_apple_at(0, 0, 1, c),
        Part(curve("-22 86, -8 88, 4 78, 0 70, -14 76"), shaded(c, 0.6), 0, opacity=0.35, soft=0.02),
        Part(curve("5 92, 18 105, 36 102, 22 91"), "#5a9a44", 0.7),
        one([line("6 92, 20 97, 33 101", 0.4)], "#3f7030"),
        Part(ellipse(-0.24, 0.66, 0.07, 0.12, 18, -0.4), "#ffffff", 0, opacity=0.35, soft=0.03),
        one(
            dots([(0.1, 0.4), (0.2, 0.6), (-0.1, 0.3), (0.28, 0.44), (0.02, 0.55)], 0.008, 6), "#f2c890", 0, opacity=0.6
        ),
    ]


def fruit_bowl(look: Look) -> list[Part]:
    """A bowl heaped with fruit."""
    c = look.colour or "#5a7a94"
    grapes = [
        ellipse(0.62 + 0.09 * np.cos(k * 2.4) * (0.6 + k % 3 * 0.4), 0.48 + 0.02 * k - 0.18 * (k % 2), 0.07, 0.07, 14)
        for k in range(9)
    ]
    return [
        *_apple_at(-0.46, 0.42, 0.5, "#c8382c"),
        *_apple_at(0.02, 0.5, 0.52, "#8fae3e"),
        one([ellipse(-0.2, 0.55, 0.23, 0.22, 24)], "#ee8f2d", 0.9, fade="#c06a1c"),
        one([ellipse(0.34, 0.56, 0.22, 0.21, 24)], "#f0c23c", 0.9, fade="#c8922a"),
        Part(curve("-84 66, -60 88, -16 92, 8 84, -14 80, -50 74, -70 58"), "#f2d04a", 0.8, fade="#c89a2c"),
        one(grapes, "#5c3a72", 0.9),
        Part(curve("-92 56*, -82 28, -50 8, -24 5, 24 5, 50 8, 82 28, 92 56*"), c, 0.7, fade=shaded(c, 0.6)),
        Part(line("-91 55, -40 50, 40 50, 91 55", 1.6), shaded(c, 1.3), 0.4),
        Part(line("-78 32, 0 26, 78 32", 1.0), "#f0ece0", 0, opacity=0.6),
        Part(points("-30 0, -26 6, 26 6, 30 0"), shaded(c, 0.7), 0.4),
    ]


def cake(look: Look) -> list[Part]:
    """A birthday cake with candles."""
    c = look.colour or "#f2c4cc"
    drips = curve(
        "-62 56*, -60 40, -54 36, -48 44, -40 47, -34 32, -28 30, -22 44, -10 46, -4 36, 4 36, "
        "10 47, 22 45, 28 30, 36 32, 40 46, 50 44, 56 36, 60 40, 62 56*",
        3,
    )
    candles = np.linspace(-0.4, 0.4, 5)
    return [
        Part(ellipse(0, 0.05, 0.84, 0.05, 40), "#e8e4da", 0.6),
        Part(points("-62 5, -62 56, 62 56, 62 5"), "#f6ead2", 0.75, fade="#d8c4a0"),
        one([box(-0.62, 0.24, 0.62, 0.28)], "#b8644c", 0, opacity=0.8),
        Part(drips, c, 0.7),
        Part(ellipse(0, 0.56, 0.62, 0.075, 40), shaded(c, 1.08), 0.3),
        one([ellipse(x, 0.075 + 0.01, 0.055, 0.04, 14) for x in np.linspace(-0.58, 0.58, 12)], "#fff6ee", 0.8),
        one(
            [ellipse(x, 0.58 - 0.03 * (abs(x) < 0.3), 0.05, 0.05, 14) for x in (-0.5, -0.28, 0.28, 0.5)], "#c8323c", 0.9
        ),
        one([box(x - 0.017, 0.57, x + 0.017, 0.78) for x in candles[::2]], "#5a9ac8", 0.5),
        one([box(x - 0.017, 0.57, x + 0.017, 0.78) for x in candles[1::2]], "#f0b840", 0.5),
        *(p for k, x in enumerate(candles) for p in flame(x, 0.78, 0.026, 0.13, look.phase, 0.21 * k)[1:]),
    ]


def bread(look: Look) -> list[Part]:
    """A crusty loaf with cuts."""
    c = look.colour or "#b8783a"
    cuts = [curve(f"{x} 34, {x + 14} 78, {x + 24} 84, {x + 14} 40") for x in (-78, -40, -2, 36)]
    return [
        Part(
            curve("-118 30, -110 66, -70 92, 0 98, 70 92, 110 66, 118 30, 100 4, -100 4"), c, 0.85, fade=shaded(c, 0.6)
        ),
        one(cuts, "#ecd2a0", 0.5, fade="#d0a86a"),
        one([line(f"{x - 2} 34, {x + 11} 80", 0.8) for x in (-78, -40, -2, 36)], shaded(c, 0.6), 0, opacity=0.7),
        shade(curve("-110 20, -60 6, 60 6, 110 20, 90 2, -90 2"), opacity=0.25, soft=0.03),
        one(
            dots([(np.sin(k * 3.1) * 0.9, 0.5 + 0.3 * np.cos(k * 1.7)) for k in range(16)], 0.012, 6),
            "#f6ead2",
            0,
            opacity=0.5,
        ),
    ]


def pizza(look: Look) -> list[Part]:
    """A pizza with one slice lifting."""
    return [
        Part(ellipse(0, 0.48, 0.98, 0.48, 48), "#8a6444", 0.3, fade="#5f4028"),
        Part(ellipse(0, 0.53, 0.92, 0.44, 48), "#d69a4c", 0.7, fade="#b0702c"),
        Part(ellipse(0, 0.535, 0.8, 0.37, 44), "#c8402a", 0.1),
        Part(ellipse(0, 0.54, 0.77, 0.35, 44), look.colour or "#f2c864", 0.2),
        one(
            [
                ellipse(
                    0.5 * np.cos(a * 1.1) * (0.5 + 0.5 * (k % 2)),
                    0.54 + 0.23 * np.sin(a * 1.1) * (0.5 + 0.5 * (k % 2)),
                    0.1,
                    0.055,
                    18,
                )
                for k, a in enumerate(np.arange(9) * 0.7)
            ],
            "#a8301f",
            0.4,
        ),
        one(
            [ellipse(0.62 * np.cos(a), 0.54 + 0.27 * np.sin(a), 0.05, 0.022, 12, a) for a in np.arange(8) * 0.8 + 0.3],
            "#4f8a3c",
            0.5,
        ),
        one(
            [ellipse(0.36 * np.cos(a), 0.54 + 0.16 * np.sin(a), 0.032, 0.018, 12) for a in np.arange(6) * 1.05],
            "#2a2426",
            0.5,
        ),
        one(
            [rod(0, 0.54, 0.9 * np.cos(a), 0.54 + 0.43 * np.sin(a), 0.006) for a in TAU * np.arange(8) / 8 + 0.2],
            "#9a5a24",
            0,
            opacity=0.7,
        ),
        *_steam(look, 0, 0.8, 0.08, 0.4),
    ]


def burger(look: Look) -> list[Part]:
    """A burger with everything."""
    bun = look.colour or "#cf8c3e"
    return [
        Part(curve("-78 26*, -76 8, -60 0, 60 0, 76 8, 78 26*"), bun, 0.7, fade=shaded(bun, 0.7)),
        Part(curve("-86 28, -84 40, -70 44, 70 44, 84 40, 86 28, 70 24, -70 24"), "#5a3422", 0.8),
        Part(points("-84 42, -62 46, -40 38, -20 46, 0 36, 24 46, 50 38, 66 46, 84 42, 84 47, -84 47"), "#f2b83a", 0.3),
        one([ellipse(x, 0.49, 0.28, 0.035, 20) for x in (-0.48, 0.1, 0.52)], "#c8382c", 0.6),
        Part(
            curve("-90 52, -74 48, -58 53, -40 48, -22 54, -4 48, 16 54, 34 48, 54 54, 72 48, 90 53, 82 59, -82 59"),
            "#6fa63e",
            0.7,
        ),
        Part(curve("-82 57*, -78 78, -50 98, 0 104, 50 98, 78 78, 82 57*"), bun, 0.85, fade=shaded(bun, 0.72)),
        one(
            [
                ellipse(x, y, 0.035, 0.018, 10, x)
                for x, y in (
                    (-0.5, 0.84),
                    (-0.3, 0.93),
                    (-0.05, 0.97),
                    (0.2, 0.94),
                    (0.44, 0.86),
                    (-0.15, 0.83),
                    (0.12, 0.82),
                    (0.58, 0.76),
                    (-0.62, 0.74),
                )
            ],
            "#f6e6c0",
            0.5,
        ),
    ]


def pan(look: Look) -> list[Part]:
    """A frying pan with an egg, steaming."""
    c = look.colour or "#33363b"
    return [
        Part(line("70 44, 120 52, 190 58", (5.0, 3.6)), "#6a4a32", 0.7),
        Part(curve("-90 56*, -82 16, -70 4, 70 4, 82 16, 90 56*"), c, 0.7, fade=shaded(c, 0.6)),
        Part(ellipse(0, 0.56, 0.9, 0.2, 44), shaded(c, 1.4), 0.3),
        Part(ellipse(0, 0.54, 0.82, 0.165, 44), shaded(c, 0.7), 0.1),
        Part(curve("-44 54, -30 66, 0 64, 26 70, 48 58, 40 48, 10 44, -24 46"), "#f8f6ee", 0.6),
        Part(ellipse(0.02, 0.575, 0.16, 0.075, 24), "#f2b02c", 0.9),
        *_steam(look, 0, 0.66, 0.08, 0.5),
    ]


KINDS: dict[str, Kind] = {
    "bottle": Kind(bottle, height=0.2, width=0.4, shiny=True, indoors=0.5),
    "perfume": Kind(perfume, height=0.2, width=0.6, shiny=True, indoors=0.5),
    "wine glass": Kind(wine_glass, height=0.16, width=0.5, shiny=True, indoors=0.42),
    "cup": Kind(cup, height=0.12, width=1.5, shiny=True, indoors=0.25, motion=simmering),
    "teapot": Kind(teapot, height=0.14, width=1.7, shiny=True, indoors=0.27, motion=simmering),
    "vase": Kind(vase, height=0.2, width=0.9, shiny=True, indoors=0.5),
    "candle": Kind(candle, height=0.12, width=1.0, indoors=0.4, motion=flickering),
    "apple": Kind(apple, height=0.1, width=1.0, shiny=True, indoors=0.27),
    "fruit bowl": Kind(fruit_bowl, height=0.12, width=1.9, shiny=True, indoors=0.26),
    "cake": Kind(cake, height=0.14, width=1.7, indoors=0.32, motion=flickering),
    "bread": Kind(bread, height=0.08, width=2.4, indoors=0.2),
    "pizza": Kind(pizza, height=0.1, width=2.0, indoors=0.24, motion=simmering),
    "burger": Kind(burger, height=0.12, width=1.8, indoors=0.28),
    "pan": Kind(pan, height=0.08, width=3.8, indoors=0.18, motion=simmering),
}
