"""A RabbitMQ of a test's own, where one is installed (Debian: rabbitmq-server): started, killed, restarted empty."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pika  # type: ignore[import-untyped]
from pika.adapters.utils.connection_workflow import AMQPConnectorException  # type: ignore[import-untyped]
from pika.exceptions import AMQPError, ChannelClosedByBroker  # type: ignore[import-untyped]

from config.bootstrap.network import free_port

SCRIPTS = ("/usr/lib/rabbitmq/bin/rabbitmq-server", shutil.which("rabbitmq-server") or "")
"""The first needs no root and changes no user, unlike what Debian puts in the path."""
START_SECONDS = 90.0
LOOK_SECONDS = 0.2


def installed() -> str:
    """The script that starts one; empty where there is none."""
    return next((script for script in SCRIPTS if script and Path(script).exists()), "")


class Rabbit:
    """One broker on ports of its own, with everything that it keeps in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = free_port("127.0.0.1", 5700)
        self._epmd = str(free_port("127.0.0.1", 4400))
        self._process: subprocess.Popen[bytes] | None = None
        self._names = subprocess.Popen(["epmd"], env=self._environment())  # or the broker leaves one behind
        self.url = f"amqp://guest:guest@127.0.0.1:{self.port}/%2F"

    def start(self) -> None:
        """Start, and wait until it answers."""
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [installed()], env=self._environment(), stdout=log, stderr=log, start_new_session=True
            )
        end = time.monotonic() + START_SECONDS
        while not self.answers():
            assert self._process.poll() is None, (self._folder / "log").read_text()
            assert time.monotonic() < end, (self._folder / "log").read_text()
            time.sleep(LOOK_SECONDS)

    def kill(self) -> None:
        """As kill -9 does."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def forget(self) -> None:
        """Nothing is left of what it kept: its next start is its first."""
        shutil.rmtree(self._folder / "kept")

    def close(self) -> None:
        """Nobody is left."""
        self.kill()
        self._names.kill()
        self._names.wait()

    def answers(self) -> bool:
        """Whether somebody could send a bell."""
        try:
            pika.BlockingConnection(pika.URLParameters(f"{self.url}?connection_attempts=1&socket_timeout=2")).close()
        except (AMQPError, AMQPConnectorException, OSError):
            return False
        return True

    def queues(self, *names: str) -> dict[str, int]:
        """How many messages wait in each of these queues that there is."""
        found = {}
        connection = pika.BlockingConnection(pika.URLParameters(self.url))
        for name in names:
            channel = connection.channel()
            try:
                found[name] = channel.queue_declare(name, passive=True).method.message_count
            except ChannelClosedByBroker:
                continue
        connection.close()
        return found

    def _environment(self) -> dict[str, str]:
        folder = str(self._folder)
        return {
            "PATH": os.environ["PATH"],
            "HOME": folder,
            "ERL_EPMD_PORT": self._epmd,
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": f"bells{self.port}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(free_port("127.0.0.1", 25700)),
            "RABBITMQ_MNESIA_BASE": f"{folder}/kept",
            "RABBITMQ_LOG_BASE": folder,
            "RABBITMQ_CONFIG_FILE": f"{folder}/none",
            "RABBITMQ_CONF_ENV_FILE": f"{folder}/none.sh",
            "RABBITMQ_ENABLED_PLUGINS_FILE": f"{folder}/plugins",
        }


@contextmanager
def running(folder: Path) -> Iterator[Rabbit]:
    """A broker that answers, for as long as the block."""
    rabbit = Rabbit(folder)
    try:
        rabbit.start()
        yield rabbit
    finally:
        rabbit.close()
