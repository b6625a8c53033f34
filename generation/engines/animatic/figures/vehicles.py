"""Things that carry people on water, land, air and beyond."""

import numpy as np

from generation.engines.animatic.figures.part import DARK, PALE, WARM_LIGHT, Kind, Look, Part, moved, shaded
from generation.engines.animatic.figures.people import person
from generation.engines.animatic.outline import box, ellipse, ring, smooth, strip


def sailboat(look: Look) -> list[Part]:
    """A sloop under full sail."""
    t = np.linspace(0.35, 1.57, 10)
    curve = np.c_[0.02 + 0.34 * np.sin(t) ** 0.8 * (1 - t / 3.2), 0.16 + 0.8 * t / 1.57 * 0.99]
    main = np.r_[[(0.02, 0.16)], curve, [(0.02, 0.97)]]
    jib = np.array([(-0.02, 0.18), (-0.02, 0.9), (-0.1, 0.6), (-0.27, 0.2)])
    hull = smooth(
        [(-0.34, 0.12), (-0.1, 0.1), (0.2, 0.1), (0.36, 0.135), (0.3, 0.05), (0.24, 0.0), (-0.2, 0.0), (-0.28, 0.04)]
    )
    wood = "#7a3f2a" if not look.colour else "#f0ede6"
    return [
        Part(box(-0.008, 0.1, 0.008, 1), "#4a3a2c", 0.3),
        Part(main, look.colour or PALE),
        Part(jib, look.colour or "#f6f2e8"),
        Part(hull, wood),
        Part(strip([(-0.3, 0.095), (0.3, 0.105)], 0.006), "#f4efe4", 0),
    ]


def ship(look: Look) -> list[Part]:
    """A three-masted tall ship."""
    wood, canvas = look.colour or "#5a3a28", "#ece2cc"
    hull = [
        (-0.54, 0.24),
        (-0.44, 0.16),
        (0.1, 0.125),
        (0.35, 0.155),
        (0.54, 0.23),
        (0.47, 0.1),
        (0.4, 0.0),
        (-0.38, 0.0),
        (-0.47, 0.1),
    ]
    parts = [
        Part(smooth(hull), wood),
        Part(box(-0.45, 0.15, -0.25, 0.25), shaded(wood, 1.15), 0.6),
        Part(strip([(-0.47, 0.12), (0, 0.085), (0.46, 0.13)], 0.008), "#d8b060", 0),
    ]
    parts += [Part(box(x, 0.055, x + 0.022, 0.08), "#1a1412", 0) for x in np.arange(-0.36, 0.36, 0.08)]
    parts.append(Part(strip([(0.44, 0.18), (0.74, 0.32)], 0.006), DARK, 0.3))
    for x, tall in ((-0.28, 0.78), (0.0, 1.0), (0.27, 0.84)):
        parts.append(Part(box(x - 0.007, 0.12, x + 0.007, tall), "#4a3628", 0.3))
        for low, high, w in ((0.24, 0.5, 0.17), (0.53, 0.74, 0.14), (0.77, 0.93, 0.1)):
            y0, y1 = tall * low, tall * high
            m = (y0 + y1) / 2
            sail = [
                (x - w, y0),
                (x - w * 0.86, m),
                (x - w * 0.8, y1),
                (x + w * 0.8, y1),
                (x + w * 1.14, m),
                (x + w, y0),
                (x + w * 0.2, y0 + 0.03),
            ]
            parts += [
                Part(smooth(sail, 5), canvas),
                Part(strip([(x - w * 0.86, y1), (x + w * 0.86, y1)], 0.005), "#4a3628", 0),
            ]
    jib = np.array([(0.3, 0.72), (0.32, 0.3), (0.68, 0.29)])
    flag = np.array([(0, 1.0), (0.0, 1.05), (0.1, 1.028)])
    return [*parts, Part(jib, "#ddd0b6"), Part(flag, look.colour or "#c03830", 0.5)]


def boat(look: Look) -> list[Part]:
    """A rowing boat with somebody in it; a canoe lies lower and longer."""
    wood = look.colour or "#7a4a30"
    long = 1.35 if look.kind == "canoe" else 1.0
    hull = smooth(
        [(-0.95, 0.78), (-0.5, 0.55), (0.4, 0.52), (1.0, 0.82), (0.78, 0.2), (0.5, 0), (-0.5, 0), (-0.74, 0.2)]
    ) * [long, 1]
    inner = smooth([(-0.78, 0.64), (-0.3, 0.5), (0.4, 0.48), (0.82, 0.66), (0.3, 0.6), (-0.3, 0.62)]) * [long, 1]
    rower = [p for p in person(Look("person", look.rng)) if p.shape[:, 1].max() > 0.52]
    oar = strip([(0.24, 0.9), (0.7, 0.12)], [0.02, 0.035])
    stripe = strip([(-0.86 * long, 0.62), (-0.4 * long, 0.43), (0.4 * long, 0.4), (0.88 * long, 0.64)], 0.022)
    return [
        Part(inner, "#2e1c14", 0.4),
        *moved(rower, 0.0, -0.3, 1.75),
        Part(hull, wood),
        Part(stripe, shaded(wood, 1.4), 0),
        Part(oar, "#a5805a", 0.4),
    ]


def car(look: Look) -> list[Part]:
    """A car from the side; a taxi carries its sign."""
    taxi = look.kind == "taxi"
    c = look.colour or ("#f2c230" if taxi else "#c2382f")
    body = [
        (-1.45, 0.3),
        (-1.46, 0.55),
        (-1.2, 0.66),
        (-0.75, 0.7),
        (-0.42, 0.98),
        (0.38, 1.0),
        (0.78, 0.72),
        (1.3, 0.6),
        (1.46, 0.45),
        (1.45, 0.26),
        (1.2, 0.2),
        (-1.2, 0.2),
    ]
    glass = "#2c3c4a" if look.night < 0.5 else "#4a4636"
    parts = [
        Part(smooth(body, 5), c),
        Part(smooth([(-0.6, 0.72), (-0.36, 0.92), (-0.02, 0.93), (-0.02, 0.72)], 4), glass),
        Part(smooth([(0.04, 0.72), (0.04, 0.93), (0.34, 0.93), (0.6, 0.73)], 4), glass),
    ]
    parts += [
        Part(strip([(-1.4, 0.46), (1.4, 0.42)], 0.012), shaded(c, 0.7), 0),
        Part(strip([(0.02, 0.7), (0.02, 0.26)], 0.006), shaded(c, 0.6), 0),
    ]
    parts += [Part(strip([(-0.2, 0.6), (-0.06, 0.6)], 0.012), shaded(c, 1.3), 0)]
    for x in (-0.86, 0.88):
        parts += [
            Part(ellipse(x, 0.22, 0.27, 0.24), "#141518"),
            Part(ellipse(x, 0.22, 0.15, 0.135), "#a9acb2"),
            Part(ellipse(x, 0.22, 0.04, 0.036), "#3a3c42", 0),
        ]
    if taxi:
        parts += [
            Part(box(-0.16, 1.0, 0.14, 1.1), "#fff2c0", 0, True),
            *(Part(box(x, 0.5, x + 0.08, 0.56), DARK, 0) for x in np.arange(-1.2, 1.1, 0.16)),
        ]
    return [
        *parts,
        Part(ellipse(1.38, 0.48, 0.07, 0.06), "#fff0c0", 0, True),
        Part(ellipse(-1.42, 0.5, 0.05, 0.05), "#ff4030", 0, True),
    ]


def truck(look: Look) -> list[Part]:
    """A van with windows along its side."""
    c = look.colour or "#4a8aa5"
    body = [
        (-1.1, 0.2),
        (-1.14, 0.86),
        (-1.06, 1.0),
        (0.6, 1.0),
        (0.86, 0.92),
        (1.12, 0.56),
        (1.16, 0.22),
        (1.0, 0.16),
        (-1.0, 0.16),
    ]
    parts = [
        Part(smooth(body, 5), c),
        Part(
            smooth([(-1.13, 0.5), (-1.14, 0.88), (-1.06, 1.0), (0.6, 1.0), (0.86, 0.92), (1.1, 0.5)], 4), "#eee8da", 0.8
        ),
    ]
    parts += [
        Part(smooth([(x, 0.6), (x, 0.9), (x + 0.38, 0.9), (x + 0.38, 0.6)], 3), "#2c3c4a", 0.4)
        for x in (-0.98, -0.5, -0.02)
    ]
    parts.append(Part(smooth([(0.5, 0.58), (0.5, 0.9), (0.72, 0.88), (0.98, 0.58)], 3), "#2c3c4a", 0.4))
    for x in (-0.66, 0.68):
        parts += [Part(ellipse(x, 0.16, 0.19, 0.17), "#141518"), Part(ellipse(x, 0.16, 0.1, 0.09), "#a9acb2")]
    return [*parts, Part(ellipse(1.12, 0.4, 0.05, 0.06), "#fff0c0", 0, True)]


def train(look: Look) -> list[Part]:
    """A passenger train with lit windows."""
    c = look.colour or "#8a352e"
    parts = [Part(box(-3.4, -0.06, 3.4, 0.05), "#3a3430", 0.3)]
    for i in range(4):
        x = -3.2 + i * 1.5
        parts += [
            Part(box(x, 0.12, x + 1.42, 0.9), c, 0.5),
            Part(box(x - 0.02, 0.88, x + 1.44, 0.98), DARK, 0.6),
            Part(box(x, 0.4, x + 1.42, 0.44), "#e8d8b0", 0),
        ]
        parts += [
            Part(box(x + 0.12 + 0.25 * j, 0.52, x + 0.28 + 0.25 * j, 0.76), WARM_LIGHT, 0, True) for j in range(5)
        ]
        parts += [Part(ellipse(x + q, 0.1, 0.11, 0.11), DARK) for q in (0.25, 0.5, 0.9, 1.15)]
    nose = smooth([(2.8, 0.1), (2.8, 0.95), (3.1, 0.9), (3.5, 0.4), (3.5, 0.1)])
    return [
        *parts,
        Part(nose, c),
        Part(smooth([(2.98, 0.6), (2.98, 0.86), (3.12, 0.8), (3.26, 0.6)], 4), "#26343f", 0.4),
        Part(ellipse(3.42, 0.32, 0.06, 0.05), "#fff0c0", 0, True),
    ]


def bicycle(look: Look) -> list[Part]:
    """A bicycle."""
    c = look.colour or "#b0443a"
    parts = [Part(ring(x, 0.3, 0.3, 0.272), DARK, 0.3) for x in (-0.5, 0.5)]
    tubes = ([(-0.5, 0.3), (-0.2, 0.8)], [(-0.2, 0.72), (0.35, 0.75)], [(-0.05, 0.3), (0.35, 0.75)],
        [(-0.05, 0.3), (-0.2, 0.72)],
             [(-0.5, 0.3), (-0.05, 0.3)], [(0.5, 0.3), (0.33, 0.85)], [(0.33, 0.85), (0.2, 0.95)])  # fmt: skip
    return [*parts, *(Part(strip(t, 0.02), c, 0.4) for t in tubes), Part(ellipse(-0.2, 0.82, 0.11, 0.03), DARK)]


def motorcycle(look: Look) -> list[Part]:
    """A motorcycle with tank, seat and lamp."""
    c = look.colour or "#a83a2c"
    parts: list[Part] = []
    for x in (-0.62, 0.66):
        parts += [
            Part(ring(x, 0.3, 0.3, 0.19), "#17181c", 0.6),
            Part(ring(x, 0.3, 0.19, 0.165), "#a9acb2", 0),
            Part(ellipse(x, 0.3, 0.05, 0.05), "#8a8d94"),
        ]
    parts += [
        Part(strip(t, 0.03), "#6a6d75", 0.5)
        for t in ([(-0.62, 0.3), (0.1, 0.34)], [(0.66, 0.3), (0.44, 0.86)], [(-0.1, 0.3), (0.4, 0.66)])
    ]
    engine = smooth([(-0.24, 0.2), (-0.26, 0.46), (0.0, 0.54), (0.24, 0.46), (0.22, 0.22)])
    tank = smooth([(-0.16, 0.6), (-0.06, 0.8), (0.3, 0.82), (0.44, 0.68), (0.26, 0.58)])
    seat = smooth([(-0.72, 0.68), (-0.4, 0.74), (-0.1, 0.68), (-0.14, 0.58), (-0.5, 0.58)])
    return [
        *parts,
        Part(engine, "#7c8088"),
        Part(tank, c),
        Part(seat, "#241e1c"),
        Part(strip([(0.44, 0.86), (0.26, 0.98)], 0.02), DARK, 0.4),
        Part(ellipse(0.54, 0.76, 0.08, 0.08), "#fff0c0", 0, True),
    ]


def plane(look: Look) -> list[Part]:
    """An airliner."""
    c = look.colour or PALE
    body = smooth([(-1.2, 0.5), (-1.0, 0.42), (0.9, 0.4), (1.25, 0.5), (1.1, 0.6), (0.6, 0.64), (-1.0, 0.58)])
    windows = [Part(box(x, 0.53, x + 0.03, 0.56), "#3c4a5a", 0) for x in np.arange(-0.7, 0.8, 0.09)]
    tail, wing = (
        np.array([(-1.2, 0.56), (-1.3, 1.0), (-1.1, 1.0), (-0.8, 0.58)]),
        np.array([(0.2, 0.46), (-0.3, 0.02), (-0.55, 0.02), (-0.2, 0.46)]),
    )
    return [Part(body, c), *windows, Part(tail, look.colour or "#c8483a", 0.6), Part(wing, "#b6bcc4", 0.6)]


def balloon(look: Look) -> list[Part]:
    """A hot air balloon with gores."""
    c = look.colour or ("#d8452f", "#e8932f", "#3a7ab8", "#5a9a5a", "#b84a8a")[int(look.rng.integers(5))]
    trim = ("#f6dfae", "#f4ecd8", "#f2c84a")[int(look.rng.integers(3))]
    envelope = smooth(
        [
            (-0.07, 0.2),
            (-0.3, 0.5),
            (-0.335, 0.74),
            (-0.2, 0.94),
            (0, 1.0),
            (0.2, 0.94),
            (0.335, 0.74),
            (0.3, 0.5),
            (0.07, 0.2),
        ]
    )
    parts = [Part(envelope, c)]
    for k in (-0.62, 0, 0.62):
        gore = [(k * 0.07 - 0.014, 0.2), (k * 0.31 - 0.045, 0.52), (k * 0.335 - 0.05, 0.75), (k * 0.2 - 0.02, 0.955),
                (k * 0.2 + 0.02, 0.955), (k * 0.335 + 0.05, 0.75), (k * 0.31 + 0.045, 0.52),
                (k * 0.07 + 0.014, 0.2)]  # fmt: skip
        parts.append(Part(smooth(gore), trim, -1))
    basket = smooth([(-0.05, 0.09), (0.05, 0.09), (0.045, 0.0), (-0.045, 0)])
    ropes = [Part(strip([(s * 0.06, 0.2), (s * 0.04, 0.09)], 0.003), DARK, 0.2) for s in (-1, 1)]
    return [*parts, *ropes, Part(basket, "#8a5c36"), Part(ellipse(0, 0.185, 0.02, 0.025), WARM_LIGHT, 0, True)]


def rocket(look: Look) -> list[Part]:
    """A finned rocket on its flame."""
    c = look.colour or "#c83c2e"
    fins = [Part(np.array([(s * 0.1, 0.2), (s * 0.22, 0.0), (s * 0.2, 0.2), (s * 0.1, 0.4)]), c, 0.8) for s in (-1, 1)]
    body = smooth([(-0.1, 0.08), (-0.12, 0.4), (-0.1, 0.7), (0, 1.0), (0.1, 0.7), (0.12, 0.4), (0.1, 0.08)])
    flames = [
        Part(smooth([(-w, 0.03), (-w * 1.8, -h / 3), (0, -h), (w * 1.8, -h / 3), (w, 0.03)]), k, 0, True)
        for w, h, k in ((0.06, 0.32, "#ffb040"), (0.03, 0.18, "#fff2c0"))
    ]
    return [
        *fins,
        Part(body, PALE),
        Part(smooth([(-0.088, 0.78), (0, 1.0), (0.088, 0.78)]), c),
        Part(ellipse(0, 0.6, 0.05, 0.05), "#8a8f98"),
        Part(ellipse(0, 0.6, 0.036, 0.036), "#2c4a66"),
        Part(box(-0.06, 0.03, 0.06, 0.09), DARK),
        *flames,
    ]


def spaceship(look: Look) -> list[Part]:
    """A spaceship with swept wings and a glowing drive."""
    c = look.colour or "#98a2b0"
    body = smooth([(-0.95, 0.42), (-0.5, 0.3), (0.5, 0.34), (1.2, 0.46), (0.5, 0.6), (-0.2, 0.72), (-0.85, 0.66)])
    wings = [
        Part(np.array([(-0.7, 0.4), (-1.1, 0.05), (-0.5, 0.1), (0.1, 0.36)]), shaded(c, 0.75), 0.6),
        Part(np.array([(-0.7, 0.62), (-1.05, 0.98), (-0.6, 0.9), (-0.2, 0.66)]), shaded(c, 0.75), 0.6),
    ]
    lines = [
        Part(strip([(-0.8, 0.55), (0.9, 0.49)], 0.006), shaded(c, 0.6), 0),
        Part(strip([(-0.5, 0.36), (0.5, 0.4)], 0.01), "#c8483a", 0),
    ]
    lights = [Part(box(x, 0.5, x + 0.045, 0.525), WARM_LIGHT, 0, True) for x in np.arange(-0.4, 0.2, 0.1)]
    return [
        *wings,
        Part(body, c),
        Part(smooth([(0.2, 0.56), (0.5, 0.66), (0.75, 0.56), (0.5, 0.5)]), "#243a52"),
        *lines,
        *lights,
        Part(ellipse(-0.98, 0.53, 0.07, 0.1), "#7fe8ff", 0, True),
    ]


def paper_lantern(look: Look) -> list[Part]:
    """A glowing paper lantern in the sky."""
    c = look.colour or "#ffb050"
    shell = smooth([(-0.28, 0.1), (-0.34, 0.5), (-0.24, 0.92), (0.24, 0.92), (0.34, 0.5), (0.28, 0.1)])
    return [Part(shell, c, 0, True), Part(ellipse(0, 0.28, 0.16, 0.2), "#fff0c0", 0, True)]


KINDS: dict[str, Kind] = {
    "sailboat": Kind(sailboat, height=0.36, at_home="water", depth=6.0),
    "ship": Kind(ship, height=0.44, width=1.3, at_home="water", depth=7.0),
    "boat": Kind(boat, height=0.12, width=2.0, at_home="water", depth=3.8),
    "canoe": Kind(boat, height=0.1, width=3.0, at_home="water", depth=3.8),
    "car": Kind(car, height=0.17, width=2.95, shiny=True),
    "taxi": Kind(car, height=0.18, width=2.95, shiny=True),
    "truck": Kind(truck, height=0.24, width=2.4, shiny=True),
    "train": Kind(train, height=0.17, width=7.0, large=True, crosses=True),
    "bicycle": Kind(bicycle, height=0.2),
    "motorcycle": Kind(motorcycle, height=0.19, width=1.8, shiny=True),
    "plane": Kind(plane, height=0.12, width=2.5, at_home="air"),
    "balloon": Kind(balloon, height=0.3, at_home="air", shiny=True),
    "rocket": Kind(rocket, height=0.54, large=True, shiny=True),
    "spaceship": Kind(spaceship, height=0.2, width=2.4, at_home="air", shiny=True),
    "lantern": Kind(paper_lantern, height=0.07, at_home="air"),
}
