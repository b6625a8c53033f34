"""Planes that move by themselves: the phases of a figure's cycle, painted once, and how it goes through the shot."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

import cv2
import numpy as np

from generation.engines.animatic.canvas import Canvas, Layer, Slide
from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.figures.crowds import CROWD_CELS, FAR
from generation.engines.animatic.figures.draw import paint_lids, paint_sprite
from generation.engines.animatic.figures.part import MOUTH, SPEAKING, STILL, Motion
from generation.engines.animatic.motion import BLINK_SECONDS, Blink, Moving, Speech
from generation.engines.animatic.plan import Framing, Plane, Sprite, Trees
from generation.engines.animatic.raster import Bytes

Develop: TypeAlias = Callable[[Canvas, Layer], Slide]
CEL_FRAMES = 2.0  # all cels of a shot together take no more pixels than this many frames
CROWD_SHARE = 0.45  # of a figure's pixels is what each of a crowd may take
FEWEST_CELS = 4  # fewer would flicker and not move
ENTRY = 0.06  # of the frame's width: how far inside the frame a travelling figure at least begins or ends
HALF_SEEN = 0.4  # of its own width, which is then seen too
CUT_SHARE = 0.5  # a figure cut off by the canvas may use this share of the room around the frame
BURNING = ("fire", "campfire", "fireplace", "candle", "cake", "torch", "eruption")
BREATH = 0.006  # the share of somebody's height that a breath adds, where they have only one drawing
FIRST_BLINK, BLINK_EVERY = (0.4, 2.6), (3.0, 5.0)  # seconds
BLINK_CHANCE = 31  # keeps the chance of blinks apart from the drawing's
SYLLABLES = {"talking": 9, "singing": 5}
PAIR, PAIRS = (1, 2), ("couple", "crowd")  # whose eyelids, and what is drawn as two with eyes
SWAYING = {"firs": Motion(sway=0.004), "reeds": Motion(sway=0.03), "bough": Motion(sway=0.008)}
GROVE = Motion(sway=0.003)


def figures(canvas: Canvas) -> int:
    """How many figures share the memory for cels; all of a crowd are one."""
    going = [p.spec for p in canvas.plan.planes if isinstance(p.spec, Sprite) and motion_of(p.spec).cels > 1]
    return max(1, sum(FAR not in spec.attributes for spec in going) + any(FAR in spec.attributes for spec in going))


def motion_of(spec: Sprite) -> Motion:
    """How a figure moves while it does what it does."""
    motion = KINDS[spec.kind].motion(spec.action)
    if FAR in spec.attributes:
        motion = replace(motion, cels=min(motion.cels, CROWD_CELS))
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
    count = _affordable(canvas, slide, motion.cels, many=FAR in spec.attributes)
    for index in range(1, count):
        cels.append(develop(canvas, replace(layer, patch=paint_sprite(canvas, plane, index / count))))
        if index == 1 and np.array_equal(cels[1].image, slide.image):
            break
    eyes = not {"near", "portrait"}.isdisjoint(spec.attributes)
    if eyes and count == 1 < motion.cels:  # too large to be drawn again and again
        motion = replace(motion, breath=BREATH)
    images, x, y = boxed(cels)
    start = _chance(plane)
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
        start=start,
        cels=tuple(images) if len(images) == count and (eyes or count > 1) else (),
        melts=spec.kind in BURNING,
    )
    if moving.cels and eyes:
        people = PAIR if spec.kind in PAIRS else PAIR[:1]
        lids = partial(_lids, canvas, plane, layer, develop, moving, (x, y))
        shown = [b for who in people for b in _blinks(plane, who, seconds, moving, lids)]
        if spec.action in SPEAKING:
            shown += [said for who in people if (said := _speech(spec.action, who, moving, lids)) is not None]
        moving = replace(moving, blinks=tuple(shown))
    return replace(slide, image=images[0], x=x, y=y, moving=moving)


def _blinks(
    plane: Plane, who: int, seconds: float, moving: Moving, lids: Callable[[int, int], tuple[int, int, Bytes] | None]
) -> Iterator[Blink]:
    """When somebody blinks in a shot of `seconds`, and what is seen then."""
    rng = np.random.default_rng([plane.seed, BLINK_CHANCE, who])
    begins = float(rng.uniform(*FIRST_BLINK))
    while begins < seconds:
        seen = {number for k in range(9) for number, _ in moving.shown(begins + BLINK_SECONDS * k / 8)}
        shut = {number: found for number in sorted(seen) if (found := lids(number, who)) is not None}
        if not shut:
            return
        yield _blink(begins, shut, moving)
        begins += float(rng.uniform(*BLINK_EVERY))


def _speech(
    action: str, who: int, moving: Moving, lids: Callable[[int, int], tuple[int, int, Bytes] | None]
) -> Speech | None:
    """The mouth of somebody who talks or sings; of two, one speaks while the other pauses."""
    shut = {n: found for n in range(len(moving.cels)) if (found := lids(n, MOUTH * who)) is not None}
    if not shut:
        return None
    seen = _blink((who - 1) / 2, shut, moving)
    return Speech(seen.begins, seen.x, seen.y, seen.shut, SYLLABLES[action])


def _blink(begins: float, shut: dict[int, tuple[int, int, Bytes]], moving: Moving) -> Blink:
    """Lids (corner and picture) over their cels, all cut to one box."""
    x0, y0 = min(x for x, _, _ in shut.values()), min(y for _, y, _ in shut.values())
    x1 = max(x + lids.shape[1] for x, _, lids in shut.values())
    y1 = max(y + lids.shape[0] for _, y, lids in shut.values())
    x0, y0 = max(x0, 0), max(y0, 0)
    boxes = {}
    for number, (x, y, lids) in shut.items():
        box = moving.cels[number][y0:y1, x0:x1].copy()
        part = box[y - y0 : y - y0 + lids.shape[0], x - x0 : x - x0 + lids.shape[1]]
        keep = cv2.merge([255 - lids[..., 3]] * 4)
        part[...] = cv2.add(cv2.multiply(part, keep, scale=1 / 255), lids)
        boxes[number] = box
    return Blink(begins, x0, y0, boxes)


def _lids(
    canvas: Canvas, plane: Plane, layer: Layer, develop: Develop, moving: Moving, corner: tuple[int, int],
    number: int, who: int,
) -> tuple[int, int, Bytes] | None:  # fmt: skip
    """The closed lids over cel `number`: where in its box they lie, and their picture."""
    patch = paint_lids(canvas, plane, number / len(moving.cels), who)
    if patch is None:
        return None
    slide = develop(canvas, replace(layer, patch=patch))
    return slide.x - corner[0], slide.y - corner[1], slide.image


def _chance(plane: Plane) -> float:
    """Where in its cycle a plane begins, 0..1, so that no two keep step."""
    return plane.seed % 97 / 97


def _affordable(canvas: Canvas, slide: Slide, wanted: int, many: bool) -> int:
    """How many cels there is room for; one of `many` has little, but is never left to stand still."""
    room = CEL_FRAMES * canvas.frame_width * canvas.frame_height / figures(canvas)
    count = min(wanted, int((CROWD_SHARE if many else 1.0) * room / max(1, slide.image[..., 0].size)))
    if many:
        return max(count, FEWEST_CELS)
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
