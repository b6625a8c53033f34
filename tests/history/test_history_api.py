"""GET /generations as history: filters, pages, what people add, tags, recalling, statistics."""

from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import ApiToken, User, Workspace
from accounts.tenancy import scope
from generation import files, values
from generation.history import filters, searching
from generation.media.pictures import encode_png
from generation.models import Generation, Job, Tag
from tests import cast, rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(workspace: Workspace) -> Shelf:
    """One of everything, made before."""
    return rows.shelf_in(workspace)


def ids(speaker: Speaker, query: str) -> list[str]:
    return [entry["id"] for entry in speaker.made("GET", f"generations?{query}")["results"]]


def test_an_entry_tells_where_it_belongs_and_what_people_added(shelf: Shelf, as_owner: Speaker, owner: User) -> None:
    with scope(shelf.scene.tenant_id):
        Generation.objects.filter(pk=shelf.generation.pk).update(created_by=owner)
    (entry,) = as_owner.made("GET", "generations?kind=takes")["results"]
    assert entry["place"] == {"project": shelf.project.name, "scene": shelf.scene.number, "title": shelf.scene.title}
    assert entry["made_by"] == {"id": str(owner.pk), "name": owner.name or owner.email}
    assert (entry["tags"], entry["note"], entry["favourite"], entry["tries"]) == (["boat"], "", False, 0)
    assert entry == as_owner.made("GET", f"generations/{shelf.generation.pk}/kept")


def test_every_filter_narrows(shelf: Shelf, as_owner: Speaker, owner: User) -> None:
    made = shelf.generation
    with scope(made.tenant_id):
        Generation.objects.filter(pk=made.pk).update(created_by=owner, requested_tier="high")
        Job.objects.create(generation=made, kind=values.JOB_TAKE, number=1, lane="cpu", engine="animatic")
    as_owner.made("PATCH", f"generations/{made.pk}/kept", {"favourite": True})
    with scope(made.tenant_id):
        day = Generation.objects.get(pk=made.pk).created_at
    here = [str(made.pk)]
    for query in ("tag=boat", "tag=BOAT", "rating=4", f"person={owner.pk}", "quality=high", "favourite=true"):
        assert ids(as_owner, query) == here, query
    for query in ("engine=animatic", f"since={day:%Y-%m-%d}&kind=takes", "search=red+boat&quality=high"):
        assert ids(as_owner, query) == here, query
    for query in ("tag=ship", "rating=5", "person=00000000-0000-7000-8000-000000000000", "engine=other"):
        assert ids(as_owner, query) == [], query
    assert ids(as_owner, f"until={day:%Y-%m-%d}") == []


def test_a_favourite_is_a_persons_own(shelf: Shelf, as_owner: Speaker, as_editor: Speaker) -> None:
    path = f"generations/{shelf.generation.pk}/kept"
    assert as_owner.made("PATCH", path, {"favourite": True})["favourite"]
    assert as_owner.made("PATCH", path, {"favourite": True})["favourite"]
    assert not as_editor.made("GET", path)["favourite"]
    assert ids(as_editor, "favourite=true") == []
    assert not as_owner.made("PATCH", path, {"favourite": False})["favourite"]


def test_notes_and_tags_are_everybodys_and_are_found(shelf: Shelf, as_owner: Speaker, as_editor: Speaker) -> None:
    path = f"generations/{shelf.generation.pk}/kept"
    told = as_owner.made("PATCH", path, {"note": "For the trailer", "tags": [" Sea  Storm ", "sea storm", "灯台"]})
    assert (told["note"], told["tags"]) == ("For the trailer", ["sea storm", "灯台"])
    assert as_editor.made("GET", path)["tags"] == told["tags"]
    assert ids(as_editor, "search=TRAILER") == ids(as_editor, "search=灯") == [str(shelf.generation.pk)]
    assert ids(as_editor, "search=%22sea+storm%22") == [str(shelf.generation.pk)]
    assert as_editor.made("PATCH", path, {"tags": []})["note"] == "For the trailer"
    assert ids(as_editor, "search=灯") == []


def test_tags_are_told_the_most_used_first(shelf: Shelf, workspace: Workspace, as_viewer: Speaker) -> None:
    rows.tagged(rows.shelf_in(workspace).generation, "boat", "ship")
    assert as_viewer.made("GET", "tags") == [{"name": "boat", "count": 2}, {"name": "ship", "count": 1}]


UNFIT = {
    "quality": ("ultra",),
    "rating": ("6", "x"),
    "person": ("me",),
    "since": ("soon", "9999999999-01-01"),
    "until": ("2026-13-01", "2026-02-01&since=2026-02-02"),
    "favourite": ("perhaps",),
    "search": ("x" * 201, "%00"),
    "tag": ("x" * 41,),
    "state": ("gone",),
}


@pytest.mark.parametrize(("field", "value"), [(name, value) for name in UNFIT for value in UNFIT[name]])
@pytest.mark.parametrize("address", ["generations", "generations/statistics", "generations/export.csv"])
def test_a_filter_that_can_not_be_used_is_said_at_its_name(
    address: str, field: str, value: str, as_viewer: Speaker
) -> None:
    told = as_viewer.refused(400, "GET", f"{address}?{field}={value}")
    assert [error["field"] for error in told["errors"]] == [field]
    assert told["errors"][0]["advice"]


@pytest.mark.parametrize("address", ["generations", "generations/statistics"])
@pytest.mark.parametrize("query", ["since=0001-01-01", "until=0001-01-01T00:00:00Z", "until=9999-12-31T23:59:59Z"])
def test_the_ends_of_the_calendar_are_times_too(address: str, query: str, shelf: Shelf, as_viewer: Speaker) -> None:
    found = as_viewer.made("GET", f"{address}?{query}")
    made = found["made"] if "made" in found else len(found["results"])
    assert (made == 0) == query.startswith("until=0001")


UNKEPT: list[tuple[dict[str, Any], str]] = [
    ({"note": "x" * 1001}, "note"),
    ({"note": None}, "note"),
    ({"tags": "sea"}, "tags"),
    ({"tags": None}, "tags"),
    ({"tags": [str(n) for n in range(21)]}, "tags"),
    ({"favourite": "perhaps"}, "favourite"),
    *(({"tags": ["ok", tag]}, "tags.1") for tag in ("", "x" * 41, "a\nb", None, ["a"])),
]


@pytest.mark.parametrize(("body", "field"), UNKEPT)
def test_what_can_not_be_kept_is_said_at_its_field(
    body: dict[str, Any], field: str, shelf: Shelf, as_owner: Speaker
) -> None:
    told = as_owner.refused(400, "PATCH", f"generations/{shelf.generation.pk}/kept", body)
    assert [error["field"] for error in told["errors"]] == [field]
    with scope(shelf.generation.tenant_id):
        assert list(Tag.objects.values_list("name", flat=True)) == ["boat"]


def test_a_viewer_changes_nothing_and_a_service_keeps_nothing(
    shelf: Shelf, workspace: Workspace, as_viewer: Speaker
) -> None:
    path = f"generations/{shelf.generation.pk}/kept"
    as_viewer.refused(403, "PATCH", path, {"note": "x"})
    _, secret = ApiToken.objects.issue(workspace=workspace, user_id=None, name="farm", scopes=["read", "generate"])
    service = Speaker({"Authorization": f"Bearer {secret}"})
    assert service.refused(403, "PATCH", path, {"favourite": True})["detail"] == "A favourite is a person's."
    assert service.made("PATCH", path, {"note": "by a program"})["note"] == "by a program"
    assert ids(service, "favourite=true") == []


def test_an_outsider_finds_keeps_and_counts_nothing_of_it(shelf: Shelf, as_outsider: Speaker) -> None:
    as_outsider.refused(404, "PATCH", f"generations/{shelf.generation.pk}/kept", {"favourite": True})
    assert ids(as_outsider, "search=red") == ids(as_outsider, "tag=boat") == []
    assert as_outsider.made("GET", "tags") == []
    assert as_outsider.made("GET", "generations/statistics")["made"] == 0


def test_a_search_goes_on_where_its_page_ended(shelf: Shelf, as_editor: Speaker, monkeypatch: Any) -> None:
    monkeypatch.setattr(searching, "WALKED", 2)
    asked = [str(rows.asked(shelf.scene).pk) for _ in range(5)]
    found, path = [], "generations?search=red+lake&limit=2"
    while path:
        page = as_editor.made("GET", path)
        assert page["previous"] is None
        found += [entry["id"] for entry in page["results"]]
        path = page["next"] and page["next"].partition("/api/v1/")[2]
    assert found == [*asked[::-1], str(shelf.generation.pk)]


def test_a_page_asks_no_more_for_more_entries(shelf: Shelf, workspace: Workspace, as_editor: Speaker) -> None:
    def asked(query: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            as_editor.made("GET", f"generations?{query}")
        return len(queries)

    few = {query: asked(query) for query in ("", "search=red", "tag=boat")}
    for _ in range(3):
        rows.shelf_in(workspace)
    assert {query: asked(query) for query in few} == few
    assert few["search=red"] <= few[""] + 2


def test_several_outputs_were_said_to_take_as_many_times_as_long(
    shelf: Shelf, workspace: Workspace, as_viewer: Speaker
) -> None:
    begun = shelf.generation.created_at
    quote = {**shelf.generation.quote, "work_seconds": [10.0, 30.0]}
    ended = {"state": values.SUCCEEDED, "started_at": begun, "finished_at": begun + timedelta(seconds=80)}
    with scope(workspace.pk):
        mine = Generation.objects.filter(pk=shelf.generation.pk)
        Generation.objects.exclude(pk=shelf.generation.pk).delete()
        mine.update(**ended, quote=quote, kind=values.FRAMES, count=3)
    assert as_viewer.made("GET", "generations/statistics")["inside"] == 1.0
    with scope(workspace.pk):
        mine.update(count=2)
    assert as_viewer.made("GET", "generations/statistics")["inside"] == 0.0


def test_statistics_count_what_worked_and_what_people_thought(shelf: Shelf, as_viewer: Speaker) -> None:
    rows.ended(shelf.scene, values.TAKES, values.FAILED)
    rows.ended(shelf.scene, values.PICTURE, values.CANCELLED)
    with scope(shelf.scene.tenant_id):
        made = Generation.objects.filter(pk=shelf.generation.pk)
        start = made.get().created_at
        made.update(started_at=start, finished_at=start + filters.SLACK / 3600, credits_captured=7)
    told = as_viewer.made("GET", "generations/statistics")
    assert (told["made"], told["worked"], told["ended"], told["credits"]) == (4, 2, 3, 7)
    assert told["success"] == pytest.approx(2 / 3)
    assert (told["median_seconds"], told["p95_seconds"], told["inside"]) == (1.0, 1.0, 1.0)
    assert (told["average_stars"], told["stars"]) == (4.0, [0, 0, 0, 1, 0])
    assert [(one["name"], one["made"]) for one in told["kinds"]] == [("frames", 1), ("picture", 1), ("takes", 2)]
    assert [(one["name"], one["made"]) for one in told["qualities"]] == [("low", 4)]
    assert sum(day["made"] for day in told["days"]) == 4
    assert as_viewer.made("GET", "generations/statistics?kind=picture")["success"] is None
    as_viewer.refused(400, "GET", "generations/statistics?search=boat")


def test_what_a_simulated_card_drew_is_held_against_no_prediction(shelf: Shelf, as_viewer: Speaker) -> None:
    """Its time is what a drawing took, and is told as what it took; what was said was of a card."""
    with scope(shelf.scene.tenant_id):
        made = Generation.objects.filter(pk=shelf.generation.pk)
        start = made.get().created_at
        made.update(started_at=start, finished_at=start + filters.SLACK / 3600, decision={"simulated": True})
        told = as_viewer.made("GET", "generations/statistics")
        assert (told["worked"], told["median_seconds"], told["inside"]) == (2, 1.0, None)
        made.update(decision={"simulated": False})
    assert as_viewer.made("GET", "generations/statistics")["inside"] == 1.0


def upload(speaker: Speaker, content: bytes) -> Any:
    return speaker.post("/api/v1/recipes", {"file": SimpleUploadedFile("a.png", content)})


def test_a_dropped_file_leads_to_its_entry(shelf: Shelf, as_viewer: Speaker, as_outsider: Speaker) -> None:
    content = encode_png(np.zeros((64, 64, 3), np.uint8), {"prompt": "a lighthouse", "seed": 7})
    with scope(shelf.scene.tenant_id):
        shelf.frame.output.file_id = files.keep(shelf.scene.tenant_id, content, "image/png")
        shelf.frame.output.save(update_fields=["file"])
    told = upload(as_viewer, content).json()
    assert told["generation"] == str(shelf.frame.generation_id)
    assert (told["prompt"], told["seed"], told["moves"]) == (rows.PROMPT, 7, False)
    theirs = upload(as_outsider, content).json()
    assert (theirs["prompt"], theirs["generation"]) == ("a lighthouse", None)


@pytest.mark.parametrize(
    "content", [b"", b"#EXTM3U\nhttp://127.0.0.1/x.ts\n", b"\x89PNG\r\n\x1a\n", b"0000ftypisom" + b"x" * 99]
)
def test_a_file_without_a_recipe_is_told_so(content: bytes, as_viewer: Speaker) -> None:
    answer = upload(as_viewer, content)
    assert answer.status_code == 400
    assert cast.problem(answer)["errors"][0]["field"] == "file"


def test_no_file_at_all_is_told_so(as_viewer: Speaker) -> None:
    answer = as_viewer.post("/api/v1/recipes", {"other": "x"})
    assert cast.problem(answer)["errors"][0]["detail"] == "No file came with this."


def test_a_retry_may_change_words_quality_seed_and_count(shelf: Shelf, as_editor: Speaker) -> None:
    frames = shelf.frame.generation_id
    change = {"prompt": "a blue boat", "quality": "standard", "seed": 11, "count": 2}
    told = as_editor.made("POST", f"generations/{frames}/retry", change)
    assert {name: told[name] for name in ("prompt", "seed", "count", "parent")} == {
        "prompt": "a blue boat",
        "seed": 11,
        "count": 2,
        "parent": str(frames),
    }
    assert told["requested_tier"] == "standard"
    assert ids(as_editor, "search=blue") == [told["id"]]
    told = as_editor.refused(400, "POST", f"generations/{shelf.generation.pk}/retry", {"count": 8})
    assert told["errors"][0]["field"] == "count"
