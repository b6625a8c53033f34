"""Who a crowd is made of, and where in it each of them stands."""

from typing import NamedTuple

import numpy as np

CROWD = ("man", "woman", "man", "woman", "child", "man", "woman", "old man", "woman", "man", "woman", "man")
FEWEST, MOST = 9, 12
FAR = "far"
"""Said of one of many, who is drawn without trimmings."""
CROWD_CELS = 6
"""A crowd moves in few drawings, for it is dear to draw."""
ROWS, HALF_WIDTH, FARTHEST_ASIDE = 3, 0.74, 0.78
ROW_FOOT, ROW_RISE, ROW_SIZE, ROW_GROWTH = 0.1, 0.05, 0.86, 0.06
"""How high the feet of the last row are and how much lower those of the next; the size of the last, and what the next
gains."""


class Member(NamedTuple):
    """One of a crowd: kind, seed and facing; the foot `x`, `y` and the size in heights of the whole; whether the colour
    of the crowd is worn, and whether drawn the other way round."""

    kind: str
    seed: int
    facing: str
    x: float
    y: float
    size: float
    coloured: bool
    mirrored: bool


def members(rng: np.random.Generator, facing: str = "") -> list[Member]:
    """A dozen people in three rows, far to near, each their own; all face as said, or each as they like."""
    count = int(rng.integers(FEWEST, MOST + 1))
    return [_member(rng, facing, index, count) for index in range(count)]


def _member(rng: np.random.Generator, facing: str, index: int, count: int) -> Member:
    row, abreast = index * ROWS // count, count // ROWS
    share = (index % (abreast + 1)) / max(abreast, 1) * 2 - 1
    x = HALF_WIDTH * share + float(rng.uniform(-0.06, 0.06)) + 0.08 * (row - 1)
    kind = CROWD[int(rng.integers(len(CROWD)))]
    seed = int(rng.integers(1 << 31))
    way = facing or ("front", "back", "")[int(rng.integers(3))]
    mirrored = bool(rng.random() < 0.5)
    size = (0.74 if kind == "child" else 0.95) * float(rng.uniform(0.93, 1.04)) * (ROW_SIZE + ROW_GROWTH * row)
    aside = float(np.clip(x, -FARTHEST_ASIDE, FARTHEST_ASIDE))
    return Member(kind, seed, way, aside, ROW_FOOT - ROW_RISE * row, size, index % 3 == 0, mirrored)
