"""Footage made once a session, and scored once: the measures are deterministic."""

from pathlib import Path

import pytest
from footage import DEFECTS, HONEST, STYLES, Filmer, Scorer, write

from quality.scoring import ClipScore, score_clip


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Filmer:
    """The file of a scene, "clean", with a defect or in a style, by name."""
    folder, made = tmp_path_factory.mktemp("footage"), {}
    treatments = {"clean": list, **DEFECTS, **STYLES}

    def filmed(scene: str, defect: str = "clean") -> Path:
        if (scene, defect) not in made:
            frames = HONEST[scene]()
            made[scene, defect] = write(folder / f"{scene}_{defect}.mp4", treatments[defect](frames))
        return made[scene, defect]

    return filmed


@pytest.fixture(scope="session")
def scored(film: Filmer) -> Scorer:
    """The score of that file."""
    known: dict[tuple[str, str], ClipScore] = {}

    def score(scene: str, defect: str = "clean") -> ClipScore:
        if (scene, defect) not in known:
            known[scene, defect] = score_clip(film(scene, defect))
        return known[scene, defect]

    return score
