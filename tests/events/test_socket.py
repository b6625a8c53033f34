"""The socket of events: hello, replay, hints, reset; over real Redis, by the real application."""

from typing import Any

import pytest
from django.db import connection

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import events
from tests import rows
from tests.cast import Speaker
from tests.events.sockets import do, live, opened, page_of
from tests.events.test_sequence import record
from tests.stations import Studio

pytestmark = pytest.mark.django_db(transaction=True)
QUERY = "workspace=northlight"


def seqs(messages: list[Any]) -> list[int]:
    return [message["seq"] for message in messages]


def test_a_new_client_is_greeted_with_the_last_number_and_gets_nothing_old(
    as_viewer: Speaker, workspace: Workspace
) -> None:
    record(workspace, 3)

    async def story() -> None:
        async with opened(QUERY, **page_of(as_viewer)) as socket:
            assert await socket.next() == {"type": "hello", "seq": 3}
            assert await socket.is_quiet()

    live(story)


def test_what_is_committed_is_told_at_once_and_once(as_viewer: Speaker, workspace: Workspace) -> None:
    async def story() -> None:
        async with opened(QUERY, **page_of(as_viewer)) as socket:
            await socket.next()
            await do(lambda: record(workspace, 2))
            await do(lambda: record(workspace))
            assert seqs(await socket.several(3)) == [1, 2, 3]
            assert await socket.is_quiet()

    live(story)


def test_what_is_undone_is_never_told(as_viewer: Speaker, workspace: Workspace) -> None:
    def undone() -> None:
        with pytest.raises(ZeroDivisionError):
            record(workspace, 2, fails=True)

    async def story() -> None:
        async with opened(QUERY, **page_of(as_viewer)) as socket:
            await socket.next()
            await do(undone)
            assert await socket.is_quiet()

    live(story)


def test_who_comes_back_gets_what_was_missed_and_then_what_is_new(as_viewer: Speaker, workspace: Workspace) -> None:
    record(workspace, 5)

    async def story() -> None:
        async with opened(f"{QUERY}&after=2", **page_of(as_viewer)) as socket:
            assert (await socket.next())["type"] == "hello"
            assert seqs(await socket.several(3)) == [3, 4, 5]
            await do(lambda: record(workspace))
            assert seqs(await socket.several(1)) == [6]

    live(story)


def test_a_long_absence_is_replayed_whole(as_viewer: Speaker, workspace: Workspace) -> None:
    record(workspace, 1_203)

    async def story() -> None:
        async with opened(f"{QUERY}&after=0", **page_of(as_viewer)) as socket:
            await socket.next()
            assert seqs(await socket.several(1_203)) == list(range(1, 1_204))

    live(story)


def test_a_lost_hint_is_made_good_by_the_next(
    as_viewer: Speaker, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unheard() -> None:
        with monkeypatch.context() as deaf:
            deaf.setattr(events, "send", lambda *args: None)
            record(workspace, 2)

    async def story() -> None:
        async with opened(QUERY, **page_of(as_viewer)) as socket:
            await socket.next()
            await do(unheard)
            assert await socket.is_quiet()
            await do(lambda: record(workspace))
            assert seqs(await socket.several(3)) == [1, 2, 3]

    live(story)


def test_an_old_or_doubled_hint_tells_nothing_again(as_viewer: Speaker, workspace: Workspace) -> None:
    def again() -> None:
        for seq in (1, 2, 2):
            events.send(events.group_of(workspace.pk), {"type": "hint", "seq": seq})

    async def story() -> None:
        async with opened(QUERY, **page_of(as_viewer)) as socket:
            await socket.next()
            await do(lambda: record(workspace, 2))
            await socket.several(2)
            await do(again)
            assert await socket.is_quiet()

    live(story)


def age(workspace: Workspace, below: int) -> None:
    with scope(workspace.pk):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE generation_eventlog SET at = at - interval '25 hours' WHERE seq < %s", [below])
        events.sweep()


@pytest.mark.parametrize(("after", "swept"), [(1, 4), (0, 2), (9, 0), (2, 6), (10**17, 0)])
def test_who_was_away_too_long_or_comes_from_the_future_reloads(
    as_viewer: Speaker, workspace: Workspace, after: int, swept: int
) -> None:
    record(workspace, 5)
    age(workspace, swept)

    async def story() -> None:
        async with opened(f"{QUERY}&after={after}", **page_of(as_viewer)) as socket:
            assert await socket.next() == {"type": "reset"}
            assert await socket.next() == {"type": "hello", "seq": 5}
            assert await socket.is_quiet()
            await do(lambda: record(workspace))
            assert seqs(await socket.several(1)) == [6]

    live(story)


@pytest.mark.parametrize(
    ("after", "swept", "replayed"), [(3, 4, [4, 5]), (5, 6, []), (5, 0, []), (0, 0, [1, 2, 3, 4, 5])]
)
def test_who_missed_nothing_that_was_swept_does_not_reload(
    as_viewer: Speaker, workspace: Workspace, after: int, swept: int, replayed: list[int]
) -> None:
    record(workspace, 5)
    age(workspace, swept)

    async def story() -> None:
        async with opened(f"{QUERY}&after={after}", **page_of(as_viewer)) as socket:
            assert (await socket.next())["type"] == "hello"
            assert seqs(await socket.several(len(replayed))) == replayed
            assert await socket.is_quiet()

    live(story)


@pytest.mark.parametrize("after", ["", "abc", "-1", "1.5", "٣", "9" * 40, "%00"])
def test_an_after_that_is_no_number_starts_now(as_viewer: Speaker, workspace: Workspace, after: str) -> None:
    record(workspace, 3)

    async def story() -> None:
        async with opened(f"{QUERY}&after={after}", **page_of(as_viewer)) as socket:
            first = await socket.next()
            assert first in ({"type": "hello", "seq": 3}, {"type": "reset"})

    live(story)


def test_two_workspaces_never_hear_each_other(
    as_viewer: Speaker, as_outsider: Speaker, workspace: Workspace, elsewhere: Workspace
) -> None:
    async def story() -> None:
        async with (
            opened(QUERY, **page_of(as_viewer)) as ours,
            opened("workspace=elsewhere", **page_of(as_outsider)) as theirs,
        ):
            await ours.next()
            await theirs.next()
            await do(lambda: record(workspace))
            assert seqs(await ours.several(1)) == [1]
            assert await theirs.is_quiet()
            await do(lambda: record(elsewhere))
            assert seqs(await theirs.several(1)) == [1]
            assert await ours.is_quiet()

    live(story)


def test_the_making_of_a_picture_is_told_step_by_step(
    as_editor: Speaker, as_viewer: Speaker, studio: Studio, workspace: Workspace
) -> None:
    scene = rows.scene_in(workspace)
    sent = {"kind": "frames", "scene": str(scene.pk), "prompt": "a bell", "count": 1}

    def make() -> Any:
        asked = as_editor.made("POST", "generations", sent)
        studio.run_all()
        return asked

    async def story() -> None:
        async with opened(QUERY, **page_of(as_viewer)) as socket:
            await socket.next()
            asked = await do(make)
            told = await socket.several(4)
            assert [message["type"] for message in told] == [
                "generation.queued",
                "generation.running",
                "frame.made",
                "generation.succeeded",
            ]
            assert {message["generation"] for message in told} == {asked["id"]}
            assert {message["scene"] for message in told} == {str(scene.pk)}
            assert {message["project"] for message in told} == {asked["project"]}

    live(story)


def test_progress_passes_through_in_the_creators_words_and_without_a_number(
    as_viewer: Speaker, workspace: Workspace
) -> None:
    tick = {"generation": "g", "job": "j", "data": {"stage": "Rolling", "fraction": 0.5}}

    async def story() -> None:
        async with opened(QUERY, **page_of(as_viewer)) as socket:
            await socket.next()
            await do(lambda: events.progress(workspace.pk, tick))
            assert await socket.hear() == {"type": "job.progress", **tick}

    live(story)


def test_whatever_a_client_says_after_it_came_in_is_not_listened_to(as_viewer: Speaker, workspace: Workspace) -> None:
    async def story() -> None:
        async with opened(QUERY, **page_of(as_viewer)) as socket:
            await socket.next()
            everything: tuple[Any, ...] = ({"token": "dly_other"}, {"type": "hint", "seq": 9}, [], "text", None, 7)
            for words in everything:
                await socket.say(words)
            await socket.send(text="{not json")
            await socket.send(bytes=b"\x00\xff")
            await do(lambda: record(workspace))
            assert seqs(await socket.several(1)) == [1]

    live(story)
