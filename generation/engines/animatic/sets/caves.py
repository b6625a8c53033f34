"""Caves: rock arches one behind the other, with dripstone, crystals, ice or glowing rock."""

from typing import Any

import numpy as np

from generation.engines.animatic.canvas import Canvas, Mask, Patch
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Cave, Plane
from generation.engines.animatic.raster import Array, F, array, blur, clip, exp, grain, mix, resize, sample, tile

ROCKS: dict[str, tuple[str, str, str]] = {
    "": ("#221f26", "#7c6e64", "#ffd9a0"),
    "ice": ("#1d4a66", "#b8dce8", "#9fe8ff"),
    "lava": ("#1c1414", "#5a443c", "#ff6a22"),
    "crystal": ("#1e1a2e", "#5f5878", "#b07aff"),
}
"""Dark and bright rock, and what glows, for each kind of cave."""
GEMS = ("#b07aff", "#5ad8f0", "#ff7ac0", "#7affb0", "#ffc25a")


def paint_cave(canvas: Canvas, plane: Plane) -> Patch:
    """One arch of the cave, its rim lit by what lies beyond, with what hangs and grows on it."""
    spec = plane.spec
    assert isinstance(spec, Cave)
    rng = canvas.rng(plane.seed)
    rock = _arch(canvas, plane, spec)
    dark, bright, glow = (linear(c) for c in ROCKS[spec.style])
    near = float(np.clip(1.2 - plane.z / 10, 0.3, 1.0))
    teeth = canvas.mask(_dripstone(canvas, rock, spec, rng))
    hanging = canvas.lit(teeth, plane.z * 0.5, dark * F(near), bright * F(near), 0.012, rim=0.5)
    patches: list[Patch | None] = [rock, hanging]
    if spec.style in ("crystal", "ice"):
        gem = "#9fe8ff" if spec.style == "ice" else str(rng.choice(GEMS))
        patches += _crystals(canvas, plane, spec, linear(gem), rng)
    if spec.style == "lava":
        patches.append(_veins(canvas, plane, rock, glow))
    return canvas.over(patches)


def _shape(canvas: Canvas, plane: Plane, spec: Cave) -> tuple[Array, Array]:
    """How far (frame heights) each pixel lies inside the rock, and the angle from the opening."""
    plan = canvas.plan
    wide = 1.35 * min(1.0, plan.aspect / 1.5)
    x, y = canvas.uu - F(plan.aspect / 2), canvas.vv - F(plan.horizon - 0.02)
    lean = 0.16 * np.sin(plane.seed % 100 + plane.z)
    distance = np.hypot((x - F(lean)) / F(wide), y)
    angle = array(np.arctan2(canvas.vv - F(plan.horizon), x))
    place = np.full_like(angle, plane.z * 0.13 + plane.seed % 97 / 97)
    rough = sample(tile(41, 512, 8, 4, 0.5, True), angle / F(2 * np.pi), place)
    return array(distance - F(spec.radius) * (F(0.76) + F(0.44) * rough)), angle


def _arch(canvas: Canvas, plane: Plane, spec: Cave) -> Patch:
    light, pal = canvas.plan.light, canvas.plan.palette
    beyond, _ = _shape(canvas, plane, spec)
    dark, bright, glow = (linear(c) for c in ROCKS[spec.style])
    layers = grain(canvas.uu * F(0.7), canvas.vv * F(0.7) + F(plane.z))
    strata = sample(tile(61, 512, 8, 4, 0.6), canvas.uu * F(0.2), canvas.vv * F(1.1) + layers * F(0.08))
    alpha = clip(beyond * canvas.scale, 0, 1)
    near = (plane.z / 9) ** 0.3
    shine = F(0.14) + F(1.2 * near) * exp(clip(beyond, 0, 9) / F(-0.09))
    colour = mix(dark, bright, clip(layers * F(0.7) + strata * F(0.4) - F(0.05), 0, 1)[..., None])
    relief = sample(tile(41, 512, 8, 4, 0.5, True), canvas.uu * F(0.45) + F(plane.z * 0.37), canvas.vv * F(0.45))
    colour = colour * (F(0.42) + F(1.0) * relief)[..., None]
    day = pal.sky[2] * F(0.9) + light.colour * F(0.3)
    day = mix(day, glow, F(0.75)) if spec.style == "lava" else day
    colour = colour * (light.ambient * F(0.32) + day * shine[..., None])
    if spec.style == "ice":
        colour = colour + linear("#4ab8e0") * (exp(clip(beyond, 0, 9) / F(-0.2)) * F(0.16))[..., None]
    colour = mix(colour, canvas.air, F(0.25 * plane.z / 9))
    return Patch(np.dstack([colour * alpha[..., None], alpha]).astype(np.float32, copy=False), 0, 0)


def _dripstone(canvas: Canvas, rock: Patch, spec: Cave, rng: np.random.Generator) -> list[Any]:
    """Stalactites from the roof of the arch and stalagmites from its floor."""
    plan, shapes, cover = canvas.plan, [], rock.image[..., 3] > 0.5
    for _ in range(int(26 * max(plan.aspect / 1.78, 0.6))):
        u = float(rng.uniform(0.02, 0.98)) * plan.aspect
        column = cover[:, int(np.clip(u * canvas.scale + canvas.mx, 0, canvas.width - 1))]
        length = spec.radius * (0.05 + 0.32 * float(rng.random()) ** 2)
        thick = length * float(rng.uniform(0.07, 0.13)) + 0.003
        free = np.flatnonzero(~column)
        if not len(free):
            continue
        roof, floor = float(canvas.v[free[0]]), float(canvas.v[free[-1]])
        if free[0] > 0:
            shapes.append(_tooth(u, roof - thick * 1.2, roof + length, thick, rng))
        if free[-1] < len(column) - 1 and rng.random() < 0.4:
            shapes.append(_tooth(u, floor + thick * 1.2, floor - length * 0.7, thick * 1.3, rng))
    return shapes


def _tooth(u: float, root: float, tip: float, thick: float, rng: np.random.Generator) -> Any:
    t = np.linspace(0, 1, 9)
    half = thick * (1 - t) ** 1.3 * (1 + 0.25 * rng.normal(size=9) * (t < 0.9)) + 0.0008
    v = root + (tip - root) * t
    return np.r_[np.c_[u - half, v], np.c_[u + half[::-1], v[::-1]]]


def _crystals(canvas: Canvas, plane: Plane, spec: Cave, colour: Array, rng: np.random.Generator) -> list[Patch | None]:
    """Clusters of prisms with a lit and a shaded face, and the light around them."""
    plan, lit, shaded = canvas.plan, [], []
    reach = 1.35 * min(1.0, plan.aspect / 1.5) * spec.radius
    for _ in range(5):
        side = float(rng.choice([-1, 1]))
        u = plan.aspect / 2 + side * reach * float(rng.uniform(0.55, 1.0))
        foot = plan.horizon + spec.radius * float(rng.uniform(0.3, 0.62))
        for _ in range(int(rng.integers(4, 8))):
            angle = float(rng.normal(0, 0.45)) - side * 0.25
            long, thick = spec.radius * float(rng.uniform(0.08, 0.3)), spec.radius * float(rng.uniform(0.012, 0.03))
            ahead = np.array([np.sin(angle), -np.cos(angle)])
            across = np.array([np.cos(angle), np.sin(angle)]) * thick
            base, neck = np.array([u + float(rng.normal(0, 0.02)), foot]), 0.8 * long
            tip = base + ahead * long
            lit.append(np.array([base - across, base, base + ahead * neck * 1.03, tip, base - across + ahead * neck]))
            shaded.append(
                np.array([base, base + across, base + across + ahead * neck, tip, base + ahead * neck * 1.03])
            )
    dim = float(np.clip(1.25 - plane.z / 11, 0.35, 1))
    faces = [
        _shining(canvas, canvas.mask(part), colour * F(level * dim)) for part, level in ((shaded, 0.3), (lit, 0.85))
    ]
    return [_halo(canvas, faces[1], 0.5), *faces]


def _shining(canvas: Canvas, mask: Mask | None, colour: Array) -> Patch | None:
    if mask is None:
        return None
    h, w = mask.alpha.shape
    rows, columns = slice(mask.y, mask.y + h), slice(mask.x, mask.x + w)
    inner = F(0.6) + F(0.8) * grain(canvas.uu[rows, columns] * F(0.6), canvas.vv[rows, columns] * F(1.4))
    return Patch(np.dstack([colour * (inner * mask.alpha)[..., None], mask.alpha]), mask.x, mask.y)


def _halo(canvas: Canvas, patch: Patch | None, power: float) -> Patch | None:
    """The glow around something that shines, from a quarter of the size."""
    if patch is None:
        return None
    full = canvas.empty()[..., :3]
    h, w = patch.image.shape[:2]
    full[patch.y : patch.y + h, patch.x : patch.x + w] = patch.image[..., :3]
    small = resize(full, canvas.width // 4, canvas.height // 4)
    soft = resize(blur(small, canvas.scale * 0.012) + blur(small, canvas.scale * 0.03), canvas.width, canvas.height)
    peak = soft.max(2)
    alpha = clip(peak * F(power), 0, 0.7)
    return Patch(np.dstack([soft * (alpha / np.maximum(peak, F(1e-4)))[..., None], alpha * F(0.5)]), 0, 0)


def _veins(canvas: Canvas, plane: Plane, rock: Patch, glow: Array) -> Patch:
    """Cracks of glowing rock."""
    noise = sample(tile(41, 512, 8, 4, 0.5, True), canvas.uu * F(0.35) + F(plane.z), canvas.vv * F(0.35))
    low = clip((canvas.vv - F(canvas.plan.horizon - 0.2)) * F(1.6), 0, 1)
    level = clip((noise - F(0.78)) * F(6), 0, 1) * low * rock.image[..., 3]
    return Patch(np.dstack([glow * (level * F(1.3))[..., None], level * F(0.8)]), 0, 0)
