"""Workspaces on small plans."""

import pytest

from accounts.models import Workspace
from projects.models import Scene
from tests import rows


@pytest.fixture
def free(workspace: Workspace) -> Workspace:
    """The workspace, on the smallest plan."""
    Workspace.objects.filter(pk=workspace.pk).update(plan="free")
    workspace.refresh_from_db()
    return workspace


@pytest.fixture
def scene(workspace: Workspace) -> Scene:
    """A scene of the workspace, without frames."""
    return rows.scene_in(workspace)
