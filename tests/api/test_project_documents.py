"""A project as a project.json: saved by whoever may look, opened by whoever may make."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import AuditEntry, Workspace
from accounts.tenancy import Tenant, scope
from projects.document.schema import MOST_BYTES
from projects.models import Episode, Project, Scene
from tests import cast
from tests.cast import API, Speaker
from tests.projects.document.documents import ANYTHING, RICH, minimal, of_scene
from tests.rows import Shelf

pytestmark = pytest.mark.django_db
IMPORT = "projects/import"


def sent(speaker: Speaker, content: bytes, **headers: str) -> Any:
    """The answer to a body of these bytes."""
    return speaker.generic("POST", API + IMPORT, content, "application/json", headers=headers)


def document(speaker: Speaker, project: object) -> Any:
    return speaker.made("GET", f"projects/{project}/document")


def rows_of(workspace: Workspace, model: type[Tenant]) -> list[Any]:
    with scope(workspace.pk):
        return list(model.objects.order_by("id"))


def audited(workspace: Workspace) -> list[tuple[str, str]]:
    entries = rows_of(workspace, AuditEntry)
    return [(entry.action, entry.subject) for entry in entries if entry.action.startswith("project.")]


def test_a_viewer_saves_a_project_as_a_file(shelf: Shelf, as_viewer: Speaker, workspace: Workspace) -> None:
    answer = as_viewer.call("GET", f"projects/{shelf.project.pk}/document")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"].startswith('attachment; filename="The lighthouse.project.json"')
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["name"] == "The lighthouse"
    assert audited(workspace) == [("project.exported", "The lighthouse")]


def test_the_files_name_is_the_projects_in_any_script(shelf: Shelf, as_editor: Speaker) -> None:
    as_editor.made("PATCH", f"projects/{shelf.project.pk}", {"name": 'قارب "../🎬'})
    named = as_editor.call("GET", f"projects/{shelf.project.pk}/document")["Content-Disposition"]
    assert named.endswith(".project.json")
    assert "filename*=UTF-8''%D9%82" in named
    assert "/" not in named


def test_a_saved_project_opens_as_another(shelf: Shelf, as_editor: Speaker, workspace: Workspace) -> None:
    saved = document(as_editor, shelf.project.pk)
    made = as_editor.made("POST", IMPORT, saved)
    assert made["id"] != str(shelf.project.pk)
    assert (made["name"], made["quality"], made["scene_count"]) == ("The lighthouse", "low", 1)
    assert (made["takes_count"], made["cover"], made["running"]) == (0, None, False)
    assert document(as_editor, made["id"]) == saved
    episode = as_editor.made("GET", f"episodes/{made['episodes'][0]['id']}")
    assert [(scene["frames"], scene["takes"]) for scene in episode["scenes"]] == [([], [])]
    assert ("project.imported", "The lighthouse") in audited(workspace)


def test_a_file_is_taken_as_well_as_a_body(as_editor: Speaker) -> None:
    file = SimpleUploadedFile("x.project.json", json.dumps(RICH).encode(), "application/json")
    answer = as_editor.post(API + IMPORT, {"file": file})
    assert answer.status_code == 201
    assert document(as_editor, answer.json()["id"])["a_project_field"] == RICH["a_project_field"]


def test_a_form_without_a_file_says_so(as_editor: Speaker) -> None:
    answer = as_editor.post(API + IMPORT, {"other": "x"})
    assert answer.status_code == 400
    assert cast.problem(answer)["detail"] == "No file came with this."


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"a": NaN}'])
def test_what_is_no_project_is_refused_in_words(content: bytes, as_editor: Speaker) -> None:
    answer = sent(as_editor, content)
    assert answer.status_code == 400
    cast.problem(answer)


@pytest.mark.parametrize("form", [False, True])
def test_a_file_that_is_too_large_is_refused(form: bool, as_editor: Speaker) -> None:
    content = json.dumps(minimal(later="x" * MOST_BYTES)).encode()
    file = SimpleUploadedFile("x.json", content)
    answer = as_editor.post(API + IMPORT, {"file": file}) if form else sent(as_editor, content)
    assert answer.status_code == 400
    assert "too large" in cast.problem(answer)["detail"]


def test_every_fault_is_answered_and_nothing_is_made(as_editor: Speaker, workspace: Workspace) -> None:
    bad = minimal(quality="best", canvas={"episodes": [{"scenes": [{}, {}, {"seconds": 90}]}]})
    told = as_editor.refused(400, "POST", IMPORT, bad)
    assert [each["field"] for each in told["errors"]] == ["quality", "canvas.episodes[0].scenes[2].seconds"]
    assert told["errors"][1]["detail"] == "canvas.episodes[0].scenes[2].seconds must be 1 to 30."
    for model in (Project, Episode, Scene):
        assert rows_of(workspace, model) == []


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    ANYTHING
    | st.builds(lambda name, value: minimal(**{name: value}), st.text(max_size=5), ANYTHING)
    | st.builds(lambda value: minimal(canvas=value), ANYTHING)
    | st.builds(lambda value: minimal(canvas={"episodes": value}), ANYTHING)
    | st.builds(
        lambda name, value: of_scene(**{name: value}), st.sampled_from(["frames", "seconds", "x", "prompt"]), ANYTHING
    )
)
def test_any_value_is_opened_or_refused_cleanly(as_editor: Speaker, value: Any) -> None:
    with transaction.atomic():
        answer = as_editor.call("POST", IMPORT, value) if value is not None else sent(as_editor, b"null")
        assert answer.status_code in (201, 400), answer.content
        if answer.status_code == 201:
            assert document(as_editor, answer.json()["id"])["name"]
        else:
            cast.problem(answer)
        transaction.set_rollback(True)


def test_the_same_key_makes_one_project(as_editor: Speaker, workspace: Workspace) -> None:
    content = json.dumps(minimal()).encode()
    first, again = (sent(as_editor, content, **{"Idempotency-Key": "k"}) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    other = sent(as_editor, json.dumps(minimal(name="Other")).encode(), **{"Idempotency-Key": "k"})
    assert other.status_code == 422
    assert len(rows_of(workspace, Project)) == 1


def test_a_viewer_opens_none(as_viewer: Speaker, workspace: Workspace) -> None:
    as_viewer.refused(403, "POST", IMPORT, minimal())
    assert rows_of(workspace, Project) == []


def test_an_outsider_finds_no_project_to_save(shelf: Shelf, as_outsider: Speaker, as_intruder: Speaker) -> None:
    for speaker in (as_outsider, as_intruder):
        speaker.refused(404, "GET", f"projects/{shelf.project.pk}/document")


def test_an_outsider_opens_a_file_only_at_home(
    as_outsider: Speaker, as_intruder: Speaker, workspace: Workspace, elsewhere: Workspace
) -> None:
    as_intruder.refused(404, "POST", IMPORT, minimal())
    as_outsider.made("POST", IMPORT, minimal())
    assert (len(rows_of(workspace, Project)), len(rows_of(elsewhere, Project))) == (0, 1)


def test_a_file_that_names_foreign_ids_reaches_none(
    shelf: Shelf, as_outsider: Speaker, workspace: Workspace, elsewhere: Workspace
) -> None:
    """Ids in a document are fields like any other that is unknown."""
    ids = {name: str(value) for name, value in shelf.ids().items()}
    foreign = {"id": ids["project_id"], "workspace_id": str(shelf.project.tenant_id), "extra": ids}
    scene = {**foreign, "selected_frame": ids["frame_id"], "episode": ids["episode_id"]}
    made = as_outsider.made("POST", IMPORT, {**of_scene(**scene), **foreign})
    assert made["id"] != ids["project_id"]
    (made_scene,), (theirs,) = rows_of(elsewhere, Scene), rows_of(workspace, Scene)
    assert made_scene.selected_frame_id is None
    assert made_scene.episode_id != theirs.episode_id == shelf.episode.pk


def test_a_project_of_too_many_words_is_told_to_go_another_way(
    shelf: Shelf, as_editor: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("projects.document.exporting.MOST_BYTES", 100)
    told = as_editor.refused(409, "GET", f"projects/{shelf.project.pk}/document")
    assert "Export the workspace" in told["advice"]


@pytest.mark.parametrize("path", ["projects", "projects/{project_id}", "episodes/{episode_id}", "scenes/{scene_id}"])
def test_what_a_file_said_besides_is_read_by_files_alone(path: str, shelf: Shelf, as_editor: Speaker) -> None:
    """It may be megabytes; a page of projects has fifty of them, and each frame and take is told with its scene."""
    with CaptureQueriesContext(connection) as asked:
        as_editor.made("GET", path.format(**shelf.ids()))
    assert not [query["sql"] for query in asked if '"extra"' in query["sql"].partition(" WHERE ")[0]]
