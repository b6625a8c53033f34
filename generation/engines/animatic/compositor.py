"""Slides + camera -> frames: each plane moved by its depth and laid over the ones behind it, in 8 bit. What nothing
of it is seen behind nearer land is not drawn."""

from dataclasses import dataclass, replace
from functools import partial
from typing import cast

import cv2
import numpy as np

from generation.engines.animatic.canvas import Canvas, Slide
from generation.engines.animatic.coverage import coverage
from generation.engines.animatic.crew import Crew
from generation.engines.animatic.finish import FILM_GRAIN, STILL_GRAIN, Finish
from generation.engines.animatic.laying import Piece, lay, over, warp
from generation.engines.animatic.lensing import Lens
from generation.engines.animatic.moves import Pose, leaned, pose
from generation.engines.animatic.projection import BACKDROPS, LAND, Matrix, Projection, at
from generation.engines.animatic.raster import Bytes
from generation.engines.animatic.tracking import follow
from generation.engines.animatic.water import Water
from generation.engines.animatic.wet import Puddles

WATER_DEPTH = 10.0  # what lies nearer than this stands in front of the water
FADE = 0.006  # of the frame height: how softly what floats ends at the water
LEANS = 13  # moments of a shot at which its greatest lean is looked for
WET = 0.05  # less than this mirrors nothing


@dataclass(frozen=True)
class Seen:
    """A slide's pieces at one moment; from frame row `covers` down nothing behind it is seen."""

    slide: Slide
    pieces: tuple[Piece, ...]
    covers: int


class Compositor:
    """Shoots frames of `size` of one painted plan: a film of `seconds`, or one still where `seconds` is 0. Frames are
    composed as large as the planes are painted, and finished as large as they are asked for."""

    def __init__(self, canvas: Canvas, slides: list[Slide], seconds: float, size: tuple[int, int], crew: Crew) -> None:
        self.plan, self.seconds = canvas.plan, seconds
        self.width, self.height = canvas.frame_width, canvas.frame_height
        self.projection = Projection(canvas, self.width, self.height, seconds)
        self.tracked, slides = follow(self.projection, slides)
        covers = crew.all([partial(coverage, slide) for slide in slides], _unheard)
        self.covers = dict(zip(map(id, slides), covers, strict=True))
        self.slides = slides
        self.water = Water(canvas, self.width, self.height) if self.plan.waterline is not None else None
        self.lens = Lens(self.plan, self.width, self.height)
        self.puddles = Puddles(self.projection, self.plan)
        grain = FILM_GRAIN if seconds else STILL_GRAIN
        self.finish = Finish(self.plan, *size, grain, (self.width, self.height))
        self.lean = max(abs(self._camera(n / (LEANS - 1)).roll) for n in range(LEANS))
        self._level(crew)

    def frame(self, t: float, index: int) -> Bytes:
        """The picture at `t` 0..1 of the shot; `index` picks its grain."""
        camera = self._camera(t)
        picture = self._rolled(self._composed(camera, t * self.seconds), camera.roll)
        picture = self.lens.over(picture, self._light(camera)) if self.lens.on else picture
        return self.finish.develop(picture, t * self.seconds, index)

    def _light(self, camera: Pose) -> tuple[float, float]:
        """The pixel at which the sun or moon is seen."""
        sky = next((slide for slide in self.slides if slide.kind in BACKDROPS), None)
        return self.lens.light if sky is None else at(self.projection.upright(sky, camera), *self.lens.light)

    def _camera(self, t: float) -> Pose:
        seen = leaned(self.plan.camera, pose(self.plan.camera, t, self.seconds))
        return self.tracked.moved(seen, t * self.seconds)

    def _level(self, crew: Crew) -> None:
        """Measure the shot on its first frame, then give every slide its levels."""
        self.finish.expose(self._composed(self._camera(0.0), 0.0))
        levelled = crew.all([partial(self.finish.levelled, slide) for slide in self.slides], _unheard)
        self.covers = {id(new): self.covers[id(old)] for new, old in zip(levelled, self.slides, strict=True)}
        self.slides = levelled
        if self.water is not None:
            self.water.level(self.finish)

    def _composed(self, camera: Pose, clock: float) -> Bytes:
        picture: Bytes = np.zeros((self.height, self.width, 4), np.uint8)
        water = self.water
        behind = [s for s in self.slides if water is None or _far(s)]
        nearer = [s for s in self.slides if water is not None and not _far(s)]
        front = [seen for slide in nearer if (seen := self._seen(slide, camera, clock))]
        limits = _limits(front, self.height)
        limit = limits[0] if limits else self.height
        shore = self.height if water is None else int(np.clip(np.ceil(water.top(camera)) + 2, 1, self.height))
        back = [seen for slide in behind if (seen := self._seen(slide, camera, clock))]
        self._lay(picture, back, min(limit, shore) if water else self.height, camera)
        if water is not None:
            mirror = water.mirrored(picture, camera, water.rows_to(limit, camera))
            for seen in front:
                self._reflect(mirror, seen, camera)
            water.paint(picture, mirror, camera, clock, limit)
            self._lay(picture, front, self.height, camera)
        return picture

    def _lay(self, picture: Bytes, views: list[Seen], limit: int, camera: Pose) -> None:
        """Lay views over each other, far to near, down to row `limit`; a wet road mirrors all that lies behind it."""
        pieces: list[Piece] = []
        for seen in views:
            if seen.slide.ground and self.plan.wet > WET:
                lay(picture, pieces, limit)
                (road,), pieces = seen.pieces, []
                road = replace(road, y1=min(road.y1, limit))
                if road.y1 > road.y0:
                    self.puddles.lay(picture, warp(road), road.y0, camera)
            else:
                pieces += seen.pieces
        lay(picture, pieces, limit)

    def _base(self, slide: Slide, camera: Pose) -> float:
        """The frame row at which a plane meets the water."""
        row = self.plan.view.down((slide.base or 0.0) + FADE) * self.height
        return at(self.projection.upright(slide, camera), self.width / 2, row)[1]

    def _seen(self, slide: Slide, camera: Pose, clock: float) -> Seen | None:
        """Where a slide lies in the frame at one moment; None where it is out of sight."""
        place = self.projection.place(slide, clock)
        image, other, share = slide.image, None, 0.0
        if slide.moving is not None and slide.moving.cels:
            image, other, share = slide.moving.melting(clock)
        covers = self.covers[id(slide)]
        if slide.ground:
            matrix = self.projection.ground(camera) @ place
            box = self._box(image, matrix, True, slide)
            return Seen(slide, (Piece(image, matrix, *box, cv2.BORDER_CONSTANT, covers),), self.height)
        matrix = self.projection.upright(slide, camera) @ place
        spans = slide.kind in BACKDROPS or self._spans(slide)
        x0, y0, x1, y1 = self._box(image, matrix, spans, slide)
        if x1 <= x0 or y1 <= y0:
            return None
        border = cv2.BORDER_CONSTANT if not spans else cv2.BORDER_REFLECT_101
        whole = Piece(image, matrix, x0, y0, x1, y1, border, covers, other, share)
        if slide.kind in BACKDROPS:
            frame = replace(whole, x0=0, y0=0, x1=self.width, y1=self.height, border=cv2.BORDER_REPLICATE)
            return Seen(slide, (frame,), 0)
        if slide.kind == "sprite" and slide.base is not None:
            whole = replace(whole, base=self._base(slide, camera), soft=max(2.0, FADE * self.height))
        if spans and covers.solid < image.shape[0] and self._reaches_down(slide):
            return self._standing(slide, whole, place, camera)
        return Seen(slide, (whole,), self.height)

    def _standing(self, slide: Slide, whole: Piece, place: Matrix, camera: Pose) -> Seen:
        """A slide that hides all behind its lower part, which lies on the ground where it is land."""
        solid, lower = whole.covers.solid, whole.matrix
        row = int(np.clip(np.ceil(at(whole.matrix, 0, solid)[1]), whole.y0, self.height))
        if slide.kind in LAND:
            rest = at(place, 0, solid)[1]
            lower = self.projection.lying(slide, rest, camera) @ place
        below = replace(whole, matrix=lower, x0=0, y0=row, x1=self.width, y1=self.height)
        return Seen(slide, (replace(whole, y1=row), below), row)

    def _spans(self, slide: Slide) -> bool:
        return bool(slide.x <= 0 and slide.x + slide.image.shape[1] >= self.projection.canvas_size[0])

    def _reaches_down(self, slide: Slide) -> bool:
        return bool(slide.y + slide.image.shape[0] >= self.projection.canvas_size[1])

    def _box(self, image: Bytes, matrix: Matrix, spans: bool, slide: Slide) -> tuple[int, int, int, int]:
        """The part of the frame a slide may cover. One as wide as the canvas goes on beyond it."""
        h, w = image.shape[:2]
        corners = matrix @ np.array([[0, w, 0, w], [0, 0, h, h], [1, 1, 1, 1]])
        (x0, y0), (x1, y1) = (corners[:2] / corners[2]).min(1), (corners[:2] / corners[2]).max(1)
        if slide.ground:
            return 0, int(np.clip(self.projection.centre[1] + 0.0, 0, self.height)) - 1, self.width, self.height
        if spans:
            x0, x1 = 0.0, float(self.width)
            y0 = 0.0 if slide.y <= 0 else y0
            y1 = float(self.height) if self._reaches_down(slide) else y1
        left, top = max(0, int(np.floor(x0)) - 1 if not spans else 0), max(0, int(np.floor(y0)) - 1)
        return left, top, min(self.width, int(np.ceil(x1)) + 1), min(self.height, int(np.ceil(y1)) + 1)

    def _reflect(self, mirror: Bytes, seen: Seen, camera: Pose) -> None:
        """A floating or shore plane adds its own mirror image, about its own base."""
        if seen.slide.base is None or self.water is None:
            return
        base = self._base(seen.slide, camera) - FADE * self.height
        turn = self.water.to_mirror(base, camera)
        rows, width = mirror.shape[:2]
        first = max(0, int((base - self.water.top(camera)) * self.water.share))
        for piece in seen.pieces:
            x0, x1 = int(piece.x0 * self.water.share), min(width, int(np.ceil(piece.x1 * self.water.share)))
            reach = int((2 * base - piece.y0 - self.water.top(camera)) * self.water.share) + 1
            last = min(rows, reach)
            if last > first and x1 > x0:
                turned = replace(piece, matrix=turn @ piece.matrix, x0=x0, y0=first, x1=x1, y1=last)
                over(mirror, warp(turned), x0, first)

    def _rolled(self, picture: Bytes, angle: float) -> Bytes:
        """The camera leaning: the picture turned, and enlarged just enough that no corner shows all through the
        shot."""
        if self.lean < 1e-4:
            return picture
        a = max(self.width / self.height, self.height / self.width)
        zoom = np.cos(self.lean) + a * np.sin(self.lean)
        turn = cv2.getRotationMatrix2D((self.width / 2, self.height / 2), np.degrees(angle), zoom)
        size = (self.width, self.height)
        return cast(
            Bytes, cv2.warpAffine(picture, turn, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
        )


def _far(slide: Slide) -> bool:
    """Whether a plane lies behind the water."""
    return slide.base is None and slide.z >= WATER_DEPTH


def _limits(views: list[Seen], limit: int) -> list[int]:
    """For each view, the row from which it and all in front of it hide what lies behind; never below `limit`."""
    limits = []
    for seen in reversed(views):
        limit = min(limit, seen.covers + 1)
        limits.append(limit)
    return limits[::-1]


def _unheard(done: float) -> None:
    """Nobody waits for these."""
