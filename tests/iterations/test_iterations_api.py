"""/generations/{id}/iterations and /generations/{id}/quality-trends"""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import values
from generation.iterations import reading
from generation.models import Generation, HeroFrame
from projects.models import Scene
from projects.services import choosing
from tests import rows
from tests.cast import Speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(workspace: Workspace) -> Scene:
    """A scene without anything."""
    return rows.scene_in(workspace)


def frames(scene: Scene, prompt: str, parent: Generation | None = None) -> Generation:
    made = rows.ended(scene, values.FRAMES)
    rows.frame_of(scene, made)
    with scope(scene.tenant_id):
        Generation.objects.filter(pk=made.pk).update(prompt=prompt, parent=parent, root=parent)
        return Generation.objects.get(pk=made.pk)


def takes(scene: Scene, frame: HeroFrame) -> Generation:
    made = rows.ended(scene, values.TAKES)
    with scope(scene.tenant_id):
        Generation.objects.filter(pk=made.pk).update(frame=frame, count=3, prompt="a boat, last light")
    take = rows.take_of(scene, made)
    with scope(scene.tenant_id):
        take.frame = frame
        take.save()
    return made


def tree(speaker: Speaker, node: Generation) -> Any:
    return speaker.made("GET", f"generations/{node.pk}/iterations")


def test_any_node_tells_how_the_scene_got_here(scene: Scene, as_editor: Speaker) -> None:
    first = frames(scene, "a boat")
    second = frames(scene, "a boat, last light")
    branch = frames(scene, "a boat, full moon", parent=first)
    with scope(scene.tenant_id):
        frame = second.hero_frames.get()
        choosing.choose_frame(scene, frame)
    roll = takes(scene, frame)
    told = tree(as_editor, branch)
    assert told == tree(as_editor, roll) | {"versions": told["versions"]}
    shown = [(one["number"], one["words"], one["parent"], one["selected"]) for one in told["versions"]]
    assert shown == [
        (1, "First idea", None, False),
        (2, "+ last light", str(first.pk), True),
        (3, "+ full moon", str(first.pk), False),
        (4, "3 takes from 1B", str(second.pk), False),
    ]
    assert told["versions"][3]["best"] == 60
    assert told["versions"][3]["clip"].startswith("/media/")
    assert told["said"] == "4 tries, score 60"


def test_a_version_names_the_suggestion_that_it_came_of(scene: Scene, as_editor: Speaker) -> None:
    roll = takes(scene, rows.frame_of(scene))
    with scope(scene.tenant_id):
        suggestion = rows.suggested(roll.takes.get())
    child = as_editor.made("POST", f"generations/{roll.pk}/prompt-suggestions/{suggestion.pk}/accept", {})
    told = {one["id"]: one for one in tree(as_editor, roll)["versions"]}
    assert told[child["id"]]["suggestion"] == {"name": "Clarity", "brought": ""}
    assert (told[child["id"]]["parent"], told[child["id"]]["making"]) == (str(roll.pk), True)


def test_trends_are_of_the_kind_that_is_asked_for(scene: Scene, as_editor: Speaker) -> None:
    made = frames(scene, "a boat")
    roll = takes(scene, rows.frame_of(scene, made))
    told = as_editor.made("GET", f"generations/{roll.pk}/quality-trends")
    assert (told["kind"], [point["points"] for point in told["total"]]) == ("takes", [60])
    assert [(one["name"], one["points"][0]["points"]) for one in told["dimensions"]] == [("Clarity", 60)]
    assert as_editor.made("GET", f"generations/{made.pk}/quality-trends")["said"] == "1 try, score 50"


def test_hundreds_of_versions_take_as_many_questions_as_three(
    scene: Scene, as_editor: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [frames(scene, f"a boat {number}") for number in range(3)]
    with CaptureQueriesContext(connection) as few:
        tree(as_editor, made[0])
    made += [frames(scene, f"a boat {number}") for number in range(3, 9)]
    with CaptureQueriesContext(connection) as many:
        tree(as_editor, made[0])
    assert len(many) == len(few)
    monkeypatch.setattr(reading, "MOST_VERSIONS", 4)
    told = tree(as_editor, made[0])
    assert (told["left_out"], [one["number"] for one in told["versions"]]) == (5, [6, 7, 8, 9])


def test_another_workspace_sees_no_tree(scene: Scene, as_outsider: Speaker) -> None:
    made = frames(scene, "a boat")
    as_outsider.refused(404, "GET", f"generations/{made.pk}/iterations")
    as_outsider.refused(404, "GET", f"generations/{made.pk}/quality-trends")


def test_what_is_asked_for_names_the_version_that_it_goes_on_from(scene: Scene, as_editor: Speaker) -> None:
    first, _ = frames(scene, "a boat"), frames(scene, "a boat, last light")
    wish = {"kind": "frames", "scene": str(scene.pk), "prompt": "a boat, at noon", "count": 1}
    made = as_editor.made("POST", "generations", {**wish, "parent": str(first.pk)})
    assert (made["parent"], made["root"]) == (str(first.pk), str(first.pk))
    told = {one["id"]: one for one in tree(as_editor, first)["versions"]}
    assert (told[made["id"]]["parent"], told[made["id"]]["words"]) == (str(first.pk), "+ at noon")


def test_a_version_of_another_scene_is_no_parent(scene: Scene, workspace: Workspace, as_editor: Speaker) -> None:
    other = frames(rows.scene_in(workspace), "a boat")
    wish = {"kind": "frames", "scene": str(scene.pk), "prompt": "a boat", "count": 1, "parent": str(other.pk)}
    assert as_editor.refused(400, "POST", "generations", wish)["errors"][0]["field"] == "parent"
