"""Horses: mane and tail that flow, tack and rider; the zebra and the unicorn are of their kind."""

import math
from dataclasses import replace

from generation.engines.animatic.figures.creatures.bones import band, closed, lerp, turned, wave
from generation.engines.animatic.figures.creatures.build import Build, Limb
from generation.engines.animatic.figures.creatures.coats import Coat, brightness, darker, lighter, mixed
from generation.engines.animatic.figures.creatures.heads import HORSE
from generation.engines.animatic.figures.creatures.markings import stripes
from generation.engines.animatic.figures.creatures.quadruped import body, face, face_mark, far_ear, merged, underside
from generation.engines.animatic.figures.creatures.riders import rider
from generation.engines.animatic.figures.creatures.rig import Bones
from generation.engines.animatic.figures.creatures.tails import tuft_tail
from generation.engines.animatic.figures.part import Look, Part
from generation.engines.animatic.raster import Shape

HORSE_BUILD = Build(
    back=(-0.4 + 0.68j, -0.36 + 0.735j, -0.27 + 0.765j, -0.14 + 0.74j, 0.0 + 0.718j, 0.1 + 0.735j, 0.19 + 0.775j,
          0.3 + 0.73j, 0.37 + 0.64j),
    belly=(0.375 + 0.55j, 0.32 + 0.455j, 0.18 + 0.41j, 0.03 + 0.405j, -0.12 + 0.435j, -0.22 + 0.48j, -0.32 + 0.5j,
           -0.41 + 0.56j, -0.425 + 0.63j),
    hind=Limb((-0.28 + 0.6j, -0.205 + 0.44j, -0.345 + 0.275j, -0.325 + 0.09j, -0.285 + 0j),
              (0.115, 0.075, 0.034, 0.024, 0.022), ((0.11, 0.135), (0.062, 0.06), (0.022, 0.027))),
    fore=Limb((0.28 + 0.57j, 0.205 + 0.455j, 0.225 + 0.25j, 0.215 + 0.088j, 0.255 + 0j),
              (0.1, 0.06, 0.031, 0.024, 0.021), ((0.09, 0.09), (0.05, 0.045), (0.021, 0.021))),
    withers=0.19 + 0.775j, breast=0.37 + 0.59j, poll=0.475 + 1.0j, throat=0.485 + 0.855j,
    head=HORSE, head_size=0.305, head_angle=-0.86, crest=0.1, gullet=0.06, foot_size=0.031,
    tail=-0.395 + 0.72j,
)  # fmt: skip


def mane(bones: Bones, colour: str, length: float = 0.15) -> list[Part]:
    """Locks along the crest that hang, and fly back with speed."""
    pose, build = bones.pose, bones.build
    withers, poll = bones.skin(build.withers), bones.poll
    top = poll - withers
    normal = top / abs(top) * 1j
    locks = []
    for k in range(9):
        t = k / 8
        root = lerp(withers, poll, 0.1 + 0.9 * t) + normal * (
            build.crest * abs(top) * math.sin(math.pi * (0.12 + 0.8 * t)) - 0.018
        )
        sway = 0.16 * wave(pose.phase, t * 0.6) * (0.35 + pose.flow)
        hang = turned(-1j * length, (0.1 - 1.35 * pose.flow) + sway) * (0.8 + 0.35 * math.sin(math.pi * t))
        lift = normal * 0.05 * pose.flow
        locks.append(
            band([root, root + hang * 0.5 + lift + normal * 0.012, root + hang + lift * 1.5], [0.026, 0.024, 0.003])
        )
    fore = bones.face(0.02 + 0.1j)
    tip = bones.face(0.26 + 0.1j) if pose.flow < 0.5 else bones.face(-0.2 + 0.24j)
    locks.append(band([fore, lerp(fore, tip, 0.5) + normal * 0.015, tip], [0.02, 0.018, 0.003]))
    crown = [lerp(withers, poll, t) + normal * (build.crest * abs(top) * math.sin(math.pi * (0.12 + 0.8 * t)) - 0.014)
             for t in (0.1, 0.4, 0.7, 1.0)]  # fmt: skip
    return [merged([band(crown, [0.012, 0.026, 0.028, 0.022]), *locks], colour, 0.8)]


def tail(bones: Bones, colour: str, length: float = 0.5) -> list[Part]:
    """A long tail in five locks."""
    pose = bones.pose
    root = bones.hips(bones.build.tail)
    locks = []
    for k in range(5):
        spread = (k - 2) / 2
        out, flow = -0.1 * spread, pose.flow
        sway = 0.13 * wave(pose.phase, 0.2 + 0.1 * k) * (0.4 + flow) * pose.swing
        first = turned(-1j, -1.0 - 0.75 * flow - pose.tail + 0.25 * out) * length * 0.17
        second = turned(-1j, -0.18 - 1.15 * flow + sway + out - pose.tail) * length * 0.42
        third = turned(-1j, 0.08 - 1.0 * flow + sway * 2.2 + 2 * out) * length * (0.42 + 0.06 * (k % 3))
        a, b = root + first, root + first + second
        line = [complex(p.real, max(p.imag, 0.03)) for p in (root, a, b, b + third)]
        locks.append(band(line, [0.02, 0.03, 0.04, 0.003]))
    return [merged(locks, colour, 0.8)]


def coat(look: Look) -> Coat:
    """Bay unless asked otherwise: black points on brown, pale hair on gold, silver on white."""
    base = look.colour or "#6e4128"
    bright = brightness(base)
    if bright > 0.75:
        return Coat.of(base, pale="#d9cfc6", hair="#dcd8d2", hoof="#6a625a", skin="#7a706c")
    if bright < 0.16:
        return Coat.of("#24211f", pale="#3a3330", hair="#121010", hoof="#191614", skin="#0f0d0d")
    made = Coat.of(base, pale=darker(base, 0.4), hair=darker(base, 0.74) if bright < 0.5 else lighter(base, 0.45))
    return replace(made, low=darker(base, 0.4), far=darker(base, 0.6))


def horse(look: Look, bones: Bones) -> list[Part]:
    """A horse in a pose."""
    tones = coat(look)
    parts = [far_ear(bones, tones), *tail(bones, tones.hair), *body(bones, tones)]
    parts += [
        face_mark(bones, "muzzle", mixed(tones.body, tones.skin, 0.5)),
        Part(closed(bones.faces(bones.build.head.marks["cheek"]), 4), darker(tones.body, 0.18), 0),
    ]
    return [*parts, *mane(bones, tones.hair), *face(bones, tones)]


def mounted(look: Look, bones: Bones) -> list[Part]:
    """A horse, with its rider when there is one."""
    parts = horse(look, bones)
    return [*parts, *rider(look, bones)] if look.has("rider") else parts


def unicorn(look: Look, bones: Bones) -> list[Part]:
    """A white horse with a spiral horn."""
    pale = replace(look, colour=look.colour or "#f2f2ee")
    base, tip = bones.face(0.22 + 0.12j), bones.face(0.3 + 0.98j)
    side = (tip - base) * 1j
    rings = [band([lerp(base, tip, t) - side * 0.045 * (1 - t), lerp(base, tip,
        t + 0.05) + side * 0.045 * (1 - t)], (0.003, 0.003)) for t in (0.15, 0.32, 0.49, 0.66)]  # fmt: skip
    spiral = [Part(band([base, tip], (0.019, 0.002)), "#ecd9a4", 0.9), merged(rings, "#b8985c", 0)]
    return [*mounted(pale, bones), *spiral]


def zebra(look: Look, bones: Bones) -> list[Part]:
    """A zebra: stripes that follow neck, flank and legs, and a brush of a mane."""
    base = look.colour or "#ece8df"
    tones = Coat.of(base, hair="#1d1a19", hoof="#2a2624", skin="#1f1b1a")
    dark = "#211d1c" if brightness(base) > 0.3 else lighter(base, 0.7)
    parts = [far_ear(bones, tones), *tuft_tail(bones, base, dark, 0.36), *body(bones, tones)]
    parts += [*stripes(bones, dark, 11, 0.8, 0.013), merged(_zebra_bands(bones), dark, 0)]
    withers, poll = bones.skin(bones.build.withers), bones.poll
    normal = (poll - withers) * 1j
    crest = [
        lerp(withers, poll, t) + normal * (0.1 * math.sin(math.pi * (0.12 + 0.8 * t)) + 0.03)
        for t in (0.05, 0.35, 0.7, 1.02)
    ]
    parts.append(Part(band(crest, (0.012, 0.03, 0.032, 0.022)), dark, 0.7))
    return [*parts, face_mark(bones, "muzzle", "#37302d", 0.5), *face(bones, tones)]


def _zebra_bands(bones: Bones) -> list[Shape]:
    build, lines = bones.build, []
    withers, poll = bones.skin(build.withers), bones.poll
    breast, throat = bones.skin(build.breast), bones.neck(build.throat)
    for k in range(6):
        t = 0.12 + 0.14 * k
        top, low = lerp(withers, poll, t) + (poll - withers) * 0.06j, lerp(breast, throat, max(0.05, t - 0.06))
        lines.append(
            band([top, lerp(top, low, 0.5) - (top - low) * 0.05j, lerp(top, low, 0.86)], (0.013, 0.011, 0.002))
        )
    for index in (0, 1):
        joints = bones.legs[index]
        limb = build.hind if index == 0 else build.fore
        for segment, spots in ((0, (0.35, 0.65, 0.95)), (1, (0.3, 0.55, 0.8)), (2, (0.15, 0.45, 0.75))):
            a, b = joints[segment], joints[segment + 1]
            across = (b - a) / abs(b - a) * 1j
            for t in spots:
                wide = (limb.flesh[segment][0] * (1 - t) + limb.radii[segment + 1] * t) * 1.0
                at = lerp(a, b, t)
                lines.append(
                    band(
                        [at - across * wide * 0.9 + 0.008j, at - 0.004j, at + across * wide * 0.85 + 0.006j],
                        (0.002, 0.009, 0.002),
                    )
                )
    for p, q in (
        (0.16 + 0.12j, 0.12 - 0.12j),
        (0.26 - 0.1j, 0.2 - 0.3j),
        (0.42 + 0.08j, 0.36 - 0.06j),
        (0.54 + 0.06j, 0.46 - 0.14j),
        (0.66 + 0.05j, 0.58 - 0.12j),
        (0.42 - 0.12j, 0.34 - 0.3j),
    ):
        lines.append(band(bones.faces((p, lerp(p, q, 0.5) + 0.03, q)), (0.006, 0.006, 0.001)))
    return lines


def donkey(look: Look, bones: Bones) -> list[Part]:
    """A donkey: long ears, a pale muzzle, a dark cross on the shoulder."""
    base = look.colour or "#8a8079"
    tones = Coat.of(base, pale=lighter(base, 0.55), hair=darker(base, 0.6), skin="#2a2422")
    withers, poll = bones.skin(bones.build.withers), bones.poll
    normal = (poll - withers) * 1j
    crest = [lerp(withers, poll, t) + normal * (0.1 * math.sin(math.pi * (0.12 + 0.8 * t)) + 0.01)
        for t in (0.05, 0.35, 0.7, 1.02)]  # fmt: skip
    cross = band(bones.skins((0.2 + 0.77j, 0.19 + 0.66j, 0.2 + 0.56j)), (0.012, 0.01, 0.002))
    parts = [far_ear(bones, tones), *tuft_tail(bones, base, tones.hair, 0.36), *body(bones, tones),
        underside(bones, tones.pale, 0.05)]  # fmt: skip
    parts += [Part(cross, tones.hair, 0), Part(band(crest, (0.01, 0.022, 0.024, 0.016)), tones.hair, 0.7)]
    parts += [face_mark(bones, "muzzle", tones.pale, 0.4), *face(bones, tones)]
    return [*parts, *rider(look, bones)] if look.has("rider") else parts


DONKEY_BUILD = replace(
    HORSE_BUILD, poll=0.45 + 0.96j, throat=0.47 + 0.82j, crest=0.04, head_size=0.33,
    head=replace(HORSE, ear=(-0.06 + 0.02j, -0.16 + 0.24j, -0.14 + 0.5j, -0.1 + 0.6j, -0.01 + 0.44j, 0.07 + 0.06j)),
)  # fmt: skip
