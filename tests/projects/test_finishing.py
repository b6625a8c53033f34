"""A film that makes itself: it goes on whoever finishes a part, never twice, and always ends."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import handlers, queue, values
from generation.engines.base import Report
from generation.errors import JobError
from generation.handlers.base import Made, Work
from generation.models import Generation, Job
from generation.values import CPU_LANE, EXPORT_LANE
from generation.worker import station
from projects.models import Scene
from tests import rows
from tests.cast import Speaker
from tests.rows import Shelf
from tests.stations import Studio

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shelf(workspace: Workspace) -> Shelf:
    return rows.shelf_in(workspace)


def begin(speaker: Speaker, shelf: Shelf) -> UUID:
    return UUID(speaker.made("POST", f"episodes/{shelf.episode.pk}/film", {"automatic": True})["id"])


def film(speaker: Speaker, pk: UUID | str) -> Any:
    return speaker.made("GET", f"generations/{pk}")


def run_one(lane: str) -> None:
    """Run the first job of a lane, and no other."""
    found = queue.claim(lane, "one")
    assert found is not None, "nothing waits"
    station(lane)._run(found)


def refuse(monkeypatch: pytest.MonkeyPatch, kinds: set[str]) -> None:
    """Every job of these kinds fails for good."""
    real: Callable[[Work, Report], Made] = handlers.run

    def run(work: Work, report: Report) -> Made:
        if work.kind in kinds:
            raise JobError("input", "This can't be drawn.", "Write it in other words.")
        return real(work, report)

    monkeypatch.setattr(handlers, "run", run)


def test_takes_that_the_creator_asked_for_before_are_waited_for_and_used(
    as_editor: Speaker, shelf: Shelf, studio: Studio
) -> None:
    own = rows.asked(shelf.scene, values.TAKES, count=2)
    begun = begin(as_editor, shelf)
    with scope(shelf.scene.tenant_id):
        assert not Generation.objects.filter(parent_id=begun).exists()
    studio.run_all()
    done = film(as_editor, begun)
    assert done["state"] == "succeeded", done
    with scope(shelf.scene.tenant_id):
        assert Scene.objects.get(pk=shelf.scene.pk).selected_take is not None
        assert Generation.objects.get(pk=own.pk).ended
        assert not Generation.objects.filter(parent_id=begun).exists()


def test_a_plan_that_the_creator_asked_for_before_is_waited_for(as_editor: Speaker, studio: Studio) -> None:
    project = as_editor.made("POST", "projects", {"idea": rows.PROMPT, "quality": "low"})
    episode = project["episodes"][0]["id"]
    as_editor.made("POST", f"episodes/{episode}/plan", {"idea": rows.PROMPT, "scenes": 1})
    begun = as_editor.made("POST", f"episodes/{episode}/film", {"automatic": True, "scenes": 3})["id"]
    studio.run_all()
    assert film(as_editor, begun)["state"] == "succeeded"
    assert len(as_editor.made("GET", f"episodes/{episode}")["scenes"]) == 1


def test_work_that_ends_while_the_film_is_cut_does_not_cut_it_again(
    as_editor: Speaker, workspace: Workspace, studio: Studio
) -> None:
    shelf = rows.shelf_in(workspace)
    begun = begin(as_editor, shelf)
    while not film(as_editor, begun)["jobs"]:
        station(CPU_LANE).drain()
        run_one(EXPORT_LANE)
    rows.asked(shelf.scene, values.FRAMES)
    studio.run_all()
    done = film(as_editor, begun)
    assert [job["kind"] for job in done["jobs"]] == ["cut"]
    assert done["state"] == "succeeded"
    with scope(workspace.pk):
        assert not Job.objects.filter(state=values.FAILED).exists()


def test_a_scene_that_cannot_be_made_is_left_out(
    as_editor: Speaker, workspace: Workspace, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = rows.shelf_in(workspace)
    bare = rows.scene_of(shelf.project)
    refuse(monkeypatch, {"picture"})
    begun = begin(as_editor, shelf)
    studio.run_all()
    done = film(as_editor, begun)
    assert done["state"] == "succeeded"
    with scope(workspace.pk):
        assert Generation.objects.filter(scene=bare, state=values.FAILED).count() == 2
        (cut,) = Job.objects.filter(kind=values.JOB_CUT)
        assert len(cut.params["clips"]) == 1


def test_a_film_of_which_nothing_could_be_made_says_so(
    as_editor: Speaker, shelf: Shelf, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, {"picture", "take"})
    begun = begin(as_editor, shelf)
    studio.run_all()
    done = film(as_editor, begun)
    assert done["state"] == "failed"
    assert done["error"]["detail"] == "None of the scenes could be made."


def test_an_idea_that_cannot_be_planned_ends_the_film(
    as_editor: Speaker, studio: Studio, monkeypatch: pytest.MonkeyPatch, workspace: Workspace
) -> None:
    refuse(monkeypatch, {"plan"})
    project = as_editor.made("POST", "projects", {"idea": rows.PROMPT, "quality": "low"})
    address = f"episodes/{project['episodes'][0]['id']}/film"
    begun = as_editor.made("POST", address, {"automatic": True})["id"]
    studio.run_all()
    done = film(as_editor, begun)
    assert (done["state"], done["error"]["detail"]) == ("failed", "No scenes could be planned.")


def test_what_the_creator_cancels_in_a_film_is_not_begun_again(
    as_editor: Speaker, shelf: Shelf, studio: Studio
) -> None:
    other = rows.scene_of(shelf.project)
    begun = begin(as_editor, shelf)
    with scope(shelf.scene.tenant_id):
        child = Generation.objects.get(parent_id=begun, scene=other)
    as_editor.made("POST", f"generations/{child.pk}/cancel")
    studio.run_all()
    assert film(as_editor, begun)["state"] == "succeeded"
    with scope(shelf.scene.tenant_id):
        assert Generation.objects.filter(scene=other).count() == 1


def test_a_film_cancelled_in_the_middle_keeps_what_is_made_and_stops(
    as_editor: Speaker, shelf: Shelf, studio: Studio
) -> None:
    begun = begin(as_editor, shelf)
    station(CPU_LANE).drain()
    as_editor.made("POST", f"generations/{begun}/cancel")
    studio.run_all()
    assert film(as_editor, begun)["state"] == "cancelled"
    with scope(shelf.scene.tenant_id):
        child = Generation.objects.get(parent_id=begun)
        assert child.state == values.CANCELLED
        assert child.takes.count() == 1


def test_pictures_made_while_a_plan_waits_are_not_planned_away(as_editor: Speaker, studio: Studio) -> None:
    project = as_editor.made("POST", "projects", {"idea": rows.PROMPT, "quality": "low"})
    episode = project["episodes"][0]["id"]
    scene = as_editor.made("POST", "scenes", {"episode": episode, "prompt": rows.PROMPT})
    plan = as_editor.made("POST", f"episodes/{episode}/plan", {"idea": "a fox"})
    frames = as_editor.made(
        "POST", "generations", {"kind": "frames", "scene": scene["id"], "prompt": "a bell", "count": 1}
    )
    studio.run_all()
    told = film(as_editor, plan["id"])
    assert told["state"] == "failed"
    assert "left as they are" in told["error"]["detail"]
    assert film(as_editor, frames["id"])["state"] == "succeeded"
    assert [row["id"] for row in as_editor.made("GET", f"scenes?episode={episode}")] == [scene["id"]]


def test_a_plan_replaces_scenes_with_pictures_when_that_was_said(
    as_editor: Speaker, shelf: Shelf, studio: Studio
) -> None:
    as_editor.made("POST", f"episodes/{shelf.episode.pk}/plan", {"idea": "a fox", "scenes": 2, "replace": True})
    studio.run_all()
    scenes = as_editor.made("GET", f"scenes?episode={shelf.episode.pk}")
    assert len(scenes) == 2
    assert str(shelf.scene.pk) not in [scene["id"] for scene in scenes]
