"""generation/history/searching.py"""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import values
from generation.history import grams, keeping, searching
from generation.models import Generation, SearchText
from tests import rows

pytestmark = pytest.mark.django_db
LETTERS = "aB \"灯台のß🎬é\n%_\\'"
PROMPTS = st.lists(st.text(LETTERS, max_size=12), min_size=1, max_size=8)


@pytest.fixture(params=[1, 3000], ids=["looked-up", "read"])
def walked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Both ways to find: by grams, and by reading the newest."""
    monkeypatch.setattr(searching, "WALKED", request.param)
    monkeypatch.setattr(searching, "LOOKED_AT", request.param)
    size: int = request.param
    return size


def picture(workspace: Workspace, prompt: str) -> UUID:
    """A finished picture, as if it had been asked for."""
    with scope(workspace.pk):
        made = Generation.objects.create(
            kind=values.PICTURE,
            state=values.SUCCEEDED,
            prompt=prompt,
            seed=7,
            requested_tier="low",
            achieved_tier="low",
            quote=rows.QUOTE,
        )
        searching.index(made)
        return made.pk


def search(workspace: Workspace, text: str, limit: int = 50) -> list[UUID]:
    """Among all entries: by their texts, and as if others had been left out; both find the same."""
    with scope(workspace.pk):
        rows, terms = Generation.objects.all(), grams.terms(text)
        found = searching.found(rows, terms, None, limit, narrowed=False)
        assert searching.found(rows, terms, None, limit) == found
        return found


@how(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(prompts=PROMPTS, text=st.text(LETTERS, min_size=1, max_size=4))
def test_what_holds_the_words_is_found_and_nothing_else(
    prompts: list[str], text: str, workspace: Workspace, walked: int
) -> None:
    with scope(workspace.pk):
        Generation.objects.all().delete()
    made = {picture(workspace, prompt): grams.normalised(prompt) for prompt in prompts}
    terms = grams.terms(text)
    expected = [pk for pk in sorted(made, reverse=True) if all(term in made[pk] for term in terms)]
    assert search(workspace, text) == expected


FOUND_ONCE = (
    "lighthouse",
    "LIGHTHOUSE dusk",
    "house",
    '"at dusk"',
    "灯",
    "台の",
    "маяк",
    "МАЯК",
    "منارة",
    "등대",
    "🎬",
)
FOUND_NOWHERE = ('"dusk at"', "zebra", "_", "台灯")


@pytest.mark.parametrize(
    ("text", "count"),
    [(text, 1) for text in (*FOUND_ONCE, "ประภาคาร", "दीपस्तंभ", "0%")] + [(text, 0) for text in FOUND_NOWHERE],
)
def test_every_script_is_searched(text: str, count: int, workspace: Workspace, walked: int) -> None:
    for prompt in (
        "A Lighthouse at dusk",
        "夕暮れの灯台の光",
        "Старый маяк у моря",
        "منارة عند الغروب",
        "바다의 등대",
        "ประภาคารริมทะเล",
    ):
        picture(workspace, prompt)
    for prompt in ("समुद्र के किनारे दीपस्तंभ", "🎬 take two", "100% rain"):
        picture(workspace, prompt)
    assert len(search(workspace, text)) == count


def test_notes_and_tags_are_found_and_what_they_were_is_not(workspace: Workspace, walked: int) -> None:
    made = picture(workspace, "a boat")
    with scope(workspace.pk):
        generation = Generation.objects.get(pk=made)
        keeping.describe(generation, note="For the trailer", tags=["sea"])
    assert search(workspace, "trailer") == search(workspace, "sea boat") == [made]
    with scope(workspace.pk):
        keeping.describe(generation, note="", tags=["lake"])
    assert search(workspace, "trailer") == search(workspace, "sea") == []


def test_another_workspaces_words_are_never_found(workspace: Workspace, elsewhere: Workspace, walked: int) -> None:
    mine, theirs = picture(workspace, "the same lighthouse"), picture(elsewhere, "the same lighthouse")
    assert (search(workspace, "lighthouse"), search(elsewhere, "lighthouse")) == ([mine], [theirs])


def test_the_function_sees_the_entered_workspace_alone(workspace: Workspace, elsewhere: Workspace) -> None:
    """It runs as the owner of the tables: its own condition is the wall."""
    theirs = picture(elsewhere, "a secret lighthouse")
    sought = grams.keys(elsewhere.pk, ["sec"])
    for most in (10, None):
        asked: list[Any] = [sought, ["secret"], searching.LAST, most]
        with connection.cursor() as cursor:
            cursor.execute(searching.MATCHES_SQL, asked)
            assert cursor.fetchall() == []
        for entered, expected in ((workspace, []), (elsewhere, [(theirs,)])):
            with scope(entered.pk), connection.cursor() as cursor:
                cursor.execute(searching.MATCHES_SQL, asked)
                assert cursor.fetchall() == expected


def test_pages_follow_each_other_without_gap_or_double(workspace: Workspace, walked: int) -> None:
    made = [picture(workspace, f"boat {number}") for number in range(7)]
    for narrowed in (True, False):
        with scope(workspace.pk):
            first = searching.found(Generation.objects.all(), ["boat"], None, 4, narrowed=narrowed)
            second = searching.found(Generation.objects.all(), ["boat"], first[-1], 4, narrowed=narrowed)
        assert [*first, *second] == sorted(made, reverse=True)


def test_what_is_no_longer_shown_is_not_found(workspace: Workspace, walked: int) -> None:
    """As a plan hides what is old: by a time, which the ids do not tell."""
    made = [picture(workspace, f"boat {number}") for number in range(6)]
    with scope(workspace.pk):
        Generation.objects.filter(pk__in=made[:3]).update(created_at=timezone.now() - timedelta(days=9))
        shown = Generation.objects.filter(created_at__gte=timezone.now() - timedelta(days=7))
        for narrowed in (True, False):
            assert searching.found(shown, ["boat"], None, 10, narrowed=narrowed) == made[:2:-1]


def test_a_search_takes_no_more_statements_for_more_entries(workspace: Workspace, walked: int) -> None:
    def asked() -> int:
        with scope(workspace.pk), CaptureQueriesContext(connection) as queries:
            searching.found(Generation.objects.all(), ["boat"], None, 3, narrowed=False)
        return len(queries)

    for number in range(4):
        picture(workspace, f"boat {number}")
    before = asked()
    for number in range(8):
        picture(workspace, f"boat {number}")
    assert asked() == before <= 3


def test_what_else_is_asked_holds_for_what_is_looked_up(workspace: Workspace, walked: int) -> None:
    made = [picture(workspace, "boat") for _ in range(5)]
    with scope(workspace.pk):
        Generation.objects.filter(pk=made[0]).update(state=values.FAILED)
        failed = Generation.objects.filter(state=values.FAILED)
        assert searching.found(failed, ["boat"], None, 4) == [made[0]]


def test_what_search_does_not_know_yet_is_indexed_newest_first(workspace: Workspace) -> None:
    made = [picture(workspace, f"boat {number}") for number in range(3)]
    with scope(workspace.pk):
        SearchText.objects.all().delete()
        assert searching.index_missing(2) == 2
        assert set(SearchText.objects.values_list("pk", flat=True)) == set(made[1:])
        assert searching.index_missing(2) == 1
        assert searching.index_missing(2) == 0
    assert search(workspace, "boat 0") == [made[0]]


def test_what_is_asked_for_is_found_at_once(workspace: Workspace) -> None:
    asked = rows.asked(rows.scene_in(workspace))
    assert search(workspace, "red boat") == [asked.pk]


def test_the_command_indexes_every_workspace(workspace: Workspace, elsewhere: Workspace, capsys: Any) -> None:
    made = {one: picture(one, "boat") for one in (workspace, elsewhere)}
    for one in made:
        with scope(one.pk):
            SearchText.objects.all().delete()
    call_command("history", "index")
    assert capsys.readouterr().out == "2 entries are found now that were not before.\n"
    assert [search(one, "boat") for one in made] == [[pk] for pk in made.values()]
