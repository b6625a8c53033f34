"""What people hold: each thing is drawn at the hand that holds it."""

from collections.abc import Callable

import numpy as np

from generation.engines.animatic.figures import poles
from generation.engines.animatic.figures.holding import WOOD, Holding
from generation.engines.animatic.figures.layers import Layer, layer
from generation.engines.animatic.figures.limbs import by, capsule, circle, hull, oval
from generation.engines.animatic.figures.outfits import Outfit
from generation.engines.animatic.figures.part import shaded
from generation.engines.animatic.figures.skeleton import Arm, Body, vector
from generation.engines.animatic.outline import box, ellipse, smooth, strip
from generation.engines.animatic.raster import Shape

HANGING = Arm(4, 10, 8, 2, "fist")
BEFORE = Arm(24, 9, 70, 30, "fist")
ARMS: dict[str, Arm] = {
    "candle": Arm(26, 10, 78, 12, "fist"),
    "gun": Arm(38, 16, 66, 40, "fist"),
    "newspaper": BEFORE,
    "letter": BEFORE,
    "board": Arm(6, 18, 30, 2, "fist"),
    "umbrella": Arm(26, 6, 98, 8, "fist"),
    "lantern": Arm(42, 14, 52, 4, "fist"),
    "torch": Arm(44, 18, 76, 0, "fist"),
    "sword": Arm(4, 14, 34, 2, "fist"),
    "staff": Arm(26, 20, 52, -6, "fist"),
    "stick": Arm(16, 12, 18, 2, "fist"),
    "pan": Arm(22, 12, 72, 6, "fist"),
    "kite": Arm(64, 18, 66, 8, "fist"),
    "camera": Arm(50, 12, 108, 34, "fist"),
    "phone": Arm(24, 10, 98, 24, "fist"),
    "flowers": Arm(16, 10, 82, 38, "fist"),
    "rod": Arm(24, 8, 62, 12, "fist"),
    "balloon": Arm(22, 14, 96, -4, "fist"),
    "bag": HANGING,
    "suitcase": HANGING,
    "basket": Arm(12, 16, 68, 16, "fist"),
    "cup": Arm(20, 10, 88, 26, "fist"),
    "ball": Arm(18, 16, 62, 14),
    "bow": Arm(72, 14, 8, 0, "fist"),
    "shield": Arm(24, 26, 78, 24, "fist"),
    "spear": Arm(26, 20, 52, -6, "fist"),
    "broom": Arm(26, 20, 52, -6, "fist"),
    "wand": Arm(46, 16, 44, 0, "fist"),
    "flag": Arm(30, 18, 72, -4, "fist"),
    "map": BEFORE,
    "book": BEFORE,
    "violin": Arm(40, 34, 92, 44, "fist"),
    "hose": Arm(20, 12, 58, 20, "fist"),
}
BOTH_HANDS = ("camera", "map", "flowers", "hose", "book", "newspaper", "letter")

LUMINOUS = "#9cf0ff"


def held_layers(body: Body, outfit: Outfit, phase: float) -> list[Layer]:
    """Everything in somebody's hands; the first thing in the right one."""
    made = []
    for side, thing in zip(("right", "left"), outfit.holding, strict=False):
        drawn = THINGS[thing](Holding(body, outfit, phase, side, thing))
        made += drawn
        if outfit.look.has(f"glowing {thing}"):
            made += [_alight(one) for one in drawn]
    return made


def _alight(one: Layer) -> Layer:
    """The light that a layer of something luminous gives off."""
    return Layer(one.near + 0.001, one.part._replace(colour=LUMINOUS, glow=True, opacity=0.75, soft=0.004))


def _pan(h: Holding) -> list[Layer]:
    dish = h.to(0.135, 0.006)
    return [
        layer(h.near - 0.02, strip([h.hand, h.to(0.085, 0.004)], 0.007), "#2c2f36"),
        layer(h.near - 0.01, (oval(dish, 0.062, 0.019), ellipse(dish[0], dish[1] - 0.012, 0.05, 0.018)), "#3b3f48"),
        layer(h.near, ellipse(dish[0], dish[1] + 0.004, 0.05, 0.012), h.colour or "#e0b45a", 0.3),
    ]


def _camera(h: Holding) -> list[Layer]:
    x, y = (h.body.at("left hand") + h.body.at("right hand")) / 2 if h.depth > -0.05 else h.hand
    lens = h.beyond(0.06, 0.0, 0.0) - h.hand + by(x, y)
    case = box(x - 0.042, y - 0.026, x + 0.042, y + 0.03)
    return [
        layer(h.near + 0.02, (case, box(x - 0.016, y + 0.028, x + 0.016, y + 0.042)), h.colour or "#23252b", 0.5),
        layer(h.near + 0.03, capsule((x, y), 0.021, lens, 0.018), "#3c4048", 0.9),
        layer(h.near + 0.031, circle(lens, 0.011), "#6f9fc0", 0.6),
    ]


def _phone(h: Holding) -> list[Layer]:
    x, y = h.to(0.006, 0.03)
    return [
        layer(h.near - 0.002, box(x - 0.017, y - 0.032, x + 0.017, y + 0.034), "#1d1f26", 0.3),
        layer(h.near - 0.001, box(x - 0.013, y - 0.026, x + 0.013, y + 0.028), h.colour or "#bfe3ff", 0, True),
    ]


def _flowers(h: Holding) -> list[Layer]:
    base = h.to(0.0, 0.0)
    stems = tuple(strip([base - (0, 0.035), base + by(x, 0.05)], 0.003) for x in (-0.03, 0, 0.03))
    colour = h.colour or "#e86f8c"
    spots = ((-0.04, 0.058), (0.0, 0.075), (0.04, 0.058), (-0.02, 0.04), (0.022, 0.04))
    heads = tuple(circle(base + np.array(p), 0.021) for p in spots)
    hearts = tuple(circle(base + np.array(p), 0.0075) for p in spots)
    leaves = hull((circle(base + by(-0.04, 0.03), 0.012), circle(base + by(0.04, 0.03), 0.012), circle(base, 0.012)))
    return [
        layer(h.near + 0.01, (*stems, leaves), "#4c8a4f"),
        layer(h.near + 0.02, heads, colour, 0.9),
        layer(h.near + 0.021, hearts, "#f7dd8a", 0.4),
    ]


def _bag(h: Holding) -> list[Layer]:
    x, y = h.to(0, -0.085)
    colour = h.colour or "#70482e"
    strap = strip(
        [(x - 0.028, y + 0.04), (x - 0.014, y + 0.082), (x + 0.014, y + 0.082), (x + 0.028, y + 0.04)], 0.0045
    )
    sack = smooth([(x - 0.058, y + 0.042), (x + 0.058, y + 0.042), (x + 0.068, y - 0.05), (x - 0.068, y - 0.05)], 3)
    return [
        layer(h.near - 0.02, strap, shaded(colour, 0.7)),
        layer(h.near - 0.01, sack, colour),
        layer(h.near - 0.009, box(x - 0.05, y + 0.005, x + 0.05, y + 0.012), shaded(colour, 0.65), 0),
    ]


def _suitcase(h: Holding) -> list[Layer]:
    x, y = h.to(0, -0.115)
    colour = h.colour or "#8a5a3a"
    bands = tuple(box(x + s * 0.06 - 0.006, y - 0.08, x + s * 0.06 + 0.006, y + 0.075) for s in (-1, 1))
    return [
        layer(
            h.near - 0.02,
            strip(
                [(x - 0.022, y + 0.07), (x - 0.018, y + 0.108), (x + 0.018, y + 0.108), (x + 0.022, y + 0.07)], 0.006
            ),
            shaded(colour, 0.6),
        ),
        layer(h.near - 0.01, box(x - 0.105, y - 0.08, x + 0.105, y + 0.075), colour, 0.4),
        layer(h.near - 0.009, bands, shaded(colour, 0.7), 0.2),
    ]


def _basket(h: Holding) -> list[Layer]:
    x, y = h.to(0.02, -0.07)
    colour = h.colour or "#b98a4c"
    arch = strip([(x - 0.06, y), (x - 0.035, y + 0.07), (x + 0.035, y + 0.07), (x + 0.06, y)], 0.005)
    bowl = smooth([(x - 0.075, y + 0.012), (x + 0.075, y + 0.012), (x + 0.055, y - 0.06), (x - 0.055, y - 0.06)], 3)
    fruit = tuple(circle((x + d, y + 0.016), 0.018) for d in (-0.04, -0.005, 0.036))
    return [
        layer(h.near - 0.02, arch, shaded(colour, 0.75)),
        layer(h.near - 0.015, fruit, "#c8402f", 0.9),
        layer(h.near - 0.01, bowl, colour),
    ]


def _cup(h: Holding) -> list[Layer]:
    x, y = h.to(0.004, 0.02)
    colour = h.colour or "#f0ece2"
    return [
        layer(
            h.near - 0.01, (box(x - 0.019, y - 0.022, x + 0.019, y + 0.024), ellipse(x, y - 0.02, 0.019, 0.006)), colour
        ),
        layer(h.near - 0.009, ellipse(x, y + 0.024, 0.018, 0.005), "#4a2f22", 0),
    ]


def _ball(h: Holding) -> list[Layer]:
    place = h.to(0.03, 0.04)
    return [layer(h.near + 0.05, circle(place, 0.06), h.colour or "#e0662c", 1.0)]


def _pages(h: Holding) -> list[Layer]:
    """An open book between the hands."""
    left, right = h.body.at("left hand"), h.body.at("right hand")
    middle = (left + right) / 2 + by(0, 0.03)
    cover = h.colour or "#8a3a34"
    edge = h.body.flat(vector(0.0, 0.095, 0.0))
    edge = edge if abs(edge[0]) > 0.035 else np.array([0.035, 0.0])
    slope = h.body.flat(vector(0.05, 0, 0.1))
    corner = [
        middle + edge - slope * 0.5,
        middle - edge - slope * 0.5,
        middle - edge + slope * 0.5,
        middle + edge + slope * 0.5,
    ]
    spine = [middle - slope * 0.5 - (0, 0.012), middle + slope * 0.5 - (0, 0.012)]
    board = np.array([corner[0], spine[0], corner[1], corner[2], spine[1], corner[3]])
    front = h.depth > -0.05
    near = 0.5 + h.depth if front else -0.4
    sheets = (board - middle) * 0.92 + middle + by(0, 0.006)
    back = h.body.toward[0] > 0.2  # the reader faces us: the covers are seen
    made = [layer(near, board, shaded(cover, 1.0), 0.3)]
    return made if back else [*made, layer(near + 0.001, sheets, "#f3ecdb", 0.2)]


def _guitar(h: Holding) -> list[Layer]:
    body = h.body
    middle = body.flat(body.joints["pelvis"] + vector(0.11, -0.02, 0.1))
    head = body.at("left hand") + (body.at("left hand") - middle) * 0.22
    way = (head - middle) / max(float(np.hypot(*(head - middle))), 1e-6)
    side = np.array([-way[1], way[0]])
    lower, upper = middle - way * 0.055, middle + way * 0.06
    wood = h.colour or "#b5713a"
    shell = (circle(lower, 0.088), circle(upper, 0.064), hull((circle(lower, 0.05), circle(upper, 0.05))))
    strings = strip([lower, head], 0.0025)
    fret = (strip([middle + way * 0.06, head], 0.011), strip([head, head + way * 0.06], 0.017))
    bridge = strip([lower - way * 0.025 + side * 0.03, lower - way * 0.025 - side * 0.03], 0.006)
    near = 0.22 if body.toward[0] > -0.2 else -0.42
    return [
        layer(near, shell, wood, 0.5),
        layer(near + 0.001, circle(middle + way * 0.035, 0.026), "#2a1a12", 0),
        layer(near + 0.002, (*fret, bridge), "#3f281a", 0.4),
        layer(near + 0.003, strings, "#e8d9b8", 0),
    ]


def _violin(h: Holding) -> list[Layer]:
    body = h.body
    chin = body.flat(body.joints["neck"] + vector(0.05, 0.05, 0.005))
    end = body.at("right hand")
    way = (end - chin) / max(float(np.hypot(*(end - chin))), 1e-6)
    shell = (circle(chin + way * 0.03, 0.042), circle(chin + way * 0.09, 0.034))
    neck = strip([chin + way * 0.1, end + way * 0.03], 0.007)
    bowing, across = body.at("left hand"), np.array([way[1], -way[0]])
    across = across if float((chin + way * 0.1 - bowing) @ across) > 0 else -across
    bow = strip([bowing - across * 0.03, chin + way * 0.1 + across * 0.05], 0.004)
    return [
        layer(0.75, shell, h.colour or "#8a4526", 0.6),
        layer(0.751, neck, "#2c1a12", 0.4),
        layer(0.752, bow, "#d8b890", 0.3),
    ]


def _map(h: Holding) -> list[Layer]:
    left, right = h.body.at("left hand"), h.body.at("right hand")
    middle, edge = (left + right) / 2, h.body.flat(vector(0, 0.12, 0))
    sheet = np.array(
        [middle + edge + by(0, 0.07), middle - edge + by(0, 0.07), middle - edge - (0, 0.05), middle + edge - (0, 0.05)]
    )
    return [layer(0.3 + h.depth if h.depth > -0.05 else -0.4, sheet, h.colour or "#e2d3a8", 0.2)]


def _hose(h: Holding) -> list[Layer]:
    nozzle = h.to(0.12, 0.03)
    pipe = strip(
        [nozzle, h.hand, h.to(-0.1, -0.12), h.to(-0.16, -0.3), (h.hand[0] - 0.3 * h.ahead, 0.02)],
        [0.008, 0.012, 0.014, 0.014, 0.014],
    )
    return [layer(h.near - 0.01, pipe, h.colour or "#c8a23a")]


def _candle(h: Holding) -> list[Layer]:
    x, y = h.to(0.0, 0.02)
    flame = oval((x + 0.004 * h.lick, y + 0.075 + 0.003 * h.lick), 0.009, 0.02 + 0.003 * h.lick)
    return [
        layer(h.near - 0.01, box(x - 0.011, y - 0.02, x + 0.011, y + 0.055), h.colour or "#f1e8d2"),
        layer(h.near + 0.01, flame, "#ffd27a", 0, True),
    ]


def _gun(h: Holding) -> list[Layer]:
    stock, muzzle = h.to(-0.16, -0.08), h.to(0.26, 0.14)
    return [
        layer(h.near - 0.01, strip([stock, h.hand, h.to(0.1, 0.055)], [0.02, 0.011, 0.009]), WOOD),
        layer(h.near, strip([h.to(-0.02, 0.0), muzzle], 0.006), "#2c2f36", 0.6),
    ]


def _sheet(middle: Shape, edge: Shape, up: float, down: float) -> Shape:
    """Paper held at both sides."""
    top, bottom = middle + by(0, up), middle - by(0, down)
    return np.array([top + edge, top - edge, bottom - edge, bottom + edge])


def _newspaper(h: Holding) -> list[Layer]:
    left, right = h.body.at("left hand"), h.body.at("right hand")
    middle, edge = (left + right) / 2 + by(0, 0.05), h.body.flat(vector(0, 0.13, 0))
    edge = edge if abs(edge[0]) > 0.04 else by(0.04, 0.0)
    sheet = np.array(
        [middle + edge + by(0, 0.1), middle - edge + by(0, 0.1), middle - edge - by(0, 0.1), middle + edge - by(0, 0.1)]
    )
    lines = tuple(
        strip([middle - edge * 0.8 + by(0, y), middle + edge * 0.8 + by(0, y)], 0.006)
        for y in (0.07, 0.03, 0.0, -0.03, -0.06)
    )
    near = 0.5 + h.depth if h.depth > -0.05 else -0.4
    return [layer(near, sheet, h.colour or "#ece7da", 0.2), layer(near + 0.001, lines, "#8d8a84", 0)]


def _letter(h: Holding) -> list[Layer]:
    left, right = h.body.at("left hand"), h.body.at("right hand")
    middle, edge = (left + right) / 2 + by(0, 0.035), h.body.flat(vector(0, 0.06, 0))
    edge = edge if abs(edge[0]) > 0.025 else by(0.025, 0.0)
    sheet = np.array(
        [
            middle + edge + by(0, 0.06),
            middle - edge + by(0, 0.06),
            middle - edge - by(0, 0.05),
            middle + edge - by(0, 0.05),
        ]
    )
    return [layer(0.5 + h.depth if h.depth > -0.05 else -0.4, sheet, h.colour or "#f4efe2", 0.2)]


def _board(h: Holding) -> list[Layer]:
    x, y = h.to(0.02, 0.06)
    shape = smooth([(x - 0.03, y - 0.5), (x - 0.085, y - 0.2), (x - 0.09, y + 0.15), (x, y + 0.5), (x + 0.09, y + 0.15),
                    (x + 0.085, y - 0.2), (x + 0.03, y - 0.5)], 4)  # fmt: skip
    colour = h.colour or "#e8e2d2"
    return [
        layer(-0.65, shape, colour, 0.6),
        layer(-0.64, strip([(x, y - 0.48), (x, y + 0.46)], 0.012), "#d8573a", 0.2),
    ]


THINGS: dict[str, Callable[[Holding], list[Layer]]] = {
    "candle": _candle,
    "gun": _gun,
    "newspaper": _newspaper,
    "letter": _letter,
    "board": _board,
    "umbrella": poles.umbrella,
    "lantern": poles.lantern,
    "torch": poles.torch,
    "sword": poles.sword,
    "staff": poles.staff,
    "stick": poles.stick,
    "pan": _pan,
    "kite": poles.kite,
    "camera": _camera,
    "phone": _phone,
    "guitar": _guitar,
    "flowers": _flowers,
    "book": _pages,
    "rod": poles.rod,
    "balloon": poles.balloon,
    "bag": _bag,
    "suitcase": _suitcase,
    "basket": _basket,
    "cup": _cup,
    "ball": _ball,
    "bow": poles.bow,
    "shield": poles.shield,
    "spear": poles.spear,
    "broom": poles.broom,
    "wand": poles.wand,
    "flag": poles.flag,
    "map": _map,
    "violin": _violin,
    "hose": _hose,
}
