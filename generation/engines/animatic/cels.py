"""Planes that move by themselves: the phases of a figure's cycle, painted once, and how it goes through the shot."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from generation.engines.animatic.canvas import Canvas, Layer, Slide
from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.figures.draw import paint_sprite
from generation.engines.animatic.figures.part import STILL, Motion
from generation.engines.animatic.motion import Moving
from generation.engines.animatic.plan import Framing, Plane, Sprite, Trees
from generation.engines.animatic.raster import Bytes

Develop: TypeAlias = Callable[[Canvas, Layer], Slide]
CEL_FRAMES = 2.0  # all cels of a shot together take no more pixels than this many frames
FEWEST_CELS = 4  # fewer would flicker and not move
ENTRY = 0.06  # of the frame's width: how far inside the frame a travelling figure at least begins or ends
HALF_SEEN = 0.4  # of its own width, which is then seen too
CUT_SHARE = 0.5  # a figure cut off by the canvas may use this share of the room around the frame
BURNING = ("fire", "campfire", "fireplace", "candle", "cake", "torch", "eruption")
SWAYING = {"firs": Motion(sway=0.004), "reeds": Motion(sway=0.03), "bough": Motion(sway=0.008)}
GROVE = Motion(sway=0.003)


def figures(canvas: Canvas) -> int:
    """How many figures share the memory for cels."""
    return max(1, sum(isinstance(p.spec, Sprite) and motion_of(p.spec).cels > 1 for p in canvas.plan.planes))


def motion_of(spec: Sprite) -> Motion:
    """How a figure moves while it does what it does."""
    motion = KINDS[spec.kind].motion(spec.action)
    return replace(motion, travel=0.0) if "portrait" in spec.attributes else motion


def set_going(canvas: Canvas, plane: Plane, layer: Layer, slide: Slide, develop: Develop, seconds: float) -> Slide:
    """`slide` (a plane as painted) with the motion it has by itself in a shot of `seconds`."""
    spec = plane.spec
    if layer.going is not None:
        return layer.going(slide, lambda patch: develop(canvas, replace(layer, patch=patch)))
    if isinstance(spec, Sprite):
        return _acting(canvas, plane, spec, layer, slide, develop, seconds)
    if isinstance(spec, Framing | Trees):
        sway = SWAYING[spec.kind] if isinstance(spec, Framing) else GROVE
        foot = (slide.x + slide.image.shape[1] / 2, float(slide.y + slide.image.shape[0]))
        return replace(slide, moving=Moving(sway, foot, float(slide.image.shape[0]), start=_chance(plane)))
    return slide


def _acting(
    canvas: Canvas, plane: Plane, spec: Sprite, layer: Layer, slide: Slide, develop: Develop, seconds: float
) -> Slide:
    motion = motion_of(spec)
    if motion == STILL:
        return slide
    cels = [slide]
    count = _affordable(canvas, slide, motion.cels)
    for index in range(1, count):
        cels.append(develop(canvas, replace(layer, patch=paint_sprite(canvas, plane, index / count))))
        if index == 1 and np.array_equal(cels[1].image, slide.image):
            break
    images, x, y = boxed(cels)
    cut = min(slide.x, canvas.width - slide.x - slide.image.shape[1]) <= 0
    foot = (spec.u * canvas.scale + canvas.mx, spec.v * canvas.scale + canvas.my)
    aside = spec.facing not in ("front", "back")
    moving = Moving(
        motion=motion,
        foot=foot,
        height=spec.size * canvas.scale,
        heading=(-1 if spec.flip else 1) if aside else 0,
        toward={"front": 1, "back": -1}.get(spec.facing, 0),
        speed=_speed(canvas, spec, motion, seconds, cut),
        start=_chance(plane),
        cels=tuple(images) if len(images) == count > 1 else (),
        melts=spec.kind in BURNING,
    )
    return replace(slide, image=images[0], x=x, y=y, moving=moving)


def _chance(plane: Plane) -> float:
    """Where in its cycle a plane begins, 0..1, so that no two keep step."""
    return plane.seed % 97 / 97


def _affordable(canvas: Canvas, slide: Slide, wanted: int) -> int:
    room = CEL_FRAMES * canvas.frame_width * canvas.frame_height / figures(canvas)
    count = min(wanted, int(room / max(1, slide.image[..., 0].size)))
    return count if count >= FEWEST_CELS or count == wanted else 1


def _speed(canvas: Canvas, spec: Sprite, motion: Motion, seconds: float, cut: bool) -> float:
    """Canvas pixels a second: as fast as it goes, but in the frame at the beginning and the end of the shot."""
    plan, half = canvas.plan, max(seconds, 0.5) / 2
    across, size = plan.view.across(spec.u), spec.size * plan.view.zoom  # a close shot is a view of a wide one
    room = min(across, plan.aspect - across) - ENTRY * plan.aspect - HALF_SEEN * KINDS[spec.kind].width * size
    room = max(room, 0.12 * plan.aspect) * canvas.frame_height
    if cut:
        room = CUT_SHARE * canvas.margin_x
    return min(motion.travel * size * canvas.frame_height, room / half)


def boxed(slides: Sequence[Slide]) -> tuple[list[Bytes], int, int]:
    """The pictures of slides brought to one common box, and where its corner lies."""
    x0, y0 = min(s.x for s in slides), min(s.y for s in slides)
    x1, y1 = max(s.x + s.image.shape[1] for s in slides), max(s.y + s.image.shape[0] for s in slides)
    images = []
    for s in slides:
        image: Bytes = np.zeros((y1 - y0, x1 - x0, 4), np.uint8)
        image[s.y - y0 : s.y - y0 + s.image.shape[0], s.x - x0 : s.x - x0 + s.image.shape[1]] = s.image
        images.append(image)
    return images, x0, y0
