"""The audit log: written once, read by owners and admins, parted by month."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.audit import COMMAND, entry, record
from accounts.models import AuditEntry, User, Workspace
from accounts.ops import every_row
from accounts.partitions import DEFAULT, MONTHS_AHEAD, TABLE, Month, due, keep_months
from accounts.tenancy import ScopeRequired, scope
from tests.cast import Speaker

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@given(MOMENTS, st.integers(1, 120))
def test_no_month_that_is_kept_is_dropped_and_none_ahead_is_missing(now: datetime, kept: int) -> None:
    this = Month.of(now)
    there = {this.later(months).table for months in range(-200, 3)} | {DEFAULT}
    missing, old = due(there, now, kept)
    after = (there | {month.table for month in missing}) - set(old)
    assert {this.later(months).table for months in range(-kept, MONTHS_AHEAD + 1)} <= after
    assert this.later(-kept - 1).table not in after
    assert DEFAULT in after


@pytest.mark.parametrize("statement", [f"UPDATE {TABLE} SET actor = 'nobody'", f"DELETE FROM {TABLE}"])
@pytest.mark.parametrize("alias", ["default", "ops"])
@pytest.mark.django_db(databases=["default", "ops"], transaction=True)
def test_what_was_written_stays_as_it_is(workspace: Workspace, statement: str, alias: str) -> None:
    with scope(workspace.pk):
        record(COMMAND, "workspace.changed", "North", before={"name": "South"}, after={"name": "North"})
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(using=alias):
        connections[alias].cursor().execute(statement)
    kept = every_row(AuditEntry).get(workspace=workspace, action="workspace.changed")
    assert (kept.actor, kept.before, kept.after) == ("operator", {"name": "South"}, {"name": "North"})


@pytest.mark.django_db
def test_nothing_is_written_outside_of_a_workspace() -> None:
    with pytest.raises(ScopeRequired):
        record(COMMAND, "workspace.changed")


@pytest.mark.django_db
def test_an_action_without_words_is_refused(workspace: Workspace) -> None:
    with scope(workspace.pk), pytest.raises(KeyError):
        record(COMMAND, "workspace.painted")


@pytest.mark.django_db(databases=["default", "ops", "owner"], transaction=True)
def test_a_partition_is_closed_to_those_who_read_the_log_through_its_wall(workspace: Workspace) -> None:
    with scope(workspace.pk):
        record(COMMAND, "workspace.changed")
    for table in (Month.of(timezone.now()).table, DEFAULT):
        for alias in ("default", "ops"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(using=alias):
                connections[alias].cursor().execute(f"SELECT * FROM {table}")


@pytest.mark.django_db(databases=["default", "ops", "owner"], transaction=True)
def test_a_month_without_its_partition_waits_and_moves_in_later(workspace: Workspace) -> None:
    late = datetime.now(UTC) + timedelta(days=31 * (MONTHS_AHEAD + 3))
    month = Month.of(late)
    with scope(workspace.pk):
        entry = record(COMMAND, "workspace.changed")
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER written_once")
        cursor.execute(f"UPDATE {TABLE} SET at = %s WHERE id = %s", [late, entry.pk])
        cursor.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER written_once")
        cursor.execute(f"SELECT count(*) FROM {DEFAULT}")
        assert cursor.fetchone() == (1,)
    from accounts import partitions

    partitions._make(month)
    try:
        with connections["owner"].cursor() as cursor:
            cursor.execute(f"SELECT (SELECT count(*) FROM {DEFAULT}), (SELECT count(*) FROM {month.table})")
            assert cursor.fetchone() == (0, 1)
        assert every_row(AuditEntry).filter(pk=entry.pk).exists()
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute(f"DROP TABLE {month.table}")


@pytest.mark.django_db(databases=["default", "ops", "owner"], transaction=True)
def test_months_past_their_time_are_dropped_by_the_command() -> None:
    old = Month(2001, 1)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE {old.table} PARTITION OF {TABLE} FOR VALUES FROM ('2001-01-01') TO ('2001-02-01')"
        )
    said = StringIO()
    call_command("audit", stdout=said)
    assert f"Dropped: {old.table}." in said.getvalue()
    assert keep_months() == ([], [])


@pytest.mark.django_db
def test_the_log_says_who_did_what_from_where(as_owner: Speaker, owner: User, workspace: Workspace) -> None:
    before = workspace.name
    assert as_owner.post(f"/w/{workspace.slug}/settings/", {"name": "Southlight"}).status_code == 302
    entry = as_owner.made("GET", "audit?action=workspace.changed")["results"][0]
    assert (entry["actor"], entry["via"], entry["address"]) == (owner.email, "browser", "127.0.0.1")
    assert (entry["before"], entry["after"]) == ({"name": before}, {"name": "Southlight"})
    assert entry["said"] == "Changed the workspace's settings"


@pytest.mark.django_db
def test_the_log_is_filtered_by_action_person_and_time(as_owner: Speaker, owner: User, workspace: Workspace) -> None:
    with scope(workspace.pk):
        record(COMMAND, "member.joined", "ann@northlight.film")
        record(COMMAND, "workspace.changed")
    found = [entry["action"] for entry in as_owner.made("GET", "audit?action=member.")["results"]]
    assert found == ["member.joined"]
    assert as_owner.made("GET", f"audit?actor={owner.email}&action=workspace.changed")["results"] == []
    assert as_owner.made("GET", "audit?since=2100-01-01T00:00:00Z")["results"] == []
    refused = as_owner.refused(400, "GET", "audit?since=yesterday")
    assert refused["errors"][0]["field"] == "since"


@pytest.mark.django_db
def test_a_file_of_the_log_holds_no_formula(as_owner: Speaker, workspace: Workspace) -> None:
    with scope(workspace.pk):
        record(COMMAND, "workspace.changed", "=HYPERLINK(1)")
    answer = as_owner.call("GET", "audit/export")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    assert ",'=HYPERLINK(1)," in answer.content.decode()


@pytest.mark.django_db
def test_editors_and_viewers_do_not_read_the_log(as_editor: Speaker, as_viewer: Speaker, workspace: Workspace) -> None:
    for speaker in (as_editor, as_viewer):
        assert "owner or admin" in speaker.refused(403, "GET", "audit")["detail"]
        speaker.refused(403, "GET", "audit/export")
        assert speaker.get(f"/w/{workspace.slug}/settings/audit/").status_code == 403
        assert speaker.get(f"/w/{workspace.slug}/settings/").status_code == 200
        assert speaker.post(f"/w/{workspace.slug}/settings/", {"name": "Ours"}).status_code == 403


@pytest.mark.django_db
def test_another_workspaces_log_is_not_there(as_intruder: Speaker, as_stranger: Speaker, workspace: Workspace) -> None:
    as_intruder.refused(404, "GET", "audit")
    as_stranger.refused(401, "GET", "audit")
    for page in ("", "audit/"):
        assert as_intruder.get(f"/w/{workspace.slug}/settings/{page}").status_code == 404
        assert as_intruder.post(f"/w/{workspace.slug}/settings/{page}").status_code == 404


@pytest.mark.django_db
def test_what_an_operator_changes_stands_in_the_workspaces_log(as_owner: Speaker, workspace: Workspace) -> None:
    assert connection.in_atomic_block
    with scope(workspace.pk):
        record(COMMAND, "console.changed", "workspace Northlight", after={"said": "Changed Name."})
    page = as_owner.get(f"/w/{workspace.slug}/settings/audit/?action=console.changed")
    assert "Changed in the ops console" in page.content.decode()


@pytest.mark.django_db
def test_the_log_is_shown_as_far_back_as_the_plan_keeps_it(as_owner: Speaker, workspace: Workspace) -> None:
    with scope(workspace.pk):
        old = entry(COMMAND, "member.joined", "old", at=timezone.now() - timedelta(days=40))
        old.save(force_insert=True)
        record(COMMAND, "member.joined", "new")
    assert {row["subject"] for row in as_owner.made("GET", "audit?action=member.joined")["results"]} == {"old", "new"}
    Workspace.objects.filter(pk=workspace.pk).update(plan="free")
    assert [row["subject"] for row in as_owner.made("GET", "audit?action=member.joined")["results"]] == ["new"]
    assert "old" not in as_owner.call("GET", "audit/export?action=member.joined").content.decode()
    page = as_owner.get(f"/w/{workspace.slug}/settings/audit/").content.decode()
    assert "Your plan keeps 30 days" in page
