"""Which of the first jobs of a lane a worker takes (pure): the first, or one whose model is held already.

Affinity never delays a turn without end: from the moment that the first job was passed over, others go before it for
`PATIENCE_SECONDS` at most; then it is next. Its model is loaded then, and whoever needs the same follows it.
"""

from collections.abc import Sequence
from typing import Protocol

from generation.scheduling.values import Holder

LOOK = 32
"""Candidates that a worker reads."""
PATIENCE_SECONDS = 45.0
"""How long others may go before the first job because their model is loaded; about two loads of a large model."""


class Ready(Protocol):
    """What the policy looks at of a job that may be claimed now; a `Candidate`, or the simulator's own."""

    @property
    def priority(self) -> int: ...
    @property
    def model(self) -> str: ...
    @property
    def needs_gb(self) -> float: ...
    @property
    def passed_seconds(self) -> float | None: ...
    @property
    def seconds(self) -> float: ...


def choose(candidates: Sequence[Ready], holder: Holder, patience: float = PATIENCE_SECONDS) -> int | None:
    """The index of the job to take, of `candidates` in the order of the queue; None where none fits.

    Only jobs of the first one's class are preferred to it.
    """
    first = first_that_fits(candidates, holder)
    if first is None or _is_held(turn := candidates[first], holder):
        return first
    if turn.passed_seconds is not None and turn.passed_seconds >= patience:
        return first
    for index in range(first + 1, len(candidates)):
        found = candidates[index]
        if found.priority != turn.priority:
            break
        if _is_held(found, holder) and _fits(found, holder):
            return index
    return first


def first_that_fits(candidates: Sequence[Ready], holder: Holder) -> int | None:
    """The index of the job whose turn it is on this device."""
    for index, found in enumerate(candidates):
        if _fits(found, holder):
            return index
    return None


def _fits(found: Ready, holder: Holder) -> bool:
    has_room = holder.memory_gb is None or found.needs_gb <= holder.memory_gb
    return has_room and (holder.most_seconds is None or found.seconds <= holder.most_seconds)


def _is_held(found: Ready, holder: Holder) -> bool:
    """A job that needs no model runs anywhere as well."""
    return not found.model or found.model in holder.models
