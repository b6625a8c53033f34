"""Things on a table, and street furniture."""

import numpy as np

from generation.engines.animatic.figures.part import DARK, WARM_LIGHT, Kind, Look, Part, shaded
from generation.engines.animatic.outline import box, ellipse, ring, smooth, strip


def perfume(look: Look) -> list[Part]:
    """A faceted bottle with liquid, label and stopper."""
    c = look.colour or "#d8a06a"
    glass = smooth(
        [
            (-0.27, 0.03),
            (-0.28, 0.3),
            (-0.27, 0.56),
            (-0.2, 0.62),
            (0.2, 0.62),
            (0.27, 0.56),
            (0.28, 0.3),
            (0.27, 0.03),
            (0.2, 0),
            (-0.2, 0),
        ],
        5,
    )
    liquid = smooth([(-0.22, 0.06), (-0.225, 0.25), (-0.22, 0.44), (0.22, 0.44), (0.225, 0.25), (0.22, 0.06)], 5)
    cap = smooth([(-0.13, 0.69), (-0.14, 0.85), (-0.1, 0.98), (0.1, 0.98), (0.14, 0.85), (0.13, 0.69)], 5)
    label = [
        Part(box(-0.13, 0.2, 0.13, 0.36), "#f6f1e8", 0.3),
        Part(box(-0.07, 0.285, 0.07, 0.293), "#8a7a5a", 0),
        Part(box(-0.04, 0.25, 0.04, 0.256), "#8a7a5a", 0),
    ]
    return [
        Part(glass, "#e9e3da"),
        Part(liquid, c, 0.8),
        *label,
        Part(strip([(-0.235, 0.08), (-0.235, 0.54)], 0.008), "#ffffff", 0),
        Part(box(-0.08, 0.62, 0.08, 0.68), "#d0a858"),
        Part(cap, "#2a2528"),
    ]


def bottle(look: Look) -> list[Part]:
    """A tall bottle with a label."""
    c = look.colour or "#2f6f5c"
    glass = smooth(
        [
            (-0.17, 0.02),
            (-0.18, 0.4),
            (-0.17, 0.58),
            (-0.07, 0.7),
            (-0.06, 0.86),
            (0.06, 0.86),
            (0.07, 0.7),
            (0.17, 0.58),
            (0.18, 0.4),
            (0.17, 0.02),
            (0, 0),
        ]
    )
    label = [
        Part(box(-0.165, 0.2, 0.165, 0.46), "#efe6d2", 0.9),
        Part(box(-0.1, 0.3, 0.1, 0.318), "#8a7a5a", 0),
        Part(box(-0.06, 0.36, 0.06, 0.4), "#a84a3a", 0),
    ]
    return [
        Part(glass, c),
        *label,
        Part(strip([(-0.13, 0.5), (-0.135, 0.58), (-0.05, 0.7)], 0.006), "#f0f8f4", 0),
        Part(box(-0.065, 0.86, 0.065, 1), "#c8a050"),
    ]


def watch(look: Look) -> list[Part]:
    """A wristwatch on its strap."""
    marks = [
        Part(
            strip([(np.sin(t) * 0.18, 0.5 + np.cos(t) * 0.18), (np.sin(t) * 0.21, 0.5 + np.cos(t) * 0.21)], 0.008),
            "#f4eedc",
            0,
            True,
        )
        for t in np.arange(12) * np.pi / 6
    ]
    hands = [
        Part(strip([(0, 0.5), end], w), "#f6f0de", 0, True) for end, w in (((0.1, 0.58), 0.009), ((-0.03, 0.68), 0.006))
    ]
    return [
        Part(box(-0.14, 0, 0.14, 1), "#5a3a28"),
        Part(ellipse(0, 0.5, 0.29, 0.29, 60), look.colour or "#c8ccd2"),
        Part(ellipse(0, 0.5, 0.235, 0.235, 60), "#12161e", 0.3),
        *marks,
        *hands,
        Part(box(0.29, 0.47, 0.33, 0.53), "#9a9da3"),
    ]


def cup(look: Look) -> list[Part]:
    """A cup of coffee, steaming."""
    c = look.colour or "#ece8de"
    handle = np.r_[ellipse(0.52, 0.5, 0.26, 0.28, 30), ellipse(0.52, 0.5, 0.16, 0.18, 30)[::-1]]
    body = smooth([(-0.5, 0.9), (-0.47, 0.4), (-0.3, 0.05), (0, 0), (0.3, 0.05), (0.47, 0.4), (0.5, 0.9), (0, 0.86)])
    steam = [
        Part(
            strip(
                np.c_[x + 0.06 * np.sin(np.linspace(0, 5, 10) + x * 9), np.linspace(1.0, 1.7, 10)],
                0.02 * np.sin(np.linspace(0.2, 3, 10)),
            ),
            "#d8d4cc",
            0.2,
        )
        for x in (-0.14, 0.12)
    ]
    saucer = Part(ellipse(0, 0.02, 0.72, 0.07, 40), shaded(c, 0.85), 0.6)
    return [
        *steam,
        saucer,
        Part(handle, c, 0.8),
        Part(body, c),
        Part(ellipse(0, 0.9, 0.5, 0.1, 40), shaded(c, 0.9), 0.2),
        Part(ellipse(0, 0.89, 0.45, 0.08, 40), "#3a2014", 0.1),
    ]


def teapot(look: Look) -> list[Part]:
    """A round teapot."""
    c = look.colour or "#4a7a8a"
    body = smooth(
        [
            (-0.5, 0.4),
            (-0.42, 0.68),
            (-0.16, 0.8),
            (0.16, 0.8),
            (0.42, 0.68),
            (0.5, 0.4),
            (0.36, 0.06),
            (0, 0),
            (-0.36, 0.06),
        ]
    )
    spout = strip([(0.4, 0.3), (0.66, 0.46), (0.8, 0.76)], [0.1, 0.07, 0.045])
    return [
        Part(ring(-0.56, 0.44, 0.26, 0.17), shaded(c, 0.85)),
        Part(spout, shaded(c, 0.9)),
        Part(body, c),
        Part(smooth([(-0.24, 0.78), (-0.12, 0.88), (0.12, 0.88), (0.24, 0.78)]), shaded(c, 1.1)),
        Part(ellipse(0, 0.93, 0.06, 0.06), shaded(c, 1.1)),
    ]


def vase(look: Look) -> list[Part]:
    """A bunch of flowers in a vase."""
    parts = [
        Part(
            smooth(
                [(-0.08, 0.5), (-0.2, 0.34), (-0.2, 0.15), (-0.1, 0), (0.1, 0), (0.2, 0.15), (0.2, 0.34), (0.08, 0.5)]
            ),
            "#c9d6dc",
        )
    ]
    for i in range(9):
        t = (i - 4) * 0.16
        x, y = np.sin(t) * 0.44, 0.5 + np.cos(t) * (0.34 + 0.1 * (i % 2))
        c = look.colour or ("#d8485c", "#f08a6a", "#f2c04a")[i % 3]
        parts += [
            Part(strip([(t * 0.1, 0.48), (x, y)], 0.006), "#4a6e3c", 0.2),
            Part(ellipse(x * 0.7 + 0.04, 0.5 + (y - 0.5) * 0.5, 0.05, 0.022, 16, t), "#4f8440", 0.6),
        ]
        parts += [
            Part(ellipse(x + 0.042 * np.cos(k), y + 0.042 * np.sin(k), 0.047, 0.042), shaded(c, 0.9 + 0.1 * (j % 2)))
            for j, k in enumerate(np.arange(0, 6.2, 1.05))
        ]
        parts.append(Part(ellipse(x, y, 0.022, 0.022), "#f4cf6a"))
    return parts


def book(look: Look) -> list[Part]:
    """A small pile of books."""
    tones = (look.colour or "#8a3a32", "#3a5a6a", "#b08a4a")
    parts = []
    for i, (tone, w, dx) in enumerate(zip(tones, (1.5, 1.35, 1.2), (0, 0.06, -0.04), strict=True)):
        y = i * 0.33
        parts += [
            Part(box(-w / 2 + dx, y, w / 2 + dx, y + 0.31), tone, 0.6),
            Part(box(-w / 2 + dx + 0.05, y + 0.05, w / 2 + dx + 0.02, y + 0.26), "#efe6d0", 0.2),
            Part(box(-w / 2 + dx, y, -w / 2 + dx + 0.1, y + 0.31), shaded(tone, 1.1), 0.6),
        ]
    return parts


def candle(look: Look) -> list[Part]:
    """A burning candle on a dish."""
    c = look.colour or "#efe4cc"
    flame = smooth([(-0.055, 0.78), (-0.035, 0.88), (0.0, 1.02), (0.04, 0.88), (0.055, 0.78), (0, 0.74)])
    return [
        Part(ellipse(0, 0.04, 0.4, 0.06), "#a5804a"),
        Part(smooth([(-0.14, 0.04), (-0.15, 0.66), (-0.12, 0.7), (0.12, 0.69), (0.15, 0.64), (0.14, 0.04)], 4), c),
        Part(strip([(0, 0.68), (0, 0.76)], 0.008), "#241c18", 0),
        Part(flame, "#ffb84a", 0, True),
        Part(ellipse(0, 0.82, 0.022, 0.05), "#fff6d8", 0, True),
    ]


def apple(look: Look) -> list[Part]:
    """An apple with its leaf."""
    c = look.colour or "#c8322c"
    body = smooth(
        [
            (0, 0.82),
            (-0.24, 0.92),
            (-0.47, 0.72),
            (-0.44, 0.34),
            (-0.2, 0.02),
            (0, 0.06),
            (0.2, 0.02),
            (0.44, 0.34),
            (0.47, 0.72),
            (0.24, 0.92),
        ]
    )
    return [
        Part(strip([(0, 0.8), (0.03, 0.94), (0.08, 1.02)], 0.018), "#5a3a24", 0.5),
        Part(body, c),
        Part(smooth([(0.05, 0.92), (0.2, 1.06), (0.36, 1.02), (0.2, 0.92)]), "#5a9a44"),
    ]


def shoe(look: Look) -> list[Part]:
    """A running shoe from the side."""
    c = look.colour or "#d84a3a"
    upper = smooth(
        [
            (-0.78, 0.24),
            (-0.8, 0.66),
            (-0.68, 0.96),
            (-0.44, 0.92),
            (-0.3, 0.74),
            (0.1, 0.62),
            (0.5, 0.46),
            (0.8, 0.36),
            (0.86, 0.22),
        ]
    )
    sole = smooth([(-0.84, 0.0), (-0.84, 0.26), (0.0, 0.24), (0.88, 0.26), (0.94, 0.12), (0.84, 0.0)])
    laces = [
        Part(strip([(x, 0.62 - x * 0.3), (x + 0.14, 0.78 - x * 0.34)], 0.018), "#f4f2ec", 0.4)
        for x in (-0.24, -0.1, 0.04, 0.18)
    ]
    return [
        Part(upper, c),
        Part(smooth([(-0.5, 0.3), (-0.2, 0.34), (0.1, 0.56), (-0.14, 0.5), (-0.42, 0.42)]), "#f4f2ec", 0.4),
        Part(sole, "#f2efe8"),
        *laces,
    ]


def guitar(look: Look) -> list[Part]:
    """An acoustic guitar standing up."""
    c = look.colour or "#c07a3a"
    body = smooth(
        [
            (0, 0),
            (-0.2, 0.04),
            (-0.25, 0.18),
            (-0.17, 0.3),
            (-0.18, 0.42),
            (-0.1, 0.5),
            (0.1, 0.5),
            (0.18, 0.42),
            (0.17, 0.3),
            (0.25, 0.18),
            (0.2, 0.04),
        ]
    )
    strings = [Part(strip([(x, 0.14), (x * 0.6, 0.96)], 0.0016), "#e8e2d0", 0) for x in (-0.018, 0, 0.018)]
    return [
        Part(box(-0.028, 0.46, 0.028, 0.9), "#4a3020", 0.6),
        Part(smooth([(-0.045, 0.88), (-0.055, 1.0), (0.055, 1.0), (0.045, 0.88)], 3), "#3a2418"),
        Part(body, c),
        Part(ellipse(0, 0.34, 0.07, 0.07), "#2a1810", 0.2),
        Part(box(-0.07, 0.13, 0.07, 0.155), "#3a2418", 0.4),
        *strings,
    ]


def lamp(look: Look) -> list[Part]:
    """A street lamp."""
    return [
        Part(box(-0.012, 0, 0.012, 0.86), DARK, 0.4),
        Part(box(-0.03, 0, 0.03, 0.06), DARK, 0.5),
        Part(box(-0.05, 0.84, 0.05, 0.86), DARK, 0),
        Part(np.array([(-0.04, 0.86), (0.04, 0.86), (0.06, 0.97), (-0.06, 0.97)]), WARM_LIGHT, 0, True),
        Part(np.array([(-0.07, 0.97), (0.07, 0.97), (0, 1.02)]), DARK, 0.4),
    ]


def chair(look: Look) -> list[Part]:
    """A wooden chair, a little from the side."""
    c = look.colour or "#9a6238"
    legs = [
        Part(strip([(x, 0.45), (x + d, 0)], 0.025), shaded(c, 0.85), 0.6)
        for x, d in ((-0.24, -0.03), (0.24, 0.03), (-0.1, 0), (0.34, 0.03))
    ]
    back = [Part(strip([(x, 0.45), (x - 0.04, 1.0)], 0.025), c, 0.6) for x in (-0.24, 0.16)]
    return [
        *legs,
        *back,
        *(Part(strip([(-0.27, y), (0.13, y)], 0.04), shaded(c, 1.1), 0.6) for y in (0.7, 0.92)),
        Part(smooth([(-0.3, 0.5), (0.2, 0.5), (0.38, 0.43), (-0.14, 0.41)], 4), c, 0.7),
    ]


KINDS: dict[str, Kind] = {
    "bottle": Kind(bottle, height=0.2, shiny=True, indoors=0.5),
    "perfume": Kind(perfume, height=0.2, shiny=True, indoors=0.5),
    "watch": Kind(watch, height=0.2, shiny=True, indoors=0.5),
    "cup": Kind(cup, height=0.15, shiny=True, indoors=0.27),
    "teapot": Kind(teapot, height=0.15, shiny=True, indoors=0.27),
    "vase": Kind(vase, height=0.2, shiny=True, indoors=0.5),
    "book": Kind(book, height=0.1, indoors=0.27),
    "candle": Kind(candle, height=0.12, indoors=0.5),
    "apple": Kind(apple, height=0.1, shiny=True, indoors=0.27),
    "shoe": Kind(shoe, height=0.12, indoors=0.27),
    "guitar": Kind(guitar, height=0.24, indoors=0.5),
    "lamp": Kind(lamp, height=0.5, indoors=0.5),
    "chair": Kind(chair, height=0.2, indoors=0.5),
}
