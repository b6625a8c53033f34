"""Small animals."""

import numpy as np

from generation.engines.animatic.figures.animals import coat
from generation.engines.animatic.figures.part import Kind, Look, Part, shaded
from generation.engines.animatic.outline import ellipse, smooth, strip


def cat(look: Look) -> list[Part]:
    """A cat sitting, seen from the front."""
    c = coat(look, "cat")
    tail = strip([(0.24, 0.06), (0.42, 0.08), (0.5, 0.24), (0.42, 0.36)], [0.05, 0.045, 0.04, 0.02])
    body = [
        (-0.16, 0.6),
        (-0.28, 0.3),
        (-0.3, 0.08),
        (-0.2, 0),
        (0.2, 0),
        (0.3, 0.08),
        (0.28, 0.3),
        (0.16, 0.6),
        (0, 0.66),
    ]
    parts = [Part(tail, shaded(c, 0.8)), Part(smooth(body), c)]
    parts += [
        Part(
            smooth([(s * 0.05, 0.34), (s * 0.14, 0.34), (s * 0.13, 0.06), (s * 0.17, 0), (s * 0.03, 0)]), shaded(c, 1.1)
        )
        for s in (-1, 1)
    ]
    parts += [Part(smooth([(s * 0.2, 0.86), (s * 0.19, 1.04), (s * 0.05, 0.93)], 4), c, 0.5) for s in (-1, 1)]
    parts += [Part(ellipse(0, 0.76, 0.23, 0.2), c)]
    eye = "#ffd25a"
    parts += [Part(ellipse(s * 0.09, 0.78, 0.042, 0.05), eye, 0.3) for s in (-1, 1)]
    parts += [Part(ellipse(s * 0.09, 0.78, 0.014, 0.045), "#101010", 0) for s in (-1, 1)]
    return [*parts, Part(np.array([(-0.03, 0.715), (0.03, 0.715), (0, 0.68)]), "#d08a8a", 0.3)]


def rabbit(look: Look) -> list[Part]:
    """A rabbit sitting up."""
    c = coat(look, "rabbit")
    body = [(-0.36, 0.2), (-0.34, 0.46), (-0.12, 0.6), (0.12, 0.52), (0.24, 0.3), (0.24, 0.02), (-0.26, 0.0)]
    ears = [strip([(0.14 + d, 0.72), (0.08 + d, 0.88), (0.05 + d, 1.0)], [0.035, 0.045, 0.012]) for d in (0, 0.09)]
    parts = [
        Part(ellipse(-0.4, 0.16, 0.09, 0.09), "#f4efe6"),
        Part(ears[1], shaded(c, 0.75)),
        Part(smooth(body), c),
        Part(ears[0], c),
    ]
    parts += [
        Part(ellipse(0.2, 0.6, 0.19, 0.16), c),
        Part(ellipse(-0.12, 0.14, 0.2, 0.15), shaded(c, 0.92)),
        Part(ellipse(0.26, 0.64, 0.028, 0.032), "#14110e", 0),
    ]
    return [*parts, Part(ellipse(0.36, 0.57, 0.026, 0.02), "#c88a80", 0.4)]


KINDS: dict[str, Kind] = {
    "cat": Kind(cat, height=0.13, indoors=0.27),
    "rabbit": Kind(rabbit, height=0.1),
}
