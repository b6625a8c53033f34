"""What nobody told a socket, it finds out by itself: a hint that was lost, a token that ran out."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import ApiToken, User, Workspace
from generation import consumers, events
from tests.cast import Speaker
from tests.events.sockets import do, live, opened, page_of
from tests.events.test_sequence import record

pytestmark = pytest.mark.django_db(transaction=True)
QUERY = "workspace=northlight"


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TOKEN_WAIT_SECONDS", "LOOK_SECONDS"):
        monkeypatch.setattr(consumers, name, 0.3)


def test_an_event_whose_hint_was_lost_comes_without_another(
    as_viewer: Speaker, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unheard(*args: Any) -> None:
        """Redis is away."""

    async def story() -> None:
        async with opened(QUERY, **page_of(as_viewer)) as socket:
            await socket.next()
            monkeypatch.setattr(events, "send", unheard)
            await do(lambda: record(workspace, 2))
            assert [message["seq"] for message in await socket.several(2)] == [1, 2]

    live(story)


def test_a_token_that_runs_out_closes_its_socket(viewer: User, workspace: Workspace) -> None:
    token, secret = ApiToken.objects.issue(workspace=workspace, user_id=viewer.pk, name="script")

    def run_out() -> None:
        ApiToken.objects.filter(pk=token.pk).update(expires_at=timezone.now() - timedelta(seconds=1))

    async def story() -> None:
        async with opened(QUERY, Authorization=f"Bearer {secret}") as socket:
            await socket.next()
            await do(run_out)
            assert await socket.closed() == consumers.FOREIGN

    live(story)
