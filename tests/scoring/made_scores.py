"""Scores written by hand, for the rules that need no footage."""

from collections.abc import Iterable, Mapping

from quality.scoring import DIMENSIONS, ClipScore, Score
from quality.scoring.dimensions import measured, not_measured, profile
from quality.scoring.totals import weigh


def scores(values: Mapping[str, float]) -> dict[str, Score]:
    """All eight dimensions: those named with their value, the others not measured."""
    return {
        name: measured(name, values[name], value=values[name]) if name in values else not_measured(name, "no")
        for name in DIMENSIONS
    }


def clip(values: Mapping[str, float], flags: Iterable[str] = ()) -> ClipScore:
    made = scores(values)
    total, weight = weigh(made)
    return ClipScore(made, total, weight, tuple(flags), profile(made.values()))


def level(value: float) -> dict[str, float]:
    """The same value in every dimension."""
    return dict.fromkeys(DIMENSIONS, value)
