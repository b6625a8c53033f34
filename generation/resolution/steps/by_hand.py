"""What only a person can do, each with the words that explain it."""

from collections.abc import Mapping
from typing import ClassVar

from generation import values as made
from generation.errors import Category, Cause
from generation.resolution.steps.base import Context, Step
from generation.resolution.values import DONE, Facts, Outcome
from generation.services import again

MAKING = frozenset({made.FRAMES, made.PICTURE, made.TAKES})
LASTING = frozenset({Cause.PICTURE_DAMAGED, Cause.PLAN_FULL, Cause.READ_ONLY, Cause.ENGINE_MISSING, Cause.FILE_MISSING})
"""The same again ends the same way."""


class ByHand(Step):
    """A step of a person's."""

    automatic = False

    def run(self, context: Context) -> Outcome:
        """What is done elsewhere in the studio is only noted here."""
        return Outcome(DONE, "")


class TryAgain(ByHand):
    """What failed goes back to the queue."""

    key = "try_again"
    title = "Try again"
    words = "What is missing is made once more, at the same price."
    chances: ClassVar[Mapping[str, float]] = {
        Category.NETWORK: 0.8,
        Category.PROVIDER: 0.6,
        Category.PIPELINE: 0.5,
        Category.STORAGE: 0.4,
        Category.MEMORY: 0.4,
        Category.MODEL_LOADING: 0.3,
        Category.INPUT: 0.3,
    }

    def applies(self, facts: Facts) -> bool:
        """Not where the same would come of it; what was refused may be possible by now."""
        if facts.part == made.JOB_SCORE:  # its take is there; nothing is made by looking at it again
            return False
        if facts.category == Category.INPUT:
            return facts.cause == Cause.REFUSED
        return facts.cause not in LASTING

    def run(self, context: Context) -> Outcome:
        """Queued again, or asked for anew where there is nothing to queue."""
        made_anew = again.same(context.generation_id, context.job_id, context.user_id)
        return Outcome(DONE, "It is being made once more.", made=made_anew)


class TryLower(ByHand):
    """The same in the next lower quality."""

    key = "try_lower"
    title = "Try it one quality lower"
    words = "It needs less memory and time. You can make it in full quality later."
    chances: ClassVar[Mapping[str, float]] = {
        Category.MEMORY: 0.7,
        Category.MODEL_LOADING: 0.6,
        Category.PIPELINE: 0.3,
        Category.PROVIDER: 0.3,
    }

    def applies(self, facts: Facts) -> bool:
        """Where there is a lower one."""
        return facts.kind in MAKING and facts.part != made.JOB_SCORE and again.lower(facts.tier) is not None

    def run(self, context: Context) -> Outcome:
        """Asked for as a new generation of the same tree."""
        wanted = again.lower(context.facts.tier)
        assert wanted is not None
        made_anew = again.in_tier(context.generation_id, context.job_id, wanted, context.user_id)
        return Outcome(DONE, f"It is being made in {wanted.title()}.", made=made_anew)


class ChangeWords(ByHand):
    """Other words."""

    key = "change_words"
    title = "Change the words"
    words = "A shorter or plainer description often gets past what it stumbled over."
    leads_to = "words"
    chances: ClassVar[Mapping[str, float]] = {Category.INPUT: 0.6, Category.PIPELINE: 0.3, Category.PROVIDER: 0.2}

    def applies(self, facts: Facts) -> bool:
        """Where words are drawn, and no picture is at fault."""
        return facts.kind in MAKING | {made.PLAN} and facts.cause not in (Cause.PICTURE_DAMAGED, Cause.REFUSED)


class ChoosePicture(ByHand):
    """Another frame."""

    key = "choose_picture"
    title = "Choose another picture"
    words = "This one can't be used. Another frame of the scene, or one of your own, can."
    leads_to = "frames"
    chances: ClassVar[Mapping[str, float]] = {Category.INPUT: 0.7, Category.STORAGE: 0.6}

    def applies(self, facts: Facts) -> bool:
        """Where a picture of a scene is at fault."""
        at_fault = facts.cause in (Cause.PICTURE_DAMAGED, Cause.FILE_MISSING)
        return at_fault and facts.in_scene and facts.pictures > 0


class MakeRoom(ByHand):
    """Room in the plan or on the disk."""

    key = "make_room"
    title = "Make room"
    words = "Delete projects that are not needed any more; their room is free a day later."
    leads_to = "projects"
    chances: ClassVar[Mapping[str, float]] = {Category.STORAGE: 0.7}

    def applies(self, facts: Facts) -> bool:
        """Where room is what lacks."""
        return facts.cause in (Cause.DISK_FULL, Cause.PLAN_FULL)


class AskOperator(ByHand):
    """Whoever runs the studio, with a report to copy."""

    key = "ask_operator"
    title = "Ask whoever runs this studio"
    words = "Copy the report and send it to them. It holds no prompts, no pictures and no keys."
    leads_to = "report"
    chances: ClassVar[Mapping[str, float]] = dict.fromkeys(Category, 0.1)
