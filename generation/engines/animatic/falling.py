"""What falls and flies in front of the lens, laid over 8-bit frames of any size."""

from typing import cast

import cv2
import numpy as np

from generation.engines.animatic.plan import Plan
from generation.engines.animatic.raster import Bytes, F, array
from generation.engines.animatic.weather import Weather

ROWS = 432  # drops and flakes are worked out on no more rows than these
SPARSE = 8  # the brightness of a picture is measured at each eighth pixel
NAMED = ("rain", "storm", "snow", "dust")


class Falling:
    """The weather of one shot over frames of `width` x `height`; `on` tells whether there is any."""

    def __init__(self, plan: Plan, width: int, height: int) -> None:
        self.size, share = (width, height), min(1.0, ROWS / height)
        self.small = (max(1, round(width * share)), max(1, round(height * share)))
        self.weather = Weather(plan, *self.small)
        dark = np.zeros((self.small[1], self.small[0], 3), np.float32)
        self.on = self.weather.fall(dark, 0.0) is not dark

    def added(self, picture: Bytes, clock: float) -> Bytes:
        """What the weather adds to an RGB picture, as large as it, from what it adds to a smaller one."""
        added = self._added(picture, clock)
        if self.small != self.size:
            added = cast(Bytes, cv2.resize(added, self.size, interpolation=cv2.INTER_LINEAR))
        return added

    def _added(self, picture: Bytes, clock: float) -> Bytes:
        if self.weather.only_rains:
            return self.weather.rain_light(float(picture[::SPARSE, ::SPARSE].mean()) / 255, clock)
        small = cv2.resize(picture, self.small, interpolation=cv2.INTER_LINEAR)
        light = array(small) * F(1 / 255)
        gained = cv2.subtract(self.weather.fall(light, clock), light)
        return cast(Bytes, cv2.convertScaleAbs(np.maximum(gained, 0), alpha=255))


def asked_for(plan: Plan) -> bool:
    """Whether a prompt names something that falls or flies."""
    scene = plan.scene
    return ("weather" in scene.named and scene.weather in NAMED) or scene.has("fireflies")


def over(plan: Plan, width: int, height: int) -> Falling | None:
    """The weather that a prompt names, for a picture that has its own light."""
    falling = Falling(plan, width, height) if asked_for(plan) else None
    return falling if falling is not None and falling.on else None
