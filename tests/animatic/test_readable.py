"""What a prompt is about is seen at a glance: large, lit, and each of several told apart."""

import numpy as np
import pytest

from generation.engines.animatic.engine import AnimaticEngine
from generation.engines.animatic.plan import Plan, Scenery, Sprite
from generation.engines.base import PictureRequest

LEAST_SHARE = 0.14


def planned(prompt: str, seed: int = 5) -> Plan:
    return AnimaticEngine()._plan(PictureRequest(prompt, seed, 640, 360))


def figures(plan: Plan, *kinds: str) -> list[Sprite]:
    return [p.spec for p in plan.planes if isinstance(p.spec, Sprite) and (not kinds or p.spec.kind in kinds)]


@pytest.mark.parametrize("prompt", ["two friends in a street", "three women on a beach", "three soldiers at dusk"])
def test_several_of_a_kind_look_unlike(prompt: str) -> None:
    looks = {
        (f.appearance.hair, f.appearance.hair_colour, f.appearance.skin, f.colour) for f in figures(planned(prompt))
    }
    assert len(looks) >= 2


@pytest.mark.parametrize("prompt", ["a man on a pier at dusk", "two people talking on a bridge at night"])
def test_people_on_something_are_large_enough_to_find(prompt: str) -> None:
    plan = planned(prompt)
    people = figures(plan, "man", "woman", "person")
    assert max(f.size for f in people) * plan.view.zoom >= LEAST_SHARE


def test_fireworks_fill_the_sky() -> None:
    plan = planned("fireworks over a harbour at night")
    (show,) = figures(plan, "fireworks")
    assert show.size * plan.view.zoom > 0.35


def test_balloons_by_themselves_are_party_balloons_of_many_colours() -> None:
    balloons = figures(planned("five balloons over a meadow"), "party balloon")
    assert len(balloons) >= 3
    assert len({balloon.colour for balloon in balloons}) >= 3


def test_a_village_nobody_stands_in_is_larger() -> None:
    alone, lived_in = (
        max(p.spec.size for p in planned(prompt).planes if isinstance(p.spec, Scenery) and p.spec.kind == "village")
        for prompt in ("a village in a field at night", "a horse in a field at night, a village")
    )
    assert alone > lived_in * 1.3


@pytest.mark.parametrize("prompt", ["a woman in a field, backlit, golden hour", "a man in a field at night"])
def test_a_reflector_is_held_up_to_who_has_little_light(prompt: str) -> None:
    attributes = {name for figure in figures(planned(prompt)) for name in figure.attributes}
    assert "bright reflector" in attributes


def test_a_dragon_breathes_fire() -> None:
    (dragon,) = figures(planned("a dragon breathing fire over a castle at night"), "dragon")
    assert "breathing fire" in dragon.attributes


def test_what_glows_lights_the_ground_around_it() -> None:
    lit, unlit = (
        AnimaticEngine().picture(PictureRequest(prompt, 5, 320, 180), lambda stage, done: None).astype(np.float32)
        for prompt in ("a glowing mushroom in a cave", "a mushroom in a cave")
    )
    blue = [(picture[90:, :, 2] - picture[90:, :, 0]).max() for picture in (lit, unlit)]
    assert blue[0] > blue[1] + 30
