"""The table in front: boards, marble or stone that a product or a cup stands on."""

from generation.engines.animatic.canvas import Canvas, Layer
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Built, Plane
from generation.engines.animatic.raster import F, array
from generation.engines.animatic.sets.lighting import Lamp, Lighting
from generation.engines.animatic.sets.rendering import Frame, rendered
from generation.engines.animatic.sets.roomset import Room
from generation.engines.animatic.sets.solid import Solids

TABLE_Z = 1.05
"""Where things stand on it, in units of the plan."""
NEAR_EDGE, FAR_EDGE = 0.5, 1.55
TOPS = {"wood": "#8a5c38", "oak": "#a8784c", "marble": "#e4dfd8", "stone": "#7c7a78", "studio": "#b4b0aa",
        "white": "#e8e4de", "sill": "#ded6c8", "slate": "#3a4046"}  # fmt: skip
SURFACES = {"wood": "planks", "oak": "planks", "marble": "marble", "stone": "concrete", "sill": "wood",
            "slate": "concrete"}  # fmt: skip
COLOURS = {
    "marble": {"black": "#0b0b0e", "white": "#f2efea", "green": "#1c4a36", "grey": "#8a8c90", "gray": "#8a8c90",
               "brown": "#5a3c2a", "red": "#6e2a26", "pink": "#d8a8a0", "blue": "#2a3c5c", "gold": "#c8a468"},
    "wood": {"black": "#17120f", "dark": "#38231a", "brown": "#4a2e1e", "white": "#d8d2c6", "red": "#5e261a",
             "grey": "#7a746c", "gray": "#7a746c", "gold": "#a8783c"},
    "studio": {"black": "#101012", "white": "#f0eee8"}, "stone": {"black": "#1a1a1c", "white": "#d8d4cc"},
    "slate": {}, "oak": {}, "sill": {},
}  # fmt: skip
DARK_TOP = 0.05
"""A top whose colour is darker than this (linear) asks for a dark room behind it."""


def top_colour(table: str) -> str:
    """The colour of a table such as "marble" or "black marble"."""
    colour, _, kind = table.rpartition(" ")
    return COLOURS.get(kind, {}).get(colour, TOPS.get(kind, TOPS["wood"]))


def is_dark(table: str) -> bool:
    """Whether the top is nearly black."""
    return bool(table) and float(linear(top_colour(table)).mean()) < DARK_TOP


def table_height(horizon: float, zoom: float) -> float:
    """How high a table must be so that what stands on it has its foot low in the frame."""
    return 1 - (0.79 - horizon) * TABLE_Z / zoom


def paint_table(canvas: Canvas, plane: Plane, room: Room) -> Layer | None:
    """The table top, mirroring the room in a polished one."""
    plan, spec = canvas.plan, plane.spec
    assert isinstance(spec, Built)
    high = table_height((plan.horizon - plan.view.top) * plan.view.zoom, plan.view.zoom)
    wide = 0.75 * max(plan.aspect, 1.0) + 0.4
    solids = Solids()
    with solids.walls():
        _top(solids, spec.table, wide, high)
    middle = (plan.focus_u - plan.aspect / 2) * TABLE_Z
    day = 1 - 0.6 * room.night
    warm = linear("#ffd9a8") if room.dark else plan.light.colour * F(0.4) + F(0.6)
    lamps = (
        Lamp((middle - 0.35 * spec.side, high + 0.6, TABLE_Z + 0.1), array(warm * F(1.5)), 0.5),
        Lamp((middle + 0.5 * spec.side, high + 0.35, TABLE_Z + 0.6), array(warm * F(0.5 * day)), 0.6),
    )
    lighting = Lighting(array(room.ambient * F(0.8)), array([0, 0, 0]), array([0, 1, 0]), lamps)
    frame = Frame(canvas, plan.aspect / 2, lighting, room.night)
    return rendered(frame, solids.faces, TABLE_Z + 0.25, "table")


def _top(solids: Solids, kind: str, wide: float, high: float) -> None:
    colour = top_colour(kind)
    surface = SURFACES.get(kind.rpartition(" ")[2], "plain")
    solids.level(-wide, wide, NEAR_EDGE, FAR_EDGE, high, colour, surface)
    bright = array(linear(colour)) * F(1.15)
    solids.level(-wide, wide, FAR_EDGE, FAR_EDGE + 0.015, high, bright)
    solids.panel(-wide, wide, high - 0.07, high, NEAR_EDGE, colour)
