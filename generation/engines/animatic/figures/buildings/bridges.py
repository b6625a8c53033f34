"""Bridges; they cross the picture from side to side."""

import numpy as np

from generation.engines.animatic.figures.part import Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import line, one, points, rod
from generation.engines.animatic.figures.pieces import is_lit, lamps, shade
from generation.engines.animatic.outline import box, ellipse, strip
from generation.engines.animatic.raster import Shape

PYLON = 0.95


def bridge(look: Look) -> list[Part]:
    """A suspension bridge; lamps along its deck by night."""
    c = look.colour or "#b04a3a"
    main, side = np.linspace(-1, 1, 40), np.linspace(0, 1, 20)
    cables = [strip(np.c_[main * PYLON, 0.34 + 0.62 * main**2], 0.01)]
    cables += [strip(np.c_[s * (PYLON + side * 1.8), 0.34 + 0.62 * (1 - side) ** 2], 0.01) for s in (-1, 1)]
    hangers = []
    for k in np.arange(-2.6, 2.61, 0.085):
        q = abs(k) / PYLON if abs(k) < PYLON else max(0.0, 1 - (abs(k) - PYLON) / 1.8)
        hangers.append(box(k - 0.0028, 0.29, k + 0.0028, 0.34 + 0.62 * q**2))
    legs = [box(x + d - 0.018, 0, x + d + 0.018, 1.0) for x in (-PYLON, PYLON) for d in (-0.055, 0.055)]
    braces = [box(x - 0.06, y, x + 0.06, y + 0.035) for x in (-PYLON, PYLON) for y in (0.42, 0.6, 0.78, 0.96)]
    braces += [rod(x - 0.05 * s, 0.06, x + 0.05 * s, 0.22, 0.008) for x in (-PYLON, PYLON) for s in (-1, 1)]
    truss = []
    for k in np.arange(-3.2, 3.2, 0.1):
        truss += [rod(k, 0.235, k + 0.05, 0.285, 0.004), rod(k + 0.05, 0.285, k + 0.1, 0.235, 0.004)]
    return [
        one([points("-112 0, -108 9, -82 9, -78 0"), points("112 0, 108 9, 82 9, 78 0")], "#8d8a84", 0.4),
        one(hangers, shaded(c, 0.85), 0),
        one(legs, c, 0.6, fade=shaded(c, 0.8)),
        one(braces, shaded(c, 0.9), 0.4),
        one(cables, shaded(c, 1.05), 0.4),
        one(truss, shaded(c, 0.7)),
        one([box(-3.2, 0.225, 3.2, 0.24)], shaded(c, 0.8), 0.3),
        Part(box(-3.2, 0.28, 3.2, 0.312), c, 0.5, fade=shaded(c, 0.7)),
        one([box(-3.2, 0.335, 3.2, 0.34)], shaded(c, 1.1)),
        *(lamps(look, [ellipse(x, 0.37, 0.012, 0.014, 8) for x in np.arange(-2.9, 3.0, 0.29)]) if is_lit(look) else []),
        one([ellipse(x, 1.015, 0.014, 0.014, 10) for x in (-PYLON, PYLON)], "#ff4a3a", 0, glow=True),
    ]


def wooden_bridge(look: Look) -> list[Part]:
    """A low arched footbridge of planks with a railing."""
    c = look.colour or "#8a5a38"
    t = np.linspace(-1, 1, 41)
    deck = np.c_[t * 3.0, 0.34 + 0.22 * (1 - t**2)]
    up = np.array([0, 1])
    piles = [box(x - 0.06, -0.08, x + 0.06, 0.34 + 0.22 * (1 - (x / 3) ** 2)) for x in (-2.2, -1.1, 0, 1.1, 2.2)]
    posts = [box(x - 0.025, y, x + 0.025, y + 0.44) for x, y in deck[::2]]
    braces = [strip([deck[i] + up * 0.05, deck[i + 2] + up * 0.36], 0.012) for i in range(0, 39, 2)]
    return [
        one(piles, shaded(c, 0.6), 0.6),
        one([strip([(x - 0.5, 0.0), (x + 0.5, 0.3)], 0.025) for x in (-1.65, 0.55)], shaded(c, 0.55), 0.4),
        one([strip(deck + np.array([0.04, 0.41]), 0.02)], shaded(c, 0.6), 0.4),
        Part(strip(deck, 0.055), c, 0.5, fade=shaded(c, 0.7)),
        one([strip([(x, y - 0.05), (x, y + 0.055)], 0.005) for x, y in deck], shaded(c, 0.5)),
        one(braces, shaded(c, 0.9), 0.3),
        one(posts, shaded(c, 1.05), 0.5),
        one([strip(deck + up * 0.42, 0.03), strip(deck + up * 0.22, 0.016)], shaded(c, 1.15), 0.5),
    ]


def _pierced(count: int, half: float, pier: float, spring: float, rise: float, top: Shape) -> Shape:
    """The body of a bridge as one polygon: along its top to the right, and back under its arches."""
    step, t = 2 * half + pier, np.linspace(0, np.pi, 15)
    under: list[tuple[float, float]] = []
    for k in range(count)[::-1]:
        x = (k - (count - 1) / 2) * step
        under += [(x + half, 0.0), *zip(x + half * np.cos(t), spring + rise * np.sin(t), strict=True), (x - half, 0.0)]
    return np.asarray(np.r_[top, [(top[-1, 0], 0.0)], under, [(top[0, 0], 0.0)]])


def stone_bridge(look: Look) -> list[Part]:
    """A humped bridge of three stone arches."""
    c = look.colour or "#a39a8c"
    t = np.linspace(-1, 1, 31)
    top = np.c_[t * 3.0, 0.62 + 0.36 * (1 - t**2)]
    half, pier, spring, rise = 0.66, 0.34, 0.2, 0.46
    rings = [strip(_crown(x, half + 0.035, spring, rise + 0.035), 0.035) for x in (-1.66, 0.0, 1.66)]
    voussoirs = [s for x in (-1.66, 0.0, 1.66) for s in _joints(x, half, spring, rise)]
    return [
        Part(_pierced(3, half, pier, spring, rise, top), c, 0.08, fade=shaded(c, 0.72)),
        one([strip(top - np.array([0, d]), 0.004) for d in (0.09, 0.17)], shaded(c, 0.62), 0, opacity=0.5),
        one(rings, shaded(c, 1.12), 0.4),
        one(voussoirs, shaded(c, 0.6), 0, opacity=0.6),
        one(
            [points(f"{x - 9} 0, {x - 7} 34, {x + 7} 34, {x + 9} 0") for x in (-83, 83)],
            shaded(c, 1.05),
            0.6,
            fade=shaded(c, 0.75),
        ),
        one([strip(top, 0.03)], shaded(c, 1.15), 0.5),
        shade(
            *(strip(_crown(x, half - 0.03, spring, rise - 0.03), 0.03) for x in (-1.66, 0.0, 1.66)),
            opacity=0.3,
            soft=0.02,
        ),
        one([ellipse(x, 0.02, 0.16, 0.04, 14) for x in (-2.9, -2.6, 2.7, 2.95)], "#5a6a40", 0.7),
    ]


def _crown(x: float, half: float, spring: float, rise: float) -> Shape:
    t = np.linspace(0, np.pi, 17)
    return np.asarray(np.c_[x + half * np.cos(t), spring + rise * np.sin(t)])


def _joints(x: float, half: float, spring: float, rise: float) -> list[Shape]:
    t = np.linspace(0.1, np.pi - 0.1, 14)
    return [
        rod(
            x + half * np.cos(a),
            spring + rise * np.sin(a),
            x + (half + 0.07) * np.cos(a),
            spring + (rise + 0.07) * np.sin(a),
            0.003,
        )
        for a in t
    ]


def viaduct(look: Look) -> list[Part]:
    """A tall viaduct of slender arches."""
    c = look.colour or "#ab9c86"
    half, pier, spring, rise = 0.21, 0.11, 0.62, 0.22
    top = np.array([(-3.2, 0.96), (3.2, 0.96)])
    xs = [(k - 5.5) * (2 * half + pier) for k in range(12)]
    piers = [x + half + pier / 2 for x in xs[:-1]]
    return [
        Part(_pierced(12, half, pier, spring, rise, top), c, 0.06, fade=shaded(c, 0.72)),
        one([strip(_crown(x, half + 0.014, spring, rise + 0.014), 0.014) for x in xs], shaded(c, 1.14), 0.4),
        one(
            [box(x - pier / 2 - 0.012, spring - 0.02, x + pier / 2 + 0.012, spring) for x in piers], shaded(c, 1.1), 0.4
        ),
        one(
            [box(x - pier / 2, y, x + pier / 2, y + 0.003) for x in piers for y in np.arange(0.05, 0.6, 0.06)],
            shaded(c, 0.6),
            0,
            opacity=0.4,
        ),
        shade(*(box(x + pier * 0.12, 0, x + pier / 2, spring) for x in piers), opacity=0.22),
        one([box(-3.2, 0.945, 3.2, 0.965), box(-3.2, 0.985, 3.2, 1.0)], shaded(c, 1.1), 0.4),
        one([box(x, 0.96, x + 0.014, 0.99) for x in np.arange(-3.2, 3.2, 0.06)], shaded(c, 0.9)),
    ]


def pier(look: Look) -> list[Part]:
    """A wooden jetty on piles, a lamp at its end."""
    c = look.colour or "#8d6e52"
    piles = [box(x - 0.05, -0.09, x + 0.05, 0.5) for x in np.arange(-2.8, 1.9, 0.46)]
    return [
        one([box(x - 0.04, -0.05, x + 0.04, 0.44) for x in np.arange(-2.6, 1.9, 0.46)], shaded(c, 0.45), 0.5),
        one(piles, shaded(c, 0.7), 0.7, fade=shaded(c, 0.5)),
        Part(points("-300 42, -300 54, 194 54, 194 42"), c, 0.3, fade=shaded(c, 0.7)),
        one([box(x, 0.43, x + 0.01, 0.54) for x in np.arange(-2.96, 1.94, 0.1)], shaded(c, 0.55), 0, opacity=0.7),
        one([box(x - 0.035, 0.5, x + 0.035, 0.72) for x in np.arange(-2.57, 1.9, 0.92)], shaded(c, 0.9), 0.6),
        one([line(f"{x} 66, {x + 46} 58, {x + 92} 66", 1.0) for x in range(-257, 100, 92)], "#c8b48c", 0.4),
        one([rod(1.84, 0.5, 1.84, 1.0, 0.018), rod(1.84, 0.98, 1.7, 0.98, 0.014)], "#2c2e33", 0.4),
        *lamps(look, [ellipse(1.7, 0.92, 0.05, 0.06, 14)], "#ffd890"),
    ]


KINDS: dict[str, Kind] = {
    "bridge": Kind(bridge, height=0.28, width=6.4, large=True, crosses=True, wades=True),
    "wooden bridge": Kind(wooden_bridge, height=0.13, width=6.0, large=True, crosses=True, wades=True),
    "stone bridge": Kind(stone_bridge, height=0.16, width=6.0, large=True, crosses=True, wades=True),
    "viaduct": Kind(viaduct, height=0.28, width=6.4, large=True, crosses=True, wades=True),
    "pier": Kind(pier, height=0.1, width=6.0, large=True, crosses=True, wades=True),
}
