"""A scene with a chosen frame, and a worker that meets trouble."""

from collections.abc import Callable, Iterator

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import handlers
from generation.engines.base import Report
from generation.handlers.base import Made, Work
from generation.models import Job, QueueTicket, ResolutionSession, ResolutionStep
from generation.values import CPU_LANE
from generation.worker import Station
from projects.models import Scene
from tests import rows

Trouble = Callable[[Callable[[Work], Made]], None]


@pytest.fixture
def scene(workspace: Workspace) -> Scene:
    """A scene of the workspace, without frames."""
    return rows.scene_in(workspace)


@pytest.fixture
def station() -> Iterator[Station]:
    """A worker of the making lane, in this process."""
    made = Station(CPU_LANE)
    yield made
    made.close()


@pytest.fixture
def trouble(monkeypatch: pytest.MonkeyPatch) -> Trouble:
    """Puts something else in the place of the work."""

    def put(work: Callable[[Work], Made]) -> None:
        monkeypatch.setattr(handlers, "run", lambda held, report: work(held))

    return put


def real_run(work: Work, report: Report) -> Made:
    """The handlers' own."""
    return handlers._handler(work.kind).run(work, report)


def hurry(station: Station, times: int = 1) -> None:
    """Let the worker look again, as if the waits were over."""
    for _ in range(times):
        QueueTicket.objects.update(available_at="2020-01-01T00:00:00Z")
        station.drain()


def sessions(scene: Scene) -> list[ResolutionSession]:
    """Every session, oldest first."""
    with scope(scene.tenant_id):
        return list(ResolutionSession.objects.order_by("id").select_related("generation", "job"))


def session(scene: Scene) -> ResolutionSession:
    """The only one."""
    (found,) = sessions(scene)
    return found


def done(scene: Scene) -> dict[str, tuple[str, bool | None]]:
    """State and help of each step that ran."""
    with scope(scene.tenant_id):
        rows = ResolutionStep.objects.filter(runs__gt=0).order_by("place")
        return {row.key: (row.state, row.helped) for row in rows}


def steps(scene: Scene) -> dict[str, ResolutionStep]:
    """Every step by key."""
    with scope(scene.tenant_id):
        return {row.key: row for row in ResolutionStep.objects.order_by("id")}


def jobs(scene: Scene) -> list[Job]:
    """Every job."""
    with scope(scene.tenant_id):
        return list(Job.objects.order_by("id"))
