"""The order of a workspace's own jobs: they swap places in their lane and class, and nobody else's turn changes."""

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from uuid import UUID

from django.db import connection

from accounts.tenancy import current_workspace_id
from generation.models import QueueTicket
from generation.models.queue import DELAYED, PAUSED, READY, WAITING
from generation.queue.entering import LAST_FINISH_SQL, finally_, look_again, refill
from generation.queue.turns import into_class, take_turn, weight_of
from generation.scheduling import reordering
from generation.scheduling.values import Priority

MOVABLE = (WAITING, READY, DELAYED, PAUSED)
"""States of tickets that no worker holds."""

SWAP_SQL = """
UPDATE generation_queueticket AS ticket SET virtual_start = place.start, position = place.position
FROM unnest(%s::uuid[], %s::double precision[], %s::bigint[]) AS place (job_id, start, position)
WHERE ticket.job_id = place.job_id
"""


def movable(job_ids: Collection[UUID] | None = None) -> list[QueueTicket]:
    """Tickets of the workspace we are in that wait, in their order, locked; of these jobs, or of all.

    One that is being taken or changed in this moment is not among them.
    """
    found = QueueTicket.objects.filter(workspace_id=current_workspace_id(), state__in=MOVABLE)
    if job_ids is not None:
        found = found.filter(job_id__in=job_ids)
    return list(found.order_by("lane", "-priority", "virtual_start", "position").select_for_update(skip_locked=True))


def move(
    moving: Collection[UUID],
    anchor: Collection[UUID] = (),
    *,
    after: bool = False,
    among: Collection[UUID] | None = None,
) -> int:
    """Let jobs go before others, or `after` them; without an anchor first, or last. How many changed their place.

    `among`: whose places may be swapped; the whole workspace's without it. Where nothing of the anchor waits in a lane
    and class, nothing is moved there.
    """
    swapped = [
        change
        for _, group in groupby(movable(among), key=lambda ticket: (ticket.lane, ticket.priority))
        for change in _swap(list(group), set(moving), set(anchor), after)
    ]
    if swapped:
        jobs, starts, positions = zip(*swapped, strict=True)
        with connection.cursor() as cursor:
            cursor.execute(SWAP_SQL, [list(jobs), list(starts), list(positions)])
        look_again()
    return len(swapped)


def _swap(
    tickets: Sequence[QueueTicket], moving: set[UUID], anchor: set[UUID], after: bool
) -> Iterable[tuple[UUID, float, int]]:
    order = [ticket.job_id for ticket in tickets]
    if not moving.intersection(order) or (anchor and not anchor.intersection(order)):
        return
    held = [(ticket.virtual_start, ticket.position) for ticket in tickets]
    wanted = reordering.moved(order, moving, anchor, after=after)
    for job, (start, position) in reordering.places(order, held, wanted).items():
        yield job, start, position


def reclass(tickets: Sequence[QueueTicket], priority: Priority) -> None:
    """Put locked tickets of the workspace we are in into another class, at the end of its turns there."""
    changed = [ticket for ticket in tickets if ticket.priority != priority]
    if changed:
        workspace_id = current_workspace_id()
        finally_(lambda: _reclass(workspace_id, changed, priority))


def _reclass(workspace_id: UUID, tickets: Sequence[QueueTicket], priority: Priority) -> None:
    refill(workspace_id)  # its row is locked from here on
    weight = weight_of(workspace_id)
    for ticket in tickets:
        turn = take_turn(workspace_id, ticket.lane, priority, ticket.expected_seconds, weight)
        into_class(ticket.job_id, priority, turn)
    with connection.cursor() as cursor:
        cursor.execute(LAST_FINISH_SQL, [workspace_id])
