"""How prompts are understood."""

import numpy as np
import pytest

from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.places import BUILDERS
from generation.engines.animatic.reading import read
from generation.engines.animatic.scene import Scene
from generation.engines.animatic.vocabulary import load


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
