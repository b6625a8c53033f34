"""Bicycles and motorcycles, with and without a rider."""

from typing import NamedTuple

import numpy as np

from generation.engines.animatic.figures.part import DARK, Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import TAU, curve, flowing, line, one, shift
from generation.engines.animatic.figures.pieces import REAR_LAMP, beam, is_lit, lamps, rolling, shine, spoked, wheels
from generation.engines.animatic.figures.riding import SKIRTED, head, legs, worn
from generation.engines.animatic.outline import ellipse, strip
from generation.engines.animatic.raster import Shape

Point = tuple[float, float]
WHEEL, SPOKES = 0.31, 12
RIDING = ("riding", "cycling", "racing", "driving", "pedalling", "speeding")
CHILD = 0.8
"""How long a child's back is beside a grown-up's."""


class Seat(NamedTuple):
    """Where a rider's hip, shoulder, hand, two feet and head are."""

    hip: Point
    shoulder: Point
    hand: Point
    feet: tuple[Point, Point]
    head: Point
    helmet: bool = False


def _limb(a: Point, b: Point, reach: float, bend: float, widths: tuple[float, float, float]) -> Shape:
    """A limb of two bones, `reach` long in all, from `a` to `b`; `bend` 1 puts the joint ahead."""
    start, end = np.array(a), np.array(b)
    d = end - start
    length = max(float(np.hypot(*d)), 1e-6)
    out = np.sqrt(max((reach / 2) ** 2 - (length / 2) ** 2, 0.0)) * bend
    joint = (start + end) / 2 + np.array([-d[1], d[0]]) / length * out
    path = flowing([start, joint, end], 4)
    return strip(path, np.interp(np.linspace(0, 1, len(path)), [0, 0.5, 1], widths))


def rider(look: Look, seat: Seat) -> tuple[list[Part], list[Part]]:
    """Somebody riding: what is behind the vehicle and what is in front of it."""
    outfit = worn(look)
    seat = _smaller(seat) if outfit.child else seat
    skin, coat, trousers = outfit.skin, outfit.colour, legs(outfit)
    sleeve = outfit.under if outfit.garment == "vest" else coat
    (hx, hy), (far, near) = seat.head, seat.feet
    thigh = (0.075, 0.05, 0.032)
    torso = strip(
        flowing(
            [
                seat.hip,
                ((seat.hip[0] + seat.shoulder[0]) / 2 - 0.03, (seat.hip[1] + seat.shoulder[1]) / 2),
                seat.shoulder,
            ],
            5,
        ),
        np.linspace(0.085, 0.095, 11),
    )
    back = [
        Part(_limb(seat.hip, far, 0.66, 1, thigh), shaded(trousers, 0.7), 0.8),
        Part(_shoe(far), shaded(outfit.shoe_colour, 0.7), 0.6),
        Part(_limb(seat.shoulder, seat.hand, 0.5, -1, (0.045, 0.036, 0.026)), shaded(sleeve, 0.7), 0.8),
    ]
    front = [
        Part(_limb(seat.hip, near, 0.66, 1, thigh), trousers, 0.8),
        Part(_shoe(near), outfit.shoe_colour, 0.6),
        *([Part(_skirt(seat, outfit.garment), shaded(coat, 0.94), 0.8)] if outfit.garment in SKIRTED else []),
        one([torso, ellipse(*seat.shoulder, 0.09, 0.075, 18), ellipse(*seat.hip, 0.088, 0.08, 18)], coat, 0.7),
        Part(strip([seat.shoulder, (hx - 0.015, hy - 0.06)], 0.035), shaded(skin, 0.85), 0.6),
        *head(outfit, hx, hy, 1.0, 0.5, (look.colour or coat) if seat.helmet else ""),
        *_pack(seat, outfit.backpack),
        Part(_limb(seat.shoulder, seat.hand, 0.5, -1, (0.048, 0.038, 0.028)), shaded(sleeve, 1.08), 0.8),
        Part(ellipse(*seat.hand, 0.032, 0.03, 12), skin, 0.6),
    ]
    return back, front


def _shoe(foot: Point) -> Shape:
    x, y = foot
    return shift(curve("-5 -1, -4 4, 3 3, 9 0, 9 -2, -4 -3"), x, y)


def _smaller(seat: Seat) -> Seat:
    """The same seat under a child: the back is shorter, hands and feet are where they must be."""
    hip, shoulder, crown = (np.array(p) for p in (seat.hip, seat.shoulder, seat.head))
    down = hip + (shoulder - hip) * CHILD
    top = down + (crown - shoulder) * 0.96
    return seat._replace(shoulder=(float(down[0]), float(down[1])), head=(float(top[0]), float(top[1])))


def _skirt(seat: Seat, garment: str) -> Shape:
    """What hangs from the hip over the saddle and the near thigh."""
    long = 1.25 if garment in ("dress", "kimono", "robe") else 0.9
    text = "-9 8, 8 8, 24 1, 27 -8, 12 -17, -6 -19, -20 -16, -15 -2"
    return shift(curve(text) * long, *seat.hip)


def _pack(seat: Seat, colour: str) -> list[Part]:
    if not colour:
        return []
    x, y = (seat.hip[0] + seat.shoulder[0]) / 2 - 0.13, (seat.hip[1] + seat.shoulder[1]) / 2 + 0.05
    return [Part(shift(curve("-8 -12, -9 8, -2 14, 7 12, 7 -10"), x, y), colour, 0.9)]


def _wheels(look: Look, xs: tuple[float, float], colour: str) -> list[Part]:
    turn = TAU * 2 * look.phase
    return spoked([(x, WHEEL) for x in xs], WHEEL, turn, colour, SPOKES, 0.075)


def bicycle(look: Look) -> list[Part]:
    """A touring bicycle."""
    c = look.colour or ("#2f7a72", "#b0443a", "#c9952f", "#35548a")[int(look.rng.integers(4))]
    angle = -TAU * look.phase - 0.5
    crank = 0.085 * np.array([np.cos(angle), np.sin(angle)])
    hub, feet = np.array([-0.03, 0.29]), []
    for sign in (-1, 1):
        feet.append((float(hub[0] + sign * crank[0]), float(hub[1] + sign * crank[1])))
    frame = [
        line(t, 1.5)
        for t in (
            "-52 31, -3 29",
            "-3 29, -16 69",
            "-14 64, 34 68",
            "-3 29, 35 62",
            "-52 31, -15 62",
            "52 31, 44 42, 33 76",
        )
    ]
    cranks = [strip([hub - crank, hub + crank], 0.012)]
    behind, before = (
        ([], [])
        if not _ridden(look)
        else rider(look, Seat((-0.17, 0.79), (0.08, 1.16), (0.36, 0.82), (feet[0], feet[1]), (0.15, 1.27)))
    )
    return [
        *_wheels(look, (-0.52, 0.52), "#c2c5ca"),
        one(
            [line("-83 40, -72 58, -52 65, -34 60", 0.9), line("22 44, 30 60, 52 65, 72 58", 0.9)], shaded(c, 0.8), 0.3
        ),
        *behind,
        one(frame, c, 0.6),
        one([line("-52 33, -3 36", 0.4), line("-52 29, -3 22", 0.4), *cranks], "#3a3c41", 0.2),
        Part(ellipse(-0.03, 0.29, 0.065, 0.065, 20), "#8d9097", 0.4),
        one([strip([(x - 0.045, y), (x + 0.045, y)], 0.013) for x, y in feet], DARK, 0.3),
        Part(curve("-30 74, -28 79, -16 78, -2 75*, -6 72, -18 73"), "#4a2c1c", 0.8),
        one([line("33 76, 32 82, 38 84, 40 79, 34 76", 1.1)], "#3a3c41", 0.4),
        *lamps(look, [ellipse(0.44, 0.7, 0.035, 0.035, 14)]),
        *before,
        *beam(look, 0.47, 0.7, 0.8, 0.34),
    ]


def _ridden(look: Look) -> bool:
    return look.has("rider") or look.action in RIDING


def motorcycle(look: Look) -> list[Part]:
    """A motorcycle with tank, engine and chrome."""
    c = look.colour or ("#9c2f28", "#2b4a6a", "#2c2e33", "#b8822c")[int(look.rng.integers(4))]
    turn = TAU * 2 * look.phase / SPOKES
    rims = spoked([(-0.64, 0.29), (0.68, 0.29)], 0.29, turn, "#b9bcc2", SPOKES, 0.24)
    fins = [line(f"-16 {y}, 16 {y + 2}", 0.7) for y in (34, 38, 42, 46, 50)]
    behind, before = (
        ([], [])
        if not _ridden(look)
        else rider(
            look, Seat((-0.24, 0.78), (-0.02, 1.16), (0.3, 0.94), ((0.0, 0.28), (0.02, 0.3)), (0.06, 1.26), helmet=True)
        )
    )
    return [
        *behind,
        *rims,
        one([ellipse(x, 0.29, 0.1, 0.1, 18) for x in (-0.64, 0.68)], "#7d8087", 0.5),
        one([line("-64 29, -2 30", 2.4), line("-10 28, 40 66", 2.0), line("-64 30, -40 62", 1.6)], "#3c3e44", 0.5),
        one([line("68 29, 42 88", 2.2)], "#c8ccd1", 0.6),
        Part(curve("-22 18*, -26 36, -18 56, 6 58, 24 44, 26 24, 16 16*"), "#5c6068", 0.8),
        one(fins, "#a2a6ad", 0.2),
        Part(ellipse(0.02, 0.27, 0.1, 0.09, 20), "#d0d4d9", 0.7),
        one([line("16 40, 24 26, 6 18, -40 19, -92 22", 2.6)], "#d5d9de", 0.8),
        Part(curve("-96 38*, -90 58, -66 64, -46 60, -40 54*, -62 56, -82 48"), c, 0.6),
        Part(curve("44 52*, 54 60, 72 62, 92 52, 97 44*, 84 52, 66 55"), c, 0.6),
        Part(curve("-88 62, -80 72, -56 68, -30 62, -12 66, -8 58, -40 54, -66 58"), "#241f1d", 0.8),
        Part(curve("-16 60, -8 76, 16 82, 36 74, 42 64, 22 56"), c, 0.9, fade=shaded(c, 0.7)),
        shine((-0.04, 0.72, 0.2, 0.78), width=0.014, opacity=0.4),
        one([line("42 88, 30 94, 18 92", 1.3), line("40 86, 36 98, 40 103", 0.5)], "#2a2c31", 0.5),
        Part(ellipse(-0.93, 0.56, 0.035, 0.035, 14), REAR_LAMP, 0, glow=is_lit(look)),
        *lamps(look, [ellipse(0.53, 0.78, 0.075, 0.08, 20)]),
        *before,
        *beam(look, 0.58, 0.78, 1.2, 0.5),
    ]


def scooter(look: Look) -> list[Part]:
    """A motor scooter."""
    c = look.colour or ("#7fb0a0", "#c8543f", "#e0c488", "#86a6c4")[int(look.rng.integers(4))]
    behind, before = (
        ([], [])
        if not _ridden(look)
        else rider(
            look,
            Seat((-0.26, 0.78), (-0.14, 1.16), (0.32, 0.96), ((0.08, 0.24), (0.12, 0.25)), (-0.08, 1.26), helmet=True),
        )
    )
    return [
        *behind,
        *wheels([(-0.46, 0.17), (0.56, 0.17)], 0.17, TAU * look.phase / 5, 0.56),
        one([line("56 17, 40 92", 2.2)], "#b9bcc2", 0.5),
        Part(curve("-76 32, -70 56, -50 66, -16 64, -8 46, -6 24*, -30 16, -62 20"), c, 0.7, fade=shaded(c, 0.7)),
        Part(curve("-12 26*, 22 24, 34 34, 44 76, 40 84, 32 80, 24 42, 14 34, -10 34*"), c, 0.5, fade=shaded(c, 0.7)),
        Part(curve("40 26*, 44 36, 62 38, 76 26, 78 18*, 64 28"), c, 0.6),
        Part(curve("-72 66, -64 76, -30 76, -14 72, -16 66, -44 64"), "#4a2f22", 0.8),
        one([ellipse(-0.44, 0.38, 0.11, 0.07, 20)], shaded(c, 0.78), 0.5),
        Part(line("-72 50, -50 58, -14 54", 0.6), "#ffffff", 0, opacity=0.45),
        one([line("41 88, 28 96, 20 94", 1.3), line("40 90, 42 104", 0.5)], "#2a2c31", 0.4),
        Part(curve("34 82, 34 94, 46 95, 50 86, 46 80"), c, 0.7),
        Part(ellipse(0.47, 1.06, 0.012, 0.045, 12), "#c3c7cc", 0.4),
        Part(ellipse(-0.77, 0.46, 0.025, 0.035, 14), REAR_LAMP, 0, glow=is_lit(look)),
        *lamps(look, [ellipse(0.49, 0.88, 0.035, 0.05, 16)]),
        *before,
        *beam(look, 0.52, 0.88, 1.2, 0.5),
    ]


KINDS: dict[str, Kind] = {
    "bicycle": Kind(bicycle, height=0.2, width=1.7, motion=rolling(WHEEL, 1, 0.9, 12, 2)),
    "motorcycle": Kind(motorcycle, height=0.2, width=2.0, shiny=True, motion=rolling(0.29, SPOKES, 1.5, 3, 2)),
    "scooter": Kind(scooter, height=0.2, width=1.6, shiny=True, motion=rolling(0.17, 5, 1.0, 4)),
}
