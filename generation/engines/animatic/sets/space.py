"""Space: nebulae, stars, galaxies, planets with lit edges and air, moons, rings, rocks, and a moon to stand on."""

from dataclasses import dataclass

import numpy as np

from generation.engines.animatic.canvas import Canvas, Patch
from generation.engines.animatic.palette import linear, named
from generation.engines.animatic.plan import Asteroids, Plane, Space
from generation.engines.animatic.raster import Array, F, array, blur, clip, exp, mix, resize, sample, smoothstep, tile

STARS = 620
BRIGHT_STARS = 14
SKINS = (
    ("#e8c8a0", "#a8643c", "#f4e4c8", 0.6),
    ("#8fb4d8", "#3f6a9a", "#e8f0f4", 0.35),
    ("#d88a5a", "#7a3424", "#f0c090", 0.2),
    ("#b8a4d8", "#5a4a8a", "#e8dcf4", 0.5),
    ("#9ad0b0", "#2f6a5a", "#e0f0d8", 0.3),
    ("#c8c4bc", "#6a6660", "#e8e4dc", 0.1),
)
"""Light and dark of a planet's skin, its poles, and how banded it is."""


@dataclass(frozen=True)
class Ball:
    """A planet or moon: its place and radius in frame units, and what it is made of."""

    u: float
    v: float
    radius: float
    light: Array
    dark: Array
    pale: Array
    bands: float
    air: Array | None
    seed: float
    earth: bool = False


def paint_space(canvas: Canvas, plane: Plane) -> Patch:
    """Nebula, stars, perhaps a galaxy, a planet and its moons."""
    spec, scene = plane.spec, canvas.plan.scene
    assert isinstance(spec, Space)
    rng = canvas.rng(plane.seed)
    hues = [_tinted(canvas, linear(h)) for h in spec.hues]
    colour = array(_nebula(canvas, hues, rng) + _starfield(canvas, rng))
    if scene.has("galaxy", "milky way") or rng.random() < 0.22:
        colour = colour + _galaxy(canvas, hues, rng, spec.side)
    moonscape = scene.has("moonscape")
    light = array([spec.side * 0.8, -0.45, 0.38])
    light /= np.linalg.norm(light)
    if moonscape:
        earth = Ball(
            canvas.plan.aspect * (0.5 - spec.side * 0.18),
            canvas.plan.horizon - 0.3,
            0.12,
            linear("#5a7a4a"),
            linear("#1f4a86"),
            linear("#f4f8ff"),
            0.0,
            linear("#6ab8ff"),
            0.37,
            earth=True,
        )
        return _patch(_ball(canvas, array(colour * F(0.4)), earth, light))
    if spec.planet:
        for ball in _family(canvas, spec, hues, rng):
            colour = _ball(canvas, array(colour), ball, light)
            if spec.rings and ball.radius > 0.25:
                colour = _rings(canvas, colour, ball, rng)
    return _patch(array(colour))


def _patch(colour: Array) -> Patch:
    return Patch(np.dstack([colour, np.ones(colour.shape[:2], np.float32)]).astype(np.float32, copy=False), 0, 0)


def _tinted(canvas: Canvas, hue: Array) -> Array:
    """Nebula colours follow a colour the prompt names."""
    colours = canvas.plan.scene.colours
    return mix(hue, named(colours[0]), F(0.6)) if colours else hue


def _nebula(canvas: Canvas, hues: list[Array], rng: np.random.Generator) -> Array:
    """Clouds of gas with dark lanes, worked out at half size."""
    h, w = canvas.height // 2, canvas.width // 2
    u, v = resize(canvas.uu, w, h), resize(canvas.vv, w, h)
    dx, dy = (F(x) for x in rng.random(2))
    turn = float(rng.uniform(-0.6, 0.6))
    x, y = u * F(np.cos(turn)) - v * F(np.sin(turn)), u * F(np.sin(turn)) + v * F(np.cos(turn))
    warp = sample(tile(72, 512, 6, 4), x * F(0.3) + dy, y * F(0.3) + dx)
    cloud = sample(tile(71, 512, 7, 4, 0.55), x * F(0.22) + dx + warp * F(0.12), y * F(0.3) + dy + warp * F(0.08))
    wisp = sample(tile(41, 512, 8, 4, 0.5, True), x * F(0.22) + warp * F(0.2) + dy, y * F(0.3) + dx)
    lane = smoothstep(0.62, 0.8, sample(tile(61, 512, 8, 4, 0.6), x * F(0.35) + warp * F(0.15), y * F(0.5) + dx))
    a = smoothstep(0.32, 0.85, cloud) * smoothstep(0.2, 0.75, warp)
    b = smoothstep(0.45, 0.95, wisp) * a
    colour = linear("#03040c") + a[..., None] * hues[0] * F(0.95) + (a ** F(2.4))[..., None] * hues[1] * F(0.9)
    colour = colour + (b * F(0.9))[..., None] * hues[2] + (b * a ** F(2))[..., None] * F(0.5) * (hues[1] + F(0.3))
    colour = colour * (1 - F(0.7) * lane * a)[..., None]
    return resize(array(colour), canvas.width, canvas.height, smooth=True).clip(0)


def _starfield(canvas: Canvas, rng: np.random.Generator) -> Array:
    h, w, size = canvas.height, canvas.width, max(1.0, canvas.scale / 576)
    points = np.zeros((h, w, 3), np.float32)
    count = int(STARS * w / canvas.scale)
    y, x = (rng.random(count) * h).astype(int), (rng.random(count) * w).astype(int)
    level = (rng.random(count) ** 6 * 1.7 + 0.05).astype(np.float32)
    warm = rng.random((count, 1)).astype(np.float32)
    points[y, x] = level[:, None] * mix(array([[0.8, 0.9, 1.25]]), array([[1.25, 0.95, 0.7]]), warm)
    glow = points * F(0.9) + blur(points, 1.1 * size) * F(2.3 * size * size)
    for _ in range(BRIGHT_STARS):
        u, v, power = (
            float(rng.uniform(canvas.u[0], canvas.u[-1])),
            float(rng.random()),
            float(rng.uniform(0.3, 1)) ** 2,
        )
        _spark(canvas, glow, u, v, power)
    return array(glow)


def _spark(canvas: Canvas, glow: Array, u: float, v: float, power: float) -> None:
    """A bright star with four soft rays."""
    reach = int(0.035 * canvas.scale)
    x, y = int(u * canvas.scale) + canvas.mx, int(v * canvas.scale) + canvas.my
    x0, x1, y0, y1 = max(0, x - reach), min(canvas.width, x + reach), max(0, y - reach), min(canvas.height, y + reach)
    if x1 <= x0 or y1 <= y0:
        return
    dy, dx = np.mgrid[y0 - y : y1 - y, x0 - x : x1 - x].astype(np.float32) / F(canvas.scale)
    ray = exp(np.abs(dx) * F(-700)) * exp(np.abs(dy) * F(-120)) + exp(np.abs(dy) * F(-700)) * exp(np.abs(dx) * F(-120))
    core = exp(np.hypot(dx, dy) * F(-330)) * F(1.6)
    glow[y0:y1, x0:x1] += ((ray * F(0.5) + core) * F(power))[..., None] * array([0.92, 0.96, 1.12])


def _galaxy(canvas: Canvas, hues: list[Array], rng: np.random.Generator, side: int) -> Array:
    """A spiral seen at a slant."""
    u, v, turn = canvas.plan.aspect * (0.5 + side * 0.24), float(rng.uniform(0.2, 0.4)), float(rng.uniform(-0.7, 0.7))
    size = float(rng.uniform(0.16, 0.26))
    dx, dy = (canvas.uu - F(u)) / F(size), (canvas.vv - F(v)) / F(size)
    x, y = dx * F(np.cos(turn)) + dy * F(np.sin(turn)), (dy * F(np.cos(turn)) - dx * F(np.sin(turn))) * F(2.4)
    r = np.hypot(x, y) + F(1e-3)
    arms = F(0.5) + F(0.5) * np.cos(2 * np.arctan2(y, x) - 5.5 * np.log(r + F(0.12)))
    dust = sample(tile(71, 512, 7, 4, 0.55), x * F(0.35), y * F(0.35))
    disc = exp(r * F(-2.1)) * (F(0.18) + F(1.1) * arms**2 * dust) * F(1.3)
    core = exp(r * F(-9)) * F(1.5)
    tone = mix(array([1.0, 0.86, 0.66]), hues[2] + F(0.25), clip(r, 0, 1)[..., None])
    return array((disc + core)[..., None] * tone)


def _family(canvas: Canvas, spec: Space, hues: list[Array], rng: np.random.Generator) -> list[Ball]:
    """The planet and up to three moons, far ones first."""
    fit, a = min(1.0, canvas.plan.aspect / 1.2), canvas.plan.aspect
    big = (0.3 if spec.rings else float(rng.uniform(0.32, 0.62))) * fit
    light, dark, pale, bands = SKINS[int(rng.integers(len(SKINS)))]
    earth = canvas.plan.scene.has("earth") or (not spec.rings and rng.random() < 0.25)
    tones = ("#5a7a4a", "#1f4a86", "#eef3f8") if earth else (light, dark, pale)
    skin = [linear(c) for c in tones]
    v = 0.42 if big < 0.45 else float(rng.choice([0.28, 0.78]))
    u = a * (0.5 - spec.side * float(rng.uniform(0.16, 0.26)))
    air = linear("#6ab8ff") if earth else mix(hues[2], skin[2], F(0.35))
    balls = []
    for i in range(int(rng.integers(0, 4))):
        moon = SKINS[(5, 2, 1)[i]]
        angle = float(rng.uniform(-2.6, -0.4)) if i % 2 else float(rng.uniform(0.3, 2.4))
        far = big * float(rng.uniform(1.25, 1.9))
        balls.append(
            Ball(
                u + far * np.cos(angle),
                v - far * 0.6 * np.sin(angle),
                big * float(rng.uniform(0.06, 0.17)),
                linear(moon[0]),
                linear(moon[1]),
                linear(moon[2]),
                0.0,
                None,
                0.2 * i + 0.1,
            )
        )
    return [
        *balls,
        Ball(u, v, big, skin[0], skin[1], skin[2], 0.0 if earth else bands, air, float(rng.random()), earth),
    ]


def _ball(canvas: Canvas, colour: Array, ball: Ball, light: Array) -> Array:
    """A lit ball: its skin, the night on its far side, a rim of air."""
    reach = ball.radius * 1.5
    i0, i1 = (int(np.clip((c * canvas.scale) + canvas.mx, 0, canvas.width)) for c in (ball.u - reach, ball.u + reach))
    j0, j1 = (int(np.clip((c * canvas.scale) + canvas.my, 0, canvas.height)) for c in (ball.v - reach, ball.v + reach))
    if i1 - i0 < 2 or j1 - j0 < 2:
        return colour
    rows, columns = slice(j0, j1), slice(i0, i1)
    x, y = (
        (canvas.uu[rows, columns] - F(ball.u)) / F(ball.radius),
        (canvas.vv[rows, columns] - F(ball.v)) / F(ball.radius),
    )
    r = np.hypot(x, y)
    z = np.sqrt(clip(1 - r * r, 0, 1))
    facing = x * light[0] + y * light[1] + z * light[2]
    skin = _skin(ball, x, y, z)
    lit = smoothstep(-0.12, 0.55, facing) ** F(0.85)
    body = skin * lit[..., None] * F(1.15)
    if ball.earth:
        body = body + linear("#ffb060") * (_cities(x, y, z) * (1 - lit) * F(0.8))[..., None]
    part = colour[rows, columns]
    if ball.air is not None:
        rim = (1 - z) ** 3 * clip(facing + 0.35, 0, 1) * F(1.2)
        body = body + ball.air * rim[..., None]
    part = mix(part, body, clip((1 - r) * F(ball.radius * canvas.scale) + 0.5, 0, 1)[..., None])
    if ball.air is not None:
        shell = exp(clip(r - 1, 0, 9) / F(-0.035)) * (r > 1) * clip(x * light[0] + y * light[1] + F(0.3), 0, 1)
        part = part + ball.air * (shell * F(0.75))[..., None]
    out = colour.copy()
    out[rows, columns] = part
    return out


def _skin(ball: Ball, x: Array, y: Array, z: Array) -> Array:
    """Seas and land, cloud bands, or craters."""
    east, north = array(np.arctan2(x, z + F(0.15))) * F(0.16) + F(ball.seed), array(np.arcsin(clip(y, -1, 1))) * F(0.3)
    warp = sample(tile(72, 512, 6, 4), east, north * 2) * F(0.06)
    land = sample(tile(71, 512, 7, 4, 0.55), east * F(1.2) + warp, north * F(1.2))
    if ball.earth:
        ground = mix(
            ball.dark,
            mix(ball.light, linear("#a88a54"), clip(land * 3 - 1.7, 0, 1)[..., None]),
            smoothstep(0.5, 0.54, land)[..., None],
        )
        cloud = smoothstep(
            0.5, 0.8, sample(tile(61, 512, 8, 4, 0.6), east * F(1.4) + warp * 2, north * F(2.4) + F(0.3))
        )
        ice = smoothstep(0.84, 0.93, np.abs(y) + land * F(0.1))
        return mix(ground, ball.pale, clip(cloud * F(0.85) + ice, 0, 1)[..., None])
    if ball.bands:
        rows = sample(tile(71, 512, 7, 4, 0.55), east * F(0.3) + warp, north * F(3.2) + warp * F(ball.bands * 3))
        fine = sample(tile(61, 512, 8, 4, 0.6), east * F(0.7) + warp, north * F(7))
        level = smoothstep(0.3, 0.7, rows * F(0.75) + fine * F(0.25))
        return mix(ball.dark, mix(ball.light, ball.pale, smoothstep(0.6, 0.9, fine)[..., None]), level[..., None])
    pits = sample(tile(41, 512, 8, 4, 0.5, True), east * 3, north * 3)
    return mix(ball.dark, ball.light, clip(land * F(1.2) - F(0.1) + (pits - F(0.5)) * F(0.5), 0, 1)[..., None])


def _cities(x: Array, y: Array, z: Array) -> Array:
    spots = sample(tile(45, 512, 8, 8, 0.62), x * F(0.9) + z * F(0.3), y * F(0.9))
    return smoothstep(0.72, 0.85, spots)


def _rings(canvas: Canvas, colour: Array, ball: Ball, rng: np.random.Generator) -> Array:
    slant, flat = float(rng.uniform(-0.4, 0.4)), float(rng.uniform(0.16, 0.3))
    x, y = (canvas.uu - F(ball.u)) / F(ball.radius), (canvas.vv - F(ball.v)) / F(ball.radius)
    tilted = y + x * F(slant)
    e = np.hypot(x, tilted / F(flat))
    grooves = F(0.3) + F(0.7) * sample(tile(72, 512, 6, 4), e * F(0.9), e * 0)
    gap = 1 - F(0.85) * smoothstep(0.03, 0.0, np.abs(e - F(1.85)))
    band = smoothstep(1.3, 1.38, e) * smoothstep(2.25, 2.12, e) * grooves * gap
    band = array(band * ~((tilted < 0) & (np.hypot(x, y) < 1)))
    return mix(colour, mix(ball.pale, ball.light, F(0.4)) * F(0.85), (band * F(0.82))[..., None])


def paint_asteroids(canvas: Canvas, plane: Plane) -> Patch:
    """Rocks adrift, pitted and angular; the nearest ones keep to the frame's edges."""
    spec = plane.spec
    assert isinstance(spec, Asteroids)
    rng = canvas.rng(plane.seed)
    shapes, pits = [], []
    t = np.linspace(0, 2 * np.pi, 22)[:-1]
    for _ in range(spec.count):
        u, v = rng.uniform(float(canvas.u[0]), float(canvas.u[-1])), rng.normal(0.62, 0.2)
        size = spec.size * rng.uniform(0.25, 1) ** 1.6
        turn = rng.random() * 6
        r = size * (1 + 0.2 * np.sin(2 * t + turn) + 0.11 * rng.normal(size=21))
        v = abs(v - 0.5) + 0.88 if plane.z < 3 else v
        shapes.append(np.c_[u + r * np.cos(t), v + r * 0.75 * np.sin(t)])
        for _ in range(3):
            angle, far = rng.random() * 6.28, size * rng.uniform(0.1, 0.5)
            k = size * rng.uniform(0.08, 0.2)
            pits.append(
                np.c_[u + far * np.cos(angle) + k * np.cos(t), v + far * 0.7 * np.sin(angle) + k * 0.7 * np.sin(t)]
            )
    dark, bright = linear("#1f1d22"), linear("#94867c")
    body = canvas.lit(canvas.mask(shapes), plane.z * 0.15, dark, bright, 0.012 + spec.size * 0.25, rim=0.25)
    holes = canvas.mask(pits)
    hollow = None
    if holes is not None:
        shade = holes.alpha * F(0.4)
        hollow = Patch(np.dstack([np.zeros((*shade.shape, 3), np.float32), shade]), holes.x, holes.y)
    return canvas.over([body, hollow])
