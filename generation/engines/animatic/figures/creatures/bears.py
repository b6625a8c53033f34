"""Bears and the panda."""

from dataclasses import replace

from generation.engines.animatic.figures.creatures.bones import closed
from generation.engines.animatic.figures.creatures.build import Build, Limb
from generation.engines.animatic.figures.creatures.coats import Coat, lighter
from generation.engines.animatic.figures.creatures.heads import BEAR
from generation.engines.animatic.figures.creatures.quadruped import (
    body,
    face,
    face_mark,
    far_ear,
    far_legs,
    limb,
    mark,
    merged,
    trunk,
)
from generation.engines.animatic.figures.creatures.rig import Bones
from generation.engines.animatic.figures.creatures.tails import brush
from generation.engines.animatic.figures.part import Look, Part

BEAR_BUILD = Build(
    back=(-0.6 + 0.56j, -0.57 + 0.68j, -0.46 + 0.79j, -0.22 + 0.81j, 0.04 + 0.81j, 0.26 + 0.9j, 0.42 + 0.85j,
          0.55 + 0.7j),
    belly=(0.56 + 0.52j, 0.48 + 0.38j, 0.28 + 0.3j, 0.02 + 0.29j, -0.2 + 0.31j, -0.34 + 0.35j, -0.44 + 0.37j,
           -0.57 + 0.4j, -0.62 + 0.48j),
    hind=Limb((-0.42 + 0.55j, -0.3 + 0.33j, -0.46 + 0.13j, -0.42 + 0.05j, -0.34 + 0j),
              (0.16, 0.115, 0.08, 0.07, 0.045), ((0.16, 0.17), (0.1, 0.1), (0.07, 0.07))),
    fore=Limb((0.4 + 0.56j, 0.3 + 0.38j, 0.34 + 0.17j, 0.335 + 0.06j, 0.4 + 0j),
              (0.16, 0.105, 0.08, 0.07, 0.045), ((0.13, 0.13), (0.09, 0.09), (0.075, 0.075))),
    withers=0.26 + 0.9j, breast=0.54 + 0.58j, poll=0.58 + 0.87j, throat=0.6 + 0.67j,
    head=BEAR, head_size=0.38, head_angle=-0.32, crest=0.04, gullet=0.08, foot="paw", foot_size=0.05,
    tail=-0.6 + 0.62j, spread=0.07,
)  # fmt: skip


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


def panda(look: Look, bones: Bones) -> list[Part]:
    """A panda: black legs, shoulders, ears and eyes."""
    base, dark = look.colour or "#ece8de", "#24211f"
    tones = Coat.of(base, pale=base, skin="#1b1615")
    limbs = Coat.of(dark)
    yoke = (0.18 + 0.88j, 0.32 + 0.9j, 0.44 + 0.82j, 0.54 + 0.6j, 0.5 + 0.4j, 0.3 + 0.3j, 0.2 + 0.5j)
    hind = limb(bones, 0)
    near = merged([*hind[1:4], hind[-1], *limb(bones, 1)], dark)
    patch = closed(bones.faces([0.42 + 0.02j + p * 0.13 for p in (-0.8 - 0.9j, -0.7 + 0.6j, 0.3 + 1.0j,
        0.9 + 0.3j, 0.4 - 0.8j)]), 4)  # fmt: skip
    parts = [far_ear(bones, limbs), *far_legs(bones, limbs), merged(trunk(bones), base)]
    parts += [mark(bones, yoke, dark, 0.4), near]
    parts += [Part(closed(bones.faces(bones.build.head.outline), 4), base), Part(patch, dark, 0.2)]
    return [*parts, *face(bones, replace(tones, body=dark))]
