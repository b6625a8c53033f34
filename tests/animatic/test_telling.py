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
    read = told("a 3d render of a lake with an eclipse, lens flare")
    assert {"3d", "eclipse", "lens flare"} <= set(read["ignored"])
    assert not any("eclipse" in fact["value"] or "3d" in fact["value"] for fact in read["facts"])


def test_a_word_without_end_is_cut() -> None:
    assert all(len(word) <= 40 for word in told("q" * 900)["ignored"])


def test_another_script_is_said_to_be_unknown() -> None:
    assert not told("海辺の灯台")["understood"]
    assert told("a lighthouse")["understood"]
