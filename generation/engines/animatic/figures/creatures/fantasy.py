"""Dragon and phoenix."""

import math

from generation.engines.animatic.figures.creatures.birds import eye_of
from generation.engines.animatic.figures.creatures.bones import Points, band, bone, closed, lerp, turned, wave
from generation.engines.animatic.figures.creatures.coats import darker, lighter, mixed
from generation.engines.animatic.figures.creatures.quadruped import merged
from generation.engines.animatic.figures.creatures.wings import AROUND, Stroke, View, beat, wing
from generation.engines.animatic.figures.part import Look, Motion, Part
from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.raster import Shape

BREATHES = ("breathing fire", "breathing", "spitting fire", "burning", "roaring", "attacking", "fighting", "howling")
BEYOND = View(-0.36, 0.12)  # the far wing, seen past the near one
GROUNDED = ("standing", "sitting", "lying", "resting", "sleeping", "walking", "guarding", "perched", "roaring")


def dragon_motion(action: str) -> Motion:
    """Slow strong beats, or a rest on the ground."""
    return Motion(6, 3.6) if action in GROUNDED else Motion(12, 1.5, 0.7, bob=0.04)


def membrane(root: complex, span: float, stroke: Stroke, side: float, view: View) -> tuple[Shape, list[Shape]]:
    """A bat-like wing: its skin, scalloped between four fingers, and its bones."""
    elbow = root + view.across(stroke.arm + 0.25, side) * span * 0.3 - 0.06 * span
    wrist = elbow + view.across(stroke.arm, side) * span * 0.3 + 0.14 * span
    tips = []
    for k in range(4):
        angle = stroke.hand - 0.1 - 0.42 * k
        tips.append(wrist + view.across(angle, side) * span * (0.62 - 0.05 * k) - span * (0.14 + 0.13 * k))
    outline = [root + 0.06 * span, elbow + 0.02 * span, wrist]
    for k, tip in enumerate(tips):
        after = tips[k + 1] if k < 3 else root - 0.24 * span - 0.02j * span
        outline += [tip, lerp(lerp(tip, after, 0.5), wrist, 0.2)]
    outline.append(root - 0.24 * span - 0.02j * span)
    skin = closed([outline[0], outline[1], *outline[2:]], 3)
    fingers = [band([root, elbow, wrist], (0.034 * span, 0.026 * span, 0.022 * span), 3)]
    fingers += [band([wrist, lerp(wrist, tip, 0.5) + 0.02j * span, tip], (0.016 * span, 0.011 * span,
        0.003 * span), 3) for tip in tips]  # fmt: skip
    claw = band([wrist, wrist + 0.05 * span + 0.03j * span], (0.012 * span, 0.001))
    return skin, [*fingers, claw]


def dragon(look: Look) -> list[Part]:
    """A dragon: on the wing, or standing with folded wings; it breathes fire when asked."""
    base = look.colour or "#456b4e"
    grounded = look.action in GROUNDED or look.has("standing", "sitting", "sleeping")
    fire = look.action in BREATHES or look.has("fire", "breathing fire", "breathing")
    rise = 0.0 if grounded else -0.03 * wave(look.phase, 0.05)
    heart = (0.42 if grounded else 0.5) + rise
    at = heart * 1j
    sway = 0.05 * wave(look.phase, 0.25)
    drop = -0.22j if grounded else 0j
    tail = [at - 0.16, at - 0.46 - 0.06j + drop * 0.6, at - 0.8 - 0.02j + sway * 0.5j + drop,
        at - 1.1 + 0.05j - sway * 0.7j + drop * 1.1, at - 1.36 + 0.16j - sway * 1j + drop]  # fmt: skip
    head = at + 0.68 + (0.42 if grounded else 0.2) * 1j + 0.02j * wave(look.phase, 0.15)
    neck = [at + 0.16, at + 0.36 + 0.08j, at + 0.46 + (0.3 if grounded else 0.16) * 1j, head - 0.04 + 0.02j]
    torso = band([at - 0.3 - 0.0j, at - 0.1 + 0.01j, at + 0.12 + 0.01j, at + 0.28 + 0.03j], (0.1, 0.14, 0.165, 0.1), 6)
    stroke = Stroke(1.0 + 0.03 * wave(look.phase), 1.25) if grounded else beat(look.phase, 0.62, 0.42)
    root, span = at + 0.1 + 0.09j, 0.72 if grounded else 1.0
    near, bones = membrane(root, span, stroke, 1.0, AROUND)
    far, far_bones = membrane(root + 0.08 + 0.02j, span * 0.95, stroke, -1.0, BEYOND)
    skin = mixed(base, "#c8823c", 0.35) if not look.colour else lighter(base, 0.12)
    parts = [Part(far, darker(skin, 0.45), 0), merged(far_bones, darker(base, 0.5), 0),
        *_dragon_legs(at, grounded, base, far=True)]  # fmt: skip
    flesh = [torso, band(neck, (0.14, 0.095, 0.07, 0.062), 6), band(tail, (0.13, 0.09, 0.06, 0.034, 0.008),
        6), *_skull(head, fire)]  # fmt: skip
    parts += [Part(_spade(tail), darker(base, 0.2), 0.6), merged(_spines([*reversed(tail), *neck]),
        darker(base, 0.45), 0.5), merged(flesh, base)]  # fmt: skip
    under = [at - 0.2 - 0.1j, at + 0.08 - 0.12j, at + 0.3 - 0.02j, lerp(neck[1], neck[2],
        0.7) + 0.055 - 0.02j, head - 0.02 - 0.04j]  # fmt: skip
    parts += [Part(band(under, (0.012, 0.04, 0.045, 0.028, 0.012), 5), mixed(base, "#e8d9a8", 0.6), 0.4),
        *_dragon_legs(at, grounded, base, far=False)]  # fmt: skip
    horns = [band([head + p for p in line], (0.02, 0.016, 0.002)) for line in ((-0.05 + 0.07j,
        -0.16 + 0.13j, -0.28 + 0.13j), (-0.01 + 0.08j, -0.1 + 0.16j, -0.2 + 0.19j))]  # fmt: skip
    parts += [merged(horns, "#d8ccb0", 0.7), Part(near, skin, 0.25), merged(bones, darker(base, 0.3), 0)]
    parts += [Part(ellipse((head + 0.045).real, head.imag + 0.05, 0.017, 0.014, 12), "#ffcf45", 0, look.night > 0.5)]
    return [*parts, *(_fire(look, head + 0.24 - 0.02j) if fire else [])]


def _skull(head: complex, fire: bool) -> list[Shape]:
    gape = 0.34 if fire else 0.06
    upper = closed([head + p for p in (-0.1 - 0.04j, -0.08 + 0.06j, 0.0 + 0.09j, 0.07 + 0.08j, 0.14 + 0.04j,
        0.24 + 0.045j, 0.29 + 0.01j, 0.28 - 0.03j, 0.14 - 0.025j, 0.02 - 0.06j)], 4)  # fmt: skip
    lower = closed([head - 0.02 - 0.03j + turned(p, -gape) for p in (0.0 + 0.01j, 0.14 + 0.005j,
        0.26 + 0.0j, 0.27 - 0.025j, 0.14 - 0.045j, 0.0 - 0.05j)], 4)  # fmt: skip
    return [upper, lower]


def _spade(tail: Points) -> Shape:
    end = tail[-1]
    way = (tail[-1] - tail[-2]) / abs(tail[-1] - tail[-2])
    return closed([end - way * 0.02, end + way * (0.04 + 0.08j), end + way * 0.2, end + way * (0.04 - 0.08j)], 3)


def _spines(line: Points) -> list[Shape]:
    shapes = []
    for k in range(1, len(line) - 1):
        for t in (0.1, 0.55):
            p, q = lerp(line[k], line[k + 1], t), line[k + 1] - line[k]
            up = q / abs(q) * 1j
            thick = (0.03, 0.05, 0.08, 0.12, 0.13, 0.12, 0.08, 0.07)[min(k, 7)]
            base, size = p + up * thick * 0.8, 0.05 + 0.3 * thick
            shapes.append(closed([base - up * 1j * -0.035, base + up * size - q / abs(q) * 0.05,
                base + up * 1j * -0.035], 2))  # fmt: skip
    return shapes


STANDING_LEGS = (
    (-0.16 - 0.02j, -0.04 - 0.2j, -0.2 - 0.32j, -0.13 - 0.42j), (0.2 - 0.02j, 0.14 - 0.2j, 0.24 - 0.33j, 0.22 - 0.42j),
)  # fmt: skip
FLYING_LEGS = (
    (-0.16 - 0.03j, -0.06 - 0.16j, -0.3 - 0.2j, -0.4 - 0.24j), (0.2 - 0.05j, 0.14 - 0.18j, 0.26 - 0.2j, 0.3 - 0.26j),
)  # fmt: skip


def _dragon_legs(at: complex, grounded: bool, base: str, far: bool) -> list[Part]:
    shift = 0.09 if far else 0.0
    shapes: list[Shape] = []
    claws: list[Shape] = []
    for hip, knee, heel, foot in STANDING_LEGS if grounded else FLYING_LEGS:
        a, b, c, d = (at + p + shift for p in (hip, knee, heel, foot))
        d = complex(d.real, max(d.imag, 0.02)) if grounded else d
        shapes += [bone(a, b, (0.1, 0.06), (0.09, 0.1)), bone(b, c, (0.06, 0.034), (0.045, 0.05)), bone(c,
            d, (0.034, 0.03), (0.03, 0.03))]  # fmt: skip
        shapes.append(closed([d + p for p in (-0.04 + 0.03j, -0.04 - 0.02j, 0.08 - 0.02j, 0.1 - 0.005j,
            0.04 + 0.03j)], 4))  # fmt: skip
        claws += [closed([d + dx + p for p in (-0.01 + 0.0j, 0.01 + 0.015j, 0.035 - 0.02j)], 2) for dx in (0.04, 0.085)]
    tone = darker(base, 0.45 if far else 0.06)
    return [merged(shapes, tone), merged(claws, "#d8ccb0", 0.5)]


def _fire(look: Look, mouth: complex) -> list[Part]:
    parts = []
    for size, tone in ((1.0, "#e8541c"), (0.72, "#ffa02c"), (0.42, "#ffe9a0")):
        top, low = [], []
        for k in range(7):
            t = k / 6
            lick = 0.05 * math.sin(2 * math.pi * (2 * look.phase - t * 1.6)) * t
            wide = (0.03 + 0.2 * t) * size * (1.0 if k % 2 else 0.7) if k < 6 else 0.0
            p = mouth + 0.95 * size * t - 0.16j * t + lick * 1j
            top.append(p + wide * 1j)
            low.append(p - wide * 0.8j)
        parts.append(Part(closed([*top, *low[::-1]], 4), tone, 0.2, True))
    return parts


def phoenix_motion(action: str) -> Motion:
    """Slow beats."""
    return Motion(12, 1.3, 0.9, bob=0.04)


def phoenix(look: Look) -> list[Part]:
    """A bird of fire with a train of burning plumes."""
    base = look.colour or "#d8482a"
    gold = mixed(base, "#ffd23c", 0.7)
    stroke = beat(look.phase, 0.6, 0.45)
    at = (0.5 - 0.03 * wave(look.phase, 0.05)) * 1j
    root = at + 0.08 + 0.05j
    parts = [Part(wing(root, 0.36, 0.92, stroke, -1.0, AROUND, 0.6), darker(base, 0.3), 0.4)]
    plumes: list[Shape] = []
    embers: list[Shape] = []
    for k in range(6):
        spread = (k - 2.5) * 0.11
        line = [at - 0.22, at - 0.5 + complex(0, spread * 0.6 - 0.04), at - 0.82 + complex(0.0,
            spread - 0.12 + 0.05 * wave(look.phase, 0.1 * k)), at - 1.12 + complex(0.04 * abs(k - 2.5),
            spread * 1.5 - 0.26 + 0.09 * wave(look.phase, 0.15 + 0.1 * k))]  # fmt: skip
        plumes.append(band(line, (0.03, 0.045, 0.04, 0.004), 5))
        embers.append(ellipse(line[-1].real + 0.05, line[-1].imag + 0.015, 0.04, 0.028, 12))
    spine = band([at - 0.32, at - 0.16, at + 0.04, at + 0.22 + 0.05j, at + 0.36 + 0.14j, at + 0.44 + 0.18j],
        (0.04, 0.09, 0.13, 0.1, 0.055, 0.06), 5)  # fmt: skip
    head = at + 0.46 + 0.19j
    crest = [band([head - 0.02 + 0.04j, head + complex(-0.08 - 0.05 * k, 0.14 - 0.03 * k),
        head + complex(-0.16 - 0.07 * k, 0.2 - 0.06 * k + 0.02 * wave(look.phase, 0.1 * k))], (0.014, 0.013,
        0.016)) for k in range(3)]  # fmt: skip
    beak = closed([head + p for p in (0.03 + 0.03j, 0.11 + 0.012j, 0.14 - 0.04j, 0.08 - 0.022j, 0.03 - 0.03j)], 3)
    near = wing(root, 0.36, 0.92, stroke, 1.0, AROUND, 0.6)
    inner = wing(root, 0.24, 0.66, stroke, 1.0, AROUND, 0.5)
    return [*parts, merged(plumes, gold, 0.5), merged(embers, "#ffe08a", 0)._replace(glow=True),
        merged(crest, gold, 0.5), Part(spine, base), Part(band([at - 0.14 - 0.06j, at + 0.06 - 0.07j,
        at + 0.24 + 0.0j], (0.01, 0.04, 0.02)), gold, 0.4), Part(beak, "#f4d060", 0.7), Part(near,
        mixed(base, gold, 0.35), 0.45), Part(inner, gold, 0.4), *eye_of(head + 0.02 + 0.015j, 0.012)]  # fmt: skip


def bat_motion(action: str) -> Motion:
    """Quick beats."""
    return Motion(8, 0.45, 1.6, bob=0.06)


def bat(look: Look) -> list[Part]:
    """A bat seen from the front, its wings wide."""
    base = look.colour or "#2f2a30"
    lift = 0.3 + 0.45 * wave(look.phase)
    at = (0.5 - 0.05 * wave(look.phase)) * 1j
    skins, bones = [], []
    for side in (1, -1):

        def place(p: complex, side: int = side) -> complex:
            return at + complex(side * p.real, p.imag)

        wrist = 0.34 + (0.1 + 0.3 * lift) * 1j
        tips = [0.78 + (0.02 + 0.5 * lift) * 1j, 0.66 + (-0.2 + 0.16 * lift) * 1j, 0.4 + (-0.26 - 0.06 * lift) * 1j]
        outline = [0.03 + 0.06j, wrist, tips[0], lerp(lerp(tips[0], tips[1], 0.5), wrist, 0.2), tips[1],
                   lerp(lerp(tips[1], tips[2], 0.5), wrist, 0.22), tips[2], 0.18 - 0.14j, 0.04 - 0.16j]  # fmt: skip
        skins.append(closed([place(p) for p in outline], 3))
        bones += [band([place(0.03 + 0.05j), place(wrist)], (0.014, 0.01)), *(band([place(wrist), place(t)],
            (0.008, 0.002)) for t in tips)]  # fmt: skip
    head = at + 0.12j
    ears = [closed([head + complex(s * p.real, p.imag) for p in (0.01 + 0.06j, 0.05 + 0.2j, 0.1 + 0.05j)],
        3) for s in (1, -1)]  # fmt: skip
    trunk = ellipse(at.real, at.imag - 0.04, 0.08, 0.15, 20)
    eyes = [ellipse(head.real + x, head.imag + 0.02, 0.012, 0.013, 8) for x in (-0.032, 0.032)]
    return [merged(skins, base, 0.3), merged(bones, darker(base, 0.5), 0), merged([trunk, ellipse(head.real,
        head.imag, 0.085, 0.08, 20), *ears], mixed(base, "#6a5448", 0.4)), merged(eyes, "#e0b23a", 0)]  # fmt: skip
