"""Simulated cards that run out of memory, so that the ladder can be walked down where there is no card at all."""

from generation.engines.base import OutOfMemory, Report
from generation.handlers.base import Work
from quality.resources.sources import simulated_card

FILLED_AT = 0.25
"""How far a job is when a card that is declared to run out of memory is full."""


def runs_out(work: Work) -> bool:
    """Whether the simulated card that the work is on is declared to be too small for it."""
    if not work.params.get("simulated"):
        return False
    card = simulated_card(str(work.params.get("device")))
    return card is not None and card.runs_out(float(work.params.get("memory_gb", 0.0)))


def filling_up(report: Report) -> Report:
    """`report`, which raises OutOfMemory on the way."""

    def until_full(stage: str, fraction: float) -> None:
        report(stage, fraction)
        if fraction >= FILLED_AT:
            raise OutOfMemory

    return until_full
