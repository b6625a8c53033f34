"""/generations/{id}/comments and /comments/{id}"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import ApiToken, User, Workspace
from accounts.problems import InvalidField
from accounts.tenancy import scope
from generation import queries
from generation.comments import services
from generation.comments.places import Place, checked
from generation.models import Comment, EventLog, Notice, Output
from tests import cast, rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_seconds_long(shelf: Shelf) -> None:
    with scope(shelf.take.tenant_id):
        Output.objects.filter(pk=shelf.take.output_id).update(duration_seconds=2.0)


def say(speaker: Speaker, shelf: Shelf, text: str = "Slower, please.", **fields: Any) -> Any:
    body = {"take": str(shelf.take.pk), "text": text, **fields}
    return speaker.made("POST", f"generations/{shelf.generation.pk}/comments", body)


def told(speaker: Speaker, shelf: Shelf) -> list[Any]:
    found: list[Any] = speaker.made("GET", f"generations/{shelf.generation.pk}/comments")
    return [one for one in found if one["id"] != str(shelf.comment.pk)]


def test_a_comment_points_at_a_moment_and_a_spot(shelf: Shelf, as_editor: Speaker, as_viewer: Speaker) -> None:
    made = say(as_editor, shelf, "The sail jumps.", seconds=0.04, x=0.25, y=0.75)
    assert (made["seconds"], made["x"], made["y"], made["mine"]) == (0.04, 0.25, 0.75, True)
    (seen,) = told(as_viewer, shelf)
    assert (seen["text"], seen["author"], seen["mine"]) == ("The sail jumps.", "Editor", False)


def test_comments_come_in_the_order_of_the_clip(shelf: Shelf, as_editor: Speaker) -> None:
    for text, seconds in (("end", 0.08), ("start", 0.0), ("all of it", None)):
        say(as_editor, shelf, text, seconds=seconds)
    assert [one["text"] for one in told(as_editor, shelf)] == ["all of it", "start", "end"]
    with scope(shelf.take.tenant_id):
        assert [one.text for one in queries.comments_of(shelf.take.pk)][-2:] == ["start", "end"]


def test_a_reply_hangs_from_the_comment_that_began_it(shelf: Shelf, as_editor: Speaker, as_owner: Speaker) -> None:
    first = say(as_editor, shelf)
    reply = say(as_owner, shelf, "Half the speed?", parent=first["id"])
    deeper = say(as_editor, shelf, "Yes.", parent=reply["id"])
    assert reply["parent"] == deeper["parent"] == first["id"]


def test_a_reply_is_about_the_same_take(shelf: Shelf, as_editor: Speaker) -> None:
    first = say(as_editor, shelf)
    body = {"frame": str(shelf.frame.pk), "text": "Here?", "parent": first["id"]}
    told = as_editor.refused(400, "POST", f"generations/{shelf.generation.pk}/comments", body)
    assert told["errors"][0]["field"] == "parent"


def test_a_frame_has_comments_too_but_no_moments(shelf: Shelf, as_editor: Speaker) -> None:
    path = f"generations/{shelf.generation.pk}/comments"
    made = as_editor.made("POST", path, {"frame": str(shelf.frame.pk), "text": "Warmer.", "x": 0.5, "y": 0.5})
    assert made["frame"] == str(shelf.frame.pk)
    told = as_editor.refused(400, "POST", path, {"frame": str(shelf.frame.pk), "text": "Warmer.", "seconds": 1})
    assert told["errors"][0]["field"] == "seconds"


def test_its_words_are_its_writers_to_change(shelf: Shelf, as_editor: Speaker, as_owner: Speaker) -> None:
    made = say(as_editor, shelf)
    changed = as_editor.made("PATCH", f"comments/{made['id']}", {"text": "Much slower."})
    assert changed["text"] == "Much slower."
    assert changed["edited_at"]
    as_owner.refused(403, "PATCH", f"comments/{made['id']}", {"text": "Faster."})


def test_anybody_who_makes_things_may_resolve_and_delete(
    shelf: Shelf, as_editor: Speaker, as_owner: Speaker, as_viewer: Speaker
) -> None:
    made = say(as_editor, shelf)
    assert as_owner.made("PATCH", f"comments/{made['id']}", {"resolved": True})["resolved_at"]
    assert as_owner.made("PATCH", f"comments/{made['id']}", {"resolved": False})["resolved_at"] is None
    as_viewer.refused(403, "DELETE", f"comments/{made['id']}")
    as_owner.made("DELETE", f"comments/{made['id']}")
    assert told(as_editor, shelf) == []


def test_a_viewer_looks_and_does_not_comment(shelf: Shelf, as_viewer: Speaker) -> None:
    body = {"take": str(shelf.take.pk), "text": "Nice."}
    as_viewer.refused(403, "POST", f"generations/{shelf.generation.pk}/comments", body)


def test_only_a_guests_request_is_answered(shelf: Shelf, as_editor: Speaker) -> None:
    made = say(as_editor, shelf)
    as_editor.refused(409, "PATCH", f"comments/{made['id']}", {"answer": "done"})
    request = rows.commented(shelf.take, "More wind?", guest="Ana", link=shelf.link)
    answered = as_editor.made("PATCH", f"comments/{request.pk}", {"answer": "making"})
    assert (answered["request"], answered["answer"], answered["resolved_at"]) == (True, "making", None)
    assert as_editor.made("PATCH", f"comments/{request.pk}", {"answer": "not_now"})["resolved_at"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 2001}, "text"),
        ({"text": "x\0"}, "text"),
        ({"text": "late", "seconds": 99}, "seconds"),
        ({"text": "out", "x": 1.5, "y": 0.5}, "x"),
        ({"text": "half", "x": 0.5}, "y"),
    ],
)
def test_a_comment_that_cant_be_is_refused_by_name(
    body: dict[str, Any], field: str, shelf: Shelf, as_editor: Speaker
) -> None:
    path = f"generations/{shelf.generation.pk}/comments"
    told = as_editor.refused(400, "POST", path, {"take": str(shelf.take.pk), **body})
    assert told["errors"][0]["field"] == field


def test_it_is_about_one_take_or_one_frame_of_the_scene(shelf: Shelf, elsewhere: Workspace, as_editor: Speaker) -> None:
    other_shelf = rows.shelf_in(elsewhere)
    path = f"generations/{shelf.generation.pk}/comments"
    as_editor.refused(400, "POST", path, {"text": "What?"})
    as_editor.refused(404, "POST", path, {"text": "What?", "take": str(other_shelf.take.pk)})


def test_a_take_holds_so_many_comments(shelf: Shelf, as_editor: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_OF_ONE_THING", 2)
    say(as_editor, shelf)
    body = {"take": str(shelf.take.pk), "text": "One too many."}
    as_editor.refused(409, "POST", f"generations/{shelf.generation.pk}/comments", body)


def test_open_pages_and_those_who_work_on_the_scene_are_told(
    shelf: Shelf, as_editor: Speaker, as_owner: Speaker, owner: User, editor: User
) -> None:
    say(as_owner, shelf)
    say(as_editor, shelf, "The light is right.")
    with scope(shelf.take.tenant_id):
        events = EventLog.objects.filter(type="comment.made")
        assert {event.scene_id for event in events} == {shelf.scene.pk}
        told = Notice.objects.get(kind="comment")
    assert (told.user_id, told.text) == (owner.pk, "The light is right.")
    assert told.title == f"Editor commented on take 1 of scene {shelf.scene.number}"
    assert f"scene={shelf.scene.pk}&view=takes" in told.link


def test_a_token_comments_for_its_person_and_a_service_token_for_nobody(
    shelf: Shelf, editor: User, workspace: Workspace
) -> None:
    assert say(cast.program(editor, workspace), shelf)["author"] == "Editor"
    _, secret = ApiToken.objects.issue(workspace=workspace, user_id=None, name="robot")
    robot = Speaker({"Authorization": f"Bearer {secret}"})
    made = say(robot, shelf)
    assert (made["author"], made["mine"]) == ("Somebody", False)
    robot.refused(403, "PATCH", f"comments/{made['id']}", {"text": "Other words."})


NUMBERS = st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True, width=32))


@given(seconds=NUMBERS, x=NUMBERS, y=NUMBERS, duration=st.one_of(st.none(), st.floats(0.0, 3600.0)))
def test_a_place_is_taken_exactly_where_it_lies_in_the_clip(
    seconds: float | None, x: float | None, y: float | None, duration: float | None
) -> None:
    in_time = seconds is None or (duration is not None and 0 <= seconds <= duration)
    in_picture = (x is None and y is None) or (x is not None and y is not None and 0 <= x <= 1 and 0 <= y <= 1)
    if in_time and in_picture:
        assert checked(Place(seconds, x, y), duration) == Place(seconds, x, y)
        return
    with pytest.raises(InvalidField) as refused:
        checked(Place(seconds, x, y), duration)
    assert refused.value.errors[0].field in ("seconds", "x", "y")


def test_a_person_who_leaves_leaves_their_words(shelf: Shelf, as_editor: Speaker, editor: User) -> None:
    made = say(as_editor, shelf)
    with scope(shelf.take.tenant_id):
        Comment.objects.filter(pk=made["id"]).update(author=None)
    with scope(shelf.take.tenant_id):
        assert queries.comment(made["id"]).text == "Slower, please."
