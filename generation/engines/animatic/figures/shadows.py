"""What a figure casts: a shadow laid on the ground away from the light, the dark where it stands, and, on wet ground,
its mirror image."""

from typing import Any, NamedTuple

import cv2
import numpy as np

from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.keylight import setup
from generation.engines.animatic.lamps import Lamp
from generation.engines.animatic.plan import Plan, Plane, Sprite
from generation.engines.animatic.raster import Array, F, array, blur, clip, exp, resize, stained

LENGTH = {"noon": 0.75, "golden": 1.9, "dawn": 1.8, "dusk": 1.7, "night": 0.8, "overcast": 0.0, "neon": 0.5}
"""How long a shadow is, in heights of what casts it."""
STRENGTH = {"noon": 0.66, "golden": 0.52, "dawn": 0.46, "dusk": 0.4, "night": 0.36, "overcast": 0.0, "neon": 0.25}
VEILED = ("fog", "rain", "storm", "snow", "dark clouds", "dust")  # no shadow but the one right underneath
NO_GROUND = ("space", "underwater")
WET = ("rain", "storm")
SOFTNESS = 0.014  # of the figure's height
DARKEST = 0.86  # of full shadow is as much as a hard light casts
FAINTEST = 0.004  # of full shadow is seen
LOWEST = 1.25  # frame heights below which a foot is out of sight
STEEPEST = 0.45  # of its depth is how far toward the camera a shadow may reach


class Cast(NamedTuple):
    """Where a shadow falls: `across` and `away` from the camera for each height of the figure, and how dark it is."""

    across: float
    away: float
    strength: float


class Outline(NamedTuple):
    """A figure's coverage in pixels, `left` and `top` of its unit outline, pixels a height and the border around."""

    alpha: Array
    x0: float
    y1: float
    scale: float
    pad: int


def shadows(canvas: Canvas, plane: Plane, spec: Sprite, outline: Outline) -> list[Patch | None]:
    """The shadow on the ground and the dark underneath; nothing for what flies, floats or has no ground."""
    plan = canvas.plan
    if spec.flying or spec.afloat or plan.scene.setting in NO_GROUND or spec.v > LOWEST:
        return []
    laid = [_laid(canvas, plane, spec, outline, cast) for cast in casts(plan, plane, spec, canvas.lamps)]
    wet = plan.scene.has("wet", "puddles") or (plan.scene.weather in WET and not plan.scene.snowy)
    mirror = _mirrored(canvas, spec, outline) if wet else None
    return [mirror, *laid, _contact(canvas, spec, outline)]


def casts(plan: Plan, plane: Plane, spec: Sprite, lamps: tuple[Lamp, ...]) -> list[Cast]:
    """The shadows of sun or moon and of the strongest lamp near by."""
    scene, found = plan.scene, []
    said = setup(scene)
    length, strength = LENGTH[scene.time] * said.length, min(STRENGTH[scene.time] * said.shadow, DARKEST)
    if scene.weather not in VEILED and scene.setting != "room" and length:
        across = -plan.light.direction[0]
        away = -0.62 if plan.light.glow > 0.5 else -0.95
        norm = float(np.hypot(across, away))
        found.append(Cast(across / norm * length, away / norm * length, strength))
    lamp = max((x for x in lamps if x.plane is not plane), key=lambda x: _falling(plan, plane, spec, x), default=None)
    if lamp is not None and _falling(plan, plane, spec, lamp) > 0.2:
        x, z = (spec.u - plan.aspect / 2) * plane.z - lamp.x, plane.z - lamp.z
        norm = max(float(np.hypot(x, z)), 0.2)
        found.append(Cast(x / norm * 1.5, z / norm * 1.5 - 0.3, min(0.5, _falling(plan, plane, spec, lamp) * 0.5)))
    return found


def _falling(plan: Plan, plane: Plane, spec: Sprite, lamp: Lamp) -> float:
    """How much of a lamp's light reaches a figure."""
    x, z = (spec.u - plan.aspect / 2) * plane.z - lamp.x, plane.z - lamp.z
    return float(lamp.colour.max()) / (1 + (x * x + z * z) / lamp.reach**2)


def _laid(canvas: Canvas, plane: Plane, spec: Sprite, outline: Outline, cast: Cast) -> Patch | None:
    """The outline in the ground's perspective, worked out at half size and softer toward its far end."""
    alpha = outline.alpha
    h, w = alpha.shape
    small = resize(alpha, max(2, w // 2), max(2, h // 2))
    small = small * array(np.linspace(0.45, 1.0, len(small)))[:, None]
    matrix = _matrix(canvas, plane, spec, outline, cast)
    corners = matrix @ np.array([[0, w, 0, w], [0, 0, h, h], [1, 1, 1, 1]], float)
    points = corners[:2] / corners[2]
    margin = 8
    x0, y0 = (max(0, int(p.min()) - margin) for p in points)
    x1, y1 = min(canvas.width, int(points[0].max()) + margin), min(canvas.height, int(points[1].max()) + margin)
    if x1 - x0 < 4 or y1 - y0 < 4:
        return None
    back = np.diag([0.5, 0.5, 1.0]) @ np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1.0]]) @ matrix
    back = back @ np.diag([w / small.shape[1], h / small.shape[0], 1.0])
    size = ((x1 - x0 + 1) // 2, (y1 - y0 + 1) // 2)
    flat = array(cv2.warpPerspective(small, back, size, flags=cv2.INTER_LINEAR))
    flat = blur(flat, max(0.8, SOFTNESS * setup(canvas.plan.scene).blur * outline.scale / 2))
    x, y, wide, tall = cv2.boundingRect((flat > FAINTEST).view(np.uint8))
    if not wide:
        return None
    shade = resize(flat[y : y + tall, x : x + wide], 2 * wide, 2 * tall) * F(cast.strength)
    shade = shade[: y1 - y0 - 2 * y, : x1 - x0 - 2 * x]
    return Patch(stained(canvas.plan.palette.shadow * F(0.22), shade), x0 + 2 * x, y0 + 2 * y)


def _matrix(canvas: Canvas, plane: Plane, spec: Sprite, outline: Outline, cast: Cast) -> Any:
    """Canvas pixels <- sheet pixels, where each height of the figure lies flat along the shadow's direction."""
    plan, z, k = canvas.plan, plane.z, 1 / outline.scale
    unit = np.array([[k, 0, outline.x0 - outline.pad * k], [0, -k, outline.y1 + outline.pad * k], [0, 0, 1.0]])
    size = spec.size * z
    away = max(cast.away * size, -STEEPEST * z)
    ground = np.array([
        [size, cast.across * size, (spec.u - plan.aspect / 2) * z],
        [0, 0, max(spec.v - plan.horizon, 0.01) * z],
        [0, away, z],
    ])  # fmt: skip
    frame = np.array([[1, 0, plan.aspect / 2], [0, 1, plan.horizon], [0, 0, 1.0]])
    pixels = np.array([[canvas.scale, 0, canvas.mx], [0, canvas.scale, canvas.my], [0, 0, 1.0]])
    return pixels @ frame @ ground @ unit


def _contact(canvas: Canvas, spec: Sprite, outline: Outline) -> Patch | None:
    """A soft dark pool where the figure meets the ground: only what stands low in the outline makes it."""
    plan = canvas.plan
    low = outline.alpha[-max(4, int(outline.scale * 0.1)) :].max(0)
    columns = np.flatnonzero(low > 0.3)
    if not len(columns):
        return None
    left, right = (outline.x0 + (c - outline.pad) / outline.scale for c in (columns[0], columns[-1]))
    half = max((right - left) / 2 * spec.size, 0.006)
    across, down = half * 1.25 + 0.008, max(0.008, half * 0.13)
    middle = spec.u + (left + right) / 2 * spec.size
    x0, x1 = (int(np.clip((middle + s * across * 1.9) * canvas.scale + canvas.mx, 0, canvas.width)) for s in (-1, 1))
    y0, y1 = (int(np.clip((spec.v + s * down * 1.9) * canvas.scale + canvas.my, 0, canvas.height)) for s in (-1, 1))
    if x1 - x0 < 2 or y1 - y0 < 2:
        return None
    u, v = canvas.uu[y0:y1, x0:x1], canvas.vv[y0:y1, x0:x1]
    d = ((u - F(middle)) / F(across)) ** 2 + ((v - F(spec.v)) / F(down)) ** 2
    alpha = clip(exp(d * F(-1.3)) * F(0.62) - F(0.02), 0, 1)
    return Patch(stained(plan.palette.shadow * F(0.25), alpha), x0, y0)


def _mirrored(canvas: Canvas, spec: Sprite, outline: Outline) -> Patch | None:
    """A dim, smeared mirror image below the foot."""
    alpha = outline.alpha[::-1]
    h, w = alpha.shape
    x0 = round(spec.u * canvas.scale + canvas.mx + outline.x0 * outline.scale - outline.pad)
    y0 = round(spec.v * canvas.scale + canvas.my)
    a, b = max(0, x0), max(0, y0)
    c, d = min(canvas.width, x0 + w), min(canvas.height, y0 + h)
    if c - a < 2 or d - b < 2:
        return None
    smear = array(cv2.blur(alpha, (3, max(3, int(outline.scale * 0.06)) | 1)))[b - y0 : d - y0, a - x0 : c - x0]
    fade = array(np.linspace(0.3, 0.0, h))[b - y0 : d - y0, None]
    shade = smear * fade
    return Patch(stained(canvas.plan.palette.shadow * F(0.5), shade), a, b)
