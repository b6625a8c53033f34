"""Plan -> painted layers: every depth plane once, on two threads."""

from collections.abc import Callable
from functools import partial

import cv2
import numpy as np

from generation.engines.animatic import framing, interiors, scenery, sky, terrain, trees
from generation.engines.animatic.canvas import Canvas, Layer, Patch, Slide
from generation.engines.animatic.cels import motion_of, set_going
from generation.engines.animatic.crew import Crew, Tick
from generation.engines.animatic.figures.draw import paint_sprite
from generation.engines.animatic.plan import (
    Asteroids,
    Built,
    Cave,
    City,
    Clouds,
    Framing,
    Mist,
    Plane,
    Scenery,
    Sky,
    Space,
    Sprite,
    Terrain,
    Trees,
)  # fmt: skip
from generation.engines.animatic.projection import BACKDROPS
from generation.engines.animatic.raster import Array, Bytes, F, array, blur, clip, where
from generation.engines.animatic.sets import roofs, rooms, streets, towers
from generation.engines.animatic.twinkle import enlivened

PAINTERS: dict[type, Callable[[Canvas, Plane], Patch]] = {
    Sky: sky.paint_sky, Clouds: sky.paint_clouds, Mist: sky.paint_mist, Terrain: terrain.paint_terrain,
    Trees: trees.paint_trees, Framing: framing.paint_framing, City: towers.paint_city, Cave: interiors.paint_cave,
    Space: interiors.paint_space, Asteroids: interiors.paint_asteroids, Scenery: scenery.paint_scenery,
    Sprite: paint_sprite,
}  # fmt: skip
BUILT: dict[str, Callable[[Canvas, Plane], Patch]] = {
    "underwater": interiors.paint_underwater, "rays": sky.paint_rays,
}  # fmt: skip
LAYERED: dict[str, Callable[[Canvas, Plane], list[Layer]]] = {
    "street": streets.paint_street, "room": rooms.paint_room, "roof": roofs.paint_roof,
}  # fmt: skip
"""Places that are made of several layers."""
LENS_BLUR = 0.0192  # of the frame height, per unit of aperture and of inverse depth
SLOWEST_FIRST = ("street", "room", "trees", "framing", "terrain", "city", "sprite")
_X = np.linspace(0, 1, 4096)
_DISPLAY = array(np.where(_X <= 0.0031308, 12.92 * _X, 1.055 * _X ** (1 / 2.4) - 0.055))
SHOULDER = 0.72  # brighter than this, light is rolled off softly


def paint(canvas: Canvas, crew: Crew, tick: Tick, seconds: float = 0.0) -> list[Slide]:
    """All layers, far to near, display-encoded 8 bit; `tick` hears how much is done, 0..1. For a shot of `seconds`
    figures are painted in all phases of their motion."""
    planes = sorted(canvas.plan.planes, key=_slowness)
    jobs = [partial(_painted, canvas, plane, seconds) for plane in planes]
    layers = [layer for painted in crew.all(jobs, tick) for layer in painted]
    return sorted(layers, key=lambda layer: _order(canvas, layer))


def _painted(canvas: Canvas, plane: Plane, seconds: float) -> list[Slide]:
    layers = _paint_plane(canvas, plane)
    slides = [_finish(canvas, layer) for layer in layers]
    if not seconds:
        return slides
    pairs = zip(layers, slides, strict=True)
    going = [set_going(canvas, plane, layer, slide, _finish, seconds) for layer, slide in pairs]
    return [enlivened(canvas, slide, plane.seed) for slide in going]


def _kind(plane: Plane) -> str:
    return plane.spec.kind if isinstance(plane.spec, Built) else type(plane.spec).__name__.lower()


def _slowness(plane: Plane) -> tuple[int, float]:
    kind = _kind(plane)
    if isinstance(plane.spec, Sprite) and motion_of(plane.spec).cels > 1:
        return 0, -plane.z
    return (SLOWEST_FIRST.index(kind) if kind in SLOWEST_FIRST else 9), -plane.z


def _paint_plane(canvas: Canvas, plane: Plane) -> list[Layer]:
    spec, kind = plane.spec, _kind(plane)
    if kind in LAYERED:
        return LAYERED[kind](canvas, plane)
    patch = BUILT[kind](canvas, plane) if isinstance(spec, Built) else PAINTERS[type(spec)](canvas, plane)
    base = None
    if isinstance(spec, Sprite) and spec.afloat:
        base = spec.v
    elif isinstance(spec, Terrain | City | Scenery) and spec.shore:
        base = canvas.plan.horizon + 1 / plane.z
    return [Layer(patch, plane.z, kind, base)]


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
    """Linear light to display values, with a soft shoulder."""
    x = clip(linear, 0, 16)
    soft = F(SHOULDER) + (1 - np.exp((x - F(SHOULDER)) / F(SHOULDER - 1))) * F(1 - SHOULDER)
    x = where(x > SHOULDER, soft, x)
    return array(_DISPLAY[np.minimum((x * 4095).astype(np.uint16), 4095)])


def _finish(canvas: Canvas, layer: Layer) -> Slide:
    """Crop to what is seen, encode for display, blur what is out of focus, dither to 8 bit."""
    patch = _cropped(layer.patch)
    image, camera = patch.image, canvas.plan.camera
    alpha = clip(image[..., 3:], 0, 1)
    opaque = layer.kind in BACKDROPS
    rgb = encode(image[..., :3]) if opaque else _encode_premultiplied(image, alpha)
    softness = abs(1 / layer.z - 1 / camera.focus) * camera.aperture * canvas.scale * LENS_BLUR
    softness *= 0.4 if opaque else 0.0 if layer.ground else 1.0
    image = np.dstack([rgb, alpha])
    if softness > 0.6:
        patch, image = _with_room(canvas, patch, image, int(softness * 3))
        image = blur(image, softness)
    noise = np.random.default_rng(7).random((*image.shape[:2], 1), np.float32)
    eight: Bytes = np.clip(image * F(255) + noise, 0, 255).astype(np.uint8)
    return Slide(eight, patch.x, patch.y, layer.z, layer.kind, layer.base, layer.ground)


def _encode_premultiplied(image: Array, alpha: Array) -> Array:
    return encode(array(image[..., :3] / np.maximum(alpha, F(1e-3)))) * alpha


def _cropped(patch: Patch) -> Patch:
    visible = cv2.boundingRect((patch.image.max(2) > 0.002).astype(np.uint8))
    x, y, w, h = visible
    if w == 0:
        return Patch(np.zeros((1, 1, 4), np.float32), 0, 0)
    return Patch(patch.image[y : y + h, x : x + w], patch.x + x, patch.y + y)


def _with_room(canvas: Canvas, patch: Patch, image: Array, margin: int) -> tuple[Patch, Array]:
    """Room for the blur to spread into, as far as the canvas reaches."""
    left, top = min(margin, patch.x), min(margin, patch.y)
    right = min(margin, canvas.width - patch.x - image.shape[1])
    bottom = min(margin, canvas.height - patch.y - image.shape[0])
    wide = np.pad(image, ((top, max(0, bottom)), (left, max(0, right)), (0, 0)))
    return Patch(patch.image, patch.x - left, patch.y - top), wide
