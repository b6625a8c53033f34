"""How prompts are understood."""

import json
import time

import numpy as np
import pytest

from generation.engines.animatic.difference import difference
from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.places import BUILDERS
from generation.engines.animatic.reading import read
from generation.engines.animatic.scene import Scene
from generation.engines.animatic.vocabulary import load

READING_SECONDS = 0.005


def scene(prompt: str, negative: str = "") -> Scene:
    return read(prompt, negative, np.random.default_rng(1))


@pytest.mark.parametrize(
    ("prompt", "setting", "time", "weather"),
    [
        ("a lighthouse on a rocky coast at dusk, storm clouds", "coast", "dusk", "dark clouds"),
        ("neon city street at night in the rain", "street", "neon", "rain"),
        ("a ringed planet in deep space", "space", "night", "clear"),
        ("red car on a desert road at noon", "desert", "noon", "clear"),
        ("a white horse galloping across a summer prairie, big clouds", "field", "noon", "clouds"),
        ("a girl by the sea at dawn", "coast", "dawn", "clear"),
        ("foggy mountains, early morning", "mountains", "dawn", "fog"),
    ],
)
def test_place_hour_and_weather_are_read(prompt: str, setting: str, time: str, weather: str) -> None:
    read_as = scene(prompt)
    assert (read_as.setting, read_as.time, read_as.weather) == (setting, time, weather)


@pytest.mark.parametrize(
    ("prompt", "kind", "count", "colour"),
    [
        ("two red foxes in the snow", "fox", 2, "red"),
        ("elephants crossing the savanna", "elephant", 3, None),
        ("a pack of wolves", "wolf", 5, None),
        ("a vintage blue sports car", "sports car", 1, "blue"),
        ("wooden bridge over a river", "wooden bridge", 1, None),
        ("an acacia at sunset", "acacia", 1, None),
    ],
)
def test_subjects_have_count_and_colour(prompt: str, kind: str, count: int, colour: str | None) -> None:
    subject = scene(prompt).subjects[0]
    assert (subject.kind, subject.count, subject.colour) == (kind, count, colour)


def test_a_colour_belongs_to_what_follows_it() -> None:
    read_as = scene("a woman with a red umbrella under a purple sky on green grass")
    assert read_as.subjects[0].colours == {"umbrella": "red"}
    assert read_as.tints == {"sky": "purple", "ground": "green"}
    assert read_as.colours == ()


def test_the_longest_phrase_wins() -> None:
    assert [s.kind for s in scene("a cup of coffee").subjects] == ["cup"]
    assert scene("hot air balloons over a field").subjects[0].kind == "balloon"


def test_negated_and_unwanted_things_are_left_out() -> None:
    assert scene("a beach without people").subjects == ()
    assert scene("a beach with a dog and a child", "dog").first("dog") is None


def test_a_rider_sits_on_the_horse() -> None:
    kinds = [s.kind for s in scene("a knight with a sword riding a white horse").subjects]
    assert kinds == ["horse"]


def test_unknown_words_are_reported_once() -> None:
    assert scene("a zorbly fox, zorbly and quex").ignored == ("zorbly", "quex")


def test_every_word_of_the_vocabulary_has_somebody_who_draws_it() -> None:
    """A subject or a place in the data file that nothing draws would crash a job."""
    values = {meaning for found in load().meanings.values() for meaning in found}
    assert {v for c, v in values if c == "subject"} - set(KINDS) <= {"planet"}
    assert {v for c, v in values if c == "setting"} | {"room"} == set(BUILDERS)
    assert set(load().homes.values()) <= set(BUILDERS)


@pytest.mark.parametrize(
    ("prompt", "count"),
    [
        ("a dozen sheep", 7),
        ("a pair of swans", 2),
        ("5 robots", 5),
        ("the deer", 1),
        ("two men and a dog", 2),
        ("a family on a beach", 4),
    ],
)
def test_numbers_are_read_in_words_and_digits(prompt: str, count: int) -> None:
    assert scene(prompt).subjects[0].count == count


@pytest.mark.parametrize(
    ("prompt", "action"),
    [
        ("a man who walks his dog", "walking"),
        ("a sleeping cat", "lying"),
        ("two women dance", "dancing"),
        ("a boy, laughing, climbs a tree", "climbing"),
        ("a woman waves from the waves", "waving"),
        ("a carpenter hammers in his workshop", "working"),
        ("a swimmer crossing a lake", "swimming"),
    ],
)
def test_verbs_are_read_in_every_form(prompt: str, action: str) -> None:
    assert scene(prompt).subjects[0].action == action


def test_a_verb_finds_who_does_it() -> None:
    found = {s.kind: s.action for s in scene("a woman in a red dress sits on a bench while a dog runs past").subjects}
    assert found["woman"] == "sitting"
    assert found["dog"] == "running"


@pytest.mark.parametrize(
    ("prompt", "how", "target"),
    [
        ("a red balloon over the left tower of a castle", "over", "castle"),
        ("two astronauts walking towards a domed city on mars", "toward", "domed city"),
        ("a cat on a windowsill", "on", "windowsill"),
        ("a woman pointing at a whale", "at", "whale"),
        ("a fox under a tree", "under", "tree"),
        ("behind the castle a dragon", "behind", "castle"),
        ("a boy next to a snowman", "beside", "snowman"),
    ],
)
def test_relations_are_read(prompt: str, how: str, target: str) -> None:
    found = [s.relation for s in scene(prompt).subjects if s.relation is not None]
    assert (found[0].kind, found[0].target) == (how, target)


def test_a_part_of_something_tells_the_side_and_is_no_thing_of_its_own() -> None:
    read_as = scene("a red balloon over the left tower of a castle")
    assert [s.kind for s in read_as.subjects] == ["balloon", "castle"]
    assert read_as.subjects[0].side == "left"


def test_looks_belong_to_who_has_them() -> None:
    old, girl = scene("an old man with a grey beard and a red-haired girl in a blue coat").subjects
    assert (old.appearance.build, old.appearance.face, old.appearance.hair_colour) == ("old", ("beard",), "grey")
    assert girl.appearance.hair_colour == "orange"
    assert girl.colours == {"coat": "blue"}


def test_pronouns_double_nobody() -> None:
    read_as = scene("A girl finds a lamp. She rubs it, and her eyes go wide. It glows in her hands.")
    assert [s.kind for s in read_as.subjects].count("girl") == 1
    assert not {"woman", "man"} & {s.kind for s in read_as.subjects}


def test_whoever_is_only_called_she_is_a_woman() -> None:
    assert [s.kind for s in scene("she runs through the rain").subjects] == ["woman"]
    assert scene("the bus leaves without her").first("woman") is None


def test_weather_around_a_room_is_outside_of_it() -> None:
    read_as = scene("a cat on a windowsill, rain outside")
    assert (read_as.setting, read_as.weather, read_as.outside) == ("room", "clear", "rain")


def test_a_starry_sky_is_no_outer_space() -> None:
    for sky in ("under the milky way", "under the stars", "beneath a sky full of stars"):
        read_as = scene(f"a campsite {sky}")
        assert (read_as.setting != "space", read_as.time) == (True, "night")


@pytest.mark.parametrize(
    ("slug", "setting", "interior", "time"),
    [
        ("INT. KITCHEN - DAY", "room", "kitchen", "noon"),
        ("EXT. CHURCH - NIGHT", "street", "", "night"),
        ("INT. CHURCH - NIGHT", "room", "church", "night"),
        ("INT./EXT. CAR - DUSK", "room", "car", "dusk"),
        ("EXT. MOUNTAIN PASS - MAGIC HOUR", "mountains", "", "golden"),
        ("INT. SUBMARINE - CONTINUOUS", "room", "spaceship", "noon"),
    ],
)
def test_slug_lines_say_inside_or_outside(slug: str, setting: str, interior: str, time: str) -> None:
    read_as = scene(slug)
    if setting != "street":
        assert read_as.setting == setting
    assert (read_as.interior, read_as.time) == (interior, time)


@pytest.mark.parametrize(
    "prompt",
    ["a fire in the hearth", "a cat, a fire burning in the old fireplace", "a fire roaring in the grate"],
)
def test_a_fire_in_a_hearth_is_no_campfire(prompt: str) -> None:
    read = scene(prompt)
    assert read.setting == "room"
    assert read.has("fireplace")
    assert read.first("campfire") is None


def test_a_house_is_seen_from_outside_unless_one_is_in_it() -> None:
    assert scene("a church on a hill").first("church") is not None
    inside = scene("a priest in a church")
    assert (inside.interior, inside.first("church")) == ("church", None)


@pytest.mark.parametrize(
    "prompt", ["an empty street, no cars", "a street without any people or cars", "a street, never a car"]
)
def test_denied_things_stay_away(prompt: str) -> None:
    assert scene(prompt).subjects == ()


def test_a_negative_prompt_takes_away_every_kind_of_what_it_names() -> None:
    read_as = scene("a knight and a sports car in the rain, clouds", "people, car, rain, clouds")
    assert read_as.subjects == ()
    assert read_as.weather == "clear"


def test_slips_of_spelling_are_mended() -> None:
    assert scene("a drangon over a moutain").first("dragon") is not None
    assert scene("a mountian at nigth").setting == "mountains"


def test_speech_is_heard_and_not_seen() -> None:
    read_as = scene('The boy says: "I saw a dragon eat the king of the moon." A lamp glows.')
    assert read_as.first("dragon") is None


def test_what_is_not_understood_is_told() -> None:
    assert scene("一只猫").not_understood
    assert scene("قطة حمراء في الصحراء").not_understood
    assert not scene("").not_understood
    assert not scene("zorbly fox").not_understood
    assert 0 < scene("zorbly fox").understanding < 1


def test_pictographs_are_read_by_their_name() -> None:
    assert scene("🦊 in the forest").first("fox") is not None


def test_a_move_needs_a_camera() -> None:
    assert scene("a red truck on a road").move.kind is None
    assert scene("a cook with a pan").move.kind is None
    assert scene("truck left past a fence").move.kind == "truck"
    assert scene("slow pan across the room").move.kind == "pan"


def test_a_scene_is_json() -> None:
    told = scene("an old man with a red hat on the left under a tree, noir, from below").as_dict()
    assert json.loads(json.dumps(told)) == told


def test_an_edit_is_told_as_a_difference() -> None:
    before, after = scene("a dog in a field at noon"), scene("two dogs and a cat in a field at night")
    told = [str(change) for change in difference(before, after)]
    assert told == ["time: day → night", "dog: count: 1 → 2", "one more subject: cat"]
    assert difference(before, before) == []
    less = [str(change) for change in difference(scene("a dog in a field, fog"), scene("a field"))]
    assert {"weather: fog → clear", "one subject less: dog"} <= set(less)


def test_the_vocabulary_is_large() -> None:
    words = {word for phrase in load().meanings for word in phrase}
    assert len(words) > 400


def test_reading_is_fast() -> None:
    prompts = ["a woman in a yellow raincoat pointing at a whale from the beach, low angle, slow push-in, fog"] * 20
    started = time.process_time()
    for prompt in prompts:
        scene(prompt)
    assert (time.process_time() - started) / len(prompts) < READING_SECONDS


def test_a_colour_tints_the_ground_by_any_of_its_names() -> None:
    for ground in ("red sand dunes", "a red dune", "red rice fields", "a red summer meadow"):
        assert scene(ground).tints == {"ground": "red"}


def test_denied_clothes_are_not_worn() -> None:
    assert "armour" not in scene("a knight without armour").subjects[0].attributes
    assert scene("a man without a beard").subjects[0].appearance.face == ()


def test_what_is_only_compared_to_is_not_there() -> None:
    assert scene("a cloud like a dragon over a lake").first("dragon") is None


def test_other_words_for_somebody_are_other_people() -> None:
    assert len(scene("a warrior faces a giant").subjects) == 2
    assert len(scene("a warrior rests, the warrior sleeps").subjects) == 1
    assert len(scene("a king points at the prisoner").subjects) == 2


def test_a_burning_house_has_flames_before_it() -> None:
    fire = scene("a burning house at night").first("fire")
    assert fire is not None
    assert fire.relation is not None
    assert (fire.relation.kind, fire.relation.target) == ("before", "house")


def test_who_is_on_deck_is_on_the_ship() -> None:
    captain = scene("the captain stands at the bow of his ship").subjects[0]
    assert captain.relation is not None
    assert (captain.relation.kind, captain.relation.target) == ("on", "ship")


@pytest.mark.parametrize(
    ("prompt", "kinds"),
    [
        ("she walks home", ["woman"]),
        ("a fishing boat comes home at night", ["fishing boat"]),
        ("a cosy home by a lake", ["house"]),
        ("a lighthouse keeper walks his dog", ["person", "dog", "lighthouse"]),
        ("a lighthouse keeper in front of his lighthouse", ["person", "lighthouse"]),
        ("a shepherd on a hill", ["person", "sheep"]),
    ],
)
def test_going_home_shows_no_house_and_a_keeper_brings_the_lighthouse(prompt: str, kinds: list[str]) -> None:
    assert [subject.kind for subject in scene(prompt).subjects] == kinds


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("a lake in the mountains", "lake"),
        ("a bridge over a brook in the woods", "forest"),
        ("a forest, a canoe on a lake", "lake"),
        ("a monastery in the mountains above a lake", "mountains"),
        ("a cabin in the forest by a lake", "forest"),
    ],
)
def test_what_floats_has_water_and_a_lake_in_the_mountains_is_a_lake(prompt: str, setting: str) -> None:
    assert scene(prompt).setting == setting
