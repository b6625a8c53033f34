"""A worker's word on its machine: every few seconds in its own thread and connection, kept as rows and told at once.

One worker a machine is enough (`config.workers` starts it in the lane `cpu`); several write the same rows and do no
harm. Who stops in order says so; who is killed goes stale.
"""

import logging
import socket
import threading

from django.conf import settings
from django.db import Error, connection

from generation import events
from generation.devices.telling import snapshot
from quality.resources import services, sources
from quality.resources.errors import BadSetting

log = logging.getLogger("dailies.devices")

FAREWELL_SECONDS = 3.0
"""How long a stop waits for the thread: a driver that hangs must not hold the worker."""


class Heartbeat:
    """Reads this machine until it is stopped."""

    def __init__(self, host: str = "") -> None:
        self.host = (host or socket.gethostname())[:100]
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="devices", daemon=True)

    def start(self) -> None:
        """Begin; the first reading is made at once."""
        self._thread.start()

    def stop(self) -> None:
        """Say that this machine leaves, and end; stopping twice, or what never started, does nothing more."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(FAREWELL_SECONDS)

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                self._beat()
                self._stop.wait(settings.DEVICE_SECONDS)
            services.leave(self.host)
        except BadSetting as error:
            log.error("no device is read: %s", error)
        except Error as error:
            log.warning("the machine could not say that it leaves: %s", type(error).__name__)
        finally:
            connection.close()

    def _beat(self) -> None:
        try:
            services.record(self.host, sources.readings(), sources.host_reading())
            events.device_load(snapshot())
        except BadSetting:
            raise
        except Error as error:
            log.warning("devices could not be told: %s", type(error).__name__)
            connection.close()
        except Exception:
            # The thread's boundary: whatever a driver does in one reading, the next must be made.
            log.exception("a reading of the devices failed")
            connection.close()
