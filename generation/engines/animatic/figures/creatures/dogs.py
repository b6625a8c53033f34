"""Wolf, fox and dogs of several builds."""

from collections.abc import Callable
from dataclasses import replace

from generation.engines.animatic.figures.creatures.bones import Points, band, closed, lerp
from generation.engines.animatic.figures.creatures.build import Build, Limb
from generation.engines.animatic.figures.creatures.coats import Coat, darker, lighter
from generation.engines.animatic.figures.creatures.heads import HOUND, WOLF
from generation.engines.animatic.figures.creatures.poses import activity
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
from generation.engines.animatic.figures.creatures.resting import HANGING, curl, seated
from generation.engines.animatic.figures.creatures.rig import Bones, posed
from generation.engines.animatic.figures.creatures.tails import brush
from generation.engines.animatic.figures.part import Look, Part

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


def wolf(look: Look, bones: Bones) -> list[Part]:
    """A grey wolf with a bushy hanging tail."""
    tones = Coat.of(look.colour or "#77747a", pale=lighter(look.colour or "#8d8a8c", 0.42), skin="#1a1719")
    if bones.pose.curled:
        return curl(bones, tones, bushy=0.06)
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
    if bones.pose.curled:
        return curl(bones, tones, tones.pale, 0.085)
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
    if bones.pose.curled:
        return curl(bones, replace(tones, pale=lighter(base, 0.18)), bushy=0.035, ears=ears)
    return [*body(bones, tones, tail), underside(bones, lighter(base, 0.25), 0.035), bib(bones,
        lighter(base, 0.25), 0.16), face_mark(bones, "muzzle", lighter(base, 0.18), 0.3), *face(bones,
        ears)]  # fmt: skip


def shepherd(look: Look, bones: Bones) -> list[Part]:
    """A shepherd dog: tan with a black saddle and mask."""
    base = look.colour or "#b07f48"
    tones = Coat.of(base, skin="#1a1614")
    dark = darker(base, 0.76)
    if bones.pose.curled:
        return curl(bones, replace(tones, pale=dark))
    tail = brush(bones, 0.44, (0.034, 0.05, 0.05, 0.036, 0.006), (-0.7, -0.8, -0.6, -0.2))
    return [far_ear(bones, tones), *body(bones, tones, tail), mark(bones, _saddle(bones), dark, 0.5),
        underside(bones, lighter(base, 0.25)), bib(bones, lighter(base, 0.25), 0.24), face_mark(bones,
        "muzzle", dark, 0.4), *face(bones, tones)]  # fmt: skip


def terrier(look: Look, bones: Bones) -> list[Part]:
    """A small white terrier with a brown ear and patch."""
    base = look.colour or "#e9e2d6"
    patch = darker(base, 0.6) if look.colour else "#8a5630"
    tones = Coat.of(base, skin="#1d1714", pale=base)
    if bones.pose.curled:
        return curl(bones, tones, bushy=0.03, ears=replace(tones, body=patch))
    tail = brush(bones, 0.24, (0.03, 0.028, 0.024, 0.018, 0.008), (0.9, 1.15, 1.2, 1.2))
    spot = (-0.3 + 0.72j, -0.12 + 0.72j, -0.06 + 0.6j, -0.18 + 0.54j, -0.3 + 0.6j)
    return [*body(bones, tones, tail), mark(bones, spot, patch, 0.4), *face(bones, replace(tones, body=patch))]


def any_dog(look: Look, bones: Bones) -> list[Part]:
    """The build that was named, else a hound."""
    if look.facing in ("front", "back") and activity(look) in ("", "sit"):
        base = look.colour or "#b98650"
        return seated(look, Coat.of(base, pale=lighter(base, 0.3), skin="#1d1714"), HANGING, 1.0, "", False)
    breed = next((breed for breed in DOGS if look.has(breed)), "hound")
    build, paint = DOGS[breed]
    return paint(look, posed(build, bones.pose) if build is not bones.build else bones)


DOGS: dict[str, tuple[Build, Callable[[Look, Bones], list[Part]]]] = {
    "hound": (HOUND_BUILD, dog), "shepherd": (WOLF_BUILD, shepherd), "husky": (WOLF_BUILD, wolf),
    "terrier": (TERRIER_BUILD, terrier),
}  # fmt: skip
