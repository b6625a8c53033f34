"""What is done at the same time never waits for each other without end (a deadlock ends one of the two)."""

import threading
import time
from typing import Any

import pytest

from accounts.tenancy import scope
from generation import queue, values
from generation.services import ending
from projects.models import Scene
from projects.services import arranging
from tests import rows
from tests.threads import together

pytestmark = pytest.mark.django_db(transaction=True)
PAUSE_SECONDS = 0.4
"""Long enough for the other thread to reach its lock."""


def test_asking_for_takes_while_a_frame_of_the_scene_is_stored(scene: Scene) -> None:
    """The frame's foreign key is checked at its commit, when the counter of events is held already."""
    held = threading.Event()

    def ask() -> None:
        with scope(scene.tenant_id):
            arranging.hold(scene)
            held.set()
            time.sleep(PAUSE_SECONDS)
            arranging.tell(scene, "notice")

    def store() -> None:
        held.wait()
        with scope(scene.tenant_id):
            rows.frame_of(scene)
            arranging.tell(scene, "frame.made")

    assert together(ask, store) == [None, None]


def test_asking_for_more_while_the_generation_is_finishing(scene: Scene) -> None:
    first = rows.asked(scene)
    held = threading.Event()

    def finish() -> None:
        with scope(scene.tenant_id):
            ending._stop(first)
            held.set()
            time.sleep(PAUSE_SECONDS)

    def ask() -> None:
        held.wait()
        rows.asked(scene, parent=first.pk)

    assert together(finish, ask) == [None, None]


def test_a_write_of_a_worker_locks_its_ticket(scene: Scene, django_assert_num_queries: Any) -> None:
    rows.asked(scene)
    found = queue.claim(values.CPU_LANE, "one")
    assert found is not None
    with scope(scene.tenant_id), django_assert_num_queries(1) as asked:
        assert queue.is_ours(found)
    assert "FOR UPDATE" in asked.captured_queries[0]["sql"]
