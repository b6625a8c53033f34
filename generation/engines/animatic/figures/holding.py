"""A hand that holds something: where it is, and which way things lie in it."""

from math import sin, tau

import numpy as np

from generation.engines.animatic.figures.outfits import Outfit
from generation.engines.animatic.figures.skeleton import Body, Vector, vector

WOOD = "#6d4a31"
STEEL = "#ccd3dc"


class Holding:
    """A hand with its way up, and the colours of what it holds."""

    def __init__(self, body: Body, outfit: Outfit, phase: float, side: str, thing: str) -> None:
        self.body, self.outfit, self.phase, self.side = body, outfit, phase, side
        self.k = body.build.scale
        self.hand = body.at(f"{side} hand")
        self.ahead = 1.0 if body.across[0] >= -0.05 else -1.0
        self.depth = body.near(f"{side} hand") - body.near("neck")
        self.near = 0.29 + self.depth if self.depth > -0.05 else -0.35 + self.depth
        self.colour = outfit.of(thing, "")
        self.sway = sin(tau * phase)
        self.lick = 0.6 * sin(tau * 2 * phase) + 0.4 * sin(tau * (3 * phase + 0.3))
        """How a flame in the hand leans and leaps, -1..1: quicker than the body moves."""

    def to(self, forward: float, up: float) -> Vector:
        """A place beside the hand: ahead in the picture, and up."""
        return np.asarray(self.hand + np.array([forward * self.ahead, up]) * self.k)

    def beyond(self, forward: float, left: float, up: float) -> Vector:
        """A place beside the hand in the body's own axes."""
        return self.body.flat(self.body.joints[f"{self.side} hand"] + vector(forward, left, up))
