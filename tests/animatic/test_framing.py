"""Plants near the camera leave the figures in sight."""

import numpy as np
import pytest

from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.composition import compose
from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.framing import GROWERS
from generation.engines.animatic.plan import Framing, Plan, Scenery, Sprite, Style
from generation.engines.animatic.reading import read
from generation.engines.animatic.scenery import paint_scenery
from tests.animatic.shots import picture

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


@pytest.mark.parametrize(
    "prompt", ["a woman on a rocky beach", "a hiker in the mountains, boulders", "a deer in a forest"]
)
def test_boulders_and_big_leaves_keep_off_the_figures(prompt: str) -> None:
    for seed in range(8):
        made = plan(prompt, seed, 1.78)
        canvas = Canvas(made, 256, 144, 0.0)
        figures = [(p.z, p.spec) for p in made.planes if isinstance(p.spec, Sprite) and not p.spec.flying]
        for plane in made.planes:
            if not isinstance(plane.spec, Scenery) or plane.spec.kind not in ("crag", "jungle"):
                continue
            (layer,) = paint_scenery(canvas, plane)
            patch = layer.patch
            whole = np.zeros((canvas.height, canvas.width), np.float32)
            h, w = patch.image.shape[:2]
            whole[patch.y : patch.y + h, patch.x : patch.x + w] = patch.image[..., 3]
            for z, figure in figures:
                x, y = canvas.pixels([(figure.u, figure.v - figure.size * 0.6)])[0].astype(int)
                if plane.z < z and 0 <= x < canvas.width and 0 <= y < canvas.height:
                    assert whole[y, x] < 0.5, (prompt, seed, plane.spec.kind)


@pytest.mark.parametrize("place", ["a lake", "a mountain valley", "a meadow", "a river"])
def test_tall_frames_have_something_above_and_below(place: str) -> None:
    """The upper and the lower third of a 9:16 picture are not flat."""
    for seed in range(3):
        tall = picture(f"{place} in summer at golden hour", seed, 144, 256).astype(np.float32)
        for third in (tall[:85], tall[-85:]):
            assert float(np.abs(np.diff(third, axis=1)).mean()) > 1.0, (place, seed)


def test_lakes_are_framed_in_more_than_one_way() -> None:
    made = [plan(PROMPTS[0], seed, 1.78) for seed in range(12)]
    kinds = {p.spec.kind for one in made for p in one.planes if isinstance(p.spec, Framing)}
    assert kinds == {"firs", "reeds", "bough"}
