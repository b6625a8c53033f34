"""A head and shoulders in profile, for close shots; 1 high from the shoulders to the crown, facing right."""

from generation.engines.animatic.figures.part import Look, Part, shaded
from generation.engines.animatic.outline import ellipse, smooth, strip

SKIN = ("#e8bc98", "#cf9873", "#94603f", "#69432e", "#dba882")
HAIR = ("#2e231d", "#54372a", "#8a5a34", "#1e1b1d", "#9a5230", "#c8a468")
_PROFILE = [
    (-0.02, 0.93), (0.12, 0.89), (0.175, 0.8), (0.178, 0.755), (0.17, 0.725), (0.205, 0.68), (0.238, 0.645),
    (0.222, 0.628), (0.195, 0.622), (0.208, 0.602), (0.205, 0.588), (0.19, 0.58), (0.204, 0.566), (0.194, 0.542),
    (0.196, 0.512), (0.165, 0.478), (0.09, 0.48), (0.035, 0.5), (0.045, 0.4), (0.075, 0.28), (-0.14, 0.26),
    (-0.12, 0.42), (-0.14, 0.54), (-0.2, 0.7), (-0.15, 0.87),
]  # fmt: skip
_SHOULDERS = [
    (-0.46, -0.3), (-0.42, 0.08), (-0.3, 0.22), (-0.12, 0.32), (0.08, 0.29), (0.22, 0.2), (0.33, 0.06), (0.36, -0.3),
]  # fmt: skip
_LONG_HAIR = [
    (-0.03, 0.965), (0.09, 0.945), (0.165, 0.875), (0.16, 0.83), (0.09, 0.835), (0.03, 0.78), (0.005, 0.68),
    (-0.02, 0.55), (-0.04, 0.4), (-0.06, 0.22), (-0.16, 0.12), (-0.28, 0.2), (-0.29, 0.45), (-0.26, 0.7), (-0.17, 0.9),
]  # fmt: skip
_SHORT_HAIR = [
    (-0.03, 0.96), (0.09, 0.945), (0.17, 0.88), (0.15, 0.83), (0.06, 0.82), (0.0, 0.76), (-0.03, 0.68), (-0.07, 0.56),
    (-0.13, 0.52), (-0.2, 0.62), (-0.225, 0.76), (-0.16, 0.9),
]  # fmt: skip


def portrait(look: Look) -> list[Part]:
    """A person in profile with what they wear."""
    rng = look.rng
    skin, hair = SKIN[int(rng.integers(len(SKIN)))], HAIR[int(rng.integers(len(HAIR)))]
    cloth = look.of(
        "coat", look.of("dress", look.colour or ("#4a5a78", "#7a4a48", "#5a6b4a", "#3f6a70")[int(rng.integers(4))])
    )
    shoulders = smooth(_SHOULDERS)
    collar = smooth([(-0.2, 0.34), (-0.02, 0.27), (0.12, 0.31), (0.12, 0.22), (0.0, 0.16), (-0.22, 0.24)])
    parts = [Part(shoulders, cloth), Part(smooth(_PROFILE, 5), skin, 0.7), *_face(skin, hair)]
    parts += [
        Part(collar, shaded(cloth, 0.8), 0.7),
        Part(smooth(_LONG_HAIR if look.has("long hair") else _SHORT_HAIR), hair, 0.8),
    ]
    parts += _strands(look, hair)
    return parts + _worn(look)


def _face(skin: str, hair: str) -> list[Part]:
    eye = [Part(smooth([(0.115, 0.712), (0.14, 0.726), (0.168, 0.715), (0.14, 0.704)]), "#f4efe8", 0)]
    eye += [
        Part(ellipse(0.15, 0.715, 0.0095, 0.0115), "#33251e", 0),
        Part(strip([(0.108, 0.714), (0.14, 0.73), (0.173, 0.719)], 0.004), shaded(hair, 0.7), 0),
    ]
    brow = Part(strip([(0.095, 0.755), (0.135, 0.772), (0.172, 0.76)], [0.004, 0.007, 0.003]), shaded(hair, 0.9), 0)
    lips = Part(
        smooth([(0.15, 0.585), (0.185, 0.602), (0.206, 0.597), (0.196, 0.583), (0.203, 0.568), (0.18, 0.566)]),
        shaded(skin, 0.72),
        0.4,
    )
    nostril = Part(ellipse(0.207, 0.633, 0.009, 0.005), shaded(skin, 0.6), 0)
    cheek = Part(ellipse(0.1, 0.62, 0.05, 0.03), shaded(skin, 1.05), 0.2)
    return [cheek, *eye, brow, lips, nostril]


def _strands(look: Look, hair: str) -> list[Part]:
    """A few lighter locks, so that the hair reads as hair."""
    reach = 0.2 if look.has("long hair") else 0.56
    locks = []
    for k in range(6):
        x = -0.24 + 0.035 * k
        line = [(x + 0.1, 0.93 - 0.012 * k), (x + 0.035, 0.76), (x + 0.02, 0.58), (x + 0.03, reach + 0.05 * (k % 2))]
        locks.append(Part(strip(line, [0.002, 0.006, 0.006, 0.002]), shaded(hair, 1.35 if k % 2 else 0.75), 0.3))
    return locks


def _worn(look: Look) -> list[Part]:
    parts: list[Part] = []
    if look.has("scarf"):
        colour = look.of("scarf", "#c0453a")
        wrap = smooth(
            [(-0.2, 0.38), (-0.02, 0.4), (0.13, 0.42), (0.16, 0.33), (0.14, 0.22), (-0.04, 0.17), (-0.23, 0.25)]
        )
        folds = [
            Part(strip([(-0.2, y + 0.02), (-0.02, y), (0.14, y + 0.05)], 0.006), shaded(colour, 0.7), 0.3)
            for y in (0.25, 0.32)
        ]
        parts += [
            Part(smooth([(-0.02, 0.22), (0.06, 0.2), (0.12, -0.04), (0.1, -0.3), (-0.02, -0.3)]), shaded(colour, 0.88)),
            Part(wrap, colour),
            *folds,
        ]
    if look.has("cloak"):
        hood = [
            (0.1, 0.93),
            (-0.02, 1.03),
            (-0.2, 0.96),
            (-0.3, 0.7),
            (-0.34, 0.3),
            (-0.1, 0.2),
            (-0.08, 0.5),
            (-0.02, 0.75),
            (0.09, 0.87),
        ]
        parts.append(Part(smooth(hood), look.of("cloak", look.colour or "#54303a")))
    if look.has("hat", "pointed hat"):
        colour = look.of("hat", "#2e2a30")
        top = 1.34 if look.has("pointed hat") else 1.08
        crown = smooth([(-0.2, 0.86), (-0.17, (0.9 + top) / 2), (-0.06, top), (0.08, (0.92 + top) / 2), (0.13, 0.88)])
        parts += [Part(crown, colour), Part(ellipse(-0.02, 0.865, 0.31, 0.035, turn=0.06), shaded(colour, 0.85))]
    return parts
