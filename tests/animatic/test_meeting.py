"""Who does what with whom is to be seen: riders ride, fighters face each other, a colony is many."""

import numpy as np
import pytest

from generation.engines.animatic.composition import compose
from generation.engines.animatic.figures import cast
from generation.engines.animatic.figures.part import Look, Part
from generation.engines.animatic.plan import Sprite, Style
from generation.engines.animatic.reading import read

STYLE = Style("static")
SEEDS = (1, 2, 3)


def sprites(prompt: str, seed: int = 1) -> list[Sprite]:
    """The figures of a prompt's picture."""
    scene = read(prompt, "", np.random.default_rng(seed))
    plan = compose(scene, np.random.default_rng(seed), 16 / 9, STYLE)
    return [plane.spec for plane in plan.planes if isinstance(plane.spec, Sprite)]


def of(kind: str, prompt: str, seed: int = 1) -> list[Sprite]:
    """Those of one kind."""
    return [sprite for sprite in sprites(prompt, seed) if sprite.kind == kind]


@pytest.mark.parametrize(
    ("prompt", "mount", "count"),
    [
        ("a rider on a white horse gallops through shallow surf", "horse", 1),
        ("an old man rides a donkey", "donkey", 1),
        ("a cowboy rides across the prairie", "horse", 1),
        ("a boy rides an elephant through the jungle", "elephant", 1),
        ("two kids race their bicycles", "bicycle", 2),
        ("a girl on a scooter", "scooter", 1),
        ("a woman riding a camel in the desert", "camel", 1),
    ],
)
def test_who_rides_is_one_figure_with_the_mount(prompt: str, mount: str, count: int) -> None:
    figures = sprites(prompt)
    assert [figure.kind for figure in figures] == [mount] * count
    assert all("rider" in figure.attributes for figure in figures)


def test_the_riders_horse_keeps_its_colour_and_its_surf() -> None:
    assert of("horse", "a rider on a white horse gallops through shallow surf")[0].colour == "white"
    scene = read("a rider on a white horse gallops through shallow surf", "", np.random.default_rng(1))
    assert scene.setting == "coast"


def test_a_rider_is_drawn_upon_an_animal_that_has_none_of_its_own() -> None:
    bare = cast.parts(Look("elephant", np.random.default_rng(1)))
    ridden = cast.parts(Look("elephant", np.random.default_rng(1), attributes=frozenset(("rider", "rider/girl"))))
    assert len(ridden) > len(bare)
    assert max(float(part.shape[:, 1].max()) for part in ridden) > 1.05


def test_whoever_stands_beside_a_bicycle_does_not_ride_it() -> None:
    kinds = {figure.kind for figure in sprites("a woman stands beside a bicycle")}
    assert kinds == {"woman", "bicycle"}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("action", ["fight", "hug", "talk"])
def test_two_who_have_to_do_with_each_other_face_each_other(action: str, seed: int) -> None:
    left, right = sorted(of("knight", f"two knights {action}", seed), key=lambda sprite: sprite.u)
    assert (left.flip, right.flip) == (False, True)
    assert left.size == pytest.approx(right.size, rel=0.1)
    assert 0.1 < (right.u - left.u) / left.size < 1


@pytest.mark.parametrize("seed", SEEDS)
def test_people_sit_around_their_fire(seed: int) -> None:
    people = sprites("three friends around a campfire at night", seed)
    fire = next(figure for figure in people if figure.kind == "campfire")
    others = [figure for figure in people if figure is not fire]
    assert any(figure.u < fire.u for figure in others)
    assert any(figure.u > fire.u for figure in others)
    assert all(figure.flip == (figure.u > fire.u) for figure in others)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_boy_by_a_campfire_is_near_it_and_turned_to_it(seed: int) -> None:
    boy, fire = of("boy", "a boy sits by a campfire", seed)[0], of("campfire", "a boy sits by a campfire", seed)[0]
    assert abs(boy.u - fire.u) < boy.size
    assert boy.flip == (boy.u > fire.u)


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("a penguin colony", "penguin"),
        ("a wolf pack in the snow", "wolf"),
        ("a herd on the plain", "cow"),
        ("a fleet at sea", "ship"),
        ("a line of camels", "camel"),
        ("elephants walk in a line", "elephant"),
    ],
)
def test_a_word_for_many_shows_several(prompt: str, kind: str) -> None:
    assert len(of(kind, prompt)) >= 3


@pytest.mark.parametrize("prompt", ["a penguin colony", "an ant colony", "a seal colony on the rocks"])
def test_a_colony_of_animals_has_no_dome(prompt: str) -> None:
    if of("penguin", prompt) or of("seal", prompt):
        assert "domed city" not in read(prompt, "", np.random.default_rng(1)).features


@pytest.mark.parametrize("prompt", ["a futuristic city with glass towers", "the towers of the city at night"])
def test_the_towers_of_a_city_are_no_castle(prompt: str) -> None:
    assert not of("tower", prompt)


@pytest.mark.parametrize(
    ("prompt", "actor", "thing"),
    [
        ("an owl on a branch against the moon", "owl", "tree bough"),
        ("a cat walks along a wall at dusk", "cat", "coursed wall"),
        ("a farmer leans on a fence", "farmer", "rail fence"),
        ("a monk climbs stone steps to a temple", "monk", "flight of steps"),
    ],
)
def test_the_perch_is_there_and_touches(prompt: str, actor: str, thing: str) -> None:
    who, perch = of(actor, prompt)[0], of(thing, prompt)[0]
    assert perch.v - perch.size - 0.05 <= who.v <= perch.v + 0.05


def test_two_under_one_umbrella_keep_close_and_the_taller_holds_it() -> None:
    woman, child = (
        of("woman", "a mother and child under one umbrella")[0],
        of("child", "a mother and child under one umbrella")[0],
    )
    assert "umbrella" in woman.attributes
    assert "umbrella" not in child.attributes
    assert abs(woman.u - child.u) < 0.4 * woman.size


def test_what_is_studied_lies_on_a_table_before_the_student() -> None:
    figures = {figure.kind: figure for figure in sprites("a scientist studies a glowing crystal")}
    scientist, crystal, table = figures["scientist"], figures["crystal"], figures["table"]
    assert abs(crystal.v - (table.v - table.size)) < 0.02
    assert scientist.flip == (scientist.u > crystal.u)


def test_a_captain_stands_on_the_deck_of_his_ship_and_is_seen() -> None:
    figures = {figure.kind: figure for figure in sprites("a pirate captain at the helm of his ship")}
    captain, ship = figures["pirate"], figures["ship"]
    assert captain.size > 0.1
    assert ship.v - 0.4 * ship.size < captain.v < ship.v


def test_an_airliner_that_descends_holds_its_nose_down() -> None:
    level = cast.parts(Look("plane", np.random.default_rng(1)))
    landing = cast.parts(Look("plane", np.random.default_rng(1), action="landing"))

    def nose(parts: list[Part]) -> float:
        points = np.concatenate([part.shape for part in parts])
        return float(points[points[:, 0].argmax(), 1])

    assert nose(landing) < nose(level)
    assert of("plane", "an airliner descends over the city")[0].action == "landing"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_craft_that_lands_is_lower_than_one_that_flies(seed: int) -> None:
    landing = of("spaceship", "a spaceship lands on mars", seed)[0]
    flying = of("spaceship", "a spaceship flies over mars", seed)[0]
    assert landing.v > flying.v


def test_the_moon_stands_large_behind_whoever_is_seen_against_it() -> None:
    scene = read("an owl on a branch against the moon", "", np.random.default_rng(1))
    plan = compose(scene, np.random.default_rng(1), 16 / 9, STYLE)
    owl = next(plane.spec for plane in plan.planes if isinstance(plane.spec, Sprite) and plane.spec.kind == "owl")
    assert plan.light.disc > 0.1
    assert abs(plan.light.u - owl.u) < 0.3


def test_two_on_a_wall_both_sit_upon_it() -> None:
    wall = of("coursed wall", "two boys talk on a wall")[0]
    boys = of("boy", "two boys talk on a wall")
    assert len(boys) == 2
    assert all("seat" in boy.attributes and boy.v < wall.v for boy in boys)


def test_a_herd_looks_this_way_and_that_but_a_caravan_goes_one_way() -> None:
    assert {wolf.flip for wolf in of("wolf", "a pack of wolves in the snow")} == {True, False}
    assert len({camel.flip for camel in of("camel", "a line of camels in the desert")}) == 1


def test_an_umbrella_that_is_shared_is_held() -> None:
    figures = sprites("a couple share an umbrella in the rain")
    assert [figure.kind for figure in figures] == ["couple"]
    assert "umbrella" in figures[0].attributes


def test_whoever_steers_a_ship_is_aboard() -> None:
    figures = {figure.kind: figure for figure in sprites("an old sailor steers his ship through a storm")}
    assert figures["person"].v < figures["ship"].v
    assert abs(figures["person"].u - figures["ship"].u) < figures["ship"].size


def test_birds_that_are_fed_are_on_the_ground_before_who_feeds_them() -> None:
    woman = of("old woman", "an old woman feeds the pigeons")[0]
    doves = of("dove", "an old woman feeds the pigeons")
    assert len(doves) >= 3
    assert not any(dove.flying for dove in doves)
    assert all((dove.u > woman.u) != woman.flip for dove in doves)


def test_a_thing_leans_on_a_wall_and_does_not_lie_upon_it() -> None:
    guitar, wall = (
        of("guitar", "a guitar leans against a wall")[0],
        of("coursed wall", "a guitar leans against a wall")[0],
    )
    assert guitar.v == pytest.approx(wall.v, abs=0.06)


def test_shallow_surf_is_no_matter_of_the_lens_and_is_run_through() -> None:
    scene = read("a dog runs through shallow surf", "", np.random.default_rng(1))
    assert scene.lens == "normal"
    wet, dry = of("dog", "a dog runs through shallow surf")[0], of("dog", "a dog runs along the beach")[0]
    assert wet.v < dry.v
