"""What people do with their waiting jobs, against the lane that they share with others."""

from typing import Any
from uuid import UUID

import pytest
from django.test import override_settings

from accounts.models import Workspace
from accounts.problems import Problem
from accounts.tenancy import scope
from generation import events, queue
from generation.models import Generation, QueueLane, QueueTicket
from generation.queue.line import MOST_AHEAD
from generation.queue.telling import Teller
from generation.scheduling.values import Priority
from generation.services import queueing
from generation.services.queueing import Asker
from generation.values import CPU_LANE
from projects.models import Scene
from tests import rows
from tests.threads import together

ALL = Asker(None, orders_all=True)


def lane_order() -> list[tuple[UUID, UUID]]:
    """The whole lane as it is served: workspace and job."""
    return [(ticket.workspace_id, ticket.job_id) for ticket in QueueTicket.objects.all()]


@pytest.mark.django_db
@pytest.mark.parametrize("after", [False, True])
def test_reordering_never_changes_another_workspaces_turns(
    scene: Scene, elsewhere: Workspace, workspace: Workspace, after: bool
) -> None:
    other = rows.scene_in(elsewhere)
    mine, _ = zip(*[(rows.asked(scene, count=2), rows.asked(other, count=2)) for _ in range(3)], strict=True)
    before = lane_order()
    with scope(workspace.pk):
        assert queueing.move(mine[2], mine[0], ALL, after=after) > 0
    now = lane_order()
    assert [who for who, _ in now] == [who for who, _ in before]
    assert [one for one in now if one[0] == elsewhere.pk] == [one for one in before if one[0] == elsewhere.pk]
    assert now != before
    assert sorted(now) == sorted(before)


@pytest.mark.django_db
def test_moving_beside_itself_or_what_is_gone_changes_nothing(scene: Scene, workspace: Workspace) -> None:
    one = rows.asked(scene, count=2)
    before = lane_order()
    with scope(workspace.pk):
        assert queueing.move(one, one, ALL) == 0
    assert lane_order() == before


@pytest.mark.django_db
def test_another_class_is_entered_at_the_end_of_the_workspaces_turns(
    scene: Scene, workspace: Workspace, elsewhere: Workspace
) -> None:
    first, second = rows.asked(scene), rows.asked(scene)
    rows.asked(rows.scene_in(elsewhere))
    with scope(workspace.pk):
        queueing.raise_to(second, Priority.URGENT)
    found = queue.claim(CPU_LANE, "one")
    assert found is not None
    with scope(workspace.pk):
        assert found.job_id == second.jobs.get().pk
        assert Generation.objects.get(pk=second.pk).priority == Priority.URGENT
        assert Generation.objects.get(pk=first.pk).priority == Priority.NORMAL


@pytest.mark.django_db
def test_what_is_dropped_from_a_class_is_not_owed_there(scene: Scene, workspace: Workspace) -> None:
    first = rows.asked(scene, count=4)
    with scope(workspace.pk):
        queueing.raise_to(first, Priority.HIGH)
    later = rows.asked(scene)
    with scope(workspace.pk):
        start = QueueTicket.objects.get(job_id=later.jobs.get().pk).virtual_start
    assert start == 0.0


@pytest.mark.django_db
def test_a_lane_that_holds_as_much_as_the_studio_lets_it_refuses_with_a_time(
    scene: Scene, workspace: Workspace
) -> None:
    rows.asked(scene, count=2)
    with override_settings(QUEUE_LIMIT=2), pytest.raises(Problem) as refused:
        rows.asked(scene)
    assert refused.value.status == 503
    assert int(refused.value.headers["Retry-After"]) >= 5
    assert "Come back in about" in refused.value.advice
    with override_settings(QUEUE_LIMIT=3):
        rows.asked(scene)


@pytest.mark.django_db
def test_a_new_job_is_told_of_what_stands_before_it_and_not_of_what_stands_still(
    scene: Scene, workspace: Workspace, elsewhere: Workspace
) -> None:
    rows.asked(rows.scene_in(elsewhere), count=3)
    assert queue.ahead_of_new(workspace.pk, CPU_LANE)[0] == 1  # the other workspace's first; then turns are shared
    rows.asked(scene, count=2)
    assert queue.ahead_of_new(workspace.pk, CPU_LANE)[0] == 5
    with scope(elsewhere.pk):
        queueing.pause(ALL, everyone=True)
    ahead, seconds = queue.ahead_of_new(workspace.pk, CPU_LANE)
    assert ahead == 2
    assert seconds > 0


@pytest.mark.django_db
def test_nobody_counts_further_than_a_thousand(scene: Scene, workspace: Workspace) -> None:
    rows.asked(scene)
    ticket = QueueTicket.objects.get()
    QueueTicket.objects.bulk_create(
        QueueTicket(job_id=UUID(int=number), workspace_id=UUID(int=7), lane=CPU_LANE, state="ready", position=number)
        for number in range(MOST_AHEAD + 100)
    )
    QueueTicket.objects.filter(pk=ticket.pk).update(virtual_start=5.0)
    found = queue.line(CPU_LANE)
    assert found.is_longer
    assert len(found.starts) == MOST_AHEAD
    assert ticket.job_id not in found.starts
    assert queue.ahead_of_new(workspace.pk, CPU_LANE)[0] == MOST_AHEAD + 1


@pytest.mark.django_db
def test_a_paused_lane_gives_nothing_away_until_it_goes_on(scene: Scene) -> None:
    rows.asked(scene)
    queue.pause_lane(CPU_LANE, paused=True)
    assert queue.claim(CPU_LANE, "one") is None
    queue.pause_lane(CPU_LANE, paused=False)
    assert queue.claim(CPU_LANE, "one") is not None


@pytest.mark.django_db
def test_places_are_told_to_a_workspace_once_in_two_seconds_and_only_what_changed(
    scene: Scene, elsewhere: Workspace, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[Any, Any]] = []
    monkeypatch.setattr(events, "positions", lambda who, places: told.append((who, places)))
    rows.asked(scene, count=2)
    rows.asked(rows.scene_in(elsewhere))
    teller = Teller()
    assert [teller.tell() for _ in range(5)] == [2, 0, 0, 0, 0]
    assert {who: [place["ahead"] for place in places] for who, places in told} == {
        workspace.pk: [0, 2],
        elsewhere.pk: [1],
    }
    QueueLane.objects.update(told_at=None)
    assert teller.tell() == 0
    QueueTicket.objects.filter(workspace_id=elsewhere.pk).delete()
    QueueLane.objects.update(told_at=None)
    assert teller.tell() == 2
    assert told[-1][0] in (workspace.pk, elsewhere.pk)
    assert [] in [places for _, places in told[-2:]]


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_tells(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "positions", lambda who, places: None)
    rows.asked(scene)
    assert sorted(together(*[lambda: Teller().tell()] * 4)) == [0, 0, 0, 1]


@pytest.mark.django_db(transaction=True)
def test_many_moves_at_once_keep_every_place(scene: Scene, workspace: Workspace) -> None:
    mine = [rows.asked(scene) for _ in range(4)]
    before = sorted((ticket.virtual_start, ticket.position) for ticket in QueueTicket.objects.all())

    def run_next(number: int) -> None:
        with scope(workspace.pk):
            queueing.run_next(mine[number], ALL)

    together(*[lambda number=number: run_next(number) for number in range(4)])
    assert sorted((ticket.virtual_start, ticket.position) for ticket in QueueTicket.objects.all()) == before
    assert len({ticket.job_id for ticket in QueueTicket.objects.all()}) == 4
