"""A four-footed body from its bones: outlines that blow up as one, and the marks that lie on it."""

import cmath
from collections.abc import Sequence

from generation.engines.animatic.figures.creatures.bones import Points, band, bone, closed, lerp, polygon, turned
from generation.engines.animatic.figures.creatures.coats import CATCHLIGHT, EYE, Coat, darker
from generation.engines.animatic.figures.creatures.rig import HIND, Bones
from generation.engines.animatic.figures.part import Part
from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.raster import Shape

_HOOF = (-0.85 + 0.0j, 1.25 + 0.0j, 0.55 + 1.5j, -0.7 + 1.4j)
_PAW = (-1.3 + 0.05j, 0.6 + 0.0j, 1.75 + 0.05j, 2.0 + 0.75j, 1.2 + 1.5j, 0.0 + 1.7j, -1.1 + 1.3j)
_PAD = (-1.15 + 0.0j, 1.2 + 0.0j, 1.25 + 0.5j, 1.0 + 1.5j, -0.95 + 1.5j, -1.2 + 0.5j)
SOFT = 0.006  # how far the edge of a pale patch is blurred, in figure heights
FEET = {"hoof": _HOOF, "paw": _PAW, "pad": _PAD}


def merged(shapes: Sequence[Shape], colour: str, inflate: float = 1.0) -> Part:
    """Several outlines of one colour, blown up as one."""
    return Part(shapes[0], colour, inflate, False, tuple(shapes[1:]))


def trunk(bones: Bones) -> list[Shape]:
    """Torso, neck and head."""
    build = bones.build
    torso = closed(bones.skins((*build.back, *build.belly)), 5)
    return [torso, neck(bones), closed(bones.faces(build.head.outline), 4)]


def neck(bones: Bones) -> Shape:
    """The patch from withers and breast to poll and throat."""
    build = bones.build
    withers, breast = bones.skin(build.withers), bones.skin(build.breast)
    poll, throat = bones.poll, bones.neck(build.throat)
    deep = build.breast - build.withers
    if build.swan:
        root, end = (withers + breast) / 2 - abs(deep) * 0.5, (poll + throat) / 2
        way, bow = end - root, (end - root) * 1j * build.swan
        line = [root, root + way * 0.3 - bow * 0.9, root + way * 0.55 - bow, root + way * 0.82 - bow * 0.1, end]
        thick, thin = abs(deep) * 0.5, abs(poll - throat) * 0.62
        return band(line, [thick, thick * 0.72, (thick + thin * 2) / 3.6, thin * 1.05, thin], 5)
    behind = bones.skin(build.withers - abs(deep) * (0.45 + 0.3j))
    inside = bones.skin(lerp(build.withers, build.breast, 0.9) - abs(deep) * 0.5)
    before = bones.skin(build.breast - abs(deep) * (0.07 + 0.34j))
    top, under = poll - withers, breast - throat
    return closed([
        behind, withers, lerp(withers, poll, 0.3) + top * 0.8j * build.crest,
        lerp(withers, poll, 0.65) + top * 1j * build.crest, poll, lerp(poll, throat, 0.5) + top * 0.06, throat,
        lerp(throat, breast, 0.4) + under * 1j * build.gullet, lerp(throat, breast, 0.72) + under * 0.5j * build.gullet,
        breast, before, inside,
    ], 5)  # fmt: skip


def limb(bones: Bones, index: int) -> list[Shape]:
    """One leg, bone by bone."""
    build = bones.build
    flesh = build.hind if index in HIND else build.fore
    joints, r = bones.legs[index], flesh.radii
    shapes = [bone(joints[i], joints[i + 1], (r[i], r[i + 1]), flesh.flesh[i]) for i in range(3)]
    shapes.append(bone(joints[3], lerp(joints[3], joints[4], 0.6), (r[3], r[4]), (r[4], r[4])))
    if index in HIND:
        shapes += [_thigh(bones, joints), _hock(joints, r[2])]
    if build.foot != "hoof":
        shapes.append(closed(foot(bones, index), 3))
    if bones.pose.haunch and index in HIND:
        middle, size = lerp(joints[0], joints[1], 0.5), bones.pose.haunch * build.leg_length()
        shapes.append(ellipse(middle.real, middle.imag, size * 1.15, size, 20, cmath.phase(joints[1] - joints[0])))
    return shapes


def _thigh(bones: Bones, joints: list[complex]) -> Shape:
    """The muscle from croup and buttock to the stifle and down behind the leg."""
    build, (hip, knee, hock) = bones.build, joints[:3]
    shin = (hock - knee) / abs(hock - knee)
    calf = lerp(knee, hock, 0.5) - shin * 1j * build.hind.flesh[1][1]
    buttock, flank = bones.hips(build.belly[-1]), bones.hips(build.belly[-4] + 0.02j)
    front = knee + shin * 1j * build.hind.radii[1]
    away = calf - buttock
    bulge = lerp(buttock, calf, 0.45) - away * 0.1j
    return closed([hip + abs(away) * 0.3j, buttock, bulge, calf, lerp(knee, hock, 0.3), front,
                   lerp(front, flank, 0.5), flank], 4)  # fmt: skip


def _hock(joints: list[complex], radius: float) -> Shape:
    """The point of the heel bone."""
    knee, hock, ankle = joints[1:4]
    shin, cannon = (hock - knee) / abs(hock - knee), (ankle - hock) / abs(ankle - hock)
    back = -cannon * 1j
    return closed([hock - shin * radius * 2.4 - shin * 1j * radius * 0.5,
        hock + back * radius * 1.25 - cannon * radius, hock + back * radius * 1.15 + cannon * radius * 0.7,
        hock + cannon * radius * 2.2, hock], 4)  # fmt: skip


def foot(bones: Bones, index: int) -> list[complex]:
    """The outline of hoof, paw or pad, turned with the foot."""
    build = bones.build
    rest = (build.hind if index in HIND else build.fore).joints
    ankle, toe = bones.legs[index][3:5]
    turn = cmath.phase((ankle - toe) / (rest[3] - rest[4]))
    outline = (toe + turned(p * build.foot_size, turn) for p in FEET[build.foot])
    return [complex(p.real, max(p.imag, 0.0)) for p in outline]


def hooves(bones: Bones, indices: tuple[int, ...], colour: str) -> list[Part]:
    """Dark hooves, where the animal has them."""
    if bones.build.foot != "hoof":
        return []
    return [merged([polygon(foot(bones, i)) for i in indices], colour, 0.6)]


def body(bones: Bones, coat: Coat, *more: Shape) -> list[Part]:
    """Far legs in shade, then everything else as one, `more` joined to it."""
    return [*far_legs(bones, coat), *near_side(bones, coat, *more)]


def near_side(bones: Bones, coat: Coat, *more: Shape) -> list[Part]:
    """The body with its near legs."""
    near = [*limb(bones, 0), *limb(bones, 1)]
    whole = merged([*trunk(bones), *near, *more], coat.body)._replace(fade=coat.low)
    return [whole, *creases(bones, coat), *hooves(bones, (0, 1), coat.hoof)]


def far_legs(bones: Bones, coat: Coat) -> list[Part]:
    """The legs on the far side."""
    return [
        *(merged(limb(bones, index), coat.far) for index in (2, 3)),
        *hooves(bones, (2, 3), darker(coat.hoof, 0.3)),
    ]


def creases(bones: Bones, coat: Coat) -> list[Part]:
    """The few lines an illustrator draws inside a body: before the thigh, behind the elbow, the jaw."""
    hip, knee = bones.legs[0][:2]
    hind, fore = bones.build.hind, bones.build.fore
    shoulder, elbow, carpus = bones.legs[1][:3]
    thigh = knee - hip
    edge = thigh / abs(thigh) * 1j
    lines = [
        band([lerp(hip, knee, 0.45) + edge * hind.flesh[0][0], knee + edge * hind.radii[1] * 0.9,
              lerp(knee, bones.legs[0][2], 0.3) + edge * hind.radii[1] * 0.4], [0.001, 0.006, 0.001]),
    ]  # fmt: skip
    arm = carpus - elbow
    behind = -arm / abs(arm) * 1j
    lines.append(band([lerp(shoulder, elbow, 0.35) + behind * fore.flesh[0][1], elbow + behind * fore.radii[1] * 0.95,
                       lerp(elbow, carpus, 0.3) + behind * fore.radii[1] * 0.6], [0.001, 0.006, 0.001]))  # fmt: skip
    return [merged(lines, darker(coat.body, 0.4), 0)]


def face(bones: Bones, coat: Coat, iris: str = "", nose: bool = True) -> list[Part]:
    """Ears, eye with its catchlight, nostril and mouth."""
    head, size = bones.build.head, bones.build.head_size
    near = closed(bones.faces([p + 0j for p in head.ear]), 4)
    parts = [Part(near, coat.body, 0.7)]
    if head.mouth:
        parts.append(Part(band(bones.faces(head.mouth), [0.006 * size * 3] * len(head.mouth)), coat.skin, 0))
    if nose and head.nose_size:
        spot = bones.face(head.nose)
        outline = head.marks.get("nose")
        shape = (
            closed(bones.faces(outline), 4)
            if outline
            else ellipse(spot.real, spot.imag, head.nose_size * size * 0.6, head.nose_size * size * 0.4)
        )
        parts.append(Part(shape, coat.skin, 0.5))
    return [*parts, *eye(bones, iris)]


def far_ear(bones: Bones, coat: Coat) -> Part:
    """The other ear, behind the head."""
    head = bones.build.head
    return Part(closed(bones.faces([p * (0.95 + 0.05j) + head.ear_gap for p in head.ear]), 4), coat.far, 0.5)


def eye(bones: Bones, iris: str = "") -> list[Part]:
    """An eye, open or closed."""
    head, size = bones.build.head, bones.build.head_size
    r = head.eye_size * size
    at = bones.face(head.eye)
    if bones.pose.closed_eye:
        along = (bones.face(head.eye + 0.1) - at) / (0.1 * size)
        lid = [at - along * r * 1.3 + along * 0.2j * r, at - along * 0.4j * r, at + along * r * 1.3 + along * 0.2j * r]
        return [Part(band(lid, [r * 0.15, r * 0.35, r * 0.15]), EYE, 0)]
    parts = [Part(ellipse(at.real, at.imag, r * 1.1, r, 14), iris or EYE, 0)]
    if iris:
        parts.append(Part(ellipse(at.real, at.imag, r * 0.5, r * 0.8, 12), EYE, 0))
    shine = at + r * (0.3 + 0.4j)
    return [*parts, Part(ellipse(shine.real, shine.imag, r * 0.3, r * 0.3, 8), CATCHLIGHT, 0)]


def underside(bones: Bones, colour: str, deep: float = 0.05) -> Part:
    """The pale belly between the legs."""
    belly = [p + SOFT * 1j for p in bones.build.belly[2:7]]
    inner = [p + deep * 1j * k for p, k in zip(reversed(belly), (0.1, 0.8, 1.0, 0.9, 0.2), strict=True)]
    return Part(closed(bones.skins((*belly, *inner)), 4), colour, 0, opacity=0.85, soft=SOFT)


def bib(bones: Bones, colour: str, wide: float = 0.3, ragged: float = 0.0) -> Part:
    """The pale throat and chest, `wide` of the neck's depth."""
    build = bones.build
    breast, throat = bones.skin(build.breast), bones.neck(build.throat)
    low = bones.skin(build.breast - abs(build.breast - build.withers) * (0.04 + 0.36j))
    under, deep = breast - throat, bones.skin(build.withers) - breast
    outer = [
        throat + under * 0.05,
        *(lerp(throat, breast, t) + under * 1j * build.gullet * k for t, k in ((0.4, 1.0), (0.72, 0.5))),
    ]
    outer += [breast + 0.002, low]
    shares = (0.25, 0.75, 1.0, 0.9, 0.7)
    inner = [p + deep * wide * k for p, k in zip(reversed(outer), shares, strict=True)]
    if ragged:
        inner = [
            q
            for k, (a, b) in enumerate(zip(inner, inner[1:], strict=False))
            for q in (a, lerp(a, b, 0.5) - deep * ragged)
        ] + inner[-1:]
    return Part(closed([*outer, *inner], 4), colour, 0, opacity=0.9, soft=0.0 if ragged else SOFT)


def mark(bones: Bones, points: Points, colour: str, inflate: float = 0.6) -> Part:
    """A patch of colour on the trunk, its points at rest."""
    return Part(closed(bones.skins(points), 4), colour, inflate)


def face_mark(bones: Bones, name: str, colour: str, inflate: float = 0.6) -> Part:
    """A named patch of colour on the head."""
    return Part(closed(bones.faces(bones.build.head.marks[name]), 4), colour, inflate)
