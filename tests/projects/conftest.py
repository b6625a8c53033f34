"""A workspace with everything in it, and its export."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import User, Workspace
from accounts.ops import every_row
from accounts.tenancy import Tenant
from projects.models import Project
from tests import rows
from tests.rows import Shelf


@pytest.fixture
def full(workspace: Workspace, owner: User) -> Shelf:
    """Chosen frame and take, work that waits, and words of every kind."""
    shelf = rows.shelf_in(workspace, chosen=True)
    every_row(Project).filter(pk=shelf.project.pk).update(name="Ünïcode 🎬 ليل", created_by=owner)
    rows.asked(shelf.scene, count=2)
    return shelf


@pytest.fixture
def file(full: Shelf, workspace: Workspace, tmp_path: Path) -> Path:
    path = tmp_path / "northlight.zip"
    call_command("export", "--workspace", workspace.slug, "--out", path, stdout=io.StringIO())
    return path


def rows_of(workspace: Workspace, model: type[Tenant]) -> list[Any]:
    return list(every_row(model).filter(workspace=workspace).order_by("id"))
