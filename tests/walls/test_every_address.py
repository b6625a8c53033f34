"""The walls of every address under /api/v1/, also of those that are not written yet."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from accounts.access import WorkspaceView
from accounts.models import User, Workspace
from accounts.roles import SCOPE_OF, Role, Scope, may
from tests import cast
from tests.cast import Speaker
from tests.doors import DEEP_DOORS, EVERY, NEEDS_WORDS, PUBLIC, WORKSPACE_DOORS, Door
from tests.rows import Shelf

pytestmark = pytest.mark.django_db


def knock(speaker: Speaker, door: Door, ids: dict[str, UUID]) -> Any:
    body: dict[str, object] | None = {} if door.method in ("post", "put", "patch") else None
    return speaker.call(door.method.upper(), door.address(ids), body)


def assert_nothing_there(answer: Any) -> None:
    """A foreign row, a missing row and a foreign workspace all look the same."""
    assert answer.status_code == 404, answer.content.decode()
    told = cast.problem(answer)
    assert told["detail"] in ("There is nothing at this address.", "Not found.")


@pytest.mark.parametrize("door", WORKSPACE_DOORS, ids=str)
def test_every_view_is_a_workspace_view(door: Door) -> None:
    """It enters the scope and asks the role before any of its own code runs."""
    assert issubclass(door.view, WorkspaceView)


@pytest.mark.parametrize("door", [door for door in EVERY if door.name not in PUBLIC], ids=str)
def test_a_stranger_is_asked_to_sign_in(door: Door, shelf: Shelf, as_stranger: Speaker) -> None:
    answer = knock(as_stranger, door, shelf.ids())
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    cast.problem(answer)


@pytest.mark.parametrize("door", [door for door in EVERY if door.name not in PUBLIC], ids=str)
def test_a_token_that_is_none_is_refused(door: Door, shelf: Shelf) -> None:
    answer = knock(Speaker({"Authorization": "Bearer dly_guessed"}), door, shelf.ids())
    assert answer.status_code == 401
    cast.problem(answer)


@pytest.mark.parametrize("door", WORKSPACE_DOORS, ids=str)
def test_a_session_that_names_no_workspace_finds_nothing(door: Door, shelf: Shelf, owner: User) -> None:
    speaker = Speaker()
    speaker.force_login(owner)
    assert_nothing_there(knock(speaker, door, shelf.ids()))


@pytest.mark.parametrize("door", WORKSPACE_DOORS, ids=str)
def test_a_foreign_workspace_is_not_there(door: Door, shelf: Shelf, as_intruder: Speaker) -> None:
    assert_nothing_there(knock(as_intruder, door, shelf.ids()))


@pytest.mark.parametrize("door", DEEP_DOORS, ids=str)
def test_an_outsider_finds_no_row_from_their_own_workspace(door: Door, shelf: Shelf, as_outsider: Speaker) -> None:
    assert_nothing_there(knock(as_outsider, door, shelf.ids()))


@pytest.mark.parametrize("door", DEEP_DOORS, ids=str)
def test_an_outsiders_token_finds_no_row(door: Door, shelf: Shelf, outsider: User, elsewhere: Workspace) -> None:
    assert_nothing_there(knock(cast.program(outsider, elsewhere), door, shelf.ids()))


@pytest.mark.parametrize("door", DEEP_DOORS, ids=str)
def test_a_missing_row_looks_like_a_foreign_one(door: Door, shelf: Shelf, as_owner: Speaker) -> None:
    assert_nothing_there(knock(as_owner, door, {name: uuid4() for name in shelf.ids()}))


@pytest.mark.parametrize("door", [door for door in DEEP_DOORS if len(door.arguments) > 1], ids=str)
def test_a_missing_second_row_is_not_there_either(door: Door, shelf: Shelf, as_owner: Speaker) -> None:
    assert_nothing_there(knock(as_owner, door, shelf.ids() | {door.arguments[-1]: uuid4()}))


@pytest.mark.parametrize("door", [door for door in DEEP_DOORS if len(door.arguments) > 1], ids=str)
def test_a_foreign_second_row_is_not_there_either(
    door: Door, shelf: Shelf, far_shelf: Shelf, as_owner: Speaker
) -> None:
    foreign = far_shelf.ids()
    name = door.arguments[-1]
    assert_nothing_there(knock(as_owner, door, shelf.ids() | {name: foreign[name]}))


@pytest.mark.parametrize("door", [door for door in DEEP_DOORS if len(door.arguments) > 1], ids=str)
def test_a_second_row_of_another_scene_is_not_there_either(
    door: Door, shelf: Shelf, other_shelf: Shelf, as_owner: Speaker
) -> None:
    other = other_shelf.ids()
    name = door.arguments[-1]
    assert_nothing_there(knock(as_owner, door, shelf.ids() | {name: other[name]}))


@pytest.mark.parametrize("door", WORKSPACE_DOORS, ids=str)
def test_a_token_never_leaves_its_workspace(
    door: Door, shelf: Shelf, elsewhere: Workspace, as_program: Speaker
) -> None:
    """Also when its owner is a member of the other one."""
    as_program.defaults["HTTP_DAILIES_WORKSPACE"] = elsewhere.slug
    assert_nothing_there(knock(as_program, door, shelf.ids()))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("door", WORKSPACE_DOORS, ids=str)
def test_a_role_reaches_as_far_as_the_table_says(door: Door, role: Role, shelf: Shelf, workspace: Workspace) -> None:
    somebody = cast.person(f"{role}-too@northlight.film", workspace, role)
    answer = knock(cast.browser(somebody, workspace), door, shelf.ids())
    if may(role, door.action):
        assert answer.status_code != 403
        assert door.method != "get" or door.name in NEEDS_WORDS or answer.status_code == 200
        return
    assert answer.status_code == 403
    told = cast.problem(answer)
    assert "owner" in told["detail"] + told["advice"]
    assert told["detail"].startswith("Your role in this workspace")


@pytest.mark.parametrize("door", WORKSPACE_DOORS, ids=str)
def test_a_token_without_the_scope_is_refused(door: Door, shelf: Shelf, owner: User, workspace: Workspace) -> None:
    needed = SCOPE_OF.get(door.action)
    answer = knock(cast.program(owner, workspace, [scope for scope in Scope if scope != needed]), door, shelf.ids())
    assert answer.status_code == 403
    assert (f'"{needed}"' if needed else "No token") in cast.problem(answer)["detail"]


@pytest.mark.parametrize("door", WORKSPACE_DOORS, ids=str)
def test_a_method_that_is_none_is_a_problem_with_advice(door: Door, shelf: Shelf, as_editor: Speaker) -> None:
    answer = as_editor.call("TRACE", door.address(shelf.ids()))
    assert answer.status_code == 405
    cast.problem(answer)


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_what_the_api_is_may_be_read_by_anybody(name: str, as_stranger: Speaker) -> None:
    assert as_stranger.get(reverse(name)).status_code == 200
