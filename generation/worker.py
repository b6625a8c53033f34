"""A station: one lane, one device, one job at a time; it claims until nothing is left, and looks by itself too."""

import logging
import os
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection, connections

from generation import handlers, housekeeping, queue
from generation.engines import registry
from generation.engines.base import Cancelled
from generation.errors import JobError, unexpected
from generation.handlers.base import Made, Work
from generation.lease import Lease
from generation.listening import heard
from generation.media.errors import DiskFull, MediaError
from generation.queue import Claim
from generation.services import running
from generation.values import CPU_LANE

log = logging.getLogger("dailies.worker")


class Station:
    """Runs the jobs of one lane in this process."""

    def __init__(self, lane: str) -> None:
        self.lane = lane
        self.name = f"{socket.gethostname()}:{os.getpid()}:{lane}"
        self._busy = threading.Lock()
        self._stop = threading.Event()
        self._lease: Lease | None = None
        self._beats = ThreadPoolExecutor(1, f"lease-{lane}")
        self._sweeper = threading.Thread(target=self._sweep, name=f"sweep-{lane}", daemon=True)

    def open(self) -> None:
        """Begin to look for work each second, bell or no bell."""
        self._sweeper.start()

    def close(self) -> None:
        """Stop at the next step and give an unfinished job back; closing twice does nothing more."""
        if self._stop.is_set():
            return
        self._stop.set()
        if (lease := self._lease) is not None:
            lease.stopping.set()
        with self._busy:
            self._beats.submit(connections.close_all)  # of the heartbeat's thread: `connection.close` would be ours
            self._beats.shutdown()

    def drain(self) -> None:
        """Claim and run until nothing is left; a bell waits here while a sweep is at it."""
        with self._busy:
            self._drain()

    def _drain(self) -> None:
        close_old_connections()
        try:
            while not self._stop.is_set() and (held := queue.claim(self.lane, self.name)) is not None:
                self._run(held)
        except DatabaseError as error:
            log.warning("lane %s could not look for work: %s", self.lane, type(error).__name__)
        finally:
            close_old_connections()

    def _sweep(self) -> None:
        self._warm_up()
        while not self._stop.is_set():
            self._await_work()
            if self._busy.acquire(blocking=False):
                try:
                    self._drain()
                    housekeeping.when_due(self.lane)
                except Exception:
                    # The thread's boundary: whatever goes wrong in one look, the next look must happen.
                    log.exception("a sweep of lane %s failed", self.lane)
                finally:
                    self._busy.release()

    def _warm_up(self) -> None:
        """Before the first ticket: the first creator of the day waits no longer than the next."""
        if self.lane != CPU_LANE:
            return
        with self._busy:  # a bell that waited for us waits for this too: one thing at a time
            for name in sorted(registry.available()):
                if self._stop.is_set():
                    return
                try:
                    registry.engine(name).warm()
                except Exception:
                    # The thread's boundary: an engine that can't warm up says why when it is asked for something.
                    log.exception("the engine %s could not warm up", name)

    def _await_work(self) -> None:
        """Until a ticket enters this lane, a second at most: quicker than the bell, and there when Redis is not."""
        try:
            heard(queue.entry_channel(self.lane), settings.SWEEP_SECONDS)
        except (DatabaseError, psycopg.Error) as error:
            log.warning("lane %s can't hear PostgreSQL: %s", self.lane, type(error).__name__)
            connection.close()
            self._stop.wait(settings.SWEEP_SECONDS)

    def _run(self, held: Claim) -> None:
        work = running.begin(held)
        if work is None:
            return
        outcome = self._attempt(held, work)
        if isinstance(outcome, Made):
            self._keep(held, outcome)
        elif outcome is not None:
            running.fail(held, outcome)
        elif self._stop.is_set():
            running.give_back(held)

    def _keep(self, held: Claim, made: Made) -> None:
        try:
            if not running.complete(held, made):
                log.info("job %s is no longer ours; what was made is discarded", held.job_id)
        except JobError as error:
            running.fail(held, error)
        except DatabaseError:
            raise
        except Exception:
            # As in _attempt: a fault while storing must end in the job's row, not in this thread.
            log.exception("job %s could not be stored", held.job_id)
            running.fail(held, unexpected())

    def _attempt(self, held: Claim, work: Work) -> Made | JobError | None:
        """What the job made, why it failed, or None when it was stopped."""
        begun = time.monotonic()
        try:
            with Lease(held, work, self._beats) as self._lease:
                if self._stop.is_set():
                    return None
                made = handlers.run(work, self._lease.report)
            took = time.monotonic() - begun
            log.info("%s %s of %s took %.2f s", work.kind, work.number, work.generation_id, took)
            return made
        except Cancelled:
            return None
        except JobError as error:
            return error
        except DiskFull as error:
            log.error("the disk that holds %s is full", error.folder)
            return JobError("storage", error.detail, error.advice, transient=True)
        except MediaError as error:
            return JobError("storage", error.detail, error.advice)
        except Exception:
            # The boundary between an engine and the queue: whatever went wrong there must end in the job's row.
            log.exception("job %s failed", held.job_id)
            return unexpected()
        finally:
            self._lease = None


_stations: dict[str, Station] = {}


def station(lane: str) -> Station:
    """This process's station of a lane."""
    if lane not in _stations:
        _stations[lane] = Station(lane)
    return _stations[lane]
