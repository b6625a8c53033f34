"""Dogs, wolves, foxes, cats great and small, and bears."""

import cmath
import math
from collections.abc import Callable
from dataclasses import replace

from generation.engines.animatic.figures.creatures.bones import Points, band, closed, lerp, turned, wave
from generation.engines.animatic.figures.creatures.build import Build, Limb
from generation.engines.animatic.figures.creatures.coats import Coat, darker, lighter, mixed
from generation.engines.animatic.figures.creatures.heads import BEAR, CAT, HOUND, LION, WOLF
from generation.engines.animatic.figures.creatures.quadruped import (
    bib,
    body,
    face,
    face_mark,
    far_ear,
    foot,
    mark,
    merged,
    underside,
)
from generation.engines.animatic.figures.creatures.rig import Bones, posed
from generation.engines.animatic.figures.part import Look, Part
from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.raster import Shape

WOLF_BUILD = Build(
    back=(-0.42 + 0.6j, -0.38 + 0.665j, -0.28 + 0.705j, -0.12 + 0.69j, 0.04 + 0.69j, 0.2 + 0.73j, 0.31 + 0.7j,
          0.4 + 0.61j),
    belly=(0.41 + 0.5j, 0.35 + 0.41j, 0.2 + 0.365j, 0.04 + 0.385j, -0.12 + 0.44j, -0.22 + 0.475j, -0.3 + 0.48j,
           -0.4 + 0.5j, -0.435 + 0.55j),
    hind=Limb((-0.3 + 0.57j, -0.2 + 0.4j, -0.385 + 0.225j, -0.365 + 0.05j, -0.325 + 0j),
              (0.1, 0.062, 0.03, 0.026, 0.02), ((0.1, 0.11), (0.05, 0.05), (0.024, 0.025))),
    fore=Limb((0.3 + 0.54j, 0.215 + 0.4j, 0.25 + 0.2j, 0.24 + 0.045j, 0.28 + 0j),
              (0.095, 0.055, 0.032, 0.026, 0.02), ((0.08, 0.08), (0.042, 0.04), (0.024, 0.026))),
    withers=0.2 + 0.73j, breast=0.395 + 0.55j, poll=0.475 + 0.9j, throat=0.53 + 0.755j,
    head=WOLF, head_size=0.36, head_angle=-0.22, crest=0.09, gullet=0.08, foot="paw", foot_size=0.029,
    tail=-0.415 + 0.62j, spread=0.05,
)  # fmt: skip
HOUND_BUILD = replace(WOLF_BUILD, head=HOUND, head_size=0.34, poll=0.45 + 0.9j, throat=0.5 + 0.755j, head_angle=-0.18)
TERRIER_BUILD = HOUND_BUILD.reshaped(
    lambda p: complex(p.real * 0.88, p.imag * 0.8 if p.imag < 0.4 else p.imag * 1.02 - 0.088), poll=0.4 + 0.86j,
    throat=0.46 + 0.7j, head_size=0.37,
)  # fmt: skip
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
BEAR_BUILD = Build(
    back=(-0.6 + 0.56j, -0.57 + 0.68j, -0.46 + 0.79j, -0.22 + 0.81j, 0.04 + 0.81j, 0.26 + 0.9j, 0.42 + 0.85j,
          0.55 + 0.7j),
    belly=(0.56 + 0.52j, 0.48 + 0.38j, 0.28 + 0.3j, 0.02 + 0.29j, -0.2 + 0.31j, -0.34 + 0.35j, -0.44 + 0.37j,
           -0.57 + 0.4j, -0.62 + 0.48j),
    hind=Limb((-0.42 + 0.55j, -0.3 + 0.33j, -0.46 + 0.13j, -0.42 + 0.05j, -0.34 + 0j),
              (0.16, 0.115, 0.08, 0.07, 0.045), ((0.16, 0.17), (0.1, 0.1), (0.07, 0.07))),
    fore=Limb((0.4 + 0.56j, 0.3 + 0.38j, 0.34 + 0.17j, 0.335 + 0.06j, 0.4 + 0j),
              (0.16, 0.105, 0.08, 0.07, 0.045), ((0.13, 0.13), (0.09, 0.09), (0.075, 0.075))),
    withers=0.26 + 0.9j, breast=0.54 + 0.58j, poll=0.58 + 0.87j, throat=0.64 + 0.62j,
    head=BEAR, head_size=0.38, head_angle=-0.32, crest=0.04, gullet=0.08, foot="paw", foot_size=0.05,
    tail=-0.6 + 0.62j, spread=0.07,
)  # fmt: skip


def brush(bones: Bones, length: float, widths: tuple[float, ...], rest: tuple[float, ...], curl: float = 0.0) -> Shape:
    """A tail of four joints hanging at angles `rest` (0 straight back, positive up), swung by the pose."""
    pose = bones.pose
    point, line, angle = bones.hips(bones.build.tail + 0.02), [], 0.0
    line.append(point)
    for k, bend in enumerate(rest):
        angle = bend + pose.tail + 0.14 * (k + 1) * 0.5 * wave(pose.phase, 0.18 * k) * pose.swing
        angle = (
            angle * (1 - 0.75 * pose.flow) + 0.12 * pose.flow * wave(pose.phase, 0.2 * k) if pose.flow > 0.5 else angle
        )
        point = point - turned(length / len(rest) + 0j, -angle + curl * k)
        point = complex(point.real, max(point.imag, widths[min(k + 1, len(widths) - 1)] * 0.9))
        line.append(point)
    return band(line, widths)


def wolf(look: Look, bones: Bones) -> list[Part]:
    """A grey wolf with a bushy hanging tail."""
    tones = Coat.of(look.colour or "#77747a", pale=lighter(look.colour or "#8d8a8c", 0.42), skin="#1a1719")
    tail = brush(bones, 0.46, (0.03, 0.055, 0.06, 0.045, 0.004), (-0.9, -1.15, -1.15, -1.0))
    return [far_ear(bones, tones), *body(bones, tones, tail), *_canine_marks(bones, tones),
            mark(bones, _saddle(bones), darker(tones.body, 0.28), 0.3), *face(bones, tones, "#d8a83c")]  # fmt: skip


def _saddle(bones: Bones) -> Points:
    back = bones.build.back
    top = [p + 0.003j for p in back[1:-1]]
    under = [
        lerp(a, b, t) - (0.11 if t else 0.075) * 1j * k
        for a, b, k in zip(back[-3:1:-1], back[-4:0:-1], (0.5, 0.9, 1.0, 0.9), strict=False)
        for t in (0.0, 0.5)
    ]
    return (*top, *under)


def _canine_marks(bones: Bones, tones: Coat) -> list[Part]:
    return [
        underside(bones, tones.pale),
        bib(bones, tones.pale, 0.34, 0.07),
        face_mark(bones, "muzzle", tones.pale, 0.4),
    ]


def fox(look: Look, bones: Bones) -> list[Part]:
    """A red fox: black stockings, white bib and tail tip."""
    base = look.colour or "#c9642a"
    tones = Coat.of(base, pale="#efe6d8", skin="#1c1513")
    tail = brush(bones, 0.56, (0.03, 0.075, 0.09, 0.07, 0.006), (-0.75, -0.6, -0.35, -0.1))
    tip = tail[len(tail) // 2 - 5 : len(tail) // 2 + 6]
    parts = [far_ear(bones, tones), *body(bones, tones, tail), Part(tip, tones.pale, 0.6), *_canine_marks(bones, tones)]
    return [*parts, *_stockings(bones, darker(base, 0.75)), *face(bones, tones)]


def _stockings(bones: Bones, colour: str) -> list[Part]:
    shapes = []
    for index, limb in ((0, bones.build.hind), (1, bones.build.fore)):
        joints = bones.legs[index]
        r = limb.radii
        top = lerp(joints[2], joints[3], 0.25)
        shapes += [band([top, joints[3]], [r[2] * 0.5, r[3] * 1.05]), closed(foot(bones, index), 3)]
    return [merged(shapes, colour, 0.8)]


def dog(look: Look, bones: Bones) -> list[Part]:
    """A hound with hanging ears and a merry tail."""
    base = look.colour or "#b98650"
    tones = Coat.of(base, skin="#1d1714")
    tail = brush(bones, 0.4, (0.034, 0.034, 0.03, 0.022, 0.008), (0.35, 0.7, 0.9, 0.9))
    ears = replace(tones, body=darker(base, 0.22))
    return [*body(bones, tones, tail), underside(bones, lighter(base, 0.25), 0.035), bib(bones,
        lighter(base, 0.25), 0.16), face_mark(bones, "muzzle", lighter(base, 0.18), 0.3), *face(bones,
        ears)]  # fmt: skip


def shepherd(look: Look, bones: Bones) -> list[Part]:
    """A shepherd dog: tan with a black saddle and mask."""
    base = look.colour or "#b07f48"
    tones = Coat.of(base, skin="#1a1614")
    dark = darker(base, 0.76)
    tail = brush(bones, 0.44, (0.034, 0.05, 0.05, 0.036, 0.006), (-0.7, -0.8, -0.6, -0.2))
    return [far_ear(bones, tones), *body(bones, tones, tail), mark(bones, _saddle(bones), dark, 0.5),
        underside(bones, lighter(base, 0.25)), bib(bones, lighter(base, 0.25), 0.24), face_mark(bones,
        "muzzle", dark, 0.4), *face(bones, tones)]  # fmt: skip


def terrier(look: Look, bones: Bones) -> list[Part]:
    """A small white terrier with a brown ear and patch."""
    base = look.colour or "#e9e2d6"
    patch = darker(base, 0.6) if look.colour else "#8a5630"
    tones = Coat.of(base, skin="#1d1714", pale=base)
    tail = brush(bones, 0.24, (0.03, 0.028, 0.024, 0.018, 0.008), (0.9, 1.15, 1.2, 1.2))
    spot = (-0.3 + 0.72j, -0.12 + 0.72j, -0.06 + 0.6j, -0.18 + 0.54j, -0.3 + 0.6j)
    return [*body(bones, tones, tail), mark(bones, spot, patch, 0.4), *face(bones, replace(tones, body=patch))]


def cat(look: Look, bones: Bones) -> list[Part]:
    """A house cat; striped when no colour was asked for or it is orange or grey."""
    base = look.colour or "#6f675f"
    tones = Coat.of(base, skin="#c98f86" if look.colour not in ("#15151a",) else "#2a2426")
    tail = brush(bones, 0.52, (0.034, 0.03, 0.03, 0.028, 0.012), (0.75, 1.1, 1.25, 0.9))
    parts = [far_ear(bones, tones), *body(bones, tones, tail)]
    parts += [
        underside(bones, tones.pale, 0.04),
        bib(bones, tones.pale, 0.3),
        face_mark(bones, "muzzle", tones.pale, 0.4),
    ]
    if look.colour not in ("#15151a", "#f2f2ee"):
        parts += stripes(bones, darker(base, 0.42), 7, 0.5, 0.008)
    return [*parts, *face(bones, tones, "#b9c24a")]


def stripes(bones: Bones, colour: str, count: int, depth: float, width: float) -> list[Part]:
    """Tapered stripes down the flank from the back."""
    build = bones.build
    first, last = build.back[1].real, build.back[-2].real
    lines = []
    for k in range(count):
        x = first + (last - first) * (k + 0.3) / count
        top, under = _edge(build.back, x), _edge(build.belly[::-1], x)
        deep = depth * (1.0 if k % 2 else 0.78)
        lean = 0.03 * (1 if x < 0 else -1)
        points = [
            complex(x, top + 0.002),
            complex(x + lean, top + (under - top) * deep * 0.5),
            complex(x + lean * 0.4, top + (under - top) * deep),
        ]
        lines.append(band(bones.skins(points), [width, width * 1.15, 0.001]))
    return [merged(lines, colour, 0)]


def _edge(line: Points, x: float) -> float:
    """The height of an outline at `x`."""
    for a, b in zip(line, line[1:], strict=False):
        if a.real <= x <= b.real:
            return lerp(a, b, (x - a.real) / max(b.real - a.real, 1e-9)).imag
    return line[-1].imag


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
            top, under = _edge(bones.build.back, x), _edge(bones.build.belly[::-1], x)
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
            tip = middle + out * lock * 1.08 + drop
            points += [middle + out * 0.84, tip - out * 0.05, tip + drop * 0.2]
        parts.append(Part(closed(points, 3), tone, 0.8))
    return parts


def bear(look: Look, bones: Bones) -> list[Part]:
    """A brown bear; white when it lives on the ice."""
    base = look.colour or ("#e8e3d6" if look.kind == "polar bear" else "#5d4230")
    tones = Coat.of(base, pale=lighter(base, 0.26), skin="#1b1615")
    tail = brush(bones, 0.07, (0.05, 0.045, 0.02), (-0.8, -0.9))
    return [
        far_ear(bones, tones),
        *body(bones, tones, tail),
        face_mark(bones, "muzzle", tones.pale, 0.7),
        *face(bones, tones),
    ]


def any_dog(look: Look, bones: Bones) -> list[Part]:
    """The build that was named, else one by chance."""
    named = next((breed for breed in DOGS if look.has(breed)), None)
    breed = named or ("hound" if look.colour else ("hound", "shepherd", "terrier")[int(look.rng.integers(3))])
    build, paint = DOGS[breed]
    return paint(look, posed(build, bones.pose) if build is not bones.build else bones)


DOGS: dict[str, tuple[Build, Callable[[Look, Bones], list[Part]]]] = {
    "hound": (HOUND_BUILD, dog), "shepherd": (WOLF_BUILD, shepherd), "husky": (WOLF_BUILD, wolf),
    "terrier": (TERRIER_BUILD, terrier),
}  # fmt: skip
