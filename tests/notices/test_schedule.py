"""When something that did not arrive is tried again: a decider, tried with everything."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.notices.digests import next_digest
from generation.outbox.schedule import GIVE_UP_SECONDS, MOST_TRIES, WAITS_SECONDS, retry_after, wait_after

CHANCES = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)
NOW = 1_800_000_000.0


def played(chances: list[float], asked: list[float | None]) -> list[float]:
    """The ages at which something is tried that never arrives."""
    ages, tries = [0.0], 0
    while True:
        tries += 1
        wait = wait_after(tries, ages[-1], asked[tries - 1], chances[tries - 1])
        if wait is None:
            return ages
        ages.append(ages[-1] + wait)


def test_the_waits_are_those_of_the_specification_and_fill_a_day() -> None:
    assert WAITS_SECONDS[:6] == (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600)
    assert sum(WAITS_SECONDS) == GIVE_UP_SECONDS == 24 * 3600


@given(st.lists(CHANCES, min_size=MOST_TRIES, max_size=MOST_TRIES))
def test_what_never_arrives_is_tried_eight_times_within_a_day_and_most_of_it(chances: list[float]) -> None:
    ages = played(chances, [None] * MOST_TRIES)
    assert len(ages) == MOST_TRIES == 8
    assert 0.9 * GIVE_UP_SECONDS - 1e-6 <= ages[-1] <= GIVE_UP_SECONDS + 1e-6
    waits = [after - before for before, after in zip(ages, ages[1:], strict=False)]
    assert all(0.9 * usual - 1e-6 <= wait <= usual + 1e-6 for wait, usual in zip(waits, WAITS_SECONDS, strict=True))


@given(
    st.lists(CHANCES, min_size=MOST_TRIES, max_size=MOST_TRIES),
    st.lists(st.none() | st.floats(1, 10 * GIVE_UP_SECONDS), min_size=MOST_TRIES, max_size=MOST_TRIES),
)
def test_what_the_other_side_asks_for_is_waited_but_never_beyond_the_day(
    chances: list[float], asked: list[float | None]
) -> None:
    ages = played(chances, asked)
    assert len(ages) <= MOST_TRIES
    assert ages[-1] <= GIVE_UP_SECONDS + 1e-6
    for before, after, wish in zip(ages, ages[1:], asked, strict=False):
        assert after > before
        assert after - before >= min(wish or 0.0, GIVE_UP_SECONDS - before) - 1e-6


@given(st.integers(1, 100), st.floats(GIVE_UP_SECONDS, 10 * GIVE_UP_SECONDS), CHANCES)
def test_after_a_day_it_is_given_up(tries: int, age: float, chance: float) -> None:
    assert wait_after(tries, age, None, chance) is None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("1.5", 1.5),
        ("0", 1.0),
        ("-5", 1.0),
        ("Fri, 15 Jan 2027 08:01:00 GMT", 60.0),
        ("Fri, 15 Jan 2027 07:00:00 GMT", 1.0),
        ("soon", None),
        ("", None),
        (None, None),
        ("nan", None),
        ("inf", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


@given(st.text(max_size=60))
def test_any_other_header_is_none_or_a_wait(header: str) -> None:
    wait = retry_after(header, NOW)
    assert wait is None or wait >= 1


ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe")


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)), st.integers(0, 23), st.sampled_from(ZONES))
def test_the_daily_letter_is_due_within_a_day_and_later_than_now(now: datetime, hour: int, zone: str) -> None:
    at = next_digest(now.replace(tzinfo=UTC), hour, zone)
    assert timedelta(0) < at - now.replace(tzinfo=UTC) <= timedelta(hours=25)


def test_the_daily_letter_keeps_its_hour_when_the_clocks_change() -> None:
    before = next_digest(datetime(2026, 3, 28, 12, tzinfo=UTC), 8, "Europe/Berlin")
    after = next_digest(datetime(2026, 3, 29, 12, tzinfo=UTC), 8, "Europe/Berlin")
    assert (before, after) == (datetime(2026, 3, 29, 6, tzinfo=UTC), datetime(2026, 3, 30, 6, tzinfo=UTC))
