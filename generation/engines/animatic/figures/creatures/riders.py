"""Whoever sits on a horse, with saddle, bridle and reins."""

import cmath
from dataclasses import dataclass

from generation.engines.animatic.figures.creatures.bones import band, bone, closed, lerp, wave
from generation.engines.animatic.figures.creatures.coats import darker, lighter
from generation.engines.animatic.figures.creatures.quadruped import merged
from generation.engines.animatic.figures.creatures.rig import Bones
from generation.engines.animatic.figures.outfits import Outfit
from generation.engines.animatic.figures.part import Look, Part
from generation.engines.animatic.figures.riding import SKIRTED, legs, worn
from generation.engines.animatic.figures.riding import head as profile
from generation.engines.animatic.outline import ellipse

CHILD = 0.74
"""How tall a child sits beside a grown-up."""
HEAD, SHORT = 0.72, 0.72
LEATHER, STEEL = "#4a2d1c", "#8f98a6"


@dataclass(frozen=True)
class Seat:
    """The joints of a rider."""

    hip: complex
    shoulder: complex
    head: complex
    knee: complex
    ankle: complex
    elbow: complex
    hand: complex


def seat(bones: Bones) -> Seat:
    """Upright at a walk, bent forward in a gallop."""
    pose = bones.pose
    lean = 0.08 + 0.5 * max(0.0, pose.flow - 0.2)
    saddle = bones.skin(0.05 + 0.735j)
    hip = saddle + (0.012 + 0.05 * pose.flow * (0.5 + 0.5 * wave(pose.phase, 0.4))) * 1j + 0.03j
    spine = cmath.exp(1j * (cmath.pi / 2 - lean))
    shoulder = hip + 0.235 * spine
    hand = bones.skin(0.2 + 0.83j) + 0.02 * pose.flow
    knee = bones.skin(0.155 + 0.63j) + 0.01
    ankle = bones.skin(0.08 + 0.47j) - 0.03 * pose.flow
    return Seat(hip, shoulder, shoulder + 0.1 * cmath.exp(1j * (cmath.pi / 2 - lean * 0.6)) + 0.014, knee, ankle,
                lerp(shoulder, hand, 0.5) - 0.035 - 0.045j, hand)  # fmt: skip


def tack(bones: Bones, colour: str = "#7a2e2a") -> list[Part]:
    """Blanket, saddle, girth and bridle."""
    cloth = [
        bones.skin(p) for p in (-0.1 + 0.742j, 0.04 + 0.728j, 0.16 + 0.765j, 0.165 + 0.62j, 0.03 + 0.57j, -0.1 + 0.6j)
    ]
    leather = [bones.skin(p) for p in (-0.07 + 0.775j, -0.04 + 0.752j, 0.06 + 0.745j, 0.125 + 0.785j,
        0.14 + 0.74j, 0.1 + 0.63j, 0.03 + 0.62j, -0.04 + 0.7j)]  # fmt: skip
    straps = [band([bones.skin(0.075 + 0.66j), bones.skin(0.09 + 0.41j)], (0.008, 0.008))]
    straps.append(band(bones.faces((0.1 + 0.13j, 0.16 - 0.1j, 0.2 - 0.36j)), (0.006, 0.006, 0.006)))
    straps.append(band(bones.faces((0.62 + 0.06j, 0.62 - 0.2j)), (0.006, 0.006)))
    straps.append(band(bones.faces((0.16 - 0.1j, 0.5 - 0.12j, 0.84 - 0.12j)), (0.005, 0.005, 0.005)))
    return [Part(closed(cloth, 3), colour, 0.3), Part(closed(leather, 4), LEATHER, 0.7), merged(straps, "#2a1a12", 0.3)]


def rider(look: Look, bones: Bones) -> list[Part]:
    """One rider in the saddle."""
    outfit = worn(look)
    at = _smaller(seat(bones)) if outfit.child else seat(bones)
    skin, top, trousers = outfit.skin, outfit.colour, legs(outfit)
    if look.has("armour"):
        top, trousers = STEEL, darker(STEEL, 0.3)
    parts = tack(bones, look.of("cloak", "#7a2e2a"))
    rein = band(
        [at.hand, lerp(at.hand, bones.face(0.84 - 0.12j), 0.5) - 0.025j, bones.face(0.84 - 0.12j)],
        (0.004, 0.004, 0.004),
    )
    parts.append(Part(rein, "#2a1a12", 0.2))
    if look.has("cloak"):
        parts.append(_cloak(look, bones, at))
    boot = merged([bone(lerp(at.knee, at.ankle, 0.35), at.ankle, (0.034, 0.026), (0.032, 0.034)),
        closed([at.ankle + p for p in (-0.03 + 0.02j, -0.035 - 0.028j, 0.06 - 0.03j, 0.075 - 0.008j,
        0.025 + 0.02j)], 4)], outfit.shoe_colour)  # fmt: skip
    leg = merged([bone(at.hip + 0.01j, at.knee, (0.06, 0.042), (0.055, 0.05)), bone(at.knee, at.ankle,
        (0.04, 0.026), (0.032, 0.034))], trousers)  # fmt: skip
    torso = closed([at.hip - 0.062 + 0.0j, at.hip - 0.05 - 0.03j, at.hip + 0.06 - 0.02j,
        at.hip + 0.062 + 0.05j, lerp(at.hip, at.shoulder, 0.6) + 0.068, at.shoulder + 0.055 + 0.0j,
        at.shoulder + 0.015 + 0.045j, at.shoulder - 0.05 + 0.02j, lerp(at.hip, at.shoulder, 0.55) - 0.066],
        5)  # fmt: skip
    parts += [leg, boot, *_worn_low(look, outfit.garment, at, top), Part(torso, top)]
    parts += _head(look, at, outfit)
    sleeve = merged([bone(at.shoulder, at.elbow, (0.04, 0.03), (0.034, 0.034)), bone(at.elbow, at.hand,
        (0.03, 0.02), (0.026, 0.026))], darker(top, 0.1))  # fmt: skip
    return [
        *parts,
        sleeve,
        Part(ellipse(at.hand.real, at.hand.imag, 0.022, 0.02, 12), "#3a2418" if look.has("armour") else skin),
    ]


def _smaller(at: Seat) -> Seat:
    """A child in the same saddle: all but the hand is nearer to the hip."""
    near = [at.hip + (joint - at.hip) * CHILD for joint in (at.shoulder, at.head, at.knee, at.ankle)]
    shoulder, crown, knee, ankle = near
    return Seat(at.hip, shoulder, crown + 0.02j, knee, ankle, lerp(shoulder, at.hand, 0.5) - 0.02 - 0.03j, at.hand)


def _worn_low(look: Look, garment: str, at: Seat, top: str) -> list[Part]:
    """A skirt over the leg and the horse's flank, a sword at the hip."""
    parts = []
    if garment in SKIRTED:
        sway = 0.02 * wave(look.phase, 0.2)
        skirt = [at.hip - 0.06 + 0.05j, at.hip + 0.05 + 0.05j, lerp(at.hip, at.knee, 0.6) + 0.05,
            at.knee + 0.05 - 0.01j, lerp(at.knee, at.ankle, 0.45) + 0.04,
            lerp(at.knee, at.ankle, 0.5) - 0.06 - sway * 1j, at.hip - 0.16 - (0.2 + sway) * 1j,
            at.hip - 0.2 - 0.06j]  # fmt: skip
        near = SHORT if garment in ("coat", "raincoat") else 1.0
        skirt = [at.hip + (point - at.hip) * near for point in skirt]
        parts.append(Part(closed(skirt, 5), darker(top, 0.06), 0.9))
    if look.has("sword"):
        guard = at.hip - 0.02 + 0.03j
        blade = band([guard, guard - 0.16 - 0.12j, guard - 0.31 - 0.2j], (0.012, 0.011, 0.004))
        parts.append(merged([blade], "#4a3a30", 0.6))
        parts.append(Part(band([guard, guard + 0.07 + 0.05j], (0.009, 0.008)), "#c8a75a", 0.6))
    return parts


def _head(look: Look, at: Seat, outfit: Outfit) -> list[Part]:
    head = at.head
    neck = band([at.shoulder + 0.01, head], (0.026, 0.026))
    if look.has("armour"):
        helm = closed([head + p for p in (-0.065 - 0.06j, -0.07 + 0.03j, -0.03 + 0.085j, 0.03 + 0.085j,
            0.075 + 0.03j, 0.075 - 0.03j, 0.05 - 0.07j)], 5)  # fmt: skip
        slit = band([head + 0.02 + 0.012j, head + 0.072 + 0.01j], (0.006, 0.006))
        plume = band([head + 0.01 + 0.08j, head - 0.06 + 0.13j,
            head - 0.15 + 0.1j + 0.02j * wave(look.phase), head - 0.19 + 0.03j], (0.012, 0.026, 0.024,
            0.003))  # fmt: skip
        return [
            Part(neck, STEEL),
            Part(plume, look.of("rider", "#b8322c"), 0.8),
            Part(helm, lighter(STEEL, 0.1)),
            Part(slit, "#16181c", 0),
        ]
    wind = 0.25 + 0.15 * wave(look.phase)
    return [Part(neck, outfit.skin), *profile(outfit, head.real, head.imag, HEAD, wind)]


def _cloak(look: Look, bones: Bones, at: Seat) -> Part:
    flow, sway = bones.pose.flow, 0.03 * wave(look.phase)
    hang = -0.16 - 0.34 * flow - (0.42 - 0.28 * flow) * 1j
    tip = at.shoulder + hang + sway * 1j
    points = [at.shoulder + 0.01 + 0.03j, at.shoulder - 0.06 + 0.0j, lerp(at.shoulder, tip,
        0.55) - 0.03 + (0.05 + sway) * 1j, tip + 0.02j - 0.03, tip + 0.1 - 0.05j, lerp(at.shoulder, tip,
        0.6) + 0.12 - 0.04j - sway, at.hip + 0.02]  # fmt: skip
    return Part(closed(points, 5), look.of("cloak", "#54303a"), 0.8)
