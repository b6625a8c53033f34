"""Credits: a ledger that only grows, and what it comes to for each workspace."""

from collections.abc import Collection
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.tenancy import Lasting, Tenant

AVAILABLE, RESERVED, SPENT = "available", "reserved", "spent"
"""Accounts of a workspace; `CreditBalance` keeps what is on them."""
GRANTED, ADJUSTED = "granted", "adjusted"
"""Accounts of the studio, which credits come from."""
ACCOUNTS = [(name, name.title()) for name in (AVAILABLE, RESERVED, SPENT, GRANTED, ADJUSTED)]

GRANT, RESERVE, CAPTURE, RELEASE, REFUND, ADJUST = "grant", "reserve", "capture", "release", "refund", "adjust"
KINDS = [
    (GRANT, "Granted"),
    (RESERVE, "Set aside"),
    (CAPTURE, "Spent"),
    (RELEASE, "Given back"),
    (REFUND, "Refunded"),
    (ADJUST, "Adjusted"),
]
WAYS: dict[str, frozenset[tuple[str, str]]] = {
    GRANT: frozenset({(GRANTED, AVAILABLE)}),
    RESERVE: frozenset({(AVAILABLE, RESERVED)}),
    CAPTURE: frozenset({(RESERVED, SPENT)}),
    RELEASE: frozenset({(RESERVED, AVAILABLE)}),
    REFUND: frozenset({(SPENT, AVAILABLE)}),
    ADJUST: frozenset({(ADJUSTED, AVAILABLE), (AVAILABLE, ADJUSTED)}),
}
"""From which account to which each kind of entry goes."""


def _on_its_way() -> Q:
    """What PostgreSQL holds every entry to: the table above."""
    allowed = Q()
    for kind, ways in WAYS.items():
        for source, target in sorted(ways):
            allowed |= Q(kind=kind, source=source, target=target)
    return allowed


class CreditBalance(Tenant):
    """What the ledger comes to for a workspace: one row, locked by whoever moves its credits.

    `granted_until` is the first day of the last month whose grant was made.
    """

    available = models.PositiveBigIntegerField(default=0)
    reserved = models.PositiveBigIntegerField(default=0)
    spent = models.PositiveBigIntegerField(default=0)
    granted_until = models.DateField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace"], name="one_balance_a_workspace"),
            models.CheckConstraint(
                condition=Q(available__gte=0, reserved__gte=0, spent__gte=0), name="balance_is_never_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.available} available, {self.reserved} set aside"


class LedgerEntry(Lasting):
    """Credits that went from one account (`source`) to another (`target`): one row is both sides of the booking.

    A trigger of the database refuses to change or delete an entry, whoever asks. `reference` (whose credits: the id
    of a generation, a month) and `subject` (what they were for: the id of a project) are opaque here, and an entry of a
    `reference` and `phase` is made once. The workspace's id outlives the workspace: no key leads out of the ledger.
    """

    kind = models.CharField(max_length=10, choices=KINDS)
    source = models.CharField("from", max_length=10, choices=ACCOUNTS)
    target = models.CharField("to", max_length=10, choices=ACCOUNTS)
    credits = models.PositiveBigIntegerField()
    reference = models.CharField(max_length=80)
    phase = models.CharField(max_length=80)
    subject = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "ledger entries"
        ordering: ClassVar[list[str]] = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "reference", "phase"], name="one_entry_a_phase"),
            models.CheckConstraint(condition=Q(credits__gt=0), name="entry_moves_something"),
            models.CheckConstraint(condition=_on_its_way(), name="entry_goes_its_way"),
        ]
        indexes = [models.Index(fields=["workspace", "at"], name="ledger_statement")]  # GET /credits/statement

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.credits}"

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """PostgreSQL's to check: the console's form asks outside of any scope, where nobody can look."""
