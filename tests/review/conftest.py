"""Scenes whose work waits in the queue."""

import pytest

from accounts.models import Workspace
from projects.models import Scene
from tests import rows


@pytest.fixture
def scene(workspace: Workspace) -> Scene:
    """A scene of the workspace, without frames."""
    return rows.scene_in(workspace)
