"""Single trees: soft masses of leaves on boughs."""

from collections.abc import Callable, Sequence

import numpy as np

from generation.engines.animatic.figures.part import Kind, Look, Motion, Part, shaded
from generation.engines.animatic.figures.pen import TAU, curve, flowing, line, one, points
from generation.engines.animatic.figures.pieces import shade
from generation.engines.animatic.outline import ellipse, strip
from generation.engines.animatic.raster import Shape

LEAVES = {
    "": ("#263d24", "#3a5a2e", "#527a3a", "#729a4a", "#98ba62"),
    "autumn": ("#7a3018", "#a84a20", "#cf6e28", "#e8963a", "#f6bc5a"),
    "blossom": ("#b4587e", "#d67c9e", "#eba0ba", "#f8c6d4", "#ffe4ec"),
    "winter": ("#74849a", "#98a9bc", "#bccada", "#dbe5ee", "#f4f8fc"),
    "spring": ("#3c6a2c", "#56883a", "#76a848", "#98c45e", "#bcdc80"),
}
BARK = "#4e3a2c"
Mass = tuple[float, float, float]
"""A clump of leaves: its middle and its radius."""


def tones(look: Look, season: str = "") -> tuple[str, ...]:
    """Leaf colours from the shade to the light."""
    if look.colour:
        return tuple(shaded(look.colour, k) for k in (0.42, 0.62, 0.85, 1.06, 1.28))
    return LEAVES.get(season or look.season, LEAVES[""])


def _clump(rng: np.random.Generator, x: float, y: float, r: float, flat: float = 0.82) -> Shape:
    """A lump with a leafy edge."""
    count = int(np.clip(r * 420, 26, 60))
    t = TAU * np.arange(count) / count
    a, b, c = rng.uniform(0, TAU, 3)
    edge = 1 + 0.09 * np.sin(3 * t + a) + 0.06 * np.sin(7 * t + b) + 0.045 * np.sin(13 * t + c)
    edge += 0.03 * np.where(np.arange(count) % 2, 1, -1)
    return np.asarray(np.c_[x + r * edge * np.cos(t), y + r * flat * edge * np.sin(t)])


def _dabs(rng: np.random.Generator, masses: Sequence[Mass], count: int, high: float, size: float) -> list[Shape]:
    """Single leaves on the upper (`high` > 0) or lower side of the masses."""
    weight = np.array([m[2] ** 2 for m in masses])
    x, y, r = np.array(masses)[rng.choice(len(masses), count, p=weight / weight.sum())].T
    a, d = rng.uniform(0, TAU, count), rng.uniform(0.2, 1.1, count)
    middle = np.c_[x + np.cos(a) * r * d, y + r * 0.35 * high + np.sin(a) * r * d * 0.72]
    w = size * rng.uniform(0.7, 1.4, count)
    around = TAU * np.arange(6) / 6
    px, py = w[:, None] * np.cos(around), w[:, None] * 0.62 * np.sin(around)
    c, s = np.cos(a)[:, None], np.sin(a)[:, None]
    return list(middle[:, None] + np.stack([px * c - py * s, px * s + py * c], -1))


def foliage(rng: np.random.Generator, masses: Sequence[Mass], leaf: tuple[str, ...], size: float = 0.011) -> list[Part]:
    """Leaf masses in five tones, dark below and behind, light above."""
    back = [_clump(rng, x, y - r * 0.08, r * 1.06) for x, y, r in masses]
    middle = [_clump(rng, x - r * 0.06, y + r * 0.12, r * 0.84) for x, y, r in masses]
    light = [_clump(rng, x + rng.uniform(-0.3, 0.2) * r, y + r * 0.34, r * 0.5) for x, y, r in masses]
    bright = [_clump(rng, x + rng.uniform(-0.4, 0.3) * r, y + r * 0.48, r * 0.26) for x, y, r in masses]
    return [
        one(back, leaf[0], 0.5),
        one(_dabs(rng, masses, 130, -0.5, size), leaf[1], 0),
        one(middle, leaf[1], 0.6, fade=leaf[0]),
        one(_dabs(rng, masses, 110, 0.1, size), leaf[2], 0),
        one(light, leaf[2], 0.7, opacity=0.92),
        one(_dabs(rng, masses, 120, 0.5, size), leaf[3], 0),
        one(bright, leaf[3], 0.8, opacity=0.85),
        one(_dabs(rng, masses, 80, 0.9, size * 0.9), leaf[4], 0),
    ]


def _boughs(rng: np.random.Generator, foot: tuple[float, float], masses: Sequence[Mass], thick: float) -> list[Shape]:
    """Branches from the fork at `foot` into the masses."""
    x0, y0 = foot
    shapes = []
    for x, y, _ in masses:
        bend = (x0 + (x - x0) * 0.35 + rng.uniform(-0.02, 0.02), y0 + (y - y0) * 0.55)
        way = flowing([(x0, y0 - 0.02), bend, (x, y)], 5)
        shapes.append(strip(way, np.linspace(thick, thick * 0.2, len(way))))
    return shapes


def _trunk(text: str, widths: tuple[float, float], wood: str, roots: float = 1.7) -> list[Part]:
    way = flowing(points(text), 6)
    half = np.linspace(widths[0], widths[1], len(way)) / 100
    half[0] *= roots
    half[1] *= 1 + (roots - 1) * 0.35
    shadow = strip(way + np.c_[half * 0.45, half * 0], half * 0.4)
    grooves = [strip(way[1:] + np.array([d * widths[0] / 100, 0]), 0.0022) for d in (-0.4, 0.05)]
    return [
        Part(strip(way, half), wood, 0.8, fade=shaded(wood, 0.8)),
        shade(shadow, opacity=0.2, soft=0.01),
        one(grooves, shaded(wood, 0.6), 0, opacity=0.5),
    ]


def _crown(
    rng: np.random.Generator, middle: tuple[float, float], wide: float, tall: float, count: int, r: float
) -> list[Mass]:
    """Masses spread over an oval, the lower ones first."""
    found = []
    for k in range(count):
        a, d = TAU * (k * 0.618), np.sqrt((k + 0.6) / count)
        x = middle[0] + wide * d * np.cos(a) + rng.uniform(-0.03, 0.03)
        y = middle[1] + tall * d * np.sin(a) + rng.uniform(-0.02, 0.02)
        found.append((float(x), float(y), float(r * rng.uniform(0.8, 1.2) * (1.15 - 0.35 * d))))
    return sorted(found, key=lambda m: m[1])


def tree(look: Look) -> list[Part]:
    """A broad oak, as the season wants it; bare where it is said to be dead."""
    if look.has("dead", "bare"):
        return dead_tree(look)
    return _oak(look, look.season)


def _oak(look: Look, season: str) -> list[Part]:
    rng = look.rng
    masses = [*_crown(rng, (0.0, 0.66), 0.36, 0.22, 19, 0.125), (-0.36, 0.5, 0.075), (0.37, 0.52, 0.08)]
    masses.sort(key=lambda m: m[1])
    wood = "#5a4634" if season != "blossom" else "#4a3434"
    boughs = one(_boughs(rng, (0.0, 0.3), masses[::2], 0.03), shaded(wood, 0.85), 0.7)
    fallen = [ellipse(x, 0.004 + 0.006 * abs(np.sin(x * 40)), 0.011, 0.005, 7) for x in rng.uniform(-0.36, 0.36, 26)]
    litter = [one(fallen, tones(look, season)[2])] if season in ("autumn", "blossom") else []
    return [
        *litter,
        boughs,
        *_trunk("0 0, 1 12, -1 24, 0 42", (4.6, 2.8), wood),
        *foliage(rng, masses, tones(look, season)),
    ]


def autumn_tree(look: Look) -> list[Part]:
    """A tree in autumn colours, its leaves falling."""
    return [*_oak(look, "autumn"), *_drifting(look, tones(look, "autumn")[3])]


def cherry_tree(look: Look) -> list[Part]:
    """A cherry tree in blossom, petals drifting from it."""
    rng = look.rng
    masses = sorted(
        [*_crown(rng, (-0.04, 0.66), 0.4, 0.16, 14, 0.11), (-0.44, 0.52, 0.08), (0.42, 0.5, 0.085)], key=lambda m: m[1]
    )
    wood, leaf = "#4a3434", tones(look, "blossom")
    boughs = one(_boughs(rng, (0.02, 0.3), masses[::2], 0.03), wood, 0.7)
    petals = [ellipse(x, 0.004 + 0.008 * abs(np.sin(x * 50)), 0.009, 0.004, 6) for x in rng.uniform(-0.5, 0.5, 40)]
    return [
        one(petals, leaf[3]),
        boughs,
        *_trunk("4 0, 0 12, 5 24, 0 42", (4.0, 2.4), wood),
        *foliage(rng, masses, leaf),
        *_drifting(look, leaf[4]),
    ]


def _drifting(look: Look, colour: str) -> list[Part]:
    """Leaves or petals on their way down."""
    shapes = []
    for k in range(14):
        age = (k * 0.7549 + look.phase) % 1.0
        x = -0.42 + 0.84 * ((k * 0.5698) % 1) + 0.05 * np.sin(TAU * (age + k * 0.3))
        w = 0.011 * np.sin(np.pi * age) ** 0.4
        shapes.append(ellipse(x, 0.58 * (1 - age) + 0.02, w, w * 0.5, 7, TAU * age + k))
    return [one(shapes, colour)]


def willow(look: Look) -> list[Part]:
    """A weeping willow, its curtains of leaves hanging low."""
    rng, leaf = look.rng, tones(look)
    masses = _crown(rng, (0.0, 0.76), 0.33, 0.14, 13, 0.12)
    rows: list[list[Shape]] = [[], [], []]
    for k in range(96):
        x = -0.46 + 0.92 * (k + rng.uniform(-0.4, 0.4)) / 96
        top = 0.82 - 0.5 * x * x
        low = 0.08 + 0.16 * abs(np.sin(k * 1.7)) + 0.1 * (k % 3 == 0)
        sway = 0.014 * np.sin(TAU * look.phase + k * 0.5)
        way = flowing([(x * 0.72, top), (x * 1.02, (top + low) * 0.55), (x * 1.12 + sway, low)], 5)
        rows[k % 3].append(strip(way, np.interp(np.linspace(0, 1, len(way)), [0, 0.5, 1], [0.004, 0.008, 0.002])))
    return [
        *_trunk("0 0, 2 20, -1 40, 0 66", (5.0, 3.0), "#5a4a38"),
        one(rows[0], leaf[0]),
        *foliage(rng, masses, leaf, 0.009),
        one(rows[1], leaf[1], 0.3, fade=leaf[2]),
        one(rows[2], leaf[2], 0.3, fade=leaf[3]),
    ]


def dead_tree(look: Look) -> list[Part]:
    """A bare, twisted tree."""
    wood = look.colour or "#4a4038"
    shapes: list[Shape] = []

    def grow(x: float, y: float, angle: float, length: float, width: float, depth: int) -> None:
        bend = angle + look.rng.uniform(-0.35, 0.35)
        way = flowing(
            [
                (x, y),
                (x + np.cos(angle) * length * 0.5, y + np.sin(angle) * length * 0.5),
                (
                    x + np.cos(angle) * length * 0.5 + np.cos(bend) * length * 0.5,
                    y + np.sin(angle) * length * 0.5 + np.sin(bend) * length * 0.5,
                ),
            ],
            4,
        )
        shapes.append(strip(way, np.linspace(width, width * 0.55, len(way))))
        if depth:
            for side in (-1, 1, 0)[: 2 + (depth > 2)]:
                turn = side * look.rng.uniform(0.35, 0.75) + look.rng.uniform(-0.1, 0.1)
                grow(
                    way[-1, 0],
                    way[-1, 1],
                    float(np.clip(bend + turn, 0.1, np.pi - 0.1)),
                    length * look.rng.uniform(0.62, 0.8),
                    width * 0.56,
                    depth - 1,
                )

    for angle, length in ((1.15, 0.2), (1.95, 0.22), (1.55, 0.21)):
        grow(0.0, 0.34, angle, length, 0.03, 3)
    return [one(shapes, wood, 0.6), *_trunk("3 0, -2 14, 2 26, 0 37", (5.0, 3.4), wood, 1.9)]


def acacia(look: Look) -> list[Part]:
    """A flat-topped tree of the savanna."""
    rng = look.rng
    masses = [
        (x, 0.84 + 0.05 * (1 - (x / 0.6) ** 2) + rng.uniform(-0.02, 0.02), rng.uniform(0.075, 0.11))
        for x in np.linspace(-0.54, 0.54, 12)
    ]
    masses += [(x, 0.76, 0.06) for x in (-0.36, 0.3)]
    flat = [(x, y, r) for x, y, r in masses]
    limbs = [
        line("0 18, -6 40, -18 60, -38 80", (2.8, 0.8)),
        line("0 22, 6 44, 18 62, 40 80", (2.4, 0.8)),
        line("-1 30, 0 54, -6 80", (1.8, 0.7)),
        line("-8 46, -2 62, 14 80", (1.4, 0.6)),
    ]
    parts = foliage(rng, flat, tones(look), 0.009)
    return [one(limbs, "#4a3828", 0.7), *_trunk("1 0, -1 12, 0 30", (3.2, 2.4), "#54402e"), *parts]


def baobab(look: Look) -> list[Part]:
    """A baobab: a huge trunk under a small crown."""
    rng = look.rng
    wood = "#8d7460"
    masses = [
        (x, y, r)
        for x, y, r in (
            (-0.4, 0.82, 0.085),
            (-0.22, 0.9, 0.1),
            (0.0, 0.93, 0.1),
            (0.22, 0.9, 0.1),
            (0.42, 0.82, 0.08),
            (-0.32, 0.74, 0.06),
            (0.34, 0.74, 0.06),
        )
    ]
    limbs = [
        line("-12 54, -24 66, -40 80", (5.0, 1.2)),
        line("12 54, 24 66, 42 80", (5.0, 1.2)),
        line("-5 56, -12 72, -20 88", (4.5, 1.2)),
        line("5 56, 10 74, 22 88", (4.5, 1.2)),
        line("0 58, 2 76, 0 90", (3.5, 1.0)),
    ]
    trunk = curve("-24 0*, -19 6, -20 28, -17 50, -12 60, 12 60, 17 50, 20 28, 19 6, 24 0*")
    return [
        one(limbs, wood, 0.7),
        Part(trunk, wood, 0.8, fade=shaded(wood, 0.7)),
        one(
            [line(f"{x} 2, {x * 0.94} 30, {x * 0.7} 56", 0.4) for x in (-14, -8, -2, 5, 11)],
            shaded(wood, 0.62),
            0,
            opacity=0.5,
        ),
        *foliage(rng, masses, tones(look), 0.008),
    ]


def pine(look: Look) -> list[Part]:
    """A fir in tiers of needles, snow on them in winter."""
    rng = look.rng
    base = look.colour or "#2c5238"
    dark: list[Shape] = []
    mid: list[Shape] = []
    tips: list[Shape] = []
    lean = rng.uniform(-0.01, 0.01)
    for k in range(13):
        q = k / 12
        y, w = 0.1 + 0.8 * q, 0.23 * (1 - q) ** 0.85 + 0.018
        drop = 0.055 * (1 - q) + 0.02
        for out, scale, low in ((dark, 1.06, 0.012), (mid, 0.86, 0.0)):
            out.append(_bough(rng, lean * q, y - low, w * scale, drop, 11 - int(5 * q)))
        tips.append(_bough(rng, lean * q - w * 0.14, y + 0.022, w * 0.5, drop * 0.6, 7))
    snow = look.season == "winter" and not look.colour
    return [
        Part(points("-2.4 0, -1.6 30, 1.6 30, 2.4 0"), "#4a3628", 0.8),
        one(dark, shaded(base, 0.62), 0.35),
        one(mid, base, 0.4, fade=shaded(base, 0.8)),
        one(tips, "#eef4fa" if snow else shaded(base, 1.45), 0.5, opacity=0.95 if snow else 0.7),
        Part(points("-1.4 88, 0 100, 1.4 88"), "#eef4fa" if snow else shaded(base, 1.2), 0.4),
    ]


def _bough(rng: np.random.Generator, x: float, y: float, w: float, drop: float, teeth: int) -> Shape:
    """One tier of a fir: a drooping fringe under a cone."""
    xs = np.linspace(-1, 1, 2 * teeth + 1)
    fringe = (
        y
        - drop * np.abs(xs) ** 1.3 * 0.9
        + np.where(np.arange(2 * teeth + 1) % 2, 0.018, -0.012) * rng.uniform(0.6, 1.3, 2 * teeth + 1)
    )
    lower = np.c_[x + w * xs * rng.uniform(0.94, 1.05, 2 * teeth + 1), fringe]
    top = np.array([(x + w * 0.3, y + drop * 0.9), (x, y + drop * 1.9), (x - w * 0.3, y + drop * 0.9)])
    return np.asarray(np.r_[lower, top])


def palm(look: Look) -> list[Part]:
    """A leaning palm with feathered fronds."""
    t = np.linspace(0, 1, 14)
    trunk = np.c_[0.17 * t**1.8, t * 0.78]
    leaf = tones(look) if look.colour else ("#22492c", "#2f6a3a", "#458548", "#66a458", "#8cc070")
    rings = [
        strip(
            [
                (0.17 * q**1.8 - 0.02 * (1.25 - 0.5 * q), q * 0.78),
                (0.17 * q**1.8 + 0.02 * (1.25 - 0.5 * q), q * 0.78 - 0.004),
            ],
            0.0024,
        )
        for q in np.linspace(0.05, 0.95, 18)
    ]
    groups: list[list[Shape]] = [[], [], []]
    for k, a in enumerate(np.array([-0.6, 3.75, -0.2, 3.3, 0.75, 2.4, 0.2, 2.95, 1.2, 1.95, 0.45, 2.75])):
        groups[min(k // 4, 2)].append(_frond(0.17, 0.78, float(a), 0.4, look.phase + k * 0.13))
    return [
        one(groups[0], leaf[1], 0.35, fade=leaf[0]),
        Part(strip(trunk, 0.021 * (1.35 - 0.6 * t)), "#8a6a4a", 0.8, fade="#6a4e36"),
        one(rings, "#54402e", 0, opacity=0.8),
        one([ellipse(0.15 + d, 0.755 - 0.01 * abs(d), 0.024, 0.027, 14) for d in (-0.012, 0.03, 0.01)], "#6a4a2c", 0.9),
        one(groups[1], leaf[2], 0.35, fade=leaf[1]),
        one(groups[2], leaf[3], 0.35, fade=leaf[2]),
    ]


def _frond(x: float, y: float, angle: float, length: float, phase: float) -> Shape:
    s = np.linspace(0, 1, 15)
    sway = 0.02 * np.sin(TAU * phase)
    way = np.c_[x + np.cos(angle) * length * s, y + np.sin(angle) * length * 0.78 * s - (0.2 + sway) * s**2]
    d = np.gradient(way, axis=0)
    normal = np.c_[-d[:, 1], d[:, 0]] / np.maximum(np.hypot(d[:, 0], d[:, 1]), 1e-6)[:, None]
    wide = 0.052 * np.sin(np.pi * np.clip(s * 0.94 + 0.06, 0, 1)) ** 0.7 * np.where(np.arange(15) % 2, 1.0, 0.38)
    hang = np.array([0, -0.03]) * np.where(np.arange(15) % 2, 1.0, 0.2)[:, None]
    return np.asarray(
        np.r_[way + normal * wide[:, None] * 0.7 + hang * 0.5, (way - normal * wide[:, None] + hang)[::-1]]
    )


def swaying(amount: float, cels: int = 1, seconds: float = 1.0) -> Callable[[str], Motion]:
    """Leaning in the wind by `amount` of its height."""

    def motion(action: str) -> Motion:
        return Motion(cels, seconds, sway=amount)

    return motion


KINDS: dict[str, Kind] = {
    "tree": Kind(tree, height=0.54, width=1.0, large=True, motion=swaying(0.012)),
    "oak": Kind(tree, height=0.54, width=1.0, large=True, motion=swaying(0.01)),
    "autumn tree": Kind(autumn_tree, height=0.54, width=1.0, large=True, motion=swaying(0.012, 10, 3.0)),
    "cherry tree": Kind(cherry_tree, height=0.5, width=1.2, large=True, motion=swaying(0.012, 10, 3.5)),
    "willow": Kind(willow, height=0.5, width=1.15, large=True, motion=swaying(0.016, 6, 2.4)),
    "dead tree": Kind(dead_tree, height=0.5, width=1.1, large=True, motion=swaying(0.006)),
    "acacia": Kind(acacia, height=0.42, width=1.3, large=True, motion=swaying(0.01)),
    "baobab": Kind(baobab, height=0.5, width=1.1, large=True, motion=swaying(0.004)),
    "pine": Kind(pine, height=0.5, width=0.6, large=True, motion=swaying(0.012)),
    "palm": Kind(palm, height=0.48, width=1.2, large=True, motion=swaying(0.02, 6, 2.2)),
}
