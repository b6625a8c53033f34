"""Choosing frames and takes; more frames, takes of a frame, cancel and retry."""

from typing import Any

import pytest

from accounts.models import User, Workspace
from accounts.tenancy import scope
from generation import values
from generation.models import EventLog, Generation, Job, QueueTicket
from projects.models import Scene
from tests import cast, rows
from tests.cast import Speaker
from tests.rows import Shelf
from tests.threads import together

pytestmark = pytest.mark.django_db


def events(workspace: Workspace) -> list[tuple[str, Any]]:
    with scope(workspace.pk):
        return list(EventLog.objects.values_list("type", "data"))


def test_choosing_a_frame_is_seen_in_the_scene_and_told(as_editor: Speaker, shelf: Shelf, workspace: Workspace) -> None:
    answer = as_editor.call("POST", f"generations/{shelf.generation.pk}/hero-frames/{shelf.frame.pk}/select")
    assert answer.status_code == 200
    assert answer.json()["selected_frame"] == str(shelf.frame.pk)
    assert events(workspace) == [("frame.selected", {"frame": str(shelf.frame.pk)})]


def test_choosing_a_take_is_seen_in_the_scene_and_told(as_editor: Speaker, shelf: Shelf, workspace: Workspace) -> None:
    shown = as_editor.made("POST", f"generations/{shelf.generation.pk}/attempts/{shelf.take.pk}/select")
    assert shown["selected_take"] == str(shelf.take.pk)
    assert [take["selected"] for take in shown["takes"]] == [True]
    assert events(workspace) == [("take.selected", {"take": str(shelf.take.pk), "number": 1})]


def test_another_choice_takes_the_place_of_the_first(as_editor: Speaker, shelf: Shelf) -> None:
    other = rows.take_of(shelf.scene, shelf.generation, shade=300)
    as_editor.made("POST", f"generations/{shelf.generation.pk}/attempts/{shelf.take.pk}/select")
    shown = as_editor.made("POST", f"generations/{shelf.generation.pk}/attempts/{other.pk}/select")
    assert shown["selected_take"] == str(other.pk)
    assert [take["selected"] for take in shown["takes"]] == [False, True]


def test_attempts_carry_their_scores_with_method_and_version(as_editor: Speaker, shelf: Shelf) -> None:
    (take,) = as_editor.made("GET", f"generations/{shelf.generation.pk}/attempts")
    assert (take["total"], take["rank"], take["number"]) == (0.6, 1, 1)
    (score,) = take["scores"]
    assert set(score) == {"dimension", "status", "value", "method", "version", "reason", "moments", "said"}
    assert (take["repair"], score["moments"]) == (None, [])
    assert score["said"].endswith(".")


def test_more_frames_belong_to_the_same_tree(as_editor: Speaker, shelf: Shelf) -> None:
    address = f"generations/{shelf.generation.pk}/hero-frames"
    first = as_editor.made("POST", address, {})
    second = as_editor.made("POST", f"generations/{first['id']}/hero-frames", {"prompt": "closer", "seed": 5})
    assert (first["kind"], first["parent"], first["root"]) == ("frames", str(shelf.generation.pk), first["parent"])
    assert (second["parent"], second["root"]) == (first["id"], str(shelf.generation.pk))
    assert (first["prompt"], second["prompt"], second["seed"]) == (rows.PROMPT, "closer", 5)
    assert [len(asked["jobs"]) for asked in (first, second)] == [4, 4]


def test_a_frame_is_made_again_with_its_own_prompt_or_another(as_editor: Speaker, shelf: Shelf) -> None:
    address = f"generations/{shelf.generation.pk}/hero-frames/{shelf.frame.pk}/regenerate"
    same, other = as_editor.made("POST", address, {}), as_editor.made("POST", address, {"prompt": "closer"})
    assert [len(asked["jobs"]) for asked in (same, other)] == [1, 1]
    assert (same["prompt"], other["prompt"]) == (rows.PROMPT, "closer")


def test_takes_choose_their_frame(as_editor: Speaker, shelf: Shelf) -> None:
    second = rows.frame_of(shelf.scene, shade=300)
    asked = as_editor.made("POST", f"generations/{shelf.generation.pk}/process", {"frame": str(second.pk)})
    assert (asked["kind"], asked["frame"], asked["count"]) == ("takes", str(second.pk), 3)
    told = {"most": 3, "made": 1, "good": None, "saved_credits": 0, "said": ""}
    assert (asked["attempts"], len(asked["jobs"])) == (told, 1)
    assert as_editor.made("GET", f"scenes/{shelf.scene.pk}")["selected_frame"] == str(second.pk)


@pytest.mark.parametrize("count", [0, 7, True, "many"])
def test_takes_are_one_to_six(as_editor: Speaker, shelf: Shelf, count: Any) -> None:
    told = as_editor.refused(400, "POST", f"generations/{shelf.generation.pk}/process", {"count": count})
    assert told["errors"][0]["field"] == "count"
    assert "from 1 to 6" in told["errors"][0]["advice"]


def test_what_was_not_made_for_a_scene_has_no_takes(as_editor: Speaker) -> None:
    picture = as_editor.made("POST", "generations", {"kind": "picture", "prompt": "a bell"})
    for address in ("process", "hero-frames"):
        told = as_editor.refused(409, "POST", f"generations/{picture['id']}/{address}", {})
        assert told["detail"] == "This was not made for a scene."


# --- cancel and retry ---------------------------------------------------------------------------------------


def test_cancelling_what_waits_takes_it_out_of_the_queue(
    as_editor: Speaker, shelf: Shelf, workspace: Workspace
) -> None:
    asked = rows.asked(shelf.scene, count=4)
    answer = as_editor.call("POST", f"generations/{asked.pk}/cancel")
    assert answer.status_code == 202
    told = answer.json()
    assert told["state"] == "cancelled"
    assert told["finished_at"] is not None
    assert {job["state"] for job in told["jobs"]} == {"cancelled"}
    assert told["credits_reserved"] == told["credits_captured"] == 0
    assert not QueueTicket.objects.exists()
    assert [kind for kind, _ in events(workspace)] == ["generation.queued", "generation.cancelled"]


def test_cancelling_twice_is_once(as_editor: Speaker, shelf: Shelf, workspace: Workspace) -> None:
    asked = rows.asked(shelf.scene)
    first = as_editor.made("POST", f"generations/{asked.pk}/cancel")
    assert as_editor.made("POST", f"generations/{asked.pk}/cancel") == first
    assert [kind for kind, _ in events(workspace)].count("generation.cancelled") == 1


@pytest.mark.parametrize("state", [values.SUCCEEDED, values.REVIEW, values.FAILED])
def test_what_has_ended_is_not_cancelled(as_editor: Speaker, shelf: Shelf, state: str) -> None:
    over = rows.ended(shelf.scene, values.FRAMES, state)
    told = as_editor.refused(409, "POST", f"generations/{over.pk}/cancel")
    assert told["detail"] == "This is already finished."


@pytest.mark.parametrize("state", [values.SUCCEEDED, values.REVIEW, values.FAILED, values.CANCELLED])
def test_what_has_ended_is_asked_for_again_as_a_new_node(as_editor: Speaker, shelf: Shelf, state: str) -> None:
    over = rows.ended(shelf.scene, values.FRAMES, state)
    again = as_editor.made("POST", f"generations/{over.pk}/retry")
    assert again["id"] != str(over.pk)
    assert (again["parent"], again["kind"], again["seed"], again["state"]) == (str(over.pk), "frames", 7, "queued")
    assert as_editor.made("GET", f"generations/{over.pk}")["state"] == state


def test_what_is_being_made_is_not_asked_for_again(as_editor: Speaker, shelf: Shelf) -> None:
    told = as_editor.refused(409, "POST", f"generations/{rows.asked(shelf.scene).pk}/retry")
    assert told["detail"] == "This is still being made."


def test_a_plan_tried_again_does_not_throw_pictures_away(as_editor: Speaker, shelf: Shelf) -> None:
    """Asking for the same plan again is planning: scenes with pictures stay unless somebody says replace."""
    with scope(shelf.project.tenant_id):
        plan = Generation.objects.create(
            kind=values.PLAN,
            state=values.SUCCEEDED,
            project=shelf.project,
            prompt="a fox",
            seed=1,
            count=3,
            requested_tier="low",
            achieved_tier="low",
            settings={"episode": str(shelf.episode.pk)},
        )
    told = as_editor.refused(409, "POST", f"generations/{plan.pk}/retry")
    assert told["detail"] == "This episode already has scenes with pictures."
    assert not QueueTicket.objects.exists()


def test_a_plan_does_not_pull_scenes_away_from_under_what_is_being_made(as_editor: Speaker, shelf: Shelf) -> None:
    rows.asked(shelf.scene)
    sent = {"idea": "a fox", "replace": True}
    told = as_editor.refused(409, "POST", f"episodes/{shelf.episode.pk}/plan", sent)
    assert "being made" in told["detail"]


def test_a_cancelled_film_cancels_what_it_asked_for(as_editor: Speaker, shelf: Shelf) -> None:
    rows.scene_of(shelf.project)
    film = as_editor.made("POST", f"episodes/{shelf.episode.pk}/film", {"automatic": True})
    assert QueueTicket.objects.count() == 1 + 4
    assert as_editor.made("POST", f"generations/{film['id']}/cancel")["state"] == "cancelled"
    with scope(shelf.project.tenant_id):
        children = Generation.objects.filter(parent=film["id"])
        assert {child.state for child in children} == {values.CANCELLED}
        assert not Job.objects.exclude(state=values.CANCELLED).exists()
    assert not QueueTicket.objects.exists()


def test_a_cancelled_film_leaves_other_work_alone(as_editor: Speaker, shelf: Shelf) -> None:
    own = rows.asked(shelf.scene)
    film = as_editor.made("POST", f"episodes/{shelf.episode.pk}/film", {"automatic": True})
    as_editor.made("POST", f"generations/{film['id']}/cancel")
    assert as_editor.made("GET", f"generations/{own.pk}")["state"] == "queued"


def test_a_cancelled_film_is_made_again(as_editor: Speaker, shelf: Shelf) -> None:
    film = as_editor.made("POST", f"episodes/{shelf.episode.pk}/film", {"automatic": True})
    as_editor.made("POST", f"generations/{film['id']}/cancel")
    again = as_editor.made("POST", f"generations/{film['id']}/retry")
    assert (again["kind"], again["state"]) == ("film", "running")
    with scope(shelf.project.tenant_id):
        assert Generation.objects.filter(parent=again["id"], kind=values.TAKES).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_films_at_once_are_one(editor: User, workspace: Workspace) -> None:
    shelf = rows.shelf_in(workspace, chosen=True)
    address = f"episodes/{shelf.episode.pk}/film"
    speakers = [cast.program(editor, workspace) for _ in range(3)]
    answers = together(*[lambda speaker=speaker: speaker.call("POST", address, {}) for speaker in speakers])
    assert sorted(answer.status_code for answer in answers) == [202, 409, 409]


@pytest.mark.django_db(transaction=True)
def test_two_tabs_that_ask_for_frames_get_letters_of_their_own(editor: User, workspace: Workspace) -> None:
    scene = rows.scene_in(workspace)
    body = {"kind": "frames", "scene": str(scene.pk), "prompt": "a bell"}
    speakers = [cast.program(editor, workspace) for _ in range(3)]
    together(*[lambda speaker=speaker: speaker.made("POST", "generations", body) for speaker in speakers])
    with scope(workspace.pk):
        labels = sorted(Job.objects.values_list("params__label", flat=True))
    assert labels == list(range(1, 13))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", range(3))
def test_asking_for_and_deleting_a_scene_at_once_ends_in_one_of_two_ways(
    editor: User, workspace: Workspace, number: int
) -> None:
    """Either it is gone and nothing is made, or something is made and it stays; never a fault, never an orphan."""
    shelf = rows.shelf_in(workspace)
    first, second = (cast.program(editor, workspace) for _ in range(2))
    body = {"kind": ("frames", "takes", "frames")[number], "scene": str(shelf.scene.pk), "prompt": "a bell"}
    asked, deleted = together(
        lambda: first.call("POST", "generations", body),
        lambda: second.call("DELETE", f"scenes/{shelf.scene.pk}"),
    )
    assert (asked.status_code, deleted.status_code) in ((202, 409), (404, 204), (409, 204)), (asked, deleted)
    with scope(workspace.pk):
        kept = Scene.objects.filter(pk=shelf.scene.pk).exists()
        assert kept == (deleted.status_code == 409)
        assert QueueTicket.objects.count() == Job.objects.count()
        assert bool(QueueTicket.objects.count()) == kept


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", range(6))
def test_asking_for_work_and_deleting_its_project_at_once_ends_in_one_of_two_ways(
    editor: User, workspace: Workspace, number: int
) -> None:
    shelf = rows.shelf_in(workspace)
    first, second = (cast.program(editor, workspace) for _ in range(2))
    kind = ("picture", "frames", "takes")[number % 3]
    body = {"kind": kind, "project": str(shelf.project.pk), "scene": str(shelf.scene.pk), "prompt": "a bell"}
    asked, deleted = together(
        lambda: first.call("POST", "generations", body),
        lambda: second.call("DELETE", f"projects/{shelf.project.pk}"),
    )
    assert (asked.status_code, deleted.status_code) in ((202, 409), (404, 204), (409, 204)), (asked, deleted)
    with scope(workspace.pk):
        assert QueueTicket.objects.count() == Job.objects.count()
        assert Job.objects.exists() == (asked.status_code == 202)
