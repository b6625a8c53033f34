"""An operator adjusts credits with a reason, refunds, and moves a workspace to another plan; nothing is edited."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.test import Client

from accounts.credits import ledger
from accounts.models import AuditEntry, LedgerEntry, User, Workspace
from accounts.ops import every_row
from accounts.tenancy import scope
from tests.credits.books import audit, give

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops"])

LEDGER = "/admin/accounts/ledgerentry/"


def adjust(console: Client, workspace: Workspace, amount: object, reason: str = "A lost evening") -> Any:
    return console.post(f"{LEDGER}add/", {"workspace": str(workspace.pk), "amount": amount, "reason": reason})


def test_credits_are_given_and_taken_with_a_reason(console: Client, workspace: Workspace, operator: User) -> None:
    give(workspace.pk, 100)
    assert adjust(console, workspace, 25).status_code == 302
    assert adjust(console, workspace, -5, "Too much").status_code == 302
    assert audit(workspace.pk).available == 120
    entries = every_row(LedgerEntry).filter(reason__in=["A lost evening", "Too much"]).order_by("id")
    assert [(entry.kind, entry.credits, entry.target) for entry in entries] == [
        ("adjust", 25, "available"),
        ("adjust", 5, "adjusted"),
    ]
    said = [entry.get_change_message() for entry in LogEntry.objects.order_by("id")]
    assert said == ["Adjusted by +25: A lost evening", "Adjusted by -5: Too much"]
    told = every_row(AuditEntry).filter(action="credits.adjusted").order_by("id")
    assert [(entry.actor, entry.via, entry.after) for entry in told] == [
        (operator.email, "ops console", {"said": words}) for words in said
    ]


def test_a_workspace_that_never_had_credits_can_be_given_some(console: Client, workspace: Workspace) -> None:
    assert adjust(console, workspace, 25).status_code == 302
    assert audit(workspace.pk).available == 25


@pytest.mark.parametrize(
    ("amount", "reason", "said"),
    [
        (0, "Why not", "Nothing would change"),
        (-101, "A fine", "has 100 credits. Take at most that many."),
        (5, "", "This field is required"),
        ("many", "A gift", "Enter a whole number"),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field(
    console: Client, workspace: Workspace, amount: object, reason: str, said: str
) -> None:
    give(workspace.pk, 100)
    answer = adjust(console, workspace, amount, reason)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert audit(workspace.pk).available == 100


def test_what_was_spent_is_refunded_once(console: Client, workspace: Workspace) -> None:
    give(workspace.pk, 100)
    with scope(workspace.pk):
        ledger.reserve("asked", 10)
        ledger.capture("asked", "job", 10)
    chosen = [str(pk) for pk in every_row(LedgerEntry).values_list("pk", flat=True)]
    for done in (1, 0):
        answer = console.post(LEDGER, {"action": "refund", "_selected_action": chosen})
        said = [str(message) for message in get_messages(answer.wsgi_request)]
        assert said[-1] == f"Refunded: {done} of {len(chosen)}."
    assert (audit(workspace.pk).available, audit(workspace.pk).spent) == (100, 0)


def test_no_entry_is_edited_or_deleted(console: Client, workspace: Workspace) -> None:
    give(workspace.pk, 100)
    entry = every_row(LedgerEntry).filter(kind="adjust").get()
    assert console.post(f"{LEDGER}{entry.pk}/change/", {"credits": 1}).status_code == 403
    assert console.post(f"{LEDGER}{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    balance = "/admin/accounts/creditbalance/"
    assert console.get(f"{balance}add/").status_code == 403


def test_entries_of_a_deleted_workspace_are_still_listed(console: Client, workspace: Workspace) -> None:
    give(workspace.pk, 100)
    gone = str(workspace.pk)
    Workspace.objects.using("ops").get(pk=gone).delete(using="ops")
    shown = console.get(LEDGER)
    assert shown.context["cl"].result_count == 2
    assert gone in shown.content.decode()


def test_another_plan_brings_its_credits_and_is_written_down(console: Client, workspace: Workspace) -> None:
    Workspace.objects.filter(pk=workspace.pk).update(plan="free")
    page = f"/admin/accounts/workspace/{workspace.pk}/change/"
    assert console.post(page, {"name": workspace.name, "plan": "creator"}).status_code == 302
    workspace.refresh_from_db()
    assert (workspace.plan, workspace.plan_version) == ("creator", 1)
    assert audit(workspace.pk).available == 3000
    told = every_row(AuditEntry).get(action="plan.changed")
    assert (told.before, told.after) == ({"plan": "free"}, {"plan": "creator"})
    assert console.post(page, {"name": workspace.name, "plan": "gold"}).status_code == 200
