"""A project as a file from the terminal."""

import io
import json
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEntry, Workspace
from accounts.ops import every_row
from projects.models import Project
from tests import rows
from tests.projects.document.documents import minimal

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops"])


def test_a_project_moves_from_a_workspace_to_another(
    workspace: Workspace, elsewhere: Workspace, tmp_path: Path
) -> None:
    project, said = rows.shelf_in(workspace, chosen=True).project, io.StringIO()
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    call_command("export_project", str(project.pk), str(first), stdout=said)
    call_command("import_project", str(first), "--workspace", elsewhere.slug, stdout=said)
    copy = every_row(Project).get(workspace=elsewhere)
    assert f"/w/{elsewhere.slug}/projects/{copy.pk}" in said.getvalue()
    call_command("export_project", str(copy.pk), str(second), stdout=said)
    assert second.read_bytes() == first.read_bytes()
    done = every_row(AuditEntry).filter(action__startswith="project.").order_by("id")
    assert [(entry.action, entry.workspace_id) for entry in done] == [
        ("project.exported", workspace.pk),
        ("project.imported", elsewhere.pk),
        ("project.exported", elsewhere.pk),
    ]


def test_what_is_wrong_is_told_line_by_line(workspace: Workspace, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(minimal(quality="best", created="today")))
    with pytest.raises(CommandError, match=r"quality must be one of[^\n]*\ncreated is not a moment"):
        call_command("import_project", str(bad), "--workspace", workspace.slug)
    with pytest.raises(CommandError, match="no workspace"):
        call_command("import_project", str(bad), "--workspace", "nowhere")
    with pytest.raises(CommandError, match="could not be read"):
        call_command("import_project", str(tmp_path / "none.json"), "--workspace", workspace.slug)
    assert not every_row(Project).exists()


def test_a_file_that_is_there_stays(workspace: Workspace, tmp_path: Path) -> None:
    project = rows.project_in(workspace)
    there = tmp_path / "there.json"
    there.write_text("mine")
    with pytest.raises(CommandError, match="is there already"):
        call_command("export_project", str(project.pk), str(there))
    with pytest.raises(CommandError, match="There is no project"):
        call_command("export_project", str(uuid4()), str(tmp_path / "new.json"))
    assert there.read_text() == "mine"
