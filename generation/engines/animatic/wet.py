"""A wet road: it mirrors the street in patches."""

from typing import cast

import cv2
import numpy as np

from generation.engines.animatic.moves import Pose
from generation.engines.animatic.plan import Plan
from generation.engines.animatic.projection import Projection
from generation.engines.animatic.raster import Bytes, F, array, clip, grain

SHARE = 4  # reflections are soft: worked out at a fourth of the size
BELOW_HORIZON = 0.02  # in frame heights: where the mirror lies
DARKER, BRIGHTER = 0.5, 0.85  # how much of the road a puddle hides, and of the street it shows


class Puddles:
    """The wet ground of one shot."""

    def __init__(self, projection: Projection, plan: Plan) -> None:
        self.projection, self.plan = projection, plan

    def lay(self, picture: Bytes, road: Bytes, top: int, camera: Pose) -> None:
        """Lay the road over the picture from row `top` on, with puddles that mirror what stands there already."""
        h, w = picture.shape[:2]
        rows, columns = max(1, (h - top) // SHARE), max(1, w // SHARE)
        mirror = self._mirror(picture, camera, rows, columns)
        wet = self._wetness(camera, top, rows, columns)
        keep = cv2.convertScaleAbs(1 - wet * F(DARKER), alpha=255)
        shine = cv2.convertScaleAbs(mirror.astype(np.float32) * (wet * F(BRIGHTER))[..., None])
        size = (w, h - top)
        keep, shine = (cv2.resize(a, size, interpolation=cv2.INTER_LINEAR) for a in (cv2.merge([keep] * 4), shine))
        part = picture[top:]
        hidden = cv2.cvtColor(cv2.bitwise_not(cv2.extractChannel(road, 3)), cv2.COLOR_GRAY2RGBA)
        dry = cv2.add(cv2.multiply(part, hidden, scale=1 / 255), road)
        cv2.add(cv2.multiply(dry, keep, scale=1 / 255), shine, dst=part)

    def _mirror(self, picture: Bytes, camera: Pose, rows: int, columns: int) -> Bytes:
        h, w = picture.shape[:2]
        zoom = self.plan.view.zoom
        line = self.projection.centre[1] + (camera.tilt + BELOW_HORIZON * zoom) * h
        top = self._top(h, camera)
        first = SHARE * int(np.clip((2 * line - h) / SHARE - 1, 0, h / SHARE - 2))  # what lies higher is not mirrored
        last = min(h, SHARE * int(np.clip((2 * line - top) / SHARE + 2, first / SHARE + 1, h / SHARE)))
        small = cv2.resize(picture[first:last], (columns, (last - first) // SHARE), interpolation=cv2.INTER_AREA)
        back = np.array([[1, 0, 0], [0, -1, (2 * line - top - first) / SHARE]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        turned = cv2.warpAffine(small, back, (columns, rows), flags=flags, borderMode=cv2.BORDER_REPLICATE)
        soft = h * zoom / SHARE
        return cast(Bytes, cv2.GaussianBlur(turned, (0, 0), sigmaX=soft * 0.004 + 0.3, sigmaY=soft * 0.022 + 0.3))

    def _top(self, height: int, camera: Pose) -> float:
        return self.projection.centre[1] + camera.tilt * height

    def _wetness(self, camera: Pose, top: int, rows: int, columns: int) -> np.ndarray:
        height, zoom = self.projection.height, self.plan.view.zoom
        horizon = (self.projection.centre[1] / height + camera.tilt) / zoom
        v = array((np.arange(rows) * SHARE + top + 0.5) / height / zoom)[:, None]
        across = (np.arange(columns) * SHARE + 0.5) / height - self.plan.aspect / 2 + camera.pan
        u = array(across / zoom)[None]
        z = 1 / np.maximum(v - F(horizon), F(0.01))
        puddles = grain(u * z * F(0.4) + F(camera.x * 0.4), z * F(0.3) + F(camera.z * 0.3) + u * 0)
        return clip(puddles * F(2.2) - F(0.35), 0, 1) * F(self.plan.wet) * (v > horizon)
