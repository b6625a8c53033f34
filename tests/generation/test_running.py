"""A worker's writes: begun, completed, failed, given back; each only with the fence."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import files, queue, values
from generation.errors import Category, JobError, unexpected
from generation.handlers.base import Made, MadeFile
from generation.models import EventLog, Generation, HeroFrame, Job, Output, QueueTicket
from generation.queue import Claim
from generation.retrying import LIMITS
from generation.services import ending, running
from generation.values import CPU_LANE, IllegalTransition
from projects.models import Scene
from tests import rows
from tests.generation.test_queue import expire, held
from tests.threads import together

pytestmark = pytest.mark.django_db


def job(scene: Scene) -> Job:
    with scope(scene.tenant_id):
        return Job.objects.get()


def generation(scene: Scene) -> Generation:
    with scope(scene.tenant_id):
        return Generation.objects.get()


def picture(scene: Scene) -> Made:
    file_id = files.keep(scene.tenant_id, rows.png(5), "image/png")
    return Made(MadeFile(file_id, 16, 16, {}), {"enhanced_prompt": "", "score": 0.5, "scores": []})


def begun(scene: Scene) -> Claim:
    """A claimed job that runs."""
    rows.asked(scene)
    found = held()
    assert running.begin(found) is not None
    return found


def told(scene: Scene) -> list[str]:
    with scope(scene.tenant_id):
        return list(EventLog.objects.values_list("type", flat=True))


def test_beginning_marks_job_and_generation_as_running_once(scene: Scene) -> None:
    rows.asked(scene, count=2)
    for _ in range(2):
        work = running.begin(held())
        assert work is not None
        assert (work.kind, work.engine, work.workspace_id) == ("picture", "animatic", scene.tenant_id)
    asked = generation(scene)
    assert (asked.state, asked.started_at is not None) == ("running", True)
    assert told(scene) == ["generation.queued", "generation.running"]


def test_completing_stores_what_was_made_and_ends_the_generation(scene: Scene) -> None:
    assert running.complete(begun(scene), picture(scene))
    done, asked = job(scene), generation(scene)
    assert (done.state, done.fraction, done.tries) == ("succeeded", 1.0, 1)
    assert (asked.state, asked.error) == ("succeeded", None)
    assert asked.credits_reserved == asked.credits_captured == done.params["credits"]
    with scope(scene.tenant_id):
        assert HeroFrame.objects.get().output.job_id == done.pk
    assert not QueueTicket.objects.exists()
    ended = ["frame.made", "generation.succeeded", "suggestions.offered"]
    assert told(scene) == ["generation.queued", "generation.running", *ended]


def test_the_first_worker_of_an_expired_lease_writes_nothing(scene: Scene) -> None:
    first = begun(scene)
    expire(first.job_id)
    second = held("second")
    assert running.begin(second) is not None
    assert not running.complete(first, picture(scene))
    running.fail(first, unexpected())
    running.give_back(first)
    running.note_progress(first, "blocking", 0.9)
    now = job(scene)
    assert (now.state, now.tries, now.fraction) == ("running", 2, 0.0)
    assert [(kept["cause"], kept["try"], kept["worker"]) for kept in now.failures] == [("worker_lost", 1, "")]
    assert running.complete(second, picture(scene))
    assert not running.complete(second, picture(scene))
    with scope(scene.tenant_id):
        assert Output.objects.count() == 1
        assert generation(scene).credits_captured == job(scene).params["credits"]


def test_an_old_claim_begins_nothing(scene: Scene) -> None:
    rows.asked(scene)
    first = held()
    expire(first.job_id)
    held("second")
    assert running.begin(first) is None
    assert job(scene).tries == 0


def test_a_passing_fault_is_tried_again_after_a_wait(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """The longest that may be drawn; what is drawn is anything below."""
    monkeypatch.setattr(running, "draw", lambda: 1.0)
    for number, seconds in ((1, 2.0), (2, 4.0)):
        claim = begun(scene) if number == 1 else again()
        earliest = answered("SELECT clock_timestamp()")
        running.fail(claim, unexpected())
        latest, now = answered("SELECT clock_timestamp()"), job(scene)
        assert (now.state, now.tries, len(now.failures)) == ("queued", number, number)
        waits_for = answered("SELECT available_at FROM generation_queueticket WHERE job_id = %s", now.pk)
        assert earliest <= waits_for - timedelta(seconds=seconds) <= latest
    assert generation(scene).state == "running"


def again() -> Claim:
    QueueTicket.objects.update(available_at="2020-01-01T00:00:00Z")
    found = held()
    assert running.begin(found) is not None
    return found


def answered(statement: str, *values: Any) -> Any:
    """What the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def test_after_the_last_try_a_person_is_asked_with_words_for_people(scene: Scene) -> None:
    running.fail(begun(scene), unexpected())
    for _ in range(LIMITS[Category.PIPELINE].tries - 1):
        running.fail(again(), unexpected())
    now, asked = job(scene), generation(scene)
    assert (now.state, asked.state) == ("failed", "review")
    assert asked.error == {
        "category": "pipeline",
        "detail": "Something went wrong while this was made.",
        "advice": "Try again; if it stays, tell whoever runs this studio.",
    }
    assert asked.credits_reserved == asked.credits_captured == 0
    assert not QueueTicket.objects.exists()
    assert told(scene)[-1] == "generation.review"
    assert [(kept["category"], kept["try"], kept["worker"]) for kept in now.failures] == [
        ("pipeline", number, "one") for number in (1, 2, 3)
    ]
    assert [kept["wait_seconds"] is None for kept in now.failures] == [False, False, True]


def test_a_lasting_fault_is_not_tried_again(scene: Scene) -> None:
    running.fail(begun(scene), JobError("input", "This can't be drawn.", "Write it in other words."))
    assert job(scene).state == "failed"
    assert generation(scene).error == {
        "category": "input",
        "detail": "This can't be drawn.",
        "advice": "Write it in other words.",
    }


def test_a_job_that_takes_its_worker_down_is_given_up_after_the_last_try(scene: Scene) -> None:
    """Nobody reports a fault: the process is gone, and only the lease runs out."""
    found = begun(scene)
    for _ in range(LIMITS[Category.PIPELINE].tries - 1):
        expire(found.job_id)
        assert running.begin(held()) is not None
    expire(found.job_id)
    assert running.begin(held()) is None
    asked = generation(scene)
    assert (asked.state, asked.error and asked.error["detail"]) == (
        "review",
        "This part stopped the worker each time it was tried.",
    )
    assert not QueueTicket.objects.exists()


def test_one_failed_part_does_not_fail_the_rest(scene: Scene) -> None:
    rows.asked(scene, count=2)
    first, second = held(), held()
    assert running.begin(first) is not None
    assert running.begin(second) is not None
    running.fail(first, JobError("input", "This can't be drawn.", "Write it in other words."))
    assert generation(scene).state == "running"
    assert running.complete(second, picture(scene))
    assert generation(scene).state == "succeeded"


def test_giving_back_is_no_failed_try(scene: Scene) -> None:
    found = begun(scene)
    running.give_back(found)
    now = job(scene)
    assert (now.state, now.tries, now.failures) == ("queued", 0, [])
    assert running.begin(held()) is not None


def test_what_a_worker_makes_of_a_deleted_job_is_discarded(scene: Scene) -> None:
    """The scene was deleted under it, by an operator: no fault, no orphan, no ticket left."""
    for end in (
        lambda found: running.complete(found, picture(scene)),
        lambda found: running.fail(found, unexpected()),
        running.give_back,
    ):
        found = begun(scene)
        with scope(scene.tenant_id):
            Generation.objects.all().delete()
        end(found)
        assert not QueueTicket.objects.exists()
        with scope(scene.tenant_id):
            assert not Output.objects.exists()


def test_progress_is_kept_while_it_runs_only(scene: Scene) -> None:
    found = begun(scene)
    running.note_progress(found, "blocking", 0.4)
    assert (job(scene).stage, job(scene).fraction) == ("blocking", 0.4)
    running.complete(found, picture(scene))
    running.note_progress(found, "blocking", 0.5)
    assert job(scene).fraction == 1.0


# --- requeue ------------------------------------------------------------------------------------------------


def test_a_stuck_job_is_freed_and_its_holder_forgotten(scene: Scene) -> None:
    stuck = begun(scene)
    running.requeue(job(scene))
    assert (job(scene).state, job(scene).tries) == ("queued", 0)
    fresh = held("second")
    assert running.begin(fresh) is not None
    assert not running.complete(stuck, picture(scene))
    assert running.complete(fresh, picture(scene))
    assert generation(scene).state == "succeeded"


def test_a_failed_job_is_queued_again_with_its_generation(scene: Scene) -> None:
    running.fail(begun(scene), JobError("input", "This can't be drawn.", "Write it in other words."))
    running.requeue(job(scene))
    assert (generation(scene).state, generation(scene).error, generation(scene).finished_at) == ("queued", None, None)
    assert running.complete(again(), picture(scene))
    assert generation(scene).state == "succeeded"
    assert generation(scene).credits_captured == job(scene).params["credits"]


@pytest.mark.parametrize("state", [values.SUCCEEDED, values.CANCELLED])
def test_what_succeeded_or_was_cancelled_is_not_queued_again(scene: Scene, state: str) -> None:
    rows.asked(scene)
    with scope(scene.tenant_id):
        Job.objects.update(state=state)
    with pytest.raises(IllegalTransition):
        running.requeue(job(scene))


# --- at once ------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", range(5))
def test_completing_and_cancelling_at_once_ends_once(scene: Scene, number: int) -> None:
    found, made = begun(scene), picture(scene)

    def cancel() -> None:
        with scope(scene.tenant_id):
            ending.cancel(Generation.objects.get())

    completed, cancelled = together(lambda: running.complete(found, made), cancel)
    assert cancelled is None
    ends = [kind for kind in told(scene) if kind in ("generation.succeeded", "generation.cancelled")]
    assert ends == ["generation.succeeded" if completed else "generation.cancelled"]
    with scope(scene.tenant_id):
        assert Output.objects.count() == int(completed)
        assert job(scene).state == ("succeeded" if completed else "cancelled")
    assert not QueueTicket.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_all_parts_finishing_at_once_end_the_generation_once(scene: Scene, workspace: Workspace) -> None:
    rows.asked(scene, count=6)
    claims = [held() for _ in range(6)]
    for found in claims:
        running.begin(found)
    made = picture(scene)
    results: list[Any] = together(*[lambda found=found: running.complete(found, made) for found in claims])
    assert results == [True] * 6
    assert told(scene).count("generation.succeeded") == 1
    assert generation(scene).credits_captured == 6 * int(job_credits(scene))
    with scope(workspace.pk):
        seqs = list(EventLog.objects.values_list("seq", flat=True))
    assert seqs == list(range(1, len(seqs) + 1))


def job_credits(scene: Scene) -> int:
    with scope(scene.tenant_id):
        return int(Job.objects.all()[0].params["credits"])


@pytest.mark.django_db(transaction=True)
def test_requeueing_and_completing_at_once_do_not_wait_for_each_other_without_end(scene: Scene) -> None:
    found, made, stuck = begun(scene), picture(scene), job(scene)
    completed, requeued = together(lambda: running.complete(found, made), lambda: running.requeue(stuck))
    assert completed in (True, False)
    assert requeued is None or isinstance(requeued, IllegalTransition)
    if not completed:
        assert queue.claim(CPU_LANE, "second") is not None
