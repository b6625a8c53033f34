"""Redis away: bells and hints fail quietly, and the request is done."""

import logging
import socket
import time
from collections.abc import Iterator

import pytest
from channels.layers import channel_layers
from django.test import override_settings
from dramatiq.brokers.redis import RedisBroker
from redis import Redis

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import bells, brokers, events
from generation.models import EventLog, QueueTicket
from tests.cast import Speaker

pytestmark = pytest.mark.django_db(transaction=True)
PICTURE = {"kind": "picture", "prompt": "a lighthouse at dusk"}


@pytest.fixture
def dead_address() -> str:
    """A port where nobody answers."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        return f"redis://127.0.0.1:{closed.getsockname()[1]}/0"


@pytest.fixture
def redis_is_away(dead_address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    client = Redis.from_url(dead_address, socket_connect_timeout=brokers.BELL_WAIT_SECONDS)
    dead = RedisBroker(client=client)  # type: ignore[no-untyped-call]
    for actor in bells.BELLS.values():
        monkeypatch.setattr(actor, "broker", dead)
        dead.declare_queue(actor.queue_name)
    backend = "channels_redis.pubsub.RedisPubSubChannelLayer"
    with override_settings(CHANNEL_LAYERS={"default": {"BACKEND": backend, "CONFIG": {"hosts": [dead_address]}}}):
        yield
    channel_layers.backends = {}


@pytest.mark.usefixtures("redis_is_away")
def test_a_request_is_done_and_its_work_waits_in_postgresql(
    as_editor: Speaker, workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    begun = time.monotonic()
    with caplog.at_level(logging.WARNING):
        asked = as_editor.made("POST", "generations", PICTURE)
    assert time.monotonic() - begun < 3.0
    assert "could not be rung" in caplog.text
    assert asked["state"] == "queued"
    assert QueueTicket.objects.count() == 1
    with scope(workspace.pk):
        assert EventLog.objects.count() == 1


@pytest.mark.usefixtures("redis_is_away")
def test_a_hint_that_cannot_be_sent_is_logged_and_forgotten(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        events.send(events.group_of(workspace.pk), {"type": "hint", "seq": 1})
        end = time.monotonic() + 5
        while "a hint was not sent" not in caplog.text:
            assert time.monotonic() < end
            time.sleep(0.02)


def test_a_bell_rings_once_a_lane_however_many_jobs(
    as_editor: Speaker, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[str] = []
    monkeypatch.setattr(bells, "ring", rung.append)
    as_editor.made("POST", "generations", {**PICTURE, "count": 8})
    assert rung == ["cpu"]


def test_no_bell_rings_for_what_was_undone(
    as_editor: Speaker, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[str] = []
    monkeypatch.setattr(bells, "ring", rung.append)

    def undone() -> None:
        with scope(workspace.pk):
            bells.ring_after_commit("cpu")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    as_editor.refused(400, "POST", "generations", {**PICTURE, "prompt": ""})
    assert rung == []
