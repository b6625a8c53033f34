"""How the machines do is told to every open studio as it is read, with a number to nobody."""

import threading
from dataclasses import replace
from typing import Any

import pytest
from django.test import override_settings

from accounts.models import Workspace
from generation import events
from generation.devices.heartbeat import Heartbeat
from generation.devices.telling import snapshot
from quality.models import GraphicsCard, Machine
from quality.resources import sources
from quality.resources.errors import BadSetting
from quality.resources.queries import devices
from tests.cast import Speaker
from tests.events.sockets import do, live, opened, page_of
from tests.machines import HOST, reading, told

pytestmark = pytest.mark.django_db(transaction=True)
FAST = 0.2


def test_every_open_studio_hears_the_same_and_no_number(
    as_viewer: Speaker, as_outsider: Speaker, workspace: Workspace
) -> None:
    def tell() -> dict[str, Any]:
        told(reading(used_gb=10, ours_gb=6), machine=replace(HOST, cpu=0.5))
        found = snapshot()
        events.device_load(found)
        return found

    async def story() -> None:
        async with (
            opened("workspace=northlight", **page_of(as_viewer)) as here,
            opened("workspace=elsewhere", **page_of(as_outsider)) as there,
        ):
            await here.next()
            await there.next()
            found = await do(tell)
            for socket in (here, there):
                assert await socket.hear() == {"type": "device.load", "data": found}
            async with opened("workspace=northlight&after=0", **page_of(as_viewer)) as later:
                assert (await later.next())["type"] == "hello"
                assert await later.is_quiet(), "nobody keeps it"

    live(story)


@override_settings(SIMULATED_GPUS="1x24GB@18GB", VRAM_LIMIT="", DEVICE_SECONDS=FAST)
def test_a_heartbeat_is_heard_and_its_end_too(as_viewer: Speaker) -> None:
    beats = Heartbeat("one")

    async def story() -> None:
        async with opened("workspace=northlight", **page_of(as_viewer)) as socket:
            await socket.next()
            await do(beats.start)
            first, second = await socket.hear(), await socket.hear()
            assert first["type"] == second["type"] == "device.load"
            assert first["data"]["cards"][0]["name"] == "Simulated card 1 (24 GB)"
            assert second["data"]["host"]["cpu"] is not None
            await do(beats.stop)

    live(story)
    assert devices() == ()
    assert GraphicsCard.objects.get().left_at is not None
    assert Machine.objects.get().left_at is not None
    beats.stop()


@override_settings(DEVICE_SECONDS=FAST, SIMULATED_GPUS="1x8GB")
def test_a_reading_that_fails_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    right, tries, done = sources.readings, [], threading.Event()

    def at_the_third() -> Any:
        tries.append(1)
        if len(tries) < 3:
            raise RuntimeError("the driver is being changed")
        done.set()
        return right()

    monkeypatch.setattr(sources, "readings", at_the_third)
    beats = Heartbeat("one")
    beats.start()
    assert done.wait(10)
    beats.stop()
    assert GraphicsCard.objects.get().pk == "one/simulated-1"


@override_settings(SIMULATED_GPUS="nothing of the kind")
def test_a_setting_that_cannot_be_read_ends_it_with_a_word(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(BadSetting):
        sources.readings()
    beats = Heartbeat("one")
    with caplog.at_level("ERROR", "dailies.devices"):
        beats.start()
        beats._thread.join(10)
    assert "SIMULATED_GPUS" in caplog.text
    assert GraphicsCard.objects.count() == 0
