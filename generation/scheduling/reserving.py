"""Whoever waited long is kept a part of every lane (pure), so that small work that keeps coming starves nothing large.

Start tags alone don't promise that: the virtual time of a class stands still while newcomers, who all begin at it, take
everything, and who has just had a large job stands behind them for as long. So of the work that a lane does a part
goes to workspaces of whom it does nothing and who have been ready for longest, whatever their tags: the first of their
jobs goes to the front of its class, one of each at a time. It was paid for when it entered: later turns stay.
"""

from generation.scheduling.fairness import RISE_SECONDS

RESERVED_SHARE = 1 / 8
"""Of a lane's work; the other seven parts go by fair shares, however much waits too long."""
RESERVED_AFTER_SECONDS = 3600.0
"""How long a job is ready in its class until a place is kept for it: as long as ageing takes from low to urgent."""
MOST_RESERVED = 100
"""Of one lane and class are looked at at once."""
FRONT = -1.0
"""The start of what goes first in its class, whoever came first among those before others."""


def allowance(owed_seconds: float, running: int) -> float:
    """Expected seconds of work that may go to the front of a lane at one look; none at 0 and below.

    `owed_seconds`: what it was allowed too much before; `running`: jobs that its devices work on now. Where none does,
    nothing goes before anything, and there is no part of it to be kept.
    """
    return RESERVED_SHARE * running * RISE_SECONDS - owed_seconds


def still_owed(left_seconds: float) -> float:
    """What is left of an allowance, below 0 where the last job was longer, is no credit but a debt."""
    return max(0.0, -left_seconds)
