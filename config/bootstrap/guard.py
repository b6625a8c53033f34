"""Ends the children of a launcher that was killed with -9. A script of its own: it imports nothing of ours.

The launcher holds the other end of stdin and writes `+ GROUP SIGNAL GRACE` for each child and `- GROUP` when one has
ended. When stdin ends, the launcher is gone: every group still noted gets its signal, the last noted first, and after
GRACE seconds SIGKILL. The parent-death signal of each child does most of this on Linux already; the guard reaches
grandchildren (Dramatiq's worker processes) and works where that signal does not exist. It inherits the state folder's
lock, so the next start waits until the work is done.
"""

import contextlib
import os
import signal
import sys
import time

LOOK_SECONDS = 0.02


def end(group: int, number: int, grace: float) -> None:
    """Signal a process group, wait for it, then kill it."""
    deadline = time.monotonic() + grace
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
        while time.monotonic() < deadline:
            os.killpg(group, 0)
            time.sleep(LOOK_SECONDS)
        os.killpg(group, signal.SIGKILL)


def main() -> None:
    """Note children until stdin ends, then end them."""
    for deaf in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(deaf, signal.SIG_IGN)
    noted: dict[int, tuple[int, float]] = {}
    for line in sys.stdin:
        word, group, *rest = line.split()
        if word == "+":
            noted[int(group)] = (int(rest[0]), float(rest[1]))
        else:
            noted.pop(int(group), None)
    for leader, (number, grace) in reversed(noted.items()):
        end(leader, number, grace)


if __name__ == "__main__":
    main()
