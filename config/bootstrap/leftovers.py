"""What a crash can leave: processes of the last run, pid files and sockets that name strangers."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from config.bootstrap.environment import MARK
from config.bootstrap.state import State

POSTMASTER_SECONDS = 10.0
LOOK_SECONDS = 0.02


def end_leftovers(state: State) -> int:
    """Kill marked children of an earlier launcher whose guard was killed too; how many. Call with the lock held."""
    ended = 0
    for pid in marked(state.root):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
            ended += 1
    return ended


def marked(root: Path) -> list[int]:
    """Processes whose environment says that they belong to this state folder (Linux; elsewhere none are found)."""
    mark = f"\0{MARK}={root}\0".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if mark in b"\0" + entry.read_bytes() and int(entry.parent.name) != os.getpid():
                found.append(int(entry.parent.name))
    return found


def command_of(pid: int) -> str:
    """The command line of a process, empty where there is none (a zombie has none)."""
    proc = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self").exists():
        try:
            return proc.read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
        except OSError:
            return ""
    asked = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return asked.stdout.strip()


def clear_postgres(pgdata: Path, sockets: Path) -> None:
    """Make way for a new postmaster. Call with the lock held.

    An orphan of ours is ended. Files whose process number now belongs to a stranger are dropped, because PostgreSQL
    refuses to start while that number lives. A number that is nobody's stays: by it PostgreSQL itself finds
    backends which have not noticed yet that their postmaster died.
    """
    pid_file = pgdata / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return
    command = command_of(pid)
    if "postgres" in command and str(pgdata) in command:
        end_postmaster(pid)
    elif command and not anyone_inside(pgdata):
        for stale in (pid_file, *sockets.glob(".s.PGSQL.*")):
            stale.unlink(missing_ok=True)


def anyone_inside(folder: Path) -> bool:
    """Whether a process works in that folder, as every backend of PostgreSQL does in its data (Linux only)."""
    for entry in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            if entry.readlink() == folder:
                return True
    return False


def end_postmaster(pid: int) -> None:
    """Stop it fast (SIGINT), then hard."""
    deadline = time.monotonic() + POSTMASTER_SECONDS
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGINT)
        while time.monotonic() < deadline and command_of(pid):
            time.sleep(LOOK_SECONDS)
        if command_of(pid):
            os.kill(pid, signal.SIGKILL)
