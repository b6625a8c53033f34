"""What a prompt names of a site is seen wherever it lies: fires, stations, fairs, graves."""

import numpy as np
import pytest

from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.composition import compose
from generation.engines.animatic.plan import Plan, Scenery, Sprite, Style
from generation.engines.animatic.reading import read
from generation.engines.animatic.sets import graffiti
from generation.engines.animatic.sets.street import Street
from generation.engines.animatic.telling import told
from tests.animatic.shots import picture, share


def planned(prompt: str, seed: int = 5) -> Plan:
    scene = read(prompt, "", np.random.default_rng(3))
    return compose(scene, np.random.default_rng(seed), 16 / 9, Style("static"))


def kinds(plan: Plan) -> list[str]:
    return [plane.spec.kind for plane in plan.planes if isinstance(plane.spec, Sprite)]


def scenery(plan: Plan) -> list[str]:
    return [plane.spec.kind for plane in plan.planes if isinstance(plane.spec, Scenery)]


@pytest.mark.parametrize(
    ("prompt", "kind", "count"),
    [
        ("a petrol station in the desert at night", "wayside petrol station", 1),
        ("a gas station by a lake", "wayside petrol station", 1),
        ("a father walks through a carnival", "ferris wheel", 1),
        ("a funeral in the rain", "gravestone", 4),
        ("a cemetery on a hill", "gravestone", 5),
        ("an empty playground at dusk", "playground swings", 1),
        ("a circus tent in a field", "big top", 1),
        ("a wagon train crosses the prairie", "cart", 4),
        ("a boy with a paper boat by a stream", "paper boat", 1),
    ],
)
def test_a_site_is_shown_by_what_stands_there(prompt: str, kind: str, count: int) -> None:
    assert kinds(planned(prompt)).count(kind) == count


def test_a_site_that_its_own_place_draws_gets_no_figure_too() -> None:
    assert kinds(planned("a petrol station at night")) == []
    assert "ferris wheel" not in kinds(planned("a carousel at a carnival"))


def test_a_petrol_station_on_open_land_is_told_as_drawn() -> None:
    seen = told(read("a petrol station in the desert", "", np.random.default_rng(3)), Style("static"))
    assert "petrol station" not in seen["ignored"]


@pytest.mark.parametrize(
    "prompt",
    ["a burning forest", "the forest is on fire", "a forest fire at night", "a burning city", "the field burns"],
)
def test_a_place_that_burns_does_so_from_end_to_end(prompt: str) -> None:
    assert "wildfire" in scenery(planned(prompt))


@pytest.mark.parametrize("prompt", ["a campfire in the forest", "a burning car in a field", "a candle burns in a cave"])
def test_what_burns_in_a_place_does_not_set_it_on_fire(prompt: str) -> None:
    assert "wildfire" not in scenery(planned(prompt))


def test_a_burning_forest_glows() -> None:
    def flames(prompt: str) -> float:
        red, _, blue = (picture(prompt, 5)[..., i].astype(int) for i in range(3))
        return float(((red > 200) & (blue < 110)).mean())

    assert flames("a burning forest at noon") > 0.02 + flames("a forest at noon")


def test_soldiers_under_fire_do_not_stand_in_a_campfire() -> None:
    plan = planned("soldiers run along a beach under fire")
    assert "campfire" not in kinds(plan)
    assert "battlefield" in scenery(plan)


def test_who_is_on_a_raft_stands_on_its_logs() -> None:
    figures = {p.spec.kind: p.spec for p in planned("a boy on a raft").planes if isinstance(p.spec, Sprite)}
    raft, boy = figures["raft"], figures["boy"]
    assert raft.v - 0.3 * raft.size < boy.v < raft.v


def test_a_train_in_a_station_is_the_one_at_its_platform() -> None:
    assert kinds(planned("a woman waits as a train arrives in the station")) == ["woman"]
    assert "train" in kinds(planned("a train crosses a viaduct"))


def test_a_red_train_at_the_platform_is_red() -> None:
    def redder(colour: str) -> float:
        image = picture(f"a {colour} train stands at the platform at noon", 9).astype(float)
        return float((image[60:, 170:, 0] - image[60:, 170:, 2]).mean())

    assert redder("red") > redder("blue") + 8


def test_a_train_that_comes_in_shows_its_front() -> None:
    """Its nose is yellow, and so is seen of one that comes in alone."""

    def yellow(prompt: str) -> float:
        image = picture(prompt, 9, 512, 288).astype(int)
        low = image[150:240]
        return share((low[..., 0] > 150) & (low[..., 1] > 0.6 * low[..., 0]) & (low[..., 2] < 0.45 * low[..., 0]))

    assert yellow("a train pulls into the station at noon") > 0.02


def test_graffiti_is_of_several_hands() -> None:
    """One wall is sprayed in letters of more than one make: outlines of different numbers of points."""
    canvas = Canvas(planned("an alley with graffiti"), 128, 72, 0.05)
    street = Street(canvas, np.random.default_rng(4), 1.6, 1.0, False, "alley")
    graffiti.spray(street)
    assert len({len(face.points) for face in street.solids.faces}) > 4


def test_paint_that_is_sprayed_on_a_wall_makes_no_splash() -> None:
    assert "water crown" not in kinds(planned("a boy sprays graffiti on a wall"))
