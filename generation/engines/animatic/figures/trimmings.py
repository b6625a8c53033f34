"""The small things that tell one garment from another."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

import numpy as np

from generation.engines.animatic.figures.layers import Layer, layer
from generation.engines.animatic.figures.limbs import between, by, circle
from generation.engines.animatic.figures.part import shaded
from generation.engines.animatic.figures.trunk import Trunk, visible_span
from generation.engines.animatic.outline import smooth, strip
from generation.engines.animatic.raster import Shape

if TYPE_CHECKING:
    from generation.engines.animatic.figures.clothes import Dresser

FRONT = 0.16  # how much the chest must face the viewer for its front to be drawn


def trimmings(dresser: Dresser) -> list[Layer]:
    """Lapels, buttons, belts, folds, sashes and plates."""
    garment = dresser.outfit.garment
    made = [*_folds(dresser), *_belt(dresser)]
    if dresser.trunk.seen() > FRONT:
        if garment in ("suit", "coat", "jacket"):
            made += _lapels(dresser)
        if garment in ("shirt", "vest", "uniform", "raincoat", "hoodie"):
            made += _placket(dresser)
        if "tie" in dresser.outfit.look.attributes and garment != "suit":
            knot = [(0.97, -0.12), (0.97, 0.12), (0.6, 0.18), (0.52, 0.0), (0.6, -0.18)]
            made.append(_layer(0.032, (dresser.trunk.line(knot),), dresser.outfit.of("tie", "#8c2f3a"), 0.3))
        if garment in ("kimono", "robe"):
            made += _crossed(dresser)
        if garment in ("sweater", "wetsuit"):
            made += _crew(dresser)
    if garment == "armour":
        made += _plates(dresser)
    if "stripes" in dresser.outfit.face:
        made += [_band(dresser, 0.42, 0.48, "#d9e05a"), _band(dresser, 0.04, 0.1, "#d9e05a")]
    if "clown" in dresser.outfit.face and dresser.trunk.seen() > FRONT:
        dots = tuple(circle(dresser.trunk.at(s, 0.0), 0.016) for s in (0.75, 0.5, 0.25))
        made.append(_layer(0.02, dots, "#c8302c"))
    return made


def _layer(near: float, shapes: tuple[np.ndarray, ...], colour: str, inflate: float = 0.4) -> Layer:
    return layer(near, shapes, colour, inflate)


def _band(dresser: Dresser, low: float, high: float, colour: str) -> Layer:
    return _layer(0.03, (dresser.trunk.band(low, high),), colour)


def _lapels(dresser: Dresser) -> list[Layer]:
    trunk, outfit = dresser.trunk, dresser.outfit
    shirt = trunk.line([(1.07, -0.9), (1.03, 0.0), (1.07, 0.9), (0.62, 0.08), (0.58, 0.0), (0.62, -0.08)])
    made = [_layer(0.02, (shirt,), outfit.under, 0.2)]
    if outfit.garment == "suit":
        tie = trunk.line([(0.97, -0.12), (0.97, 0.12), (0.68, 0.16), (0.61, 0.0), (0.68, -0.16)])
        made.append(_layer(0.021, (tie,), outfit.of("tie", "#8c2f3a"), 0.3))
    flaps = []
    for sign in (-1, 1):
        if trunk.seen(sign * 0.5) > 0.1:
            flaps.append(
                trunk.line(
                    [
                        (1.02, sign * 0.7),
                        (0.93, sign * 0.95),
                        (0.8, sign * 0.72),
                        (0.56, sign * 0.02),
                        (0.84, sign * 0.3),
                    ]
                )
            )
    edge = strip(trunk.line([(0.56, 0.05), (0.3, 0.06), (0.0, 0.07)]), 0.0025)
    buttons = tuple(circle(trunk.at(s, -0.12), 0.006) for s in (0.46, 0.18))
    return [
        *made,
        _layer(0.022, tuple(flaps), shaded(outfit.colour, 0.84)),
        _layer(0.023, (edge, *buttons), shaded(outfit.colour, 0.55), 0),
    ]


def _placket(dresser: Dresser) -> list[Layer]:
    trunk, outfit = dresser.trunk, dresser.outfit
    garment = outfit.garment
    colour = outfit.under if garment == "vest" else outfit.colour
    collar = tuple(
        trunk.line([(1.08, s * 1.2), (1.04, s * 0.12), (0.9, s * 0.34), (0.92, s * 0.62), (1.0, s * 1.15)])
        for s in (-1, 1)
        if trunk.seen(s * 0.5) > 0.1
    )
    line = strip(trunk.line([(0.94, 0.0), (0.5, 0.02), (0.05, 0.02)]), 0.002)
    made = [_layer(0.03, collar, shaded(colour, 0.88), 0.15)] if collar else []
    if garment == "hoodie":
        pocket = trunk.line([(0.32, -0.5), (0.32, 0.5), (0.1, 0.75), (0.08, 0.0), (0.1, -0.75)])
        return [*made, _layer(0.02, (pocket,), shaded(colour, 0.87))]
    if garment == "vest":
        return made
    marks: tuple[np.ndarray, ...] = (line,)
    if garment in ("uniform", "raincoat"):
        marks += tuple(circle(trunk.at(s, 0.02), 0.006) for s in (0.82, 0.62, 0.42, 0.2))
    made.append(_layer(0.021, marks, shaded(colour, 0.62), 0))
    if garment == "uniform":
        patch = tuple(
            trunk.line([(0.72, s * 0.35), (0.72, s * 0.85), (0.6, s * 0.85), (0.6, s * 0.35)]) for s in (-1, 1)
        )
        made += [
            _layer(0.02, patch, shaded(colour, 0.84)),
            _layer(0.024, (circle(trunk.at(0.76, 0.6), 0.008),), "#d8b24a", 1.0),
        ]
    return made


def _crossed(dresser: Dresser) -> list[Layer]:
    """The overlapping fronts of a kimono or a robe."""
    trunk, outfit = dresser.trunk, dresser.outfit
    left = strip(trunk.line([(1.03, 0.75), (0.8, 0.25), (0.55, -0.25), (0.38, -0.7)]), 0.009)
    right = strip(trunk.line([(1.03, -0.75), (0.86, -0.35), (0.72, 0.0)]), 0.009)
    colour = outfit.of("collar", "#e8dfcc" if outfit.garment == "kimono" else shaded(outfit.colour, 0.7))
    return [_layer(0.02, (right,), shaded(colour, 0.85)), _layer(0.021, (left,), colour)]


def neckline(trunk: Trunk) -> tuple[Shape, ...]:
    """The skin that a low neckline leaves bare."""
    cut = [(1.04, -0.8), (0.98, -0.78), (0.9, -0.5), (0.865, 0.0), (0.9, 0.5), (0.98, 0.78), (1.04, 0.8)]
    return (smooth(trunk.line(cut), 3),)


def _crew(dresser: Dresser) -> list[Layer]:
    """The knitted edge around the neck."""
    trunk = dresser.trunk
    low, high = visible_span(trunk)
    angles = np.linspace(low + 0.1, high - 0.1, 9)
    edge = [trunk.at(1.05, a) for a in angles] + [trunk.at(0.97, a) for a in angles[::-1]]
    return [_layer(0.03, (np.array(edge),), shaded(dresser.outfit.colour, 0.84), 0.6)]


def _plates(dresser: Dresser) -> list[Layer]:
    trunk, colour = dresser.trunk, dresser.outfit.colour
    lines = tuple(trunk.band(s, s + 0.022) for s in (0.34, 0.2, 0.06))
    made = [_layer(0.02, lines, shaded(colour, 0.68), 0.6)]
    if trunk.seen() > FRONT:
        made.append(_layer(0.021, (strip(trunk.line([(0.92, 0.0), (0.4, 0.0)]), 0.003),), shaded(colour, 1.25), 0.6))
    return made


def _belt(dresser: Dresser) -> list[Layer]:
    outfit, trunk = dresser.outfit, dresser.trunk
    garment = outfit.garment
    if garment == "kimono":
        sash = outfit.of("sash", "#d3b25a" if outfit.legs == "trousers" else "#c9a94f")
        return [_band(dresser, 0.26, 0.46, sash)]
    if not (outfit.belt or garment in ("dress", "coat")):
        return []
    colour = outfit.of("belt", shaded(outfit.colour, 0.66) if garment in ("dress", "coat") else "#4a3526")
    made = [_band(dresser, 0.3, 0.36, colour)]
    if trunk.seen() > FRONT and garment != "dress":
        made.append(_layer(0.031, (circle(trunk.at(0.33, 0.0), 0.011),), "#cda955", 1.0))
    return made


def _folds(dresser: Dresser) -> list[Layer]:
    """Soft lines where cloth hangs or stretches."""
    outfit, trunk = dresser.outfit, dresser.trunk
    hem = dresser.hem
    if outfit.garment in ("armour", "wetsuit") or hem < 0.7 or dresser.body.pose.pitch or outfit.look.has("portrait"):
        return []
    hips = dresser.trunk.edges(0.22)
    ends = [dresser._down(side, hem) for side in ("left", "right")]
    ends.sort(key=lambda p: float(p[0]))
    lines = []
    for t in (0.08, 0.42, 0.8):
        start, end = between(hips[0], hips[1], 0.25 + t * 0.5), between(ends[0], ends[1], t * 1.3 - 0.15)
        middle = between(start, end, 0.5) + by(0.006 * dresser.sway, 0)
        lines.append(strip([start, middle, end + by(0.008 * dresser.sway, 0.0)], [0.0008, 0.0035, 0.005]))
    low, high = visible_span(trunk)
    crease = strip(trunk.line([(0.5, low + 0.5), (0.42, low + 0.9), (0.4, low + pi / 2.4)]), [0.0006, 0.002, 0.0006])
    return [_layer(0.012, (*lines, crease), shaded(outfit.colour, 0.76), 0)] if high > low else []
