"""Mills, masts, factories and other things that work."""

import numpy as np

from generation.engines.animatic.figures.part import DARK, Kind, Look, Part, shaded
from generation.engines.animatic.figures.pen import TAU, arch, both, curve, grid, line, lines, one, points, rod, turned
from generation.engines.animatic.figures.pieces import flame, lamps, moving, smoke, windows
from generation.engines.animatic.outline import box, ellipse, strip

turning = moving(2.0, 10)


def windmill(look: Look) -> list[Part]:
    """A windmill, its four sails turning."""
    c = look.colour or "#e0d6c4"
    hub = np.array([0.01, 0.62])
    cloth, spars, lattice = [], [], []
    for k in range(4):
        a = k * np.pi / 2 + 0.42 - np.pi / 2 * look.phase
        arm = np.array([np.cos(a), np.sin(a)])
        side = np.array([-arm[1], arm[0]])
        cloth.append(
            np.array([hub + arm * 0.07, hub + arm * 0.4, hub + arm * 0.4 + side * 0.08, hub + arm * 0.07 + side * 0.08])
        )
        spars.append(strip([hub, hub + arm * 0.415], [0.009, 0.006]))
        lattice += [strip([hub + arm * q, hub + arm * q + side * 0.08], 0.0022) for q in np.linspace(0.07, 0.4, 9)]
        lattice += [strip([hub + arm * 0.07 + side * w, hub + arm * 0.4 + side * w], 0.0022) for w in (0.04, 0.08)]
    return [
        Part(points("-15 0, -14 3, 14 3, 15 0"), "#8d8478", 0.4),
        Part(points("-13.5 2, -8 56, 8 56, 13.5 2"), c, 0.85, fade=shaded(c, 0.82)),
        one(
            [box(-0.13 + 0.1 * y, y, 0.13 - 0.1 * y, y + 0.0018) for y in np.arange(0.07, 0.55, 0.06)],
            shaded(c, 0.7),
            0,
            opacity=0.35,
        ),
        Part(curve("-9.5 54*, -9 62, -3 68, 4 68, 9 63, 10 54*"), "#6e4436", 0.7, fade="#4e3028"),
        one(
            [
                box(-0.17, 0.2, 0.17, 0.212),
                *lines((-0.16, -0.08, 0.0, 0.08, 0.16), 0.2, 0.245, 0.003),
                box(-0.17, 0.24, 0.17, 0.246),
            ],
            "#6a5240",
            0.3,
        ),
        *windows(look, [arch(x, y, 0.018, 0.06) for x, y in ((-0.05, 0.27), (0.04, 0.4), (0.05, 0.08))], 1.0),
        Part(arch(-0.03, 0.025, 0.034, 0.115), "#4a3024", 0.2),
        one(cloth, "#f3ecdd", 0.15, opacity=0.92),
        one(lattice, "#8d7a62"),
        one(spars, "#54402f", 0.4),
        Part(ellipse(hub[0], hub[1], 0.018, 0.018, 16), "#3a2c22", 0.7),
    ]


def turbine(look: Look) -> list[Part]:
    """A modern wind turbine, turning."""
    c = look.colour or "#f0f1ee"
    hub = (0.012, 0.68)
    blades = []
    for k in range(3):
        blade = curve("0 -0.8, 3 1.8, 8 2.0, 31 0.2, 32 -0.2, 10 -0.9, 2 -1.0", 3)
        blades.append(turned(blade, k * TAU / 3 + 0.9 - TAU / 3 * look.phase) + np.array(hub))
    return [
        Part(points("-1.9 0, -1 68, 1 68, 1.9 0"), c, 0.8, fade=shaded(c, 0.8)),
        Part(curve("-3.4 67*, -3.4 69.2, 1.6 69.2, 2.2 68, 1.6 67*"), shaded(c, 0.95), 0.6),
        one(blades, c, 0.5),
        Part(ellipse(*hub, 0.015, 0.015, 16), shaded(c, 0.92), 0.8),
        Part(ellipse(-0.03, 0.697, 0.005, 0.005, 8), "#ff4a3a", 0, glow=look.phase % 1 < 0.5),
    ]


def water_tower(look: Look) -> list[Part]:
    """A wooden water tank on legs."""
    c = look.colour or "#9a6a44"
    legs = [line("-26 0, -20 52", 1.6), line("26 0, 20 52", 1.6), line("-8 0, -7 52", 1.2), line("8 0, 7 52", 1.2)]
    braces = [
        rod(-0.25, 0.04, 0.23, 0.27, 0.005),
        rod(0.25, 0.04, -0.23, 0.27, 0.005),
        rod(-0.23, 0.28, 0.21, 0.5, 0.005),
        rod(0.23, 0.28, -0.21, 0.5, 0.005),
        rod(-0.24, 0.275, 0.24, 0.275, 0.008),
    ]
    return [
        one([*braces, rod(0, 0.0, 0, 0.52, 0.012)], "#54463c", 0.2),
        one(legs, "#6a5648", 0.5),
        Part(box(-0.29, 0.5, 0.29, 0.535), "#5a483c", 0.4),
        Part(points("-27 53, -28 84, 28 84, 27 53"), c, 0.8, fade=shaded(c, 0.78)),
        one(lines(np.arange(-0.24, 0.26, 0.053), 0.535, 0.84, 0.0018), shaded(c, 0.6), 0, opacity=0.6),
        one([box(-0.282, y, 0.282, y + 0.01) for y in (0.575, 0.66, 0.745, 0.81)], "#3a3634", 0.3),
        Part(both("32 83, 0 100"), "#5d4c42", 0.6, fade="#433730"),
        Part(ellipse(0, 1.0, 0.018, 0.018, 12), DARK, 0.5),
        one(
            [
                rod(0.2, 0.0, 0.2, 0.84, 0.004),
                rod(0.235, 0.0, 0.235, 0.84, 0.004),
                *(rod(0.2, y, 0.235, y, 0.003) for y in np.arange(0.03, 0.84, 0.035)),
            ],
            "#3c3532",
        ),
    ]


def factory(look: Look) -> list[Part]:
    """A brick works with a saw-tooth roof and smoking chimneys."""
    c = look.colour or "#9a5a48"
    teeth = [points(f"{x} 34, {x} 52, {x + 26} 36, {x + 26} 34") for x in (-98, -72, -46, -20)]
    lights = [points(f"{x} 36, {x} 50, {x + 3} 48, {x + 3} 36") for x in (-98, -72, -46, -20)]
    stacks = [points("36 0, 38 96, 48 96, 50 0"), points("62 0, 64 84, 73 84, 75 0")]
    panes = [
        *grid(np.arange(-0.92, 0.0, 0.155), [0.14], 0.1, 0.13),
        *grid(np.arange(0.14, 0.98, 0.13), [0.08, 0.26, 0.44], 0.08, 0.1),
    ]
    return [
        *smoke(0.43, 0.97, 0.04, 0.28, -0.7, look.phase, "#a29e9c", 10, 0.6, 3.0),
        *smoke(0.685, 0.85, 0.035, 0.36, -0.7, (look.phase + 0.5) % 1, "#b3afac", 10, 0.55, 3.0),
        one(stacks, shaded(c, 0.88), 0.8, fade=shaded(c, 0.7)),
        one(
            [box(x, y, x + w, y + 0.02) for x, y, w in ((0.37, 0.94, 0.12), (0.63, 0.82, 0.11), (0.37, 0.86, 0.12))],
            "#efe2d0",
            0.3,
        ),
        one(teeth, "#5d5f64", 0.15),
        *windows(look, lights, 1.0),
        Part(box(-0.98, 0, 0.06, 0.36), c, 0.05, fade=shaded(c, 0.8)),
        Part(box(0.06, 0, 1.02, 0.6), shaded(c, 1.06), 0.05, fade=shaded(c, 0.82)),
        one([box(-0.98, y, 1.02, y + 0.002) for y in np.arange(0.03, 0.36, 0.03)], shaded(c, 0.6), 0, opacity=0.25),
        one(
            [box(-1.0, 0.34, 0.06, 0.37), box(0.04, 0.585, 1.04, 0.62), box(0.06, 0.0, 1.02, 0.03)], shaded(c, 1.3), 0.3
        ),
        *windows(look, panes, 0.7),
        one([box(a, 0.2, a + 0.1, 0.206) for a in np.arange(-0.92, 0.0, 0.155)], "#2c2624"),
        Part(box(-0.16, 0, 0.0, 0.13), "#3d4a52", 0.2),
    ]


def oil_rig(look: Look) -> list[Part]:
    """A drilling platform at sea, its flare burning."""
    c = look.colour or "#d8a23a"
    legs = [points(f"{x - 3} -8, {x - 3} 40, {x + 3} 40, {x + 3} -8") for x in (-50, -18, 18, 50)]
    braces = [
        rod(a, 0.05, b, 0.36, 0.01)
        for a, b in ((-0.5, -0.18), (-0.18, -0.5), (0.18, 0.5), (0.5, 0.18), (-0.18, 0.18), (0.18, -0.18))
    ]
    derrick = [rod(-0.11, 0.56, -0.02, 1.0, 0.008), rod(0.11, 0.56, 0.02, 1.0, 0.008)]
    for y in np.arange(0.56, 0.94, 0.075):
        w, v = 0.11 - 0.2 * (y - 0.56), 0.11 - 0.2 * (y - 0.485)
        derrick += [rod(-w, y, v, y + 0.075, 0.004), rod(w, y, -v, y + 0.075, 0.004), rod(-w, y, w, y, 0.004)]
    return [
        *flame(-0.86, 0.8, 0.035, 0.17, look.phase),
        one([rod(-0.6, 0.5, -0.86, 0.8, 0.01), rod(-0.5, 0.62, -0.86, 0.8, 0.005)], "#5a5e64", 0.3),
        one(braces, "#b8862f", 0.3),
        one(legs, c, 0.7, fade="#8d4a2c"),
        one(
            [rod(0.4, 0.62, 0.66, 0.98, 0.012), rod(0.66, 0.98, 0.72, 0.6, 0.003), box(0.36, 0.5, 0.44, 0.66)],
            "#c8402e",
            0.4,
        ),
        one(derrick, "#c8402e", 0.2),
        Part(box(-0.64, 0.38, 0.64, 0.47), shaded(c, 0.85), 0.2, fade=shaded(c, 0.6)),
        one(
            [box(-0.6, 0.47, -0.16, 0.6), box(0.14, 0.47, 0.58, 0.56), box(-0.5, 0.6, -0.24, 0.69)],
            "#e6e2d8",
            0.12,
            fade="#b4b2ac",
        ),
        *windows(
            look,
            [
                *grid(np.arange(-0.56, -0.2, 0.075), [0.51], 0.045, 0.05),
                *grid(np.arange(0.18, 0.54, 0.075), [0.49], 0.045, 0.04),
            ],
            0.8,
        ),
        one([box(-0.66, y, 0.66, y + 0.005) for y in (0.475, 0.5)], "#5a5e64"),
        Part(ellipse(0.54, 0.585, 0.16, 0.014, 20), "#4f6a52", 0.3),
        *lamps(look, [ellipse(x, 0.42, 0.014, 0.014, 8) for x in (-0.58, -0.2, 0.2, 0.58)]),
        Part(ellipse(0, 1.01, 0.012, 0.012, 8), "#ff4a3a", 0, glow=True),
    ]


def radio_mast(look: Look) -> list[Part]:
    """A latticed mast with dishes, guyed to the ground."""
    c = look.colour or "#c8503c"
    rails, cross = [], []
    for s in (-1, 1):
        rails.append(rod(s * 0.05, 0, s * 0.018, 0.92, 0.005))
    ys = np.arange(0, 0.9, 0.045)
    for k, y in enumerate(ys):
        w, v = 0.05 - 0.035 * y, 0.05 - 0.035 * (y + 0.045)
        cross += [rod(-w if k % 2 else w, y, v if k % 2 else -v, y + 0.045, 0.003), rod(-w, y, w, y, 0.003)]
    guys = [rod(s * x, 0, s * 0.022, y, 0.0012) for s in (-1, 1) for x, y in ((0.3, 0.5), (0.4, 0.85))]
    bands = [
        np.array(
            [
                (-0.05 + 0.035 * y, y),
                (0.05 - 0.035 * y, y),
                (0.05 - 0.035 * (y + 0.11), y + 0.11),
                (-0.05 + 0.035 * (y + 0.11), y + 0.11),
            ]
        )
        for y in (0.11, 0.33, 0.55, 0.77)
    ]
    return [
        one(guys, "#54575c"),
        one(bands, "#f0ece4", 0, opacity=0.25),
        one(cross, shaded(c, 0.9)),
        one(rails, c, 0.3),
        one([rod(0, 0.9, 0, 1.04, 0.006)], "#e8e4dc", 0.4),
        one(
            [
                ellipse(0.05, 0.62, 0.025, 0.04, 18),
                ellipse(-0.055, 0.72, 0.022, 0.034, 18),
                ellipse(0.045, 0.8, 0.018, 0.028, 16),
            ],
            "#e4e6e8",
            0.7,
        ),
        Part(points("-9 0, -8 4, 8 4, 9 0"), "#8d8a84", 0.3),
        Part(box(0.1, 0, 0.2, 0.055), "#a8a49a", 0.2),
        one([ellipse(0, y, 0.012, 0.012, 8) for y in (0.5, 1.045)], "#ff4a3a", 0, glow=look.phase % 1 < 0.5),
    ]


def observatory(look: Look) -> list[Part]:
    """An observatory with its dome open to the sky."""
    c = look.colour or "#e8e6e0"
    dome = curve("-44 42*, -46 58, -36 82, -16 96, 0 99, 16 96, 36 82, 46 58, 44 42*")
    ribs = [line(f"0 98, {x * 0.75} 86, {x} 60, {x * 0.98} 42", 0.25) for x in (-38, -26, -14, 26, 38)]
    return [
        one([rod(0.1, 0.66, 0.36, 0.98, 0.045)], "#5a6068", 0.8),
        Part(rod(0.33, 0.945, 0.38, 1.005, 0.056), "#3c4148", 0.7),
        Part(dome, c, 0.9, fade=shaded(c, 0.72)),
        one(ribs, shaded(c, 0.62), 0, opacity=0.5),
        Part(curve("0 52*, 2 70, 10 88, 20 94, 30 90, 32 82, 26 66, 22 52*"), "#20252e", 0.1),
        one([rod(0.1, 0.6, 0.33, 0.92, 0.04)], "#6c727a", 0.8),
        Part(box(-0.48, 0.39, 0.48, 0.44), shaded(c, 0.8), 0.5),
        Part(box(-0.45, 0, 0.45, 0.4), shaded(c, 0.94), 0.5, fade=shaded(c, 0.75)),
        Part(box(0.3, 0, 0.86, 0.24), shaded(c, 0.9), 0.1, fade=shaded(c, 0.7)),
        Part(box(0.28, 0.23, 0.88, 0.255), shaded(c, 0.7), 0.4),
        *windows(
            look,
            [*(arch(x, 0.14, 0.035, 0.15) for x in (-0.32, -0.16, 0.16)), *grid([0.5, 0.62, 0.74], [0.08], 0.07, 0.09)],
            0.8,
        ),
        Part(arch(0.0, 0, 0.055, 0.18), "#4a3c30", 0.2),
    ]


def greenhouse(look: Look) -> list[Part]:
    """A glass house full of plants."""
    c = look.colour or "#f2f4f0"
    shell = points("-90 0, -90 46, -50 84, 50 84, 90 46, 90 0")
    frame = [
        *lines(np.linspace(-0.9, 0.9, 13), 0, 0.46, 0.008),
        box(-0.9, 0.45, 0.9, 0.475),
        box(-0.52, 0.83, 0.52, 0.855),
        box(-0.92, 0, 0.92, 0.06),
    ]
    frame += [rod(x, 0.46, x * 0.56, 0.84, 0.007) for x in np.linspace(-0.9, 0.9, 13)] + [
        rod(-0.72, 0.64, 0.72, 0.64, 0.006)
    ]
    plants = [
        ellipse(x, 0.2 + 0.14 * abs(np.sin(x * 7)), 0.1, 0.13 + 0.06 * np.cos(x * 11), 14)
        for x in np.arange(-0.76, 0.8, 0.15)
    ]
    return [
        Part(shell, "#d4e6dc", 0, fade="#8fb0a0", opacity=0.75),
        one(plants, "#4f7f44", 0.8, fade="#31542f"),
        one(
            [ellipse(x, 0.3 + 0.1 * np.sin(x * 17), 0.025, 0.025, 8) for x in np.arange(-0.7, 0.75, 0.17)],
            "#e0684a",
            0.6,
        ),
        *([Part(shell, "#ffdf9a", 0, glow=True, opacity=0.3)] if look.night > 0.3 else []),
        Part(shell, "#e6f2f4", 0, fade="#b8d4d8", opacity=0.28),
        one([points("-70 4, -40 44, -28 44, -58 4"), points("30 4, 60 44, 66 44, 36 4")], "#ffffff", 0, opacity=0.25),
        one(frame, c, 0.4),
        Part(points("-12 0, -12 52, 0 62, 12 52, 12 0"), "#dfe8e4", 0, opacity=0.5),
        one(
            [
                box(-0.13, 0, -0.11, 0.52),
                box(0.11, 0, 0.13, 0.52),
                rod(-0.13, 0.51, 0, 0.62, 0.012),
                rod(0.13, 0.51, 0, 0.62, 0.012),
                rod(0, 0, 0, 0.5, 0.006),
            ],
            c,
            0.4,
        ),
    ]


KINDS: dict[str, Kind] = {
    "windmill": Kind(windmill, height=0.42, width=0.95, large=True, motion=turning),
    "turbine": Kind(turbine, height=0.55, width=0.7, large=True, motion=moving(1.4, 10)),
    "water tower": Kind(water_tower, height=0.4, width=0.7, large=True),
    "factory": Kind(factory, height=0.4, width=2.2, large=True, motion=moving(1.2, 8)),
    "oil rig": Kind(
        oil_rig, height=0.4, width=1.9, at_home="water", depth=9.0, large=True, wades=True, motion=moving(0.8, 8)
    ),
    "radio mast": Kind(radio_mast, height=0.55, width=0.9, large=True, motion=moving(1.6, 2)),
    "observatory": Kind(observatory, height=0.3, width=1.5, large=True),
    "greenhouse": Kind(greenhouse, height=0.24, width=2.0, large=True),
}
