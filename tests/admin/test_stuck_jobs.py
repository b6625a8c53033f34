"""An operator sees a stuck job, and gets it moving again."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from accounts.ops import every_row
from generation import queue, values
from generation.errors import JobError, unexpected
from generation.models import Generation, Job, QueueTicket
from generation.services import running
from generation.workers import registering
from generation.workers.registering import Card
from tests import rows
from tests.rows import Shelf

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops"])

JOBS = "/admin/generation/job/"
GENERATIONS = "/admin/generation/generation/"


def press(console: Client, page: str, action: str, *pks: Any) -> str:
    """Choose rows of a list and press an action; what the console says then."""
    answer = console.post(page, {"action": action, "_selected_action": [str(pk) for pk in pks]})
    assert answer.status_code == 302
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def begun(shelf: Shelf) -> tuple[queue.Claim, Job]:
    """A job that a worker holds and runs."""
    rows.asked(shelf.scene)
    held = queue.claim(values.CPU_LANE, "worker-1")
    assert held is not None
    running.begin(held)
    return held, now(held.job_id)


def now(job_id: Any) -> Job:
    found: Job = every_row(Job).select_related("generation").get(pk=job_id)
    return found


def expire(job: Job) -> None:
    QueueTicket.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(minutes=5))


def test_a_stuck_job_is_marked(shelf: Shelf, console: Client) -> None:
    _, job = begun(shelf)
    assert "Lease ran out" not in console.get(JOBS).content.decode()
    expire(job)
    shown = console.get(JOBS, {"trouble": "stuck"})
    assert [row.pk for row in shown.context["cl"].result_list] == [job.pk]
    assert "Lease ran out" in shown.content.decode()
    assert "worker-1" in shown.content.decode()


def test_a_job_that_the_queue_has_lost_is_marked(shelf: Shelf, console: Client) -> None:
    _, job = begun(shelf)
    QueueTicket.objects.all().delete()
    shown = console.get(JOBS, {"trouble": "stuck"})
    assert [row.pk for row in shown.context["cl"].result_list] == [job.pk]
    assert "No place in the queue" in shown.content.decode()


def test_a_stuck_job_is_requeued(shelf: Shelf, console: Client) -> None:
    held, job = begun(shelf)
    expire(job)
    said = press(console, JOBS, "requeue", job.pk)
    assert said == "Back in the queue: 1 of 1 jobs."
    assert now(job.pk).state == values.QUEUED
    again = queue.claim(values.CPU_LANE, "worker-2")
    assert again is not None
    assert again.job_id == job.pk
    assert running.begin(again) is not None


def test_the_worker_that_hung_can_write_no_more(shelf: Shelf, console: Client) -> None:
    """It may wake up when another has the job already: its fence must not be the new one's."""
    held, job = begun(shelf)
    press(console, JOBS, "requeue", job.pk)
    again = queue.claim(values.CPU_LANE, "worker-2")
    assert again is not None
    assert not queue.renew(held)
    running.fail(held, JobError("pipeline", "Too late.", "No advice."))
    assert now(job.pk).state == values.QUEUED
    assert queue.renew(again)


def test_a_failed_job_is_requeued(shelf: Shelf, console: Client) -> None:
    held, job = begun(shelf)
    running.fail(held, JobError("pipeline", "The lamp went out.", "Light it."))
    assert now(job.pk).generation.state == values.FAILED
    assert "The lamp went out." in console.get(JOBS).content.decode()
    press(console, JOBS, "requeue", job.pk)
    job = now(job.pk)
    assert (job.state, job.generation.state, job.generation.error) == (values.QUEUED, values.QUEUED, None)
    assert queue.claim(values.CPU_LANE, "worker-2") is not None


def test_what_was_done_to_a_job_is_written_down(shelf: Shelf, console: Client, operator: Any) -> None:
    _, job = begun(shelf)
    press(console, JOBS, "requeue", job.pk)
    entry = LogEntry.objects.get(object_id=str(job.pk))
    assert (entry.user_id, entry.get_change_message()) == (operator.pk, "Requeued.")


def test_what_could_not_be_requeued_is_said(shelf: Shelf, console: Client) -> None:
    _, job = begun(shelf)
    done = rows.asked(shelf.scene)
    every_row(Job).filter(generation=done).update(state=values.CANCELLED)
    cancelled = every_row(Job).get(generation=done)
    said = press(console, JOBS, "requeue", job.pk, cancelled.pk)
    assert said == "Back in the queue: 1 of 2 jobs. 1 not: a job that is cancelled cannot become queued."


def test_a_generation_is_cancelled_from_one_of_its_jobs(shelf: Shelf, console: Client) -> None:
    _, job = begun(shelf)
    assert press(console, JOBS, "cancel_generation", job.pk) == "Cancelled: 1 of 1 generations."
    assert now(job.pk).state == values.CANCELLED
    assert not QueueTicket.objects.filter(pk=job.pk).exists()


def test_generations_of_two_workspaces_are_cancelled_at_once(shelf: Shelf, other_shelf: Shelf, console: Client) -> None:
    pks = [rows.asked(shelf.scene).pk, rows.asked(other_shelf.scene).pk]
    said = press(console, GENERATIONS, "cancel_generation", *pks, shelf.generation.pk)
    assert said == "Cancelled: 2 of 3 generations. 1 not: it had ended already (finished)."
    states = every_row(Generation).filter(pk__in=pks).values_list("state", flat=True)
    assert set(states) == {values.CANCELLED}


def test_the_queue_is_listed_as_it_runs(shelf: Shelf, console: Client) -> None:
    rows.asked(shelf.scene, count=3)
    last = QueueTicket.objects.order_by("position").last()
    assert last is not None
    QueueTicket.objects.filter(pk=last.pk).update(priority=3)
    shown = console.get("/admin/generation/queueticket/").context["cl"].result_list
    held = queue.claim(values.CPU_LANE, "worker-1")
    assert held is not None
    assert held.job_id == shown[0].job_id == last.job_id


def test_the_front_page_tells_how_the_work_goes(shelf: Shelf, other_shelf: Shelf, console: Client) -> None:
    held, _ = begun(shelf)
    rows.asked(other_shelf.scene, count=3)
    registering.register(Card("worker-1", "northlight", 7, "northlight/cpu", "cpu", ("cpu",), ("animatic",), "0.1.0"))
    shown = console.get("/admin/")
    making = shown.context["lanes"][0]
    assert (making.running, making.waiting, making.overdue, making.later) == (1, 3, 0, 0)
    assert shown.context["workers"] == ["cpu of northlight"]
    assert shown.context["storage"]["bytes"] > 0
    running.fail(held, JobError("pipeline", "The lamp went out.", "Light it."))
    assert "The lamp went out." in console.get("/admin/").content.decode()


def test_the_front_page_warns_of_a_lane_without_a_worker(shelf: Shelf, console: Client) -> None:
    rows.asked(shelf.scene)
    assert "nobody takes it" not in console.get("/admin/").content.decode()
    QueueTicket.objects.update(available_at=timezone.now() - timedelta(minutes=2))
    assert "nobody takes it" in console.get("/admin/").content.decode()


def test_a_job_that_waits_for_another_try_is_counted_apart(shelf: Shelf, console: Client) -> None:
    held, job = begun(shelf)
    running.fail(held, unexpected())
    assert now(job.pk).state == values.QUEUED
    making = console.get("/admin/").context["lanes"][0]
    assert (making.running, making.waiting, making.later) == (0, 0, 1)
