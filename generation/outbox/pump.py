"""Sends what is due: a thread of every worker process looks each second and hands tickets to a few hands."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connection

from generation.models import OutboxTicket
from generation.notices import letters
from generation.outbox import tickets
from generation.outbox.tickets import Held
from generation.webhooks import delivering

log = logging.getLogger("dailies.outbox")

HANDS = 8
"""Sends under way in a process: each waits for somebody else's server most of its time."""
FAREWELL_SECONDS = 3.0

Send = Callable[[Held, datetime | None], None]
SENDS: dict[str, Send] = {
    OutboxTicket.WEBHOOK: delivering.deliver,
    OutboxTicket.LETTER: letters.deliver,
    OutboxTicket.DIGEST: letters.deliver_digest,
}


def send_due(now: datetime | None = None) -> int:
    """Send all that is due, one after the other, in this thread; how many. For tests and the terminal."""
    sent = 0
    while held := tickets.claim(1, now):
        for ticket in held:
            SENDS[ticket.kind](ticket, now)
            sent += 1
    return sent


class Pump:
    """Looks for what is due until it is stopped. Several, in as many processes, share the work."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._free = threading.BoundedSemaphore(HANDS)
        self._hands = ThreadPoolExecutor(HANDS, "outbox")
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Begin nothing more; what is under way ends by itself, or is sent again when its lease is over."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(FAREWELL_SECONDS)
        self._hands.shutdown(wait=False, cancel_futures=True)

    def _run(self) -> None:
        while not self._stop.wait(settings.SWEEP_SECONDS):
            try:
                while not self._stop.is_set() and self._hand_out():
                    pass
            except DatabaseError as error:
                log.warning("the outbox could not be looked into: %s", type(error).__name__)
                connection.close()
            except Exception:
                # The thread's boundary: whatever goes wrong in one look, the next look must happen.
                log.exception("a look into the outbox failed")
                connection.close()
        connection.close()

    def _hand_out(self) -> bool:
        """Give tickets to the hands that are free; False where none is, or nothing is due."""
        free = 0
        while free < HANDS and self._free.acquire(blocking=False):
            free += 1
        held: list[Held] = []
        try:
            held = tickets.claim(free) if free else []
        finally:
            for _ in range(free - len(held)):
                self._free.release()
        for ticket in held:
            self._hands.submit(self._send, ticket)
        return bool(held)

    def _send(self, held: Held) -> None:
        try:
            SENDS[held.kind](held, None)
        except DatabaseError as error:
            log.warning("%s %s waits for its lease to end: %s", held.kind, held.row_id, type(error).__name__)
        except Exception:
            # The boundary of a hand: one row that can't be sent must not stop the others. No secret is in a traceback:
            # keys.secret masks it, and the frames that reveal it hold it in no variable.
            log.exception("%s %s could not be sent", held.kind, held.row_id)
        finally:
            connection.close()
            self._free.release()
