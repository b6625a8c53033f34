"""Every group that a socket may join, with everybody who might: the outsider in each role, and tokens of each kind."""

import re
from pathlib import Path
from typing import Any

import pytest

from accounts.models import ApiToken, Workspace
from accounts.roles import Role, Scope
from generation import events
from tests import cast
from tests.events.sockets import do, live, opened, page_of
from tests.events.test_sequence import record

pytestmark = pytest.mark.django_db(transaction=True)
FOREIGN = 4404
ROOT = Path(__file__).resolve().parents[2]


def test_sockets_join_no_group_but_a_workspaces_a_persons_and_that_of_all() -> None:
    """A new group is a new way out, and belongs into this file."""
    source = (ROOT / "generation/consumers.py").read_text()
    assert set(re.findall(r"(\w+_of|\w+_group)\(", source)) >= {"group_of", "person_group", "studio_group"}
    assert len(re.findall(r"group_add\(", source)) == 1
    named = {name for name in dir(events) if name.endswith(("_group", "group_of"))}
    assert named == {"group_of", "person_group", "studio_group"}


async def heard(query: str, headers: dict[str, str]) -> tuple[int, list[Any]]:
    """The code a socket is closed with, and what it was told before."""
    async with opened(query, **headers) as socket:
        told = []
        while True:
            output: Any = await socket.wire.receive_output(5)
            if output["type"] == "websocket.close":
                return int(output["code"]), told
            told.append(output)


@pytest.mark.parametrize("role", list(Role))
def test_another_workspaces_events_look_like_those_of_none(
    role: Role, workspace: Workspace, elsewhere: Workspace
) -> None:
    somebody = cast.browser(cast.person(f"{role}@home.film", elsewhere, role), elsewhere)

    async def story() -> None:
        await do(lambda: record(workspace))
        foreign = await heard(f"workspace={workspace.slug}&after=0", page_of(somebody))
        missing = await heard("workspace=never-was&after=0", page_of(somebody))
        assert foreign == missing == (FOREIGN, [])

    live(story)


@pytest.mark.parametrize("of_the_workspace", [False, True])
def test_a_token_of_another_workspace_hears_nothing_here(
    of_the_workspace: bool, workspace: Workspace, elsewhere: Workspace
) -> None:
    person = None if of_the_workspace else cast.person("maker@home.film", elsewhere, Role.OWNER).pk
    _, secret = ApiToken.objects.issue(workspace=elsewhere, user_id=person, name="script", scopes=list(Scope))
    headers = {"Authorization": f"Bearer {secret}"}

    async def story() -> None:
        assert await heard(f"workspace={workspace.slug}", headers) == await heard("workspace=never-was", headers)
        async with opened("", **headers) as socket:
            assert (await socket.next())["type"] == "hello"
            await do(lambda: record(workspace))
            assert await socket.is_quiet()
            await do(lambda: record(elsewhere))
            assert (await socket.next())["seq"] == 1

    live(story)


def test_a_token_that_may_not_read_hears_nothing(workspace: Workspace) -> None:
    _, secret = ApiToken.objects.issue(workspace=workspace, user_id=None, name="maker", scopes=[Scope.GENERATE])

    async def story() -> None:
        assert await heard("", {"Authorization": f"Bearer {secret}"}) == (FOREIGN, [])

    live(story)


def test_a_service_token_that_ends_closes_its_socket(workspace: Workspace) -> None:
    token, secret = ApiToken.objects.issue(workspace=workspace, user_id=None, name="render farm")

    async def story() -> None:
        async with opened("", Authorization=f"Bearer {secret}") as socket:
            assert (await socket.next())["type"] == "hello"
            await do(token.delete)
            assert await socket.closed() == FOREIGN

    live(story)
