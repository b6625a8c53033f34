"""When something that did not arrive is tried again (pure). Waits as the Standard Webhooks specification proposes."""

import math
from email.utils import parsedate_to_datetime

WAITS_SECONDS = (5, 300, 1_800, 7_200, 18_000, 36_000, 23_095)
"""After the first try, the second and so on; together 24 hours."""
GIVE_UP_SECONDS = 86_400
"""After that long it is given up."""
MOST_TRIES = len(WAITS_SECONDS) + 1
JITTER = 0.1
"""How much earlier a try may come, so that what failed together does not come back together."""
LEAST_RETRY_AFTER_SECONDS = 1.0


def wait_after(tries: int, age: float, asked: float | None, chance: float) -> float | None:
    """Seconds until the next try, or None to give up.

    `tries`: that failed so far, 1 or more; `age`: seconds since it should have arrived; `asked`: what Retry-After
    says, in seconds; `chance`: 0..1.
    """
    left = GIVE_UP_SECONDS - age
    if tries >= MOST_TRIES or left <= 0:
        return None
    usual = WAITS_SECONDS[tries - 1] * (1 - JITTER * chance)
    return min(max(usual, asked or 0.0), left)


def retry_after(header: str | None, now: float) -> float | None:
    """The seconds that a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date); None for anything else.

    `now`: seconds since 1970.
    """
    if not header:
        return None
    try:
        seconds = float(header)
    except ValueError:
        seconds = _until(header, now)
    return max(LEAST_RETRY_AFTER_SECONDS, seconds) if math.isfinite(seconds) else None


def _until(header: str, now: float) -> float:
    try:
        return parsedate_to_datetime(header).timestamp() - now
    except (ValueError, TypeError, OverflowError):
        return math.nan
