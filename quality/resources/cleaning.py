"""From what a source said to what may be planned with: real and simulated cards go through here alike. Pure."""

import math

from quality.resources.limit import capped
from quality.resources.values import Raw, Reading, Trouble

MOST_BYTES = 2**52
"""Four million GB: no card has it, and beyond it a float is no exact count."""
HOTTEST_C, STRONGEST_WATTS = 200.0, 100_000.0

BY_HAND = "Nothing is sent to it. An operator can set its memory by hand."
WORDS = {
    Trouble.NOT_PERMITTED: f"This studio may not read {{name}}. {BY_HAND}",
    Trouble.LOST: "{name} no longer answers. Nothing is sent to it. Restart the machine that holds it.",
    Trouble.UNREADABLE: f"The memory of {{name}} can't be read. {BY_HAND}",
}
"""Said to operators and creators alike."""


def clean(raw: Raw, limit_bytes: int | None = None) -> Reading:
    """The reading of a card, at most `limit_bytes` large. What can't be true leaves nothing free, and a warning."""
    total, used = _count(raw.total_bytes), _count(raw.used_bytes)
    if raw.trouble is not None or not total or used is None or used > total:
        return capped(_closed(raw, total or 0), limit_bytes)
    return capped(
        Reading(
            id=raw.id,
            name=raw.name,
            kind=raw.kind,
            total_bytes=total,
            used_bytes=used,
            ours_bytes=min(_count(raw.ours_bytes) or 0, used),
            utilisation=_within(raw.utilisation, 1.0),
            temperature_c=_within(raw.temperature_c, HOTTEST_C),
            power_watts=_within(raw.power_watts, STRONGEST_WATTS),
        ),
        limit_bytes,
    )


def _closed(raw: Raw, total: int) -> Reading:
    words = WORDS[raw.trouble or Trouble.UNREADABLE].format(name=raw.name)
    return Reading(raw.id, raw.name, raw.kind, total, total, warnings=(words,), measured=False)


def _count(value: float | None) -> int | None:
    """Whole bytes; None for what is no count of bytes."""
    if value is None or not math.isfinite(value) or not 0 <= value <= MOST_BYTES:
        return None
    return int(value)


def _within(value: float | None, most: float) -> float | None:
    """The value where it can be true, else None: nothing rests on it, so nobody needs a warning."""
    if value is None or not math.isfinite(value) or not 0 <= value <= most:
        return None
    return float(value)
