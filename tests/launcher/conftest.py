"""A studio of its own for the launcher's tests: real `./dailies up`, in a state folder with a short path."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from config.bootstrap.arguments import UpArguments
from config.bootstrap.environment import Addresses, scrubbed
from config.bootstrap.lock import Record
from config.bootstrap.network import answers, free_port
from config.bootstrap.services import in_temporary_folder
from config.bootstrap.state import REPOSITORY, State

ANSWER_SECONDS = 30.0
LOOK_SECONDS = 0.02


def _environment(pid: int) -> list[str]:
    """What a process was started with; nothing of one that has just ended."""
    try:
        return Path(f"/proc/{pid}/environ").read_text(errors="replace").split("\0")
    except OSError:
        return []


def until(true: Callable[[], object], what: str, seconds: float = ANSWER_SECONDS) -> None:
    """Wait for something, and fail in words when it does not come."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"{what} did not happen within {seconds:g} s"
        time.sleep(LOOK_SECONDS)


class Launcher:
    """Calls `./dailies` for one state folder, and sees every process that belongs to it."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.port = free_port("127.0.0.1", 8600)
        self.said = state.root.parent / "said.log"

    def environment(self) -> dict[str, str]:
        """As on a machine where nothing is set; the set-up is taken as done, for this Python has it all."""
        return {**scrubbed(), "DAILIES_STATE": str(self.state.root), "DAILIES_READY": "1"}

    def begin(self, *words: str) -> "subprocess.Popen[bytes]":
        """Start `./dailies`; what it says is appended to `said`."""
        with self.said.open("ab") as output:
            return subprocess.Popen(
                [sys.executable, str(REPOSITORY / "dailies"), *words],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=self.environment(),
            )

    def up(self, *words: str) -> "subprocess.Popen[bytes]":
        """Start the studio and wait until it says that it is ready."""
        self.said.unlink(missing_ok=True)
        process = self.begin("up", "--port", str(self.port), "--no-demo", *words)
        until(lambda: "is ready" in self.words() or process.poll() is not None, "the studio")
        assert process.poll() is None, self.words()
        return process

    def words(self) -> str:
        """What was said so far."""
        return self.said.read_text() if self.said.exists() else ""

    def processes(self) -> dict[int, str]:
        """Every process that runs for this state folder, by its command, folder or environment."""
        found = {}
        mark = str(self.state.root).encode()
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                command = (entry / "cmdline").read_bytes()
                facts = command + (entry / "environ").read_bytes() + os.fsencode(os.readlink(entry / "cwd"))
            except OSError:
                continue
            if command and mark in facts and int(entry.name) != os.getpid():
                found[int(entry.name)] = command.replace(b"\0", b" ").decode(errors="replace")
        return found

    def pids(self, *parts: str) -> list[int]:
        """Processes whose command holds all of these words."""
        return [pid for pid, command in self.processes().items() if all(part in command for part in parts)]

    def workers(self, device: str) -> list[int]:
        """The processes of a device's worker: Dramatiq's main process first."""
        found = [pid for pid in self.pids("dramatiq") if f"DAILIES_DEVICE={device}" in _environment(pid)]
        return sorted(found)

    def is_healthy(self) -> bool:
        """Whether web answers."""
        return answers(UpArguments(port=self.port))

    def database_answers(self) -> bool:
        """Whether the app's role can ask the running studio's database something."""
        record = Record.read(self.state)
        assert record
        try:
            with psycopg.connect(record.addresses.app, connect_timeout=2) as connection:
                return connection.execute("SELECT 1").fetchone() == (1,)
        except psycopg.OperationalError:
            return False

    def manage(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Call manage.py."""
        argv = [sys.executable, str(REPOSITORY / "manage.py"), *words]
        return subprocess.run(
            argv, env=self.environment(), capture_output=True, text=True, timeout=ANSWER_SECONDS, check=False
        )

    def end(self, process: "subprocess.Popen[bytes]") -> None:
        """Stop a studio in order, and be sure that it stops."""
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(ANSWER_SECONDS)


@pytest.fixture(scope="package")
def launcher() -> Iterator[Launcher]:
    """One state folder for the whole package: only the first `up` has to make a database."""
    with tempfile.TemporaryDirectory(prefix="dly-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        launcher = Launcher(State(Path(folder, "state")))
        yield launcher
        for pid in launcher.processes():
            os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="package")
def services() -> Iterator[tuple[State, Addresses]]:
    """Embedded PostgreSQL and Redis."""
    with in_temporary_folder() as found:
        yield found
