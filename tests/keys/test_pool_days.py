"""A provider's day: its own midnights, and totals that a Redis without memory gets back."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from redis import Redis

from keys.errors import ClocksApart
from keys.pool.days import midnights
from keys.pool.pool import Pool
from keys.pool.values import KeyLimits, Lease, Reason, Refusal, Strategy
from tests.keys.conftest import Clock, new_pool

HOUR_MS = 3_600_000


def ms(zone: str, *words: int) -> int:
    return int(datetime(*words, tzinfo=ZoneInfo(zone)).timestamp() * 1000)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("UTC", (2026, 3, 29), 24),
        ("Europe/Berlin", (2026, 3, 29), 23),
        ("Europe/Berlin", (2026, 10, 25), 25),
        ("America/Los_Angeles", (2026, 3, 8), 23),
        ("America/Los_Angeles", (2026, 11, 1), 25),
        ("Africa/Cairo", (2026, 4, 24), 23),
        ("America/Havana", (2026, 11, 1), 25),
        ("Australia/Lord_Howe", (2026, 4, 5), 24.5),
    ],
)
def test_a_day_is_as_long_as_it_is(zone: str, day: tuple[int, int, int], hours: float) -> None:
    """Cairo's clocks go forward at midnight, Havana's back to it."""
    _, begins, ends, _ = midnights(zone, ms(zone, *day, 12))
    assert (ends - begins) / HOUR_MS == hours


@settings(max_examples=300)
@given(
    zone=st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"})),
    now=st.datetimes(datetime(2015, 1, 1), datetime(2037, 1, 1)),
)
def test_between_two_midnights_the_date_is_one(zone: str, now: datetime) -> None:
    now_ms = int(now.replace(tzinfo=UTC).timestamp() * 1000)
    before, begins, ends, later = midnights(zone, now_ms)
    assert before < begins <= now_ms < ends < later

    def dated(at: int) -> date:
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone)).date()

    assert dated(begins) == dated(now_ms) == dated(ends - 1)
    assert dated(begins - 1) < dated(begins)
    assert dated(ends) > dated(now_ms)


def test_a_day_is_used_up_until_the_providers_midnight(pool: Pool, clock: Clock) -> None:
    clock.now = ms("America/Los_Angeles", 2026, 11, 1, 0, 30)
    key = KeyLimits(uuid4(), requests_a_day=2, day_zone="America/Los_Angeles")
    assert all(isinstance(pool.acquire([key], Strategy.ROUND_ROBIN), Lease) for _ in range(2))
    told = pool.acquire([key], Strategy.ROUND_ROBIN)
    assert told == Refusal(int(24.5 * HOUR_MS), Reason.DAY)
    clock.now += int(24.5 * HOUR_MS) - 1
    assert pool.acquire([key], Strategy.ROUND_ROBIN) == Refusal(1, Reason.DAY)
    clock.now += 1
    assert isinstance(pool.acquire([key], Strategy.ROUND_ROBIN), Lease)


def test_totals_come_back_after_redis_lost_them_and_are_never_lowered(pool: Pool, clock: Clock) -> None:
    key = KeyLimits(uuid4(), requests_a_day=5)
    assert pool.restore_day(key, 4) == 4
    assert pool.restore_day(key, 1) == 4
    assert isinstance(pool.acquire([key], Strategy.ROUND_ROBIN), Lease)
    assert isinstance(pool.acquire([key], Strategy.ROUND_ROBIN), Refusal)
    assert pool.restore_day(key, 4) == 5
    clock.now += int(timedelta(days=1).total_seconds() * 1000)
    assert pool.restore_day(key, 0) == 0


def test_a_clock_that_is_days_away_is_told_and_nothing_is_handed_out(store: Redis) -> None:
    """Only the pool's own clock is moved here; Redis asks its own."""
    far = Clock()
    pool = new_pool(store, far)
    pool._now = lambda: ""  # type: ignore[method-assign]
    with pytest.raises(ClocksApart):
        pool.acquire([KeyLimits(uuid4())], Strategy.ROUND_ROBIN)
