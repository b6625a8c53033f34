"""A Redis that takes connections and says nothing keeps nobody waiting for long."""

import socket
import time
from collections.abc import Iterator

import pytest
from dramatiq.brokers.redis import RedisBroker
from redis import Redis

from generation import bells
from generation.values import CPU_LANE

LONGEST_SECONDS = 8.0


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=8) as server:
        yield server.getsockname()[1]


def test_a_bell_that_is_not_answered_is_given_up(silent: int, monkeypatch: pytest.MonkeyPatch) -> None:
    known = bells.broker.client.connection_pool.connection_kwargs
    waits = {name: known[name] for name in ("socket_connect_timeout", "socket_timeout", "retry")}
    hung = RedisBroker(client=Redis(port=silent, **waits))  # type: ignore[no-untyped-call]
    monkeypatch.setattr(bells.BELLS[CPU_LANE], "broker", hung)
    hung.declare_queue(CPU_LANE)
    begun = time.monotonic()
    bells.ring(CPU_LANE)
    assert time.monotonic() - begun < LONGEST_SECONDS
