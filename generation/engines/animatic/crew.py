"""Two threads that paint and shoot, always in the same order and always stoppable."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import TypeAlias, TypeVar

import cv2

T = TypeVar("T")
Tick: TypeAlias = Callable[[float], None]
"""Hears how much is done, 0..1; may raise to stop the work."""

THREADS = 2
TICK_SECONDS = 0.1  # the caller is told at least this often, so that a cancel never waits long
AHEAD = 4  # frames in the making beyond the one taken


class Crew:
    """A small pool. Leaving the `with` block drops what has not begun and waits for what has."""

    def __init__(self) -> None:
        cv2.setNumThreads(1)  # OpenCV's own threads would fight these two, and results must not depend on them
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="animatic")

    def __enter__(self) -> "Crew":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def all(self, jobs: Sequence[Callable[[], T]], tick: Tick) -> list[T]:
        """Every job's result, in the order given."""
        futures = [self._pool.submit(job) for job in jobs]
        waiting = set(futures)
        while waiting:
            done, waiting = wait(waiting, TICK_SECONDS, FIRST_COMPLETED)
            for future in done:
                future.result()
            tick(1 - len(waiting) / len(futures))
        return [future.result() for future in futures]

    def in_order(self, job: Callable[[int], T], count: int, tick: Tick) -> Iterator[T]:
        """`job(0)`, `job(1)`, ... made a little ahead of being taken."""
        queue: deque[Future[T]] = deque()
        begun = 0
        for taken in range(count):
            while begun < count and len(queue) < AHEAD:
                queue.append(self._pool.submit(job, begun))
                begun += 1
            future = queue.popleft()
            while not future.done():
                wait([future], TICK_SECONDS)
                tick(taken / count)
            tick((taken + 1) / count)
            yield future.result()
