"""A worker's side of the queue: take a job by a lease, keep it, and let it go."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from accounts import statements
from accounts.tenancy import entered_workspace_id
from generation.queue.entering import look_again, refill
from generation.scheduling.choosing import LOOK, choose, first_that_fits
from generation.scheduling.values import Candidate, Holder

MOST_REVIVED = 100
"""Tickets that are looked at again at once."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job a worker holds: writes count only while `fence` is the ticket's.

    `limited`: whether its workspace's plan holds others back until it is done.
    """

    job_id: UUID
    workspace_id: UUID
    lane: str
    fence: int
    limited: bool = True


LOOK_SQL = f"""
SELECT job_id, priority, virtual_start, model, needs_gb,
       extract(epoch FROM clock_timestamp() - passed_at)::double precision, fence, expected_seconds
FROM generation_queueticket
WHERE lane = %s AND state = 'ready'
      AND NOT EXISTS (SELECT FROM generation_queuelane AS l WHERE l.lane = %s AND l.paused_at IS NOT NULL)
ORDER BY priority DESC, virtual_start, position
LIMIT {LOOK}
"""


def claim(lane: str, worker: str, holder: Holder | None = None) -> Claim | None:
    """Take a ready job of a lane by a lease; None when there is none.

    A worker whose device holds models says so as `holder`, and may get one that needs these before the first.
    Where nothing is ready, retries whose wait is over and jobs whose worker fell silent are looked at again.
    """
    found = _take(lane, worker, holder)
    if found is None and revive():
        found = _take(lane, worker, holder)
    return found


def _take(lane: str, worker: str, holder: Holder | None) -> Claim | None:
    if holder is not None:
        return _take_liked(lane, worker, holder)
    found = statements.fetch(
        "SELECT * FROM generation_queue_take_first(%s, %s, %s)", [lane, worker, settings.LEASE_SECONDS]
    )
    return Claim(*found[0]) if found else None


def _take_liked(lane: str, worker: str, holder: Holder) -> Claim | None:
    """Of the first of the lane the one that the policy says; where another was faster, the next that it says."""
    left = _look(lane)
    while (index := choose(left, holder)) is not None:
        liked, turn = left.pop(index), first_that_fits(left, holder)
        arguments = [liked.job_id, liked.fence, worker, settings.LEASE_SECONDS]
        found = statements.fetch("SELECT * FROM generation_queue_take(%s, %s, %s, %s)", arguments)
        if found:
            if turn is not None and turn < index:
                _pass_over(left[turn])
            return Claim(*found[0])
    return None


def _look(lane: str) -> list[Candidate]:
    return [Candidate(*row) for row in statements.fetch(LOOK_SQL, [lane, lane])]


def _pass_over(turn: Candidate) -> None:
    """Note since when others go before the job whose turn it is."""
    statements.change(
        "UPDATE generation_queueticket SET passed_at = clock_timestamp()"
        " WHERE job_id = %s AND state = 'ready' AND passed_at IS NULL",
        [turn.job_id],
    )


REVIVE_SQL = f"""
UPDATE generation_queueticket SET state = 'waiting', lease_until = NULL, worker = ''
WHERE job_id = ANY (ARRAY(
    SELECT job_id FROM generation_queueticket
    WHERE state = 'leased' AND lease_until < clock_timestamp() LIMIT {MOST_REVIVED} FOR UPDATE SKIP LOCKED
) || ARRAY(
    SELECT job_id FROM generation_queueticket
    WHERE state = 'delayed' AND available_at <= clock_timestamp() LIMIT {MOST_REVIVED} FOR UPDATE SKIP LOCKED
))
RETURNING workspace_id
"""


def revive() -> int:
    """Put back in their places retries whose wait is over, and jobs whose lease ran out; how many."""
    found = statements.fetch(REVIVE_SQL, [])
    for workspace_id in sorted({workspace_id for (workspace_id,) in found}):
        refill(workspace_id)
    return len(found)


def renew(held: Claim) -> bool:
    """Extend the lease; False when the ticket is no longer ours."""
    return (
        _count(
            "UPDATE generation_queueticket SET state = 'leased',"
            " lease_until = clock_timestamp() + %s * interval '1 second' WHERE job_id = %s AND fence = %s",
            held,
            settings.LEASE_SECONDS,
        )
        == 1
    )


def is_ours(held: Claim) -> bool:
    """Whether the ticket carries our fence, locking it for this transaction; every write of a worker asks first."""
    return _count("SELECT 1 FROM generation_queueticket WHERE job_id = %s AND fence = %s FOR UPDATE", held) == 1


def leave(held: Claim) -> bool:
    """Remove the ticket with our fence; False when somebody else holds or removed it: then nothing may be written."""
    if _count("DELETE FROM generation_queueticket WHERE job_id = %s AND fence = %s", held) != 1:
        return False
    make_room(held)
    return True


def make_room(held: Claim) -> None:
    """The workspace's next jobs become ready, where its plan held them back for this one."""
    if held.limited:
        _make_room(held.workspace_id)


def give_back(held: Claim, *, after_seconds: float = 0.0) -> bool:
    """Free the ticket for another claim, not before `after_seconds`; False when it is no longer ours. Nor is it after
    this: a heartbeat that was under way must not lease it once more."""
    state = "delayed" if after_seconds > 0 else "waiting"
    given = _count(
        "UPDATE generation_queueticket SET state = %s, fence = fence + 1, lease_until = NULL, worker = '',"
        " available_at = clock_timestamp() + %s * interval '1 second' WHERE job_id = %s AND fence = %s",
        held,
        state,
        after_seconds,
    )
    if given == 1:
        _make_room(held.workspace_id)
    return given == 1


def _make_room(workspace_id: UUID) -> None:
    """The workspace's next jobs become ready: with the end of the scope we are in, else now."""
    if entered_workspace_id() is None:
        refill(workspace_id)
    else:
        look_again()


def _count(statement: str, held: Claim, *before: str | float) -> int:
    """How many tickets a statement about a claim met: one or none."""
    return statements.change(statement, [*before, held.job_id, held.fence])
