"""What the queue's own steps read, behind ten jobs and behind thousands, with the plans that a connection keeps."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections, transaction

from accounts.models import Workspace
from generation import queue
from generation.models import QueueTicket
from generation.queue.claiming import REVIVE_SQL
from generation.queue.line import IN_LINE_SQL
from generation.scheduling.values import Priority, Share
from tests.generation.test_fair_queue import LANE, put

FEW, MANY = 10, 3000
UNTIL_A_PLAN_IS_KEPT = 8
MOST_TIMES = 3

FILL_SQL = """
INSERT INTO generation_queueticket (job_id, workspace_id, lane, state, priority, virtual_start, virtual_cost, position,
    tier, model, needs_gb, fence, worker, ready_since)
SELECT gen_random_uuid(), %s, %s, %s, 1, n, 1, nextval('queue_position'), '', '', 0, 0, '', clock_timestamp()
FROM generate_series(1, %s) n
"""

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops", "owner"])


@pytest.fixture(autouse=True)
def thought_empty(workspace: Workspace) -> None:
    """The planner has looked at the table in a moment when all of it was done."""
    fill(workspace, "ready", FEW * FEW)
    QueueTicket.objects.all().delete()
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE generation_queueticket")


def blocks(statement: str, *values: Any) -> int:
    """Blocks that a statement read, with all that its functions read."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", values)
        (told,) = cursor.fetchone()
    plan = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])


def fill(workspace: Workspace, state: str, jobs: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FILL_SQL, [workspace.pk, LANE, state, jobs])


def assert_depth_costs_nothing(read: Callable[[], int], deepen: Callable[[], None]) -> None:
    """The plan is kept from when the lane was short; it is not made again."""
    with transaction.atomic():
        shallow = [read() for _ in range(UNTIL_A_PLAN_IS_KEPT)][-1]
        deepen()
        assert read() <= MOST_TIMES * max(shallow, FEW)


@pytest.mark.parametrize("share", [Share(), Share(most_at_once=2)])
def test_entering_reads_no_more_behind_thousands_of_ones_own(workspace: Workspace, share: Share) -> None:
    put(workspace, FEW, share=share)
    assert_depth_costs_nothing(
        lambda: blocks("SELECT generation_queue_refill(%s)", workspace.pk),
        lambda: fill(workspace, "ready" if share.most_at_once is None else "waiting", MANY),
    )


def test_a_claim_reads_no_more_where_thousands_are_ready(workspace: Workspace) -> None:
    put(workspace, FEW)
    taken = "SELECT * FROM generation_queue_take_first(%s, 'worker', 30)"
    assert_depth_costs_nothing(lambda: blocks(taken, LANE), lambda: fill(workspace, "ready", MANY))


def test_a_claim_does_not_pass_by_what_others_plans_hold_back(workspace: Workspace, elsewhere: Workspace) -> None:
    put(workspace, FEW)
    taken = "SELECT * FROM generation_queue_take_first(%s, 'worker', 30)"
    assert_depth_costs_nothing(lambda: blocks(taken, LANE), lambda: fill(elsewhere, "waiting", MANY))


def test_looking_for_what_is_due_reads_no_more_behind_thousands(workspace: Workspace) -> None:
    put(workspace, FEW)
    assert_depth_costs_nothing(lambda: blocks(REVIVE_SQL), lambda: fill(workspace, "waiting", MANY))


def test_a_place_in_line_is_told_in_order_of_class_and_turn(workspace: Workspace) -> None:
    low = put(workspace, 1, priority=Priority.LOW)
    usual = put(workspace, 2)
    high = put(workspace, 1, priority=Priority.HIGH)
    assert list(queue.line(LANE).starts) == [*high, *usual, *low]
    ahead, _ = queue.ahead_of_new(workspace.pk, LANE, Priority.NORMAL)
    assert ahead == 3
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")  # of four rows a sort costs nothing
        cursor.execute(f"EXPLAIN {IN_LINE_SQL}", [LANE])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "ticket_in_line" in plan
    assert "Sort" not in plan
    assert QueueTicket.objects.count() == 4
