"""Facades of houses and towers: windows in groups, some lit, by warm and by cold lamps."""

import numpy as np

from generation.engines.animatic.palette import linear
from generation.engines.animatic.raster import Array, F, array, mix, smoothstep
from generation.engines.animatic.sets.surfaces import Look, joints, scatter

LAMPS = np.array(
    [linear(c) for c in ("#ff9a40", "#ffb45a", "#ffcf8a", "#ffe6c0", "#ffc070", "#d8ecff", "#a8d4ff", "#ffb050")]
)
FLOORS_ALIGHT = 0.07


def _lamp_colours(look: Look, *cells: Array) -> Array:
    """The colour and level of the light in each window: mostly warm, a few cold, a few of the scene's accent."""
    chance = scatter(*cells, look.seed + 11)
    colour = LAMPS[(chance * len(LAMPS)).astype(int)]
    accent = scatter(*cells, look.seed + 5) > F(0.965 if look.night > 0.9 else 0.99)
    colour = np.where(accent[:, None], look.plan.palette.accent, colour)
    return array(colour * (F(0.25) + F(1.0) * scatter(*cells, look.seed + 3) ** 2)[:, None])


def _sharpness(look: Look) -> Array:
    return smoothstep(0.9, 2.4, look.cell * F(look.scale) / look.z)


GLASS_FROM, GLASS_TO = 0.5, 0.75
"""Between these a tower's face is of glass."""


def glass_seed(rng: np.random.Generator) -> int:
    """A seed whose face is of glass from edge to edge."""
    seeds = rng.integers(1 << 20, size=40)
    return int(next((seed for seed in seeds if GLASS_FROM <= scatter(seed, 31) < GLASS_TO), seeds[0]))


def tower(look: Look) -> tuple[Array, Array]:
    """A tower's face: punched windows, ribbons, glass or fins, as its seed has it."""
    cell, seed = look.cell, look.seed
    style = (scatter(seed, 31) * 4).astype(int)
    wide = cell * (F(0.8) + F(0.5) * scatter(seed, 1))
    tall = cell * (F(1.15) + F(0.5) * scatter(seed, 2))
    x, y = look.s / wide, (look.height - look.t) / tall
    ix, iy = np.floor(x), np.floor(y)
    fx, fy = x - ix, y - iy
    across = np.select([style == 1, style == 2, style == 3], [F(0.0), F(0.06), F(0.3)], F(0.22))
    down = np.select([style == 1, style == 2, style == 3], [F(0.3), F(0.1), F(0.05)], F(0.24))
    glass = array((fx > across) & (fx < 1 - across) & (fy > down) & (fy < 1 - down * F(0.8)))
    sharp = _sharpness(look)
    share = (1 - 2 * across) * (1 - F(1.8) * down)
    glass = mix(share, glass, sharp) * smoothstep(0, 0.6, y)
    on = _lit(look, ix, iy, style)
    night = F(look.night)
    level = glass * (F(0.06) + F(1.5) * night) * mix(F(0.33), on, sharp)
    glow = mix(linear("#ffbf70") * F(0.4), _lamp_colours(look, ix, iy), sharp[:, None]) * level[:, None]
    reflect = look.plan.palette.sky[2] * F(0.34) + look.plan.palette.sky[1] * F(0.2)
    mirror = glass * (1 - night) * np.where(style == 2, F(0.9), F(0.4)) * (F(0.7) + F(0.6) * scatter(ix, iy, seed + 2))
    albedo = look.colour * (1 - F(0.72) * glass[:, None]) * (F(0.9) + F(0.2) * look.noise(0.2, 0.06))[:, None]
    return array(albedo), array(glow + reflect * mirror[:, None])


def _lit(look: Look, ix: Array, iy: Array, style: Array) -> Array:
    """Which windows are lit: single ones, whole floors of offices, and hardly any on some faces."""
    seed = look.seed
    busy = F(0.12) + F(0.62) * scatter(seed, 7) ** F(1.3)
    single = scatter(ix, iy, seed) < busy * (F(0.4) + F(1.0) * scatter(np.floor(ix / 3), np.floor(iy / 4), seed + 1))
    floor = (scatter(iy, seed, 5) < FLOORS_ALIGHT) & (scatter(np.floor(ix / 5), iy, seed) < 0.8)
    stairs = (scatter(ix, seed, 13) < 0.03) & (style == 0)
    return array(single | floor | stairs)


def house(look: Look) -> tuple[Array, Array]:
    """A town house above its shop: sash windows with frames, sills, shutters or arches, cornices between floors."""
    storey, bay, seed = look.cell, look.cell * F(0.82), look.seed
    count = np.maximum(np.round(look.width / bay), 1)
    x, y = look.s / look.width * count, look.t / storey
    ix, iy = np.floor(x), np.floor(y)
    fx, fy = x - ix, y - iy
    shutters, arched = scatter(seed, 3) > 0.55, scatter(seed, 4) > 0.7
    half = F(0.19) + F(0.05) * scatter(seed, 8)
    top = np.where(arched, F(0.8) - ((fx - F(0.5)) / half) ** 2 * F(0.1), F(0.8))
    inside = (np.abs(fx - F(0.5)) < half) & (fy > 0.22) & (fy < top)
    fits = (iy + 1) * storey < look.height + storey * F(0.12)
    pane = inside & fits & (np.abs(fx - F(0.5)) > 0.014) & (np.abs(fy - F(0.56)) > 0.012)
    frame = (np.abs(fx - F(0.5)) < half + F(0.035)) & (fy > 0.17) & (fy < top + F(0.045)) & ~inside & fits
    shutter = shutters & (np.abs(fx - F(0.5)) < half * 2) & ~inside & ~frame & (fy > 0.2) & (fy < 0.82) & fits
    sharp = look.clear(0.14)
    wall = look.colour * (F(0.86) + F(0.28) * look.noise(0.35, 0.35))[:, None]
    cloth = linear("#3f5a4a") * F(0.6) + look.colour * F(0.25)
    slats = F(0.7) + F(0.3) * ((fy * 22) % 1 > 0.35)
    albedo = np.where(shutter[:, None], cloth * slats[:, None], wall)
    albedo = np.where(frame[:, None], linear("#e4ddce") * F(0.85), albedo)
    cornice = (fy < 0.05) | (np.abs(look.t - look.height + F(0.05)) < 0.05)
    albedo = albedo * (1 + F(0.35) * cornice[:, None] - F(0.3) * ((fy > 0.9) & fits)[:, None])
    albedo = np.where(pane[:, None], linear("#20262e"), albedo)
    albedo = mix(wall * F(0.78), albedo, sharp[:, None])
    on = scatter(ix, iy, seed) < F(0.42 if look.night > 0.3 else 0.04)
    curtain = F(0.55) + F(0.45) * (np.abs(fx - F(0.5)) > half * F(0.45))
    level = mix(F(0.1), pane * on * curtain, sharp) * F(0.05 + 1.25 * look.night)
    sky = look.plan.palette.sky[1] * F(0.5) + look.plan.palette.sky[2] * F(0.3)
    shine = pane * ~on * F(0.55 * (1 - look.night)) * (F(0.4) + F(0.8) * fy) * sharp
    return array(albedo), array(_lamp_colours(look, ix, iy) * level[:, None] + sky * shine[:, None])


def shop(look: Look) -> tuple[Array, Array]:
    """A shop front: a door, large panes over a plinth, things on show and lamps inside."""
    seed, y = look.seed, look.t / look.height
    bay = F(0.5)
    count = np.maximum(np.round(look.width / bay), 1)
    x = look.s / look.width * count
    ix = np.floor(x)
    fx = x - ix
    is_door = ix == np.floor(scatter(seed, 2) * count)
    low = np.where(is_door, F(0.02), F(0.2))
    pane = (np.abs(fx - F(0.5)) < np.where(is_door, F(0.26), F(0.44))) & (y > low) & (y < 0.76)
    pane &= (np.abs(y - F(0.6)) > 0.012) & ~(is_door & (y < 0.3))
    sign = y > 0.84
    sharp = look.clear(0.2)
    hue = LAMPS[(scatter(seed, 9) * len(LAMPS)).astype(int)]
    shelves = ((y * 7) % 1 < 0.7) & (scatter(np.floor(x * 9), np.floor(y * 7), seed) > 0.35)
    inside = (F(0.35) + F(0.65) * y) * (1 - F(0.5) * shelves * (y < 0.55)) * (F(0.75) + F(0.5) * look.noise(0.5, 0.5))
    open_now = F(1.0 if look.night > 0.3 else 0.2) * (F(0.3) + F(0.7) * (scatter(seed, 4) > 0.2))
    level = pane * inside * open_now * F(0.12 + 0.75 * look.night)
    wood = look.colour * (F(0.5) + F(0.3) * look.noise(0.4, 0.4))[:, None]
    albedo = np.where(pane[:, None], linear("#161c22"), wood)
    albedo = np.where(sign[:, None], look.colour * F(1.25) + F(0.02), albedo)
    glyph = (
        sign & (y > 0.88) & (y < 0.96) & (scatter(np.floor(look.s / F(0.05)), seed) > 0.4) & (look.s % F(0.05) > 0.014)
    )
    glyph &= np.abs(look.s - look.width * F(0.5)) < look.width * F(0.3)
    albedo = np.where((glyph & (sharp > 0.3))[:, None], linear("#efe2c0"), albedo)
    slant = np.abs(((look.s * F(0.7) + look.t) / F(0.8)) % 1 - F(0.5))
    mirror = (F(0.12) + F(0.7) * y * y) * (F(0.7) + F(0.75) * smoothstep(0.3, 0.36, slant) * sharp)
    sky = look.plan.palette.sky[2] * F(0.36 * (1 - look.night))
    glow = hue * level[:, None] + hue * (glyph * F(0.5 * look.night))[:, None] + sky * (pane * mirror)[:, None]
    return array(albedo), array(glow)


def sign(look: Look) -> tuple[Array, Array]:
    """A hanging sign of light: a bright rim and strokes that stand for no script."""
    wide, tall = look.width, look.height
    edge = np.minimum(np.minimum(look.s, wide - look.s), np.minimum(look.t, tall - look.t))
    cell = np.maximum(np.minimum(wide, tall) * F(0.72), 0.02)
    a, b = (look.s - wide * F(0.5)) / cell + F(0.5), (look.t % (cell * F(1.15))) / cell
    row = np.floor(look.t / (cell * F(1.15)))
    gx, gy = np.floor(a * 5), np.floor(b * 5)
    stroke = (scatter(gx, gy, row, look.seed) > 0.52) & (a > 0) & (a < 1) & (b < 1)
    fine = stroke & (joints(array(a * 5), 0.1, 0.3) * joints(array(b * 5), 0.16, 0.3) > 0.2)
    rim = edge < np.minimum(wide, tall) * F(0.06)
    filled = scatter(look.seed, 3) > 0.5
    power = F(0.12 + 1.5 * look.night)
    back = np.where(filled, F(0.55), F(0.06))
    level = np.where(rim, F(1.0), np.where(fine, np.where(filled, F(0.0), F(1.15)), back)) * power
    white = np.where((fine & filled)[:, None], linear("#fff4dc") * F(0.9) * power, 0)
    return array(look.colour * F(0.35)), array(look.colour * level[:, None] + white)


def dome(look: Look) -> tuple[Array, Array]:
    """A glass dome with ribs, gardens and lamps inside."""
    x, y = look.s / look.width * 2 - 1, look.t / look.height
    slant = array(x / np.sqrt(np.maximum(1 - y * y, F(0.02))))
    lines = array(slant * 5), array(y * 5)
    ribs = 1 - joints(lines[0], 0.04, 0.04) * joints(lines[1], 0.03, 0.04)
    ix, iy = np.floor(slant * 24), np.floor(y * 26)
    inside = (y < F(0.5) * (F(0.4) + scatter(np.floor(slant * 9), look.seed))) & (
        joints(array(slant * 24), 0.15, 0.1) > 0.5
    )
    on = inside & (scatter(ix, iy, look.seed) > 0.55)
    albedo = look.colour * (F(0.35) + F(0.4) * ribs - F(0.15) * inside)[:, None]
    sky = look.plan.palette.sky[2] * (F(0.1) + F(0.35) * y * y + F(0.2) * ribs)[:, None]
    return array(albedo), array(
        _lamp_colours(look, ix, iy) * (on * F(0.35 + 0.8 * look.night))[:, None] + sky * F(1 - 0.7 * look.night)
    )


def broken(look: Look) -> tuple[Array, Array]:
    """A ruined tower: empty window holes, some of the sky seen through."""
    cell, seed = look.cell * F(1.5), look.seed
    x, y = look.s / cell, look.t / (cell * F(1.2))
    ix, iy = np.floor(x), np.floor(y)
    hole = (np.abs(x - ix - F(0.5)) < 0.32) & (np.abs(y - iy - F(0.5)) < 0.34)
    through = hole & (scatter(ix, iy, seed) > 0.9)
    stain = look.noise(0.3, 0.05)
    albedo = look.colour * (F(0.5) + F(0.8) * stain)[:, None] * (1 - F(0.8) * hole[:, None] * _sharpness(look)[:, None])
    return array(albedo), array(look.plan.palette.fog * (through * F(0.6) * _sharpness(look))[:, None])


FACADES = {"tower": tower, "house": house, "shop": shop, "sign": sign, "dome": dome, "broken": broken}
