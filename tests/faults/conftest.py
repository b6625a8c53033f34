"""One studio for all the harm done to whole studios in this folder, and workers for what is done to them alone."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import Workspace
from projects.models import Scene
from tests import rows
from tests.faults import crew as workers
from tests.faults import invariants
from tests.faults.crew import Crew
from tests.house import SHORT_LEASES, House, whole_house


@pytest.fixture(scope="package")
def house() -> Iterator[House]:
    """A running studio."""
    with whole_house(SHORT_LEASES) as running:
        yield running


@pytest.fixture(scope="package")
def nursery(django_db_setup: None) -> Iterator["subprocess.Popen[str]"]:
    """Where workers on the test's own database come from."""
    with workers.nursery() as process:
        yield process


@pytest.fixture
def crew(nursery: "subprocess.Popen[str]", transactional_db: None) -> Iterator[Crew]:
    """Nobody, until somebody is hired; nobody is left afterwards. Nothing may be lost, whatever the test did."""
    hired = Crew(nursery)
    yield hired
    hired.part()
    invariants.check(workers.rows, Path(settings.MEDIA_ROOT))


@pytest.fixture
def scene(workspace: Workspace) -> Scene:
    """A scene of the workspace, without frames."""
    return rows.scene_in(workspace)
