"""Buildings and bridges."""

import numpy as np

from generation.engines.animatic.figures.part import DARK, PALE, WARM_LIGHT, Kind, Look, Part, moved, shaded
from generation.engines.animatic.figures.people import person
from generation.engines.animatic.outline import box, ellipse, smooth, strip


def lighthouse(look: Look) -> list[Part]:
    """A banded tower on its rock, a keeper's house beside it."""
    band = look.colour or "#c0362e"
    rock = smooth([(-0.5, -0.12), (-0.34, 0.02), (-0.12, 0.05), (0.16, 0.06), (0.36, 0.0), (0.55, -0.12)])
    tower = np.array([(-0.095, 0.04), (0.095, 0.04), (0.06, 0.76), (-0.06, 0.76)])
    parts = [
        Part(rock, "#55504f"),
        Part(box(0.1, 0.03, 0.3, 0.16), "#ece5d8", 0.7),
        Part(np.array([(0.08, 0.15), (0.32, 0.15), (0.2, 0.24)]), "#8a3a2c", 0.6),
        Part(tower, PALE),
    ]
    for i in range(3):
        y = 0.16 + 0.22 * i
        low, high = 0.095 - 0.035 * (y - 0.04) / 0.72, 0.095 - 0.035 * (y + 0.06) / 0.72
        parts.append(Part(np.array([(-low, y), (low, y), (high, y + 0.1), (-high, y + 0.1)]), band))
    parts += [
        Part(box(0.16, 0.07, 0.19, 0.11), WARM_LIGHT, 0, True),
        Part(box(-0.085, 0.755, 0.085, 0.78), DARK, 0.6),
        Part(box(-0.045, 0.78, 0.045, 0.87), "#fff0b8", 0, True),
    ]
    roof = smooth([(-0.06, 0.87), (-0.03, 0.92), (0, 0.95), (0.03, 0.92), (0.06, 0.87)])
    return [
        *parts,
        Part(box(-0.004, 0.78, 0.004, 0.87), DARK, 0),
        Part(roof, look.colour or "#a83028"),
        Part(box(-0.004, 0.94, 0.004, 1), DARK, 0),
    ]


def castle(look: Look) -> list[Part]:
    """Towers with pointed roofs behind a crenellated wall."""
    c, roof = look.colour or "#9c9188", "#6a4654"
    parts = [
        Part(smooth([(-0.85, -0.2), (-0.6, 0.08), (-0.3, 0.14), (0.2, 0.16), (0.6, 0.06), (0.9, -0.2)]), "#55544c")
    ]
    towers = (
        (-0.12, 0.14, 0.1, 0.74),
        (0.16, 0.1, 0.1, 0.6),
        (-0.4, 0.1, 0.06, 0.52),
        (0.42, 0.09, 0.05, 0.46),
        (0.02, 0.06, 0.5, 0.86),
        (-0.26, 0.07, 0.1, 0.62),
    )
    for x, w, low, high in towers:
        parts.append(Part(box(x - w, low, x + w, high), c))
        parts += [
            Part(box(x - w + 2 * w * k / 5, high, x - w + 2 * w * (k + 0.5) / 5, high + 0.025), c, 0.6)
            for k in range(5)
        ]
        if w < 0.12:
            parts += [
                Part(np.array([(x - w * 1.15, high + 0.01), (x + w * 1.15, high + 0.01), (x, high + w * 2.1)]), roof),
                Part(
                    np.array([(x, high + w * 2.1), (x, high + w * 2.1 + 0.07), (x + 0.07, high + w * 2.1 + 0.05)]),
                    "#c8443a",
                    0,
                ),
            ]
        parts += [
            Part(box(x - 0.008, high - 0.12, x + 0.008, high - 0.08), WARM_LIGHT, 0, True),
            Part(box(x + w * 0.4, high - 0.2, x + w * 0.4 + 0.014, high - 0.165), WARM_LIGHT, 0, True),
        ]
    gate = smooth([(-0.05, 0.05), (-0.05, 0.14), (0, 0.18), (0.05, 0.14), (0.05, 0.05)])
    merlons = [Part(box(-0.5 + 0.05 * k, 0.26, -0.475 + 0.05 * k, 0.285), c, 0.5) for k in range(20)]
    return [*parts, Part(box(-0.5, 0.04, 0.5, 0.26), c), Part(gate, DARK, 0.3), *merlons]


def tower(look: Look) -> list[Part]:
    """A stone tower with a pointed roof."""
    c = look.colour or "#777682"
    slits = [Part(box(-0.006, y, 0.006, y + 0.025), WARM_LIGHT, 0, True) for y in np.arange(0.14, 0.64, 0.12)]
    courses = [
        Part(strip([(-0.095 + 0.055 * y, y), (0.095 - 0.055 * y, y)], 0.002), shaded(c, 0.7), 0)
        for y in np.arange(0.06, 0.68, 0.07)
    ]
    merlons = [Part(box(-0.085 + 0.038 * k, 0.755, -0.065 + 0.038 * k, 0.78), shaded(c, 0.85), 0.4) for k in range(5)]
    shaft = np.array([(-0.1, 0), (0.1, 0), (0.06, 0.7), (-0.06, 0.7)])
    return [
        Part(np.array([(-0.06, 0.75), (0.06, 0.75), (0, 1)]), "#54485a"),
        Part(shaft, c),
        *courses,
        Part(box(-0.085, 0.68, 0.085, 0.76), shaded(c, 0.85)),
        *merlons,
        *slits,
    ]


def bridge(look: Look) -> list[Part]:
    """A suspension bridge."""
    c = look.colour or "#b04a3a"
    parts = [Part(box(-3.2, 0.24, 3.2, 0.3), c)]
    for x in (-0.95, 0.95):
        parts += [
            Part(box(x - 0.05, 0, x - 0.02, 1), c),
            Part(box(x + 0.02, 0, x + 0.05, 1), c),
            *(Part(box(x - 0.05, q, x + 0.05, q + 0.03), c, 0.6) for q in (0.5, 0.72, 0.94)),
        ]
    t = np.linspace(-1, 1, 40)
    parts.append(Part(strip(np.c_[t * 0.95, 0.34 + 0.62 * t**2], 0.009), c, 0.3))
    parts += [
        Part(strip(np.c_[s * (0.95 + (1 + t) * 0.9), 0.34 + 0.62 * (1 - (1 + t) / 2) ** 2], 0.009), c, 0.3)
        for s in (-1, 1)
    ]
    for k in np.arange(-2.6, 2.61, 0.11):
        q = abs(k) / 0.95 if abs(k) < 0.95 else max(0.0, 1 - (abs(k) - 0.95) / 1.8)
        parts.append(Part(box(k - 0.004, 0.28, k + 0.004, 0.34 + 0.62 * q**2), c, 0))
    return parts


def wooden_bridge(look: Look) -> list[Part]:
    """A low arched footbridge of planks with a railing."""
    c = look.colour or "#8a5a38"
    t = np.linspace(-1, 1, 41)
    deck = np.c_[t * 3.0, 0.4 + 0.28 * (1 - t**2)]
    parts = [
        Part(box(x - 0.07, -0.25, x + 0.07, 0.4 + 0.28 * (1 - (x / 3) ** 2)), shaded(c, 0.6), 0.7)
        for x in (-2.2, -1.1, 0, 1.1, 2.2)
    ]
    parts += [
        Part(strip(deck, 0.07), c, 0.7),
        Part(strip(deck + np.array([0, 0.5]), 0.035), shaded(c, 1.1), 0.6),
        Part(strip(deck + np.array([0, 0.28]), 0.02), c, 0.5),
    ]
    parts += [Part(box(x - 0.03, y, x + 0.03, y + 0.52), shaded(c, 0.9), 0.5) for x, y in deck[::3]]
    return parts + [Part(strip([(x, y - 0.06), (x, y + 0.07)], 0.006), shaded(c, 0.55), 0) for x, y in deck]


def windmill(look: Look) -> list[Part]:
    """A windmill with four sails."""
    parts = [
        Part(np.array([(-0.13, 0), (0.13, 0), (0.075, 0.55), (-0.075, 0.55)]), look.colour or "#dcd3c2"),
        Part(smooth([(-0.09, 0.55), (-0.05, 0.66), (0.05, 0.66), (0.09, 0.55)]), "#7a4a38"),
        Part(box(-0.03, 0, 0.03, 0.1), "#4a3024", 0.3),
        Part(box(-0.02, 0.3, 0.02, 0.35), WARM_LIGHT, 0, True),
    ]
    hub = np.array([0, 0.6])
    for k in range(4):
        angle = k * np.pi / 2 + 0.5
        d = np.array([np.cos(angle), np.sin(angle)])
        n = np.array([-d[1], d[0]])
        sail = np.array([hub + d * 0.06, hub + d * 0.4, hub + d * 0.4 + n * 0.085, hub + d * 0.08 + n * 0.085])
        parts += [Part(sail, "#f2ebdc", 0.4), Part(strip([hub, hub + d * 0.42], 0.008), "#5a4636", 0.2)]
        parts += [
            Part(strip([hub + d * q, hub + d * q + n * 0.085], 0.003), "#a5947c", 0) for q in (0.14, 0.22, 0.3, 0.38)
        ]
    return parts


def turbine(look: Look) -> list[Part]:
    """A modern wind turbine."""
    c = look.colour or "#f0f0ec"
    hub, parts = np.array([0, 0.68]), [Part(np.array([(-0.018, 0), (0.018, 0), (0.009, 0.68), (-0.009, 0.68)]), c)]
    for k in range(3):
        angle = k * 2 * np.pi / 3 + 0.9
        d = np.array([np.cos(angle), np.sin(angle)])
        n = np.array([-d[1], d[0]])
        parts.append(
            Part(
                np.array([hub - n * 0.006, hub + d * 0.06 + n * 0.016, hub + d * 0.32, hub + d * 0.04 - n * 0.008]),
                c,
                0.6,
            )
        )
    return [*parts, Part(ellipse(0, 0.68, 0.016, 0.016), c)]


def house(look: Look) -> list[Part]:
    """A house, or a cabin of logs, with lit windows and a chimney."""
    log = look.kind == "cabin"
    c, roof = (look.colour or "#7a5740", "#443a3e") if log else (look.colour or "#e0d7c8", "#8a4236")
    if look.season == "winter":
        roof = "#e8eef6"
    parts = [
        Part(box(-0.42, 0.84, -0.3, 1.06), "#75594f", 0.8),
        Part(box(-0.62, 0, 0.3, 0.5), c, 0.4),
        Part(np.array([(-0.74, 0.47), (0.36, 0.47), (0.24, 0.9), (-0.58, 0.9)]), roof, 0.7),
    ]
    parts += [
        Part(np.array([(0.26, 0), (0.66, 0), (0.66, 0.5), (0.46, 0.93), (0.26, 0.5)]), shaded(c, 0.9), 0.4),
        Part(strip([(0.22, 0.44), (0.46, 0.96), (0.72, 0.44)], 0.03), shaded(roof, 0.8), 0.5),
    ]
    if log:
        parts += [Part(box(-0.62, y, 0.3, y + 0.012), shaded(c, 0.6), 0) for y in np.arange(0.08, 0.48, 0.08)]
    for x0, y0, x1, y1 in ((-0.5, 0.2, -0.34, 0.38), (-0.06, 0.2, 0.1, 0.38), (0.4, 0.24, 0.52, 0.4)):
        parts += [
            Part(box(x0 - 0.015, y0 - 0.015, x1 + 0.015, y1 + 0.015), shaded(c, 0.5), 0),
            Part(box(x0, y0, x1, y1), WARM_LIGHT, 0, True),
            Part(strip([((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1)], 0.006), shaded(c, 0.4), 0),
        ]
    smoke = (
        [
            Part(ellipse(-0.36 + 0.05 * k, 1.12 + 0.1 * k, 0.04 + 0.02 * k, 0.04 + 0.016 * k), "#b8b4b4", 0.4)
            for k in range(3)
        ]
        if log
        else []
    )
    return [*smoke, *parts, Part(box(-0.26, 0, -0.13, 0.3), "#553628", 0.3)]


def church(look: Look) -> list[Part]:
    """A white church with a spire."""
    c, roof = look.colour or "#e8e2d6", "#5a4a52"
    parts = [
        Part(box(-0.1, 0, 0.44, 0.3), c, 0.4),
        Part(np.array([(-0.12, 0.29), (0.48, 0.29), (0.42, 0.48), (-0.1, 0.48)]), roof, 0.7),
        Part(box(-0.26, 0, -0.06, 0.56), shaded(c, 0.94), 0.5),
    ]
    parts += [
        Part(np.array([(-0.29, 0.55), (-0.03, 0.55), (-0.16, 0.93)]), roof, 0.7),
        Part(strip([(-0.16, 0.92), (-0.16, 1.0)], 0.006), "#c8a050", 0),
        Part(strip([(-0.185, 0.97), (-0.135, 0.97)], 0.005), "#c8a050", 0),
    ]
    windows = [(-0.16, 0.36), (0.06, 0.12), (0.2, 0.12), (0.34, 0.12)]
    return (
        parts
        + [
            Part(
                smooth(
                    [(x - 0.028, y), (x - 0.028, y + 0.08), (x, y + 0.115), (x + 0.028, y + 0.08), (x + 0.028, y)], 3
                ),
                WARM_LIGHT,
                0,
                True,
            )
            for x, y in windows
        ]
        + [Part(box(-0.19, 0, -0.13, 0.12), "#5a3a2a", 0.3)]
    )


def tent(look: Look) -> list[Part]:
    """A tent lit from within."""
    c = look.colour or "#e07a30"
    return [
        Part(np.array([(-0.9, 0), (0.9, 0), (0.1, 1.0), (-0.05, 1.0)]), c),
        Part(np.array([(0.05, 0), (0.55, 0), (0.05, 0.85)]), "#ffc870", 0, True),
        Part(np.array([(0.05, 0.9), (0.05, 0), (-0.02, 0)]), shaded(c, 0.6), 0.3),
    ]


def campfire(look: Look) -> list[Part]:
    """Crossed logs and flames."""
    logs = [
        Part(strip([(-0.5, 0.04), (0.5, 0.16)], 0.07), "#4a3020"),
        Part(strip([(0.5, 0.04), (-0.5, 0.16)], 0.07), "#5a3a26"),
    ]
    flames = [
        Part(
            smooth(
                [
                    (-w, 0.12),
                    (-w * 0.9, h * 0.45),
                    (-w * 0.25, h * 0.7),
                    (0.05, h),
                    (w * 0.4, h * 0.62),
                    (w * 0.95, h * 0.4),
                    (w, 0.12),
                ]
            ),
            c,
            0,
            True,
        )
        for w, h, c in ((0.42, 1.0, "#ff7a28"), (0.28, 0.72, "#ffb040"), (0.15, 0.44, "#fff0b0"))
    ]
    return [*logs, *flames]


def temple(look: Look) -> list[Part]:
    """A four-storeyed pagoda."""
    wall, roof = look.colour or "#a04436", "#38424a"
    parts = []
    for i in range(4):
        y, w = 0.05 + i * 0.21, 0.36 - i * 0.06
        eaves = smooth(
            [
                (-w * 1.3, y + 0.15),
                (-w * 1.42, y + 0.185),
                (-w * 0.7, y + 0.2),
                (0, y + 0.25),
                (w * 0.7, y + 0.2),
                (w * 1.42, y + 0.185),
                (w * 1.3, y + 0.15),
                (0, y + 0.165),
            ]
        )
        parts += [Part(box(-w * 0.72, y, w * 0.72, y + 0.16), wall, 0.8)]
        parts += [
            Part(box(x * w - w * 0.1, y + 0.03, x * w + w * 0.1, y + 0.11), WARM_LIGHT, 0, True) for x in (-0.4, 0, 0.4)
        ]
        parts += [
            Part(box(x * w - 0.008, y, x * w + 0.008, y + 0.16), shaded(wall, 0.6), 0) for x in (-0.68, -0.2, 0.2, 0.68)
        ]
        parts.append(Part(eaves, roof))
    return [*parts, Part(box(-0.42, 0, 0.42, 0.06), "#938d84", 0.8), Part(box(-0.01, 0.88, 0.01, 1.02), "#c8a050", 0.3)]


def torii(look: Look) -> list[Part]:
    """A red gate."""
    c = look.colour or "#d0402e"
    posts = [
        Part(
            np.array([(s * 0.34 - 0.045, 0), (s * 0.34 + 0.045, 0), (s * 0.3 + 0.035, 0.86), (s * 0.3 - 0.035, 0.86)]),
            c,
        )
        for s in (-1, 1)
    ]
    top = smooth(
        [
            (-0.56, 0.98),
            (-0.3, 0.92),
            (0, 0.905),
            (0.3, 0.92),
            (0.56, 0.98),
            (0.54, 0.9),
            (0.3, 0.85),
            (0, 0.835),
            (-0.3, 0.85),
            (-0.54, 0.9),
        ]
    )
    return [
        *posts,
        Part(box(-0.42, 0.66, 0.42, 0.73), c),
        Part(box(-0.035, 0.73, 0.035, 0.85), c),
        Part(top, c),
        Part(strip([(-0.56, 0.99), (0, 0.925), (0.56, 0.99)], 0.018), DARK, 0.5),
        *(Part(box(s * 0.34 - 0.055, 0, s * 0.34 + 0.055, 0.07), DARK, 0.6) for s in (-1, 1)),
    ]


def pyramid(look: Look) -> list[Part]:
    """A great pyramid, one face in shade, with a smaller one behind."""
    light, dark = look.colour or "#d4a566", shaded(look.colour or "#d4a566", 0.6)
    one = [
        Part(np.array([(-0.9, 0), (0.25, 0), (0.08, 1)]), light, 0.15),
        Part(np.array([(0.25, 0), (0.85, 0.02), (0.08, 1)]), dark, 0.15),
    ]
    courses = [
        Part(strip([(-0.9 + 0.98 * y, y), (0.25 - 0.17 * y, y)], 0.002), shaded(light, 0.8), 0)
        for y in np.arange(0.06, 0.95, 0.06)
    ]
    return moved(one, 0.85, 0, 0.55) + one + courses


def statue(look: Look) -> list[Part]:
    """A stone figure on a pedestal."""
    stone = look.colour or "#a5a49c"
    body = [
        p._replace(colour=shaded(stone, 0.9 + 0.1 * (i % 2)))
        for i, p in enumerate(person(Look("person", look.rng, None, frozenset({"cloak", "staff"}))))
    ]
    return [
        Part(box(-0.2, 0, 0.2, 0.22), shaded(stone, 0.8), 0.6),
        Part(box(-0.24, 0.2, 0.24, 0.26), stone, 0.6),
        *moved(body, 0, 0.26, 0.72),
    ]


KINDS: dict[str, Kind] = {
    "lighthouse": Kind(lighthouse, height=0.48, large=True, wades=True),
    "castle": Kind(castle, height=0.42, width=1.8, large=True, wades=True),
    "tower": Kind(tower, height=0.5, large=True),
    "bridge": Kind(bridge, height=0.28, width=6.4, large=True, crosses=True, wades=True),
    "wooden bridge": Kind(wooden_bridge, height=0.13, width=6.0, large=True, crosses=True, wades=True),
    "windmill": Kind(windmill, height=0.42, large=True),
    "turbine": Kind(turbine, height=0.55, large=True),
    "house": Kind(house, height=0.24, width=1.5, large=True),
    "cabin": Kind(house, height=0.22, width=1.5, large=True),
    "church": Kind(church, height=0.4, large=True),
    "tent": Kind(tent, height=0.14),
    "campfire": Kind(campfire, height=0.1),
    "temple": Kind(temple, height=0.38, large=True),
    "torii": Kind(torii, height=0.34, large=True, wades=True),
    "pyramid": Kind(pyramid, height=0.36, width=1.8, large=True),
    "statue": Kind(statue, height=0.4, indoors=0.5),
}
