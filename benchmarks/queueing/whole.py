"""Jobs that make nothing, through table, bell, worker and events: jobs a second, beside an actor of bare Dramatiq that
does nothing, in turn. Workers are processes as the studio starts them. After a round that does not count the planner
knows the tables, as it does a minute after an installation is first used."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PARTS = 8
"""Jobs a generation; each generation is a row of history with two events of its own."""
PROCESSES = 2
BARE_THREADS = 8
TARGET_JOBS, TARGET_SHARE = 300.0, 0.2
LONGEST_SECONDS = 300.0
LOOK_SECONDS = 0.05
"""How often it is asked whether all is done: asking takes the processor too."""
ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def workers(module: str, lane: str, processes: int, threads: int) -> Iterator[None]:
    """Processes of Dramatiq for as long as the block runs."""
    words = ("-p", str(processes), "-t", str(threads), "--queues", lane)
    own = {**os.environ, "DAILIES_DEVICE": lane, "dramatiq_queue_prefetch": "1" if lane == "cpu" else "64"}
    with open(os.environ.get("BENCH_LOG", os.devnull), "ab") as nowhere:
        child = subprocess.Popen(
            [sys.executable, "-m", "dramatiq", module, *words], cwd=ROOT, env=own, stdout=nowhere, stderr=nowhere
        )
        try:
            yield
        finally:
            child.terminate()
            child.wait(30)


def until(done: Callable[[], bool]) -> None:
    """Wait for it; RuntimeError where it never comes."""
    ends = time.monotonic() + LONGEST_SECONDS
    while not done():
        if time.monotonic() > ends:
            raise RuntimeError("the workers did not come to an end")
        time.sleep(LOOK_SECONDS)


def ask(workspace_id: Any, jobs: int) -> None:
    """Put so many jobs into the queue, a generation each `PARTS`, as the services do."""
    from accounts.tenancy import scope
    from benchmarks.queueing import nothing
    from generation import events
    from generation.models import Generation, Job
    from generation.services import entering

    for _ in range(jobs // PARTS):
        with scope(workspace_id):
            generation = Generation.objects.create(
                kind="picture", prompt="nothing", seed=1, requested_tier="low", achieved_tier="low"
            )
            parts = Job.objects.bulk_create(
                Job(generation=generation, workspace_id=workspace_id, kind=nothing.KIND, number=number, lane="cpu")
                for number in range(PARTS)
            )
            entering.enter(generation, parts)
            events.record("generation.queued", generation=generation, kind=generation.kind)


def ours(workspace_id: Any, jobs: int) -> float:
    """Jobs a second from the first that is asked for to the last that is done, everything told."""
    from accounts.tenancy import scope
    from generation.models import EventLog, Generation, QueueTicket
    from generation.values import SUCCEEDED

    with scope(workspace_id):
        before = EventLog.objects.count(), Generation.objects.filter(state=SUCCEEDED).count()
    begun = time.perf_counter()
    ask(workspace_id, jobs)
    until(lambda: not QueueTicket.objects.exists())
    took = time.perf_counter() - begun
    with scope(workspace_id):
        made = Generation.objects.filter(state=SUCCEEDED).count() - before[1]
        assert made == jobs // PARTS, f"{made} generations of {jobs // PARTS}"
        assert EventLog.objects.count() - before[0] == 3 * made, "each was told of as queued, running and done"
    return jobs / took


def bare(jobs: int) -> float:
    """The same of an actor that does nothing."""
    from benchmarks.queueing import bare as peer

    peer.counts.set("bare-done", 0)
    begun = time.perf_counter()
    for _ in range(jobs):
        peer.nothing.send()
    until(lambda: int(peer.counts.get("bare-done") or 0) >= jobs)
    return jobs / (time.perf_counter() - begun)


def measure(jobs: int, rounds: int) -> dict[str, Any]:
    """Both in turn, after a round that is not counted; the middle of the rounds."""
    from django.db import connections

    from accounts.models import User
    from accounts.services import create_workspace

    workspace = create_workspace(User.objects.create_user("one@studio.example"), "One")
    found: dict[str, list[float]] = {"ours": [], "bare": []}
    for number in range(rounds + 1):
        with workers("benchmarks.queueing.workers", "cpu", PROCESSES, 1):
            ours(workspace.pk, PARTS * 4)  # they are up
            mine = ours(workspace.pk, jobs)
        with workers("benchmarks.queueing.bare", "bare", 1, BARE_THREADS):
            bare(100)
            floor = bare(jobs)
        if number == 0:
            with connections["owner"].cursor() as cursor:
                cursor.execute("ANALYZE")
        else:
            found["ours"].append(mine)
            found["bare"].append(floor)
    told = {name: round(statistics.median(figures), 1) for name, figures in found.items()}
    share = round(told["ours"] / told["bare"], 3)
    return {**told, "share": share, "target_jobs": TARGET_JOBS, "target_share": TARGET_SHARE, "jobs": jobs}
