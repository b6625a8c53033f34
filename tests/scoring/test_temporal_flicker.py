"""Temporal flicker is VBench's formula to the last decimals, not an imitation."""

from pathlib import Path

import numpy as np
import pytest
from footage import HONEST, Filmer, Scorer, decoded

from quality.scoring import score_clip


def naive(path: Path) -> float:
    """The formula as it stands in VBench, written the slow way."""
    frames = [frame.astype(np.float64) for frame in decoded(path)]
    errors = [np.abs(a - b).mean() for a, b in zip(frames, frames[1:], strict=False)]
    return float((255.0 - np.mean(errors)) / 255.0)


@pytest.mark.parametrize("scene", HONEST)
@pytest.mark.parametrize("defect", ["clean", "flickering", "cut"])
def test_the_raw_figure_is_the_formula(film: Filmer, scored: Scorer, scene: str, defect: str) -> None:
    raw = scored(scene, defect).scores["temporal_flickering"].raw
    assert raw == pytest.approx(naive(film(scene, defect)), abs=1e-6)


def test_the_shown_figure_uses_the_published_normalisation(scored: Scorer) -> None:
    score = scored("pan", "flickering").scores["temporal_flickering"]
    assert score.raw is not None
    assert score.value == pytest.approx((score.raw - 0.6293) / (1 - 0.6293), abs=3e-6)


def test_scoring_twice_gives_the_same_figures(film: Filmer, scored: Scorer) -> None:
    again, first = score_clip(film("actor", "clean")), scored("actor", "clean")
    assert {n: (s.raw, s.value, s.detail) for n, s in again.scores.items()} == {
        n: (s.raw, s.value, s.detail) for n, s in first.scores.items()
    }
