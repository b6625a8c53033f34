"""What is told of automatic takes: before they are made, and of what came of them."""

from collections.abc import Iterable
from typing import Any

from accounts.plans.values import Plan
from generation import values
from generation.models import Generation


def told(generation: Generation) -> dict[str, Any] | None:
    """How many were made of how many, and what was not spent; None where a number was asked for."""
    jobs = [(job.kind, job.state) for job in generation.jobs.all()] if generation.attempts else []
    return told_of(generation.attempts, generation.count, generation.quote, jobs)


def told_of(
    attempts: dict[str, Any], most: int, quote: dict[str, Any], jobs: Iterable[tuple[str, str]]
) -> dict[str, Any] | None:
    """The same of a generation's own values; `jobs` are its kinds and states."""
    if not attempts:
        return None
    good, made = attempts.get("good"), _begun(jobs)
    saved_credits = _saved(most, quote, made) if good else 0
    return {
        "most": most,
        "made": made,
        "good": good,
        "saved_credits": saved_credits,
        "said": good_enough(good, saved_credits) if good else "",
    }


def saved(generation: Generation) -> int:
    """The credits of takes that were not needed. Reads the jobs that were loaded along."""
    return _saved(generation.count, generation.quote, _begun((job.kind, job.state) for job in generation.jobs.all()))


def _begun(jobs: Iterable[tuple[str, str]]) -> int:
    """How many takes were begun and not taken back."""
    return sum(kind == values.JOB_TAKE and state != values.CANCELLED for kind, state in jobs)


def _saved(most: int, quote: dict[str, Any], made: int) -> int:
    return int(quote.get("credits", 0)) // max(1, most) * max(0, most - made)


def good_enough(take: int, credits: int) -> str:
    """That no more were needed: "Take 1 was good enough; 18 credits were not spent."."""
    spent = f"; {counted(credits)} {'was' if credits == 1 else 'were'} not spent" if credits else ""
    return f"Take {take} was good enough{spent}."


def beforehand(most: int, credits: int, likely: int, plan: Plan) -> str:
    """What automatic takes cost: the most, what is likely, and that the plan makes no more, where it makes fewer than
    usual."""
    words = [f"{'1 take' if most == 1 else f'Up to {most} takes'}, at most {counted(credits)}."]
    if likely < credits:
        words.append(f"{counted(likely).capitalize()} if the first is good.")
    if most < values.TAKES_A_SCENE:
        words.append(f"{plan.name} plans make {most} by themselves.")
        words.append(plan.next_up(lambda other: other.automatic_attempts > most, _makes))
    return " ".join(word for word in words if word)


def _makes(plan: Plan) -> str:
    return f"makes {min(values.TAKES_A_SCENE, plan.automatic_attempts)}"


def counted(credits: int) -> str:
    """As it is said: "1 credit", "27 credits"."""
    return "1 credit" if credits == 1 else f"{credits:,} credits"
