"""A worker's process that is beyond mending ends once its job is given back; whoever started it starts another."""

from collections.abc import Mapping
from typing import ClassVar

from generation.errors import Category, Cause
from generation.resolution.steps.base import Context, Step
from generation.resolution.values import DONE, Facts, Outcome


class RestartWorker(Step):
    """Asked for late: what the process holds by then is part of the fault."""

    key = "restart_worker"
    title = "Start what makes it afresh"
    words = "A fresh start clears what went wrong inside."
    automatic = True
    chances: ClassVar[Mapping[str, float]] = {
        Category.PIPELINE: 0.3,
        Category.MEMORY: 0.2,
        Category.MODEL_LOADING: 0.4,
    }

    def applies(self, facts: Facts) -> bool:
        """Where another is started in its place; at the second try, or at once when files were left open."""
        return facts.supervised and (facts.tries > 1 or facts.cause == Cause.TOO_MANY_FILES)

    def run(self, context: Context) -> Outcome:
        """The worker ends as soon as the job is back in the queue."""
        return Outcome(DONE, "It goes on in a fresh start.", restart=True)
