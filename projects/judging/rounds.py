"""How good an episode was after each round of shooting (pure)."""

from collections.abc import Sequence
from itertools import accumulate

from generation.iterations.values import Point, Trend
from projects.judging.values import Round, SceneFacts


def rounds(scenes: Sequence[SceneFacts]) -> tuple[Round, ...]:
    """The best that there was after the first roll of each scene, after the second, and so on: the mean over all scenes
    that were looked over, weighed by their seconds. A scene with fewer rolls stands with its best, so each round is
    over the same scenes; where a scene is measured in another way from then on, its best begins anew."""
    known = [(scene.seconds, _best_so_far(scene.trend)) for scene in scenes if scene.trend and scene.trend.points]
    most = max((len(best) for _, best in known), default=0)
    return tuple(_round(number, known) for number in range(1, most + 1))


def _best_so_far(trend: Trend) -> list[Point]:
    return list(accumulate(trend.points, _better))


def _better(best: Point, now: Point) -> Point:
    """The better of two that may be compared, at the later one's place; else the later one."""
    value = max(best.value, now.value) if now.alike else now.value
    return Point(now.version, now.number, value, now.alike)


def _round(number: int, known: Sequence[tuple[float, list[Point]]]) -> Round:
    stood = [(seconds, best[min(number, len(best)) - 1]) for seconds, best in known]
    whole = sum(seconds for seconds, _ in stood) or 1.0
    points = round(100 * sum(seconds * point.value for seconds, point in stood) / whole)
    new = (best[number - 1] for _, best in known if len(best) >= number)
    return Round(number, points, number == 1 or all(point.alike for point in new))


def said(found: Sequence[Round]) -> str:
    """How it went, in a phrase; empty where there was one round."""
    if len(found) < 2:
        return ""
    if not all(each.alike for each in found):
        return f"{len(found)} rounds, measured in different ways"
    return f"Best so far over {len(found)} rounds: {found[0].points} to {found[-1].points}"
