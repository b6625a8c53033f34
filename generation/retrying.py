"""When a job that failed is tried again (pure): limits by category, exponential backoff with full jitter, and the
reason that is kept for each try."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generation.errors import Category, JobError


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries in all, and how far their waits grow."""

    tries: int
    first_seconds: float
    longest_seconds: float


LIMITS: Mapping[Category, Limit] = {
    Category.MEMORY: Limit(3, 2.0, 60.0),
    Category.MODEL_LOADING: Limit(2, 5.0, 60.0),
    Category.INPUT: Limit(1, 0.0, 0.0),
    Category.PIPELINE: Limit(3, 2.0, 60.0),
    Category.PROVIDER: Limit(5, 5.0, 300.0),
    Category.STORAGE: Limit(4, 5.0, 120.0),
    Category.NETWORK: Limit(10, 2.0, 300.0),
}
"""The same input fails the same way; a network or a provider comes back, so they get more tries over a longer time."""

MOST_TRIES = 12
"""Of one job, whatever the categories: faults that take turns must not keep it alive."""
SHORTEST_RETRY_AFTER_SECONDS, LONGEST_RETRY_AFTER_SECONDS = 1.0, 3600.0
"""What somebody else may tell us to wait (design section 9)."""


def wait_before(error: JobError, earlier: Sequence[str], chance: float, *, mended: bool = False) -> float | None:
    """Seconds until the next try; None to give up.

    `earlier`: the categories of the tries before this one; `chance` 0..1 draws the wait. `mended`: something that
    stood in the way was put right, so that even a lasting fault is worth one more try.

    Full jitter: anything from 0 to the grown limit, so that what failed together does not come back together
    (M. Brooker, "Exponential Backoff And Jitter", AWS, 2015).
    """
    number = len(earlier) + 1
    if number >= MOST_TRIES:
        return None
    if mended:
        return 0.0
    limit, alike = LIMITS[Category(error.category)], [*earlier, error.category].count(error.category)
    if not error.transient or alike >= limit.tries:
        return None
    grown = min(limit.longest_seconds, limit.first_seconds * 2.0 ** (alike - 1))
    return least_wait(error) + chance * grown


def least_wait(error: JobError) -> float:
    """What we were told to wait, within bounds; 0 where nobody said."""
    told = error.retry_after_seconds
    if told is None:
        return 0.0
    return min(LONGEST_RETRY_AFTER_SECONDS, max(SHORTEST_RETRY_AFTER_SECONDS, told))


def reason(
    error: JobError, *, at: str, worker: str, number: int, wait_seconds: float | None, counted: bool = True
) -> dict[str, Any]:
    """What is kept of a try: category, detail, advice, at (ISO 8601), worker, try, the wait that followed (seconds;
    null where none did), and whether it counts as one: a step down the ladder does not."""
    return {
        **error.as_dict(),
        "cause": str(error.cause),
        "transient": error.transient,
        "at": at,
        "worker": worker,
        "try": number,
        "wait_seconds": wait_seconds,
        "counted": counted,
    }


def earlier_tries(failures: Sequence[Mapping[str, Any]], number: int) -> list[str]:
    """The categories of the tries before try `number` (1..) since the job was queued, oldest first."""
    counted = [str(failure["category"]) for failure in failures if failure.get("counted", True)]
    return counted[-(number - 1) :] if number > 1 else []


def keeps_failing(failure: Mapping[str, Any]) -> bool:
    """Whether the last failure of a job that was given up is one that might have passed: a person is asked then."""
    return bool(failure.get("transient", False))


def shown(failure: Mapping[str, Any]) -> dict[str, str]:
    """What people see of a failure; those that were kept before have no more than this."""
    return {name: str(failure[name]) for name in ("category", "detail", "advice")}
