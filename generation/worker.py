"""A station: one lane, one device, one job at a time; it claims until nothing is left, and looks by itself too."""

import logging
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection, connections

from generation import handlers, housekeeping, observing, queue
from generation.engines import registry
from generation.engines.base import Cancelled, OutOfMemory, Report
from generation.errors import Cause, JobError
from generation.faults import translated
from generation.handlers.base import Made, Work
from generation.lease import Lease, watchdog
from generation.listening import heard
from generation.queue import Claim
from generation.queue.telling import Teller
from generation.residency.keeper import Keeper
from generation.resolution import restarting, working
from generation.services import consenting, running
from generation.shortage import filling_up, runs_out
from generation.values import CPU_LANE
from generation.workers.diary import Diary
from generation.workers.placing import host
from generation.workers.post import Post
from generation.workers.values import Place

log = logging.getLogger("dailies.worker")


class Station:
    """Runs the jobs of one lane in this process; at a place, also those that its device can help others with."""

    def __init__(self, lane: str, place: Place | None = None) -> None:
        self.lane, self.place = lane, place
        self.name = name_of(lane)
        self.diary = Diary()
        self._post = Post(lane, place)
        self._models = Keeper(place)
        self._busy = threading.Lock()
        self._stop = threading.Event()
        self._retiring = threading.Event()
        self._lease: Lease | None = None
        self._teller = Teller()
        self._beats = ThreadPoolExecutor(1, f"lease-{lane}")
        self._sweeper = threading.Thread(target=self._sweep, name=f"sweep-{lane}", daemon=True)
        self._clock = threading.Thread(target=self._answer_for_nobody, name=f"clock-{lane}", daemon=True)

    def open(self) -> None:
        """Begin to look for work each second, bell or no bell, and for questions whose time is over."""
        self._sweeper.start()
        self._clock.start()

    def retire(self) -> None:
        """Claim nothing more; what runs goes on to its end."""
        self._retiring.set()

    @property
    def retired(self) -> bool:
        """Whether nothing more is claimed, and nothing runs."""
        return self._retiring.is_set() and not self._busy.locked()

    def close(self, within_seconds: float = 0.0) -> None:
        """Claim nothing more, let what runs end within a time, then stop it at its next step and give it back; closing
        twice does nothing more."""
        self._retiring.set()
        if within_seconds > 0 and self._busy.acquire(timeout=within_seconds):
            self._busy.release()
        if self._stop.is_set():
            return
        self._stop.set()
        if (lease := self._lease) is not None:
            lease.stopping.set()
        with self._busy:
            self._beats.submit(connections.close_all)  # of the heartbeat's thread: `connection.close` would be ours
            self._beats.shutdown()
            self._models.close()

    def drain(self) -> None:
        """Claim and run until nothing is left; a bell waits here while a sweep is at it."""
        with self._busy:
            self._drain()

    def _drain(self) -> None:
        close_old_connections()
        try:
            with watchdog.on_duty():
                self._take_all()
        except (DatabaseError, OSError) as error:  # OSError: a process that can open no more files can't connect
            log.warning("lane %s could not look for work: %s", self.lane, type(error).__name__)
            if restarting.is_out_of_files():
                self._make_way()
        finally:
            close_old_connections()

    def _take_all(self) -> None:
        while not self._retiring.is_set() and (held := self._post.claim(self.name)) is not None:
            with self.diary.working(held.job_id):
                self._run(held)

    def _sweep(self) -> None:
        self._warm_up()
        while not self._stop.is_set():
            self._await_work()
            if self._busy.acquire(blocking=False):
                try:
                    self._drain()
                    housekeeping.when_due(self.lane)
                    self._models.idle()
                except Exception:
                    # The thread's boundary: whatever goes wrong in one look, the next look must happen.
                    log.exception("a sweep of lane %s failed", self.lane)
                finally:
                    self._busy.release()

    def _answer_for_nobody(self) -> None:
        """In a thread of its own: a question's time also ends while a long job runs."""
        while not self._stop.wait(settings.SWEEP_SECONDS):
            close_old_connections()
            try:
                consenting.sweep()
                queue.revive()
                queue.rise_when_due()
                self._teller.tell()
            except DatabaseError as error:
                log.warning("lane %s could not look for questions: %s", self.lane, type(error).__name__)
            except Exception:
                # The thread's boundary: whatever goes wrong in one look, the next look must happen.
                log.exception("lane %s could not answer a question", self.lane)
        connection.close()

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
        except (DatabaseError, psycopg.Error, OSError) as error:
            log.warning("lane %s can't hear PostgreSQL: %s", self.lane, type(error).__name__)
            connection.close()
            self._stop.wait(settings.SWEEP_SECONDS)

    def _prepare(self, work: Work, report: Report) -> None:
        """Load what the work needs; the next claim prefers work for what is loaded."""
        self._models.prepare(work, report)
        self._post.models = self._models.cache.models

    def _run(self, held: Claim) -> None:
        work = running.begin(held, self.place)
        if work is None:
            return
        try:
            with Lease(held, work, self._beats) as self._lease:
                self._settle(held, work, self._attempt(held, work, self._lease))
        finally:
            self._lease = None

    def _settle(self, held: Claim, work: Work, outcome: Made | JobError | None) -> None:
        """Store what came of a job, or put right what stood in its way; the lease is kept meanwhile."""
        if isinstance(outcome, Made):
            if self._keep(held, outcome) and outcome.measured is not None:
                observing.observe(work, outcome.measured)
        elif outcome is not None:
            watchdog.rest()  # putting it right may take its time
            if working.resolve(held, work, outcome):
                self._make_way()
        elif self._stop.is_set():
            running.give_back(held)

    def _make_way(self) -> None:
        """Have another process take this one's place. Nothing is claimed here from this moment on: the signal is heard
        in another thread, and what was just given back is not to fail here once more."""
        for one in (self, *_stations.values()):
            one.retire()
        restarting.end_this_process()

    def _keep(self, held: Claim, made: Made) -> bool:
        """Whether what was made is stored."""
        try:
            if running.complete(held, made):
                return True
            log.info("job %s is no longer ours; what was made is discarded", held.job_id)
        except JobError as error:
            running.fail(held, error)
        except DatabaseError:
            raise
        except Exception as error:
            # As in _attempt: a fault while storing must end in the job's row, not in this thread.
            log.exception("job %s could not be stored", held.job_id)
            running.fail(held, translated(error))
        return False

    def _attempt(self, held: Claim, work: Work, lease: Lease) -> Made | JobError | None:
        """What the job made, why it failed, or None when it was stopped."""
        begun = time.monotonic()
        try:
            if self._stop.is_set():
                return None
            made = self._make(work, lease)
            took = time.monotonic() - begun
            log.info("%s %s of %s took %.2f s", work.kind, work.number, work.generation_id, took)
            return replace(made, measured=observing.measured(work, took))
        except Cancelled:
            return None
        except Exception as error:
            # The boundary between an engine and the queue: whatever went wrong there must end in the job's row.
            return self._fault(held, work, error)

    def _make(self, work: Work, lease: Lease) -> Made:
        """What the engine makes of it; from its end on the lease waits for no word of it."""
        try:
            self._prepare(work, lease.report)
            return handlers.run(work, filling_up(lease.report) if runs_out(work) else lease.report)
        finally:
            lease.settle()

    def _fault(self, held: Claim, work: Work, error: Exception) -> JobError:
        """What the work raised, in our own words; what nobody expected is logged whole."""
        told = translated(error)
        if isinstance(error, OutOfMemory):
            observing.learn_shortage(work)
        if told.cause == Cause.UNKNOWN and not isinstance(error, JobError):
            log.exception("job %s failed", held.job_id)
        else:
            log.warning("job %s: %s (%s)", held.job_id, told.category, type(error).__name__)
        return told


_stations: dict[str, Station] = {}


def name_of(lane: str) -> str:
    """What this process is called as a worker."""
    return f"{host()}:{os.getpid()}:{lane}"


def station(lane: str, place: Place | None = None) -> Station:
    """This process's station of a lane; `place` counts when it is opened."""
    if lane not in _stations:
        _stations[lane] = Station(lane, place)
    return _stations[lane]
