"""Workers tell of themselves, and others read which cards somebody serves."""

from datetime import timedelta

import pytest
from django.core.checks import Error, Warning
from django.db.models import F
from django.test import override_settings

from generation.models import WorkerProcess
from generation.models.workers import BUSY, GONE, IDLE
from generation.workers import registering
from generation.workers.checks import worker_settings_are_sound
from generation.workers.queries import SERVED_SECONDS, served
from generation.workers.registering import News
from quality.values import Device, DeviceKind
from tests import machines

pytestmark = pytest.mark.django_db

FIRST = Device("one/simulated-1", "First", 24.0, kind=DeviceKind.SIMULATED)
SECOND = Device("one/simulated-2", "Second", 24.0, kind=DeviceKind.SIMULATED)


def silent_for(seconds: float, **which: object) -> None:
    ago = timedelta(seconds=seconds)
    rows = WorkerProcess.objects.filter(**which)
    rows.update(heartbeat_at=F("heartbeat_at") - ago, started_at=F("started_at") - ago)


def test_a_worker_registers_beats_and_leaves() -> None:
    card = machines.at_work()
    assert registering.beat(card, News(BUSY, load=0.5, memory_bytes=10, jobs_done=3)) is None
    row = WorkerProcess.objects.get()
    assert (row.state, row.load, row.jobs_done, row.lanes) == (BUSY, 0.5, 3, ["simulated-24gb"])
    registering.leave(card.name)
    assert WorkerProcess.objects.get().state == GONE


def test_a_worker_whose_row_was_removed_registers_again() -> None:
    card = machines.at_work()
    WorkerProcess.objects.all().delete()
    registering.beat(card, News(IDLE))
    assert WorkerProcess.objects.get().name == card.name


def test_the_word_to_end_is_heard_with_the_next_heartbeat() -> None:
    card = machines.at_work()
    WorkerProcess.objects.update(drain_asked_at="2026-01-01T00:00:00Z")
    assert registering.beat(card, News(IDLE)) is not None


def test_others_are_the_living_workers_of_the_same_device() -> None:
    mine = machines.at_work()
    machines.at_work(pid=2, version="2.0")
    machines.at_work(pid=3, version="3.0")
    machines.at_work("sim:1", pid=4, version="4.0", device="one/simulated-2")
    silent_for(3600, pid=3)
    assert list(registering.others(mine)) == ["2.0"]


def test_who_was_silent_for_a_day_is_forgotten() -> None:
    machines.at_work()
    machines.at_work(pid=2)
    silent_for(2 * 86_400, pid=2)
    assert registering.prune() == 1
    assert WorkerProcess.objects.get().pid == 4711


def test_a_card_without_a_worker_gets_no_work_once_any_worker_is_known() -> None:
    assert served([FIRST, SECOND]) == (FIRST, SECOND), "nothing is known of workers"
    machines.at_work()
    silent_for(SERVED_SECONDS / 2)
    assert served([FIRST, SECOND]) == (FIRST,)
    silent_for(SERVED_SECONDS)
    machines.at_work("sim:1", pid=5, device=SECOND.id)
    assert served([FIRST, SECOND]) == (SECOND,), "the first has been silent for too long"


def test_a_machine_that_has_just_started_is_given_time_to_start_its_workers() -> None:
    machines.at_work("cpu", device="one/cpu", lanes=("cpu",))
    assert served([FIRST, SECOND]) == (FIRST, SECOND)
    silent_for(SERVED_SECONDS + 1)
    machines.at_work("cpu", pid=9, host="two", device="two/cpu", lanes=("cpu",))
    assert served([FIRST, SECOND]) == ()


@pytest.mark.parametrize(
    "settings",
    [
        {"BROKER_URL": "kafka://user:secret@broker"},
        {"WORKER_STOP_SECONDS": -1.0},
        {"WORKER_MEMORY_GB": float("nan")},
        {"PINNED_TIERS": ["best"]},
        {"LEAST_MODELS": {"best": 1}},
    ],
)
def test_a_setting_that_cannot_work_is_an_error_with_advice(settings: dict[str, object]) -> None:
    assert worker_settings_are_sound(None) == []
    with override_settings(**settings):
        (fault,) = worker_settings_are_sound(None)
    assert isinstance(fault, Error)
    assert fault.hint
    assert "secret" not in fault.msg


def test_files_that_other_machines_cannot_see_are_warned_of(settings: object) -> None:
    with override_settings(
        DATABASES={"default": {"HOST": "db.example"}}, MEDIA_ROOT="/srv/state/media", STATE_DIR="/srv/state"
    ):
        (fault,) = worker_settings_are_sound(None)
    assert isinstance(fault, Warning)
    assert "MEDIA_ROOT" in fault.msg
