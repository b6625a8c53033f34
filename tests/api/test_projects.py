"""/projects"""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Workspace
from accounts.tenancy import scope
from generation.models import EventLog, Generation, HeroFrame, Take
from projects.models import Episode, Project, Scene
from tests import rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db

FRESH = {
    "quality": "standard",
    "scene_count": 0,
    "takes_count": 0,
    "cover": None,
    "film": None,
    "running": False,
    "needs_you": False,
}


def test_a_new_project_has_a_first_episode_and_nothing_else(as_editor: Speaker) -> None:
    answer = as_editor.call("POST", "projects", {"name": "The lighthouse", "idea": "a keeper waits"})
    assert answer.status_code == 201
    made = answer.json()
    assert {name: made[name] for name in FRESH} == FRESH
    assert (made["name"], made["idea"]) == ("The lighthouse", "a keeper waits")
    assert [(episode["number"], episode["title"]) for episode in made["episodes"]] == [(1, "")]
    assert as_editor.made("GET", f"projects/{made['id']}") == made
    assert as_editor.made("GET", f"episodes/{made['episodes'][0]['id']}")["idea"] == "a keeper waits"


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ({"idea": "a keeper waits"}, "a keeper waits"),
        ({"idea": "  a keeper\n waits "}, "a keeper waits"),
        ({"idea": "one word after another " * 20}, "one word after another one word after another one word…"),
        ({}, "Untitled"),
        ({"name": "", "idea": ""}, "Untitled"),
    ],
)
def test_a_project_without_a_name_is_named_after_its_idea(as_editor: Speaker, sent: Any, name: str) -> None:
    assert as_editor.made("POST", "projects", sent)["name"] == name


@pytest.mark.parametrize(
    "idea", ["🎬 灯台守 and his 🐕‍🦺", "חוף הים בשקיעה", "مَنارة عند الغروب", "naïve café — “quoted”"]
)
def test_words_of_every_script_come_back_as_they_were(as_editor: Speaker, idea: str) -> None:
    made = as_editor.made("POST", "projects", {"name": idea, "idea": idea})
    assert (made["name"], made["idea"]) == (idea, idea)
    assert as_editor.made("GET", "projects")["results"][0]["idea"] == idea


def test_fields_that_nobody_knows_change_nothing(as_editor: Speaker, elsewhere: Workspace) -> None:
    sent = {"name": "Ours", "id": str(elsewhere.pk), "workspace": str(elsewhere.pk), "workspace_id": str(elsewhere.pk)}
    made = as_editor.made("POST", "projects", sent)
    assert made["id"] != str(elsewhere.pk)
    with scope(elsewhere.pk):
        assert not Project.objects.exists()
    as_editor.made("PATCH", f"projects/{made['id']}", {"workspace_id": str(elsewhere.pk), "scene_count": 9})
    assert as_editor.made("GET", f"projects/{made['id']}")["scene_count"] == 0


def test_a_change_keeps_what_was_not_named(as_editor: Speaker, shelf: Shelf) -> None:
    before = as_editor.made("GET", f"projects/{shelf.project.pk}")
    after = as_editor.made("PATCH", f"projects/{shelf.project.pk}", {"quality": "high"})
    assert after["quality"] == "high"
    assert after["updated_at"] > before["updated_at"]
    assert after["etag"] != before["etag"]
    moved = {"updated_at": "", "etag": ""}
    assert {**after, "quality": "low", "quality_name": "Low", **moved} == {**before, **moved}


def test_an_empty_change_changes_nothing(as_editor: Speaker, shelf: Shelf) -> None:
    before = as_editor.made("GET", f"projects/{shelf.project.pk}")
    assert as_editor.made("PATCH", f"projects/{shelf.project.pk}", {}) == before


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"name": "x" * 121}, "name", "longer than 120 characters"),
        ({"idea": "x" * 10_000}, "idea", "longer than 4000 characters"),
        ({"idea": "a\x07bell"}, "idea", "can't be shown"),
        ({"name": "a\x00b"}, "name", "Null characters"),
        ({"quality": "ultra"}, "quality", '"ultra" is not a quality'),
        ({"quality": None}, "quality", "null"),
        ({"quality": ["low"]}, "quality", "is not a quality"),
        ({"idea": 5.5, "name": {"a": 1}}, "name", "string"),
        ([], "", "dictionary"),
        ("just text", "", "dictionary"),
        (7, "", "dictionary"),
    ],
)
def test_what_cannot_be_a_project_is_said_at_its_field(as_editor: Speaker, sent: Any, field: str, said: str) -> None:
    told = as_editor.refused(400, "POST", "projects", sent)
    assert said in told["errors"][0]["detail"]
    assert told["errors"][0]["field"] == field
    assert told["errors"][0]["advice"]


def test_a_deleted_project_takes_everything_along(as_editor: Speaker, shelf: Shelf, workspace: Workspace) -> None:
    assert as_editor.call("DELETE", f"projects/{shelf.project.pk}").status_code == 204
    as_editor.refused(404, "GET", f"projects/{shelf.project.pk}")
    with scope(workspace.pk):
        for model in (Episode, Scene, HeroFrame, Take, Generation):
            assert not model.objects.exists(), model


def test_a_project_is_not_deleted_while_something_is_made(as_editor: Speaker, shelf: Shelf) -> None:
    waiting = rows.asked(shelf.scene)
    told = as_editor.refused(409, "DELETE", f"projects/{shelf.project.pk}")
    assert "cancel" in told["advice"]
    as_editor.made("POST", f"generations/{waiting.pk}/cancel")
    assert as_editor.call("DELETE", f"projects/{shelf.project.pk}").status_code == 204


def test_the_list_is_newest_first_and_shows_own_projects_only(
    as_editor: Speaker, workspace: Workspace, elsewhere: Workspace
) -> None:
    mine = [rows.project_in(workspace, name).pk for name in ("one", "two", "three")]
    rows.project_in(elsewhere)
    listed = as_editor.made("GET", "projects")["results"]
    assert [row["id"] for row in listed] == [str(pk) for pk in reversed(mine)]


def test_the_list_comes_in_pages_that_lose_and_double_nothing(as_editor: Speaker, workspace: Workspace) -> None:
    names = [rows.project_in(workspace, f"number {n}").name for n in range(7)]
    seen: list[str] = []
    page = as_editor.made("GET", "projects?limit=3")
    seen += [row["name"] for row in page["results"]]
    rows.project_in(workspace, "made between two pages")
    while page["next"]:
        page = as_editor.made("GET", page["next"].split("/api/v1/")[1])
        seen += [row["name"] for row in page["results"]]
    assert seen == list(reversed(names))


@pytest.mark.parametrize("limit", ["0", "-1", "abc", "99999999999999999999"])
def test_a_limit_that_makes_no_sense_is_clamped(as_editor: Speaker, workspace: Workspace, limit: str) -> None:
    rows.project_in(workspace)
    assert len(as_editor.made("GET", f"projects?limit={limit}")["results"]) == 1


@pytest.mark.parametrize("cursor", ["garbage", "%FF%FE", "cD1ub3QtYW4taWQ%3D", "cD0%3D"])
def test_a_cursor_that_is_none_is_a_problem_not_a_fault(as_editor: Speaker, workspace: Workspace, cursor: str) -> None:
    rows.project_in(workspace)
    told = as_editor.refused(404, "GET", f"projects?cursor={cursor}")
    assert told["detail"] == "Invalid cursor"


def test_the_dashboard_counts_scenes_and_takes_and_shows_cover_and_film(as_editor: Speaker, shelf: Shelf) -> None:
    rows.take_of(shelf.scene, shelf.generation)
    rows.scene_of(shelf.project)
    shown = as_editor.made("GET", "projects")["results"][0]
    assert (shown["scene_count"], shown["takes_count"]) == (2, 2)
    assert urlsplit(shown["cover"]).path == f"/media/northlight/{shelf.frame.output_id}"
    assert shown["film"] is None
    assert shown["needs_you"] is True
    with scope(shelf.project.tenant_id):
        Episode.objects.filter(pk=shelf.episode.pk).update(film=shelf.take.output_id)
        Scene.objects.filter(pk=shelf.scene.pk).update(selected_frame=shelf.frame, selected_take=shelf.take)
    shown = as_editor.made("GET", "projects")["results"][0]
    assert urlsplit(shown["film"]).path == f"/media/northlight/{shelf.take.output_id}"
    assert shown["needs_you"] is False


def test_the_cover_is_a_chosen_frame_before_a_newer_one(as_editor: Speaker, shelf: Shelf) -> None:
    as_editor.made("POST", f"scenes/{shelf.scene.pk}/hero-frames/{shelf.frame.pk}/select")
    rows.frame_of(shelf.scene, shade=300)
    shown = as_editor.made("GET", f"projects/{shelf.project.pk}")
    assert urlsplit(shown["cover"]).path == f"/media/northlight/{shelf.frame.output_id}"


def test_a_project_runs_while_something_of_it_waits(as_editor: Speaker, shelf: Shelf) -> None:
    waiting = rows.asked(shelf.scene)
    assert as_editor.made("GET", f"projects/{shelf.project.pk}")["running"] is True
    as_editor.made("POST", f"generations/{waiting.pk}/cancel")
    assert as_editor.made("GET", f"projects/{shelf.project.pk}")["running"] is False


def test_ten_projects_cost_as_many_queries_as_one(as_editor: Speaker, workspace: Workspace) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_editor.made("GET", "projects")
        return len(queries)

    rows.shelf_in(workspace)
    count()
    one = count()
    for _ in range(9):
        rows.shelf_in(workspace)
    assert count() == one


def test_making_a_project_needs_no_event(as_editor: Speaker, workspace: Workspace) -> None:
    as_editor.made("POST", "projects", {"name": "Quiet"})
    with scope(workspace.pk):
        assert not EventLog.objects.exists()
