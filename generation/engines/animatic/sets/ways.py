"""Roads and stops that are no rows of houses: a tunnel, a station, a petrol station, a car park, a crossroads."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from generation.engines.animatic.outline import ellipse
from generation.engines.animatic.palette import linear
from generation.engines.animatic.raster import F
from generation.engines.animatic.sets import platforms
from generation.engines.animatic.sets import roadside as put
from generation.engines.animatic.sets.lighting import Lamp
from generation.engines.animatic.sets.solid import Solids, span
from generation.engines.animatic.sets.street import Street

House: TypeAlias = Callable[[Street, int, float, float, int], float]
"""Builds one house of a street: side, near end, far end, storeys; gives its height."""

FAR = 46.0
SHAPES = {
    "tunnel": (2.5, 2.0, (1, 2)),
    "station": (4.6, 1.55, (1, 2)),
    "petrol station": (9.0, 1.5, (1, 2)),
    "car park": (8.5, 6.8, (1, 2)),
    "crossroads": (3.1, 2.2, (3, 7)),
    "traffic": (3.4, 2.6, (4, 8)),
}
"""Half width, half way to the kerb, and storeys, as in `streets.SHAPES`."""
OPEN = ("station", "petrol station", "car park")
"""Those without walls along them, which get the sun."""
DIM = {"tunnel": 0.3}
"""How much of the sky's light gets in."""
FRONT_LIGHT = -0.55
"""Where nothing stands around, the sun comes from behind the camera: toward it, away from the eye."""
CROSSING = (7.0, 11.6)
"""Between these depths another street crosses."""
TUBE = (("#e8f0e4", 1.7), ("#ffb058", 1.2))


def tunnel(street: Street, house: House) -> None:
    """A vaulted tube with tiled walls and a line of lamps on both shoulders."""
    s, half, rng = street.solids, street.half, street.rng
    angles = np.linspace(0.42, np.pi - 0.42, 9)
    arch = [(half * float(np.cos(a)) * 1.095, 1.25 + 1.75 * float(np.sin(a))) for a in angles]
    colour, power = TUBE[int(rng.integers(2))]
    with s.walls():
        for side in (-1, 1):
            s.side(side * half, 0.4, FAR, 0, 1.0, "#b9b6a8", "tiles")
            s.side(side * half, 0.4, FAR, 1.0, 1.97, "#8b8d8c", "concrete")
            s.side(side * (half - 0.01), 0.4, FAR, 0.98, 1.04, "#c8862e")
        for (xa, ya), (xb, yb) in zip(arch, arch[1:], strict=False):
            s.face([(xa, ya, 0.4), (xa, ya, FAR), (xb, yb, FAR), (xb, yb, 0.4)], "#77787a", "concrete")
        for z in np.arange(1.6, 30, 2.3):
            for side in (-1, 1):
                x, y = side * half * 0.74, 2.5
                inner, end = x - side * 0.26, z + 1.1
                s.face([(x, y, z), (x, y, end), (inner, y + 0.13, end), (inner, y + 0.13, z)], colour, glow=power)
    for z in np.arange(3.0, 30, 4.6):
        for side in (-1, 1):
            with s.at(float(z)):
                s.side(side * (half - 0.02), float(z), float(z) + 0.5, 1.2, 1.46, "#1f8a4a", glow=0.9)
                s.side(side * (half - 0.03), float(z) + 0.08, float(z) + 0.3, 1.27, 1.39, "#eafff0", glow=0.9)
    street.most_lamps = 8
    for z in (2.2, 4.5, 6.8, 11.4):
        for side in (-1, 1):
            street.lamps.append(Lamp((side * half * 0.7, 2.35, z), linear(colour) * F(0.85), 1.7, 0.05))
    street.edges, street.heights = [0.0, FAR], {-1: [99.0] * 3, 1: [99.0] * 3}


def petrol_station(street: Street, house: House) -> None:
    """A lit canopy over the pumps, a shop behind it and a sign by the road."""
    s, rng = street.solids, street.rng
    side = 1 if street.canvas.plan.focus_u < street.canvas.plan.aspect / 2 else -1
    colour = str(rng.choice(["#c8281e", "#1f6fb0", "#e0901e", "#1f8a5a"]))
    a, b = span(side * 0.7, side * 6.2)
    with s.at(7.2):
        s.level(a, b, 5.2, 9.2, 2.35, "#f2efe6", "plain", glow=0.85 if street.lit else 0.3)
        s.box(a, b, 2.35, 2.75, 5.1, 9.2, "#f4f2ec")
        s.panel(a, b, 2.42, 2.62, 5.09, colour, glow=0.7 if street.lit else 0.4)
    for x in (1.5, 4.6):
        for z in (5.8, 8.4):
            s.box(side * x - 0.09, side * x + 0.09, 0, 2.36, z, z + 0.18, "#d8d6d0")
        _pump(street, side * x + 0.42, 6.2, colour)
        _pump(street, side * x - 0.42, 7.6, colour)
        if street.lit:
            street.lamps.append(Lamp((side * x, 2.2, 6.4), linear("#eaf4ff") * F(6.5), 2.4, 0.16))
    with s.at(11.2):
        s.box(a, b, 0, 1.75, 11.0, 13.0, "#dcd6c8", "plaster", top="#8a8a86")
        s.panel(a + 0.3, b - 0.3, 0.1, 1.3, 10.99, "#2a3a3e", "shop", seed=int(rng.integers(999)))
        s.panel(a, b, 1.45, 1.75, 10.985, colour, glow=0.6 if street.lit else 0.05)
    x, z = side * 0.45, 4.3
    with s.at(z):
        s.box(x - 0.05, x + 0.05, 0, 1.6, z, z + 0.08, "#4a4c50")
        s.panel(x - 0.34, x + 0.34, 1.55, 2.9, z - 0.02, "#f0ede4", glow=0.5 if street.lit else 0.3)
        s.panel(x - 0.34, x + 0.34, 2.45, 2.9, z - 0.03, colour, glow=0.9 if street.lit else 0.4)
        for y in (1.68, 1.94, 2.2):
            s.panel(x - 0.24, x + 0.24, y, y + 0.14, z - 0.03, "#2a2c30")
    for z in np.arange(6.0, 30, 2.8):
        put.tree(street, -side * (3.6 + float(rng.uniform(0, 2))), float(z), float(rng.uniform(0.8, 1.3)))
    car = replace(street, kerb=4.1)
    put.car(car, side, 6.1, 1)


def _pump(street: Street, x: float, z: float, colour: str) -> None:
    s = street.solids
    with s.at(z):
        s.box(x - 0.34, x + 0.34, 0, 0.1, z - 0.1, z + 0.5, "#b8b4aa", top="#c8c4ba")
        s.box(x - 0.2, x + 0.2, 0.1, 1.0, z, z + 0.3, "#eceae4")
        s.panel(x - 0.2, x + 0.2, 0.1, 0.42, z - 0.005, colour)
        s.panel(x - 0.14, x + 0.14, 0.66, 0.88, z - 0.008, "#20303a", glow=0.5 if street.lit else 0.05)
        s.panel(x - 0.2, x + 0.2, 1.0, 1.12, z - 0.005, colour, glow=0.6 if street.lit else 0.05)


def car_park(street: Street, house: House) -> None:
    """Rows of cars in their bays, lamps between them, and trees around."""
    s, rng = street.solids, street.rng
    for z in (17.6, 13.4, 9.2, 5.0):
        for x in (1.75, 2.95, 4.15, 5.35, 6.55):
            for side in (-1, 1):
                with s.walls():
                    s.level(side * (x - 0.6) - 0.03, side * (x - 0.6) + 0.03, z - 0.2, z + 2.9, 0.004, "#dcdcd2")
                if rng.random() < 0.72:
                    put.car(replace(street, kerb=x + 0.6), side, z + float(rng.uniform(-0.1, 0.15)),
                            1 if rng.random() < 0.5 else -1)  # fmt: skip
    for z in (4.2, 8.4, 12.6):
        for side in (-1, 1):
            put.street_lamp(replace(street, kerb=3.85), side, z)
    for x in np.arange(-9, 9.1, 1.5):
        put.tree(street, float(x), 22.0 + float(rng.uniform(0, 2)), float(rng.uniform(1.0, 1.5)))


def crossroads(street: Street, house: House) -> None:
    """Houses that leave room for another street, lights on the corners and stripes to walk over."""
    s, rng, (near, far) = street.solids, street.rng, CROSSING
    storeys = SHAPES["crossroads"][2]
    bounds = [0.7, 2.6, 4.8, near, far, far + 3.0]
    while bounds[-1] < FAR:
        bounds.append(bounds[-1] + float(rng.uniform(2.0, 3.6)))
    street.edges = bounds
    with s.walls():
        for side in (-1, 1):
            street.heights[side] = [0.0] * len(bounds)
            for i in range(len(bounds) - 2, -1, -1):
                if bounds[i] == near:
                    continue
                floors = int(rng.integers(storeys[0], storeys[1] + 1))
                street.heights[side][i + 1] = top = house(street, side, bounds[i], bounds[i + 1], floors)
                if bounds[i] == far:
                    _along_crossing(street, side, top)
    for side in (-1, 1):
        for z in (near - 0.4, far + 0.3):
            _signal(street, side * (street.kerb + 0.3), z)
        for z in (2.2, 4.6, 13.8, 17.6):
            if rng.random() < 0.6:
                put.car(street, side, z, side)
    for x in (-5.2, 4.4):
        with s.at(9.4):
            s.box(x, x + 2.4, 0.14, 0.52, 9.0, 9.9, str(rng.choice(put.CARS)))
            s.box(x + 0.5, x + 1.9, 0.52, 0.86, 9.05, 9.85, "#1a2129")


def _along_crossing(street: Street, side: int, high: float) -> None:
    """The fronts of the other street's far side."""
    s, rng, x = street.solids, street.rng, side * (street.half + 3.0)
    for _ in range(4):
        wide, top = float(rng.uniform(2.2, 3.4)), high * float(rng.uniform(0.75, 1.15))
        colour = str(rng.choice(["#b4806a", "#c8b496", "#8a9298", "#9a6a58", "#c4bcac"]))
        s.panel(
            *span(x, x + side * wide), 0, top, CROSSING[1], colour, "house", seed=int(rng.integers(1 << 20)), grain=1.3
        )
        x += side * wide


def _signal(street: Street, x: float, z: float) -> None:
    """A set of traffic lights on a pole."""
    s, lit = street.solids, int(street.rng.integers(2)) * 2
    with s.at(z):
        s.box(x - 0.03, x + 0.03, 0, 1.9, z, z + 0.06, "#2a2c30")
        s.box(x - 0.12, x + 0.12, 1.45, 2.05, z - 0.06, z + 0.02, "#17181b")
        for number, colour in enumerate(("#ff3a2a", "#ffb02a", "#3aff7a")):
            s.outline(ellipse(0, 0, 0.065, 0.065), x, 1.95 - 0.19 * number, z - 0.07, colour,
                      glow=2.2 if number == lit else 0.02)  # fmt: skip


def crossing_ground(s: Solids, street: Street) -> None:
    """The other street, and stripes before and behind it."""
    near, far = CROSSING
    road = "#f1f5fa" if street.canvas.plan.scene.snowy else "#55565a"
    s.level(-40, 40, near + 0.5, far - 0.5, 0.006, road, "asphalt")
    for z0 in (near - 0.45, far - 0.35):
        for x in np.arange(-street.kerb + 0.15, street.kerb - 0.2, 0.42):
            s.level(float(x), float(x) + 0.23, z0, z0 + 0.8, 0.008, "#e4e0d6", "concrete")


def in_traffic(street: Street) -> None:
    """Nose to tail in every lane, and the houses' life along them."""
    rng = street.rng
    for lane in (0.0, 1.22):
        for side in (-1, 1):
            z = 2.6 + float(rng.uniform(0.0, 1.2)) + (2.6 if street.canvas.plan.scene.subjects else 0.0)
            while z < 26:
                put.car(replace(street, kerb=street.kerb - lane), side, z, side)
                z += 2.95 + float(rng.uniform(0.0, 0.7))
    for z in (3.4, 6.8, 10.5, 15.0, 21.0):
        put.street_lamp(street, -1 if rng.random() < 0.5 else 1, z)


def plain_ground(s: Solids, street: Street) -> None:
    """The floor of a place that is no street of houses: tiles, forecourt, tarmac."""
    style, half = street.style, street.half
    snowy = street.canvas.plan.scene.snowy
    if style == "tunnel":
        s.level(-half, half, 0.4, FAR, 0.0, "#8f8b85", "slabs")
        s.level(-street.kerb, street.kerb, 0.4, FAR, 0.001, "#4c4d50", "asphalt")
        for z in np.arange(1.2, 30, 1.6):
            s.level(-0.045, 0.045, float(z), float(z) + 0.75, 0.004, "#d8d4c4", "concrete")
    elif style == "station":
        s.level(-street.kerb, street.kerb, 0.4, FAR, 0.0, "#f1f5fa" if snowy else "#9a958c", "slabs")
        for side in (-1, 1):
            s.level(*span(side * (street.kerb - 0.3), side * (street.kerb - 0.2)), 0.4, FAR, 0.002, "#e8c02e")
            s.level(*span(side * (street.kerb - 0.07), side * street.kerb), 0.4, FAR, 0.002, "#d8d4ca")
    else:
        s.level(-60, 60, 0.4, 60, 0.0, "#f1f5fa" if snowy else "#5a7a3c", "grass")
        s.level(
            -half,
            half,
            0.4,
            60 if style == "petrol station" else 21,
            0.001,
            "#e8eef4" if snowy else "#5c5d60",
            "asphalt",
        )


WALLS: dict[str, Callable[[Street, House], None]] = {
    "tunnel": tunnel, "station": platforms.station, "petrol station": petrol_station, "car park": car_park,
    "crossroads": crossroads,
}  # fmt: skip
ROADSIDES: dict[str, Callable[[Street], None]] = {"traffic": in_traffic} | dict.fromkeys(WALLS, lambda street: None)
GROUNDS: dict[str, Callable[[Solids, Street], None]] = dict.fromkeys(("tunnel", *OPEN), plain_ground)
OVER_GROUNDS: dict[str, Callable[[Solids, Street], None]] = {"crossroads": crossing_ground}
