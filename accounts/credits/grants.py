"""The month's credits. They may be granted late or twice at once without harm: each month is one entry."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils import timezone

from accounts.credits import ledger
from accounts.credits.months import after, month_of, months_due
from accounts.models import CreditBalance, LedgerEntry, Workspace
from accounts.plans.here import plan_here
from accounts.plans.loader import newest, plan_of
from accounts.tenancy import current_scope, current_workspace_id


@dataclass(frozen=True, slots=True)
class NextGrant:
    """When the plan's next credits come (UTC), and how many."""

    on: date
    credits: int


def _today() -> date:
    return timezone.now().date()


def next_grant() -> NextGrant:
    """The next month's grant of the workspace we are in."""
    return NextGrant(after(month_of(_today())), plan_here().monthly_credits)


def available(found: CreditBalance | None = None) -> int:
    """What may be spent now: what stands on the balance, and what is due because the sweep is late or the workspace
    is new.

    Both come from one read of the balance: between two reads the sweep could move what is due onto it, and a new
    workspace would be told that it has nothing.
    """
    found = found or ledger.balance()
    return found.available + len(_months(found)) * plan_here().monthly_credits


def _months(found: CreditBalance) -> list[date]:
    return months_due(found.granted_until, _today())


def make_due() -> int:
    """Grant what is due in the workspace we are in; how many credits."""
    if not _months(ledger.balance()):
        return 0
    CreditBalance.objects.get_or_create(workspace_id=current_workspace_id())
    months = _months(CreditBalance.objects.held().get())
    credits = plan_here().monthly_credits
    granted = sum(credits for month in months if credits and _grant(month, credits, "grant"))
    if months:
        CreditBalance.objects.update(granted_until=months[-1])
    return granted


def _reference(month: date) -> str:
    return f"month {month:%Y-%m}"


def _grant(month: date, credits: int, phase: str) -> bool:
    reason = f"{plan_here().name}, {month:%B %Y}"
    return ledger.grant(credits, reference=_reference(month), phase=phase, reason=reason)


def change_plan(name: str) -> int:
    """Give the workspace we are in another plan, of the newest version; how many credits that brought.

    A larger plan's credits of this month come at once, less what the month brought already; a smaller one takes
    nothing back. Raises KeyError for a plan that is not there.
    """
    plan = plan_of(name, newest())
    Workspace.objects.filter(pk=current_workspace_id()).update(plan=plan.id, plan_version=plan.version)
    current_scope().notes.pop("plan", None)
    granted = make_due()
    list(CreditBalance.objects.held())
    month = month_of(_today())
    before = LedgerEntry.objects.filter(reference=_reference(month)).aggregate(sum=Sum("credits"))["sum"] or 0
    more = plan.monthly_credits - before
    return granted + (more if more > 0 and _grant(month, more, f"plan {plan.id} {plan.version}") else 0)
