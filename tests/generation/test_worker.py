"""A station: it claims until nothing is left, survives what goes wrong, and stops within a step."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections
from pytest_django import Settings

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import handlers, values
from generation.engines import registry
from generation.engines.base import Report
from generation.errors import Category, JobError
from generation.handlers.base import Made, Work
from generation.media.errors import DiskFull
from generation.models import Generation, Job, Output, QueueTicket
from generation.retrying import LIMITS
from generation.services import ending
from generation.values import CPU_LANE
from generation.worker import Station
from projects.models import Scene
from tests import rows
from tests.cast import Speaker
from tests.stations import Studio

pytestmark = pytest.mark.django_db(transaction=True)
SOON_SECONDS = 15.0


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station(CPU_LANE)
    yield made
    made.close()


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Work, Report], Made]], None]:
    """Puts another work in the place of the handlers' own."""
    return lambda work: monkeypatch.setattr(handlers, "run", work)


def generation(scene: Scene) -> Generation:
    with scope(scene.tenant_id):
        return Generation.objects.get()


def jobs(scene: Scene) -> list[Job]:
    with scope(scene.tenant_id):
        return list(Job.objects.order_by("number"))


def until(true: Callable[[], Any], what: str) -> None:
    end = time.monotonic() + SOON_SECONDS
    while not true():
        assert time.monotonic() < end, f"{what} did not happen"
        time.sleep(0.02)


def in_background(action: Callable[[], Any]) -> threading.Thread:
    def run() -> None:
        try:
            action()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def endless(reports: list[float]) -> Callable[[Work, Report], Made]:
    """An engine that goes on step after step until it is told to stop."""

    def work(work: Work, report: Report) -> Made:
        while True:
            report("rolling", 0.5)
            reports.append(time.monotonic())
            time.sleep(0.02)

    return work


def test_pictures_are_made_by_the_real_engine(as_editor: Speaker, studio: Studio) -> None:
    sent = {"kind": "picture", "prompt": "a lighthouse at dusk", "seed": 5, "count": 2}
    asked = as_editor.made("POST", "generations", sent)
    studio.run_all()
    made = as_editor.made("GET", f"generations/{asked['id']}")
    assert made["state"] == "succeeded"
    assert [(output["width"], output["height"], output["frames"]) for output in made["outputs"]] == [(256, 144, 0)] * 2
    assert {job["state"] for job in made["jobs"]} == {"succeeded"}
    assert made["credits_captured"] == made["credits_reserved"] > 0


def test_the_same_seed_is_the_same_file_and_it_is_kept_once(
    as_editor: Speaker, studio: Studio, workspace: Workspace
) -> None:
    sent = {"kind": "picture", "prompt": "a lighthouse at dusk", "seed": 5}
    for _ in range(2):
        as_editor.made("POST", "generations", sent)
    as_editor.made("POST", "generations", {**sent, "seed": 6})
    studio.run_all()
    with scope(workspace.pk):
        digests = [output.file.sha256 for output in Output.objects.select_related("file").order_by("id")]
    assert digests[0] == digests[1]
    assert digests[2] != digests[0]


def test_a_fault_of_the_engine_is_tried_again_and_then_told(
    scene: Scene, station: Station, engine: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(work: Work, report: Report) -> Made:
        raise ZeroDivisionError("deep inside")

    engine(broken)
    rows.asked(scene)
    for _ in range(LIMITS[Category.PIPELINE].tries):
        QueueTicket.objects.update(available_at="2020-01-01T00:00:00Z")
        station.drain()
    (job,) = jobs(scene)
    assert (job.state, job.tries, len(job.failures)) == ("failed", 3, 3)
    told = generation(scene).error or {}
    assert "deep inside" not in str(told)
    assert "ZeroDivisionError" in caplog.text


def test_one_poisonous_job_does_not_hold_the_lane_up(scene: Scene, station: Station, engine: Any) -> None:
    def sometimes(work: Work, report: Report) -> Made:
        if work.number == 1:
            raise JobError("input", "This can't be drawn.", "Write it in other words.")
        raise DiskFull("/media")

    engine(sometimes)
    rows.asked(scene, count=3)
    station.drain()
    assert [job.state for job in jobs(scene)] == ["failed", "queued", "queued"]
    assert [job.failures[-1]["category"] for job in jobs(scene)] == ["input", "storage", "storage"]


def test_a_cancelled_job_stops_within_a_step(scene: Scene, station: Station, engine: Any) -> None:
    reports: list[float] = []
    engine(endless(reports))
    asked = rows.asked(scene)
    worker = in_background(station.drain)
    until(lambda: reports, "the first step")
    begun = time.monotonic()
    with scope(scene.tenant_id):
        ending.cancel(Generation.objects.get(pk=asked.pk))
    worker.join(SOON_SECONDS)
    assert not worker.is_alive()
    assert time.monotonic() - begun < 1.5
    assert reports[-1] - begun < 1.0
    assert generation(scene).state == "cancelled"
    with scope(scene.tenant_id):
        assert not Output.objects.exists()


def test_a_real_take_that_is_cancelled_stops_and_leaves_no_take(
    as_editor: Speaker, studio: Studio, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real engine, in the middle of its frames."""
    monkeypatch.undo()
    frame = rows.frame_of(scene)
    sent = {"kind": "takes", "scene": str(scene.pk), "frame": str(frame.pk), "prompt": "a boat", "quality": "standard"}
    asked = as_editor.made("POST", "generations", sent)
    worker = in_background(Studio().drain)

    def rolling() -> bool:
        with scope(scene.tenant_id):
            return Job.objects.filter(generation=asked["id"], state=values.RUNNING).exists()

    until(rolling, "a take in the making")
    as_editor.made("POST", f"generations/{asked['id']}/cancel")
    begun = time.monotonic()
    worker.join(SOON_SECONDS)
    assert time.monotonic() - begun < 2.0
    made = as_editor.made("GET", f"generations/{asked['id']}")
    assert (made["state"], made["outputs"]) == ("cancelled", [])
    assert {job["state"] for job in made["jobs"]} == {"cancelled"}


def test_a_station_that_closes_gives_its_job_back(scene: Scene, engine: Any) -> None:
    reports: list[float] = []
    engine(endless(reports))
    rows.asked(scene)
    station = Station(CPU_LANE)
    worker = in_background(station.drain)
    until(lambda: reports, "the first step")
    station.close()
    worker.join(SOON_SECONDS)
    (job,) = jobs(scene)
    assert (job.state, job.tries) == ("queued", 0)
    ticket = QueueTicket.objects.get()
    assert (ticket.worker, ticket.lease_until) == ("", None)


def test_a_worker_that_lost_its_lease_stops_by_itself(
    scene: Scene, station: Station, engine: Any, settings: Settings
) -> None:
    settings.HEARTBEAT_SECONDS = 0.1
    reports: list[float] = []
    engine(endless(reports))
    rows.asked(scene)
    worker = in_background(station.drain)
    until(lambda: reports, "the first step")
    QueueTicket.objects.update(fence=1_000, lease_until=None, available_at="2999-01-01T00:00:00Z")
    worker.join(SOON_SECONDS)
    assert not worker.is_alive()
    (job,) = jobs(scene)
    assert (job.state, job.failures) == ("running", [])


def test_the_heartbeat_keeps_the_lease_while_the_engine_works(
    scene: Scene, station: Station, engine: Any, settings: Settings
) -> None:
    settings.LEASE_SECONDS, settings.HEARTBEAT_SECONDS = 0.6, 0.1
    reports: list[float] = []
    engine(endless(reports))
    rows.asked(scene)
    worker = in_background(station.drain)
    until(lambda: reports and reports[-1] - reports[0] > 1.5, "a second and a half of work")
    Station(CPU_LANE).drain()
    assert jobs(scene)[0].tries == 1
    station.close()
    worker.join(SOON_SECONDS)


def test_an_idle_station_looks_by_itself(scene: Scene, engine: Any, settings: Settings) -> None:
    """No bell rings: the sweep finds the work."""
    settings.SWEEP_SECONDS = 0.05
    done: list[int] = []

    def quick(work: Work, report: Report) -> Made:
        done.append(work.number)
        raise JobError("input", "Enough.", "Enough.")

    engine(quick)
    station = Station(CPU_LANE)
    station.open()
    try:
        rows.asked(scene, count=2)
        until(lambda: done == [1, 2], "both jobs")
    finally:
        station.close()
        station._sweeper.join(SOON_SECONDS)


def test_a_station_warms_its_engines_up_first_and_works_though_one_cannot(
    scene: Scene, engine: Any, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SWEEP_SECONDS = 0.05
    done: list[str] = []

    class Cold:
        def warm(self) -> None:
            done.append("warmed")
            raise MemoryError

    def quick(work: Work, report: Report) -> Made:
        done.append("worked")
        raise JobError("input", "Enough.", "Enough.")

    monkeypatch.setattr(registry, "engine", lambda name: Cold())
    engine(quick)
    station = Station(CPU_LANE)
    rows.asked(scene, count=1)
    station.open()
    try:
        until(lambda: done == ["warmed", "worked"], "the job after the warming")
    finally:
        station.close()
        station._sweeper.join(SOON_SECONDS)


def test_a_closed_station_leaves_no_connection_of_its_heartbeat(station: Station) -> None:
    def beat() -> Any:
        connections["default"].ensure_connection()
        return connections["default"]

    heartbeat = station._beats.submit(beat).result()
    assert heartbeat.connection is not None
    station.close()
    assert heartbeat.connection is None
