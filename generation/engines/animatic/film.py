"""The look of a film stock and of how it is developed, laid over the grade of a scene."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from generation.engines.animatic.plan import Grade


class Stock(NamedTuple):
    """What a stock does: times the saturation, plus contrast and vignette, times a tint per channel and the grain."""

    saturation: float = 1.0
    contrast: float = 0.0
    vignette: float = 0.0
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    grain: float = 1.0


STOCKS = {
    "black and white": Stock(0.0, 0.1), "noir": Stock(0.0, 0.3, 0.2, (0.99, 1.0, 1.02)),
    "sepia": Stock(0.0, 0.04, 0.12, (1.1, 0.97, 0.78)), "35mm": Stock(1.06, 0.05, 0.04, (1.03, 1.0, 0.96)),
    "kodak": Stock(1.16, 0.06, 0.04, (1.05, 1.0, 0.92)), "8mm": Stock(0.86, 0.02, 0.28, (1.09, 1.0, 0.84)),
    "16mm": Stock(0.92, 0.06, 0.14, (1.03, 1.01, 0.93)), "technicolor": Stock(1.5, 0.12, 0.0, (1.03, 0.99, 1.0)),
    "bleach bypass": Stock(0.42, 0.26, 0.08, (0.98, 1.0, 1.01)),
    "polaroid": Stock(0.82, -0.06, 0.16, (1.06, 1.02, 0.92)), "vhs": Stock(0.9, -0.04, 0.08, (0.98, 1.0, 1.06)),
    "documentary": Stock(0.8, 0.04, 0.06, (0.99, 1.0, 0.99)),
}  # fmt: skip


GRADES = {
    "warm": Stock(tint=(1.13, 1.0, 0.82)), "cool": Stock(tint=(0.86, 0.99, 1.14)), "muted": Stock(0.6, -0.04),
    "rich": Stock(1.3), "contrast": Stock(1.05, 0.6), "faded": Stock(0.82, -0.5), "fine grain": Stock(grain=2.4),
    "coarse grain": Stock(grain=6.0),
}  # fmt: skip
"""How a picture is developed, as it was said."""
GAUGES = {"full frame": Stock(grain=0.3), "film": Stock(0.98, 0.02, 0.03, (1.02, 1.0, 0.98), 2.0)}
"""What the kind of camera does to its pictures."""
GRAINS = {"8mm": 5.0, "16mm": 3.6, "35mm": 1.5, "kodak": 1.6, "noir": 2.0, "black and white": 1.4}
"""Times the usual grain of the stocks that show it."""


def developed(grade: Grade, film: str, gauge: str = "", grades: Iterable[str] = ()) -> Grade:
    """`grade` on the stock `film` of a camera, developed as said; what is not known leaves it unchanged."""
    stock = STOCKS.get(film)
    said = [stock._replace(grain=GRAINS.get(film, 1.0))] if stock else []
    said += [GAUGES[gauge]] if gauge in GAUGES else []
    for each in (*said, *(GRADES[name] for name in sorted(grades) if name in GRADES)):
        grade = _laid_over(grade, each)
    return grade


def _laid_over(grade: Grade, stock: Stock) -> Grade:
    red, green, blue = (own * cast for own, cast in zip(grade.tint, stock.tint, strict=True))
    return replace(
        grade,
        saturation=grade.saturation * stock.saturation,
        contrast=grade.contrast + stock.contrast,
        vignette=grade.vignette + stock.vignette,
        tint=(red, green, blue),
        grain=grade.grain * stock.grain,
    )
