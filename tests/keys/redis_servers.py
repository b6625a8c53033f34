"""Servers of a test's own, which it may break."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from redis import Redis
from redis.exceptions import ConnectionError

from config.bootstrap.network import free_port
from config.bootstrap.redis import program

HERE = "127.0.0.1"
PATIENCE_SECONDS = 20.0


@contextmanager
def server(folder: Path, number: int, **words: str) -> Iterator[Redis]:
    """One that answers, with these words in its configuration (`cluster_enabled="yes"`); `number` parts their ports.

    In a cluster its neighbours speak to it at a port that is 10,000 higher.
    """
    port = free_port(HERE, 21_000 + 100 * number)
    known = {"port": str(port), "bind": HERE, "save": "", **words}
    told = [word for name, value in known.items() for word in (f"--{name.replace('_', '-')}", value)]
    with subprocess.Popen([program(), *told], cwd=folder, stdout=subprocess.DEVNULL) as process:
        try:
            with Redis(host=HERE, port=port) as client:
                until(lambda: _answers(client))
                yield client
        finally:
            process.terminate()


def port_of(one: Redis) -> int:
    """Where it listens."""
    return int(one.connection_pool.connection_kwargs["port"])


def ask(one: Redis, *words: Any) -> Any:
    """The answer to a command."""
    return one.execute_command(*words)  # type: ignore[no-untyped-call]


def until(ready: Callable[[], bool]) -> None:
    """Wait for it, but not for ever."""
    patience = time.monotonic() + PATIENCE_SECONDS
    while not ready():
        assert time.monotonic() < patience
        time.sleep(0.05)


def _answers(one: Redis) -> bool:
    try:
        return bool(one.ping())
    except ConnectionError:
        return False
