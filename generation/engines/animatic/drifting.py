"""Small coloured things in the air: embers, sparks, confetti, petals, leaves, feathers, snowflakes of ash.

Each flight is a pure function of the clock: where a piece is comes from its own chance and the time alone.
"""

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from generation.engines.animatic.plan import Plan, Scenery, Sprite
from generation.engines.animatic.raster import Array, Bytes, F, array, blur, resize

INDOORS = ("confetti", "petals", "embers", "sparks", "feathers", "bubbles", "dust motes")
"""What may also drift inside when it is named."""


class Swarm(NamedTuple):
    """Colours, pieces a 16:9 frame, fall and drift in frame heights a second, size in frame heights, whether it glows
    and whether it turns over as it goes."""

    colours: tuple[str, ...]
    pieces: int
    fall: float
    drift: float
    size: float
    glows: bool = False
    turns: bool = True


SWARMS = {
    "confetti": Swarm(("#f2503c", "#f8c83c", "#42b86a", "#3c86f0", "#e86ab8", "#f6f2ea"), 150, 0.16, 0.02, 0.0075),
    "petals": Swarm(("#f6b8cc", "#fcdce6", "#f08fb0"), 110, 0.06, 0.07, 0.0075),
    "leaves falling": Swarm(("#e8852a", "#d2551e", "#f0b440", "#a8641e"), 100, 0.08, 0.06, 0.0105),
    "feathers": Swarm(("#f4f2ee", "#dfe4ea"), 30, 0.04, 0.03, 0.0095),
    "embers": Swarm(("#ffb040", "#ff7a1e", "#ffd880"), 60, -0.1, 0.03, 0.0024, glows=True, turns=False),
    "sparks": Swarm(("#ffe0a0", "#ffb850"), 70, -0.16, 0.06, 0.0022, glows=True, turns=False),
    "dust motes": Swarm(("#8a7a5c", "#6a6252", "#a08a60"), 190, 0.006, 0.012, 0.0014, glows=True, turns=False),
    "bubbles": Swarm(("#dff4ff", "#b8e4ff"), 30, -0.06, 0.01, 0.008, turns=False),
}
ALIASES = {"explosion": "sparks", "fire": "embers", "wildfire": "embers"}
COVER = 0.9  # how solid a piece is
NEAR_SHARE = 0.12  # of the pieces are near the lens, and larger
FIRES = {"campfire": 1.6, "fire": 1.3, "fireplace": 0.8, "torch": 1.0}
"""What sparks and embers rise from, and how high beside its own height."""
FIERY = ("embers", "sparks")


@dataclass(frozen=True)
class Flight:
    """One swarm over a whole frame, or rising from one place (`u`, `v`, `reach` in frame heights)."""

    swarm: Swarm
    aspect: float
    seed: int
    share: float = 1.0
    source: tuple[float, float, float] | None = None

    def over(self, f: Array, clock: float) -> Array:
        """`f` (display values 0..1) with the swarm in front of it."""
        height, width = f.shape[:2]
        swarm, rng = self.swarm, np.random.default_rng([self.seed, 23])
        count = max(6, int(swarm.pieces * self.share * (1.0 if self.source else self.aspect / 1.78)))
        chance = rng.random((count, 6), np.float32)
        places = self._rising(chance, clock) if self.source else self._everywhere(chance, clock)
        sheet: Bytes = np.zeros((height, width, 4), np.uint8)
        for (u, v, level), c in zip(places, chance, strict=True):
            near = 1.0 + (0.5 if swarm.glows else 0.7) * (c[4] < NEAR_SHARE)
            size = swarm.size * height * (0.5 + 0.7 * c[3]) * near
            self._piece(sheet, u * height, v * height, size, level, c, clock)
        return self._laid(f, sheet)

    def _laid(self, f: Array, sheet: Bytes) -> Array:
        """Only where something is: lights and their glow within their box, the rest pixel by pixel."""
        out = f.copy()
        if not self.swarm.glows:
            at = np.nonzero(sheet[..., 3])
            pieces = array(sheet[at]) * F(COVER / 255)
            out[at] = out[at] * (1 - pieces[:, 3:]) + pieces[:, :3]
            return out
        soft = f.shape[0] * 0.006
        x, y, w, h = cv2.boundingRect(sheet[..., 3])
        pad = int(soft * 3) + 1
        rows, columns = slice(max(0, y - pad), y + h + pad), slice(max(0, x - pad), x + w + pad)
        light = array(sheet[rows, columns, :3]) * F(1 / 255)
        half = blur(resize(light, light.shape[1] // 2, light.shape[0] // 2), soft / 2) * F(1.5)
        out[rows, columns] += light + resize(half, light.shape[1], light.shape[0])
        return out

    def _everywhere(self, chance: Array, clock: float) -> list[tuple[float, float, float]]:
        """All over the frame in gusts: loose clusters with gaps between them, not one line after another."""
        swarm = self.swarm
        speed = 0.6 + 0.8 * chance[:, 2]
        sway = 0.03 * np.sin(clock * (0.8 + chance[:, 3]) + chance[:, 4] * 6.28)
        gust = 0.09 * np.sin(chance[:, 1] * 17 + chance[:, 0] * 5) + 0.05 * np.sin(chance[:, 0] * 23)
        across = ((chance[:, 0] + gust + clock * swarm.drift * speed / self.aspect) % 1.1 - 0.05) * self.aspect + sway
        down = (chance[:, 1] + 0.08 * np.sin(chance[:, 0] * 19) + clock * swarm.fall * speed) % 1.1 - 0.05
        return [(float(u), float(v), 1.0) for u, v in zip(across, down, strict=True)]

    def _rising(self, chance: Array, clock: float) -> list[tuple[float, float, float]]:
        assert self.source is not None
        u, v, reach = self.source
        age = (chance[:, 1] + clock * (0.25 + 0.3 * chance[:, 2])) % 1
        across = u + (chance[:, 0] - 0.5) * reach * (0.3 + 0.7 * age)
        across = across + 0.12 * reach * np.sin(age * 9 + chance[:, 3] * 6.28)
        return [(float(a), float(v - reach * 1.3 * k), float((1 - k) ** 0.7)) for a, k in zip(across, age, strict=True)]

    def _piece(self, sheet: Bytes, x: float, y: float, size: float, level: float, chance: Array, clock: float) -> None:
        colour = self.swarm.colours[int(chance[5] * 0.999 * len(self.swarm.colours))]
        rgb = [int(int(colour[i : i + 2], 16) * level) for i in (1, 3, 5)]
        centre = np.array([x, y])
        if not self.swarm.turns:
            radius = max(8, int(size * 16))
            cv2.circle(sheet, tuple(int(n * 16) for n in centre), radius, (*rgb, int(255 * level)), -1, cv2.LINE_AA, 4)
            return
        turn, flip = (
            chance[2] * 6.28 + clock * (chance[3] - 0.5) * 3,
            abs(np.cos(clock * (1 + 2 * chance[4]) + chance[0] * 6)),
        )
        t = np.linspace(0, 2 * np.pi, 8, endpoint=False)
        shape = np.c_[np.cos(t) * size, np.sin(t) * size * (0.18 + 0.42 * flip)]
        c, s = float(np.cos(turn)), float(np.sin(turn))
        points = np.round((centre + shape @ np.array([[c, s], [-s, c]])) * 16).astype(np.int32)
        shade = 0.75 + 0.25 * flip
        cv2.fillConvexPoly(sheet, points, (*(int(n * shade) for n in rgb), 255), cv2.LINE_AA, 4)


def flights(plan: Plan) -> tuple[Flight, ...]:
    """Every swarm the scene asks for, and the sparks of each fire."""
    scene, found = plan.scene, []
    names = [name for name in SWARMS if scene.has(name)]
    names += [kind for name, kind in ALIASES.items() if scene.has(name) and kind not in names]
    quiet = scene.weather in ("clear", "clouds")
    if scene.season == "autumn" and scene.setting == "forest" and quiet and "leaves falling" not in names:
        found.append(Flight(SWARMS["leaves falling"], plan.aspect, plan.seed % 9973, 0.5))
    if scene.has("blossom") and quiet and "petals" not in names:
        found.append(Flight(SWARMS["petals"], plan.aspect, plan.seed % 9973, 0.6))
    fires = _fires(plan, plenty=any(name in FIERY for name in names))
    names = [name for name in names if name not in FIERY or not fires]
    found += [Flight(SWARMS[name], plan.aspect, plan.seed % 9973 + n) for n, name in enumerate(dict.fromkeys(names))]
    return (*found, *fires)


def _fires(plan: Plan, plenty: bool) -> list[Flight]:
    """Sparks that rise from every fire in the picture; more of them, and higher, where they were named."""
    found, share, lift = [], 0.9 if plenty else 0.6, 1.5 if plenty else 1.0
    for plane in plan.planes:
        spec = plane.spec
        if isinstance(spec, Sprite) and spec.kind in FIRES:
            reach = min(max(spec.size * FIRES[spec.kind] * lift, 0.12), 0.55)
            place = (plan.view.across(spec.u), plan.view.down(spec.v) - spec.size * plan.view.zoom * 0.3, reach)
            found.append(Flight(SWARMS["embers"], plan.aspect, plane.seed % 9973, share, place))
        elif isinstance(spec, Scenery) and spec.kind == "village" and plan.scene.has("fire"):
            place = (plan.view.across(spec.u), plan.view.down(plan.horizon + 0.7 / plane.z), 0.3 * plan.view.zoom)
            found.append(Flight(SWARMS["embers"], plan.aspect, plane.seed % 9973, 1.4, place))
    return found
