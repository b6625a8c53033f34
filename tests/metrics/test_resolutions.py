"""What is counted of failures that were worked on: by fixed words, however they end."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import handlers, metrics, values
from generation.engines.base import Report
from generation.handlers.base import Made, Work
from generation.models import Generation, ResolutionSession
from generation.services import ending, resolving
from generation.values import CPU_LANE
from generation.worker import Station
from projects.models import Scene
from tests import rows
from tests.generation.test_running import picture
from tests.metrics.test_metrics import grown, told
from tests.resolution.conftest import hurry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def before() -> dict[str, float]:
    """What was counted so far."""
    return told()


@pytest.fixture
def station() -> Iterator[Station]:
    """A worker in this process."""
    made = Station(CPU_LANE)
    yield made
    made.close()


def counted(before: dict[str, float]) -> dict[str, float]:
    return {name: more for name, more in grown(before).items() if name.startswith("dailies_resolution")}


def test_a_failure_that_is_put_right_counts_with_its_steps(
    workspace: Workspace, station: Station, before: dict[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    scene: Scene = rows.scene_in(workspace)
    tries: list[Work] = []

    def run(work: Work, report: Report) -> Made:
        tries.append(work)
        if len(tries) == 1:
            raise MemoryError
        return picture(scene)

    monkeypatch.setattr(handlers, "run", run)
    rows.asked(scene)
    hurry(station, 2)
    found = counted(before)
    assert found["dailies_resolutions_total{category=memory,outcome=resolved}"] == 1
    assert found["dailies_resolution_steps_total{outcome=done,step=free_memory}"] == 1
    assert found["dailies_resolution_help_total{helped=yes,step=free_memory}"] == 1


def test_a_failure_that_stays_asks_a_person_and_a_cancelled_one_is_closed(
    workspace: Workspace, station: Station, before: dict[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    scene: Scene = rows.scene_in(workspace)

    def run(work: Work, report: Report) -> Made:
        raise MemoryError

    monkeypatch.setattr(handlers, "run", run)
    rows.asked(scene)
    hurry(station, 3)
    assert counted(before)["dailies_resolutions_total{category=memory,outcome=needs_you}"] == 1
    assert any("step=free_memory" in name for name in counted(before))
    again = rows.asked(scene)
    hurry(station)
    with scope(scene.tenant_id):
        ending.cancel(Generation.objects.get(pk=again.pk))
    assert counted(before)["dailies_resolutions_total{category=memory,outcome=closed}"] == 1


def test_words_of_an_earlier_release_become_no_labels(workspace: Workspace, before: dict[str, float]) -> None:
    generation = rows.ended(rows.scene_in(workspace), values.TAKES)
    with scope(workspace.pk):
        session = ResolutionSession.objects.create(generation=generation, category="weather", detail="It rained.")
        resolving._close(session, "resolved")
        metrics.step_ended(resolving._word("wait_for_the_sun"), "done")
    assert counted(before) == {
        "dailies_resolutions_total{category=other,outcome=resolved}": 1,
        "dailies_resolution_steps_total{outcome=done,step=other}": 1,
    }


def test_what_is_rolled_back_is_not_counted(workspace: Workspace, before: dict[str, float]) -> None:
    with transaction.atomic():
        metrics.resolution_became("memory", "resolved")
        metrics.step_ended("free_memory", "done")
        metrics.step_helped("free_memory", True)
        transaction.set_rollback(True)
    assert counted(before) == {}
