"""Calls to one provider: whole answers, streamed ones, and files, each ended at once by the one who waits.

Every socket is opened by the guard (`accounts.outgoing`); nothing is logged of an address, a header or a body. The key
is revealed in the thread that sends, in the expression that makes its header.
"""

import logging
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TypeVar
from urllib.parse import urljoin

from accounts.outgoing.connections import Resolve, ask_the_system
from accounts.outgoing.errors import OutgoingError, Refused, Unreachable
from accounts.outgoing.exchange import LOOK_SECONDS, Asked, Exchange, Head, Patience, Tick
from generation.providers import errors
from generation.providers.codes import classify
from generation.providers.documents import Document, parsed
from generation.providers.errors import ProviderError
from generation.providers.retrying import Retries, wait_before_again
from generation.providers.sealing import sealed
from generation.providers.server_events import Events
from keys.secret import Secret

log = logging.getLogger("dailies.providers")

JSON, EVENTS = ("application/json",), ("text/event-stream",)
LARGEST_DOCUMENT_BYTES = 96 * 2**20
"""Ten pictures of 7 MB, as base64."""
LARGEST_ERROR_BYTES = 65_536
_SENDABLE = re.compile(r"[\x21-\x7e]{1,4096}")
"""A key that a header can hold; RFC 6750 allows less, and servers of one's own ask for more."""
MOST_REDIRECTS = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Provider:
    """Where calls go and with what. `name` stands in logs; the address does not, for a path may hold a key too."""

    name: str
    base_url: str = field(repr=False)
    key: Secret


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `name` stands in logs; `path` begins with a slash, and `url` instead of it is a whole address,
    which gets no key. `takes`: beginnings of the content types that an answer may have; `repeatable`: GET, or the
    provider knows it again by `headers`; `fetches`: what was made, which may lie elsewhere (redirects are followed,
    without the key) or be gone."""

    name: str
    method: str
    path: str = field(default="", repr=False)
    body: bytes | None = field(default=None, repr=False)
    content_type: str = "application/json"
    takes: tuple[str, ...] = JSON
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    url: str = field(default="", repr=False)
    repeatable: bool = False
    fetches: bool = False


class Client:
    """Speaks to one provider. Raises ProviderError, and what `tick` raises; `tick` is called at least each
    LOOK_SECONDS."""

    def __init__(
        self,
        provider: Provider,
        patience: Patience | None = None,
        retries: Retries | None = None,
        *,
        largest_document_bytes: int = LARGEST_DOCUMENT_BYTES,
        resolve: Resolve = ask_the_system,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.provider = provider
        self.patience, self.retries = patience or Patience(), retries or Retries()
        self._largest_document, self._resolve, self._chance = largest_document_bytes, resolve, chance

    @sealed
    def document(self, call: Call, tick: Tick) -> Document:
        """The JSON object that comes back."""
        return self.again(call, tick, lambda: self._document(call, tick))

    @sealed
    def content(self, call: Call, tick: Tick, most_bytes: int) -> bytes:
        """The whole answer, which is of one of `call.takes` and not empty."""
        return self.again(call, tick, lambda: self._content(call, tick, most_bytes))

    @sealed
    def events(self, call: Call, tick: Tick, heard: Callable[[str], bool]) -> bool:
        """Hand each event's data to `heard` until it says that this was the last; whether it did. Only what has not
        begun to answer is asked again."""
        opened, head = self.again(call, tick, lambda: self._begun(call, tick))
        with closing(opened), told_as_ours(head):
            reader = Events()
            for part in opened.parts(tick):
                if any(heard(data) for data in reader.feed(part)):
                    return True
        return False

    def again(self, call: Call, tick: Tick, once: Callable[[], T]) -> T:
        """`once`, and once more where that is safe."""
        for number in count(1):
            begun = time.monotonic()
            try:
                done = once()
            except ProviderError as error:
                fault = error
            else:
                self._note(call, "done", begun)
                return done
            self._note(call, f"{type(fault).__name__} {fault.status} {fault.code}", begun)
            wait = wait_before_again(
                fault, number, repeatable=call.repeatable, retries=self.retries, chance=self._chance()
            )
            if wait is None:
                raise fault
            pause(wait, tick)
        raise AssertionError("counting ends")

    @contextmanager
    def opened(self, call: Call, tick: Tick) -> Iterator[tuple[Exchange, Head]]:
        """An answer whose head is good, and whose body is read in the block."""
        exchange, head = self._begun(call, tick)
        with closing(exchange), told_as_ours(head):
            yield exchange, head

    def _document(self, call: Call, tick: Tick) -> Document:
        return Document(parsed(self._content(call, tick, self._largest_document)))

    def _content(self, call: Call, tick: Tick, most_bytes: int) -> bytes:
        with self.opened(call, tick) as (exchange, head):
            raw = whole(exchange, head, tick, most_bytes)
        if not raw:
            raise errors.malformed(status=head.status)
        return raw

    def _begun(self, call: Call, tick: Tick) -> tuple[Exchange, Head]:
        """A good head; the exchange is the caller's to close."""
        for _ in range(MOST_REDIRECTS + 1):
            asked = self._asked(call)
            tick()  # who wants it no more shall not pay for it
            exchange = Exchange(asked, self.patience, self._resolve).start()
            try:
                with told_as_ours():
                    head = exchange.head(tick)
                if not (call.fetches and head.status in REDIRECTS):
                    check(call, exchange, head, tick)
                    return exchange, head
            except BaseException:
                exchange.close()
                raise
            exchange.close()
            call = replace(call, url=onward(asked.url, head))
        raise errors.wrong_address(head.status)

    def _asked(self, call: Call) -> Asked:
        key = self.provider.key
        if not call.url and not _SENDABLE.fullmatch(key.reveal()):
            raise errors.unauthorised(0, "")
        given = {"accept": ", ".join(call.takes), **call.headers}
        if call.body is not None:
            given["content-type"] = call.content_type
        if call.url:
            return Asked(call.method, call.url, lambda: given)
        url = address(self.provider.base_url, call.path)
        return Asked(
            call.method, url, lambda: {**given, "authorization": f"Bearer {key.reveal()}"}, call.body, secret=True
        )

    def _note(self, call: Call, outcome: str, begun: float) -> None:
        took_ms = (time.monotonic() - begun) * 1000
        log.info("%s %s: %s, %.0f ms", self.provider.name, call.name, outcome.strip(), took_ms)


def address(base_url: str, path: str) -> str:
    """The address of a call. A base with a query or a fragment can't have a path behind it. Raises WrongAddress."""
    if "?" in base_url or "#" in base_url:
        raise errors.wrong_address()
    return base_url.rstrip("/") + path


@contextmanager
def told_as_ours(head: Head | None = None) -> Iterator[None]:
    """What the guard and the network raise, told by type alone."""
    try:
        yield
    except OutgoingError as error:
        fault = _ours(error, head)
    else:
        return
    raise fault


def _ours(error: OutgoingError, head: Head | None) -> ProviderError:
    if isinstance(error, Refused):
        return errors.forbidden_address()
    if isinstance(error, Unreachable):
        return errors.network_trouble(unsent=not error.sent, late=error.late, status=head.status if head else 0)
    return errors.malformed(status=head.status if head else 0)


def onward(url: str, head: Head) -> str:
    """Where a redirect leads; never from HTTPS on to HTTP. Raises WrongAddress."""
    place = urljoin(url, head.headers.get("location", ""))
    if place == url or (url.startswith("https:") and not place.startswith("https:")):
        raise errors.wrong_address(head.status)
    return place


def check(call: Call, exchange: Exchange, head: Head, tick: Tick) -> None:
    """Raises the error of an answer that is none of 2xx, or of another form than was asked for."""
    gone = head.status in (404, 410) or (head.status == 403 and call.url)
    if call.fetches and gone:
        raise errors.expired(head.status)
    if not 200 <= head.status < 300:
        raise classify(head.status, head.headers, error_document(exchange, head, tick), time.time())
    check_form(call, head)


def error_document(exchange: Exchange, head: Head, tick: Tick) -> object:
    """The JSON of an error; None where it is none, too large, or breaks off: the status is told in any case."""
    try:
        with told_as_ours(head):
            return parsed(whole(exchange, head, tick, LARGEST_ERROR_BYTES))
    except ProviderError:
        return None


def check_form(call: Call, head: Head) -> None:
    """Raises Malformed for a content type that was not asked for, and for an answer that is packed."""
    kind = head.headers.get("content-type", "").partition(";")[0].strip().lower()
    packed = head.headers.get("content-encoding", "identity").lower() != "identity"
    if packed or not kind.startswith(call.takes):
        raise errors.malformed("content-type", head.status)


def whole(exchange: Exchange, head: Head, tick: Tick, most_bytes: int) -> bytes:
    """The body. Raises TooLarge as soon as that is known."""
    raw = bytearray()
    for part in bounded(exchange.parts(tick), head, most_bytes):
        raw += part
    return bytes(raw)


def bounded(parts: Iterator[bytes], head: Head, most_bytes: int) -> Iterator[bytes]:
    """The parts of a body that is no larger than that. Raises TooLarge."""
    length, size = head.headers.get("content-length", ""), 0
    if length.isascii() and length.isdigit() and len(length) < 20 and int(length) > most_bytes:
        raise errors.too_large(most_bytes, head.status)
    for part in parts:
        size += len(part)
        if size > most_bytes:
            raise errors.too_large(most_bytes, head.status)
        yield part


def pause(seconds: float, tick: Tick) -> None:
    """Wait, and hear at once that one should not."""
    end = time.monotonic() + seconds
    tick()
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(LOOK_SECONDS, left))
        tick()
