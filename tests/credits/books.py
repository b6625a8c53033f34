"""What the books of a workspace must come to, however they were kept."""

from uuid import UUID

from accounts.credits import grants, ledger
from accounts.models import CreditBalance, LedgerEntry
from accounts.models.ledger import CAPTURE
from accounts.tenancy import scope


def audit(workspace_id: UUID) -> CreditBalance:
    """The balance, after every sum was checked."""
    with scope(workspace_id):
        sums, balance = ledger.totals(), ledger.balance()
        assert sum(sums.values()) == 0
        assert (sums["available"], sums["reserved"], sums["spent"]) == (
            balance.available,
            balance.reserved,
            balance.spent,
        )
        assert min(balance.available, balance.reserved, balance.spent) >= 0
        captures = list(LedgerEntry.objects.filter(kind=CAPTURE).values_list("reference", "phase"))
        assert len(captures) == len(set(captures))
    return balance


def give(workspace_id: UUID, credits: int) -> None:
    """Exactly so many credits, and none to come this month."""
    with scope(workspace_id):
        grants.make_due()
        ledger.adjust(credits - ledger.balance().available, reason="For this test")
