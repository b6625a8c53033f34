"""Large things that belong to a place and are no figures."""

from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.plan import Plane


def paint_scenery(canvas: Canvas, plane: Plane) -> Patch:
    """One piece of scenery."""
    return canvas.over([])
