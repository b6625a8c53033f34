"""Crocodile, lizard and snake."""

import math
from dataclasses import replace

from generation.engines.animatic.figures.creatures.bones import band, closed, wave
from generation.engines.animatic.figures.creatures.build import Build, Limb
from generation.engines.animatic.figures.creatures.coats import CATCHLIGHT, EYE, Coat, darker, lighter
from generation.engines.animatic.figures.creatures.gaits import AMBLE, WALK
from generation.engines.animatic.figures.creatures.heads import LIZARD
from generation.engines.animatic.figures.creatures.poses import Habits
from generation.engines.animatic.figures.creatures.quadruped import body, eye, merged, underside
from generation.engines.animatic.figures.creatures.rig import Bones
from generation.engines.animatic.figures.creatures.tails import brush
from generation.engines.animatic.figures.part import Look, Motion, Part
from generation.engines.animatic.outline import ellipse

CRAWLER = Habits(walk=AMBLE, trot=WALK, run=WALK, rests="folded", sits=False)
CROCODILE_BUILD = Build(
    back=(-1.0 + 0.5j, -0.9 + 0.62j, -0.66 + 0.72j, -0.3 + 0.78j, 0.1 + 0.78j, 0.5 + 0.74j, 0.76 + 0.68j, 0.9 + 0.58j),
    belly=(0.9 + 0.42j, 0.74 + 0.28j, 0.46 + 0.22j, 0.1 + 0.2j, -0.3 + 0.22j, -0.5 + 0.25j, -0.7 + 0.28j, -0.95 + 0.34j,
           -1.02 + 0.42j),
    hind=Limb((-0.7 + 0.46j, -0.5 + 0.36j, -0.72 + 0.16j, -0.66 + 0.06j, -0.54 + 0j),
              (0.16, 0.11, 0.07, 0.06, 0.04), ((0.14, 0.15), (0.09, 0.09), (0.06, 0.06))),
    fore=Limb((0.6 + 0.44j, 0.46 + 0.34j, 0.58 + 0.16j, 0.58 + 0.06j, 0.68 + 0j),
              (0.14, 0.1, 0.065, 0.055, 0.04), ((0.12, 0.12), (0.08, 0.08), (0.055, 0.055))),
    withers=0.6 + 0.72j, breast=0.88 + 0.46j, poll=1.02 + 0.68j, throat=1.06 + 0.42j,
    head=replace(LIZARD, outline=tuple(complex(p.real, p.imag * 0.8 - 0.02) for p in LIZARD.outline), eye=0.22 + 0.08j),
    head_size=0.86, head_angle=-0.06, foot="paw", foot_size=0.05, tail=-0.96 + 0.52j, spread=0.1,
)  # fmt: skip


def crocodile(look: Look, bones: Bones) -> list[Part]:
    """A crocodile or a lizard: low, long, ridged."""
    base = look.colour or ("#7f9a4a" if look.kind == "lizard" else "#58653f")
    tones = Coat.of(base, pale=lighter(base, 0.4), skin="#23271a")
    tail = brush(bones, 1.5, (0.2, 0.15, 0.11, 0.07, 0.04, 0.006), (-0.16, -0.2, -0.12, 0.06, 0.16))
    ridge = []
    for k in range(11):
        at = bones.skin(complex(-0.92 + 0.155 * k, 0.66 + 0.11 * math.sin(math.pi * (k + 0.6) / 11)))
        ridge.append(closed([at - 0.06 - 0.02j, at - 0.02 + 0.055j, at + 0.05 - 0.02j], 2))
    teeth = []
    for k in range(7):
        at = bones.face(complex(0.5 + 0.07 * k, -0.09))
        teeth.append(closed([at - 0.02, at + 0.02, at - 0.05j], 1))
    parts = [merged(ridge, darker(base, 0.35), 0.4), *body(bones, tones, tail), underside(bones, tones.pale, 0.09)]
    if look.kind != "lizard":
        parts.append(merged(teeth, "#efe8d4", 0))
    parts.append(Part(band(bones.faces(bones.build.head.mouth), (0.012, 0.012, 0.012, 0.006)), tones.skin, 0))
    brow = bones.face(bones.build.head.eye + 0.02j)
    return [*parts, Part(ellipse(brow.real, brow.imag, 0.09, 0.075, 16), darker(base, 0.12), 0.8),
        *eye(bones, "#d9b03c")]  # fmt: skip


def snake_motion(action: str) -> Motion:
    """It winds along."""
    return Motion(10, 1.8, 0.5 if action in ("walking", "moving", "running", "swimming") else 0.0)


def snake(look: Look) -> list[Part]:
    """A snake in bends, its head raised."""
    base = look.colour or "#6f8a3e"
    line = []
    for k in range(9):
        t = k / 8
        line.append(complex(-1.3 + 1.9 * t, 0.1 + 0.07 * (1 + wave(look.phase,
            -1.4 * t)) * math.sin(math.pi * min(1.0, t * 1.3)) ** 2))  # fmt: skip
    nod = 0.02 * wave(look.phase)
    line += [0.78 + 0.2j, 0.8 + 0.46j + nod, 0.7 + 0.7j + nod, 0.8 + 0.88j + nod, 0.98 + 0.9j + nod]
    trunk = band(line, (0.008, 0.045, 0.07, 0.085, 0.095, 0.1, 0.1, 0.1, 0.098, 0.09, 0.08, 0.07, 0.07, 0.075), 5)
    spots = [closed([p + q for p in [0.03j] for q in (x - 0.07, x + 0.06j, x + 0.07, x - 0.02j)], 3)
        for x in line[1:-3]]  # fmt: skip
    head = line[-1]
    skull = closed([head + p for p in (-0.12 - 0.05j, -0.1 + 0.07j, 0.02 + 0.1j, 0.14 + 0.06j, 0.22 + 0.0j,
        0.18 - 0.05j, 0.02 - 0.08j)], 4)  # fmt: skip
    flick = 0.05 * max(0.0, wave(look.phase * 2))
    tongue = [band([head + 0.2 - 0.02j, head + 0.27 + flick - 0.03j, head + 0.32 + flick + dy], (0.008,
        0.007, 0.003)) for dy in (0.0j, -0.07j)]  # fmt: skip
    at = head + 0.08 + 0.035j
    return [merged(tongue, "#b8322c", 0), merged([trunk, skull], base), merged(spots, darker(base, 0.35),
        0), Part(ellipse(at.real, at.imag, 0.022, 0.022, 12), EYE, 0), Part(ellipse(at.real + 0.007,
        at.imag + 0.008, 0.007, 0.007, 8), CATCHLIGHT, 0)]  # fmt: skip
