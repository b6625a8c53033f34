"""An eruption: ash, a fountain of lava and rivers of it, over the volcano of the far land."""

from collections.abc import Sequence

import cv2
import numpy as np

from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Plane, Scenery
from generation.engines.animatic.raster import (
    Bytes,
    F,
    array,
    blur,
    clip,
    exp,
    mix,
    resize,
    sample,
    smoothstep,
    tile,
)  # fmt: skip

RIM = 0.8  # height of the crater, as a share of the mountain's
HOT, GLOWING, DEEP = "#fff0a8", "#ff8a28", "#d8300c"


def eruption(canvas: Canvas, plane: Plane, spec: Scenery, rng: np.random.Generator) -> Sequence[Patch | None]:
    """Smoke alone, or with fire when the mountain erupts (`spec.size` is the mountain's height in the frame)."""
    top = canvas.plan.horizon - spec.size * RIM
    angry = canvas.plan.scene.has("eruption", "lava", "explosion", "fire")
    return [_plume(canvas, spec.u, top, angry, rng), _fire(canvas, spec, top, rng) if angry else None]


def _plume(canvas: Canvas, u: float, top: float, angry: bool, rng: np.random.Generator) -> Patch:
    """A billowing column that widens and leans with the wind, lit from below by the fire."""
    plan = canvas.plan
    rows = min(canvas.height, max(2, int((top + 0.03) * canvas.scale) + canvas.my))
    uu, vv = canvas.uu[:rows:2, ::2], canvas.vv[:rows:2, ::2]
    rise = clip(F(top) - vv, 0, 2)
    wind, shift = float(rng.choice([-1, 1])) * 0.3, float(rng.random())
    wide = (F(0.045) + F(0.6) * rise**0.85) * F(1.0 if angry else 0.55)
    off = (uu - F(u) - F(wind) * rise**1.4) / wide
    puffs = 1 - sample(tile(24, 512, 6, 4, 0.55, True), off * wide * F(1.1) + F(shift), vv * F(1.1))
    fine = sample(tile(42, 512, 8, 4, 0.46), uu * F(1.6) + F(shift), vv * F(1.6))
    density = 1 - off**2 + (puffs - F(0.4)) * F(1.3) + (fine - F(0.5)) * F(0.6)
    alpha = smoothstep(0.1, 0.75, density) * smoothstep(-0.01, 0.03, F(top) - vv + F(0.02))
    alpha = alpha * F(0.94 if angry else 0.6) * clip(1.25 - rise * F(0.7), 0, 1)
    side = F(plan.light.direction[0])
    lit = clip(F(0.4) + off * side * F(0.35) + (puffs - F(0.45)) * F(0.9), 0, 1)
    ash = mix(linear("#1d1a1e"), linear("#8d8584"), lit[..., None])
    colour = ash * (plan.light.ambient * F(0.8) + plan.light.colour * F(plan.light.power * 0.5))
    if angry:
        fire = exp(rise / F(-0.13)) * (F(0.35) + puffs)
        colour = colour + linear("#ff5a1c") * (fire * F(0.5 + 0.5 * plan.palette.night))[..., None]
    image = np.dstack([colour * alpha[..., None], alpha])
    return Patch(resize(array(image), canvas.width, rows), 0, 0)


def _fire(canvas: Canvas, spec: Scenery, top: float, rng: np.random.Generator) -> Patch:
    """Sparks thrown up from the crater and rivers of lava down its slopes, with their glow."""
    mask: Bytes = np.zeros((canvas.height, canvas.width), np.uint8)
    thin = max(1, round(canvas.scale / 576))
    for _ in range(110):
        _spark(canvas, mask, spec.u, top, thin, rng)
    for _ in range(5):
        _stream(canvas, mask, spec, top, rng)
    line = array(mask) * F(1 / 255)
    half = resize(line, canvas.width // 4, canvas.height // 4)
    size = canvas.scale / 576
    near = resize(blur(half, 1.2 * size) * 1.6 + blur(half, 5 * size) * 2.4, canvas.width, canvas.height)
    around = np.hypot(canvas.uu - F(spec.u), (canvas.vv - F(top)) * F(1.3))
    halo = exp(around / F(-0.12)) * F(0.5) + exp(around / F(-0.4)) * F(0.16)
    hot = mix(linear(GLOWING), linear(HOT), clip(line, 0, 1)[..., None]) * (line * F(1.6))[..., None]
    image = (
        hot
        + linear(GLOWING) * near[..., None]
        + linear(DEEP) * (halo * F(0.6 + 0.4 * canvas.plan.palette.night))[..., None]
    )
    alpha = clip(line + near * F(0.4) + halo * F(0.3), 0, 0.95)
    return Patch(np.dstack([image, alpha]), 0, 0)


def _spark(canvas: Canvas, mask: Bytes, u: float, top: float, thin: int, rng: np.random.Generator) -> None:
    """One glowing stone on its way through the air."""
    speed, turn = float(rng.uniform(0.25, 1.0)), float(rng.normal(0, 0.42))
    t0 = float(rng.uniform(0.05, 0.9))
    t = np.linspace(t0, t0 + 0.09, 4)
    x = u + 0.3 * speed * np.sin(turn) * t
    y = top - 0.02 - 0.34 * speed * t + 0.27 * t**2
    points = np.round(canvas.pixels(np.c_[x, y]) * 16).astype(np.int32)
    cv2.polylines(mask, [points], False, int(255 * (1 - 0.7 * t0)), thin, cv2.LINE_AA, 4)


def _stream(canvas: Canvas, mask: Bytes, spec: Scenery, top: float, rng: np.random.Generator) -> None:
    """A river of lava that winds down the slope and thins out."""
    lean, k = float(rng.uniform(-0.55, 0.55)), np.linspace(0, 1, 26)
    reach = spec.size * RIM * float(rng.uniform(0.45, 0.85))
    x = spec.u + float(rng.normal(0, 0.012)) + lean * reach * k + np.cumsum(rng.normal(0, 0.0035, 26))
    y = top + 0.012 + reach * k**1.15
    points = np.round(canvas.pixels(np.c_[x, y]) * 16).astype(np.int32)
    for a in range(25):
        thick = max(1, round((1 - a / 26) * 0.006 * canvas.scale))
        cv2.polylines(mask, [points[a : a + 2]], False, int(250 - 150 * k[a]), thick, cv2.LINE_AA, 4)
