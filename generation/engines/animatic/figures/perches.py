"""What others sit on, lean on and climb: a bough, a rail fence, a garden wall, a flight of steps."""

import numpy as np

from generation.engines.animatic.figures.part import Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import flowing, one
from generation.engines.animatic.outline import ellipse, strip
from generation.engines.animatic.raster import Shape

BARK, LEAVES = "#5a4433", "#4d6a38"
TIMBER, STONE = "#7a6048", "#9a948a"
FENCE_HALF, POSTS = 6.0, 13
WALL_HALF, COURSES = 6.0, 4
SEAT_HALF, CASE_HALF, BROAD_STEPS = 2.4, 1.2, 4
BOOKS = ("#8a3a2f", "#3f5a6a", "#c8a24a", "#4f6b45", "#d8cdb8", "#5a3f5f", "#2f3f5a")
STEPS, LOWEST_HALF, HIGHEST_HALF = 11, 0.62, 0.24


def _box(left: float, right: float, low: float, high: float) -> Shape:
    return np.array([(left, low), (right, low), (right, high), (left, high)])


def bough(look: Look) -> list[Part]:
    """A thick branch that comes in from the left, its top under (0, 0), with twigs and leaves."""
    rng, bark = look.rng, look.colour or BARK
    path = flowing([(-6.0, -0.5), (-3.6, -0.2), (-1.6, -0.14), (0.0, -0.1), (1.1, -0.02), (1.9, 0.16)], 6)
    wood = strip(path, np.linspace(0.28, 0.035, len(path)))
    twigs: list[Shape] = []
    leaves: list[Shape] = []
    for share in (0.35, 0.5, 0.62, 0.78, 0.9, 1.0):
        x, y = path[int(share * (len(path) - 1))]
        way = 1.0 if rng.random() < 0.55 else -1.0
        tip = (x + float(rng.uniform(0.3, 0.6)), y + way * float(rng.uniform(0.3, 0.5)))
        if way > 0 and abs(x) < 0.8:
            tip = (x + 0.5, y - 0.4)
        twigs.append(strip([(x, y), tip], (0.05, 0.02)))
        for _ in range(5):
            at = (tip[0] + float(rng.uniform(-0.2, 0.2)), tip[1] + float(rng.uniform(-0.14, 0.14)))
            leaves.append(ellipse(*at, float(rng.uniform(0.07, 0.11)), float(rng.uniform(0.035, 0.06)), 10))
    bare = look.season == "winter"
    foliage = [] if bare else [one(leaves, "#b9652a" if look.season == "autumn" else LEAVES, 0.3)]
    return [one(twigs, shaded(bark, 0.85), 0.5), Part(wood, bark, 0.8), *foliage]


def fence(look: Look) -> list[Part]:
    """Posts and two rails, from one side of the frame to the other."""
    rng, wood = look.rng, look.colour or TIMBER
    posts = []
    for x in np.linspace(-FENCE_HALF, FENCE_HALF, POSTS):
        lean = float(rng.uniform(-0.03, 0.03))
        posts.append(np.array([(x - 0.07, -0.02), (x + 0.07, -0.02), (x + 0.06 + lean, 1.06), (x - 0.06 + lean, 1.08)]))
    rails = [_box(-FENCE_HALF, FENCE_HALF, y, y + 0.11) for y in (0.42, 0.84)]
    return [one(rails, shaded(wood, 0.88), 0.4), one(posts, wood, 0.5)]


def wall(look: Look) -> list[Part]:
    """A garden wall of rough courses under flat coping stones, from one side of the frame to the other."""
    rng, stone = look.rng, look.colour or STONE
    parts = [Part(_box(-WALL_HALF, WALL_HALF, -0.03, 0.93), shaded(stone, 0.66), 0.1)]
    high = 0.92 / COURSES
    for tone in (0.82, 0.92, 1.0):
        stones: list[Shape] = []
        for course in range(COURSES):
            x = -WALL_HALF + float(rng.uniform(0, 0.3))
            while x < WALL_HALF:
                wide = float(rng.uniform(0.3, 0.62))
                if rng.random() < 0.4:
                    stones.append(_box(x, x + wide - 0.025, course * high + 0.012, (course + 1) * high - 0.012))
                x += wide
        parts.append(one(stones, shaded(stone, tone), 0.25))
    return [*parts, Part(_box(-WALL_HALF, WALL_HALF, 0.9, 1.0), shaded(stone, 1.12), 0.5)]


def steps(look: Look) -> list[Part]:
    """Stone steps that go up and away, narrower with every one."""
    stone = look.colour or STONE
    parts: list[Part] = []
    edges = np.linspace(0, 1, STEPS + 1) ** 0.8
    for n in range(STEPS - 1, -1, -1):
        low, high = float(edges[n]), float(edges[n + 1])
        half = LOWEST_HALF + (HIGHEST_HALF - LOWEST_HALF) * low
        back = LOWEST_HALF + (HIGHEST_HALF - LOWEST_HALF) * high
        rise = low + 0.55 * (high - low)
        tread = np.array([(-half, rise), (half, rise), (back, high), (-back, high)])
        parts += [Part(_box(-half, half, low, rise), shaded(stone, 0.62), 0.05), Part(tread, shaded(stone, 1.05), 0.05)]
    return parts


def window_seat(look: Look) -> list[Part]:
    """A deep sill over wooden panels, with a cushion along it."""
    wood, cloth = look.colour or "#d8d0c0", "#7a4a3c"
    panels = [
        _box(x + 0.08, x + SEAT_HALF / 2 - 0.08, 0.14, 0.66) for x in np.arange(-SEAT_HALF, SEAT_HALF, SEAT_HALF / 2)
    ]
    cushion = [ellipse(x, 0.9, SEAT_HALF / 4 + 0.02, 0.1, 20) for x in np.linspace(-0.75, 0.75, 4) * SEAT_HALF]
    return [
        Part(_box(-SEAT_HALF, SEAT_HALF, -0.02, 0.82), shaded(wood, 0.82), 0.1),
        one(panels, shaded(wood, 0.94), 0.3),
        Part(_box(-SEAT_HALF - 0.1, SEAT_HALF + 0.1, 0.78, 0.88), wood, 0.4),
        one(cushion, cloth, 0.7),
    ]


def broad_steps(look: Look) -> list[Part]:
    """A few wide steps up to a landing."""
    wood, parts = look.colour or "#a08a70", []
    for n in range(BROAD_STEPS - 1, -1, -1):
        low, high, half = n / BROAD_STEPS, (n + 1) / BROAD_STEPS, 2.3 - 0.16 * n
        tread = np.array(
            [(-half, high - 0.06), (half, high - 0.06), (half - 0.14, high + 0.03), (-half + 0.14, high + 0.03)]
        )
        parts += [
            Part(tread, shaded(wood, 1.12), 0.1),
            Part(_box(-half, half, low - 0.01, high - 0.06), shaded(wood, 0.72), 0.1),
        ]
    return parts


def low_bookcase(look: Look) -> list[Part]:
    """Two shelves of books under a board that takes a vase or a cat."""
    rng, wood = look.rng, look.colour or "#7a5234"
    parts = [Part(_box(-CASE_HALF, CASE_HALF, 0.0, 1.0), shaded(wood, 0.45), 0.1)]
    spines: dict[str, list[Shape]] = {colour: [] for colour in BOOKS}
    for low in (0.08, 0.52):
        x = -CASE_HALF + 0.06
        while x < CASE_HALF - 0.1:
            wide, tall = float(rng.uniform(0.035, 0.075)), float(rng.uniform(0.26, 0.36))
            if rng.random() < 0.9:
                spines[BOOKS[int(rng.integers(len(BOOKS)))]].append(_box(x, x + wide - 0.006, low, low + tall))
            x += wide
    parts += [one(shapes, colour, 0.2) for colour, shapes in spines.items() if shapes]
    boards = [_box(-CASE_HALF, CASE_HALF, y, y + 0.06) for y in (0.02, 0.46)]
    sides = [_box(x, x + 0.06, 0.0, 1.0) for x in (-CASE_HALF, CASE_HALF - 0.06)]
    return [
        *parts,
        one([*boards, *sides], wood, 0.2),
        Part(_box(-CASE_HALF - 0.04, CASE_HALF + 0.04, 0.93, 1.0), wood, 0.4),
    ]


KINDS: dict[str, Kind] = {
    "window seat": Kind(window_seat, height=0.12, width=5.0),
    "broad steps": Kind(broad_steps, height=0.14, width=4.6),
    "low bookcase": Kind(low_bookcase, height=0.18, width=2.6),
    "tree bough": Kind(bough, height=0.3, width=6.0, crosses=True),
    "rail fence": Kind(fence, height=0.2, width=12.0, crosses=True),
    "coursed wall": Kind(wall, height=0.2, width=12.0, crosses=True),
    "flight of steps": Kind(steps, height=0.4, width=1.24),
}
