"""Faces -> a lit picture: which face is seen at each pixel, then one pass of light and pattern over all of them.

Inside faces one sample a pixel is lit, along their edges four."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from generation.engines.animatic.canvas import Canvas, Layer, Patch
from generation.engines.animatic.foliage import is_preview
from generation.engines.animatic.raster import SUBPIXEL_BITS, Array, F, Shape, array, blur, columns, exp, resize
from generation.engines.animatic.sets.facades import FACADES
from generation.engines.animatic.sets.lighting import Lighting
from generation.engines.animatic.sets.solid import EYE_HEIGHT, Face, clipped, ordered
from generation.engines.animatic.sets.surfaces import SURFACES, Look

PATTERNS = SURFACES | FACADES
NEAREST, FARTHEST = 0.35, 400.0
Ids = npt.NDArray[np.int32]
MARGIN = 3
BAND_SAMPLES = 1 << 15  # pixels lit at once: they fit the processor's cache
GLOW_REACH = 0.018  # of the frame height


@dataclass(frozen=True)
class Frame:
    """How a set meets the canvas: its vanishing point in frame units, and its light."""

    canvas: Canvas
    centre: float
    lighting: Lighting
    night: float
    eye: float = EYE_HEIGHT

    def project(self, points: Any) -> Any:
        """Canvas pixels of world points (n, 3)."""
        canvas, p = self.canvas, np.asarray(points, float)
        u = self.centre + p[:, 0] / p[:, 2]
        v = canvas.plan.horizon + (self.eye - p[:, 1]) / p[:, 2]
        return canvas.pixels(columns(u, v))


@dataclass
class _Table:
    """The faces as arrays, one place for each; colours and axes in planes (3, faces)."""

    faces: Sequence[Face]

    def __post_init__(self) -> None:
        faces = self.faces
        self.normal = array([f.normal for f in faces]).T.copy()
        self.level = array([f.normal @ f.points[0] for f in faces])
        self.along, self.up = (array(axes).T.copy() for axes in ([f.along for f in faces], [f.up for f in faces]))
        self.s0 = array([f.along @ f.origin for f in faces])
        self.t0 = array([f.up @ f.origin for f in faces])
        self.size = array([f.size for f in faces])
        self.colour = array([f.colour for f in faces]).T.copy()
        self.glow, self.bend = array([f.glow for f in faces]), array([f.bend for f in faces])
        self.seed = np.array([f.seed for f in faces], np.int64)
        self.grain = array([f.grain for f in faces])
        names = sorted({f.surface for f in faces})
        self.names = names
        self.surface = np.array([names.index(f.surface) for f in faces], np.int16)


def render(frame: Frame, faces: Sequence[Face], low: float = NEAREST, high: float = FARTHEST) -> Patch | None:
    """The faces between two depths as one picture; None when nothing is seen."""
    return render_cut(frame, faces, [(low, high)])


def render_cut(frame: Frame, faces: Sequence[Face], cuts: Sequence[tuple[float, float]]) -> Patch | None:
    """The faces between two depths after each other, each lot over the ones before it."""
    drawn, shapes, index = ordered(faces), list[Shape](), list[int]()
    for low, high in cuts:
        more, numbers = _outlines(drawn, max(low, NEAREST), high)
        shapes, index = shapes + more, index + numbers
    found = _seen(frame, shapes, index)
    if found is None:
        return None
    ids, x0, y0 = found
    return Patch(_shaded(frame, _Table(drawn), ids, x0, y0), x0, y0)


def rendered(frame: Frame, faces: Sequence[Face], z: float, kind: str, ground: bool = False) -> Layer | None:
    """The faces as a layer at depth `z`; None when nothing is seen."""
    patch = render(frame, faces)
    return None if patch is None else Layer(patch, z, kind, ground=ground)


def _outlines(faces: Sequence[Face], low: float, high: float) -> tuple[list[Shape], list[int]]:
    """The parts of faces between two depths (things are cut at the usual bounds only), and the faces' numbers."""
    shapes: list[Shape] = []
    index: list[int] = []
    if not faces:
        return shapes, index
    starts = np.cumsum([0, *(len(face.points) for face in faces[:-1])])
    depths = np.concatenate([face.points[:, 2] for face in faces])
    near, far = (bound.reduceat(depths, starts).tolist() for bound in (np.minimum, np.maximum))
    for number, face in enumerate(faces):
        bounds = (low, high) if face.spans else (NEAREST, FARTHEST)
        if far[number] < bounds[0] or near[number] > bounds[1]:
            continue
        whole = near[number] >= bounds[0] and far[number] <= bounds[1]
        points = face.points if whole else clipped(face.points, *bounds)
        if len(points) >= 3:
            shapes.append(points)
            index.append(number)
    return shapes, index


def _seen(frame: Frame, shapes: list[Shape], index: list[int]) -> tuple[Ids, int, int] | None:
    """Face numbers (2h, 2w) at twice the resolution, -1 where nothing is, and the corner in canvas pixels."""
    if not shapes:
        return None
    canvas, points = frame.canvas, frame.project(np.concatenate(shapes))
    x0, y0 = (max(0, int(c) - MARGIN) for c in np.maximum(points.min(0), -1))
    x1 = min(canvas.width, int(min(points[:, 0].max(), canvas.width)) + MARGIN)
    y1 = min(canvas.height, int(min(points[:, 1].max(), canvas.height)) + MARGIN)
    if x1 - x0 < 2 or y1 - y0 < 2:
        return None
    ids: Ids = np.full((2 * (y1 - y0), 2 * (x1 - x0)), -1, np.int32)
    unit = 2 << SUBPIXEL_BITS
    whole = np.clip((points - (x0 + 0.25, y0 + 0.25)) * unit, -(1 << 24), 1 << 24).round().astype(np.int32)
    start = 0
    for shape, number in zip(shapes, index, strict=True):
        cv2.fillPoly(ids, [whole[start : start + len(shape)]], number, cv2.LINE_8, SUBPIXEL_BITS)
        start += len(shape)
    return ids, x0, y0


def _shaded(frame: Frame, table: _Table, ids: Ids, x0: int, y0: int) -> Array:
    h, w = ids.shape[0] // 2, ids.shape[1] // 2
    image = np.zeros((h, w, 4), np.float32)
    rows = max(1, BAND_SAMPLES // w)
    for top in range(0, h, rows):
        _shade(frame, table, ids[2 * top : 2 * (top + rows)], image[top : top + rows], x0, y0 + top)
    return image


def _shade(frame: Frame, table: _Table, ids: Ids, image: Array, x0: int, y0: int) -> None:
    """Shade the band of rows whose corner lies at canvas pixel `x0`, `y0`, into `image`; an edge is worked out in four
    corners of each pixel, and in two that face each other in a preview."""
    h, w = image.shape[:2]
    corner = [ids[a::2, b::2] for a in (0, 1) for b in (0, 1)]
    whole = (corner[0] == corner[1]) & (corner[0] == corner[2]) & (corner[0] == corner[3])
    inner = np.flatnonzero(whole & (corner[0] >= 0))
    samples = [(inner, 0.5, 0.5, corner[0].ravel()[inner])]
    edge = np.flatnonzero(~whole)
    used = (0, 3) if is_preview(frame.canvas.scale) else range(4)
    for number in used:
        here = corner[number].ravel()[edge]
        kept = here >= 0
        down, across = divmod(number, 2)
        samples.append((edge[kept], 0.25 + 0.5 * across, 0.25 + 0.5 * down, here[kept]))
    place, face = (np.concatenate([sample[n] for sample in samples]) for n in (0, 3))
    if not len(place):
        return
    right, low = (np.repeat([s[n] for s in samples], [len(s[0]) for s in samples]) for n in (1, 2))
    rows, columns = np.divmod(place, w)
    colour = _colours(frame, table, array(columns + right + x0), array(rows + low + y0), face)
    flat, rest = image.reshape(h * w, 4), colour[len(inner) :]
    flat[inner, :3], flat[inner, 3] = colour[: len(inner)], 1
    for channel in range(3):
        shares = np.bincount(place[len(inner) :], rest[:, channel], h * w)
        flat[edge, channel] = shares[edge].astype(np.float32) * F(1 / len(used))
    covers = np.bincount(place[len(inner) :], minlength=h * w)
    flat[edge, 3] = covers[edge].astype(np.float32) * F(1 / len(used))


def _colours(frame: Frame, table: _Table, px: Array, py: Array, face: Any) -> Array:
    """Linear colour (n, 3) of samples at canvas pixels `px`, `py` on faces, one surface after the other."""
    order = np.argsort(table.surface[face], kind="stable")
    out = np.empty((3, len(px)), np.float32)
    out[:, order] = _lit(frame, table, px[order], py[order], face[order]).T
    return out.T


def _lit(frame: Frame, table: _Table, px: Array, py: Array, face: Any) -> Array:
    """The same for samples that are ordered by the surface they lie on."""
    canvas, lighting = frame.canvas, frame.lighting
    k = F(1 / canvas.scale)
    u = (px - F(canvas.mx)) * k - F(frame.centre)
    rise = F(canvas.plan.horizon) - (py - F(canvas.my)) * k
    nx, ny, nz = (column[face] for column in table.normal)
    facing = nx * u + ny * rise + nz
    facing = np.where(np.abs(facing) < 1e-5, F(1e-5), facing)
    z = ((table.level[face] - ny * F(frame.eye)) / facing).clip(0.05, 900)
    x, y = u * z, F(frame.eye) + rise * z
    s, t = (_along(axis, origin, face, x, y, z) for axis, origin in ((table.along, table.s0), (table.up, table.t0)))
    normal = _bent(table, face, s, np.stack([nx, ny, nz]))
    albedo, emitted = _patterned(frame, table, face, s, t, z)
    colour = albedo * lighting(x, y, z, normal)
    if lighting.haze:
        clear = exp(z * F(-lighting.haze / canvas.plan.fog))
        air = canvas.air[py.astype(np.int32), px.astype(np.int32)].T.copy().T
        colour = air + (colour - air) * clear[:, None]
        emitted *= (clear ** F(1 - 0.62 * frame.night))[:, None]
    colour += emitted
    return array(colour)


def _along(axis: Array, origin: Array, face: Any, x: Array, y: Array, z: Array) -> Array:
    """Coordinates along an axis of each sample's face."""
    a, b, c = (column[face] for column in axis)
    return array(x * a + y * b + z * c - origin[face])


def _bent(table: _Table, face: Any, s: Array, normal: Array) -> Array:
    bend = table.bend[face]
    turned = np.nonzero(bend > 0)[0]
    if len(turned):
        share = (s[turned] / np.maximum(table.size[face[turned], 0], 1e-6) * 2 - 1).clip(-1, 1)
        across = bend[turned] * share * F(0.95)
        normal[0, turned] = across
        normal[2, turned] = -np.sqrt(np.maximum(1 - across * across, 0.02))
        normal[1, turned] = 0
    return normal


def _patterned(frame: Frame, table: _Table, face: Any, s: Array, t: Array, z: Array) -> tuple[Array, Array]:
    """Albedo and own light of samples that are ordered by their surface."""
    albedo = np.take(table.colour, face, 1).T
    emitted = albedo * table.glow[face][:, None]
    ends = np.searchsorted(table.surface[face], np.arange(len(table.names) + 1))
    for name, start, end in zip(table.names, ends[:-1], ends[1:], strict=True):
        if name == "plain" or start == end:
            continue
        mine = slice(start, end)
        look = Look(s[mine], t[mine], z[mine], face[mine], table.size, table.seed, table.grain, albedo[mine],
                    frame.night, frame.canvas.scale, frame.canvas.plan)  # fmt: skip
        colour, own = PATTERNS[name](look)
        albedo[mine] = colour
        if own is not None:
            emitted[mine] += own
    return albedo, emitted


def mirrored(frame: Frame, faces: Sequence[Face], floor: Patch, share: float, softness: float = 0.012) -> Patch:
    """`floor` with the faces mirrored in it, more toward the far end; worked out at full size and softened."""
    flipped = [_flipped(face) for face in faces]
    below = render(frame, flipped)
    if below is None:
        return floor
    image = np.zeros_like(floor.image)
    x0, y0 = max(floor.x, below.x), max(floor.y, below.y)
    x1 = min(floor.x + floor.image.shape[1], below.x + below.image.shape[1])
    y1 = min(floor.y + floor.image.shape[0], below.y + below.image.shape[0])
    if x1 <= x0 or y1 <= y0:
        return floor
    image[y0 - floor.y : y1 - floor.y, x0 - floor.x : x1 - floor.x] = below.image[
        y0 - below.y : y1 - below.y, x0 - below.x : x1 - below.x
    ]
    h, w = image.shape[:2]
    soft = blur(resize(image, w // 2 + 1, h // 2 + 1), softness * frame.canvas.scale * 0.25,
                softness * frame.canvas.scale)  # fmt: skip
    mirror = resize(soft, w, h)
    v = frame.canvas.v[floor.y : floor.y + h] - F(frame.canvas.plan.horizon)
    strength = (F(share) * (F(0.25) + F(0.75) * exp(v * F(-2.4))))[:, None]
    *shone, covered = cv2.split(mirror)
    *shown, alpha = cv2.split(floor.image)
    keep, given = 1 - strength * covered * F(0.6), strength * alpha
    mixed = [own * keep + far * given for own, far in zip(shown, shone, strict=True)]
    return Patch(array(cv2.merge([*mixed, alpha])), floor.x, floor.y)


def _flipped(face: Face) -> Face:
    down = np.array([1.0, -1.0, 1.0])
    turned = {name: getattr(face, name) * down for name in ("points", "origin", "along", "up", "normal")}
    return replace(face, **turned)
