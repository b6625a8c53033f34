"""Hats, hoods and helmets on a head seen from any side."""

from collections.abc import Callable
from math import cos, pi, sin

import numpy as np

from generation.engines.animatic.figures.heads import DEEP, HEAD_NEAR, MIDDLE, TALL, WIDE, Head, cap
from generation.engines.animatic.figures.layers import Layer, layer
from generation.engines.animatic.figures.limbs import by, circle, curve, hull
from generation.engines.animatic.figures.part import shaded
from generation.engines.animatic.outline import smooth, strip
from generation.engines.animatic.raster import Shape

BRIM = 0.04  # the height a hat sits at
NEAR = HEAD_NEAR + 0.1


def hat_layers(head: Head) -> list[Layer]:
    """What is worn on the head."""
    outfit = head.outfit
    made = _hood(head) if outfit.hood else []
    draw = HATS.get(outfit.hat)
    return [*made, *draw(head, outfit.hat_colour)] if draw else made


def _place(head: Head, points: list[tuple[float, float]]) -> Shape:
    """Points in the head's picture plane: right and up from its middle."""
    shift = head.nod * -0.03
    back = -0.004 * sin(head.yaw)
    return np.array([head.middle + (head.right * (x + back) + head.up * (y + shift)) * head.k for x, y in points])


def _half(head: Head) -> float:
    return float(np.hypot(WIDE * cos(head.yaw), DEEP * sin(head.yaw)))


def _brim(head: Head, wide: float, up: float, colour: str, curl: float = 0.0) -> list[Layer]:
    """A brim: an ellipse whose back half lies behind the head."""
    w = wide * _half(head) / WIDE
    turn = np.linspace(0, 2 * pi, 28, endpoint=False)
    points = [(w * cos(t), up + 0.16 * wide * sin(t) + curl * cos(t) ** 2) for t in turn]
    return [layer(NEAR + 0.01, smooth(_place(head, points), 1), shaded(colour, 0.88), 0.5)]


def _crown(head: Head, points: list[tuple[float, float]]) -> Shape:
    k = _half(head) / WIDE
    return smooth(_place(head, [(x * k, y) for x, y in points]), 4)


def _band(head: Head, low: float, high: float, out: float = 1.02) -> Shape:
    w = _half(head) * out
    across = np.linspace(-1, 1, 9)
    under = [(w * x, low - 0.009 * (1 - x * x)) for x in across]
    return _place(head, [*under, *[(w * 0.98 * x, high - 0.009 * (1 - x * x)) for x in across[::-1]]])


def _brimmed(
    wide: float, shape: list[tuple[float, float]], band: str, curl: float = 0.0
) -> Callable[[Head, str], list[Layer]]:
    def draw(head: Head, colour: str) -> list[Layer]:
        ribbon = head.outfit.of("ribbon", band)
        return [
            *_brim(head, wide, BRIM, colour, curl),
            layer(NEAR + 0.02, _crown(head, shape), colour),
            layer(NEAR + 0.03, _band(head, BRIM + 0.004, BRIM + 0.018), ribbon or shaded(colour, 0.6), 0.4),
        ]

    return draw


def _pointed(head: Head, colour: str) -> list[Layer]:
    lean = -0.03 * (1 if head.yaw >= 0 else -1)
    cone = _crown(
        head,
        [
            (-0.06, BRIM),
            (-0.04, 0.1),
            (lean - 0.012, 0.18),
            (lean * 2.2, 0.235),
            (lean * 0.6 + 0.014, 0.17),
            (0.042, 0.1),
            (0.06, BRIM),
        ],
    )
    return [
        *_brim(head, 0.125, BRIM, colour),
        layer(NEAR + 0.02, cone, colour),
        layer(NEAR + 0.03, _band(head, BRIM + 0.004, BRIM + 0.02, 1.06), head.outfit.of("ribbon", "#c79a3c"), 0.4),
    ]


def _dome(head: Head, low: float, out: float) -> Shape:
    w, points = _half(head) * out, []
    for t in np.linspace(0, pi, 18):
        points.append((w * cos(t), max(low, MIDDLE + 0.004) + (TALL * out - max(low - MIDDLE, 0)) * sin(t)))
    return _place(head, [(w * 0.99, low), *points, (-w * 0.99, low), (0, low - 0.008)])


def _visor(head: Head, up: float, reach: float, drop: float) -> Shape:
    sides = [head.to(0.03, s * 0.048, up) for s in (-1, 1)]
    front = [head.to(0.052 + reach, s * 0.032, up - drop) for s in (1, -1)]
    brow = [head.to(0.055, s * 0.02, up + 0.004) for s in (-1, 1)]
    return hull((np.array([*sides, *front, *brow]),))


def _cap(head: Head, colour: str) -> list[Layer]:
    made = [layer(NEAR + 0.02, _dome(head, 0.03, 1.1), colour)]
    if head.seen(0.0) > -0.5:
        made.append(layer(NEAR + 0.03, _visor(head, 0.031, 0.032, 0.008), shaded(colour, 0.72), 0.4))
    return made


def _beanie(head: Head, colour: str) -> list[Layer]:
    return [
        layer(NEAR + 0.02, (_dome(head, 0.034, 1.12),), colour),
        layer(NEAR + 0.03, _band(head, 0.03, 0.054, 1.13), shaded(colour, 0.8), 0.6),
    ]


def _police(head: Head, colour: str) -> list[Layer]:
    w = _half(head) / WIDE
    top = _place(head, [(-0.056 * w, 0.04), (-0.076 * w, 0.078), (0, 0.098), (0.076 * w, 0.078), (0.056 * w, 0.04)])
    made = [
        layer(NEAR + 0.02, smooth(top, 3), colour),
        layer(NEAR + 0.025, _band(head, 0.03, 0.048, 1.08), "#14161c", 0.4),
    ]
    if head.seen(0.0) > -0.5:
        made.append(layer(NEAR + 0.03, _visor(head, 0.034, 0.022, 0.012), "#101218", 0.7))
    if head.seen(0.0) > 0.1:
        made.append(layer(NEAR + 0.035, head.ball(0.06, 0, 0.062, 0.01), "#e0b64a", 1.0))
    return made


def _toque(head: Head, colour: str) -> list[Layer]:
    puffs = [
        circle(_place(head, [(x, y)])[0], r * head.k)
        for x, y, r in ((-0.04, 0.125, 0.034), (0.0, 0.14, 0.04), (0.042, 0.125, 0.034), (0.0, 0.115, 0.04))
    ]
    return [
        layer(NEAR + 0.02, tuple(puffs), colour, 0.8),
        layer(NEAR + 0.03, _band(head, 0.032, 0.098, 1.04), colour, 0.5),
    ]


def _royal(head: Head, colour: str) -> list[Layer]:
    w = _half(head) * 1.04
    xs = np.linspace(-w, w, 9)
    top = [(x, 0.098 - 0.012 * (1 - (x / w) ** 2) if i % 2 == 0 else 0.066) for i, x in enumerate(xs)]
    shape = _place(head, [(w, 0.042), (0, 0.03), (-w, 0.042), *top])
    gems = tuple(circle(_place(head, [(x, 0.05)])[0], 0.006 * head.k) for x in (-0.03, 0.0, 0.03))
    return [layer(NEAR + 0.02, shape, colour, 0.7), layer(NEAR + 0.03, gems, "#b8263c", 1.0)]


def _helmet(head: Head, colour: str) -> list[Layer]:
    if head.outfit.garment == "armour":
        return _helm(head, colour)
    made = [layer(NEAR + 0.02, _dome(head, 0.03, 1.17), colour, 0.9), *_brim(head, 0.074, 0.032, colour)]
    if head.outfit.look.kind == "firefighter":
        made.append(layer(NEAR + 0.03, head.ball(0.06, 0, 0.052, 0.013), "#e8c24a", 0.8))
    if head.outfit.look.kind == "viking":
        made += [
            layer(
                NEAR + 0.025,
                tuple(
                    smooth(
                        _place(
                            head,
                            [
                                (s * 0.05, 0.04),
                                (s * 0.09, 0.06),
                                (s * 0.105, 0.115),
                                (s * 0.078, 0.078),
                                (s * 0.045, 0.066),
                            ],
                        ),
                        4,
                    )
                    for s in (-1, 1)
                ),
                "#e4dcc4",
            )
        ]
    return made


def _helm(head: Head, colour: str) -> list[Layer]:
    """A closed helm with a slit and a plume."""
    shell = hull(
        (
            head.skull(1.16),
            *(head.ball(0.03, s * 0.016, -0.056, 0.02) for s in (-1, 1)),
            *(head.ball(-0.03, s * 0.03, -0.05, 0.02) for s in (-1, 1)),
        )
    )
    root = head.to(-0.01, 0, 0.08)
    out = head.to(-0.09, 0, 0.06) - root
    side = out if abs(out[0]) > 0.03 else np.array([0.05, -0.01])
    steps = ((0.0, 0.0), (0.5, 0.045), (1.3, 0.01), (1.6, -0.05))
    crest = curve([root + side * out + by(0.01 * out * head.sway, up) for out, up in steps])
    widths = np.interp(np.linspace(0, 3, len(crest)), (0, 1, 2, 3), (0.008, 0.02, 0.02, 0.004))
    plume = strip(crest, widths * head.k)
    made = [
        layer(NEAR, plume, head.outfit.of("plume", head.outfit.cloak or "#b8322c")),
        layer(NEAR + 0.02, shell, colour, 0.9),
    ]
    if head.seen(0.0) > -0.2:
        around = [a for a in np.linspace(-0.95, 0.95, 9) if head.seen(a) > 0.05]
        slit = strip([head.on(a, 0.006, 1.12) for a in around], 0.0052 * head.k)
        made.append(layer(NEAR + 0.03, slit, "#14161c", 0))
        if head.seen(0.0) > 0.3:
            holes = tuple(
                circle(head.to(0.062, x, y), 0.0028 * head.k) for x in (-0.012, 0.0, 0.012) for y in (-0.03, -0.042)
            )
            made.append(layer(NEAR + 0.031, holes, "#2a2d35", 0))
    return made


def _veil(head: Head, colour: str) -> list[Layer]:
    root = head.to(-0.02, 0, 0.06)
    low = head.to(-0.09, 0, -0.38)
    sheet = strip(
        [root, (root + low) / 2 + by(0.006 * head.sway, 0.03), low + by(0.02 * head.sway, 0)],
        np.array([0.04, 0.085, 0.115]) * head.k,
    )
    near = 0.98 if head.seen(pi) > 0.2 else -0.62
    flowers = tuple(circle(head.on(a - head.yaw, 0.056, 1.1), 0.0085 * head.k) for a in (-0.8, -0.4, 0.0, 0.4, 0.8))
    return [layer(near, sheet, colour, 0.5), layer(NEAR, flowers, "#ffffff", 0.8)]


def _goggles(head: Head, colour: str) -> list[Layer]:
    made = [layer(NEAR, cap(head, "up", 1.06), "#22303e")]
    if head.seen(0.0) > -0.1:
        glass = hull([head.ball(0.05, s * 0.024, 0.002, 0.018) for s in (-1, 1)])
        rim = hull([head.ball(0.05, s * 0.024, 0.002, 0.023) for s in (-1, 1)])
        made += [layer(NEAR + 0.02, rim, colour, 0.7), layer(NEAR + 0.03, glass, "#7fc4d8", 0.6)]
    return made


def _wimple(head: Head, colour: str) -> list[Layer]:
    frame = cap(head, "parted", 1.1)
    low = head.to(-0.05, 0, -0.2)
    fall = strip([head.to(-0.02, 0, 0.03), low], np.array([0.06, 0.1]) * head.k)
    return [
        layer(0.98 if head.seen(pi) > 0.2 else -0.16, fall, colour, 0.6),
        layer(NEAR + 0.02, frame, colour),
        layer(NEAR + 0.03, _band(head, 0.04, 0.056, 1.0), "#f2efe8", 0.3),
    ]


def _tricorne(head: Head, colour: str) -> list[Layer]:
    w = _half(head) / WIDE
    brim = _place(
        head,
        [
            (-0.115 * w, 0.065),
            (-0.05 * w, 0.03),
            (0, 0.024),
            (0.05 * w, 0.03),
            (0.115 * w, 0.065),
            (0.04 * w, 0.085),
            (0, 0.1),
            (-0.04 * w, 0.085),
        ],
    )
    trim = strip(
        _place(head, [(-0.11 * w, 0.066), (-0.05 * w, 0.035), (0, 0.03), (0.05 * w, 0.035), (0.11 * w, 0.066)]),
        0.003 * head.k,
    )
    return [layer(NEAR + 0.02, smooth(brim, 4), colour), layer(NEAR + 0.03, trim, "#d6b35a", 0.3)]


def _hood(head: Head) -> list[Layer]:
    """A hood around the face, or over the whole head from behind."""
    outfit = head.outfit
    colour = outfit.cloak or (outfit.colour if outfit.garment != "shirt" else "#54303a")
    shell = hull(
        (
            head.skull(1.24),
            *(head.ball(-0.03, s * 0.04, -0.07, 0.024) for s in (-1, 1)),
            head.ball(-0.07, 0, 0.02, 0.02),
        )
    )
    if head.seen(0.0) < -0.25:
        return [layer(NEAR + 0.05, shell, colour)]
    opening = np.array(HOOD)
    rim = []
    for around, up in opening:
        for s in (-1, 1):
            if head.seen(s * around) > 0.0:
                rim.append((s * around, up))
    made = [layer(HEAD_NEAR - 0.01, shell, shaded(colour, 0.62))]
    return [*made, layer(NEAR + 0.05, _hood_edge(head, shell), colour)]


HOOD = ((0.0, 0.066), (0.5, 0.058), (0.85, 0.036), (1.05, 0.0), (1.1, -0.04))


def _hood_edge(head: Head, shell: Shape) -> Shape:
    """The hood without the opening of the face: its outline, then back along the edge of the opening."""
    centre = head.middle
    edge = [head.to(0.05 * cos(a), 0.05 * sin(a), up) for a, up in _opening() if head.seen(a) > -0.35]
    edge_array = np.array(edge)
    angles = np.arctan2(shell[:, 1] - centre[1], shell[:, 0] - centre[0])
    start = float(np.arctan2(*(edge_array[0] - centre)[::-1]))
    stop = float(np.arctan2(*(edge_array[-1] - centre)[::-1]))
    turn = (angles - start) % (2 * pi)
    span = (stop - start) % (2 * pi)
    keep = np.argsort(turn)
    kept = [shell[i] for i in keep if turn[i] <= span]
    return np.array([*kept, *edge[::-1]])


def _opening() -> list[tuple[float, float]]:
    side = list(HOOD)
    return [(a, up) for a, up in reversed(side)] + [(-a, up) for a, up in side[1:]]


HATS: dict[str, Callable[[Head, str], list[Layer]]] = {
    "hat": _brimmed(
        0.098, [(-0.056, BRIM), (-0.052, 0.082), (-0.02, 0.098), (0.02, 0.094), (0.052, 0.084), (0.056, BRIM)], ""
    ),
    "fedora": _brimmed(
        0.104,
        [(-0.057, BRIM), (-0.05, 0.088), (-0.022, 0.104), (0.0, 0.096), (0.024, 0.104), (0.05, 0.086), (0.057, BRIM)],
        "#1f1c1c",
        -0.004,
    ),
    "straw hat": _brimmed(
        0.125, [(-0.056, BRIM), (-0.05, 0.078), (0.0, 0.09), (0.05, 0.078), (0.056, BRIM)], "#a8453a"
    ),
    "top hat": _brimmed(
        0.084,
        [(-0.056, BRIM), (-0.056, 0.1), (-0.06, 0.168), (0.0, 0.17), (0.06, 0.168), (0.056, 0.1), (0.056, BRIM)],
        "#7a2f3a",
        0.006,
    ),
    "cowboy hat": _brimmed(
        0.128,
        [(-0.056, BRIM), (-0.05, 0.09), (-0.024, 0.11), (0.0, 0.1), (0.024, 0.11), (0.05, 0.09), (0.056, BRIM)],
        "#3c2a1e",
        0.026,
    ),
    "pointed hat": _pointed,
    "cap": _cap,
    "beanie": _beanie,
    "police cap": _police,
    "toque": _toque,
    "crown": _royal,
    "helmet": _helmet,
    "veil": _veil,
    "goggles": _goggles,
    "wimple": _wimple,
    "tricorne": _tricorne,
}
