"""Looks at single frames, added up: beauty, defects, and what a prompt may ask for."""

from collections.abc import Mapping

from .aesthetic import aesthetic
from .alignment import Tally
from .dimensions import METHODS, measured
from .images import Bytes
from .imaging import imaging
from .moments import Series
from .values import Score


class Means:
    """Running means of named figures."""

    def __init__(self) -> None:
        self._sums: dict[str, float] = {}
        self._count = 0

    def add(self, figures: Mapping[str, float]) -> None:
        for name, figure in figures.items():
            self._sums[name] = self._sums.get(name, 0.0) + figure
        self._count += 1

    def result(self) -> dict[str, float]:
        return {name: total / self._count for name, total in self._sums.items()}


class PictureLooks:
    """Beauty and clarity over a few frames of a clip, or over one picture."""

    def __init__(self) -> None:
        self._values, self._figures = Means(), Means()
        self._clarity_parts, self._beauty_parts = Means(), Means()
        self.tally = Tally()
        self._clear, self._beautiful = Series(), Series()

    def add(self, bgr: Bytes, gray: Bytes, luma: Bytes, frame: int = 0) -> None:
        """`bgr` and `gray` at analysis size, `luma` at full size; `frame`: which one it is, 0.."""
        clear, beautiful = imaging(luma), aesthetic(bgr, gray)
        self._values.add({"imaging": clear.value, "aesthetic": beautiful.value})
        self._figures.add(clear.figures)
        self._clear.add(frame, clear.value)
        self._beautiful.add(frame, beautiful.value)
        self._clarity_parts.add(clear.parts)
        self._beauty_parts.add(beautiful.parts)
        self.tally.add(bgr, gray, clear.figures["span_levels"])

    def figures(self) -> dict[str, float]:
        """Mean figures of `imaging` over the looks."""
        return self._figures.result()

    def imaging(self, dimension: str = "imaging_quality", rate: float = 1.0) -> Score:
        return measured(
            dimension,
            self._values.result()["imaging"],
            detail=self._clarity_parts.result(),
            method=METHODS["imaging_quality"],
            moments=self._clear.worst(rate),
        )

    def aesthetic(self, dimension: str = "aesthetic_quality", rate: float = 1.0) -> Score:
        return measured(
            dimension,
            self._values.result()["aesthetic"],
            detail=self._beauty_parts.result(),
            method=METHODS["aesthetic_quality"],
            moments=self._beautiful.worst(rate),
        )
