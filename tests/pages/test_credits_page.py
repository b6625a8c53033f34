"""The page of plan and credits: what there is, what it was spent on, and the file of it."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from accounts.credits import ledger
from accounts.models import Workspace
from accounts.tenancy import scope
from tests import rows
from tests.cast import Speaker
from tests.credits.books import give

pytestmark = pytest.mark.django_db


@pytest.fixture
def spent(workspace: Workspace) -> str:
    """The id of a project that 7 credits were spent on; 5 more are set aside."""
    give(workspace.pk, 100)
    project = rows.project_in(workspace, name="=The lighthouse")
    with scope(workspace.pk):
        ledger.reserve("asked", 12, subject=str(project.pk))
        ledger.capture("asked", "job", 7, subject=str(project.pk))
    return str(project.pk)


def page(speaker: Speaker, workspace: Workspace, query: str = "") -> str:
    answer = speaker.get(f"/w/{workspace.slug}/settings/credits/{query}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_page_tells_what_there_is_and_what_it_was_spent_on(
    as_owner: Speaker, workspace: Workspace, spent: str
) -> None:
    shown = page(as_owner, workspace)
    assert '<dd class="big">88</dd>' in shown
    assert '<dd class="big">5</dd>' in shown
    assert "Your plan is Studio" in shown
    assert f'<a class="link" href="/w/{workspace.slug}/projects/{spent}">=The lighthouse</a>' in shown
    assert "Unused credits stay." in shown


def test_a_new_workspace_sees_what_it_may_spend(as_owner: Speaker, workspace: Workspace) -> None:
    shown = page(as_owner, workspace)
    assert '<dd class="big">100,000</dd>' in shown
    assert "Nothing was granted or spent on these days." in shown


def test_who_may_not_see_credits_sees_no_page(as_editor: Speaker, as_outsider: Speaker, workspace: Workspace) -> None:
    for speaker, status in ((as_editor, 403), (as_outsider, 404)):
        assert speaker.get(f"/w/{workspace.slug}/settings/credits/").status_code == status
    assert "Plan and credits" not in as_editor.get(f"/w/{workspace.slug}/settings/").content.decode()


@pytest.mark.parametrize("query", ["?since=soon", "?since=2026-12-02&until=2026-12-01", "?since=2020-01-01"])
def test_days_that_make_no_sense_are_told_at_the_field(as_owner: Speaker, workspace: Workspace, query: str) -> None:
    answer = as_owner.get(f"/w/{workspace.slug}/settings/credits/{query}")
    assert answer.status_code == 422
    assert 'aria-describedby="span_error"' in answer.content.decode()


def test_the_file_holds_every_entry_and_no_formula(as_owner: Speaker, workspace: Workspace, spent: str) -> None:
    for answer in (
        as_owner.get(f"/w/{workspace.slug}/settings/credits/?csv=1"),
        as_owner.call("GET", "credits/export"),
    ):
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert answer["Content-Disposition"].startswith('attachment; filename="credits-northlight-')
        lines = list(csv.DictReader(io.StringIO(answer.content.decode())))
        assert [line["what"] for line in lines] == ["Granted", "Adjusted", "Set aside", "Spent"]
        paid = lines[-1]
        assert (paid["from"], paid["to"], paid["credits"], paid["project_id"]) == ("reserved", "spent", "7", spent)
        assert paid["project"] == "'=The lighthouse"


def test_the_api_tells_the_same(as_owner: Speaker, workspace: Workspace, spent: str) -> None:
    told = as_owner.made("GET", "credits")
    assert (told["available"], told["reserved"], told["spent"]) == (88, 5, 7)
    assert (told["plan"]["id"], told["plan"]["seats"], told["next_grant"]["credits"]) == ("studio", None, 100_000)
    (line,) = as_owner.made("GET", "credits/statement?by=project")["lines"]
    assert (line["project"], line["name"], line["spent"], line["parts"]) == (spent, "=The lighthouse", 7, 1)
    (day,) = as_owner.made("GET", "credits/statement")["lines"]
    assert (day["day"], day["granted"], day["spent"], day["parts"]) == (f"{datetime.now(UTC).date()}", 100_000, 7, 1)
    assert day["adjusted"] == 100 - 100_000
    before = datetime.now(UTC).date() - timedelta(days=40)
    assert as_owner.made("GET", f"credits/statement?until={before}")["lines"] == []
    assert "day, project" in as_owner.refused(400, "GET", "credits/statement?by=moon")["advice"]
    for day in ("until=0001-01-02", "until=9999-12-31", "since=9999-12-31&until=9999-12-31"):
        assert as_owner.refused(400, "GET", f"credits/statement?{day}")["errors"][0]["field"] == "until"


def test_the_plans_are_told_with_ones_own(as_viewer: Speaker) -> None:
    told = as_viewer.made("GET", "plans")
    assert [(plan["id"], plan["current"]) for plan in told] == [("free", False), ("creator", False), ("studio", True)]


def test_what_was_spent_on_a_deleted_project_is_still_told(as_owner: Speaker, workspace: Workspace, spent: str) -> None:
    as_owner.made("DELETE", f"projects/{spent}")
    assert "A project that was deleted" in page(as_owner, workspace)
