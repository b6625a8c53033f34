"""What a claim takes with 100 and with 100,000 jobs in the lane, in turn, one worker."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

SHALLOW, DEEP = 100, 100_000
WORKSPACES = 200
LIMITED_SHARE, MOST_AT_ONCE = 4, 2
"""Every fourth workspace has a plan that lets two of its jobs run at a time."""
LANES = {SHALLOW: "shallow", DEEP: "deep"}
TARGET_RATIO = 1.5

FILL_SQL = """
INSERT INTO generation_queueticket (job_id, workspace_id, lane, state, priority, virtual_start, virtual_cost, position,
    tier, model, needs_gb, fence, worker, ready_since)
SELECT gen_random_uuid(), (%(workspaces)s::uuid[])[1 + n %% %(count)s], %(lane)s, 'waiting', 1,
       (n / %(count)s)::float, 1, nextval('queue_position'), '', '', 0, 0, '', NULL
FROM generate_series(0, %(jobs)s - 1) n
"""


@dataclass(frozen=True)
class Depth:
    """The times of claims and of finishing, in ms."""

    claims: list[float]
    finishes: list[float]

    def told(self) -> dict[str, float]:
        """The middle and the slow end."""
        centiles = statistics.quantiles(self.claims, n=100)
        return {
            "claim_p50_ms": round(statistics.median(self.claims), 3),
            "claim_p99_ms": round(centiles[98], 3),
            "finish_p50_ms": round(statistics.median(self.finishes), 3),
        }


def fill(lane: str, jobs: int, workspaces: list[UUID]) -> None:
    """Put so many tickets into a lane, spread evenly, as if each workspace had asked for its own."""
    from django.db import connection

    from generation import queue

    told: dict[str, Any] = {"workspaces": workspaces, "count": len(workspaces), "lane": lane, "jobs": jobs}
    with connection.cursor() as cursor:
        cursor.execute(FILL_SQL, told)
        for number, workspace in enumerate(workspaces):
            cursor.execute(
                "INSERT INTO generation_queueworkspace (workspace_id, weight, most_at_once, most_a_tier)"
                " VALUES (%s, 1, %s, '{}') ON CONFLICT DO NOTHING",
                [workspace, MOST_AT_ONCE if number % LIMITED_SHARE == 0 else None],
            )
            queue.refill(workspace)
        cursor.execute(
            "INSERT INTO generation_queueclock (lane, priority, virtual_time) VALUES (%s, 1, 0) ON CONFLICT DO NOTHING",
            [lane],
        )


def one(lane: str, found: Depth) -> None:
    """Claim, finish, and put one like it at the end, so that the lane stays as deep; only the first two are timed."""
    from django.db import connection

    from generation import queue

    begun = time.perf_counter()
    held = queue.claim(lane, "benchmark")
    claimed = time.perf_counter()
    assert held is not None
    assert queue.leave(held)
    left = time.perf_counter()
    found.claims.append((claimed - begun) * 1000)
    found.finishes.append((left - claimed) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO generation_queueticket (job_id, workspace_id, lane, state, priority, virtual_start,"
            " virtual_cost, position, tier, model, needs_gb, fence, worker)"
            " SELECT gen_random_uuid(), %s, %s, 'waiting', 1, max(virtual_start) + 1, 1, nextval('queue_position'),"
            " '', '', 0, 0, '' FROM (SELECT virtual_start FROM generation_queueticket WHERE workspace_id = %s"
            " AND state IN ('ready', 'waiting') AND lane = %s ORDER BY virtual_start DESC LIMIT 1) t",
            [held.workspace_id, lane, held.workspace_id, lane],
        )
    queue.refill(held.workspace_id)


def measure(claims: int) -> dict[str, Any]:
    """Both depths in turn, so that noise meets both."""
    from uuid import uuid4

    from django.db import connection

    for depth, lane in LANES.items():
        fill(lane, depth, [uuid4() for _ in range(min(WORKSPACES, depth // 2))])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE generation_queueticket")
    found = {depth: Depth([], []) for depth in LANES}
    with settled():
        for number in range(claims + 50):
            for depth, lane in LANES.items():
                one(lane, found[depth])
            if number == 50:
                for times in found.values():
                    times.claims.clear()
                    times.finishes.clear()
    told = {str(depth): times.told() for depth, times in found.items()}
    ratio = told[str(DEEP)]["claim_p99_ms"] / told[str(SHALLOW)]["claim_p99_ms"]
    return {**told, "p99_ratio": round(ratio, 2), "target_ratio": TARGET_RATIO, "claims": claims}


@contextmanager
def settled() -> Iterator[None]:
    """The collector of this process sleeps meanwhile: it is not what is measured."""
    import gc

    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
