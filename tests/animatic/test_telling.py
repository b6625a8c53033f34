"""What a creator is told of the reading: facts that are drawn, and what was read in vain as ignored."""

from typing import Any

from generation.engines.base import PictureRequest
from tests.animatic.shots import ENGINE


def told(prompt: str) -> dict[str, Any]:
    read: dict[str, Any] = ENGINE.recipe(PictureRequest(prompt, 1, 640, 360))["read"]
    return read


def facts(prompt: str) -> dict[str, str]:
    return {fact["name"]: fact["value"] for fact in told(prompt)["facts"]}


def test_facts_are_in_a_creators_words() -> None:
    said = facts("two red boats on a lake at golden hour, wide shot")
    assert (said["Place"], said["Light"], said["Shot"]) == ("lake", "golden hour", "wide")
    assert said["Subjects"].startswith("2 red boat")


def test_what_changes_no_pixel_is_not_told_as_drawn() -> None:
    read = told("a 3d render of a lake with an eclipse, flickering light")
    assert {"3d", "flicker"} <= set(read["ignored"])
    assert not any("3d" in fact["value"] for fact in read["facts"])
    assert "eclipse" in facts("a lake with an eclipse")["Also"]


def test_what_a_place_cannot_show_is_told_as_ignored_there() -> None:
    assert "curtains" in facts("a bedroom with curtains")["Also"]
    assert "curtains" in told("a desert with curtains")["ignored"]


def test_a_rider_is_told_in_words() -> None:
    assert "ridden by a girl" in facts("a girl in a red dress riding a horse")["Subjects"]


def test_a_word_without_end_is_cut() -> None:
    assert all(len(word) <= 40 for word in told("q" * 900)["ignored"])


def test_another_script_is_said_to_be_unknown() -> None:
    assert not told("海辺の灯台")["understood"]
    assert told("a lighthouse")["understood"]
