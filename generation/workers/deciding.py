"""When a worker is to end (pure): a newer one is there, or its memory grows without end."""

import re
from collections.abc import Iterable, Sequence

RECYCLED, DRAINED = 75, 76
"""Exit statuses: start another at once (EX_TEMPFAIL of sysexits.h); ended as asked, start none."""
FEWEST_JOBS = 20
"""Measurements before growth is judged: engines keep what they load in their first jobs."""
GROWTH_BYTES = 512 * 2**20
"""A worker has leaked when its memory after a job grew by so much, and never fell back."""


def version_key(version: str) -> tuple[tuple[int, str], ...]:
    """Orders versions by their parts: 0.10.0 after 0.9.1, 1.0 after 1.0rc1."""
    parts = re.findall(r"\d+|[a-z]+", version.lower())
    key = [(int(part), "") if part.isdigit() else (-1, part) for part in parts]
    return (*key, (0, ""))


def makes_way(mine: str, others: Iterable[str]) -> bool:
    """Whether a worker of this version ends because a newer one serves its device."""
    return any(version_key(other) > version_key(mine) for other in others)


def outgrown(samples: Sequence[int], limit_bytes: int | None) -> str:
    """Why a worker with this memory after each job, in bytes, oldest first, is to be started anew; empty for no reason.

    Growth is judged by thirds: the least of the last against the most of the first, so that a single large job, or a
    store that fills and then stays, is no leak.
    """
    if samples and limit_bytes is not None and samples[-1] > limit_bytes:
        return f"it holds {samples[-1] / 2**30:.1f} GB, more than the {limit_bytes / 2**30:.1f} GB that it may"
    if len(samples) < FEWEST_JOBS:
        return ""
    third = len(samples) // 3
    first, middle, last = samples[:third], samples[third : 2 * third], samples[-third:]
    grows = max(first) < min(middle) and max(middle) < min(last)
    if grows and min(last) - max(first) >= GROWTH_BYTES:
        return f"its memory grew by {(min(last) - max(first)) / 2**30:.1f} GB in {len(samples)} jobs"
    return ""
