"""Graffiti along the walls of a street, where a prompt names it, by several hands."""

from collections.abc import Callable

import numpy as np

from generation.engines.animatic.outline import ellipse, smooth, strip
from generation.engines.animatic.raster import Shape
from generation.engines.animatic.sets.street import Street

SPRAY = ("#ff3f7a", "#2fd8e8", "#ffd23a", "#8f6aff", "#4af0a0", "#ff7a2a", "#f4f2ee")
INK = "#15131a"
LETTERS = 5
STROKES = (
    (((0, 1), (1, 1), (0.05, 0.02), (1, 0)),), (((0, 0), (0.5, 1), (1, 0)), ((0.22, 0.4), (0.78, 0.4))),
    (((0, 0), (0.1, 1), (0.5, 0.4), (0.9, 1), (1, 0)),),
    (((0, 0), (0, 1), (0.85, 0.9), (0.8, 0.6), (0, 0.48), (1, 0)),),
    (((0, 1), (0.05, 0.1), (0.5, 0), (0.95, 0.1), (1, 1)),), (((0, 1), (0.5, 0.5), (1, 1)), ((0.5, 0.5), (0.45, 0))),
)  # fmt: skip
"""Letters as strokes in a box of 1, which spell nothing."""


def spray(street: Street) -> None:
    """Pieces of swollen or square letters on clouds of paint, and quick tags between and over them."""
    rng = street.rng
    for side in (-1, 1) if street.canvas.plan.scene.has("graffiti") else ():
        z, x = 1.5, side * (street.half - 0.05)
        hand = int(rng.integers(2))
        while z < 11.0:
            tall, low = float(rng.uniform(0.55, 1.05)), float(rng.uniform(0.18, 0.4))
            long = tall * 0.62 * LETTERS
            with street.solids.at(z + long / 2):
                HANDS[hand % len(HANDS)](street, x, z, low, tall)
                _tag(street, x * 0.997, z + float(rng.uniform(0.2, 0.9)) * long, float(rng.uniform(1.15, 1.5)), 0.22)
            hand += 1
            z += long + float(rng.uniform(0.3, 1.1))


def _bubbles(street: Street, x: float, z: float, low: float, tall: float) -> None:
    """Fat letters with dark outlines on a cloud."""
    rng = street.rng
    cloud, fill = (str(c) for c in rng.choice(SPRAY, 2, replace=False))
    _cloud(street, x, z, low, tall, cloud)
    for n in range(LETTERS):
        _letter(street, x * 0.9985, z + n * tall * 0.62, low, tall, fill, rng)


def _cloud(street: Street, x: float, z: float, low: float, tall: float, colour: str) -> None:
    """The paint that letters stand on."""
    long = tall * 0.62 * LETTERS
    back = smooth([(-0.15, -0.1), (long * 0.5, -0.22), (long + 0.15, -0.08), (long + 0.12, tall + 0.1),
                   (long * 0.55, tall + 0.22), (-0.12, tall + 0.08)])  # fmt: skip
    _on_wall(street, x, z, low, back, colour)


def _blocks(street: Street, x: float, z: float, low: float, tall: float) -> None:
    """Square letters with a shadow, each leaning on the next, and paint that runs down from them."""
    rng = street.rng
    cloud, shade, fill, edge = (str(c) for c in rng.choice(SPRAY, 4, replace=False))
    _cloud(street, x * 1.001, z, low, tall, cloud)
    for n in range(LETTERS):
        lines = [np.array(line, float) for line in STROKES[int(rng.integers(len(STROKES)))]]
        wide, lift, lean = tall * 0.5, float(rng.uniform(-0.06, 0.06)) * tall, float(rng.uniform(-0.1, 0.18)) * tall
        for line in lines:
            path = np.column_stack([line[:, 0] * wide + line[:, 1] * lean + n * tall * 0.66, line[:, 1] * tall + lift])
            path = _rounded(path)
            for layer, (shift, thick, colour) in enumerate(
                ((0.05, 0.11, shade), (0.0, 0.11, INK), (0.0, 0.085, edge), (0.0, 0.06, fill))
            ):
                shape = strip(path + np.array([shift, -shift]) * tall, thick * tall)
                _on_wall(street, x * (1 - 0.0006 * layer), z, low, shape, colour)
        drip = float(rng.uniform(0.08, 0.3)) * tall
        run = strip([(n * tall * 0.66, lift), (n * tall * 0.66, lift - drip)], 0.012)
        _on_wall(street, x * 0.9975, z, low, run, fill)


def _tags(street: Street, x: float, z: float, low: float, tall: float) -> None:
    """A wall of names, one over the other, with a crown above."""
    rng = street.rng
    for _ in range(4):
        along = float(rng.uniform(0, 0.55)) * LETTERS * tall * 0.6
        _tag(street, x, z + along, low + float(rng.uniform(0, 0.8)) * tall, float(rng.uniform(0.26, 0.5)) * tall)
    crown = np.array([(0, 0), (0.5, 0), (0.55, 0.34), (0.38, 0.16), (0.25, 0.4), (0.12, 0.16), (-0.05, 0.34)])
    _on_wall(street, x * 0.998, z + tall, low + tall, crown * (tall * 0.7), str(rng.choice(SPRAY)))


def _tag(street: Street, x: float, z: float, low: float, tall: float) -> None:
    """A name in a few quick lines, underlined."""
    rng = street.rng
    colour = str(rng.choice((*SPRAY, INK)))
    for n in range(4):
        for line in STROKES[int(rng.integers(len(STROKES)))]:
            points = np.array(line, float) * (0.55, 1.0) + rng.normal(0, 0.05, (len(line), 2))
            path = _rounded((points + (n * 0.72, 0) + points[:, 1:] * (0.25, 0)) * tall)
            _on_wall(street, x, z, low, strip(path, 0.045 * tall), colour)
    swash = np.array([(-0.2, -0.1), (1.2, -0.26), (3.1, -0.06)]) * tall
    _on_wall(street, x, z, low, strip(swash, 0.04 * tall), colour)


def _rounded(path: Shape) -> Shape:
    """A line of the hand: its corners are turned, not cut."""
    steps = np.linspace(0, len(path) - 1, 5 * (len(path) - 1) + 1)
    fine = np.column_stack([np.interp(steps, np.arange(len(path)), path[:, axis]) for axis in (0, 1)])
    fine[1:-1] = (fine[:-2] + 2 * fine[1:-1] + fine[2:]) / 4
    return fine


def _letter(street: Street, x: float, z: float, low: float, tall: float, fill: str, rng: np.random.Generator) -> None:
    """One swollen letter with a dark outline and a shine."""
    wide = tall * 0.56
    base = np.array(
        [(0.0, 0.0), (0.5, 0.08), (1.0, 0.0), (1.05, 0.5), (1.0, 1.0), (0.5, 0.9), (0.0, 1.0), (-0.05, 0.5)]
    )
    body = smooth((base + rng.normal(0, 0.07, base.shape)) * (wide, tall), 4)
    middle = body.mean(0)
    _on_wall(street, x, z, low, (body - middle) * 1.12 + middle, INK)
    _on_wall(street, x * 0.999, z, low, body, fill)
    at, up = (float(n) for n in middle + rng.normal(0, 0.1, 2) * (wide, tall))
    hole = ellipse(at, up, wide * 0.13, tall * 0.15, 12)
    _on_wall(street, x * 0.998, z, low, hole, INK)
    _on_wall(street, x * 0.998, z, low, ellipse(wide * 0.25, tall * 0.8, wide * 0.13, tall * 0.05, 10, 0.5), "#ffffff")


def _on_wall(street: Street, x: float, z: float, y: float, shape: Shape, colour: str) -> None:
    street.solids.face(np.c_[np.full(len(shape), x), shape[:, 1] + y, shape[:, 0] + z], colour)


HANDS: tuple[Callable[[Street, float, float, float, float], None], ...] = (_bubbles, _blocks, _tags)
