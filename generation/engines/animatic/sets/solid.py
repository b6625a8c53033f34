"""Solid things as faces. World units: x right of the eye, y up from the ground, z away; the eye is at
(0, `eye`, 0), and a unit at depth 1 is one frame height."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from math import sqrt
from typing import Any

import numpy as np

from generation.engines.animatic.palette import linear
from generation.engines.animatic.raster import Array, Shape, around, array, columns

EYE_HEIGHT = 1.0
X, Y, Z = np.eye(3)
TURN, TURN_ON = np.array([1, 2, 0]), np.array([2, 0, 1])  # the axes that a cross product takes for each of three


@dataclass(frozen=True)
class Face:
    """A flat polygon: points (n, 3), linear colour, surface name, and its own axes for patterns on it."""

    points: Shape
    colour: Array
    surface: str
    origin: Shape
    along: Shape
    up: Shape
    normal: Shape
    size: tuple[float, float]
    depth: float
    seed: int = 0
    glow: float = 0.0
    bend: float = 0.0
    """How far its normal turns from the left edge to the right one: 0 flat, 1 a half cylinder."""
    grain: float = 1.0
    """How large one cell of its pattern is, where the pattern asks for it."""
    spans: bool = False
    """Part of the shell: cut at the bounds of layers instead of belonging to one."""


def paint(colour: Any) -> Array:
    """A colour given as "#rrggbb" or as linear RGB."""
    return _swatch(colour) if isinstance(colour, str) else array(colour)


@lru_cache(512)
def _swatch(colour: str) -> Array:
    return linear(colour)


@dataclass
class Solids:
    """Faces in the making, in the order they are laid within one depth."""

    eye: float = EYE_HEIGHT
    faces: list[Face] = field(default_factory=list)
    shell: bool = False
    _depth: float | None = None

    @contextmanager
    def at(self, depth: float) -> Iterator[None]:
        """Everything made inside belongs to one thing at `depth`."""
        before, self._depth = self._depth, depth
        yield
        self._depth = before

    @contextmanager
    def walls(self) -> Iterator[None]:
        """Everything made inside is part of the shell of the place."""
        before, self.shell = self.shell, True
        yield
        self.shell = before

    def face(self, points: Any, colour: Any, surface: str = "plain", **more: Any) -> None:
        """A polygon; its pattern runs along the first edge and up toward the last point."""
        p = np.asarray(points, float)
        along = p[1] - p[0]
        along /= max(sqrt(along @ along), 1e-9)
        up = p[-1] - p[0]
        up = up - along * (up @ along)
        if sqrt(up @ up) < 1e-9:
            up = p[2] - p[0] - along * ((p[2] - p[0]) @ along)
        up /= max(sqrt(up @ up), 1e-9)
        normal = along[TURN] * up[TURN_ON] - along[TURN_ON] * up[TURN]
        eye = np.array([0, self.eye, 0]) - p[0]
        normal = normal if normal @ eye > 0 else -normal
        size = (float(np.ptp(p @ along)), float(np.ptp(p @ up)))
        depth = self._depth if self._depth is not None else float(p[:, 2].mean())
        self.faces.append(
            Face(p, paint(colour), surface, p[0], along, up, normal, size, depth, spans=self.shell, **more)
        )

    def panel(self, x0: float, x1: float, y0: float, y1: float, z: float, colour: Any, surface: str = "plain",
              **more: Any) -> None:  # fmt: skip
        """An upright rectangle across the view."""
        corners = ((x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z))
        self._rectangle(corners, X, Y, -Z, (abs(x1 - x0), abs(y1 - y0)), z, colour, surface, more)

    def side(self, x: float, z0: float, z1: float, y0: float, y1: float, colour: Any, surface: str = "plain",
             **more: Any) -> None:  # fmt: skip
        """An upright rectangle along the view."""
        corners = ((x, y0, z0), (x, y0, z1), (x, y1, z1), (x, y1, z0))
        out = -X if x > 0 else X
        self._rectangle(corners, Z, Y, out, (abs(z1 - z0), abs(y1 - y0)), (z0 + z1) / 2, colour, surface, more)

    def level(self, x0: float, x1: float, z0: float, z1: float, y: float, colour: Any, surface: str = "plain",
              **more: Any) -> None:  # fmt: skip
        """A level rectangle."""
        corners = ((x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1))
        out = Y if y < self.eye else -Y
        self._rectangle(corners, X, Z, out, (abs(x1 - x0), abs(z1 - z0)), (z0 + z1) / 2, colour, surface, more)

    def _rectangle(self, corners: Any, along: Shape, up: Shape, normal: Shape, size: tuple[float, float], depth: float,
                   colour: Any, surface: str, more: dict[str, Any]) -> None:  # fmt: skip
        """A rectangle whose axes are known; rooms and towns are made of thousands."""
        points = np.array(corners, float)
        depth = self._depth if self._depth is not None else depth
        self.faces.append(Face(points, paint(colour), surface, points[0], along, up, normal, size, depth,
                               spans=self.shell, **more))  # fmt: skip

    def box(self, x0: float, x1: float, y0: float, y1: float, z0: float, z1: float, colour: Any,
            surface: str = "plain", top: Any = None, **more: Any) -> None:  # fmt: skip
        """The sides of a box that are seen."""
        more.setdefault("seed", 0)
        with self.at(self._depth if self._depth is not None else (z0 + z1) / 2):
            if x0 > 0:
                self.side(x0, z0, z1, y0, y1, colour, surface, **more)
            elif x1 < 0:
                self.side(x1, z0, z1, y0, y1, colour, surface, **more)
            if y1 < self.eye:
                self.level(x0, x1, z0, z1, y1, colour if top is None else top, "plain" if top is None else surface)
            elif y0 > self.eye:
                self.level(x0, x1, z0, z1, y0, colour, "plain")
            self.panel(x0, x1, y0, y1, z0, colour, surface, **more)

    def outline(self, shape: Any, x: float, y: float, z: float, colour: Any, scale: float = 1.0,
                surface: str = "plain", **more: Any) -> None:  # fmt: skip
        """A polygon (n, 2) facing the eye, its origin at `x`, `y`, `z`."""
        p = np.asarray(shape, float) * scale
        points = columns(p[:, 0] + x, p[:, 1] + y, z)
        low, high = points.min(0), points.max(0)
        size = (float(high[0] - low[0]), float(high[1] - low[1]))
        depth = self._depth if self._depth is not None else z
        self.faces.append(Face(points, paint(colour), surface, low, X, Y, -Z, size, depth,
                               spans=self.shell, **more))  # fmt: skip

    def round(self, x: float, z: float, radius: float, y0: float, y1: float, colour: Any, surface: str = "plain",
              **more: Any) -> None:  # fmt: skip
        """An upright cylinder, with its lid when that is seen from above."""
        with self.at(self._depth if self._depth is not None else z):
            if y1 < self.eye:
                t = np.linspace(0, 2 * np.pi, 20, endpoint=False)
                lid = columns(x + radius * np.cos(t), y1, z + radius * np.sin(t))
                self.face(lid, colour, "plain")
            t = np.linspace(0, np.pi, 9)
            foot = columns(x - radius * np.cos(t), y0, z - radius * np.sin(t) * 0.5)
            head = columns(foot[::-1, 0], y1, foot[::-1, 2])
            shape = np.concatenate([foot, head])
            self.outline(shape[:, :2] - (x, 0), x, 0, z - radius * 0.4, colour, surface=surface, bend=1.0, **more)

    def turned(self, x: float, z: float, profile: Any, colour: Any, **more: Any) -> None:
        """A turned thing: `profile` lists (radius, height) from the foot up."""
        p = np.asarray(profile, float)
        shape = around(p, p * (-1, 1))
        self.outline(shape, x, 0, z, colour, bend=0.9, **more)

    def extrude(self, profile: Any, x0: float, x1: float, z: float, colour: Any, **more: Any) -> None:
        """A thing with one outline along the view: `profile` lists (z, y) around it, `z` is added."""
        p = np.asarray(profile, float) + np.array([z, 0.0])
        with self.at(self._depth if self._depth is not None else float(p[:, 0].mean())):
            area = float(np.sum(p[:, 0] * np.roll(p[:, 1], -1) - np.roll(p[:, 0], -1) * p[:, 1]))
            for (za, ya), (zb, yb) in zip(p, np.roll(p, -1, 0), strict=True):
                out = np.array([yb - ya, za - zb]) * np.sign(area)  # outward normal in (z, y)
                if out @ np.array([-za, self.eye - ya]) > 0:
                    self.face([(x0, ya, za), (x1, ya, za), (x1, yb, zb), (x0, yb, zb)], colour, **more)
            if x0 > 0 or x1 < 0:
                near = x0 if x0 > 0 else x1
                self.face(columns(np.full(len(p), near), p[:, 1], p[:, 0]), colour, **more)


def clipped(points: Shape, low: float, high: float) -> Shape:
    """The part of a polygon between two depths; may be empty."""
    for bound, sign in ((low, 1.0), (high, -1.0)):
        inside = (points[:, 2] - bound) * sign
        if (inside >= 0).all():
            continue
        points = _cut(points, inside)
        if len(points) < 3:
            return points[:0]
    return points


def _cut(points: Shape, inside: Shape) -> Shape:
    kept: list[Any] = []
    ends, marks = points.tolist(), inside.tolist()
    for n, (a, da) in enumerate(zip(ends, marks, strict=True)):
        b, db = ends[n + 1 - len(ends)], marks[n + 1 - len(ends)]
        if da >= 0:
            kept.append(a)
        if (da >= 0) != (db >= 0):
            k = da / (da - db)
            kept.append([p + (q - p) * k for p, q in zip(a, b, strict=True)])
    return np.array(kept, float).reshape(-1, 3)


def ordered(faces: Sequence[Face]) -> list[Face]:
    """Shell first, then things from far to near."""
    return sorted(faces, key=lambda face: (not face.spans, 0.0 if face.spans else -face.depth))


def span(a: float, b: float) -> tuple[float, float]:
    """Two bounds in order."""
    return (a, b) if a < b else (b, a)
