"""Into the queue and out of it unmade: places by fair shares, and which jobs of a workspace are ready."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg.types.json import Jsonb

from accounts.tenancy import current_scope, current_workspace_id
from generation.models import Job, QueueShare, QueueTicket, QueueWorkspace
from generation.models.queue import PAUSED, READY, WAITING
from generation.queue.turns import FINISH_SQL, OPEN_SQL
from generation.scheduling import fairness
from generation.scheduling.values import Priority, Share, Tags

USUAL_SECONDS = 1.0
"""What a job without a quote takes: a plan, a score, a cut (docs/benchmarks.md)."""

STOP_CHANNEL = "dailies_stop"
"""PostgreSQL channel on which a worker hears at once that its job was cancelled."""

FIRST_FENCE_BELOW = 2**30
"""A ticket's fence begins at random: a requeued job gets a new ticket, and a worker that hung with the old one must
not find its own number on it. Half of the column's range is left for claims to count on."""


def entry_channel(lane: str) -> str:
    """PostgreSQL channel on which a lane's idle workers hear that a job is ready, told when it is committed."""
    return f"dailies_entry_{lane}"


@dataclass(frozen=True, slots=True)
class Needs:
    """What the queue knows of each job that enters: seconds it is expected to take, the card that it was routed to,
    the memory in GB and the model that it was planned with, its quality; empty for none."""

    expected_seconds: float = USUAL_SECONDS
    device: str = ""
    model: str = ""
    needs_gb: float = 0.0
    tier: str = ""


USUAL = Needs()
PLAIN = Share()


def enter(
    jobs: Sequence[Job],
    *,
    share: Share = PLAIN,
    needs: Needs = USUAL,
    priority: Priority = Priority.NORMAL,
    held: bool = False,
) -> None:
    """Put jobs of one workspace at the end of their lanes, when the transaction that made them ends.

    `share`: what the workspace's plan gives it from now on; `held`: they have a place, and wait until `release`.
    """
    by_lane: dict[str, list[Job]] = {}
    for job in jobs:
        by_lane.setdefault(job.lane, []).append(job)
    for lane, entering in by_lane.items():
        finally_(lambda lane=lane, found=entering: _enter(lane, found, share, needs, priority, held))  # type: ignore[misc]


def finally_(action: Callable[[], None]) -> None:
    """Do something when the transaction of the workspace we are in ends, and then see which of its jobs are ready."""
    current_scope().notes.setdefault("queue", []).append(action)
    look_again()


def look_again() -> None:
    """See which jobs of the workspace we are in are ready when its transaction ends."""
    current_scope().before_commit("queue", _settle)


def _settle() -> None:
    entered = current_scope()
    for action in entered.notes.pop("queue", []):
        action()
    refill(entered.workspace_id)


def refill(workspace_id: UUID) -> None:
    """See which jobs of a workspace are ready; done by itself where the queue's own functions change something."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT generation_queue_refill(%s)", [workspace_id])


PLACES_SQL = """
WITH mine AS (
    INSERT INTO generation_queueworkspace (workspace_id, weight, most_at_once, most_a_tier)
    VALUES (%(workspace)s, %(weight)s, %(most)s, %(tiers)s)
    ON CONFLICT (workspace_id) DO UPDATE SET weight = EXCLUDED.weight, most_at_once = EXCLUDED.most_at_once,
        most_a_tier = EXCLUDED.most_a_tier
    RETURNING NOT %(held)s AND paused_at IS NULL AND most_at_once IS NULL AND most_a_tier = '{}' AS is_free
)
SELECT mine.is_free,
       (SELECT virtual_time FROM generation_queueclock WHERE lane = %(lane)s AND priority = %(priority)s),
       coalesce((
           SELECT last_finish FROM generation_queueshare
           WHERE workspace_id = %(workspace)s AND lane = %(lane)s AND priority = %(priority)s
       ), 0),
       ARRAY(SELECT nextval('queue_position') FROM generate_series(1, %(count)s)),
       CASE WHEN mine.is_free THEN pg_notify(%(channel)s, '') END
FROM mine
"""
TICKETS_SQL = f"""
WITH turn AS ({FINISH_SQL})
INSERT INTO generation_queueticket (
    job_id, workspace_id, lane, state, ready_since, priority, virtual_start, virtual_cost, position,
    expected_seconds, device, model, needs_gb, tier, fence, worker
)
SELECT job_id, %(workspace)s, %(lane)s, %(state)s, CASE %(state)s WHEN 'ready' THEN statement_timestamp() END,
       %(priority)s, start, cost, position, %(expected_seconds)s, %(device)s, %(model)s, %(needs_gb)s, %(tier)s,
       fence, ''
FROM unnest(%(jobs)s::uuid[], %(starts)s::double precision[], %(costs)s::double precision[], %(positions)s::bigint[],
            %(fences)s::integer[]) AS entering (job_id, start, cost, position, fence)
"""


def _enter(lane: str, jobs: Sequence[Job], share: Share, needs: Needs, priority: Priority, held: bool = False) -> None:
    workspace_id = jobs[0].tenant_id
    asked: dict[str, Any] = {
        "workspace": workspace_id,
        "lane": lane,
        "priority": int(priority),
        "weight": share.weight,
        "most": share.most_at_once,
        "tiers": Jsonb(dict(share.most_a_tier)),
        "count": len(jobs),
        "held": held,
        "channel": entry_channel(lane),
    }
    with connection.cursor() as cursor:
        cursor.execute(PLACES_SQL, asked)
        is_free, virtual_time, last_finish, positions, _ = cursor.fetchone()
        if virtual_time is None:
            cursor.execute(OPEN_SQL, asked)
        places = fairness.tags(virtual_time or 0.0, last_finish, [needs.expected_seconds] * len(jobs), share.weight)
        asked |= {"finish": places[-1].finish, "state": PAUSED if held else READY if is_free else WAITING}
        cursor.execute(TICKETS_SQL, {**asked, **asdict(needs), **_columns(jobs, places, positions)})


def _columns(jobs: Sequence[Job], places: Sequence[Tags], positions: Sequence[int]) -> dict[str, list[Any]]:
    """What differs from ticket to ticket."""
    return {
        "jobs": [job.pk for job in jobs],
        "starts": [place.start for place in places],
        "costs": [place.finish - place.start for place in places],
        "positions": list(positions),
        "fences": [secrets.randbelow(FIRST_FENCE_BELOW) for _ in jobs],
    }


LAST_FINISH_SQL = """
UPDATE generation_queueshare AS share SET last_finish = coalesce(
    (SELECT max(virtual_start + virtual_cost) FROM generation_queueticket AS ticket
     WHERE ticket.workspace_id = share.workspace_id AND ticket.lane = share.lane AND ticket.priority = share.priority),
    least(last_finish, coalesce(
        (SELECT virtual_time FROM generation_queueclock AS clock
         WHERE clock.lane = share.lane AND clock.priority = share.priority), 0)))
WHERE workspace_id = %s
"""
"""A workspace does not pay for what was taken out of the queue unmade."""


def drop(job_ids: Sequence[UUID], *, waiting: bool = True) -> list[UUID]:
    """Remove tickets of one workspace whoever holds them (cancel), and tell the workers at once when this commits.

    Says which jobs are to be cancelled now: all, or without `waiting` those whose ticket nobody is writing to.
    """
    dropped = list(job_ids)
    if not waiting:
        tickets = QueueTicket.objects.filter(job_id__in=job_ids)
        dropped = list(tickets.select_for_update(skip_locked=True).values_list("job_id", flat=True))
    remove(dropped)
    with connection.cursor() as cursor:
        for job_id in job_ids:
            cursor.execute("SELECT pg_notify(%s, %s)", [STOP_CHANNEL, str(job_id)])
    return dropped


def remove(job_ids: Sequence[UUID]) -> None:
    """Remove tickets of the workspace we are in and tell nobody; who holds one notices that it is gone."""
    gone, _ = QueueTicket.objects.filter(job_id__in=job_ids).delete()
    if gone:
        workspace_id = current_workspace_id()
        finally_(lambda: _owe_less(workspace_id))


def forget(workspace_id: UUID) -> None:
    """Remove all that the queue knows of a workspace."""
    for model in (QueueTicket, QueueShare, QueueWorkspace):
        model.objects.filter(workspace_id=workspace_id).delete()


def _owe_less(workspace_id: UUID) -> None:
    refill(workspace_id)  # its row is locked from here on
    with connection.cursor() as cursor:
        cursor.execute(LAST_FINISH_SQL, [workspace_id])
