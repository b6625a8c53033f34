"""Where the provider's days begin."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

Midnights = tuple[int, int, int, int]


def midnights(zone: str, now_ms: int) -> Midnights:
    """When yesterday, today, tomorrow and the day after begin in an IANA zone, in ms since 1970.

    A day without a midnight (clocks go forward over it) begins with the hour after; where midnight comes twice, with
    the first. Raises ZoneInfoNotFoundError for a zone that is none.
    """
    today = datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(ZoneInfo(zone)).date()
    return _around(zone, today)


@lru_cache(maxsize=256)
def _around(zone: str, today: date) -> Midnights:
    before, at, after, later = (_begins(today + timedelta(days=days), zone) for days in (-1, 0, 1, 2))
    return before, at, after, later


def _begins(day: date, zone: str) -> int:
    local = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return int(local.timestamp() * 1000)
