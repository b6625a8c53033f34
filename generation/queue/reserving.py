"""A part of every lane is kept for whoever waited long (generation/scheduling/reserving.py says which part)."""

from typing import Any
from uuid import UUID

from django.db import connection, transaction

from generation.scheduling import reserving
from generation.scheduling.values import Priority

OVERDUE_SQL = f"""
SELECT old.workspace_id, class.priority
FROM unnest(%(classes)s::smallint[]) AS class (priority)
CROSS JOIN LATERAL (
    SELECT workspace_id, ready_since, position FROM generation_queueticket AS t
    WHERE lane = %(lane)s AND state = 'ready' AND priority = class.priority AND virtual_start >= 0
          AND ready_since <= clock_timestamp() - {reserving.RESERVED_AFTER_SECONDS} * interval '1 second'
          AND NOT EXISTS (
              SELECT FROM generation_queueticket AS held
              WHERE held.workspace_id = t.workspace_id AND held.state = 'leased' AND held.lane = %(lane)s
          )
          AND NOT EXISTS (
              SELECT FROM generation_queueticket AS kept
              WHERE kept.workspace_id = t.workspace_id AND kept.virtual_start < 0 AND kept.lane = %(lane)s
          )
    ORDER BY ready_since, position LIMIT {reserving.MOST_RESERVED}
) AS old
ORDER BY old.ready_since, old.position
"""
TO_FRONT_SQL = """
UPDATE generation_queueticket SET virtual_start = %(front)s
WHERE job_id = (
    SELECT job_id FROM generation_queueticket
    WHERE workspace_id = %(workspace)s AND state = 'ready' AND lane = %(lane)s AND priority = %(priority)s
    ORDER BY virtual_start, position LIMIT 1 FOR UPDATE SKIP LOCKED
)
RETURNING expected_seconds
"""
OWED_SQL = "SELECT reserved_seconds FROM generation_queuelane WHERE lane = %s FOR UPDATE"
OWE_SQL = "UPDATE generation_queuelane SET reserved_seconds = %s WHERE lane = %s AND reserved_seconds <> %s"


def reserve(lane: str, running: int) -> int:
    """For those of a lane that have been ready for longest the first of their workspace goes to the front of its
    class, within the lane's allowance; how many. `running`: jobs of the lane that workers hold."""
    moved = 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(OWED_SQL, [lane])
        (owed,) = cursor.fetchone()
        left = reserving.allowance(owed, running)
        for workspace_id, priority in _overdue(lane).items() if left > 0 else ():
            if left <= 0:
                break
            if (seconds := _to_front(lane, workspace_id, priority)) is not None:
                left -= seconds
                moved += 1
        owed = reserving.still_owed(left)
        cursor.execute(OWE_SQL, [owed, lane, owed])
    return moved


def _overdue(lane: str) -> dict[UUID, int]:
    """Workspaces of whom nothing is being done there, and the class: who has been ready for longest first."""
    with connection.cursor() as cursor:
        cursor.execute(OVERDUE_SQL, {"lane": lane, "classes": [int(one) for one in Priority]})
        found: dict[UUID, int] = {}
        for workspace_id, priority in cursor.fetchall():
            found.setdefault(workspace_id, priority)
        return found


def _to_front(lane: str, workspace_id: UUID, priority: int) -> float | None:
    """Move the first of a workspace; what it is expected to take, None where somebody takes it now.

    It was paid for when it entered, and the turns of its workspace's others stay.
    """
    asked: dict[str, Any] = {"lane": lane, "workspace": workspace_id, "priority": priority, "front": reserving.FRONT}
    with connection.cursor() as cursor:
        cursor.execute(TO_FRONT_SQL, asked)
        found = cursor.fetchone()
    return None if found is None else float(found[0])
