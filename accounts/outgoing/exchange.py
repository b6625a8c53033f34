"""One request in a thread of its own: whoever asked can turn away at any moment, and takes the answer as it comes.

What fails in that thread is told by a fresh exception in the caller's: the frames of the original hold the headers,
and with them a key.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from queue import Empty, Full, Queue
from typing import Self, TypeAlias

from django.conf import settings
from urllib3 import BaseHTTPResponse, Timeout
from urllib3.exceptions import HTTPError

from accounts.outgoing.connections import Resolve, Trip, ask_the_system
from accounts.outgoing.errors import OutgoingError, Refused, Unreachable, Unusable
from accounts.outgoing.rules import read

Tick: TypeAlias = Callable[[], None]
"""Called at least each LOOK_SECONDS while somebody waits; what it raises ends the waiting and the request."""

LOOK_SECONDS = 0.1
LONGEST_URL = 8_000
"""Signed addresses of files are longer than what people write down."""
_READ_BYTES = 65_536
_PARTS_AHEAD = 8
"""How much may lie in memory unread: half a megabyte."""
_USER_AGENT = "Dailies"
_LATER = "Check the address, or try again later."


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds for reaching the host, between two parts of its answer, and for everything but the name's look-up."""

    connect_seconds: float = 10.0
    read_seconds: float = 60.0
    total_seconds: float = 300.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What is sent. `headers` are made in the moment of sending, and known to nobody else: they may hold a key, and
    with `secret` they do, so that HTTP does not take them over the public internet."""

    method: str
    url: str = field(repr=False)
    headers: Callable[[], Mapping[str, str]] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """How an answer begins: status 200..599, headers in lower case. A redirect is an answer like any other."""

    status: int
    headers: Mapping[str, str] = field(repr=False)


class Exchange:
    """`Exchange(asked, patience).start()`, then `head` once and `parts` once, and `close` in any case."""

    def __init__(self, asked: Asked, patience: Patience, resolve: Resolve = ask_the_system) -> None:
        self._asked, self._patience = asked, patience
        self._came: Queue[Head | bytes | OutgoingError | None] = Queue(_PARTS_AHEAD)
        self._left = threading.Event()
        seconds = patience.total_seconds, patience.connect_seconds
        self._trip = Trip(settings.ALLOWED_NETWORKS, resolve, *seconds, secret=asked.secret)
        self._end = time.monotonic() + patience.total_seconds + LOOK_SECONDS
        self._thread = threading.Thread(target=self._run, name="outgoing", daemon=True)

    def start(self) -> Self:
        """Begin to send."""
        self._thread.start()
        return self

    def close(self) -> None:
        """Nothing more is sent or read; the thread ends by itself."""
        self._left.set()
        self._trip.cut()

    def head(self, tick: Tick) -> Head:
        """Wait for the beginning of the answer. Raises Refused, Unreachable, Unusable, and what `tick` raises."""
        head = self._next(tick)
        assert isinstance(head, Head)
        return head

    def parts(self, tick: Tick) -> Iterator[bytes]:
        """The body as it comes, unpacked by nobody; whole when this ends. Raises as `head`."""
        while (part := self._next(tick)) is not None:
            assert isinstance(part, bytes)
            yield part

    def _next(self, tick: Tick) -> Head | bytes | None:
        while True:
            tick()
            try:
                came = self._came.get(timeout=LOOK_SECONDS)
            except Empty:
                came = self._given_up() if time.monotonic() > self._end else b""
            if isinstance(came, OutgoingError):
                raise came
            if came != b"":
                return came

    def _given_up(self) -> Unreachable:
        """Only where the thread hangs in what can't be timed, as in looking up a name."""
        self.close()
        return self._unreachable(late=True)

    # --- in the thread ------------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            with self._trip as trip:
                self._exchange(trip)
            told: OutgoingError | None = None
        except Refused as error:
            told = Refused(error.detail, error.advice)
        except Unreachable as error:
            told = Unreachable(error.detail, error.advice, sent=False, late=self._trip.is_over)
        except TimeoutError:
            told = self._unreachable(late=True)
        except (HTTPError, OSError) as error:
            told = self._unreachable(late=self._trip.is_over or _is_late(error))
        except Exception:
            # The thread's boundary: what urllib3 says of a header that can't be sent would show the header.
            told = Unusable("This request can't be sent.", "Check the address and the key for odd characters.")
        self._hand(told)

    def _exchange(self, trip: Trip) -> None:
        read(self._asked.url, LONGEST_URL)
        response = trip.pools.request(
            self._asked.method,
            self._asked.url,
            headers={"user-agent": _USER_AGENT, **self._asked.headers(), "accept-encoding": "identity"},
            body=self._asked.body,
            redirect=False,
            retries=False,
            preload_content=False,
            timeout=Timeout(connect=self._patience.connect_seconds, read=self._patience.read_seconds),
        )
        try:
            self._hand(Head(response.status, {name.lower(): value for name, value in response.headers.items()}))
            self._hand_on(response)
        finally:
            response.close()
        if trip.is_over:
            raise TimeoutError

    def _hand_on(self, response: BaseHTTPResponse) -> None:
        """Each part as soon as it is there: events must not wait for more to come."""
        while not self._left.is_set():
            part = response.read1(_READ_BYTES, decode_content=False)
            if not part:
                return
            self._hand(part)

    def _hand(self, what: Head | bytes | OutgoingError | None) -> None:
        while not self._left.is_set():
            try:
                return self._came.put(what, timeout=LOOK_SECONDS)
            except Full:
                continue

    def _unreachable(self, *, late: bool) -> Unreachable:
        what = "did not answer in time" if late else "broke off or did not answer"
        return Unreachable(f"The other side {what}.", _LATER, sent=self._trip.has_connected, late=late)


def _is_late(error: BaseException) -> bool:
    return type(error).__name__ in ("ReadTimeoutError", "ConnectTimeoutError")
