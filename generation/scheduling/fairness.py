"""Start-time fair queueing (pure): Goyal, Vin and Cheng, "Start-time Fair Queueing", SIGCOMM 1996, section 2."""

from collections.abc import Iterable, Sequence

from generation.scheduling.values import Tags

LEAST_COST_SECONDS = 0.01
"""A job that is said to take nothing still takes a turn."""


def tags(virtual_time: float, last_finish: float, costs: Iterable[float], weight: float) -> list[Tags]:
    """Places for jobs that enter together, in their order.

    `virtual_time`: the start of the job that was claimed last; `last_finish`: where the workspace's last job ends;
    `costs`: seconds each is expected to take. A workspace that was idle begins at the virtual time: it has not saved
    up, and owes nothing.
    """
    start = max(virtual_time, last_finish)
    found = []
    for cost in costs:
        finish = start + max(cost, LEAST_COST_SECONDS) / weight
        found.append(Tags(start, finish))
        start = finish
    return found


CLOCK_STEP = 1.0
"""Virtual seconds that the clock of a class may be behind, so that not every claim writes the one row that all read."""


def advanced(virtual_time: float, start: float) -> float:
    """The virtual time once a job of this start was claimed; it never goes back."""
    return start if virtual_time < start - CLOCK_STEP else virtual_time


AGEING_SECONDS = (600.0, 1200.0, 1800.0)
"""How long a job of class low, normal and high is ready before it rises by one, where a higher class has work."""
RISE_SECONDS = 60.0
"""How often ageing looks at a lane, however many workers it has."""
MOST_RISING = 100
"""Of one lane and class are looked at at once; of each workspace one rises."""


def rises(priority: int, ready_seconds: float, highest: int) -> bool:
    """Whether a job that has been ready for so long goes on in the next class: only past what would stand before it.

    `highest`: class of the lane's work that waits or is being done, for what is always taken at once never waits.
    """
    return priority < highest and ready_seconds >= AGEING_SECONDS[priority]


def ready_count(waiting: int, running: int, most_at_once: int | None) -> int:
    """How many of a workspace's waiting jobs of one lane may be claimed now."""
    return waiting if most_at_once is None else min(waiting, max(0, most_at_once - running))


def moved_to_front(starts: Sequence[float]) -> list[float]:
    """Starts of a workspace's own jobs, in order, when the last of them goes first: nobody else's turn changes."""
    return [*starts[1:], starts[0]] if starts else []
