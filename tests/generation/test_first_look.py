"""A first look: told for a picture that takes seconds, small, and of the same picture."""

import base64
from typing import Any
from uuid import uuid4

import cv2
import numpy as np
import pytest

from generation import events
from generation.engines import registry
from generation.engines.base import PictureRequest
from generation.handlers import picture
from generation.handlers.base import Work
from generation.media.pictures import jpeg_address

WORK = Work(uuid4(), uuid4(), uuid4(), "picture", 2, "animatic", {})


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    ticks: list[dict[str, Any]] = []
    monkeypatch.setattr(events, "progress", lambda workspace_id, tick: ticks.append(tick))
    return ticks


def look(width: int, height: int) -> None:
    request = PictureRequest("a red boat on a lake", 7, width, height)
    picture._show_first_look(WORK, registry.engine("animatic"), request)


def test_a_large_picture_is_shown_small_at_once(told: list[dict[str, Any]]) -> None:
    look(2048, 1152)
    [tick] = told
    assert (tick["job"], tick["data"]["number"], tick["data"]["fraction"]) == (str(WORK.job_id), 2, 0.0)
    address = tick["data"]["preview"]
    assert address.startswith("data:image/jpeg;base64,")
    assert len(address) < 30_000
    shown = cv2.imdecode(np.frombuffer(base64.b64decode(address.split(",")[1]), np.uint8), cv2.IMREAD_COLOR)
    assert shown is not None
    assert shown.shape[:2] == (144, 256)


def test_a_quick_picture_needs_no_first_look(told: list[dict[str, Any]]) -> None:
    look(1024, 576)
    assert told == []


def test_an_address_holds_the_colours_of_its_picture() -> None:
    red = np.full((16, 16, 3), (200, 20, 10), np.uint8)
    data = base64.b64decode(jpeg_address(red).split(",")[1])
    shown = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert shown is not None
    assert np.abs(shown[8, 8][::-1].astype(int) - (200, 20, 10)).max() < 12
