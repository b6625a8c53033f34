"""Tickets of what leaves by a network: put beside its row, claimed by one pump at a time, by the database's clock.

A worker that dies leaves its lease, so what it sent may be sent once more: at least once, under the same id.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet, Value, Window
from django.db.models.functions import Now, RowNumber
from django.utils import timezone

from accounts.tenancy import current_workspace_id
from generation.models import OutboxTicket

LEASE = timedelta(seconds=60)
"""Longer than any send takes with its look-ups: a request 15 seconds, a letter what the mail server takes."""
MOST_A_WORKSPACE = 2
"""Under way at a time, so that addresses of one workspace that never answer hold up nobody else's."""


@dataclass(frozen=True, slots=True)
class Held:
    """A ticket that a pump holds: what comes of it counts only while `fence` is the ticket's."""

    row_id: UUID
    workspace_id: UUID
    kind: str
    fence: int
    tries: int


def put(kind: str, *rows: UUID, due: datetime | None = None) -> None:
    """Tickets for rows of the workspace we are in, in their transaction; one that is there already stays as it is."""
    at = due or timezone.now()
    fresh = [OutboxTicket(row_id=row, workspace_id=current_workspace_id(), kind=kind, due_at=at) for row in rows]
    OutboxTicket.objects.bulk_create(fresh, ignore_conflicts=True)


def claim(most: int, now: datetime | None = None) -> list[Held]:
    """Take up to `most` tickets that are due, of as many workspaces as there are; others' are passed by."""
    clock = Now() if now is None else Value(now)
    with transaction.atomic():
        chosen = list(_next(clock).values_list("pk", flat=True)[:most])
        taken = OutboxTicket.objects.select_for_update(skip_locked=True).filter(_free(clock), pk__in=chosen)
        found = list(taken.order_by("pk"))
        OutboxTicket.objects.filter(pk__in=[ticket.pk for ticket in found]).update(
            fence=F("fence") + 1, lease_until=clock + LEASE
        )
    return [Held(one.pk, one.workspace_id, one.kind, one.fence + 1, one.tries) for one in found]


def _free(clock: Now | Value) -> Q:
    return Q(due_at__lte=clock) & (Q(lease_until=None) | Q(lease_until__lt=clock))


def _next(clock: Now | Value) -> QuerySet[OutboxTicket]:
    """The workspaces take turns; one that has enough under way waits."""
    leased = OutboxTicket.objects.filter(lease_until__gte=clock).order_by().values("workspace_id")
    full = leased.annotate(under_way=Count("pk")).filter(under_way__gte=MOST_A_WORKSPACE).values("workspace_id")
    turn = Window(RowNumber(), partition_by=[F("workspace_id")], order_by=[F("due_at").asc(), F("pk").asc()])
    waiting = OutboxTicket.objects.filter(_free(clock)).exclude(workspace_id__in=full).annotate(turn=turn)
    return waiting.filter(turn__lte=MOST_A_WORKSPACE).order_by("turn", "due_at", "pk")


def is_held(held: Held) -> bool:
    """Whether the ticket is still ours; it is locked until the transaction ends."""
    mine = OutboxTicket.objects.select_for_update(no_key=True).filter(pk=held.row_id, fence=held.fence)
    return mine.first() is not None


def drop(held: Held) -> None:
    """It has left, or never will."""
    OutboxTicket.objects.filter(pk=held.row_id, fence=held.fence).delete()


def put_off(held: Held, until: datetime, *, failed: bool = True) -> None:
    """Try again then."""
    tries = held.tries + 1 if failed else 0
    mine = OutboxTicket.objects.filter(pk=held.row_id, fence=held.fence)
    mine.update(due_at=until, lease_until=None, tries=tries)
