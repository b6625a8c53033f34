"""Why something waits, in words."""

import pytest

from generation.reasons import Facts, reasons


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (Facts(asks=True, ahead=3), [("consent", "Waits for your answer")]),
        (Facts(held_by="Mara", ahead=3), [("held", "Held by Mara")]),
        (Facts(paused_by="", ahead=3), [("paused", "Paused by whoever runs this studio")]),
        (Facts(lane_paused=True), [("lane_paused", "Paused by whoever runs this studio")]),
        (Facts(retry_seconds=19.6, ahead=0), [("retry", "Tries again in 20 s")]),
        (Facts(ahead=0), [("ahead", "Next")]),
        (Facts(ahead=2, loading=True), [("ahead", "2 ahead of you"), ("loading", "The card is loading a model")]),
        (Facts(ahead=2, most_at_once=2), [("ahead", "2 ahead of you"), ("plan", "Your plan makes 2 at a time")]),
        (Facts(most_of_tier=("high", 4)), [("plan_tier", "Your plan makes 4 in High at a time")]),
        (Facts(is_further=True), [("ahead", "More than 1,000 ahead of you")]),
        (Facts(), []),
    ],
)
def test_reasons_are_told_the_weightiest_first(facts: Facts, told: list[tuple[str, str]]) -> None:
    assert [(reason.key, reason.words) for reason in reasons(facts)] == told
