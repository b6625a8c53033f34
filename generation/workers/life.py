"""A worker process from its start to its end, as Dramatiq's middleware: it takes its place, opens its station, tells of
itself, and ends when it is asked to, or when another should stand in its place."""

import logging
import os
import signal
import threading
from collections import deque
from types import FrameType
from typing import Any

import dramatiq
import psutil
from django.conf import settings
from django.db import DatabaseError, connection

from generation import bells, metrics
from generation.devices.heartbeat import Heartbeat
from generation.engines import registry
from generation.models.workers import BUSY, DRAINING, IDLE
from generation.outbox.pump import Pump
from generation.values import CPU_LANE
from generation.worker import Station, name_of, station
from generation.workers import registering
from generation.workers.deciding import DRAINED, RECYCLED, makes_way, outgrown
from generation.workers.placing import host, place_of
from generation.workers.values import BadDevice, Place, device_word
from quality.resources.errors import BadSetting

log = logging.getLogger("dailies.worker")

MISPLACED = 78
"""Exit status of a worker whose device is not there (EX_CONFIG of sysexits.h)."""
KEPT_SAMPLES = 300
NO_LANE = "-"
GIGABYTE = 2**30


class WorkerLife(dramatiq.Middleware):
    """One worker process of one device."""

    def __init__(self, word: str) -> None:
        self.word = device_word(word).text
        self.status = 0
        self._station: Station | None = None
        self._place: Place | None = None
        self._stop = threading.Event()
        self._drain = threading.Event()
        self._devices = Heartbeat()
        self._pump = Pump()
        self._memory: deque[int] = deque(maxlen=KEPT_SAMPLES)
        self._process = psutil.Process()
        self._teller = threading.Thread(target=self._live, name="register", daemon=True)

    # --- what Dramatiq calls --------------------------------------------------------------------------------

    def before_worker_boot(self, broker: Any, worker: Any) -> None:
        """Listen to no bell before it is known which."""
        worker.consumer_whitelist = {NO_LANE}
        self._worker = worker

    def after_worker_boot(self, broker: Any, worker: Any) -> None:
        """Take the place and open the station in a thread: the database may be away for now."""
        signal.signal(signal.SIGUSR1, self._asked)
        self._pump.start()
        self._teller.start()

    def before_worker_shutdown(self, broker: Any, worker: Any) -> None:
        """Send nothing here any more; let a job end within its time, or give it back."""
        self._devices.stop()
        self._pump.stop()
        if self._station is not None:
            self._station.close(settings.WORKER_STOP_SECONDS)
        self._stop.set()
        self._teller.join(settings.HEARTBEAT_SECONDS)
        metrics.leave()

    def after_worker_shutdown(self, broker: Any, worker: Any) -> None:
        """End with the status that tells the supervisor what to do."""
        if self.status:
            raise SystemExit(self.status)

    # --- the thread that tells of it ------------------------------------------------------------------------

    def _live(self) -> None:
        try:
            while not self._stop.is_set() and not self._open():
                self._stop.wait(1.0)
            while not self._stop.is_set():
                self._tell()
                self._stop.wait(settings.HEARTBEAT_SECONDS)
            registering.leave(self._name())
        except (BadDevice, BadSetting) as error:
            log.error("this worker can't start: %s", error)
            self._end(MISPLACED)
        except DatabaseError as error:
            log.warning("worker %s could not say that it leaves: %s", self.word, type(error).__name__)
        finally:
            connection.close()

    def _open(self) -> bool:
        """Whether the place is taken; not while the database is away."""
        try:
            place = place_of(self.word)
            self._card = card_of(place, self.word)
            registering.register(self._card)
        except DatabaseError as error:
            log.warning("worker %s waits for the database: %s", self.word, type(error).__name__)
            connection.close()
            return False
        self._place = place
        self._station = station(place.lane, place)
        self._station.open()
        self._worker.consumer_whitelist = {place.lane}
        bells.bell(place.lane)
        self._worker._add_consumer(place.lane)
        if place.lane == CPU_LANE:
            self._devices.start()
        return True

    def _tell(self) -> None:
        """One heartbeat; what others asked, and what memory says, is followed."""
        found = self._station
        assert found is not None
        try:
            asked = registering.beat(self._card, self._news(found))
            if asked is not None or self._drain.is_set():
                self._retire(found, DRAINED)
            elif makes_way(self._card.version, registering.others(self._card)):
                log.warning("worker %s makes way for a newer one", self.word)
                self._retire(found, DRAINED)
            elif why := self._outgrown(found):
                log.warning("worker %s is started anew: %s", self.word, why)
                self._retire(found, RECYCLED)
        except DatabaseError as error:
            log.warning("worker %s could not be told of: %s", self.word, type(error).__name__)
            connection.close()
        except Exception:
            # The thread's boundary: whatever goes wrong in one word, the next must be said.
            log.exception("worker %s could not tell of itself", self.word)
            connection.close()
        if found.retired:
            self._end(self.status)

    def _news(self, found: Station) -> registering.News:
        diary = found.diary
        state = DRAINING if self.status else BUSY if diary.job_id else IDLE
        return registering.News(state, diary.job_id, diary.load(), self._process.memory_info().rss, diary.done)

    def _outgrown(self, found: Station) -> str:
        """Why memory wants it to end; measured between jobs."""
        if found.diary.done > self._measured_at and found.diary.job_id is None:
            self._measured_at = found.diary.done
            self._memory.append(self._process.memory_info().rss)
        limit = settings.WORKER_MEMORY_GB
        return outgrown(list(self._memory), int(limit * GIGABYTE) if limit else None)

    _measured_at = 0

    def _retire(self, found: Station, status: int) -> None:
        self.status = self.status or status
        found.retire()

    def _asked(self, number: int, frame: FrameType | None) -> None:
        """SIGUSR1: end after the job that runs."""
        self._drain.set()
        if self._station is not None:
            self._retire(self._station, DRAINED)

    def _end(self, status: int) -> None:
        """As if somebody had asked for it: Dramatiq stops in order."""
        self.status = status
        self._stop.set()
        os.kill(os.getpid(), signal.SIGTERM)

    def _name(self) -> str:
        return name_of(self._place.lane) if self._place else ""


def card_of(place: Place, word: str) -> registering.Card:
    """Who a worker at this place is."""
    engines = sorted({*registry.available(), *registry.TEXT_ENGINES})
    return registering.Card(
        name_of(place.lane), host(), os.getpid(), place.device, word, (place.lane,), tuple(engines), settings.VERSION
    )
