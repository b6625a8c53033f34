"""Why something waits, in words with a key for programs (pure); the weightiest first."""

from collections.abc import Iterator
from dataclasses import dataclass

from generation.scheduling.expecting import MOST_AHEAD

OPERATOR = "whoever runs this studio"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a waiting generation.

    `held_by`, `paused_by`: who did that, "" for an operator, None where it is not so; `retry_seconds`: until the next
    try; `ahead`: jobs that begin before it, None where that is not known; `most_at_once`, `most_of_tier`: a limit of
    the plan that is reached; `loading`: whether its lane is loading a model now.
    """

    asks: bool = False
    held_by: str | None = None
    paused_by: str | None = None
    lane_paused: bool = False
    retry_seconds: float | None = None
    ahead: int | None = None
    is_further: bool = False
    most_at_once: int | None = None
    most_of_tier: tuple[str, int] | None = None
    loading: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for waiting."""

    key: str
    words: str


def reasons(found: Facts) -> list[Reason]:
    """All reasons there are; nothing but the question where one waits."""
    if found.asks:
        return [Reason("consent", "Waits for your answer")]
    return list(_stopped(found)) or list(_waiting(found))


def _stopped(found: Facts) -> Iterator[Reason]:
    if found.held_by is not None:
        yield Reason("held", f"Held by {found.held_by or OPERATOR}")
    if found.paused_by is not None:
        yield Reason("paused", f"Paused by {found.paused_by or OPERATOR}")
    if found.lane_paused:
        yield Reason("lane_paused", f"Paused by {OPERATOR}")


def _waiting(found: Facts) -> Iterator[Reason]:
    if found.retry_seconds is not None:
        yield Reason("retry", f"Tries again in {round(found.retry_seconds)} s")
    elif found.is_further:
        yield Reason("ahead", f"More than {MOST_AHEAD:,} ahead of you")
    elif found.ahead is not None:
        yield Reason("ahead", f"{found.ahead} ahead of you" if found.ahead else "Next")
    if found.most_at_once is not None:
        yield Reason("plan", f"Your plan makes {found.most_at_once} at a time")
    if found.most_of_tier is not None:
        tier, most = found.most_of_tier
        yield Reason("plan_tier", f"Your plan makes {most} in {tier.title()} at a time")
    if found.loading:
        yield Reason("loading", "The card is loading a model")
