"""Workers that a test hires, hurts and lets go: real processes on the test's own database."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from generation.models import QueueTicket
from tests.house import ROOT
from tests.processes import environment

LEASE_SECONDS, HEARTBEAT_SECONDS = 2.0, 0.3
PATIENCE_SECONDS = 60.0
LOOK_SECONDS = 0.02


class Crew:
    """The workers of one test, by their process ids."""

    def __init__(self, nursery: "subprocess.Popen[str]") -> None:
        self._nursery = nursery
        self.hired: list[int] = []

    def hire(
        self, wound: str = "", *, gate: Path | None = None, host: str = "", clock_seconds: float = 0.0, seed: int = 0
    ) -> int:
        """One more worker. `gate`: a folder in which a file called "open" lets it finish what it draws; `host`: the
        folder of the socket by which it reaches the database; `clock_seconds`: by how much its clock is wrong."""
        order = {"wound": wound, "gate": str(gate or ""), "host": host, "clock_seconds": clock_seconds, "seed": seed}
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        self._nursery.stdin.write(json.dumps(order) + "\n")
        self._nursery.stdin.flush()
        pid = int(self._nursery.stdout.readline())
        self.hired.append(pid)
        return pid

    def send(self, pid: int, what: signal.Signals = signal.SIGKILL) -> None:
        """A signal to a worker, also to one that has died since."""
        with suppress(ProcessLookupError):
            os.kill(pid, what)

    def lives(self, pid: int) -> bool:
        """Whether the worker is still there."""
        return Path(f"/proc/{pid}").exists()

    def part(self) -> None:
        """Nobody is left."""
        for pid in self.hired:
            self.send(pid)
        until(lambda: not any(map(self.lives, self.hired)), "the end of the crew")
        self.hired.clear()


@contextmanager
def nursery() -> Iterator["subprocess.Popen[str]"]:
    """Where workers come from, for as long as the block."""
    leases = {"LEASE_SECONDS": str(LEASE_SECONDS), "HEARTBEAT_SECONDS": str(HEARTBEAT_SECONDS)}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.nursery"],
        cwd=ROOT,
        env={**environment(), **leases, "MEDIA_ROOT": str(settings.MEDIA_ROOT), "DAILIES_DEVICE": "cpu"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    process.communicate(timeout=PATIENCE_SECONDS)


def until(true: Callable[[], Any], what: str, seconds: float = PATIENCE_SECONDS) -> Any:
    """Wait until `true()` is; its value. Fails naming `what`."""
    end = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < end, f"{what} did not happen within {seconds:g} s"
        time.sleep(LOOK_SECONDS)
    return found


def until_done(seconds: float = PATIENCE_SECONDS) -> None:
    """Wait until nothing is in the queue."""
    until(lambda: not QueueTicket.objects.exists(), "the end of the queue", seconds)


def rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Rows of every workspace, as the console sees them."""
    with connections["ops"].cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall())
