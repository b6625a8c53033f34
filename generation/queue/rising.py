"""Ageing: what has been ready for long goes on in the next class, or first in its own; a bounded number at once."""

import time
from collections.abc import Sequence

from django.db import connection, transaction

from generation.queue.reserving import reserve
from generation.queue.turns import into_class, take_turn
from generation.scheduling import fairness

DUE_SQL = """
UPDATE generation_queuelane SET rose_at = clock_timestamp()
WHERE lane IN (
    SELECT lane FROM generation_queuelane
    WHERE rose_at IS NULL OR rose_at <= clock_timestamp() - %s * interval '1 second' FOR UPDATE SKIP LOCKED
)
RETURNING lane
"""
LANES_SQL = """
SELECT l.lane, greatest(held.highest, (
    SELECT priority FROM generation_queueticket AS t WHERE t.lane = l.lane AND state = 'ready'
    ORDER BY priority DESC, virtual_start, position LIMIT 1
)), coalesce(held.jobs, 0)
FROM generation_queuelane AS l
LEFT JOIN (
    SELECT lane, max(priority) AS highest, count(*) AS jobs FROM generation_queueticket
    WHERE state = 'leased' GROUP BY lane
) AS held USING (lane)
WHERE %(lanes)s::text[] IS NULL OR l.lane = ANY (%(lanes)s::text[])
"""
"""Highest class of what waits or is held, and how much is held: no more tickets than workers, by their own index."""
OLD_SQL = f"""
SELECT DISTINCT ON (ticket.workspace_id)
    ticket.job_id, ticket.workspace_id, ticket.expected_seconds, coalesce(w.weight, 1)
FROM (
    SELECT job_id, workspace_id, expected_seconds, virtual_start, position, ready_since FROM generation_queueticket
    WHERE lane = %s AND state = 'ready' AND priority = %s
    ORDER BY priority DESC, virtual_start, position LIMIT {fairness.MOST_RISING} FOR UPDATE SKIP LOCKED
) AS ticket
LEFT JOIN generation_queueworkspace AS w USING (workspace_id)
WHERE ticket.ready_since < clock_timestamp() - %s * interval '1 second'
ORDER BY ticket.workspace_id, ticket.virtual_start, ticket.position
"""
EVERY_SECONDS = 10.0
"""How often each worker asks which lanes are to be looked at; one that another has looked at is not for a while."""
_last_look = float("-inf")


def rise_when_due() -> None:
    """Look now and then, for what waits long; called each second. A lane is looked at as often with many workers."""
    global _last_look
    if time.monotonic() - _last_look < EVERY_SECONDS:
        return
    _last_look = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(DUE_SQL, [fairness.RISE_SECONDS])
        due = [lane for (lane,) in cursor.fetchall()]
    if due:
        rise(due)


def rise(lanes: Sequence[str] | None = None) -> int:
    """Move up what waited long, in these lanes or all: past work of a higher class, or first in its own; how many."""
    with connection.cursor() as cursor:
        cursor.execute(LANES_SQL, {"lanes": None if lanes is None else list(lanes)})
        found = cursor.fetchall()
    moved = 0
    for lane, highest, running in found:
        if highest is not None:
            moved += sum(_rise(lane, priority) for priority in reversed(range(highest)))
            moved += reserve(lane, running)
    return moved


def _rise(lane: str, priority: int) -> int:
    """The first of each workspace in one class: it takes a turn in the class above, as if it entered there now.

    One of each at a time, so that a workspace with much does not take the class above for itself.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(OLD_SQL, [lane, priority, fairness.AGEING_SECONDS[priority]])
        found = cursor.fetchall()
        for job_id, workspace_id, seconds, weight in found:
            into_class(job_id, priority + 1, take_turn(workspace_id, lane, priority + 1, seconds, weight))
    return len(found)
