"""Numbers of events: without gaps, in the order of commits, whatever goes on at once."""

from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import events
from generation.models import EventCounter, EventLog
from tests.threads import together


def numbers(workspace: Workspace) -> list[int]:
    with scope(workspace.pk):
        return list(EventLog.objects.order_by("seq").values_list("seq", flat=True))


def record(workspace: Workspace, count: int = 1, fails: bool = False) -> None:
    with scope(workspace.pk):
        for number in range(count):
            events.record("notice", number=number)
        if fails:
            raise ZeroDivisionError


@pytest.mark.django_db
def test_numbers_start_at_one_and_follow_the_order_of_telling(workspace: Workspace) -> None:
    record(workspace, 3)
    record(workspace, 2)
    with scope(workspace.pk):
        told = list(EventLog.objects.order_by("seq").values_list("seq", "data__number"))
    assert told == [(1, 0), (2, 1), (3, 2), (4, 0), (5, 1)]


@pytest.mark.django_db
def test_each_workspace_counts_for_itself(workspace: Workspace, elsewhere: Workspace) -> None:
    record(workspace, 2)
    record(elsewhere, 1)
    assert (numbers(workspace), numbers(elsewhere)) == ([1, 2], [1])


@pytest.mark.django_db
def test_what_was_undone_took_no_number(workspace: Workspace) -> None:
    record(workspace)
    with pytest.raises(ZeroDivisionError):
        record(workspace, 5, fails=True)
    record(workspace)
    assert numbers(workspace) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_many_transactions_at_once_leave_no_gap_and_no_double(workspace: Workspace) -> None:
    def many(fails: bool) -> None:
        for number in range(10):
            try:
                record(workspace, 1 + number % 3, fails=fails and number % 2 == 0)
            except ZeroDivisionError:
                continue

    together(*[lambda fails=bool(n % 2): many(fails) for n in range(6)])
    found = numbers(workspace)
    assert found == list(range(1, len(found) + 1))
    with scope(workspace.pk):
        assert EventCounter.objects.get().seq == len(found)


@pytest.mark.django_db(transaction=True)
def test_the_first_events_of_a_workspace_at_once_make_one_counter(workspace: Workspace) -> None:
    together(*[partial(record, workspace)] * 6)
    assert numbers(workspace) == [1, 2, 3, 4, 5, 6]


@pytest.mark.django_db(transaction=True)
def test_who_sees_a_number_sees_all_before_it(workspace: Workspace) -> None:
    """A reader between two commits never finds 5 without 4, or a replay would lose 4 for good."""
    seen: list[list[int]] = []

    def read() -> None:
        for _ in range(60):
            seen.append(numbers(workspace))

    def write() -> None:
        for _ in range(10):
            record(workspace, 2)

    together(read, *[write] * 4)
    assert all(found == list(range(1, len(found) + 1)) for found in seen)


@pytest.mark.django_db
def test_the_number_is_taken_by_the_last_statements_of_the_transaction(workspace: Workspace) -> None:
    """So that nobody holds the workspace's counter while they do anything else."""
    with CaptureQueriesContext(connection) as queries, scope(workspace.pk):
        events.record("notice")
        EventCounter.objects.exists()
        events.record("notice")
    statements = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    raised = [place for place, sql in enumerate(statements) if "generation_eventcounter" in sql and "INSERT" in sql]
    assert len(raised) == 1
    assert "INSERT INTO generation_eventlog" in statements[raised[0]]
    (last,) = statements[raised[0] + 1 :]
    assert "set_config" in last


@pytest.mark.django_db
def test_events_are_kept_a_day_and_the_count_goes_on(workspace: Workspace) -> None:
    record(workspace, 3)
    with scope(workspace.pk), connection.cursor() as cursor:
        cursor.execute("UPDATE generation_eventlog SET at = at - interval '25 hours' WHERE seq < 3")
    with scope(workspace.pk):
        assert events.sweep() == 2
    record(workspace)
    assert numbers(workspace) == [3, 4]


@pytest.mark.django_db
def test_an_event_is_told_with_what_it_is_about(workspace: Workspace) -> None:
    with scope(workspace.pk):
        events.record("notice", words="🎬 קולנוע")
    with scope(workspace.pk):
        message: dict[str, Any] = events.as_message(EventLog.objects.get())
    assert set(message) == {"seq", "type", "at", "project", "scene", "generation", "data"}
    assert message["data"] == {"words": "🎬 קולנוע"}
    assert message["at"].endswith("+00:00")
