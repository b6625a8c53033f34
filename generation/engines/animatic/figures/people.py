"""People, seen from behind or walking, with what they wear and carry."""

import numpy as np

from generation.engines.animatic.figures.part import DARK, Kind, Look, Part, moved, shaded
from generation.engines.animatic.outline import box, ellipse, smooth, strip
from generation.engines.animatic.raster import Shape

SKIN = ("#e3b591", "#c68f6c", "#8d5a3c", "#5f3d2a", "#d8a37f")
HAIR = ("#2a1f1a", "#4a3020", "#7a5230", "#1a1718", "#8a4a28")
CLOTHES = ("#4a5a78", "#8a4a3c", "#5a6b4a", "#b08a50", "#6a4a6a", "#3f6a70", "#a5653a", "#d8cdb8")
TROUSERS = ("#2c2e3a", "#3a3430", "#3d4658", "#54493c")
ARMOUR = "#8f98a6"


def person(look: Look) -> list[Part]:
    """One grown person, 1 high."""
    rng = look.rng
    skin, hair = SKIN[int(rng.integers(len(SKIN)))], HAIR[int(rng.integers(len(HAIR)))]
    top = look.colour or CLOTHES[int(rng.integers(len(CLOTHES)))]
    if look.has("armour"):
        top = look.colour or ARMOUR
    top = look.of("dress", look.of("coat", top))
    parts = _legs(look, skin)
    parts += _arms(look, top, skin)
    parts += _body(look, top)
    parts += _head(look, skin, hair)
    return parts + _carried(look)


def _legs(look: Look, skin: str) -> list[Part]:
    trousers = shaded(ARMOUR, 0.7) if look.has("armour") else TROUSERS[int(look.rng.integers(len(TROUSERS)))]
    colour = skin if look.has("dress") else trousers
    if look.has("sitting"):
        thigh = smooth([(-0.1, 0.5), (0.1, 0.5), (0.3, 0.46), (0.31, 0.38), (0.06, 0.36), (-0.1, 0.38)])
        shin = smooth([(0.24, 0.44), (0.31, 0.44), (0.3, 0.1), (0.37, 0.01), (0.23, 0.0), (0.24, 0.12)])
        return [Part(thigh, colour), Part(shin, shaded(colour, 0.85))]
    if look.has("running"):
        return [
            Part(s, c)
            for s, c in ((_stride(-0.03, -0.34, 0.16), shaded(colour, 0.75)), (_stride(0.03, 0.26, 0.06), colour))
        ]
    if look.has("walking"):
        return [
            Part(s, c)
            for s, c in ((_stride(-0.03, -0.17, 0.03), shaded(colour, 0.75)), (_stride(0.03, 0.15, 0.0), colour))
        ]
    left = smooth(
        [
            (-0.09, 0.5),
            (-0.004, 0.5),
            (-0.018, 0.25),
            (-0.026, 0.05),
            (-0.02, 0),
            (-0.1, 0),
            (-0.082, 0.05),
            (-0.09, 0.26),
        ]
    )
    right = left * [-1, 1]
    return [Part(left, colour), Part(right, shaded(colour, 0.9))]


def _stride(hip: float, foot: float, lift: float) -> Shape:
    """A leg from `hip` to a `foot` ahead or behind, bent at the knee, with a shoe pointing forward."""
    knee_x, knee_y = hip + foot * 0.42 + 0.04, 0.27 + lift * 0.5
    return smooth(
        [
            (hip - 0.05, 0.52), (hip + 0.055, 0.52), (knee_x + 0.042, knee_y), (foot + 0.03, 0.07 + lift),
            (foot + 0.085, 0.012 + lift), (foot - 0.02, lift), (foot - 0.028, 0.06 + lift), (knee_x - 0.038, knee_y),
        ],
        5,
    )  # fmt: skip


def _arms(look: Look, top: str, skin: str) -> list[Part]:
    sleeve = shaded(top, 0.88)
    left = [(-0.1, 0.79), (-0.15, 0.66), (-0.168, 0.5), (-0.16, 0.42), (-0.126, 0.44), (-0.112, 0.56), (-0.085, 0.7)]
    if look.has("umbrella", "staff", "lantern", "sword"):  # one arm holds something up
        right = [(0.09, 0.79), (0.15, 0.69), (0.155, 0.6), (0.2, 0.63), (0.185, 0.575), (0.14, 0.555), (0.105, 0.66)]
        hand = (0.19, 0.605)
    else:
        right, hand = [(-x, y) for x, y in left], (0.147, 0.415)
    if look.has("running", "walking") and not look.has("umbrella", "staff", "lantern"):
        right = [(0.08, 0.79), (0.13, 0.67), (0.17, 0.56), (0.25, 0.55), (0.245, 0.515), (0.15, 0.51), (0.09, 0.64)]
        hand = (0.255, 0.535)
    hands = [ellipse(-0.147, 0.415, 0.022, 0.03), ellipse(*hand, 0.022, 0.028)]
    return [Part(smooth(left), sleeve), Part(smooth(right), sleeve), *(Part(h, skin) for h in hands)]


def _body(look: Look, top: str) -> list[Part]:
    long = look.has("dress", "coat", "cloak")
    hem, flare = (0.2, 0.17) if look.has("dress") else (0.26, 0.14) if long else (0.45, 0.1)
    waist = 0.075 if look.has("dress", "long hair") else 0.092
    torso = smooth(
        [
            (-0.035, 0.845), (-0.095, 0.818), (-0.125, 0.775), (-0.108, 0.66), (-waist, 0.56), (-flare, hem),
            (-0.04, hem - 0.012), (0.05, hem - 0.014), (flare, hem), (waist, 0.56), (0.108, 0.66), (0.125, 0.775),
            (0.095, 0.818), (0.035, 0.845),
        ]
    )  # fmt: skip
    parts = [Part(torso, top)]
    if look.has("coat", "dress") or look.has("armour"):
        parts.append(Part(box(-waist - 0.004, 0.545, waist + 0.004, 0.57), shaded(top, 0.55), 0.6))
    if look.has("armour"):
        parts += [Part(ellipse(x, 0.79, 0.05, 0.04), shaded(ARMOUR, 1.1)) for x in (-0.115, 0.115)]
    if look.has("cloak"):
        cloak = [(-0.04, 0.85), (-0.14, 0.78), (-0.17, 0.5), (-0.22, 0.16), (-0.1, 0.12), (0.02, 0.15), (0.1, 0.11),
                 (0.23, 0.17), (0.17, 0.5), (0.14, 0.78), (0.04, 0.85)]  # fmt: skip
        colour = look.of("cloak", look.colour or "#54303a")
        parts.append(Part(smooth(cloak), colour))
        parts += [
            Part(strip([(x * 0.4, 0.8), (x * 0.8, 0.5), (x, 0.17)], 0.006), shaded(colour, 0.7), 0.3)
            for x in (-0.1, 0.02, 0.12)
        ]
    return parts


def _head(look: Look, skin: str, hair: str) -> list[Part]:
    parts = [Part(box(-0.028, 0.82, 0.028, 0.88), skin, 0.5), Part(ellipse(0, 0.925, 0.053, 0.07), skin)]
    if look.has("cloak"):
        hood = [(-0.075, 0.84), (-0.082, 0.93), (-0.045, 1.01), (0.03, 1.015), (0.078, 0.94), (0.075, 0.84)]
        return [*parts, Part(smooth(hood), look.of("cloak", look.colour or "#54303a"))]
    if look.has("armour"):
        helmet = smooth([(-0.065, 0.87), (-0.07, 0.95), (-0.035, 1.005), (0.035, 1.005), (0.07, 0.95), (0.065, 0.87)])
        plume = smooth([(-0.01, 1.0), (-0.06, 1.05), (-0.15, 1.02), (-0.17, 0.94), (-0.1, 0.98), (-0.03, 0.98)])
        return [*parts, Part(plume, "#b8322c"), Part(helmet, shaded(ARMOUR, 1.05))]
    cap = [
        (-0.058, 0.9),
        (-0.063, 0.95),
        (-0.036, 1.0),
        (0.036, 1.0),
        (0.063, 0.95),
        (0.058, 0.9),
        (0.045, 0.875),
        (-0.045, 0.875),
    ]
    parts.append(Part(smooth(cap), hair))
    if look.has("long hair"):
        fall = [
            (-0.06, 0.96),
            (-0.072, 0.88),
            (-0.066, 0.76),
            (-0.03, 0.7),
            (0.03, 0.71),
            (0.068, 0.77),
            (0.072, 0.88),
            (0.06, 0.96),
        ]
        parts.append(Part(smooth(fall), hair))
    if look.has("scarf"):
        parts = parts[:-1] if look.has("long hair") else parts
        colour = look.of("scarf", "#b8483a")
        tail = smooth([(0.03, 0.86), (0.1, 0.84), (0.2, 0.86), (0.28, 0.82), (0.2, 0.8), (0.08, 0.8)])
        parts += [
            Part(tail, colour),
            Part(smooth([(-0.06, 0.85), (0, 0.832), (0.06, 0.85), (0.056, 0.882), (-0.056, 0.882)]), colour),
        ]
    return parts + _hat(look)


def _hat(look: Look) -> list[Part]:
    colour = look.of("hat", "#2a2830")
    if look.has("pointed hat"):
        cone = smooth([(-0.075, 0.965), (-0.02, 1.12), (0.03, 1.24), (0.035, 1.1), (0.075, 0.965)])
        return [Part(ellipse(0, 0.965, 0.15, 0.022), colour), Part(cone, colour)]
    if look.has("hat"):
        crown = smooth([(-0.062, 0.965), (-0.055, 1.045), (-0.02, 1.055), (0.02, 1.045), (0.055, 1.05), (0.062, 0.965)])
        return [Part(ellipse(0, 0.965, 0.115, 0.019), colour), Part(crown, colour)]
    return []


def _carried(look: Look) -> list[Part]:
    parts: list[Part] = []
    if look.has("backpack"):
        bag = look.of("backpack", "#9a6238")
        sack = smooth([(-0.09, 0.8), (0.09, 0.8), (0.1, 0.68), (0.095, 0.53), (-0.095, 0.53), (-0.1, 0.68)])
        pocket = smooth([(-0.06, 0.64), (0.06, 0.64), (0.062, 0.56), (-0.062, 0.56)])
        parts += [Part(sack, bag), Part(pocket, shaded(bag, 0.8)), Part(ellipse(0, 0.822, 0.088, 0.03), "#7a7850")]
    if look.has("umbrella"):
        parts += _umbrella(look.of("umbrella", look.colour or "#c0382f"))
    if look.has("staff") and not look.has("umbrella"):
        parts.append(Part(strip([(0.2, 0), (0.188, 0.5), (0.196, 1.0)], 0.007), "#5a4030", 0.4))
    if look.has("sword"):
        parts += [
            Part(strip([(0.19, 0.6), (0.3, 0.16)], 0.009), "#c5ccd6", 0.4),
            Part(strip([(0.14, 0.575), (0.23, 0.61)], 0.009), "#8a6a30", 0.4),
        ]
    if look.has("lantern"):
        parts += [
            Part(strip([(0.19, 0.6), (0.205, 0.5)], 0.003), DARK, 0),
            Part(ellipse(0.207, 0.46, 0.03, 0.044), "#ffc766", 0, True),
        ]
        parts += [Part(box(0.182, 0.5, 0.232, 0.512), DARK, 0), Part(box(0.182, 0.408, 0.232, 0.42), DARK, 0)]
    return parts


def _umbrella(colour: str) -> list[Part]:
    stem = Part(strip([(0.19, 0.55), (0.165, 1.12)], 0.005), DARK, 0.3)
    dome = smooth([(-0.15, 1.0), (-0.08, 1.12), (0.03, 1.18), (0.155, 1.2), (0.28, 1.18), (0.39, 1.12), (0.46, 1.0),
                   (0.38, 1.03), (0.31, 1.0), (0.23, 1.035), (0.155, 1.0), (0.08, 1.035), (0, 1.0),
                   (-0.07, 1.03)])  # fmt: skip
    ribs = [
        Part(strip([(0.155, 1.2), (0.155 + d * 0.6, 1.13), (0.155 + d, 1.01)], 0.003), shaded(colour, 0.6), 0)
        for d in (-0.15, 0, 0.15)
    ]
    return [stem, Part(dome, colour), *ribs]


def child(look: Look) -> list[Part]:
    """A person with a larger head and shorter limbs."""
    parts = []
    for part in person(look):
        p = np.asarray(part.shape)
        up = p[:, 1:] > 0.8
        parts.append(part._replace(shape=np.where(up, p * [1.35, 1.1] - [0, 0.06], p * [1.1, 0.96])))
    return parts


def couple(look: Look) -> list[Part]:
    """Two people side by side."""
    left = Look("person", look.rng, None, look.attributes - {"dress", "long hair"})
    right = Look("woman", look.rng, look.colour, look.attributes | {"dress", "long hair"}, look.colours)
    return moved(person(left), -0.16) + moved(person(right), 0.14, 0, 0.93)


def woman(look: Look) -> list[Part]:
    """A person with long hair and, unless told otherwise, a coat."""
    worn = look.attributes | {"long hair"}
    worn |= set() if look.has("dress", "coat", "cloak", "armour") else {"coat"}
    return person(Look(look.kind, look.rng, look.colour, frozenset(worn), look.colours))


def astronaut(look: Look) -> list[Part]:
    """A white suit with a pack and a mirror visor."""
    c = look.colour or "#eceae4"
    grey = shaded(c, 0.72)
    legs = [
        (0.01, 0.46),
        (0.12, 0.46),
        (0.13, 0.26),
        (0.125, 0.1),
        (0.155, 0.02),
        (0.15, 0),
        (0.005, 0),
        (0.02, 0.1),
        (0.01, 0.26),
    ]
    arm = [(0.14, 0.75), (0.21, 0.6), (0.225, 0.44), (0.2, 0.4), (0.15, 0.41), (0.14, 0.5), (0.11, 0.6)]
    parts = [Part(smooth([(-x, y) for x, y in legs]), c), Part(smooth(legs), c)]
    parts += [Part(ellipse(s * 0.07, 0.26, 0.062, 0.018), grey, 0.5) for s in (-1, 1)]
    parts += [
        Part(smooth([(-x, y) for x, y in arm]), c),
        Part(smooth(arm), c),
        Part(ellipse(-0.185, 0.4, 0.032, 0.04), grey),
        Part(ellipse(0.185, 0.4, 0.032, 0.04), grey),
    ]
    body = [(-0.15, 0.76), (-0.145, 0.55), (-0.125, 0.42), (0.125, 0.42), (0.145, 0.55), (0.15, 0.76), (0, 0.81)]
    pack = [(-0.12, 0.79), (0.12, 0.79), (0.13, 0.66), (0.115, 0.5), (-0.115, 0.5), (-0.13, 0.66)]
    parts += [
        Part(smooth(body), c),
        Part(smooth(pack), "#a4abb4"),
        Part(box(-0.07, 0.69, 0.07, 0.71), "#6c737e", 0.3),
        Part(box(-0.05, 0.56, 0.05, 0.6), "#e0662c", 0.2),
    ]
    return [
        *parts,
        Part(ellipse(0, 0.885, 0.112, 0.118), c),
        Part(ellipse(0, 0.89, 0.078, 0.072), "#c08a34"),
        Part(ellipse(-0.025, 0.915, 0.024, 0.016, turn=0.5), "#fff0c8", 0),
    ]


def robot(look: Look) -> list[Part]:
    """A friendly walking machine."""
    c = look.colour or "#93a0ac"
    parts = []
    for s in (-1, 1):
        foot = smooth(
            [
                (s * 0.1 - 0.065, 0),
                (s * 0.1 - 0.06, 0.06),
                (s * 0.1, 0.085),
                (s * 0.1 + 0.06, 0.06),
                (s * 0.1 + 0.065, 0),
            ]
        )
        parts += [
            Part(strip([(s * 0.1, 0.07), (s * 0.1, 0.42)], 0.03), shaded(c, 0.85)),
            Part(foot, DARK),
            Part(ellipse(s * 0.1, 0.24, 0.045, 0.045), DARK),
        ]
        parts += [
            Part(strip([(s * 0.25, 0.72), (s * 0.262, 0.56), (s * 0.25, 0.43)], 0.03), c),
            Part(ellipse(s * 0.256, 0.57, 0.04, 0.04), DARK),
        ]
        parts += [Part(ellipse(s * 0.25, 0.4, 0.045, 0.05), DARK), Part(ellipse(s * 0.245, 0.745, 0.07, 0.07), c)]
    body = [(-0.19, 0.79), (-0.215, 0.6), (-0.14, 0.41), (0.14, 0.41), (0.215, 0.6), (0.19, 0.79), (0, 0.82)]
    head = [(-0.125, 0.85), (-0.135, 0.94), (-0.09, 1), (0.09, 1), (0.135, 0.94), (0.125, 0.85)]
    parts += [
        Part(box(-0.03, 0.79, 0.03, 0.85), DARK, 0.5),
        Part(smooth(body), c),
        Part(smooth([(-0.1, 0.72), (0.1, 0.72), (0.11, 0.56), (-0.11, 0.56)]), shaded(c, 0.8), 0.5),
    ]
    parts += [
        Part(smooth(head), c),
        Part(smooth([(-0.09, 0.895), (-0.09, 0.945), (0.09, 0.945), (0.09, 0.895)]), "#12202a", 0.2),
    ]
    parts += [Part(ellipse(s * 0.045, 0.92, 0.021, 0.021), "#6fe8ff", 0, True) for s in (-1, 1)]
    return [
        *parts,
        Part(ellipse(0, 0.64, 0.03, 0.03), "#ffb050", 0, True),
        Part(strip([(0.07, 0.99), (0.085, 1.07)], 0.005), DARK, 0),
        Part(ellipse(0.087, 1.08, 0.014, 0.014), "#ff6a50", 0, True),
    ]


KINDS: dict[str, Kind] = {
    "person": Kind(person, height=0.3),
    "woman": Kind(woman, height=0.29),
    "child": Kind(child, height=0.22),
    "couple": Kind(couple, height=0.3),
    "astronaut": Kind(astronaut, height=0.32, shiny=True),
    "robot": Kind(robot, height=0.4, shiny=True),
}
