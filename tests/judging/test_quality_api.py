"""/episodes/{id}/quality, /quality.pdf and /quality.png"""

from typing import Any

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Workspace
from accounts.tenancy import scope
from generation.models import StoredFile
from projects.models import Scene
from projects.services import choosing
from tests import rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(workspace: Workspace) -> Shelf:
    """An episode whose scene has a chosen frame and take."""
    return rows.shelf_in(workspace, chosen=True)


def quality(speaker: Speaker, shelf: Shelf) -> Any:
    return speaker.made("GET", f"episodes/{shelf.episode.pk}/quality")


def another_scene(shelf: Shelf) -> Scene:
    scene = rows.scene_of(shelf.project)
    take = rows.take_of(scene)
    with scope(scene.tenant_id):
        choosing.choose_take(scene, take)
    return scene


def test_it_tells_the_weakest_first_and_what_would_help(shelf: Shelf, as_viewer: Speaker) -> None:
    empty = rows.scene_of(shelf.project)
    told = quality(as_viewer, shelf)
    assert (told["points"], told["compared_with"]) == (60, 0)
    assert told["said"] == "1 of 2 scenes, weighed by their seconds."
    first, second = told["scenes"]
    assert (first["id"], first["points"], first["redo"], first["why"]) == (
        *(str(shelf.scene.pk), 60, True),
        "Weak: clarity 60.",
    )
    assert (first["suggestion"]["id"], first["suggestion"]["name"]) == (str(shelf.suggestion.pk), "Clarity")
    assert first["dimensions"][0] == {
        "dimension": "imaging_quality",
        "name": "Clarity",
        "points": 60,
        "usual": None,
        "reason": "",
    }
    assert (told["rounds"], told["rounds_said"]) == ([{"number": 1, "points": 60, "alike": True}], "")
    assert (second["id"], second["why"], second["points"]) == (str(empty.pk), "It has no take yet.", None)


def test_it_is_compared_with_the_workspaces_other_scenes(
    shelf: Shelf, workspace: Workspace, elsewhere: Workspace, as_editor: Speaker
) -> None:
    rows.shelf_in(workspace, chosen=True)
    rows.shelf_in(elsewhere, chosen=True)
    told = quality(as_editor, shelf)
    assert told["compared_with"] == 1
    assert told["scenes"][0]["dimensions"][0]["usual"] == 60


def test_more_scenes_take_no_more_questions(shelf: Shelf, as_editor: Speaker) -> None:
    another_scene(shelf)
    with CaptureQueriesContext(connection) as few:
        quality(as_editor, shelf)
    for _ in range(3):
        another_scene(shelf)
    with CaptureQueriesContext(connection) as many:
        quality(as_editor, shelf)
    assert len(many) == len(few)


def test_it_goes_out_as_a_pdf_that_can_be_read(shelf: Shelf, as_viewer: Speaker) -> None:
    answer = as_viewer.call("GET", f"episodes/{shelf.episode.pk}/quality.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="quality-of-episode-1.pdf"'
    with pypdfium2.PdfDocument(answer.content) as document:
        text = document[0].get_textpage().get_text_range()
    assert "The lighthouse" in text
    assert "Weak: clarity 60." in text


def test_it_goes_out_as_a_picture(shelf: Shelf, as_viewer: Speaker) -> None:
    answer = as_viewer.call("GET", f"episodes/{shelf.episode.pk}/quality.png")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG")


def test_a_picture_that_is_lost_is_left_out(shelf: Shelf, as_viewer: Speaker) -> None:
    with scope(shelf.scene.tenant_id):
        StoredFile.objects.filter(outputs=shelf.frame.output).update(sha256="0" * 64)
    assert as_viewer.call("GET", f"episodes/{shelf.episode.pk}/quality.pdf").status_code == 200


@pytest.mark.parametrize("ending", ["", ".pdf", ".png"])
def test_another_workspace_gets_nothing(ending: str, shelf: Shelf, as_outsider: Speaker) -> None:
    as_outsider.refused(404, "GET", f"episodes/{shelf.episode.pk}/quality{ending}")
