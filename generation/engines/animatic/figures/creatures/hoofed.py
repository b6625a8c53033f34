"""Deer, giraffe, camel and elephant."""

import cmath
import math

from generation.engines.animatic.figures.creatures.bones import band, closed, lerp, wave
from generation.engines.animatic.figures.creatures.build import Build, Limb
from generation.engines.animatic.figures.creatures.coats import Coat, darker, lighter
from generation.engines.animatic.figures.creatures.heads import CAMEL, DEER, ELEPHANT, GIRAFFE
from generation.engines.animatic.figures.creatures.quadruped import (
    bib,
    body,
    eye,
    face,
    face_mark,
    far_ear,
    merged,
    underside,
)
from generation.engines.animatic.figures.creatures.rig import Bones
from generation.engines.animatic.figures.creatures.tails import tuft_tail
from generation.engines.animatic.figures.part import Look, Part
from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.raster import Shape

DEER_BUILD = Build(
    back=(-0.33 + 0.66j, -0.3 + 0.71j, -0.22 + 0.74j, -0.1 + 0.715j, 0.02 + 0.705j, 0.14 + 0.735j, 0.23 + 0.73j,
          0.31 + 0.64j),
    belly=(0.32 + 0.56j, 0.27 + 0.48j, 0.15 + 0.44j, 0.02 + 0.45j, -0.1 + 0.485j, -0.18 + 0.52j, -0.24 + 0.535j,
           -0.33 + 0.57j, -0.345 + 0.62j),
    hind=Limb((-0.235 + 0.63j, -0.165 + 0.48j, -0.3 + 0.305j, -0.275 + 0.085j, -0.24 + 0j),
              (0.085, 0.05, 0.022, 0.016, 0.014), ((0.085, 0.095), (0.042, 0.042), (0.014, 0.017))),
    fore=Limb((0.225 + 0.6j, 0.16 + 0.48j, 0.185 + 0.265j, 0.178 + 0.08j, 0.21 + 0j),
              (0.075, 0.042, 0.02, 0.016, 0.014), ((0.065, 0.065), (0.032, 0.03), (0.014, 0.014))),
    withers=0.15 + 0.735j, breast=0.31 + 0.6j, poll=0.34 + 1.0j, throat=0.37 + 0.87j,
    head=DEER, head_size=0.235, head_angle=-0.5, crest=0.0, gullet=0.03, foot_size=0.022,
    tail=-0.325 + 0.69j, spread=0.04,
)  # fmt: skip
GIRAFFE_BUILD = Build(
    back=(-0.24 + 0.5j, -0.22 + 0.535j, -0.15 + 0.56j, -0.06 + 0.565j, 0.04 + 0.58j, 0.12 + 0.61j, 0.18 + 0.6j,
          0.225 + 0.53j),
    belly=(0.23 + 0.47j, 0.2 + 0.41j, 0.11 + 0.375j, 0.01 + 0.375j, -0.08 + 0.4j, -0.13 + 0.42j, -0.18 + 0.43j,
           -0.24 + 0.44j, -0.252 + 0.47j),
    hind=Limb((-0.17 + 0.49j, -0.125 + 0.38j, -0.21 + 0.24j, -0.195 + 0.06j, -0.17 + 0j),
              (0.06, 0.037, 0.02, 0.016, 0.014), ((0.06, 0.065), (0.03, 0.03), (0.014, 0.016))),
    fore=Limb((0.165 + 0.5j, 0.12 + 0.39j, 0.135 + 0.21j, 0.13 + 0.06j, 0.152 + 0j),
              (0.058, 0.034, 0.02, 0.016, 0.014), ((0.05, 0.05), (0.026, 0.024), (0.014, 0.014))),
    withers=0.13 + 0.61j, breast=0.225 + 0.5j, poll=0.35 + 0.965j, throat=0.395 + 0.9j,
    head=GIRAFFE, head_size=0.135, head_angle=-0.5, crest=-0.05, gullet=-0.03, foot_size=0.02,
    tail=-0.238 + 0.52j, spread=0.03,
)  # fmt: skip
CAMEL_BUILD = Build(
    back=(-0.36 + 0.62j, -0.33 + 0.68j, -0.24 + 0.72j, -0.1 + 0.75j, 0.04 + 0.74j, 0.16 + 0.71j, 0.26 + 0.7j,
          0.33 + 0.62j),
    belly=(0.34 + 0.54j, 0.28 + 0.46j, 0.16 + 0.42j, 0.02 + 0.43j, -0.1 + 0.47j, -0.2 + 0.5j, -0.27 + 0.51j,
           -0.36 + 0.54j, -0.37 + 0.58j),
    hind=Limb((-0.26 + 0.6j, -0.19 + 0.44j, -0.3 + 0.28j, -0.28 + 0.07j, -0.24 + 0j),
              (0.085, 0.055, 0.03, 0.024, 0.02), ((0.085, 0.09), (0.042, 0.042), (0.02, 0.022))),
    fore=Limb((0.25 + 0.58j, 0.18 + 0.46j, 0.2 + 0.25j, 0.195 + 0.07j, 0.23 + 0j),
              (0.085, 0.05, 0.032, 0.026, 0.022), ((0.07, 0.07), (0.036, 0.034), (0.021, 0.021))),
    withers=0.17 + 0.7j, breast=0.33 + 0.56j, poll=0.52 + 0.97j, throat=0.55 + 0.88j,
    head=CAMEL, head_size=0.24, head_angle=-0.2, swan=0.2, foot="pad", foot_size=0.034,
    tail=-0.355 + 0.65j, spread=0.045,
)  # fmt: skip
ELEPHANT_BUILD = Build(
    back=(-0.55 + 0.62j, -0.53 + 0.74j, -0.44 + 0.83j, -0.2 + 0.9j, 0.04 + 0.89j, 0.2 + 0.87j, 0.34 + 0.84j,
          0.44 + 0.72j),
    belly=(0.46 + 0.56j, 0.4 + 0.42j, 0.24 + 0.35j, 0.02 + 0.33j, -0.2 + 0.34j, -0.32 + 0.37j, -0.42 + 0.38j,
           -0.54 + 0.42j, -0.57 + 0.52j),
    hind=Limb((-0.4 + 0.6j, -0.33 + 0.38j, -0.42 + 0.19j, -0.4 + 0.07j, -0.375 + 0j),
              (0.15, 0.11, 0.085, 0.078, 0.07), ((0.14, 0.15), (0.095, 0.095), (0.078, 0.08))),
    fore=Limb((0.29 + 0.6j, 0.225 + 0.42j, 0.25 + 0.21j, 0.245 + 0.07j, 0.265 + 0j),
              (0.14, 0.1, 0.085, 0.078, 0.07), ((0.13, 0.13), (0.095, 0.09), (0.08, 0.08))),
    withers=0.2 + 0.87j, breast=0.44 + 0.58j, poll=0.46 + 0.86j, throat=0.5 + 0.62j,
    head=ELEPHANT, head_size=0.38, head_angle=0.0, crest=0.0, gullet=0.0, foot="pad", foot_size=0.072,
    tail=-0.545 + 0.72j, spread=0.08,
)  # fmt: skip


def deer(look: Look, bones: Bones) -> list[Part]:
    """A deer: a stag with antlers, a doe without, a fawn with spots."""
    base = look.colour or "#9c6a42"
    tones = Coat.of(base, pale=lighter(base, 0.62), skin="#1f1714")
    parts = [far_ear(bones, tones)]
    stag = not look.has("doe", "fawn", "female")
    if stag:
        parts += [merged(_antler(bones, 0.05), "#5f4b36", 0.5)]
    rump = closed([bones.hips(p) for p in (-0.345 + 0.68j, -0.3 + 0.67j, -0.3 + 0.6j, -0.335 + 0.57j)], 4)
    scut = band([bones.hips(-0.325 + 0.69j), bones.hips(-0.37 + 0.66j + 0.02j * wave(look.phase, 0.2)),
        bones.hips(-0.375 + 0.61j)], (0.018, 0.024, 0.006))  # fmt: skip
    parts += [
        *body(bones, tones),
        Part(rump, tones.pale, 0.3),
        Part(scut, base, 0.8),
        underside(bones, tones.pale, 0.035),
    ]
    parts += [
        bib(bones, darker(base, 0.16) if stag else tones.pale, 0.22, 0.03 if stag else 0.0),
        face_mark(bones, "muzzle", tones.pale, 0.4),
    ]
    if look.has("fawn"):
        spots = [bones.skin(complex(-0.24 + 0.05 * k, 0.68 - 0.045 * (k % 3))) for k in range(10)]
        parts.append(merged([ellipse(p.real, p.imag, 0.011, 0.009, 8) for p in spots], tones.pale, 0))
    if stag:
        parts += [merged(_antler(bones, 0.0), "#8a7050", 0.6)]
    return [*parts, *face(bones, tones)]


def _antler(bones: Bones, gap: float) -> list[Shape]:
    base = 0.1 + gap * 1.4 + (0.12 + gap * 0.3) * 1j
    upright = cmath.exp(-1j * (bones.build.head_angle + bones.pose.neck + bones.pose.head) * 0.75)

    def at(p: complex) -> complex:
        return bones.face(base + p * upright)

    beam = [at(p) for p in (0j, -0.2 + 0.3j, -0.42 + 0.66j, -0.34 + 1.06j, -0.06 + 1.36j)]
    shapes = [band(beam, (0.013, 0.0125, 0.011, 0.009, 0.002), 5)]
    for a, b, c in (
        (-0.08 + 0.14j, 0.16 + 0.26j, 0.3 + 0.5j),
        (-0.3 + 0.46j, -0.06 + 0.6j, 0.08 + 0.84j),
        (-0.41 + 0.78j, -0.2 + 0.96j, -0.1 + 1.16j),
        (-0.36 + 0.98j, -0.5 + 1.18j, -0.52 + 1.4j),
    ):
        shapes.append(band([at(a), at(b), at(c)], (0.011, 0.009, 0.001)))
    return shapes


def giraffe(look: Look, bones: Bones) -> list[Part]:
    """A giraffe with patches that keep their places on the skin."""
    base = look.colour or "#e0b878"
    patch = darker(base, 0.5) if look.colour else "#96602e"
    tones = Coat.of(base, pale=lighter(base, 0.35), skin="#2c221d", hoof="#3f342c")
    parts = [far_ear(bones, tones), *tuft_tail(bones, base, "#241a15", 0.2), *body(bones, tones)]
    cells = [
        bones.skin(complex(-0.2 + 0.064 * k + 0.03 * (r % 2), 0.545 + 0.006 * k - 0.052 * r))
        for r in range(3)
        for k in range(7)
    ]
    spots = [_patch(p, 0.024, k) for k, p in enumerate(cells)]
    withers, breast, poll, throat = (
        bones.skin(bones.build.withers),
        bones.skin(bones.build.breast),
        bones.poll,
        bones.neck(bones.build.throat),
    )
    for k in range(9):
        t = 0.05 + 0.1 * k
        rear, front = lerp(withers, poll, t), lerp(breast, throat, t)
        wide = abs(front - rear)
        spots += [
            _patch(lerp(rear, front, 0.3 + 0.08 * (k % 2)), wide * 0.24, k),
            _patch(lerp(rear, front, 0.74), wide * 0.2, k + 3),
        ]
    for index in (0, 1):
        a, b, c = bones.legs[index][:3]
        spots += [_patch(lerp(a, b, t), 0.02, k) for k, t in enumerate((0.45, 0.85))] + [
            _patch(lerp(b, c, t), 0.013, 2) for t in (0.25, 0.5)
        ]
    crest = [
        lerp(withers, poll, t) + (poll - withers) * 1j * (bones.build.crest * math.sin(math.pi * t) + 0.01)
        for t in (0.0, 0.35, 0.7, 1.0)
    ]
    parts += [merged(spots, patch, 0.2), Part(band(crest, (0.006, 0.012, 0.012, 0.008)), "#6a4424", 0.6)]
    for gap in (0.0, 0.1):
        parts.append(
            Part(band(bones.faces((0.12 + gap + 0.14j, 0.06 + gap + 0.42j)), (0.008, 0.012)), darker(base, 0.3), 0.6)
        )
    return [*parts, face_mark(bones, "muzzle", lighter(base, 0.3), 0.4), *face(bones, tones)]


def _patch(p: complex, size: float, k: int) -> Shape:
    corners = [
        p + cmath.rect(size * (1.0 + 0.25 * ((k * 3 + c * 5) % 3 - 1)), 2 * math.pi * c / 6 + 0.4 * k) for c in range(6)
    ]
    return closed(
        [lerp(a, b, t) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True) for t in (0.1, 0.9)], 1
    )


def camel(look: Look, bones: Bones) -> list[Part]:
    """A camel with one hump, or two."""
    base = look.colour or "#bd9058"
    tones = Coat.of(base, skin="#2f241c")
    peaks = (-0.15, 0.09) if look.has("bactrian", "two humps") else (-0.03,)
    humps = [closed(bones.skins([complex(x + dx, y) for dx, y in ((-0.15, 0.7), (-0.08, 0.82), (0.0, 0.89),
        (0.07, 0.83), (0.14, 0.7), (0.0, 0.64))]), 5) for x in peaks]  # fmt: skip
    wool = closed(bones.skins([complex(peaks[0] + dx, y) for dx, y in ((-0.1, 0.8), (0.0, 0.895), (0.08,
        0.82), (0.03, 0.77), (-0.03, 0.8))]), 4)  # fmt: skip
    parts = [
        far_ear(bones, tones),
        *tuft_tail(bones, base, darker(base, 0.4), 0.26),
        *body(bones, tones, *humps),
        Part(wool, darker(base, 0.25), 0.5),
    ]
    return [
        *parts,
        bib(bones, darker(base, 0.25), 0.2, 0.05),
        face_mark(bones, "muzzle", lighter(base, 0.2), 0.4),
        *face(bones, tones),
    ]


def elephant(look: Look, bones: Bones) -> list[Part]:
    """An elephant: the trunk swings, the ears fan."""
    base = look.colour or "#8b8580"
    tones = Coat.of(base, hoof=lighter(base, 0.3), skin="#3a3533")
    swing = 0.14 * wave(bones.pose.phase, 0.1) * bones.pose.swing
    lifted = bones.pose.head > 0.5
    line, at, angle = [bones.face(0.47 + 0.02j)], bones.face(0.47 + 0.02j), -1.0
    for k in range(6):
        angle += (0.5 if lifted and k > 1 else -0.16 if k < 3 else 0.42) + swing * 0.45
        at += cmath.rect(0.115, angle)
        at = complex(at.real, max(at.imag, 0.03))
        line.append(at)
    trunk_shape = band(line, (0.1, 0.085, 0.068, 0.055, 0.045, 0.037, 0.028))
    tusk = Part(band(bones.faces((0.44 - 0.36j, 0.62 - 0.62j, 0.9 - 0.62j)), (0.024, 0.021, 0.004)), "#f1e7d3", 0.8)
    far_tusk = Part(band(bones.faces((0.5 - 0.36j, 0.7 - 0.58j, 0.98 - 0.58j)), (0.022, 0.019, 0.004)), "#c9bda6", 0.8)
    folds = [band([a + 0.05j * 0 + (b - a) / abs(b - a) * 1j * w * 0.8,
        a - (b - a) / abs(b - a) * 1j * w * 0.5], (0.003, 0.001)) for a, b, w in zip(line[1:5], line[2:6],
        (0.085, 0.068, 0.055, 0.045), strict=True)]  # fmt: skip
    flap = 1 + 0.12 * wave(bones.pose.phase, 0.4)
    ear = closed(bones.faces([complex(p.real * flap, p.imag) for p in bones.build.head.ear]), 5)
    parts = [*tuft_tail(bones, darker(base, 0.1), "#2a2524", 0.36), far_tusk, *body(bones, tones, trunk_shape)]
    nails = [
        ellipse(bones.legs[i][4].real + dx, 0.018 + bones.legs[i][4].imag, 0.015, 0.016, 8)
        for i in (0, 1)
        for dx in (-0.01, 0.03, 0.066)
    ]
    return [*parts, merged(folds, darker(base, 0.3), 0), merged(nails, tones.hoof, 0.4), tusk, Part(ear,
        darker(base, 0.12), 0.5), *eye(bones)]  # fmt: skip
