"""The queue is a table: order, claims, leases and fences, by the database's clock."""

from typing import Any

import pytest
from django.db import connection, transaction

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import queue
from generation.models import Job, QueueTicket
from generation.queue import Claim
from generation.queue.claiming import LOOK_SQL
from generation.values import CPU_LANE, EXPORT_LANE
from projects.models import Scene
from tests import rows
from tests.threads import together


def claim(worker: str = "one") -> Claim | None:
    return queue.claim(CPU_LANE, worker)


def held(worker: str = "one") -> Claim:
    found = claim(worker)
    assert found is not None
    return found


def expire(job_id: Any) -> None:
    """As if the worker had been silent for longer than its lease."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE generation_queueticket SET lease_until = clock_timestamp() - interval '1 ms' WHERE job_id = %s",
            [job_id],
        )


def jobs_of(scene: Scene, count: int) -> list[Any]:
    asked = rows.asked(scene, count=count)
    with scope(scene.tenant_id):
        return list(Job.objects.filter(generation=asked).order_by("number").values_list("pk", flat=True))


@pytest.mark.django_db
def test_first_come_is_first_served(scene: Scene) -> None:
    first, second = jobs_of(scene, 2), jobs_of(scene, 2)
    assert [held().job_id for _ in range(4)] == first + second
    assert claim() is None


@pytest.mark.django_db
def test_a_higher_priority_goes_before(scene: Scene) -> None:
    first, second = jobs_of(scene, 1), jobs_of(scene, 1)
    QueueTicket.objects.filter(job_id=second[0]).update(priority=2)
    assert [held().job_id for _ in range(2)] == second + first


@pytest.mark.django_db
def test_a_lane_is_its_own_queue(scene: Scene) -> None:
    jobs_of(scene, 1)
    assert queue.claim(EXPORT_LANE, "one") is None
    assert queue.claim("no such lane", "one") is None
    assert claim() is not None


@pytest.mark.django_db
def test_workspaces_share_the_lane_and_a_claim_names_its_own(
    scene: Scene, workspace: Workspace, elsewhere: Workspace
) -> None:
    jobs_of(scene, 1)
    jobs_of(rows.scene_in(elsewhere), 1)
    assert [held().workspace_id for _ in range(2)] == [workspace.pk, elsewhere.pk]


@pytest.mark.django_db
def test_a_claim_is_leased_named_and_raises_the_fence(scene: Scene) -> None:
    (job,) = jobs_of(scene, 1)
    before = QueueTicket.objects.get(job_id=job).fence
    found = held("worker seven")
    ticket = QueueTicket.objects.get(job_id=job)
    assert (ticket.worker, ticket.fence, found.fence) == ("worker seven", before + 1, before + 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM lease_until - clock_timestamp()) FROM generation_queueticket WHERE job_id = %s",
            [job],
        )
        assert 25 < cursor.fetchone()[0] <= 30


@pytest.mark.django_db(transaction=True)
def test_a_ticket_that_another_worker_is_just_taking_is_skipped_not_waited_for(scene: Scene) -> None:
    """Two connections: the first has claimed but not committed, the second gets the next one at once."""
    first, second = jobs_of(scene, 2)
    with transaction.atomic():
        assert held("slow").job_id == first
        (other,) = together(lambda: claim("quick"))
        assert other.job_id == second
        (nothing,) = together(lambda: claim("third"))
        assert nothing is None


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_share_the_work_and_none_gets_the_same(scene: Scene) -> None:
    jobs = jobs_of(scene, 8) + jobs_of(scene, 8)

    def take_all() -> list[Any]:
        taken = []
        while (found := claim()) is not None:
            taken.append(found.job_id)
        return taken

    taken = [job for found in together(*[take_all] * 6) for job in found]
    assert sorted(taken) == sorted(jobs)


@pytest.mark.django_db
def test_a_lease_that_ran_out_gives_the_job_to_another_with_a_new_fence(scene: Scene) -> None:
    (job,) = jobs_of(scene, 1)
    first = held("first")
    assert claim("second") is None
    expire(job)
    second = held("second")
    assert (second.job_id, second.fence) == (job, first.fence + 1)
    assert queue.is_ours(second)
    assert not queue.is_ours(first)
    assert not queue.renew(first)
    assert not queue.give_back(first)
    assert not queue.leave(first)
    assert queue.renew(second)
    assert queue.leave(second)
    assert not QueueTicket.objects.exists()


@pytest.mark.django_db
def test_a_renewed_lease_is_not_taken(scene: Scene) -> None:
    (job,) = jobs_of(scene, 1)
    first = held()
    expire(job)
    assert queue.renew(first)
    assert claim("second") is None


@pytest.mark.django_db
def test_what_is_given_back_is_free_at_once_or_after_its_wait(scene: Scene) -> None:
    (job,) = jobs_of(scene, 1)
    assert queue.give_back(held())
    again = held("second")
    assert again.job_id == job
    assert queue.give_back(again, after_seconds=60)
    assert claim("third") is None
    ticket = QueueTicket.objects.get(job_id=job)
    assert (ticket.worker, ticket.lease_until) == ("", None)


@pytest.mark.django_db
@pytest.mark.parametrize("wait", [0, 60])
def test_a_late_heartbeat_does_not_lease_what_was_given_back(scene: Scene, wait: float) -> None:
    (job,) = jobs_of(scene, 1)
    found = held()
    assert queue.give_back(found, after_seconds=wait)
    assert not queue.renew(found)
    assert not queue.is_ours(found)
    assert QueueTicket.objects.get(job_id=job).lease_until is None


@pytest.mark.django_db
def test_what_was_dropped_is_nobodys(scene: Scene) -> None:
    first, second = jobs_of(scene, 2)
    found = held()
    with scope(scene.tenant_id):
        queue.drop([first, second])
    assert not queue.is_ours(found)
    assert not queue.leave(found)
    assert claim() is None


@pytest.mark.django_db
def test_a_ticket_made_anew_does_not_know_its_old_holder(scene: Scene) -> None:
    """Its fence starts elsewhere, so a worker that hung since then cannot write to it."""
    (job,) = jobs_of(scene, 1)
    old = held()
    with scope(scene.tenant_id):
        queue.drop([job])
        queue.enter([Job.objects.get(pk=job)])
    new = held()
    assert new.fence != old.fence
    assert not queue.is_ours(old)


@pytest.mark.django_db
def test_a_claim_walks_the_lanes_index(scene: Scene) -> None:
    """However deep the queue is; the plan names the index and sorts nothing."""
    jobs_of(scene, 8)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO generation_queueticket (job_id, workspace_id, lane, state, priority, virtual_start,"
            " virtual_cost, position, tier, model, needs_gb, fence, worker)"
            " SELECT gen_random_uuid(), %s, 'cpu', 'ready', 1, n, 1, 1000 + n, '', '', 0, 0, ''"
            " FROM generate_series(1, 20000) n",
            [scene.tenant_id],
        )
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + LOOK_SQL, [CPU_LANE, CPU_LANE])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "ticket_ready" in plan, plan
    assert "Sort" not in plan, plan
