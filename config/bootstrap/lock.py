"""One studio a state folder: a lock that ends with its holder, and what the holder says about itself."""

import fcntl
import json
import os
import time
from dataclasses import asdict, dataclass

from config.bootstrap.environment import Addresses
from config.bootstrap.messages import Trouble, say
from config.bootstrap.state import State, read_json, write_private

UP = "up"
COMMAND = "command"
LOOK_SECONDS = 0.1
START_WAIT_SECONDS = 180.0
GUARD_WAIT_SECONDS = 40.0
"""A killed launcher's guard holds the lock until PostgreSQL has ended (at most 30 s)."""


@dataclass(frozen=True)
class Record:
    """What the holder of the lock says: its process, its kind (`up` or `command`), where it serves, and whether yet."""

    pid: int
    kind: str
    url: str
    ready: bool
    addresses: Addresses

    def write(self, state: State) -> None:
        """Tell the others."""
        write_private(state.record, json.dumps(asdict(self)))

    @classmethod
    def read(cls, state: State) -> "Record | None":
        """What the last holder said; None where nothing, or nothing understandable, was said."""
        found = read_json(state.record)
        try:
            return cls(found["pid"], found["kind"], found["url"], found["ready"], Addresses(**found["addresses"]))
        except (KeyError, TypeError):
            return None

    @property
    def alive(self) -> bool:
        """Whether the process that wrote this still runs."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True


class Lock:
    """The state folder's lock. The descriptor is shared with the guard, so it outlives a killed launcher a little."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.descriptor = -1

    def take(self) -> bool:
        """Take it if it is free."""
        descriptor = os.open(self.state.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return False
        self.descriptor = descriptor
        return True

    def release(self) -> None:
        """Let the next one in (as soon as the guard has gone too)."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1

    def take_or_meet(self) -> Record | None:
        """Take the lock, or answer with the running studio that holds it.

        Waits for a short-lived command, and for what a killed launcher left to end.
        """
        waiting = Patience(self.state)
        while not self.take():
            record = Record.read(self.state)
            if record and record.alive and record.kind == UP:
                return record
            waiting.look(record)
        return None


class Patience:
    """Waits for a lock, and says once for what."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.since = time.monotonic()
        self.said = False

    def look(self, record: Record | None) -> None:
        """Wait a little. Raises Trouble where nobody who could let go is left."""
        busy = record is not None and record.alive
        spent = time.monotonic() - self.since
        if spent > 0.5 and not self.said:
            self.said = True
            say("Waiting for another Dailies command to finish ..." if busy else "Waiting for the last run to end ...")
        if not busy and spent > GUARD_WAIT_SECONDS:
            what = f"something still holds the lock of {self.state.root}."
            raise Trouble(what, "Look for processes named postgres, redis-server or python that run from there.")
        time.sleep(LOOK_SECONDS)


def wait_until_ready(state: State) -> Record | None:
    """The running studio once it is ready; None when there is none (any more)."""
    end = time.monotonic() + START_WAIT_SECONDS
    while time.monotonic() < end:
        record = Record.read(state)
        if not (record and record.alive and record.kind == UP and held(state)):
            return None
        if record.ready:
            return record
        time.sleep(LOOK_SECONDS)
    raise Trouble("the studio that is starting does not get ready.", f"Its logs are in {state.logs}.")


def held(state: State) -> bool:
    """Whether anybody holds the lock."""
    if not state.lock.exists():
        return False
    lock = Lock(state)
    free = lock.take()
    lock.release()
    return not free
