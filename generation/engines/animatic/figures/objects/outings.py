"""What people take outdoors and what they stir up: a picnic on its blanket, rings and splashes on water."""

import numpy as np

from generation.engines.animatic.figures.part import Kind, Look, Part, moved, shaded
from generation.engines.animatic.figures.pen import curve, one, points
from generation.engines.animatic.figures.pieces import moving
from generation.engines.animatic.outline import ellipse, ring, strip
from generation.engines.animatic.raster import Shape

FLAT = 0.2
"""How much lower than wide what lies on the ground or the water looks."""
DEEP = 0.62
RINGS, WIDEST = 4, 2.4
LIFT, BLANKET = 0.34, 0.2
"""How far their middle lies above their nearest edge, where a figure has its foot."""
DROPS = 26
FOAM, SHEEN = "#f4fafc", "#e4f2fa"


def picnic(look: Look) -> list[Part]:
    """A chequered blanket with basket, bottle, bread, cheese and fruit; the basket is 1 high."""
    cloth = look.colour or "#c8362e"
    blanket = points("-210 -18, 190 -26, 226 30, -166 40")
    squares = [_patch(i, j) for i in range(9) for j in range(5) if (i + j) % 2]
    laid = [
        Part(blanket, "#f4ede0", 0.1),
        one(squares, cloth, 0.0, opacity=0.85),
        *_basket(),
        Part(curve("62 14, 62 52, 68 66, 69 84, 77 84, 78 66, 84 52, 84 14"), "#3a5a34", 0.7),
        Part(points("62 26, 84 26, 84 46, 62 46"), "#e8dcc0", 0.4),
        Part(ellipse(1.32, 0.12, 0.42, 0.09, 24), "#f2efe8", 0.4),
        Part(curve("98 14, 104 30, 130 34, 158 28, 164 14, 130 8"), "#c88a4a", 0.8),
        one([strip([(x, 0.18), (x + 0.07, 0.3)], 0.012) for x in (1.12, 1.28, 1.44)], "#8f5a2a", 0.0),
        Part(ellipse(-1.1, -0.02, 0.36, 0.08, 24), "#f2efe8", 0.4),
        one([ellipse(-1.22, 0.07, 0.11, 0.11, 16), ellipse(-0.96, 0.06, 0.1, 0.1, 16)], "#d8382c", 0.9),
        Part(ellipse(-1.09, 0.12, 0.1, 0.1, 16), "#8ab83a", 0.9),
        Part(points("20 -4, 58 -6, 50 10"), "#f0c84a", 0.5),
    ]
    return moved(laid, 0.0, BLANKET)


def _patch(i: int, j: int) -> Shape:
    """One square of the blanket, in its perspective."""

    def at(a: float, b: float) -> tuple[float, float]:
        near, far = (-2.1 + 4.0 * a, -0.18 - 0.08 * a), (-1.66 + 3.92 * a, 0.4 - 0.1 * a)
        return near[0] + (far[0] - near[0]) * b, near[1] + (far[1] - near[1]) * b

    a, b, k, m = i / 9, j / 5, 1 / 9, 1 / 5
    return np.array([at(a, b), at(a + k, b), at(a + k, b + m), at(a, b + m)])


def _basket() -> list[Part]:
    wicker = "#b07a3e"
    body = curve("-62 6*, -72 58*, 26 58*, 16 6*, -22 2")
    weave = [strip([(-0.69 + 0.01 * n, 0.14 + 0.1 * n), (0.2 + 0.012 * n, 0.14 + 0.1 * n)], 0.012) for n in range(5)]
    handle = strip(np.array([(-0.66, 0.56), (-0.5, 0.9), (-0.22, 1.0), (0.06, 0.9), (0.22, 0.56)]), 0.035)
    lid = curve("-76 56, -40 66, -6 66, 30 56, 28 64, -22 74, -74 64")
    napkin = curve("-30 60, -12 34, 4 58, 16 40, 24 62")
    return [Part(handle, shaded(wicker, 0.8), 0.6), Part(body, wicker, 0.8), one(weave, shaded(wicker, 0.7), 0.2),
            Part(lid, shaded(wicker, 1.15), 0.7), Part(napkin, "#f4ede0", 0.4)]  # fmt: skip


def ripples(look: Look) -> list[Part]:
    """Rings that run outward over still water and die away."""
    made, sheen = [], look.colour or SHEEN
    for n in range(RINGS):
        age = (n / RINGS + look.phase) % 1
        reach, fade = WIDEST * (0.12 + 0.88 * age), float(np.sin(np.pi * age)) ** 0.6
        thick = 0.05 + 0.06 * age
        bright = ring(0, 0, reach, reach - thick) * (1, FLAT)
        dark = ring(0, -0.03, reach - thick, reach - thick * 2.4) * (1, FLAT)
        made += [Part(dark, "#16323f", 0, opacity=0.42 * fade, soft=0.008),
                 Part(bright, sheen, 0, opacity=0.75 * fade, soft=0.006)]  # fmt: skip
    return moved(made, 0.0, LIFT)


def splash(look: Look) -> list[Part]:
    """A crown of water with drops flying from it, over a patch of foam."""
    rng = np.random.default_rng(int(look.rng.integers(1 << 31)))
    t = look.phase
    lift = 0.45 + 0.55 * float(np.sin(np.pi * min(t * 1.15, 1.0)))
    tongues, drops, far = list[Shape](), list[Shape](), list[Shape]()
    for n, a in enumerate(np.linspace(-1.25, 1.25, 11)):
        high = lift * (0.55 + 0.4 * float(rng.random())) * (0.55 + 0.45 * float(np.cos(a)))
        x, lean = 0.42 * float(np.sin(a)), 0.5 * float(np.sin(a)) * lift
        foot = 0.1 * float(rng.uniform(0.6, 1.2))
        tongue = np.array([(x - foot, 0.0), (x + lean * 0.4 - foot * 0.5, high * 0.55), (x + lean, high),
                           (x + lean * 0.4 + foot * 0.5, high * 0.5), (x + foot, 0.0)])  # fmt: skip
        (tongues if n % 2 else far).append(tongue)
    for _ in range(DROPS):
        a, age = float(rng.uniform(-1.2, 1.2)), (float(rng.random()) + t) % 1
        speed = float(rng.uniform(0.7, 1.25))
        x, y = np.sin(a) * speed * age * 1.3, speed * np.cos(a) * age * 2.6 - 2.3 * age * age
        if y > 0:
            drops.append(ellipse(float(x), float(y), 0.018 + 0.02 * float(rng.random()), 0.026, 9))
    foam = [ellipse(x, 0.0, 0.34, 0.07, 18) for x in (-0.34, 0.0, 0.34)]
    water = look.colour or SHEEN
    crown = [one(far, shaded(water, 0.8), 0.5, opacity=0.7), one(foam, FOAM, 0.2, opacity=0.8),
             one(tongues, water, 0.6, opacity=0.82), *([one(drops, FOAM, 0.6)] if drops else [])]  # fmt: skip
    return [*ripples(look), *moved(crown, 0.0, LIFT)]


KINDS: dict[str, Kind] = {
    "laid picnic": Kind(picnic, height=0.07, width=4.4, indoors=0.2),
    "water rings": Kind(ripples, height=0.12, width=4.8, motion=moving(3.2, 12)),
    "water crown": Kind(splash, height=0.14, width=2.4, motion=moving(1.1, 10)),
}
