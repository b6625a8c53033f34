"""The lease outlives the engine until its result is stored, and lets nobody wait for that."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pytest_django import Settings

from generation import events, handlers, lease, queue, values
from generation.engines.base import Report
from generation.errors import JobError
from generation.handlers.base import Made, Work
from generation.lease import Lease, Watchdog
from generation.models import QueueTicket
from generation.queue import Claim
from generation.resolution import working
from generation.services import running
from generation.values import CPU_LANE
from generation.worker import Station
from projects.models import Scene
from tests import rows
from tests.generation.test_running import picture
from tests.generation.test_worker import in_background, jobs, until

pytestmark = pytest.mark.django_db(transaction=True)
LEASE_SECONDS = 0.6
LONG_SECONDS = 1.6
"""Nearly three leases."""


@pytest.fixture(autouse=True)
def short_leases(settings: Settings) -> None:
    settings.LEASE_SECONDS, settings.HEARTBEAT_SECONDS = LEASE_SECONDS, 0.1


@pytest.fixture
def dog(monkeypatch: pytest.MonkeyPatch) -> Watchdog:
    found = Watchdog()
    monkeypatch.setattr(lease, "watchdog", found)
    return found


@pytest.fixture
def stations() -> Iterator[tuple[Station, Station]]:
    found = Station(CPU_LANE), Station(CPU_LANE)
    yield found
    for station in found:
        station.close()


def slowly(action: Callable[..., Any], begun: list[float]) -> Callable[..., Any]:
    def run(*arguments: Any, **named: Any) -> Any:
        begun.append(time.monotonic())
        time.sleep(LONG_SECONDS)
        return action(*arguments, **named)

    return run


def beaten_to_it(stations: tuple[Station, Station], begun: list[float]) -> None:
    """While one station is at what takes longer than a lease, another looks for work all the time."""
    first, second = stations
    worker = in_background(first.drain)
    until(lambda: begun, "the slow step")
    while worker.is_alive():
        queue.revive()
        second.drain()
        time.sleep(0.1)


def test_a_result_that_is_stored_slowly_stays_its_makers(
    scene: Scene, stations: tuple[Station, Station], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[float] = []
    monkeypatch.setattr(handlers, "run", lambda work, report: picture(scene))
    monkeypatch.setattr(running, "complete", slowly(running.complete, begun))
    rows.asked(scene)
    beaten_to_it(stations, begun)
    (job,) = jobs(scene)
    assert (job.state, job.tries, len(begun)) == ("succeeded", 1, 1)
    assert not QueueTicket.objects.exists()


def test_what_puts_a_failure_right_may_take_longer_than_a_lease(
    scene: Scene, stations: tuple[Station, Station], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[float] = []

    def run(work: Work, report: Report) -> Made:
        if not begun:
            raise JobError("pipeline", "It went wrong.", "Try again.", transient=True)
        return picture(scene)

    monkeypatch.setattr(handlers, "run", run)
    monkeypatch.setattr(working, "resolve", slowly(working.resolve, begun))
    monkeypatch.setattr(running, "draw", lambda: 0.0)
    rows.asked(scene)
    beaten_to_it(stations, begun)

    def made() -> bool:
        queue.revive()
        stations[1].drain()
        return jobs(scene)[0].state == "succeeded"

    until(made, "the next try")
    (job,) = jobs(scene)
    assert (job.tries, [kept["cause"] for kept in job.failures]) == (2, [""])


def test_nobody_is_watched_and_nothing_told_once_the_engine_has_ended(
    scene: Scene, dog: Watchdog, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []
    monkeypatch.setattr(events, "progress", lambda who, tick: told.append(tick))
    held, work = taken(scene)
    with ThreadPoolExecutor(1) as beats, Lease(held, work, beats) as kept:
        assert dog.watches
        kept.report("rolling", 0.5)
        kept.settle()
        assert not dog.watches
        time.sleep(0.5)
        told.clear()
        kept._stage = "cutting"
        time.sleep(0.5)
    assert told == []


def test_a_result_that_is_never_stored_frees_its_job_in_the_end(
    scene: Scene, dog: Watchdog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "STALL_SECONDS", 0.5)
    held, work = taken(scene)
    with ThreadPoolExecutor(1) as beats, Lease(held, work, beats) as kept:
        kept.settle()
        until(lambda: queue.revive() == 1, "the end of the lease")


def taken(scene: Scene) -> tuple[Claim, Work]:
    rows.asked(scene)
    held = queue.claim(values.CPU_LANE, "one")
    assert held is not None
    work = running.begin(held)
    assert work is not None
    return held, work
