"""Two threads that paint and shoot, always in the same order and always stoppable."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, TypeAlias, TypeVar

import cv2

T = TypeVar("T")


@dataclass(frozen=True)
class Parts(Generic[T]):
    """What a job may hand back instead of a result: jobs for its parts, whose results take its place."""

    jobs: Sequence[Callable[[], T]]


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

    def all(self, jobs: Sequence[Callable[[], T | Parts[T]]], tick: Tick) -> list[T]:
        """Every job's result, in the order given; those of its parts where it hands back parts."""
        futures: list[Future[T | Parts[T]]] = [self._pool.submit(job) for job in jobs]
        waiting, parts, begun = set(futures), dict[Future[T | Parts[T]], list[Future[T | Parts[T]]]](), len(futures)
        while waiting:
            done, waiting = wait(waiting, TICK_SECONDS, FIRST_COMPLETED)
            for future in done:
                if isinstance(result := future.result(), Parts):
                    parts[future] = [self._pool.submit(job) for job in result.jobs]
                    waiting |= set(parts[future])
                    begun += len(parts[future])
            tick(1 - len(waiting) / begun)
        ended = [part.result() for future in futures for part in parts.get(future, [future])]
        return [result for result in ended if not isinstance(result, Parts)]

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


class Solo(Crew):
    """All work on the thread that asks for it. Small pictures are sooner done so: their steps are short, and two
    threads would spend as long again waiting for each other at each of them."""

    def all(self, jobs: Sequence[Callable[[], T | Parts[T]]], tick: Tick) -> list[T]:
        """Every job's result, in the order given; those of its parts where it hands back parts."""
        ended: list[T] = []
        for number, job in enumerate(jobs, 1):
            result = job()
            ended += [part() for part in result.jobs] if isinstance(result, Parts) else [result]
            tick(number / len(jobs))
        return ended
