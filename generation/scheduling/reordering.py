"""A workspace changes the order of its own jobs (pure): they swap places, so nobody else's turn changes."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

Job = TypeVar("Job", bound=Hashable)
Place = TypeVar("Place")


def moved(order: Sequence[Job], moving: Collection[Job], anchor: Collection[Job], *, after: bool = False) -> list[Job]:
    """The order when `moving` go, as they stand among themselves, before the first of `anchor`, or after its last.

    Without an anchor they go to the front, or `after` everything. What is not in `order` is left out.
    """
    going = [job for job in order if job in moving]
    staying = [job for job in order if job not in moving]
    marks = [index for index, job in enumerate(staying) if job in anchor]
    where = marks or [0, len(staying) - 1]
    at = where[-1] + 1 if after else where[0]
    return [*staying[:at], *going, *staying[at:]]


def places(order: Sequence[Job], held: Sequence[Place], wanted: Sequence[Job]) -> Mapping[Job, Place]:
    """Who gets which place for `wanted` to be the order; only those whose place changes.

    `order` and `held` are the jobs and their places as they are, in order. Raises ValueError where `wanted` is not the
    same jobs: a place more or less would be somebody else's turn.
    """
    if len(wanted) != len(order) or set(wanted) != set(order):
        raise ValueError("an order of other jobs")
    before = dict(zip(order, held, strict=True))
    return {job: place for job, place in zip(wanted, held, strict=True) if before[job] != place}
