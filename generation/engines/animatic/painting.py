"""Plan -> painted layers: every depth plane once, on two threads."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import cast

import cv2
import numpy as np

from generation.engines.animatic import clouds, framing, scenery, sky, terrain, trees
from generation.engines.animatic.canvas import Canvas, Layer, Making, Patch, Slide
from generation.engines.animatic.cels import motion_of, set_going
from generation.engines.animatic.crew import Crew, Parts, Tick
from generation.engines.animatic.figures.draw import paint_sprite
from generation.engines.animatic.lamps import shines
from generation.engines.animatic.plan import (
    Asteroids,
    Built,
    Cave,
    City,
    Framing,
    Mist,
    Plane,
    Sky,
    Space,
    Sprite,
    Terrain,
    Trees,
)  # fmt: skip
from generation.engines.animatic.projection import BACKDROPS
from generation.engines.animatic.raster import Array, Bytes, F, array, clip
from generation.engines.animatic.sets import caves, reef, roofs, rooms, space, streets, towers
from generation.engines.animatic.twinkle import enlivened

PAINTERS: dict[type, Callable[[Canvas, Plane], Patch]] = {
    Sky: sky.paint_sky, Mist: sky.paint_mist, Terrain: terrain.paint_terrain,
    Trees: trees.paint_trees, Framing: framing.paint_framing, City: towers.paint_city, Cave: caves.paint_cave,
    Space: space.paint_space, Asteroids: space.paint_asteroids, Sprite: paint_sprite,
}  # fmt: skip
BUILT: dict[str, Callable[[Canvas, Plane], Patch]] = {
    "underwater": reef.paint_water, "caustics": reef.paint_caustics, "rays": sky.paint_rays,
    "reef": reef.paint_growth,
}  # fmt: skip


def _scenery(canvas: Canvas, plane: Plane) -> list[Making]:
    return [partial(_as_it_is, layer) for layer in scenery.paint_scenery(canvas, plane)]


def _as_it_is(layer: Layer) -> Layer:
    return layer


def _clouds(canvas: Canvas, plane: Plane) -> list[Making]:
    return [partial(clouds.paint_clouds, canvas, plane)]


LAYERED: dict[str, Callable[[Canvas, Plane], list[Making]]] = {
    "street": streets.paint_street, "room": rooms.paint_room, "roof": roofs.paint_roof,
    "scenery": _scenery, "clouds": _clouds,
}  # fmt: skip
"""What is made of several layers, each of which may be painted on a thread of its own, or moves in a way of its own."""
SLOWEST_FIRST = ("street", "room", "trees", "framing", "terrain", "city", "sprite")
SHOULDER = 0.72  # brighter than this, light is rolled off softly
BRIGHTEST, SHADES = 2.0, 8192  # the table of display values reaches so far; what is brighter is white
STRIP_ROWS = 64  # slides are developed in strips that fit the processor's cache
CHANCE_ROOM, CHANCE_STEP = 512, 37  # each strip takes its noise from elsewhere along a row of it
EMPTY_ROWS = 4  # kept above what is seen: what spans the canvas goes on beyond its edges as in a mirror
SEEN_FROM = 0.002  # light and cover together below this are not worth a pixel


def _display() -> Array:
    """Display values of linear light 0..`BRIGHTEST`, with a soft shoulder."""
    x = np.linspace(0, BRIGHTEST, SHADES)
    soft = SHOULDER + (1 - np.exp((x - SHOULDER) / (SHOULDER - 1))) * (1 - SHOULDER)
    x = np.where(x > SHOULDER, soft, x)
    return array(np.where(x <= 0.0031308, 12.92 * x, 1.055 * x ** (1 / 2.4) - 0.055))


DISPLAY = _display()


def paint(canvas: Canvas, crew: Crew, tick: Tick, seconds: float = 0.0) -> list[Slide]:
    """All layers, far to near, display-encoded 8 bit; `tick` hears how much is done, 0..1. For a shot of `seconds`
    figures are painted in all phases of their motion."""
    planes = sorted(canvas.plan.planes, key=_slowness)
    jobs = [partial(_painted, canvas, plane, seconds) for plane in planes]
    layers = [layer for painted in crew.all(jobs, tick) for layer in painted]
    return sorted(layers, key=lambda layer: _order(canvas, layer))


def _painted(canvas: Canvas, plane: Plane, seconds: float) -> list[Slide] | Parts[list[Slide]]:
    """The slides of a plane, or the work that makes them where there is much of it."""
    work = [partial(_slides, canvas, plane, making, seconds) for making in makings(canvas, plane)]
    return work[0]() if len(work) == 1 else Parts(work)


def makings(canvas: Canvas, plane: Plane) -> list[Making]:
    """The painting of each layer of a plane."""
    layered = LAYERED.get(_kind(plane))
    return [partial(_paint_plane, canvas, plane)] if layered is None else layered(canvas, plane)


def _slides(canvas: Canvas, plane: Plane, making: Making, seconds: float) -> list[Slide]:
    """One layer, ready to be shot; none where nothing of it is seen."""
    layer = making()
    if layer is None:
        return []
    slide = _finish(canvas, layer)
    if not seconds:
        return [slide]
    going = set_going(canvas, plane, layer, slide, _finish, seconds)
    return [enlivened(canvas, going, plane.seed, shines(plane.spec))]


def _kind(plane: Plane) -> str:
    return plane.spec.kind if isinstance(plane.spec, Built) else type(plane.spec).__name__.lower()


def _slowness(plane: Plane) -> tuple[int, float]:
    kind = _kind(plane)
    if isinstance(plane.spec, Sprite) and motion_of(plane.spec).cels > 1:
        return 0, -plane.z
    return (SLOWEST_FIRST.index(kind) if kind in SLOWEST_FIRST else 9), -plane.z


def _paint_plane(canvas: Canvas, plane: Plane) -> Layer:
    spec, kind = plane.spec, _kind(plane)
    patch = BUILT[kind](canvas, plane) if isinstance(spec, Built) else PAINTERS[type(spec)](canvas, plane)
    base = None
    if isinstance(spec, Sprite) and spec.afloat:
        base = spec.v - spec.sunk * spec.size
    elif isinstance(spec, Terrain | City) and spec.shore:
        base = canvas.plan.horizon + 1 / plane.z
    return Layer(patch, plane.z, kind, base)


def _order(canvas: Canvas, layer: Slide) -> tuple[int, float, bool]:
    """Backdrops, then a street's facades and road (so that a wet road can mirror the walls), then by depth."""
    city_behind = layer.kind == "city" and canvas.plan.scene.setting == "street"
    if layer.kind in (*BACKDROPS, "clouds") or city_behind:
        return 0, -layer.z, False
    if layer.kind == "facade":
        return 1, -layer.z, False
    if layer.ground:
        return 2, 0.0, False
    return 3, -layer.z, layer.kind == "sprite"


def encode(linear: Array) -> Array:
    """Linear light to display values."""
    shade = clip(linear * F((SHADES - 1) / BRIGHTEST), 0, SHADES - 1)
    return cast(Array, np.take(DISPLAY, shade.astype(np.intp)))


def _finish(canvas: Canvas, layer: Layer) -> Slide:
    """Crop to what is seen, encode for display and dither to 8 bit, blur what is out of focus."""
    patch = _cropped(layer.patch)
    opaque = layer.kind in BACKDROPS
    soft = canvas.softness(layer.z, 0.4 if opaque else 0.0 if layer.ground else 1.0)
    image, x, y = _eight(patch.image, opaque), patch.x, patch.y
    if soft:
        image, x, y = _with_room(canvas, image, x, y, int(soft * 3))
        image = cast(Bytes, cv2.GaussianBlur(image, (0, 0), soft))
    return Slide(image, x, y, layer.z, layer.kind, layer.base, layer.ground)


def _eight(image: Array, opaque: bool) -> Bytes:
    """Display-encoded premultiplied RGBA in 8 bit, dithered."""
    out: Bytes = np.empty(image.shape, np.uint8)
    chance = _chance(image.shape[1])
    for top in range(0, len(image), STRIP_ROWS):
        *light, cover = cv2.split(image[top : top + STRIP_ROWS])
        alpha = clip(cover, 0, 1)
        if opaque:
            shades = [encode(array(plane)) for plane in light]
        else:
            full = np.maximum(alpha, F(1e-3))
            shades = [cast(Array, cv2.multiply(encode(array(cv2.divide(plane, full))), alpha)) for plane in light]
        start = top * CHANCE_STEP % CHANCE_ROOM
        noise = np.ascontiguousarray(chance[: len(alpha), start : start + image.shape[1]])
        eight = [cv2.addWeighted(plane, 255, noise, 1, 0, dtype=cv2.CV_8U) for plane in (*shades, alpha)]
        cv2.merge(eight, dst=out[top : top + STRIP_ROWS])
    return out


def _chance(width: int) -> Array:
    """Noise -0.5..0.5 for a strip `width` wide, with room to take it from another place for each strip."""
    count = STRIP_ROWS * (width + CHANCE_ROOM)
    return _stream(1 << (count - 1).bit_length())[:count].reshape(STRIP_ROWS, -1)


@lru_cache(4)
def _stream(count: int) -> Array:
    """The first `count` numbers of that noise; they are the same for every count."""
    return np.random.default_rng(7).random(count, np.float32) - F(0.5)


def _cropped(patch: Patch) -> Patch:
    light = cv2.extractChannel(cv2.transform(patch.image, np.ones((4, 4), np.float32)), 0)
    x, y, w, h = cv2.boundingRect((light > SEEN_FROM).view(np.uint8))
    if w == 0:
        return Patch(np.zeros((1, 1, 4), np.float32), 0, 0)
    above = min(EMPTY_ROWS, y)
    y, h = y - above, h + above
    return Patch(patch.image[y : y + h, x : x + w], patch.x + x, patch.y + y)


def _with_room(canvas: Canvas, image: Bytes, x: int, y: int, margin: int) -> tuple[Bytes, int, int]:
    """Room for the blur to spread into, as far as the canvas reaches."""
    left, top = min(margin, x), min(margin, y)
    right = max(0, min(margin, canvas.width - x - image.shape[1]))
    bottom = max(0, min(margin, canvas.height - y - image.shape[0]))
    wide = cv2.copyMakeBorder(image, top, bottom, left, right, cv2.BORDER_CONSTANT)
    return cast(Bytes, wide), x - left, y - top
