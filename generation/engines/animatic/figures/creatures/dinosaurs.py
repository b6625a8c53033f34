"""A tyrant lizard on two legs and a long-neck on four."""

from generation.engines.animatic.figures.creatures.bones import band, bone, closed, leg, lerp, turned, wave
from generation.engines.animatic.figures.creatures.coats import EYE, Coat, darker, lighter
from generation.engines.animatic.figures.creatures.gaits import Gait
from generation.engines.animatic.figures.creatures.heads import LIZARD
from generation.engines.animatic.figures.creatures.hoofed import ELEPHANT_BUILD
from generation.engines.animatic.figures.creatures.markings import stripes
from generation.engines.animatic.figures.creatures.poses import activity, activity_of
from generation.engines.animatic.figures.creatures.quadruped import body, eye, merged, underside
from generation.engines.animatic.figures.creatures.rig import Bones
from generation.engines.animatic.figures.creatures.tails import brush
from generation.engines.animatic.figures.part import Look, Motion, Part
from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.raster import Shape

STALK = Gait((0.0, 0.0, 0.5, 0.5), 0.58, 0.75, 0.2, 1.1, 10, 0.1, 0.02, 0.02, 2, 0.2)
CHARGE = Gait((0.0, 0.0, 0.5, 0.5), 0.4, 0.95, 0.28, 0.66, 10, 0.1, 0.04, 0.03, 2, 0.45)
HIP = -0.1 + 0.56j
LEG = (0j, 0.14 - 0.2j, -0.1 - 0.38j, -0.02 - 0.52j)
LONG_NECK_BUILD = ELEPHANT_BUILD.reshaped(
    lambda p: complex(p.real * 0.62, p.imag * 0.56), poll=0.62 + 0.93j, throat=0.64 + 0.87j, head=LIZARD,
    head_size=0.17, head_angle=-0.25, swan=0.12, foot_size=0.036, spread=0.05, thick=0.56,
)  # fmt: skip


def _gait(doing: str) -> Gait | None:
    return {"walk": STALK, "trot": CHARGE, "run": CHARGE, "jump": CHARGE}.get(doing)


def tyrant_motion(action: str) -> Motion:
    """It stalks, charges, or breathes."""
    gait = _gait(activity_of(action))
    return gait.motion(HIP.imag) if gait else Motion(6, 3.2)


def tyrant(look: Look) -> list[Part]:
    """A T-rex: the trunk level, the tail out behind, jaws open to roar."""
    base = look.colour or "#6f7046"
    tones = Coat.of(base, pale=lighter(base, 0.34), hoof="#2a261e")
    doing = activity(look)
    gait = _gait(doing)
    moment = gait.moment(look.phase) if gait else 0.0
    rise = gait.rise(moment) * 1j if gait else 0.008j * wave(look.phase)
    hip = HIP + rise
    legs = []
    for index in (2, 0):
        step = gait.step(index, moment) if gait else None
        shift = step.shift * HIP.imag if step else (0.13 + 0j if index == 2 else -0.03 + 0j)
        roll = step.roll * 0.8 if step else 0.0
        toe = HIP.real - 0.02 + shift + (0.05 + 0.01j if index == 2 else 0j)
        legs.append([*leg(hip + (0.05 if index == 2 else 0.0), toe + turned(0.04j - 0.02, roll), LEG), toe])
    nod = 0.03 * wave(moment, 0.2) * 1j if gait else 0j
    jaw = 0.45 if doing == "call" else 0.16
    return [*_tyrant_limbs(legs[0], tones.far, tones.hoof), *_tyrant_body(look, tones, hip, nod, jaw, legs[1])]


def _tyrant_leg(joints: list[complex]) -> list[Shape]:
    hip, knee, heel, ankle, toe = joints
    sole = [toe + p for p in (-0.06 + 0.02j, -0.06 + 0j, 0.13 + 0j, 0.14 + 0.018j, 0.06 + 0.045j, 0.0 + 0.065j)]
    return [bone(hip, knee, (0.15, 0.085), (0.14, 0.15)), bone(knee, heel, (0.085, 0.045), (0.06, 0.075)),
            bone(heel, ankle, (0.045, 0.04), (0.036, 0.04)), closed(sole, 4)]  # fmt: skip


def _tyrant_limbs(joints: list[complex], colour: str, claw: str) -> list[Part]:
    toe = joints[4]
    claws = [closed([toe + dx + p for p in (-0.02 + 0.004j, 0.0 + 0.026j, 0.035 + 0.0j)], 3) for dx in (0.06, 0.125)]
    return [merged(_tyrant_leg(joints), colour), merged(claws, claw, 0.5)]


def _tyrant_body(look: Look, tones: Coat, hip: complex, nod: complex, jaw: float, near: list[complex]) -> list[Part]:
    sway = 0.03 * wave(look.phase, 0.3)
    chest, skull = hip + 0.3 + 0.05j + nod * 0.4, hip + 0.46 + 0.27j + nod
    tail = [hip + 0.02 + 0.01j, hip - 0.24 - 0.01j, hip - 0.5 + 0.0j + sway * 0.5j,
        hip - 0.76 + 0.05j - sway * 1j, hip - 0.98 + 0.06j - sway * 2j]  # fmt: skip
    spine = band([hip - 0.05, lerp(hip, chest, 0.5) + 0.015j, chest, lerp(chest, skull, 0.5) + 0.02, skull],
        (0.13, 0.165, 0.15, 0.1, 0.085), 6)  # fmt: skip

    def face(p: complex, open_jaw: float = 0.0) -> complex:
        return skull + turned(p, open_jaw * 0.3 - (0.16 if open_jaw < 0.4 else -0.1)) * 0.4

    upper = [face(p, jaw) for p in (-0.24 - 0.05j, -0.16 + 0.2j, 0.06 + 0.27j, 0.22 + 0.25j, 0.34 + 0.17j,
        0.62 + 0.15j, 0.82 + 0.1j, 0.9 + 0.0j, 0.86 - 0.09j, 0.6 - 0.08j, 0.3 - 0.07j, 0.1 - 0.16j)]  # fmt: skip
    lower = [skull + turned(p, -jaw - 0.16) * 0.4 for p in (-0.14 - 0.06j, 0.1 - 0.06j, 0.4 - 0.08j,
        0.76 - 0.08j, 0.82 - 0.14j, 0.7 - 0.2j, 0.36 - 0.26j, 0.0 - 0.3j, -0.2 - 0.26j)]  # fmt: skip
    teeth = [closed([face(complex(x - 0.02, -0.07), jaw), face(complex(x + 0.03, -0.07), jaw),
        face(complex(x + 0.01, -0.15), jaw)], 1) for x in (0.34, 0.44, 0.54, 0.64, 0.74, 0.82)]  # fmt: skip
    arm = [chest + 0.09 - 0.09j, chest + 0.12 - 0.17j, chest + 0.19 - 0.15j]
    eye_at, nostril = face(0.22 + 0.12j, jaw), face(0.8 + 0.05j, jaw)
    bands = [band([hip + dx + 0.13j * k, hip + dx + 0.03 + 0.05j * k], (0.016, 0.002)) for dx, k in ((-0.4,
        0.5), (-0.3, 0.65), (-0.19, 0.85), (-0.08, 1.0), (0.03, 1.15), (0.14, 1.25), (0.25, 1.35))]  # fmt: skip
    belly = band([hip + 0.12 - 0.12j, chest - 0.06 - 0.12j, chest + 0.12 - 0.04j, lerp(chest, skull,
        0.6) + 0.09 - 0.03j], (0.01, 0.04, 0.04, 0.02), 5)  # fmt: skip
    gum = closed([face(0.1 - 0.1j, jaw), face(0.8 - 0.06j, jaw), lower[3], lower[1]], 3)
    return [Part(gum, "#6e2f2b", 0.2), merged([closed(lower, 4)], darker(tones.body, 0.12)), merged(teeth,
        "#efe8d4", 0.3), merged([spine, band(tail, (0.14, 0.11, 0.07, 0.04, 0.006), 6), closed(upper, 4),
        *_tyrant_leg(near)], tones.body), Part(belly, tones.pale, 0.4), merged(bands, darker(tones.body,
        0.4), 0), *_tyrant_limbs(near, tones.body, tones.hoof)[1:], Part(band(arm, (0.034, 0.026, 0.014)),
        darker(tones.body, 0.1)), Part(ellipse(eye_at.real, eye_at.imag, 0.018, 0.016, 12), "#e0b23a", 0),
        Part(ellipse(eye_at.real + 0.004, eye_at.imag, 0.006, 0.013, 10), EYE, 0),
        Part(ellipse(nostril.real, nostril.imag, 0.01, 0.007, 8), EYE, 0),
        Part(band([eye_at + complex(-0.04, 0.018), eye_at + complex(0.0, 0.026), eye_at + complex(0.05,
        0.014)], (0.004, 0.012, 0.004)), darker(tones.body, 0.35), 0.5)]  # fmt: skip


def long_neck(look: Look, bones: Bones) -> list[Part]:
    """A sauropod: an elephant's body between a swan's neck and a whip of a tail."""
    base = look.colour or "#7d8a6a"
    tones = Coat.of(base, pale=lighter(base, 0.3), hoof=darker(base, 0.3), skin="#2a2a22")
    tail = brush(bones, 0.95, (0.14, 0.1, 0.065, 0.038, 0.02, 0.004), (-0.45, -0.5, -0.25, 0.0, 0.15))
    parts = [*body(bones, tones, tail), underside(bones, tones.pale, 0.04), *stripes(bones, darker(base,
        0.25), 8, 0.3, 0.012)]  # fmt: skip
    at = bones.face(bones.build.head.nose)
    parts.append(Part(band(bones.faces(bones.build.head.mouth), (0.003, 0.003, 0.003, 0.002)), tones.skin, 0))
    return [*parts, Part(ellipse(at.real, at.imag, 0.006, 0.004, 8), EYE, 0), *eye(bones)]
