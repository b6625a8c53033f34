"""How often a model is asked for (pure): what was usual at this hour of the day, and what was asked for just now.

Both are counts that fade by half in a set time, so that each is one number to keep.
"""

from dataclasses import dataclass, replace

NOW = -1
"""Stands in the place of an hour for what is asked for these minutes."""
HALF_LIFE_SECONDS = {NOW: 1800.0}
USUAL_HALF_LIFE_SECONDS = 7 * 86400.0
"""What was usual at an hour fades by half in a week."""


@dataclass(frozen=True, slots=True)
class Faded:
    """A count that fades; `at` in seconds since the epoch."""

    hour: int
    count: float
    at: float


def half_life(hour: int) -> float:
    """In seconds."""
    return HALF_LIFE_SECONDS.get(hour, USUAL_HALF_LIFE_SECONDS)


def faded(found: Faded, now: float) -> float:
    """The count as it stands now."""
    return float(found.count * 0.5 ** (max(0.0, now - found.at) / half_life(found.hour)))


def counted(found: Faded, now: float, jobs: int = 1) -> Faded:
    """With `jobs` more."""
    return replace(found, count=faded(found, now) + jobs, at=max(now, found.at))


def an_hour(found: Faded, now: float) -> float:
    """Jobs an hour that a steady stream would need to stand at this count.

    A stream of r an hour that fades with half-life h settles at r * h / ln 2 (both in hours); one hour of the day comes
    by once a day, so there the days in between count too.
    """
    settled = half_life(found.hour) / 3600.0 / 0.6931
    if found.hour != NOW:
        settled /= 24.0
    return faded(found, now) / settled


def expected(rows: list[Faded], hour: int, now: float) -> float:
    """Jobs an hour in this hour of the day: the larger of what is usual then and of what is asked for just now."""
    return max((an_hour(row, now) for row in rows if row.hour in (NOW, hour)), default=0.0)
