"""How a shot is framed: how large the world is seen, where the horizon lies, how the camera leans."""

from dataclasses import dataclass

import numpy as np

from generation.engines.animatic.plan import View
from generation.engines.animatic.scene import Scene

ZOOM = {"extreme": 0.92, "wide": 1.0, "medium": 1.32, "close": 1.85}
"""How much larger the land behind grows as the shot gets closer; the subject grows more, as the camera comes nearer."""
LENS = {"wide": 0.86, "tele": 1.45, "shallow": 1.1, "open": 1.1}
STEP_BACK = 0.88
"""How large things are seen with air on every side."""
GROUND_HORIZON = 0.4
"""Where the horizon lies at most, in frame heights from the top, where the ground is to lead the eye."""
LEAST_ZOOM, MOST_ZOOM = 0.86, 2.4
HORIZONS = {
    "extreme": (0.56, 0.62, 0.66),
    "wide": (0.5, 0.55, 0.6, 0.65),
    "medium": (0.44, 0.5, 0.55),
    "close": (0.42, 0.48),
}
WATER_HORIZONS = (0.42, 0.48, 0.54, 0.58)
ANGLES = {"low": (0.72, 0.77), "high": (0.28, 0.36), "overhead": (0.15, 0.2)}
JITTER = 0.015
ANGLES_INDOORS = {"low": (0.6, 0.64), "high": (0.34, 0.38), "overhead": (0.28, 0.32)}
ENCLOSED = ("room", "street", "city", "cave")
OPEN_WATER = ("sea", "lake", "island")
DUTCH_RADIANS = (0.1, 0.16)
TALL = 0.8
"""Frames narrower than this are upright: more sky, or more ground."""


@dataclass(frozen=True, slots=True)
class Framing:
    """The choice: `horizon` in frame heights from the top, `roll` in radians, `lens` as a focal length (1 normal)."""

    zoom: float
    horizon: float
    angle: str
    roll: float
    lens: float

    def view(self, aspect: float, world_u: float, frame_x: float) -> View:
        """The view that shows the world's `world_u` at `frame_x`, as far as the composed world reaches."""
        room = aspect * (1 - 1 / self.zoom)
        low, high = min(0.0, room), max(0.0, room)
        left = world_u - frame_x / self.zoom
        if self.zoom < 1:
            left = (low + high) / 2
        return View(self.zoom, float(min(max(left, low), high)), self.horizon * (1 - 1 / self.zoom))


def framed(scene: Scene, aspect: float, rng: np.random.Generator, freedom: float = 0.0) -> Framing:
    """How a scene is framed; the same chance gives the wide shot and the close-up of it. `freedom` is how much nearer
    than usual chance may take the camera."""
    angle = angle_of(scene)
    lens = LENS.get(scene.lens, 1.0)
    pick, jitter, lean, nearer = (float(rng.random()) for _ in range(4))
    lens_zoom = lens * (STEP_BACK if scene.layout == "open" else 1.0)
    zoom = min(max(ZOOM[scene.shot] * lens_zoom * (1 + freedom * nearer), LEAST_ZOOM), MOST_ZOOM)
    options = WATER_HORIZONS if scene.setting in OPEN_WATER and scene.shot == "wide" else HORIZONS[scene.shot]
    options = (ANGLES_INDOORS if scene.setting in ENCLOSED else ANGLES).get(angle, options)
    horizon = options[int(pick * len(options))] + (2 * jitter - 1) * JITTER
    if aspect < TALL and angle == "eye":
        horizon += 0.03
    if scene.layout == "lines" and angle == "eye":
        horizon = min(horizon, GROUND_HORIZON)
    low, high = DUTCH_RADIANS
    roll = (low + (high - low) * lean) * (1 if pick < 0.5 else -1) if angle == "dutch" else 0.0
    return Framing(zoom, horizon, angle, roll, lens)


def angle_of(scene: Scene) -> str:
    """From where the camera looks: low, eye, high, overhead or dutch."""
    return scene.angle or scene.move.angle or "eye"
