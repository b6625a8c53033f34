"""Cats, small and great."""

import cmath
import math
from collections.abc import Callable

from generation.engines.animatic.figures.creatures.bones import band, closed, lerp, wave
from generation.engines.animatic.figures.creatures.build import Build, Limb
from generation.engines.animatic.figures.creatures.coats import Coat, darker, lighter, mixed
from generation.engines.animatic.figures.creatures.heads import CAT, LION
from generation.engines.animatic.figures.creatures.markings import edge, stripes
from generation.engines.animatic.figures.creatures.poses import activity
from generation.engines.animatic.figures.creatures.quadruped import (
    bib,
    body,
    face,
    face_mark,
    far_ear,
    merged,
    underside,
)
from generation.engines.animatic.figures.creatures.resting import PRICKED, curl, seated
from generation.engines.animatic.figures.creatures.rig import Bones
from generation.engines.animatic.figures.creatures.tails import brush
from generation.engines.animatic.figures.part import Look, Part
from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.raster import Shape

CAT_BUILD = Build(
    back=(-0.46 + 0.6j, -0.42 + 0.66j, -0.3 + 0.7j, -0.1 + 0.68j, 0.08 + 0.67j, 0.22 + 0.7j, 0.32 + 0.66j, 0.4 + 0.57j),
    belly=(0.41 + 0.48j, 0.35 + 0.4j, 0.2 + 0.36j, 0.02 + 0.37j, -0.14 + 0.4j, -0.24 + 0.43j, -0.33 + 0.45j,
           -0.44 + 0.48j, -0.475 + 0.54j),
    hind=Limb((-0.33 + 0.56j, -0.22 + 0.37j, -0.4 + 0.2j, -0.375 + 0.045j, -0.335 + 0j),
              (0.1, 0.065, 0.035, 0.032, 0.026), ((0.1, 0.12), (0.055, 0.055), (0.03, 0.03))),
    fore=Limb((0.3 + 0.52j, 0.21 + 0.38j, 0.245 + 0.19j, 0.24 + 0.045j, 0.275 + 0j),
              (0.09, 0.055, 0.036, 0.032, 0.026), ((0.08, 0.08), (0.044, 0.042), (0.031, 0.031))),
    withers=0.2 + 0.7j, breast=0.39 + 0.52j, poll=0.44 + 0.82j, throat=0.54 + 0.67j,
    head=CAT, head_size=0.34, head_angle=-0.1, crest=0.04, gullet=0.0, foot="paw", foot_size=0.032,
    tail=-0.455 + 0.63j, spread=0.05,
)  # fmt: skip
LION_BUILD = Build(
    back=(-0.52 + 0.62j, -0.48 + 0.69j, -0.36 + 0.735j, -0.14 + 0.71j, 0.08 + 0.71j, 0.26 + 0.765j, 0.38 + 0.73j,
          0.49 + 0.63j),
    belly=(0.5 + 0.52j, 0.43 + 0.42j, 0.26 + 0.365j, 0.04 + 0.37j, -0.16 + 0.41j, -0.28 + 0.45j, -0.38 + 0.47j,
           -0.5 + 0.49j, -0.54 + 0.55j),
    hind=Limb((-0.38 + 0.58j, -0.26 + 0.39j, -0.455 + 0.215j, -0.43 + 0.055j, -0.38 + 0j),
              (0.12, 0.08, 0.042, 0.04, 0.032), ((0.12, 0.13), (0.066, 0.066), (0.036, 0.037))),
    fore=Limb((0.37 + 0.55j, 0.27 + 0.4j, 0.305 + 0.2j, 0.295 + 0.055j, 0.345 + 0j),
              (0.115, 0.07, 0.045, 0.042, 0.034), ((0.1, 0.1), (0.058, 0.055), (0.04, 0.04))),
    withers=0.26 + 0.765j, breast=0.485 + 0.56j, poll=0.53 + 0.87j, throat=0.6 + 0.7j,
    head=LION, head_size=0.33, head_angle=-0.12, crest=0.04, gullet=0.06, foot="paw", foot_size=0.04,
    tail=-0.515 + 0.65j, spread=0.06,
)  # fmt: skip


def cat(look: Look, bones: Bones) -> list[Part]:
    """A house cat; striped when no colour was asked for or it is orange or grey."""
    base = look.colour or "#6f675f"
    tones = Coat.of(base, skin="#c98f86" if look.colour not in ("#15151a",) else "#2a2426")
    tail = brush(bones, 0.52, (0.034, 0.03, 0.03, 0.028, 0.012), (0.75, 1.1, 1.25, 0.9))
    striped = look.colour not in ("#15151a", "#f2f2ee")
    if look.facing in ("front", "back") and not bones.pose.curled or not look.facing and activity(look) == "sit":
        return seated(look, tones, PRICKED, 0.0, "#b9c24a", striped)
    if bones.pose.curled:
        return [*curl(bones, tones, bushy=0.04), *_ring_stripes(base, look)]
    parts = [far_ear(bones, tones), *body(bones, tones, tail)]
    parts += [
        underside(bones, tones.pale, 0.04),
        bib(bones, tones.pale, 0.3),
        face_mark(bones, "muzzle", tones.pale, 0.4),
    ]
    if striped:
        parts += stripes(bones, darker(base, 0.42), 7, 0.5, 0.008)
    return [*parts, *face(bones, tones, "#b9c24a")]


def _ring_stripes(base: str, look: Look) -> list[Part]:
    if look.colour in ("#15151a", "#f2f2ee"):
        return []
    lines = [band([a, lerp(a, b, 0.5) + 0.02, b], (0.011, 0.012, 0.001)) for a, b in ((-0.44 + 0.36j,
        -0.36 + 0.22j), (-0.3 + 0.445j, -0.24 + 0.3j), (-0.14 + 0.47j, -0.1 + 0.32j), (0.02 + 0.47j,
        0.04 + 0.34j))]  # fmt: skip
    return [merged(lines, darker(base, 0.42), 0)]


def big_cat(look: Look, bones: Bones, base: str, marks: Callable[[Bones, str], list[Part]], pale: str) -> list[Part]:
    """What lions, tigers and leopards share."""
    tones = Coat.of(base, pale=pale, skin="#2a1d1a")
    tail = brush(bones, 0.62, (0.034, 0.026, 0.024, 0.024, 0.02, 0.012), (-0.95, -1.15, -0.9, -0.25, 0.4))
    parts = [far_ear(bones, tones), *body(bones, tones, tail)]
    parts += [underside(bones, pale), bib(bones, pale, 0.24)]
    return [*parts, *marks(bones, base), face_mark(bones, "muzzle", pale, 0.6), *face(bones, tones, "#d9a93a")]


def tiger(look: Look, bones: Bones) -> list[Part]:
    """A tiger, striped on flank, legs, tail and face."""
    base = look.colour or "#d0812f"
    return big_cat(look, bones, base, _tiger_stripes, "#f3e6d2")


def _tiger_stripes(bones: Bones, base: str) -> list[Part]:
    dark = "#1d1512"
    found = [*stripes(bones, dark, 12, 0.72, 0.011)]
    lines: list[Shape] = []
    for index in (0, 1):
        root, knee, hock, ankle = bones.legs[index][:4]
        for a, b, t, wide in (
            (root, knee, 0.55, 0.07),
            (root, knee, 0.9, 0.06),
            (knee, hock, 0.4, 0.045),
            (knee, hock, 0.75, 0.035),
            (hock, ankle, 0.4, 0.028),
        ):
            way = (b - a) / abs(b - a) * 1j
            at = lerp(a, b, t)
            lines.append(
                band(
                    [at - way * wide, at - way * wide * 0.2 + way * 0.01j, at + way * wide * 0.7], [0.008, 0.009, 0.001]
                )
            )
    for p, q in (
        (0.12 + 0.2j, 0.16 + 0.0j),
        (0.24 + 0.23j, 0.28 + 0.1j),
        (0.05 + 0.0j, 0.2 - 0.16j),
        (0.12 - 0.2j, 0.32 - 0.28j),
    ):
        a, b = bones.face(p), bones.face(q)
        lines.append(band([a, lerp(a, b, 0.5) + 0.005, b], [0.007, 0.007, 0.001]))
    return [*found, merged(lines, dark, 0)]


def leopard(look: Look, bones: Bones) -> list[Part]:
    """A leopard with rosettes."""
    return big_cat(look, bones, look.colour or "#cf9a4e", _rosettes, "#f1e3c8")


def _rosettes(bones: Bones, base: str) -> list[Part]:
    spots = []
    for row in range(5):
        for k in range(13):
            x = -0.5 + 0.078 * k + 0.039 * (row % 2)
            top, under = edge(bones.build.back, x), edge(bones.build.belly[::-1], x)
            y = top - 0.03 - row * 0.062
            if y < under + 0.07 or x > 0.46:
                continue
            p = bones.skin(complex(x + 0.008 * ((k * 7 + row * 3) % 3 - 1), y))
            spots.append(ellipse(p.real, p.imag, 0.017 + 0.004 * ((k + row) % 3), 0.015, 8))
    for index in (0, 1):
        root, knee, hock = bones.legs[index][:3]
        for a, b, t, s in (
            (root, knee, 0.6, 0.03),
            (root, knee, 0.9, -0.03),
            (knee, hock, 0.25, 0.02),
            (knee, hock, 0.5, -0.012),
            (knee, hock, 0.75, 0.008),
        ):
            p = lerp(a, b, t) + s
            spots.append(ellipse(p.real, p.imag, 0.014, 0.013, 8))
    return [merged(spots, darker(base, 0.78), 0)]


def panther(look: Look, bones: Bones) -> list[Part]:
    """A black panther."""
    base = look.colour or "#1d1b20"
    return big_cat(look, bones, base, lambda b, c: [], lighter(base, 0.07))


def lion(look: Look, bones: Bones) -> list[Part]:
    """A lion with his mane, or a lioness."""
    base = look.colour or "#c39350"
    female = look.has("lioness", "female", "cub")
    if female:
        return big_cat(look, bones, base, lambda b, c: [], lighter(base, 0.4))
    hair = darker(mixed(base, "#8a4a20", 0.4), 0.42)

    def wreath(at: Bones, coat: str) -> list[Part]:
        return [*_lion_mane(at, hair), closed_head(at, coat)]

    return big_cat(look, bones, base, wreath, lighter(base, 0.4))


def closed_head(bones: Bones, base: str) -> Part:
    """The head once more, over a mane."""
    return Part(
        closed(bones.faces([complex(p.real * 0.97 + 0.03, p.imag * 0.94) for p in bones.build.head.outline]), 4), base
    )


_LOCKS = (1.0, 0.86, 1.06, 0.92, 1.1, 0.9, 1.02, 0.95, 1.08, 0.88, 1.0, 0.94, 1.05)


def _lion_mane(bones: Bones, colour: str) -> list[Part]:
    """Two wreaths of locks that hang from the head to the breast."""
    parts = []
    head, chest = bones.face(-0.08 - 0.1j), bones.skin(0.36 + 0.54j)
    for size, tone, count in ((1.0, darker(colour, 0.3), 17), (0.76, colour, 13)):
        middle = lerp(head, chest, 0.42 * size)
        points = []
        for k in range(count):
            angle = 2 * math.pi * k / count
            lock = _LOCKS[k % 13] + 0.03 * wave(bones.pose.phase, k * 0.37)
            out = cmath.exp(1j * angle) * 0.225 * size
            out = complex(out.real * 1.02, out.imag * (1.62 if out.imag < 0 else 1.1))
            drop = out * 1j * (-0.16 if out.real > 0 else 0.16)
            points += [middle + out * 0.9, middle + out * lock * 1.08 + drop * 0.8]
        parts.append(Part(closed(points, 3), tone, 0.8))
    return parts
