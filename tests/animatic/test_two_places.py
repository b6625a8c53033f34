"""Two places that are told at once are both seen."""

import numpy as np
import pytest

from generation.engines.animatic.composition import compose
from generation.engines.animatic.plan import City, Plan, Scenery, Style, Terrain, Trees
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


@pytest.mark.parametrize(
    ("prompt", "place", "beyond"),
    [
        ("a girl in a park with skyscrapers behind", "field", "city"),
        ("a city beyond the forest", "forest", "city"),
        ("a man on a hill overlooking the city at night", "field", "city"),
        ("a farm with a city in the distance", "field", "city"),
        ("a desert road toward a distant city", "desert", "city"),
        ("a volcano erupts behind a beach", "coast", "mountains"),
        ("mountains rise behind a lake", "lake", "mountains"),
        ("a vineyard overlooking the sea", "field", "sea"),
    ],
)
def test_what_is_only_seen_from_a_place_is_its_backdrop(prompt: str, place: str, beyond: str) -> None:
    scene = planned(prompt).scene
    assert scene.setting == place
    assert beyond in scene.surroundings


@pytest.mark.parametrize("prompt", ["a hill overlooking the city", "a desert with a city in the distance"])
def test_a_far_city_stands_on_the_horizon(prompt: str) -> None:
    towers = [p for p in planned(prompt).planes if isinstance(p.spec, City)]
    assert towers
    assert all(p.z > 20 for p in towers)


def test_land_that_looks_out_over_the_sea_leaves_it_in_sight() -> None:
    for prompt in ("a vineyard on a hill overlooking the sea", "a desert by the sea", "a meadow by a lake",
                   "mountains by the sea"):  # fmt: skip
        plan = planned(prompt)
        assert plan.waterline is not None
        near = [p.spec for p in plan.planes if isinstance(p.spec, Terrain) and p.z < 10]
        assert all(plan.horizon - band.high > plan.waterline + 0.04 for band in near)


def test_mountains_behind_a_city_stand_higher_than_its_towers() -> None:
    def highest(kind: type[City] | type[Terrain]) -> float:
        specs = (p.spec for p in planned("a city at the foot of mountains").planes)
        return max(spec.high for spec in specs if isinstance(spec, City | Terrain) and isinstance(spec, kind))

    assert highest(Terrain) > highest(City)


def test_a_meadow_at_a_forest_ends_at_a_wall_of_trees() -> None:
    assert wooded(planned("a meadow beside a forest")) > wooded(planned("a meadow"))


def test_a_village_is_seen_from_the_edge_of_the_forest() -> None:
    plan = planned("a wolf at the edge of the forest above a village")
    assert any(isinstance(p.spec, Scenery) and p.spec.kind == "village" for p in plan.planes)
    assert wooded(plan)


def test_a_place_named_alone_keeps_its_land() -> None:
    assert planned("a meadow at noon").waterline is None
    assert not any(isinstance(p.spec, City) for p in planned("a hill").planes)
    assert planned("a monastery above a sea of clouds").scene.setting == "mountains"
    assert planned("a field of sunflowers before a power station").scene.setting == "field"
