"""Rabbit, mouse, squirrel, monkey, kangaroo and frog."""

import cmath
import math
from dataclasses import replace

import numpy as np

from generation.engines.animatic.figures.creatures.bones import Points, band, bone, closed, leg, lerp, wave
from generation.engines.animatic.figures.creatures.build import Build, Limb
from generation.engines.animatic.figures.creatures.coats import CATCHLIGHT, EYE, Coat, darker, lighter
from generation.engines.animatic.figures.creatures.gaits import Gait
from generation.engines.animatic.figures.creatures.heads import DEER, MONKEY, MOUSE, RABBIT
from generation.engines.animatic.figures.creatures.poses import Habits, activity, activity_of
from generation.engines.animatic.figures.creatures.quadruped import (
    body,
    face,
    face_mark,
    far_ear,
    merged,
    underside,
)  # fmt: skip
from generation.engines.animatic.figures.creatures.rig import Bones
from generation.engines.animatic.figures.creatures.tails import brush
from generation.engines.animatic.figures.part import Look, Motion, Part
from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.raster import Shape

HOP = Gait(
    (0.05, 0.52, 0.0, 0.46), 0.26, 1.6, 0.55, 0.56, 10, 0.28, bounce=0.24, bounce_at=0.4, pitch=0.22, pitch_at=0.18,
    arch=0.1, arch_at=0.9, sink=-0.1,
)  # fmt: skip
SCURRY = replace(HOP, stride=1.1, seconds=0.36, lift=0.3, bounce=0.1)
HOPPER = Habits(walk=replace(HOP, seconds=0.8), trot=HOP, run=HOP, sits=False)
SCURRIER = Habits(walk=replace(SCURRY, seconds=0.5), trot=SCURRY, run=SCURRY, sits=False)
RABBIT_BUILD = Build(
    back=(-0.36 + 0.2j, -0.35 + 0.36j, -0.26 + 0.49j, -0.1 + 0.53j, 0.06 + 0.49j, 0.15 + 0.47j, 0.22 + 0.45j,
          0.27 + 0.38j),
    belly=(0.29 + 0.3j, 0.25 + 0.2j, 0.14 + 0.14j, 0.0 + 0.13j, -0.12 + 0.14j, -0.18 + 0.14j, -0.26 + 0.14j,
           -0.33 + 0.15j, -0.36 + 0.17j),
    hind=Limb((-0.2 + 0.32j, -0.04 + 0.24j, -0.27 + 0.075j, -0.12 + 0.03j, -0.06 + 0j),
              (0.15, 0.1, 0.036, 0.03, 0.024), ((0.14, 0.13), (0.07, 0.06), (0.03, 0.03))),
    fore=Limb((0.19 + 0.32j, 0.14 + 0.2j, 0.21 + 0.1j, 0.205 + 0.03j, 0.235 + 0j),
              (0.1, 0.055, 0.032, 0.028, 0.022), ((0.08, 0.08), (0.04, 0.04), (0.028, 0.028))),
    withers=0.12 + 0.48j, breast=0.28 + 0.34j, poll=0.3 + 0.63j, throat=0.37 + 0.46j,
    head=RABBIT, head_size=0.36, head_angle=-0.12, crest=0.02, gullet=0.08, foot="paw", foot_size=0.027,
    tail=-0.36 + 0.22j, spread=0.035,
)  # fmt: skip
MOUSE_BUILD = RABBIT_BUILD.reshaped(
    lambda p: complex(p.real * 1.55, p.imag * 1.25), poll=0.5 + 0.55j, throat=0.56 + 0.34j, head=MOUSE, head_size=0.52,
    head_angle=-0.16,
)  # fmt: skip
SQUIRREL_BUILD = RABBIT_BUILD.reshaped(
    lambda p: p * 1.1, poll=0.31 + 0.7j, throat=0.39 + 0.52j, head_size=0.36, head_angle=-0.1,
    head=replace(RABBIT, ear=tuple(complex(p.real * 0.7 - 0.04, p.imag * 0.36 + 0.12) for p in RABBIT.ear)),
)  # fmt: skip
MONKEY_BUILD = Build(back=(-0.34 + 0.5j, -0.32 + 0.6j, -0.22 + 0.66j, -0.08 + 0.68j, 0.06 + 0.71j,
    0.18 + 0.76j, 0.26 + 0.73j, 0.32 + 0.62j), belly=(0.33 + 0.54j, 0.28 + 0.47j, 0.16 + 0.43j,
    0.02 + 0.42j, -0.1 + 0.43j, -0.18 + 0.45j, -0.26 + 0.45j, -0.33 + 0.46j, -0.35 + 0.49j),
    hind=Limb((-0.24 + 0.54j, -0.12 + 0.34j, -0.26 + 0.12j, -0.22 + 0.04j, -0.15 + 0j), (0.1, 0.06, 0.036,
    0.03, 0.024), ((0.09, 0.1), (0.046, 0.046), (0.03, 0.03))), fore=Limb((0.23 + 0.58j, 0.19 + 0.38j,
    0.24 + 0.14j, 0.24 + 0.04j, 0.29 + 0j), (0.085, 0.048, 0.034, 0.03, 0.024), ((0.07, 0.07), (0.04, 0.04),
    (0.028, 0.028))), withers=0.16 + 0.76j, breast=0.32 + 0.58j, poll=0.34 + 0.84j, throat=0.44 + 0.66j,
    head=MONKEY, head_size=0.33, head_angle=0.0, crest=0.02, gullet=0.02, foot="paw", foot_size=0.03,
    tail=-0.335 + 0.55j, spread=0.05)  # fmt: skip


def rabbit(look: Look, bones: Bones) -> list[Part]:
    """A rabbit with long ears and a white scut."""
    base = look.colour or "#9c8468"
    tones = Coat.of(base, skin="#b97f76" if look.colour != "#15151a" else "#2a2020")
    at = bones.hips(-0.38 + 0.24j)
    scut = ellipse(at.real, at.imag, 0.07, 0.062, 16)
    parts = [Part(scut, lighter(base, 0.75), 0.9), far_ear(bones, tones), *body(bones, tones)]
    parts += [underside(bones, tones.pale, 0.05), face_mark(bones, "muzzle", tones.pale, 0.5), *face(bones, tones)]
    inner = closed(bones.faces([p * 0.66 + 0.02j for p in bones.build.head.ear]), 4)
    return [*parts, Part(inner, "#c99a8c" if look.colour != "#15151a" else "#4a3a3a", 0.3), *_whiskers(bones, 0.75)]


def _whiskers(bones: Bones, x: float) -> list[Part]:
    lines = [band([bones.face(x - 0.1j), bones.face(x - 0.16 + dy)], (0.0022, 0.0008)) for dy in (-0.3j,
        -0.22j, -0.38j)]  # fmt: skip
    return [merged(lines, "#e9e2d8", 0)]


def mouse(look: Look, bones: Bones) -> list[Part]:
    """A mouse with round ears and a long bare tail."""
    base = look.colour or "#8d837a"
    tones = Coat.of(base, skin="#c78b84")
    tail = brush(bones, 0.95, (0.035, 0.026, 0.02, 0.014, 0.004), (-0.5, -0.2, 0.3, 0.5))
    parts = [Part(tail, "#c39a90", 0.8), far_ear(bones, tones), *body(bones, tones), underside(bones,
        tones.pale, 0.06), *face(bones, tones)]  # fmt: skip
    inner = closed(bones.faces([lerp(p, -0.02 + 0.2j, 0.35) for p in bones.build.head.ear]), 4)
    return [*parts, Part(inner, "#cfa096", 0.3), *_whiskers(bones, 0.86)]


def squirrel(look: Look, bones: Bones) -> list[Part]:
    """A squirrel, its tail curled over its back."""
    base = look.colour or "#a9592c"
    tones = Coat.of(base, pale="#efe4d2", skin="#2a1b16")
    pose = bones.pose
    root, sway = bones.hips(bones.build.tail), 0.03 * wave(pose.phase)
    if pose.flow > 0.5:
        line: Points = (root + 0.06, root - 0.16 + 0.08j, root - 0.38 + 0.1j + sway * 1j, root - 0.62 + 0.04j)
    else:
        line = (root + 0.06, root - 0.16 + 0.1j, root - 0.2 + 0.36j + sway, root - 0.06 + 0.62j + sway,
            root - 0.2 + 0.78j + sway)  # fmt: skip
    widths = (0.04, 0.1, 0.13, 0.11, 0.006) if len(line) == 5 else (0.04, 0.1, 0.11, 0.006)
    parts = [Part(band(line, widths, 6), darker(base, 0.1), 0.9), far_ear(bones, tones), *body(bones, tones)]
    return [*parts, underside(bones, tones.pale, 0.09), *face(bones, tones)]


def monkey(look: Look, bones: Bones) -> list[Part]:
    """A monkey with a bare face and a long curling tail."""
    base = look.colour or "#6d4e38"
    tones = Coat.of(base, skin="#3a251e")
    tail = brush(bones, 0.95, (0.034, 0.028, 0.026, 0.024, 0.022, 0.02, 0.016), (0.5, 1.0, 1.3, 1.1, 0.3, -0.8))
    parts = [*body(bones, tones, tail), underside(bones, tones.pale, 0.05), face_mark(bones, "face", "#d3a583", 0.6)]
    return [*parts, *face(bones, replace(tones, body="#c69472"))]


LEAP_SECONDS, LEAP_CELS = 0.8, 10


def kangaroo_motion(action: str) -> Motion:
    """It hops, or stands and looks."""
    if activity_of(action) in ("walk", "trot", "run", "jump"):
        return Motion(LEAP_CELS, LEAP_SECONDS, 0.62 / (0.34 * LEAP_SECONDS))
    return Motion(4, 3.6)


def kangaroo(look: Look) -> list[Part]:
    """A kangaroo: upright on its tail, or in the middle of a hop."""
    base = look.colour or "#a87a54"
    tones = Coat.of(base, skin="#2a1d18")
    hops = activity(look) in ("walk", "trot", "run", "jump")
    t = (look.phase + 0.62) % 1.0 if hops else 0.0
    air = max(0.0, math.sin(math.pi * (t - 0.34) / 0.66)) if hops and t > 0.34 else 0.0
    lean = (0.55 if hops else 0.12) + (0.02 * wave(look.phase) if not hops else -0.12 * air)
    hip = -0.06 + (0.4 + 0.24 * air - (0.05 * math.sin(math.pi * t / 0.34) if hops and t <= 0.34 else 0.0)) * 1j
    spine = cmath.exp(1j * (math.pi / 2 - lean))
    chest = hip + 0.3 * spine
    poll = chest + 0.2 * cmath.exp(1j * (math.pi / 2 - lean * 0.7))
    shift = (0.31 - 0.62 * t / 0.34 if t <= 0.34 else -0.31 + 0.62 * (t - 0.34) / 0.66) if hops else 0.08
    toe = hip.real + shift + 0.1 - 0.16 * air + (0.2 * air) * 1j
    rest = (0j, 0.15 - 0.14j, -0.04 - 0.32j, 0.15 - 0.37j)
    roll = cmath.exp(-1j * 0.7 * air)
    legs = [leg(hip + d, toe - 0.12 * roll + 0.03j + d, rest) for d in (0.04 + 0.01j, 0j)]
    feet = [closed([legs[k][2], joint_end(legs[k], roll, 0.09) + 0.03j, joint_end(legs[k], roll, 0.13),
        legs[k][3] - 0.02j, legs[k][2] - 0.02], 4) for k in (0, 1)]  # fmt: skip
    tail = [hip - 0.04 - 0.02j, hip - 0.26 - (0.22 - 0.2 * air) * 1j, hip - 0.48 - (0.34 - 0.34 * air) * 1j,
        hip - 0.72 - (0.36 - 0.44 * air) * 1j]  # fmt: skip
    tail = [complex(p.real, max(p.imag, 0.035)) for p in tail]
    return [*_kangaroo_parts(tones, hip, chest, poll, legs, feet, tail)]


def joint_end(joints: list[complex], roll: complex, length: float) -> complex:
    """The tip of a long foot."""
    return joints[3] + length * roll


def _kangaroo_parts(
    tones: Coat, hip: complex, chest: complex, poll: complex, legs: list[list[complex]], feet: list[Shape], tail: Points
) -> list[Part]:
    def limb(joints: list[complex]) -> list[Shape]:
        return [bone(joints[0], joints[1], (0.12, 0.075), (0.12, 0.12)), bone(joints[1], joints[2], (0.07,
            0.03), (0.05, 0.06)), bone(joints[2], joints[3], (0.032, 0.026), (0.026, 0.03))]  # fmt: skip

    head = _loose_head(poll, 0.2, -0.25)
    torso = [band([hip - 0.04j, lerp(hip, chest, 0.5) + 0.01, chest, lerp(chest, poll, 0.55), poll + 0.01],
        (0.13, 0.145, 0.1, 0.062, 0.048), 5)]  # fmt: skip
    arm = chest + 0.05 - 0.03j
    hand = [arm, arm + 0.07 - 0.1j, arm + 0.15 - 0.07j]
    belly = band([hip + 0.08 - 0.06j, lerp(hip, chest, 0.5) + 0.12, chest + 0.07 - 0.02j], (0.03, 0.045, 0.02), 5)
    ears = [closed([head[0] + p * 0.2 * cmath.exp(-0.1j) + d for p in (-0.04 + 0.08j, -0.22 + 0.36j,
        -0.2 + 0.62j, -0.02 + 0.44j, 0.1 + 0.12j)], 4) for d in (0.03, 0.0)]  # fmt: skip
    eye = head[0] + 0.2 * (0.34 - 0.02j) * cmath.exp(-0.25j)
    nose = head[0] + 0.2 * (0.98 - 0.1j) * cmath.exp(-0.25j)
    return [merged([*limb(legs[0]), feet[0]], tones.far), Part(ears[0], tones.far, 0.5), Part(band([a + 0.04
        for a in hand], (0.03, 0.022, 0.016)), tones.far), merged([*torso, band(tail, (0.1, 0.07, 0.045,
        0.018), 5), closed(head[1:], 4), *limb(legs[1]), feet[1]], tones.body), Part(belly, tones.pale,
        0.5), Part(band(hand, (0.036, 0.026, 0.018)), darker(tones.body, 0.08)), Part(ears[1], tones.body,
        0.7), Part(ellipse(nose.real, nose.imag, 0.016, 0.013, 10), tones.skin, 0.4), Part(ellipse(eye.real,
        eye.imag, 0.014, 0.013, 10), EYE, 0), Part(ellipse(eye.real + 0.004, eye.imag + 0.005, 0.004, 0.004,
        8), CATCHLIGHT, 0)]  # fmt: skip


def _loose_head(poll: complex, size: float, angle: float) -> list[complex]:
    turn = size * cmath.exp(1j * angle)
    return [poll, *(poll + p * turn for p in DEER.outline)]


def frog_motion(action: str) -> Motion:
    """It leaps, or breathes."""
    if activity_of(action) in ("walk", "trot", "run", "jump"):
        return Motion(10, 0.9, 2.2)
    return Motion(4, 1.4)


def frog(look: Look) -> list[Part]:
    """A frog, squatting or in a leap."""
    base = look.colour or "#5f9a3c"
    tones = Coat.of(base, pale="#e6e6b4")
    leaps = activity(look) in ("walk", "trot", "run", "jump")
    air = max(0.0, math.sin(math.pi * look.phase)) if leaps else 0.0
    lift, breath = 0.75 * air * 1j, 0.015 * wave(look.phase)
    tilt = cmath.exp(1j * (0.25 * math.sin(2 * math.pi * look.phase + 1.2) if leaps else 0.0))

    def at(p: complex) -> complex:
        return (p - 0.4j) * tilt + 0.4j + lift

    outline = [at(p) for p in (-0.62 + 0.2j, -0.5 + 0.46j, -0.16 + 0.72j, 0.12 + 0.82j, 0.2 + 0.93j,
        0.34 + 0.96j, 0.44 + 0.86j, 0.62 + 0.78j, 0.74 + 0.64j, 0.66 + 0.52j, 0.5 + 0.42j + breath * 1j,
        0.3 + 0.22j, -0.1 + 0.12j, -0.46 + 0.08j)]  # fmt: skip
    hip = at(-0.42 + 0.3j)
    fold = (0.08 + 0.42j, -0.34 + 0.1j, 0.18 + 0.0j) if air < 0.1 else (-0.5 - 0.02j, -0.95 - 0.12j, -1.35 - 0.3j)
    knee, heel, toe = ((hip.real + p.real + (p.imag * 1j if air < 0.1 else hip.imag * 1j + p.imag * 1j)) for p in fold)
    thigh = [bone(hip, knee, (0.17, 0.12), (0.16, 0.16)), bone(knee, heel, (0.11, 0.06), (0.09, 0.09)),
        band([heel, lerp(heel, toe, 0.6), toe], (0.05, 0.045, 0.06))]  # fmt: skip
    arm_root = at(0.3 + 0.3j)
    hand = 0.42 + 0.03j if air < 0.1 else arm_root + 0.24 - 0.2j
    arm = [bone(arm_root, lerp(arm_root, hand, 0.5) - 0.07, (0.07, 0.05), (0.06, 0.06)), bone(lerp(arm_root,
        hand, 0.5) - 0.07, hand, (0.05, 0.035), (0.04, 0.04)), ellipse(hand.real + 0.04, max(0.03,
        hand.imag), 0.08, 0.03, 12)]  # fmt: skip
    chin = [at(p) for p in (0.72 + 0.62j, 0.66 + 0.52j, 0.5 + 0.42j, 0.3 + 0.22j, 0.06 + 0.16j,
        0.26 + 0.36j, 0.5 + 0.56j)]  # fmt: skip
    mouth = band([at(0.73 + 0.63j), at(0.56 + 0.6j), at(0.36 + 0.62j)], (0.008, 0.01, 0.004))
    eye = at(0.32 + 0.84j)
    return [merged([np.add(s, (0.1, 0.02)) for s in thigh[2:]], tones.far), Part(closed(outline, 4), base),
        Part(closed(chin, 4), tones.pale, 0.6), Part(mouth, tones.skin, 0), merged(thigh, darker(base,
        0.08)), merged(arm, base), Part(ellipse(eye.real, eye.imag, 0.1, 0.09, 18), "#d9b440", 0.5),
        Part(ellipse(eye.real + 0.015, eye.imag, 0.055, 0.04, 14), EYE, 0), Part(ellipse(eye.real + 0.03,
        eye.imag + 0.02, 0.016, 0.016, 8), CATCHLIGHT, 0)]  # fmt: skip
