"""If-Match at everything that people edit, also at what is not written yet: of two tabs only one wins."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from drf_spectacular.generators import SchemaGenerator

from accounts.models import User, Workspace
from accounts.preconditions import entity_tag
from generation import values
from tests import cast, rows
from tests.cast import Speaker
from tests.doors import EVERY, Door
from tests.rows import Shelf
from tests.threads import together

EDITS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "workspace": ({"name": "Southlight"}, {"name": "Westlight"}),
    "member": ({"role": "editor"}, {"role": "admin"}),
    "project": ({"name": "The storm"}, {"name": "The calm"}),
    "episode": ({"idea": "a storm"}, {"idea": "a calm"}),
    "scene": ({"prompt": "a storm"}, {"prompt": "a calm", "seconds": 5}),
    "generation": ({"prompt": "a storm"}, {"seed": 12}),
    "generation-kept": ({"note": "For the poster."}, {"tags": ["poster"]}),
    "custom-tier": ({"name": "Nights", "base": "low"}, {"name": "Days", "base": "low"}),
    "webhook": ({"description": "Ours"}, {"enabled": False}),
    "notices-choices": ({"digest_hour": 5}, {"kinds": [{"kind": "film", "mail": "never"}]}),
    "script": (
        {"text": "EXT. SEA - DAY #1#\n\nA storm.", "remove": True},
        {"text": "EXT. SEA - DAY #1#\n\nA calm.", "remove": True},
    ),
    "comment": ({"resolved": True}, {"resolved": True}),
    "prompt-template": ({"text": "{{subject}} at dawn"}, {"tags": ["dawn"]}),
    "history-retention": ({"deletes": True}, {"deletes": True}),
}
"""Two changes of each, as two people would send them; of the last one there is but one."""
DOORS = [door for door in EVERY if door.method in ("patch", "put")]
LEAVING = [door for door in EVERY if door.method == "delete" and door.name in EDITS]


@pytest.fixture
def ids(workspace: Workspace) -> dict[str, UUID]:
    return ids_in(workspace)


def ids_in(workspace: Workspace) -> dict[str, UUID]:
    """One of everything, with a generation that waits, of a scene of its own."""
    shelf: Shelf = rows.shelf_in(workspace)
    waiting = rows.asked(rows.scene_in(workspace), values.FRAMES)
    return replace(shelf, generation=waiting).ids() | {"resolution_id": shelf.resolution.pk}


def seen(speaker: Speaker, address: str) -> str:
    """The tag that somebody finds; it stands in the body too."""
    answer = speaker.call("GET", address)
    assert answer.status_code == 200, answer.content.decode()
    assert answer["ETag"] == tag_in(answer)
    return str(answer["ETag"])


def tag_in(answer: Any) -> Any:
    """As the body tells it; an entry of history has one more, of what people added to it."""
    told = answer.json()
    return told.get("kept_etag", told["etag"])


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_every_edit_tells_another_tag_and_takes_it(
    door: Door, ids: dict[str, UUID], as_owner: Speaker, db: None
) -> None:
    address, method, (one, other) = door.address(ids), door.method.upper(), EDITS[door.name]
    first = seen(as_owner, address)
    assert seen(as_owner, address) == first
    answer = as_owner.call(method, address, one, If_Match=first)
    assert answer.status_code == 200, answer.content.decode()
    second = answer["ETag"]
    assert second != first
    assert second == seen(as_owner, address) == tag_in(answer)
    assert as_owner.call(method, address, other, If_Match=f'"other", {second}').status_code == 200


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_what_was_changed_meanwhile_is_not_overwritten(
    door: Door, ids: dict[str, UUID], as_owner: Speaker, db: None
) -> None:
    address, method, (one, other) = door.address(ids), door.method.upper(), EDITS[door.name]
    old = seen(as_owner, address)
    as_owner.made(method, address, one)
    before = seen(as_owner, address)
    answer = as_owner.call(method, address, other, If_Match=old)
    assert answer.status_code == 412
    told = cast.problem(answer)
    assert told["title"] == "Changed in the meantime"
    assert told["detail"].startswith("Somebody changed this ")
    assert answer["ETag"] == before == seen(as_owner, address)


@pytest.mark.parametrize("door", LEAVING, ids=str)
def test_what_was_changed_meanwhile_is_not_deleted(
    door: Door, ids: dict[str, UUID], workspace: Workspace, as_owner: Speaker, db: None
) -> None:
    address, editing = door.address(ids), next(one for one in DOORS if one.name == door.name)
    old = seen(as_owner, address)
    as_owner.made(editing.method.upper(), address, EDITS[door.name][0])
    now = seen(as_owner, address)
    assert as_owner.call("DELETE", address, If_Match=old)["ETag"] == now
    if door.name == "project":
        assert as_owner.call("DELETE", address, If_Match=now).status_code == 204
        return
    assert as_owner.call("DELETE", address, If_Match="*").status_code == 204
    as_owner.refused(404, "DELETE", address, If_Match=now)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("door", DOORS, ids=str)
def test_of_two_tabs_only_one_wins(door: Door, owner: User, workspace: Workspace) -> None:
    address, tabs = door.address(ids_in(workspace)), [cast.browser(owner, workspace) for _ in range(2)]
    tag = seen(tabs[0], address)

    def send(tab: Speaker, body: Any) -> Any:
        return tab.call(door.method.upper(), address, body, If_Match=tag)

    answers = together(
        *(lambda tab=tab, body=body: send(tab, body) for tab, body in zip(tabs, EDITS[door.name], strict=True))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412], [one.content for one in answers]
    won, lost = sorted(answers, key=lambda answer: answer.status_code)
    assert lost["ETag"] == won["ETag"] == seen(tabs[0], address)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("door", LEAVING, ids=str)
def test_of_an_edit_and_a_deletion_only_one_happens(door: Door, owner: User, workspace: Workspace) -> None:
    address, tabs = door.address(ids_in(workspace)), [cast.browser(owner, workspace) for _ in range(2)]
    tag, editing = seen(tabs[0], address), next(one for one in DOORS if one.name == door.name)
    edited, deleted = together(
        lambda: tabs[0].call(editing.method.upper(), address, EDITS[door.name][0], If_Match=tag),
        lambda: tabs[1].call("DELETE", address, If_Match=tag),
    )
    assert (edited.status_code, deleted.status_code) in ((200, 412), (404, 204))


def test_how_soon_something_goes_is_part_of_its_edition(workspace: Workspace, as_owner: Speaker) -> None:
    address = f"generations/{rows.asked(rows.scene_in(workspace), count=2).pk}"
    tag = seen(as_owner, address)
    assert as_owner.call("PATCH", address, {"priority": "low"}, If_Match=tag).status_code == 200
    as_owner.refused(412, "PATCH", address, {"priority": "normal"}, If_Match=tag)


def test_a_film_and_its_scenes_go_later_on_a_condition(workspace: Workspace, as_owner: Speaker) -> None:
    scene = rows.scene_in(workspace)
    film = as_owner.made("POST", f"episodes/{scene.episode_id}/film", {"automatic": True})
    address = f"generations/{film['id']}"
    as_owner.made("PATCH", address, {"priority": "low"}, If_Match=seen(as_owner, address))
    waiting = as_owner.made("GET", "queue?whose=everyone")["waiting"]
    assert {one["priority"] for one in waiting} == {"low"}


def test_others_work_is_refused_before_its_edition_is_asked_for(
    workspace: Workspace, as_owner: Speaker, as_editor: Speaker
) -> None:
    scene = str(rows.scene_in(workspace).pk)
    theirs = as_owner.made("POST", "generations", {"kind": "frames", "scene": scene, "prompt": "a boat"})
    as_editor.refused(403, "PATCH", f"generations/{theirs['id']}", {"seed": 3}, If_Match='"other"')


def test_what_people_do_not_edit_makes_no_other_edition(shelf: Shelf, as_owner: Speaker) -> None:
    address = f"scenes/{shelf.scene.pk}"
    tag = seen(as_owner, address)
    rows.frame_of(shelf.scene, shade=3)
    as_owner.made("POST", f"scenes/{shelf.scene.pk}/hero-frames/{shelf.frame.pk}/select", {})
    assert seen(as_owner, address) == tag


def test_lists_and_what_is_new_tell_the_same_tag(shelf: Shelf, as_owner: Speaker) -> None:
    """An interface that shows a list need not read each of its rows again."""
    for path, each in (("projects", "project"), ("members", "member"), ("generations", "generation")):
        door = next(one for one in DOORS if one.name == each)
        for row in as_owner.made("GET", path)["results"]:
            assert row["etag"] == seen(as_owner, door.address({f"{each}_id": row["id"]}))
    for row in as_owner.made("GET", "generations")["results"]:
        assert row["kept_etag"] == seen(as_owner, f"generations/{row['id']}/kept")
    (scene,) = as_owner.made("GET", f"episodes/{shelf.episode.pk}")["scenes"]
    assert scene["etag"] == seen(as_owner, f"scenes/{scene['id']}")
    made = as_owner.made("POST", "custom-tiers", {"name": "Nights", "base": "low", "steps": 3})
    assert made["etag"] == seen(as_owner, f"custom-tiers/{made['id']}")
    hook = as_owner.made("POST", "webhooks", {"url": "https://8.8.8.8/a", "events": ["film.finished"]})
    assert hook["etag"] == seen(as_owner, f"webhooks/{hook['id']}")


def test_the_queue_tells_the_tag_of_what_waits(workspace: Workspace, as_owner: Speaker) -> None:
    rows.asked(rows.scene_in(workspace))
    (waiting,) = as_owner.made("GET", "queue?whose=everyone")["waiting"]
    assert waiting["etag"] == seen(as_owner, f"generations/{waiting['generation']}")


def test_a_note_of_somebody_else_is_another_edition_of_the_entry(
    shelf: Shelf, as_owner: Speaker, as_editor: Speaker
) -> None:
    """A favourite is each one's own, and so its tag too."""
    address = f"generations/{shelf.generation.pk}/kept"
    mine = seen(as_owner, address)
    as_editor.made("PATCH", address, {"favourite": True})
    assert seen(as_owner, address) == mine
    as_editor.made("PATCH", address, {"note": "Too dark."})
    as_owner.refused(412, "PATCH", address, {"note": "Just right."}, If_Match=mine)


@pytest.mark.parametrize(
    ("sent", "status"),
    [("*", 200), (" * ", 200), ('"other"', 412), ('W/"other"', 412), ("other", 400), ("", 400), ('"half', 400)],
)
def test_a_condition_is_read_as_the_standard_says(sent: str, status: int, shelf: Shelf, as_owner: Speaker) -> None:
    answer = as_owner.call("PATCH", f"scenes/{shelf.scene.pk}", {"prompt": "a calm"}, If_Match=sent)
    assert answer.status_code == status
    if status == 400:
        assert [error["field"] for error in cast.problem(answer)["errors"]] == ["If-Match"]


def test_a_weak_tag_never_matches_and_the_answer_says_so(shelf: Shelf, as_owner: Speaker) -> None:
    address = f"scenes/{shelf.scene.pk}"
    told = as_owner.refused(412, "PATCH", address, {"prompt": "x"}, If_Match=f"W/{seen(as_owner, address)}")
    assert told["advice"] == 'Send the tag without the "W/" before it.'


def test_an_outsider_learns_nothing_from_a_condition(shelf: Shelf, as_outsider: Speaker) -> None:
    """Neither a right tag nor a wrong one makes a foreign row look other than one that never was."""
    right = entity_tag({name: getattr(shelf.project, name) for name in ("name",)})
    for tag in (right, '"other"', "*", "other"):
        answer = as_outsider.call("PATCH", f"projects/{shelf.project.pk}", {"name": "Mine"}, If_Match=tag)
        assert answer.status_code == 404
        assert not answer.has_header("ETag")


def test_the_schema_says_it_of_every_edit() -> None:
    whole: Any = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    paths = whole["paths"]
    editing = [(path, name) for path, methods in paths.items() for name in methods if name in ("patch", "put")]
    assert len(editing) == len(EDITS)
    for path, name in editing:
        operation = paths[path][name]
        assert "If-Match" in [parameter["name"] for parameter in operation["parameters"]], f"{name} {path}"
        assert operation["responses"]["412"]["headers"]["ETag"]["required"]
        assert operation["responses"]["200"]["headers"] == paths[path]["get"]["responses"]["200"]["headers"]
