"""Out and in again: nothing that belongs to a document is lost on its way through the rows."""

import json
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from accounts.models import Workspace
from accounts.problems import Conflict
from accounts.tenancy import scope
from generation.models import Generation, HeroFrame, Take
from projects.document.exporting import written
from projects.document.importing import import_document
from projects.document.reading import read
from projects.document.writing import told
from projects.models import Episode, Project, Scene
from projects.services import choosing, making
from tests import rows
from tests.projects.document.documents import DOCUMENTS, RICH, minimal, of_scene

pytestmark = pytest.mark.django_db
WORLD = {"seed": 11, "idea": "a boat", "scene": 1, "scenes": 2}


def exported(project: Project) -> bytes:
    return written(project.pk)[1]


def imported(document: Any) -> Project:
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    return import_document(read(content), None)


def rich_project(workspace: Workspace) -> Project:
    """Scenes with frames and takes of several rolls, chosen and not, an own picture, and words of every kind."""
    project = rows.project_in(workspace, "Ünïcode 🎬 ليل")
    made, plain, _empty = (rows.scene_of(project, prompt) for prompt in ("a boat 🚤", "قارب", ""))
    frames = [rows.frame_of(made, shade=shade) for shade in (10, 20, 30)]
    takes = [rows.take_of(made, shade=shade) for shade in (40, 50)]
    rows.take_of(made, takes[1].generation, shade=60)
    rows.frame_of(plain, shade=70)
    with scope(workspace.pk):
        Generation.objects.filter(hero_frames__in=frames).update(
            negative_prompt="fog", settings={"world": WORLD, "reference_sha256": "a" * 64}
        )
        Generation.objects.filter(takes__in=takes).update(settings={"world": WORLD, "frame_sha256": "b" * 64})
        HeroFrame.objects.filter(pk=frames[2].pk).update(origin="upload", generation=None, score=None)
        Take.objects.filter(pk=takes[0].pk).update(frame=frames[1])
        frames[0].output.recipe = {"engine": "animatic", "version": "7", "prompt": "a boat, golden", "more": 1}
        frames[0].output.save(update_fields=["recipe"])
        choosing.choose_frame(Scene.objects.select_related("episode").get(pk=made.pk), frames[1])
        choosing.choose_take(Scene.objects.select_related("episode").get(pk=made.pk), takes[1])
        Scene.objects.filter(pk=plain.pk).update(quality="high", seconds=7.25, beat="Turn", title="קו")
        Episode.objects.create(project=project, number=4, title="Later", idea="x\ny", story_arc="arc", world_seed=9)
    return project


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS)
def test_what_is_imported_is_what_is_exported(workspace: Workspace, document: dict[str, Any]) -> None:
    with scope(workspace.pk), transaction.atomic():
        first = exported(imported(document))
        assert json.loads(first) == document
        assert exported(imported(first)) == first
        transaction.set_rollback(True)


def test_a_rich_project_comes_through_whole(workspace: Workspace, elsewhere: Workspace) -> None:
    project = rich_project(workspace)
    with scope(workspace.pk):
        first = exported(project)
    with scope(elsewhere.pk):
        copy = imported(first)
        assert exported(copy) == first
        assert copy.pk != project.pk
        assert copy.created_at > project.created_at
        assert not HeroFrame.objects.exists()
        assert not Take.objects.exists()
        assert Scene.objects.count() == 3
    said = json.loads(first)
    scene = said["canvas"]["episodes"][0]["scenes"][0]
    assert [frame["label"] for frame in scene["frames"]] == ["A", "B", "C"]
    assert [take["label"] for take in scene["takes"]] == ["1.1", "2.1", "2.2"]
    assert (scene["chosen_frame"], scene["chosen_take"]) == ("B", "2.1")
    assert scene["takes"][0]["frame"] == "B"
    frame = scene["frames"][0]
    assert (frame["engine"], frame["engine_version"], frame["negative_prompt"]) == ("animatic", "7", "fog")
    assert frame["world"] == WORLD
    assert frame["reference_sha256"] == "a" * 64
    assert len(frame["sha256"]) == 64
    assert scene["frames"][2]["origin"] == "upload"
    assert scene["takes"][1]["frame_sha256"] == "b" * 64
    assert said["canvas"]["episodes"][0]["world_seed"] == WORLD["seed"]
    assert [episode["title"] for episode in said["canvas"]["episodes"]] == ["", "Later"]


def test_every_project_of_the_test_data_comes_through_whole(workspace: Workspace, elsewhere: Workspace) -> None:
    rows.scene_in(workspace)
    rows.shelf_in(workspace)
    rows.shelf_in(workspace, chosen=True)
    rich_project(workspace)
    with scope(workspace.pk):
        projects = list(Project.objects.all())
    assert len(projects) == 4
    for project in projects:
        with scope(workspace.pk):
            first = exported(project)
        with scope(elsewhere.pk):
            assert exported(imported(first)) == first


def test_what_is_unknown_survives_at_every_level(workspace: Workspace) -> None:
    with scope(workspace.pk):
        back = json.loads(exported(imported(RICH)))
    assert back == told(read(json.dumps(RICH).encode()))
    episode = back["canvas"]["episodes"][0]
    scene = episode["scenes"][0]
    assert back["a_project_field"] == {"a": [True, None], "z": 1}
    assert back["canvas"]["a_canvas_field"] == 0.5
    assert episode["an_episode_field"] == "e"
    assert scene["a_scene_field"] == []
    assert scene["frames"][0]["a_frame_field"] == [1, {"deep": None}]
    assert scene["frames"][0]["world"]["a_world_field"] == "w"
    assert scene["takes"][0]["a_take_field"] == {}


def test_what_a_later_version_says_survives(workspace: Workspace) -> None:
    later = minimal(schema_version=2, min_reader=1, sound={"score": "strings"})
    with scope(workspace.pk):
        back = json.loads(exported(imported(later)))
    assert {name: back[name] for name in ("schema_version", "min_reader", "sound")} == {
        "schema_version": 2,
        "min_reader": 1,
        "sound": {"score": "strings"},
    }


def test_what_is_left_out_is_filled_in(workspace: Workspace) -> None:
    with scope(workspace.pk):
        project = imported(of_scene())
        back = json.loads(exported(project))
        assert (back["quality"], back["idea"]) == ("standard", "")
        assert back["created"] == project.created_at.isoformat().replace("+00:00", "Z")
        assert back["canvas"]["episodes"][0]["scenes"][0]["seconds"] == 4.0


def test_what_is_changed_after_an_import_is_exported_changed(workspace: Workspace) -> None:
    """And a new frame takes no label that a kept recipe has."""
    with scope(workspace.pk):
        project = imported(RICH)
        scene = Scene.objects.select_related("episode").get()
        Scene.objects.update(prompt="another")
        Project.objects.update(name="Renamed")
    frame = rows.frame_of(scene)
    with scope(workspace.pk):
        told_of = json.loads(exported(project))
        scene_said = told_of["canvas"]["episodes"][0]["scenes"][0]
        assert (told_of["name"], scene_said["prompt"]) == ("Renamed", "another")
        assert [each["label"] for each in scene_said["frames"]] == ["A", "A-2"]
        assert scene_said["chosen_frame"] == "A"
        choosing.choose_frame(scene, frame)
        scene_said = json.loads(exported(project))["canvas"]["episodes"][0]["scenes"][0]
        assert scene_said["chosen_frame"] == "A-2"


def test_recipes_that_came_with_a_file_are_not_planned_away_unasked(workspace: Workspace) -> None:
    with scope(workspace.pk):
        imported(RICH)
        recipes = Episode.objects.select_related("project").get()
        with pytest.raises(Conflict, match="already has scenes"):
            making.make_plan(recipes, idea="x", scenes=2, user_id=None)
        bare = Episode.objects.select_related("project").get(project=imported(of_scene(prompt="words alone")))
        assert making.make_plan(bare, idea="x", scenes=2, user_id=None).kind == "plan"


@pytest.mark.parametrize("extra", [7, "x", [], {"fields": 3}, {"frames": [{"label": 1}]}, {"canvas": None}])
def test_rows_that_something_else_wrote_are_exported_without_it(extra: Any, workspace: Workspace) -> None:
    shelf = rows.shelf_in(workspace)
    with scope(workspace.pk):
        for model in (Project, Episode, Scene):
            model.objects.update(extra=extra)
        assert read(exported(shelf.project)).name == shelf.project.name


def test_a_document_takes_a_fixed_number_of_queries(workspace: Workspace, django_assert_num_queries: Any) -> None:
    small, large = rows.shelf_in(workspace).project, rich_project(workspace)
    with scope(workspace.pk):
        for project in (small, large):
            with django_assert_num_queries(5):
                written(project.pk)
