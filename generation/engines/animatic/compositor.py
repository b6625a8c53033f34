"""Slides + camera -> frames: each plane moved by its depth and laid over the ones behind it."""

from typing import Any, cast

import cv2
import numpy as np
import numpy.typing as npt

from generation.engines.animatic.canvas import Canvas, Slide
from generation.engines.animatic.finish import Finish
from generation.engines.animatic.motion import Moving
from generation.engines.animatic.moves import Pose, pose
from generation.engines.animatic.painting import BACKDROPS
from generation.engines.animatic.raster import Bytes, F, array, clip, grain
from generation.engines.animatic.water import Water, mirrored

Matrix = npt.NDArray[np.float64]
WATER_DEPTH = 10.0  # what lies nearer than this stands in front of the water
SECONDS_PER_SHOT = 4.0  # clouds, waves and rain run on this clock
BACKDROP_PUSH = 0.012
CLOUD_DRIFT, MIST_DRIFT, BOB = 0.004, 0.012, 0.004
NEAREST_PASS = 0.25  # planes are never scaled as if nearer to the camera than this


class Compositor:
    """Shoots frames of one painted plan."""

    def __init__(self, canvas: Canvas, layers: list[Slide], seconds: float) -> None:
        self.canvas, self.plan, self.seconds = canvas, canvas.plan, seconds
        self.width, self.height = canvas.frame_width, canvas.frame_height
        water = self.plan.waterline is not None
        self.back = [x for x in layers if not water or (x.base is None and x.z >= WATER_DEPTH)]
        self.afloat = [x for x in layers if water and x.base is not None]
        self.front = [x for x in layers if water and not (x.base is None and x.z >= WATER_DEPTH)]
        self.water = Water(canvas) if water else None
        self.finish = Finish(self.plan, self.width, self.height)
        self.finish.expose(self._composed(0.0))

    def frame(self, t: float, index: int) -> Bytes:
        """The picture at `t` 0..1 of the shot; `index` picks its grain."""
        picture = self.finish.develop(self._composed(t), t * self.seconds, index)
        return self._rolled(picture, t)

    def _composed(self, t: float) -> Bytes:
        camera, clock = pose(self.plan.camera, t), t * self.seconds
        picture: Bytes = np.zeros((self.height, self.width, 3), np.uint8)
        for layer in self.back:
            picture = self._laid(picture, layer, camera, clock)
        if self.water is None:
            return picture
        mirror = mirrored(picture, self.plan.view.down(self.plan.waterline or 0.0))
        for layer in self.afloat:
            self._mirror(mirror, layer, camera, clock)
        picture = self.water.paint(picture, mirror, camera, clock)
        for layer in self.front:
            picture = self._laid(picture, layer, camera, clock)
        return picture

    def _matrix(self, layer: Slide, camera: Pose, clock: float) -> Matrix:
        """Frame <- patch transform of a plane under the camera's offset."""
        scale, c = self.height, self._vanishing()
        offset = _shift(layer.x - self.canvas.margin_x, layer.y - self.canvas.margin_y)
        if layer.ground:
            return self._ground(camera, c) @ offset
        if layer.moving is not None:
            offset = self._going(layer.moving, clock, c) @ _shift(layer.x, layer.y)
        k = layer.z / max(layer.z - camera.z, NEAREST_PASS)
        if layer.kind in BACKDROPS:
            k = 1 + camera.z * BACKDROP_PUSH
        x, y = -camera.x / layer.z * scale * k, camera.y / layer.z * scale * k
        if self.plan.camera.style.kind == "orbit":
            x += camera.x / self.plan.camera.focus * scale * 0.8
        x += self._drift(layer, clock) * scale - camera.pan * scale
        if layer.kind == "sprite" and layer.base is not None:
            y += np.sin(clock * 1.6 + layer.z) * BOB * scale
        return np.array([[k, 0, c[0] * (1 - k) + x], [0, k, c[1] * (1 - k) + y], [0, 0, 1]]) @ offset

    def _vanishing(self) -> tuple[float, float]:
        """The pixel where straight roads end."""
        view = self.plan.view
        return view.across(self.plan.aspect / 2) * self.height, view.down(self.plan.horizon) * self.height

    def _going(self, moving: Moving, clock: float, c: tuple[float, float]) -> Matrix:
        """Frame <- canvas for a plane that moves by itself."""
        margin = _shift(-self.canvas.mx, -self.canvas.my)
        k = moving.nearer(clock, self.seconds / 2)
        nearer = np.array([[k, 0, c[0] * (1 - k)], [0, k, c[1] * (1 - k)], [0, 0, 1]])
        return nearer @ margin @ moving.matrix(clock, self.seconds / 2)

    def _ground(self, camera: Pose, c: tuple[float, float]) -> Matrix:
        """The exact homography of the ground: v' = (1 + y) v / (1 - z v), u' = (u - x v) / (1 - z v)."""
        home = np.array([[1, -camera.x, 0], [0, 1 + camera.y, 0], [0, -camera.z, 1.0]])
        k = 1 / self.canvas.scale
        unit = np.array([[k, 0, -c[0] * k], [0, k, -c[1] * k], [0, 0, 1]])
        return cast(Matrix, _shift(-camera.pan * self.height, 0) @ np.linalg.inv(unit) @ home @ unit)

    def _drift(self, layer: Slide, clock: float) -> float:
        if layer.kind == "clouds":
            return clock * CLOUD_DRIFT
        if layer.kind == "mist":
            return clock * MIST_DRIFT * (1 if int(layer.z) % 2 else -1)
        return 0.0

    def _warped(self, layer: Slide, camera: Pose, clock: float) -> tuple[Bytes, int, int] | None:
        """The plane as the camera sees it, only as large as the part of the frame it covers."""
        matrix, image = self._matrix(layer, camera, clock), layer.image
        if layer.moving is not None:
            cel = layer.moving.cel(clock)
            image = image if cel is None else cel
        if layer.kind in BACKDROPS or layer.ground:
            x0, y0, x1, y1 = 0, 0, self.width, self.height
            if layer.ground:
                y0 = min(max(0, int(self._vanishing()[1]) - 1), self.height)
        else:
            h, w = image.shape[:2]
            corners = matrix @ np.array([[0, w, 0, w], [0, 0, h, h], [1, 1, 1, 1]])
            x0, y0 = max(0, int(np.floor(corners[0].min())) - 1), max(0, int(np.floor(corners[1].min())) - 1)
            x1 = min(self.width, int(np.ceil(corners[0].max())) + 1)
            y1 = min(self.height, int(np.ceil(corners[1].max())) + 1)
        if x1 <= x0 or y1 <= y0:
            return None
        matrix = _shift(-x0, -y0) @ matrix
        border = cv2.BORDER_REPLICATE if layer.kind in BACKDROPS else cv2.BORDER_CONSTANT
        return _warp(image, matrix, x1 - x0, y1 - y0, border), x0, y0

    def _laid(self, picture: Bytes, layer: Slide, camera: Pose, clock: float) -> Bytes:
        warped = self._warped(layer, camera, clock)
        if warped is None:
            return picture
        image, x, y = warped
        if layer.kind in BACKDROPS:
            return cast(Bytes, cv2.cvtColor(image, cv2.COLOR_BGRA2BGR))
        if layer.kind == "sprite" and layer.base is not None:
            _fade_below(image, self.plan.view.down(layer.base + 0.006) * self.height - y, max(2.0, 0.006 * self.height))
        if layer.ground and self.plan.wet > 0.05:
            return self._wet(picture, image, y, camera)
        over(picture, image, x, y)
        return picture

    def _mirror(self, mirror: Bytes, layer: Slide, camera: Pose, clock: float) -> None:
        """A floating or shore plane adds its own mirror image, about its own base."""
        warped = self._warped(layer, camera, clock)
        if warped is None or layer.base is None:
            return
        image, x, y = warped
        base = int(self.plan.view.down(layer.base) * self.height)
        above = image[: max(0, base - y)][::-1]
        top = max(base, 0)
        room = min(len(above), self.height - top)
        if room > 0:
            over(mirror, np.ascontiguousarray(above[:room]), x, top)

    def _wet(self, picture: Bytes, road: Bytes, top: int, camera: Pose) -> Bytes:
        """A wet road mirrors the street in patches."""
        height, horizon, zoom = self.height, self._vanishing()[1] / self.height, self.plan.view.zoom
        reflection = mirrored(picture, horizon + 0.02)[top:]
        over(picture, road, 0, top)
        soft = cv2.GaussianBlur(reflection, (0, 0), sigmaX=height * 0.004, sigmaY=height * 0.022)
        v = array((np.arange(top, height) + 0.5) / height)[:, None]
        u = array((np.arange(self.width) + 0.5 - self._vanishing()[0]) / height / zoom)[None]
        z = F(zoom) / np.maximum(v - F(horizon), F(0.01))
        puddles = grain(u * z * F(0.4) + F(camera.x * 0.4), z * F(0.3) + F(camera.z * 0.3) + u * 0)
        k = (clip(puddles * F(2.2) - F(0.35), 0, 1) * F(self.plan.wet) * (v > horizon))[..., None]
        part = picture[top:]
        part[...] = np.clip(part * (1 - k * F(0.5)) + soft * (k * F(0.85)), 0, 255).astype(np.uint8)
        return picture

    def _rolled(self, picture: Bytes, t: float) -> Bytes:
        """The camera leaning: the picture turned, and enlarged just enough that no corner shows."""
        limit = {"roll": 0.075, "handheld": 0.011}.get(self.plan.camera.style.kind)
        if limit is None:
            return picture
        angle, limit = pose(self.plan.camera, t).roll, limit * self.plan.camera.style.amount
        a = max(self.plan.aspect, 1 / self.plan.aspect)
        zoom = np.cos(limit) + a * np.sin(limit)
        turn = cv2.getRotationMatrix2D((self.width / 2, self.height / 2), np.degrees(angle), zoom)
        size = (self.width, self.height)
        return cast(
            Bytes, cv2.warpAffine(picture, turn, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
        )


def over(picture: Bytes, image: Bytes, x: int, y: int) -> None:
    """Lay premultiplied RGBA over RGB at `x`, `y`, in place."""
    part = picture[y : y + image.shape[0], x : x + image.shape[1]]
    keep = cv2.cvtColor(cv2.bitwise_not(image[..., 3]), cv2.COLOR_GRAY2BGR)
    below = cv2.multiply(part, keep, scale=1 / 255)
    part[...] = cv2.add(below, cv2.cvtColor(image, cv2.COLOR_BGRA2BGR))


def _shift(x: float, y: float) -> Matrix:
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1.0]])


def _warp(image: Bytes, matrix: Matrix, width: int, height: int, border: int) -> Bytes:
    plain = bool(np.allclose(matrix, np.round(matrix), atol=1e-9)) and np.allclose(matrix[:2, :2], np.eye(2))
    how = cv2.INTER_NEAREST if plain else cv2.INTER_LINEAR
    if np.allclose(matrix[2], (0, 0, 1)):
        warped: Any = cv2.warpAffine(image, matrix[:2], (width, height), flags=how, borderMode=border)
    else:
        warped = cv2.warpPerspective(image, matrix, (width, height), flags=how, borderMode=border)
    return cast(Bytes, warped)


def _fade_below(image: Bytes, row: float, soft: float) -> None:
    """What floats ends at the water."""
    fade = clip((row - np.arange(image.shape[0])) / soft, 0, 1)[:, None, None]
    first = int(np.argmax(fade[:, 0, 0] < 1)) if (fade < 1).any() else image.shape[0]
    image[first:] = (image[first:] * fade[first:]).astype(np.uint8)
