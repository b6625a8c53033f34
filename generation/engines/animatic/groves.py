"""Far trees as polygons in frame units (v runs down), many worked out at once."""

from collections.abc import Callable

import numpy as np

from generation.engines.animatic import plants
from generation.engines.animatic.foliage import is_preview, lumps
from generation.engines.animatic.raster import Outlines, Row, Shape, Shapes, joined

TIERS, TALL_TIERS, TALL = 9, 17, 0.12  # of a fir, and of one taller than so much of the frame
SMALL_TIERS, SMALL = 4, 14.0  # pixels: in a preview a tree lower than this has as many tiers, or one lump for a crown
LUMPS, LUMP_POINTS = 8, 14  # of a round tree's crown
CROWN = np.array([0.42, 0.31])  # half axes of the crown of a small round tree, of its height
STEM_SIDES = np.array([-0.1, 0.1, 0.08, -0.08]), np.array([-0.035, 0.035, 0.018, -0.018])
"""How far the corners of a fir's stem are aside, in its half widths, and of a round tree's, in its heights."""
GROWERS: dict[str, Callable[[float, float, float, np.random.Generator], list[Shape]]] = {
    "acacia": plants.acacia, "palm": plants.palm, "bare": plants.bare,
}  # fmt: skip


class Grove:
    """Far trees of one kind; each draws its chance when it is planted. Where a unit is only `scale` pixels, those that
    are a few pixels high are drawn in less detail."""

    def __init__(self, kind: str, rng: np.random.Generator, scale: float) -> None:
        self.kind, self.rng, self.scale = kind, rng, scale
        self._firs: dict[int, list[tuple[int, float, float, float, Row]]] = {}
        self._round: list[tuple[int, float, float, float, Shape, Shape]] = []
        self._grown: dict[int, Shapes] = {}
        self._count = 0

    def plant(self, u: float, foot: float, tall: float) -> None:
        """One more tree."""
        order, self._count = self._count, self._count + 1
        if self.kind == "conifer":
            tiers = TIERS if tall < TALL else TALL_TIERS
            self._firs.setdefault(tiers, []).append((order, u, foot, tall, self.rng.random(1 + 4 * tiers)))
        elif self.kind == "broad":
            even, uneven = np.empty((LUMPS, 3)), np.empty((LUMPS, LUMP_POINTS))
            for n in range(LUMPS):
                self.rng.random(out=even[n])
                self.rng.standard_normal(out=uneven[n])
            self._round.append((order, u, foot, tall, even, uneven))
        else:
            self._grown[order] = joined(GROWERS[self.kind](u, foot, tall, self.rng))

    def outlines(self) -> list[Shapes]:
        """All that were planted, in their order."""
        for tiers, firs in self._firs.items():
            order, *trees = zip(*firs, strict=True)
            self._grown |= dict(zip(order, self._as_firs(tiers, *map(np.array, trees)), strict=True))
        if self._round:
            order, *trees = zip(*self._round, strict=True)
            self._grown |= dict(zip(order, self._as_round(*map(np.array, trees)), strict=True))
        return [self._grown[order] for order in range(self._count)]

    def _small(self, tall: Row) -> bool:
        return is_preview(self.scale) and float(tall.max()) * self.scale < SMALL

    def _as_firs(self, tiers: int, u: Row, base: Row, tall: Row, chance: Shape) -> list[Outlines]:
        """Jagged tiers narrowing to the tip, and a stem."""
        w, each = tall * (0.13 + (0.19 - 0.13) * chance[:, 0]), chance[:, 1:].reshape(len(u), tiers, 2, 2)
        if self._small(tall):
            tiers = SMALL_TIERS
            each = each[:, :tiers]
        t = [n / tiers for n in range(tiers)]
        y = base[:, None] - tall[:, None] * (0.08 + 0.92 * np.array(t))
        x = w[:, None] * np.array([(1 - share) ** 0.9 for share in t])
        k = 0.75 + (1.15 - 0.75) * each[..., 0]
        low, high = y[..., None] + (tall * 0.025)[:, None, None] * each[..., 1], y - (tall * 0.045)[:, None]
        sides = []
        for n, sign in enumerate((-1, 1)):
            across = np.stack([u[:, None] + sign * x * k[..., n], u[:, None] + sign * x * k[..., n] * 0.45], 2)
            down = np.stack([low[..., n], high], 2)
            sides.append(np.stack([across, down], 3).reshape(len(u), -1, 2))
        tip = np.stack([u, base - tall], 1)[:, None]
        crowns = np.concatenate([sides[0], tip, sides[1][:, ::-1]], 1)
        return _with_stems(_stems(u, base, w, base - tall * 0.12, STEM_SIDES[0]), crowns, stem_first=False)

    def _as_round(self, u: Row, base: Row, tall: Row, even: Shape, uneven: Shape) -> list[Outlines]:
        """A stem and a few lumps."""
        stems = _stems(u, base, tall, base - tall * 0.5, STEM_SIDES[1])
        if self._small(tall):
            r = tall[:, None, None] * CROWN
            unit = lumps(np.zeros(len(u)), np.zeros(len(u)), np.ones(len(u)), uneven[:, 0, ::2], 1.0)
            return _with_stems(stems, unit * r + np.stack([u, base - tall * 0.68], 1)[:, None])
        turn = 2 * np.pi * even[..., 0]
        d = np.array([r**0.6 for r in even[..., 1].ravel().tolist()]).reshape(turn.shape)
        u, base, tall = (np.broadcast_to(row[:, None], turn.shape) for row in (u, base, tall))
        x, y = u + np.cos(turn) * d * tall * 0.34, base - tall * 0.68 - np.sin(turn) * d * tall * 0.22
        size = tall * (0.1 + (0.19 - 0.1) * even[..., 2])
        flat = lumps(x.ravel(), y.ravel(), size.ravel(), uneven.reshape(-1, LUMP_POINTS), 0.85)
        return _with_stems(stems, flat.reshape(len(turn), -1, 2), LUMPS)


def _stems(u: Row, base: Row, wide: Row, top: Row, sides: Row) -> Shape:
    """(trees, 4, 2): the stems of trees, from the ground to `top`."""
    return np.stack([u[:, None] + wide[:, None] * sides, np.stack([base, base, top, top], 1)], 2)


def _with_stems(stems: Shape, crowns: Shape, each: int = 1, stem_first: bool = True) -> list[Outlines]:
    """Trees whose crowns (trees, points, 2) are `each` so many polygons."""
    lengths = [crowns.shape[1] // each] * each
    order, lengths = ((stems, crowns), [4, *lengths]) if stem_first else ((crowns, stems), [*lengths, 4])
    return [Outlines(tree, lengths) for tree in np.concatenate(order, 1)]
