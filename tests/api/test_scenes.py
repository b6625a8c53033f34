"""/scenes"""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Workspace
from accounts.tenancy import scope
from projects.models import Scene
from tests import rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db


def test_a_scene_is_added_at_the_end(as_editor: Speaker, shelf: Shelf) -> None:
    sent = {"episode": str(shelf.episode.pk), "title": "Dusk", "prompt": "a lamp is lit", "seconds": 5}
    answer = as_editor.call("POST", "scenes", sent)
    assert answer.status_code == 201
    made = answer.json()
    assert (made["number"], made["title"], made["prompt"], made["seconds"]) == (2, "Dusk", "a lamp is lit", 5.0)
    assert (made["quality"], made["effective_quality"]) == (None, "low")
    assert (made["frames"], made["takes"], made["running"]) == ([], [], [])
    assert (made["selected_frame"], made["selected_take"]) == (None, None)


def test_the_list_is_in_order_and_of_one_episode(as_editor: Speaker, shelf: Shelf, workspace: Workspace) -> None:
    second = rows.scene_of(shelf.project)
    rows.scene_in(workspace)
    listed = as_editor.made("GET", f"scenes?episode={shelf.episode.pk}")
    assert [scene["id"] for scene in listed] == [str(shelf.scene.pk), str(second.pk)]


def test_a_twenty_fifth_scene_is_refused_with_a_way_out(as_editor: Speaker, shelf: Shelf) -> None:
    for _ in range(23):
        rows.scene_of(shelf.project)
    told = as_editor.refused(400, "POST", "scenes", {"episode": str(shelf.episode.pk)})
    assert told["errors"][0] == {
        "field": "episode",
        "detail": "An episode has at most 24 scenes.",
        "advice": "Delete a scene first, or start another project.",
    }


@pytest.mark.parametrize("query", ["", "?episode=", "?episode=7", "?episode=%00", "?episode=null"])
def test_the_list_needs_an_episode(as_editor: Speaker, query: str) -> None:
    told = as_editor.refused(400, "GET", f"scenes{query}")
    assert told["errors"][0]["field"] == "episode"
    assert "?episode=" in told["errors"][0]["advice"]


def test_a_foreign_episode_has_no_scenes_and_takes_none(as_outsider: Speaker, shelf: Shelf) -> None:
    as_outsider.refused(404, "GET", f"scenes?episode={shelf.episode.pk}")
    as_outsider.refused(404, "POST", "scenes", {"episode": str(shelf.episode.pk), "prompt": "planted"})
    with scope(shelf.project.tenant_id):
        assert Scene.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({}, "episode", "required"),
        ({"episode": "first"}, "episode", "not an id"),
        ({"episode": 7.5}, "episode", "not an id"),
        ({"seconds": 0}, "seconds", "1"),
        ({"seconds": 31}, "seconds", "30"),
        ({"seconds": "long"}, "seconds", "number"),
        ({"seconds": "NaN"}, "seconds", ""),
        ({"seconds": "Infinity"}, "seconds", ""),
        ({"prompt": "a\x00"}, "prompt", "can't be shown"),
        ({"prompt": "x" * 10_000}, "prompt", "longer than 4000"),
        ({"title": "x" * 121}, "title", "longer than 120"),
    ],
)
def test_what_cannot_be_a_scene_is_said_at_its_field(
    as_editor: Speaker, shelf: Shelf, sent: Any, field: str, said: str
) -> None:
    body = sent if "episode" in sent or not sent else {"episode": str(shelf.episode.pk), **sent}
    told = as_editor.refused(400, "POST", "scenes", body)
    assert told["errors"][0]["field"] == field
    assert said in told["errors"][0]["detail"]
    assert told["errors"][0]["advice"]


def test_words_and_quality_change_and_go_back_to_the_projects(as_editor: Speaker, shelf: Shelf) -> None:
    address = f"scenes/{shelf.scene.pk}"
    changed = as_editor.made(
        "PATCH", address, {"prompt": "שקיעה 🌅", "quality": "high", "beat": "the turn", "seconds": 6}
    )
    assert (changed["prompt"], changed["beat"], changed["seconds"]) == ("שקיעה 🌅", "the turn", 6.0)
    assert (changed["quality"], changed["effective_quality"]) == ("high", "high")
    changed = as_editor.made("PATCH", address, {"quality": None})
    assert (changed["quality"], changed["effective_quality"]) == (None, "low")


def test_a_scene_cannot_be_moved_or_choose_by_a_change(as_editor: Speaker, shelf: Shelf, workspace: Workspace) -> None:
    other = rows.shelf_in(workspace)
    sent = {"episode": str(other.episode.pk), "selected_take": str(other.take.pk), "number": 5}
    changed = as_editor.made("PATCH", f"scenes/{shelf.scene.pk}", sent)
    assert (changed["episode"], changed["selected_take"], changed["number"]) == (str(shelf.episode.pk), None, 1)


def test_deleting_a_scene_closes_the_gap(as_editor: Speaker, shelf: Shelf) -> None:
    second, third = rows.scene_of(shelf.project), rows.scene_of(shelf.project)
    assert as_editor.call("DELETE", f"scenes/{second.pk}").status_code == 204
    listed = as_editor.made("GET", f"scenes?episode={shelf.episode.pk}")
    assert [(scene["number"], scene["id"]) for scene in listed] == [(1, str(shelf.scene.pk)), (2, str(third.pk))]


def test_a_scene_is_not_deleted_while_something_is_made(as_editor: Speaker, shelf: Shelf) -> None:
    rows.asked(shelf.scene)
    told = as_editor.refused(409, "DELETE", f"scenes/{shelf.scene.pk}")
    assert told["detail"] == "Something of this scene is being made."


def test_frames_are_lettered_and_scored_and_know_whether_they_are_chosen(as_editor: Speaker, shelf: Shelf) -> None:
    rows.frame_of(shelf.scene, shade=300)
    as_editor.made("POST", f"scenes/{shelf.scene.pk}/hero-frames/{shelf.frame.pk}/select")
    first, second = as_editor.made("GET", f"scenes/{shelf.scene.pk}")["frames"]
    assert (first["label"], first["selected"], first["score"]) == ("1A", True, 50)
    assert (second["label"], second["selected"]) == ("1B", False)


def test_ten_frames_and_takes_cost_as_many_queries_as_one(as_editor: Speaker, shelf: Shelf) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_editor.made("GET", f"scenes?episode={shelf.episode.pk}")
        return len(queries)

    rows.asked(shelf.scene)
    count()
    one = count()
    for shade in range(300, 309):
        rows.frame_of(shelf.scene, shade=shade)
        rows.take_of(shelf.scene, shade=shade)
        rows.asked(shelf.scene)
    for _ in range(5):
        rows.frame_of(rows.scene_of(shelf.project))
    assert count() == one
