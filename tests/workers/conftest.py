"""A scene whose work waits for cards, and the real rows of these."""

import pytest

from accounts.models import Workspace
from generation import handlers
from generation.engines.base import Report
from generation.handlers.base import Made, Work
from projects.models import Scene
from tests import rows
from tests.generation.test_running import picture


@pytest.fixture
def scene(workspace: Workspace) -> Scene:
    """A scene of the workspace, without frames."""
    return rows.scene_in(workspace)


@pytest.fixture
def quick(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> list[Work]:
    """Work is done at once; the list has what was asked for."""
    seen: list[Work] = []

    def run(work: Work, report: Report) -> Made:
        report("rolling", 0.5)
        seen.append(work)
        return picture(scene)

    monkeypatch.setattr(handlers, "run", run)
    return seen
