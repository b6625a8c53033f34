"""The scenes of one world share its land, palette and people; personas and references are seen."""

from hashlib import sha256

import numpy as np
import pytest

from generation.engines.animatic.composition import compose
from generation.engines.animatic.plan import Plan, Sprite, Style, Terrain
from generation.engines.animatic.reference import hour_of, mood_of
from generation.engines.animatic.world import introduced, scene_of, shown_words, story_of
from generation.engines.base import Persona, Picture, PictureRequest, World
from tests.animatic.shots import ENGINE, HEIGHT, WIDTH, difference, reds, share, silent

SCENES = (
    "a woman walks on the beach", "a lighthouse on the coast", "a woman stands on a cliff",
    "a woman and a dog on the beach", "a man looks at the sea from the coast", "a woman on the coast",
)  # fmt: skip
IDEA = "a keeper on the coast"
VERSION = "1"
MARA = Persona("Mara", "a woman in a red coat, long black hair")


def asked(prompt: str, seed: int = 1, **more: object) -> PictureRequest:
    return PictureRequest(prompt, seed, WIDTH, HEIGHT, **more)  # type: ignore[arg-type]


def planned(request: PictureRequest) -> Plan:
    story = story_of(request, VERSION)
    aspect = request.width / request.height
    return compose(scene_of(request, story), story.own("plan"), aspect, Style("static"), story)


def film(seed: int, idea: str = IDEA) -> list[Plan]:
    worlds = [World(seed, idea, number, len(SCENES)) for number in range(1, len(SCENES) + 1)]
    return [planned(asked(prompt, 50 + n, world=worlds[n])) for n, prompt in enumerate(SCENES)]


def drawn(prompt: str, seed: int = 1, **more: object) -> Picture:
    return ENGINE.picture(asked(prompt, seed, **more), silent)


def figure(plan: Plan, kind: str) -> Sprite:
    return next(p.spec for p in plan.planes if isinstance(p.spec, Sprite) and p.spec.kind == kind)


def test_scenes_of_a_world_show_the_same_far_land_and_another_world_has_another() -> None:
    def land(plan: Plan) -> set[tuple[float, int]]:
        return {(p.z, p.seed) for p in plan.planes if isinstance(p.spec, Terrain) and p.z > 20}

    here, there = film(3), film(4)
    assert all(land(plan) == land(here[0]) for plan in here)
    assert not land(here[0]) & land(there[0])


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_the_same_person_looks_the_same_in_every_scene(seed: int) -> None:
    women = [figure(plan, "woman") for plan in film(seed) if plan.scene.first("woman")]
    assert len(women) >= 3
    assert len({(woman.appearance, woman.colour) for woman in women}) == 1
    assert women[0].colour
    assert women[0].appearance.hair_colour


def test_people_of_different_worlds_look_different() -> None:
    looks = {(w.appearance, w.colour) for w in (figure(film(seed)[0], "woman") for seed in range(8))}
    assert len(looks) > 4


def test_a_close_up_shows_the_same_person_as_the_wide_shot() -> None:
    wide, close = (planned(asked(f"{shot} of a woman in a field")) for shot in ("wide shot", "close-up"))
    assert figure(wide, "woman").appearance == figure(close, "woman").appearance
    assert figure(wide, "woman").colour == figure(close, "woman").colour
    assert close.view.zoom > wide.view.zoom


def test_what_the_prompt_says_of_somebody_comes_before_the_world() -> None:
    for seed in range(4):
        plan = planned(asked("a woman in a field", world=World(seed, "")))
        blue = planned(asked("a blue woman in a field", world=World(seed, "")))
        assert figure(blue, "woman").colour == "blue"
        assert figure(plan, "woman").appearance == figure(blue, "woman").appearance


def test_the_light_stays_on_its_side_and_goes_on_through_the_film() -> None:
    for seed in range(5):
        plans = film(seed)
        sides = {plan.light.direction[0] > 0 for plan in plans}
        assert len(sides) == 1
        way = [abs(plan.light.u - plan.aspect / 2) for plan in plans if plan.scene.time in ("dawn", "golden", "dusk")]
        assert way == sorted(way, reverse=True)


def test_an_hour_that_nobody_named_goes_on_from_scene_to_scene() -> None:
    day = ["dawn", "noon", "golden", "dusk", "night"]
    hours = [day.index(plan.scene.time) for plan in film(3) if plan.scene.time in day]
    assert hours == sorted(hours)
    assert len(set(hours)) > 2


@pytest.mark.parametrize("seed", range(8))
def test_six_scenes_read_as_one_day_that_goes_on(seed: int) -> None:
    day = ["dawn", "noon", "golden", "dusk", "night"]
    hours = [day.index(plan.scene.time) for plan in film(seed, "")]
    assert hours == sorted(hours)
    assert len(set(hours)) >= 4
    assert len(set(hours[:3])) >= 2  # a film of three scenes moves on too


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_scene_that_is_added_leaves_the_earlier_ones_as_they_were(seed: int) -> None:
    for number in (1, 3, 6):
        before, after = (planned(asked("a woman on a cliff", world=World(seed, IDEA, number, n))) for n in (6, 7))
        assert before.scene == after.scene
        assert (before.light.u, before.light.v) == (after.light.u, after.light.v)
        assert [plane.seed for plane in before.planes] == [plane.seed for plane in after.planes]
    four, five = (drawn("a woman on a cliff", world=World(seed, IDEA, 4, n)) for n in (4, 5))
    assert four.tobytes() == five.tobytes()


def test_a_seventh_scene_begins_another_day() -> None:
    times = {planned(asked("a woman on a cliff", world=World(seed, "", 7, 7))).scene.time for seed in range(8)}
    assert times <= {"dawn", "noon"}


def test_a_named_hour_or_weather_is_kept() -> None:
    plan = planned(asked("a woman on the beach at midnight in the fog", world=World(3, IDEA, 1, 3)))
    assert (plan.scene.time, plan.scene.weather) == ("night", "fog")


def test_the_idea_gives_place_and_season_where_a_scene_leaves_them_open() -> None:
    plan = planned(asked("a woman waits", world=World(3, "a winter in the desert", 1, 3)))
    assert (plan.scene.setting, plan.scene.season) == ("desert", "winter")


def test_scenes_of_a_world_are_nearer_in_colour_than_those_of_different_worlds() -> None:
    prompt = "a woman on the beach at dusk"
    worlds = {seed: [drawn(prompt, n, world=World(seed, IDEA, n, 3)) for n in (1, 2, 3)] for seed in (1, 2, 6, 9)}
    means = {seed: [p.reshape(-1, 3).mean(0) for p in pictures] for seed, pictures in worlds.items()}
    within = [np.linalg.norm(a - b) for made in means.values() for a in made for b in made]
    across = [np.linalg.norm(a - b) for s, one in means.items() for t, two in means.items() if s < t
              for a in one for b in two]  # fmt: skip
    assert np.mean(within) < 0.6 * np.mean(across)


def test_frames_of_one_scene_differ_by_their_seed_within_a_world() -> None:
    frames = [drawn("a knight in the mountains", seed, world=World(5, "", 1, 3)) for seed in (1, 2, 3)]
    assert min(difference(frames[a], frames[b]) for a, b in ((0, 1), (0, 2), (1, 2))) > 5


def test_a_reverse_shot_looks_the_other_way_in_the_same_light() -> None:
    one, two = (planned(asked(f"{words}a man on the beach at dusk")) for words in ("", "reverse shot, "))
    assert one.light.direction[0] == -two.light.direction[0]
    assert all(np.array_equal(a, b) for a, b in zip(one.palette.sky, two.palette.sky, strict=True))
    assert figure(one, "man").colour == figure(two, "man").colour
    seeds = [{p.seed for p in plan.planes if isinstance(p.spec, Terrain)} for plan in (one, two)]
    assert not seeds[0] & seeds[1]


def test_a_persona_wears_what_was_said_of_her_wherever_she_is_named() -> None:
    for prompt in ("Mara stands in a green field at noon", "close-up of Mara at noon in a field"):
        plain, red = drawn(prompt), drawn(prompt, personas=(MARA,))
        assert share(reds(red)) > share(reds(plain)) + 0.001


def test_a_persona_who_is_not_named_changes_nothing() -> None:
    assert drawn("a field at noon").tobytes() == drawn("a field at noon", personas=(MARA,)).tobytes()


def test_names_are_replaced_as_words_and_once() -> None:
    told = introduced("Mara meets Tamara. Mara's dog runs to MARA", (MARA,))
    assert told.count("woman in a red coat long black hair") == 1
    assert "Tamara" in told
    assert "Mara " not in told
    assert introduced("a field", (Persona("", "a man"),)) == "a field"
    assert "person with grey beard" in introduced("Old Tom waits", (Persona("Old Tom", "grey beard"),))


def half_and_half(top: tuple[int, int, int], bottom: tuple[int, int, int]) -> Picture:
    picture = np.zeros((40, 60, 3), np.uint8)
    picture[:20], picture[20:] = top, bottom
    return picture


@pytest.mark.parametrize("prompt", ["a sailboat on a lake", "a woman in the street", "a cat in a room"])
def test_a_reference_draws_the_picture_toward_its_colours(prompt: str) -> None:
    plain = drawn(prompt).reshape(-1, 3).mean(0)
    for reference in (half_and_half((240, 160, 150), (150, 70, 80)), half_and_half((30, 80, 110), (10, 40, 50))):
        wanted = reference.reshape(-1, 3).mean(0)
        lent = drawn(prompt, reference=reference).reshape(-1, 3).mean(0)
        assert np.linalg.norm(lent - wanted) < np.linalg.norm(plain - wanted)


def test_a_reference_lends_its_hour_and_the_side_of_its_light() -> None:
    assert hour_of(mood_of(half_and_half((8, 12, 30), (4, 6, 12)))) == "night"
    assert hour_of(mood_of(half_and_half((250, 180, 110), (150, 90, 50)))) == "golden"
    left = np.zeros((40, 60, 3), np.uint8) + np.linspace(250, 60, 60).astype(np.uint8)[None, :, None]
    assert mood_of(left).side < 0 < mood_of(left[:, ::-1]).side


def test_the_recipe_names_what_was_lent() -> None:
    world = World(7, IDEA, 2, 3)
    recipe = ENGINE.recipe(asked("Mara walks", world=world, personas=(MARA,)))
    digest = sha256(IDEA.encode()).hexdigest()  # a frame that is given away must not tell the whole film
    assert recipe["world"] == {"seed": 7, "idea": digest, "scene": 2, "scenes": 3}
    assert recipe["personas"] == {"Mara": MARA.appearance}
    assert "world" not in ENGINE.recipe(asked("a field"))


def test_the_words_of_light_film_and_lens_leave_the_place_and_its_people_as_they_are() -> None:
    plain = planned(asked("a woman in a field at noon"))
    for words in ("rim light", "soft light", "kodak portra", "watercolour", "lens flare", "anamorphic"):
        told = planned(asked(f"a woman in a field at noon, {words}"))
        assert [p.seed for p in told.planes] == [p.seed for p in plain.planes], words
        assert figure(told, "woman") == figure(plain, "woman"), words


def test_the_words_of_the_camera_are_no_part_of_the_world() -> None:
    assert shown_words("a close-up of a red car, low angle") == shown_words("wide shot of a red car") == ["red", "car"]
