"""How the scores went from version to version, never across methods (pure)."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from generation.iterations.values import Point, Scored, Trend
from generation.suggesting.values import Measured
from quality.scoring.names import NAMES


def trends(scored: Sequence[Scored], numbers: Mapping[UUID, int]) -> list[Trend]:
    """The total first, then each dimension that was ever measured; `scored`: the oldest first."""
    known = {dimension for one in scored for dimension in one.measured}
    order = [*(name for name in NAMES if name in known), *sorted(known - NAMES.keys())]
    return [_total(scored, numbers), *(_dimension(each, scored, numbers) for each in order)]


def _total(scored: Sequence[Scored], numbers: Mapping[UUID, int]) -> Trend:
    points: list[Point] = []
    before: frozenset[tuple[str, str, str]] | None = None
    for one in scored:
        if one.total is None:
            continue
        methods = profile(one.measured)
        points.append(Point(one.id, numbers[one.id], one.total, alike=before in (None, methods)))
        before = methods
    return Trend("", tuple(points))


def profile(measured: Measured) -> frozenset[tuple[str, str, str]]:
    """What a total was made of: equal only where the same dimensions were measured by the same methods."""
    return frozenset((dimension, seen.method, seen.version) for dimension, seen in measured.items())


def _dimension(dimension: str, scored: Sequence[Scored], numbers: Mapping[UUID, int]) -> Trend:
    points: list[Point] = []
    before: tuple[str, str] | None = None
    for one in scored:
        seen = one.measured.get(dimension)
        if seen is None:
            continue
        points.append(Point(one.id, numbers[one.id], seen.value, alike=before in (None, (seen.method, seen.version))))
        before = seen.method, seen.version
    return Trend(dimension, tuple(points))


def said(total: Trend, tries: int) -> str:
    """One line over the tree: "5 tries, score 61 to 89"."""
    many = "1 try" if tries == 1 else f"{tries} tries"
    points = total.points
    if len(points) < 2:
        return many if not points else f"{many}, score {_points(points[-1])}"
    if not all(point.alike for point in points):
        return f"{many}, measured in different ways"
    first, last = _points(points[0]), _points(points[-1])
    return f"{many}, score {last}" if first == last else f"{many}, score {first} to {last}"


def _points(point: Point) -> int:
    return round(point.value * 100)
