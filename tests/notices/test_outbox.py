"""Pumps share the work, send nothing twice at a time, and lose nothing when one dies."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Workspace
from accounts.tenancy import scope
from generation.models import OutboxTicket, Webhook, WebhookDelivery
from generation.outbox import pump, tickets
from generation.outbox.pump import Pump, send_due
from generation.outbox.tickets import LEASE, MOST_A_WORKSPACE
from generation.webhooks import announcing, delivering
from tests import hooks
from tests.accounts.outgoing.servers import Server

pytestmark = pytest.mark.django_db(transaction=True)


def announced(workspace: Workspace, count: int = 1) -> None:
    with scope(workspace.pk):
        for number in range(count):
            announcing.announce("film.finished", {"number": number})


def ids(server: Server) -> list[str]:
    return [headers["webhook-id"] for _, _, headers, _ in server.seen]


def test_pumps_that_race_deliver_each_once(workspace: Workspace, hook: Webhook, server: Server) -> None:
    announced(workspace, 12)
    pumps = [Pump() for _ in range(3)]
    try:
        for one in pumps:
            one.start()
        wait_for(lambda: not OutboxTicket.objects.exists())
    finally:
        for one in pumps:
            one.stop()
    assert (len(server.seen), len(set(ids(server)))) == (12, 12)


def wait_for(is_so: Any, seconds: float = 30.0) -> None:
    end = timezone.now() + timedelta(seconds=seconds)
    while not is_so():
        assert timezone.now() < end
        threading.Event().wait(0.05)


def test_two_claims_never_get_the_same_ticket(workspace: Workspace, elsewhere: Workspace, hook: Webhook) -> None:
    hooks.webhook_in(elsewhere)
    announced(workspace, 3)
    announced(elsewhere, 3)
    taken: list[Any] = []

    def take() -> None:
        try:
            for _ in range(6):
                taken.extend(tickets.claim(2))
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({held.row_id for held in taken}) == len(taken)


def test_a_worker_that_dies_between_sending_and_noting_it_sends_again_under_the_same_id(
    workspace: Workspace, hook: Webhook, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    announced(workspace)

    def die(*args: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(delivering, "_keep", die)
        with pytest.raises(SystemExit):
            send_due()
    assert send_due() == 0  # its lease stands
    assert send_due(timezone.now() + LEASE + timedelta(seconds=1)) == 1
    assert len(server.seen) == 2
    assert len(set(ids(server))) == 1
    with scope(workspace.pk):
        assert WebhookDelivery.objects.get().state == WebhookDelivery.DELIVERED


def test_who_lost_the_lease_changes_nothing(workspace: Workspace, hook: Webhook, server: Server) -> None:
    announced(workspace)
    (late,) = tickets.claim(1)
    (fresh,) = tickets.claim(1, timezone.now() + LEASE + timedelta(seconds=1))
    delivering.deliver(late)
    with scope(workspace.pk):
        assert WebhookDelivery.objects.get().state == WebhookDelivery.WAITING
    delivering.deliver(fresh)
    with scope(workspace.pk):
        kept = WebhookDelivery.objects.get()
    assert (kept.state, kept.tries) == (WebhookDelivery.DELIVERED, 1)


def test_one_workspace_does_not_hold_up_the_others(workspace: Workspace, elsewhere: Workspace, hook: Webhook) -> None:
    hooks.webhook_in(elsewhere)
    announced(workspace, 20)
    announced(elsewhere, 1)
    first = tickets.claim(8)
    assert [held.workspace_id for held in first].count(workspace.pk) == MOST_A_WORKSPACE
    assert [held.workspace_id for held in first].count(elsewhere.pk) == 1
    assert tickets.claim(8) == []


def test_one_that_breaks_stops_no_other(
    workspace: Workspace, hook: Webhook, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    announced(workspace, 3)
    real, broken = delivering.deliver, OutboxTicket.objects.order_by("due_at").values_list("pk", flat=True)[0]

    def fickle(held: Any, now: Any) -> None:
        if held.row_id == broken:
            raise ValueError("what nobody thought of")
        real(held, now)

    monkeypatch.setitem(pump.SENDS, OutboxTicket.WEBHOOK, fickle)
    one = Pump()
    one.start()
    try:
        wait_for(lambda: OutboxTicket.objects.count() == 1)
    finally:
        one.stop()
    assert len(server.seen) == 2
