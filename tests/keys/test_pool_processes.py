"""The pool among processes that know nothing of each other, some of which die. Minutes are 2 s here."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from redis import Redis

from keys.pool.pool import Pool
from keys.pool.values import KeyLimits, Lease, Strategy, Timing

ROOT = Path(__file__).resolve().parents[2]
PROCESSES, KEYS, LIMIT, WINDOW_MS = 4, 2, 20, 2_000
SECONDS, START_SECONDS, LEASE_MS = 4.8, 2.5, 1_500
LAST_BURST_MS = 500
"""A burst that began later may not have come to its end when the processes did."""


def worker(workspace: UUID, **words: Any) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.keys.pool_worker", settings.REDIS_URL, str(workspace), json.dumps(words)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_processes_together_use_the_whole_limit_and_never_pass_it() -> None:
    """A window begins with a key's first request, and the next burst when it has passed."""
    workspace, start = uuid4(), time.time() + START_SECONDS
    words = {"do": "spend", "keys": KEYS, "a_minute": LIMIT, "window_ms": WINDOW_MS}
    running = [worker(workspace, **words, start=start, end=start + SECONDS) for _ in range(PROCESSES)]
    found = [grant for process in running for grant in json.loads(process.communicate(timeout=20)[0])]
    assert all(process.returncode == 0 for process in running)
    for number in range(1, KEYS + 1):
        at = sorted(ms for key, ms, _ in found if key == number)
        assert all(later - first >= WINDOW_MS for first, later in zip(at, at[LIMIT:], strict=False))
        bursts = 1 + int((start + SECONDS) * 1000 - LAST_BURST_MS - at[0]) // WINDOW_MS
        assert bursts >= 2, "the processes took seconds to start"
        assert len(at) >= 0.98 * LIMIT * bursts


def test_slots_of_a_killed_holder_are_back_within_its_lease(store: Redis) -> None:
    """While it lives its heartbeat keeps them, for longer than a lease."""
    workspace = uuid4()
    pool = Pool(store, workspace, "openai", Timing(lease_ms=LEASE_MS))
    key = KeyLimits(UUID(int=1), slots=2)
    holder = worker(workspace, do="hold", keys=1, slots=2, lease_ms=LEASE_MS)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "2\n"
        time.sleep(2 * LEASE_MS / 1000)
        assert not isinstance(pool.acquire([key], Strategy.ROUND_ROBIN), Lease)
    finally:
        holder.kill()
        holder.wait(10)
    waits, back = list[int](), 0
    while back < 2:
        told = pool.acquire([key], Strategy.ROUND_ROBIN)
        if isinstance(told, Lease):
            back += 1
            continue
        waits.append(told.wait_ms or 0)
        assert sum(waits) <= LEASE_MS + len(waits), "told by Redis: no busy machine makes it longer"
        time.sleep((told.wait_ms or 0) / 1000 + 0.001)


@pytest.mark.long
def test_real_minutes_are_held_too() -> None:
    """Four processes for 70 s on two keys of 60 a minute."""
    workspace, start = uuid4(), time.time() + START_SECONDS
    running = [
        worker(workspace, do="spend", keys=2, a_minute=60, start=start, end=start + 70) for _ in range(PROCESSES)
    ]
    found = [grant for process in running for grant in json.loads(process.communicate(timeout=90)[0])]
    for number in (1, 2):
        at = sorted(ms for key, ms, _ in found if key == number)
        assert all(later - first >= 60_000 for first, later in zip(at, at[60:], strict=False))
        assert len(at) >= 0.98 * 120
