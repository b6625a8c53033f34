"""GET /resolutions, one, a step's run, feedback: what is told, who may, and that twice is once."""

from dataclasses import replace
from typing import Any

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation.models import ResolutionSession, StepTally
from tests import rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(workspace: Workspace) -> Shelf:
    """One of everything; what is open there is about a part."""
    made = rows.shelf_in(workspace)
    with scope(workspace.pk):
        made.resolution.delete()
    return replace(made, resolution=rows.given_up(made.generation))


def one(speaker: Speaker, shelf: Shelf) -> Any:
    return speaker.made("GET", f"resolutions/{shelf.resolution.pk}")


def run(speaker: Speaker, shelf: Shelf, key: str) -> Any:
    step = rows.steps_of(shelf.resolution)[key]
    return speaker.call("POST", f"/api/v1/resolutions/{shelf.resolution.pk}/steps/{step.pk}/run")


def test_a_failure_is_told_with_its_tries_and_what_can_be_done(as_editor: Speaker, shelf: Shelf) -> None:
    told = one(as_editor, shelf)
    assert (told["state"], told["category"], told["part"]) == ("needs_you", "pipeline", 9)
    assert told["detail"] == "Something went wrong while this was made."
    assert [(each["number"], each["wait_seconds"]) for each in told["tries"]] == [(3, None)]
    assert [step["key"] for step in told["steps"]] == ["try_again", "change_words", "ask_operator"]
    assert [step["leads_to"] for step in told["steps"]] == ["", "words", "report"]
    assert all(step["success"] is None for step in told["steps"])


def test_a_report_holds_what_helps_and_nothing_that_is_secret(as_editor: Speaker, shelf: Shelf) -> None:
    report = one(as_editor, shelf)["report"]
    assert str(shelf.generation.pk) in report
    assert "pipeline: Something went wrong" in report
    assert rows.PROMPT not in report


def test_they_are_listed_newest_first_and_by_generation(as_editor: Speaker, shelf: Shelf, workspace: Workspace) -> None:
    other = rows.shelf_in(workspace)
    listed = as_editor.made("GET", "resolutions")["results"]
    assert [each["id"] for each in listed] == [str(other.resolution.pk), str(shelf.resolution.pk)]
    mine = as_editor.made("GET", f"resolutions?generation={shelf.generation.pk}&state=needs_you")["results"]
    assert [each["id"] for each in mine] == [str(shelf.resolution.pk)]
    assert as_editor.made("GET", "resolutions?state=resolved")["results"] == []


@pytest.mark.parametrize("query", ["generation=seven", "state=sunny"])
def test_a_filter_that_makes_no_sense_is_named(as_editor: Speaker, shelf: Shelf, query: str) -> None:
    answer = as_editor.call("GET", f"/api/v1/resolutions?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == query.split("=")[0]


def test_a_list_costs_the_same_however_long_it_is(
    as_editor: Speaker, shelf: Shelf, workspace: Workspace, django_assert_max_num_queries: Any
) -> None:
    rows.shelf_in(workspace)
    with django_assert_max_num_queries(14):
        as_editor.made("GET", "resolutions")


def test_a_step_that_is_done_elsewhere_is_noted_once(as_editor: Speaker, shelf: Shelf) -> None:
    for _ in range(2):
        answer = run(as_editor, shelf, "change_words")
        assert answer.status_code == 200
        (step,) = [each for each in answer.json()["steps"] if each["key"] == "change_words"]
        assert step["state"] == "done"
    assert rows.steps_of(shelf.resolution)["change_words"].runs == 1


def test_success_is_told_from_five_cases_on(as_editor: Speaker, shelf: Shelf) -> None:
    tally = StepTally.objects.create(category="pipeline", key="try_again", tried=4, helped=3)
    assert one(as_editor, shelf)["steps"][0]["success"] is None
    StepTally.objects.filter(pk=tally.pk).update(tried=5)
    assert one(as_editor, shelf)["steps"][0]["success"] == {"helped": 3, "tried": 5}


def test_feedback_is_kept_and_may_be_changed(as_editor: Speaker, shelf: Shelf) -> None:
    address = f"resolutions/{shelf.resolution.pk}/feedback"
    as_editor.made("POST", address, {"helped": False, "note": "It came back."})
    told = as_editor.made("POST", address, {"helped": True})
    assert (told["helped"], told["note"]) == (True, "")
    with scope(shelf.resolution.tenant_id):
        assert ResolutionSession.objects.get(pk=shelf.resolution.pk).feedback_by is not None


@pytest.mark.parametrize("body", [{}, {"helped": "perhaps"}, {"helped": None}, {"helped": True, "note": "x" * 1001}])
def test_feedback_that_makes_no_sense_is_refused_by_its_field(
    as_editor: Speaker, shelf: Shelf, body: dict[str, Any]
) -> None:
    answer = as_editor.call("POST", f"/api/v1/resolutions/{shelf.resolution.pk}/feedback", body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] in ("helped", "note")


def test_who_only_looks_sees_it_and_changes_nothing(as_viewer: Speaker, shelf: Shelf) -> None:
    assert one(as_viewer, shelf)["state"] == "needs_you"
    assert run(as_viewer, shelf, "change_words").status_code == 403
    answer = as_viewer.call("POST", f"/api/v1/resolutions/{shelf.resolution.pk}/feedback", {"helped": True})
    assert answer.status_code == 403


def test_an_outsider_finds_nothing(as_outsider: Speaker, shelf: Shelf) -> None:
    assert as_outsider.call("GET", f"/api/v1/resolutions/{shelf.resolution.pk}").status_code == 404
    assert run(as_outsider, shelf, "try_again").status_code == 404
    assert as_outsider.made("GET", "resolutions")["results"] == []
    assert as_outsider.made("GET", f"resolutions?generation={shelf.generation.pk}")["results"] == []
