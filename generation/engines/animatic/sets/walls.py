"""The walls of a street as layers, cut by depth so that a camera moves past them one after the other."""

from functools import partial
from itertools import pairwise

import numpy as np

from generation.engines.animatic.canvas import Layer, Making, Patch
from generation.engines.animatic.sets.rendering import Frame, render, render_cut
from generation.engines.animatic.sets.solid import Face

CUTS = (0.0, 2.2, 3.6, 6.0, 10.5, 400.0)
OVERLAP = 0.72  # of the depth where walls are cut is where those behind begin


def facades(frame: Frame, walls: list[Face]) -> list[Making]:
    """The painting of the walls, near ones first; all in one where a still is previewed that the lens blurs nowhere."""
    cuts = list(pairwise(CUTS))
    if frame.canvas.sketches and not any(frame.canvas.softness(_middle(*cut)) for cut in cuts):
        return [partial(_whole, frame, walls)]
    return [partial(_between, frame, walls, *cut) for cut in cuts]


def _between(frame: Frame, walls: list[Face], low: float, high: float) -> Layer | None:
    """The walls between two depths, and some way nearer, so that a camera that goes past finds no gap."""
    return _layer(render(frame, walls, low * OVERLAP, high), _middle(low, high))


def _whole(frame: Frame, walls: list[Face]) -> Layer | None:
    """All walls as a camera that stands sees them: what is hidden behind others is not shaded."""
    far_to_near = [(low * OVERLAP, high) for low, high in pairwise(CUTS)][::-1]
    return _layer(render_cut(frame, walls, far_to_near), _middle(*CUTS[-2:]))


def _layer(patch: Patch | None, depth: float) -> Layer | None:
    return None if patch is None else Layer(patch, depth, "facade")


def _middle(low: float, high: float) -> float:
    """The depth at which walls between two depths are held to stand."""
    return float(np.clip((max(low, 1.2) + min(high, 24)) / 2, 1.5, 16))
