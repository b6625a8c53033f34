"""Butterfly, bee and dragonfly."""

import math

from generation.engines.animatic.figures.creatures.bones import band, closed, turned, wave
from generation.engines.animatic.figures.creatures.coats import CATCHLIGHT, EYE, darker, lighter, mixed
from generation.engines.animatic.figures.creatures.quadruped import merged
from generation.engines.animatic.figures.part import Look, Motion, Part
from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.raster import Shape

_UPPER = (0.02 + 0.52j, 0.1 + 0.72j, 0.3 + 0.94j, 0.48 + 1.0j, 0.56 + 0.9j, 0.52 + 0.74j, 0.44 + 0.58j, 0.2 + 0.5j)
_LOWER = (0.02 + 0.5j, 0.22 + 0.5j, 0.42 + 0.46j, 0.46 + 0.32j, 0.38 + 0.18j, 0.3 + 0.02j, 0.26 + 0.12j,
    0.14 + 0.16j, 0.04 + 0.36j)  # fmt: skip


def flutter_motion(action: str) -> Motion:
    """Quick beats."""
    return Motion(8, 0.5, 0.5, bob=0.08)


def hum_motion(action: str) -> Motion:
    """Wings too quick to follow, a body that hovers."""
    return Motion(4, 0.2, 0.5, bob=0.04)


def butterfly(look: Look) -> list[Part]:
    """A butterfly whose wings open and close."""
    base = look.colour or "#f08a3c"
    fold = 0.62 + 0.38 * wave(look.phase)
    rim = darker(base, 0.72)

    def at(p: complex, side: int) -> complex:
        lean = 0.24 * (1 - fold)
        return complex(side * p.real * fold + lean * p.real * 0.6, p.imag + 0.12 * (1 - fold) * p.real)

    parts = []
    for side in (-1, 1):
        tone = base if side > 0 else darker(base, 0.14 * (1 - fold) + 0.04)
        inner_up = [at(0.2 + 0.66j + (p - 0.2 - 0.66j) * 0.82, side) for p in _UPPER]
        inner_low = [at(0.2 + 0.36j + (p - 0.2 - 0.36j) * 0.8, side) for p in _LOWER]
        rims = [closed([at(p, side) for p in points], 5) for points in (_UPPER, _LOWER)]
        parts += [merged(rims, rim, 0.4), Part(closed(inner_low, 5), mixed(tone, "#ffffff", 0.12), 0.4),
            Part(closed(inner_up, 5), tone, 0.4)]  # fmt: skip
        spots = [at(p, side) for p in (0.49 + 0.93j, 0.515 + 0.86j, 0.5 + 0.79j, 0.42 + 0.96j, 0.42 + 0.3j,
            0.4 + 0.38j, 0.34 + 0.14j)]  # fmt: skip
        veins = [band([at(0.06 + 0.54j, side), at(q, side)], (0.006, 0.003)) for q in (0.36 + 0.88j,
            0.44 + 0.74j, 0.36 + 0.6j)]  # fmt: skip
        parts += [merged(veins, rim, 0), merged([ellipse(p.real, p.imag, 0.016 * max(fold, 0.3), 0.016, 8)
            for p in spots], "#fff4de", 0)]  # fmt: skip
    body = band([0.0 + 0.2j, 0.0 + 0.36j, 0.0 + 0.52j, 0.005 + 0.62j], (0.012, 0.028, 0.034, 0.026))
    feelers = [band([0.63j, side * 0.05 + 0.76j, side * 0.1 + 0.84j], (0.005, 0.004, 0.008)) for side in (-1, 1)]
    return [*parts, Part(body, "#2a211d"), merged(feelers, "#2a211d", 0)]


def _glassy(points: tuple[complex, ...], root: complex, lift: float, scale: float = 1.0) -> Shape:
    return closed([root + turned(p, lift) * scale for p in points], 5)


_BEE_WING = (0.0 + 0.0j, -0.12 + 0.2j, -0.3 + 0.42j, -0.5 + 0.48j, -0.54 + 0.36j, -0.36 + 0.14j)


def bee(look: Look) -> list[Part]:
    """A round, striped bee."""
    base = look.colour or "#e9b03a"
    dark, blur = "#2a211b", 0.35 * wave(look.phase)
    body = closed((-0.62 + 0.36j, -0.5 + 0.54j, -0.2 + 0.64j, 0.08 + 0.58j, 0.14 + 0.42j, 0.02 + 0.26j,
        -0.26 + 0.2j, -0.5 + 0.26j), 6)  # fmt: skip
    stripes = []
    for x, half in ((-0.48, 0.13), (-0.28, 0.21), (-0.07, 0.19)):
        stripes.append(closed([complex(x - 0.06, 0.42 + half), complex(x + 0.03, 0.43 + half),
            complex(x + 0.07, 0.42), complex(x + 0.03, 0.41 - half), complex(x - 0.06, 0.42 - half),
            complex(x - 0.02, 0.42)], 4))  # fmt: skip
    thorax, head = ellipse(0.22, 0.47, 0.19, 0.18, 22), ellipse(0.46, 0.44, 0.13, 0.13, 20)
    legs = [band([x + 0.3j, x + 0.06 + 0.18j, x + 0.02 + 0.08j], (0.014, 0.012, 0.006)) for x in (-0.02, 0.14, 0.28)]
    feelers = [band([0.5 + 0.55j, 0.58 + 0.68j + 0.04j * k, 0.68 + 0.68j + 0.06j * k], (0.009, 0.008,
        0.012)) for k in (0, 1)]  # fmt: skip
    sting = band([-0.6 + 0.36j, -0.7 + 0.34j], (0.02, 0.002))
    far, near = (_glassy(_BEE_WING, 0.2 + 0.6j + d, blur + t, s) for d, t, s in ((0.06, -0.55, 0.85), (0.0,
        -0.15, 1.0)))  # fmt: skip
    return [Part(far, "#cfdbe2", 0.3), Part(sting, dark), merged(legs, dark), Part(body, base),
        merged(stripes, dark, 0.5), Part(thorax, darker(base, 0.2)), Part(head, dark), merged(feelers, dark,
        0), Part(ellipse(0.51, 0.47, 0.045, 0.06, 14), "#0e0c0c", 0.6), Part(ellipse(0.525, 0.5, 0.013,
        0.013, 8), CATCHLIGHT, 0), Part(near, "#e6eef2", 0.3)]  # fmt: skip


_LONG_WING = (0.0 + 0.0j, 0.02 + 0.3j, 0.0 + 0.62j, -0.06 + 0.76j, -0.13 + 0.72j, -0.14 + 0.4j, -0.08 + 0.06j)


def dragonfly(look: Look) -> list[Part]:
    """A dragonfly hovering on four glassy wings."""
    base = look.colour or "#2f7f9a"
    blur = 0.2 * wave(look.phase)
    tail = band([0.08 + 0.4j, -0.3 + 0.42j, -0.62 + 0.4j, -0.92 + 0.36j], (0.04, 0.028, 0.026, 0.03), 5)
    rings = [band([complex(x, 0.37 + 0.02 * math.sin(x)), complex(x + 0.005, 0.445)], (0.007, 0.007))
        for x in (-0.25, -0.4, -0.55, -0.7)]  # fmt: skip
    thorax, head = ellipse(0.18, 0.42, 0.14, 0.1, 20), ellipse(0.38, 0.42, 0.075, 0.08, 16)
    wings = [_glassy(_LONG_WING, root, lean + sign * blur, size) for root, lean, sign,
        size in ((0.26 + 0.48j, -0.5, 1, 0.72), (0.12 + 0.48j, 0.2, -1, 0.7), (0.24 + 0.46j, -0.15, -1,
        0.8), (0.1 + 0.46j, 0.55, 1, 0.78))]  # fmt: skip
    legs = [band([x + 0.34j, x + 0.07 + 0.26j, x + 0.02 + 0.18j], (0.009, 0.008, 0.004)) for x in (0.1, 0.18, 0.26)]
    return [merged(wings[:2], "#b9ccd6", 0.3), merged(legs, darker(base, 0.6), 0), merged([tail, thorax],
        base), merged(rings, darker(base, 0.5), 0), Part(head, darker(base, 0.3)), Part(ellipse(0.41, 0.45,
        0.055, 0.055, 16), lighter(base, 0.25), 0.8), Part(ellipse(0.425, 0.47, 0.014, 0.014, 8),
        CATCHLIGHT, 0), merged(wings[2:], "#dce8ee", 0.3), Part(ellipse(0.37, 0.43, 0.004, 0.004, 6), EYE,
        0)]  # fmt: skip
