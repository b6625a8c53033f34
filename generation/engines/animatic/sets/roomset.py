"""One room in the making: its box with floor, walls, ceiling and windows, its lamps, and its layers."""

from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from generation.engines.animatic.canvas import Canvas, Layer, Making
from generation.engines.animatic.keylight import setup
from generation.engines.animatic.palette import linear, neutral
from generation.engines.animatic.raster import Array, F, array
from generation.engines.animatic.scene import DIM
from generation.engines.animatic.sets.flames import Flame, alight
from generation.engines.animatic.sets.lighting import GRAZING, Lamp, Lighting, Opening, contact
from generation.engines.animatic.sets.rendering import Frame, mirrored, render, rendered
from generation.engines.animatic.sets.shine import Shaft, shine
from generation.engines.animatic.sets.solid import Face, Solids, span

NEAR_END = 0.4
EYE = 1.45  # rooms are drawn in units of some 1.17 m; the eye stands at 1.7 m
SHELL_CUTS = (0.0, 1.7, 2.4, 3.3, 4.5, 6.5, 400.0)
OVERLAP = 0.84  # a piece of wall goes on behind the next nearer one, for the camera to move before it
THING_CUTS = (0.0, 2.2, 3.3, 4.5, 6.0, 400.0)
BEAM_LEVEL = 0.2
WARM = "#ffb867"
TALLEST_SUN = {"noon": 0.95, "golden": 0.5, "dawn": 0.5, "dusk": 0.4, "night": 0.8}


@dataclass
class Room:
    """A room: half its width, its far end and height, and what is put into it."""

    canvas: Canvas
    rng: np.random.Generator
    side: int
    half: float
    far: float
    height: float
    night: float
    solids: Solids = field(default_factory=lambda: Solids(EYE))
    lamps: list[Lamp] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    feet: list[Any] = field(default_factory=list)
    ambient: Array = field(default_factory=lambda: array([0.34, 0.34, 0.36]))
    sunny: bool = True
    gloss: float = 0.0
    shift: float = 0.0
    """How far its vanishing point lies from the middle of the frame, in frame heights."""
    beams: list[Shaft] = field(default_factory=list)
    table: str = ""
    """What the table in front is made of; empty without one."""
    flames: list[Flame] = field(default_factory=list)

    @property
    def candlelit(self) -> bool:
        """Whether candles stand on its tables instead of lamps."""
        return self.night > 0.3 and "candle" in self.canvas.plan.scene.lights

    @property
    def dim(self) -> bool:
        """Whether only small flames or nothing at all lights the room: tubes and screens are off."""
        scene = self.canvas.plan.scene
        return self.night > 0.3 and (scene.mood == "ominous" or not scene.lights.isdisjoint(DIM))

    @property
    def tubes(self) -> float:
        """How strongly the lamps in the ceiling shine."""
        return 0.02 if self.dim else 1.0

    def seen(self, x: float, z: float, wide: float) -> float:
        """The place nearest to `x` where something `wide` to each side is wholly in the frame at depth `z`."""
        plan = self.canvas.plan
        low, high = ((u - plan.aspect / 2 - self.shift) * z for u in (0.03, plan.aspect - 0.03))
        return min(max(x, low + wide), high - wide) if high - low > 2 * wide else x

    @property
    def dark(self) -> bool:
        """Whether lamps are lit."""
        return self.night > 0.3 or self.weather in ("rain", "storm", "fog", "snow", "dark clouds")

    @property
    def weather(self) -> str:
        """The weather before the windows."""
        return self.canvas.plan.scene.outside or self.canvas.plan.scene.weather

    def pick(self, *colours: str) -> str:
        """One colour by chance."""
        return str(self.rng.choice(list(colours)))

    def lamp(self, x: float, y: float, z: float, power: float = 1.0, reach: float = 1.1, colour: str = WARM,
             halo: float = 0.16) -> None:  # fmt: skip
        """A lit lamp."""
        self.lamps.append(Lamp((x, y, z), linear(colour) * F(power), reach, halo))

    def burn(self, kind: str, x: float, y: float, z: float, tall: float) -> None:
        """A flame with its foot at `x`, `y`, `z`, before all that is no nearer; those of one depth are of one kind."""
        self.flames.append(Flame(float(x), y, float(z), tall, kind))

    def stand(self, x0: float, x1: float, z0: float, z1: float) -> None:
        """Something stands on this piece of floor."""
        self.feet.append([(x0, z0), (x1, z0), (x1, z1), (x0, z1)])

    def shell(self, wall: Any, floor: Any, ceiling: Any,
              surfaces: tuple[str, str, str] = ("plaster", "planks", "plain"), end: Any = None) -> None:  # fmt: skip
        """Floor, ceiling and three walls, with holes where the windows are."""
        s, half, far, high = self.solids, self.half, self.far, self.height
        with s.walls():
            s.level(-half, half, NEAR_END, far, 0.0, floor, surfaces[1])
            s.level(-half, half, NEAR_END, far, high, ceiling, surfaces[2])
            for side in (-1, 1):
                self._pierced(0, side * half, NEAR_END, far, wall, surfaces[0])
            self._pierced(2, far, -half, half, wall if end is None else end, surfaces[0])
            if surfaces[0] in ("plaster", "wallpaper"):
                self._skirting(wall)
        for opening in self.openings:
            self._frame_window(opening)

    def _skirting(self, wall: Any) -> None:
        s, tone = self.solids, array(s_paint(wall)) * F(0.55) + F(0.18)
        for side in (-1, 1):
            s.side(side * (self.half - 0.01), NEAR_END, self.far, 0, 0.09, tone)
            s.side(side * (self.half - 0.02), NEAR_END, self.far, self.height - 0.06, self.height, tone)
        s.panel(-self.half, self.half, 0, 0.09, self.far - 0.01, tone)
        s.panel(-self.half, self.half, self.height - 0.06, self.height, self.far - 0.01, tone)

    def _pierced(self, axis: int, at: float, low: float, high: float, colour: Any, surface: str) -> None:
        """A wall with its windows left open."""
        holes = sorted((o for o in self.openings if o.axis == axis and abs(o.at - at) < 1e-6), key=lambda o: o.low)
        place = low
        for hole in holes:
            self._piece(axis, at, place, hole.low, 0, self.height, colour, surface)
            self._piece(axis, at, hole.low, hole.high, 0, hole.foot, colour, surface)
            self._piece(axis, at, hole.low, hole.high, hole.head, self.height, colour, surface)
            place = hole.high
        self._piece(axis, at, place, high, 0, self.height, colour, surface)

    def _piece(self, axis: int, at: float, low: float, high: float, y0: float, y1: float, colour: Any,
               surface: str) -> None:  # fmt: skip
        if high - low < 1e-3 or y1 - y0 < 1e-3:
            return
        if axis == 0:
            self.solids.side(at, low, high, y0, y1, colour, surface)
        else:
            self.solids.panel(low, high, y0, y1, at, colour, surface)
        last = self.solids.faces[-1]
        start = {0: (at, 0.0, 0.0), 2: (0.0, 0.0, at)}[axis]
        moved = Face(last.points, last.colour, last.surface, np.array(start), last.along, last.up, last.normal,
                     (high - low, self.height), last.depth, last.seed, spans=True)  # fmt: skip
        self.solids.faces[-1] = moved

    def _frame_window(self, o: Opening, colour: str = "#e8e2d6") -> None:
        """Frame, bars and sill."""
        bar, (across, up) = 0.022, o.panes
        with self.solids.walls():
            for i in range(across + 1):
                c = o.low + (o.high - o.low) * i / across
                self._piece(o.axis, o.at, c - bar, c + bar, o.foot, o.head, colour, "plain")
            for j in range(up + 1):
                y = o.foot + (o.head - o.foot) * j / up
                self._piece(o.axis, o.at, o.low - bar, o.high + bar, y - bar, y + bar, colour, "plain")
            if o.axis == 2:
                self.solids.level(o.low - 0.06, o.high + 0.06, o.at - 0.14, o.at, o.foot, colour)
                self.solids.panel(o.low - 0.06, o.high + 0.06, o.foot - 0.05, o.foot, o.at - 0.14, colour)
            else:
                inner = o.at - 0.14 * np.sign(o.at)
                x0, x1 = span(o.at, float(inner))
                self.solids.level(x0, x1, o.low - 0.06, o.high + 0.06, o.foot, colour)
                self.solids.side(float(inner), o.low - 0.06, o.high + 0.06, o.foot - 0.05, o.foot, colour)

    def lighting(self) -> Lighting:
        """All light in the room."""
        plan = self.canvas.plan
        day = 1 - self.night
        sky = neutral(plan.palette.sky[2], 0.35)
        lamps = list(self.lamps)
        for o in self.openings:
            middle, y = (o.low + o.high) / 2, (o.foot + o.head) / 2
            inset = 0.2 * float(np.sign(o.at))
            place = (o.at - inset, y, middle) if o.axis == 0 else (middle, y, o.at - 0.2)
            area = (o.high - o.low) * (o.head - o.foot)
            lamps.append(Lamp(place, array(sky * F((0.1 + 1.15 * day) * min(area, 1.6) ** 0.5)), 1.5))
        clear = self.weather in ("clear", "clouds", "dust", "") and plan.scene.time not in ("overcast", "night", "neon")
        power = 2.6 * max(plan.light.power, 0.6) if self.sunny and clear else 0.0
        rise = TALLEST_SUN.get(plan.scene.time, 0.6)
        toward = array([self.side * 0.85, rise, 0.3])
        toward /= np.linalg.norm(toward)
        bounds = (-self.half, self.half, NEAR_END, self.far)
        colour, said = neutral(plan.light.colour, 0.2), setup(plan.scene)
        return Lighting(
            ambient=array(self.ambient * F(said.fill)), sun=array(colour * F(power * said.power)), toward=toward,
            lamps=tuple(lamps),
            openings=tuple(self.openings), box=(self.half, self.far, self.height, NEAR_END),
            contact=contact(self.feet, bounds, 0.09) if self.feet else None,
        )  # fmt: skip


def s_paint(colour: Any) -> Array:
    """A colour as linear RGB."""
    return linear(colour) if isinstance(colour, str) else array(colour)


def layers(room: Room) -> list[Making]:
    """The room's shell, floor, things and light, ready to be laid over what is seen outside."""
    canvas, faces = room.canvas, room.solids.faces
    frame = Frame(canvas, canvas.plan.aspect / 2 + room.shift, room.lighting(), room.night, EYE)
    floor = [f for f in faces if f.spans and abs(f.normal[1]) > 0.9 and float(f.points[:, 1].max()) < 0.02]
    known = {id(f) for f in floor}
    shell = [f for f in faces if f.spans and id(f) not in known]
    things = [f for f in faces if not f.spans]
    mirrors = [f for f in faces if id(f) not in known] if room.gloss else []
    made: list[Making] = [partial(_walls, frame, shell, low, high, room.far) for low, high in pairwise(SHELL_CUTS)]
    made.append(partial(_floor, frame, floor, mirrors, room.gloss))
    cuts = sorted({*THING_CUTS, *(flame.z for flame in room.flames)})  # what stands before a flame hides it
    for low, high in pairwise(cuts):
        burning = [flame for flame in room.flames if flame.z == low]
        made += [partial(alight, frame, burning)] if burning else []
        mine = [f for f in things if low <= f.depth < high]
        if mine:
            made.append(partial(rendered, frame, mine, float(np.mean([f.depth for f in mine])) / EYE, "furniture"))
    return [*made, partial(shine, frame, room.lamps, room.beams)]


def _walls(frame: Frame, shell: list[Face], low: float, high: float, far: float) -> Layer | None:
    """The shell between two depths, and some way nearer, so that a camera that goes past finds no gap."""
    patch = render(frame, shell, low * OVERLAP, high)
    return None if patch is None else Layer(patch, (max(low, 1.0) + min(high, far)) / 2 / EYE, "facade")


def _floor(frame: Frame, floor: list[Face], mirrors: list[Face], gloss: float) -> Layer | None:
    """The floor, with what it mirrors where it shines."""
    ground = render(frame, floor)
    if ground is not None and mirrors:
        ground = mirrored(frame, mirrors, ground, gloss)
    return None if ground is None else Layer(ground, 2.0, "ground", ground=True)


def sunbeams(room: Room, power: float = BEAM_LEVEL) -> None:
    """Shafts of sunlight from every window down to the floor."""
    light = room.lighting()
    if light.sun.max() < 0.05:
        return
    lx, ly, lz = (float(c) for c in light.toward)
    colour = array(light.sun / light.sun.max())
    for o in room.openings:
        if o.axis == 0 and o.at * lx < 0:
            continue
        along = (o.low, o.high)
        corners = [(o.at, y, a) if o.axis == 0 else (a, y, o.at) for y in (o.foot, o.head) for a in along]
        if o.axis == 2:
            lx, lz = lx * GRAZING, float(np.hypot(lx, lz))
        landed = [(x - lx * y / ly, 0.0, z - lz * y / ly) for x, y, z in corners]
        room.beams.append(([*corners, *landed], colour, power))
