"""From one lane into another: a job that is made in another way than was decided when it entered."""

from dataclasses import asdict
from uuid import UUID

from django.db import connection

from generation.models import QueueTicket
from generation.queue.entering import Needs, entry_channel, finally_
from generation.queue.turns import take_turn, weight_of


def amend(job_id: UUID, needs: Needs, lane: str | None = None) -> None:
    """A job that is in the queue is made in another way: what it needs changes, and its lane where one is given.

    In its lane its place stays; in another it goes behind its workspace's own, when the transaction ends.
    """
    found = QueueTicket.objects.filter(job_id=job_id)
    found.update(**asdict(needs))
    if lane is not None and found.exclude(lane=lane).exists():
        finally_(lambda: _move(job_id, lane))


def _move(job_id: UUID, lane: str) -> None:
    ticket = QueueTicket.objects.select_for_update().filter(job_id=job_id).first()
    if ticket is None:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [entry_channel(lane)])
    weight = weight_of(ticket.workspace_id)
    turn = take_turn(ticket.workspace_id, lane, ticket.priority, ticket.expected_seconds, weight)
    ticket.lane, ticket.virtual_start, ticket.virtual_cost = lane, turn.start, turn.finish - turn.start
    ticket.passed_at = None
    ticket.save(update_fields=["lane", "virtual_start", "virtual_cost", "passed_at"])
