"""Moves credits between accounts; the only writer of the ledger.

Every move is one statement: it locks the workspace's balance, looks whether the account has enough, writes the entry
and changes the balance, or does nothing at all. The balance is locked after every job, scene and film and before the
counter of events (design section 11): what can't be refused (capture, release) therefore waits for the end of the
transaction, whatever was locked in between.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from accounts.identifiers import new_id
from accounts.models.ledger import (
    ADJUST,
    ADJUSTED,
    AVAILABLE,
    CAPTURE,
    GRANT,
    GRANTED,
    REFUND,
    RELEASE,
    RESERVE,
    RESERVED,
    SPENT,
    CreditBalance,
    LedgerEntry,
)
from accounts.signals import credits_changed
from accounts.tenancy import current_scope, current_workspace_id

log = logging.getLogger("dailies.credits")

FIRST_RESERVE = f"{RESERVE} 1"

MOVE_SQL = """
WITH held AS MATERIALIZED (
    SELECT id FROM accounts_creditbalance
    WHERE workspace_id = %(workspace)s
      AND %(credits)s <= CASE %(source)s
          WHEN 'available' THEN available WHEN 'reserved' THEN reserved WHEN 'spent' THEN spent ELSE %(credits)s END
    FOR NO KEY UPDATE
), entry AS (
    INSERT INTO accounts_ledgerentry
        (id, workspace_id, kind, source, target, credits, reference, phase, subject, reason)
    SELECT %(id)s, %(workspace)s, %(kind)s, %(source)s, %(target)s, %(credits)s,
           %(reference)s, %(phase)s, %(subject)s, %(reason)s
    FROM held
    ON CONFLICT (workspace_id, reference, phase) DO NOTHING
    RETURNING credits
)
UPDATE accounts_creditbalance SET
    available = available + entry.credits * ((%(target)s = 'available')::int - (%(source)s = 'available')::int),
    reserved = reserved + entry.credits * ((%(target)s = 'reserved')::int - (%(source)s = 'reserved')::int),
    spent = spent + entry.credits * ((%(target)s = 'spent')::int - (%(source)s = 'spent')::int)
FROM entry WHERE workspace_id = %(workspace)s
"""


@dataclass(frozen=True, slots=True)
class Move:
    """One booking to be made; see `LedgerEntry`."""

    kind: str
    source: str
    target: str
    credits: int
    reference: str
    phase: str
    subject: str = ""
    reason: str = ""


def move(wanted: Move, entry_id: UUID | None = None) -> bool:
    """Make a booking in the workspace we are in; False when it was made before, or the account has not enough."""
    values: dict[str, str | int | UUID] = {
        "id": entry_id or new_id(),
        "workspace": current_workspace_id(),
        "kind": wanted.kind,
        "source": wanted.source,
        "target": wanted.target,
        "credits": wanted.credits,
        "reference": wanted.reference,
        "phase": wanted.phase,
        "subject": wanted.subject,
        "reason": wanted.reason,
    }
    with connection.cursor() as cursor:
        cursor.execute(MOVE_SQL, values)
        done = bool(cursor.rowcount == 1)
    if done:
        _note(wanted)
    return done


def _note(made: Move) -> None:
    """Announce once, as one of the last words, by how much this transaction changed what is available."""
    entered = current_scope()
    change = made.credits * ((made.target == AVAILABLE) - (made.source == AVAILABLE))
    entered.notes.setdefault("credits moved", []).append(change)
    entered.before_commit("credits moved", _announce)


def _announce() -> None:
    change = sum(current_scope().notes.pop("credits moved", []))
    credits_changed.send(sender=CreditBalance, change=change)


def made(reference: str, phase: str) -> bool:
    """Whether an entry of this reference and phase stands in the ledger."""
    return LedgerEntry.objects.filter(reference=reference, phase=phase).exists()


def grant(credits: int, *, reference: str, phase: str, reason: str) -> bool:
    """Give the workspace credits; False when that was done before."""
    return move(Move(GRANT, GRANTED, AVAILABLE, credits, reference, phase, reason=reason))


def reserve(reference: str, credits: int, *, subject: str = "", phase: str = FIRST_RESERVE) -> bool:
    """Set credits aside; False when there are not enough, or it was done before."""
    settle()
    return move(Move(RESERVE, AVAILABLE, RESERVED, credits, reference, phase, subject))


def capture(reference: str, part: str, credits: int, *, subject: str = "") -> None:
    """Spend what was set aside for one part of `reference`, once, when this transaction ends."""
    _later(lambda: _capture(Move(CAPTURE, RESERVED, SPENT, credits, reference, f"{CAPTURE} {part}", subject)))


def _capture(wanted: Move) -> None:
    """What was never set aside is never charged: the work is done, and a worker could do nothing about it."""
    if not move(wanted) and not made(wanted.reference, wanted.phase):
        log.error("%s credits of %s were not set aside, so they are not charged", wanted.credits, wanted.reference)


def release(reference: str, *, subject: str = "", most: int | None = None) -> None:
    """Give back what is still set aside for `reference`, or `most` of it, when this transaction ends."""
    _later(lambda: release_now(reference, subject=subject, most=most))


def release_now(reference: str, *, subject: str = "", most: int | None = None) -> int:
    """Give back what is still set aside for `reference`, or `most` of it; how much that was.

    The balance is locked before it looks.
    """
    list(CreditBalance.objects.held())
    left = LedgerEntry.objects.filter(reference=reference).aggregate(into=_into(RESERVED), out=_out_of(RESERVED))
    credits: int = left["into"] - left["out"]
    credits = credits if most is None else min(credits, most)
    if credits > 0:
        move(Move(RELEASE, RESERVED, AVAILABLE, credits, reference, next_phase(reference, RELEASE), subject))
    return max(0, credits)


def refund(reference: str, captured: str, credits: int, *, subject: str, reason: str) -> bool:
    """Give back what the phase `captured` spent; False when that was done before."""
    return move(Move(REFUND, SPENT, AVAILABLE, credits, reference, f"{REFUND} {captured}"[:80], subject, reason))


def adjust(credits: int, *, reason: str, entry_id: UUID | None = None) -> bool:
    """Give (positive) or take (negative) credits by an operator's decision; False when there are not enough to take."""
    entry_id = entry_id or new_id()
    source, target = (ADJUSTED, AVAILABLE) if credits > 0 else (AVAILABLE, ADJUSTED)
    wanted = Move(ADJUST, source, target, abs(credits), str(entry_id), ADJUST, reason=reason)
    return move(wanted, entry_id)


def next_phase(reference: str, kind: str) -> str:
    """The phase of one more entry of this kind: "reserve 2" after "reserve 1"."""
    return f"{kind} {LedgerEntry.objects.filter(reference=reference, kind=kind).count() + 1}"


def open_reservations() -> dict[str, int]:
    """What is set aside in the workspace we are in, by reference."""
    rows = LedgerEntry.objects.filter(Q(source=RESERVED) | Q(target=RESERVED)).order_by().values("reference")
    rows = rows.annotate(into=_into(RESERVED), out=_out_of(RESERVED)).filter(into__gt=F("out"))
    return {row["reference"]: row["into"] - row["out"] for row in rows}


def balance() -> CreditBalance:
    """The balance of the workspace we are in; an empty one where nothing was ever granted."""
    return CreditBalance.objects.first() or CreditBalance()


def totals() -> dict[str, int]:
    """What the entries come to on each account of the workspace we are in; together always 0."""
    accounts = (AVAILABLE, RESERVED, SPENT, GRANTED, ADJUSTED)
    sums = {f"into_{name}": _into(name) for name in accounts} | {f"out_{name}": _out_of(name) for name in accounts}
    found = LedgerEntry.objects.aggregate(**sums, entries=Count("id"))
    return {name: found[f"into_{name}"] - found[f"out_{name}"] for name in accounts}


def _into(account: str) -> Coalesce:
    return Coalesce(Sum("credits", filter=Q(target=account)), 0)


def _out_of(account: str) -> Coalesce:
    return Coalesce(Sum("credits", filter=Q(source=account)), 0)


def _later(action: Callable[[], object]) -> None:
    entered = current_scope()
    entered.notes.setdefault("credits", []).append(action)
    entered.before_commit("credits", settle)


def settle() -> None:
    """Make the bookings that wait for the end of this transaction."""
    for action in current_scope().notes.pop("credits", []):
        action()
