"""Answers to questions about a lesser quality, given over the socket of events."""

from typing import Any

import pytest

from accounts.models import ApiToken, Membership, User, Workspace
from accounts.roles import Role, Scope
from generation import deciding
from generation.models import Generation
from projects.models import Scene
from quality.values import Device, DeviceKind
from tests import cast, rows
from tests.events.sockets import Socket, do, live, opened, page_of
from tests.generation.cards import asked, now

pytestmark = pytest.mark.django_db(transaction=True)
CARD = Device("sim-0", "Simulated 1", 12.0, 0.0, DeviceKind.SIMULATED)


@pytest.fixture
def question(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Generation:
    """High was asked for, Standard is what there is."""
    monkeypatch.setattr(deciding, "devices", lambda: (CARD,))
    scene: Scene = rows.scene_in(workspace)
    return asked(scene)


async def says(socket: Socket, generation: object, answer: object) -> None:
    await socket.say({"type": "consent", "generation": str(generation), "answer": answer})


async def events_of(socket: Socket, count: int) -> list[str]:
    return [message["type"] for message in await socket.several(count)]


def test_yes_over_the_socket_is_answered_by_the_usual_event(
    as_editor: cast.Speaker, question: Generation, editor: User
) -> None:
    async def story() -> None:
        async with opened("workspace=northlight", **page_of(as_editor)) as socket:
            await socket.next()
            await says(socket, question.pk, "continue")
            assert await events_of(socket, 1) == ["generation.queued"]
            await says(socket, question.pk, "continue")
            assert await socket.is_quiet()

    live(story)
    assert (now(question).state, now(question).consent_by_id) == ("queued", editor.pk)


def test_hold_and_then_no_over_the_socket(as_editor: cast.Speaker, question: Generation) -> None:
    async def story() -> None:
        async with opened("workspace=northlight", **page_of(as_editor)) as socket:
            await socket.next()
            await says(socket, question.pk, "hold")
            held = await socket.next()
            assert (held["type"], held["data"]["until"], held["data"]["asks"]) == ("quality.fallback", None, True)
            await says(socket, question.pk, "cancel")
            assert await events_of(socket, 1) == ["generation.cancelled"]
            await says(socket, question.pk, "continue")
            refused = await socket.next()
            assert (refused["type"], refused["status"], refused["generation"]) == ("problem", 409, str(question.pk))

    live(story)
    assert now(question).state == "cancelled"


async def refused(query: str, headers: dict[str, str], generation: object, answer: object = "continue") -> Any:
    """The problem that an answer meets."""
    async with opened(query, **headers) as socket:
        await socket.next()
        await says(socket, generation, answer)
        told = await socket.next()
        assert told["type"] == "problem"
        return told


def test_a_question_of_another_workspace_looks_like_one_that_never_was(
    as_outsider: cast.Speaker, question: Generation
) -> None:
    never = "01900000-0000-7000-8000-000000000000"

    async def story() -> None:
        for answer in ("continue", "cancel", "hold"):
            foreign = await refused("workspace=elsewhere", page_of(as_outsider), question.pk, answer)
            missing = await refused("workspace=elsewhere", page_of(as_outsider), never, answer)
            assert foreign["status"] == 404
            assert {**foreign, "generation": ""} == {**missing, "generation": ""}

    live(story)
    assert now(question).state == "awaiting_consent"


def test_who_may_only_look_may_not_answer(as_viewer: cast.Speaker, question: Generation) -> None:
    async def story() -> None:
        told = await refused("workspace=northlight", page_of(as_viewer), question.pk)
        assert told["status"] == 403

    live(story)
    assert now(question).state == "awaiting_consent"


def test_a_role_that_was_lost_since_the_socket_was_opened_counts(
    as_editor: cast.Speaker, editor: User, question: Generation
) -> None:
    async def story() -> None:
        async with opened("workspace=northlight", **page_of(as_editor)) as socket:
            await socket.next()
            await do(lambda: Membership.objects.filter(user=editor).update(role=Role.VIEWER))
            await says(socket, question.pk, "continue")
            assert (await socket.next())["status"] == 403

    live(story)
    assert now(question).state == "awaiting_consent"


@pytest.mark.parametrize("of_the_workspace", [False, True])
@pytest.mark.parametrize(("scopes", "state"), [([Scope.READ], "awaiting_consent"), (list(Scope), "queued")])
def test_a_token_answers_as_far_as_it_is_good_for(
    scopes: list[Scope], state: str, of_the_workspace: bool, workspace: Workspace, editor: User, question: Generation
) -> None:
    person = None if of_the_workspace else editor.pk
    _, secret = ApiToken.objects.issue(workspace=workspace, user_id=person, name="script", scopes=scopes)

    async def story() -> None:
        async with opened("", Authorization=f"Bearer {secret}") as socket:
            await socket.next()
            await says(socket, question.pk, "continue")
            told = await socket.next()
            assert told["type"] == ("generation.queued" if state == "queued" else "problem")

    live(story)
    assert now(question).state == state


@pytest.mark.parametrize(
    ("generation", "answer", "field"), [("nonsense", "continue", "generation"), (None, "maybe", "answer")]
)
def test_an_answer_that_is_none_is_told_what_would_work(
    generation: str | None, answer: str, field: str, as_editor: cast.Speaker, question: Generation
) -> None:
    async def story() -> None:
        named = generation or question.pk
        told = await refused("workspace=northlight", page_of(as_editor), named, answer)
        assert (told["status"], told["errors"][0]["field"]) == (400, field)
        assert told["advice"]

    live(story)


@pytest.mark.parametrize("words", [{"type": "other"}, ["consent"], "consent", {"type": ["consent"]}])
def test_everything_else_says_nothing(words: Any, as_editor: cast.Speaker, question: Generation) -> None:
    async def story() -> None:
        async with opened("workspace=northlight", **page_of(as_editor)) as socket:
            await socket.next()
            await socket.say(words)
            assert await socket.is_quiet()

    live(story)
