"""What flies beyond the air."""

import numpy as np

from generation.engines.animatic.figures.part import WARM_LIGHT, Kind, Look, Motion, Part, moved, shaded
from generation.engines.animatic.figures.pen import TAU, curve, grid, lathe, line, one, points, rod, wave
from generation.engines.animatic.figures.pieces import FAST, FLAME_TONES, moving, shade, shine
from generation.engines.animatic.outline import box, ellipse
from generation.engines.animatic.raster import Shape

STANDING = ("parked", "standing", "waiting", "resting")
LIFT_OFF = 0.33  # how high a burning rocket stands over its foot, for its flame to show
DRIVE = ("#7fe8ff", "#d8fbff")


def _launching(action: str) -> bool:
    return action in ("launching", "flying", "taking off", "rising", "lifting", "blasting off", "ascending", *FAST)


def rocket(look: Look) -> list[Part]:
    """A rocket, on its flame and its cloud of smoke when it flies."""
    c = look.colour or "#c83c2e"
    body = lathe("10 8*, 12.4 24, 13 44, 11.6 64, 7.6 82, 0 100")
    fins = [curve("-9 30*, -17 18, -24 4*, -23 1*, -10 9*"), curve("9 30*, 17 18, 24 4*, 23 1*, 10 9*")]
    rivets = [box(-0.125, y, 0.125, y + 0.003) for y in (0.2, 0.46, 0.7)]
    burning = _launching(look.action) or (look.action not in STANDING and look.swims)
    flying = [*_exhaust(0.0, 0.075, 0.07, 0.42, look.phase)] if burning else []
    parts = [
        *flying,
        one(fins, c, 0.5, fade=shaded(c, 0.6)),
        Part(points("-7 8, 7 8, 9 2, -9 2"), "#3a3d43", 0.7),
        Part(body, "#eeece6", 0.9, fade="#bcbdbe"),
        Part(lathe("8.6 78*, 5.4 88, 0 100"), c, 0.9),
        one([box(-0.127, 0.3, 0.127, 0.335), box(-0.105, 0.12, 0.105, 0.14)], c, 0.2),
        one(rivets, "#8d8f94", 0, opacity=0.7),
        one([ellipse(0, 0.61, 0.052, 0.052, 24), ellipse(0, 0.43, 0.036, 0.036, 20)], "#8a8f98", 0.6),
        one([ellipse(0, 0.61, 0.038, 0.038, 22), ellipse(0, 0.43, 0.025, 0.025, 18)], "#8fd0e8", 0.2, fade="#1c3a52"),
        Part(curve("-2 26*, -1.6 6, 0 2*, 1.6 6, 2 26*, 0 30"), shaded(c, 0.85), 0.6),
        shade(curve("6 12, 11.5 30, 11 60, 7 80, 7 50"), opacity=0.18, soft=0.02),
        shine((-0.075, 0.3, -0.07, 0.68), width=0.012, opacity=0.4),
    ]
    return moved(parts, 0, LIFT_OFF) if burning else parts


def _exhaust(x: float, y: float, half: float, length: float, phase: float) -> list[Part]:
    """A roaring flame that points down from `x`, `y`."""
    parts = []
    for k, (share, (top, low)) in enumerate(zip((1.0, 0.66, 0.36), FLAME_TONES, strict=True)):
        flicker = 1 + 0.07 * wave(phase, 3, 0.2 * k) + 0.05 * wave(phase, 5, 0.4 * k)
        w, h = half * share, length * (0.5 + 0.5 * share) * share**0.2 * flicker * (1.0, 0.8, 0.55)[k]
        s = np.linspace(0, 1, 9)
        wide = w * (0.72 + 0.9 * s - 1.62 * s**2.4) + 0.004 * np.sin(TAU * (s * 2 - phase * 2))
        left, right = np.c_[x - wide, y - s * h], np.c_[x + wide, y - s * h]
        parts.append(
            Part(np.r_[left, right[::-1]], low, 0, glow=True, fade=top, opacity=(0.75, 0.9, 1.0)[k], soft=half * 0.1)
        )
    return parts


def spaceship(look: Look) -> list[Part]:
    """A spaceship with swept wings, plating and a glowing drive."""
    c = look.colour or "#98a2b0"
    dark = shaded(c, 0.55)
    body = curve("-96 42*, -96 66*, -60 73, -16 74, 30 64, 84 54, 124 46*, 86 39, 20 31, -50 30")
    plates = [
        line("-58 72, -58 31", 0.3),
        line("-16 74, -12 31", 0.3),
        line("26 65, 28 32", 0.3),
        line("-94 54, 20 53, 116 47", 0.3),
        line("-58 42, 60 40", 0.25),
        line("-40 64, 24 62", 0.25),
    ]
    vents = grid(np.arange(-0.5, -0.22, 0.05), [0.57], 0.03, 0.05)
    pulse = 1 + 0.14 * wave(look.phase)
    return [
        *_drive(-0.97, 0.6, 0.07, 0.5 * pulse),
        *_drive(-0.97, 0.47, 0.055, 0.42 * pulse),
        Part(points("-72 64, -112 100, -84 99, -18 72"), shaded(c, 0.72), 0.4),
        one([box(-0.99, 0.545, -0.9, 0.655), box(-0.99, 0.42, -0.9, 0.52)], "#3a4048", 0.6),
        Part(body, c, 0.6, fade=shaded(c, 0.62)),
        one(plates, dark, 0, opacity=0.75),
        one(vents, dark),
        Part(curve("30 58*, 38 66, 62 63, 84 54*, 60 51"), "#8fc4dc", 0.4, fade="#173048"),
        shine((0.46, 0.58, 0.58, 0.61), width=0.01, opacity=0.5),
        Part(points("-88 38, 40 34, 44 37, -88 44"), look.colour and shaded(c, 1.3) or "#c8483a", 0, opacity=0.95),
        Part(points("-64 42, -120 2, -96 0, -40 14, 26 37"), shaded(c, 0.82), 0.45, fade=shaded(c, 0.6)),
        one([line("-106 4, -30 36", 0.35), line("-78 8, -4 36", 0.3)], dark, 0, opacity=0.7),
        one([rod(-0.98, 0.045, -0.66, 0.045, 0.018)], "#4a515a", 0.7),
        one([box(x, 0.5, x + 0.04, 0.52) for x in np.arange(-0.1, 0.3, 0.08)], WARM_LIGHT, 0, glow=True),
        one(
            [ellipse(-1.17, 0.02, 0.02, 0.02, 10), ellipse(-1.08, 0.985, 0.02, 0.02, 10)],
            "#ff5a48",
            0,
            glow=look.phase % 1 < 0.5,
        ),
    ]


def _drive(x: float, y: float, half: float, length: float) -> list[Part]:
    cone = np.array(
        [
            (x, y + half),
            (x - length * 0.4, y + half * 0.8),
            (x - length, y),
            (x - length * 0.4, y - half * 0.8),
            (x, y - half),
        ]
    )
    core = np.array([(x, y + half * 0.6), (x - length * 0.5, y), (x, y - half * 0.6)])
    return [
        Part(cone, DRIVE[0], 0, glow=True, opacity=0.55, soft=half * 0.4),
        Part(core, DRIVE[1], 0, glow=True, opacity=0.95, soft=half * 0.15),
    ]


def ufo(look: Look) -> list[Part]:
    """A flying saucer, its lights running around; a beam below when it takes somebody."""
    c = look.colour or "#9aa4ae"
    rim = curve("-120 46, -90 58, -40 66, 40 66, 90 58, 120 46, 90 34, 30 26, -30 26, -90 34")
    lights = []
    for k in range(9):
        a = np.pi * ((k + look.phase) / 9 % 1.0)
        lights.append(ellipse(-1.04 * np.cos(a), 0.455 - 0.1 * np.sin(a), 0.03 + 0.025 * np.sin(a), 0.028, 14))
    beaming = look.action in ("beaming", "abducting", "hovering", "landing")
    cone = points("-26 28, 26 28, 74 -10, -74 -10")
    return [
        *([Part(cone, "#b8ffd8", 0, glow=True, opacity=0.4, soft=0.06)] if beaming else []),
        Part(lathe("42 60*, 38 78, 26 92, 0 98"), "#bfe8e2", 0.7, fade="#2f6a72", opacity=0.92),
        Part(lathe("13 62*, 12 74, 7 80, 0 81"), "#3c5a4c", 0.8, opacity=0.6),
        shine((-0.24, 0.72, -0.12, 0.9), width=0.025, opacity=0.4),
        Part(ellipse(0, 0.3, 0.4, 0.12, 30), shaded(c, 0.5), 0.5),
        one([ellipse(0, 0.24, 0.26, 0.07, 24)], "#9fffd0", 0, glow=True),
        Part(rim, c, 0.8, fade=shaded(c, 0.5)),
        Part(line("-108 49, -40 57, 40 57, 108 49", 0.5), shaded(c, 0.6), 0, opacity=0.7),
        Part(ellipse(0, 0.62, 0.46, 0.055, 30), shaded(c, 0.75), 0.5),
        one(lights, "#ffd86a", 0, glow=True),
    ]


def satellite(look: Look) -> list[Part]:
    """A satellite with its panels and its dish."""
    c = look.colour or "#c9a24a"
    panels = [points("-150 36, -146 72, -42 66, -44 34"), points("150 64, 146 28, 42 34, 44 66")]
    cells = [rod(-1.48 + k * 0.21, 0.36 - 0.004 * k, -1.45 + k * 0.21, 0.715 - 0.012 * k, 0.004) for k in range(6)]
    cells += [rod(0.44 + k * 0.21, 0.66 - 0.004 * k, 0.43 + k * 0.21, 0.335 - 0.011 * k, 0.004) for k in range(6)]
    cells += [rod(-1.48, 0.54, -0.43, 0.5, 0.004), rod(0.43, 0.5, 1.48, 0.46, 0.004)]
    return [
        one([rod(-0.44, 0.5, 0.44, 0.5, 0.016), rod(0, 0.7, 0.06, 0.86, 0.012)], "#9aa0a8", 0.5),
        one(panels, "#2f4f9a", 0.1, fade="#1c2f66"),
        one(cells, "#8fa6d8", 0, opacity=0.7),
        Part(curve("-22 28*, -24 70*, 18 74*, 22 32*", 3), c, 0.35, fade=shaded(c, 0.55)),
        one(
            [line("-23 50, 20 54", 0.5), line("-4 72, -2 30", 0.4), line("-20 38, 20 42", 0.3)],
            shaded(c, 0.5),
            0,
            opacity=0.8,
        ),
        Part(curve("-22 84, -4 78, 18 86, 32 100, 10 104, -14 98"), "#e6e8ea", 0.7),
        Part(curve("-18 88, -4 84, 14 90, 24 98, 8 99, -10 95"), "#b9bec4", 0.2),
        one([rod(0.02, 0.92, -0.02, 1.08, 0.008), ellipse(-0.022, 1.09, 0.025, 0.025, 10)], "#6a7078", 0.4),
        one([rod(-0.06, 0.3, -0.12, 0.02, 0.007), rod(0.1, 0.3, 0.16, 0.06, 0.007)], "#9aa0a8", 0.3),
        Part(ellipse(0.14, 0.66, 0.024, 0.024, 10), "#ff5a48", 0, glow=look.phase % 1 < 0.5),
    ]


def space_station(look: Look) -> list[Part]:
    """A wheel in space: ring, spokes and hub, turning."""
    c = look.colour or "#b9bec6"
    turn = TAU * look.phase / 8
    rings = [_oval(0.46, 0.36, 0.05), _oval(0.33, 0.25, 0.012)]
    lights: list[Shape] = []
    for k in range(40):
        a = turn + TAU * k / 40
        lights.append(ellipse(0.46 * np.cos(a), 0.5 + 0.36 * np.sin(a), 0.008, 0.008, 6))
    arms = [rod(0, 0.5, 0.44 * np.cos(a), 0.5 + 0.345 * np.sin(a), 0.018) for a in turn + TAU * np.arange(8) / 8 + 0.4]
    pods = [ellipse(0.46 * np.cos(a), 0.5 + 0.36 * np.sin(a), 0.075, 0.065, 18) for a in turn + TAU * np.arange(8) / 8]
    return [
        one([rod(0, 0.12, 0, 0.94, 0.022)], shaded(c, 0.6), 0.5),
        one([points("-16 2, 16 2, 16 14, -16 14"), points("-16 88, 16 88, 16 98, -16 98")], "#2f4f9a", 0.1),
        one(
            [
                *(box(x, 0.02, x + 0.004, 0.14) for x in (-0.08, 0.0, 0.08)),
                *(box(x, 0.88, x + 0.004, 0.98) for x in (-0.08, 0, 0.08)),
            ],
            "#8fa6d8",
            0,
            opacity=0.7,
        ),
        one(arms, shaded(c, 0.7), 0.6),
        one(rings, c, 0.7, fade=shaded(c, 0.7)),
        one(pods, shaded(c, 0.9), 0.7),
        one(lights, WARM_LIGHT, 0, glow=True),
        Part(ellipse(0, 0.5, 0.12, 0.13, 28), c, 0.9, fade=shaded(c, 0.6)),
        one([ellipse(0, 0.5, 0.075, 0.08, 24)], shaded(c, 0.6), 0.5),
        one([ellipse(0.02 * k - 0.03, 0.5, 0.008, 0.02, 8) for k in range(4)], "#8fe0ff", 0, glow=True),
    ]


def _oval(a: float, b: float, width: float) -> Shape:
    t = np.linspace(0, TAU, 49)
    circle = np.c_[np.cos(t), np.sin(t)]
    outer, inner = circle * [a + width, b + width * 0.9], circle[::-1] * [a - width, b - width * 0.9]
    return np.asarray(np.r_[outer, inner] + np.array([0, 0.5]))


def _rocket_motion(action: str) -> Motion:
    return Motion(6, 0.5, 0.0) if _launching(action) else Motion(1)


KINDS: dict[str, Kind] = {
    "rocket": Kind(rocket, height=0.54, width=0.6, large=True, shiny=True, motion=_rocket_motion),
    "spaceship": Kind(spaceship, height=0.2, width=2.7, at_home="air", shiny=True, motion=moving(0.8, 6, 0.3, 0.02)),
    "ufo": Kind(ufo, height=0.18, width=2.5, at_home="air", shiny=True, motion=moving(0.5, 6, 0.1, 0.05)),
    "satellite": Kind(satellite, height=0.16, width=3.1, at_home="air", shiny=True, motion=moving(1.2, 2, 0.06)),
    "space station": Kind(space_station, height=0.4, width=1.2, at_home="air", shiny=True, motion=moving(2.4, 8, 0.0)),
}
