"""Creatures of sea and air."""

import numpy as np

from generation.engines.animatic.figures.part import Kind, Look, Part, shaded
from generation.engines.animatic.outline import ellipse, smooth, strip
from generation.engines.animatic.raster import Shape

_WHALE = [
    (-1.0, 0.5),
    (-0.7, 0.44),
    (-0.2, 0.2),
    (0.4, 0.12),
    (0.9, 0.24),
    (1.1, 0.44),
    (1.0, 0.62),
    (0.5, 0.76),
    (-0.1, 0.72),
    (-0.7, 0.54),
]
_BELLY = [(1.08, 0.42), (0.9, 0.24), (0.4, 0.12), (-0.1, 0.18), (0.4, 0.28), (0.8, 0.38)]


def whale(look: Look) -> list[Part]:
    """A whale swimming, or breaching in a wreath of spray."""
    c, pale = look.colour or "#3a5068", "#c4ced2"
    if look.swims:
        fluke = [
            (-0.9, 0.5),
            (-1.15, 0.62),
            (-1.34, 0.86),
            (-1.2, 0.82),
            (-1.06, 0.66),
            (-1.28, 0.52),
            (-1.38, 0.36),
            (-1.16, 0.42),
            (-0.95, 0.46),
        ]
        fin = [(0.5, 0.3), (0.3, 0.1), (-0.05, -0.12), (0.05, 0.1), (0.25, 0.32)]
        grooves = [
            Part(strip([(x, 0.2 + q), (x + 0.5, 0.22 + q * 1.4)], 0.006), "#8a98a0", 0.2)
            for x, q in ((0.2, 0), (0.26, 0.05), (0.34, 0.1))
        ]
        return [
            Part(smooth(fluke), c),
            Part(smooth(_WHALE), c),
            Part(smooth(_BELLY), pale, 0.6),
            *grooves,
            Part(smooth(fin), shaded(c, 0.7)),
            Part(ellipse(0.86, 0.47, 0.018, 0.018), "#0e1216", 0),
        ]
    parts = [Part(_turned(smooth(_WHALE)), c), Part(_turned(smooth(_BELLY)), pale, 0.6)]
    parts += [
        Part(_turned(strip([(x, 0.17 + q), (x + 0.5, 0.2 + q * 1.6)], 0.006)), "#8a98a0", 0.2)
        for x, q in ((0.15, 0.0), (0.22, 0.04), (0.3, 0.08))
    ]
    parts.append(
        Part(_turned(smooth([(0.42, 0.34), (0.22, 0.12), (-0.1, -0.16), (-0.02, 0.12), (0.2, 0.32)])), shaded(c, 0.7))
    )
    return parts + _spray(look, 15, 0.55)


def _turned(shape: Shape, angle: float = 0.95) -> Shape:
    c, s = np.cos(angle), np.sin(angle)
    return np.asarray(shape @ np.array([[c, s], [-s, c]]) * 0.78 + [0.12, 0.12])


def _spray(look: Look, drops: int, half: float) -> list[Part]:
    rng = look.rng
    foam = [
        Part(ellipse(x + 0.1, 0.0, 0.05 + 0.08 * rng.random(), 0.05 + 0.1 * rng.random()), "#eef5f6", 0.5)
        for x in np.linspace(-half, half * 0.9, drops)
    ]
    mist = [
        Part(ellipse(rng.uniform(-half, half), rng.uniform(0.08, 0.4), 0.012, 0.014), "#eef5f6", 0.2)
        for _ in range(drops * 2)
    ]
    return foam + mist


def dolphin(look: Look) -> list[Part]:
    """A dolphin in a leap."""
    c = look.colour or "#5a7488"
    body = [
        (-0.7, 0.3),
        (-0.4, 0.66),
        (0.0, 0.88),
        (0.4, 0.84),
        (0.62, 0.68),
        (0.84, 0.54),
        (0.82, 0.48),
        (0.6, 0.52),
        (0.3, 0.6),
        (-0.06, 0.56),
        (-0.4, 0.34),
        (-0.66, 0.2),
    ]
    fluke = [(-0.64, 0.28), (-0.86, 0.26), (-0.98, 0.34), (-0.86, 0.16), (-0.8, -0.02), (-0.68, 0.12), (-0.58, 0.22)]
    fin = [(-0.06, 0.84), (-0.2, 1.0), (0.16, 0.88)]
    belly = [(0.6, 0.52), (0.3, 0.6), (-0.06, 0.56), (-0.3, 0.4), (-0.02, 0.48), (0.3, 0.54)]
    parts = [
        Part(smooth(fluke), c),
        Part(np.array(fin), shaded(c, 0.85), 0.5),
        Part(smooth(body), c),
        Part(smooth(belly), "#d8e2e6", 0.5),
        Part(smooth([(0.26, 0.6), (0.14, 0.4), (0.34, 0.56)]), shaded(c, 0.75), 0.6),
    ]
    return [
        *parts,
        Part(ellipse(0.55, 0.66, 0.014, 0.014), "#0e1216", 0),
        *([] if look.swims else _spray(look, 7, 0.5)),
    ]


def fish(look: Look) -> list[Part]:
    """One bright fish."""
    c = look.colour or ("#f08a3c", "#f2c84a", "#4a9ad8", "#d85a7a")[int(look.rng.integers(4))]
    tail = [(-0.5, 0.5), (-0.86, 0.84), (-0.78, 0.5), (-0.86, 0.14)]
    body = [(0.7, 0.5), (0.5, 0.7), (0.1, 0.82), (-0.3, 0.68), (-0.58, 0.5), (-0.3, 0.32), (0.1, 0.18), (0.5, 0.3)]
    fin = [(0.2, 0.78), (-0.1, 1.0), (-0.34, 0.7)]
    bands = [
        Part(
            smooth([(x, 0.26), (x + 0.1, 0.26), (x + 0.12, 0.5), (x + 0.1, 0.76), (x, 0.76), (x + 0.03, 0.5)]),
            "#f8f2e6",
            0.2,
        )
        for x in (0.2, -0.22)
    ]
    return [
        Part(np.array(tail), shaded(c, 0.8), 0.4),
        Part(smooth(fin), shaded(c, 0.75), 0.4),
        Part(smooth(body), c),
        *bands,
        Part(ellipse(0.5, 0.56, 0.05, 0.06), "#f8f8f4", 0),
        Part(ellipse(0.52, 0.56, 0.025, 0.035), "#101010", 0),
    ]


def turtle(look: Look) -> list[Part]:
    """A sea turtle gliding."""
    c = look.colour or "#5a7a4a"
    shell = [(0.5, 0.5), (0.34, 0.74), (0.0, 0.84), (-0.4, 0.74), (-0.62, 0.52), (-0.3, 0.42), (0.1, 0.38)]
    flipper = [(0.36, 0.46), (0.5, 0.24), (0.34, -0.04), (0.16, -0.1), (0.22, 0.2), (0.2, 0.42)]
    back = [(-0.44, 0.46), (-0.66, 0.36), (-0.84, 0.2), (-0.62, 0.24), (-0.36, 0.4)]
    head = [(0.46, 0.6), (0.62, 0.7), (0.8, 0.66), (0.82, 0.56), (0.66, 0.5), (0.48, 0.48)]
    plates = [
        Part(smooth([(x - 0.1, 0.54), (x - 0.06, 0.7), (x + 0.08, 0.7), (x + 0.1, 0.54)]), shaded(c, 0.65), 0.5)
        for x in (-0.34, -0.1, 0.14)
    ]
    skin = "#8aa878"
    return [
        Part(smooth(back), skin),
        Part(smooth(head), skin),
        Part(smooth(shell), c),
        *plates,
        Part(smooth(flipper), skin),
        Part(ellipse(0.7, 0.62, 0.02, 0.022), "#101010", 0),
    ]


def jellyfish(look: Look) -> list[Part]:
    """A glowing bell with trailing arms."""
    c = look.colour or ("#e88ad0", "#8ad0f0", "#c8a0f0")[int(look.rng.integers(3))]
    bell = [
        (-0.3, 0.66),
        (-0.28, 0.86),
        (-0.12, 0.98),
        (0.12, 0.98),
        (0.28, 0.86),
        (0.3, 0.66),
        (0.18, 0.7),
        (0, 0.66),
        (-0.18, 0.7),
    ]
    t = np.linspace(0, 1, 14)
    arms = []
    for x in np.linspace(-0.22, 0.22, 7):
        phase = look.rng.random() * 6
        arms.append(
            Part(
                strip(np.c_[x + 0.05 * np.sin(t * 7 + phase) * t, 0.68 - t * 0.68], 0.014 * (1.1 - t)),
                shaded(c, 0.85),
                0.3,
            )
        )
    return [*arms, Part(smooth(bell), c), Part(ellipse(0, 0.84, 0.13, 0.08), shaded(c, 1.25), 0, True)]


def bird(look: Look) -> list[Part]:
    """A bird in flight."""
    c = look.colour or "#34363e"
    far = [(0.0, 0.5), (0.14, 0.86), (0.42, 1.06), (0.34, 0.8), (0.2, 0.52)]
    near = [(-0.12, 0.5), (-0.2, 0.84), (-0.46, 1.1), (-0.28, 1.08), (0.02, 0.9), (0.16, 0.5)]
    body = [
        (-0.62, 0.42),
        (-0.3, 0.44),
        (0.0, 0.54),
        (0.3, 0.56),
        (0.46, 0.6),
        (0.56, 0.54),
        (0.46, 0.46),
        (0.3, 0.38),
        (0.0, 0.32),
        (-0.3, 0.36),
        (-0.66, 0.34),
    ]
    return [
        Part(smooth(far), shaded(c, 0.75), 0.5),
        Part(smooth(body), c),
        Part(smooth(near), shaded(c, 0.95), 0.6),
        Part(np.array([(0.54, 0.57), (0.68, 0.52), (0.54, 0.5)]), "#e0a040", 0.4),
    ]


def butterfly(look: Look) -> list[Part]:
    """A butterfly with open wings."""
    c = look.colour or "#f08a3c"
    parts = []
    for s in (-1, 1):
        upper = smooth([(0, 0.5), (s * 0.14, 0.8), (s * 0.42, 1.0), (s * 0.52, 0.84), (s * 0.4, 0.58), (s * 0.1, 0.48)])
        lower = smooth([(0, 0.48), (s * 0.2, 0.48), (s * 0.4, 0.36), (s * 0.34, 0.14), (s * 0.14, 0.1), (0.0, 0.36)])
        parts += [
            Part(lower, shaded(c, 0.85), 0.4),
            Part(upper, c, 0.4),
            Part(ellipse(s * 0.36, 0.82, 0.05, 0.05), "#fff2d8", 0),
        ]
    return [
        *parts,
        Part(ellipse(0, 0.48, 0.03, 0.2), "#241c1a"),
        Part(strip([(0, 0.66), (0.07, 0.82)], 0.006), "#241c1a", 0),
        Part(strip([(0, 0.66), (-0.07, 0.82)], 0.006), "#241c1a", 0),
    ]


def dragon(look: Look) -> list[Part]:
    """A dragon on the wing."""
    c = look.colour or "#4a6a52"
    tail = strip([(-0.3, 0.42), (-0.7, 0.3), (-1.0, 0.4), (-1.24, 0.3)], [0.1, 0.06, 0.03, 0.006])
    neck = strip([(0.24, 0.46), (0.5, 0.6), (0.66, 0.8), (0.86, 0.86)], [0.1, 0.07, 0.05, 0.045])
    body = [(-0.36, 0.42), (-0.1, 0.56), (0.2, 0.56), (0.36, 0.46), (0.2, 0.3), (-0.1, 0.26)]
    head = [(0.8, 0.94), (0.94, 0.96), (1.14, 0.86), (1.16, 0.8), (0.96, 0.78), (0.8, 0.8)]
    wing = [
        (0.1, 0.54),
        (-0.06, 0.9),
        (-0.3, 1.16),
        (-0.5, 1.24),
        (-0.56, 0.98),
        (-0.7, 0.84),
        (-0.5, 0.8),
        (-0.44, 0.62),
        (-0.26, 0.66),
        (-0.16, 0.5),
    ]
    far = [(0.16, 0.54), (0.28, 0.9), (0.44, 1.14), (0.56, 1.2), (0.5, 0.9), (0.4, 0.76), (0.28, 0.52)]
    legs = [
        Part(strip([(x, 0.32), (x - 0.06, 0.14), (x + 0.02, 0.04)], [0.05, 0.03, 0.02]), shaded(c, 0.8))
        for x in (-0.14, 0.16)
    ]
    horns = [Part(strip([(0.84, 0.94), (0.72, 1.04)], [0.02, 0.004]), "#d8ccb0", 0.4)]
    return [
        Part(np.array(far), shaded(c, 0.6), 0.3),
        Part(tail, c),
        Part(neck, c),
        Part(smooth(body), c),
        *legs,
        Part(smooth(head), c),
        *horns,
        Part(np.array(wing), shaded(c, 0.8), 0.3),
        Part(ellipse(0.96, 0.89, 0.016, 0.016), "#ffd040", 0, True),
    ]


KINDS: dict[str, Kind] = {
    "whale": Kind(whale, height=0.28, width=1.5, at_home="water", depth=6.0, shiny=True),
    "dolphin": Kind(dolphin, height=0.16, at_home="water", depth=5.0, shiny=True),
    "fish": Kind(fish, height=0.1, width=1.8),
    "turtle": Kind(turtle, height=0.16),
    "jellyfish": Kind(jellyfish, height=0.24, wades=True),
    "bird": Kind(bird, height=0.06, at_home="air"),
    "butterfly": Kind(butterfly, height=0.09, at_home="air"),
    "dragon": Kind(dragon, height=0.3, width=2.2, at_home="air"),
}
