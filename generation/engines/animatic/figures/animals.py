"""Animals, side view, facing right."""

from typing import Any

import numpy as np

from generation.engines.animatic.figures.part import Kind, Look, Part, moved, shaded
from generation.engines.animatic.figures.people import person
from generation.engines.animatic.outline import ellipse, smooth, strip
from generation.engines.animatic.raster import Shape

COAT = {
    "horse": "#6b4630", "deer": "#9a6a44", "wolf": "#6a686c", "fox": "#c8642c", "dog": "#a5764a", "cat": "#4a4448",
    "elephant": "#857d78", "bear": "#5a4234", "cow": "#6a4a3a", "sheep": "#e6e0d2", "rabbit": "#a58c74",
}  # fmt: skip


def _leg(x: float, top: float, foot: float, thick: float, bend: float, lift: float = 0.0) -> Shape:
    """A two-jointed leg from the body at `x`, `top` down to `foot` (its x); `bend` pushes the joint fore or aft."""
    knee_x, knee_y = (x + foot) / 2 + bend, top * 0.48 + lift * 0.6
    t = thick
    return smooth(
        [
            (x - t * 2.0, top + t), (x + t * 2.0, top + t), (x + t * 1.5, top * 0.82), (knee_x + t * 0.85, knee_y),
            (foot + t * 0.6, 0.085 + lift), (foot + t * 1.35, 0.02 + lift), (foot + t * 1.3, lift),
            (foot - t * 0.9, lift), (foot - t * 0.6, 0.09 + lift), (knee_x - t * 0.8, knee_y),
            (x - t * 1.6, top * 0.84),
        ],
        5,
    )  # fmt: skip


def _legs(look: Look, hind: float, fore: float, top: float, thick: float) -> tuple[list[Shape], list[Shape]]:
    """Far and near legs; standing, walking or at a gallop."""
    if look.has("running"):
        far = [_leg(hind, top, hind - 0.26, thick, 0.0, 0.1), _leg(fore, top, fore + 0.26, thick, 0.08, 0.16)]
        near = [_leg(hind, top, hind - 0.12, thick, 0.1, 0.02), _leg(fore, top, fore + 0.1, thick, 0.12, 0.2)]
        return far, near
    if look.has("walking"):
        far = [_leg(hind + 0.02, top, hind + 0.13, thick, 0.02), _leg(fore, top, fore - 0.1, thick, 0.02)]
        near = [_leg(hind, top, hind - 0.1, thick, -0.03), _leg(fore, top, fore + 0.11, thick, 0.03, 0.02)]
        return far, near
    far = [_leg(hind + 0.06, top, hind + 0.08, thick, -0.04), _leg(fore - 0.05, top, fore - 0.06, thick, 0.01)]
    near = [_leg(hind, top, hind - 0.03, thick, -0.045), _leg(fore, top, fore + 0.02, thick, 0.01)]
    return far, near


def _beast(fur: str, legs: tuple[list[Shape], list[Shape]], *body: Any) -> list[Part]:
    """Far legs in shade, then body, neck, head and near legs blown up as one."""
    far, near = legs
    outlines = [smooth(outline, 8) for outline in body]
    return [*(Part(s, shaded(fur, 0.66)) for s in far), Part(outlines[0], fur, 1.0, False, (*outlines[1:], *near))]


def coat(look: Look, kind: str) -> str:
    """The colour of an animal's fur: the one asked for, or its own."""
    return look.colour or COAT[kind]


_HORSE_BODY = [
    (-0.4, 0.62), (-0.39, 0.73), (-0.28, 0.79), (-0.1, 0.755), (0.1, 0.755), (0.24, 0.79), (0.34, 0.77),
    (0.42, 0.66), (0.4, 0.55), (0.3, 0.48), (0.1, 0.45), (-0.12, 0.46), (-0.28, 0.5), (-0.38, 0.54),
]  # fmt: skip
_HORSE_NECK = [
    (0.2, 0.77), (0.32, 0.88), (0.42, 1.0), (0.5, 1.06), (0.56, 1.05), (0.575, 0.98), (0.53, 0.9),
    (0.48, 0.78), (0.42, 0.62), (0.3, 0.6),
]  # fmt: skip
_HORSE_HEAD = [
    (0.46, 1.06), (0.53, 1.09), (0.6, 1.03), (0.68, 0.93), (0.735, 0.87), (0.725, 0.83), (0.67, 0.82),
    (0.6, 0.88), (0.53, 0.93), (0.47, 0.98),
]  # fmt: skip
_HORSE_MANE = [
    (0.18, 0.79), (0.24, 0.9), (0.35, 1.02), (0.46, 1.1), (0.53, 1.11), (0.48, 1.04), (0.4, 0.93),
    (0.36, 0.82), (0.3, 0.75),
]  # fmt: skip
_HORSE_TAIL = [
    (-0.38, 0.73), (-0.47, 0.7), (-0.52, 0.56), (-0.53, 0.38), (-0.48, 0.3), (-0.46, 0.42), (-0.44, 0.56),
    (-0.39, 0.64),
]  # fmt: skip


def horse(look: Look) -> list[Part]:
    """A horse with mane and tail, and its rider when there is one."""
    c = coat(look, "horse")
    dark = shaded(c, 0.55) if c != "#f2f2ee" else "#c9c6c0"
    tail = _HORSE_TAIL
    if look.has("running"):
        tail = [(-0.38, 0.74), (-0.5, 0.77), (-0.66, 0.72), (-0.78, 0.62), (-0.66, 0.63), (-0.52, 0.67), (-0.39, 0.66)]
    parts = [
        Part(smooth(tail), dark),
        *_beast(c, _legs(look, -0.32, 0.3, 0.52, 0.033), _HORSE_BODY, _HORSE_NECK, _HORSE_HEAD),
    ]
    ear = np.array([(0.485, 1.07), (0.49, 1.15), (0.53, 1.09)])
    parts += [Part(smooth(_HORSE_MANE), dark, 0.6), Part(ear, c, 0.6)]
    parts.append(Part(ellipse(0.575, 1.015, 0.011, 0.011), "#17130f", 0))
    if look.has("rider"):
        rider = Look("person", look.rng, look.colours.get("rider"), look.attributes - {"running", "walking", "rider"})
        parts += moved([p for p in person(rider) if p.shape[:, 1].max() > 0.52][1:], 0.02, 0.42, 0.72)
        parts.append(Part(_leg(0.03, 0.86, 0.1, 0.03, 0.06, 0.42), "#2c2a30"))
    return parts


_DEER_BODY = [
    (-0.32, 0.62), (-0.31, 0.71), (-0.22, 0.76), (-0.05, 0.73), (0.12, 0.735), (0.25, 0.76), (0.32, 0.68),
    (0.31, 0.57), (0.22, 0.5), (0.02, 0.49), (-0.16, 0.52), (-0.28, 0.55),
]  # fmt: skip
_DEER_NECK = [
    (0.14, 0.75), (0.25, 0.85), (0.32, 0.97), (0.38, 1.02), (0.43, 0.99), (0.42, 0.9), (0.38, 0.78),
    (0.33, 0.63), (0.22, 0.62),
]  # fmt: skip
_DEER_HEAD = [
    (0.34, 1.0), (0.39, 1.05), (0.46, 1.02), (0.53, 0.95), (0.565, 0.91), (0.55, 0.885), (0.48, 0.895),
    (0.4, 0.93), (0.34, 0.95),
]  # fmt: skip


def deer(look: Look) -> list[Part]:
    """A stag with antlers."""
    c = coat(look, "deer")
    parts = _beast(c, _legs(look, -0.26, 0.22, 0.54, 0.022), _DEER_BODY, _DEER_NECK, _DEER_HEAD)
    parts += [
        Part(smooth([(-0.32, 0.7), (-0.38, 0.68), (-0.37, 0.6), (-0.31, 0.62)]), "#efe5d6", 0.7),
    ]
    parts += [
        Part(smooth([(0.35, 1.01), (0.29, 1.06), (0.32, 1.0)]), shaded(c, 0.8), 0.5),
        Part(ellipse(0.425, 0.995, 0.009, 0.009), "#17130f", 0),
    ]
    return parts + _antlers(0.385, 1.04)


def _antlers(x: float, y: float) -> list[Part]:
    parts = []
    for s in (0.0, -0.045):
        b = x + s
        beam = [(b, y), (b - 0.07, y + 0.09), (b - 0.075, y + 0.2), (b - 0.02, y + 0.31)]
        tines = ([(b - 0.04, y + 0.06), (b + 0.05, y + 0.1), (b + 0.08, y + 0.16)],
                 [(b - 0.075, y + 0.15), (b + 0.01, y + 0.2), (b + 0.04, y + 0.27)],
                 [(b - 0.06, y + 0.24), (b - 0.1, y + 0.31), (b - 0.1, y + 0.36)])  # fmt: skip
        colour = "#7a6248" if s == 0 else "#5a4634"
        parts.append(Part(strip(beam, [0.012, 0.011, 0.009, 0.004]), colour, 0.4))
        parts += [Part(strip(t, [0.009, 0.007, 0.003]), colour, 0.4) for t in tines]
    return parts


_CANINE_BODY = [
    (-0.46, 0.55), (-0.45, 0.66), (-0.34, 0.71), (-0.1, 0.69), (0.14, 0.71), (0.34, 0.75), (0.45, 0.68),
    (0.44, 0.52), (0.32, 0.42), (0.12, 0.42), (-0.12, 0.47), (-0.3, 0.49), (-0.42, 0.48),
]  # fmt: skip
_CANINE_NECK = [
    (0.22, 0.74), (0.34, 0.86), (0.46, 0.94), (0.56, 0.92), (0.58, 0.8), (0.52, 0.66), (0.4, 0.54),
    (0.28, 0.58),
]  # fmt: skip
_CANINE_HEAD = [
    (0.44, 0.93), (0.52, 0.98), (0.62, 0.95), (0.7, 0.88), (0.82, 0.84), (0.835, 0.8), (0.78, 0.77),
    (0.66, 0.77), (0.56, 0.78), (0.46, 0.83),
]  # fmt: skip
_CANINE_BELLY = [
    (0.36, 0.66), (0.5, 0.68), (0.54, 0.76), (0.62, 0.77), (0.74, 0.775), (0.62, 0.72), (0.5, 0.56),
    (0.4, 0.5),
]  # fmt: skip


def canine(look: Look) -> list[Part]:
    """Wolf, fox or dog."""
    kind = look.kind
    c = coat(look, kind)
    drop = 0.0 if kind == "dog" else 0.22
    tail = [
        (-0.43, 0.66),
        (-0.56, 0.66 - drop * 0.3),
        (-0.72, 0.62 - drop),
        (-0.84, 0.5 - drop),
        (-0.7, 0.48 - drop),
        (-0.56, 0.52 - drop * 0.4),
        (-0.43, 0.57),
    ]
    if kind == "dog":
        tail = [(-0.43, 0.66), (-0.54, 0.74), (-0.6, 0.9), (-0.54, 0.96), (-0.5, 0.84), (-0.45, 0.76), (-0.4, 0.68)]
    parts = [
        Part(smooth(tail), shaded(c, 0.85)),
        *_beast(c, _legs(look, -0.36, 0.34, 0.48, 0.034), _CANINE_BODY, _CANINE_NECK, _CANINE_HEAD),
    ]
    ears = [np.array([(0.47 + d, 0.94), (0.475 + d, 1.1), (0.56 + d, 0.96)]) for d in (0, 0.07)]
    parts += [
        Part(ears[1], shaded(c, 0.6), 0.4),
        Part(ears[0], shaded(c, 0.8), 0.5),
    ]
    pale = "#e8dccc" if kind == "fox" else shaded(c, 1.35)
    return [
        *parts,
        Part(smooth(_CANINE_BELLY), pale, 0.7),
        Part(ellipse(0.63, 0.885, 0.014, 0.014), "#14110e", 0),
        Part(ellipse(0.828, 0.822, 0.02, 0.018), "#14110e", 0.5),
    ]


def elephant(look: Look) -> list[Part]:
    """An elephant with ear, trunk and tusk."""
    c = coat(look, "elephant")
    dark = shaded(c, 0.72)
    body = [
        (-0.48, 0.52),
        (-0.5, 0.7),
        (-0.42, 0.86),
        (-0.2, 0.93),
        (0.06, 0.91),
        (0.26, 0.92),
        (0.4, 0.84),
        (0.44, 0.64),
        (0.36, 0.42),
        (0.1, 0.34),
        (-0.2, 0.36),
        (-0.4, 0.4),
    ]
    head = [(0.26, 0.9), (0.4, 0.98), (0.54, 0.95), (0.62, 0.85), (0.66, 0.7), (0.66, 0.5), (0.63, 0.3),
        (0.66, 0.16), (0.72, 0.12), (0.7, 0.07),
            (0.6, 0.09), (0.56, 0.2), (0.57, 0.38), (0.54, 0.54), (0.44, 0.58), (0.32, 0.6)]  # fmt: skip
    ear = [(0.38, 0.92), (0.28, 0.94), (0.16, 0.82), (0.15, 0.62), (0.24, 0.5), (0.33, 0.54), (0.4, 0.68)]
    tusk = strip([(0.54, 0.56), (0.66, 0.45), (0.78, 0.48)], [0.022, 0.017, 0.004])
    tail = strip([(-0.48, 0.74), (-0.55, 0.56), (-0.54, 0.4)], [0.016, 0.011, 0.014])
    parts = [Part(tail, dark), *_beast(c, _legs(look, -0.34, 0.28, 0.46, 0.075), body, head)]
    parts += [
        Part(tusk, "#f4ecdc", 0.6),
        Part(smooth(ear), shaded(c, 0.86), 0.8),
        Part(ellipse(0.5, 0.8, 0.013, 0.013), "#14110e", 0),
    ]
    return parts


def bear(look: Look) -> list[Part]:
    """A heavy bear walking."""
    c = coat(look, "bear")
    body = [
        (-0.6, 0.46),
        (-0.62, 0.7),
        (-0.46, 0.88),
        (-0.16, 0.9),
        (0.14, 0.96),
        (0.36, 0.98),
        (0.5, 0.84),
        (0.5, 0.56),
        (0.36, 0.36),
        (0, 0.3),
        (-0.4, 0.32),
    ]
    head = [
        (0.4, 0.94),
        (0.54, 0.98),
        (0.66, 0.9),
        (0.74, 0.78),
        (0.86, 0.7),
        (0.86, 0.62),
        (0.72, 0.58),
        (0.56, 0.58),
        (0.42, 0.66),
    ]
    parts = _beast(c, _legs(look, -0.44, 0.36, 0.44, 0.085), body, head)
    parts += [
        Part(ellipse(0.54, 0.97, 0.06, 0.06), shaded(c, 0.8)),
        Part(ellipse(0.79, 0.65, 0.08, 0.06), shaded(c, 1.35)),
    ]
    return [
        *parts,
        Part(ellipse(0.85, 0.69, 0.025, 0.02), "#14110e"),
        Part(ellipse(0.68, 0.8, 0.016, 0.016), "#14110e", 0),
    ]


def grazer(look: Look) -> list[Part]:
    """Cow or sheep."""
    c, sheep = coat(look, look.kind), look.kind == "sheep"
    face = "#3a3432" if sheep else shaded(c, 0.85)
    body = [
        (-0.56, 0.5),
        (-0.57, 0.76),
        (-0.44, 0.87),
        (-0.1, 0.86),
        (0.2, 0.87),
        (0.44, 0.86),
        (0.5, 0.66),
        (0.42, 0.42),
        (0.1, 0.34),
        (-0.3, 0.36),
        (-0.5, 0.4),
    ]
    parts = _beast(face if sheep else c, _legs(look, -0.42, 0.36, 0.44, 0.045), body)
    if sheep:
        rng = look.rng
        parts += [
            Part(
                ellipse(rng.uniform(-0.48, 0.42), rng.uniform(0.46, 0.84), 0.13, 0.11),
                shaded(c, rng.uniform(0.94, 1.04)),
            )
            for _ in range(18)
        ]
    head = [(0.4, 0.92), (0.54, 0.98), (0.64, 0.92), (0.74, 0.76), (0.8, 0.68), (0.74, 0.62), (0.6, 0.66), (0.44, 0.7)]
    parts += [
        Part(smooth(head), face),
        Part(smooth([(0.46, 0.95), (0.36, 0.98), (0.38, 0.92)]), face, 0.5),
        Part(ellipse(0.63, 0.86, 0.014, 0.014), "#14110e", 0),
    ]
    if not sheep:
        parts += [
            Part(strip([(0.52, 0.98), (0.5, 1.06), (0.55, 1.1)], [0.016, 0.012, 0.003]), "#e8dcc8", 0.5),
            Part(smooth([(-0.3, 0.8), (-0.1, 0.84), (-0.04, 0.6), (-0.2, 0.5), (-0.34, 0.6)]), "#efe8dc", 0.4),
        ]
    return parts


KINDS: dict[str, Kind] = {
    "horse": Kind(horse, height=0.3, width=1.1),
    "deer": Kind(deer, height=0.3),
    "wolf": Kind(canine, height=0.2),
    "fox": Kind(canine, height=0.16),
    "dog": Kind(canine, height=0.17),
    "elephant": Kind(elephant, height=0.4, width=1.3),
    "bear": Kind(bear, height=0.26),
    "cow": Kind(grazer, height=0.25),
    "sheep": Kind(grazer, height=0.16),
}
