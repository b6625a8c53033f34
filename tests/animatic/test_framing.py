"""Plants near the camera leave the figures in sight."""

import numpy as np
import pytest

from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.composition import compose
from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.framing import GROWERS
from generation.engines.animatic.plan import Framing, Plan, Sprite, Style
from generation.engines.animatic.reading import read

PROMPTS = (
    "a red sailboat crosses a calm lake at sunset",
    "three boats on a lake at noon",
    "a castle in the mountains, a hiker",
    "a canoe on a lake in winter",
)


def plan(prompt: str, seed: int, aspect: float) -> Plan:
    rng = np.random.default_rng(seed)
    return compose(read(prompt, "", rng), rng, aspect, Style("static"))


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize("aspect", [1.78, 1.0, 0.5625])
def test_no_plant_stands_before_a_figure(prompt: str, aspect: float) -> None:
    for seed in range(12):
        made = plan(prompt, seed, aspect)
        canvas = Canvas(made, round(96 * aspect), 96, 0.0)
        figures = [p.spec for p in made.planes if isinstance(p.spec, Sprite)]
        for plane in made.planes:
            if not isinstance(plane.spec, Framing) or plane.spec.kind == "bough":
                continue  # a bough hangs above them
            grown = [s for group in GROWERS[plane.spec.kind](canvas, plane, plane.spec, canvas.rng(plane.seed))
                     for s in group]  # fmt: skip
            for figure in figures:
                half = KINDS[figure.kind].width * figure.size / 2
                inside = [abs(s[:, 0] - figure.u).min() < half * 0.8 for s in grown]
                assert not any(inside), (prompt, seed, figure.kind, plane.spec.kind)


def test_lakes_are_framed_in_more_than_one_way() -> None:
    made = [plan(PROMPTS[0], seed, 1.78) for seed in range(12)]
    kinds = {p.spec.kind for one in made for p in one.planes if isinstance(p.spec, Framing)}
    assert kinds == {"firs", "reeds", "bough"}
