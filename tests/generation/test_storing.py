"""What is stored slowly says so, and is not taken for an engine that hangs."""

import time
from typing import Any

import pytest

from generation.engines.base import STAGES, STORING, Cancelled
from generation.handlers.base import SAY_SECONDS, storing


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_what_is_stored_at_once_says_nothing(clock: list[float]) -> None:
    said: list[Any] = []
    wrote = storing(lambda stage, fraction: said.append((stage, fraction)))
    for _ in range(1000):
        wrote()
    assert said == []


def test_slow_storage_says_a_word_a_second_however_many_pieces_it_takes(clock: list[float]) -> None:
    """The lease is renewed and the watchdog wound by each word, long before either gives up."""
    said: list[Any] = []
    wrote = storing(lambda stage, fraction: said.append((stage, fraction)))
    for _ in range(40):
        clock[0] += SAY_SECONDS / 4
        wrote()
    assert said == [(STORING, 1.0)] * 10
    assert STAGES[STORING]


def test_whoever_cancels_is_heard_while_it_is_stored(clock: list[float]) -> None:
    def report(stage: str, fraction: float) -> None:
        raise Cancelled

    wrote = storing(report)
    wrote()
    clock[0] += SAY_SECONDS
    with pytest.raises(Cancelled):
        wrote()
