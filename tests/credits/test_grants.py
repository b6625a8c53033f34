"""The month's credits come once, late or twice at once, and follow the plan."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.credits import budget, grants, ledger
from accounts.credits.months import MOST_MONTHS, after, month_of, months_due
from accounts.models import CreditBalance, LedgerEntry, Workspace
from accounts.plans.loader import newest, plan_of
from accounts.tenancy import scope
from tests.credits.books import audit
from tests.threads import together

FREE, CREATOR = (plan_of(name, newest()).monthly_credits for name in ("free", "creator"))
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(st.none() | DAYS, DAYS)
def test_due_months_follow_each_other_and_end_with_the_present_one(until: date | None, today: date) -> None:
    due = months_due(until and month_of(until), today)
    assert len(due) <= MOST_MONTHS
    assert due == sorted(set(due))
    assert all(month.day == 1 for month in due)
    assert all(after(one) == other for one, other in zip(due, due[1:], strict=False))
    if until is None or month_of(until) < month_of(today):
        assert due[-1] == month_of(today)
    else:
        assert due == []


@given(DAYS, st.lists(DAYS, max_size=8))
def test_a_sweep_that_runs_at_any_time_grants_no_month_twice(first: date, others: list[date]) -> None:
    until, granted = None, []
    for today in [first, *others]:
        due = months_due(until, today)
        granted += due
        until = due[-1] if due else until
    assert len(granted) == len(set(granted))


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the day on which the studio thinks it is."""

    def today(year: int, month: int, day: int = 1) -> None:
        moment = datetime(year, month, day, 3, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return today


def sweep(workspace: Workspace) -> int:
    with scope(workspace.pk):
        return grants.make_due()


@pytest.mark.django_db
def test_a_month_is_granted_once(free: Workspace, calendar: Any) -> None:
    calendar(2026, 11, 21)
    assert [sweep(free) for _ in range(3)] == [FREE, 0, 0]
    calendar(2026, 12, 1)
    assert [sweep(free) for _ in range(2)] == [FREE, 0]
    assert audit(free.pk).available == 2 * FREE


@pytest.mark.django_db
def test_a_studio_that_stood_still_makes_up_for_the_last_months(free: Workspace, calendar: Any) -> None:
    calendar(2026, 1, 15)
    sweep(free)
    calendar(2026, 10, 2)
    assert sweep(free) == MOST_MONTHS * FREE
    with scope(free.pk):
        months = LedgerEntry.objects.order_by("reference").values_list("reference", flat=True)
        assert list(months) == ["month 2026-01", "month 2026-08", "month 2026-09", "month 2026-10"]


@pytest.mark.django_db
def test_a_clock_that_went_back_grants_nothing(free: Workspace, calendar: Any) -> None:
    calendar(2026, 11, 21)
    sweep(free)
    calendar(2026, 9, 1)
    assert sweep(free) == 0


@pytest.mark.django_db(transaction=True)
def test_sweeps_at_the_same_moment_grant_once(free: Workspace) -> None:
    assert sorted(together(*[partial(sweep, free)] * 8)) == [0] * 7 + [FREE]
    assert audit(free.pk).available == FREE


@pytest.mark.django_db
def test_a_larger_plan_brings_the_difference_at_once_and_only_once(free: Workspace, calendar: Any) -> None:
    calendar(2026, 11, 21)
    sweep(free)
    for plan in ("creator", "free", "creator", "free"):
        with scope(free.pk):
            grants.change_plan(plan)
    assert audit(free.pk).available == CREATOR
    with scope(free.pk):
        assert grants.next_grant() == grants.NextGrant(date(2026, 12, 1), FREE)


@pytest.mark.django_db
def test_a_plan_that_is_changed_before_the_first_sweep_is_granted_whole(free: Workspace) -> None:
    with scope(free.pk):
        assert grants.change_plan("creator") == CREATOR
        assert grants.make_due() == 0
    assert audit(free.pk).available == CREATOR


@pytest.mark.django_db
def test_what_is_due_may_be_spent_before_the_sweep_comes(free: Workspace) -> None:
    with scope(free.pk):
        assert (ledger.balance().available, grants.available()) == (0, FREE)
        budget.check(FREE)
        assert not LedgerEntry.objects.exists()
        budget.reserve("asked", FREE, subject="")
        with pytest.raises(budget.NotEnoughCredits):
            budget.check(1)
    assert audit(free.pk).reserved == FREE


@pytest.mark.django_db
def test_a_sweep_in_the_middle_of_a_look_takes_nothing_away(free: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    read = ledger.balance

    def read_just_before_the_sweep() -> CreditBalance:
        """As another connection's sweep would commit right after the first statement."""
        found = read()
        monkeypatch.setattr(ledger, "balance", read)
        grants.make_due()
        return found

    with scope(free.pk):
        monkeypatch.setattr(ledger, "balance", read_just_before_the_sweep)
        budget.check(FREE)
        assert (read().available, grants.available()) == (FREE, FREE)
