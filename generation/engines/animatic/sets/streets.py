"""Streets in one-point perspective: houses with shops, a road, and the life along them."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import numpy as np

from generation.engines.animatic.canvas import Canvas, Layer, Making
from generation.engines.animatic.figures.draw import paint_sprite
from generation.engines.animatic.palette import linear, neutral
from generation.engines.animatic.plan import Built, Plane, Sprite
from generation.engines.animatic.raster import F, array
from generation.engines.animatic.sets import graffiti, ways
from generation.engines.animatic.sets import roadside as put
from generation.engines.animatic.sets.lighting import Canyon, Lamp, Lighting, cast_shadows, contact
from generation.engines.animatic.sets.rendering import Frame, rendered
from generation.engines.animatic.sets.shine import shine
from generation.engines.animatic.sets.solid import Face, span
from generation.engines.animatic.sets.street import Street
from generation.engines.animatic.sets.towers import lighting
from generation.engines.animatic.sets.walls import facades

END_DEPTH = 46.0
THING_CUTS = (0.0, 2.6, 4.0, 6.0, 10.0, 18.0, 400.0)
STOREY, SHOP = 1.25, 1.55
PLASTER = ("#b4806a", "#c8b496", "#8a9298", "#a87464", "#c4bcac", "#c89a6a", "#86968e", "#d0c4ae", "#9a6a58", "#a8a08c")
BRICKS = ("#8a4f3e", "#7a4a3c", "#9a6a50", "#6f5a50", "#a0705a")
CONCRETE = ("#6a6e74", "#7f8084", "#5a5e68", "#8f8a86", "#4f5560")
SHAPES = {
    "": (2.5, 1.55, (3, 6)),
    "market": (2.2, 1.9, (2, 5)),
    "alley": (1.05, 0.95, (3, 7)),
    "lane": (1.5, 1.15, (2, 5)),
    "neon": (1.45, 1.1, (4, 9)),
    "suburb": (5.2, 1.7, (1, 2)),
    "village": (2.4, 1.9, (1, 3)),
    "boulevard": (3.4, 2.3, (4, 8)),
} | ways.SHAPES
"""Half width to the facades, to the kerb, and storeys."""
PERSON = 1.02  # units tall
BUSY, SKETCHED = 11, 8  # people on their way through a busy street, and the nearest of them who are in its preview
HAZE = 0.72  # a street is seen through less air than open land


def paint_street(canvas: Canvas, plane: Plane) -> list[Making]:
    """Facade layers far to near, the road, what stands along it, and a crowd where there is one."""
    spec, plan = plane.spec, canvas.plan
    assert isinstance(spec, Built)
    street = _street(canvas, plane, spec)
    ways.WALLS[spec.style](street, _house) if spec.style in ways.WALLS else _walls(street)
    ROADSIDES.get(spec.style, _usual)(street)
    graffiti.spray(street)
    shell = list(street.solids.faces)
    centre = plan.aspect / 2 + spec.side * 0.06 * min(1.0, plan.aspect)
    frame = Frame(canvas, centre, _lighting(street), plan.palette.night)
    walls = [f for f in shell if f.spans]
    things = [f for f in shell if not f.spans]
    made = facades(frame, walls)
    made.append(partial(rendered, frame, _ground(street), 2.0, "ground", True))
    for low, high in pairwise(THING_CUTS):
        mine = [f for f in things if low <= f.depth < high]
        if mine:
            made.append(partial(rendered, frame, mine, float(np.mean([f.depth for f in mine])), "roadside"))
    return [*made, *_crowd(street, plane, centre), partial(shine, frame, street.lamps, depth=3.0)]


def _street(canvas: Canvas, plane: Plane, spec: Built) -> Street:
    half, kerb, _ = SHAPES.get(spec.style, SHAPES[""])
    fit = float(np.clip(canvas.plan.aspect / 1.6, 0.5, 1.25)) ** 0.8
    night = canvas.plan.palette.night
    return Street(canvas, canvas.rng(plane.seed), half * fit, kerb * fit, night > 0.3, spec.style)


def _walls(street: Street) -> None:
    """Houses on both sides, far to near."""
    rng, s = street.rng, street.solids
    storeys = SHAPES.get(street.style, SHAPES[""])[2]
    bounds = [0.7]
    while bounds[-1] < END_DEPTH:
        bounds.append(bounds[-1] + float(rng.uniform(1.5, 3.0)) * (1 + bounds[-1] * 0.05))
    street.edges = bounds
    with s.walls():
        for side in (-1, 1):
            street.heights[side] = [0.0] * len(bounds)
            for i in range(len(bounds) - 2, -1, -1):
                floors = int(rng.integers(storeys[0], storeys[1] + 1))
                if side * street.canvas.plan.light.direction[0] > 0 and street.half > 1.6:
                    floors = max(storeys[0] - 1, floors - 2)  # the sun gets in over the lower side
                if street.style == "suburb":
                    continue
                street.heights[side][i + 1] = _house(street, side, bounds[i], bounds[i + 1], floors)


def _house(street: Street, side: int, z0: float, z1: float, floors: int) -> float:
    """One house: its shop, its storeys, its cornice, and the wall that shows over a lower neighbour."""
    rng, s, x = street.rng, street.solids, side * street.half
    palette = CONCRETE if street.style == "neon" else BRICKS if street.style == "alley" else PLASTER
    palette = BRICKS if street.style in ("", "boulevard") and rng.random() < 0.35 else palette
    colour = array(linear(str(rng.choice(palette)))) * F(rng.uniform(0.8, 1.15))
    seed, storey = int(rng.integers(1 << 20)), STOREY * float(rng.uniform(0.92, 1.1))
    shops = street.style not in ("village",) and rng.random() < (0.3 if street.style == "alley" else 0.85)
    low = SHOP if shops else 0.0
    top = low + floors * storey
    deep = 3.0 * side
    s.panel(*span(x, x + deep), 0, top, z0, colour * F(0.8), "bricks" if palette is BRICKS else "plaster")
    s.side(x, z0, z1, 0, low, colour * F(0.6), "plaster")
    s.side(x, z0, z1, low, top, colour, "house", seed=seed, grain=storey)
    if shops:
        front = array(linear(str(rng.choice(["#2f4a44", "#5a2f2a", "#2c3a54", "#6a4a2c", "#3a3a3e", "#7a6a4a"]))))
        s.side(x, z0 + 0.04, z1 - 0.04, 0, low, front, "shop", seed=seed)
    edge = x - side * 0.1
    s.side(edge, z0, z1, top - 0.12, top + 0.04, colour * F(1.1))
    s.panel(*span(x, edge), top - 0.12, top + 0.04, z0, colour * F(0.9))
    s.level(*span(x, edge), z0, z1, top - 0.12, colour * F(0.7))
    if street.style in ("lane", "village", "market") or rng.random() < 0.25:
        tile = str(rng.choice(["#8a4634", "#6f4a3c", "#54484a", "#9a5840"]))
        peak = [
            (edge, top + 0.04, z0),
            (edge, top + 0.04, z1),
            (x + side * 1.3, top + 1.1, z1),
            (x + side * 1.3, top + 1.1, z0),
        ]
        s.face(peak, tile, "roof", seed=seed)
        s.face(
            [(edge, top + 0.04, z0), (x + side * 1.3, top + 1.1, z0), (x + deep, top, z0)], colour * F(0.8), "plaster"
        )
    return top


def _usual(street: Street) -> None:
    """Awnings, balconies, signs, lamps, cars and a few trees."""
    rng = street.rng
    for side in (-1, 1):
        for z0, z1 in zip(street.edges, street.edges[1:], strict=False):
            if z0 < 1.2 or z0 > 22:
                continue
            if rng.random() < 0.55:
                put.awning(street, side, z0 + 0.15, z1 - 0.15)
            if rng.random() < 0.4 and z0 < 14:
                put.balcony(street, side, z0 + 0.3, z0 + 1.1, SHOP + STOREY * int(rng.integers(0, 2)) + 0.2)
            if rng.random() < 0.4:
                colour = (
                    str(rng.choice(put.NEONS)) if street.canvas.plan.palette.night > 0.7 else str(rng.choice(put.CLOTH))
                )
                put.hanging_sign(
                    street, side, z0 + 0.1, float(rng.uniform(1.6, 2.2)), 0.4, float(rng.uniform(0.4, 0.9)), colour
                )
            put.drainpipe(street, side, z1 - 0.08, 5.0)
    for z in (3.4, 6.8, 10.5, 15.0, 21.0):
        put.street_lamp(street, -1 if rng.random() < 0.5 else 1, z)
    trees = rng.random() < 0.7
    for z in np.arange(4.6, 26, 3.4):
        for side in (-1, 1):
            if trees and rng.random() < 0.6:
                put.tree(street, side * (street.kerb + 0.3), float(z), float(rng.uniform(0.8, 1.15)))
    for z in (4.0, 7.2, 10.4, 13.6, 18.0):
        for side in (-1, 1):
            if rng.random() < 0.62 and street.kerb > 1.2:
                put.car(street, side, z + float(rng.uniform(-0.2, 0.3)), side)


def _market(street: Street) -> None:
    """Stalls along both sides, flags or bulbs overhead."""
    for side in (-1, 1):
        for z in np.arange(2.3, 20, 1.45):
            put.stall(street, side, float(z))
        for z0, z1 in zip(street.edges, street.edges[1:], strict=False):
            if 1.2 < z0 < 16 and street.rng.random() < 0.4:
                put.balcony(street, side, z0 + 0.2, min(z1 - 0.2, z0 + 1.3), SHOP + 0.5)
    put.wires(street, 5, street.lit)


def _alley(street: Street) -> None:
    """Pipes, crates, washing, one lamp."""
    rng = street.rng
    for side in (-1, 1):
        for z in np.arange(1.8, 18, 1.1):
            if rng.random() < 0.6:
                put.crates(street, side, float(z))
            if rng.random() < 0.5:
                put.drainpipe(street, side, float(z) + 0.5, 5.5)
            if rng.random() < 0.3:
                put.cooler(street, side, float(z), float(rng.uniform(1.4, 2.6)))
    for z in (4.2, 9.0, 15.0):
        put.street_lamp(street, 1 if rng.random() < 0.5 else -1, z)
    put.wires(street, 4, False)


def _lane(street: Street) -> None:
    """A cobbled lane: lamps, flower boxes, signs, a few awnings."""
    rng = street.rng
    for side in (-1, 1):
        for z0, z1 in zip(street.edges, street.edges[1:], strict=False):
            if z0 < 1.2 or z0 > 18:
                continue
            if rng.random() < 0.4:
                put.awning(street, side, z0 + 0.2, z1 - 0.2)
            if rng.random() < 0.5:
                put.balcony(street, side, z0 + 0.3, z0 + 1.2, SHOP + STOREY * int(rng.integers(0, 2)) + 0.15)
            if rng.random() < 0.35:
                put.hanging_sign(street, side, z0 + 0.1, 1.7, 0.32, 0.34, str(rng.choice(put.CLOTH)))
    for z in (3.6, 7.0, 12.0, 18.0):
        put.street_lamp(street, 1 if rng.random() < 0.5 else -1, z)
    for z in (2.6, 5.0, 8.0):
        put.tree(street, (1 if rng.random() < 0.5 else -1) * (street.half - 0.25), z, 0.42)


def _neon(street: Street) -> None:
    """An alley of signs, lanterns, cables and coolers."""
    rng = street.rng
    for side in (-1, 1):
        for z in np.arange(1.9, 22, 0.85):
            if rng.random() < 0.75:
                tall = float(rng.choice([0.35, 0.7, 1.2, 1.7]))
                wide = float(rng.uniform(0.24, 0.5)) if tall > 0.5 else float(rng.uniform(0.5, 0.8))
                put.hanging_sign(
                    street,
                    side,
                    float(z),
                    float(rng.uniform(1.5, 4.4)),
                    min(wide, street.half * 0.4),
                    tall,
                    str(rng.choice(put.NEONS)),
                )
            if rng.random() < 0.35:
                put.lantern(street, side, float(z) + 0.3, 1.45)
            if rng.random() < 0.4:
                put.cooler(street, side, float(z) + 0.2, float(rng.uniform(1.7, 4.5)))
            if rng.random() < 0.25:
                put.awning(street, side, float(z), float(z) + 0.8)
            if rng.random() < 0.3:
                put.crates(street, side, float(z) + 0.4)
    put.wires(street, 6)


def _suburb(street: Street) -> None:
    """Houses behind lawns, trees, cars before the doors."""
    rng, s = street.rng, street.solids
    for side in (-1, 1):
        for z in np.arange(18.0, 2.0, -3.9):
            _cottage(street, side, float(z) + float(rng.uniform(-0.4, 0.4)))
        for z in np.arange(3.4, 26, 3.6):
            put.tree(street, side * (street.kerb + 0.7), float(z), float(rng.uniform(0.8, 1.3)))
        for z in np.arange(2.0, 24, 0.32):
            x = side * (street.kerb + 1.15)
            s.box(x - 0.03, x + 0.03, 0, 0.36, float(z), float(z) + 0.12, "#e8e6e0")
    for z in (4.4, 9.5, 15.0):
        if rng.random() < 0.7:
            put.car(street, 1 if rng.random() < 0.5 else -1, z)
        put.street_lamp(street, 1 if rng.random() < 0.5 else -1, z + 1.2)


def _cottage(street: Street, side: int, z: float) -> None:
    """A house with a gable, a porch and lit windows."""
    s, rng = street.solids, street.rng
    colour = str(rng.choice(["#e0d8c8", "#b8c4c8", "#c8a888", "#a8b49a", "#d8c49a"]))
    a, b = span(side * (street.half * 0.62), side * (street.half * 0.62 + 2.6))
    deep, seed = 2.3, int(rng.integers(1 << 20))
    with s.at(z + deep / 2):
        s.box(a, b, 0, 1.6, z, z + deep, colour, "house", seed=seed, grain=1.5)
        middle = (a + b) / 2
        s.face([(a - 0.15, 1.55, z - 0.1), (b + 0.15, 1.55, z - 0.1), (middle, 2.6, z - 0.1)], colour, "planks")
        near = a if a > 0 else b
        edge = near - 0.2 * np.sign(near)
        s.face(
            [(edge, 1.5, z - 0.12), (edge, 1.5, z + deep), (middle, 2.65, z + deep), (middle, 2.65, z - 0.12)],
            "#6a4a40",
            "roof",
        )
        s.panel(middle + 0.4, middle + 0.7, 2.1, 2.9, z + 0.6, "#8a5a48", "bricks")
    street.feet.append(([(a, z), (b, z), (b, z + deep), (a, z + deep)], 2.2))


def _village(street: Street) -> None:
    """A village road: low houses, trees, a lamp or two, flower boxes."""
    rng = street.rng
    for side in (-1, 1):
        for z in np.arange(3.0, 20, 2.6):
            if rng.random() < 0.5:
                put.tree(street, side * (street.half - 0.4), float(z), float(rng.uniform(0.6, 1.0)))
            elif rng.random() < 0.6:
                put.crates(street, side, float(z))
    for z in (4.0, 9.0):
        put.street_lamp(street, 1 if rng.random() < 0.5 else -1, z)


ROADSIDES: dict[str, Callable[[Street], None]] = {
    "": _usual,
    "boulevard": _usual,
    "market": _market,
    "alley": _alley,
    "lane": _lane,
    "neon": _neon,
    "suburb": _suburb,
    "village": _village,
} | ways.ROADSIDES


def _ground(street: Street) -> list[Face]:
    """Road, kerbs, pavements, markings."""
    s, half, kerb, style = street.solids.__class__(), street.half, street.kerb, street.style
    snowy = street.canvas.plan.scene.snowy
    paved = style in ("lane", "alley", "market", "village")
    road = "#f1f5fa" if snowy else "#8a8278" if paved else "#55565a"
    if style in ways.GROUNDS:
        with s.walls():
            ways.GROUNDS[style](s, street)
        return s.faces
    with s.walls():
        edge, beside = (half * 2.4, "grass") if style == "suburb" else (half, "slabs")
        colour = "#ffffff" if snowy else "#5a7a3c" if beside == "grass" else "#8f8b85"
        s.level(-edge, edge, 0.5, 60, 0.0, colour, beside)
        s.level(-kerb, kerb, 0.5, 60, 0.001, road, "cobbles" if paved and not snowy else "asphalt")
        if style == "suburb":
            for side in (-1, 1):
                s.level(*span(side * kerb, side * (kerb + 0.5)), 0.5, 60, 0.002, "#a8a49c", "slabs")
        if not paved and style != "neon" and not snowy:
            for side in (-1, 1):
                s.level(*span(side * kerb, side * (kerb + 0.06)), 0.5, 60, 0.003, "#b0aca6")
                s.level(*span(side * (kerb - 0.12), side * (kerb - 0.03)), 0.5, 60, 0.003, "#3c3d40")
            for z in np.arange(1.2, 30, 1.6):
                s.level(-0.045, 0.045, float(z), float(z) + 0.75, 0.004, "#d8d4c4", "concrete")
            if style == "" and street.rng.random() < 0.5:
                for x in np.arange(-kerb + 0.1, kerb - 0.1, 0.34):
                    s.level(float(x), float(x) + 0.2, 5.2, 6.4, 0.005, "#e0dcd0", "concrete")
        if style in ways.OVER_GROUNDS:
            ways.OVER_GROUNDS[style](s, street)
    return s.faces


def _lighting(street: Street) -> Lighting:
    """Sky, the sun over the roofs, lamps; the light of shops on the pavement."""
    base, plan = lighting(street.canvas), street.canvas.plan
    night, side = plan.palette.night, 1.0 if plan.light.direction[0] > 0 else -1.0
    high = plan.scene.time in ("noon", "night", "overcast")
    toward = array([side * 0.55, 0.8, 0.15] if high else [side * 0.62, 0.62, 0.5])
    toward[2] = ways.FRONT_LIGHT if street.style in ways.OPEN else toward[2]
    toward /= np.linalg.norm(toward)
    lamps = sorted(street.lamps, key=lambda lamp: lamp.place[2])[: street.most_lamps]
    if night > 0.3 and street.style not in ("suburb", "village", "tunnel", *ways.OPEN):
        glow = linear("#ffb068") if street.style != "neon" else plan.palette.accent
        for z in (3.0, 7.0):
            lamps += [
                Lamp((x * street.half * 0.9, 1.0, z), array(neutral(glow, 0.2) * F(0.9 * night)), 1.3) for x in (-1, 1)
            ]
    sunny = night < 0.4 and plan.scene.weather in ("clear", "clouds") and plan.scene.time != "overcast"
    bounds = (-street.half * 2, street.half * 2, 0.5, 24.0)
    feet = [foot for foot, _ in street.feet]
    heights = street.heights.get(int(side), [0.0])
    return Lighting(
        ambient=base.ambient * F((0.78 if sunny else 0.95) * ways.DIM.get(street.style, 1.0)),
        sun=base.sun * F(2.0 if sunny else 0.9),
        toward=toward,
        lamps=tuple(lamps),
        ground=cast_shadows(street.feet, toward, bounds) if street.feet else None,
        contact=contact(feet, bounds, 0.12) if feet else None,
        canyon=Canyon(street.half, array(street.edges), array(heights))
        if street.edges and street.style != "suburb"
        else None,
        haze=HAZE,
    )


def _crowd(street: Street, plane: Plane, centre: float) -> list[Making]:
    """People on the way, in a market and where a crowd is asked for; a few elsewhere."""
    plan, rng = street.canvas.plan, np.random.default_rng([plane.seed, 5])
    busy = plan.scene.has("crowd") or street.style == "market"
    count = BUSY if busy else 3 if street.style in ("", "neon", "boulevard") and plan.scene.mood != "melancholy" else 0
    people: list[Plane] = []
    for i in range(count):
        z = float(rng.uniform(5.0 if not busy else 3.8, 15))
        reach = street.half - (1.1 if busy else 0.35)
        x = float(rng.uniform(-reach, reach)) if busy else float(rng.choice([-1, 1])) * (street.kerb + 0.25)
        kind = "woman" if rng.random() < 0.5 else "person"
        sprite = Sprite(
            kind,
            centre + x / z,
            plan.horizon + 1 / z,
            PERSON * float(rng.uniform(0.92, 1.06)) / z,
            action="walking" if rng.random() < 0.8 else "standing",
            facing=str(rng.choice(["front", "back", "side"])),
            flip=bool(rng.random() < 0.5),
        )
        people.append(Plane(z, sprite, plane.seed + i))
    if street.canvas.sketches:
        people = sorted(people, key=lambda one: one.z)[:SKETCHED]
    return [partial(_passer_by, street.canvas, one) for one in people]


def _passer_by(canvas: Canvas, plane: Plane) -> Layer:
    return Layer(paint_sprite(canvas, plane), plane.z, "roadside")
