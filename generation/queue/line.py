"""What stands before a job: bounded reads of a lane, none of which counts what is behind."""

import time
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection

from generation.models import QueueLane, QueueTicket, QueueWorkspace
from generation.models.queue import LEASED, READY, WAITING
from generation.scheduling.expecting import HIGH, MOST_AHEAD, Expected, InLine, expected_starts
from generation.scheduling.values import Priority

MOST_RUNNING = 1000
EXACT = 1000
"""Up to so many a bound is looked at with every request; a longer lane is looked at every LOOK_SECONDS."""
LOOK_SECONDS = 5.0
HEARD_SECONDS = 60.0
"""Since when a worker was heard of that counts."""
LEAST_RETRY_SECONDS = 5.0
"""Who is refused is asked to wait no shorter than this."""


@dataclass(frozen=True, slots=True)
class Line:
    """The beginning of a lane: when its jobs begin, and whether there are more than were read."""

    lane: str
    is_paused: bool
    running: int
    servers: int
    starts: dict[UUID, Expected]
    is_longer: bool


SERVERS_SQL = """
SELECT greatest(1,
    (SELECT count(DISTINCT worker) FROM generation_queueticket WHERE state = 'leased' AND lane = %(lane)s),
    (SELECT count(*) FROM generation_workerprocess
     WHERE heartbeat_at >= clock_timestamp() - %(seconds)s * interval '1 second' AND lanes @> to_jsonb(%(lane)s::text)))
"""


def servers(lane: str) -> int:
    """How many workers serve a lane: those that were heard of lately or hold one of its jobs now, one at least."""
    with connection.cursor() as cursor:
        cursor.execute(SERVERS_SQL, {"lane": lane, "seconds": HEARD_SECONDS})
        return int(cursor.fetchone()[0])


FREE_SQL = """
SELECT greatest(0,
    (SELECT count(*) FROM generation_workerprocess
     WHERE heartbeat_at >= clock_timestamp() - %(seconds)s * interval '1 second'
       AND state IN ('idle', 'busy') AND lanes @> to_jsonb(%(lane)s::text))
    - (SELECT count(*) FROM generation_queueticket WHERE lane = %(lane)s AND state IN ('ready', 'leased')))
"""


def free(lane: str) -> int:
    """How many workers of a lane have nothing to do, and nothing that waits for them."""
    with connection.cursor() as cursor:
        cursor.execute(FREE_SQL, {"lane": lane, "seconds": HEARD_SECONDS})
        return int(cursor.fetchone()[0])


IN_LINE_SQL = f"""
SELECT job_id, workspace_id, expected_seconds FROM generation_queueticket
WHERE lane = %s AND state IN ('ready', 'waiting')
ORDER BY priority * -1, virtual_start, position LIMIT {MOST_AHEAD + 1}
"""
RUNNING_SQL = f"""
SELECT job_id, workspace_id, expected_seconds FROM generation_queueticket
WHERE lane = %s AND state = 'leased' LIMIT {MOST_RUNNING}
"""


def line(lane: str) -> Line:
    """When each of the first jobs of a lane begins."""
    with connection.cursor() as cursor:
        cursor.execute(IN_LINE_SQL, [lane])
        waiting = [InLine(*row) for row in cursor.fetchall()]
        cursor.execute(RUNNING_SQL, [lane])
        running = [InLine(*row) for row in cursor.fetchall()]
    workers = servers(lane)
    most = _most_at_once({found.workspace for found in waiting})
    return Line(
        lane,
        is_paused=QueueLane.objects.filter(lane=lane, paused_at__isnull=False).exists(),
        running=len(running),
        servers=workers,
        starts=expected_starts(waiting[:MOST_AHEAD], running, workers, most),
        is_longer=len(waiting) > MOST_AHEAD,
    )


def _most_at_once(workspaces: set[UUID]) -> dict[UUID, int | None]:
    rows = QueueWorkspace.objects.filter(workspace_id__in=workspaces)
    found = rows.values_list("workspace_id", "most_at_once", "paused_at")
    return {who: 0 if paused_at else most for who, most, paused_at in found}


AHEAD_SQL = f"""
WITH mine AS (
    SELECT greatest(
        coalesce((SELECT virtual_time FROM generation_queueclock WHERE lane = %(lane)s AND priority = %(class)s), 0),
        coalesce((SELECT last_finish FROM generation_queueshare
                  WHERE workspace_id = %(workspace)s AND lane = %(lane)s AND priority = %(class)s), 0)
    ) AS start
), still AS (
    SELECT ARRAY(SELECT workspace_id FROM generation_queueworkspace WHERE paused_at IS NOT NULL) AS ids
), before AS (
    (SELECT expected_seconds FROM generation_queueticket, still
     WHERE lane = %(lane)s AND state IN ('ready', 'waiting') AND priority * -1 < -%(class)s
       AND workspace_id <> ALL (ids)
     LIMIT {MOST_AHEAD + 1})
    UNION ALL
    (SELECT expected_seconds FROM generation_queueticket, still
     WHERE lane = %(lane)s AND state IN ('ready', 'waiting') AND priority * -1 = -%(class)s
       AND virtual_start <= (SELECT start FROM mine) AND workspace_id <> ALL (ids)
     LIMIT {MOST_AHEAD + 1})
    UNION ALL
    (SELECT expected_seconds / 2 FROM generation_queueticket WHERE lane = %(lane)s AND state = 'leased'
     LIMIT {MOST_RUNNING})
)
SELECT count(*), coalesce(sum(expected_seconds), 0) FROM before
"""


def ahead_of_new(workspace_id: UUID, lane: str, priority: Priority = Priority.NORMAL) -> tuple[int, float]:
    """How many jobs wait or run before one that a workspace would enter now, and after how many seconds it begins."""
    with connection.cursor() as cursor:
        cursor.execute(AHEAD_SQL, {"workspace": workspace_id, "lane": lane, "class": int(priority)})
        ahead, seconds = cursor.fetchone()
    return int(ahead), float(seconds) / (servers(lane) if ahead else 1)


def lanes(workspace_id: UUID) -> list[str]:
    """The lanes in which a workspace has jobs."""
    found = QueueTicket.objects.filter(workspace_id=workspace_id).order_by("lane")
    return list(found.values_list("lane", flat=True).distinct())


_looked: dict[str, tuple[float, bool]] = {}


def is_full(lane: str) -> bool:
    """Whether a lane holds as many jobs as the studio lets it (QUEUE_LIMIT); a long lane is looked at now and then."""
    limit: int = settings.QUEUE_LIMIT
    if limit <= EXACT:
        return _holds(lane, limit)
    now = time.monotonic()
    until, found = _looked.get(lane, (0.0, False))
    if now >= until:
        found = _holds(lane, limit)
        _looked[lane] = (now + LOOK_SECONDS, found)
    return found


def _holds(lane: str, limit: int) -> bool:
    tickets = QueueTicket.objects.filter(lane=lane).order_by()
    return bool(tickets[:limit].count() >= limit)


def until_free(workspace_id: UUID, wanted: int = 1) -> float | None:
    """About how many seconds it takes until so many of a workspace's jobs are done; None while they stand still."""
    starts: dict[UUID, float] = {}
    for lane in lanes(workspace_id):
        starts |= {job: expected.seconds[1] for job, expected in line(lane).starts.items()}
    mine = QueueTicket.objects.filter(workspace_id=workspace_id, state__in=(READY, WAITING, LEASED))
    ends = sorted(
        starts.get(job, 0.0) + HIGH * seconds
        for job, seconds, state in mine.values_list("job_id", "expected_seconds", "state")
        if state == LEASED or job in starts
    )
    return max(LEAST_RETRY_SECONDS, ends[wanted - 1]) if 0 < wanted <= len(ends) else None


def until_less(lane: str) -> float:
    """About how many seconds it takes until the first jobs of a lane are done."""
    starts = [expected.seconds[1] for expected in line(lane).starts.values()]
    return max(LEAST_RETRY_SECONDS, starts[len(starts) // 10]) if starts else LEAST_RETRY_SECONDS
