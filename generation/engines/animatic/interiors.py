"""Places without a horizon: room and table, cave, the sea from below, space."""

import numpy as np

from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.palette import linear, named
from generation.engines.animatic.plan import Asteroids, Built, Cave, Plane, Space
from generation.engines.animatic.raster import (
    Array,
    F,
    array,
    blur,
    clip,
    exp,
    grain,
    mix,
    sample,
    smoothstep,
    tile,
    where,
)  # fmt: skip

TABLE_TOP = 0.72
STARS = 520


def paint_room(canvas: Canvas, plane: Plane) -> Patch:
    """A plain wall with a pool of light and the slanted shadow of a window."""
    spec = plane.spec
    assert isinstance(spec, Built)
    plan, pal, u, v = canvas.plan, canvas.plan.palette, canvas.uu, canvas.vv
    wall = (
        mix(pal.sky[1], linear("#d2bfa6"), F(0.55))
        if pal.night < 0.5
        else mix(pal.sky[1], pal.shadow, F(0.3)) + F(0.03)
    )
    if plan.scene.colours:
        wall = mix(wall, named(plan.scene.colours[0]), F(0.65))
    texture = grain(u * F(0.8), v * F(0.8))
    pool = exp(-(((u - F(plan.focus_u)) / F(0.62)) ** 2 + ((v - F(0.42)) / F(0.5)) ** 2))
    colour = wall * (F(0.2) + F(0.75) * pool * (F(0.94) + F(0.12) * texture))[..., None]
    panes = _panes(canvas, spec.side) * F(0.5 if pal.night < 0.5 else 0.18) * (F(0.8) + F(0.2) * texture)
    colour = colour + plan.light.colour * wall * (panes * 2)[..., None]
    return Patch(np.dstack([colour, np.ones(u.shape, np.float32)]), 0, 0)


def _panes(canvas: Canvas, side: int) -> Array:
    """Three by three panes of light thrown on the wall."""
    left = F(canvas.plan.aspect * (0.5 - side * 0.36))
    x = (canvas.uu - left) + (canvas.vv - F(0.4)) * F(-0.35 * side)
    total = np.zeros_like(x)
    for i in range(3):
        for j in range(3):
            cx, cy = F(-0.17 + 0.17 * i), F(0.16 + 0.2 * j)
            d = np.maximum(np.abs(x - cx) - F(0.07), np.abs(canvas.vv - cy - x * F(0.12)) - F(0.085))
            total += smoothstep(0.022, -0.006, d)
    return total


def paint_table(canvas: Canvas, plane: Plane) -> Patch:
    """Wooden boards in perspective, lit around the figure."""
    plan, light = canvas.plan, canvas.plan.light
    top = max(0, int(TABLE_TOP * canvas.scale) + canvas.my - 2)
    u, v = canvas.uu[top:], canvas.vv[top:]
    z = 1 / np.maximum(v - F(TABLE_TOP - 0.14), F(1e-3))
    x = (u - F(plan.aspect / 2)) * z
    wood = sample(tile(61, 512, 8, 4, 0.6), x * F(0.035), z * F(0.22))
    colour = mix(linear("#432618"), linear("#b07845"), clip(wood * 1.2 - 0.1, 0, 1)[..., None])
    pool = exp(-(((u - F(plan.focus_u)) / F(0.7)) ** 2 + ((v - F(0.8)) / F(0.3)) ** 2))
    shine = light.ambient * F(0.5) + light.colour * F(max(light.power, 0.5) * 0.8)
    colour = colour * (F(0.16) + F(0.85) * pool)[..., None] * shine
    joint = np.abs((z * F(0.9) + 100) % 1 - F(0.5)) > 0.485
    colour = where(joint[..., None], colour * F(0.75), colour)
    edge = exp(clip(v - F(TABLE_TOP), 0, 1) / F(-0.004)) * F(0.2) * (v > TABLE_TOP)
    colour = colour + light.colour * edge[..., None]
    alpha = clip((v - F(TABLE_TOP)) * canvas.scale + 0.5, 0, 1)
    return Patch(np.dstack([colour * alpha[..., None], alpha]).astype(np.float32, copy=False), 0, top)


def paint_cave(canvas: Canvas, plane: Plane) -> Patch:
    """A rough arch, its rim lit by the day (or the lantern) beyond."""
    spec = plane.spec
    assert isinstance(spec, Cave)
    plan, light, pal = canvas.plan, canvas.plan.light, canvas.plan.palette
    wide = 1.35 * min(1.0, plan.aspect / 1.5)
    x = canvas.uu - F(plan.aspect / 2)
    y = canvas.vv - F(plan.horizon - 0.02)
    distance = np.hypot((x - F(0.12 * np.sin(plane.z))) / F(wide), y)
    angle = np.arctan2(canvas.vv - F(plan.horizon), x)
    rough = sample(tile(41, 512, 8, 4, 0.5, True), angle / F(2 * np.pi), np.full_like(angle, plane.z * 0.13))
    rock = grain(canvas.uu * F(0.7), canvas.vv * F(0.7) + F(plane.z))
    beyond = distance - F(spec.radius) * (F(0.78) + F(0.4) * rough)
    alpha = clip(beyond * canvas.scale, 0, 1)
    near = (plane.z / 9) ** 0.3
    shine = F(0.14) + F(1.2 * near) * exp(clip(beyond, 0, 9) / F(-0.09))
    colour = mix(linear("#221f26"), linear("#7c6e64"), rock[..., None])
    colour = colour * (light.ambient * F(0.32) + (pal.sky[2] * F(0.9) + light.colour * F(0.3)) * shine[..., None])
    colour = mix(colour, canvas.air, F(0.25 * plane.z / 9))
    return Patch(np.dstack([colour * alpha[..., None], alpha]), 0, 0)


def paint_underwater(canvas: Canvas, plane: Plane) -> Patch:
    """Water from the surface down, with shafts of light."""
    v = clip(canvas.vv, 0, 1)[..., None]
    deep = mix(linear("#0e6a98"), linear("#042048"), v)
    colour = mix(linear("#8cf0ea"), deep, clip(v * F(1.7), 0, 1))
    angle = np.arctan2(canvas.vv + F(0.45), canvas.uu - F(canvas.plan.light.u))
    noise = sample(tile(51, 256, 4, 8), angle * F(0.9), np.full_like(angle, plane.seed % 13 / 13))
    shafts = smoothstep(0.45, 0.85, noise) * exp(canvas.vv * F(-2.0)) * F(0.34)
    colour = colour + linear("#bff6f0") * shafts[..., None]
    return Patch(np.dstack([colour, np.ones(canvas.uu.shape, np.float32)]).astype(np.float32, copy=False), 0, 0)


def paint_asteroids(canvas: Canvas, plane: Plane) -> Patch:
    """Rocks adrift; the nearest ones keep to the frame's edges."""
    spec = plane.spec
    assert isinstance(spec, Asteroids)
    rng = canvas.rng(plane.seed)
    shapes = []
    t = np.linspace(0, 2 * np.pi, 22)[:-1]
    for _ in range(spec.count):
        u, v = rng.uniform(float(canvas.u[0]), float(canvas.u[-1])), rng.normal(0.62, 0.2)
        size = spec.size * rng.uniform(0.25, 1) ** 1.6
        r = size * (1 + 0.18 * np.sin(2 * t + rng.random() * 6) + 0.1 * rng.normal(size=21))
        v = abs(v - 0.5) + 0.88 if plane.z < 3 else v
        shapes.append(np.c_[u + r * np.cos(t), v + r * 0.75 * np.sin(t)])
    dark, bright = linear("#1f1d22"), linear("#94867c")
    patch = canvas.lit(canvas.mask(shapes), plane.z * 0.15, dark, bright, 0.012 + spec.size * 0.25, rim=0.25)
    return canvas.over([patch])


def paint_space(canvas: Canvas, plane: Plane) -> Patch:
    """Nebula, stars and, when asked, a planet."""
    spec = plane.spec
    assert isinstance(spec, Space)
    rng, u, v = canvas.rng(plane.seed), canvas.uu, canvas.vv
    dx, dy = (F(x) for x in rng.random(2))
    cloud = sample(tile(71, 512, 7, 4, 0.55), u * F(0.25) + dx, v * F(0.25) + dy)
    veil = sample(tile(72, 512, 6, 4), u * F(0.3) + cloud * F(0.3) + dy, v * F(0.3) + cloud * F(0.2) + dx)
    a, b = smoothstep(0.35, 0.85, cloud) * smoothstep(0.25, 0.8, veil), smoothstep(0.5, 0.9, veil)
    hues = [_tinted(canvas, linear(h)) for h in spec.hues]
    colour = linear("#03040c") + a[..., None] * hues[0] * F(0.9) + (a ** F(2.4))[..., None] * hues[1] * F(1.1)
    colour = colour + (b * cloud**2)[..., None] * hues[2] * F(0.5) + _starfield(canvas, rng)
    if spec.planet:
        colour = _planet(canvas, spec, array(colour), hues, rng)
    return Patch(np.dstack([colour, np.ones(u.shape, np.float32)]).astype(np.float32, copy=False), 0, 0)


def _tinted(canvas: Canvas, hue: Array) -> Array:
    """Nebula colours follow a colour the prompt names."""
    colours = canvas.plan.scene.colours
    return mix(hue, named(colours[0]), F(0.6)) if colours else hue


def _starfield(canvas: Canvas, rng: np.random.Generator) -> Array:
    points = np.zeros((canvas.height, canvas.width), np.float32)
    count = int(STARS * canvas.width / canvas.scale)
    u, v = rng.random(count), rng.random(count)
    points[(v * canvas.height).astype(int), (u * canvas.width).astype(int)] = rng.random(count) ** 6 * 1.6 + 0.06
    size = max(1.0, canvas.scale / 576)
    return array(
        (points * F(0.9) + blur(points, 1.1 * size) * F(2.3 * size * size))[..., None] * array([0.95, 0.97, 1.1])
    )


def _planet(canvas: Canvas, spec: Space, colour: Array, hues: list[Array], rng: np.random.Generator) -> Array:
    """A lit ball with bands and a shell of air."""
    fit = min(1.0, canvas.plan.aspect / 1.2)
    radius = (0.32 if spec.rings else rng.uniform(0.34, 0.6)) * fit
    pu, pv = canvas.plan.aspect * (0.5 - spec.side * 0.2), 0.42 if radius < 0.45 else 0.75
    x, y = (canvas.uu - F(pu)) / F(radius), (canvas.vv - F(pv)) / F(radius)
    r = np.hypot(x, y)
    z = np.sqrt(clip(1 - r**2, 0, 1))
    light = array([spec.side * 0.75, -0.5, 0.42])
    light /= np.linalg.norm(light)
    facing = x * light[0] + y * light[1] + z * light[2]
    warp = sample(tile(72, 512, 6, 4), x * F(0.1), y * F(0.5)) * F(0.12)
    bands = sample(tile(71, 512, 7, 4, 0.55), x * F(0.12) + warp, y * F(0.6))
    skin = (
        mix(hues[2], linear("#f0d9b8"), smoothstep(0.3, 0.7, bands)[..., None]) * (F(0.5) + F(0.7) * bands)[..., None]
    )
    lit = clip(facing * 1.15 + 0.06, 0, 1) ** F(0.8)
    rim = (1 - z) ** 3 * clip(facing + 0.3, 0, 1) * F(1.3)
    ball = skin * lit[..., None] + hues[2] * rim[..., None]
    colour = mix(colour, ball, clip((1 - r) * F(radius * canvas.scale) + 0.5, 0, 1)[..., None])
    shell = exp(clip(r - 1, 0, 9) / F(-0.05)) * (r > 1) * clip(x * light[0] + y * light[1] + F(0.25), 0, 1)
    colour = array(colour + hues[2] * (shell * F(0.55))[..., None])
    return _rings(colour, x, y, r) if spec.rings else colour


def _rings(colour: Array, x: Array, y: Array, r: Array) -> Array:
    tilted = y + x * F(0.25)
    e = np.hypot(x, tilted / F(0.22))
    grooves = F(0.35) + F(0.65) * sample(tile(72, 512, 6, 4), e * F(0.5), e * 0)
    band = smoothstep(1.35, 1.42, e) * smoothstep(2.2, 2.1, e) * grooves
    band = array(band * ~((tilted < 0) & (r < 1)))
    return mix(colour, linear("#e8d8c0") * F(0.75), (band * F(0.78))[..., None])
