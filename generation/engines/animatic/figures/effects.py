"""Fire, smoke, water and light as figures: every cycle ends where it began."""

import numpy as np

from generation.engines.animatic.figures.part import Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import TAU, ages, curve, hoop, one, points, rod, star, wave
from generation.engines.animatic.figures.pieces import STEAM, flame, moving, smoke, sparks
from generation.engines.animatic.outline import ellipse, strip
from generation.engines.animatic.raster import Shape

GOLDEN = 0.618
PLASTIC = (0.7549, 0.5698)  # multiples of these fill a square evenly (Roberts, R2 sequence)
BURSTS = (
    ("#ff5a4a", "#ffd0a0"),
    ("#ffd24a", "#fff4c8"),
    ("#5ab8ff", "#d8f0ff"),
    ("#b46aff", "#f0d8ff"),
    ("#5af08a", "#e0ffe4"),
)
SHELLS = (
    (-0.42, 0.7, 0.3, 0.62), (0.44, 0.78, 0.26, 0.5), (0.02, 0.62, 0.36, 0.42), (-0.74, 0.48, 0.2, 0.86),
    (0.8, 0.5, 0.21, 0.1),
)  # fmt: skip
"""Where each shell bursts, how wide, and how far it is in its flight at phase 0."""
PARTY = ("#f2503c", "#f8c83c", "#42b86a", "#3c86f0", "#e86ab8")
EMBER = "#ffb45a"


def fire(look: Look) -> list[Part]:
    """A blaze with sparks over it."""
    return [
        Part(ellipse(0, 0.3, 0.5, 0.4, 28), "#ff7a28", 0, glow=True, opacity=0.16, soft=0.1),
        *flame(-0.28, 0.0, 0.16, 0.6, look.phase, 0.3), *flame(0.29, 0.0, 0.15, 0.55, look.phase, 0.8),
        *flame(-0.1, 0.0, 0.22, 0.86, look.phase, 0.55), *flame(0.12, 0.0, 0.2, 0.78, look.phase, 0.1),
        sparks(0, 0.4, 0.35, 0.75, 0.012, look.phase, 12),
    ]  # fmt: skip


def smoke_plume(look: Look) -> list[Part]:
    """A tall column of smoke that leans with the wind."""
    c = look.colour or "#77747a"
    return smoke(0, 0.02, 0.055, 0.98, 0.34, look.phase, c, 18, 0.62, 2.6)


def steam_cloud(look: Look) -> list[Part]:
    """Steam that rises and is gone."""
    return [*smoke(-0.08, 0, 0.06, 0.8, 0.04, look.phase, STEAM, 10, 0.42, 2.0),
            *smoke(0.1, 0, 0.05, 0.9, -0.03, (look.phase + 0.4) % 1, STEAM, 10, 0.36, 2.0)]  # fmt: skip


def explosion(look: Look) -> list[Part]:
    """A ball of fire that swells, breaks up and sinks into smoke."""
    age = (look.phase + 0.38) % 1.0
    grow, fade = 1 - (1 - age) ** 3, (1 - age) ** 1.2
    parts: list[Part] = []
    layers = (
        ("#4a4442", 1.0, 0.9, False),
        ("#c8481c", 0.86, fade, True),
        ("#ff9a34", 0.66, fade, True),
        ("#ffe9a8", 0.4, fade * fade, True),
    )
    for k, (tone, share, seen, glow) in enumerate(layers):
        puffs = []
        for i in range(11):
            a, d = TAU * i * GOLDEN + k, 0.32 * share * np.sqrt((i + 0.5) / 11) * 1.3
            r = 0.16 * share * (1.1 - 0.3 * (i / 11)) * (0.35 + 0.65 * grow)
            puffs.append(
                ellipse(d * grow * np.cos(a), 0.45 + d * grow * np.sin(a) + 0.1 * age * (k == 0), r, r * 0.94, 16)
            )
        opacity = seen if glow else min(1.0, age * 4) * (1 - age) ** 0.7
        parts.append(one(puffs, tone, 0.6 if not glow else 0, glow=glow, opacity=float(opacity), soft=0.02 + 0.012 * k))
    rays = [
        rod(
            0.2 * grow * np.cos(a),
            0.45 + 0.2 * grow * np.sin(a),
            (0.3 + 0.3 * grow) * np.cos(a),
            0.45 + (0.3 + 0.22 * grow) * np.sin(a),
            0.006 * fade,
        )
        for a in TAU * np.arange(15) * GOLDEN
    ]
    return [one(rays, EMBER, 0, glow=True, opacity=float(fade)), *parts]


def fireworks(look: Look) -> list[Part]:
    """Five shells that rise and burst one after the other."""
    parts: list[Part] = []
    for k, (x, y, r, start) in enumerate(SHELLS):
        colour, core = (look.colour, shaded(look.colour, 1.6)) if look.colour else BURSTS[k]
        age = (look.phase + start) % 1.0
        parts += _rocket(x, y, age / 0.22, core) if age < 0.22 else _burst(x, y, r, (age - 0.22) / 0.78, colour, core)
    return parts


def _rocket(x: float, y: float, age: float, colour: str) -> list[Part]:
    at = y * (1 - (1 - age) ** 2)
    tail = np.array(
        [(x - 0.005, at), (x + 0.005, at), (x + 0.001, max(0.0, at - 0.12)), (x - 0.001, max(0.0, at - 0.12))]
    )
    return [
        Part(tail, colour, 0, glow=True, fade="#7a4a20", opacity=0.8),
        Part(ellipse(x, at, 0.008, 0.008, 8), colour, 0, glow=True),
    ]


def _burst(x: float, y: float, radius: float, age: float, colour: str, core: str) -> list[Part]:
    reach, fade = radius * (1 - (1 - age) ** 2.6), float((1 - age) ** 0.85)
    trails: list[Shape] = []
    heads: list[Shape] = []
    for i in range(64):
        a, d = TAU * i * GOLDEN, reach * (0.45 + 0.55 * ((i * 0.37) % 1) ** 0.5)
        fall = 0.16 * radius * age * age * 4 * (d / max(radius, 1e-6))
        tip = (x + d * np.cos(a), y + d * np.sin(a) - fall)
        start = (x + d * 0.55 * np.cos(a), y + d * 0.55 * np.sin(a) - fall * 0.3)
        trails.append(strip([start, tip], [0.0012, 0.005 * (0.4 + fade)]))
        heads.append(ellipse(tip[0], tip[1], 0.009 * (0.35 + fade), 0.009 * (0.35 + fade), 7))
    glow = Part(
        ellipse(x, y, reach * 0.9 + 0.01, reach * 0.9 + 0.01, 24), colour, 0, glow=True, opacity=0.2 * fade, soft=0.06
    )
    return [
        glow,
        one(trails, colour, 0, glow=True, opacity=0.85 * fade),
        one(heads, core, 0, glow=True, opacity=min(1.0, 1.3 * fade)),
    ]


def lightning_bolt(look: Look) -> list[Part]:
    """A forked bolt that flashes twice in its cycle."""
    c = look.colour or "#cfe0ff"
    flash = max(
        np.exp(-(((look.phase % 1.0) * 7) ** 1.2)),
        0.75 * np.exp(-(((look.phase - 0.3) % 1.0) * 9)),
        np.exp(-((1 - look.phase % 1.0) * 40)),
    )
    y = np.linspace(1.0, 0.0, 15)
    x = np.cumsum(look.rng.uniform(-0.055, 0.055, 15))
    x = x - x[-1] * (1 - y)
    main = np.c_[x, y]
    forks = []
    for i, s in ((3, 1), (5, -1), (8, 1), (10, -1)):
        way = main[i] + np.c_[s * np.array([0, 0.06, 0.1, 0.19]), -np.array([0, 0.05, 0.13, 0.2])] * (1.2 - 0.06 * i)
        forks.append(strip(way + np.c_[np.zeros(4), look.rng.uniform(-0.02, 0.02, 4)], [0.007, 0.005, 0.0035, 0.001]))
    bolt = strip(main, np.linspace(0.013, 0.006, 15))
    seen = float(0.12 + 0.88 * flash)
    return [
        Part(strip(main, 0.05), c, 0, glow=True, opacity=0.3 * seen, soft=0.04),
        one(forks, c, 0, glow=True, opacity=0.85 * seen, soft=0.003),
        Part(bolt, "#ffffff", 0, glow=True, opacity=seen, soft=0.003),
    ]


def eruption(look: Look) -> list[Part]:
    """A lava fountain under a rising plume of ash."""
    plume = smoke(0, 0.24, 0.07, 0.74, 0.24, look.phase, "#4c464a", 16, 0.9, 2.0)
    blobs: list[Shape] = []
    bright: list[Shape] = []
    for age, variant in ages(56, look.phase, 28):
        spread, power = np.sin(variant * 2.4) * 0.42, 0.62 + 0.3 * np.cos(variant * 1.7) ** 2
        x, y = spread * age, 0.04 + power * 2.4 * age * (0.72 - age)
        r = 0.017 * (1 - 0.6 * age) * (0.6 + 0.5 * np.cos(variant * 3.1) ** 2)
        if y > -0.06:
            (blobs if variant % 2 else bright).append(ellipse(x, y, r, r * 1.35, 9, float(-np.arctan2(spread, 1))))
    glow = Part(ellipse(0, 0.3, 0.3, 0.32, 28), "#ff6a24", 0, glow=True, opacity=0.28, soft=0.1)
    return [
        *plume,
        glow,
        *flame(0, 0.0, 0.13, 0.56, look.phase),
        one(blobs, "#ff7a2a", 0, glow=True),
        one(bright, "#ffd880", 0, glow=True),
    ]


def spray(look: Look) -> list[Part]:
    """The white spray at the foot of a waterfall."""
    veil = [
        p
        for x, k in ((-0.55, 0.0), (0.0, 0.33), (0.55, 0.66))
        for p in smoke(x, 0.04, 0.13, 0.6, x * 0.4, (look.phase + k) % 1, "#eef6fa", 8, 0.3, 1.7)
    ]
    drops: list[Shape] = []
    for age, variant in ages(60, look.phase, 30):
        side, power = np.sin(variant * 2.4), 0.5 + 0.4 * np.cos(variant * 1.3) ** 2
        r = 0.013 * (1 - 0.5 * age)
        drops.append(ellipse(side * 0.5 + side * 0.5 * age, power * 4 * age * (1 - age) * 0.9, r, r * 1.4, 7))
    return [
        *veil,
        one(drops, "#ffffff", 0, opacity=0.75),
        Part(ellipse(0, 0.03, 0.95, 0.07, 30), "#ffffff", 0, opacity=0.5, soft=0.03),
    ]


def spark_shower(look: Look) -> list[Part]:
    """Sparks that fly from a grinding wheel or a welder's arc."""
    c = look.colour or EMBER
    streaks: list[Shape] = []
    for age, variant in ages(48, look.phase, 24):
        a, v = np.pi * (0.12 + 0.76 * ((variant * GOLDEN) % 1)), 0.55 + 0.45 * ((variant * 0.37) % 1)
        x, y = v * np.cos(a) * age * 0.9, 0.08 + v * np.sin(a) * age * 1.5 - 0.85 * age * age
        vx, vy = v * np.cos(a) * 0.9, v * np.sin(a) * 1.5 - 1.7 * age
        if y > -0.05:
            streaks.append(strip([(x - vx * 0.05, y - vy * 0.05), (x, y)], [0.0008, 0.006 * (1 - age) + 0.001]))
    return [
        Part(ellipse(0, 0.08, 0.16, 0.15, 24), c, 0, glow=True, opacity=0.35, soft=0.06),
        one(streaks, c, 0, glow=True),
        Part(star(0, 0.08, 0.07, 0.02, 6, look.phase * TAU / 6), "#fff8e0", 0, glow=True),
    ]


def confetti(look: Look) -> list[Part]:
    """Confetti that bursts up and flutters down."""
    groups: list[list[Shape]] = [[] for _ in PARTY]
    for age, variant in ages(90, look.phase, 90):
        side = np.sin(variant * 2.4)
        up = 1 - (1 - min(age * 2.4, 1.0)) ** 2
        x = side * 0.46 * up + 0.03 * np.sin(TAU * (2 * age + variant * 0.13))
        y = (0.55 + 0.42 * np.cos(variant * 1.3) ** 2) * up * (1 - max(0.0, age - 0.4) ** 1.1 * 1.45)
        turn = TAU * (2 * age + variant * 0.31)
        w = 0.016 * min(1.0, 9 * age, 9 * (1 - age) + 0.01)
        c, s = np.cos(variant), np.sin(variant)
        corner = np.array([(-w, -w * 0.6), (w, -w * 0.6), (w, w * 0.6), (-w, w * 0.6)]) * [1, np.cos(turn)]
        groups[variant % len(PARTY)].append(corner @ np.array([[c, s], [-s, c]]) + np.array([x, max(y, 0.0)]))
    return [one(g, look.colour and shaded(look.colour, 0.7 + 0.15 * k) or PARTY[k], 0) for k, g in enumerate(groups)]


def petals(look: Look) -> list[Part]:
    """Petals or leaves drifting down through the air."""
    tone = look.colour or {"autumn": "#d8762c", "winter": "#eef4fa"}.get(look.season, "#f4b8cc")
    near: list[Shape] = []
    far: list[Shape] = []
    for k in range(44):
        age = (k * PLASTIC[0] + look.phase) % 1.0
        size = 0.011 + 0.011 * ((k * 0.37) % 1)
        x = -0.72 + 1.44 * ((k * PLASTIC[1]) % 1) + 0.09 * np.sin(TAU * (age * (1 + k % 2) + k * 0.3)) + 0.1 * age
        w = size * min(1.0, 12 * age, 12 * (1 - age))
        flat = 0.3 + 0.7 * abs(np.cos(TAU * (age * 2 + k * 0.2)))
        (near if k % 3 else far).append(ellipse(x, 1.0 - age, w, w * 0.55 * flat, 9, TAU * (age + k * 0.17)))
    return [one(far, shaded(tone, 0.75), 0.2), one(near, tone, 0.4)]


def bubbles(look: Look) -> list[Part]:
    """Bubbles rising."""
    c = look.colour or "#cfeef8"
    skins: list[Shape] = []
    rims: list[Shape] = []
    lights: list[Shape] = []
    for k in range(22):
        age = (k * PLASTIC[0] + look.phase) % 1.0
        r = (0.018 + 0.04 * ((k * 0.37) % 1)) * min(1.0, 8 * age, 8 * (1 - age)) + 1e-4
        x, y = -0.4 + 0.8 * ((k * PLASTIC[1]) % 1) + 0.04 * np.sin(TAU * (age * 2 + k * 0.3)), 0.03 + 0.93 * age
        skins.append(ellipse(x, y, r, r, 18))
        rims.append(hoop(x, y, r, r, r * 0.07))
        lights.append(ellipse(x - r * 0.36, y + r * 0.4, r * 0.2, r * 0.13, 8, 0.7))
    return [
        one(skins, c, 0.8, opacity=0.22),
        one(rims, shaded(c, 1.1), 0, opacity=0.7),
        one(lights, "#ffffff", 0, opacity=0.9),
    ]


def shooting_star(look: Look) -> list[Part]:
    """A falling star that crosses from right to left, once in its cycle."""
    age = (look.phase + 0.5) % 1.0
    x, y = 1.2 - 2.2 * age, 0.95 - 0.7 * age
    seen = float(np.sin(np.pi * age) ** 0.6) if 0 < age < 1 else 0.0
    length = 0.85 * np.sin(np.pi * age) + 0.02
    tail = np.array([(x, y + 0.014), (x + length, y + 0.318 * length), (x, y - 0.014)])
    c = look.colour or "#dfeaff"
    return [
        Part(tail, c, 0, glow=True, opacity=0.35 * seen, soft=0.012),
        Part(
            points("0 0.6, 100 31.8, 0 -0.6") * [length * 0.6, length * 0.6] + np.array([x, y]),
            "#ffffff",
            0,
            glow=True,
            opacity=0.8 * seen,
            soft=0.003,
        ),
        Part(star(x, y, 0.06, 0.011, 4), "#ffffff", 0, glow=True, opacity=seen),
    ]


def searchlight(look: Look) -> list[Part]:
    """A beam of light that sweeps the sky from its lamp."""
    c = look.colour or "#e8f0ff"
    lean = 0.42 * wave(look.phase)
    d = np.array([np.sin(lean), np.cos(lean)])
    n = np.array([d[1], -d[0]])
    foot = np.array([0, 0.1])
    cones = [
        np.array(
            [
                foot + n * 0.035,
                foot + d * reach + n * (0.035 + 0.13 * reach * w),
                foot + d * reach - n * (0.035 + 0.13 * reach * w),
                foot - n * 0.035,
            ]
        )
        for reach, w in ((1.1, 1.0), (0.98, 0.9), (0.84, 0.8), (0.68, 0.7), (0.5, 0.6), (0.3, 0.5))
    ]
    drum = np.array([foot - d * 0.07 + n * 0.05, foot + n * 0.055, foot - n * 0.055, foot - d * 0.07 - n * 0.05])
    return [
        *(Part(cone, c, 0, glow=True, opacity=0.1, soft=0.035) for cone in cones),
        Part(points("-8 0, -3 7, 3 7, 8 0"), "#3a3d43", 0.5),
        Part(drum, "#4a4d53", 0.6),
        Part(ellipse(0, 0.1, 0.052, 0.03, 18, -lean), "#ffffff", 0, glow=True),
    ]


def portal(look: Look) -> list[Part]:
    """A gate of whirling light standing on the ground."""
    c = look.colour or "#7a5af0"
    arms = []
    for k in range(5):
        s = np.linspace(0.12, 1, 18)
        a = TAU * (k / 5 - look.phase / 5) + 3.2 * (1 - s)
        arms.append(strip(np.c_[0.3 * s * np.cos(a), 0.5 + 0.43 * s * np.sin(a)], 0.03 * np.sin(np.pi * s) + 0.004))
    motes = [
        ellipse(
            0.36 * (1.25 - age) * np.cos(v * 2.4 + age),
            0.5 + 0.5 * (1.2 - age) * np.sin(v * 2.4 + age),
            0.008 * np.sin(np.pi * age) + 1e-4,
            0.008 * np.sin(np.pi * age) + 1e-4,
            8,
        )
        for age, v in ages(20, look.phase, 20)
    ]
    return [
        Part(ellipse(0, 0.5, 0.4, 0.53, 40), c, 0, glow=True, opacity=0.22, soft=0.06),
        Part(ellipse(0, 0.5, 0.33, 0.46, 40), shaded(c, 0.35), 0, glow=True, opacity=0.95),
        one(arms, shaded(c, 1.3), 0, glow=True, opacity=0.75, soft=0.008),
        Part(ellipse(0, 0.5, 0.12, 0.17, 28), "#ffffff", 0, glow=True, opacity=0.55, soft=0.06),
        one([hoop(0, 0.5, 0.335, 0.465, 0.018)], shaded(c, 1.6), 0, glow=True, soft=0.004),
        one([hoop(0, 0.5, 0.365 + 0.01 * wave(look.phase), 0.495, 0.005)], "#ffffff", 0, glow=True, opacity=0.7),
        one(motes, "#ffffff", 0, glow=True),
        Part(curve("-46 0, -20 3, 20 3, 46 0, 20 -2, -20 -2"), c, 0, glow=True, opacity=0.5, soft=0.02),
    ]


KINDS: dict[str, Kind] = {
    "fire": Kind(fire, height=0.2, width=1.1, motion=moving(0.8, 8)),
    "smoke": Kind(smoke_plume, height=0.45, width=1.1, large=True, motion=moving(1.0, 8)),
    "steam": Kind(steam_cloud, height=0.2, width=0.8, motion=moving(1.0, 8)),
    "explosion": Kind(explosion, height=0.36, width=1.3, motion=moving(1.6, 14)),
    "fireworks": Kind(fireworks, height=0.55, width=1.3, at_home="air", motion=moving(3.6, 24)),
    "lightning bolt": Kind(lightning_bolt, height=0.6, width=0.9, at_home="air", motion=moving(2.4, 12)),
    "eruption": Kind(eruption, height=0.4, width=1.2, large=True, motion=moving(0.9, 10)),
    "spray": Kind(spray, height=0.12, width=2.2, motion=moving(0.8, 8)),
    "sparks": Kind(spark_shower, height=0.16, width=2.0, motion=moving(0.5, 8)),
    "confetti": Kind(confetti, height=0.5, width=1.1, at_home="air", motion=moving(3.2, 20)),
    "petals": Kind(petals, height=0.5, width=1.8, at_home="air", motion=moving(5.0, 24)),
    "bubbles": Kind(bubbles, height=0.4, width=1.0, at_home="air", motion=moving(5.0, 20)),
    "shooting star": Kind(shooting_star, height=0.2, width=2.4, at_home="air", motion=moving(2.0, 14)),
    "searchlight": Kind(searchlight, height=0.5, width=1.3, motion=moving(6.0, 16)),
    "portal": Kind(portal, height=0.4, width=1.0, indoors=0.7, motion=moving(1.2, 10)),
}
