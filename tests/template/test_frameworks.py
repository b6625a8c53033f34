"""Frameworks: every beat in its order, each drawn in its own place, light and weather; products and people in sight."""

import numpy as np
import pytest

from generation.engines.animatic.reading import read
from generation.engines.animatic.scene import Scene
from generation.engines.template import Brief, plan
from generation.engines.template.frameworks import frameworks
from generation.stories.values import PRODUCT, SCRIPT, BadBrief, Product

MUG = Product("a red coffee mug", "people who wake up cold", "Keeps coffee hot for a day.", "Half price today.")


def parsed(prompt: str) -> Scene:
    return read(prompt, "", np.random.default_rng(1))


@pytest.mark.parametrize("name", list(frameworks()))
def test_each_beat_of_a_product_film_is_drawn_differently(name: str) -> None:
    told = frameworks()[name]
    story = plan(Brief("A mug that keeps coffee hot.", PRODUCT, name, min(6, len(told.beats)), 4, MUG))
    scenes = [parsed(scene.prompt) for scene in story.scenes]
    assert len({(scene.setting, scene.interior, scene.time, scene.weather) for scene in scenes}) == len(scenes)
    seen = [{subject.kind for subject in scene.subjects} for scene in scenes]
    assert any(kinds & {"mug", "cup"} for kinds in seen), seen
    assert any(kinds & {"woman", "man", "person"} for kinds in seen), seen
    assert [scene.title for scene in story.scenes] == [beat.name for beat in told.beats][: len(scenes)]


@pytest.mark.parametrize("name", list(frameworks()))
@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_an_idea_keeps_its_words_and_gets_the_light_of_each_beat(name: str, count: int) -> None:
    idea = "A red boat on a lake"
    story = plan(Brief(idea, framework=name, scenes=count, seed=2))
    assert [scene.prompt.startswith(idea) for scene in story.scenes] == [True] * count
    assert len({scene.prompt for scene in story.scenes}) == count
    used = min(count, len(frameworks()[name].beats))
    drawn = [parsed(scene.prompt) for scene in story.scenes]
    assert len({(scene.time, scene.weather) for scene in drawn}) == used


def test_a_problem_is_dark_and_its_solution_bright() -> None:
    story = plan(Brief("A mug that keeps coffee hot.", PRODUCT, "pas", 3, 4, MUG))
    assert [parsed(scene.prompt).time for scene in story.scenes] == ["night", "dusk", "dawn"]
    assert "Keeps coffee hot" in story.scenes[-1].description


def test_a_script_keeps_its_scenes() -> None:
    story = plan(Brief("INT. KITCHEN - NIGHT\n\nAnna waits.\n\nANNA\nHello?\n\nEXT. SEA - DAY\n\nWaves.", SCRIPT))
    assert [scene.slugline for scene in story.scenes] == ["INT. KITCHEN - NIGHT", "EXT. SEA - DAY"]
    assert story.scenes[0].characters == ("ANNA",)


@pytest.mark.parametrize(
    ("brief", "field"),
    [
        (Brief("  "), "idea"),
        (Brief("a", framework="none"), "framework"),
        (Brief("a", scenes=9), "scenes"),
        (Brief("/* */", SCRIPT), "idea"),
    ],
)
def test_what_cannot_be_planned_names_its_field(brief: Brief, field: str) -> None:
    with pytest.raises(BadBrief) as found:
        plan(brief)
    assert found.value.field == field
