"""generation/history/telling.py"""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.renderers import JSONRenderer

from accounts.models import User, Workspace
from accounts.tenancy import scope
from generation import queries, retrying, values
from generation.errors import unexpected
from generation.history import keeping, telling
from generation.history.serializers import HistoryEntrySerializer
from generation.models import Generation, Job, Rating
from tests import rows
from tests.cast import Speaker

pytestmark = pytest.mark.django_db
DECISION: dict[str, Any] = {"seconds": [1.0, 2.0], "prior_seconds": [1.0, 2.0], "engine": "animatic", "model": "drawn"}
DECISIONS: tuple[Any, ...] = (DECISION, DECISION | {"simulated": True}, {}, [], "of an earlier release", {"seconds": 3})
FALLBACK = {"reason": "No room.", "advice": "Use Low."}
CONSENT = {"asked_at": "2026-11-22T10:00:00Z", "until": None, "answer": "", "answered_at": None, "again": False}


@pytest.fixture
def made(workspace: Workspace, owner: User, editor: User) -> list[UUID]:
    """Generations of every kind of past, the newest first."""
    shelf = rows.shelf_in(workspace)
    every = [shelf.generation, shelf.frame.generation]
    every += [rows.ended(shelf.scene, kind, state) for kind, _ in values.KINDS for state, _ in values.GENERATION_STATES]
    with scope(workspace.pk):
        for number, generation in enumerate(every):
            _give_a_past(generation, number, owner, editor)
        return list(Generation.objects.order_by("-id").values_list("pk", flat=True))


def _give_a_past(generation: Generation | None, number: int, owner: User, editor: User) -> None:
    assert generation is not None
    decision, failed = DECISIONS[number % len(DECISIONS)], generation.state == values.FAILED
    Generation.objects.filter(pk=generation.pk).update(
        decision=decision,
        created_by=(owner, editor, None)[number % 3],
        fallback=FALLBACK if number % 4 == 0 else None,
        consent=CONSENT if number % 5 == 0 else None,
        quote=rows.QUOTE | ({"fallback": FALLBACK, "memory_gb": 3} if number % 2 else {}),
        error=unexpected().as_dict() if failed else None,
        note="seen" if number % 3 == 0 else "",
        started_at=generation.created_at if number % 2 else None,
        project_id=None if number % 7 == 3 else generation.project_id,
    )
    keeping.describe(generation, tags=["sea", "灯台", "Ä", "a b"][: number % 5])
    keeping.favour(generation, (owner, editor)[number % 2].pk, keep=True)
    for person in (owner, editor)[: number % 3]:
        Rating.objects.get_or_create(generation=generation, user=person, defaults={"stars": 1 + number % 5})
    failures = [retrying.reason(unexpected(), at="", worker="1", number=1, wait_seconds=None)]
    for part in range(number % 4):
        Job.objects.create(
            generation=generation,
            kind=values.JOB_PICTURE,
            number=50 + part,
            lane="cpu",
            engine=("animatic", "", "other")[part],
            state=values.FAILED if failed else values.SUCCEEDED,
            stage="lighting" if number % 2 else "unknown",
            tries=number,
            failures=failures if number % 2 else [],
            measured=({"seconds": 0.5 + 4 * (number % 3), "peak_gb": None}, {}, [])[part],
        )


@pytest.fixture
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Addresses hold the time."""
    with monkeypatch.context() as patched:
        patched.setattr("time.time", lambda: 1_800_000_000.0)
        yield


def shown(serializer: type[HistoryEntrySerializer], context: dict[str, Any]) -> Any:
    return json.loads(JSONRenderer().render(serializer(queries.entries(), many=True, context=context).data))


@pytest.mark.parametrize(("who", "zone"), [("owner", "UTC"), ("editor", "Asia/Tokyo"), (None, "UTC")])
def test_a_page_tells_what_its_serializer_would(
    who: str | None,
    zone: str,
    made: list[UUID],
    workspace: Workspace,
    stopped_clock: None,
    request: pytest.FixtureRequest,
) -> None:
    user = request.getfixturevalue(who).pk if who else None
    with scope(workspace.pk), timezone.override(zone):
        told = telling.entries(made, workspace.slug, user)
        expected = shown(HistoryEntrySerializer, {"slug": workspace.slug, "user": user})
    assert len(expected) == len(made) > 20
    assert json.loads(JSONRenderer().render(told)) == expected


def test_a_list_says_of_each_what_its_own_address_says(made: list[UUID], as_editor: Speaker) -> None:
    listed = as_editor.made("GET", "generations?limit=200")["results"]
    assert [entry["id"] for entry in listed] == [str(pk) for pk in made]
    for entry in listed:
        alone = without_addresses(as_editor.made("GET", f"generations/{entry['id']}"))
        kept = without_addresses(as_editor.made("GET", f"generations/{entry['id']}/kept"))
        assert without_addresses(entry) == kept
        assert {name: kept[name] for name in alone} == alone


def without_addresses(entry: dict[str, Any]) -> dict[str, Any]:
    """They hold the time."""
    for output in entry["outputs"]:
        assert {output.pop("url")[:7], output.pop("download_url")[:7]} == {"/media/"}
    return entry


def test_a_page_is_one_statement_however_many_entries(made: list[UUID], workspace: Workspace) -> None:
    with scope(workspace.pk):
        telling.entries(made, workspace.slug, None)
        for size in (1, len(made) // 2, len(made)):
            with CaptureQueriesContext(connection) as asked:
                assert len(telling.entries(made[:size], workspace.slug, None)) == size
            assert [one["sql"] for one in asked if "generation_" in one["sql"]] == [asked[0]["sql"]]
            assert len(asked) <= 2  # what the other qualities take, once, where a time was far off


def test_nothing_is_told_without_asking(workspace: Workspace) -> None:
    with scope(workspace.pk), CaptureQueriesContext(connection) as asked:
        assert telling.entries([], workspace.slug, None) == []
    assert len(asked) == 0


def test_another_workspaces_entries_are_not_told(
    made: list[UUID], workspace: Workspace, elsewhere: Workspace, outsider: User
) -> None:
    with scope(elsewhere.pk):
        assert telling.entries(made, elsewhere.slug, outsider.pk) == []
        assert telling.entries(made, workspace.slug, None) == []


def test_what_belongs_to_an_entry_is_read_from_its_workspace_alone(
    made: list[UUID], workspace: Workspace, elsewhere: Workspace
) -> None:
    """A row that another workspace hangs onto an entry is not ours to tell."""
    with scope(elsewhere.pk):
        foreign = rows.shelf_in(elsewhere).generation
        keeping.describe(foreign, tags=["theirs"])
    with scope(workspace.pk):
        told = json.dumps(telling.entries(made, workspace.slug, None))
    assert "theirs" not in told
    assert str(foreign.pk) not in told
