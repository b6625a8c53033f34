"""A project.json read: every fault with its path, what is wrong and what would work; or the whole document."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.document.faults import BadDocument
from projects.document.parsing import MOST_DEPTH
from projects.document.reading import read
from projects.document.schema import MOST_BYTES, MOST_EPISODES
from projects.document.writing import told, write
from projects.models import MAX_SCENES
from tests.projects.document.documents import ANYTHING, DOCUMENTS, RICH, minimal, of_scene

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Whole documents take a while to draw."""


def faults(said: Any) -> dict[str, str]:
    """What is wrong with a document, by field."""
    content = said if isinstance(said, bytes) else json.dumps(said).encode()
    with pytest.raises(BadDocument) as refused:
        read(content)
    assert refused.value.status == 400
    assert all(each.detail and each.advice for each in refused.value.errors)
    return {each.field: f"{each.detail} {each.advice}" for each in refused.value.errors}


@unhurried
@given(DOCUMENTS)
def test_what_is_read_is_written_again(document: dict[str, Any]) -> None:
    once = write(told(read(json.dumps(document).encode())))
    assert json.loads(once) == document
    assert write(told(read(once))) == once


@unhurried
@given(st.text(max_size=8) | ANYTHING, st.sampled_from(["name", "canvas", "schema_version", "quality", "created"]))
def test_any_value_in_any_place_is_read_or_refused_in_words(value: Any, field: str) -> None:
    said = minimal(**{field: value})
    try:
        read(json.dumps(said).encode())
    except BadDocument:
        assert faults(said)


@unhurried
@given(st.binary(max_size=40))
def test_any_bytes_are_refused_in_words(content: bytes) -> None:
    faults(content)


SCENE = "canvas.episodes[0].scenes[0]"
WRONG: dict[str, tuple[Any, str, str]] = {
    "too long a scene": (of_scene(seconds=31), f"{SCENE}.seconds", "must be 1 to 30. It takes a number from 1 to 30."),
    "too short a scene": (of_scene(seconds=0.5), f"{SCENE}.seconds", "must be 1 to 30"),
    "seconds in words": (of_scene(seconds="four"), f"{SCENE}.seconds", "is not a number"),
    "seconds that are true": (of_scene(seconds=True), f"{SCENE}.seconds", "is not a number"),
    "no such quality": (of_scene(quality="ultra"), f"{SCENE}.quality", "must be one of: low, standard, high"),
    "a prompt too long": (of_scene(prompt="x" * 4001), f"{SCENE}.prompt", "longer than 4,000 characters"),
    "a bell in a prompt": (of_scene(prompt="\a"), f"{SCENE}.prompt", "can't be shown"),
    "a scene that is a word": (
        minimal(canvas={"episodes": [{"scenes": ["one"]}]}),
        SCENE,
        "is not an object. It takes an object.",
    ),
    "too many scenes": (
        minimal(canvas={"episodes": [{"scenes": [{}] * (MAX_SCENES + 1)}]}),
        "canvas.episodes[0].scenes",
        "holds 25 entries. It takes a list of at most 24 scenes.",
    ),
    "too many episodes": (
        minimal(canvas={"episodes": [{}] * (MOST_EPISODES + 1)}),
        "canvas.episodes",
        "holds 51 entries",
    ),
    "no episode": (minimal(canvas={"episodes": []}), "canvas.episodes", "is empty"),
    "no name": ({"schema_version": 1, "canvas": {"episodes": [{}]}}, "name", "is missing"),
    "an empty name": (minimal(name="  "), "name", "is empty"),
    "a name too long": (minimal(name="x" * 121), "name", "longer than 120"),
    "no moment": (minimal(created="yesterday"), "created", "is not a moment"),
    "a moment without a zone": (minimal(created="2026-11-21T20:15:00"), "created", "time zone"),
    "no version": ({"name": "x"}, "schema_version", "is missing"),
    "version 0": (minimal(schema_version=0), "schema_version", "is no version"),
    "version true": (minimal(schema_version=True), "schema_version", "is no version"),
    "version 2": (minimal(schema_version=2), "file", "newer Dailies: version 2"),
    "version 2 for readers of 2": (minimal(schema_version=2, min_reader=2), "file", "Update this studio"),
    "a seed too large": (
        of_scene(frames=[{"label": "A", "seed": 2**32}]),
        f"{SCENE}.frames[0].seed",
        "must be 0 to 4294967295",
    ),
    "a label twice": (of_scene(frames=[{"label": "A"}] * 2), f"{SCENE}.frames", 'holds the label "A" twice'),
    "no such frame": (of_scene(chosen_frame="B"), f"{SCENE}.chosen_frame", 'names "B"'),
    "no such take": (of_scene(chosen_take="B"), f"{SCENE}.chosen_take", 'names "B"'),
    "no digest": (of_scene(takes=[{"label": "1", "sha256": "abc"}]), f"{SCENE}.takes[0].sha256", "is not a digest"),
    "a list": ([], "file", "holds no project"),
    "null": (None, "file", "holds no project"),
    "no number": (b'{"later": [1, NaN]}', "later[1]", "is no number that can be kept"),
    "a number without end": (b'{"later": -Infinity}', "later", "is no number"),
    "a huge number": (b'{"later": 1e400}', "later", "is no number"),
    "a number of many digits": (b'{"later": ' + b"9" * 5000 + b"}", "later", "quotation marks"),
    "a number that browsers read otherwise": (b'{"later": 9007199254740993}', "later", "is no number"),
    "a name twice": (b'{"a": [{"b": 1, "b": 2}]}', "a[0].b", "is there twice"),
    "the null character": (minimal(later={"x": "a\0b"}), "later.x", "can't be kept"),
    "half a character": (b'{"later": "\\ud800"}', "later", "can't be kept"),
    "half a character in a name": (b'{"\\ud800": 1}', "?", "can't be kept"),
    "too deep": (b'{"a":' * (MOST_DEPTH + 2) + b"1" + b"}" * (MOST_DEPTH + 2), "file", "nested too deeply"),
    "much too deep": (b"[" * 100_000, "file", "nested too deeply"),
    "nothing": (b"", "file", "is not JSON"),
    "a letter": (b"Dear studio", "file", "line 1, column 1"),
    "Latin 1": ('{"name": "Caf\xe9"}'.encode("latin-1"), "file", "not written in UTF-8"),
    "UTF-16": ('{"name": "x"}'.encode("utf-16"), "file", "UTF-8"),
    "too large": (b" " * (MOST_BYTES + 1), "file", "at most 2 MB"),
}


@pytest.mark.parametrize("name", list(WRONG))
def test_what_is_wrong_is_told_with_its_path(name: str) -> None:
    said, field, words = WRONG[name]
    found = faults(said)
    assert list(found) == [field]
    assert words in found[field]


def test_every_fault_is_told_at_once() -> None:
    scenes = [{"seconds": 99, "quality": "best"}, {}, {"seconds": 0}]
    found = faults(minimal(name=7, canvas={"episodes": [{"scenes": scenes, "title": None}]}))
    assert set(found) == {
        "name",
        "canvas.episodes[0].title",
        "canvas.episodes[0].scenes[0].seconds",
        "canvas.episodes[0].scenes[0].quality",
        "canvas.episodes[0].scenes[2].seconds",
    }


def test_a_file_of_faults_is_answered_shortly() -> None:
    found = faults(minimal(canvas={"episodes": [{"scenes": [{"frames": [{}] * 5000}]}]}))
    assert len(found) == 100


def test_a_mark_of_the_byte_order_is_no_fault() -> None:
    assert read(b"\xef\xbb\xbf" + json.dumps(minimal()).encode()).name == "Crossing"


def test_long_prompts_of_any_script_pass() -> None:
    document = told(read(json.dumps(RICH).encode()))
    assert document["canvas"]["episodes"][0]["scenes"][0]["prompt"] == "🌊" * 4000
    assert document["name"] == "عبور 🎬"


def test_a_later_version_that_this_reader_may_read_keeps_what_it_says() -> None:
    later = {**minimal(schema_version=2, min_reader=1), "sound": {"score": "strings"}}
    document = told(read(json.dumps(later).encode()))
    assert (document["schema_version"], document["min_reader"]) == (2, 1)
    assert document["sound"] == {"score": "strings"}
