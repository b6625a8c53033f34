"""The queue is a PostgreSQL table (design sections 4 and 6): enter, claim, renew, leave, by the database's clock."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection

from generation.models import Job, QueueTicket

STOP_CHANNEL = "dailies_stop"
"""PostgreSQL channel on which a worker hears at once that its job was cancelled."""

FIRST_FENCE_BELOW = 2**30
"""A ticket's fence begins at random: a requeued job gets a new ticket, and a worker that hung with the old one must
not find its own number on it. Half of the column's range is left for claims to count on."""


def entry_channel(lane: str) -> str:
    """PostgreSQL channel on which a lane's idle workers hear that a ticket entered, told when it is committed."""
    return f"dailies_entry_{lane}"


@dataclass(frozen=True, slots=True)
class Claim:
    """A job a worker holds: writes count only while `fence` is the ticket's."""

    job_id: UUID
    workspace_id: UUID
    lane: str
    fence: int


def enter(jobs: list[Job], *, priority: int = 0, most_at_once: int | None = None) -> None:
    """Put jobs at the end of their lanes; inside the transaction that made them.

    `most_at_once`: how many jobs of their workspace may run at the same time; None for any number.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('queue_position') FROM generate_series(1, %s)", [len(jobs)])
        positions = [row[0] for row in cursor.fetchall()]
    QueueTicket.objects.bulk_create(
        QueueTicket(
            job_id=job.pk,
            workspace_id=job.tenant_id,
            lane=job.lane,
            priority=priority,
            position=position,
            most_at_once=most_at_once,
            fence=secrets.randbelow(FIRST_FENCE_BELOW),
        )
        for job, position in zip(jobs, positions, strict=True)
    )
    with connection.cursor() as cursor:
        for lane in {job.lane for job in jobs}:
            cursor.execute("SELECT pg_notify(%s, '')", [entry_channel(lane)])


CLAIM_SQL = """
UPDATE generation_queueticket AS ticket
SET fence = fence + 1, worker = %(worker)s, lease_until = clock_timestamp() + %(lease)s * interval '1 second'
WHERE job_id = (
    SELECT job_id FROM generation_queueticket
    WHERE lane = %(lane)s AND available_at <= clock_timestamp()
      AND (lease_until IS NULL OR lease_until < clock_timestamp())
      AND workspace_id <> ALL (ARRAY(
          SELECT workspace_id FROM generation_queueticket
          WHERE lease_until IS NOT NULL AND lease_until >= clock_timestamp()
          GROUP BY workspace_id HAVING count(*) >= min(most_at_once)
      ))
    ORDER BY priority DESC, position
    LIMIT 1
    FOR UPDATE SKIP LOCKED
)
RETURNING job_id, workspace_id, lane, fence
"""


def claim(lane: str, worker: str) -> Claim | None:
    """Take the first free ticket of a lane, or one whose lease ran out; None when there is none.

    Workspaces that have as many running as they may are passed over; they are found once a claim, among what runs.
    Workers that look in the same instant do not see each other's claim, so there may then be one more for each of them.
    """
    with connection.cursor() as cursor:
        cursor.execute(CLAIM_SQL, {"lane": lane, "worker": worker, "lease": settings.LEASE_SECONDS})
        row = cursor.fetchone()
    return Claim(*row) if row else None


def renew(held: Claim) -> bool:
    """Extend the lease; False when the ticket is no longer ours."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE generation_queueticket SET lease_until = clock_timestamp() + %s * interval '1 second'"
            " WHERE job_id = %s AND fence = %s",
            [settings.LEASE_SECONDS, held.job_id, held.fence],
        )
        return bool(cursor.rowcount == 1)


def is_ours(held: Claim) -> bool:
    """Whether the ticket carries our fence, locking it for this transaction; every write of a worker asks first."""
    return _count("SELECT 1 FROM generation_queueticket WHERE job_id = %s AND fence = %s FOR UPDATE", held) == 1


def leave(held: Claim) -> bool:
    """Remove the ticket with our fence; False when somebody else holds or removed it: then nothing may be written."""
    return _count("DELETE FROM generation_queueticket WHERE job_id = %s AND fence = %s", held) == 1


def _count(statement: str, held: Claim) -> int:
    """How many tickets a statement about a claim met: one or none."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [held.job_id, held.fence])
        return int(cursor.rowcount)


def give_back(held: Claim, *, after_seconds: float = 0.0) -> bool:
    """Free the ticket for another claim, not before `after_seconds`; False when it is no longer ours."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE generation_queueticket SET lease_until = NULL, worker = '',"
            " available_at = clock_timestamp() + %s * interval '1 second' WHERE job_id = %s AND fence = %s",
            [after_seconds, held.job_id, held.fence],
        )
        return bool(cursor.rowcount == 1)


def drop(job_ids: list[UUID], *, waiting: bool = True) -> list[UUID]:
    """Remove tickets whoever holds them (cancel), and tell the workers at once when this commits.

    Says which jobs are to be cancelled now: all, or without `waiting` those whose ticket nobody is writing to.
    """
    tickets = QueueTicket.objects.filter(job_id__in=job_ids)
    dropped = job_ids
    if not waiting:
        dropped = list(tickets.select_for_update(skip_locked=True).values_list("job_id", flat=True))
    QueueTicket.objects.filter(job_id__in=dropped).delete()
    with connection.cursor() as cursor:
        for job_id in job_ids:
            cursor.execute("SELECT pg_notify(%s, %s)", [STOP_CHANNEL, str(job_id)])
    return dropped
