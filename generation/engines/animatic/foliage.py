"""Leaves, needles and forest trunks as polygons in frame units (v runs down): many at once, and where a unit is only
so few pixels that it is a preview, in as few polygons as show the same."""

from functools import lru_cache
from typing import Any

import numpy as np

from generation.engines.animatic.raster import Outlines, Row, Shape, Shapes, alike, around, columns

SLENDER = 1.6  # pixels: in a preview trunks narrower than this have neither boughs nor single needles
PREVIEW_SCALE = 200  # pixels a unit: what is drawn smaller than that is a preview
CORE, CORE_SIZE, CORE_FLAT = 12, 0.66, 0.5  # points of a clump's core, its size among leaves, its height for its width
TIP_REACH, NOTCH = 0.8, 0.75  # of its leaves a small clump shows the tips, of its core the notches between them
NEEDLES = 7  # groups of needles on a bough
LEAF_ALONG = np.array([0.0, 0.3, 0.65, 1.0, 0.65, 0.3])
LEAF_ASIDE = np.array([0.0, 0.2, 0.17, 0.0, -0.17, -0.2])
BOUGH_ALONG = np.linspace(0, 1, 6)
NEEDLES_ALONG = np.linspace(0.25, 1, NEEDLES)


@lru_cache(8)
def circle(points: int) -> tuple[Row, Row]:
    """Cosine and sine of so many equal turns."""
    t = np.linspace(0, 2 * np.pi, points, endpoint=False)
    return np.cos(t), np.sin(t)


def is_preview(scale: float) -> bool:
    """Whether a unit is so few pixels that detail would not be seen."""
    return scale < PREVIEW_SCALE


def lumps(u: Any, v: Any, size: Any, uneven: Any, flat: float) -> Shape:
    """Rounded lumps with uneven outlines, (n, points, 2): `uneven` (n, points) is normally distributed chance."""
    across, down = circle(uneven.shape[1])
    r = size[:, None] * (1 + 0.14 * np.minimum(np.maximum(uneven, -2), 2))
    return np.stack([u[:, None] + r * across, v[:, None] + r * flat * down], 2)


class Clumps:
    """Clumps of foliage of `leaves` leaves each: a core, and leaves that hang out of it all around. Every clump draws
    its own chance when it is sown, after that of its place; all are worked out together."""

    def __init__(self, count: int, leaves: int, rng: np.random.Generator) -> None:
        self.leaves, self.rng, self.count = leaves, rng, 0
        self.places = np.empty((count, 3))
        self._uneven, self._even = np.empty((count, CORE)), np.empty((count, 3, leaves))
        self._hang = np.empty((count, leaves))

    def sow(self, u: float, v: float, size: float) -> None:
        """One more clump; what `places` says of it may still be set afterwards."""
        n, rng = self.count, self.rng
        self.places[n] = u, v, size
        rng.standard_normal(out=self._uneven[n])
        if self.leaves:
            rng.random(out=self._even[n])
            rng.standard_normal(out=self._hang[n])
        self.count = n + 1

    def outlines(self, scale: float = np.inf) -> Outlines:
        """All that were sown; where a unit is only `scale` pixels each is one jagged outline."""
        n = self.count
        u, v, size = self.places[:n].T
        core = lumps(u, v, size * (CORE_SIZE if self.leaves else 1.0), self._uneven[:n], CORE_FLAT)
        if not self.leaves or not n:
            return alike(core)
        turn, reach, long = self._even[:n].transpose(1, 0, 2)
        turns, out = 2 * np.pi * turn, (0.35 + (0.85 - 0.35) * reach) * size[:, None]
        length = (0.015 + (0.03 - 0.015) * long) + (size * 0.2)[:, None]
        if is_preview(scale):
            return alike(_jagged(u, v, size, turns, out + TIP_REACH * length))
        leaves = _leaves(u, v, turns, out, length, 0.9 + 0.7 * self._hang[:n])
        each = np.concatenate([core, leaves.reshape(n, -1, 2)], 1)
        return Outlines(each.reshape(-1, 2), ([CORE] + [len(LEAF_ALONG)] * self.leaves) * n)


def _leaves(u: Row, v: Row, turns: Any, out: Any, length: Any, hang: Any) -> Shape:
    """(clumps, leaves, points, 2)."""
    angles = np.array([turns, turns + hang])
    (c, along), (s, aside) = np.cos(angles), np.sin(angles)
    along, aside = (length * along)[..., None], (length * aside)[..., None]
    across = (u[:, None] + c * out)[..., None] + LEAF_ALONG * along - LEAF_ASIDE * aside
    down = (v[:, None] + s * out * 0.55)[..., None] + LEAF_ALONG * aside + LEAF_ASIDE * along
    return np.stack([across, down], 3)


def _jagged(u: Row, v: Row, size: Row, turns: Any, reach: Any) -> Shape:
    """Clumps whose leaves are the tips of an outline that goes back to the core between them."""
    order = np.sort(turns, 1)
    between = (order + np.roll(order, -1, 1)) / 2
    between[:, -1] += np.pi
    angles = np.stack([order, between], 2).reshape(len(u), -1)
    notch = np.broadcast_to((size * NOTCH)[:, None], order.shape)
    r = np.stack([reach, notch], 2).reshape(len(u), -1)
    return np.stack([u[:, None] + np.cos(angles) * r, v[:, None] + np.sin(angles) * r * 0.7], 2)


def trunk(
    u: float, base: float, tall: float, width: float, leaf: str, rng: np.random.Generator, scale: float
) -> tuple[list[Shapes], list[Shapes]]:
    """A tall forest trunk with boughs, and its leaves or needles; in less detail where a unit is only so few pixels
    (`scale`) that none would be seen."""
    y = np.linspace(base, base - tall, 9)
    x = u + np.cumsum(rng.normal(0, width * 0.2, 9)) * 0.6
    w = width * np.linspace(1, 0.45, 9) * 0.5
    w[0] *= 1.6
    wood: list[Shapes] = [around(columns(x - w, y), columns(x + w, y))]
    where, side, reach, hang = _boughs(12 if leaf != "birch" else 5, width, leaf == "conifer", rng)
    foot = x[where], y[where]
    slender = is_preview(scale) and width * scale < SLENDER
    if not slender:
        wood.append(_bare(foot, side, reach, width * 0.06, 0.3 if leaf == "conifer" else -0.45))
    if leaf == "conifer":
        needled = _tufts(foot, side * reach, width) if slender else _needles(foot, side, reach, width, hang)
        return wood, [needled]
    leaves = Clumps(9, 14, rng)
    for _ in range(9):
        a, b = u + rng.normal(0, width * 3.2), rng.uniform(-0.05, 0.16)
        leaves.sow(a, b, width * rng.uniform(0.7, 1.5))
    return wood, [leaves.outlines(scale)]


def _boughs(count: int, width: float, needled: bool, rng: np.random.Generator) -> tuple[Any, Any, Any, Any]:
    """Of each bough: from which point of the trunk it grows, to which side, how far, and how its needles hang."""
    where, side, reach = np.empty(count, np.intp), np.empty(count), np.empty(count)
    hang = np.zeros((count, NEEDLES, 2))
    for n in range(count):
        where[n], side[n], reach[n] = rng.integers(2, 8), rng.integers(2), rng.random()
        if needled:
            rng.random(out=hang[n])
    return where, side * 2 - 1, width * (1.2 + (3.6 - 1.2) * reach), 0.4 + (0.9 - 0.4) * hang


def _bare(foot: tuple[Row, Row], side: Row, reach: Row, thick: float, drop: float) -> Outlines:
    """Boughs without needles, each from its `foot`."""
    k, thin = BOUGH_ALONG, thick * (1 - BOUGH_ALONG)
    x = foot[0][:, None] + (side * reach)[:, None] * k
    y = foot[1][:, None] + (reach * drop)[:, None] * k**1.6
    upper, lower = np.stack([x, y - thin], 2), np.stack([x, y + thin], 2)
    return alike(np.concatenate([upper, lower[:, ::-1]], 1))


def _tufts(foot: tuple[Row, Row], reach: Row, width: float) -> Outlines:
    """Boughs with their needles, so small that each is one shape."""
    x, y = foot
    tip = y + np.abs(reach) * 0.3 + width * 0.2
    across = np.stack([x + reach * 0.25, x + reach, x + reach * 0.7, x], 1)
    return alike(np.stack([across, np.stack([y, tip, tip + width * 0.2, y + width * 0.4], 1)], 2))


def _needles(foot: tuple[Row, Row], side: Row, reach: Row, width: float, hang: Any) -> Outlines:
    """The hanging groups of needles of each bough."""
    t, side, reach = NEEDLES_ALONG, side[:, None], reach[:, None]
    a, b = foot[0][:, None] + side * reach * t, foot[1][:, None] + reach * 0.3 * t**1.6
    q = width * 0.42 * (1.15 - 0.6 * t)
    near, far = hang[..., 0], hang[..., 1]
    across = np.stack([a - q * 0.5, a + q * 0.5, a + side * q * 0.45, a, a - side * q * 0.2], 2)
    down = np.stack([b - q * 0.1, b - q * 0.06, b + q * near, b + q * 0.3, b + q * far], 2)
    return alike(np.stack([across, down], 3).reshape(-1, 5, 2))


def leaf(u: float, v: float, size: float, turn: float) -> Shape:
    """A pointed leaf hanging from `u`, `v`, `size` long."""
    c, s = np.cos(turn) * size, np.sin(turn) * size
    return columns(u + LEAF_ALONG * c - LEAF_ASIDE * s, v + LEAF_ALONG * s + LEAF_ASIDE * c)
