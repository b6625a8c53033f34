"""Standing still: a workspace's queue or single jobs of it, with what runs handed back where that is asked."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import connection

from accounts.tenancy import current_workspace_id
from generation.models import QueueTicket, QueueWorkspace
from generation.models.queue import DELAYED, LEASED, PAUSED, READY, WAITING
from generation.queue.claiming import Claim
from generation.queue.entering import STOP_CHANNEL, entry_channel, finally_, look_again

PAUSE_SQL = """
INSERT INTO generation_queueworkspace AS mine
    (workspace_id, weight, most_a_tier, paused_at, paused_by, operator_paused)
VALUES (%(workspace)s, 1, '{}', clock_timestamp(), %(by)s, %(operator)s)
ON CONFLICT (workspace_id) DO UPDATE
    SET paused_at = EXCLUDED.paused_at, paused_by = EXCLUDED.paused_by, operator_paused = EXCLUDED.operator_paused
WHERE mine.paused_at IS NULL OR (EXCLUDED.operator_paused AND NOT mine.operator_paused)
"""
RESUME_SQL = """
UPDATE generation_queueworkspace SET paused_at = NULL, paused_by = NULL, operator_paused = FALSE
WHERE workspace_id = %(workspace)s AND paused_at IS NOT NULL AND (%(operator)s OR NOT operator_paused)
"""


def pause(by: UUID | None, *, operator: bool = False) -> None:
    """Begin nothing more of the workspace we are in; `by`: which of its people says so, None for a program.

    Twice is the same as once; an operator's counts above theirs.
    """
    _say(PAUSE_SQL, by, operator)


def resume(*, operator: bool = False) -> None:
    """Begin the work of the workspace we are in again; what an operator paused only by one."""
    _say(RESUME_SQL, None, operator)


def is_operators() -> bool:
    """Whether an operator paused the workspace we are in."""
    return QueueWorkspace.objects.filter(pk=current_workspace_id(), operator_paused=True).exists()


def _say(statement: str, by: UUID | None, operator: bool) -> None:
    workspace_id = current_workspace_id()

    def settle() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, {"workspace": workspace_id, "by": by, "operator": operator})

    finally_(settle)


def pause_lane(lane: str, *, paused: bool) -> None:
    """Take nothing more from a lane, or again; what runs goes on. Its workers hear of it at once."""
    moment = "coalesce(paused_at, clock_timestamp())" if paused else "NULL"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE generation_queuelane SET paused_at = {moment} WHERE lane = %s", [lane])
        cursor.execute("SELECT pg_notify(%s, '')", [entry_channel(lane)])


HAND_BACK_SQL = """
WITH found AS (
    SELECT job_id FROM generation_queueticket
    WHERE job_id = ANY (%s) AND state = 'leased' ORDER BY job_id FOR UPDATE
)
UPDATE generation_queueticket AS ticket SET state = %s, fence = fence + 1, lease_until = NULL, worker = ''
FROM found WHERE ticket.job_id = found.job_id
RETURNING ticket.job_id
"""


def hand_back(job_ids: Collection[UUID], *, held: bool = False) -> list[UUID]:
    """Take running jobs of the workspace we are in from their workers, which hear of it when this commits; which.

    They keep their places, and start again from there; `held` ones not before `release`.
    """
    with connection.cursor() as cursor:
        cursor.execute(HAND_BACK_SQL, [list(job_ids), PAUSED if held else WAITING])
        found = [row[0] for row in cursor.fetchall()]
        for job_id in found:
            cursor.execute("SELECT pg_notify(%s, %s)", [STOP_CHANNEL, str(job_id)])
    if found:
        look_again()
    return found


def leased() -> list[UUID]:
    """The jobs of the workspace we are in that workers hold."""
    found = QueueTicket.objects.filter(workspace_id=current_workspace_id(), state=LEASED)
    return list(found.values_list("job_id", flat=True))


def hold(job_ids: Collection[UUID]) -> list[UUID]:
    """Keep waiting jobs of the workspace we are in from being begun; which. Their places stay."""
    return _change(job_ids, (WAITING, READY, DELAYED), PAUSED)


def release(job_ids: Collection[UUID]) -> list[UUID]:
    """Let held jobs of the workspace we are in go on from their places; which."""
    return _change(job_ids, (PAUSED,), WAITING)


def _change(job_ids: Collection[UUID], before: Sequence[str], after: str) -> list[UUID]:
    tickets = QueueTicket.objects.filter(workspace_id=current_workspace_id(), job_id__in=job_ids, state__in=before)
    found = list(tickets.order_by("pk").select_for_update(skip_locked=True).values_list("job_id", flat=True))
    QueueTicket.objects.filter(job_id__in=found).update(state=after, ready_since=None)
    if found:
        look_again()
    return found


def put_aside(held: Claim) -> None:
    """A worker that took a job of what was held meanwhile gives it back, to wait for `release`."""
    QueueTicket.objects.filter(job_id=held.job_id, fence=held.fence).update(
        state=PAUSED, lease_until=None, worker="", ready_since=None
    )
    look_again()
