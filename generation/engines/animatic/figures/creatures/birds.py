"""Birds: on the wing, on the water, perched and afoot."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from generation.engines.animatic.figures.creatures.bones import band, closed, lerp, turned, wave
from generation.engines.animatic.figures.creatures.coats import CATCHLIGHT, EYE, darker, lighter
from generation.engines.animatic.figures.creatures.quadruped import merged
from generation.engines.animatic.figures.creatures.wings import (
    AROUND,
    BESIDE,
    FLAP,
    GLIDE,
    SLOW_FLAP,
    beat,
    coverts,
    held,
    wing,
)
from generation.engines.animatic.figures.part import Look, Motion, Part, moved
from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.raster import Shape

ORANGE, HORN = "#e08a2c", "#3a3330"
RESTS = ("sitting", "perched", "standing", "resting", "sleeping", "asleep", "lying", "waiting", "watching",
    "walking", "eating", "drinking", "landing")  # fmt: skip
PERCHES, BARK = ("sitting", "perched", "resting"), "#5a4432"
GLIDES = ("gliding", "soaring", "hovering", "circling")


FLIGHT_SIZE = 0.72  # with its wings up a bird is 1 high


@dataclass(frozen=True)
class Plumage:
    """A bird's colours and proportions. `span` of a wing and `neck` in body lengths; `broad` wings are held out to
    soar; `legs` is how long they are."""

    body: str
    wing: str
    head: str
    belly: str
    bill: str = HORN
    bill_size: float = 0.13
    hook: float = 0.0
    span: float = 0.9
    chord: float = 0.3
    neck: float = 0.08
    tail: float = 0.34
    broad: bool = False
    legs: float = 0.14
    feet: str = HORN


def at_rest(look: Look) -> bool:
    """Whether it sits or stands instead of flying."""
    return look.action in RESTS or look.has(*RESTS)


def flight(plumage: Plumage) -> Callable[[str], Motion]:
    """How it moves while it does an action."""

    def motion(action: str) -> Motion:
        if action in RESTS:
            return Motion(4, 2.8)
        if action in GLIDES or plumage.broad:
            return GLIDE
        return SLOW_FLAP if plumage.span > 1.0 else FLAP

    return motion


def bird(plumage: Plumage) -> Callable[[Look], list[Part]]:
    """A drawer of one kind of bird, 1 high with its wings up."""

    def draw(look: Look) -> list[Part]:
        if at_rest(look):
            return [*branch(look), *perched(look, plumage)]
        return moved(flying(look, plumage, plumage.broad or look.action in GLIDES), 0.0, 0.1, FLIGHT_SIZE)

    return draw


def _dyed(look: Look, own: str) -> str:
    return look.colour or own


def branch(look: Look) -> list[Part]:
    """What it perches on, when it was said to."""
    if look.action not in PERCHES:
        return []
    limb = band([-0.75 - 0.06j, -0.3 - 0.03j, 0.1 - 0.035j, 0.5 - 0.02j, 0.8 + 0.03j], (0.05, 0.05, 0.046,
        0.036, 0.012))  # fmt: skip
    twig = band([0.3 - 0.03j, 0.46 + 0.07j, 0.56 + 0.17j], (0.024, 0.014, 0.004))
    return [merged([limb, twig], BARK)]


def flying(look: Look, plumage: Plumage, glides: bool) -> list[Part]:
    """On the wing, the body level and slim."""
    body, wing_tone = _dyed(look, plumage.body), darker(look.colour, 0.14) if look.colour else plumage.wing
    rise = 0.0 if glides else -0.035 * wave(look.phase, 0.05)
    heart = 0.46 + rise
    at = heart * 1j
    long = plumage.neck
    spine = band([at - 0.34, at - 0.2 + 0.01j, at - 0.02, at + 0.16 + 0.02j, at + 0.27 + long * 0.6 + 0.04j,
        at + 0.33 + long + 0.045j], (0.03, 0.085, 0.135, 0.12, 0.062 if long < 0.2 else 0.032, 0.055), 5)  # fmt: skip
    head = ellipse(at.real + 0.35 + long, heart + 0.055, 0.075, 0.066, 20)
    end, fan = at - 0.3 - plumage.tail, 0.04 + 0.012 * wave(look.phase, 0.2)
    tail = closed([at - 0.24 + 0.045j, end + 0.06 + (fan + 0.03) * 1j, end + fan * 1j, end + 0.03 + 0.012j,
        end + 0.01 - fan * 0.5j, end + 0.08 - fan * 1j, at - 0.24 - 0.05j], 3)  # fmt: skip
    view = AROUND if glides else BESIDE
    stroke = held(look.phase) if glides else beat(look.phase)
    root, fingers = at + 0.08 + 0.05j, 0.6 if plumage.broad else 0.3
    near, far = (wing(root, plumage.chord, plumage.span, stroke, side, view, fingers) for side in (1.0, -1.0))
    parts = [Part(far, darker(wing_tone, 0.3), 0.4), Part(tail, darker(wing_tone, 0.08), 0.4),
        merged([spine, head], body)]  # fmt: skip
    belly = band([at - 0.2 - 0.05j, at - 0.03 - 0.07j, at + 0.16 - 0.045j], (0.01, 0.03, 0.012), 4)
    parts += [Part(belly, _belly(look, plumage), 0.4)]
    if plumage.head != plumage.body and not look.colour:
        parts.append(Part(closed([at + 0.3 + long + p for p in (-0.03 + 0.09j, 0.06 + 0.125j, 0.13 + 0.06j,
            0.06 - 0.01j, -0.03 - 0.01j)], 4), plumage.head, 0.9))  # fmt: skip
    parts += bill(at + 0.415 + long + 0.05j, plumage)
    parts.append(Part(near, wing_tone, 0.5))
    parts.append(Part(coverts(root, plumage.chord, plumage.span, stroke, 1.0, view), lighter(wing_tone, 0.12), 0.4))
    return [*parts, *eye_of(at + 0.37 + long + 0.075j, 0.014)]


def _belly(look: Look, plumage: Plumage) -> str:
    return lighter(look.colour, 0.3) if look.colour else plumage.belly


def eye_of(at: complex, size: float, iris: str = "") -> list[Part]:
    """A round eye with its catchlight."""
    parts = [Part(ellipse(at.real, at.imag, size * 1.5, size * 1.5, 14), iris, 0)] if iris else []
    parts.append(Part(ellipse(at.real, at.imag, size, size, 12), EYE, 0))
    return [*parts, Part(ellipse(at.real + size * 0.35, at.imag + size * 0.4, size * 0.32, size * 0.32, 8),
        CATCHLIGHT, 0)]  # fmt: skip


def bill(at: complex, plumage: Plumage, turn: float = 0.0) -> list[Part]:
    """A straight or hooked bill."""
    long, hook = plumage.bill_size, plumage.hook
    points = (-0.02 + 0.035j, long * 0.6 + 0.028j, long + (0.004 - hook * 0.6) * 1j,
        long * 0.94 - (0.012 + hook) * 1j, long * 0.6 - 0.012j, -0.02 - 0.03j)  # fmt: skip
    return [Part(closed([at + turned(p, turn) for p in points], 3), plumage.bill, 0.7)]


def perched(look: Look, plumage: Plumage) -> list[Part]:
    """Sitting upright, wings folded, looking about."""
    body = _dyed(look, plumage.body)
    wing_tone = darker(look.colour, 0.16) if look.colour else plumage.wing
    nod, up = 0.015 * wave(look.phase), plumage.legs
    walk = 0.5 * wave(look.phase) if look.action == "walking" else 0.0
    trunk = closed([p + up * 1j for p in (-0.3 + 0.1j, -0.2 + 0.34j, -0.04 + 0.52j, 0.1 + 0.6j, 0.2 + 0.55j,
        0.26 + 0.4j, 0.24 + 0.22j, 0.12 + 0.06j, -0.06 + 0.0j, -0.2 + 0.02j)], 5)  # fmt: skip
    head_at = 0.16 + nod + (0.64 + plumage.neck * 0.6 + up) * 1j
    neck = band([0.08 + (0.48 + up) * 1j, lerp(0.1 + (0.5 + up) * 1j, head_at, 0.6), head_at], (0.14,
        0.11 if plumage.neck < 0.2 else 0.06, 0.1))  # fmt: skip
    tail = closed([p + up * 1j for p in (-0.2 + 0.2j, -0.36 + 0.02j, -0.42 - plumage.tail * 0.3 - 0.04j,
        -0.33 - plumage.tail * 0.3 - 0.07j, -0.16 + 0.04j)], 3)  # fmt: skip
    folded = closed([p + up * 1j for p in (0.12 + 0.48j, 0.16 + 0.32j, 0.04 + 0.14j, -0.2 + 0.02j,
        -0.4 - 0.06j, -0.28 + 0.18j, -0.1 + 0.4j)], 5)  # fmt: skip
    feathers = [band([complex(0.08 - 0.1 * k, 0.3 - 0.07 * k + up), complex(-0.08 - 0.1 * k,
        0.16 - 0.06 * k + up)], (0.006, 0.002)) for k in range(3)]  # fmt: skip
    legs = [band([x + (0.06 + up) * 1j, x + 0.01 + s + 0.02j, x + 0.07 + s + 0.012j], (0.016, 0.013, 0.01))
        for x, s in ((0.0, walk * 0.1), (0.08, -walk * 0.1))]  # fmt: skip
    parts = [merged(legs, plumage.feet, 0.5), Part(tail, darker(wing_tone, 0.1), 0.5), merged([trunk, neck,
        ellipse(head_at.real, head_at.imag, 0.115, 0.105, 22)], body)]  # fmt: skip
    breast = closed([p + up * 1j for p in (0.16 + 0.52j, 0.24 + 0.4j, 0.22 + 0.22j, 0.1 + 0.06j,
        0.04 + 0.1j, 0.12 + 0.3j)], 4)  # fmt: skip
    parts.append(Part(breast, _belly(look, plumage), 0.5))
    if plumage.head != plumage.body and not look.colour:
        parts.append(Part(ellipse(head_at.real, head_at.imag, 0.118, 0.108, 22), plumage.head))
    parts += [Part(folded, wing_tone, 0.7), merged(feathers, darker(wing_tone, 0.35), 0),
        *bill(head_at + 0.1 + 0.005j, plumage)]  # fmt: skip
    return [*parts, *eye_of(head_at + 0.045 + 0.025j, 0.018)]


SONGBIRD = Plumage("#4a5468", "#3a4254", "#4a5468", "#c9b9a4", bill_size=0.09)
CROW = Plumage("#1f2127", "#191b21", "#1f2127", "#2a2c34", bill_size=0.13, span=1.0)
GULL = Plumage("#ecebe6", "#9aa3ad", "#f2f1ec", "#f6f5f0", ORANGE, 0.12, 0.01, 1.15, 0.24, feet=ORANGE)
EAGLE = Plumage("#4a3525", "#3d2b1e", "#ece5d6", "#5a4230", "#e2a93a", 0.12, 0.035, 1.25, 0.42, broad=True,
    feet="#d9a23a", legs=0.12)  # fmt: skip
HAWK = Plumage("#7a5a3e", "#5f4530", "#7a5a3e", "#d6c3a2", "#4a4038", 0.09, 0.03, 1.1, 0.38, broad=True, feet="#d9a23a")
DOVE = Plumage("#eceae6", "#dcdad6", "#eceae6", "#f6f4f0", "#d79a8a", 0.07)
PARROT = Plumage("#c8322c", "#2f6fb8", "#c8322c", "#d8483a", "#2f2a28", 0.09, 0.05, 0.95, 0.3, tail=0.62)
GOOSE = Plumage("#8d7d6a", "#6f6252", "#3a342e", "#c9beac", "#2e2a28", 0.1, span=1.05, neck=0.3, feet="#3a3430")
DUCK = Plumage("#8b7a66", "#6b5d4e", "#2f6a4a", "#b9ad9c", "#e0ac3a", 0.12, span=0.85, neck=0.16, tail=0.2, feet=ORANGE)
SWAN = Plumage("#f1efe9", "#e2dfd8", "#f1efe9", "#f8f6f1", "#e0782c", 0.12, span=1.15, neck=0.4, tail=0.16)
SWALLOW = Plumage("#26344e", "#1e2a40", "#26344e", "#e6d9c8", bill_size=0.05, span=1.0, chord=0.2, tail=0.46)


def flock_motion(action: str) -> Motion:
    """All beat, each in its own time."""
    return Motion(8, 0.8, 0.7, bob=0.02)


def flock(look: Look) -> list[Part]:
    """Many birds far away as one figure: a loose wedge."""
    tone = look.colour or "#2c2f38"
    shapes = []
    for k in range(11):
        side, row = (-1) ** k, (k + 1) // 2
        at = complex(0.75 - row * 0.27 + 0.05 * math.sin(k * 2.3), 0.52 + side * row * 0.085 + 0.03 * math.cos(k * 1.7))
        shapes.append(_far_bird(at, 0.13 - 0.004 * row, look.phase + k * 0.29))
    return [merged(shapes, tone, 0.3)]


def _far_bird(at: complex, size: float, phase: float) -> Shape:
    lift, lag = 0.55 * wave(phase), 0.55 * wave(phase, 0.15)
    line = []
    for side in (-1, 1):
        line.append((at + size * side * (0.5 + 0.0j) + size * lift * 0.9j * 1.0,
            at + size * side * 1.05 + size * (lift * 0.5 + lag) * 1j))  # fmt: skip
    (la, lb), (ra, rb) = line
    front = [lb, la + size * 0.1j, at + size * 0.1j, ra + size * 0.1j, rb]
    back = [ra - size * 0.12j, at - size * 0.12j + size * 0.0, la - size * 0.12j]
    return closed([*front, *back], 3)
