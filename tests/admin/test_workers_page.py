"""An operator asks workers to end after their jobs; the console's log says who did."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db.models import F
from django.test import Client

from accounts.models import User
from generation.models import WorkerProcess
from generation.models.workers import DRAINING, IDLE, WORKER_STATES
from generation.workers import registering
from generation.workers.registering import News
from tests import machines
from tests.admin.conftest import permission
from tests.admin.test_stuck_jobs import press

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops"])
PAGE = "/admin/generation/workerprocess/"


def worker(**fields: Any) -> tuple[registering.Card, WorkerProcess]:
    card = machines.at_work(**fields)
    registering.beat(card, News(IDLE))
    return card, WorkerProcess.objects.get(name=card.name)


def test_a_worker_is_drained_once_and_the_log_says_by_whom(console: Client, operator: User) -> None:
    card, row = worker()
    assert press(console, PAGE, "drain", row.pk) == "1 worker ends when its job is done."
    asked = WorkerProcess.objects.get(pk=row.pk).drain_asked_at
    assert asked is not None
    assert registering.beat(card, News(IDLE)) == asked, "it reads that with its next heartbeat"
    assert dict(WORKER_STATES)[DRAINING] in console.get(PAGE).content.decode()
    assert press(console, PAGE, "drain", row.pk) == "0 workers end when their jobs are done."
    assert WorkerProcess.objects.get(pk=row.pk).drain_asked_at == asked
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id, entry.change_message) == (operator, str(row.pk), "Drained.")


def test_only_the_chosen_and_the_living_are_drained(console: Client) -> None:
    left, chosen = worker(pid=1)[1], worker(pid=2)[1]
    gone_card, gone = worker(pid=3)
    registering.leave(gone_card.name)
    silent = worker(pid=4)[1]
    WorkerProcess.objects.filter(pk=silent.pk).update(heartbeat_at=F("heartbeat_at") - timedelta(hours=1))
    assert press(console, PAGE, "drain", chosen.pk, gone.pk, silent.pk).startswith("1 worker ends")
    asked = WorkerProcess.objects.filter(drain_asked_at__isnull=False)
    assert [row.pk for row in asked] == [chosen.pk] != [left.pk]
    assert LogEntry.objects.count() == 1


def test_who_may_only_look_at_workers_drains_none(client: Client, viewer: User) -> None:
    _, row = worker()
    viewer.is_staff = True
    viewer.save()
    viewer.user_permissions.add(permission("view", WorkerProcess))
    client.force_login(viewer)
    assert client.get(PAGE).status_code == 200
    client.post(PAGE, {"action": "drain", "_selected_action": [str(row.pk)]})
    assert WorkerProcess.objects.get(pk=row.pk).drain_asked_at is None
    assert not LogEntry.objects.exists()
