"""/media/{workspace}/{output}"""

import asyncio
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest
from asgiref.sync import async_to_sync
from django.test import AsyncClient

from accounts.models import Membership, User, Workspace
from accounts.tenancy import scope
from generation.media import storage
from generation.media.addresses import LIFE_SECONDS, STEP_SECONDS, media_address
from generation.models import StoredFile
from tests import cast, rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db
CONTENT = rows.png(90)


def signed(output_id: UUID, slug: str = "northlight", ago: float = 0.0) -> str:
    """An address as the API gave it so many seconds ago."""
    return media_address(slug, output_id, time.time() - ago)


@pytest.fixture
def address(shelf: Shelf) -> str:
    return signed(shelf.frame.output_id)


def get(user: User | None, address: str, method: str = "get", **headers: str) -> tuple[Any, bytes]:
    async def asked() -> tuple[Any, bytes]:
        client = AsyncClient()
        if user is not None:
            await client.aforce_login(user)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = await getattr(client, method)(address, headers=sent)
        body = b"".join([part async for part in answer]) if answer.streaming else answer.content
        return answer, body

    return async_to_sync(asked)()


def token(user: User, workspace: Workspace) -> str:
    return str(cast.program(user, workspace).defaults["HTTP_AUTHORIZATION"])


def test_a_member_gets_the_file(viewer: User, address: str) -> None:
    answer, body = get(viewer, address)
    assert (answer.status_code, body) == (200, CONTENT)
    assert answer["Content-Type"] == "image/png"
    assert "private" in answer["Cache-Control"]


def test_a_token_gets_the_file_without_a_session(viewer: User, workspace: Workspace, address: str) -> None:
    answer, body = get(None, address, Authorization=token(viewer, workspace))
    assert (answer.status_code, body) == (200, CONTENT)


def test_a_range_is_a_part(editor: User, address: str) -> None:
    answer, body = get(editor, address, Range="bytes=10-19")
    assert (answer.status_code, body) == (206, CONTENT[10:20])
    assert answer["Content-Range"] == f"bytes 10-19/{len(CONTENT)}"


def test_a_known_file_is_304_and_head_is_empty(editor: User, address: str) -> None:
    etag = get(editor, address)[0]["ETag"]
    assert get(editor, address, If_None_Match=etag)[0].status_code == 304
    answer, body = get(editor, address, "head")
    assert (answer.status_code, body, answer["Content-Length"]) == (200, b"", str(len(CONTENT)))


def test_a_download_has_its_name(editor: User, address: str) -> None:
    answer, _ = get(editor, f"{address}&download=the%20boat.png")
    assert answer["Content-Disposition"].startswith('attachment; filename="the boat.png"')


def test_a_player_without_a_session_gets_the_file_by_the_address_alone(address: str) -> None:
    answer, body = get(None, address, Range="bytes=10-19")
    assert (answer.status_code, body) == (206, CONTENT[10:20])


def test_what_the_api_gives_is_such_an_address(as_editor: Speaker, shelf: Shelf) -> None:
    told = as_editor.made("GET", f"outputs/{shelf.frame.output_id}")
    scene = as_editor.made("GET", f"scenes/{shelf.scene.pk}")
    cover = as_editor.made("GET", f"projects/{shelf.project.pk}")["cover"]
    for given in (told["url"], told["download_url"], scene["frames"][0]["output"]["url"], cover):
        assert get(None, given)[1] == CONTENT
        left = int(parse_qs(urlsplit(given).query)["until"][0]) - time.time()
        assert LIFE_SECONDS - STEP_SECONDS - 60 < left <= LIFE_SECONDS


def test_a_browser_may_keep_the_file_as_long_as_the_address_serves(viewer: User, address: str) -> None:
    cached = get(viewer, address)[0]["Cache-Control"]
    assert 0 < int(cached.split("max-age=")[1].split(",")[0]) <= LIFE_SECONDS


def test_an_address_that_has_ended_says_how_to_get_another(viewer: User, shelf: Shelf) -> None:
    ended = signed(shelf.frame.output_id, ago=LIFE_SECONDS)
    for user in (viewer, None):
        answer, body = get(user, ended)
        assert answer.status_code == 410
        assert f"/api/v1/outputs/{shelf.frame.output_id}".encode() in body


CHANGES = ("no signature", "a later end", "another file", "another signature", "another workspace")


@pytest.mark.parametrize("how", CHANGES)
def test_an_address_that_was_changed_is_not_there_even_for_a_member(viewer: User, shelf: Shelf, how: str) -> None:
    path, _, query = signed(shelf.frame.output_id).partition("?")
    until = parse_qs(query)["until"][0]
    changed = {
        "no signature": path,
        "a later end": f"{path}?{query.replace(until, str(int(until) + 300))}",
        "another file": f"/media/northlight/{shelf.take.output_id}?{query}",
        "another signature": f"{path}?{query[:-1]}{'A' if query[-1] != 'A' else 'B'}",
        "another workspace": f"/media/elsewhere/{shelf.frame.output_id}?{query}",
    }[how]
    assert get(viewer, path + "?" + query)[0].status_code == 200
    assert get(viewer, changed)[0].status_code == get(None, changed)[0].status_code == 404


def test_who_left_the_workspace_loses_what_their_addresses_showed(viewer: User, address: str) -> None:
    assert get(viewer, address)[0].status_code == 200
    Membership.objects.filter(user=viewer).delete()
    assert get(viewer, address)[0].status_code == 404


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=0-9"}, {"If_None_Match": "*"}])
def test_strangers_outsiders_and_guesses_all_get_the_same_404(
    outsider: User, elsewhere: Workspace, viewer: User, shelf: Shelf, address: str, headers: dict[str, str]
) -> None:
    """Also with a Range or an ETag, which must not tell whether a file is there. An outsider may hold the address."""
    bare = urlsplit(address).path
    foreign = signed(shelf.frame.output_id, slug="elsewhere")
    guessed = signed(uuid4())
    ended = signed(shelf.frame.output_id, ago=LIFE_SECONDS)
    answers = [
        get(None, bare, **headers),
        get(None, guessed, **headers),
        get(None, signed(shelf.frame.output_id, slug="nowhere"), **headers),
        get(None, foreign, **headers),
        get(outsider, address, **headers),
        get(outsider, ended, **headers),
        get(outsider, foreign, **headers),
        get(viewer, foreign, **headers),
        get(viewer, guessed, **headers),
        get(None, address, Authorization=token(outsider, elsewhere), **headers),
        get(None, address, Authorization="Bearer dly_guessed", **headers),
    ]
    assert {answer.status_code for answer, _ in answers} == {404}
    assert len({body for _, body in answers}) == 1
    assert {answer["Content-Type"] for answer, _ in answers} == {"application/problem+json"}


def test_a_file_that_left_the_store_is_404_with_a_reason(editor: User, workspace: Workspace, address: str) -> None:
    with scope(workspace.pk):
        for file in StoredFile.objects.all():
            storage.delete(workspace.pk, file.sha256)
    answer, body = get(editor, address)
    assert answer.status_code == 404
    assert b"advice" in body


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_files_are_only_read(editor: User, address: str, method: str) -> None:
    assert get(editor, address, method)[0].status_code == 405


@pytest.mark.parametrize("path", ["/media/northlight/7", "/media/../etc/passwd", "/media/northlight/", "/media/"])
def test_what_is_no_address_of_a_file_is_404(as_editor: Speaker, path: str) -> None:
    assert as_editor.get(path).status_code == 404


def test_many_readers_at_once_each_get_the_whole_file(editor: User, address: str) -> None:
    async def all_at_once() -> list[bytes]:
        client = AsyncClient()
        await client.aforce_login(editor)

        async def read() -> bytes:
            answer: Any = await client.get(address)
            return b"".join([part async for part in answer])

        return await asyncio.gather(*[read() for _ in range(10)])

    assert async_to_sync(all_at_once)() == [CONTENT] * 10
