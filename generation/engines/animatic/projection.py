"""Where a painted plane lies in the frame: its own motion, the camera's, and the perspective of the ground."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from generation.engines.animatic.canvas import Canvas, Slide
from generation.engines.animatic.moves import Pose

Matrix: TypeAlias = npt.NDArray[np.float64]
BACKDROPS = ("sky", "space", "room", "underwater")
BACKDROP_NEARNESS = 0.012  # inverse depth of what is painted on the far wall of the world
NEAREST_PASS = 0.8  # of the way to a plane is the most the camera may go
LAND = ("terrain",)  # below its crest it lies on the ground and is seen in perspective
DRIFT = {"clouds": 0.012, "mist": 0.02}  # frame heights a second
BOB = 0.004  # of the frame height: what floats rises and falls


class Projection:
    """The geometry of one shot: canvas pixels to the pixels of a frame of `width` x `height`. It keeps no canvas, whose
    pictures of air and light are large."""

    def __init__(self, canvas: Canvas, width: int, height: int, seconds: float) -> None:
        self.plan, self.width, self.height, self.middle = canvas.plan, width, height, seconds / 2
        self.margin, self.canvas_size, self.scale = (
            (canvas.margin_x, canvas.margin_y),
            (canvas.width, canvas.height),
            canvas.scale,
        )
        self.ratio = (width / canvas.frame_width, height / canvas.frame_height)
        self.unit = self.scale * self.ratio[1]
        view, plan = canvas.plan.view, canvas.plan
        self.centre = (width / 2, view.down(plan.horizon) * height)
        self.frame: Matrix = np.diag([*self.ratio, 1.0]) @ shift(-self.margin[0], -self.margin[1])

    def place(self, slide: Slide, clock: float) -> Matrix:
        """Frame <- slide, as the slide moves by itself under a camera at rest."""
        at = shift(slide.x, slide.y)
        if slide.moving is not None:
            k, (x, y) = slide.moving.nearer(clock, self.middle), self._vanishing()
            nearer = np.array([[k, 0, x * (1 - k)], [0, k, y * (1 - k)], [0, 0, 1]])
            at = nearer @ slide.moving.matrix(clock, self.middle) @ at
        drift = (
            DRIFT.get(slide.kind, 0.0)
            * (clock - self.middle)
            * (-1 if slide.kind == "mist" and int(slide.z) % 2 else 1)
        )
        lift = np.sin(clock * 1.6 + slide.z) * BOB if slide.kind == "sprite" and slide.base is not None else 0.0
        return shift(drift * self.height, lift * self.height) @ self.frame @ at

    def _vanishing(self) -> tuple[float, float]:
        """The point of the canvas that stays where it is when something comes nearer."""
        x, y = self.centre
        return x / self.ratio[0] + self.margin[0], y / self.ratio[1] + self.margin[1]

    def nearness(self, slide: Slide) -> float:
        """Inverse depth of a plane."""
        return BACKDROP_NEARNESS if slide.kind in BACKDROPS else 1 / slide.z

    def upright(self, slide: Slide, camera: Pose) -> Matrix:
        """Frame <- frame of a standing plane, as the camera moves."""
        return self._seen(self.nearness(slide), 0.0, camera)

    def lying(self, slide: Slide, hinge: float, camera: Pose) -> Matrix:
        """Frame <- frame of land that lies on the ground below its crest at frame row `hinge`: v' = (v + y q) /
        (1 - z q) with an inverse depth q that grows by 1 with each unit of v."""
        near = self.nearness(slide)
        down = (hinge - self.centre[1]) / self.unit
        return self._seen(near - down, 1.0, camera)

    def ground(self, camera: Pose) -> Matrix:
        """Frame <- frame of the level ground."""
        return self._seen(0.0, 1.0, camera)

    def _seen(self, near: float, slope: float, camera: Pose) -> Matrix:
        """Inverse depth is `near` at the horizon and grows by `slope` a unit below it."""
        lowest = near + slope * (self.height - self.centre[1]) / self.unit
        z = min(camera.z, NEAREST_PASS / max(lowest, near, 0.01))
        home = np.array(
            [
                [1, -camera.x * slope, -camera.x * near],
                [0, 1 + camera.y * slope, camera.y * near],
                [0, -z * slope, 1 - z * near],
            ]
        )
        (x, y), k = self.centre, 1 / self.unit
        inward = np.array([[k, 0, -x * k], [0, k, -y * k], [0, 0, 1]])
        outward = np.array([[self.unit, 0, x], [0, self.unit, y], [0, 0, 1]])
        turned = shift(-camera.pan * self.height, camera.tilt * self.height)
        matrix = turned @ outward @ home @ inward
        return np.asarray(matrix / matrix[2, 2])


def shift(x: float, y: float) -> Matrix:
    """Moved by `x`, `y`."""
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1.0]])


def at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point goes."""
    u, v, w = matrix @ (x, y, 1.0)
    return float(u / w), float(v / w)
