"""A workspace's turns in the virtual time of a lane and class, as PostgreSQL keeps them; fairness.tags says which."""

from typing import Any
from uuid import UUID

from django.db import connection

from generation.scheduling import fairness
from generation.scheduling.values import Tags

OPEN_SQL = """
WITH opened AS (INSERT INTO generation_queuelane (lane) VALUES (%(lane)s) ON CONFLICT DO NOTHING)
INSERT INTO generation_queueclock (lane, priority, virtual_time) VALUES (%(lane)s, %(priority)s, 0)
ON CONFLICT DO NOTHING
"""
TURN_SQL = """
SELECT coalesce((SELECT virtual_time FROM generation_queueclock WHERE lane = %(lane)s AND priority = %(priority)s), 0),
       coalesce((
           SELECT last_finish FROM generation_queueshare
           WHERE workspace_id = %(workspace)s AND lane = %(lane)s AND priority = %(priority)s
       ), 0)
"""
FINISH_SQL = """
INSERT INTO generation_queueshare (workspace_id, lane, priority, last_finish)
VALUES (%(workspace)s, %(lane)s, %(priority)s, %(finish)s)
ON CONFLICT (workspace_id, lane, priority) DO UPDATE SET last_finish = EXCLUDED.last_finish
"""
RECLASS_SQL = """
UPDATE generation_queueticket SET priority = %s, virtual_start = %s, virtual_cost = %s, ready_since = clock_timestamp()
WHERE job_id = %s
"""


def weight_of(workspace_id: UUID) -> float:
    """What its plan gave it when it asked for something last; 1 before that."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT weight FROM generation_queueworkspace WHERE workspace_id = %s", [workspace_id])
        return float((cursor.fetchone() or (1.0,))[0])


def take_turn(workspace_id: UUID, lane: str, priority: int, seconds: float, weight: float) -> Tags:
    """The workspace's next turn there, for a job that takes so long; it is taken then."""
    there: dict[str, Any] = {"workspace": workspace_id, "lane": lane, "priority": priority}
    with connection.cursor() as cursor:
        cursor.execute(OPEN_SQL, there)
        cursor.execute(TURN_SQL, there)
        virtual_time, last_finish = cursor.fetchone()
        (turn,) = fairness.tags(virtual_time, last_finish, [seconds], weight)
        cursor.execute(FINISH_SQL, {**there, "finish": turn.finish})
    return turn


def into_class(job_id: UUID, priority: int, turn: Tags) -> None:
    """Put a ticket into another class, at a turn that was taken there."""
    with connection.cursor() as cursor:
        cursor.execute(RECLASS_SQL, [priority, turn.start, turn.finish - turn.start, job_id])
