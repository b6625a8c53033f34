"""Any picture -> a moving shot: nested planes by nearness, what they hide filled in, a camera in front of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import cast

import cv2
import numpy as np

from generation.engines.animatic.compositor import over
from generation.engines.animatic.crew import Crew, Tick
from generation.engines.animatic.depth import Nearness, estimate
from generation.engines.animatic.glides import Glide, glide
from generation.engines.animatic.plan import Style
from generation.engines.animatic.raster import Array, Bytes, F, array, blur, clip

PLANES = 6
EDGE_SOFTNESS = 0.035  # of the nearness range, around each cut
OVERSCAN = 0.12  # of the longer side, mirrored around the picture


@dataclass(frozen=True)
class Cut:
    """One plane: premultiplied RGBA with its border, at depth `z`."""

    image: Bytes
    z: float


def fitted(rgb: Bytes, width: int, height: int) -> Bytes:
    """`rgb` scaled to fill the frame, what is over cut off evenly."""
    rgb = np.ascontiguousarray(rgb[..., :3])
    k = max(width / rgb.shape[1], height / rgb.shape[0])
    w, h = max(width, round(rgb.shape[1] * k)), max(height, round(rgb.shape[0] * k))
    how = cv2.INTER_AREA if k < 1 else cv2.INTER_CUBIC
    grown = cast(Bytes, cv2.resize(rgb, (w, h), interpolation=how))
    x, y = (w - width) // 2, (h - height) // 2
    return np.ascontiguousarray(grown[y : y + height, x : x + width])


def filled(image: Array, known: Array) -> Array:
    """Known pixels (1) spread into the unknown, coarse to fine (push-pull)."""
    if min(known.shape) < 4:
        total = (image * known[..., None]).sum((0, 1)) / max(float(known.sum()), 1e-3)
        return array(np.broadcast_to(total, image.shape))
    less = cast(Array, cv2.pyrDown(known))
    down = cast(Array, cv2.pyrDown(image * known[..., None])) / np.maximum(less, F(1e-3))[..., None]
    coarse = filled(array(down), np.minimum(less * 4, F(1)))
    up = cast(Array, cv2.pyrUp(coarse, dstsize=(known.shape[1], known.shape[0])))
    return image * known[..., None] + up * (1 - known[..., None])


class Shot:
    """A camera move through one picture."""

    def __init__(self, picture: Bytes, width: int, height: int, style: Style, crew: Crew, tick: Tick) -> None:
        image = fitted(picture, width, height)
        self.width, self.height, self.pad = width, height, int(max(width, height) * OVERSCAN)
        self.style = style
        [near] = crew.all([partial(estimate, image)], lambda _: tick(0.0))
        self.horizon = near.horizon
        self.cuts = crew.all(self._jobs(image, near), tick)

    def _jobs(self, image: Bytes, near: Nearness) -> list[Callable[[], Cut]]:
        return [partial(self._cut, array(image), near.near, k) for k in range(PLANES)]

    def _cut(self, image: Array, near: Array, index: int) -> Cut:
        """Plane `index`: everything at least that near, with what nearer planes hide filled from around it."""
        cut = index / PLANES
        alpha = np.ones_like(near) if index == 0 else clip((near - F(cut)) / F(EDGE_SOFTNESS) + F(0.5), 0, 1)
        colour = image
        if index + 1 < PLANES:
            colour = self._behind(image, near, alpha, (index + 1) / PLANES)
        rgba = np.dstack([colour * alpha[..., None], alpha * 255])
        eight: Bytes = np.clip(rgba + F(0.5), 0, 255).astype(np.uint8)
        p = self.pad
        bordered = cast(Bytes, cv2.copyMakeBorder(eight, p, p, p, p, cv2.BORDER_REFLECT_101))
        return Cut(bordered, 1 / (0.05 + 0.42 * (cut + 0.5 / PLANES)))

    def _behind(self, image: Array, near: Array, alpha: Array, cut: float) -> Array:
        hidden = clip((near - F(cut)) / F(EDGE_SOFTNESS) + F(0.5), 0, 1)
        hidden = cast(Array, cv2.dilate(hidden, np.ones((5, 5))))
        known = array(alpha * (1 - hidden) > 0.98)
        if float(known.mean()) < 0.002:
            return image
        soft = blur(hidden, 1.5)[..., None]
        return image * (1 - soft) + filled(image, known) * soft

    def frame(self, t: float) -> Bytes:
        """The picture at `t` 0..1."""
        camera = glide(self.style, t, self.width / self.height)
        picture: Bytes = np.zeros((self.height, self.width, 3), np.uint8)
        for index, cut in enumerate(self.cuts):
            warped = self._warped(cut, camera)
            if index == 0:
                picture = cast(Bytes, cv2.cvtColor(warped, cv2.COLOR_BGRA2BGR))
            else:
                over(picture, warped, 0, 0)
        return picture

    def _warped(self, cut: Cut, camera: Glide) -> Bytes:
        h, w, z, size = self.height, self.width, cut.z, min(self.width, self.height)
        near = z / max(z - camera.z, 0.25)  # how much closer this plane has come, about the horizon
        aim = np.array([w / 2, self.horizon * h])
        shift = np.array([-camera.x / z - camera.pan, camera.y / z + camera.tilt]) * size
        c, s = np.cos(camera.roll) * camera.zoom, np.sin(camera.roll) * camera.zoom
        turn, middle = np.array([[c, s], [-s, c]]), np.array([w / 2, h / 2])
        offset = turn @ (aim * (1 - near) + shift - near * self.pad - middle) + middle
        matrix = np.column_stack([turn * near, offset])
        border = cv2.BORDER_REFLECT_101
        return cast(Bytes, cv2.warpAffine(cut.image, matrix, (w, h), flags=cv2.INTER_LINEAR, borderMode=border))
