"""Rings of master keys, one after the other, and pools of provider keys in a Redis that others use too."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as configured
from redis import Redis

from keys.pool.pool import Pool
from keys.pool.values import Timing
from keys.ring import new_entry
from keys.secret import Secret

SetRing = Callable[..., None]


@pytest.fixture
def set_ring(settings: Any) -> SetRing:
    """Make these lines the ring, oldest first."""

    def set_to(*lines: str) -> None:
        settings.MASTER_KEYS = Secret("\n".join(lines))

    return set_to


@pytest.fixture
def first_line(set_ring: SetRing) -> str:
    """The only line of the ring."""
    line = new_entry()
    set_ring(line)
    return line


def id_of(line: str) -> str:
    """The id in a line of the ring."""
    return line.partition(":")[0]


@dataclass
class Clock:
    """Stands still until a test moves it; ms since 1970."""

    now: int = 1_790_000_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The time of this test."""
    return Clock()


@pytest.fixture
def store() -> Iterator[Redis]:
    """The tests' Redis."""
    with Redis.from_url(configured.REDIS_URL) as client:
        yield client


def new_pool(store: Redis, clock: Clock | None = None, timing: Timing | None = None, luck: float = 0.5) -> Pool:
    """A pool of a workspace of its own; chance is always the same."""
    return Pool(store, uuid4(), "openai", timing, clock, lambda: luck)


@pytest.fixture
def pool(store: Redis, clock: Clock) -> Pool:
    """A pool whose time is the test's."""
    return new_pool(store, clock)
