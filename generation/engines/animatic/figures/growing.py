"""Single plants as figures."""

import numpy as np

from generation.engines.animatic import plants
from generation.engines.animatic.figures.part import Kind, Look, Part, shaded
from generation.engines.animatic.outline import box, ellipse, smooth, strip

LEAVES = {
    "": ("#35542c", "#466a34", "#5a8040", "#6f964a", "#86ab58"),
    "autumn": ("#9a4420", "#b85a26", "#d2742c", "#e69a3c", "#f2b652"),
    "blossom": ("#c86a90", "#dc86a6", "#eea4bc", "#f8c2d2", "#ffdce6"),
    "winter": ("#8a98a8", "#a9b8c8", "#c4d0dc", "#dbe5ee", "#f0f6fa"),
    "spring": ("#4a7a34", "#5f9440", "#78ac4c", "#92c25e", "#aed678"),
}  # fmt: skip


def tree(look: Look) -> list[Part]:
    """A round tree: boughs, then leaf clumps from the shade below to the light above."""
    wood, clumps = plants.broad(0, 0, 1.0, look.rng)
    tones = _tones(look)
    parts = [Part(shape * [1, -1], "#4a3428") for shape in wood]
    heights = [-c[:, 1].mean() for c in clumps]
    low, high = min(heights), max(heights)
    for shape, h in zip(clumps, heights, strict=True):
        k = (h - low) / max(high - low, 1e-6) * (len(tones) - 1) + look.rng.uniform(-0.8, 0.8)
        parts.append(Part(shape * [1, -1], tones[int(np.clip(round(k), 0, len(tones) - 1))], 0.8))
    return parts + _sparkle(look, clumps, tones)


def _tones(look: Look) -> tuple[str, ...]:
    if look.colour:
        return tuple(shaded(look.colour, k) for k in (0.6, 0.75, 0.9, 1.05, 1.2))
    return LEAVES.get(look.season, LEAVES[""])


def _sparkle(look: Look, clumps: list[np.ndarray], tones: tuple[str, ...]) -> list[Part]:
    """Small single leaves on the lit side break up the clumps' outline."""
    rng, parts = look.rng, []
    for _ in range(340):
        c = clumps[int(rng.integers(len(clumps)))]
        m, size = c.mean(0), float(np.ptp(c, axis=0).max()) * 0.5
        a, d = rng.uniform(0, 2 * np.pi), rng.uniform(0.3, 1.05)
        x, y = m[0] + np.cos(a) * size * d, -(m[1] - np.sin(a) * size * d * 0.85)
        tone = tones[int(np.clip(3 + 1.4 * np.sin(a) + rng.uniform(-0.7, 0.7), 0, len(tones) - 1))]
        parts.append(Part(ellipse(x, y, rng.uniform(0.007, 0.014), rng.uniform(0.005, 0.01), 7, a), tone, 0.3))
    return parts


def acacia(look: Look) -> list[Part]:
    """A flat-topped tree of the savanna."""
    rng, tones = look.rng, _tones(look)
    trunks = [
        strip([(0, 0), (-0.02, 0.3), (-0.12, 0.55), (-0.26, 0.74)], [0.04, 0.032, 0.022, 0.01]),
        strip([(0, 0.26), (0.08, 0.5), (0.24, 0.76)], [0.028, 0.022, 0.008]),
        strip([(-0.02, 0.34), (0.02, 0.6), (0.06, 0.8)], [0.022, 0.016, 0.006]),
    ]
    parts = [Part(t, "#4a3526") for t in trunks]
    for _ in range(34):
        x = rng.uniform(-0.6, 0.6)
        y = 0.8 + 0.12 * (1 - (x / 0.62) ** 2) * rng.uniform(-0.3, 1.0)
        tone = tones[int(np.clip((y - 0.76) * 22 + rng.uniform(-0.8, 0.8), 0, len(tones) - 1))]
        parts.append(Part(smooth(plants.blob(x, y, rng.uniform(0.06, 0.11), rng, 11, 0.42), 3), tone, 0.7))
    return parts


def pine(look: Look) -> list[Part]:
    """One tall fir."""
    crown, stem = plants.conifer(0, 0, 1.0, look.rng, 14)
    tone = look.colour or ("#dfe8f0" if look.season == "winter" else "#2f5a3a")
    inner = crown * [0.62, 1] + [0.01, -0.01]
    return [Part(stem * [1, -1], "#4a3426"), Part(crown * [1, -1], shaded(tone, 0.8)), Part(inner * [1, -1], tone)]


def palm(look: Look) -> list[Part]:
    """A leaning palm."""
    t = np.linspace(0, 1, 12)
    parts = [Part(strip(np.c_[0.16 * t**2, t * 0.8], 0.022 * (1.3 - 0.6 * t)), "#7a5a40")]
    parts += [
        Part(strip([(0.16 * q**2 - 0.02, q * 0.8), (0.16 * q**2 + 0.02, q * 0.8)], 0.003), "#54402e", 0)
        for q in t[1:-1]
    ]
    s = np.linspace(0, 1, 9)
    for k in range(11):
        a = -0.55 + 4.25 * k / 10
        x, y = 0.16 + np.cos(a) * 0.38 * s, 0.8 + np.sin(a) * 0.25 * s - 0.22 * s**2
        lower = y - (0.025 + 0.035 * (np.arange(9) % 2)) * np.sin(s * 3.1)
        parts.append(
            Part(
                np.r_[np.c_[x, y + 0.016 * (1 - s)], np.c_[x, lower][::-1]],
                ("#2f6a3c", "#3f7f46", "#56934e")[k % 3],
                0.8,
            )
        )
    return [*parts, *(Part(ellipse(0.15 + d, 0.775, 0.022, 0.024), "#6a4a2c") for d in (-0.015, 0.03))]


def cactus(look: Look) -> list[Part]:
    """A saguaro."""
    c = look.colour or "#4f7d4a"
    arms = [
        strip([(0, 0.4), (-0.16, 0.42), (-0.19, 0.55), (-0.19, 0.74)], [0.05, 0.055, 0.055, 0.045]),
        strip([(0, 0.52), (0.15, 0.54), (0.18, 0.64), (0.18, 0.86)], [0.05, 0.05, 0.05, 0.04]),
    ]
    trunk = smooth([(-0.075, 0), (-0.08, 0.5), (-0.07, 0.93), (0, 1.0), (0.07, 0.93), (0.08, 0.5), (0.075, 0)])
    ribs = [Part(strip([(x, 0.03), (x, 0.94)], 0.004), shaded(c, 0.7), 0) for x in (-0.035, 0, 0.035)]
    return [
        *(Part(a, shaded(c, 0.9)) for a in arms),
        Part(trunk, c),
        *ribs,
        Part(ellipse(0, 1.0, 0.03, 0.02), "#e86a8a", 0.5),
    ]


def mushroom(look: Look) -> list[Part]:
    """A spotted toadstool."""
    c = look.colour or "#c83a2e"
    cap = smooth([(-0.48, 0.56), (-0.36, 0.84), (0, 1.0), (0.36, 0.84), (0.48, 0.56), (0.2, 0.6), (-0.2, 0.6)])
    stem = smooth([(-0.13, 0), (-0.1, 0.3), (-0.12, 0.62), (0.12, 0.62), (0.1, 0.3), (0.14, 0)])
    spots = [
        Part(ellipse(x, y, r, r * 0.8), "#f8f0e4", 0.4)
        for x, y, r in (
            (-0.22, 0.78, 0.06),
            (0.02, 0.88, 0.07),
            (0.24, 0.74, 0.055),
            (-0.05, 0.7, 0.045),
            (0.34, 0.62, 0.035),
            (-0.36, 0.64, 0.035),
        )
    ]
    return [Part(stem, "#efe5d2"), Part(cap, c), *spots]


def flower(look: Look) -> list[Part]:
    """One flower on its stem."""
    c = look.colour or "#e0506a"
    stem = strip([(0, 0), (0.03, 0.35), (0, 0.7)], 0.014)
    leaves = [
        smooth([(0.02, 0.3), (0.16, 0.42), (0.26, 0.4), (0.14, 0.3)]),
        smooth([(0.02, 0.22), (-0.14, 0.36), (-0.22, 0.34), (-0.12, 0.24)]),
    ]
    angles = np.arange(0, 2 * np.pi, np.pi / 4)
    outer = [
        Part(
            ellipse(0.14 * np.cos(a), 0.8 + 0.14 * np.sin(a), 0.1, 0.065, 20, float(a)),
            shaded(c, 0.85 + 0.15 * (i % 2)),
        )
        for i, a in enumerate(angles)
    ]
    return [
        Part(stem, "#4a7a3c", 0.5),
        *(Part(leaf, "#4f8440") for leaf in leaves),
        *outer,
        Part(ellipse(0, 0.8, 0.07, 0.07), "#f2c84a"),
    ]


def snowman(look: Look) -> list[Part]:
    """Three balls of snow with hat and scarf."""
    balls = [Part(ellipse(0, y, r, r), "#f4f8fc") for y, r in ((0.22, 0.24), (0.56, 0.18), (0.82, 0.13))]
    scarf = Part(
        smooth([(-0.14, 0.72), (0, 0.68), (0.14, 0.72), (0.13, 0.77), (-0.13, 0.77)]), look.colour or "#c8383a"
    )
    hat = [Part(box(-0.17, 0.91, 0.17, 0.94), "#22242b", 0.5), Part(box(-0.1, 0.93, 0.1, 1.08), "#22242b", 0.7)]
    face = [Part(ellipse(x, 0.85, 0.016, 0.016), "#17181c", 0.3) for x in (-0.05, 0.05)]
    arms = [Part(strip([(s * 0.16, 0.58), (s * 0.38, 0.72)], 0.012), "#5a4030", 0.3) for s in (-1, 1)]
    return [
        *arms,
        *balls,
        scarf,
        *hat,
        *face,
        Part(np.array([(0, 0.83), (0, 0.79), (0.13, 0.8)]), "#f08a30", 0.5),
        *(Part(ellipse(0, y, 0.018, 0.018), "#17181c", 0.3) for y in (0.5, 0.58, 0.66)),
    ]


KINDS: dict[str, Kind] = {
    "tree": Kind(tree, height=0.54, large=True),
    "acacia": Kind(acacia, height=0.42, width=1.3, large=True),
    "pine": Kind(pine, height=0.5, large=True),
    "palm": Kind(palm, height=0.48, large=True),
    "cactus": Kind(cactus, height=0.28),
    "mushroom": Kind(mushroom, height=0.14, indoors=0.5),
    "flower": Kind(flower, height=0.2, indoors=0.5),
    "snowman": Kind(snowman, height=0.26),
}
