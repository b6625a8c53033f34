"""Asking again and again until a provider's job has ended, or its time is over."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from accounts.outgoing.exchange import Tick
from generation.providers import errors
from generation.providers.errors import ProviderError
from generation.providers.http import pause
from generation.providers.sealing import sealed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between two questions and for the whole wait; how many questions in a row may fail by what passes: the
    job goes on at the provider, and is paid, whether or not one hears of it."""

    every_seconds: float = 5.0
    deadline_seconds: float = 1800.0
    most_failures: int = 5


@sealed
def ask_until(ask: Callable[[], T], has_ended: Callable[[T], bool], pace: Pace, tick: Tick) -> T:
    """The first answer that has ended. Raises ServerTrouble at the deadline, the last error where too many failed in
    a row or one that does not pass, and what `tick` raises."""
    end, failures = time.monotonic() + pace.deadline_seconds, 0
    while True:
        wait = pace.every_seconds
        try:
            answer = ask()
        except ProviderError as error:
            failures += 1
            if not error.transient or failures >= pace.most_failures:
                raise
            wait = max(wait, error.retry_after_seconds or 0.0)
        else:
            failures = 0
            if has_ended(answer):
                return answer
        left = end - time.monotonic()
        if left <= 0:
            raise errors.not_finished()
        pause(min(wait, left), tick)
