"""Furniture and lamps."""

import numpy as np

from generation.engines.animatic.figures.part import DARK, WARM_LIGHT, Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import arch, curve, hoop, lathe, line, one, panel, points, rod
from generation.engines.animatic.figures.pieces import flame, is_lit, lamps, moving, shine, sparks, stones
from generation.engines.animatic.outline import box, ellipse

WOOD = "#8d5d38"


def chair(look: Look) -> list[Part]:
    """A wooden chair, a little from the side."""
    c = look.colour or "#9a6238"
    return [
        one([line("-12 43, -14 0", (2.2, 1.6)), line("34 43, 38 2", (2.2, 1.6))], shaded(c, 0.62), 0.6),
        one([rod(-0.1, 0.2, 0.36, 0.2, 0.012)], shaded(c, 0.6), 0.5),
        one([line("-26 46, -29 74, -33 102", 2.2), line("10 46, 8 74, 5 100", 2.0)], c, 0.7),
        one([line("-30 94, -12 97, 6 93", 3.4), line("-28 72, -12 74, 8 71", 2.6)], shaded(c, 1.08), 0.6),
        one([line(f"{x} 72, {x - 1.5} 94", 1.0) for x in (-21, -12, -3)], shaded(c, 0.92), 0.5),
        Part(curve("-32 49*, 16 50*, 40 44*, 38 41, -14 41, -32 46*"), c, 0.4, fade=shaded(c, 0.75)),
        one([line("-26 44, -29 0", (2.4, 1.7)), line("26 41, 29 0", (2.4, 1.7))], shaded(c, 0.9), 0.7),
        one([rod(-0.28, 0.16, 0.28, 0.15, 0.012)], shaded(c, 0.8), 0.5),
    ]


def throne(look: Look) -> list[Part]:
    """A king's seat: a tall gilded back over a red cushion, on two steps."""
    c, gold = look.colour or "#a3202e", "#d8a840"
    studs = [ellipse(x, y, 0.012, 0.012, 10) for x in (-0.1, 0, 0.1) for y in (0.56, 0.68, 0.8)]
    return [
        Part(box(-0.46, 0, 0.46, 0.05), "#8a7f78", 0.3, fade="#5f5650"),
        Part(box(-0.38, 0.05, 0.38, 0.1), "#9a8f86", 0.3, fade="#6a615a"),
        Part(curve("-27 10*, -27 84, -20 93, -9 95, 0 104, 9 95, 20 93, 27 84, 27 10*"), gold, 0.6,
             fade=shaded(gold, 0.6)),
        Part(curve("-19 36*, -19 80, -13 87, 0 91, 13 87, 19 80, 19 36*"), c, 0.7, fade=shaded(c, 0.6)),
        one(studs, shaded(gold, 1.15), 0.8),
        one([ellipse(s * 0.25, 0.9, 0.035, 0.035, 18) for s in (-1, 1)] + [ellipse(0, 1.03, 0.03, 0.04, 18)],
            shaded(gold, 1.15), 0.9),
        Part(box(-0.27, 0.1, 0.27, 0.31), shaded(gold, 0.8), 0.3, fade=shaded(gold, 0.5)),
        Part(curve("-27 30, -28 37, 28 37, 27 30"), shaded(c, 1.15), 0.8, fade=shaded(c, 0.8)),
        one([curve(f"{s * 25} 10*, {s * 25} 48, {s * 31} 53, {s * 36} 48, {s * 34} 10*") for s in (-1, 1)],
            gold, 0.6, fade=shaded(gold, 0.6)),
    ]  # fmt: skip


def armchair(look: Look) -> list[Part]:
    """A deep upholstered armchair."""
    c = look.colour or "#8a4a3c"
    return [
        one([points(f"{x} 0, {x + 5} 0, {x + 6} 12, {x - 1} 12") for x in (-46, 40)], "#4a3020", 0.5),
        Part(curve("-46 30*, -50 70, -40 96, 0 102, 40 96, 50 70, 46 30*"), c, 0.7, fade=shaded(c, 0.7)),
        one(
            [
                ellipse(x, y, 0.018, 0.018, 10)
                for x, y in ((-0.2, 0.84), (0, 0.86), (0.2, 0.84), (-0.1, 0.72), (0.1, 0.72))
            ],
            shaded(c, 0.5),
            0.6,
        ),
        Part(curve("-40 36, -42 50, 42 50, 40 36"), shaded(c, 1.1), 0.8, fade=shaded(c, 0.8)),
        Part(box(-0.46, 0.1, 0.46, 0.36), shaded(c, 0.9), 0.3, fade=shaded(c, 0.66)),
        one(
            [curve(f"{s * 40} 10*, {s * 38} 52, {s * 46} 64, {s * 58} 62, {s * 60} 50, {s * 56} 10*") for s in (-1, 1)],
            c,
            0.7,
            fade=shaded(c, 0.7),
        ),
        one([ellipse(s * 0.5, 0.56, 0.06, 0.055, 16) for s in (-1, 1)], shaded(c, 1.1), 0.4),
        Part(line("-42 37, 42 37", 0.5), shaded(c, 0.5), 0),
    ]


def sofa(look: Look) -> list[Part]:
    """A sofa with cushions."""
    c = look.colour or "#5a7480"
    return [
        one([points(f"{x} 0, {x + 6} 0, {x + 7} 12, {x - 1} 12") for x in (-112, 104)], "#4a3424", 0.5),
        Part(
            curve("-112 30*, -114 80, -104 98, 0 101, 104 98, 114 80, 112 30*"),
            shaded(c, 0.92),
            0.5,
            fade=shaded(c, 0.7),
        ),
        one(
            [curve(f"{x} 46, {x + 3} 88, {x + 60} 90, {x + 64} 48") for x in (-98, -32, 34)],
            c,
            0.6,
            fade=shaded(c, 0.82),
        ),
        one(
            [curve(f"{x} 32, {x + 1} 50, {x + 62} 50, {x + 64} 32") for x in (-98, -32, 34)],
            shaded(c, 1.1),
            0.7,
            fade=shaded(c, 0.85),
        ),
        Part(box(-1.04, 0.1, 1.04, 0.33), shaded(c, 0.85), 0.2, fade=shaded(c, 0.62)),
        one(
            [
                curve(f"{s * 100} 10*, {s * 98} 54, {s * 106} 68, {s * 122} 66, {s * 126} 52, {s * 122} 10*")
                for s in (-1, 1)
            ],
            c,
            0.7,
            fade=shaded(c, 0.7),
        ),
        Part(curve("-84 52, -90 84, -50 86, -46 54"), "#d2a04a", 0.8),
        Part(curve("60 52, 56 82, 90 86, 92 56"), "#c8644c", 0.8),
    ]


def table(look: Look) -> list[Part]:
    """A wooden dining table."""
    c = look.colour or WOOD
    return [
        one([points(f"{x} 0, {x + 7} 0, {x + 9} 84, {x - 2} 84") for x in (-84, 77)], shaded(c, 0.62), 0.5),
        one([points(f"{x} 4, {x + 6} 4, {x + 7} 84, {x - 1} 84") for x in (-60, 55)], shaded(c, 0.45), 0.4),
        Part(box(-0.94, 0.76, 0.94, 0.9), shaded(c, 0.8), 0.15, fade=shaded(c, 0.6)),
        Part(panel(-1.13, 0.9, 1.13, 1.0, 0.04), c, 0.5, fade=shaded(c, 0.75)),
        one(
            [line("-106 97, -20 96, 90 97", 0.3), line("-80 94, 30 93.5, 104 94", 0.3)], shaded(c, 0.6), 0, opacity=0.6
        ),
    ]


def desk(look: Look) -> list[Part]:
    """A desk with a computer, a lamp and papers."""
    c = look.colour or "#9a7650"
    return [
        Part(box(-0.62, 0.0, -0.56, 0.56), shaded(c, 0.7), 0.3),
        Part(box(0.2, 0.0, 0.72, 0.56), shaded(c, 0.9), 0.1, fade=shaded(c, 0.68)),
        one([box(0.24, y, 0.68, y + 0.15) for y in (0.04, 0.21, 0.38)], c, 0.2),
        one([box(0.42, y + 0.07, 0.5, y + 0.085) for y in (0.04, 0.21, 0.38)], "#d5d9dd", 0.5),
        Part(curve("-76 56*, -76 61, 82 61, 82 56*"), shaded(c, 1.1), 0.4),
        Part(points("-9 61, -5 70, 5 70, 9 61"), "#8d9197", 0.4),
        Part(curve("-32 68*, -32 102*, 32 102*, 32 68*"), "#1d2024", 0.2),
        Part(box(-0.3, 0.7, 0.3, 1.0), "#7fc0e8", 0, glow=True, fade="#2c5a8a"),
        one(
            [box(-0.26, y, -0.26 + w, y + 0.018) for y, w in ((0.94, 0.3), (0.89, 0.42), (0.84, 0.24), (0.79, 0.36))],
            "#e8f6ff",
            0,
            glow=True,
            opacity=0.7,
        ),
        one([points("-30 61, -26 64, 18 64, 22 61"), ellipse(0.32, 0.62, 0.045, 0.02, 14)], "#d8dadc", 0.4),
        one([line("-64 61, -56 88, -44 100", 0.9)], "#2c2e33", 0.4),
        Part(points("-50 103, -36 92, -30 98, -46 106"), look.colour and DARK or "#b8433a", 0.5),
        *lamps(look, [ellipse(-0.36, 0.945, 0.04, 0.025, 14, 0.7)]),
        Part(ellipse(-0.64, 0.615, 0.08, 0.014, 18), "#2c2e33", 0.4),
        one([box(0.46, 0.61, 0.7, 0.63), box(0.48, 0.63, 0.68, 0.65)], "#c8503c", 0.2),
        Part(points("50 65, 51 76, 61 76, 62 65"), "#e8e2d4", 0.6),
    ]


def bed(look: Look) -> list[Part]:
    """A made bed."""
    c = look.colour or "#6a86a8"
    return [
        Part(curve("-124 0*, -126 92*, -122 101, -112 101, -108 92*, -108 0*"), WOOD, 0.5, fade="#5f3d24"),
        Part(curve("112 0*, 110 58*, 114 64, 122 64, 126 58*, 126 0*"), WOOD, 0.5, fade="#5f3d24"),
        Part(box(-1.12, 0.14, 1.14, 0.32), "#7a5030", 0.3),
        Part(curve("-110 30*, -110 52, -100 56, 104 56, 114 50, 114 30*"), "#f0ece2", 0.5, fade="#cfc8ba"),
        one(
            [
                curve("-106 54, -108 74, -92 80, -60 78, -52 66, -58 54"),
                curve("-98 56, -92 88, -76 90, -62 80, -60 60"),
            ],
            "#fbf8f0",
            0.9,
        ),
        Part(curve("-50 56*, -46 64, 0 66, 100 64, 116 58, 118 36, 114 14*, -44 14*"), c, 0.5, fade=shaded(c, 0.68)),
        Part(curve("-54 56*, -50 66, -34 68, -30 54, -34 14*, -46 14*"), shaded(c, 1.3), 0.5),
        one([line(f"{x} 62, {x + 3} 40, {x - 2} 16", 0.5) for x in (0, 34, 70)], shaded(c, 0.7), 0, opacity=0.6),
    ]


def bench(look: Look) -> list[Part]:
    """A park bench with iron arms."""
    c = look.colour or "#96683e"
    iron = (
        [line(f"{x} 0, {x + 2} 44, {x + 14} 46", 1.8) for x in (-92, 76)]
        + [line(f"{x + 4} 44, {x - 2} 98", 1.6) for x in (-92, 76)]
        + [line(f"{x - 8} 62, {x + 8} 66, {x + 16} 60, {x + 15} 46", 1.4) for x in (-92, 76)]
    )
    return [
        one([line("-86 0, -88 42", 1.8), line("92 0, 90 42", 1.8)], "#1f2125", 0.5),
        one([box(-1.06, y, 1.06, y + 0.085) for y in (0.56, 0.69, 0.82, 0.93)], c, 0.5, fade=shaded(c, 0.85)),
        one(iron, "#26282d", 0.6),
        one(
            [points("-106 44, -106 49, 106 49, 106 44"), points("-112 38, -112 43, 112 43, 112 38")],
            shaded(c, 1.1),
            0.4,
        ),
        one([ellipse(s * 0.86, y, 0.014, 0.014, 8) for s in (-1, 1) for y in (0.6, 0.73, 0.86, 0.97)], "#d8dadc", 0.5),
    ]


def lamp(look: Look) -> list[Part]:
    """A cast-iron street lamp."""
    lit, c = is_lit(look), look.colour or "#24262b"
    glass = points("-4.2 86, 4.2 86, 6.2 96, -6.2 96")
    return [
        *([Part(ellipse(0, 0.91, 0.13, 0.13, 24), "#ffcf80", 0, glow=True, opacity=0.16, soft=0.05)] if lit else []),
        Part(
            lathe("5 0, 5 2, 3.4 4, 2.6 8, 3.2 10, 1.7 13, 1.3 40, 1.1 78, 2.2 80, 1.2 82, 3.2 85.5, 0 86", 3),
            c,
            0.8,
        ),
        one([line("-9 77, -4 79, 0 78, 4 79, 9 77", 0.6)], c, 0.4),
        Part(glass, WARM_LIGHT if lit else "#dfe6e4", 0, glow=lit, fade="#fff1c8" if lit else "#a9b6b8"),
        one(
            [
                rod(0, 0.86, 0, 0.96, 0.003),
                rod(-0.042, 0.86, -0.062, 0.96, 0.004),
                rod(0.042, 0.86, 0.062, 0.96, 0.004),
                box(-0.048, 0.852, 0.048, 0.864),
                box(-0.066, 0.955, 0.066, 0.967),
            ],
            c,
            0.3,
        ),
        Part(curve("-7.4 96.5*, -3 100, 0 103, 3 100, 7.4 96.5*"), "#2c2e34", 0.6),
        Part(ellipse(0, 1.035, 0.009, 0.014, 10), c, 0.6),
    ]


def floor_lamp(look: Look) -> list[Part]:
    """A standing lamp with a shade."""
    c = look.colour or "#e8d8b4"
    lit = look.night > 0.1
    return [
        Part(ellipse(0, 0.015, 0.15, 0.02, 24), "#2c2a2a", 0.6),
        Part(rod(0, 0.02, 0, 0.74, 0.01), "#6a5a48", 0.7),
        *(
            [Part(points("-17 73, 17 73, 40 0, -40 0"), "#ffdc9a", 0, glow=True, opacity=0.07, soft=0.05)]
            if lit
            else []
        ),
        Part(
            points("-18 72, 18 72, 12 100, -12 100"),
            c,
            0 if lit else 0.7,
            glow=lit,
            fade=shaded(c, 1.1) if lit else shaded(c, 0.8),
        ),
        one(
            [points("-18 72, 18 72, 17.6 74, -17.6 74"), points("-12.4 98.4, 12.4 98.4, 12 100, -12 100")],
            shaded(c, 0.7),
        ),
        rod_chain(),
    ]


def rod_chain() -> Part:
    """The pull of a lamp."""
    return one([rod(0.05, 0.62, 0.05, 0.73, 0.003), ellipse(0.05, 0.61, 0.01, 0.012, 10)], "#c8a050", 0.4)


def hand_lantern(look: Look) -> list[Part]:
    """A storm lantern with a flame."""
    c = look.colour or "#3a4a48"
    return [
        Part(hoop(0, 0.78, 0.25, 0.2, 0.01), "#5a5e60", 0.3),
        Part(curve("-26 2*, -28 10, -24 18*, 24 18*, 28 10, 26 2*"), c, 0.7),
        Part(curve("-18 18*, -24 34, -20 56*, 20 56*, 24 34, 18 18*"), "#fff0c8", 0.2, opacity=0.4),
        *flame(0, 0.2, 0.07, 0.3, look.phase),
        one([rod(s * 0.25, 0.16, s * 0.22, 0.6, 0.012) for s in (-1, 1)] + [rod(0, 0.18, 0, 0.22, 0.03)], c, 0.5),
        Part(curve("-21 56*, -16 66, -8 70, 8 70, 16 66, 21 56*"), c, 0.7),
        one([box(-0.08, 0.69, 0.08, 0.74)], shaded(c, 0.8), 0.4),
        Part(ellipse(0, 0.36, 0.3, 0.26, 24), "#ffc060", 0, glow=True, opacity=0.12, soft=0.08),
        shine((-0.14, 0.26, -0.15, 0.5), width=0.014, opacity=0.5),
    ]


def television(look: Look) -> list[Part]:
    """An old television set with its aerial, something flickering on it."""
    c = look.colour or "#8a5f3e"
    k = 0.85 + 0.15 * np.cos(2 * np.pi * 2 * look.phase)
    return [
        one([rod(0, 0.84, -0.3, 1.06, 0.008), rod(0, 0.84, 0.34, 1.03, 0.008)], "#c3c7cc", 0.4),
        one([points("-52 0, -46 0, -40 12, -50 12"), points("52 0, 46 0, 40 12, 50 12")], shaded(c, 0.6), 0.4),
        Part(panel(-0.66, 0.1, 0.66, 0.84, 0.07), c, 0.35, fade=shaded(c, 0.7)),
        Part(panel(-0.58, 0.19, 0.31, 0.75, 0.1), "#1d1e22", 0.4),
        Part(panel(-0.53, 0.235, 0.26, 0.705, 0.1), "#9fd0e8", 0, glow=True, fade="#3f6a9a", opacity=k),
        Part(curve("-40 26, -30 44, -16 38, 0 52, 14 40, 24 26"), "#1f3a4a", 0, opacity=0.6),
        Part(ellipse(0.1, 0.6, 0.05, 0.05, 16), "#f6f2d8", 0, glow=True, opacity=0.8),
        shine((-0.44, 0.42, -0.32, 0.64), width=0.03, opacity=0.2),
        one([ellipse(0.48, y, 0.065, 0.065, 20) for y in (0.62, 0.44)], "#d5c9ae", 0.6),
        one([rod(0.48, y, 0.51, y + 0.045, 0.008) for y in (0.62, 0.44)], "#3a3430"),
        one([box(0.4, y, 0.56, y + 0.012) for y in (0.2, 0.235, 0.27, 0.305)], shaded(c, 0.5)),
    ]


def mirror(look: Look) -> list[Part]:
    """A standing oval mirror in a gilt frame."""
    c = look.colour or "#b98d42"
    return [
        one(
            [line("-24 0, -30 6, -33 60", 1.6), line("24 0, 30 6, 33 60", 1.6), rod(-0.28, 0.08, 0.28, 0.08, 0.012)],
            shaded(c, 0.7),
            0.6,
        ),
        Part(ellipse(0, 0.56, 0.33, 0.43, 48), c, 0.7),
        Part(ellipse(0, 0.56, 0.27, 0.37, 44), "#cfe0e8", 0, fade="#6f8c9c"),
        Part(curve("-22 40, -4 54, 10 46, 26 56, 22 34, 6 22, -14 28"), "#4f6a7a", 0, opacity=0.4, soft=0.02),
        shine((-0.18, 0.42, 0.04, 0.84), (-0.06, 0.36, 0.12, 0.7), width=0.025, opacity=0.3),
        Part(curve("-8 97, -4 103, 0 100, 4 103, 8 97, 0 94"), c, 0.8),
    ]


def painting(look: Look) -> list[Part]:
    """A landscape in a carved gilt frame."""
    c = look.colour or "#b98d42"
    return [
        Part(box(-0.66, 0, 0.66, 1.0), c, 0.45, fade=shaded(c, 0.7)),
        Part(box(-0.56, 0.1, 0.56, 0.9), shaded(c, 0.5), 0.2),
        Part(box(-0.53, 0.13, 0.53, 0.87), "#8fb8d4", 0, fade="#f2d9a8"),
        Part(ellipse(0.22, 0.56, 0.07, 0.07, 20), "#fff2c8", 0),
        Part(points("-53 40, -36 58, -20 46, 0 66, 20 48, 36 56, 53 42, 53 30, -53 30"), "#6a7f98", 0.2),
        Part(curve("-53 34*, -20 42, 10 34, 53 40*, 53 13*, -53 13*"), "#6f8c4c", 0.2, fade="#3f5a30"),
        Part(curve("-6 13*, 2 24, -4 32, 2 36, 6 32, 4 24, 14 13*"), "#d8c89a", 0),
        one([ellipse(-0.34, 0.36, 0.07, 0.11, 16), ellipse(-0.24, 0.33, 0.05, 0.08, 16)], "#3f5f38", 0.6),
        one(
            [ellipse(s * 0.61, y, 0.035, 0.035, 12) for s in (-1, 1) for y in (0.05, 0.5, 0.95)]
            + [ellipse(0, y, 0.035, 0.035, 12) for y in (0.05, 0.95)],
            shaded(c, 1.25),
            0.8,
        ),
    ]


def fireplace(look: Look) -> list[Part]:
    """A stone hearth with a fire burning."""
    c = look.colour or "#9a8f84"
    logs = [rod(-0.24, 0.08, 0.22, 0.14, 0.045), rod(0.24, 0.08, -0.2, 0.15, 0.045), rod(-0.18, 0.17, 0.18, 0.19, 0.04)]
    return [
        Part(box(-0.7, 0, 0.7, 0.86), c, 0.1, fade=shaded(c, 0.78)),
        one(stones(-0.7, 0.7, 0, 0.86, 8, 0.2, 0.004), shaded(c, 0.6), 0, opacity=0.6),
        Part(arch(0, 0, 0.42, 0.62), "#1c1412", 0, fade="#4a2414"),
        Part(arch(0, 0.02, 0.38, 0.5), "#ff8a3a", 0, glow=True, opacity=0.3, soft=0.05),
        one(logs, "#4a2e1e", 0.7),
        *flame(-0.13, 0.14, 0.11, 0.3, look.phase, 0.3),
        *flame(0.14, 0.14, 0.1, 0.26, look.phase, 0.7),
        *flame(0.0, 0.14, 0.14, 0.4, look.phase),
        sparks(0, 0.3, 0.14, 0.26, 0.008, look.phase, 6),
        one([box(-0.5, 0, -0.42, 0.5), box(0.42, 0, 0.5, 0.5)], shaded(c, 1.1), 0.4),
        Part(box(-0.8, 0.86, 0.8, 0.94), "#6a4630", 0.4, fade="#4a2f20"),
        Part(points("-84 94, -84 99, 84 99, 84 94"), "#7d5438", 0.4),
        Part(box(-0.78, 0, 0.78, 0.035), shaded(c, 0.8), 0.3),
    ]


KINDS: dict[str, Kind] = {
    "chair": Kind(chair, height=0.16, width=0.8, indoors=0.42),
    "throne": Kind(throne, height=0.38, width=0.95, indoors=0.75),
    "armchair": Kind(armchair, height=0.17, width=1.2, indoors=0.45),
    "sofa": Kind(sofa, height=0.15, width=2.5, indoors=0.38),
    "table": Kind(table, height=0.13, width=2.3, indoors=0.34),
    "desk": Kind(desk, height=0.2, width=1.7, indoors=0.5),
    "bed": Kind(bed, height=0.15, width=2.6, indoors=0.36),
    "bench": Kind(bench, height=0.15, width=2.2, indoors=0.38),
    "lamp": Kind(lamp, height=0.5, width=0.3, indoors=0.5),
    "floor lamp": Kind(floor_lamp, height=0.28, width=0.5, indoors=0.62),
    "storm lantern": Kind(hand_lantern, height=0.1, width=0.7, indoors=0.3, motion=moving(0.8, 8)),
    "television": Kind(television, height=0.14, width=1.4, indoors=0.4, motion=moving(0.5, 4)),
    "mirror": Kind(mirror, height=0.26, width=0.7, indoors=0.6),
    "painting": Kind(painting, height=0.18, width=1.4, indoors=0.42),
    "fireplace": Kind(fireplace, height=0.22, width=1.7, indoors=0.52, motion=moving(0.8, 8)),
}
