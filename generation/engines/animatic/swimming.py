"""Whoever swims, floats or wades: out where the water is open, and sunk as deep as they do it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.scene import Subject
from generation.engines.animatic.stage import Spot
from generation.engines.animatic.vocabulary import load

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

SWIMMING = ("swimming", "diving", "floating", "wading")
DEPTH, BEHIND_SHORE = 4.4, 5.6
"""How far out they are, in camera heights, and where firm ground lies before the water."""
SHARE = 0.8
"""Their size beside who stands at the water's edge."""
LYING, WADING, UPRIGHT = 0.15, 0.32, 0.6
"""How much of a figure is under water: of a person who swims, of who wades, and of any other."""
LOWEST = 0.9


def swims(subject: Subject) -> bool:
    """Whether it is in the water, where there is any; not what lives there."""
    kind = KINDS[subject.kind]
    at_home = kind.at_home != "ground" or kind.wades
    return subject.action in SWIMMING and not at_home and subject.kind in load().words["alive"]


def sunk(draft: Draft, spot: Spot, scale: float, most: float) -> Spot:
    """Where somebody swims who stands `scale` times as high as their kind is, and at most `most`, in frame heights."""
    size = min(KINDS[spot.subject.kind].height * scale * SHARE, most)
    depth = BEHIND_SHORE if draft.shore else DEPTH
    foot = draft.framing.horizon + draft.framing.zoom / max(draft.framing.lens, 1.0) / depth
    share = _share(spot.subject)
    return replace(spot, y=min(foot + share * size, LOWEST), size=size, z=depth, afloat=True, sunk=share)


def _share(subject: Subject) -> float:
    if subject.action == "wading":
        return WADING
    lying = subject.kind in load().words["people"] and subject.action != "floating"
    return LYING if lying else UPRIGHT
