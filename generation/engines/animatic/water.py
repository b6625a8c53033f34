"""Open water: the mirrored scene, displaced by waves in ground coordinates, with Fresnel, crests and glitter."""

from typing import cast

import cv2
import numpy as np

from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.finish import Finish
from generation.engines.animatic.moves import Pose
from generation.engines.animatic.projection import Matrix, shift
from generation.engines.animatic.raster import Array, Bytes, F, array, clip, exp, resize, sample, tile

CALM_PLACES = ("lake", "river", "cave", "city")
WATER_ROWS = 560  # water is soft: frames with more rows have it worked out at this size
WAVE_ROWS = 300  # and its waves at this
MOST_TURN = 0.2  # room for a camera that turns, in frame heights
CHOP = 1.5  # waves of a rough sea are so much shorter
ROUGH_MIRROR = 0.5  # and they mirror so much less
FOAM_EDGE, GLITTER, ROUGH_GLITTER = 4.0, 13, 7  # how sharply foam and glints end: a sharp edge that moves flickers
FAR_CHOP = 0.07  # frame heights below the waterline within which waves are too small to be seen one by one
ROUGH_FLOW = 0.5  # large waves run slowly through the frame
FLOW = {"river": 2.2}  # how much faster than elsewhere the waves run


def display(colour: Array) -> Array:
    """Display values of a linear colour."""
    return array(np.clip(colour, 0, 1) ** (1 / 2.2))


class Water:
    """The water of one shot, seen at `share` of the frame's size: its first row lies at the waterline."""

    def __init__(self, canvas: Canvas, width: int, height: int) -> None:
        self.plan = plan = canvas.plan
        self.frame_width, self.frame_height = width, height
        self.share = min(1.0, WATER_ROWS / height)
        self.width, self.height = max(2, round(width * self.share)), height * self.share
        self.zoom = plan.view.zoom
        self.line = min(max(plan.view.down(plan.waterline or 0.0), 1 / height), 1 - 2 / height)
        self.rows = max(2, int(np.ceil((1 - self.line + MOST_TURN) * self.height)))
        scene = plan.scene
        self.calm, self.storm = scene.setting in CALM_PLACES, scene.weather == "storm"
        self.rough = (self.storm or scene.has("wind")) and not self.calm
        self.swell = 0.5 if self.calm else 1.9 if self.rough else 1.5 if scene.has("waves") else 1.1
        self.chop = CHOP if self.rough else 1.0
        self.flow = FLOW.get(scene.setting, ROUGH_FLOW if self.rough else 1.0)
        self.depth = array(np.arange(self.rows) / self.height / self.zoom)[:, None] + F(0.004)
        self.steepness = F(0.3) + F(0.7) * clip(self.depth / F(FAR_CHOP), 0, 1)
        step = max(1, round(self.height / WAVE_ROWS))
        self.far = 1 / (self.depth[::step] + F(0.03))
        self.u = array((np.arange(0, self.width, step) / self.height - width / height / 2) / self.zoom)[None]
        self.xx, self.yy = (array(a) for a in np.meshgrid(np.arange(self.width), np.arange(self.rows)))
        self._prepare(canvas)

    def _prepare(self, canvas: Canvas) -> None:
        plan, d, light = self.plan, self.depth, self.plan.light
        tinted = 0.62 if "water" in plan.scene.tints else 1.0
        self.mirror_share = clip(0.86 - d * F(0.75 if self.calm else 1.05), 0.3, 0.9) * F(tinted)
        if self.rough:
            self.mirror_share = self.mirror_share * F(ROUGH_MIRROR)
        self.body = display(plan.palette.water * F(0.6 if tinted == 1.0 else 0.95))
        self.crest_colour = display(plan.palette.sky[3])
        self.sun = display(light.colour) * F(0.85 * min(1.0, light.power + 0.35))
        self.foam = array([0.45, 0.45, 0.45])
        self.reach = (1.0 if light.disc or light.glow > 0.7 else 0.25) if light.v < plan.horizon else 0.0
        self.crest_share = clip(1 - d * F(1.2), 0.2, 1) * F(0.05 * self.swell)
        self.horizon_share = exp(d / F(-0.012)) * F(0.35)
        row = min(canvas.margin_y + int(self.line * canvas.frame_height), canvas.height - 1)
        self.horizon_colour = display(canvas.air[row, canvas.width // 2])

    def level(self, finish: Finish) -> None:
        """Give the water's own colours the levels of the shot."""
        self.body, self.crest_colour = finish.level_colour(self.body), finish.level_light(self.crest_colour)
        self.horizon_colour = finish.level_colour(self.horizon_colour)
        self.sun, self.foam = finish.level_light(self.sun), finish.level_light(self.foam)

    def top(self, camera: Pose) -> float:
        """The row of the frame where the water begins."""
        return float((self.line + camera.tilt) * self.frame_height)

    def mirrored(self, picture: Bytes, camera: Pose, rows: int) -> Bytes:
        """What stands above the water, turned over, at the water's size."""
        k = 1 / self.share
        back = np.array([[k, 0, 0.5 * k - 0.5], [0, -k, self.top(camera) - 0.5 * k]])
        size, flags = (self.width, rows), cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return cast(Bytes, cv2.warpAffine(picture, back, size, flags=flags, borderMode=cv2.BORDER_REPLICATE))

    def to_mirror(self, base: float, camera: Pose) -> Matrix:
        """Mirror <- frame for something that stands on the water at row `base` of the frame."""
        k = self.share
        return np.array([[k, 0, 0.5 * k - 0.5], [0, -k, (2 * base - self.top(camera)) * k], [0, 0, 1]])

    def rows_to(self, limit: int, camera: Pose) -> int:
        """How many rows of water are seen, when nothing of it shows from frame row `limit` down."""
        return int(np.clip(np.ceil((limit - self.top(camera)) * self.share) + 2, 2, self.rows))

    def paint(self, picture: Bytes, mirror: Bytes, camera: Pose, clock: float, limit: int) -> None:
        """Paint the water into `picture` down to row `limit`; `mirror` is what it reflects."""
        rows = len(mirror)
        a, b = self._waves(camera, clock, rows)
        n = a * F(0.6) + b * F(0.4) - F(0.5)
        if self.rough:  # short and steep: sharp crests over round troughs
            n = (F(0.34) - np.abs(a - F(0.5)) * F(2.2) - np.abs(b - F(0.5)) * F(1.1)) * self.steepness[:rows]
        reflection = cv2.split(self._displaced(mirror, n, b))
        share, keep = self.mirror_share[:rows], 1 - self.horizon_share[:rows]
        deep = clip(1 + n * F(1.5 if self.rough else 0.35 * (1 + self.swell)), 0.25, 2) * (1 - share)
        crest = clip((n - F(0.12)) * 5, 0, 1) * self.crest_share[:rows]
        edge = ROUGH_GLITTER if self.rough else GLITTER
        glitter = clip((b * F(0.75) + a * F(0.35) - F(0.6) - self.depth[:rows] * F(0.05)) * F(edge), 0, 1)
        glitter *= self._column(camera, rows)
        foam = clip((n + (b - F(0.5)) - F(0.16)) * F(FOAM_EDGE), 0, 1) ** 2 if self.rough else None
        channels = []
        for c in range(3):
            out = reflection[c] * (share * F(1 / 255)) + deep * self.body[c]
            out += crest * self.crest_colour[c]
            out += glitter * self.sun[c]
            if foam is not None:
                out += foam * self.foam[c]
            out = out * keep + self.horizon_colour[c] * self.horizon_share[:rows]
            channels.append(cv2.convertScaleAbs(np.maximum(out, 0), alpha=255))
        self._lay(picture, cast(Bytes, cv2.merge([*channels, np.full_like(channels[0], 255)])), camera, limit)

    def _lay(self, picture: Bytes, water: Bytes, camera: Pose, limit: int) -> None:
        top, k = self.top(camera), 1 / self.share
        first = max(0, int(np.ceil(top)))
        if limit <= first:
            return
        out = shift(0, -first) @ np.array([[k, 0, 0.5 * k - 0.5], [0, k, top + 0.5 * k - 0.5], [0, 0, 1]])
        size = (self.frame_width, limit - first)
        cv2.warpAffine(water, out[:2], size, dst=picture[first:limit], borderMode=cv2.BORDER_REPLICATE)

    def _waves(self, camera: Pose, clock: float, rows: int) -> tuple[Array, Array]:
        step = max(1, round(self.height / WAVE_ROWS))
        far = self.far[: -(-rows // step)]
        far = far * F(self.chop)
        z = far * F(1 + camera.y) + F(camera.z)
        x = (self.u + F(camera.pan / self.zoom)) * far * F(1 + camera.y) + F(camera.x)
        z, t = z + x * 0, clock * self.flow
        long, short = tile(81, 512, 6, 8, 0.55), tile(82, 512, 6, 8, 0.6)
        if self.rough:  # the finest ripples would only flicker
            long, short = tile(81, 512, 4, 8, 0.5), tile(82, 512, 5, 8, 0.5)
        a = sample(long, x * F(0.13) + F(t * 0.05), z * F(0.34) - F(t * 0.13))
        b = sample(short, x * F(0.31) - F(t * 0.07), z * F(0.8) + F(t * 0.21))
        return resize(a, self.width, rows), resize(b, self.width, rows)

    def _column(self, camera: Pose, rows: int) -> Array:
        """The path of light on the water under the sun or the moon."""
        view, light = self.plan.view, self.plan.light
        step = 4
        u = (np.arange(0, self.width, step) / self.height + camera.pan) / self.zoom + view.left - light.u
        column = exp(-((array(u)[None] / (F(0.035) + self.depth[:rows:step] * F(0.42))) ** 2)) * F(self.reach)
        return resize(column, self.width, rows)

    def _displaced(self, mirror: Bytes, n: Array, b: Array) -> Bytes:
        h, rows = self.height * self.zoom, len(mirror)
        across, down = (0.0015, 0.004) if self.calm else (0.006, 0.03)
        soft = cv2.GaussianBlur(mirror, (0, 0), sigmaX=max(0.5, h * across), sigmaY=max(0.5, h * down))
        near = np.minimum(self.depth[:rows], F(0.3)) + F(0.012)
        y = clip(self.yy[:rows] + n * near * F(self.swell * 0.448 * h), 0, rows - 1)
        x = self.xx[:rows] + (b - F(0.5)) * near * F(self.swell * 0.1 * h)
        return cast(Bytes, cv2.remap(soft, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT))
