"""What is another workspace's looks, at every address and to the statement, like what never was."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User, Workspace
from accounts.roles import Role
from tests import cast
from tests.cast import Speaker
from tests.doors import DEEP_DOORS, WORKSPACE_DOORS, Door
from tests.rows import Shelf
from tests.walls.test_every_address import knock

pytestmark = pytest.mark.django_db

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}")
_LITERAL = re.compile(r"'[^']*'|\d+")
_OF_THE_MOMENT = {"Date", "Expires"}


def looked(speaker: Speaker, door: Door, ids: dict[str, UUID]) -> tuple[int, bytes, dict[str, str], list[str]]:
    """The whole answer, and the statements it took with every id, number and text left out."""
    with CaptureQueriesContext(connection) as asked:
        answer = knock(speaker, door, ids)
    body = _ID.sub("id", answer.content.decode()).encode()
    headers = {name: value for name, value in answer.headers.items() if name not in _OF_THE_MOMENT}
    return answer.status_code, body, headers, [shape(query["sql"]) for query in asked]


def shape(statement: str) -> str:
    return _LITERAL.sub("?", _ID.sub("?", statement))


def nobodys(ids: dict[str, UUID]) -> dict[str, UUID]:
    return {name: uuid4() for name in ids}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("door", DEEP_DOORS, ids=str)
def test_another_workspaces_row_looks_like_one_that_never_was(
    door: Door, role: Role, shelf: Shelf, far_shelf: Shelf, elsewhere: Workspace
) -> None:
    """For each role that somebody may have at home: status, body, headers, number and shape of the statements."""
    somebody = cast.browser(cast.person(f"{role}@home.film", elsewhere, role), elsewhere)
    looked(somebody, door, nobodys(shelf.ids()))  # what is worked out once is worked out
    foreign, missing = looked(somebody, door, shelf.ids()), looked(somebody, door, nobodys(shelf.ids()))
    assert foreign == missing
    assert foreign[0] in (403, 404)


@pytest.mark.parametrize("door", DEEP_DOORS, ids=str)
def test_a_token_sees_the_same_nothing(door: Door, shelf: Shelf, outsider: User, elsewhere: Workspace) -> None:
    program = cast.program(outsider, elsewhere)
    looked(program, door, nobodys(shelf.ids()))
    assert looked(program, door, shelf.ids()) == looked(program, door, nobodys(shelf.ids()))


@pytest.mark.parametrize("door", WORKSPACE_DOORS, ids=str)
def test_another_workspace_looks_like_one_that_never_was(
    door: Door, shelf: Shelf, outsider: User, workspace: Workspace
) -> None:
    def to(slug: str) -> Any:
        speaker = Speaker({"Dailies-Workspace": slug})
        speaker.force_login(outsider)
        return looked(speaker, door, shelf.ids())

    assert to(workspace.slug) == to("never-was")


@pytest.mark.parametrize(
    "page", ["", "projects/0198/", "settings/", "settings/audit/", "settings/delete/", "export.zip"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_pages_of_another_workspace_look_like_pages_that_never_were(
    page: str, method: str, outsider: User, workspace: Workspace
) -> None:
    def to(slug: str) -> Any:
        speaker = Speaker()
        speaker.force_login(outsider)
        with CaptureQueriesContext(connection) as asked:
            answer = speaker.generic(method, f"/w/{slug}/{page}")
        body = re.sub(r"/w/[\w-]+/", "/w/slug/", answer.content.decode())
        headers = {name: value for name, value in answer.headers.items() if name not in _OF_THE_MOMENT}
        return answer.status_code, body, headers, [shape(query["sql"]) for query in asked]

    assert to(workspace.slug) == to("never-was")
    assert to(workspace.slug)[0] in (404, 405)
