"""Birds with a shape of their own: swan, flamingo, penguin, owl, chicken, and duck on the water."""

import math

from generation.engines.animatic.figures.creatures.birds import DUCK, SWAN, branch, eye_of, flying
from generation.engines.animatic.figures.creatures.bones import band, closed, ease, lerp, turned, wave
from generation.engines.animatic.figures.creatures.coats import EYE, darker, lighter, mixed
from generation.engines.animatic.figures.creatures.poses import activity_of
from generation.engines.animatic.figures.creatures.quadruped import merged
from generation.engines.animatic.figures.creatures.wings import SLOW_FLAP
from generation.engines.animatic.figures.part import Look, Motion, Part, moved
from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.raster import Shape


def floating_motion(action: str) -> Motion:
    """It paddles along, or flies."""
    return SLOW_FLAP if action == "flying" else Motion(8, 3.0, 0.14, bob=0.012)


def swan(look: Look) -> list[Part]:
    """A swan on the water, its neck an S, its wings half raised; or on the wing."""
    if look.action == "flying" or look.has("flying"):
        return moved(flying(look, SWAN, False), 0.0, 0.1, 0.72)
    base = look.colour or "#f1efe9"
    nod = 0.012 * wave(look.phase)
    hull = closed((-0.62 + 0.26j, -0.5 + 0.36j, -0.26 + 0.4j, 0.06 + 0.38j, 0.3 + 0.34j, 0.42 + 0.2j,
        0.36 + 0.02j, 0.1 - 0.06j, -0.3 - 0.06j, -0.52 + 0.06j), 5)  # fmt: skip
    neck = band([0.24 + 0.18j, 0.4 + 0.36j, 0.32 + 0.58j + nod, 0.24 + 0.78j + nod, 0.34 + 0.93j + nod,
        0.46 + 0.88j + nod], (0.12, 0.082, 0.055, 0.05, 0.056, 0.058), 6)  # fmt: skip
    parts = [Part(hull, base, 1.0, False, (neck,))]
    for lift, shade in ((0.0, 0.12), (1.0, 0.04)):
        up = (0.03 * lift + 0.015 * wave(look.phase, 0.3)) * 1j
        shell = [0.16 + 0.3j, 0.04 + 0.42j + up, -0.24 + (0.5 + 0.04 * lift) * 1j + up, -0.5 + 0.5j + up,
            -0.72 + 0.46j + up, -0.6 + 0.38j + up, -0.66 + 0.33j, -0.48 + 0.26j,
            -0.2 + 0.14j, 0.06 + 0.14j]  # fmt: skip
        parts.append(Part(closed([p - 0.04 * (1 - lift) + 0.03j * (1 - lift) for p in shell], 4),
            darker(base, shade), 0.8))  # fmt: skip
    quills = [band([complex(-0.1 - 0.1 * k, 0.25 + 0.02 * k), complex(-0.34 - 0.09 * k, 0.34 + 0.035 * k)],
        (0.007, 0.002)) for k in range(4)]  # fmt: skip
    parts.append(merged(quills, darker(base, 0.22), 0))
    head = 0.46 + 0.88j + nod
    beak = closed([head + p for p in (0.02 + 0.03j, 0.12 - 0.01j, 0.17 - 0.055j, 0.1 - 0.055j, 0.02 - 0.04j)], 4)
    mask = closed([head + p for p in (0.0 + 0.02j, 0.05 + 0.035j, 0.06 - 0.02j, 0.03 - 0.045j)], 3)
    return [*parts, Part(beak, "#e0782c", 0.7), Part(mask, "#201c1c", 0.3), *eye_of(head + 0.01 + 0.022j, 0.011)]


def duck(look: Look) -> list[Part]:
    """A mallard on the water or afoot, or on the wing."""
    if look.action == "flying" or look.has("flying"):
        return moved(flying(look, DUCK, False), 0.0, 0.1, 0.8)
    base = look.colour or "#a3978a"
    duckling = look.has("duckling", "baby")
    base = "#ecc84a" if duckling and not look.colour else base
    head_tone = look.colour or ("#ecc84a" if duckling else "#2c6648")
    ashore = look.action in ("walking", "standing", "running")
    up = 0.16 if ashore else 0.0
    sway = 0.03 * wave(look.phase) if look.action == "walking" else 0.0
    body = [-0.7 + 0.4j, -0.52 + 0.36j, -0.2 + 0.4j, 0.14 + 0.42j, 0.36 + 0.36j, 0.46 + 0.2j, 0.36 + 0.02j,
        0.06 - 0.05j, -0.3 - 0.02j, -0.54 + 0.16j]  # fmt: skip
    trunk = closed([p + up * 1j for p in body], 5)
    head = 0.4 + sway + (0.78 + up + 0.012 * wave(look.phase)) * 1j
    neck = band([0.26 + (0.24 + up) * 1j, 0.36 + (0.5 + up) * 1j, head - 0.01j], (0.16, 0.11, 0.12))
    wing = closed([p + up * 1j for p in (0.2 + 0.36j, 0.26 + 0.2j, 0.06 + 0.08j, -0.3 + 0.14j,
        -0.62 + 0.34j, -0.3 + 0.38j, -0.02 + 0.42j)], 5)  # fmt: skip
    patch = closed([p + up * 1j for p in (-0.14 + 0.18j, -0.34 + 0.24j, -0.3 + 0.3j, -0.1 + 0.26j)], 3)
    parts = _webbed(look, up) if ashore else []
    parts += [merged([trunk, neck], base), Part(wing, darker(base, 0.16), 0.7)]
    parts += [] if look.colour or duckling else [Part(patch, "#2f4f9a", 0.4)]
    cap = closed([head + p for p in (-0.13 - 0.04j, -0.1 + 0.1j, 0.02 + 0.14j, 0.12 + 0.07j, 0.13 - 0.04j,
        0.06 - 0.14j, -0.06 - 0.16j)], 4)  # fmt: skip
    collar = band([head - 0.13 - 0.2j, head + 0.08 - 0.19j], (0.016, 0.016))
    parts.append(Part(cap, head_tone))
    parts += [] if look.colour or duckling else [Part(collar, "#f0ede6", 0.3)]
    beak = closed([head + p for p in (0.1 + 0.02j, 0.2 - 0.01j, 0.29 - 0.015j, 0.29 - 0.05j, 0.18 - 0.06j,
        0.1 - 0.07j)], 4)  # fmt: skip
    return [*parts, Part(beak, "#dfa936", 0.7), *eye_of(head + 0.05 + 0.035j, 0.018)]


def _webbed(look: Look, up: float) -> list[Part]:
    shapes = []
    for k in (0, 1):
        swing = 0.12 * wave(look.phase, 0.5 * k) if look.action in ("walking", "running") else 0.05 * k
        lift = 0.05 * max(0.0, wave(look.phase, 0.5 * k + 0.25)) if look.action in ("walking", "running") else 0.0
        foot = swing + lift * 1j
        shapes += [band([(up + 0.02) * 1j, foot + 0.03j], (0.03, 0.022)), closed([foot + p
            for p in (-0.04 + 0.04j, 0.14 + 0.0j, 0.1 + 0.03j, -0.05 + 0j)], 3)]  # fmt: skip
    return [merged(shapes, "#e08a2c", 0.6)]


def wader_motion(action: str) -> Motion:
    """It wades, flies, or sways."""
    if action == "flying":
        return SLOW_FLAP
    return Motion(10, 1.4, 0.32) if activity_of(action) in ("walk", "trot", "run") else Motion(6, 3.4)


def flamingo(look: Look) -> list[Part]:
    """A flamingo or a heron on one leg, or wading."""
    heron = look.kind == "heron"
    base = look.colour or ("#8f9daa" if heron else "#ee8f92")
    walks = activity_of(look.action) in ("walk", "trot", "run")
    hip, nod = -0.02 + 0.52j, 0.012 * wave(look.phase)
    legs = []
    for k in (1, 0):
        t = (look.phase + 0.5 * k + 0.3) % 1.0
        planted = t < 0.62
        shift = 0.14 - 0.28 * t / 0.62 if planted else -0.14 + 0.28 * ease((t - 0.62) / 0.38)
        foot = hip.real + 0.02 + shift + 0.1j * math.sin(math.pi * max(0.0,
            (t - 0.62) / 0.38)) if walks else hip.real + 0.01 + 0.0j  # fmt: skip
        knee = lerp(hip, foot, 0.5) - 0.03
        if k == 1 and not walks:
            knee, foot = hip + 0.06 - 0.26j, hip - 0.05 - 0.1j
        toes = [] if k == 1 and not walks else [band([foot - 0.02 + 0.01j, foot + 0.07 + 0.006j], (0.012, 0.006))]
        legs.append(merged([band([hip, knee], (0.022, 0.012)), band([knee, foot + 0.008j], (0.014, 0.009)),
            *toes], darker(base, 0.12 + 0.2 * k), 0.6))  # fmt: skip
    body = closed((-0.3 + 0.5j, -0.22 + 0.6j, -0.06 + 0.66j, 0.1 + 0.64j, 0.17 + 0.56j, 0.12 + 0.48j,
        -0.02 + 0.44j, -0.18 + 0.46j), 5)  # fmt: skip
    head = 0.24 + nod + 0.93j
    neck = band([0.08 + 0.56j, 0.2 + 0.6j, 0.24 + 0.7j, 0.14 + 0.8j + nod, 0.13 + 0.91j + nod,
        0.19 + 0.965j + nod, head], (0.075, 0.05, 0.035, 0.03, 0.028, 0.034, 0.042), 6)  # fmt: skip
    wing = closed((0.08 + 0.62j, 0.1 + 0.54j, -0.06 + 0.47j, -0.3 + 0.45j, -0.38 + 0.4j, -0.28 + 0.56j,
        -0.08 + 0.64j), 5)  # fmt: skip
    bill = (0.02 + 0.025j, 0.12 + 0.0j, 0.21 - 0.03j, 0.1 - 0.03j, 0.01 - 0.035j) if heron else (
        0.02 + 0.025j, 0.09 + 0.0j, 0.115 - 0.07j, 0.085 - 0.1j, 0.07 - 0.05j, 0.01 - 0.035j)  # fmt: skip
    end = (0.13 - 0.003j, 0.21 - 0.03j, 0.13 - 0.029j) if heron else (
        0.1 - 0.035j, 0.117 - 0.07j, 0.085 - 0.1j, 0.076 - 0.06j)  # fmt: skip
    beak, tip = closed([head + p for p in bill], 4), closed([head + p for p in end], 3)
    bill_tones = ("#dfa640", "#c48a2c") if heron else ("#efd9cc", "#221d1d")
    return [legs[0], Part(body, base, 1.0, False, (neck,)), legs[1], Part(wing, darker(base, 0.14), 0.7),
        Part(beak, bill_tones[0], 0.7), Part(tip, bill_tones[1], 0.5), *eye_of(head + 0.012 + 0.012j,
        0.009)]  # fmt: skip


def penguin_motion(action: str) -> Motion:
    """It waddles, swims, or stands."""
    doing = activity_of(action)
    if doing == "swim":
        return Motion(8, 0.8, 1.6)
    return Motion(10, 0.9, 0.36) if doing in ("walk", "trot", "run") else Motion(4, 3.2)


def penguin(look: Look) -> list[Part]:
    """A penguin, upright."""
    base = look.colour or "#23262e"
    doing = activity_of(look.action)
    walks = doing in ("walk", "trot", "run")
    roll = 0.07 * wave(look.phase, 0.25) if walks else 0.012 * wave(look.phase)
    feet = []
    for k in (1, 0):
        t = (look.phase + 0.5 * k) % 1.0
        shift = (0.08 - 0.16 * t / 0.5 if t < 0.5 else -0.08 + 0.16 * (t - 0.5) / 0.5) if walks else 0.02 * k
        lift = 0.04 * math.sin(math.pi * (t - 0.5) / 0.5) if walks and t >= 0.5 else 0.0
        foot = shift + lift * 1j
        feet.append(closed([foot + p for p in (-0.08 + 0.05j, -0.08 + 0j, 0.16 + 0j, 0.17 + 0.02j, 0.06 + 0.07j)], 4))

    def at(p: complex) -> complex:
        return turned(p, -roll)

    body = closed([at(p) for p in (-0.12 + 0.06j, -0.24 + 0.16j, -0.25 + 0.4j, -0.19 + 0.62j, -0.12 + 0.76j,
        -0.12 + 0.88j, -0.04 + 0.97j, 0.07 + 0.98j, 0.14 + 0.91j, 0.14 + 0.8j, 0.18 + 0.66j, 0.26 + 0.42j,
        0.25 + 0.2j, 0.14 + 0.05j)], 5)  # fmt: skip
    front = closed([at(p) for p in (0.1 + 0.79j, 0.17 + 0.64j, 0.25 + 0.42j, 0.245 + 0.2j, 0.14 + 0.06j,
        0.02 + 0.07j, -0.02 + 0.2j, 0.0 + 0.45j, 0.03 + 0.66j)], 5)  # fmt: skip
    cheek = closed([at(p) for p in (-0.04 + 0.87j, 0.02 + 0.9j, 0.05 + 0.84j, 0.1 + 0.78j, 0.02 + 0.73j,
        -0.05 + 0.78j)], 4)  # fmt: skip
    swing = -0.25 + 0.2 * wave(look.phase) if walks else -0.1
    root = at(-0.06 + 0.66j)
    flipper = closed([root + turned(p, swing) for p in (-0.06 + 0.02j, -0.09 - 0.2j, -0.06 - 0.4j,
        0.0 - 0.44j, 0.05 - 0.24j, 0.06 - 0.02j)], 5)  # fmt: skip
    beak = closed([at(p) for p in (0.12 + 0.92j, 0.26 + 0.875j, 0.27 + 0.86j, 0.13 + 0.865j)], 3)
    return [merged(feet, "#d9822c", 0.6), Part(body, base), Part(front, "#f2efe8", 0.5), Part(cheek,
        "#e9b23c" if not look.colour else lighter(base, 0.4), 0.4), Part(flipper, mixed(base, "#3a4252",
        0.35), 0.8), Part(beak, "#2a2626", 0.6), *eye_of(at(0.07 + 0.915j), 0.013)]  # fmt: skip


def rest_motion(action: str) -> Motion:
    """It looks about and blinks."""
    return Motion(10, 3.6)


def owl(look: Look) -> list[Part]:
    """An owl on its branch, facing us; on the wing it flies like a hawk."""
    base = look.colour or "#8a6a48"
    pale, dark = lighter(base, 0.5), darker(base, 0.4)
    turn, blink = 0.05 * wave(look.phase), 0.84 < look.phase < 0.95
    body = closed((-0.24 + 0.08j, -0.31 + 0.34j, -0.27 + 0.62j, -0.14 + 0.76j, 0.14 + 0.76j, 0.27 + 0.62j,
        0.31 + 0.34j, 0.24 + 0.08j, 0.0 + 0.02j), 5)  # fmt: skip
    head = closed([p + turn for p in (-0.3 + 0.72j, -0.31 + 0.9j, -0.27 + 1.06j, -0.14 + 0.97j,
        0.14 + 0.97j, 0.27 + 1.06j, 0.31 + 0.9j, 0.3 + 0.72j, 0.14 + 0.6j, -0.14 + 0.6j)], 4)  # fmt: skip
    chest = closed((-0.17 + 0.14j, -0.2 + 0.4j, -0.12 + 0.62j, 0.12 + 0.62j, 0.2 + 0.4j, 0.17 + 0.14j, 0.0 + 0.07j), 5)
    flecks = [closed([complex(x - 0.025, y + 0.025), complex(x, y - 0.03), complex(x + 0.025, y + 0.025)],
        2) for r, y in enumerate((0.52, 0.42, 0.32, 0.22)) for x in ((-0.1, 0.0, 0.1) if r % 2 else (-0.05,
        0.05))]  # fmt: skip
    wings = [closed([complex(s * p.real, p.imag) for p in (0.2 + 0.68j, 0.32 + 0.5j, 0.33 + 0.26j,
        0.24 - 0.02j, 0.18 + 0.2j, 0.18 + 0.5j)], 5) for s in (-1, 1)]  # fmt: skip
    feet = [ellipse(x, 0.03, 0.03, 0.035, 10) for x in (-0.12, -0.06, 0.06, 0.12)]
    parts = [*branch(look), Part(body, base), Part(chest, pale, 0.5), merged(flecks, dark, 0), merged(wings,
        darker(base, 0.2), 0.7), merged(feet, "#c9a04a", 0.7), Part(head, base)]  # fmt: skip
    parts.append(merged([ellipse(x + turn, 0.82, 0.14, 0.135, 22) for x in (-0.125, 0.125)], pale, 0.5))
    for x in (-0.125, 0.125):
        if blink:
            parts.append(Part(band([complex(x - 0.07 + turn, 0.82), complex(x + turn, 0.79),
                complex(x + 0.07 + turn, 0.82)], (0.006, 0.01, 0.006)), EYE, 0))  # fmt: skip
            continue
        parts.append(Part(ellipse(x + turn, 0.82, 0.082, 0.082, 20), "#eab03a", 0.2))
        parts += eye_of(complex(x + turn * 1.2, 0.82), 0.046)
    beak = closed([p + turn for p in (-0.035 + 0.78j, 0.035 + 0.78j, 0.012 + 0.68j, -0.012 + 0.68j)], 3)
    return [*parts, Part(beak, "#4a4038", 0.8)]


def chicken_motion(action: str) -> Motion:
    """It struts, or pecks about."""
    return Motion(10, 0.7, 0.6) if activity_of(action) in ("walk", "trot", "run") else Motion(8, 2.4)


def chicken(look: Look) -> list[Part]:
    """A hen, or a rooster with his tail."""
    rooster = look.has("rooster", "cock") or look.kind == "rooster"
    base = look.colour or ("#a8501f" if rooster else "#c98a4c")
    tail_tone = darker(base, 0.45) if look.colour or not rooster else "#1f4038"
    walks = activity_of(look.action) in ("walk", "trot", "run")
    pecks = activity_of(look.action) == "graze"
    bob = 0.035 * wave(look.phase * 2) if walks else 0.0
    head = 0.34 + bob + 0.86j + 0.01j * wave(look.phase) if not pecks else 0.56 + (0.22 + 0.1 * max(0.0,
        wave(look.phase * 2))) * 1j  # fmt: skip
    shapes: list[Shape] = []
    for k in (1, 0):
        t = (look.phase + 0.5 * k) % 1.0
        shift = (0.13 - 0.26 * t / 0.6 if t < 0.6 else -0.13 + 0.26 * (t - 0.6) / 0.4) if walks else 0.07 * k - 0.02
        lift = 0.1 * math.sin(math.pi * (t - 0.6) / 0.4) if walks and t >= 0.6 else 0.0
        foot = shift + lift * 1j
        shapes += [band([-0.01 + 0.3j, lerp(-0.01 + 0.3j, foot, 0.55) - 0.03, foot + 0.02j], (0.034, 0.018,
            0.016)), band([foot - 0.04 + 0.012j, foot + 0.1 + 0.01j], (0.014, 0.008)), band([foot + 0.015j,
            foot + 0.07 + 0.03j], (0.012, 0.006))]  # fmt: skip
    parts = [merged(shapes, "#dba33a", 0.6)]
    plumes = 6 if rooster else 4
    for k in range(plumes):
        rise = (1.15 if rooster else 0.95) - k * (0.2 if rooster else 0.16)
        long = (0.56 if rooster else 0.3) * (1 - 0.05 * k)
        mid = -0.26 + 0.5j + long * 0.6 * complex(-math.cos(rise), math.sin(rise))
        droop = (0.14 if rooster else 0.02) * 1j
        tip = mid + long * 0.62 * complex(-math.cos(rise - 0.7),
            math.sin(rise - 0.7)) - droop + 0.01 * wave(look.phase, 0.1 * k)  # fmt: skip
        parts.append(Part(band([-0.16 + 0.42j, mid, tip], (0.05, 0.055, 0.008), 5), mixed(tail_tone, base,
            0.12 * k), 0.7))  # fmt: skip
    body = closed((-0.32 + 0.54j, -0.2 + 0.5j, 0.0 + 0.52j, 0.18 + 0.6j, 0.3 + 0.52j, 0.3 + 0.36j,
        0.16 + 0.23j, -0.06 + 0.2j, -0.24 + 0.3j), 5)  # fmt: skip
    neck = band([0.12 + 0.42j, lerp(0.2 + 0.5j, head, 0.45), head], (0.16, 0.11, 0.075), 6)
    wing = closed((0.14 + 0.48j, 0.16 + 0.36j, 0.0 + 0.27j, -0.22 + 0.34j, -0.32 + 0.44j, -0.1 + 0.49j), 5)
    comb = closed([head + p for p in (-0.07 + 0.05j, -0.08 + 0.14j, -0.035 + 0.1j, -0.01 + 0.17j,
        0.03 + 0.1j, 0.065 + 0.14j, 0.075 + 0.04j)], 3)  # fmt: skip
    wattle = closed([head + p for p in (0.05 - 0.04j, 0.09 - 0.05j, 0.09 - 0.13j, 0.05 - 0.13j)], 4)
    beak = closed([head + p for p in (0.065 + 0.02j, 0.15 - 0.015j, 0.065 - 0.04j)], 2)
    return [*parts, Part(comb, "#c23028", 0.6), merged([body, neck], base), Part(wing, darker(base, 0.2),
        0.7), Part(wattle, "#c23028", 0.6), Part(beak, "#e0ac3a", 0.6), *eye_of(head + 0.03 + 0.015j,
        0.014)]  # fmt: skip
