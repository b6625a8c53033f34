"""A worker without its database, its disk, its files or the right time; each really taken away."""

import resource
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import Workspace
from accounts.tenancy import scope
from generation.models import EventLog, Generation, Output, QueueTicket
from projects.models import Scene
from tests import rows
from tests.credits.books import audit
from tests.faults.crew import LEASE_SECONDS, Crew, until, until_done
from tests.faults.test_workers_that_die import asked_for, frames_of
from tests.faults.wire import Wire

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True, databases=["default", "ops"])]

FIVE_MINUTES = 300.0
TOO_LITTLE_BYTES = 20
"""Less than any picture takes."""


@pytest.fixture
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wire]:
    with Wire(tmp_path_factory.mktemp("w")) as laid:
        yield laid


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """Before it a worker waits in the middle of its drawing."""
    return tmp_path


def drawing(gate: Path, worker: int) -> Callable[[], bool]:
    return (gate / str(worker)).exists


def let_through(gate: Path) -> None:
    (gate / "open").touch()


def assert_made_once_by(worker: int, asked: Generation, tries: int) -> None:
    generation, (job,) = asked_for(asked)
    assert (generation.state, job.state, job.tries) == ("succeeded", "succeeded", tries)
    assert [recipe["worker"] for recipe in frames_of(asked)] == [worker]
    assert audit(asked.tenant_id).reserved == 0


@pytest.mark.parametrize("harm", ["hold", "cut"])
def test_a_worker_whose_database_is_out_of_reach_for_longer_than_its_lease_writes_nothing_afterwards(
    harm: str, scene: Scene, crew: Crew, wire: Wire, gate: Path
) -> None:
    """The other has made it by then: the fence of the first is no longer the ticket's."""
    asked = rows.asked(scene)
    away = crew.hire(gate=gate, host=str(wire.folder))
    until(drawing(gate, away), "the drawing")
    getattr(wire, harm)()
    other = crew.hire()
    until_done()
    assert_made_once_by(other, asked, tries=2)
    let_through(gate)
    time.sleep(0.2)
    wire.mend()
    crew.send(other)
    follow_up = rows.asked(scene)
    until_done()
    assert_made_once_by(away, follow_up, tries=1)
    assert_made_once_by(other, asked, tries=2)


def test_a_worker_whose_database_comes_back_within_its_lease_goes_on(
    scene: Scene, crew: Crew, wire: Wire, gate: Path
) -> None:
    asked = rows.asked(scene)
    worker = crew.hire(gate=gate, host=str(wire.folder))
    until(drawing(gate, worker), "the drawing")
    wire.cut()
    time.sleep(LEASE_SECONDS / 8)
    wire.mend()
    let_through(gate)
    until_done()
    generation, (job,) = asked_for(asked)
    assert (generation.state, job.state) == ("succeeded", "succeeded")
    assert [recipe["worker"] for recipe in frames_of(asked)] == [worker]


def test_a_worker_that_sleeps_past_its_lease_does_not_overwrite_what_another_made(
    scene: Scene, crew: Crew, gate: Path
) -> None:
    asked = rows.asked(scene)
    asleep = crew.hire(gate=gate)
    until(drawing(gate, asleep), "the drawing")
    crew.send(asleep, signal.SIGSTOP)
    other = crew.hire()
    until_done()
    let_through(gate)
    crew.send(other)
    crew.send(asleep, signal.SIGCONT)
    follow_up = rows.asked(scene)
    until_done()
    assert_made_once_by(asleep, follow_up, tries=1)
    assert_made_once_by(other, asked, tries=2)


def test_a_full_disk_is_waited_out_and_told(scene: Scene, crew: Crew, gate: Path) -> None:
    """The kernel refuses to write; half a file is never left."""
    asked = rows.asked(scene)
    worker = crew.hire(gate=gate)
    until(drawing(gate, worker), "the drawing")
    _, unlimited = resource.prlimit(worker, resource.RLIMIT_FSIZE)
    resource.prlimit(worker, resource.RLIMIT_FSIZE, (TOO_LITTLE_BYTES, unlimited))
    let_through(gate)
    until(lambda: asked_for(asked)[1][0].failures, "the refusal")
    job = asked_for(asked)[1][0]
    assert job.state in ("queued", "leased", "running"), "it goes on"
    assert len(job.failures) <= job.tries, "a wait may be so short that another try has begun"
    assert {failure["category"] for failure in job.failures} == {"storage"}
    assert not list(Path(settings.MEDIA_ROOT, str(scene.tenant_id)).glob(".*"))
    resource.prlimit(worker, resource.RLIMIT_FSIZE, (unlimited, unlimited))
    until_done()
    tries = asked_for(asked)[1][0].tries
    assert tries >= 2
    assert_made_once_by(worker, asked, tries=tries)


def test_a_store_that_cannot_be_reached_is_waited_out(scene: Scene, crew: Crew, gate: Path) -> None:
    """The workspace's folder is a link to a disk that is not there."""
    asked = rows.asked(scene)
    worker = crew.hire(gate=gate)
    until(drawing(gate, worker), "the drawing")
    folder = Path(settings.MEDIA_ROOT, str(scene.tenant_id))
    shutil.rmtree(folder, ignore_errors=True)
    folder.symlink_to(gate / "unplugged")
    let_through(gate)
    until(lambda: asked_for(asked)[1][0].failures, "the refusal")
    folder.unlink()
    until_done()
    job = asked_for(asked)[1][0]
    assert {failure["category"] for failure in job.failures} == {"storage"}
    assert_made_once_by(worker, asked, tries=1 + len(job.failures))


@pytest.mark.parametrize("wrong_by", [FIVE_MINUTES, -FIVE_MINUTES])
def test_a_worker_whose_clock_is_wrong_neither_robs_nor_hoards(
    wrong_by: float, scene: Scene, crew: Crew, gate: Path
) -> None:
    """Leases end by the database's clock alone."""
    asked = rows.asked(scene, count=2)
    right = crew.hire(gate=gate)
    until(drawing(gate, right), "the drawing")
    wrong = crew.hire(gate=gate, clock_seconds=wrong_by)
    until(drawing(gate, wrong), "the drawing of the other")
    time.sleep(1.5 * LEASE_SECONDS)
    held = dict(QueueTicket.objects.values_list("worker", "fence"))
    assert len(held) == 2
    let_through(gate)
    until_done()
    assert [job.tries for job in asked_for(asked)[1]] == [1, 1]
    assert {recipe["worker"] for recipe in frames_of(asked)} == {right, wrong}


def test_a_job_of_a_worker_whose_clock_is_wrong_is_taken_over_in_time(scene: Scene, crew: Crew, gate: Path) -> None:
    asked = rows.asked(scene)
    wrong = crew.hire(gate=gate, clock_seconds=FIVE_MINUTES)
    until(drawing(gate, wrong), "the drawing")
    crew.send(wrong)
    begun = time.monotonic()
    other = crew.hire()
    until_done()
    assert time.monotonic() - begun < FIVE_MINUTES / 5
    assert_made_once_by(other, asked, tries=2)


@pytest.mark.parametrize("wrong_by", [FIVE_MINUTES, -FIVE_MINUTES])
def test_work_is_dated_by_the_database_whatever_a_workers_clock_says(
    wrong_by: float, scene: Scene, workspace: Workspace, crew: Crew
) -> None:
    asked = rows.asked(scene)
    crew.hire(clock_seconds=wrong_by)
    until_done()
    with scope(workspace.pk):
        made = Output.objects.get(generation=asked).created_at
        told = list(EventLog.objects.order_by("seq").values_list("at", flat=True))
    assert told == sorted(told)
    assert told[-1] - made < timedelta(seconds=FIVE_MINUTES / 2)
    assert abs(made - asked.created_at) < timedelta(seconds=FIVE_MINUTES / 2)
    generation, (job,) = asked_for(asked)
    for dated in (generation, job):
        assert dated.started_at is not None
        assert dated.finished_at is not None
        assert asked.created_at < dated.started_at <= dated.finished_at < made + timedelta(seconds=FIVE_MINUTES / 2)
