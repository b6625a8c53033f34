"""What a worker has done of late, in its own memory: what it works on, how busy it was, how many jobs it ended."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

WINDOW_SECONDS = 60.0
"""Load is told of the last minute."""


class Diary:
    """Written by the thread that works, read by the one that tells."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._opened = clock()
        self._spans: deque[tuple[float, float]] = deque(maxlen=10_000)
        self._begun: float | None = None
        self.job_id: UUID | None = None
        self.done = 0

    @contextmanager
    def working(self, job_id: UUID) -> Iterator[None]:
        """While a job runs."""
        self.job_id, self._begun = job_id, self._clock()
        try:
            yield
        finally:
            self._spans.append((self._begun, self._clock()))
            self.job_id, self._begun = None, None
            self.done += 1

    def load(self) -> float:
        """Part of the last minute, or of the time since it opened, in which it worked: 0 to 1."""
        now = self._clock()
        since = max(self._opened, now - WINDOW_SECONDS)
        spans = [*self._spans.copy(), *([(self._begun, now)] if self._begun is not None else [])]
        worked = sum(max(0.0, end - max(begin, since)) for begin, end in spans)
        return min(1.0, worked / max(now - since, 0.001))
