"""Who sits in a saddle, as far as it shows from the side: dressed like anybody else, with a head in profile."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from generation.engines.animatic.figures.outfits import Outfit, dressed
from generation.engines.animatic.figures.part import Look, Part, shaded
from generation.engines.animatic.figures.pen import curve, flowing, one, points
from generation.engines.animatic.outline import ellipse, strip
from generation.engines.animatic.raster import Shape
from generation.engines.animatic.scene import RIDER

Placed: TypeAlias = Callable[[Shape], Shape]
"""Brings an outline of the head to where the head is."""
SKIRTED = ("dress", "kimono", "robe", "coat", "raincoat", "skirt")
"""Garments that hang down over the saddle."""
HOODED = ("raincoat",)
BRIMMED = {"straw hat": (0.17, 0.08), "cowboy hat": (0.17, 0.11), "fedora": (0.13, 0.09), "hat": (0.14, 0.09),
           "top hat": (0.12, 0.16), "tricorne": (0.15, 0.06), "wimple": (0.1, 0.08)}  # fmt: skip
"""Half the width of a brim, and how high the crown stands over it."""
YOUNG_HEAD = 1.12


def worn(look: Look) -> Outfit:
    """The clothes, skin and hair of whoever rides; what was said of the rider first."""
    who = next((a.removeprefix(RIDER) for a in sorted(look.attributes) if a.startswith(RIDER)), "person")
    rng = np.random.default_rng(int(look.rng.integers(1 << 31)))
    return dressed(replace(look, kind=who, rng=rng, colour=look.colours.get("rider"), action="riding"))


def legs(outfit: Outfit) -> str:
    """The colour of the legs below what is worn."""
    return outfit.skin if outfit.legs in ("bare", "shorts") else outfit.leg_colour


def head(outfit: Outfit, x: float, y: float, size: float, wind: float = 0.0, helmet: str = "") -> list[Part]:
    """A head in profile around (x, y), looking right; `size` 1 makes it 0.18 high. Long hair streams with `wind`.
    `helmet` is the colour of one worn where nothing else is said to be on the head."""
    size *= YOUNG_HEAD if outfit.child else 1.0

    def at(shape: Shape) -> Shape:
        return np.asarray(shape * size + np.array([x, y]))

    face = curve("-7.5 0, -6.5 6, -1 9.2, 5 7, 7 3, 7 0.6, 9 -1.6, 7.2 -2.6, 6.8 -5.6, 4 -8.8, -1 -8, -5.5 -5")
    made = [Part(at(face), outfit.skin, 0.8), Part(at(ellipse(0.045, 0.014, 0.009, 0.011, 10)), "#241a18", 0)]
    made += _beard(outfit, at)
    hat = (
        outfit.hat if outfit.hat in (*BRIMMED, "cap", "beanie", "helmet", "crown", "pointed hat", "police cap") else ""
    )
    covered = outfit.hood or outfit.garment in HOODED
    made += [] if covered or (helmet and not hat) else _hair(outfit, at, wind)
    if covered and not hat:
        hood = curve("-9 -8, -11 2, -8 10, 0 12.5, 6.5 9, 5 5, 1.5 1, 1 -5, 3 -10, -4 -11")
        return [*made, Part(at(hood), outfit.cloak or outfit.colour, 0.8)]
    if helmet and not hat:
        shell = at(ellipse(-0.008, 0.012, 0.105, 0.108, 24))
        return [*made, Part(shell, helmet, 0.9), Part(at(curve("2 -4, 3 5, 10 4, 10.5 -2, 8 -5")), "#20262e", 0.6)]
    return [*made, *_hat(hat, outfit.hat_colour, at)]


def _hair(outfit: Outfit, at: Placed, wind: float) -> list[Part]:
    colour, style = outfit.hair_colour, outfit.hair
    if style in ("bald", "none"):
        return []
    cap = curve("-8.5 -5, -8.4 6, -2 11, 5 10, 7.4 5.4*, 1 5.4, -2.4 1, -4 -6")
    if style == "curly":
        curls = [
            ellipse(0.085 * np.cos(a), 0.035 + 0.07 * np.sin(a), 0.04, 0.038, 12) for a in np.linspace(0.5, 4.1, 9)
        ]
        return [one([at(shape) for shape in (cap, *curls)], colour, 0.7)]
    tails = {
        "long": [(-0.04, 0.06), (-0.1, -0.04), (-0.13 - 0.05 * wind, -0.15), (-0.15 - 0.16 * wind, -0.27 + 0.1 * wind)],
        "ponytail": [(-0.075, 0.05), (-0.15, 0.02), (-0.19 - 0.04 * wind, -0.07 + 0.03 * wind),
                     (-0.2 - 0.08 * wind, -0.15)],
    }  # fmt: skip
    more: list[Shape] = [ellipse(-0.1, 0.055, 0.045, 0.042, 16)] if style == "bun" else []
    if style in tails:
        path = flowing(tails[style], 5)
        wide = (0.034, 0.05, 0.042, 0.012) if style == "long" else (0.016, 0.03, 0.026, 0.006)
        more.append(strip(path, np.interp(np.linspace(0, 1, len(path)), np.linspace(0, 1, 4), wide)))
    return [one([at(shape) for shape in (cap, *more)], colour, 0.7)]


def _beard(outfit: Outfit, at: Placed) -> list[Part]:
    made = []
    if "beard" in outfit.face:
        made.append(Part(at(curve("7 -4, 7.5 -9, 3 -14, -2 -9, -4 -4, 0 -4.5, 4 -3.4")), outfit.hair_colour, 0.7))
    if not {"glasses", "shades"}.isdisjoint(outfit.face):
        made.append(Part(at(points("2 3, 8 3, 8 -0.4, 3.4 -0.4, 2 1.6, -6 2.6, -6 3")), "#1b1c20", 0.2))
    return made


def _hat(kind: str, colour: str, at: Placed) -> list[Part]:
    if kind in BRIMMED:
        half, high = BRIMMED[kind]
        crown = np.array(
            [(-0.075, 0.055), (-0.07, 0.055 + high), (0.0, 0.045 + high), (0.066, 0.055 + high), (0.078, 0.055)]
        )
        brim = curve("-100 8, -50 3.4, 50 3.4, 100 8, 50 7, -50 7") * (half, 1.0)
        return [Part(at(crown), colour, 0.8), Part(at(brim), shaded(colour, 0.85), 0.6)]
    if kind in ("cap", "police cap"):
        return [Part(at(curve("-8.5 3.4, -8 9, -1 12.5, 6 9.4, 7.6 4")), colour, 0.8),
                Part(at(curve("5 5, 14 4, 15 2.4, 6 2.8")), shaded(colour, 0.7), 0.5)]  # fmt: skip
    if kind == "beanie":
        return [Part(at(curve("-9 2, -8.6 9, -1 13.4, 6.6 9.4, 8 3.6, 0 3")), colour, 0.8)]
    if kind == "helmet":
        return [Part(at(curve("-10 -2, -10 7, -2 13.4, 7 10, 9 3.6, 0 2.6")), colour, 0.9)]
    if kind == "crown":
        return [Part(at(points("-8 6, -9 15, -5 11, -1 16.5, 3 11, 8 15, 7.4 6")), colour, 0.8)]
    if kind == "pointed hat":
        return [
            Part(at(points("-9 6, -6 30, 8.4 6")), colour, 0.7),
            Part(at(ellipse(0, 0.06, 0.17, 0.02)), colour, 0.4),
        ]
    return []
