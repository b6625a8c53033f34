"""Processes that run beside each other for a while."""

import shutil
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any, Self, TypeVar

GENTLY = ("nice", "-n", "5") if shutil.which("nice") else ()
"""Words before a program that is to leave the processors to those that race with clocks."""
T = TypeVar("T")


class Beside:
    """A block at whose end, also by an exception, nothing of what was begun in it still runs."""

    def __init__(self, most: int) -> None:
        self._threads = ThreadPoolExecutor(most)
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._over = True
            for process in self._running:
                process.kill()
        self._threads.shutdown(cancel_futures=True)

    def begin(self, work: Callable[..., T], *arguments: Any) -> "Future[T]":
        """Call this beside what follows; at most `most` do so at a time."""
        return self._threads.submit(work, *arguments)

    def run(
        self, argv: Sequence[str], folder: Path, environment: Mapping[str, str], out: IO[bytes] | None = None
    ) -> int:
        """Run a program to its end, its words on `out`, else on ours; its exit status.

        Raises CancelledError where the block ended before the program did.
        """
        errors = subprocess.STDOUT if out else None
        with self._lock:
            if self._over:
                raise CancelledError
            process = subprocess.Popen(
                argv, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=errors
            )
            self._running.add(process)
        status = process.wait()
        with self._lock:
            self._running.discard(process)
            if self._over:
                raise CancelledError
        return status
