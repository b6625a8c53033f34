"""Small craft: sailing boats, rowing boats, fishing boats and what dives."""

from dataclasses import replace

import numpy as np

from generation.engines.animatic.figures import people
from generation.engines.animatic.figures.part import PALE, WARM_LIGHT, Kind, Look, Motion, Part, moved, shaded
from generation.engines.animatic.figures.pen import TAU, curve, dots, line, one, points, rod, wave
from generation.engines.animatic.figures.pieces import PARKED, lamps, moving, pennant, shade, windows
from generation.engines.animatic.figures.vehicles.cycles import Seat, rider
from generation.engines.animatic.outline import box, ellipse, strip
from generation.engines.animatic.raster import Shape

WOOD = "#7a4a30"
ROWER = 1.3  # how large the rower is beside the boat


def _luff(shape: Shape, phase: float, x0: float, amount: float) -> Shape:
    """A sail breathing in the wind: what lies far from the mast moves most."""
    out = shape.copy()
    away = np.abs(shape[:, 0] - x0)
    out[:, 0] += amount * away * np.sin(TAU * (phase + shape[:, 1] * 0.7))
    return out


def sailboat(look: Look) -> list[Part]:
    """A sloop under full sail."""
    phase, canvas = look.phase, look.colour or "#f4efe2"
    main = _luff(curve("-2.5 15*, -2.5 97*, -9 82, -19 58, -27 34, -31 16*, -16 14"), phase, -0.025, 0.05)
    jib = _luff(curve("1.5 88*, 8 70, 19 44, 33 15*, 22 18, 8 16*"), phase + 0.3, 0.0, 0.05)
    seams = [
        strip([(-0.025, y), (-0.30 + 0.29 * (y - 0.15) / 0.82, y + 0.015)], 0.0016) for y in (0.3, 0.45, 0.6, 0.75)
    ]
    seams += [strip([(0.015 + 0.3 * (0.88 - y) / 0.73 * 0.9, y), (0.03, y + 0.01)], 0.0014) for y in (0.3, 0.46, 0.62)]
    hull = curve("-36 12*, -10 10, 22 10.5, 40 14*, 32 6, 22 0.5, -20 0, -31 3")
    wood = "#6e3a28" if not look.colour else "#f0ede6"
    return [
        one([line("0.5 96, 39 14", 0.18), line("-0.5 96, -36 13", 0.18)], "#6a6258"),
        Part(box(-0.009, 0.1, 0.008, 1), "#5a4634", 0.5),
        Part(main, canvas, 0.5, fade=shaded(canvas, 0.86)),
        Part(jib, shaded(canvas, 1.03), 0.6, fade=shaded(canvas, 0.84)),
        one(seams, shaded(canvas, 0.72), 0, opacity=0.6),
        Part(rod(-0.32, 0.15, 0.0, 0.14, 0.006), "#5a4634", 0.4),
        Part(pennant(0.0, 0.99, -0.1, 0.025, phase), "#c8402e", 0.2),
        Part(curve("-16 10*, -14 15, 6 15.5, 12 11*"), "#efe9dc", 0.5),
        one([ellipse(x, 0.13, 0.012, 0.009, 12) for x in (-0.09, -0.04, 0.01)], "#2c3a46"),
        Part(hull, wood, 0.7, fade=shaded(wood, 0.6)),
        Part(line("-35 11.2, -10 9, 22 9.6, 39 13", 0.5), "#f4efe4", 0),
        Part(line("-31 3.4, 0 2.2, 28 4", 0.5), "#c8402e", 0, opacity=0.8),
    ]


def boat(look: Look) -> list[Part]:
    """A rowing boat with somebody at the oars; a canoe lies longer and is paddled."""
    canoe = look.kind == "canoe"
    wood = look.colour or ("#a8442f" if canoe else WOOD)
    long = 1.35 if canoe else 1.0
    hull = curve("-102 84*, -70 62, -30 53, 30 52, 70 58, 106 86*, 92 42, 62 6, 40 0, -44 0, -66 6, -90 42") * [long, 1]
    inner = curve("-96 80*, -50 46, 40 44, 98 80*, 40 69, -40 70") * [long, 1]
    bands = [
        line("-94 62, -50 42, 0 36, 50 40, 98 62", 0.7) * [long, 1],
        line("-86 42, -50 23, 0 18, 50 21, 90 40", 0.7) * [long, 1],
    ]
    far, near, hand = _oars(look.phase, canoe)
    behind, before = rider(replace(look, colour=None), _seat(look.phase, hand))
    gunwale = line("-103 85, -70 65, -30 56, 30 55, 70 61, 107 87", 1.8) * [long, 1]
    return [
        Part(inner, "#3a261a", 0.4),
        *far,
        *moved([*behind, *before], 0.0, 0.0, ROWER),
        Part(hull, wood, 0.7, fade=shaded(wood, 0.6)),
        one(bands, shaded(wood, 0.6), 0, opacity=0.7),
        Part(gunwale, shaded(wood, 1.35), 0.5),
        *near,
    ]


def _seat(phase: float, hand: tuple[float, float]) -> Seat:
    """Where the rower sits: leaning into the stroke, hands on the oar."""
    lean = 0.07 * wave(phase)
    held = (hand[0] / ROWER, hand[1] / ROWER)
    return Seat((-0.12, 0.36), (-0.1 + lean, 0.76), held, ((0.34, 0.28), (0.36, 0.28)), (-0.06 + lean * 1.2, 0.92))


def _oars(phase: float, canoe: bool) -> tuple[list[Part], list[Part], tuple[float, float]]:
    """Oars that dip and rise, or one paddle, and where the hand holds them."""
    angle = TAU * phase
    x, y = 0.3 * np.cos(angle), 0.08 * np.sin(angle)
    if canoe:
        tip, hand = (0.56 + x * 0.7, 0.17 + y), (0.3 + x * 0.2, 0.92 + y * 0.4)
        shaft = strip([(hand[0] - 0.06, hand[1] + 0.14), tip], [0.016, 0.02])
        blade = ellipse(tip[0], tip[1], 0.055, 0.15, 18, 0.25)
        return [], [Part(shaft, "#c79a62", 0.5), Part(blade, "#c79a62", 0.6)], hand
    hand, blades = (0.36 - x * 0.35, 0.86 - y * 0.5), []
    for dx in (0.12, 0.0):
        tip = (0.78 + x + dx, 0.15 + y)
        shaft = strip([(hand[0] + dx, hand[1]), (0.52 + dx, 0.6), tip], [0.02, 0.02, 0.022])
        blade = ellipse(tip[0] + 0.03, tip[1] - 0.04, 0.05, 0.11, 16, 0.55)
        blades.append([Part(shaft, "#b08a5c", 0.5), Part(blade, "#b08a5c", 0.5)])
    return blades[0], blades[1], hand


def gondola(look: Look) -> list[Part]:
    """A gondola with its gondolier."""
    hull = curve(
        "-104 62*, -98 44, -76 20, -40 10, 30 9, 74 20, 98 46, 102 74*, 106 72, 104 42, 84 10, 50 0, -50 0, -84 8, "
        "-106 40"
    )
    c = look.colour or "#191a20"
    lean = 0.03 * wave(look.phase)
    man = people.KINDS["person"].draw(Look("person", look.rng, "#efe9dc", frozenset({"hat"}), facing="side"))
    oar = strip([(-0.78 + lean, 0.98), (-0.42 + 0.1 * wave(look.phase, 1, 0.25), 0.0)], [0.012, 0.02])
    return [
        *moved(man, -0.68 + lean, 0.26, 0.62),
        Part(curve("-22 14*, -24 40, -10 46, 26 40, 30 14*"), "#8a2430", 0.8),
        Part(hull, c, 0.7),
        Part(line("-100 52, -76 26, -40 15, 30 14, 74 25, 97 50", 0.6), "#c9a24a", 0.2),
        Part(curve("100 70*, 97 82, 104 88, 112 86, 110 76, 106 70*"), "#c9ccd2", 0.5),
        one([box(1.06, y, 1.13, y + 0.014) for y in (0.6, 0.64, 0.68, 0.72)], "#c9ccd2", 0.3),
        Part(oar, "#a5805a", 0.4),
    ]


def fishing_boat(look: Look) -> list[Part]:
    """A small trawler with its wheelhouse, mast and nets."""
    c = look.colour or ("#2f6a8a", "#b5443a", "#3c7a5a")[int(look.rng.integers(3))]
    hull = curve("-78 30*, -40 25, 20 26, 62 34, 92 48*, 78 20, 66 2, 50 0, -62 0, -74 10")
    return [
        one([line("-2 46, -2 98", 1.0), line("-2 90, -64 58", 0.7), line("-2 84, 46 62", 0.6)], "#6a5a48", 0.4),
        one([line("-2 97, 88 48", 0.25), line("-2 97, -76 32", 0.25), line("-62 58, -66 30", 0.25)], "#4a4a4c"),
        Part(curve("-70 30*, -64 44, -50 40, -40 46, -30 30*"), "#4a7a62", 0.9),
        Part(curve("-6 28*, -6 58*, 30 58*, 38 32*"), "#f0ece0", 0.25, fade="#c4c0b6"),
        Part(curve("-10 57*, -9 62, 34 62, 36 57*"), c, 0.5),
        *windows(look, [box(x, 0.42, x + 0.08, 0.53) for x in (-0.02, 0.09, 0.2)], 1.0),
        *lamps(look, [ellipse(-0.02, 0.985, 0.022, 0.022, 14)]),
        Part(hull, c, 0.6, fade=shaded(c, 0.55)),
        Part(line("-78 31, -40 27, 20 28, 62 36, 91 48", 1.3), PALE, 0.4),
        Part(line("-74 10, -30 7, 30 8, 74 14", 1.2), "#8a2f28", 0, opacity=0.9),
        one(dots([(-0.5, 0.2), (-0.22, 0.19), (0.06, 0.19)], 0.05, 18), "#1c1d20", 0.7),
        Part(pennant(-0.02, 0.97, -0.2, 0.07, look.phase), "#c8402e", 0.2),
    ]


def submarine(look: Look) -> list[Part]:
    """A submarine at the surface, or diving where it swims."""
    c = look.colour or ("#d8a92f" if look.swims else "#3d4a54")
    hull = curve("-150 42, -120 60, -60 68, 60 68, 120 60, 148 38, 120 12, 60 2, -70 2, -126 22")
    turn = wave(look.phase)
    blades = [ellipse(-1.56, 0.4 + s * 0.1 * abs(turn) + s * 0.03, 0.025, 0.04 + 0.1 * abs(turn), 14) for s in (-1, 1)]
    tower = curve("-34 64*, -30 92*, -24 96, 24 95, 32 64*")
    return [
        one(blades, "#b9904a", 0.6),
        Part(points("-150 42, -168 74, -150 76, -120 52"), shaded(c, 0.8), 0.4),
        Part(points("-150 38, -168 8, -150 6, -120 26"), shaded(c, 0.7), 0.4),
        one([line("4 92, 4 116, 14 117", 1.2), line("-10 92, -10 108", 0.6)], "#6a7278", 0.5),
        Part(tower, shaded(c, 0.92), 0.5),
        Part(points("-14 76, 46 80, 46 76, -14 71"), shaded(c, 0.7), 0.3),
        Part(hull, c, 0.8, fade=shaded(c, 0.6)),
        one(
            [line("-126 48, -60 52, 60 52, 122 46", 0.35), line("-60 67, -62 4", 0.3), line("40 68, 42 3", 0.3)],
            shaded(c, 0.55),
            0,
            opacity=0.8,
        ),
        one([ellipse(x, 0.42, 0.075, 0.075, 20) for x in (0.0, 0.36, 0.72)], "#c8a24a", 0.6),
        one([ellipse(x, 0.42, 0.052, 0.052, 18) for x in (0.0, 0.36, 0.72)], WARM_LIGHT, 0, glow=True),
        *lamps(look, [ellipse(1.36, 0.44, 0.045, 0.06, 16)]),
        shade(curve("-120 20, -60 8, 60 8, 118 20, 60 3, -70 3"), opacity=0.3, soft=0.02),
    ]


def raft(look: Look) -> list[Part]:
    """A raft of logs with a patched sail."""
    c = look.colour or "#e2d6ba"
    sail = _luff(curve("-80 44*, -82 70, -78 94*, -14 94*, -8 70, -12 44*"), look.phase, -0.46, 0.05)
    logs = [ellipse(x, 0.08, 0.1, 0.085, 20) for x in np.arange(-0.7, 0.75, 0.2)]
    return [
        Part(box(-0.48, 0.1, -0.44, 1.0), "#6a4c32", 0.5),
        Part(sail, c, 0.6, fade=shaded(c, 0.8)),
        Part(points("-40 60, -26 58, -24 70, -38 72"), "#b88a5a", 0.1),
        one([rod(-0.82, 0.94, -0.1, 0.94, 0.014), rod(-0.82, 0.44, -0.1, 0.44, 0.012)], "#6a4c32", 0.4),
        Part(box(-0.84, 0.1, 0.84, 0.17), "#8a6642", 0.6),
        one(logs, "#9a744a", 0.8),
        one([ellipse(x, 0.08, 0.05, 0.042, 14) for x in np.arange(-0.7, 0.75, 0.2)], "#6d4e30", 0.2, opacity=0.6),
    ]


def sailing(action: str) -> Motion:
    """Under way: the sails breathe."""
    return Motion(8, 2.4, 0.0 if action in PARKED else 0.05, bob=0.008)


def rowing(action: str) -> Motion:
    """Stroke after stroke."""
    return Motion(8, 2.2, 0.0 if action in PARKED else 0.28, bob=0.02)


KINDS: dict[str, Kind] = {
    "sailboat": Kind(sailboat, height=0.36, width=0.8, at_home="water", depth=6.0, motion=sailing),
    "boat": Kind(boat, height=0.12, width=2.2, at_home="water", depth=3.8, motion=rowing),
    "canoe": Kind(boat, height=0.1, width=3.0, at_home="water", depth=3.8, motion=rowing),
    "gondola": Kind(gondola, height=0.2, width=2.3, at_home="water", depth=3.8, motion=rowing),
    "fishing boat": Kind(
        fishing_boat, height=0.24, width=1.8, at_home="water", depth=5.0, motion=moving(2.4, 8, 0.08, 0.012)
    ),
    "submarine": Kind(submarine, height=0.16, width=3.4, at_home="water", depth=6.0, motion=moving(1.0, 8, 0.15)),
    "raft": Kind(raft, height=0.2, width=1.7, at_home="water", depth=4.0, motion=sailing),
}
