"""/episodes, their plans and their films."""

from typing import Any

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import values
from generation.models import Generation
from projects.models import Scene
from tests import rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db


def test_an_episode_shows_its_scenes_with_frames_takes_and_running_work(as_editor: Speaker, shelf: Shelf) -> None:
    waiting = rows.asked(shelf.scene)
    shown = as_editor.made("GET", f"episodes/{shelf.episode.pk}")
    (scene,) = shown["scenes"]
    assert [frame["id"] for frame in scene["frames"]] == [str(shelf.frame.pk)]
    assert [take["id"] for take in scene["takes"]] == [str(shelf.take.pk)]
    assert [running["id"] for running in scene["running"]] == [str(waiting.pk)]
    assert shown["film"] is None
    assert shown["running"] == []


def test_title_and_idea_change(as_editor: Speaker, shelf: Shelf) -> None:
    changed = as_editor.made("PATCH", f"episodes/{shelf.episode.pk}", {"title": "Pilot", "idea": "a storm"})
    assert (changed["title"], changed["idea"]) == ("Pilot", "a storm")


def test_a_plan_is_a_generation_that_waits(as_editor: Speaker, shelf: Shelf, workspace: Workspace) -> None:
    project = as_editor.made("POST", "projects", {"name": "New", "quality": "low"})
    episode = project["episodes"][0]["id"]
    answer = as_editor.call(
        "POST", f"episodes/{episode}/plan", {"idea": "a fox crosses the ice", "scenes": 4, "seed": 0}
    )
    assert answer.status_code == 202
    plan = answer.json()
    assert (plan["kind"], plan["state"], plan["count"], plan["seed"]) == ("plan", "queued", 4, 0)
    assert [job["kind"] for job in plan["jobs"]] == ["plan"]
    shown = as_editor.made("GET", f"episodes/{episode}")
    assert shown["idea"] == "a fox crosses the ice"
    assert [running["id"] for running in shown["running"]] == [plan["id"]]


@pytest.mark.parametrize(
    ("sent", "field", "said", "advised"),
    [
        ({}, "idea", "missing", "Describe"),
        ({"idea": ""}, "idea", "empty", "Describe"),
        ({"idea": "   \n\t "}, "idea", "empty", "Describe"),
        ({"idea": "x" * 10_000}, "idea", "longer than 4000", "Shorten"),
        ({"idea": "a\x1bb"}, "idea", "can't be shown", "Remove"),
        ({"idea": None}, "idea", "missing", "Describe"),
        ({"idea": "a fox", "scenes": 0}, "scenes", "too small", "from 1 to 6"),
        ({"idea": "a fox", "scenes": 99}, "scenes", "too large", "from 1 to 6"),
        ({"idea": "a fox", "scenes": 10**400}, "scenes", "too large", "from 1 to 6"),
        ({"idea": "a fox", "scenes": 2.5}, "scenes", "not a whole number", "from 1 to 6"),
        ({"idea": "a fox", "scenes": "three"}, "scenes", "not a whole number", "from 1 to 6"),
        ({"idea": "a fox", "scenes": True}, "scenes", "not a whole number", "from 1 to 6"),
        ({"idea": "a fox", "scenes": None}, "scenes", "", ""),
        ({"idea": "a fox", "seed": -1}, "seed", "too small", "from 0 to 4294967295"),
        ({"idea": "a fox", "replace": "perhaps"}, "replace", "", ""),
    ],
)
def test_what_cannot_be_planned_is_said_at_its_field(
    as_editor: Speaker, shelf: Shelf, sent: Any, field: str, said: str, advised: str
) -> None:
    told = as_editor.refused(400, "POST", f"episodes/{shelf.episode.pk}/plan", sent)
    (error,) = told["errors"]
    assert error["field"] == field
    assert said in error["detail"]
    assert advised in error["advice"]


def test_scenes_with_pictures_are_only_planned_away_when_that_is_said(as_editor: Speaker, shelf: Shelf) -> None:
    told = as_editor.refused(409, "POST", f"episodes/{shelf.episode.pk}/plan", {"idea": "a fox"})
    assert "replace" in told["advice"]
    as_editor.made("POST", f"episodes/{shelf.episode.pk}/plan", {"idea": "a fox", "replace": True})


def test_a_film_needs_a_scene(as_editor: Speaker) -> None:
    project = as_editor.made("POST", "projects", {"name": "Empty"})
    told = as_editor.refused(409, "POST", f"episodes/{project['episodes'][0]['id']}/film", {})
    assert told["detail"] == "This episode has no scenes yet."


def test_a_film_names_the_scenes_without_a_chosen_take(as_editor: Speaker, shelf: Shelf) -> None:
    told = as_editor.refused(409, "POST", f"episodes/{shelf.episode.pk}/film", {})
    assert told["detail"] == "Scene 1 has no chosen take yet."
    rows.scene_of(shelf.project)
    told = as_editor.refused(409, "POST", f"episodes/{shelf.episode.pk}/film", {})
    assert told["detail"] == "Scenes 1, 2 have no chosen take yet."
    with scope(shelf.project.tenant_id):
        assert not Generation.objects.filter(kind=values.FILM).exists()


def test_a_film_of_chosen_takes_is_one_cut_that_runs(as_editor: Speaker, workspace: Workspace) -> None:
    shelf = rows.shelf_in(workspace, chosen=True)
    film = as_editor.made("POST", f"episodes/{shelf.episode.pk}/film", {})
    assert (film["kind"], film["state"]) == ("film", "running")
    assert [job["kind"] for job in film["jobs"]] == ["cut"]


def test_a_film_that_is_being_made_is_not_begun_again(as_editor: Speaker, workspace: Workspace) -> None:
    shelf = rows.shelf_in(workspace, chosen=True)
    as_editor.made("POST", f"episodes/{shelf.episode.pk}/film", {})
    told = as_editor.refused(409, "POST", f"episodes/{shelf.episode.pk}/film", {})
    assert told["detail"] == "This film is already being made."


def test_an_automatic_film_asks_for_what_is_missing(as_editor: Speaker, shelf: Shelf) -> None:
    bare = rows.scene_of(shelf.project)
    film = as_editor.made("POST", f"episodes/{shelf.episode.pk}/film", {"automatic": True})
    with scope(shelf.project.tenant_id):
        children = Generation.objects.filter(parent=film["id"])
        asked = {(child.scene_id, child.kind, child.count) for child in children}
        assert asked == {(shelf.scene.pk, "takes", 3), (bare.pk, "frames", 4)}
        assert Scene.objects.get(pk=shelf.scene.pk).selected_frame_id == shelf.frame.pk


@pytest.mark.parametrize("scenes", [0, 7, 99])
def test_an_automatic_film_has_one_to_six_scenes(as_editor: Speaker, shelf: Shelf, scenes: int) -> None:
    sent = {"automatic": True, "scenes": scenes}
    told = as_editor.refused(400, "POST", f"episodes/{shelf.episode.pk}/film", sent)
    assert told["errors"][0]["field"] == "scenes"
    assert "from 1 to 6" in told["errors"][0]["advice"]


def test_an_automatic_film_of_nothing_at_all_is_told_to_write_an_idea(as_editor: Speaker) -> None:
    project = as_editor.made("POST", "projects", {"name": "No idea"})
    address = f"episodes/{project['episodes'][0]['id']}/film"
    told = as_editor.refused(409, "POST", address, {"automatic": True})
    assert told["detail"] == "This episode has no idea yet."
