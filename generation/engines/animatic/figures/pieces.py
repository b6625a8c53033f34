"""Pieces many things have: wheels, windows, lamps, flags, flames, smoke and glasswork."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from generation.engines.animatic.figures.part import STILL, WARM_LIGHT, Look, Motion, Part, shaded
from generation.engines.animatic.figures.pen import TAU, ages, hoop, one, rod, shift, spokes, wave
from generation.engines.animatic.outline import box, ellipse, smooth
from generation.engines.animatic.raster import Shape

UNSEEN = 0.03  # thinner smoke is not worth drawing
LIT_FROM = 0.3  # darker than this, lamps and windows are on
GLASS, GLASS_LOW = "#8fa9b8", "#2b3a46"
TYRE, METAL = "#1b1c20", "#b4b8be"
LAMP, REAR_LAMP = "#fff1c4", "#ff3b2c"
SMOKE, STEAM = "#8d8a8c", "#eef0f2"
FLAME_TONES = (("#ff8a2c", "#e2481c"), ("#ffc04a", "#ff9430"), ("#fff4c0", "#ffd878"))

PARKED = frozenset(
    {
        "parked",
        "standing",
        "waiting",
        "stopped",
        "resting",
        "sitting",
        "lying",
        "moored",
        "anchored",
        "abandoned",
        "floating",
    }
)
FAST = frozenset({"racing", "speeding", "running", "galloping", "rushing", "chasing", "fleeing", "flying"})


def is_lit(look: Look) -> bool:
    """Whether it is dark enough for lamps and windows, or they were said to be on."""
    return look.night > LIT_FROM or look.has("headlights")


def windows(
    look: Look, shapes: Sequence[Shape], share: float = 0.7, light: str = WARM_LIGHT, glass: str = GLASS
) -> list[Part]:
    """Panes that mirror the sky by day; by night a `share` of them is lit."""
    if not is_lit(look):
        return [one(shapes, glass, 0, fade=GLASS_LOW)]
    lit = [s for i, s in enumerate(shapes) if (i * 0.618 + 0.17) % 1 < share] or list(shapes[:1])
    dark = [s for i, s in enumerate(shapes) if not (i * 0.618 + 0.17) % 1 < share and i]
    return [*([one(dark, "#1d2530", 0)] if dark else []), one(lit, light, 0, glow=True)]


def lamps(look: Look, shapes: Sequence[Shape], light: str = LAMP) -> list[Part]:
    """Lamps: glass by day, shining by night."""
    return [one(shapes, light, 0, glow=True)] if is_lit(look) else [one(shapes, shaded(light, 0.9), 0.8)]


def beam(look: Look, x: float, y: float, reach: float, spread: float, light: str = LAMP) -> list[Part]:
    """The light a lamp throws ahead in the dark."""
    if not is_lit(look):
        return []
    cone = np.array([(x, y + 0.02), (x + reach, y + spread * 0.35), (x + reach, y - spread), (x, y - 0.03)])
    inner = np.array([(x, y + 0.015), (x + reach * 0.6, y), (x + reach * 0.6, y - spread * 0.45), (x, y - 0.02)])
    return [
        Part(cone, light, 0, glow=True, opacity=0.1, soft=0.05),
        Part(inner, light, 0, glow=True, opacity=0.14, soft=0.04),
    ]


def wheels(
    hubs: Sequence[tuple[float, float]],
    radius: float,
    turn: float,
    rim: float = 0.62,
    count: int = 5,
    colour: str = METAL,
    tyre: str = TYRE,
) -> list[Part]:
    """Car wheels: tyres, rims and `count` spokes, turned forward by `turn` radians."""
    r = radius * rim
    arms = [s for x, y in hubs for s in spokes(x, y, 0, r * 0.94, count, -turn, r * 0.13)]
    return [
        one([ellipse(x, y, radius, radius, 32) for x, y in hubs], tyre, 0.5),
        one([ellipse(x, y, r, r, 28) for x, y in hubs], shaded(colour, 0.34), 0.1),
        one([ellipse(x, y, r, r, 28) for x, y in hubs], colour, 0, opacity=0.25),
        one(arms, colour, 0.5),
        one([ellipse(x, y, r * 0.24, r * 0.24, 14) for x, y in hubs], shaded(colour, 0.8), 0.8),
        one([hoop(x, y, r, r, radius * 0.035) for x, y in hubs], shaded(colour, 0.95), 0.4),
    ]


def spoked(
    hubs: Sequence[tuple[float, float]],
    radius: float,
    turn: float,
    colour: str,
    count: int = 12,
    tyre: float = 0.08,
    rubber: bool = True,
) -> list[Part]:
    """Wheels one sees through, as on carts and bicycles; `tyre` is its thickness, in radii."""
    width = radius * 0.016 + tyre * radius * 0.12
    arms = [s for x, y in hubs for s in spokes(x, y, 0, radius * 0.97, count, -turn, width)]
    felloe = [hoop(x, y, radius * (0.985 - tyre), radius * (0.985 - tyre), radius * 0.03) for x, y in hubs]
    return [
        one(arms, colour),
        *([one(felloe, colour, 0.3)] if rubber else []),
        one(
            [hoop(x, y, radius * (1 - tyre / 2), radius * (1 - tyre / 2), radius * tyre / 2) for x, y in hubs],
            TYRE if rubber else colour,
            0.4,
        ),
        one([ellipse(x, y, radius * 0.1, radius * 0.1, 14) for x, y in hubs], shaded(colour, 0.8), 0.6),
    ]


def flag(
    x: float, y: float, length: float, height: float, phase: float, colours: Sequence[str], waves: float = 1.1
) -> list[Part]:
    """A flag flying to the right from `x`, `y` (its upper corner at the pole), in level bands of `colours`."""
    s = np.linspace(0, 1, 13)
    lift = 0.16 * height * np.sin(TAU * (s * waves - phase)) * s**0.7 * 1.6 - 0.12 * height * s
    across = length * (s - 0.03 * np.sin(TAU * (s * waves - phase)) * s)
    edges = np.linspace(0, -height, len(colours) + 1)
    bands = [
        Part(np.r_[np.c_[x + across, y + lift + top], np.c_[x + across, y + lift + low][::-1]], colour, 0.5)
        for colour, (top, low) in zip(colours, pairwise(edges), strict=True)
    ]
    steep = np.diff(lift) < 0
    folds = [
        np.array(
            [
                (x + across[i], y + lift[i]),
                (x + across[i + 1], y + lift[i + 1]),
                (x + across[i + 1], y + lift[i + 1] - height),
                (x + across[i], y + lift[i] - height),
            ]
        )
        for i in range(12)
        if steep[i] and i
    ]
    return bands + ([one(folds, "#101018", 0, opacity=0.22, soft=height * 0.05)] if folds else [])


def pennant(x: float, y: float, length: float, height: float, phase: float) -> Shape:
    """A pointed flag flying to the right from `x`, `y`."""
    s = np.linspace(0, 1, 9)
    lift = 0.3 * height * np.sin(TAU * (s * 1.0 - phase)) * s
    half = height / 2 * (1 - s)
    return np.asarray(np.r_[np.c_[x + length * s, y + lift + half], np.c_[x + length * s, y + lift - half][::-1]])


def flame(x: float, y: float, width: float, height: float, phase: float, seed: float = 0.0) -> list[Part]:
    """A flame that flickers, its foot at `x`, `y`: `width` to each side."""
    parts = []
    for k, (share, (top, low)) in enumerate(zip((1.0, 0.7, 0.4), FLAME_TONES, strict=True)):
        parts.append(
            Part(
                _tongue(x, y, width * share, height * share, phase, seed + 0.13 * k),
                top,
                0,
                glow=True,
                fade=low,
                opacity=(0.85, 0.9, 0.95)[k],
                soft=width * 0.09,
            )
        )
    return parts


def _tongue(x: float, y: float, w: float, h: float, phase: float, seed: float) -> Shape:
    s = np.array([0.0, 0.12, 0.3, 0.52, 0.75, 0.92])
    tall = h * (1 + 0.09 * wave(phase, 2, seed) + 0.05 * wave(phase, 3, seed * 2))
    half = w * np.array([0.45, 0.86, 1.0, 0.72, 0.36, 0.12])
    bend = w * 0.5 * s**1.3 * np.sin(TAU * (s * 0.9 - 2 * phase + seed))
    left, right = np.c_[x + bend - half, y + s * tall], np.c_[x + bend + half, y + s * tall]
    tip = (x + w * 0.55 * np.sin(TAU * (0.9 - 2 * phase + seed)), y + tall)
    return smooth(np.r_[left, [tip], right[::-1]], 4)


def smoke(
    x: float,
    y: float,
    size: float,
    rise: float,
    drift: float,
    phase: float,
    colour: str = SMOKE,
    count: int = 8,
    opacity: float = 0.5,
    growth: float = 3.2,
) -> list[Part]:
    """Puffs that leave `x`, `y`, rise by `rise` and drift by `drift` while they grow and fade."""
    parts, period = [], 4 if count % 4 == 0 else 2
    for age, variant in ages(count, phase, period):
        wander = float(np.sin(variant * 2.4 + 0.6))
        side = wander * size * 1.5 * age**0.7 + 0.5 * size * np.sin(TAU * age)
        r = size * (0.7 + growth * age**0.8) * (1 + 0.22 * np.cos(variant * 1.9))
        px, py = x + drift * age**1.4 + side, y + rise * age**0.85 + 0.4 * size * wander * age
        lump = [
            ellipse(px, py, r, r * 0.86, 16),
            ellipse(px + r * 0.55, py - r * 0.3 * wander, r * 0.66, r * 0.55, 12),
            ellipse(px - r * 0.6, py + r * 0.25 * wander, r * 0.62, r * 0.58, 12),
        ]
        seen = opacity * min(1.0, age * 8) * (1 - age) ** 1.1
        if seen > UNSEEN:
            parts.append(one(lump, colour, 0.32, opacity=seen, soft=r * 0.3))
    return parts


def sparks(x: float, y: float, spread: float, rise: float, size: float, phase: float, count: int = 10) -> Part:
    """Glowing sparks that fly up from `x`, `y`."""
    shapes = []
    for age, variant in ages(count, phase, count):
        way = spread * np.sin(variant * 2.4) * age + spread * 0.2 * np.sin(TAU * (age * 2 + variant * 0.3))
        r = size * (1 - age) ** 0.6 * min(1.0, age * 12)
        shapes.append(ellipse(x + way, y + rise * age * (0.7 + 0.3 * np.cos(variant * 1.7)), r, r, 8))
    return one(shapes, "#ffc060", 0, glow=True)


def rope(x0: float, y0: float, x1: float, y1: float, sag: float, width: float) -> Shape:
    """A rope hanging between two points."""
    t = np.linspace(0, 1, 9)
    upper = np.c_[x0 + (x1 - x0) * t, y0 + (y1 - y0) * t - sag * 4 * t * (1 - t)]
    return np.asarray(np.r_[shift(upper, 0, width), shift(upper, 0, -width)[::-1]])


def shine(*bars: tuple[float, float, float, float], width: float = 0.01, opacity: float = 0.45) -> Part:
    """Pale reflections along straight lines (x0, y0, x1, y1)."""
    return one([rod(*bar, width) for bar in bars], "#ffffff", 0, opacity=opacity, soft=width * 0.4)


def shade(*shapes: Shape, opacity: float = 0.25, soft: float = 0.0, colour: str = "#0e0f18") -> Part:
    """A transparent shadow on what lies below."""
    return one(shapes, colour, 0, opacity=opacity, soft=soft)


def merlons(x0: float, x1: float, y: float, count: int, height: float) -> list[Shape]:
    """The teeth of a battlement."""
    step = (x1 - x0) / (2 * count - 1)
    return [box(x0 + 2 * i * step, y, x0 + (2 * i + 1) * step, y + height) for i in range(count)]


def rolling(radius: float, count: int, pace: float, cels: int = 5, steps: int = 1) -> Callable[[str], Motion]:
    """How something on wheels of `radius` with `count` spokes moves: a cycle turns them by `steps` spokes; `pace` is
    in its own heights a second."""

    def motion(action: str) -> Motion:
        if action in PARKED:
            return STILL
        speed = pace * (2.2 if action in FAST else 1.0)
        return Motion(cels, TAU * radius * steps / count / speed, speed)

    return motion


def moving(
    seconds: float, cels: int, travel: float = 0.0, bob: float = 0.0, sway: float = 0.0
) -> Callable[[str], Motion]:
    """A motion that goes on whatever it does; only its travel stops where it rests."""

    def motion(action: str) -> Motion:
        pace = 0.0 if action in PARKED else travel * (2.0 if action in FAST else 1.0)
        return Motion(cels, seconds, pace, sway, bob)

    return motion


def sashes(
    look: Look,
    frames: Sequence[tuple[float, float, float, float]],
    trim: str,
    share: float = 0.75,
    bars: bool = True,
    width: float = 0.008,
) -> list[Part]:
    """Framed windows (left, bottom, right, top) with a cross of bars."""
    outer = [box(a - width * 1.6, b - width * 1.6, c + width * 1.6, d + width * 1.6) for a, b, c, d in frames]
    sills = [box(a - width * 3, b - width * 3, c + width * 3, b - width) for a, b, c, d in frames]
    cross = []
    for a, b, c, d in frames:
        mx, my = (a + c) / 2, (b + d) / 2
        cross += [box(mx - width * 0.45, b, mx + width * 0.45, d), box(a, my - width * 0.45, c, my + width * 0.45)]
    panes = [box(*frame) for frame in frames]
    return [
        one([*outer, *sills], trim, 0.3),
        *windows(look, panes, share),
        shade(*(box(a, d - width * 1.6, c, d) for a, b, c, d in frames), opacity=0.35),
        *([one(cross, trim)] if bars else []),
    ]


def tiles(
    left: tuple[float, float],
    right: tuple[float, float],
    rise: float,
    shift_left: float,
    shift_right: float,
    rows: int,
    width: float = 0.002,
) -> list[Shape]:
    """Lines across a roof: from the eaves' ends `left` and `right` up by `rise`, the ends moving in as told."""
    shapes = []
    for k in range(1, rows):
        q = k / rows
        y = left[1] + rise * q
        shapes.append(box(left[0] + shift_left * q, y - width, right[0] + shift_right * q, y + width))
    return shapes


def stones(x0: float, x1: float, y0: float, y1: float, rows: int, step: float, width: float = 0.0015) -> list[Shape]:
    """The joints of a wall of dressed stone: here and there a course and an upright joint."""
    shapes, height = [], (y1 - y0) / rows
    for k in range(1, rows):
        y = y0 + k * height
        shapes.append(box(x0, y - width, x1, y + width))
        offset = step * (0.5 if k % 2 else 0.15)
        count = int((x1 - x0 - offset) / step) + 1
        shapes += [
            box(x - width, y - height, x + width, y)
            for x in (x0 + offset + step * np.arange(max(count, 0)))
            if x0 < x < x1
        ]
    return shapes
