"""What a request will take, told before it is made. Pure; a quote writes no row."""

from quality.values import Decision, Quote, Way

SHORT_WAIT_SECONDS = 2.0
"""A wait that a person does not notice before the first progress line."""


def quote(
    decision: Decision, count: int, queue_ahead_seconds: float, ahead: int = 0, ways: tuple[Way, ...] = ()
) -> Quote:
    """The price of `count` outputs (1 or more) that start after `queue_ahead_seconds`, behind `ahead` others.

    The outputs are taken to follow each other on one worker: a range that holds when no other worker is free.
    """
    if count < 1 or queue_ahead_seconds < 0:
        raise ValueError("a quote needs a count of at least 1 and a wait that is not negative")
    low, high = decision.seconds
    return Quote(
        requested_tier=decision.requested_tier,
        achieved_tier=decision.achieved_tier,
        fallback=decision.fallback,
        seconds=(round(queue_ahead_seconds + count * low, 1), round(queue_ahead_seconds + count * high, 1)),
        work_seconds=decision.seconds,
        credits=count * decision.credits,
        position=position_words(queue_ahead_seconds),
        ahead=ahead,
        width=decision.width,
        height=decision.height,
        frames=decision.frames,
        fps=decision.fps,
        memory_gb=decision.memory_gb,
        preview=decision.preview,
        simulated=decision.simulated,
        reason=decision.reason.words,
        suggestion=decision.suggestion.words if decision.suggestion else "",
        notice=decision.notice,
        ways=ways,
    )


def position_words(queue_ahead_seconds: float) -> str:
    """When it starts, as a person would say it."""
    if queue_ahead_seconds <= SHORT_WAIT_SECONDS:
        return "Starts at once"
    if queue_ahead_seconds < 60:
        return f"Starts in about {round(queue_ahead_seconds)} s"
    if queue_ahead_seconds < 90 * 60:
        return f"Starts in about {round(queue_ahead_seconds / 60)} min"
    return f"Starts in about {round(queue_ahead_seconds / 3600)} h"
