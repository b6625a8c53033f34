"""Two places that are told at once are both seen."""

import numpy as np
import pytest

from generation.engines.animatic.composition import compose
from generation.engines.animatic.plan import Plan, Style, Terrain, Trees
from generation.engines.animatic.reading import read

SEEDS = (3, 5, 8)


def planned(prompt: str, seed: int = 5) -> Plan:
    scene = read(prompt, "", np.random.default_rng(seed))
    return compose(scene, np.random.default_rng(seed), 16 / 9, Style("static"))


def wooded(plan: Plan) -> int:
    """How many planes show a wood: trunks, or a close row of whole trees."""
    rows = [p.spec for p in plan.planes if isinstance(p.spec, Terrain) and p.spec.trees and p.spec.trees.size > 0.15]
    return len(rows) + sum(isinstance(p.spec, Trees) for p in plan.planes)


def grounds(plan: Plan) -> list[str]:
    return [p.spec.ground for p in plan.planes if isinstance(p.spec, Terrain)]


@pytest.mark.parametrize(
    "prompt",
    ["a lake beside a forest", "a forest by a lake", "a pond deep in the woods", "a cabin in the forest by a stream",
     "a river runs through a pine forest", "a jungle by the sea", "a boat on a lake in the forest"],
)  # fmt: skip
def test_a_wood_by_the_water_shows_both(prompt: str) -> None:
    for seed in SEEDS:
        plan = planned(prompt, seed)
        assert plan.waterline is not None
        assert wooded(plan) >= 2


@pytest.mark.parametrize(
    "prompt", ["a frozen lake in the forest", "a skater on a frozen pond in the woods", "a forest by a frozen stream"]
)
def test_a_frozen_water_in_a_wood_is_ice_among_trees(prompt: str) -> None:
    plan = planned(prompt)
    assert plan.waterline is None
    assert "sheet ice" in grounds(plan)
    assert wooded(plan) >= 2


def test_a_frozen_river_lies_in_winter_and_is_ice() -> None:
    plan = planned("a frozen river between hills")
    assert "sheet ice" in grounds(plan)
    assert plan.scene.season == "winter"


def test_trees_by_the_water_do_not_stand_in_it() -> None:
    plan = planned("a river through a pine forest")
    beside = [p.spec.bank for p in plan.planes if isinstance(p.spec, Trees) and not p.spec.edges]
    assert beside
    assert all(beside)


def test_a_wood_alone_has_no_water() -> None:
    assert planned("a pine forest at dawn").waterline is None
