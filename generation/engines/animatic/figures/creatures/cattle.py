"""Cattle, bison, sheep, goats and pigs."""

import math
from dataclasses import replace

from generation.engines.animatic.figures.creatures.bones import Points, band, closed, lerp, wave
from generation.engines.animatic.figures.creatures.build import Build, Limb
from generation.engines.animatic.figures.creatures.coats import Coat, darker, lighter
from generation.engines.animatic.figures.creatures.heads import COW, GOAT, PIG
from generation.engines.animatic.figures.creatures.quadruped import (
    body,
    face,
    face_mark,
    far_ear,
    far_legs,
    hooves,
    limb,
    mark,
    merged,
    near_side,
    neck,
    underside,
)
from generation.engines.animatic.figures.creatures.rig import Bones
from generation.engines.animatic.figures.creatures.tails import brush, tuft_tail
from generation.engines.animatic.figures.part import Look, Part
from generation.engines.animatic.outline import ellipse

BONE = "#d9ccb2"


COW_BUILD = Build(
    back=(-0.58 + 0.7j, -0.55 + 0.8j, -0.46 + 0.83j, -0.2 + 0.82j, 0.06 + 0.815j, 0.26 + 0.845j, 0.42 + 0.81j,
          0.53 + 0.69j),
    belly=(0.55 + 0.56j, 0.46 + 0.42j, 0.26 + 0.35j, 0.02 + 0.33j, -0.2 + 0.35j, -0.32 + 0.4j, -0.42 + 0.43j,
           -0.57 + 0.5j, -0.6 + 0.6j),
    hind=Limb((-0.42 + 0.66j, -0.31 + 0.45j, -0.48 + 0.27j, -0.455 + 0.085j, -0.41 + 0j),
              (0.14, 0.08, 0.04, 0.033, 0.03), ((0.13, 0.14), (0.06, 0.06), (0.028, 0.032))),
    fore=Limb((0.4 + 0.6j, 0.3 + 0.43j, 0.325 + 0.23j, 0.315 + 0.08j, 0.355 + 0j),
              (0.13, 0.07, 0.042, 0.034, 0.03), ((0.11, 0.11), (0.052, 0.05), (0.03, 0.03))),
    withers=0.26 + 0.845j, breast=0.53 + 0.6j, poll=0.6 + 0.95j, throat=0.6 + 0.73j,
    head=COW, head_size=0.37, head_angle=-0.72, crest=0.0, gullet=0.14, foot_size=0.042,
    tail=-0.575 + 0.78j, spread=0.06,
)  # fmt: skip
BULL_BUILD = replace(COW_BUILD, back=(-0.56 + 0.68j, -0.53 + 0.78j, -0.44 + 0.81j, -0.2 + 0.79j,
    0.06 + 0.82j, 0.26 + 0.92j, 0.44 + 0.88j, 0.58 + 0.72j), belly=(0.6 + 0.56j, 0.5 + 0.4j, 0.28 + 0.31j,
    0.02 + 0.32j, -0.2 + 0.36j, -0.32 + 0.41j, -0.42 + 0.43j, -0.55 + 0.5j, -0.58 + 0.58j),
    withers=0.3 + 0.93j, breast=0.58 + 0.56j, poll=0.63 + 0.86j, throat=0.62 + 0.6j, crest=0.1, gullet=0.1)  # fmt: skip
BISON_BUILD = replace(BULL_BUILD, back=(-0.52 + 0.62j, -0.5 + 0.7j, -0.4 + 0.74j, -0.18 + 0.76j,
    0.04 + 0.86j, 0.24 + 1.0j, 0.42 + 0.92j, 0.58 + 0.7j), withers=0.28 + 0.98j, poll=0.62 + 0.74j,
    throat=0.6 + 0.46j, breast=0.58 + 0.5j, head_size=0.38, head_angle=-0.95, tail=-0.515 + 0.66j)  # fmt: skip
SHEEP_BUILD = COW_BUILD.reshaped(
    lambda p: complex(p.real * 0.82, p.imag * 0.9), poll=0.5 + 0.9j, throat=0.51 + 0.73j, head=GOAT, head_size=0.31,
    head_angle=-0.72, foot_size=0.034, gullet=0.02,
)  # fmt: skip
GOAT_BUILD = COW_BUILD.reshaped(
    lambda p: complex(p.real * 0.78, p.imag * 0.88 if p.imag < 0.5 else p.imag * 0.9), poll=0.47 + 0.98j,
    throat=0.48 + 0.82j, head=GOAT, head_size=0.3, head_angle=-0.62, foot_size=0.034, crest=0.0, gullet=-0.02,
)  # fmt: skip
PIG_BUILD = COW_BUILD.reshaped(
    lambda p: complex(p.real * 0.98, p.imag * (0.66 if p.imag < 0.4 else 1.08) - (0 if p.imag < 0.4 else 0.168)),
    poll=0.52 + 0.72j, throat=0.55 + 0.4j, head=PIG, head_size=0.42, head_angle=-0.3, foot_size=0.042, gullet=0.1,
    crest=0.06,
)  # fmt: skip


def horn(bones: Bones, points: Points, widths: tuple[float, ...], colour: str = BONE) -> Part:
    """A horn through points of the head."""
    return Part(band(bones.faces(points), widths), colour, 0.8)


def cow(look: Look, bones: Bones) -> list[Part]:
    """A cow with patches, horns and udder."""
    base = look.colour or "#efe9df"
    patch = "#2b2624" if look.colour is None else lighter(base, 0.75)
    tones = Coat.of(base, hoof="#3a322c", skin="#2a2220")
    spots = (
        (-0.55 + 0.79j, -0.42 + 0.835j, -0.28 + 0.825j, -0.2 + 0.72j, -0.3 + 0.66j, -0.33 + 0.55j, -0.45 + 0.52j,
         -0.5 + 0.64j),
        (-0.06 + 0.82j, 0.1 + 0.822j, 0.22 + 0.8j, 0.24 + 0.66j, 0.14 + 0.62j, 0.12 + 0.5j, 0.02 + 0.46j,
         -0.03 + 0.58j, -0.1 + 0.67j),
        (0.38 + 0.79j, 0.46 + 0.74j, 0.52 + 0.62j, 0.47 + 0.52j, 0.4 + 0.55j, 0.34 + 0.66j),
    )  # fmt: skip
    udder = closed(
        [bones.hips(p) for p in (-0.3 + 0.42j, -0.38 + 0.44j, -0.36 + 0.34j, -0.29 + 0.31j, -0.24 + 0.36j)], 4
    )
    parts = [
        far_ear(bones, tones),
        *tuft_tail(bones, base, patch, 0.44),
        *far_legs(bones, tones),
        Part(udder, "#d8a08c", 0.8),
    ]
    parts += [*near_side(bones, tones), *(mark(bones, s, patch, 0.25) for s in spots)]
    if look.colour is None:
        parts.append(Part(closed(bones.faces((-0.1 + 0.0j, 0.1 + 0.16j, 0.3 + 0.12j, 0.44 - 0.02j,
            0.4 - 0.3j, 0.16 - 0.4j, -0.04 - 0.3j)), 4), patch, 0.5))  # fmt: skip
    parts += [
        face_mark(bones, "muzzle", "#d9b3a4", 0.6),
        horn(bones, (0.06 + 0.12j, 0.04 + 0.28j, 0.14 + 0.42j), (0.022, 0.018, 0.003)),
    ]
    return [*parts, *face(bones, replace(tones, body=patch))]


def bull(look: Look, bones: Bones) -> list[Part]:
    """A heavy bull with forward horns."""
    base = look.colour or "#3d2a22"
    tones = Coat.of(base, skin="#171211")
    parts = [
        far_ear(bones, tones),
        horn(bones, (0.1 + 0.16j, 0.16 + 0.36j, 0.36 + 0.46j), (0.03, 0.024, 0.003), "#a89a80"),
    ]
    parts += [
        *tuft_tail(bones, base, darker(base, 0.5), 0.46),
        *body(bones, tones),
        face_mark(bones, "muzzle", lighter(base, 0.2), 0.6),
    ]
    return [*parts, horn(bones, (0.02 + 0.12j, 0.06 + 0.34j, 0.28 + 0.48j), (0.034, 0.027, 0.003)), *face(bones, tones)]


def bison(look: Look, bones: Bones) -> list[Part]:
    """A bison: dark shaggy hump and beard, short horns."""
    base = look.colour or "#6a4a30"
    tones = Coat.of(base, skin="#171211")
    dark = darker(base, 0.5)
    robe = [bones.skin(p) for p in (-0.02 + 0.87j, 0.12 + 0.98j, 0.26 + 1.03j, 0.42 + 0.97j, 0.56 + 0.8j,
        0.6 + 0.62j, 0.58 + 0.42j, 0.5 + 0.36j, 0.42 + 0.26j, 0.34 + 0.36j, 0.26 + 0.24j, 0.18 + 0.36j,
        0.1 + 0.42j, 0.0 + 0.62j)]  # fmt: skip
    beard = band(bones.faces((0.3 - 0.2j, 0.46 - 0.42j, 0.6 - 0.66j + 0.02j * wave(look.phase))), (0.06, 0.06, 0.004))
    head = closed(bones.faces(bones.build.head.outline), 4)
    crown = closed(
        bones.faces((-0.2 - 0.2j, -0.16 + 0.14j, 0.1 + 0.26j, 0.34 + 0.2j, 0.36 + 0.02j, 0.2 - 0.3j, 0.0 - 0.4j)), 4
    )
    parts = [
        *tuft_tail(bones, base, dark, 0.36),
        *body(bones, tones),
        Part(closed(robe, 4), dark, 0.9),
        Part(beard, dark, 0.8),
    ]
    parts += [Part(head, darker(base, 0.62)), Part(crown, darker(base, 0.5), 0.8)]
    return [
        *parts,
        horn(bones, (0.1 + 0.12j, 0.02 + 0.34j, 0.16 + 0.44j), (0.03, 0.024, 0.003)),
        *face(bones, replace(tones, body=dark)),
    ]


def sheep(look: Look, bones: Bones) -> list[Part]:
    """A sheep in its fleece."""
    wool = look.colour or "#e9e3d6"
    skin = "#3b3330" if look.kind == "sheep" and look.colour != "#15151a" else darker(wool, 0.3)
    tones = Coat.of(skin, skin="#14100f")
    parts = [far_ear(bones, tones), *far_legs(bones, tones)]
    legs = [*limb(bones, 0), *limb(bones, 1)]
    parts += [
        merged([neck(bones), closed(bones.faces(bones.build.head.outline), 4), *legs], skin),
        *hooves(bones, (0, 1), tones.hoof),
    ]
    rim = [*bones.build.back, *bones.build.belly]
    curls = []
    for k, p in enumerate(rim):
        for q in (p, lerp(p, rim[(k + 1) % len(rim)], 0.5)):
            at = bones.skin(q * 0.97 + 0.02j)
            curls.append(ellipse(at.real, at.imag, 0.068, 0.062, 12))
    fluff = closed(bones.skins(rim), 3)
    parts.append(Part(fluff, wool, 1.0, False, tuple(curls)))
    rows = [(r, k) for r in range(4) for k in range(6)]
    inner = [bones.skin(complex(-0.4 + 0.13 * k + 0.03 * ((k * 5 + r * 3) % 4),
        0.73 - 0.085 * r - 0.012 * (k % 3))) for r, k in rows]  # fmt: skip
    tufts = merged([ellipse(p.real, p.imag, 0.066, 0.048, 12) for p in inner], lighter(wool, 0.3), 0.8)
    parts.append(tufts._replace(soft=0.012, opacity=0.5))
    collar = [lerp(bones.skin(bones.build.withers), bones.poll, t) for t in (0.25, 0.6)]
    collar += [lerp(bones.skin(bones.build.breast), bones.neck(bones.build.throat), t) for t in (0.2, 0.55)]
    collar.append(bones.face(0.04 + 0.1j))
    parts.append(merged([ellipse(p.real, p.imag, 0.085, 0.078, 14) for p in collar], wool, 0.9))
    return [*parts, *face(bones, tones)]


def goat(look: Look, bones: Bones) -> list[Part]:
    """A goat with swept horns and a beard."""
    base = look.colour or "#cfc4b2"
    tones = Coat.of(base, skin="#2a2422", hoof="#3a332d")
    swept = (0.04 + 0.12j, -0.06 + 0.42j, -0.32 + 0.6j, -0.56 + 0.56j)
    beard = band(bones.faces((0.76 - 0.2j, 0.8 - 0.36j, 0.76 - 0.52j)), (0.026, 0.02, 0.002))
    tail = brush(bones, 0.14, (0.035, 0.03, 0.008), (0.8, 1.0))
    parts = [
        far_ear(bones, tones),
        horn(bones, [p + 0.09 for p in swept], (0.022, 0.02, 0.015, 0.002), "#77695a"),
        Part(beard, darker(base, 0.15), 0.7),
    ]
    parts += [
        *body(bones, tones, tail),
        underside(bones, tones.pale),
        mark(bones, _ridge(bones), darker(base, 0.3), 0)._replace(soft=0.008, opacity=0.7),
        face_mark(bones, "muzzle", tones.pale, 0.4),
    ]
    return [*parts, horn(bones, swept, (0.025, 0.022, 0.016, 0.002), "#94846e"), *face(bones, tones, "#c9a83c")]


def _ridge(bones: Bones) -> Points:
    top = bones.build.back[1:-1]
    return (*(p + 0.004j for p in top), *(p - 0.035j for p in reversed(top)))


def pig(look: Look, bones: Bones) -> list[Part]:
    """A pink pig with a curly tail."""
    base = look.colour or "#e3a79c"
    tones = Coat.of(base, skin="#8a4a48", hoof="#6a4a44")
    root = bones.hips(bones.build.tail)
    curl = [
        root + complex(-0.03 - 0.016 * k + 0.03 * math.cos(k * 1.6), 0.02 + 0.03 * math.sin(k * 1.6 + wave(look.phase)))
        for k in range(6)
    ]
    parts = [
        far_ear(bones, tones),
        Part(band([root + 0.03, *curl], (0.02, 0.016, 0.014, 0.014, 0.012, 0.011, 0.006)), darker(base, 0.12), 0.8),
    ]
    return [*parts, *body(bones, tones), *face(bones, replace(tones, body=darker(base, 0.1), skin="#b46a66"))]


def rhino(look: Look, bones: Bones) -> list[Part]:
    """A rhinoceros with two horns."""
    base = look.colour or "#8d8781"
    tones = Coat.of(base, hoof=lighter(base, 0.25), skin="#332e2b")
    folds = [band(bones.skins((complex(x, 0.72), complex(x + 0.03, 0.58), complex(x - 0.01, 0.4))), (0.002,
        0.009, 0.002)) for x in (0.3, -0.3)]  # fmt: skip
    parts = [far_ear(bones, tones), *tuft_tail(bones, base, darker(base, 0.4), 0.34), *body(bones, tones)]
    parts += [merged(folds, darker(base, 0.3), 0), horn(bones, (0.56 + 0.02j, 0.6 + 0.14j, 0.6 + 0.24j),
        (0.04, 0.025, 0.003), "#b8ac98")]  # fmt: skip
    return [*parts, horn(bones, (0.86 + 0.0j, 0.98 + 0.2j, 0.98 + 0.46j), (0.055, 0.035, 0.003), "#c6baa4"),
        *face(bones, tones)]  # fmt: skip


RHINO_BUILD = BULL_BUILD.reshaped(
    lambda p: complex(p.real, p.imag * 0.8 if p.imag < 0.4 else p.imag - 0.08), 1.45, foot="pad", foot_size=0.055,
    poll=0.66 + 0.72j, throat=0.66 + 0.44j, head=replace(COW, ear=PIG.ear), head_size=0.46, head_angle=-0.6, crest=0.06,
)  # fmt: skip
HIPPO_BUILD = PIG_BUILD.reshaped(
    lambda p: complex(p.real * 1.16, p.imag * 1.02), 1.9, foot="pad", foot_size=0.058, poll=0.66 + 0.74j,
    throat=0.68 + 0.38j, head_size=0.5, head_angle=-0.2, head=replace(
        PIG, outline=(*PIG.outline[:4], 0.54 + 0.06j, 0.78 + 0.1j, 1.0 + 0.12j, 1.1 + 0.0j, 1.1 - 0.2j, 1.0 - 0.34j,
                      0.78 - 0.36j, *PIG.outline[-3:]), marks={}, nose=1.02 + 0.06j,
        ear=(-0.02 + 0.1j, -0.03 + 0.22j, 0.06 + 0.24j, 0.1 + 0.14j), mouth=(1.08 - 0.16j, 0.84 - 0.2j, 0.6 - 0.16j)),
)  # fmt: skip


def hippo(look: Look, bones: Bones) -> list[Part]:
    """A hippopotamus."""
    base = look.colour or "#85757a"
    tones = Coat.of(base, pale="#c99a94", hoof=lighter(base, 0.25), skin="#3a2e30")
    tail = brush(bones, 0.14, (0.04, 0.03, 0.014), (-1.0, -1.3))
    return [far_ear(bones, tones), *body(bones, tones, tail), underside(bones, tones.pale, 0.08), *face(bones, tones)]
