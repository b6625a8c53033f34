"""Holding a job: the heartbeat in its own thread and connection, progress on its way out, and the word to stop.

The lease is renewed only while the engine makes progress; an engine that hangs, even inside a C extension that keeps
the interpreter's lock, is ended by faulthandler's own thread, and whoever started this process starts another.
"""

import faulthandler
import logging
import threading
import time
from concurrent.futures import Executor
from types import TracebackType

import psycopg
from django.conf import settings
from django.db import DatabaseError, connection

from generation import events, queue
from generation.engines.base import STAGES, Cancelled
from generation.handlers.base import Work
from generation.listening import heard
from generation.queue import Claim
from generation.services.running import note_progress

log = logging.getLogger("dailies.lease")

STALL_SECONDS = 120.0
"""How long an engine may work without a word before its process is ended."""
LOOK_SECONDS = 0.2
"""How often progress is told and the word to stop is looked for."""
KEEP_SECONDS = 1.0
"""How often progress is written to the database."""
ARM_SECONDS = 5.0
"""How often the watchdog is wound again."""
NEVER = float("-inf")
"""A lease is renewed as soon as somebody listens: a word to stop may have been said before that."""


class Lease:
    """Use as `with Lease(held, work, beats) as lease:` and hand `lease.report` to the engine.

    `beats` has the thread of the heartbeat, which keeps its connection from one job to the next.
    """

    def __init__(self, held: Claim, work: Work, beats: Executor) -> None:
        self.held, self.work, self._beats = held, work, beats
        self.lost = threading.Event()
        self.stopping = threading.Event()
        self._done = threading.Event()
        self._stage, self._fraction = "", 0.0
        self._begun = self._last_word = time.monotonic()
        self._armed = 0.0
        self._renewed = NEVER

    def __enter__(self) -> "Lease":
        self._arm()
        self._beats.submit(self._keep)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        faulthandler.cancel_dump_traceback_later()
        self._done.set()  # the thread ends at its next look; waiting for that would cost each job a part of a second

    def report(self, stage: str, fraction: float) -> None:
        """Called by the engine at each step; raises Cancelled when the job is to stop."""
        if self.lost.is_set() or self.stopping.is_set():
            raise Cancelled
        self._stage, self._fraction = stage, min(1.0, max(0.0, fraction))
        self._last_word = time.monotonic()
        if self._last_word - self._armed > ARM_SECONDS:
            self._arm()

    def _arm(self) -> None:
        self._armed = time.monotonic()
        faulthandler.dump_traceback_later(STALL_SECONDS, exit=True)

    def _keep(self) -> None:
        try:
            self._beat()
        except Exception:
            # The thread's boundary: the lease runs out, another worker takes the job, and the log says why.
            log.exception("the heartbeat of job %s stopped", self.work.job_id)

    def _beat(self) -> None:
        kept = time.monotonic()
        told: tuple[str, float] | None = None
        while not self._done.is_set():
            self._listen()
            if self._done.is_set():
                break
            now = time.monotonic()
            if now - self._renewed >= settings.HEARTBEAT_SECONDS and self._renew():
                self._renewed = now
            if told != (self._stage, self._fraction):
                told = (self._stage, self._fraction)
                self._tell(keep=now - kept >= KEEP_SECONDS)
                kept = now if now - kept >= KEEP_SECONDS else kept

    def _listen(self) -> None:
        """Wait a moment for the word to stop; a database that is away is asked again."""
        try:
            if str(self.held.job_id) in heard(queue.STOP_CHANNEL, LOOK_SECONDS):
                self.lost.set()
        except (DatabaseError, psycopg.Error) as error:
            log.warning("the database is away: %s", type(error).__name__)
            connection.close()
            self._renewed = NEVER
            self._done.wait(LOOK_SECONDS)

    def _renew(self) -> bool:
        """Extend the lease while the engine makes progress; True when it was tried."""
        if time.monotonic() - self._last_word > STALL_SECONDS:
            return False
        try:
            if not queue.renew(self.held):
                self.lost.set()
        except DatabaseError as error:
            log.warning("the lease could not be renewed: %s", type(error).__name__)
            return False
        return True

    def _tell(self, *, keep: bool) -> None:
        events.progress(
            self.held.workspace_id,
            {"generation": str(self.work.generation_id), "job": str(self.work.job_id), "data": self._tick()},
        )
        if keep:
            try:
                note_progress(self.held, self._stage, self._fraction)
            except DatabaseError as error:
                log.warning("progress could not be kept: %s", type(error).__name__)

    def _tick(self) -> dict[str, object]:
        return {
            "kind": self.work.kind,
            "number": self.work.number,
            "stage": STAGES.get(self._stage, self._stage),
            "fraction": round(self._fraction, 4),
            "remaining_seconds": self._remaining(),
        }

    def _remaining(self) -> float | None:
        """Straight on from the pace so far; None before there is one."""
        spent = time.monotonic() - self._begun
        if self._fraction < 0.05 or spent < 0.5:
            return None
        return round(spent * (1 - self._fraction) / self._fraction, 1)
