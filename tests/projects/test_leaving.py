"""Who takes a whole workspace along, and how it goes: asked for by an owner, and only after its time."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from accounts import deletion
from accounts.audit import COMMAND
from accounts.models import ApiToken, AuditEntry, LedgerEntry, User, Workspace
from accounts.ops import every_row
from accounts.problems import Conflict, InvalidField
from accounts.tenancy import scope
from accounts.walls import tenant_tables
from generation import housekeeping, leaving
from generation.media import storage
from generation.models import EventLog, QueueTicket, StoredFile
from projects.models import Project
from tests import cast, rows
from tests.cast import Speaker
from tests.projects.conftest import rows_of
from tests.rows import Shelf

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops"])


def later(workspace: Workspace, **lag: float) -> None:
    Workspace.objects.filter(pk=workspace.pk).update(deletion_due_at=timezone.now() - timedelta(**lag))


@pytest.fixture
def hourly(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def run() -> None:
        monkeypatch.setattr(housekeeping, "_last_run", 0.0)
        housekeeping.when_due("export")

    return run


def test_a_workspace_goes_when_its_time_is_over_and_nothing_of_it_stays(
    file: Path, workspace: Workspace, elsewhere: Workspace, hourly: Callable[[], None]
) -> None:
    other = rows.shelf_in(elsewhere)
    pk, digests = workspace.pk, [row.sha256 for row in rows_of(workspace, StoredFile)]
    with scope(pk):
        deletion.ask(COMMAND, Workspace.objects.get(pk=pk), workspace.name)
    hourly()
    assert Workspace.objects.filter(pk=pk).exists()
    later(workspace, seconds=1)
    hourly()
    assert not Workspace.objects.filter(pk=pk).exists()
    for model in tenant_tables():
        if model not in (AuditEntry, LedgerEntry):
            assert not every_row(model).filter(workspace_id=pk).exists(), model
    assert not QueueTicket.objects.filter(workspace_id=pk).exists()
    assert not ApiToken.objects.filter(workspace_id=pk).exists()
    for digest in digests:
        assert not storage.media_storage().exists(storage.stored_name(pk, digest))
    assert every_row(Project).filter(pk=other.project.pk).exists()
    assert [entry.action for entry in every_row(AuditEntry).filter(workspace_id=pk).order_by("id")][-1] == (
        "workspace.deletion_asked"
    )


def test_a_deletion_that_is_stopped_at_the_last_moment_is_none(
    full: Shelf, workspace: Workspace, hourly: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    later(workspace, seconds=1)
    due = list(deletion.due())
    monkeypatch.setattr(deletion, "due", lambda: due)
    with scope(workspace.pk):
        deletion.stop(COMMAND, Workspace.objects.get(pk=workspace.pk))
    hourly()
    assert Workspace.objects.filter(pk=workspace.pk).exists()
    assert storage.media_storage().exists(storage.stored_name(workspace.pk, rows_of(workspace, StoredFile)[0].sha256))


def test_a_deletion_wants_the_name_and_a_fresh_export(workspace: Workspace) -> None:
    with scope(workspace.pk):
        with pytest.raises(InvalidField, match="not the workspace's name"):
            deletion.ask(COMMAND, workspace, "Northlights")
        with pytest.raises(Conflict, match="no export"):
            deletion.ask(COMMAND, workspace, workspace.name)
        deletion.note_export(COMMAND, workspace)
        deletion.ask(COMMAND, workspace, f" {workspace.name} ")
        due = workspace.deletion_due_at
        deletion.ask(COMMAND, workspace, workspace.name)
    assert due is not None
    assert workspace.deletion_due_at == due
    assert timedelta(days=13.9) < due - timezone.now() <= deletion.GRACE


def test_while_it_waits_everything_can_be_seen_and_nothing_made(
    as_owner: Speaker, as_editor: Speaker, workspace: Workspace
) -> None:
    later(workspace, days=-3)
    assert as_editor.call("GET", "projects").status_code == 200
    refused = as_editor.refused(409, "POST", "projects", {"name": "Late"})
    assert "will be deleted on" in refused["detail"]
    assert as_owner.post(f"/w/{workspace.slug}/settings/delete/", {"stop": "1"}).status_code == 302
    assert as_editor.call("POST", "projects", {"name": "Late"}).status_code == 201


def test_an_owner_exports_and_deletes_on_the_page(as_owner: Speaker, full: Shelf, workspace: Workspace) -> None:
    page = f"/w/{workspace.slug}/settings/"
    early = as_owner.post(f"{page}delete/", {"name": workspace.name}, follow=True)
    assert "no export of the last seven days" in early.content.decode()
    answer = as_owner.post(f"/w/{workspace.slug}/export.zip")
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as archive:
        assert json.loads(archive.read("manifest.json"))["workspace"]["slug"] == workspace.slug
    assert as_owner.post(f"{page}delete/", {"name": "wrong"}).status_code == 422
    shown = as_owner.post(f"{page}delete/", {"name": workspace.name}, follow=True).content.decode()
    assert "will be deleted on" in shown
    workspace.refresh_from_db()
    assert workspace.deletion_due_at is not None


def test_nobody_but_an_owner_exports_or_deletes(
    as_editor: Speaker, as_viewer: Speaker, as_intruder: Speaker, workspace: Workspace
) -> None:
    for page in ("export.zip", "settings/delete/"):
        for speaker, status in ((as_editor, 403), (as_viewer, 403), (as_intruder, 404)):
            assert speaker.post(f"/w/{workspace.slug}/{page}", {"name": workspace.name}).status_code == status
    workspace.refresh_from_db()
    assert workspace.exported_at is workspace.deletion_due_at is None


def test_no_token_exports_everything(owner: User, workspace: Workspace, as_stranger: Speaker) -> None:
    """What leaves with all its content is a person's to take."""
    address = f"/w/{workspace.slug}/export.zip"
    assert cast.program(owner, workspace).post(address).status_code == 403
    assert as_stranger.post(address).status_code == 404
    assert cast.browser(owner, workspace).get(address).status_code == 405


def test_a_token_beside_somebodys_session_exports_nothing(owner: User, outsider: User, workspace: Workspace) -> None:
    """Whoever finds a token that may only look has a session too: their own, of another workspace."""
    _, secret = ApiToken.objects.issue(workspace=workspace, user_id=owner.pk, name="script", scopes=["read"])
    thief = Speaker({"Authorization": f"Bearer {secret}"})
    thief.force_login(outsider)
    assert thief.post(f"/w/{workspace.slug}/export.zip").status_code == 403
    workspace.refresh_from_db()
    assert workspace.exported_at is None


def test_a_file_that_will_not_go_is_told_to_the_log(
    full: Shelf, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*args: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(storage, "delete", refuse)
    leaving.delete_workspace(workspace)
    assert "stays: PermissionError" in caplog.text
    assert not every_row(EventLog).filter(workspace_id=workspace.pk).exists()
