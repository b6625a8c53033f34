"""What is done at the same time never waits for each other without end (a deadlock ends one of the two)."""

import threading
import time
from typing import Any

import pytest

from accounts.tenancy import scope
from generation import files, queue, values
from generation.handlers.base import Made, MadeFile
from generation.models import Generation, Job, Output, QueueTicket
from generation.services import ending, running, starting
from generation.values import JobPlan
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


def test_cancelling_while_a_worker_begins_a_part_that_was_born_meanwhile(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A take that finishes gives birth to its scoring job: cancel has looked for jobs by then, the worker has not."""
    asked = rows.asked(scene)
    looked, begins = threading.Event(), threading.Event()
    cancel_jobs, held_job = ending._cancel_jobs, running.rows.held_job

    def look(generation: Generation, *, waiting: bool = True) -> None:
        if not waiting:  # the generation is locked by now: the worker gets the ticket and the job, and waits for it
            looked.set()
            begins.wait(PAUSE_SECONDS * 4)
            time.sleep(PAUSE_SECONDS)
        cancel_jobs(generation, waiting=waiting)

    def hold(held: queue.Claim) -> Job | None:
        begins.set()
        return held_job(held)

    monkeypatch.setattr(ending, "_cancel_jobs", look)
    monkeypatch.setattr(running.rows, "held_job", hold)

    def cancel() -> None:
        with scope(scene.tenant_id):
            ending.cancel(asked)

    def begin() -> Any:
        looked.wait()
        with scope(scene.tenant_id):
            params = Job.objects.filter(generation=asked)[0].params
            starting.add_jobs(asked, [JobPlan(values.JOB_SCORE, 1, params)], engine="scorer")
        found = queue.claim(values.EXPORT_LANE, "one")
        assert found is not None
        return running.begin(found)

    assert together(cancel, begin) == [None, None]
    with scope(scene.tenant_id):
        assert set(Job.objects.values_list("state", flat=True)) == {values.CANCELLED}
        assert Generation.objects.get().state == values.CANCELLED
    assert not QueueTicket.objects.exists()


def test_what_a_worker_makes_for_a_generation_that_has_ended_is_discarded(scene: Scene) -> None:
    rows.asked(scene)
    found = queue.claim(values.CPU_LANE, "one")
    assert found is not None
    assert running.begin(found) is not None
    with scope(scene.tenant_id):
        Generation.objects.update(state=values.CANCELLED)
    file_id = files.keep(scene.tenant_id, rows.png(), "image/png")
    facts = {"enhanced_prompt": "", "score": 0.5, "scores": []}
    assert not running.complete(found, Made(MadeFile(file_id, 16, 16, {}), facts))
    with scope(scene.tenant_id):
        assert Job.objects.get().state == values.CANCELLED
        assert not Output.objects.exists()
