"""Small things out of doors."""

import numpy as np

from generation.engines.animatic.figures.part import Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import curve, dots, line, one, points, rod, wave
from generation.engines.animatic.figures.pieces import flag, flame, moving, smoke, sparks
from generation.engines.animatic.outline import box, ellipse

FLAGS = (
    ("#c8302c", "#f2efe6", "#2f4f8a"),
    ("#2f7a4a", "#f2efe6", "#c8402e"),
    ("#2a4a8c", "#f0c040", "#2a4a8c"),
    ("#c8302c", "#f0c040"),
)


def campfire(look: Look) -> list[Part]:
    """Crossed logs in a ring of stones, flames, sparks and smoke."""
    logs = [rod(-0.5, 0.06, 0.42, 0.2, 0.06), rod(0.5, 0.06, -0.4, 0.2, 0.06), rod(-0.2, 0.1, 0.26, 0.12, 0.065)]
    stones = [ellipse(x, 0.05, 0.09, 0.06, 14) for x in (-0.66, -0.48, 0.48, 0.66)]
    near = [ellipse(x, 0.02, 0.09, 0.055, 14) for x in (-0.34, -0.14, 0.08, 0.3)]
    return [
        *smoke(0.0, 0.85, 0.07, 0.34, 0.2, look.phase, "#8a8688", 6, 0.26, 1.8),
        Part(ellipse(0, 0.3, 0.62, 0.34, 28), "#ff8a32", 0, glow=True, opacity=0.16, soft=0.12),
        one(stones, "#6a6866", 0.8),
        one(logs, "#4a3020", 0.8, fade="#24160e"),
        *flame(-0.2, 0.12, 0.15, 0.55, look.phase, 0.35),
        *flame(0.2, 0.12, 0.15, 0.5, look.phase, 0.75),
        *flame(0.0, 0.1, 0.24, 0.92, look.phase),
        Part(ellipse(0, 0.12, 0.34, 0.06, 24), "#ffb048", 0, glow=True, opacity=0.7, soft=0.03),
        one(near, "#7a7672", 0.8),
        sparks(0, 0.5, 0.3, 0.75, 0.014, look.phase, 10),
    ]


def snowman(look: Look) -> list[Part]:
    """Three balls of snow with hat and scarf."""
    scarf = look.colour or "#c8383a"
    return [
        one(
            [line(f"{s * 15} 58, {s * 30} 66, {s * 40} 74", 1.1) for s in (-1, 1)]
            + [rod(s * 0.34, 0.69, s * 0.4, 0.66, 0.007) for s in (-1, 1)],
            "#5a4030",
            0.4,
        ),
        Part(ellipse(0, 0.21, 0.27, 0.235, 36), "#f4f8fc", 0.9, fade="#c4d2e2"),
        Part(ellipse(0, 0.54, 0.2, 0.175, 32), "#f4f8fc", 0.9, fade="#cedae8"),
        Part(ellipse(0, 0.8, 0.145, 0.13, 28), "#f8fafd", 0.9, fade="#d8e2ee"),
        Part(curve("-15 70, 0 66, 15 70, 15 76, 0 72.5, -15 76"), scarf, 0.7),
        Part(points("5 70, 11 69, 14 50, 7 49"), shaded(scarf, 0.88), 0.4),
        one([rod(x, 0.49, x + 0.002, 0.46, 0.005) for x in (0.08, 0.1, 0.12, 0.135)], scarf),
        one(
            [ellipse(s * 0.052, 0.84, 0.017, 0.019, 12) for s in (-1, 1)]
            + [ellipse(x, 0.755 + 0.35 * x * x * 10, 0.01, 0.01, 8) for x in (-0.05, -0.025, 0, 0.025, 0.05)],
            "#17181c",
            0.7,
        ),
        Part(points("0 81.5, 0 78, 15 79"), "#ee7f2d", 0.7),
        one([ellipse(0.01, y, 0.019, 0.019, 12) for y in (0.46, 0.54, 0.62)], "#1c1d22", 0.7),
        Part(curve("-19 90*, -19 93, 19 93, 19 90*, 0 88"), "#22242b", 0.6),
        Part(points("-11.5 92, -12 109, 12 109, 11.5 92"), "#22242b", 0.6),
        Part(box(-0.117, 0.93, 0.117, 0.965), shaded(scarf, 0.85), 0.4),
    ]


def scarecrow(look: Look) -> list[Part]:
    """A scarecrow with a straw hat, its sleeves moving."""
    c = look.colour or "#8a4a3c"
    sway = 0.012 * wave(look.phase)
    straw = [rod(s * 0.42, 0.62, s * (0.5 + 0.02 * k), 0.56 + 0.03 * k, 0.004) for s in (-1, 1) for k in range(5)] + [
        rod(x, 0.26, x * 1.3 + sway, 0.19 - 0.02 * (k % 2), 0.004) for k, x in enumerate(np.linspace(-0.15, 0.15, 9))
    ]
    return [
        Part(box(-0.018, 0, 0.018, 0.8), "#6a4c34", 0.6),
        Part(rod(-0.46, 0.63, 0.46, 0.63, 0.014), "#6a4c34", 0.6),
        one(straw, "#d8b458"),
        Part(
            curve("-14 72, -44 68, -43 57, -17 58, -16 40, -19 25*, 19 25*, 16 40, 17 58, 43 57, 44 68, 14 72, 0 74")
            + np.array([sway, 0]),
            c,
            0.5,
            fade=shaded(c, 0.7),
        ),
        one([line("0 72, 0 27", 0.4), line("-30 62, -30 57", 0.3)], shaded(c, 0.5)),
        Part(box(0.05, 0.42, 0.13, 0.5), "#c8a85a", 0.1),
        Part(points("-16 24, -17 34, 17 34, 16 24"), "#4a5a70", 0.3),
        Part(curve("-10 74, -12 86, -6 95, 6 95, 12 86, 10 74, 0 71"), "#d8bd8c", 0.8),
        one([ellipse(s * 0.045, 0.85, 0.014, 0.014, 10) for s in (-1, 1)], "#2a2018"),
        one([line("-5 78, 0 76.5, 5 78", 0.5), *(rod(x, 0.765, x, 0.79, 0.003) for x in (-0.03, 0, 0.03))], "#4a2f1e"),
        Part(curve("-24 88*, -12 92, 12 92, 24 88*, 10 86, -10 86"), "#c8a050", 0.7),
        Part(curve("-10 91*, -7 104, 8 103, 10 91*"), "#d2ac5c", 0.7),
        Part(line("-10 93, 0 92, 10 93", 1.0), "#7a3428", 0.2),
    ]


def flagpole(look: Look) -> list[Part]:
    """A flag waving on its pole."""
    bands = [look.colour] if look.colour else list(FLAGS[int(look.rng.integers(len(FLAGS)))])
    return [
        Part(points("-7 0, -5 4, 5 4, 7 0"), "#8d8a86", 0.5),
        Part(box(-0.009, 0.03, 0.009, 0.985), "#d8dade", 0.8),
        *flag(0.01, 0.955, 0.48, 0.29, look.phase, [b or "#c8302c" for b in bands]),
        Part(ellipse(0, 1.0, 0.02, 0.02, 16), "#d8b04c", 0.9),
        one([rod(0.008, 0.66, 0.012, 0.95, 0.0015)], "#f0ece2"),
    ]


def sign(look: Look) -> list[Part]:
    """A wooden signpost with two arms."""
    c = look.colour or "#9a7048"
    return [
        Part(box(-0.035, 0, 0.035, 1.0), shaded(c, 0.75), 0.6),
        Part(points("-4 66, 42 66, 54 75, 42 84, -4 84"), c, 0.25, fade=shaded(c, 0.75)),
        Part(points("4 44, -38 44, -50 53, -38 62, 4 62"), shaded(c, 0.95), 0.25, fade=shaded(c, 0.7)),
        one(
            [box(0.03, y, x, y + 0.02) for x, y in ((0.36, 0.77), (0.26, 0.72))]
            + [box(-x, y, -0.03, y + 0.02) for x, y in ((0.32, 0.55), (0.24, 0.5))],
            shaded(c, 0.4),
            0,
            opacity=0.85,
        ),
        one(dots([(0, 0.75), (0, 0.53)], 0.012), "#d8dade", 0.5),
        one(
            [points(f"{x - 1.4} 0, {x + 1.4} 0, {x + 2} {9 + 4 * np.sin(x)}") for x in (-14, -9, -5, 6, 10, 15)],
            "#5f7a3f",
            0.3,
        ),
    ]


def rock(look: Look) -> list[Part]:
    """A weathered boulder."""
    c = look.colour or "#7f7b76"
    return [
        Part(
            curve("-80 0*, -84 28, -66 62, -30 92, 8 100, 44 84, 74 48, 82 16, 80 0*", 3), c, 0.35, fade=shaded(c, 0.66)
        ),
        Part(curve("-30 90, 8 99, 42 84, 24 70, -6 66, -26 74", 3), shaded(c, 1.2), 0.3),
        Part(curve("74 46, 82 16, 80 0*, 34 0*, 30 34, 44 58", 3), shaded(c, 0.72), 0.3),
        one(
            [line("-26 74, -34 46, -22 20", 0.7), line("30 34, 12 20, 16 4", 0.6), line("-62 40, -46 34", 0.5)],
            shaded(c, 0.45),
            0,
            opacity=0.7,
        ),
        one(
            [ellipse(x, y, 0.1, 0.05, 14, 0.3) for x, y in ((-0.5, 0.6), (-0.6, 0.5), (0.2, 0.9))],
            "#6f7f4c",
            0.5,
            opacity=0.75,
        ),
        Part(curve("64 0*, 62 14, 78 22, 96 14, 98 0*"), shaded(c, 0.9), 0.6),
    ]


def barrel(look: Look) -> list[Part]:
    """A wooden barrel."""
    c = look.colour or "#9a6a3e"
    return [
        Part(
            curve("-32 2*, -42 30, -44 50, -42 70, -32 97*, 0 100, 32 97*, 42 70, 44 50, 42 30, 32 2*, 0 0"),
            c,
            0.75,
            fade=shaded(c, 0.68),
        ),
        one(
            [line(f"{x * 0.76} 3, {x} 50, {x * 0.76} 97", 0.35) for x in (-34, -23, -11, 0, 11, 23, 34)],
            shaded(c, 0.5),
            0,
            opacity=0.7,
        ),
        one(
            [line(f"{-w} {y}, 0 {y - 3}, {w} {y}", 2.2) for w, y in ((36, 14), (42.5, 34), (42.5, 68), (36, 88))],
            "#4a4a4e",
            0.5,
        ),
        Part(ellipse(0, 0.975, 0.32, 0.035, 30), shaded(c, 1.15), 0.2),
    ]


KINDS: dict[str, Kind] = {
    "campfire": Kind(campfire, height=0.1, width=1.6, motion=moving(0.8, 8)),
    "snowman": Kind(snowman, height=0.26, width=0.9),
    "scarecrow": Kind(scarecrow, height=0.28, width=1.1, motion=moving(1.8, 8)),
    "flag": Kind(flagpole, height=0.36, width=1.1, motion=moving(0.9, 8)),
    "sign": Kind(sign, height=0.2, width=1.1),
    "rock": Kind(rock, height=0.16, width=2.0),
    "barrel": Kind(barrel, height=0.14, width=0.95, indoors=0.34),
}
