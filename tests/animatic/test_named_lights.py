"""Words of light and of the lens change a picture as a gaffer would expect of them."""

import numpy as np
import numpy.typing as npt
import pytest

from generation.engines.animatic.composition import compose
from generation.engines.animatic.keylight import SETUPS, lit, modelled, setup
from generation.engines.animatic.lensing import Lens
from generation.engines.animatic.plan import Light, Sprite, Style
from generation.engines.animatic.reading import read
from generation.engines.animatic.scene import Scene
from generation.engines.animatic.telling import UNDRAWN
from generation.engines.animatic.world import scene_of, story_of
from generation.engines.base import Picture, PictureRequest
from tests.animatic.shots import ENGINE, brightness, difference, picture, shot, silent

SEEDS = (1, 2, 3)
PORTRAIT = "close-up of a man in a blue shirt in a field at noon"


def scene(prompt: str) -> Scene:
    return read(prompt, "", np.random.default_rng(1))


def levels(p: Picture) -> npt.NDArray[np.float32]:
    return p.astype(np.float32).mean(2)


def figure_columns(prompt: str, seed: int) -> tuple[Picture, int, int, bool]:
    """A picture, the columns that its figure spans, and whether the light is on the right."""
    request = PictureRequest(prompt, seed, 256, 144)
    plan = ENGINE._plan(request)
    sprite = next(p.spec for p in plan.planes if isinstance(p.spec, Sprite))
    middle, half = plan.view.across(sprite.u) * 144, 0.1 * 144
    return ENGINE.picture(request, silent), int(middle - half), int(middle + half), plan.light.direction[0] > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_side_light_leaves_the_other_half_of_somebody_in_shade(seed: int) -> None:
    p, left, right, from_right = figure_columns(
        "wide shot of a man in a white coat in a field at noon, side light", seed
    )
    rows = levels(p)[70:110]
    one, other = rows[:, left : (left + right) // 2], rows[:, (left + right) // 2 : right]
    near, far = (other, one) if from_right else (one, other)
    assert np.percentile(near, 92) > np.percentile(far, 92)


def test_rim_light_puts_the_brightest_pixels_on_the_edge_of_a_figure() -> None:
    alpha = np.zeros((80, 60), np.float32)
    alpha[10:70, 15:45] = 1
    rgb = np.full((3, 80, 60), 0.1, np.float32) * alpha
    light = Light(0, 0, 0, np.ones(3, np.float32), 1.0, np.ones(3, np.float32), 0, (0.8, 0.5, 0.1))
    modelled(rgb, alpha, scene("a man, rim light"), light, 60)
    row = rgb[0, 40]
    assert row[43] > row[30] * 3  # the edge toward the light
    assert row[16] < row[43] / 2  # the other one is faint
    assert row[:14].max() == 0  # nothing outside


@pytest.mark.parametrize("seed", SEEDS)
def test_high_key_is_bright_and_has_little_contrast(seed: int) -> None:
    plain, high = (picture(f"a woman in a kitchen{words}", seed) for words in ("", ", high key"))
    assert brightness(high) > brightness(plain) + 25
    dark = [float(np.percentile(levels(p), 5)) for p in (plain, high)]
    assert dark[1] > dark[0] + 15


@pytest.mark.parametrize("seed", SEEDS)
def test_hard_light_has_more_contrast_than_soft_light(seed: int) -> None:
    soft, hard = (picture(f"a man in a field at noon, {kind} light", seed)[72:] for kind in ("soft", "hard"))
    assert levels(hard).std() / levels(hard).mean() > levels(soft).std() / levels(soft).mean()


def test_a_light_keeps_its_side_and_top_light_comes_from_above() -> None:
    plan = ENGINE._plan(PictureRequest("a man in a field at noon", 3, 256, 144))
    for word in SETUPS:
        given = lit(plan.light, scene(f"a man, {word if word == 'high key' else word + ' light'}"))
        assert np.sign(given.direction[0]) == np.sign(plan.light.direction[0]), word
    top = lit(plan.light, scene("a man, top light"))
    assert top.direction[1] > 0.95
    assert setup(scene("a man")) == setup(scene("a dog"))


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ("a man on a road at golden hour", "lens flare"),
        ("a woman in a city street at night", "anamorphic"),
        ("a library", "dust motes"),
        ("a forest at noon", "volumetric light"),
        ("a church interior", "volumetric light"),
    ],
)
def test_what_the_lens_and_the_air_do_is_seen(plain: str, said: str) -> None:
    request = PictureRequest(plain, 2, 256, 144)
    story = story_of(request, ENGINE.version)
    told = scene_of(PictureRequest(f"{plain}, {said}", 2, 256, 144), story)
    assert told.features | told.lights > scene(plain).features | scene(plain).lights
    for one in (scene_of(request, story), told):
        assert compose(one, story.own("plan"), 256 / 144, Style("static"), story).planes
    assert difference(picture(plain, 2), picture(f"{plain}, {said}", 2)) > 2


def test_a_flare_is_light_that_is_added_and_moves_with_the_camera() -> None:
    plan = ENGINE._plan(PictureRequest("a desert at golden hour, lens flare", 2, 256, 144))
    lens, grey = Lens(plan, 256, 144), np.full((144, 256, 4), 90, np.uint8)
    here, there = lens.over(grey, (60.0, 40.0)), lens.over(grey, (200.0, 40.0))
    assert (here[..., :3] >= grey[..., :3]).all()
    assert levels(here[..., :3])[30:50, 50:70].mean() > levels(there[..., :3])[30:50, 50:70].mean() + 20
    assert np.array_equal(here[..., 3], grey[..., 3])


def test_a_shot_with_a_flare_is_made_twice_alike() -> None:
    first, second = (shot("a car on a road at golden hour, lens flare, pan left", 3) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))


def test_light_words_are_no_longer_told_as_undrawn() -> None:
    assert not UNDRAWN & {*SETUPS, "lens flare", "anamorphic", "dust motes", "volumetric"}
