"""The look of a film stock, laid over the grade of a scene."""

from dataclasses import replace
from typing import NamedTuple

from generation.engines.animatic.plan import Grade


class Stock(NamedTuple):
    """What a stock does: times the saturation, plus contrast and vignette, times a tint per channel."""

    saturation: float
    contrast: float = 0.0
    vignette: float = 0.0
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)


STOCKS = {
    "black and white": Stock(0.0, 0.1), "noir": Stock(0.0, 0.3, 0.2, (0.99, 1.0, 1.02)),
    "sepia": Stock(0.0, 0.04, 0.12, (1.1, 0.97, 0.78)), "35mm": Stock(1.06, 0.05, 0.04, (1.03, 1.0, 0.96)),
    "kodak": Stock(1.16, 0.06, 0.04, (1.05, 1.0, 0.92)), "8mm": Stock(0.86, 0.02, 0.28, (1.09, 1.0, 0.84)),
    "16mm": Stock(0.92, 0.06, 0.14, (1.03, 1.01, 0.93)), "technicolor": Stock(1.5, 0.12, 0.0, (1.03, 0.99, 1.0)),
    "bleach bypass": Stock(0.42, 0.26, 0.08, (0.98, 1.0, 1.01)),
    "polaroid": Stock(0.82, -0.06, 0.16, (1.06, 1.02, 0.92)), "vhs": Stock(0.9, -0.04, 0.08, (0.98, 1.0, 1.06)),
    "documentary": Stock(0.8, 0.04, 0.06, (0.99, 1.0, 0.99)),
}  # fmt: skip


def developed(grade: Grade, film: str) -> Grade:
    """`grade` on the stock `film`; unchanged where that is not known."""
    stock = STOCKS.get(film)
    if stock is None:
        return grade
    red, green, blue = (own * cast for own, cast in zip(grade.tint, stock.tint, strict=True))
    return replace(
        grade,
        saturation=grade.saturation * stock.saturation,
        contrast=grade.contrast + stock.contrast,
        vignette=grade.vignette + stock.vignette,
        tint=(red, green, blue),
    )
