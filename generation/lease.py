"""Holding a job: the heartbeat in its own thread and connection, progress on its way out, and the word to stop.

The lease is renewed only while the engine makes progress, and for a while after its end, in which what it made is
stored. An engine that hangs, even inside a C extension that keeps the interpreter's lock, is ended by faulthandler's
own thread, and whoever started this process starts another.
"""

import faulthandler
import logging
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from types import TracebackType

import psycopg
from django.conf import settings
from django.db import DatabaseError, connection

from generation import events, queue
from generation.engines.base import LOADING, STAGES, Cancelled
from generation.handlers.base import Work
from generation.listening import heard
from generation.queue import Claim
from generation.services.running import note_progress

log = logging.getLogger("dailies.lease")

STALL_SECONDS = 120.0
"""How long an engine may work without a word before its process is ended; and how long the lease is renewed after it
has ended: who takes longer to store loses the job to another, and the fence discards what comes too late."""
LOOK_SECONDS = 0.2
"""How often progress is told and the word to stop is looked for."""
TELL_SECONDS = 0.1
"""Progress is told no more often than this, however often an engine reports: words to other jobs wake us earlier."""
KEEP_SECONDS = 1.0
"""How often progress is written to the database; a load at once, for nothing more is told until it is over."""
ARM_SECONDS = 5.0
"""How often the watchdog is wound again."""
NEVER = float("-inf")
"""A lease is renewed as soon as somebody listens: a word to stop may have been said before that."""


class Watchdog:
    """Ends the process when it is not wound for `STALL_SECONDS` by an engine that works."""

    def __init__(self) -> None:
        self._wound = NEVER
        self._on_duty = False

    @contextmanager
    def on_duty(self) -> Iterator[None]:
        """While jobs follow one another it does not rest after each, which would cost a thread a job: each winds it
        when it begins, and what one made is stored within its time."""
        self._on_duty = True
        try:
            yield
        finally:
            self._on_duty = False
            self.rest()

    @property
    def watches(self) -> bool:
        """Whether somebody works."""
        return self._wound != NEVER

    def wind(self, now: float) -> None:
        """Somebody works, and has said a word."""
        if now - self._wound > ARM_SECONDS:
            self._wound = now
            faulthandler.dump_traceback_later(STALL_SECONDS, exit=True)

    def pause(self, now: float) -> None:
        """An engine or a job has ended."""
        if self._on_duty:
            self.wind(now)
        else:
            self.rest()

    def rest(self) -> None:
        """Nobody works."""
        if self.watches:
            self._wound = NEVER
            faulthandler.cancel_dump_traceback_later()


watchdog = Watchdog()


class Lease:
    """Use as `with Lease(held, work, beats) as lease:` and hand `lease.report` to the engine.

    `beats` has the thread of the heartbeat, which keeps its connection from one job to the next.
    """

    def __init__(self, held: Claim, work: Work, beats: Executor) -> None:
        self.held, self.work, self._beats = held, work, beats
        self.lost = threading.Event()
        self.stopping = threading.Event()
        self._settled = threading.Event()
        self._done = threading.Event()
        self._stage, self._fraction = "", 0.0
        self._begun = self._last_word = time.monotonic()
        self._renewed = NEVER

    def __enter__(self) -> "Lease":
        watchdog.wind(self._begun)
        self._beats.submit(self._keep)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        watchdog.pause(time.monotonic())
        self._done.set()  # the thread ends at its next look; waiting for that would cost each job a part of a second

    def report(self, stage: str, fraction: float) -> None:
        """Called by the engine at each step; raises Cancelled when the job is to stop."""
        if self.lost.is_set() or self.stopping.is_set():
            raise Cancelled
        self._stage, self._fraction = stage, min(1.0, max(0.0, fraction))
        self._last_word = time.monotonic()
        watchdog.wind(self._last_word)

    def settle(self) -> None:
        """The engine has ended: nothing more is told while what it made is stored."""
        self._last_word = time.monotonic()
        watchdog.pause(self._last_word)
        self._settled.set()

    def _keep(self) -> None:
        try:
            self._beat()
        except Exception:
            # The thread's boundary: the lease runs out, another worker takes the job, and the log says why.
            log.exception("the heartbeat of job %s stopped", self.work.job_id)

    def _beat(self) -> None:
        kept, last = time.monotonic(), NEVER
        told: tuple[str, float] | None = None
        while not self._done.is_set():
            self._listen()
            if self._done.is_set():
                break
            now = time.monotonic()
            if now - self._renewed >= settings.HEARTBEAT_SECONDS and self._renew():
                self._renewed = now
            if self._settled.is_set():
                continue
            if told != (self._stage, self._fraction) and now - last >= TELL_SECONDS:
                told = (self._stage, self._fraction)
                keeps = now - kept >= KEEP_SECONDS or self._stage == LOADING
                self._tell(keep=keeps)
                last = time.monotonic()
                kept = now if keeps else kept

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
        """Extend the lease while the engine makes progress or has just ended; True when it was tried."""
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
