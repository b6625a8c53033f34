"""Whales, orcas, dolphins, sharks and seals: bodies that bend as they swim, leap and breach."""

import cmath
import math
from collections.abc import Callable
from dataclasses import dataclass

from generation.engines.animatic.figures.creatures.bones import Points, band, closed, wave
from generation.engines.animatic.figures.creatures.coats import CATCHLIGHT, EYE, darker, lighter
from generation.engines.animatic.figures.creatures.quadruped import merged
from generation.engines.animatic.figures.part import Look, Motion, Part
from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.raster import Shape

FOAM = "#eef5f6"
LEAP_CEL_SECONDS = 0.125  # drawn less often, a leap would melt instead of move
Warp = Callable[[complex], complex]


@dataclass(frozen=True)
class Swimmer:
    """A body along x, its nose at about +1 and its tail at -1, its middle at 0. `belly`, `fin`, `flipper`, `fluke`
    are laid on it; `grooves` are lines of the throat, `patches` pale marks."""

    outline: tuple[complex, ...]
    belly: tuple[complex, ...]
    fluke: tuple[complex, ...]
    fin: tuple[complex, ...]
    flipper: tuple[complex, ...]
    eye: complex
    colour: str
    pale: str = "#cfd8da"
    grooves: tuple[tuple[complex, ...], ...] = ()
    patches: tuple[tuple[complex, ...], ...] = ()
    mouth: tuple[complex, ...] = ()
    beat: float = 0.1


_FLUKE = (-0.86 + 0.05j, -1.02 + 0.09j, -1.2 + 0.24j, -1.3 + 0.3j, -1.24 + 0.12j, -1.16 + 0.0j,
    -1.26 - 0.1j, -1.36 - 0.2j, -1.2 - 0.16j, -1.0 - 0.04j, -0.86 - 0.04j)  # fmt: skip
WHALE = Swimmer(outline=(-0.95 + 0.03j, -0.6 + 0.13j, -0.2 + 0.24j, 0.2 + 0.29j, 0.6 + 0.27j, 0.9 + 0.17j,
    1.06 + 0.03j, 1.02 - 0.1j, 0.8 - 0.25j, 0.4 - 0.32j, 0.0 - 0.27j, -0.4 - 0.15j, -0.8 - 0.05j),
    belly=(1.04 - 0.06j, 0.8 - 0.25j, 0.4 - 0.32j, 0.0 - 0.27j, -0.3 - 0.18j, 0.0 - 0.15j, 0.4 - 0.14j,
    0.8 - 0.1j), fluke=_FLUKE, fin=(-0.34 + 0.19j, -0.44 + 0.27j, -0.5 + 0.28j, -0.52 + 0.14j),
    flipper=(0.44 - 0.14j, 0.34 - 0.3j, 0.12 - 0.52j, -0.12 - 0.66j, -0.02 - 0.42j, 0.16 - 0.18j),
    eye=0.7 - 0.02j, colour="#3c4f62", grooves=tuple(tuple(complex(x, y + 0.03 * k) for x,
    y in ((0.94 - 0.03 * k, -0.16), (0.6, -0.25), (0.14, -0.22))) for k in range(4)), mouth=(1.04 - 0.03j,
    0.86 - 0.03j, 0.7 - 0.09j))  # fmt: skip
ORCA = Swimmer(outline=(-0.95 + 0.03j, -0.6 + 0.14j, -0.2 + 0.26j, 0.2 + 0.3j, 0.56 + 0.26j, 0.8 + 0.14j,
    0.94 + 0.0j, 0.9 - 0.12j, 0.66 - 0.24j, 0.3 - 0.29j, -0.1 - 0.25j, -0.46 - 0.14j, -0.8 - 0.04j),
    belly=(0.92 - 0.08j, 0.66 - 0.24j, 0.3 - 0.29j, -0.1 - 0.25j, -0.5 - 0.13j, -0.62 - 0.01j,
    -0.44 - 0.04j, -0.1 - 0.14j, 0.3 - 0.16j, 0.66 - 0.1j), fluke=_FLUKE, fin=(0.18 + 0.27j, 0.06 + 0.52j,
    -0.06 + 0.72j, -0.12 + 0.74j, -0.1 + 0.5j, -0.08 + 0.25j), flipper=(0.5 - 0.12j, 0.46 - 0.34j,
    0.3 - 0.52j, 0.18 - 0.5j, 0.22 - 0.3j, 0.3 - 0.14j), eye=0.72 + 0.0j, colour="#16191f", pale="#f0f0ec",
    patches=((0.72 + 0.1j, 0.62 + 0.15j, 0.46 + 0.14j, 0.5 + 0.07j, 0.64 + 0.05j),))  # fmt: skip
DOLPHIN = Swimmer(outline=(-0.95 + 0.03j, -0.6 + 0.11j, -0.2 + 0.2j, 0.16 + 0.22j, 0.46 + 0.2j,
    0.64 + 0.13j, 0.74 + 0.04j, 0.96 + 0.0j, 0.97 - 0.05j, 0.74 - 0.07j, 0.56 - 0.14j, 0.2 - 0.2j,
    -0.2 - 0.15j, -0.6 - 0.06j), belly=(0.94 - 0.04j, 0.74 - 0.07j, 0.56 - 0.14j, 0.2 - 0.2j, -0.2 - 0.15j,
    -0.44 - 0.09j, -0.1 - 0.06j, 0.3 - 0.06j, 0.6 - 0.02j), fluke=_FLUKE, fin=(0.1 + 0.2j, -0.04 + 0.34j,
    -0.2 + 0.42j, -0.15 + 0.3j, -0.14 + 0.18j), flipper=(0.4 - 0.1j, 0.3 - 0.26j, 0.12 - 0.4j, 0.14 - 0.24j,
    0.22 - 0.12j), eye=0.58 + 0.03j, colour="#58738a", pale="#dbe4e8", mouth=(0.95 - 0.03j, 0.74 - 0.02j,
    0.64 - 0.03j))  # fmt: skip
SHARK = Swimmer(outline=(-0.95 + 0.02j, -0.6 + 0.08j, -0.2 + 0.19j, 0.2 + 0.23j, 0.6 + 0.19j, 0.9 + 0.08j,
    1.04 + 0.0j, 0.9 - 0.06j, 0.78 - 0.12j, 0.5 - 0.19j, 0.1 - 0.2j, -0.3 - 0.13j, -0.7 - 0.03j),
    belly=(0.98 - 0.03j, 0.78 - 0.12j, 0.5 - 0.19j, 0.1 - 0.2j, -0.3 - 0.13j, -0.6 - 0.03j, -0.2 - 0.04j,
    0.2 - 0.06j, 0.6 - 0.04j), fluke=(-0.84 + 0.04j, -1.02 + 0.18j, -1.2 + 0.42j, -1.26 + 0.44j,
    -1.18 + 0.2j, -1.08 + 0.02j, -1.14 - 0.16j, -1.18 - 0.24j, -1.0 - 0.12j, -0.84 - 0.02j),
    fin=(0.26 + 0.21j, 0.06 + 0.42j, -0.1 + 0.54j, -0.08 + 0.36j, -0.06 + 0.18j), flipper=(0.44 - 0.12j,
    0.24 - 0.34j, -0.02 - 0.5j, 0.06 - 0.3j, 0.16 - 0.14j), eye=0.78 + 0.05j, colour="#6d7c88",
    pale="#e2e6e6", grooves=tuple((complex(0.5 - 0.05 * k, 0.06), complex(0.47 - 0.05 * k, -0.07))
    for k in range(4)), mouth=(0.94 - 0.05j, 0.82 - 0.08j, 0.7 - 0.06j), beat=0.07)  # fmt: skip


def arched(curve: float, heading: float, at: complex, size: float) -> Warp:
    """A body bent into an arc and turned, for a leap."""

    def warp(p: complex) -> complex:
        angle = -curve * p.real
        centre = complex(math.sin(angle), 1 - math.cos(angle)) / -curve if curve else complex(p.real, 0)
        return at + (centre + 1j * p.imag * cmath.exp(1j * angle)) * size * cmath.exp(1j * heading)

    return warp


def undulating(beat: float, phase: float, at: complex, size: float) -> Warp:
    """A body that beats its tail up and down."""

    def warp(p: complex) -> complex:
        back = max(0.0, 0.35 - p.real)
        lift = beat * back * back * wave(phase, 0.25 + 0.16 * back) - beat * 0.12 * wave(phase, 0.25)
        return at + (p + lift * 1j) * size

    return warp


def body(look: Look, kind: Swimmer, warp: Warp) -> list[Part]:
    """Every part of a swimmer, warped."""
    base = look.colour or kind.colour
    pale = lighter(base, 0.55) if look.colour else kind.pale

    def shape(points: Points, steps: int = 5) -> Shape:
        return closed([warp(p) for p in points], steps)

    paddle = 0.12 * wave(look.phase, 0.1)
    flipper = [kind.flipper[0] + (p - kind.flipper[0]) * cmath.exp(1j * paddle) for p in kind.flipper]
    far = [p * 0.9 + 0.06 - 0.01j for p in flipper]
    parts = [Part(shape(far), darker(base, 0.45)), merged([shape(kind.outline), shape(kind.fluke, 4),
        shape(kind.fin, 4)], base)]  # fmt: skip
    parts += [Part(shape(kind.belly), pale, 0.4), *(Part(shape(patch), pale, 0.3) for patch in kind.patches)]
    if kind.grooves:
        size = abs(warp(0.1) - warp(0)) * 10
        parts.append(merged([band([warp(p) for p in line], [0.007 * size] * len(line))
            for line in kind.grooves], darker(pale, 0.3), 0))  # fmt: skip
    if kind.mouth:
        size = abs(warp(0.1) - warp(0)) * 10
        parts.append(Part(band([warp(p) for p in kind.mouth], [0.007 * size] * 3), darker(base, 0.5), 0))
    eye, glint = warp(kind.eye), warp(kind.eye + 0.006 + 0.008j)
    size = abs(warp(kind.eye + 0.1) - eye) * 10
    return [*parts, Part(shape(flipper), darker(base, 0.2), 0.8), Part(ellipse(eye.real, eye.imag,
        0.022 * size, 0.02 * size, 12), EYE, 0), Part(ellipse(glint.real, glint.imag, 0.007 * size,
        0.007 * size, 8), CATCHLIGHT, 0)]  # fmt: skip


def spray(look: Look, half: float, power: float) -> list[Part]:
    """Foam where a body breaks the water, and drops in the air."""
    if power < 0.05:
        return []
    rng, foam, mist = look.rng, [], []
    for k in range(13):
        x = half * (2 * k / 12 - 1)
        tall = (0.04 + 0.09 * rng.random()) * power * (1.2 - abs(x) / half * 0.7)
        foam.append(ellipse(x, 0.0, 0.06 + 0.05 * rng.random(), tall, 12))
    for _ in range(20):
        x, speed, start = rng.uniform(-half, half), rng.uniform(0.25, 0.6), rng.random()
        t = (look.phase + start) % 1.0
        mist.append(ellipse(x * (1 + 0.4 * t), speed * power * 4 * t * (1 - t), 0.011, 0.013, 8))
    return [merged(foam, FOAM, 0.4), merged(mist, FOAM, 0.2)]


def under_water(look: Look) -> bool:
    """Whether all of it is to be seen."""
    return look.swims


def leaper(
    kind: Swimmer, size: float, high: float, forward: float, curve: float, steep: float
) -> Callable[[Look], list[Part]]:
    """A drawer of what leaps from the sea: highest at phase 0, under water half a cycle later."""

    def draw(look: Look) -> list[Part]:
        if under_water(look):
            return body(look, kind, undulating(kind.beat * 2.2, look.phase, 0.5j, size))
        if look.action in ("swimming", "floating", "spouting", "diving"):
            return surfaced(look, kind, size)
        turn = 2 * math.pi * look.phase
        heart = complex(forward * math.sin(turn), high * (math.cos(turn) * 0.72 + 0.28))
        heading = steep - 0.75 * math.sin(turn)
        wet = max(0.0, 1 - abs(heart.imag) / (high * 1.5))
        return [*body(look, kind, arched(curve, heading, heart, size)), *spray(look, size * 0.75, 0.1 + wet)]

    return draw


def surfaced(look: Look, kind: Swimmer, size: float) -> list[Part]:
    """The back above the water, a spout, the fluke behind."""
    roll = 0.05 * wave(look.phase)
    parts = body(look, kind, arched(0.5, 0.06 * wave(look.phase, 0.2), (-0.02 + roll) * 1j * size, size))
    jet = 0.5 + 0.5 * wave(look.phase)
    if kind is WHALE or kind is ORCA:
        at = complex(0.52, 0.22) * size
        plume = [Part(band([at, at + (0.16j * jet + 0.02) * size, at + complex(dx,
            0.3 + 0.16 * jet) * size], (0.02 * size, 0.045 * size, 0.075 * size * jet + 0.01)), FOAM, 0.2)
            for dx in (-0.1, 0.05)]  # fmt: skip
        parts = [*plume, *parts]
    return [*parts, *spray(look, size * 0.9, 0.3)]


def leap_motion(seconds: float) -> Callable[[str], Motion]:
    """It leaps again and again, or swims along."""

    def motion(action: str) -> Motion:
        if action in ("swimming", "floating", "spouting", "diving"):
            return Motion(10, seconds, 0.16, bob=0.02)
        return Motion(round(seconds / LEAP_CEL_SECONDS), seconds)

    return motion


def shark(look: Look) -> list[Part]:
    """A shark: whole under water, else its fin and back cutting the surface."""
    if under_water(look):
        return body(look, SHARK, undulating(0.16, look.phase, 0.5j, 0.8))
    if look.action in ("jumping", "breaching", "leaping"):
        return leaper(SHARK, 0.62, 0.42, 0.2, 0.5, 0.8)(look)
    parts = body(look, SHARK, undulating(0.1, look.phase, (0.3 + 0.02 * wave(look.phase)) * 1j - 0.45j, 1.0))
    return [*parts, *spray(look, 0.7, 0.18)]


def shark_motion(action: str) -> Motion:
    """It cruises."""
    return Motion(10, 2.2, 0.35)


def seal_motion(action: str) -> Motion:
    """It looks about, claps or swims."""
    return Motion(8, 2.6)


def seal(look: Look) -> list[Part]:
    """A seal resting on the shore, its head raised."""
    base = look.colour or "#6b6660"
    nod, clap = 0.02 * wave(look.phase), 0.1 * wave(look.phase, 0.3)
    if under_water(look):
        nod = 0.05 * wave(look.phase)
    trunk = band([-0.95 + 0.1j, -0.6 + 0.16j, -0.2 + 0.24j, 0.2 + 0.3j, 0.44 + 0.52j, 0.52 + 0.76j + nod],
        (0.06, 0.14, 0.23, 0.26, 0.19, 0.14), 6)  # fmt: skip
    head = 0.58 + 0.84j + nod
    skull = closed([head + p for p in (-0.18 - 0.08j, -0.14 + 0.1j, 0.02 + 0.16j, 0.16 + 0.1j, 0.24 + 0.02j,
        0.32 - 0.02j, 0.33 - 0.09j, 0.22 - 0.14j, 0.04 - 0.17j)], 4)  # fmt: skip
    tail = closed([-0.9 + 0.12j, -1.08 + 0.16j + clap * 0.4j, -1.22 + 0.2j + clap * 0.5j, -1.16 + 0.08j,
        -1.2 + 0.02j, -0.92 + 0.05j], 4)  # fmt: skip
    flipper = closed([0.3 + 0.26j, 0.36 + 0.12j, 0.52 + 0.02j + clap * 0.3j, 0.62 + 0.0j + clap * 0.4j,
        0.5 + 0.1j, 0.46 + 0.26j], 4)  # fmt: skip
    far = closed([0.06 + 0.1j, 0.1 + 0.02j, -0.16 + 0.0j, -0.2 + 0.03j, -0.06 + 0.12j], 4)
    belly = band([-0.3 + 0.08j, 0.1 + 0.1j, 0.4 + 0.3j, 0.6 + 0.62j + nod], (0.02, 0.07, 0.08, 0.03), 5)
    spots = [ellipse(-0.5 + 0.17 * k, 0.27 + 0.05 * ((k * 5) % 3) + 0.02 * k, 0.028, 0.02, 10) for k in range(5)]
    nose, eye = head + 0.31 - 0.025j, head + 0.13 + 0.045j
    whiskers = [band([head + 0.25 - 0.07j, head + 0.36 - (0.12 + 0.04 * k) * 1j], (0.004, 0.0015)) for k in range(3)]
    return [Part(tail, darker(base, 0.2)), merged([trunk, skull], base), Part(belly, lighter(base, 0.3),
        0.3), merged(spots, darker(base, 0.3), 0), Part(far, darker(base, 0.3)), Part(flipper, darker(base,
        0.22)), merged(whiskers, "#e9e4da", 0), Part(ellipse(nose.real, nose.imag, 0.035, 0.026, 12), EYE,
        0.5), Part(ellipse(eye.real, eye.imag, 0.032, 0.034, 14), EYE, 0), Part(ellipse(eye.real + 0.01,
        eye.imag + 0.012, 0.01, 0.01, 8), CATCHLIGHT, 0)]  # fmt: skip
