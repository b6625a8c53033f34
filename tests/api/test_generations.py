"""/generations: asking, reading, quoting."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Workspace
from accounts.tenancy import scope
from generation.models import EventLog, Generation, Job, QueueTicket
from tests import rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db
PICTURE = {"kind": "picture", "prompt": "a lighthouse at dusk"}


def kinds(asked: Any) -> list[tuple[str, int, str]]:
    return [(job["kind"], job["number"], job["state"]) for job in asked["jobs"]]


def test_a_picture_that_stands_alone_needs_only_a_prompt(as_editor: Speaker) -> None:
    answer = as_editor.call("POST", "generations", PICTURE)
    assert answer.status_code == 202
    asked = answer.json()
    assert (asked["kind"], asked["state"], asked["project"], asked["scene"]) == ("picture", "queued", None, None)
    assert asked["root"] == asked["id"]
    assert kinds(asked) == [("picture", 1, "queued")]
    assert 0 <= asked["seed"] < 2**32
    assert asked["requested_tier"] == "standard"
    assert (asked["started_at"], asked["finished_at"], asked["error"], asked["outputs"]) == (None, None, None, [])
    assert asked["preview_notice"].startswith("A drawn preview")
    assert as_editor.made("GET", f"generations/{asked['id']}") == asked


def test_frames_are_four_of_the_scenes_quality(as_editor: Speaker, shelf: Shelf) -> None:
    asked = as_editor.made("POST", "generations", {"kind": "frames", "scene": str(shelf.scene.pk), "prompt": "a bell"})
    assert kinds(asked) == [("picture", number, "queued") for number in (1, 2, 3, 4)]
    assert (asked["requested_tier"], asked["scene"], asked["project"]) == (
        "low",
        str(shelf.scene.pk),
        str(shelf.project.pk),
    )


def test_takes_are_three_of_the_best_frame(as_editor: Speaker, shelf: Shelf) -> None:
    asked = as_editor.made("POST", "generations", {"kind": "takes", "scene": str(shelf.scene.pk), "prompt": "slowly"})
    assert kinds(asked) == [("take", 1, "queued")], "no device is free: the next ones follow"
    assert asked["attempts"]["most"] == 3
    assert asked["frame"] == str(shelf.frame.pk)
    counted = {"kind": "takes", "scene": str(shelf.scene.pk), "prompt": "slowly", "count": 3}
    assert kinds(as_editor.made("POST", "generations", counted)) == [("take", number, "queued") for number in (1, 2, 3)]


def test_jobs_of_one_seed_are_the_same_and_parts_differ(as_editor: Speaker, shelf: Shelf) -> None:
    sent = {"kind": "frames", "scene": str(shelf.scene.pk), "prompt": "a bell", "seed": 4_294_967_295, "count": 8}
    first, second = (as_editor.made("POST", "generations", sent)["id"] for _ in range(2))
    with scope(shelf.scene.tenant_id):
        seeds = [
            list(Job.objects.filter(generation=pk).order_by("number").values_list("params__seed", flat=True))
            for pk in (first, second)
        ]
    assert seeds[0] == seeds[1]
    assert seeds[0][0] == 4_294_967_295
    assert len(set(seeds[0])) == 8


def test_every_job_has_a_ticket_and_the_queue_keeps_no_content(as_editor: Speaker, shelf: Shelf) -> None:
    asked = as_editor.made("POST", "generations", {**PICTURE, "count": 3})
    tickets = {str(pk) for pk in QueueTicket.objects.values_list("job_id", flat=True)}
    assert tickets == {job["id"] for job in asked["jobs"]}
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM generation_queueticket t")
        assert not any("lighthouse" in row[0] for row in cursor.fetchall())


BAD: list[tuple[Any, str, str, str]] = [
    ({"prompt": ""}, "prompt", "empty", "Describe what should be seen"),
    ({"prompt": "  \n "}, "prompt", "empty", "Describe what should be seen"),
    ({"prompt": None}, "prompt", "missing", "Describe what should be seen"),
    ({"prompt": "x" * 10_000}, "prompt", "longer than 4000 characters", "Shorten it"),
    ({"prompt": "a\x00b"}, "prompt", "can't be shown", "Remove them"),
    ({"prompt": "a\x1b[31mb"}, "prompt", "can't be shown", "Remove them"),
    ({"prompt": "a\x85b"}, "prompt", "can't be shown", "Remove them"),
    ({"prompt": ["a boat"]}, "prompt", "not text", "string"),
    ({"prompt": {"text": "a boat"}}, "prompt", "not text", "string"),
    ({"prompt": True}, "prompt", "not text", "string"),
    ({"prompt": "a \ud83d boat"}, "prompt", "", ""),
    ({"negative_prompt": "x" * 4001}, "negative_prompt", "longer than 4000", "Shorten it"),
    ({"quality": "ultra"}, "quality", '"ultra" is not a quality', "low, standard, high"),
    ({"quality": ""}, "quality", "is not a quality", "low, standard, high"),
    ({"quality": 1}, "quality", "is not a quality", "low, standard, high"),
    ({"seed": -1}, "seed", "too small", "from 0 to 4294967295"),
    ({"seed": 2**32}, "seed", "too large", "from 0 to 4294967295"),
    ({"seed": 10**300}, "seed", "too large", "from 0 to 4294967295"),
    ({"seed": 1.5}, "seed", "not a whole number", "from 0 to 4294967295"),
    ({"seed": 1e300}, "seed", "", "from 0 to 4294967295"),
    ({"seed": "seven"}, "seed", "not a whole number", "from 0 to 4294967295"),
    ({"seed": "9" * 2000}, "seed", "too large", "from 0 to 4294967295"),
    ({"seed": True}, "seed", "not a whole number", "from 0 to 4294967295"),
    ({"seed": [1]}, "seed", "not a whole number", "from 0 to 4294967295"),
    ({"count": 0}, "count", "too small", "from 1 to 8"),
    ({"count": 99}, "count", "too large", "from 1 to 8"),
    ({"count": 2.5}, "count", "not a whole number", "from 1 to 8"),
    ({"count": False}, "count", "not a whole number", "from 1 to 8"),
    ({"kind": "hologram"}, "kind", '"hologram" can\'t be made', "frames, takes, picture"),
    ({"kind": "film"}, "kind", "can't be made", "frames, takes, picture"),
    ({"kind": None}, "kind", "", ""),
    ({"kind": "frames"}, "scene", "scene is missing", "Say which scene"),
    ({"kind": "frames", "scene": "first"}, "scene", "not an id", "Use the id"),
    ({"project": "first"}, "project", "not an id", "Use the id"),
    ({"frame": {}}, "frame", "not an id", "Use the id"),
]


@pytest.mark.parametrize(("sent", "field", "said", "advised"), BAD, ids=lambda value: str(value)[:40])
@pytest.mark.parametrize("address", ["generations", "generations/quote"])
def test_what_cannot_be_made_is_said_at_its_field(
    as_editor: Speaker, workspace: Workspace, address: str, sent: Any, field: str, said: str, advised: str
) -> None:
    told = as_editor.refused(400, "POST", address, {**PICTURE, **sent})
    assert [error["field"] for error in told["errors"]] == [field]
    (error,) = told["errors"]
    assert said in error["detail"]
    assert advised in error["advice"]
    assert error["advice"]
    assert (told["detail"], told["advice"]) == (error["detail"], error["advice"])
    with scope(workspace.pk):
        assert not Generation.objects.exists()
    assert not QueueTicket.objects.exists()


@pytest.mark.parametrize("body", [[], "text", 7, [PICTURE]])
def test_a_body_that_is_no_object_is_refused(as_editor: Speaker, body: Any) -> None:
    told = as_editor.refused(400, "POST", "generations", body)
    assert told["errors"][0]["advice"]


@pytest.mark.parametrize("content", [b"{", b"{'kind': 'picture'}", b"\xff\xfe", b'{"seed": NaN}', b"", b"null"])
def test_a_body_that_is_no_json_is_refused(as_editor: Speaker, content: bytes) -> None:
    answer = as_editor.post("/api/v1/generations", content, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["advice"]


def test_an_address_that_takes_no_file_takes_no_form(as_editor: Speaker) -> None:
    answer = as_editor.post("/api/v1/generations", {**PICTURE, "seed": "7"})
    assert answer.status_code == 415
    assert "application/json" in answer.json()["advice"]


def test_json_that_is_nested_without_end_is_refused(as_editor: Speaker) -> None:
    content = b'{"prompt":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    answer = as_editor.post("/api/v1/generations", content, content_type="application/json")
    assert answer.status_code == 400


def test_a_body_that_is_too_large_is_refused(as_editor: Speaker) -> None:
    told = as_editor.refused(413, "POST", "generations", {**PICTURE, "prompt": "x" * 3_000_000})
    assert told["advice"] == "Send at most 2 MB of text; a picture goes as a file of multipart/form-data."


@pytest.mark.parametrize(
    "prompt", ["🎬 灯台守 and his 🐕\u200d🦺", "חוף הים בשקיעה", "مَنارة \u202eعند\u202c الغروب", "tab\tand\nline"]
)
def test_a_prompt_of_any_script_is_kept_as_it_is(as_editor: Speaker, prompt: str) -> None:
    assert as_editor.made("POST", "generations", {**PICTURE, "prompt": prompt})["prompt"] == prompt


def test_a_prompt_of_exactly_the_most_characters_is_taken(as_editor: Speaker) -> None:
    assert len(as_editor.made("POST", "generations", {**PICTURE, "prompt": "🎬" * 4000})["prompt"]) == 4000


def test_unknown_fields_change_nothing(as_editor: Speaker, elsewhere: Workspace) -> None:
    sent = {**PICTURE, "state": "succeeded", "workspace_id": str(elsewhere.pk), "credits_reserved": 0, "nonsense": [1]}
    asked = as_editor.made("POST", "generations", sent)
    assert asked["state"] == "queued"
    assert asked["credits_reserved"] > 0
    with scope(elsewhere.pk):
        assert not Generation.objects.exists()


def test_takes_are_at_most_six(as_editor: Speaker, shelf: Shelf) -> None:
    sent = {"kind": "takes", "scene": str(shelf.scene.pk), "prompt": "slowly", "count": 7}
    told = as_editor.refused(400, "POST", "generations", sent)
    assert told["errors"][0]["advice"] == "Use a whole number from 1 to 6 for takes."


def test_takes_of_a_scene_without_frames_are_told_what_to_do_first(as_editor: Speaker, shelf: Shelf) -> None:
    bare = rows.scene_of(shelf.project)
    told = as_editor.refused(409, "POST", "generations", {"kind": "takes", "scene": str(bare.pk), "prompt": "slowly"})
    assert "Make hero frames" in told["advice"]


@pytest.mark.parametrize("field", ["scene", "project"])
def test_a_foreign_scene_or_project_is_not_there(as_outsider: Speaker, shelf: Shelf, field: str) -> None:
    ids = {"scene": ("frames", shelf.scene.pk), "project": ("picture", shelf.project.pk)}
    kind, pk = ids[field]
    as_outsider.refused(404, "POST", "generations", {"kind": kind, "prompt": "planted", field: str(pk)})
    as_outsider.refused(404, "POST", "generations/quote", {"kind": kind, "prompt": "planted", field: str(pk)})


def test_a_frame_of_another_scene_is_refused_at_its_field(
    as_editor: Speaker, shelf: Shelf, elsewhere: Workspace, workspace: Workspace
) -> None:
    for other in (rows.shelf_in(workspace), rows.shelf_in(elsewhere)):
        sent = {"kind": "takes", "scene": str(shelf.scene.pk), "prompt": "slowly", "frame": str(other.frame.pk)}
        told = as_editor.refused(400, "POST", "generations", sent)
        assert told["errors"][0]["field"] == "frame"


def test_a_quote_says_what_it_takes_and_writes_no_row(as_editor: Speaker, shelf: Shelf, workspace: Workspace) -> None:
    sent = {"kind": "frames", "scene": str(shelf.scene.pk), "prompt": "a bell"}
    with scope(workspace.pk):
        before = Generation.objects.count()
    quote = as_editor.made("POST", "generations/quote", sent)
    assert set(quote) == {
        "requested_tier",
        "achieved_tier",
        "fallback",
        "seconds",
        "credits",
        "position",
        "width",
        "height",
        "frames",
        "notice",
        *("work_seconds", "ahead", "fps", "memory_gb", "preview", "simulated", "reason", "suggestion", "ways"),
        *("likely_credits", "takes_said", "most_takes"),
    }
    assert (quote["requested_tier"], quote["achieved_tier"]) == ("low", "low")
    assert 0 < quote["seconds"][0] <= quote["seconds"][1]
    with scope(workspace.pk):
        assert Generation.objects.count() == before
        assert not EventLog.objects.exists()
    assert as_editor.made("POST", "generations", sent)["quote"] == quote


def test_the_history_is_filtered_and_newest_first(as_editor: Speaker, shelf: Shelf, workspace: Workspace) -> None:
    picture = as_editor.made("POST", "generations", PICTURE)["id"]
    other = rows.shelf_in(workspace)

    def listed(query: str) -> list[str]:
        return [row["id"] for row in as_editor.made("GET", f"generations{query}")["results"]]

    everything = listed("")
    assert everything == sorted(everything, reverse=True)
    assert len(everything) == 5
    assert listed("?kind=picture") == [picture]
    assert listed(f"?scene={shelf.scene.pk}&kind=takes") == [str(shelf.generation.pk)]
    assert set(listed(f"?project={other.project.pk}")) <= set(everything)
    assert listed("?state=queued") == [picture]
    assert listed(f"?project={shelf.project.pk}&state=failed") == []


@pytest.mark.parametrize("query", ["project=x", "scene=%00", "project=7"])
def test_a_filter_that_is_no_id_is_said_at_its_name(as_editor: Speaker, query: str) -> None:
    told = as_editor.refused(400, "GET", f"generations?{query}")
    assert told["errors"][0]["field"] == query.split("=")[0]


@pytest.mark.parametrize("query", ["state=%00", "kind=%00", "state=nonsense", "kind=hologram"])
def test_a_filter_that_is_no_word_of_ours_is_said_at_its_name(as_editor: Speaker, query: str) -> None:
    told = as_editor.refused(400, "GET", f"generations?{query}")
    assert told["errors"][0]["field"] == query.split("=")[0]
    assert "Use one of" in told["errors"][0]["advice"]


def test_an_outsiders_history_is_empty(as_outsider: Speaker, shelf: Shelf) -> None:
    for query in ("", f"?scene={shelf.scene.pk}", f"?project={shelf.project.pk}"):
        assert as_outsider.made("GET", f"generations{query}")["results"] == []


def test_ten_generations_cost_as_many_queries_as_one(as_editor: Speaker, shelf: Shelf) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_editor.made("GET", "generations")
        return len(queries)

    rows.asked(shelf.scene, count=4)
    count()
    one = count()
    for shade in range(300, 310):
        rows.asked(shelf.scene, count=4)
        rows.take_of(shelf.scene, shade=shade)
    assert count() == one


@pytest.mark.parametrize("address", ["attempts", "hero-frames"])
def test_ten_attempts_and_frames_cost_as_many_queries_as_one(as_editor: Speaker, shelf: Shelf, address: str) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_editor.made("GET", f"generations/{shelf.generation.pk}/{address}")
        return len(queries)

    rows.frame_of(shelf.scene, shelf.generation, shade=299)
    count()
    one = count()
    for shade in range(300, 310):
        rows.take_of(shelf.scene, shelf.generation, shade=shade)
        rows.frame_of(shelf.scene, shelf.generation, shade=shade)
    assert count() == one
