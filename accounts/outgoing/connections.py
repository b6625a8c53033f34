"""Sockets that go to exactly the address that was checked.

The name is resolved once, here, and every answer is checked; the socket then connects to one of those answers and not
to the name, so a name that leads elsewhere a moment later (DNS rebinding) changes nothing. TLS and the `Host` header
keep the name.
"""

import contextlib
import logging
import socket
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from accounts.outgoing.errors import Unreachable
from accounts.outgoing.rules import Networks, check_all, check_private

for _name in ("connection", "connectionpool", "poolmanager", "response", "util.retry"):
    # What urllib3 logs are addresses and headers that it could not read: either may hold a key, or a signature.
    logging.getLogger(f"urllib3.{_name}").addFilter(lambda record: False)

Resolve = Callable[[str, int], list[tuple[int, tuple[Any, ...]]]]
"""Families and socket addresses of a host and port."""


def ask_the_system(host: str, port: int) -> list[tuple[int, tuple[Any, ...]]]:
    """What the resolver of this machine says. Raises OSError or UnicodeError."""
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    return [(family, address) for family, _, _, _, address in found]


class Trip:
    """One request with all its redirects: where it may go, and the moment at which whatever is open gets cut.

    `connect_seconds`: how long each address of a host may take to answer at all; `secret`: by HTTP only within allowed
    networks, never over the public internet.
    """

    def __init__(
        self,
        allowed: Networks,
        resolve: Resolve,
        seconds: float,
        connect_seconds: float = float("inf"),
        *,
        secret: bool = False,
    ) -> None:
        self._allowed, self._resolve, self._connect_seconds, self._secret = allowed, resolve, connect_seconds, secret
        self._end = time.monotonic() + seconds
        self._open: list[socket.socket] = []
        self._is_cut = False
        self._cutter = threading.Timer(seconds, self.cut)
        self._cutter.daemon = True
        self.pools = _checked_pools(self)

    def __enter__(self) -> Self:
        self._cutter.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._cutter.cancel()
        self.pools.clear()

    def seconds_left(self) -> float:
        """Until the cut; never 0, which sockets take for no waiting at all."""
        return max(0.001, self._end - time.monotonic())

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._end

    @property
    def has_connected(self) -> bool:
        """Whether something may have been sent."""
        return bool(self._open)

    def addresses(self, host: str, port: int) -> list[tuple[int, tuple[Any, ...]]]:
        """The checked addresses of a host. Raises Refused, Unreachable."""
        return checked(host, port, self._allowed, self._resolve)

    def connect(self, connection: HTTPConnection) -> socket.socket:
        """A socket to the first checked address that answers."""
        assert connection.port is not None
        failed: OSError | None = None
        found = self.addresses(connection.host, connection.port)
        if self._secret and not isinstance(connection, HTTPSConnection):
            check_private(connection.host, [address[0] for _, address in found])
        for family, address in found:
            try:
                return self._connected(family, address)
            except OSError as error:
                failed = error
        raise Unreachable(f"{connection.host} does not answer.", "Check the address, or try again later.") from failed

    def will_cut(self, connection: HTTPConnection) -> None:
        """Its socket ends with the trip's time, also where the connection has let go of it to read an answer."""
        if connection.sock is not None:
            self._open.append(connection.sock)
            if self._is_cut:  # while it was being opened: nothing is sent any more
                self.cut()

    def _connected(self, family: int, address: tuple[Any, ...]) -> socket.socket:
        opened = socket.socket(family, socket.SOCK_STREAM)
        try:
            opened.settimeout(min(self._connect_seconds, self.seconds_left()))
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            opened.connect(address)
        except OSError:
            opened.close()
            raise
        return opened

    def cut(self) -> None:
        """End whatever is open, and what opens later: a server that sends a byte now and then would keep us for ever,
        for no single read takes long. May be called from any thread."""
        self._is_cut = True
        for opened in self._open:
            with contextlib.suppress(OSError):  # closed in the meantime
                socket.socket.shutdown(opened, socket.SHUT_RDWR)


def checked(host: str, port: int, allowed: Networks, resolve: Resolve) -> list[tuple[int, tuple[Any, ...]]]:
    """All addresses of a host, each of which may be gone to. Raises Refused, Unreachable."""
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError):
        found = []
    if not found:
        raise Unreachable(f"There is no host {host}.", "Check the address for a slip.")
    check_all(host, port, [address[0] for _, address in found], allowed)
    return found


def _checked_pools(trip: Trip) -> PoolManager:
    """urllib3's pools with connections of this trip; no proxy, no retry, no redirect of its own."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return trip.connect(self)

        def connect(self) -> None:
            super().connect()
            trip.will_cut(self)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return trip.connect(self)

        def connect(self) -> None:
            super().connect()
            trip.will_cut(self)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    pools = PoolManager()
    pools.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return pools
