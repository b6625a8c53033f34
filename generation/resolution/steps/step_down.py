"""A part that ran out of memory goes on in a way that needs less: a stronger technique, smaller tiles, a lower rung."""

from collections.abc import Mapping
from typing import Any, ClassVar

from generation.errors import Category, Cause
from generation.resolution.steps.base import Context, Step
from generation.resolution.values import DONE, NOTHING, Facts, Outcome
from generation.services import running


class StepDown(Step):
    """What generation/services/stepping.py does, told as a step."""

    key = "step_down"
    title = "Go on in a way that needs less memory"
    words = "It can also be made in smaller tiles, with more moved out of the card, or one quality lower."
    automatic = True
    chances: ClassVar[Mapping[str, float]] = {Category.MEMORY: 0.6}
    most_runs = 12
    """More than the catalogue has ways; each way is tried once (stepping.TRIED)."""

    def applies(self, facts: Facts) -> bool:
        """Only a card has ways to choose from."""
        return facts.cause == Cause.CARD_FULL and facts.on_card

    def run(self, context: Context) -> Outcome:
        """The job is queued again or held for an answer, or nothing lesser is left."""
        assert context.held is not None
        after = running.step_down(context.held)
        if after is None:
            return Outcome(NOTHING, "There is no way left that needs less.")
        return Outcome(DONE, told(context.params, after), handled=True)


def told(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """What changed, in one sentence."""
    if after.get("preview"):
        return "It is drawn as a preview instead."
    if after.get("tier") != before.get("tier"):
        return f"It goes on in {str(after.get('tier', '')).title()}."
    if after.get("device") != before.get("device"):
        return "It goes on with another card."
    if smaller(before.get("tile"), after.get("tile")):
        return "It goes on in smaller tiles."
    return "It goes on in a way that needs less memory."


def smaller(before: int | None, after: int | None) -> bool:
    """Whether pictures are now taken out of the model in (smaller) tiles."""
    return after is not None and (before is None or after < before)
