"""Whoever swims, floats or wades is in the water, as deep as they do it."""

import numpy as np
import pytest

from generation.engines.animatic.composition import compose
from generation.engines.animatic.plan import Plan, Sprite, Style
from generation.engines.animatic.reading import read


def planned(prompt: str, seed: int = 5) -> Plan:
    scene = read(prompt, "", np.random.default_rng(3))
    return compose(scene, np.random.default_rng(seed), 16 / 9, Style("static"))


def figures(plan: Plan) -> list[Sprite]:
    return [plane.spec for plane in plan.planes if isinstance(plane.spec, Sprite)]


@pytest.mark.parametrize(
    "prompt",
    ["a woman swimming in the sea", "two boys swim across a river", "a dog swims across a lake",
     "a man floats in the sea", "a girl wades in the sea", "an elephant wades through a river"],
)  # fmt: skip
def test_a_swimmer_is_in_the_water(prompt: str) -> None:
    swimmers = figures(planned(prompt))
    assert swimmers
    assert all(one.afloat and one.sunk > 0 for one in swimmers)


def test_who_swims_upright_is_sunk_deeper_than_who_wades() -> None:
    deer, girl = (figures(planned(f"{who} in a lake"))[0] for who in ("a deer swims", "a girl wades"))
    assert deer.sunk > girl.sunk


def test_somebody_on_the_bank_stays_on_it() -> None:
    dog, boy = figures(planned("a dog watches from the bank while a boy swims in the river"))
    assert (dog if dog.kind == "dog" else boy).sunk == 0


def test_nobody_swims_where_there_is_no_water() -> None:
    assert all(not one.afloat for one in figures(planned("a man swims through a wheat field")))
