"""Fish and shoals, turtle, octopus, jellyfish and crab."""

import cmath
import math

from generation.engines.animatic.figures.creatures.bones import band, bone, closed, turned, wave
from generation.engines.animatic.figures.creatures.coats import CATCHLIGHT, EYE, darker, lighter
from generation.engines.animatic.figures.creatures.quadruped import merged
from generation.engines.animatic.figures.part import Look, Motion, Part
from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.raster import Shape

BRIGHT = ("#f08a3c", "#f2c84a", "#4a9ad8", "#d85a7a")
_FISH = (0.72 + 0.02j, 0.58 + 0.16j, 0.3 + 0.3j, -0.04 + 0.3j, -0.36 + 0.16j, -0.56 + 0.05j, -0.56 - 0.05j,
    -0.36 - 0.14j, -0.04 - 0.28j, 0.3 - 0.27j, 0.58 - 0.14j)  # fmt: skip
_TAIL = (-0.5 + 0.06j, -0.7 + 0.2j, -0.95 + 0.34j, -0.86 + 0.06j, -0.82 + 0.0j, -0.86 - 0.06j,
    -0.95 - 0.34j, -0.7 - 0.2j, -0.5 - 0.06j)  # fmt: skip


def fish_motion(action: str) -> Motion:
    """The tail beats."""
    return Motion(8, 0.7, 0.5, bob=0.02)


def fish(look: Look) -> list[Part]:
    """One bright fish with two pale bands."""
    base = look.colour or BRIGHT[int(look.rng.integers(4))]
    beat = wave(look.phase)

    def at(p: complex) -> complex:
        back = max(0.0, 0.1 - p.real)
        away = (1 + beat) * (0.1 * back * back if p.real < -0.5 else 0.0)
        across = p.real * (1 - 0.06 * back * (1 + beat)) + away
        return complex(across, 0.5 + p.imag + 0.05 * back * back * wave(look.phase, 0.2))

    tail = closed([at(complex(-0.5 + (p.real + 0.5) * (0.72 + 0.28 * beat), p.imag * (1.05 - 0.08 * beat)))
        for p in _TAIL], 4)  # fmt: skip
    top = closed([at(p) for p in (0.3 + 0.26j, 0.14 + 0.46j, -0.1 + 0.48j, -0.4 + 0.34j, -0.36 + 0.14j, 0.0 + 0.2j)], 4)
    keel = closed([at(p) for p in (0.06 - 0.24j, -0.08 - 0.42j, -0.3 - 0.38j, -0.3 - 0.14j)], 4)
    bands = []
    for x, half in ((0.3, 0.265), (-0.2, 0.22)):
        bands.append(closed([at(p) for p in (complex(x + 0.05, half), complex(x + 0.08, 0.0),
            complex(x + 0.04, -half), complex(x - 0.06, -half), complex(x - 0.03, 0.0), complex(x - 0.07,
            half))], 4))  # fmt: skip
    fin = [at(0.2 - 0.06j), at(0.02 - 0.02j + 0.1j * beat), at(-0.04 - 0.12j + 0.06j * beat), at(0.12 - 0.16j)]
    eye = at(0.52 + 0.05j)
    return [Part(tail, darker(base, 0.12), 0.4), merged([top, keel], darker(base, 0.2), 0.4),
        Part(closed([at(p) for p in _FISH], 5), base), Part(closed([at(p) for p in (0.66 - 0.06j,
        0.3 - 0.27j, -0.04 - 0.28j, -0.36 - 0.14j, 0.0 - 0.16j, 0.4 - 0.14j)], 4), lighter(base, 0.35),
        0.4), merged(bands, "#f8f2e6", 0.25), Part(closed(fin, 4), darker(base, 0.25), 0.5),
        Part(ellipse(eye.real, eye.imag, 0.052, 0.052, 16), "#f8f6ee", 0.2), Part(ellipse(eye.real + 0.01,
        eye.imag, 0.031, 0.033, 12), EYE, 0), Part(ellipse(eye.real + 0.022, eye.imag + 0.014, 0.01, 0.01,
        8), CATCHLIGHT, 0), Part(band([at(0.71 - 0.02j), at(0.62 - 0.05j)], (0.008, 0.004)), darker(base,
        0.5), 0)]  # fmt: skip


def shoal_motion(action: str) -> Motion:
    """All tails beat, each in its own time."""
    return Motion(8, 0.9, 0.4, bob=0.01)


def shoal(look: Look) -> list[Part]:
    """Some thirty small fish as one figure."""
    base = look.colour or "#9db4c4"
    near: list[Shape] = []
    far: list[Shape] = []
    eyes: list[Shape] = []
    for k in range(30):
        turn, ring = k * 2.399963, math.sqrt((k + 0.5) / 30)
        at = complex(0.95 * ring * math.cos(turn), 0.5 + 0.36 * ring * math.sin(turn))
        at += 0.02 * cmath.exp(2j * math.pi * (look.phase + k * 0.13))
        size = 0.1 + 0.035 * ((k * 7) % 5) / 4
        shape = _small_fish(at, size, look.phase * 2 + k * 0.31)
        (near if k % 2 else far).append(shape)
        if k % 2:
            eyes.append(ellipse(at.real + size * 0.58, at.imag + size * 0.06, size * 0.07, size * 0.08, 8))
    return [merged(far, darker(base, 0.28), 0.8), merged(near, base, 0.9), merged(eyes, EYE, 0)]


def _small_fish(at: complex, size: float, phase: float) -> Shape:
    wag = 0.16 * wave(phase)
    points = (0.9 + 0.0j, 0.5 + 0.24j, 0.0 + 0.28j, -0.5 + (0.1 + wag * 0.4) * 1j, -1.0 + (0.3 + wag) * 1j,
        -0.86 + wag * 1j, -1.0 + (-0.3 + wag) * 1j, -0.5 + (-0.1 + wag * 0.4) * 1j, 0.0 - 0.26j,
        0.5 - 0.22j)  # fmt: skip
    return closed([at + p * size for p in points], 3)


def turtle_motion(action: str) -> Motion:
    """Slow strokes."""
    return Motion(14, 1.8, 0.3, bob=0.02)


def turtle(look: Look) -> list[Part]:
    """A sea turtle gliding on slow strokes."""
    shell_tone, skin = look.colour or "#5d7344", "#8fa87c"
    stroke = 0.5 * wave(look.phase, 0.05)
    shell = closed((0.56 + 0.46j, 0.42 + 0.66j, 0.12 + 0.8j, -0.24 + 0.8j, -0.56 + 0.66j, -0.78 + 0.46j,
        -0.4 + 0.4j, 0.1 + 0.37j), 6)  # fmt: skip
    under = closed((0.54 + 0.46j, 0.1 + 0.4j, -0.4 + 0.42j, -0.72 + 0.46j, -0.5 + 0.34j, 0.0 + 0.28j, 0.4 + 0.33j), 5)
    head = closed((0.5 + 0.56j, 0.64 + 0.66j, 0.82 + 0.7j, 0.95 + 0.64j, 0.98 + 0.56j, 0.88 + 0.5j,
        0.68 + 0.46j, 0.5 + 0.44j), 5)  # fmt: skip
    rim = band([0.55 + 0.47j, 0.1 + 0.41j, -0.4 + 0.43j, -0.76 + 0.47j], (0.02, 0.035, 0.035, 0.01))
    plates = []
    for row, count, y in ((0, 4, 0.7), (1, 5, 0.53)):
        for k in range(count):
            middle = complex(-0.06 + (k - (count - 1) / 2) * (0.245 if row else 0.215) - 0.03,
                y - 0.012 * abs(k - (count - 1) / 2) ** 2 * (2.6 if row == 0 else 0.8))  # fmt: skip
            plates.append(closed([middle + complex(dx, dy) for dx, dy in ((-0.095, -0.005), (-0.055, 0.062),
                (0.05, 0.062), (0.095, 0.0), (0.05, -0.065), (-0.05, -0.065))], 3))  # fmt: skip

    def flipper(root: complex, turn: float, size: float) -> Shape:
        points = (0.08 + 0.0j, 0.12 - 0.16j, 0.02 - 0.4j, -0.16 - 0.62j, -0.26 - 0.66j, -0.2 - 0.44j,
            -0.12 - 0.2j, -0.1 + 0.02j)  # fmt: skip
        return closed([root + turned(p, turn) * size for p in points], 5)

    eye = 0.84 + 0.61j
    return [Part(flipper(0.42 + 0.44j, 0.5 - stroke, 0.8), darker(skin, 0.35)), Part(flipper(-0.56 + 0.44j,
        -0.5 - stroke * 0.5, 0.5), darker(skin, 0.2)), Part(head, skin), Part(under, lighter(skin, 0.35),
        0.6), Part(shell, shell_tone), merged(plates, darker(shell_tone, 0.38), 0.7), Part(rim,
        lighter(shell_tone, 0.3), 0.6), Part(flipper(0.34 + 0.42j, -0.1 + stroke, 0.95), skin),
        merged([ellipse(0.3 - 0.03 * k, 0.3 - 0.08 * k, 0.022, 0.018, 8) for k in range(1)], darker(skin,
        0.3), 0), Part(ellipse(eye.real, eye.imag, 0.026, 0.026, 12), EYE, 0),
        Part(ellipse(eye.real + 0.008, eye.imag + 0.01, 0.008, 0.008, 8), CATCHLIGHT, 0),
        Part(band([0.975 + 0.57j, 0.88 + 0.545j, 0.8 + 0.55j], (0.006, 0.006, 0.003)), darker(skin, 0.55),
        0)]  # fmt: skip


def pulse_motion(action: str) -> Motion:
    """The bell closes and opens."""
    return Motion(10, 2.4, bob=0.04)


def jellyfish(look: Look) -> list[Part]:
    """A glowing bell that pulses, its arms trailing."""
    base = look.colour or ("#e88ad0", "#8ad0f0", "#c8a0f0")[int(look.rng.integers(3))]
    pulse, lift = wave(look.phase), 0.02 * wave(look.phase, 0.2)
    wide, tall = 0.3 * (1 + 0.1 * pulse), 0.34 * (1 - 0.1 * pulse)
    foot = 0.64 + lift
    dome = [complex(wide * math.cos(a) * (1.0 if math.sin(a) > 0.25 else 0.97), foot + tall * math.sin(a))
        for a in [math.pi * k / 10 for k in range(11)]]  # fmt: skip
    hem = [complex(wide * (-0.8 + 0.2 * k), foot - 0.03 + (0.035 if k % 2 else 0.0)) for k in range(9)]
    arms = []
    for k in range(9):
        x = wide * (-0.72 + 0.18 * k)
        long = 0.5 + 0.14 * ((k * 5) % 4) / 3
        line = [complex(x * (1 - 0.2 * t) + 0.05 * t * wave(look.phase, 0.8 * t + 0.13 * k),
            foot - long * t) for t in (0.0, 0.3, 0.6, 1.0)]  # fmt: skip
        arms.append(band(line, (0.012, 0.01, 0.008, 0.002), 5))
    frills = []
    for k in range(3):
        x = -0.09 + 0.09 * k
        line = [complex(x + 0.05 * t * wave(look.phase, t + 0.3 * k), foot - 0.42 * t) for t in (0.0, 0.25,
            0.5, 0.75, 1.0)]  # fmt: skip
        frills.append(band(line, (0.04, 0.05, 0.036, 0.03, 0.004), 4))
    veins = [band([complex(wide * s * 0.3, foot + tall * 0.92), complex(wide * s * 0.62, foot + tall * 0.5),
        complex(wide * s * 0.74, foot + 0.02)], (0.004, 0.007, 0.004))
        for s in (-1.1, -0.5, 0.0, 0.5, 1.1)]  # fmt: skip
    return [merged(arms, darker(base, 0.2), 0.3), merged(frills, lighter(base, 0.2), 0.6),
        Part(closed([*dome, *hem], 4), base), merged(veins, lighter(base, 0.35), 0), Part(ellipse(0,
        foot + tall * 0.45, wide * 0.42, tall * 0.24, 20), lighter(base, 0.3), 0, True)]  # fmt: skip


def octopus_motion(action: str) -> Motion:
    """Arms curl and uncurl."""
    return Motion(10, 2.8, 0.1, bob=0.02)


def octopus(look: Look) -> list[Part]:
    """An octopus on its eight arms."""
    base = look.colour or "#b4523e"
    breath = 0.02 * wave(look.phase)
    far: list[Shape] = []
    near: list[Shape] = []
    for k in range(8):
        side = -1 if k % 2 else 1
        out = 0.22 + 0.17 * (k // 2)
        curl = 0.14 * wave(look.phase, 0.11 * k)
        root = side * 0.06 * (1 + k // 3) + 0.36j
        line = [root, side * out * 0.6 + (0.3 - 0.05 * (k // 2)) * 1j,
            side * (out + 0.1) + (0.08 + 0.02 * (k // 2)) * 1j, side * (out + 0.34) + (0.05 + max(0.0,
            curl)) * 1j, side * (out + 0.3 + 0.1 * curl) + (0.18 + curl * 0.9) * 1j]  # fmt: skip
        (far if k < 4 and k % 3 == 0 else near).append(band(line, (0.1, 0.085, 0.06, 0.036, 0.006), 5))
    mantle = closed([complex(p.real, p.imag + breath) for p in (-0.2 + 0.42j, -0.32 + 0.66j, -0.34 + 0.88j,
        -0.16 + 1.02j, 0.08 + 0.98j, 0.24 + 0.8j, 0.24 + 0.58j, 0.18 + 0.4j)], 6)  # fmt: skip
    spots = [ellipse(-0.22 + 0.09 * k, 0.86 + 0.05 * ((k * 3) % 4) - 0.03 * k, 0.026, 0.02, 8) for k in range(5)]
    suckers = [ellipse(s * (0.3 + 0.08 * k), 0.075 + 0.01 * k, 0.018, 0.012, 8) for s in (-1, 1) for k in range(4)]
    parts = [merged(far, darker(base, 0.35)), merged([mantle, *near], base), merged(spots, darker(base,
        0.25), 0), merged(suckers, lighter(base, 0.4), 0.3)]  # fmt: skip
    for x in (-0.06, 0.15):
        parts += [Part(ellipse(x, 0.56 + breath, 0.055, 0.05, 16), "#efe2b8", 0.4), Part(ellipse(x + 0.005,
            0.56 + breath, 0.034, 0.014, 12), EYE, 0)]  # fmt: skip
    return parts


def crab_motion(action: str) -> Motion:
    """It scuttles."""
    return Motion(8, 0.6, 0.8 if action in ("walking", "running") else 0.0)


def crab(look: Look) -> list[Part]:
    """A crab, seen from the front, claws raised."""
    base = look.colour or "#c4472e"
    legs = []
    for side in (-1, 1):
        for k in range(4):
            step = 0.05 * wave(look.phase, 0.25 * k + (0.5 if side > 0 else 0.0))
            foot = complex(side * (0.62 + 0.15 * k) + step, 0.06 * max(0.0, wave(look.phase, 0.25 * k + 0.25)))
            legs.append(band([side * (0.32 + 0.03 * k) + 0.3j,
                side * (0.54 + 0.12 * k) + (0.5 - 0.07 * k) * 1j, foot + 0.012j], (0.045, 0.038, 0.01)))  # fmt: skip
    shell = closed((-0.52 + 0.44j, -0.36 + 0.62j, 0.0 + 0.68j, 0.36 + 0.62j, 0.52 + 0.44j, 0.34 + 0.24j,
        0.0 + 0.18j, -0.34 + 0.24j), 6)  # fmt: skip
    parts = [merged(legs, darker(base, 0.15))]
    for side in (-1, 1):
        open_claw = 0.12 + 0.1 * wave(look.phase, 0.3 * side)
        wrist = side * 0.78 + (0.72 + 0.03 * wave(look.phase)) * 1j
        arm = [bone(side * 0.42 + 0.42j, side * 0.72 + 0.46j, (0.06, 0.05), (0.055, 0.055)),
            bone(side * 0.72 + 0.46j, wrist, (0.05, 0.06), (0.06, 0.06))]  # fmt: skip
        claws = []
        for turn, size in ((open_claw, 1.0), (-open_claw, 0.8)):
            points = (-0.06 - 0.06j, -0.1 + 0.1j, 0.0 + 0.3j, 0.03 + 0.3j, 0.05 + 0.1j, 0.06 - 0.05j)
            claws.append(closed([wrist + complex(side * q.real, q.imag) for q in (turned(p * size + 0.02,
                -turn - 0.15 + 0.3 * (size < 1)) for p in points)], 4))  # fmt: skip
        parts.append(merged([*arm, *claws], base))
    parts.append(Part(shell, base))
    parts.append(merged([ellipse(x, y, 0.05, 0.03, 12) for x, y in ((-0.24, 0.52), (0.24, 0.52), (0.0,
        0.58))], lighter(base, 0.2), 0.4))  # fmt: skip
    parts.append(Part(band([-0.14 + 0.3j, 0.0 + 0.275j, 0.14 + 0.3j], (0.008, 0.01, 0.008)), darker(base, 0.5), 0))
    for x in (-0.13, 0.13):
        stalk = complex(x, 0.78 + 0.01 * wave(look.phase, 0.2))
        parts += [Part(band([complex(x * 0.9, 0.6), stalk], (0.025, 0.022)), base), Part(ellipse(stalk.real,
            stalk.imag, 0.05, 0.052, 14), EYE, 0.5), Part(ellipse(stalk.real + 0.015, stalk.imag + 0.018,
            0.013, 0.013, 8), CATCHLIGHT, 0)]  # fmt: skip
    return parts


def ray_motion(action: str) -> Motion:
    """Its wings roll."""
    return Motion(10, 2.4, 0.4, bob=0.03)


def ray(look: Look) -> list[Part]:
    """A manta ray gliding, seen a little from above."""
    base = look.colour or "#3d4a58"

    def at(x: float, y: float) -> complex:
        return complex(x + 0.3 * y, 0.5 + 0.42 * y + 0.3 * y * y * wave(look.phase, 0.12 * abs(y)))

    disc = [at(0.62, 0.0), at(0.46, 0.3), at(0.12, 0.7), at(-0.22, 1.0), at(-0.12, 0.6), at(-0.36, 0.22),
        at(-0.46, 0.0), at(-0.36, -0.22), at(-0.12, -0.6), at(-0.22, -1.0), at(0.12, -0.7), at(0.46, -0.3)]  # fmt: skip
    horns = [band([at(0.56, y), at(0.76, y * 1.2)], (0.05, 0.02)) for y in (-0.16, 0.16)]
    tail = band([at(-0.4, 0.0), at(-0.8, 0.03), at(-1.25, 0.02 + 0.05 * wave(look.phase))], (0.04, 0.016, 0.003))
    marks = [closed([at(0.24, s * 0.16), at(0.14, s * 0.42), at(-0.04, s * 0.5), at(0.06, s * 0.2)], 4)
        for s in (-1, 1)]  # fmt: skip
    eyes = [ellipse(at(0.52, y).real, at(0.52, y).imag + 0.01, 0.025, 0.025, 10) for y in (-0.24, 0.24)]
    return [Part(tail, darker(base, 0.2)), merged([closed(disc, 5), *horns], base), merged(marks,
        lighter(base, 0.35), 0), merged(eyes, EYE, 0.4)]  # fmt: skip
