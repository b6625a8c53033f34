"""Whether there are credits enough, and what to say where there are not."""

from collections.abc import Callable

from accounts.credits import grants, ledger
from accounts.plans.here import plan_here
from accounts.problems import Problem


class NotEnoughCredits(Problem):
    """More is asked for than the workspace has (402)."""

    def __init__(self, credits: int, available: int, advice: str) -> None:
        detail = f"This costs {_credits(credits)}, and {available:,} {'is' if available == 1 else 'are'} left."
        super().__init__("Not enough credits", detail, advice, status=402)
        self.credits, self.available = credits, available


def _credits(number: int) -> str:
    return "1 credit" if number == 1 else f"{number:,} credits"


def _no_hint() -> str:
    return ""


def check(credits: int, hint: Callable[[], str] = _no_hint) -> None:
    """Refuse what can't be afforded now, writing nothing. `hint` says what would be cheaper, and is asked only then."""
    if credits == 0:
        return
    available = grants.available()
    if available < credits:
        raise not_enough(credits, available, hint())


def reserve(
    reference: str,
    credits: int,
    *,
    subject: str,
    hint: Callable[[], str] = _no_hint,
    phase: str = ledger.FIRST_RESERVE,
) -> None:
    """Set credits aside for `reference`, or raise NotEnoughCredits. Nothing is set aside twice."""
    if credits == 0 or ledger.reserve(reference, credits, subject=subject, phase=phase):
        return
    grants.make_due()  # or somebody else did, in the same moment
    if ledger.reserve(reference, credits, subject=subject, phase=phase):
        return
    if not ledger.made(reference, phase):
        raise not_enough(credits, ledger.balance().available, hint())


def not_enough(credits: int, available: int, hint: str) -> NotEnoughCredits:
    """The refusal, with everything that would help: something cheaper, waiting, a larger plan."""
    coming, plan = grants.next_grant(), plan_here()
    ways = [hint] if hint else []
    if coming.credits:
        ways.append(f"On {coming.on.day} {coming.on:%B}, {coming.credits:,} more are granted.")
    more = plan.next_up(
        lambda other: other.monthly_credits > plan.monthly_credits,
        lambda other: f"has {_credits(other.monthly_credits)} a month",
    )
    ways.append(more or "Whoever runs this studio can add some.")
    return NotEnoughCredits(credits, available, " ".join(ways))
