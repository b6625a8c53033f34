"""Idempotency-Key on POST /generations."""

from typing import Any

import pytest

from accounts.models import User, Workspace
from accounts.tenancy import scope
from generation.models import Generation, QueueTicket
from tests import cast, rows
from tests.cast import Speaker
from tests.threads import together

PICTURE = {"kind": "picture", "prompt": "a lighthouse at dusk"}


def ask(speaker: Speaker, key: str, body: Any = None) -> Any:
    return speaker.call("POST", "generations", body or PICTURE, Idempotency_Key=key)


@pytest.mark.django_db
def test_the_same_key_is_the_same_generation(as_editor: Speaker, workspace: Workspace) -> None:
    first, again = ask(as_editor, "one"), ask(as_editor, "one")
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json()
    with scope(workspace.pk):
        assert Generation.objects.count() == 1
    assert QueueTicket.objects.count() == 1


@pytest.mark.django_db
def test_the_order_of_the_fields_does_not_matter(as_editor: Speaker) -> None:
    turned = dict(reversed(PICTURE.items()))
    assert ask(as_editor, "one").json()["id"] == ask(as_editor, "one", turned).json()["id"]


@pytest.mark.django_db
def test_the_same_key_with_another_request_is_422(as_editor: Speaker) -> None:
    ask(as_editor, "one")
    answer = ask(as_editor, "one", {**PICTURE, "seed": 1})
    assert answer.status_code == 422
    told = cast.problem(answer)
    assert told["title"] == "Key already used"
    assert told["advice"] == "Use a new key for a new request."


@pytest.mark.django_db
def test_another_key_or_none_is_another_generation(as_editor: Speaker) -> None:
    ids = {ask(as_editor, key).json()["id"] for key in ("one", "two", "", "")}
    assert len(ids) == 4


@pytest.mark.django_db
def test_a_plan_is_asked_for_once(as_editor: Speaker, workspace: Workspace) -> None:
    first, other = (rows.episode_of(rows.project_in(workspace)).pk for _ in range(2))
    body = {"idea": "a ship in a storm", "scenes": 2}

    def plan(episode: object, body: Any = body) -> Any:
        return as_editor.call("POST", f"episodes/{episode}/plan", body, Idempotency_Key="one")

    assert plan(first).json()["id"] == plan(first).json()["id"]
    with scope(workspace.pk):
        assert Generation.objects.count() == 1
    assert [plan(other).status_code, plan(first, {**body, "scenes": 3}).status_code] == [422, 422]


@pytest.mark.django_db
def test_another_workspace_with_the_same_key_gets_its_own(as_editor: Speaker, as_outsider: Speaker) -> None:
    assert ask(as_editor, "one").json()["id"] != ask(as_outsider, "one").json()["id"]


@pytest.mark.django_db
def test_a_request_that_was_refused_does_not_use_its_key(as_editor: Speaker) -> None:
    assert ask(as_editor, "one", {**PICTURE, "prompt": ""}).status_code == 400
    assert ask(as_editor, "one").status_code == 202


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["x" * 201, "a\tb", "a\x00b"])
def test_a_key_that_cannot_be_kept_is_refused_at_its_name(as_editor: Speaker, key: str) -> None:
    told = cast.problem(ask(as_editor, key))
    assert told["errors"][0]["field"] == "Idempotency-Key"
    assert "200" in told["errors"][0]["advice"]


@pytest.mark.django_db
def test_the_key_still_counts_when_its_generation_has_ended(as_editor: Speaker) -> None:
    first = ask(as_editor, "one").json()
    as_editor.made("POST", f"generations/{first['id']}/cancel")
    again = ask(as_editor, "one").json()
    assert (again["id"], again["state"]) == (first["id"], "cancelled")


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_are_one_generation(editor: User, workspace: Workspace) -> None:
    """A nervous double click: both come in before either is written."""
    speakers = [cast.program(editor, workspace) for _ in range(4)]
    answers = together(*[lambda speaker=speaker: ask(speaker, "one") for speaker in speakers])
    assert [getattr(answer, "status_code", answer) for answer in answers] == [202] * 4
    assert len({answer.json()["id"] for answer in answers}) == 1
    with scope(workspace.pk):
        assert Generation.objects.count() == 1
    assert QueueTicket.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_different_requests_at_once_with_one_key_are_one_and_a_422(editor: User, workspace: Workspace) -> None:
    speakers = [cast.program(editor, workspace) for _ in range(2)]
    answers = together(
        lambda: ask(speakers[0], "one", {**PICTURE, "seed": 1}),
        lambda: ask(speakers[1], "one", {**PICTURE, "seed": 2}),
    )
    assert sorted(answer.status_code for answer in answers) == [202, 422]
    with scope(workspace.pk):
        assert Generation.objects.count() == 1
