"""What skin shows: freckles, a scar, tattoos, make-up, and tears that run down."""

import numpy as np

from generation.engines.animatic.figures.heads import HEAD_NEAR, Head, mixed
from generation.engines.animatic.figures.layers import Layer, layer
from generation.engines.animatic.figures.limbs import by, curve, hull, oval
from generation.engines.animatic.figures.part import shaded
from generation.engines.animatic.outline import strip
from generation.engines.animatic.raster import Shape

SKIN_NEAR, OVER_NEAR = HEAD_NEAR + 0.0225, HEAD_NEAR + 0.045
FRECKLES = 46
INK, WATER = "#2b3f55", "#dff1fb"
SEEN = 0.12
EYE = 0.46
LIPS = (
    (-0.28, 0.0), (-0.1, 0.0045), (0.0, 0.0036), (0.1, 0.0045), (0.28, 0.0), (0.12, -0.0062), (-0.12, -0.0062),
)  # fmt: skip
"""The outline of the mouth: radians from the middle of the face, and how far over the seam of the lips."""


def marks(head: Head) -> list[Layer]:
    """Every mark that was said, where it is seen."""
    if head.seen(0.0) < -0.2:
        return []
    return [made for name, draw in MARKS.items() if name in head.outfit.face for made in draw(head)]


def _freckles(head: Head) -> list[Layer]:
    """Over the nose and both cheeks, thickest in the middle."""
    rng, dots = np.random.default_rng(11), list[Shape]()
    for _ in range(FRECKLES):
        around, up = float(rng.normal(0, 0.36)), -0.0115 + float(rng.normal(0, 0.006))
        size = float(rng.uniform(0.0007, 0.00145)) * head.k
        if head.seen(around) > SEEN and not (abs(abs(around) - EYE) < 0.16 and up > -0.008):
            dots.append(oval(head.on(around, up, 1.01), size, size))
    return [layer(SKIN_NEAR, tuple(dots), mixed(head.outfit.skin, "#7a3a1c", 0.55), 0)] if dots else []


def _scar(head: Head) -> list[Layer]:
    """Down from the brow over the cheek on the side that is seen, with the marks of its stitches."""
    side = -1 if head.yaw > 0 else 1
    line = [(0.5, 0.03), (0.52, 0.016), (0.5, -0.012), (0.44, -0.026), (0.4, -0.034)]
    path = curve([head.on(side * a, u, 1.01) for a, u in line])
    ridge = strip(path, np.interp(np.linspace(0, 1, len(path)), (0, 0.5, 1), (0.0006, 0.0019, 0.0005)) * head.k)
    stitches = []
    for share in (0.15, 0.35, 0.62, 0.8, 0.93):
        at = path[int(share * (len(path) - 1))]
        stitches.append(strip([at - by(0.0045, 0.0012) * head.k, at + by(0.0045, 0.0012) * head.k], 0.0005 * head.k))
    skin = head.outfit.skin
    return [layer(OVER_NEAR, ridge, mixed(skin, "#b0525a", 0.62), 0.3),
            layer(OVER_NEAR + 0.0005, tuple(stitches), mixed(skin, "#6a2a2e", 0.5), 0)]  # fmt: skip


def _tattoos(head: Head) -> list[Layer]:
    """Bands and curls of ink on the temple, the cheek and the chin."""
    lines: list[Shape] = []
    for side in (-1, 1):
        if head.seen(side * 0.75) < SEEN:
            continue
        for around, up in ((0.72, 0.022), (0.8, 0.012), (0.88, 0.002)):
            hook = [
                (around - 0.1, up + 0.006),
                (around + 0.06, up + 0.002),
                (around + 0.04, up - 0.007),
                (around - 0.04, up - 0.005),
            ]
            lines.append(strip(curve([head.on(side * a, u, 1.01) for a, u in hook]), 0.0011 * head.k))
        chevrons = [[(0.62, -0.024), (0.72, -0.0285), (0.82, -0.024)], [(0.6, -0.031), (0.71, -0.036), (0.82, -0.031)]]
        lines += [strip([head.on(side * a, u, 1.01) for a, u in mark], 0.0011 * head.k) for mark in chevrons]
    for x in (-0.08, 0.0, 0.08):
        lines.append(strip([head.on(x, -0.052, 1.02), head.on(x, -0.06, 1.02)], 0.001 * head.k))
    return [layer(OVER_NEAR, tuple(lines), mixed(head.outfit.skin, INK, 0.85), 0)] if lines else []


def _make_up(head: Head) -> list[Layer]:
    """Shadow over the eyes, rouge on the cheeks and red lips."""
    shadow, rouge = list[Shape](), list[Shape]()
    for side in (-1, 1):
        if head.seen(side * EYE) > SEEN:
            upper = [(0.2, 0.002), (0.32, 0.0105), (0.5, 0.0125), (0.68, 0.009), (0.84, 0.006)]
            lower = [(0.74, 0.0015), (0.5, 0.0065), (0.3, 0.005)]
            shadow.append(np.array([head.on(side * a, u, 1.005) for a, u in (*upper, *lower)]))
        if head.seen(side * 0.7) > SEEN:
            rouge.append(oval(head.on(side * 0.68, -0.02), 0.011 * head.k, 0.0075 * head.k))
    lips = [head.to(0.0495 * np.cos(a * 0.9), 0.05 * np.sin(a), -0.0375 + up)
            for a, up in LIPS]  # fmt: skip
    skin = head.outfit.skin
    made = [layer(OVER_NEAR - 0.016, np.array(lips), "#b01830", 0.2)] if head.seen(0.0) > 0.2 else []
    made += [layer(SKIN_NEAR + 0.0003, tuple(shadow), mixed(skin, "#5a3a8a", 0.6), 0)] if shadow else []
    return [*made, *([layer(SKIN_NEAR + 0.0002, tuple(rouge), mixed(skin, "#d8485a", 0.32), 0)] if rouge else [])]


def _tears(head: Head) -> list[Layer]:
    """A wet track under each eye with a drop at its end and one on the way."""
    tracks, drops, lights = list[Shape](), list[Shape](), list[Shape]()
    for side, low in ((-1, -0.034), (1, -0.026)):
        if head.seen(side * EYE) < SEEN:
            continue
        path = curve([head.on(side * a, u, 1.01) for a, u in ((0.5, -0.007), (0.53, -0.016), (0.5, low))])
        tracks.append(strip(path, 0.0011 * head.k))
        for at, size in ((path[-1], 0.0034), (path[len(path) // 2], 0.0021)):
            k = size * head.k
            drops.append(hull((oval(at, k, k), oval(at + by(0, 1.9 * k), k * 0.25, k * 0.25))))
            lights.append(oval(at + by(-0.35 * k, 0.3 * k), k * 0.3, k * 0.3))
    if not drops:
        return []
    return [layer(OVER_NEAR, tuple(tracks), mixed(head.outfit.skin, WATER, 0.5), 0),
            layer(OVER_NEAR + 0.001, tuple(drops), shaded(mixed(head.outfit.skin, WATER, 0.75), 0.96), 0.6),
            layer(OVER_NEAR + 0.002, tuple(lights), "#ffffff", 0)]  # fmt: skip


MARKS = {"make-up": _make_up, "freckles": _freckles, "tattoos": _tattoos, "scar": _scar, "tears": _tears}
