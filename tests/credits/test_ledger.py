"""The ledger: balances that never fall below zero, entries that are made once and never changed."""

import random
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction

from accounts.credits import ledger
from accounts.models import CreditBalance, LedgerEntry, Workspace
from accounts.tenancy import scope
from generation import leaving
from tests.credits.books import audit, give
from tests.threads import together

WRITERS = 8


def inside(workspace: Workspace, action: Callable[[], Any]) -> Any:
    with scope(workspace.pk):
        return action()


@pytest.mark.django_db(transaction=True)
def test_eight_writers_at_once_never_spend_more_than_there_is(workspace: Workspace) -> None:
    give(workspace.pk, 100)
    shares = [7, 11, 13, 5, 9, 12, 8, 10]

    def spend(writer: int) -> list[int]:
        dice, taken = random.Random(writer), []
        for turn in range(6):
            reference = f"{writer}-{turn}"
            with scope(workspace.pk):
                if not ledger.reserve(reference, shares[writer]):
                    continue
            paid = dice.randint(1, shares[writer])
            with scope(workspace.pk):
                ledger.capture(reference, "1", paid)
                ledger.release(reference)
            taken.append(paid)
        return taken

    taken = together(*[partial(spend, writer) for writer in range(WRITERS)])
    assert all(isinstance(found, list) for found in taken), taken
    balance = audit(workspace.pk)
    assert (balance.spent, balance.reserved) == (sum(map(sum, taken)), 0)
    assert 0 <= balance.available == 100 - balance.spent


@pytest.mark.django_db(transaction=True)
def test_eight_writers_with_the_same_booking_make_it_once(workspace: Workspace) -> None:
    give(workspace.pk, 100)
    reserve = partial(inside, workspace, lambda: ledger.reserve("one", 30))
    assert sorted(together(*[reserve] * WRITERS)) == [False] * (WRITERS - 1) + [True]
    capture = partial(inside, workspace, lambda: ledger.capture("one", "job", 20))
    assert together(*[capture] * WRITERS) == [None] * WRITERS
    release = partial(inside, workspace, lambda: ledger.release("one"))
    assert together(*[release] * WRITERS) == [None] * WRITERS
    balance = audit(workspace.pk)
    assert (balance.available, balance.reserved, balance.spent) == (80, 0, 20)


@pytest.mark.django_db(transaction=True)
def test_of_eight_writers_for_the_last_credits_one_gets_them(workspace: Workspace) -> None:
    give(workspace.pk, 10)
    wanted = [partial(inside, workspace, partial(ledger.reserve, f"of {n}", 10)) for n in range(WRITERS)]
    assert sum(together(*wanted)) == 1
    assert audit(workspace.pk).available == 0


@pytest.mark.django_db
def test_an_entry_moves_credits_and_says_for_what(workspace: Workspace) -> None:
    give(workspace.pk, 50)
    with scope(workspace.pk):
        assert ledger.reserve("asked", 12, subject="project")
        entry = LedgerEntry.objects.get(reference="asked")
    assert (entry.kind, entry.source, entry.target, entry.credits) == ("reserve", "available", "reserved", 12)
    assert (entry.phase, entry.subject) == ("reserve 1", "project")
    balance = audit(workspace.pk)
    assert (balance.available, balance.reserved, balance.spent) == (38, 12, 0)


@pytest.mark.django_db
def test_what_is_captured_and_released_is_booked_when_the_transaction_ends(workspace: Workspace) -> None:
    give(workspace.pk, 50)
    with scope(workspace.pk):
        ledger.reserve("asked", 12)
        ledger.capture("asked", "first", 5)
        ledger.release("asked")
        assert ledger.balance().spent == 0
    balance = audit(workspace.pk)
    assert (balance.available, balance.reserved, balance.spent) == (45, 0, 5)


@pytest.mark.django_db
def test_what_is_given_back_may_be_set_aside_in_the_same_transaction(workspace: Workspace) -> None:
    give(workspace.pk, 10)
    with scope(workspace.pk):
        ledger.reserve("first", 10)
        ledger.release("first")
        assert ledger.reserve("second", 10)
    assert audit(workspace.pk).reserved == 10


@pytest.mark.django_db
def test_the_balance_is_locked_before_the_counter_of_events(workspace: Workspace) -> None:
    told: list[str] = []
    with scope(workspace.pk) as entered:
        entered.before_commit("events", lambda: told.append("events"))
        ledger._later(lambda: told.append("credits"))
    assert told == ["credits", "events"]


@pytest.mark.django_db
def test_what_was_never_set_aside_is_not_charged(workspace: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    give(workspace.pk, 10)
    with scope(workspace.pk):
        ledger.capture("unknown", "job", 5)
    assert audit(workspace.pk).available == 10
    assert "were not set aside" in caplog.text


@pytest.mark.django_db
def test_an_ended_reference_may_be_opened_and_given_back_again(workspace: Workspace) -> None:
    give(workspace.pk, 30)
    with scope(workspace.pk):
        ledger.reserve("asked", 10)
        ledger.release("asked")
    with scope(workspace.pk):
        assert ledger.reserve("asked", 20, phase=ledger.next_phase("asked", "reserve"))
        ledger.capture("asked", "job", 5)
        ledger.release("asked")
    balance = audit(workspace.pk)
    assert (balance.available, balance.reserved, balance.spent) == (25, 0, 5)


@pytest.mark.django_db
def test_a_refund_is_made_once(workspace: Workspace) -> None:
    give(workspace.pk, 30)
    with scope(workspace.pk):
        ledger.reserve("asked", 10)
        ledger.capture("asked", "job", 10)
    for expected in (True, False):
        with scope(workspace.pk):
            assert ledger.refund("asked", "capture job", 10, subject="", reason="Broken") is expected
    assert audit(workspace.pk).available == 30


REFUSED = [
    "UPDATE accounts_ledgerentry SET credits = 1",
    "UPDATE accounts_ledgerentry SET credits = 1 WHERE false",
    "DELETE FROM accounts_ledgerentry",
]


@pytest.mark.django_db(transaction=True, databases=["default", "ops", "owner"])
@pytest.mark.parametrize("statement", REFUSED)
@pytest.mark.parametrize("alias", ["default", "ops", "owner"])
def test_nobody_changes_or_deletes_an_entry(workspace: Workspace, alias: str, statement: str) -> None:
    """Not the application, not the console, not even the owner of the tables."""
    give(workspace.pk, 10)
    with (
        pytest.raises(ProgrammingError, match="rows of accounts_ledgerentry are written once"),
        transaction.atomic(using=alias),
        connections[alias].cursor() as cursor,
    ):
        cursor.execute(statement)
    assert audit(workspace.pk).available == 10


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"credits": 0},
        {"kind": "reserve", "source": "spent"},
        {"kind": "capture", "source": "available", "target": "spent"},
        {"kind": "gift"},
    ],
)
def test_postgresql_itself_refuses_an_entry_that_makes_no_sense(workspace: Workspace, wrong: dict[str, Any]) -> None:
    right = {"kind": "grant", "source": "granted", "target": "available", "credits": 5, "reference": "r", "phase": "p"}
    with scope(workspace.pk):
        LedgerEntry.objects.create(**right)
        with pytest.raises(IntegrityError), transaction.atomic():
            LedgerEntry.objects.create(**{**right, "phase": "q", **wrong})


@pytest.mark.django_db
def test_postgresql_itself_refuses_a_balance_below_zero(workspace: Workspace) -> None:
    give(workspace.pk, 10)
    with scope(workspace.pk), connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute("UPDATE accounts_creditbalance SET available = available - 11")


@pytest.mark.django_db
def test_one_workspace_sees_and_moves_nothing_of_another(workspace: Workspace, elsewhere: Workspace) -> None:
    give(workspace.pk, 10)
    give(elsewhere.pk, 77)
    with scope(workspace.pk):
        assert ledger.balance().available == 10
        assert ledger.reserve("asked", 11) is False
        assert ledger.reserve("asked", 10)
    assert audit(elsewhere.pk).available == 77


@pytest.mark.django_db(transaction=True, databases=["default", "ops"])
def test_a_deleted_workspace_leaves_its_entries_behind(workspace: Workspace, elsewhere: Workspace) -> None:
    """Its id refers to nothing any more; the sums of the studio stay what they were."""
    give(workspace.pk, 10)
    with scope(workspace.pk):
        ledger.reserve("asked", 4)
        ledger.capture("asked", "job", 4)
    before = LedgerEntry.across_workspaces.using("ops").count()
    gone = workspace.pk
    Workspace.objects.using("ops").get(pk=gone).delete(using="ops")
    left = LedgerEntry.across_workspaces.using("ops").filter(workspace_id=gone)
    assert LedgerEntry.across_workspaces.using("ops").count() == before
    assert left.filter(kind="capture").get().credits == 4
    assert not CreditBalance.across_workspaces.using("ops").filter(workspace_id=gone).exists()
    with scope(gone):
        assert sum(ledger.totals().values()) == 0


@pytest.mark.django_db
def test_a_booking_is_one_statement(workspace: Workspace, django_assert_num_queries: Any) -> None:
    give(workspace.pk, 10)
    with scope(workspace.pk), django_assert_num_queries(1):
        ledger.reserve("asked", 5)
    with scope(workspace.pk), django_assert_num_queries(1):
        ledger.capture("asked", "job", 5)
        ledger.settle()


@pytest.mark.django_db(transaction=True, databases=["default", "ops"])
def test_a_workspace_that_its_owner_deleted_leaves_its_entries_behind_too(workspace: Workspace) -> None:
    give(workspace.pk, 10)
    gone = workspace.pk
    leaving.delete_workspace(workspace)
    left = LedgerEntry.across_workspaces.using("ops").filter(workspace_id=gone)
    assert set(left.values_list("kind", flat=True)) == {"grant", "adjust"}
    assert not CreditBalance.across_workspaces.using("ops").filter(workspace_id=gone).exists()
