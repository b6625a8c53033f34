"""Faces for close shots: eyes with lids and catchlights, brows, nose, lips, strands of hair, the lines of age."""

from math import cos, pi, sin

import numpy as np

from generation.engines.animatic.figures import heads
from generation.engines.animatic.figures.facewear import worn_layers
from generation.engines.animatic.figures.heads import HEAD_NEAR, MIDDLE, Head, cap, hairline, mixed
from generation.engines.animatic.figures.layers import Layer, layer
from generation.engines.animatic.figures.limbs import by, curve, hull, oval
from generation.engines.animatic.figures.part import MOUTH, SPEAKING, shaded
from generation.engines.animatic.figures.skeleton import Vector
from generation.engines.animatic.outline import strip
from generation.engines.animatic.raster import Shape

EYE = 0.46  # radians from the middle of the face
INK = "#2a1d1c"
FACE_LIMIT = 0.1
DROP, LIP = 0.0105, 0.0048  # how far an open mouth opens, and how thick its lower lip is


def face_layers(head: Head, eye_colour: str) -> list[Layer]:
    """The head of a close shot with face and hair."""
    outfit = head.outfit
    made = [*heads.skin_layers(head), *_shade_of_hair(head)]
    if head.seen(0.0) > -0.3:
        made += [*_nose(head), *_mouth(head), *_age(head)]
        made += _open_mouth(head) if outfit.look.blinking and outfit.look.action in SPEAKING else []
        for side in (-1, 1):
            if head.seen(side * EYE) > FACE_LIMIT:
                made += [*_eye(head, side, eye_colour), _brow(head, side)]
                made += _closed(head, side) if outfit.look.blinking else []
    if outfit.hair != "none" and not outfit.hood:
        made += [*heads.hair(head), *_strands(head)]
    return [*made, *worn_layers(head), *_lenses(head), *heads.clown_nose(head)]


def _lids(head: Head, side: int) -> tuple[list[Vector], list[Vector]]:
    """The upper and the lower lid from the inner to the outer corner."""
    tall = 0.0094 if head.soft else 0.0082
    old = 0.0012 if head.outfit.old else 0.0
    upper = (
        (0.23, -0.0012),
        (0.33, tall - 0.0018 - old),
        (0.47, tall - old),
        (0.62, tall * 0.7 - old * 1.5),
        (0.73, -0.0002),
    )
    lower = ((0.23, -0.0012), (0.35, -0.0054), (0.5, -0.0064), (0.64, -0.0046), (0.73, -0.0002))
    return [head.on(side * a, u) for a, u in upper], [head.on(side * a, u) for a, u in lower]


def _eye(head: Head, side: int, colour: str) -> list[Layer]:
    upper, lower = _lids(head, side)
    top, bottom, k = curve(upper), curve(lower), head.k
    white = np.r_[top, bottom[::-1]]
    narrow = 0.62 + 0.38 * head.seen(side * EYE)
    gaze = head.on(side * (EYE + 0.02) - 0.05 * sin(head.yaw), 0.0008)
    iris = oval(gaze, 0.0069 * k * narrow, 0.0071 * k)
    pupil = oval(gaze, 0.0036 * k * narrow, 0.0039 * k)
    light = (
        oval(gaze + by(-0.0022, 0.0026) * k, 0.0017 * k, 0.0019 * k),
        oval(gaze + by(0.0022, -0.0028) * k, 0.0008 * k, 0.0008 * k),
    )
    count = len(top)
    flick = 0.0024 if head.soft else 0.0017
    lash = strip(top + by(0, 0.0006 * k), np.linspace(0.0008, flick, count) * k)
    out = top[-1] - top[-4]
    wing = (
        [strip([top[-3], top[-1] + out * 0.35 + by(0, 0.0012 * k)], np.array([flick, 0.0003]) * k)] if head.soft else []
    )
    crease = strip(top[2:-1] + by(0, 0.0046 * k), 0.00075 * k)
    under = strip(bottom[2:-1] - by(0, 0.0006 * k), 0.0006 * k)
    skin = head.outfit.skin
    near = HEAD_NEAR + 0.03
    return [
        layer(near, white, mixed("#f6f1ea", skin, 0.1), 0),
        layer(near + 0.001, iris, colour, 0),
        layer(near + 0.002, pupil, "#17100f", 0),
        layer(near + 0.003, (crease, under), shaded(skin, 0.72), 0),
        layer(near + 0.004, (lash, *wing), INK, 0),
        layer(near + 0.005, light, "#fffaf2", 0),
    ]


def _closed(head: Head, side: int) -> list[Layer]:
    """An eyelid that hides the eye, with its lashes on the lower lid."""
    upper, lower = _lids(head, side)
    top, bottom, k = curve(upper), curve(lower), head.k
    skin, thick = head.outfit.skin, 0.0022 if head.soft else 0.0016
    cover = np.r_[top + by(0, 0.0038 * k), bottom[::-1] - by(0, 0.0014 * k)]
    line = bottom + by(0, 0.0012 * k)
    lashes = strip(line, np.interp(np.linspace(0, 1, len(line)), (0, 0.3, 0.8, 1), (0.4, 0.8, 1, 0.5)) * thick * k)
    shade = strip(top[2:-1] + by(0, 0.0014 * k), 0.0007 * k)
    parts = (
        layer(HEAD_NEAR + 0.0355, cover, shaded(skin, 0.86), 0),
        layer(HEAD_NEAR + 0.0356, shade, shaded(skin, 0.72), 0),
        layer(HEAD_NEAR + 0.0357, lashes, INK, 0),
    )
    return [one._replace(part=one.part._replace(lid=1)) for one in parts]


def _brow(head: Head, side: int) -> Layer:
    mood = head.body.pose.mood
    fierce = {"fierce": -0.006, "happy": 0.0015, "sad": 0.0045}.get(mood, 0.0)
    rise = 0.0205 if head.soft else 0.019
    points = [
        (0.2, rise - 0.0003 + fierce),
        (0.38, rise + 0.0022 + fierce * 0.6),
        (0.58, rise + 0.0018),
        (0.8, rise - 0.0045),
    ]
    line = curve([head.on(side * a, u) for a, u in points])
    thick = (0.0018 if head.soft else 0.0028) * head.k * (1.2 if head.outfit.old else 1.0)
    widths = np.interp(np.linspace(0, 1, len(line)), (0, 0.25, 0.7, 1), (0.75, 1.15, 0.85, 0.15)) * thick
    return layer(HEAD_NEAR + 0.034, strip(line, widths), mixed(head.outfit.hair_colour, INK, 0.35), 0)


def _nose(head: Head) -> list[Layer]:
    skin = head.outfit.skin
    broad = 0.0074 if head.soft else 0.0092
    wings = [head.ball(0.05, s * broad, -0.0176, 0.004) for s in (-1, 1) if head.seen(s * 0.5) > -0.3]
    bridge = [head.ball(0.0535, 0, 0.016, 0.0026), head.ball(0.0585, 0, 0.003, 0.003)]
    tip = head.ball(0.0635, 0, -0.013, 0.0054)
    lower = hull((tip, *wings))
    ridge = hull((*bridge, head.ball(0.064, 0, -0.009, 0.005)))
    made = [layer(HEAD_NEAR + 0.024, (lower, ridge), mixed(skin, "#c4604a", 0.06), 0.45)]
    holes = tuple(
        oval(head.to(0.0585, s * 0.0052, -0.0208), 0.0026 * head.k, 0.0013 * head.k, 0.25 * s)
        for s in (-1, 1)
        if head.seen(s * 0.45) > 0.1
    )
    if holes:
        made.append(layer(HEAD_NEAR + 0.025, holes, mixed(skin, "#3a120e", 0.6), 0))
    if head.seen(0.0) > 0.2:  # the shaded flank of the nose
        side = 1 if head.yaw >= 0 else -1
        flank = [head.on(side * 0.2, 0.014), head.to(0.056, side * 0.004, 0.004), head.to(0.06, side * 0.0066, -0.011)]
        made.append(
            layer(
                HEAD_NEAR + 0.0235, strip(curve(flank), np.linspace(0.0006, 0.0022, 9) * head.k), shaded(skin, 0.86), 0
            )
        )
    return made


def _lip(head: Head, around: float, up: float) -> Vector:
    return head.to(0.0495 * cos(around * 0.9), 0.05 * sin(around), up)


def _open_mouth(head: Head) -> list[Layer]:
    """What is seen of the mouth while it speaks, over the closed one."""
    wide = 0.26 if head.soft else 0.28
    angles = [a for a in np.linspace(-wide, wide, 11) if head.seen(a) > 0.0]
    if len(angles) < 4:
        return []
    round_ = [1 - (abs(a) / (wide * 1.02)) ** 2.2 for a in angles]
    top = [_lip(head, a, -0.0372 + 0.0012 * r) for a, r in zip(angles, round_, strict=True)]
    teeth = [_lip(head, a, -0.0372 - 0.0022 * r) for a, r in zip(angles, round_, strict=True)]
    low = [_lip(head, a, -0.0376 - DROP * r) for a, r in zip(angles, round_, strict=True)]
    below = [_lip(head, a, -0.0378 - (DROP + LIP) * r) for a, r in zip(angles, round_, strict=True)]
    skin, near = head.outfit.skin, HEAD_NEAR + 0.0265
    made = [
        layer(near, np.array([*low, *below[::-1]]), mixed(skin, "#b8474a", 0.42 if head.soft else 0.24), 0.2),
        layer(near + 0.0001, np.array([*top, *low[::-1]]), mixed(skin, "#2c0c10", 0.9), 0),
        layer(near + 0.0002, np.array([*top, *teeth[::-1]]), mixed(skin, "#f2ece2", 0.75), 0),
    ]
    return [one._replace(part=one.part._replace(lid=MOUTH)) for one in made]


def _mouth(head: Head) -> list[Layer]:
    smile = {"happy": 0.005, "fierce": -0.003, "sad": -0.004}.get(head.body.pose.mood, 0.0022)
    wide = 0.33 if head.soft else 0.36
    full = 1.15 if head.soft else 0.8
    angles = [a for a in np.linspace(-wide, wide, 13) if head.seen(a) > 0.0]
    if len(angles) < 4:
        return []

    def seam(a: float) -> float:
        return -0.0375 + smile * (a / wide) ** 2 * 1.1 + 0.0006 * cos(a / wide * pi * 2)

    line = [_lip(head, a, seam(a)) for a in angles]
    bow = [
        seam(a) + 0.0052 * full * (1 - (abs(a) / wide) ** 1.6) * (1 - 0.28 * max(0.0, 1 - abs(a) / 0.09))
        for a in angles
    ]
    swell = [seam(a) - 0.0068 * full * max(0.0, 1 - (abs(a) / (wide * 0.9)) ** 2.2) for a in angles]
    upper = np.array([*line, *[_lip(head, a, u) for a, u in zip(angles[::-1], bow[::-1], strict=True)]])
    lower = np.array([*line, *[_lip(head, a, u) for a, u in zip(angles[::-1], swell[::-1], strict=True)]])
    skin = head.outfit.skin
    red = 0.42 if head.soft else 0.24
    widths = np.interp(np.linspace(0, 1, len(line)), (0, 0.15, 0.85, 1), (0.0007, 0.0011, 0.0011, 0.0007)) * head.k
    near = HEAD_NEAR + 0.026
    made = [
        layer(near, upper, mixed(skin, "#9c3238", red + 0.1), 0.2),
        layer(near + 0.0001, lower, mixed(skin, "#b8474a", red), 0.2),
        layer(near + 0.0002, strip(line, widths), mixed(skin, "#4a1418", 0.75), 0),
    ]
    if head.seen(0.0) > 0.2:
        dent = strip(
            [_lip(head, a, -0.0492) for a in np.linspace(-0.13, 0.13, 5)],
            np.array([0.0002, 0.001, 0.0013, 0.001, 0.0002]) * head.k,
        )
        made.append(layer(near, dent, shaded(skin, 0.86), 0))
    return made


def _age(head: Head) -> list[Layer]:
    if not head.outfit.old:
        return []
    lines = []
    for u, wide in ((0.034, 0.42), (0.0405, 0.34)):
        angles = [a for a in np.linspace(-wide, wide, 9) if head.seen(a) > 0.1]
        if len(angles) > 3:
            lines.append(strip([head.on(a, u + 0.0012 * cos(a * 9)) for a in angles], 0.0006 * head.k))
    for s in (-1, 1):
        if head.seen(s * 0.4) > 0.15:
            fold = curve([head.on(s * 0.25, -0.017), head.on(s * 0.4, -0.027), head.on(s * 0.42, -0.039)])
            lines.append(strip(fold, np.linspace(0.0012, 0.0003, len(fold)) * head.k))
            bag = curve([head.on(s * 0.28, -0.0105), head.on(s * 0.46, -0.0135), head.on(s * 0.62, -0.011)])
            lines.append(strip(bag, 0.0006 * head.k))
        if head.seen(s * 0.85) > 0.15:
            lines += [
                strip([head.on(s * 0.8, u), head.on(s * 0.95, u * 2.2)], 0.0005 * head.k) for u in (0.002, -0.003)
            ]
    return [layer(HEAD_NEAR + 0.021, tuple(lines), mixed(head.outfit.skin, "#5a2a1e", 0.34), 0)] if lines else []


def _shade_of_hair(head: Head) -> list[Layer]:
    """The soft shadow that hair or a hat throws on the forehead."""
    outfit = head.outfit
    if outfit.hair in ("bald", "none") or outfit.hood or head.seen(0.0) < -0.2:
        return []
    shape = cap(head, heads.style_of(outfit), 1.0) - by(0.0, (0.014 if outfit.hat else 0.004) * head.k)
    return [layer(HEAD_NEAR + 0.014, shape, shaded(outfit.skin, 0.82), 0)]


def _strands(head: Head) -> list[Layer]:
    """Fine lighter and darker locks that follow the hair from the parting to its edge."""
    outfit = head.outfit
    if outfit.hair in ("bald", "curly") or outfit.hat:
        return []
    style, light, dark = heads.style_of(outfit), list[Shape](), list[Shape]()
    for index, angle in enumerate(np.linspace(-1.25, 1.25, 13)):
        around = angle - head.yaw
        edge = hairline(style, around, 0.0)
        start = 0.066 - 0.006 * (index % 3)
        if start - edge < 0.014:
            continue
        heights = np.linspace(start, edge + 0.004, 7)
        line = [
            head.on(around * (0.72 + 0.28 * t), u, 1.06 if u > MIDDLE else 1.1)
            for t, u in zip(np.linspace(0, 1, 7), heights, strict=True)
        ]
        width = np.array([0.0002, 0.0009, 0.0013, 0.0014, 0.0012, 0.0008, 0.0002]) * head.k
        (light if index % 2 else dark).append(strip(line, width))
    made = [layer(HEAD_NEAR + 0.046, tuple(dark), shaded(outfit.hair_colour, 0.76), 0)] if dark else []
    return (
        [*made, layer(HEAD_NEAR + 0.047, tuple(light), mixed(outfit.hair_colour, "#fff0d8", 0.13), 0)]
        if light
        else made
    )


def _lenses(head: Head) -> list[Layer]:
    if "glasses" not in head.outfit.face or head.seen(0.0) < 0.1:
        return []
    glints: list[Shape] = []
    for s in (-1, 1):
        if head.seen(s * EYE) > 0.2:
            middle = head.on(s * EYE, 0.006)
            glints.append(
                strip(
                    [middle + by(-0.009, -0.004) * head.k, middle + by(-0.004, 0.004) * head.k],
                    np.array([0.0009, 0.0012]) * head.k,
                )
            )
    return [layer(HEAD_NEAR + 0.061, tuple(glints), "#fdfbf5", 0)] if glints else []
