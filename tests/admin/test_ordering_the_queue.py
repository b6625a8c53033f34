"""An operator pauses lanes and workspaces, and orders what waits; each is in the log of the workspace."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from accounts.models import AuditEntry, User
from accounts.ops import every_row
from generation import queue, values
from generation.models import Generation, Job, QueueLane, QueueTicket, QueueWorkspace
from generation.scheduling.values import Priority
from generation.services import running
from tests import rows
from tests.admin.test_stuck_jobs import press
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops"])

TICKETS = "/admin/generation/queueticket/"
LANES = "/admin/generation/queuelane/"
WORKSPACES = "/admin/generation/queueworkspace/"


def logged() -> list[Any]:
    return [entry.after["said"] for entry in every_row(AuditEntry).filter(action="console.changed")]


def test_a_lane_is_paused_now_and_goes_on(shelf: Shelf, console: Client, operator: User) -> None:
    rows.asked(shelf.scene)
    held = queue.claim(values.CPU_LANE, "one")
    assert held is not None
    running.begin(held)
    assert press(console, LANES, "pause_now", values.CPU_LANE).endswith("Paused now: 1 of 1.")
    assert not queue.renew(held)
    assert every_row(Job).get(pk=held.job_id).state == values.QUEUED
    assert queue.claim(values.CPU_LANE, "one") is None
    assert "Paused for" in console.get(LANES).content.decode()
    assert press(console, LANES, "resume", values.CPU_LANE).endswith("Went on: 1 of 1.")
    assert queue.claim(values.CPU_LANE, "one") is not None
    assert press(console, LANES, "pause", values.CPU_LANE).endswith("Paused: 1 of 1.")
    assert QueueLane.objects.get(pk=values.CPU_LANE).paused_at is not None
    noted = list(LogEntry.objects.order_by("id"))
    assert {(entry.user, entry.object_id) for entry in noted} == {(operator, values.CPU_LANE)}
    assert [entry.change_message for entry in noted] == ["Paused now:", "Went on:", "Paused:"]


def test_a_workspace_is_paused_and_its_people_read_by_whom(shelf: Shelf, console: Client, operator: User) -> None:
    rows.asked(shelf.scene)
    workspace_id = shelf.scene.tenant_id
    for action in ("pause", "pause_now"):
        press(console, WORKSPACES, action, workspace_id)
    row = QueueWorkspace.objects.get(pk=workspace_id)
    assert row.paused_at is not None
    assert row.paused_by is None
    assert queue.claim(values.CPU_LANE, "one") is None
    assert "Paused by an operator" in console.get(WORKSPACES).content.decode()
    press(console, WORKSPACES, "resume", workspace_id)
    assert queue.claim(values.CPU_LANE, "one") is not None
    assert logged() == ["Paused:", "Paused now:", "Went on:"]
    entries = every_row(AuditEntry).filter(action="console.changed")
    assert {(entry.actor_id, entry.via) for entry in entries} == {(operator.pk, "ops console")}


def test_what_an_operator_paused_only_an_operator_lets_go_on(shelf: Shelf, console: Client, as_owner: Speaker) -> None:
    workspace_id = shelf.scene.tenant_id
    rows.asked(shelf.scene)
    as_owner.made("POST", "queue/pause", {"whose": "everyone"})
    press(console, WORKSPACES, "pause", workspace_id)
    told = as_owner.refused(409, "POST", "queue/resume", {"whose": "everyone"})
    assert "runs this studio" in told["detail"]
    as_owner.made("POST", "queue/pause", {"whose": "everyone"})
    paused = as_owner.made("GET", "queue?whose=everyone")["paused"]
    assert (paused["by"], paused["me"]) == ("", False)
    assert queue.claim(values.CPU_LANE, "one") is None
    press(console, WORKSPACES, "resume", workspace_id)
    assert queue.claim(values.CPU_LANE, "one") is not None


def test_tickets_are_made_next_raised_and_cancelled(shelf: Shelf, console: Client) -> None:
    first, second = rows.asked(shelf.scene), rows.asked(shelf.scene)
    tickets = [ticket.pk for ticket in QueueTicket.objects.all()]
    assert press(console, TICKETS, "run_next", tickets[1]).endswith("Made next: 1 of 1.")
    assert [ticket.pk for ticket in QueueTicket.objects.all()] == tickets[::-1]
    for priority in reversed(Priority):
        press(console, TICKETS, f"make_{priority.word}", tickets[0])
        assert every_row(Generation).get(pk=first.pk).priority == priority
    assert press(console, TICKETS, "cancel", tickets[1]).endswith("Cancelled: 1 of 1.")
    assert every_row(Generation).get(pk=second.pk).state == values.CANCELLED
    assert "Made urgent:" in logged()


def test_a_ticket_without_a_job_is_named(shelf: Shelf, console: Client) -> None:
    rows.asked(shelf.scene)
    every_row(Job).all().delete()
    said = press(console, TICKETS, "run_next", QueueTicket.objects.get().pk)
    assert said == "Made next: 0 of 1. 1 not: it was deleted in the meantime."
