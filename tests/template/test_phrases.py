"""Every phrase that may join a prompt says how a scene is filmed, and nothing about what is in it."""

from collections.abc import Iterator

import numpy as np
import pytest

from generation.engines.animatic.reading import read
from generation.engines.template.phrases import names, pattern, phrases


def added_phrases() -> Iterator[str]:
    words = phrases()
    for framing in (words.single, *words.beats.values()):
        yield from (*framing.shots, *framing.angles, *framing.lenses, *framing.moods)
    for movement in words.movements.values():
        yield from movement.ways
    for place in words.places.values():
        yield from (*place.lights, *place.weather)
    for options in words.enhancements.values():
        yield from options


PHRASES = sorted(set(added_phrases()) - {""})


@pytest.mark.parametrize("phrase", PHRASES)
def test_the_drawing_engine_finds_no_thing_and_no_place_in_it(phrase: str) -> None:
    """Words have two meanings: "negative space" was drawn as outer space, "depth of field" as a meadow."""
    alone = read(f"Zzz, {phrase}", "", np.random.default_rng(1))
    assert not alone.subjects
    assert alone.features <= {"wind"}
    assert "setting" not in alone.named


@pytest.mark.parametrize(
    ("light", "time"), [("at dawn", "dawn"), ("under a midday sun", "noon"), ("at night", "night")]
)
def test_the_drawing_engine_sees_the_light_that_was_meant(light: str, time: str) -> None:
    assert light in phrases().places["open"].lights
    assert read(f"A hill, {light}", "", np.random.default_rng(1)).time == time


def test_every_enhancement_is_recognised_as_what_it_is() -> None:
    for aspect, options in phrases().enhancements.items():
        assert all(names(option, aspect) for option in options), aspect


def test_every_arc_has_as_many_beats_as_scenes() -> None:
    assert {count: len(arc) for count, arc in phrases().arcs.items()} == {n: n for n in range(2, 7)}


def test_words_wrapped_in_the_file_are_still_found() -> None:
    assert pattern("one|two| three").search("There are THREE.")
    assert not pattern("one|two").search("someone")
