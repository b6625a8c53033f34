"""Who is next: shares by weight, limits of plans over all lanes, models that are held, and what waited long."""

from collections import Counter
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import queue
from generation.models import Generation, Job, QueueClock, QueueLane, QueueShare, QueueTicket, QueueWorkspace
from generation.queue import Claim, Needs, rising
from generation.scheduling import choosing, fairness, reserving
from generation.scheduling.values import Holder, Priority, Share
from tests.threads import together

LANE, OTHER = "cpu", "export"

pytestmark = pytest.mark.django_db


def put(workspace: Workspace, count: int, *, lane: str = LANE, **known: Any) -> list[UUID]:
    """Jobs of one generation that enter together."""
    with scope(workspace.pk):
        asked = Generation.objects.create(kind="picture", seed=1, requested_tier="low", achieved_tier="low")
        jobs = Job.objects.bulk_create(
            Job(generation=asked, workspace_id=workspace.pk, kind="picture", number=number, lane=lane)
            for number in range(count)
        )
        queue.enter(jobs, **known)
    return [job.pk for job in jobs]


def newcomer() -> None:
    """A small job of a workspace that never asked before."""
    workspace_id = uuid4()
    with scope(workspace_id):
        queue.enter([Job(pk=uuid4(), workspace_id=workspace_id, lane=LANE)], needs=Needs(expected_seconds=5))


def take(lane: str = LANE, holder: Holder | None = None) -> Claim:
    found = queue.claim(lane, "worker", holder)
    assert found is not None
    return found


def finish(held: Claim) -> None:
    assert queue.leave(held)


def states(ids: list[UUID]) -> list[str]:
    found = dict(QueueTicket.objects.filter(job_id__in=ids).values_list("job_id", "state"))
    return [found[job] for job in ids if job in found]


def waited(ids: list[UUID], seconds: float) -> None:
    """As if they had been ready, and passed over, for so long."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE generation_queueticket SET ready_since = clock_timestamp() - %s * interval '1 second',"
            " passed_at = passed_at - %s * interval '1 second' WHERE job_id = ANY (%s)",
            [seconds, seconds, ids],
        )


def test_a_workspace_with_much_does_not_make_another_wait(workspace: Workspace, elsewhere: Workspace) -> None:
    put(workspace, 6)
    theirs = put(elsewhere, 2)
    order = [take().job_id for _ in range(4)]
    assert set(theirs) <= set(order)


def test_twice_the_weight_is_twice_the_work_while_both_wait(workspace: Workspace, elsewhere: Workspace) -> None:
    put(workspace, 30, share=Share(weight=2))
    put(elsewhere, 30, share=Share(weight=1))
    served = Counter(take().workspace_id for _ in range(30))
    assert abs(served[workspace.pk] - 20) <= 1


def test_long_jobs_count_by_their_time(workspace: Workspace, elsewhere: Workspace) -> None:
    put(workspace, 10, needs=Needs(expected_seconds=30))
    put(elsewhere, 10, needs=Needs(expected_seconds=10))
    served = Counter(take().workspace_id for _ in range(8))
    assert abs(served[elsewhere.pk] - 6) <= 1


def test_who_was_idle_has_saved_nothing_up(workspace: Workspace, elsewhere: Workspace) -> None:
    put(workspace, 20, needs=Needs(expected_seconds=10))
    for _ in range(10):
        finish(take())
    put(elsewhere, 20, needs=Needs(expected_seconds=10))
    served = Counter(take().workspace_id for _ in range(10))
    assert abs(served[elsewhere.pk] - 5) <= 1


def test_what_was_cancelled_is_not_owed(workspace: Workspace, elsewhere: Workspace) -> None:
    gone = put(workspace, 50, needs=Needs(expected_seconds=60))
    with scope(workspace.pk):
        queue.drop(gone)
    assert QueueShare.objects.get(workspace_id=workspace.pk).last_finish == 0
    put(elsewhere, 4)
    put(workspace, 4)
    assert {take().workspace_id for _ in range(2)} == {workspace.pk, elsewhere.pk}


def test_only_as_many_are_ready_as_may_run(workspace: Workspace) -> None:
    jobs = put(workspace, 5, share=Share(most_at_once=2))
    assert states(jobs) == ["ready", "ready", "waiting", "waiting", "waiting"]
    held = take()
    assert states(jobs) == ["leased", "ready", "waiting", "waiting", "waiting"]
    finish(held)
    assert states(jobs) == ["ready", "ready", "waiting", "waiting"]


def test_a_limit_holds_over_all_lanes(workspace: Workspace) -> None:
    here = put(workspace, 3, share=Share(most_at_once=2))
    there = put(workspace, 3, lane=OTHER, share=Share(most_at_once=2))
    assert states(here)[:2] == states(there)[:2] == ["ready", "ready"], "either lane may begin"
    first, second = take(), take(OTHER)
    assert queue.claim(LANE, "worker") is None
    assert queue.claim(OTHER, "worker") is None
    assert "ready" not in states(here) + states(there)
    finish(first)
    assert take(OTHER).workspace_id == second.workspace_id
    assert queue.claim(LANE, "worker") is None


@pytest.mark.django_db(transaction=True)
def test_workers_of_two_lanes_that_claim_at_once_keep_to_the_limit(workspace: Workspace) -> None:
    for _ in range(6):
        here = put(workspace, 2, share=Share(most_at_once=1))
        there = put(workspace, 2, lane=OTHER, share=Share(most_at_once=1))
        found = together(*[lambda lane=lane: queue.claim(lane, "worker") for lane in (LANE, OTHER) * 3])
        assert sum(one is not None for one in found) == 1
        with scope(workspace.pk):
            queue.drop(here + there)


def test_a_quality_may_have_a_limit_of_its_own(workspace: Workspace) -> None:
    share = Share(most_at_once=3, most_a_tier=(("high", 1),))
    high = put(workspace, 3, share=share, needs=Needs(tier="high"))
    low = put(workspace, 3, share=share, needs=Needs(tier="low"))
    assert states(high) == ["ready", "waiting", "waiting"]
    assert states(low) == ["ready", "ready", "waiting"]
    taken = [take() for _ in range(3)]
    assert queue.claim(LANE, "worker") is None
    assert [one.job_id in high for one in taken].count(True) == 1


def test_a_smaller_plan_holds_from_the_next_request_on(workspace: Workspace) -> None:
    jobs = put(workspace, 4)
    assert states(jobs) == ["ready"] * 4
    more = put(workspace, 1, share=Share(most_at_once=1))
    assert states(jobs + more) == ["ready", "waiting", "waiting", "waiting", "waiting"]
    put(workspace, 1)
    assert set(states(jobs + more)) == {"ready"}


def test_a_workspace_that_is_paused_begins_nothing(workspace: Workspace, elsewhere: Workspace) -> None:
    jobs = put(workspace, 2)
    QueueWorkspace.objects.filter(workspace_id=workspace.pk).update(paused_at="2026-01-01T00:00Z")
    queue.refill(workspace.pk)
    later = put(workspace, 1)
    assert states(jobs + later) == ["waiting"] * 3
    put(elsewhere, 1)
    assert take().workspace_id == elsewhere.pk
    assert queue.claim(LANE, "worker") is None
    QueueWorkspace.objects.filter(workspace_id=workspace.pk).update(paused_at=None)
    queue.refill(workspace.pk)
    assert take().job_id == jobs[0]


def test_a_lane_that_is_paused_begins_nothing(workspace: Workspace) -> None:
    put(workspace, 2)
    QueueLane.objects.filter(lane=LANE).update(paused_at="2026-01-01T00:00Z")
    assert queue.claim(LANE, "worker") is None
    assert queue.claim(LANE, "worker", Holder()) is None
    QueueLane.objects.filter(lane=LANE).update(paused_at=None)
    assert queue.claim(LANE, "worker") is not None


def test_a_class_goes_before_a_lower_one_and_shares_apart(workspace: Workspace, elsewhere: Workspace) -> None:
    low = put(workspace, 2, priority=Priority.LOW)
    usual = put(workspace, 2)
    urgent = put(elsewhere, 1, priority=Priority.URGENT)
    assert [take().job_id for _ in range(5)] == urgent + usual + low


def test_a_model_that_is_held_goes_first_for_so_long_and_no_longer(workspace: Workspace) -> None:
    (other,) = put(workspace, 1, needs=Needs(model="flux"))
    same = put(workspace, 3, needs=Needs(model="wan"))
    holder = Holder(frozenset({"wan"}))
    assert take(holder=holder).job_id == same[0]
    assert QueueTicket.objects.get(job_id=other).passed_at is not None
    assert take(holder=holder).job_id == same[1]
    waited([other], choosing.PATIENCE_SECONDS + 1)
    assert take(holder=holder).job_id == other
    assert take(holder=holder).job_id == same[2]


def test_a_job_too_large_for_the_card_is_left_to_another(workspace: Workspace) -> None:
    large = put(workspace, 1, needs=Needs(model="wan", needs_gb=20))
    small = put(workspace, 1, needs=Needs(model="flux", needs_gb=8))
    assert take(holder=Holder(memory_gb=12)).job_id == small[0]
    assert queue.claim(LANE, "worker", Holder(memory_gb=12)) is None
    assert take(holder=Holder(memory_gb=24)).job_id == large[0]


def test_what_waited_long_rises_past_what_came_later(workspace: Workspace, elsewhere: Workspace) -> None:
    old = put(workspace, 2, priority=Priority.LOW)
    put(elsewhere, 4)
    assert queue.rise() == 0
    waited(old, fairness.AGEING_SECONDS[Priority.LOW] + 1)
    assert [queue.rise(), queue.rise(), queue.rise()] == [1, 1, 0], "one of a workspace at each look"
    found = list(QueueTicket.objects.filter(job_id__in=old).values_list("priority", flat=True))
    assert found == [Priority.NORMAL, Priority.NORMAL]
    served = [take().workspace_id for _ in range(4)]
    assert Counter(served) == {workspace.pk: 2, elsewhere.pk: 2}, "a share of that class, no more"


def test_what_waited_long_rises_past_work_that_is_always_taken_at_once(
    workspace: Workspace, elsewhere: Workspace
) -> None:
    old = put(workspace, 1, priority=Priority.LOW)
    put(elsewhere, 1, priority=Priority.HIGH)
    held = take()
    waited(old, fairness.AGEING_SECONDS[Priority.LOW] + 1)
    assert queue.rise() == 1
    assert QueueTicket.objects.get(job_id=old[0]).priority == Priority.NORMAL
    finish(held)
    waited(old, fairness.AGEING_SECONDS[Priority.NORMAL] + 1)
    assert queue.rise() == 0, "nothing stands before it any more"


def test_large_work_is_not_starved_by_newcomers_of_its_class(workspace: Workspace) -> None:
    """It had as much before, so its turn is far, and the virtual time stands still while somebody new comes always."""
    put(workspace, 1, needs=Needs(expected_seconds=600))
    finish(take())
    large = put(workspace, 2, needs=Needs(expected_seconds=600))
    for _ in range(5):
        newcomer()
        found = take()
        assert found.job_id not in large
        assert queue.rise() == 0
        finish(found)
    newcomer()
    small = take()
    waited(large, reserving.RESERVED_AFTER_SECONDS + 1)
    assert queue.rise() == 1
    newcomer()
    newcomer()
    finish(small)
    held = take()
    assert held.job_id == large[0]
    assert queue.rise() == 0, "something of theirs is being done"
    small = take()
    finish(held)
    assert queue.rise() == 0, "what is kept is a part of the lane, and it is owed for now"
    assert QueueLane.objects.get(lane=LANE).reserved_seconds > 500
    QueueLane.objects.filter(lane=LANE).update(reserved_seconds=0)
    assert queue.rise() == 1
    finish(small)
    assert take().job_id == large[1]


def test_a_job_that_needs_the_whole_card_is_passed_by_small_ones_for_so_long_and_no_longer(
    workspace: Workspace, elsewhere: Workspace
) -> None:
    """What this studio's own models hold is no reason: they make room, and a worker's memory is told without them."""
    (large,) = put(workspace, 1, needs=Needs(model="wan", needs_gb=23.5))
    holder = Holder(frozenset({"flux"}), 23.5)
    for _ in range(3):
        put(elsewhere, 2, needs=Needs(model="flux", needs_gb=8))
        assert take(holder=holder).workspace_id == elsewhere.pk
    waited([large], choosing.PATIENCE_SECONDS + 1)
    put(elsewhere, 2, needs=Needs(model="flux", needs_gb=8))
    assert take(holder=holder).job_id == large


def test_a_lane_is_looked_at_as_often_with_many_workers(
    workspace: Workspace, elsewhere: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = put(workspace, 3, priority=Priority.LOW)
    put(elsewhere, 4)
    waited(old, fairness.AGEING_SECONDS[Priority.LOW] + 1)
    for _ in range(3):
        monkeypatch.setattr(rising, "_last_look", float("-inf"))
        rising.rise_when_due()
    found = QueueTicket.objects.filter(job_id__in=old).values_list("priority", flat=True)
    assert sorted(found) == [Priority.LOW, Priority.LOW, Priority.NORMAL]


def test_nothing_rises_where_nothing_stands_before_it(workspace: Workspace) -> None:
    old = put(workspace, 2, priority=Priority.LOW)
    waited(old, 10_000)
    assert queue.rise() == 0


def test_a_retry_holds_nobody_back_while_it_waits(workspace: Workspace) -> None:
    jobs = put(workspace, 2, share=Share(most_at_once=1))
    held = take()
    assert queue.give_back(held, after_seconds=60)
    assert states(jobs) == ["delayed", "ready"]
    finish(take())
    assert queue.claim(LANE, "worker") is None


def test_the_clock_of_a_lane_follows_what_is_claimed(workspace: Workspace) -> None:
    put(workspace, 3, needs=Needs(expected_seconds=10))
    for _ in range(3):
        finish(take())
    assert QueueClock.objects.get(lane=LANE, priority=Priority.NORMAL).virtual_time == 20
