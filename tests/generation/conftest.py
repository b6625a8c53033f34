"""Scenes whose work waits in the queue, and cards to make it on."""

import pytest

from accounts.models import Workspace
from generation import deciding, worker
from projects.models import Scene
from tests import rows
from tests.generation.cards import Cards


@pytest.fixture
def scene(workspace: Workspace) -> Scene:
    """A scene of the workspace, without frames."""
    return rows.scene_in(workspace)


@pytest.fixture
def cards(monkeypatch: pytest.MonkeyPatch) -> Cards:
    """No card, until one is put in."""
    found = Cards()
    monkeypatch.setattr(deciding, "devices", lambda: found.devices)
    monkeypatch.setattr(worker, "runs_out", lambda work: work.params.get("device") in found.faulty)
    return found
