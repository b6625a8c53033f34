"""Small hunters at rest: seated, seen from before or behind, and asleep in a ring."""

from generation.engines.animatic.figures.creatures.bones import band, closed, wave
from generation.engines.animatic.figures.creatures.coats import CATCHLIGHT, EYE, Coat, darker
from generation.engines.animatic.figures.creatures.quadruped import face, face_mark, far_ear, merged
from generation.engines.animatic.figures.creatures.rig import Bones
from generation.engines.animatic.figures.part import Look, Part
from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.raster import Shape

PRICKED = (-0.2 + 0.82j, -0.215 + 0.96j, -0.19 + 1.07j, -0.1 + 0.99j, -0.04 + 0.93j)
HANGING = (-0.12 + 0.95j, -0.23 + 0.93j, -0.28 + 0.76j, -0.25 + 0.64j, -0.18 + 0.7j, -0.15 + 0.84j)


def seated(look: Look, coat: Coat, ears: tuple[complex, ...], long: float, iris: str, striped: bool) -> list[Part]:
    """A cat or dog sitting toward us; its back, when it faces away. `long` is how far the muzzle comes forward."""
    back = look.facing == "back"
    nod, sway = 0.008 * wave(look.phase), 0.03 * wave(look.phase, 0.25)
    tail = band([0.2 + 0.06j, 0.38 + 0.05j, 0.47 + 0.14j + sway, 0.42 + 0.27j + sway * 2], (0.05, 0.046,
        0.042, 0.014), 5)  # fmt: skip
    body = closed((-0.13 + 0.66j, -0.2 + 0.5j, -0.26 + 0.3j, -0.3 + 0.12j, -0.22 + 0.01j, 0.22 + 0.01j,
        0.3 + 0.12j, 0.26 + 0.3j, 0.2 + 0.5j, 0.13 + 0.66j), 5)  # fmt: skip
    head = closed([p + nod * 1j for p in (-0.2 + 0.74j, -0.21 + 0.84j, -0.14 + 0.94j, 0.0 + 0.965j,
        0.14 + 0.94j, 0.21 + 0.84j, 0.2 + 0.74j, 0.1 + 0.635j, -0.1 + 0.635j)], 5)  # fmt: skip
    pair = [[complex(side * p.real, p.imag) + nod * 1j for p in ears] for side in (1, -1)]
    outer = [closed(points, 4) for points in pair]
    parts = [Part(tail, darker(coat.body, 0.12)), merged([body], coat.body)]
    if not back:
        parts += _legs(coat)
    parts += [merged(outer, darker(coat.body, 0.14), 0.6), Part(head,
        coat.body)] if ears is PRICKED else [Part(head, coat.body)]  # fmt: skip
    if striped:
        parts.append(merged(_stripes(back, nod), darker(coat.body, 0.42), 0))
    if not back:
        parts += _face(look, coat, long, iris, nod)
    return [*parts, merged(outer, darker(coat.body, 0.24), 0.7)] if ears is HANGING else parts


def _legs(coat: Coat) -> list[Part]:
    legs = [closed([complex(s * p.real, p.imag) for p in (0.025 + 0.46j, 0.13 + 0.44j, 0.12 + 0.2j,
        0.135 + 0.06j, 0.17 + 0.02j, 0.15 + 0.0j, 0.03 + 0.0j, 0.025 + 0.08j)], 4) for s in (-1, 1)]  # fmt: skip
    paws = [closed([complex(s * p.real, p.imag) for p in (0.16 + 0.0j, 0.16 + 0.06j, 0.24 + 0.1j,
        0.31 + 0.06j, 0.31 + 0.0j)], 4) for s in (-1, 1)]  # fmt: skip
    bib = closed((-0.09 + 0.64j, -0.12 + 0.5j, -0.05 + 0.38j, 0.0 + 0.34j, 0.05 + 0.38j, 0.12 + 0.5j, 0.09 + 0.64j), 4)
    return [merged(paws, darker(coat.body, 0.08)), merged(legs, coat.body), Part(bib, coat.pale, 0.5)]


def _stripes(back: bool, nod: float) -> list[Shape]:
    brow = [band([complex(x, 0.95 + nod), complex(x * 0.7, 0.885 + nod)], (0.011, 0.002)) for x in (-0.07, 0.0, 0.07)]
    sides = [band([complex(s * (0.2 + 0.04 * k), 0.46 - 0.12 * k), complex(s * (0.1 + 0.05 * k),
        0.42 - 0.12 * k)], (0.012, 0.002)) for s in (-1, 1) for k in range(3)]  # fmt: skip
    spine = [band([complex(-0.1, 0.56 - 0.1 * k), complex(0.0, 0.53 - 0.1 * k), complex(0.1,
        0.56 - 0.1 * k)], (0.002, 0.012, 0.002)) for k in range(4)]  # fmt: skip
    return [*sides, *(spine if back else brow)]


def _face(look: Look, coat: Coat, long: float, iris: str, nod: float) -> list[Part]:
    lift = nod * 1j
    muzzle = closed([p + lift for p in (-0.09 + 0.72j, -0.05 + (0.77 + 0.04 * long) * 1j,
        0.05 + (0.77 + 0.04 * long) * 1j, 0.09 + 0.72j, 0.06 + (0.66 - 0.02 * long) * 1j,
        -0.06 + (0.66 - 0.02 * long) * 1j)], 4)  # fmt: skip
    nose = closed([p + lift for p in (-0.028 - 0.008 * long + 0.745j, 0.028 + 0.008 * long + 0.745j, 0.0 + 0.715j)], 2)
    mouth = [band([0.716j + lift, 0.695j + lift, side * 0.04 + 0.682j + lift], (0.004, 0.005, 0.003))
        for side in (-1, 1)]  # fmt: skip
    parts = [Part(muzzle, coat.pale, 0.5), Part(nose, coat.skin, 0.4), merged(mouth, darker(coat.skin, 0.4), 0)]
    size = 0.042 if iris else 0.03
    for side in (-1, 1):
        at = complex(side * 0.092, 0.82) + lift
        parts += [Part(ellipse(at.real, at.imag, size, size * 1.05, 18), iris or EYE, 0.2)]
        parts += [Part(ellipse(at.real, at.imag, size * 0.4, size * 0.9, 12), EYE, 0)] if iris else []
        parts.append(Part(ellipse(at.real + 0.012, at.imag + 0.014, 0.009, 0.009, 8), CATCHLIGHT, 0))
    return parts


def curl(bones: Bones, coat: Coat, tip: str = "", bushy: float = 0.05, ears: Coat | None = None) -> list[Part]:
    """An animal asleep in a ring, its nose on its tail."""
    lift = bones.pose.arch * 2j
    ring = closed([p + lift * p.imag for p in (-0.52 + 0.14j, -0.48 + 0.32j, -0.26 + 0.46j, 0.04 + 0.47j,
        0.3 + 0.38j, 0.44 + 0.22j, 0.42 + 0.05j, 0.1 + 0.0j, -0.36 + 0.0j)], 5)  # fmt: skip
    thigh = band([-0.06 + 0.09j, -0.2 + 0.16j, -0.24 + 0.26j, -0.16 + 0.35j], (0.002, 0.008, 0.009, 0.001))
    low = bushy * 0.9j
    line = (-0.47 + 0.12j + low, -0.4 + 0.02j + low, -0.2 + 0.015j + low, 0.04 + 0.02j + low, 0.22 + 0.06j + low)
    brush_shape = band(line, (bushy * 0.7, bushy, bushy * 1.2, bushy, bushy * 0.4), 5)
    half = len(brush_shape) // 2
    chin = bones.face(0.55 - 0.3j).real
    paw = band([chin - 0.1 + 0.05j, chin + 0.06j, chin + 0.08 + 0.035j], (0.05, 0.055, 0.04))
    parts = [Part(ring, coat.body), Part(thigh, darker(coat.body, 0.4), 0), Part(paw, darker(coat.body, 0.08))]
    parts += [far_ear(bones, coat)] if bones.build.head.ear_gap else []
    parts.append(Part(closed(bones.faces(bones.build.head.outline), 4), coat.body))
    parts.append(face_mark(bones, "muzzle", coat.pale, 0.4))
    parts.append(Part(brush_shape, darker(coat.body, 0.1), 0.9))
    parts += [Part(brush_shape[half - 5 : half + 6], tip, 0.7)] if tip else []
    return [*parts, *face(bones, ears or coat)]
