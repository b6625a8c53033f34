"""Small charts over days as points of an SVG; no script draws them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 300, 80
"""Of the drawing, in its own units; the page scales it."""
DOT_ROOM = 4
"""Kept free at the edges for half a dot."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One day's place in the drawing, and what it says when it is pointed at."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One figure over days, with the line that it should keep to. `latest` and `wanted` are plain words."""

    title: str
    latest: str
    wanted: str
    dots: tuple[Dot, ...]
    line_y: float
    first_day: str
    last_day: str

    @property
    def points(self) -> str:
        """As `polyline` wants them."""
        return " ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in self.dots)


def drawn(title: str, wanted: str, target: float, top: float, figures: Mapping[date, float], days: list[date]) -> Chart:
    """A chart of percents from 0 to `top` (or to the largest figure) over `days`, the newest at the right.

    Days without a figure have no dot.
    """
    most = max([top, *figures.values()])
    step = (WIDTH - 2 * DOT_ROOM) / max(1, len(days) - 1)
    dots = tuple(
        Dot(DOT_ROOM + place * step, _height(figures[day], most), f"{day:%d %b}: {figures[day]:.1f}%")
        for place, day in enumerate(days)
        if day in figures
    )
    latest = f"{figures[max(figures)]:.1f}%" if figures else "Nothing yet"
    return Chart(title, latest, wanted, dots, _height(target, most), f"{days[0]:%d %b}", f"{days[-1]:%d %b}")


def _height(percent: float, most: float) -> float:
    return DOT_ROOM + (HEIGHT - 2 * DOT_ROOM) * (1 - percent / most)
