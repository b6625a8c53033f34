"""Under the sea: the water itself, corals, kelp, a wreck, bubbles and the play of light on the sand."""

from typing import Any

import numpy as np

from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.outline import ellipse, smooth, strip
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Built, Plane
from generation.engines.animatic.raster import Array, F, array, clip, exp, mix, sample, smoothstep, tile

CORALS = ("#e8604a", "#f08a3a", "#d84a8a", "#a85ad0", "#f0c04a", "#3fa89a", "#e8a0b0", "#6a8ad8")


def paint_water(canvas: Canvas, plane: Plane) -> Patch:
    """Water from the surface down, with shafts of light; dark in the deep."""
    deep_sea = canvas.plan.scene.has("deep") or canvas.plan.palette.night > 0.8
    v = clip(canvas.vv, 0, 1)[..., None]
    deep = mix(linear("#0e6a98"), linear("#042048"), v)
    colour = mix(linear("#8cf0ea"), deep, clip(v * F(1.7), 0, 1))
    if deep_sea:
        colour = mix(linear("#0c3a5a"), linear("#010814"), clip(v * F(1.4), 0, 1))
    angle = array(np.arctan2(canvas.vv + F(0.45), canvas.uu - F(canvas.plan.light.u)))
    noise = sample(tile(51, 256, 4, 8), angle * F(0.9), np.full_like(angle, plane.seed % 13 / 13))
    fine = sample(tile(51, 256, 4, 8), angle * F(2.7), np.full_like(angle, plane.seed % 7 / 7))
    shafts = smoothstep(0.42, 0.85, noise * F(0.75) + fine * F(0.3)) * exp(canvas.vv * F(-1.9))
    colour = colour + linear("#bff6f0") * (shafts * F(0.06 if deep_sea else 0.42))[..., None]
    surface = exp(canvas.vv.clip(0) / F(-0.05)) * sample(
        tile(82, 512, 6, 8, 0.6), canvas.uu * F(0.5), canvas.vv * F(3.0)
    )
    colour = colour + linear("#dffcf4") * (surface * F(0.1 if deep_sea else 0.5))[..., None]
    return Patch(np.dstack([colour, np.ones(canvas.uu.shape, np.float32)]).astype(np.float32, copy=False), 0, 0)


def paint_growth(canvas: Canvas, plane: Plane) -> Patch:
    """What grows on the sea floor at one depth: a reef, a kelp forest, or a wreck with a few corals."""
    spec = plane.spec
    assert isinstance(spec, Built)
    rng, z = canvas.rng(plane.seed), plane.z
    foot = canvas.plan.horizon + 0.9 / z
    patches: list[Patch | None] = []
    if spec.style == "wreck":
        patches += _wreck(canvas, z, foot, spec.side)
    elif spec.style == "kelp":
        patches += _kelp(canvas, z, rng)
    else:
        patches += _corals(canvas, z, foot, rng)
    patches += _bubbles(canvas, z, rng)
    return canvas.over(patches)


def _spots(canvas: Canvas, count: int, rng: np.random.Generator, z: float) -> Array:
    """Places across the frame; the near ones keep to its sides."""
    a = canvas.plan.aspect
    u = rng.uniform(-0.05, a + 0.05, count)
    if z < 3.5:
        u = np.where(u < a / 2, u * 0.45, a - (a - u) * 0.45)
    return array(u)


def _corals(canvas: Canvas, z: float, foot: float, rng: np.random.Generator) -> list[Patch | None]:
    groups: dict[str, list[Any]] = {}
    tones = rng.choice(CORALS, 3, replace=False)  # each colour is lit as one body
    for u in _spots(canvas, int((5 + 1.6 * z) * max(canvas.plan.aspect / 1.78, 0.5)), rng, z):
        size = float(rng.uniform(0.5, 1.15)) * 1.1 / z
        v = foot + float(rng.uniform(-0.1, 0.12)) / z
        shapes = (_fan, _dome, _tubes, _plate, _finger)[int(rng.integers(5))](rng)
        colour = str(rng.choice(tones))
        groups.setdefault(colour, []).extend([np.asarray(s) * (size, -size) + (float(u), v) for s in shapes])
    made = []
    for colour, shapes in groups.items():
        tone = linear(colour)
        made.append(canvas.lit(canvas.mask(shapes), z * 0.42, tone * F(0.4), tone * F(2.0), 0.03 / z, rim=0.9))
    return made


def _fan(rng: np.random.Generator) -> list[Any]:
    """A branching coral."""
    shapes: list[Any] = []

    def grow(x: float, y: float, angle: float, long: float, thick: float, left: int) -> None:
        tip = (x + np.sin(angle) * long, y + np.cos(angle) * long)
        shapes.append(
            strip([(x, y), ((x + tip[0]) / 2 + 0.02, (y + tip[1]) / 2), tip], [thick, thick * 0.85, thick * 0.6])
        )
        if left:
            for turn in (-0.42, 0.38) if rng.random() < 0.8 else (-0.5, 0.0, 0.5):
                grow(*tip, angle + turn + float(rng.normal(0, 0.12)), long * 0.74, thick * 0.66, left - 1)

    grow(0.0, -0.05, float(rng.normal(0, 0.15)), 0.3, 0.05, 4)
    return shapes


def _dome(rng: np.random.Generator) -> list[Any]:
    """A brain coral."""
    return [ellipse(0.1 * i - 0.1, 0.08, 0.24 + 0.06 * float(rng.random()), 0.24) for i in range(2)]


def _tubes(rng: np.random.Generator) -> list[Any]:
    """A cluster of tubes."""
    made = []
    for x in np.linspace(-0.22, 0.22, 6):
        tall, wide = float(rng.uniform(0.25, 0.7)), float(rng.uniform(0.03, 0.055))
        made.append(
            smooth(
                [(x - wide, -0.05), (x + wide, -0.05), (x * 1.3 + wide * 1.3, tall), (x * 1.3 - wide * 1.3, tall)], 4
            )
        )
    return made


def _plate(rng: np.random.Generator) -> list[Any]:
    """A table coral on its stem."""
    y = float(rng.uniform(0.25, 0.45))
    top = smooth([(-0.5, y), (-0.2, y + 0.09), (0.25, y + 0.08), (0.52, y + 0.01), (0.2, y - 0.03), (-0.2, y - 0.03)])
    return [np.array([(-0.07, -0.05), (0.07, -0.05), (0.12, y), (-0.1, y)]), top, ellipse(0.1, y * 0.55, 0.3, 0.035)]


def _finger(rng: np.random.Generator) -> list[Any]:
    """An anemone: many soft arms."""
    made: list[Any] = [ellipse(0, 0.04, 0.16, 0.1)]
    for angle in np.linspace(-1.1, 1.1, 13):
        long = float(rng.uniform(0.22, 0.36))
        bow = float(rng.normal(0, 0.05))
        tip = (np.sin(angle) * long, 0.06 + np.cos(angle) * long)
        made.append(
            strip([(np.sin(angle) * 0.08, 0.06), (tip[0] * 0.6 + bow, tip[1] * 0.7), tip], [0.026, 0.022, 0.014])
        )
    return made


def _kelp(canvas: Canvas, z: float, rng: np.random.Generator) -> list[Patch | None]:
    """Ribbons up to the surface with leaves on both sides."""
    shapes: list[Any] = []
    for u in _spots(canvas, int((3 + z) * max(canvas.plan.aspect / 1.78, 0.5)), rng, z):
        phase, sway, thick = float(rng.uniform(0, 6)), float(rng.uniform(0.03, 0.07)), 0.03 / z
        v = np.linspace(1.25, float(rng.uniform(-0.2, 0.3)), 26)
        x = float(u) + sway * np.sin(v * 5 + phase) + 0.05 * (1 - v)
        shapes.append(strip(np.c_[x, v], thick * 0.5))
        for i in range(1, 25):
            side = 1 if i % 2 else -1
            long = float(rng.uniform(0.14, 0.24)) * 2.2 / (z + 1.5)
            tip = np.array([x[i] + side * long, v[i] - long * 0.5])
            root, bow = np.array([x[i], v[i]]), np.array([0.0, 0.16 * long])
            shapes.append(smooth([root, (root + tip) / 2 - bow, tip, (root + tip) / 2 + bow], 3))
    dark, bright = linear("#14301c"), linear("#8f9a3a")
    return [canvas.lit(canvas.mask(shapes), z * 0.75, dark, bright, 0.012 / z, rim=0.9)]


def _wreck(canvas: Canvas, z: float, foot: float, side: int) -> list[Patch | None]:
    """A sunken ship on its side, ribs bare and masts broken."""
    k = 2.6 / z
    u = canvas.plan.aspect * (0.5 - side * 0.16)
    hull = smooth(
        [
            (-1.0, 0.42),
            (-0.85, 0.02),
            (-0.3, -0.12),
            (0.5, -0.1),
            (0.95, 0.1),
            (1.15, 0.5),
            (0.9, 0.34),
            (0.6, 0.36),
            (0.45, 0.2),
            (0.3, 0.34),
            (-0.2, 0.3),
            (-0.3, 0.16),
            (-0.45, 0.32),
            (-0.8, 0.34),
        ],
        4,
    )
    ribs = [strip([(x, 0.05), (x - 0.04, 0.3), (x + 0.02, 0.52)], 0.014) for x in np.linspace(-0.4, 0.55, 8)]
    masts = [
        strip([(-0.1, 0.2), (-0.2, 1.05)], 0.024),
        strip([(0.5, 0.3), (0.72, 0.8)], 0.022),
        strip([(-0.42, 0.8), (0.06, 0.9)], 0.014),
    ]
    ropes = [strip([(-0.2, 1.02), (-0.7, 0.36)], 0.004), strip([(-0.2, 1.02), (0.55, 0.34)], 0.004)]
    tilt = 0.16 * side
    turn = np.array([[np.cos(tilt), -np.sin(tilt)], [np.sin(tilt), np.cos(tilt)]])

    def placed(shapes: list[Any]) -> list[Any]:
        return [(np.asarray(s) * (side, 1) @ turn.T) * (k, -k) + (u, foot + 0.02 * k) for s in shapes]

    dark, bright = linear("#1a2420"), linear("#6a6a54")
    back = canvas.lit(
        canvas.mask(placed(ribs + masts + ropes)), z * 0.8, dark * F(0.7), bright * F(0.7), 0.006, rim=0.9
    )
    return [back, canvas.lit(canvas.mask(placed([hull])), z * 0.8, dark, bright, 0.03, rim=0.9)]


def _bubbles(canvas: Canvas, z: float, rng: np.random.Generator) -> list[Patch | None]:
    """A thread of bubbles."""
    shapes: list[Any] = []
    for _ in range(2):
        u = float(rng.uniform(0, canvas.plan.aspect))
        for v in rng.uniform(0.05, 0.8, 12):
            r = float(rng.uniform(0.004, 0.011)) * 2.4 / (z + 1)
            shapes.append(ellipse(u + 0.03 * np.sin(v * 13) + float(rng.normal(0, 0.008)), float(v), r, r, 12))
    mask = canvas.mask(shapes)
    if mask is None:
        return []
    alpha = mask.alpha * F(0.4)
    return [Patch(np.dstack([linear("#dffaff") * alpha[..., None], alpha]), mask.x, mask.y)]


def paint_caustics(canvas: Canvas, plane: Plane) -> Patch:
    """The net of light that waves throw on the sand."""
    top = max(0, int((canvas.plan.horizon + 0.02) * canvas.scale) + canvas.my)
    v, u = canvas.vv[top:], canvas.uu[top:]
    if not v.size:
        return Patch(np.zeros((1, 1, 4), np.float32), 0, 0)
    z = 1 / np.maximum(v - F(canvas.plan.horizon), F(0.02))
    x = (u - F(canvas.plan.aspect / 2)) * z
    a = sample(tile(81, 512, 6, 8, 0.55), x * F(0.12), z * F(0.12))
    b = sample(tile(82, 512, 6, 8, 0.6), x * F(0.1) + F(0.4), z * F(0.1) + F(0.2))
    net = (
        clip(1 - np.abs(a - b) * F(9), 0, 1) ** 3
        * exp(z * F(-0.1))
        * clip((v - F(canvas.plan.horizon + 0.04)) * 8, 0, 1)
    )
    alpha = net * F(0.3)
    return Patch(np.dstack([linear("#d8fff0") * alpha[..., None], alpha]).astype(np.float32, copy=False), 0, top)
